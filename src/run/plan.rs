//! What a run would do to the disk: the changes that its files and git allow.

use super::Tool;
use crate::args::{Format, Mode};
use crate::limit::Limited;
use crate::paths::Base;
use crate::world::Disk;
use crate::write;
use codemods::engine::{Outcome, Report, Status};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex};

/// What a run would do to the disk.
pub struct Planned {
    pub report: Report,
    /// Files that a fix needs and that must not be changed: an error for a run that writes.
    pub refused: BTreeMap<Arc<Path>, String>,
    /// How many files with uncommitted changes would change.
    pub dirty: usize,
}

impl Tool<'_> {
    /// Finds what is to be changed. Git is asked about the files that would change, no others; where it forbids some
    /// that others depend on, what can be done without them is found anew.
    pub fn plan(&self, disk: &Disk, files: &BTreeSet<Arc<Path>>, limited: &Limited) -> Planned {
        let settings = self.settings;
        let writes = settings.mode == Mode::Write;
        // A patch and a list of names are for pipes, which have their own opinion about the work tree and its files.
        let minds_disk = writes || settings.format.tells_findings();
        let mut dirty: BTreeMap<Arc<Path>, String> = BTreeMap::new();
        loop {
            let unwritable = Mutex::new(BTreeMap::new());
            let mut report = self.analyse(disk, files, limited, &|path| {
                let Some(known) = files.get(path) else {
                    return Err("lies outside the paths asked for".into());
                };
                if let Some(why) = dirty.get(path) {
                    return Err(why.clone());
                }
                let may_change = || match minds_disk {
                    true => write::may_replace(path).map(drop),
                    false => write::may_be_patched(path),
                };
                limited.refusal(path).map_or_else(may_change, Err).inspect_err(|why| {
                    unwritable.lock().unwrap_or_else(|e| e.into_inner()).insert(known.clone(), why.clone());
                })
            });
            let asked = report.changes.keys().filter(|_| minds_disk);
            let found = self.uncommitted(asked, limited);
            let count = found.len();
            let again = writes && holds_others_up(&report, &found);
            dirty.extend(found);
            if again {
                continue;
            }
            // People are told the number of such files instead.
            if writes || settings.format.tells_findings() && settings.format != Format::Human {
                refuse(&mut report, &dirty, &self.base);
            }
            let mut refused = unwritable.into_inner().unwrap_or_else(|e| e.into_inner());
            refused.extend(dirty);
            refused.retain(|path, _| is_needed(&report, path));
            return Planned { report, refused, dirty: count };
        }
    }
}

/// Whether a file that must not be changed would take others with it that may.
fn holds_others_up(report: &Report, refused: &BTreeMap<Arc<Path>, String>) -> bool {
    let mixed = |group: &Vec<Arc<Path>>| {
        let n = group.iter().filter(|path| refused.contains_key(*path)).count();
        n > 0 && n < group.len()
    };
    report.groups.iter().any(mixed)
}

/// Takes back what needs one of these files.
fn refuse(report: &mut Report, refused: &BTreeMap<Arc<Path>, String>, base: &Base) {
    for outcome in report.outcomes.iter_mut().filter(|o| o.status == Status::Available) {
        if let Some((path, why)) = outcome.edits.iter().find_map(|(path, _)| refused.get_key_value(path)) {
            outcome.status = Status::Refused;
            outcome.reason = Some(format!("{} {why}", base.name(path)));
        }
    }
    report.groups.retain(|group| !group.iter().any(|path| refused.contains_key(path)));
    let kept: BTreeSet<&Arc<Path>> = report.groups.iter().flatten().collect();
    report.changes.retain(|path, _| kept.contains(path));
}

/// Whether a refused fix would have changed the file.
fn is_needed(report: &Report, path: &Arc<Path>) -> bool {
    let needs = |o: &Outcome| o.finding.path == *path || o.edits.iter().any(|(p, _)| p == path);
    report.outcomes.iter().any(|o| o.status == Status::Refused && needs(o))
}
