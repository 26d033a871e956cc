//! One Go file: its text, its skim, and the trees of its declarations, made when asked for.

use super::constraint::Constraint;
use crate::golang::scopes::Scopes;
use crate::golang::skim::{self, Decl, Skim};
use crate::golang::syntax::{self, NoTree, Tree};
use crate::lines::Lines;
use crate::span::Span;
use std::path::Path;
use std::sync::{Arc, OnceLock};

type Slot = OnceLock<Result<Arc<Parsed>, NoTree>>;

/// One Go file, skimmed; its declarations are parsed when asked for.
#[derive(Debug)]
pub struct File {
    pub path: Arc<Path>,
    pub text: Arc<str>,
    pub skim: Skim,
    parsed: Vec<Slot>,
    headers: Vec<Slot>,
    constraint: OnceLock<Option<Constraint>>,
    lines: OnceLock<Lines>,
}

impl File {
    pub fn new(path: Arc<Path>, text: Arc<str>) -> File {
        let skim = skim::skim(&text);
        let slots = || skim.decls.iter().map(|_| OnceLock::new()).collect();
        File {
            parsed: slots(),
            headers: slots(),
            constraint: OnceLock::new(),
            lines: OnceLock::new(),
            path,
            text,
            skim,
        }
    }

    /// Syntax and bindings of the declaration `decl` (an index into `skim.decls`), made at the first call.
    pub fn parsed(&self, decl: usize) -> Result<&Arc<Parsed>, NoTree> {
        self.made(&self.parsed, decl, |span, _| span)
    }

    /// The same without the body of a function: enough for its signature, and much cheaper.
    pub fn header(&self, decl: usize) -> Result<&Arc<Parsed>, NoTree> {
        if self.skim.decls.get(decl).is_some_and(|d| d.body.is_none()) {
            return self.parsed(decl);
        }
        self.made(&self.headers, decl, |span, body| Span { end: body.map_or(span.end, |b| b.start), ..span })
    }

    /// How many bytes of this file have been parsed so far, headers and whole declarations.
    pub fn bytes_parsed(&self) -> u64 {
        let asked = |slots: &[Slot], size: fn(&Decl) -> u32| -> u64 {
            let decls = slots.iter().zip(&self.skim.decls).filter(|(slot, _)| slot.get().is_some());
            decls.map(|(_, d)| u64::from(size(d))).sum()
        };
        asked(&self.parsed, |d| d.span.end - d.span.start)
            + asked(&self.headers, |d| d.body.map_or(d.span.end, |b| b.start) - d.span.start)
    }

    /// What [`File::parsed`] made, if it has been asked.
    pub(super) fn parsed_now(&self, decl: usize) -> Option<&Arc<Parsed>> {
        self.parsed.get(decl)?.get()?.as_ref().ok()
    }

    fn made<'f>(
        &'f self,
        slots: &'f [Slot],
        decl: usize,
        part: impl Fn(Span, Option<Span>) -> Span,
    ) -> Result<&'f Arc<Parsed>, NoTree> {
        let (Some(slot), Some(skimmed)) = (slots.get(decl), self.skim.decls.get(decl)) else {
            return Err(NoTree::Syntax);
        };
        let made = slot.get_or_init(|| {
            let tree = syntax::parse_decl(&self.text, part(skimmed.span, skimmed.body))?;
            let scopes = Scopes::bind(&tree);
            Ok(Arc::new(Parsed { tree, scopes }))
        });
        made.as_ref().map_err(|e| *e)
    }

    /// What a build has to be for the file to be part of it; `None` if any will do.
    pub fn constraint(&self) -> Option<&Constraint> {
        self.constraint.get_or_init(|| Constraint::of(self)).as_ref()
    }

    /// The 1-based line of a byte offset.
    pub fn line(&self, offset: usize) -> usize {
        self.lines.get_or_init(|| Lines::new(&self.text)).line_col(offset).0
    }

    /// The name in the package clause, empty where there is none.
    pub fn package_name(&self) -> &str {
        self.skim.package.map_or("", |s| &self.text[s.range()])
    }

    /// Whether the file's name ends in `_test.go`.
    pub fn is_test(&self) -> bool {
        self.path.file_name().is_some_and(|n| n.to_string_lossy().ends_with("_test.go"))
    }

    /// Whether the file is a test, or tests take from it what they need.
    pub fn serves_tests(&self) -> bool {
        self.is_test() || ["testing", "net/http/httptest"].iter().any(|p| self.skim.imports_path(p).is_some())
    }

    /// Whether the build constraint keeps the file out of every package, by the custom of the tag `ignore`.
    pub fn is_ignored(&self) -> bool {
        self.skim.build.as_deref().is_some_and(asks_for_ignore)
    }
}

/// Whether a build constraint holds only with the tag `ignore`.
pub(super) fn asks_for_ignore(constraint: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let mut at = 0;
    while let Some(i) = constraint[at..].find("ignore").map(|i| at + i) {
        let (before, after) = (&constraint[..i], &constraint[i + "ignore".len()..]);
        at = i + "ignore".len();
        let whole = !before.ends_with(is_word) && !after.starts_with(is_word);
        if whole && !before.trim_end().ends_with('!') && !constraint.contains("||") {
            return true;
        }
    }
    false
}

/// Syntax and bindings of one declaration.
#[derive(Debug)]
pub struct Parsed {
    pub tree: Tree,
    pub scopes: Scopes,
}
