//! How paths are named to people and machines: relative to the working directory, with `/`.
//!
//! Inside, every path is absolute and free of links in its folders, so that one file has one name.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// Why a file has no patch.
pub const OUTSIDE: &str = "lies outside the working directory, where a patch cannot name it";

/// The working directory.
#[derive(Clone, Debug)]
pub struct Base {
    dir: PathBuf,
}

impl Base {
    pub fn current() -> io::Result<Base> {
        Base::at(&std::env::current_dir()?)
    }

    /// As if `dir` were the working directory.
    pub fn at(dir: &Path) -> io::Result<Base> {
        Ok(Base { dir: dir.canonicalize()? })
    }

    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The absolute path of what was typed: links in its folders are resolved, a link at its end is not.
    pub fn absolute(&self, typed: &Path) -> io::Result<PathBuf> {
        let path = self.dir.join(typed);
        match (path.parent(), path.file_name()) {
            (Some(parent), Some(name)) => Ok(parent.canonicalize()?.join(name)),
            _ => path.canonicalize(),
        }
    }

    /// The path below the working directory; `None` for one that lies elsewhere.
    pub fn relative<'p>(&self, path: &'p Path) -> Option<&'p Path> {
        path.strip_prefix(&self.dir).ok()
    }

    /// The name of a path for reports: below the working directory from there, elsewhere absolute, which stays true
    /// when the report is read in another folder.
    pub fn name<'p>(&self, path: &'p Path) -> Cow<'p, str> {
        match self.relative(path) {
            Some(p) if p.as_os_str().is_empty() => Cow::Borrowed("."),
            Some(p) => p.to_string_lossy(),
            None => path.to_string_lossy(),
        }
    }
}

/// A name as git writes it into a patch: in C notation with quotes where it holds control characters, quotes,
/// backslashes or bytes beyond ASCII.
pub fn quoted(name: &OsStr) -> String {
    let odd = |b: u8| !(0x20..0x7f).contains(&b) || b == b'"' || b == b'\\';
    if !name.as_bytes().iter().copied().any(odd) {
        return name.to_string_lossy().into_owned();
    }
    let mut out = String::from("\"");
    for &b in name.as_bytes() {
        match b {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\t' => out.push_str("\\t"),
            b'\r' => out.push_str("\\r"),
            0x07 => out.push_str("\\a"),
            0x08 => out.push_str("\\b"),
            0x0b => out.push_str("\\v"),
            0x0c => out.push_str("\\f"),
            b if odd(b) => out.push_str(&format!("\\{b:03o}")),
            b => out.push(char::from(b)),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_as_git_does() {
        assert_eq!(quoted(OsStr::new("a/b c.go")), "a/b c.go");
        assert_eq!(quoted(OsStr::new("a/namé.go")), "\"a/nam\\303\\251.go\"");
        assert_eq!(quoted(OsStr::from_bytes(b"a/\xff\"\t.go")), "\"a/\\377\\\"\\t.go\"");
    }

    #[test]
    fn names_are_relative_to_the_working_directory() {
        let base = Base { dir: "/w/d".into() };
        assert_eq!(base.name(Path::new("/w/d/a/b.go")), "a/b.go");
        assert_eq!(base.name(Path::new("/w/e.go")), "/w/e.go");
        assert_eq!(base.relative(Path::new("/w/dd/e.go")), None);
    }
}
