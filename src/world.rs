//! The disk, as the passes see it: texts, folders, and where Go keeps the sources of dependencies.
//!
//! Every file is read once: what was analysed is what is later shown, and compared with the disk before a write.
//! Go itself is never run.

use codemods::World;
use rustix::buffer::spare_capacity;
use rustix::fs::OFlags;
use rustix::io::Errno;
use std::collections::HashMap;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, RwLock};
use std::{env, fs, io};

/// The files of this machine.
#[derive(Default)]
pub struct Disk {
    texts: RwLock<HashMap<PathBuf, Result<Arc<str>, String>>>,
    folders: RwLock<HashMap<PathBuf, Option<Arc<[String]>>>>,
    /// What glimpses read into: used again, so that the pages are made once.
    buffers: Mutex<Vec<Vec<u8>>>,
    goroot: OnceLock<Option<PathBuf>>,
    module_cache: OnceLock<Option<PathBuf>>,
}

impl Disk {
    pub fn new() -> Disk {
        Disk::default()
    }

    /// A disk on which these files, there or not, hold these texts.
    pub fn with_files(files: impl IntoIterator<Item = (PathBuf, Result<Arc<str>, String>)>) -> Disk {
        Disk { texts: RwLock::new(files.into_iter().collect()), ..Disk::default() }
    }

    /// This disk as it was read, and where it was not read yet as it is now, but with other texts for these files.
    pub fn with(&self, files: impl IntoIterator<Item = (PathBuf, Arc<str>)>) -> Disk {
        let mut texts = self.texts.read().unwrap_or_else(|e| e.into_inner()).clone();
        texts.extend(files.into_iter().map(|(path, text)| (path, Ok(text))));
        Disk { texts: RwLock::new(texts), ..Disk::default() }
    }

    /// The text of a file, or why there is none.
    pub fn text(&self, path: &Path) -> Result<Arc<str>, String> {
        if let Some(known) = recall(&self.texts, path) {
            return known;
        }
        remember(&self.texts, path, read(path))
    }
}

impl World for Disk {
    fn read(&self, path: &Path) -> Option<Arc<str>> {
        self.text(path).ok()
    }

    fn glimpse(&self, path: &Path, look: &mut dyn FnMut(&str)) -> bool {
        if let Some(known) = recall(&self.texts, path) {
            return known.inspect(|text| look(text)).is_ok();
        }
        let lock = || self.buffers.lock().unwrap_or_else(|e| e.into_inner());
        let mut buffer = lock().pop().unwrap_or_default();
        let text = read_into(path, &mut buffer).ok().and_then(|()| std::str::from_utf8(&buffer).ok());
        let readable = text.inspect(|text| look(text)).is_some();
        lock().push(buffer);
        readable
    }

    fn list(&self, dir: &Path) -> Option<Vec<String>> {
        let names = match recall(&self.folders, dir) {
            Some(known) => known,
            None => remember(&self.folders, dir, list(dir).ok().map(Arc::from)),
        };
        names.map(|n| n.to_vec())
    }

    fn module_cache(&self) -> Option<&Path> {
        self.module_cache.get_or_init(|| find_module_cache(&GoEnv::of_user())).as_deref()
    }

    fn goroot(&self) -> Option<&Path> {
        self.goroot.get_or_init(|| find_goroot(&GoEnv::of_user())).as_deref()
    }
}

/// Why there is no text of a file that is no text.
pub const NOT_UTF8: &str = "skipped: is not UTF-8";

type Cache<T> = RwLock<HashMap<PathBuf, T>>;

fn recall<T: Clone>(cache: &Cache<T>, path: &Path) -> Option<T> {
    cache.read().unwrap_or_else(|e| e.into_inner()).get(path).cloned()
}

/// The first answer stays: two threads that read the same file at once see one text.
fn remember<T: Clone>(cache: &Cache<T>, path: &Path, value: T) -> T {
    let mut cache = cache.write().unwrap_or_else(|e| e.into_inner());
    cache.entry(path.to_owned()).or_insert(value).clone()
}

fn read(path: &Path) -> Result<Arc<str>, String> {
    let mut bytes = Vec::new();
    read_into(path, &mut bytes)?;
    std::str::from_utf8(&bytes).map(Arc::from).map_err(|_| NOT_UTF8.into())
}

/// Puts what the file holds in place of what the buffer holds.
fn read_into(path: &Path, buffer: &mut Vec<u8>) -> Result<(), String> {
    // Opening a pipe must not wait for its other end.
    let waitless = OFlags::NONBLOCK.bits() as i32;
    let file = fs::OpenOptions::new().read(true).custom_flags(waitless).open(path).map_err(|e| reason(&e))?;
    let meta = file.metadata().map_err(|e| reason(&e))?;
    if !meta.is_file() {
        return Err(if meta.is_dir() { "is a folder" } else { "is not a regular file" }.into());
    }
    if meta.len() >= u64::from(u32::MAX) {
        return Err("is larger than 4 GiB".into());
    }
    buffer.clear();
    // One byte more tells that this was all.
    buffer.reserve(meta.len() as usize + 1);
    loop {
        match rustix::io::read(&file, spare_capacity(buffer)) {
            Ok(0) => return Ok(()),
            Ok(_) => buffer.reserve(1),
            Err(Errno::INTR) => {}
            Err(e) => return Err(reason(&e.into())),
        }
    }
}

/// An error of the system without its number, in lower case as messages here are; any other as it is, for it may
/// begin with a name.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    if error.raw_os_error().is_none() {
        return text;
    }
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// The same for people, with what it is about.
pub fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::other(format!("{}: {}", path.display(), reason(error)))
}

fn list(dir: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        // A name that is not UTF-8 is no import path and no file that a Go package may hold.
        let Ok(mut name) = entry.file_name().into_string() else { continue };
        let kind = entry.file_type()?;
        if kind.is_dir() || kind.is_symlink() && entry.path().is_dir() {
            name.push('/');
        }
        names.push(name);
    }
    names.sort_unstable();
    Ok(names)
}

/// Go's own settings: the environment first, then the file that `go env -w` writes.
struct GoEnv {
    file: HashMap<String, String>,
    variable: fn(&str) -> Option<String>,
}

impl GoEnv {
    fn of_user() -> GoEnv {
        let variable = |name: &str| env::var(name).ok().filter(|v| !v.is_empty());
        let path = match variable("GOENV") {
            Some(off) if off == "off" => None,
            Some(path) => Some(PathBuf::from(path)),
            None => config_folder(variable).map(|dir| dir.join("go/env")),
        };
        let text = path.and_then(|p| fs::read_to_string(p).ok()).unwrap_or_default();
        let pair = |line: &str| line.split_once('=').map(|(k, v)| (k.trim().to_owned(), v.trim().to_owned()));
        let file = text.lines().filter(|l| !l.starts_with('#')).filter_map(pair).collect();
        GoEnv { file, variable }
    }

    fn get(&self, name: &str) -> Option<String> {
        (self.variable)(name).or_else(|| self.file.get(name).filter(|v| !v.is_empty()).cloned())
    }

    fn home(&self) -> Option<PathBuf> {
        (self.variable)("HOME").map(PathBuf::from)
    }
}

/// As Go's `os.UserConfigDir`.
fn config_folder(variable: fn(&str) -> Option<String>) -> Option<PathBuf> {
    let home = variable("HOME").map(PathBuf::from);
    if cfg!(target_os = "macos") {
        return home.map(|h| h.join("Library/Application Support"));
    }
    variable("XDG_CONFIG_HOME").map(PathBuf::from).or_else(|| home.map(|h| h.join(".config")))
}

fn find_module_cache(settings: &GoEnv) -> Option<PathBuf> {
    let stated = settings.get("GOMODCACHE").map(PathBuf::from);
    let of_gopath = || {
        let gopath = settings.get("GOPATH").and_then(|list| env::split_paths(&list).next());
        gopath.or_else(|| settings.home().map(|h| h.join("go"))).map(|p| p.join("pkg/mod"))
    };
    stated.or_else(of_gopath).filter(|dir| dir.is_absolute() && dir.is_dir())
}

fn find_goroot(settings: &GoEnv) -> Option<PathBuf> {
    let holds_sources = |root: &PathBuf| root.join("src/context").is_dir();
    let stated = settings.get("GOROOT").map(PathBuf::from).filter(|p| p.is_absolute());
    let on_path = || {
        let path = env::var_os("PATH")?;
        let go = env::split_paths(&path).map(|dir| dir.join("go")).find(|go| go.is_file())?;
        Some(go.canonicalize().ok()?.parent()?.parent()?.to_owned())
    };
    let usual = ["/usr/local/go", "/usr/lib/go", "/usr/lib/golang", "/opt/homebrew/opt/go/libexec"];
    stated
        .filter(holds_sources)
        .or_else(|| on_path().filter(holds_sources))
        .or_else(|| usual.iter().map(PathBuf::from).find(holds_sources))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_once_and_kept_as_they_are() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.go");
        fs::write(&path, "\u{feff}package a\r\n").unwrap();
        let disk = Disk::new();
        assert_eq!(disk.read(&path).as_deref(), Some("\u{feff}package a\r\n"));
        fs::write(&path, "package b").unwrap();
        assert_eq!(disk.read(&path).as_deref(), Some("\u{feff}package a\r\n"));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.go");
        fs::write(&path, b"package a // \xff").unwrap();
        let disk = Disk::new();
        assert_eq!(disk.text(&path).unwrap_err(), "skipped: is not UTF-8");
        assert_eq!(disk.text(dir.path()).unwrap_err(), "is a folder");
        assert_eq!(disk.text(&dir.path().join("b.go")).unwrap_err(), "no such file or directory");
        assert!(disk.read(&path).is_none());
    }

    #[test]
    fn folders_are_listed_sorted() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["z.go", "a.go"] {
            fs::write(dir.path().join(name), "").unwrap();
        }
        fs::create_dir(dir.path().join("m")).unwrap();
        assert_eq!(Disk::new().list(dir.path()).unwrap(), ["a.go", "m/", "z.go"]);
        assert!(Disk::new().list(&dir.path().join("none")).is_none());
    }

    #[test]
    fn the_module_cache_follows_the_settings() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("pkg/mod")).unwrap();
        let at = |key: &str, value: &Path| GoEnv {
            file: HashMap::from([(key.to_owned(), value.to_string_lossy().into_owned())]),
            variable: |_| None,
        };
        let cache = dir.path().join("pkg/mod");
        assert_eq!(find_module_cache(&at("GOMODCACHE", &cache)), Some(cache.clone()));
        assert_eq!(find_module_cache(&at("GOPATH", dir.path())), Some(cache));
        assert_eq!(find_module_cache(&at("GOMODCACHE", Path::new("/no/such"))), None);
    }
}
