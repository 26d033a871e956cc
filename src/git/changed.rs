//! Which lines were changed: since a revision, or for the next commit.

use super::{git, output, repository};
use crate::args::Since;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What was changed in a work tree.
#[derive(Debug, Default)]
pub struct Changed {
    /// The changed lines of each file, by absolute path.
    pub lines: BTreeMap<Arc<Path>, Lines>,
    /// Files whose text for the next commit is not the one in the work tree: that text, where it is one.
    pub staged: BTreeMap<Arc<Path>, Option<String>>,
    /// The root of the work tree.
    pub root: PathBuf,
}

/// Lines of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Lines {
    All,
    /// First and last lines, from 1, that are new or next to deleted ones. The first may be 0.
    Some(Vec<(usize, usize)>),
}

/// Asks git about the repository that holds `dir`. An error says what to do about it, as far as that is known.
pub fn changed(dir: &Path, since: &Since) -> Result<Changed, String> {
    let root = repository(dir).ok_or("the working directory is in no git repository")?;
    let mut changed = Changed { root, ..Changed::default() };
    let root = changed.root.clone();
    let at = |name: &OsStr| -> Arc<Path> { Arc::from(root.join(name)) };
    let against = match since {
        Since::Revision(revision) => merge_base(&root, revision)?,
        Since::Staged => "--cached".to_owned(),
    };
    let mut diff = git(&root);
    diff.args(["diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames"]);
    diff.args(["--ignore-submodules=all", "--src-prefix=a/", "--dst-prefix=b/", "--diff-filter=AMR"]);
    diff.arg(against).arg("--");
    for (name, lines) in hunks(&output(diff)?) {
        changed.lines.insert(at(&name), Lines::Some(lines));
    }
    match since {
        Since::Revision(_) => {
            let mut others = git(&root);
            others.args(["ls-files", "--others", "--exclude-standard", "-z"]);
            changed.lines.extend(names(&output(others)?).map(|name| (at(name), Lines::All)));
        }
        Since::Staged => {
            let mut unstaged = git(&root);
            unstaged.args(["diff", "--name-only", "--no-renames", "--ignore-submodules=all", "-z"]);
            let unstaged: BTreeSet<OsString> = names(&output(unstaged)?).map(OsStr::to_owned).collect();
            for name in unstaged.iter().filter(|name| changed.lines.contains_key(&at(name))) {
                let mut show = git(&root);
                let spec = [b":0:", name.as_bytes()].concat();
                show.arg("cat-file").arg("blob").arg(OsStr::from_bytes(&spec));
                changed.staged.insert(at(name), String::from_utf8(output(show)?).ok());
            }
        }
    }
    Ok(changed)
}

/// The last commit that the revision and HEAD share.
fn merge_base(root: &Path, revision: &str) -> Result<String, String> {
    let advice = || {
        let mut ask = git(root);
        ask.args(["rev-parse", "--is-shallow-repository"]);
        match output(ask) {
            Ok(said) if said.starts_with(b"true") => {
                "; this clone is shallow: fetch more of its history (git fetch --unshallow; fetch-depth: 0 in CI)"
            }
            _ => "",
        }
    };
    let mut verify = git(root);
    let commit = format!("{revision}^{{commit}}");
    verify.args(["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]);
    output(verify).map_err(|_| format!("there is no commit '{revision}'{}", advice()))?;
    let mut base = git(root);
    base.args(["merge-base", "--", revision, "HEAD"]);
    let said = output(base).map_err(|_| format!("'{revision}' and HEAD share no commit{}", advice()))?;
    Ok(String::from_utf8_lossy(&said).trim().to_owned())
}

/// The names in a list that ends each with a zero byte.
fn names(list: &[u8]) -> impl Iterator<Item = &OsStr> {
    list.split(|&b| b == 0).filter(|name| !name.is_empty()).map(OsStr::from_bytes)
}

/// The changed lines by file, from a diff without context.
fn hunks(diff: &[u8]) -> BTreeMap<OsString, Vec<(usize, usize)>> {
    let mut found: BTreeMap<OsString, Vec<(usize, usize)>> = BTreeMap::new();
    let mut file: Option<OsString> = None;
    // How many lines of the present hunk are still to come: they may look like anything.
    let mut text = 0;
    for line in diff.split(|&b| b == b'\n') {
        if text > 0 {
            text -= usize::from(line.starts_with(b"+") || line.starts_with(b"-"));
        } else if let Some(name) = line.strip_prefix(b"+++ ") {
            file = name_in(name);
        } else if let (Some(header), Some(file)) = (line.strip_prefix(b"@@ -"), &file)
            && let Some((old, new)) = ranges(header)
        {
            text = old.1 + new.1;
            let lines = match (old.1, new.1) {
                (_, 0) => (new.0, new.0 + 1),
                (0, n) => (new.0, new.0 + n - 1),
                // What was deleted may have belonged to the line above: its release, say.
                (_, n) => (new.0.saturating_sub(1), new.0 + n - 1),
            };
            found.entry(file.clone()).or_default().push(lines);
        }
    }
    found
}

/// First line and number of lines, before and after: `7,0 +8,2 @@ func f() {`.
fn ranges(header: &[u8]) -> Option<((usize, usize), (usize, usize))> {
    let header = String::from_utf8_lossy(header);
    let mut words = header.split(' ');
    let range = |word: &str| {
        let (first, n) = word.split_once(',').unwrap_or((word, "1"));
        Some((first.parse().ok()?, n.parse().ok()?))
    };
    Some((range(words.next()?)?, range(words.next()?.strip_prefix('+')?)?))
}

/// A name as a diff writes it: behind `b/`, with a tab at its end if it holds spaces, in C notation if it is odd.
fn name_in(written: &[u8]) -> Option<OsString> {
    let written = written.strip_suffix(b"\t").unwrap_or(written);
    let plain = match written {
        [b'"', inside @ .., b'"'] => unquoted(inside),
        _ => written.to_vec(),
    };
    plain.strip_prefix(b"b/").map(|name| OsString::from_vec(name.to_vec()))
}

fn unquoted(inside: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = inside;
    while let [first, tail @ ..] = rest {
        rest = tail;
        let ([escape, tail @ ..], b'\\') = (rest, first) else {
            out.push(*first);
            continue;
        };
        rest = tail;
        let octal = |b: &u8| (b'0'..=b'7').contains(b).then(|| b - b'0');
        out.push(match (escape, rest) {
            (b'n', _) => b'\n',
            (b't', _) => b'\t',
            (b'r', _) => b'\r',
            (b'a', _) => 0x07,
            (b'b', _) => 0x08,
            (b'f', _) => 0x0c,
            (b'v', _) => 0x0b,
            (high, [middle, low, tail @ ..]) if octal(high).is_some() => {
                rest = tail;
                let digits = [octal(high), octal(middle), octal(low)];
                digits.iter().flatten().fold(0u8, |n, d| n.wrapping_mul(8).wrapping_add(*d))
            }
            (other, _) => *other,
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths::quoted;

    #[test]
    fn hunks_are_read_by_their_headers() {
        let diff = b"diff --git a/a.go b/a.go
index 1..2 100644
--- a/a.go
+++ b/a.go
@@ -3 +3 @@ func f() {
-x
+y
@@ -7,0 +8,2 @@
+--- a/no.go
++++ b/no.go
@@ -9,2 +11,0 @@
-@@ -1 +1 @@
-b
diff --git \"a/n\\303\\251 w.go\" \"b/n\\303\\251 w.go\"
--- /dev/null
+++ \"b/n\\303\\251 w.go\"
@@ -0,0 +1,2 @@
+a
+b
\\ No newline at end of file
diff --git a/s p.go b/s p.go
--- a/s p.go\t
+++ b/s p.go\t
@@ -1,3 +0,0 @@
-a
-b
-c
";
        let found = hunks(diff);
        let of = |name: &str| found.get(OsStr::new(name)).cloned().unwrap_or_default();
        assert_eq!(of("a.go"), [(2, 3), (8, 9), (11, 12)]);
        assert_eq!(of("n\u{e9} w.go"), [(1, 2)]);
        assert_eq!(of("s p.go"), [(0, 1)]);
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn names_are_unquoted_as_they_were_quoted() {
        for name in ["a b.go", "\u{e9}\n\t\"\\.go", "x\u{7}\u{b}.go"] {
            let written = quoted(OsStr::new(&format!("b/{name}")));
            assert_eq!(name_in(written.as_bytes()), Some(OsString::from(name)));
        }
    }
}
