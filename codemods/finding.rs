//! What codemods report: something wrong at a place, and the edits that mend it, as far as those can be trusted.

use crate::edits::EditSet;
use crate::golang::program::Site;
use crate::span::Span;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// How far a fix may be trusted. Ordered: a later one is safer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Applicability {
    /// A finding without an edit; a person has to decide.
    None,
    /// The fix changes when work stops, or rests on a guess that the message names.
    Unsafe,
    /// Code that was right stays right.
    Safe,
}

impl Applicability {
    /// The word for it in settings and reports of programs.
    pub fn name(self) -> &'static str {
        match self {
            Applicability::None => "none",
            Applicability::Unsafe => "unsafe",
            Applicability::Safe => "safe",
        }
    }
}

/// Something wrong in a file.
#[derive(Clone, Debug)]
pub struct Finding {
    pub codemod: &'static str,
    pub path: Arc<Path>,
    pub span: Span,
    /// One sentence: what is wrong, on which path, with which consequence. Starts in lower case, no final stop.
    pub message: String,
    /// How much of the message says what is wrong: what follows speaks of the fix.
    told: usize,
    /// Further places, such as the exits that leak.
    pub related: Vec<Related>,
    /// Never with [`Applicability::None`]: [`Finding::trust`] sees to that.
    fix: Option<(Fix, Applicability)>,
}

/// A further place that a finding is about.
#[derive(Clone, Debug)]
pub struct Related {
    pub path: Arc<Path>,
    pub span: Span,
    pub message: String,
}

/// Edits, possibly of several files, that are applied together or not at all.
#[derive(Clone, Debug, Default)]
pub struct Fix {
    pub edits: BTreeMap<Arc<Path>, EditSet>,
}

/// What mends a finding in its own file.
pub struct Repaired {
    pub edits: EditSet,
    pub applicability: Applicability,
    /// What the message should say about it: the guess it rests on.
    pub note: Option<String>,
}

impl Finding {
    /// What is wrong at `span` of the site's file, as long as nothing is offered for a person to mend.
    pub fn new(site: Site, codemod: &'static str, span: Span, message: String) -> Finding {
        let told = message.len();
        Finding { codemod, path: site.file.path.clone(), span, message, told, related: Vec::new(), fix: None }
    }

    /// The same finding with what mends it, where there is such a thing.
    pub fn with_fix(mut self, fix: Option<Fix>, applicability: Applicability) -> Finding {
        self.fix = fix.map(|fix| (fix, applicability));
        self.trust(applicability);
        self
    }

    /// The same finding with what mends it, or in words why nothing does; the message says either, where there is
    /// something to say.
    pub fn mended(mut self, repaired: Result<Repaired, String>) -> Finding {
        let note = match &repaired {
            Ok(repaired) => repaired.note.as_deref().unwrap_or_default(),
            Err(why) => why,
        };
        if !note.is_empty() {
            self.message = format!("{}; {note}", self.message);
        }
        let Ok(Repaired { edits, applicability, .. }) = repaired else { return self };
        let fix = Fix::of(self.path.clone(), edits);
        self.with_fix(Some(fix), applicability)
    }

    /// The same finding with further places.
    pub fn with_related(mut self, related: Vec<Related>) -> Finding {
        self.related = related;
        self
    }

    /// How far its fix may be trusted; [`Applicability::None`] exactly if there is none.
    pub fn applicability(&self) -> Applicability {
        self.fix.as_ref().map_or(Applicability::None, |(_, applicability)| *applicability)
    }

    pub fn fix(&self) -> Option<&Fix> {
        self.fix.as_ref().map(|(fix, _)| fix)
    }

    /// Has the fix trusted as the one that was applied in its place, when other fixes had been: where that is better to
    /// be trusted, the guess that this one rested on is none any more.
    pub fn applied_as(&mut self, applicability: Applicability) {
        if applicability > self.applicability() {
            self.message.truncate(self.told);
        }
        self.trust(applicability);
    }

    /// Has the fix, if there is one, trusted so far; what is not to be trusted at all goes.
    pub fn trust(&mut self, applicability: Applicability) {
        let fix = self.fix.take().filter(|_| applicability != Applicability::None);
        self.fix = fix.map(|(fix, _)| (fix, applicability));
    }
}

impl Fix {
    /// Edits of one file.
    pub fn of(path: Arc<Path>, edits: EditSet) -> Fix {
        Fix { edits: BTreeMap::from([(path, edits)]) }
    }
}

impl Repaired {
    /// What changes when work stops, and needs no further word.
    pub fn unsafely(edits: EditSet) -> Repaired {
        Repaired { edits, applicability: Applicability::Unsafe, note: None }
    }
}
