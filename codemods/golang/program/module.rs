//! Modules as their `go.mod` and `go.work` files describe them (go.dev/ref/mod). Only reading; which folder an
//! import path means is for [`super::imports`].

use std::cmp::Ordering;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// A Go language version.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct GoVersion {
    pub major: u32,
    pub minor: u32,
}

impl GoVersion {
    /// What a module without a `go` line gets.
    pub const DEFAULT: GoVersion = GoVersion { major: 1, minor: 16 };

    /// Reads `1.21`, `1.21.3`, `1.22rc1`.
    pub fn parse(text: &str) -> Option<GoVersion> {
        let (major, rest) = text.split_once('.')?;
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        Some(GoVersion { major: major.parse().ok()?, minor: rest[..digits].parse().ok()? })
    }
}

/// A module path at a version.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Require {
    pub path: String,
    pub version: String,
}

/// What stands in for a module.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    Folder(PathBuf),
    Module(Require),
}

/// A `replace` directive.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Replace {
    pub path: String,
    /// Only this version; `None` for all.
    pub version: Option<String>,
    pub target: Target,
}

/// A module.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Module {
    /// The folder of its `go.mod`; of a folder outside any module, that folder.
    pub root: Arc<Path>,
    /// The module path; `None` outside any module.
    pub path: Option<String>,
    pub go: GoVersion,
    pub requires: Vec<Require>,
    pub replaces: Vec<Replace>,
}

impl Module {
    /// The stand-in for a folder outside any module.
    pub fn none(dir: &Path) -> Module {
        Module {
            root: dir.into(),
            path: None,
            go: GoVersion::DEFAULT,
            requires: Vec::new(),
            replaces: Vec::new(),
        }
    }

    /// Reads the text of the `go.mod` in `root`.
    pub fn parse(root: &Path, text: &str) -> Module {
        let mut module = Module::none(root);
        for words in directives(text) {
            match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
                ["module", path] => module.path = Some(path.to_owned()),
                ["go", version] => module.go = GoVersion::parse(version).unwrap_or(module.go),
                ["require", path, version] => {
                    module.requires.push(Require { path: path.into(), version: version.into() });
                }
                ["replace", ref rest @ ..] => module.replaces.extend(replace(root, rest)),
                _ => {}
            }
        }
        module
    }
}

/// A `go.work` file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Work {
    pub root: Arc<Path>,
    /// Folders of the workspace's modules.
    pub uses: Vec<PathBuf>,
    pub replaces: Vec<Replace>,
}

impl Work {
    /// Reads the text of the `go.work` in `root`.
    pub fn parse(root: &Path, text: &str) -> Work {
        let mut work = Work { root: root.into(), uses: Vec::new(), replaces: Vec::new() };
        for words in directives(text) {
            match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
                ["use", dir] => work.uses.push(join(root, dir)),
                ["replace", ref rest @ ..] => work.replaces.extend(replace(root, rest)),
                _ => {}
            }
        }
        work
    }
}

fn replace(root: &Path, words: &[&str]) -> Option<Replace> {
    let arrow = words.iter().position(|w| *w == "=>")?;
    let (from, to) = (&words[..arrow], &words[arrow + 1..]);
    let target = match *to {
        [dir] => Target::Folder(join(root, dir)),
        [path, version] => Target::Module(Require { path: path.into(), version: version.into() }),
        _ => return None,
    };
    let path = (*from.first()?).to_owned();
    Some(Replace { path, version: from.get(1).map(|v| (*v).to_owned()), target })
}

/// The directives of a file, each with its keyword first, blocks unrolled.
fn directives(text: &str) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    let mut block: Option<String> = None;
    for line in text.lines() {
        let line = line.split("//").next().unwrap_or_default();
        let words: Vec<String> =
            line.split_whitespace().map(|w| w.trim_matches(['"', '`']).to_owned()).collect();
        match (words.first().map(String::as_str), &block) {
            (None, _) => {}
            (Some(")"), _) => block = None,
            (Some(keyword), None) => {
                if words.get(1).is_some_and(|w| w == "(") {
                    block = Some(keyword.to_owned());
                } else {
                    all.push(words);
                }
            }
            (Some(_), Some(keyword)) => {
                all.push(std::iter::once(keyword.clone()).chain(words).collect());
            }
        }
    }
    all
}

/// `dir` seen from `root`, without `.` and `..`.
pub fn join(root: &Path, dir: &str) -> PathBuf {
    let mut out = PathBuf::new();
    for part in root.join(dir).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

/// A module path or version as a folder name of the module cache: capital letters become `!` and the small one.
pub fn escape(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            out.push('!');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// Orders module versions as semantic versioning does; build metadata does not count.
pub fn compare_versions(a: &str, b: &str) -> Ordering {
    let (a, b) = (split_version(a), split_version(b));
    a.0.cmp(&b.0).then_with(|| match (a.1, b.1) {
        ("", "") => Ordering::Equal,
        ("", _) => Ordering::Greater,
        (_, "") => Ordering::Less,
        (x, y) => compare_pre(x, y),
    })
}

fn split_version(v: &str) -> ([u64; 3], &str) {
    let v = v.strip_prefix('v').unwrap_or(v);
    let v = v.split('+').next().unwrap_or_default();
    let (numbers, pre) = v.split_once('-').unwrap_or((v, ""));
    let mut out = [0; 3];
    for (slot, part) in out.iter_mut().zip(numbers.split('.')) {
        *slot = part.parse().unwrap_or(0);
    }
    (out, pre)
}

fn compare_pre(a: &str, b: &str) -> Ordering {
    let mut b_parts = b.split('.');
    for x in a.split('.') {
        let Some(y) = b_parts.next() else { return Ordering::Greater };
        let order = match (x.parse::<u64>(), y.parse::<u64>()) {
            (Ok(x), Ok(y)) => x.cmp(&y),
            (Ok(_), Err(_)) => Ordering::Less,
            (Err(_), Ok(_)) => Ordering::Greater,
            _ => x.cmp(y),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    if b_parts.next().is_some() { Ordering::Less } else { Ordering::Equal }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_go_mod() {
        let text = "module \"example.com/a\" // the path\n\ngo 1.22.3\n\nrequire (\n\tx.y/B v1.2.3 // indirect\n)\n\
                    require c.d/e v0.1.0\nreplace x.y/B => ../b\nreplace (\n c.d/e v0.1.0 => f.g/h v1.0.0\n)\n";
        let m = Module::parse(Path::new("/r/a"), text);
        assert_eq!(m.path.as_deref(), Some("example.com/a"));
        assert_eq!(m.go, GoVersion { major: 1, minor: 22 });
        assert_eq!(m.requires.len(), 2);
        assert_eq!(m.replaces[0].target, Target::Folder("/r/b".into()));
        assert_eq!(m.replaces[1].version.as_deref(), Some("v0.1.0"));
    }

    #[test]
    fn orders_versions() {
        let order = [
            "v0.0.0-20200101000000-aaaaaaaaaaaa",
            "v0.0.0-20210101000000-000000000000",
            "v0.1.0-rc.1",
            "v0.1.0-rc.2",
            "v0.1.0",
            "v0.10.0",
            "v1.0.0+incompatible",
        ];
        for pair in order.windows(2) {
            assert_eq!(compare_versions(pair[0], pair[1]), Ordering::Less, "{pair:?}");
        }
    }

    #[test]
    fn reads_go_versions() {
        assert_eq!(GoVersion::parse("1.22rc1"), Some(GoVersion { major: 1, minor: 22 }));
        assert_eq!(GoVersion::parse("x"), None);
        assert!(GoVersion::parse("1.9") < GoVersion::parse("1.21"));
    }
}
