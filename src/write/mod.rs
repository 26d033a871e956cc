//! Replaces files: each one whole, old or new, at every moment; groups together or not at all.
//!
//! What may be replaced is [`target`]'s business, how a new text gets onto the disk is [`staged`]'s. Nothing here
//! knows of findings.

mod staged;
mod target;

pub use target::{may_be_patched, may_replace};

use crate::world;
use codemods::engine::FileError;
use staged::Staged;
use std::collections::BTreeSet;
use std::io;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::Arc;
use std::thread;

/// A file that is to hold another text.
#[derive(Clone, Debug)]
pub struct Replacement {
    pub path: Arc<Path>,
    /// What it must still hold.
    pub before: Arc<str>,
    pub after: Arc<str>,
}

/// What was done.
#[derive(Debug, Default)]
pub struct Written {
    pub files: BTreeSet<Arc<Path>>,
    /// Each file that was to be replaced and was not, except those left because of an interruption.
    pub errors: Vec<FileError>,
    pub interrupted: bool,
}

/// How many groups are brought onto the disk at once. Waiting for the disk is most of the time it takes, and file
/// systems serve those who wait together in one go.
const AT_ONCE: usize = 32;

/// Replaces group by group; one group's error does not stop the others. `interrupted` is polled wherever stopping
/// leaves every group whole.
pub fn replace(groups: &[Vec<Replacement>], interrupted: &dyn Fn() -> bool) -> Written {
    let mut written = Written::default();
    for some in groups.chunks(AT_ONCE) {
        for (group, staged) in some.iter().zip(stage_all(some)) {
            if written.interrupted || interrupted() {
                written.interrupted = true;
                return written;
            }
            match staged.and_then(|steps| put_in_place(group, steps, interrupted)) {
                Ok(()) => written.files.extend(group.iter().map(|r| r.path.clone())),
                Err(Failure::Interrupted) => written.interrupted = true,
                Err(Failure::At(failed, message)) => written.errors.extend(told(group, failed, message)),
            }
        }
    }
    written
}

/// Why a group was not replaced.
enum Failure {
    Interrupted,
    /// Index of the file, and what is wrong with it.
    At(usize, String),
}

/// The error of the file at fault, and one for each file that was left because of it.
fn told(group: &[Replacement], failed: usize, message: String) -> Vec<FileError> {
    let fault = group[failed].path.display().to_string();
    let of = |(i, r): (usize, &Replacement)| FileError {
        path: r.path.clone(),
        message: if i == failed {
            message.clone()
        } else {
            format!("not changed, because {fault} could not be")
        },
    };
    group.iter().enumerate().map(of).collect()
}

/// A group's file on its way.
struct Step<'a> {
    what: &'a Replacement,
    new: Staged,
    /// The old text, ready to be put back; a file alone needs none.
    old: Option<Staged>,
}

fn stage_all(groups: &[Vec<Replacement>]) -> Vec<Result<Vec<Step<'_>>, Failure>> {
    thread::scope(|scope| {
        let each: Vec<_> = groups.iter().map(|group| scope.spawn(|| stage_group(group))).collect();
        each.into_iter().map(|t| t.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

fn stage_group(group: &[Replacement]) -> Result<Vec<Step<'_>>, Failure> {
    let one = |(i, what)| stage(what, group.len() > 1).map_err(|message| Failure::At(i, message));
    group.iter().enumerate().map(one).collect()
}

fn put_in_place(
    group: &[Replacement],
    steps: Vec<Step>,
    interrupted: &dyn Fn() -> bool,
) -> Result<(), Failure> {
    // Looked at again before each rename; this look keeps a hopeless group from being begun.
    if group.len() > 1 {
        for (i, what) in group.iter().enumerate() {
            target::check_unchanged(what).map_err(|message| Failure::At(i, message))?;
        }
    }
    if interrupted() {
        return Err(Failure::Interrupted);
    }
    let mut done: Vec<(&Replacement, Option<Staged>)> = Vec::new();
    for (i, step) in steps.into_iter().enumerate() {
        let replaced = target::check_unchanged(step.what)
            .and_then(|()| step.new.put_at(&step.what.path).map_err(|e| cannot("replace it", &e)));
        if let Err(mut message) = replaced {
            for (earlier, old) in done.into_iter().rev() {
                if let Err(e) = put_back(earlier, old) {
                    message.push_str(&format!("; {} could not be put back: {e}", earlier.path.display()));
                }
            }
            return Err(Failure::At(i, message));
        }
        done.push((step.what, step.old));
    }
    Ok(())
}

fn stage(what: &Replacement, in_company: bool) -> Result<Step<'_>, String> {
    let like = may_replace(&what.path)?;
    let make = |text: &str| Staged::new(&what.path, text.as_bytes(), &like);
    let new = make(&what.after).map_err(|e| cannot("write a new version beside it", &e))?;
    let old = if in_company { Some(make(&what.before)) } else { None };
    let old = old.transpose().map_err(|e| cannot("write a copy beside it", &e))?;
    Ok(Step { what, new, old })
}

fn put_back(what: &Replacement, old: Option<Staged>) -> Result<(), String> {
    let Some(old) = old else { return Ok(()) };
    let ours =
        Replacement { path: what.path.clone(), before: what.after.clone(), after: what.before.clone() };
    target::check_unchanged(&ours)?;
    old.put_at(&what.path).map_err(|e| world::reason(&e))
}

fn cannot(what: &str, error: &io::Error) -> String {
    format!("cannot {what}: {}", world::reason(error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// Replaces `old a` by `new a` and so on in three files of `dir`, and loses what was to take a place and holds one
    /// of the texts `lost` before the first does; gives the error, which is the third one's.
    fn error_without(dir: &Path, lost: &[&str]) -> String {
        let replacement = |name: &&str| Replacement {
            path: Arc::from(dir.join(name)),
            before: format!("old {name}").into(),
            after: format!("new {name}").into(),
        };
        let group: Vec<Replacement> = ["a", "b", "c"].iter().map(replacement).collect();
        let step = |what| {
            let Replacement { path, before, after }: &Replacement = what;
            fs::write(path, before.as_bytes()).unwrap();
            let [new, old] = [after, before].map(|text| Staged::in_sight(path, text).unwrap());
            Step { what, new, old: Some(old) }
        };
        let steps = group.iter().map(step).collect();
        let loses = || {
            for path in fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()) {
                let is_staged = path.file_name().unwrap().to_string_lossy().starts_with('.');
                if is_staged && lost.contains(&&*fs::read_to_string(&path).unwrap()) {
                    fs::remove_file(path).unwrap();
                }
            }
            false
        };
        match put_in_place(&group, steps, &loses) {
            Err(Failure::At(2, message)) => message,
            _ => panic!("the third file is not what fails"),
        }
    }

    fn texts(dir: &Path) -> [String; 3] {
        assert_eq!(fs::read_dir(dir).unwrap().count(), 3, "something is left over");
        ["a", "b", "c"].map(|name| fs::read_to_string(dir.join(name)).unwrap())
    }

    #[test]
    fn a_rename_that_fails_puts_the_others_back() {
        let dir = tempfile::tempdir().unwrap();
        let message = error_without(dir.path(), &["new c"]);
        assert_eq!(message, "cannot replace it: no such file or directory");
        assert_eq!(texts(dir.path()), ["old a", "old b", "old c"]);
    }

    #[test]
    fn what_cannot_be_put_back_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let message = error_without(dir.path(), &["new c", "old b"]);
        assert!(message.ends_with("/b could not be put back: no such file or directory"), "{message}");
        assert_eq!(texts(dir.path()), ["old a", "new b", "old c"]);
    }
}
