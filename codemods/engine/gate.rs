//! Whether a finding's fix may be applied in this run, and if not, why not.

use super::analyse::Found;
use super::{Request, Status};
use crate::golang::program::{File, Program};
use crate::{Applicability, Fix};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// Why a fix is not applied.
pub(super) type Refusal = (Status, Option<String>);

/// Answers for one request; what was asked of the world outside is remembered.
pub(super) struct Gate<'a> {
    request: &'a Request<'a>,
    files: BTreeSet<Arc<Path>>,
    asked: Mutex<BTreeMap<Arc<Path>, Result<(), String>>>,
}

impl<'a> Gate<'a> {
    pub fn new(request: &'a Request<'a>) -> Gate<'a> {
        Gate { request, files: request.files.iter().cloned().collect(), asked: Mutex::default() }
    }

    /// The fix, if it may be applied to the texts that `program` has now.
    pub fn open<'f>(&self, found: &'f Found, program: &Program) -> Result<&'f Fix, Refusal> {
        if let Some(why) = found.suppressed {
            return Err((Status::Suppressed, Some(why.to_owned())));
        }
        let fix = match (found.finding.fix(), found.finding.applicability()) {
            (None, _) => return Err((Status::Manual, None)),
            (Some(_), Applicability::Unsafe) if !self.request.unsafe_fixes => {
                return Err((Status::Withheld, None));
            }
            (Some(fix), _) => fix,
        };
        if fix.edits.values().all(|set| set.is_empty()) {
            return Err((Status::Rejected, Some("its fix is empty".into())));
        }
        for path in fix.edits.keys() {
            let refused = |why| (Status::Refused, Some(format!("{} {why}", program.name_of(path))));
            self.may_change(path).map_err(refused)?;
            let file = program.file(path).ok_or_else(|| refused("cannot be read".into()))?;
            if !fits(fix, &file) {
                let why = format!("its edits do not fit {}", program.name_of(path));
                return Err((Status::Rejected, Some(why)));
            }
            mendable(fix, &file).map_err(|why| refused(why.into()))?;
        }
        Ok(fix)
    }

    /// Whether the file is among those to look at.
    pub fn covers(&self, path: &Path) -> bool {
        self.files.contains(path)
    }

    fn may_change(&self, path: &Arc<Path>) -> Result<(), String> {
        if !self.covers(path) {
            return Err("is not among the files to look at".into());
        }
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.entry(path.clone()).or_insert_with(|| (self.request.may_change)(path)).clone()
    }
}

/// A file's name where its folder is known.
pub(super) fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Whether the edits lie within the text, on borders of characters.
pub(super) fn fits(fix: &Fix, file: &File) -> bool {
    let inside = |at: u32| file.text.is_char_boundary(at as usize);
    let mut edits = fix.edits.get(&file.path).into_iter().flatten();
    edits.all(|e| e.span.start <= e.span.end && inside(e.span.start) && inside(e.span.end))
}

/// Generated files are not edited, cgo files in function bodies only: cgo reads the rest too. An error goes on behind
/// the name of the file.
pub(super) fn mendable(fix: &Fix, file: &File) -> Result<(), &'static str> {
    if file.skim.generated {
        return Err("is generated");
    }
    let body = |e: &crate::edits::Edit| {
        file.skim.decls.iter().filter_map(|d| d.body).any(|b| b.contains(e.span) && b.start < e.span.start)
    };
    if file.skim.uses_c() && !fix.edits.get(&file.path).into_iter().flatten().all(body) {
        return Err("imports \"C\": only function bodies are edited there");
    }
    Ok(())
}
