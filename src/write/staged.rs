//! A complete file that is on the disk but not in its place yet.
//!
//! On Linux it has no name until the instant before it takes its place, so that nothing is left of it even if the
//! program is killed. Where the file system cannot do that it has a hidden name, removed when it is dropped.

use rustix::fs::{AtFlags, CWD, Mode, linkat};
use std::env;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::os::fd::AsRawFd;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, fchown};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// A file's text and attributes, on the disk, waiting to take a place in its folder.
pub struct Staged {
    file: File,
    folder: PathBuf,
    /// `None` as long as the file has no name.
    name: Option<PathBuf>,
}

impl Staged {
    /// Puts `text` on the disk, in the folder of `target`, with the mode and owner of `like`.
    pub fn new(target: &Path, text: &[u8], like: &Metadata) -> io::Result<Staged> {
        let folder = target.parent().unwrap_or(Path::new("/")).to_owned();
        let mut staged = match unnamed(&folder)? {
            Some(file) => Staged { file, folder, name: None },
            None => named(folder)?,
        };
        staged.file.write_all(text)?;
        let mine = staged.file.metadata()?;
        if (mine.uid(), mine.gid()) != (like.uid(), like.gid()) {
            // Only the superuser may give files away; everyone else keeps what they wrote, as editors do.
            let _ = fchown(&staged.file, Some(like.uid()), Some(like.gid()));
        }
        // After the change of owner, which clears bits.
        staged.file.set_permissions(fs::Permissions::from_mode(like.permissions().mode() & 0o7777))?;
        staged.file.sync_all()?;
        Ok(staged)
    }

    /// Takes the place of `target`, which must lie in the folder it was made for.
    pub fn put_at(mut self, target: &Path) -> io::Result<()> {
        let name = match self.name.take() {
            Some(name) => name,
            None => self.link()?,
        };
        let renamed = fs::rename(&name, target);
        if renamed.is_err() {
            self.name = Some(name);
        }
        renamed
    }

    /// One with a name from the beginning, whatever the file system can do.
    #[cfg(test)]
    pub fn in_sight(target: &Path, text: &str) -> io::Result<Staged> {
        let mut staged = named(target.parent().unwrap_or(Path::new("/")).to_owned())?;
        staged.file.write_all(text.as_bytes())?;
        Ok(staged)
    }

    /// Gives an unnamed file a name from which it can be renamed. Being killed between the two would leave the name:
    /// better among the temporary files, where these are on the same file system, than in the tree.
    fn link(&self) -> io::Result<PathBuf> {
        let own = own_path(&self.file);
        let link = |name: &Path| Ok(linkat(CWD, &own, CWD, name, AtFlags::SYMLINK_FOLLOW)?);
        let elsewhere = env::temp_dir();
        if device(&elsewhere).is_some_and(|d| device(&self.folder) == Some(d))
            && let Ok((name, ())) = fresh(&elsewhere, link)
        {
            return Ok(name);
        }
        fresh(&self.folder, link).map(|(name, ())| name)
    }
}

fn device(folder: &Path) -> Option<u64> {
    fs::metadata(folder).ok().map(|m| m.dev())
}

impl Drop for Staged {
    fn drop(&mut self) {
        if let Some(name) = &self.name {
            // If it is gone already, so much the better.
            let _ = fs::remove_file(name);
        }
    }
}

fn own_path(file: &File) -> PathBuf {
    PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()))
}

/// A file without a name; `None` where there can be none.
#[cfg(target_os = "linux")]
fn unnamed(folder: &Path) -> io::Result<Option<File>> {
    use rustix::fs::{OFlags, open};
    use rustix::io::Errno;
    let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
    match open(folder, flags, Mode::RUSR | Mode::WUSR) {
        // Without /proc it could never get a name.
        Ok(fd) => Ok(Some(File::from(fd)).filter(|file| own_path(file).exists())),
        Err(Errno::OPNOTSUPP | Errno::ISDIR | Errno::NOENT | Errno::INVAL) => Ok(None),
        Err(e) => Err(e.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn unnamed(_folder: &Path) -> io::Result<Option<File>> {
    Ok(None)
}

fn named(folder: PathBuf) -> io::Result<Staged> {
    let create = |name: &Path| OpenOptions::new().write(true).create_new(true).mode(0o600).open(name);
    let (name, file) = fresh(&folder, create)?;
    Ok(Staged { file, folder, name: Some(name) })
}

/// Tries names that no other run uses until one is free.
fn fresh<T>(folder: &Path, make: impl Fn(&Path) -> io::Result<T>) -> io::Result<(PathBuf, T)> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = folder.join(format!(".ctxmend-{}-{number}", std::process::id()));
        match make(&name) {
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
            made => return made.map(|m| (name, m)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_one_takes_its_place_or_goes_away() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("a.go");
        fs::write(&target, "old").unwrap();
        let staged = Staged::in_sight(&target, "new").unwrap();
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
        staged.put_at(&target).unwrap();
        assert_eq!(fs::read_to_string(&target).unwrap(), "new");
        drop(named(dir.path().to_owned()).unwrap());
        let onto_folder = named(dir.path().to_owned()).unwrap();
        fs::create_dir(dir.path().join("d")).unwrap();
        onto_folder.put_at(&dir.path().join("d")).unwrap_err();
        fs::remove_dir(dir.path().join("d")).unwrap();
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn nothing_is_to_be_seen_before_it_takes_its_place() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("a.go");
        fs::write(&target, "old").unwrap();
        fs::set_permissions(&target, fs::Permissions::from_mode(0o751)).unwrap();
        let staged = Staged::new(&target, b"new", &fs::metadata(&target).unwrap()).unwrap();
        if cfg!(target_os = "linux") && staged.name.is_none() {
            assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
        }
        assert_eq!(fs::read_to_string(&target).unwrap(), "old");
        staged.put_at(&target).unwrap();
        assert_eq!(fs::read_to_string(&target).unwrap(), "new");
        assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o7777, 0o751);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
