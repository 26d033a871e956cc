//! Finds the Go files under what was asked for.
//!
//! Left out below a folder: `vendor/`, `testdata/`, names that start with `_` or `.`, what ignore files say,
//! generated files, and links, which are never followed. Go patterns (`./...`) also stop at nested modules. A file
//! named outright is always among what was found, whatever it is called; [`unread`](crate::unread) tells of those that
//! the analysis passes over.

use crate::args;
use crate::config::Configs;
use crate::paths::{Base, OUTSIDE};
use crate::world::{self, Disk};
use codemods::engine::FileError;
use codemods::golang::skim::is_generated;
use ignore::{DirEntry, WalkBuilder, WalkState};
use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::num::NonZeroUsize;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// What a walk found. Paths are absolute, sorted, each once.
#[derive(Debug, Default)]
pub struct Walked {
    pub files: BTreeSet<Arc<Path>>,
    /// Files and whole folders that were left out. Those left out by ignore files only if asked for, or if nothing
    /// else was found.
    pub left_out: BTreeMap<PathBuf, &'static str>,
    pub errors: Vec<FileError>,
}

/// How to walk.
pub struct How<'a> {
    pub base: &'a Base,
    pub disk: &'a Disk,
    pub configs: &'a Configs,
    /// Whether what the settings exclude is left out even if it is named outright.
    pub force_exclude: bool,
    pub threads: Option<NonZeroUsize>,
    /// Whether to find out too what ignore files left out, by a second walk.
    pub explain: bool,
    /// Whether paths outside the working directory are errors: no patch can name them.
    pub inside_only: bool,
}

/// One path as asked for.
enum Root {
    File(PathBuf),
    Folder { dir: PathBuf, stop_at_modules: bool },
}

/// Walks all `paths`. What cannot be read is an error and stops nothing else.
pub fn walk(paths: &[PathBuf], how: &How) -> Walked {
    let mut walked = Walked::default();
    for typed in paths {
        match root(typed, how) {
            Ok(Root::File(path)) if how.force_exclude && how.configs.excludes_below(&path) => {
                walked.left_out.insert(path, EXCLUDED);
            }
            Ok(Root::File(path)) => {
                // Read with the walk, so that what is wrong with its settings is known before the analysis.
                path.parent().and_then(|dir| how.configs.of(dir));
                walked.files.insert(Arc::from(path));
            }
            Ok(Root::Folder { dir, stop_at_modules }) => folder(&dir, stop_at_modules, how, &mut walked),
            Err(message) => walked.errors.push(FileError { path: Arc::from(typed.as_path()), message }),
        }
    }
    // What one path leaves out, another may name.
    let Walked { files, left_out, .. } = &mut walked;
    left_out.retain(|path, _| !files.contains(path.as_path()));
    walked
}

fn root(typed: &Path, how: &How) -> Result<Root, String> {
    let (stem, pattern) = pattern_stem(typed)?;
    let at_end = how.base.absolute(&stem).map_err(|e| world::reason(&e))?;
    let meta = at_end.metadata().map_err(|e| match args::meant_by(typed) {
        Some(command) if e.kind() == ErrorKind::NotFound => {
            format!("{}; did you mean `{command}`?", world::reason(&e))
        }
        _ => world::reason(&e),
    })?;
    let root = if meta.is_dir() {
        let dir = at_end.canonicalize().map_err(|e| world::reason(&e))?;
        Root::Folder { dir, stop_at_modules: pattern }
    } else if pattern {
        return Err("the part before /... is not a folder".into());
    } else {
        Root::File(at_end)
    };
    let (Root::File(path) | Root::Folder { dir: path, .. }) = &root;
    if how.inside_only && how.base.relative(path).is_none() {
        return Err(OUTSIDE.into());
    }
    Ok(root)
}

/// Takes a final `...` off; tells whether there was one.
fn pattern_stem(typed: &Path) -> Result<(PathBuf, bool), String> {
    let bytes = typed.as_os_str().as_bytes();
    let dots = |c: std::path::Component| c.as_os_str() == "...";
    if bytes == b"..." {
        return Ok((PathBuf::from("."), true));
    }
    if let Some(stem) = bytes.strip_suffix(b"/...") {
        let stem = if stem.is_empty() { b"/" } else { stem };
        let stem = PathBuf::from(std::ffi::OsStr::from_bytes(stem));
        if !stem.components().any(dots) {
            return Ok((stem, true));
        }
    } else if !typed.components().any(dots) {
        return Ok((typed.to_owned(), false));
    }
    Err("... is understood only at the end of a path".into())
}

/// Why what `ctxmend.toml` excludes is left out.
const EXCLUDED: &str = "excluded by ctxmend.toml";

/// What becomes of a directory entry.
enum Verdict {
    Take,
    Descend,
    /// Neither a folder nor a Go file: nothing to tell.
    Pass,
    LeaveOut(&'static str),
}

fn judge(entry: &DirEntry, stop_at_modules: bool, how: &How) -> Verdict {
    let Some(kind) = entry.file_type() else { return Verdict::Pass };
    if entry.depth() == 0 {
        return Verdict::Descend;
    }
    let name = entry.file_name().as_bytes();
    let is_go = name.ends_with(b".go");
    if kind.is_symlink() {
        return if is_go { Verdict::LeaveOut("symbolic link") } else { Verdict::Pass };
    }
    let is_dir = kind.is_dir();
    if !is_dir && !is_go {
        return Verdict::Pass;
    }
    match name {
        b".git" | b".hg" | b".svn" | b".jj" => Verdict::Pass,
        [b'.', ..] => Verdict::LeaveOut("name starts with ."),
        [b'_', ..] => Verdict::LeaveOut("name starts with _"),
        b"vendor" if is_dir => Verdict::LeaveOut("vendor folder"),
        b"testdata" if is_dir => Verdict::LeaveOut("testdata folder"),
        _ if is_dir && stop_at_modules && entry.path().join("go.mod").is_file() => {
            Verdict::LeaveOut("another module")
        }
        _ if how.configs.excludes(entry.path(), is_dir) => Verdict::LeaveOut(EXCLUDED),
        _ if is_dir => Verdict::Descend,
        _ if !kind.is_file() => Verdict::LeaveOut("not a regular file"),
        _ => Verdict::Take,
    }
}

fn folder(dir: &Path, stop_at_modules: bool, how: &How, walked: &mut Walked) {
    let found = Mutex::new(std::mem::take(walked));
    let lock = || found.lock().unwrap_or_else(|e| e.into_inner());
    walker(dir, how, true).run(|| {
        Box::new(|entry| {
            let entry = match entry {
                Ok(entry) => entry,
                Err(e) => {
                    lock().errors.push(file_error(dir, &e));
                    return WalkState::Continue;
                }
            };
            match judge(&entry, stop_at_modules, how) {
                Verdict::Take if how.force_exclude && how.configs.excludes_below(entry.path()) => {
                    lock().left_out.insert(entry.into_path(), EXCLUDED);
                }
                Verdict::Take => take(entry.into_path(), how.disk, &found),
                Verdict::Descend | Verdict::Pass => {}
                Verdict::LeaveOut(why) => {
                    lock().left_out.insert(entry.into_path(), why);
                    return WalkState::Skip;
                }
            }
            WalkState::Continue
        })
    });
    *walked = found.into_inner().unwrap_or_else(|e| e.into_inner());
    walked.errors.sort_by(|a, b| a.path.cmp(&b.path));
    if how.explain || walked.files.is_empty() {
        ignored(dir, stop_at_modules, how, walked);
    }
}

fn take(path: PathBuf, disk: &Disk, found: &Mutex<Walked>) {
    // The text stays with the disk for the analysis, so that this is not a second read.
    let generated = disk.text(&path).is_ok_and(|text| is_generated(&text));
    let mut found = found.lock().unwrap_or_else(|e| e.into_inner());
    if generated {
        found.left_out.insert(path, "generated");
    } else {
        found.files.insert(Arc::from(path));
    }
}

/// Finds what a walk without ignore files finds beyond the walk that was done.
fn ignored(dir: &Path, stop_at_modules: bool, how: &How, walked: &mut Walked) {
    let found = Mutex::new(std::mem::take(walked));
    walker(dir, how, false).run(|| {
        Box::new(|entry| {
            let Ok(entry) = entry else { return WalkState::Continue };
            match judge(&entry, stop_at_modules, how) {
                Verdict::LeaveOut(_) => return WalkState::Skip,
                Verdict::Take => {
                    let mut found = found.lock().unwrap_or_else(|e| e.into_inner());
                    if !found.files.contains(entry.path()) {
                        found.left_out.entry(entry.into_path()).or_insert("ignore file");
                    }
                }
                Verdict::Descend | Verdict::Pass => {}
            }
            WalkState::Continue
        })
    });
    *walked = found.into_inner().unwrap_or_else(|e| e.into_inner());
}

fn walker(dir: &Path, how: &How, heed_ignore_files: bool) -> ignore::WalkParallel {
    WalkBuilder::new(dir)
        .standard_filters(heed_ignore_files)
        .hidden(false)
        .follow_links(false)
        .threads(how.threads.map_or(0, NonZeroUsize::get))
        .build_parallel()
}

fn file_error(dir: &Path, error: &ignore::Error) -> FileError {
    match error {
        ignore::Error::WithPath { path, err } => {
            FileError { path: Arc::from(path.as_path()), ..file_error(dir, err) }
        }
        ignore::Error::WithDepth { err, .. } => file_error(dir, err),
        ignore::Error::Io(e) => FileError { path: Arc::from(dir), message: world::reason(e) },
        other => FileError { path: Arc::from(dir), message: other.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::From;
    use std::fs;

    /// Walks `paths` in a folder with these files; gives what was found and what was left out, by relative name.
    fn walked(files: &[(&str, &str)], paths: &[&str]) -> (Vec<String>, Vec<String>) {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            match text.strip_prefix("-> ") {
                Some(to) => std::os::unix::fs::symlink(to, path).unwrap(),
                None => fs::write(path, text).unwrap(),
            }
        }
        let base = Base::at(dir.path()).unwrap();
        let disk = Disk::new();
        let configs = Configs::new(From::Nearest, &[]);
        let how = How {
            base: &base,
            disk: &disk,
            configs: &configs,
            force_exclude: false,
            threads: None,
            explain: true,
            inside_only: false,
        };
        let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
        let found = walk(&paths, &how);
        let name = |p: &Path| base.name(p).into_owned();
        let mut out: Vec<String> =
            found.left_out.iter().map(|(p, why)| format!("{}: {why}", name(p))).collect();
        out.extend(found.errors.iter().map(|e| format!("{}: error: {}", name(&e.path), e.message)));
        (found.files.iter().map(|p| name(p)).collect(), out)
    }

    const GENERATED: &str =
        "// Copyright\n\n/* c */ // x\n// Code generated by x. DO NOT EDIT.\r\npackage a\n";

    #[test]
    fn what_is_left_out_below_a_folder() {
        let tree = [
            ("a.go", "package a"),
            ("b.txt", ""),
            (".h.go", ""),
            ("_u.go", ""),
            ("gen.go", GENERATED),
            ("not.go", "package a\n\nimport _ \"fmt\"\n\n// Code generated by x. DO NOT EDIT.\n"),
            ("link.go", "-> a.go"),
            ("linked", "-> sub"),
            ("sub/c.go", ""),
            ("vendor/v.go", ""),
            ("testdata/t.go", ""),
            ("_x/x.go", ""),
            (".y/y.go", ""),
            (".ignore", "skip.go\nout/\n"),
            ("skip.go", ""),
            ("out/o.go", ""),
        ];
        let (files, left_out) = walked(&tree, &["."]);
        assert_eq!(files, ["a.go", "not.go", "sub/c.go"]);
        assert_eq!(
            left_out,
            [
                ".h.go: name starts with .",
                ".y: name starts with .",
                "_u.go: name starts with _",
                "_x: name starts with _",
                "gen.go: generated",
                "link.go: symbolic link",
                "out/o.go: ignore file",
                "skip.go: ignore file",
                "testdata: testdata folder",
                "vendor: vendor folder",
            ]
        );
    }

    #[test]
    fn files_and_folders_named_outright_are_looked_at() {
        let tree =
            [("gen.go", GENERATED), ("_u.go", ""), ("vendor/v.go", ""), ("x.txt", ""), ("l.go", "-> _u.go")];
        let (files, left_out) = walked(&tree, &["gen.go", "_u.go", "./vendor", "x.txt", "l.go"]);
        assert_eq!(files, ["_u.go", "gen.go", "l.go", "vendor/v.go", "x.txt"]);
        assert_eq!(left_out, [""; 0]);
    }

    #[test]
    fn patterns_stop_at_modules_and_folders_do_not() {
        let tree = [
            ("go.mod", ""),
            ("a.go", ""),
            ("m/go.mod", ""),
            ("m/b.go", ""),
            ("p/c.go", ""),
            ("m/q/d.go", ""),
        ];
        assert_eq!(walked(&tree, &["./..."]).0, ["a.go", "p/c.go"]);
        assert_eq!(walked(&tree, &["..."]).0, ["a.go", "p/c.go"]);
        assert_eq!(walked(&tree, &["./m/..."]).0, ["m/b.go", "m/q/d.go"]);
        assert_eq!(walked(&tree, &["."]).0, ["a.go", "m/b.go", "m/q/d.go", "p/c.go"]);
        assert_eq!(walked(&tree, &["p", "./p/...", "p/c.go", "./p/../p/"]).0, ["p/c.go"]);
    }

    #[test]
    fn one_wrong_path_stops_no_other() {
        let (files, left_out) = walked(&[("a.go", "")], &["none.go", "a.go", "./.../x", "a.go/..."]);
        assert_eq!(files, ["a.go"]);
        assert_eq!(
            left_out,
            [
                "none.go: error: no such file or directory",
                "./.../x: error: ... is understood only at the end of a path",
                "a.go/...: error: the part before /... is not a folder",
            ]
        );
    }
}
