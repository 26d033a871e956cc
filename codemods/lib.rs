//! The codemods of ctxmend: pure functions from Go source text to findings and edits. Read this first.
//!
//! A codemod is a value, [`Codemod`]; its `check` looks at one top-level declaration through a [`Pass`] and
//! reports [`Finding`]s. A finding may carry a [`Fix`]: edits that are applied together or not at all. Nothing in
//! this crate touches the disk, the terminal or the arguments: what it must read it asks of a [`World`].

// What is printed here for a look at something would stand between the findings of every user.
#![cfg_attr(not(test), deny(clippy::print_stdout, clippy::print_stderr, clippy::dbg_macro))]

pub mod background_in_handler;
pub mod background_with_ctx;
pub mod blind_sleep;
pub mod canceled_ctx_used;
pub mod context_free_call;
pub mod contexts;
pub mod ctx_in_struct;
pub mod deferred_in_loop;
pub mod detached_goroutine;
pub mod edits;
pub mod engine;
pub mod facts;
pub mod finding;
pub mod global_ctx;
pub mod golang;
pub mod lines;
pub mod missing_ctx_param;
pub mod nested_ctx;
pub mod overwritten_cancel;
pub mod shadowed_cancel;
pub mod shadowed_ctx;
pub mod span;
pub mod undeferred_cancel;
pub mod value_chain;

use crate::contexts::glance::Glance;
pub use finding::{Applicability, Finding, Fix, Related, Repaired};
use golang::program::Site;
use golang::skim::{Decl, DeclKind};
use span::Span;
use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;

/// Off-by-default parts of codemods, turned on by `--with`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// Also report releases that only a panic skips.
    pub panic_paths: bool,
    /// Also report a context field that stands beside a cancel field which a Close method releases.
    pub lifecycle_fields: bool,
    /// Use `t.Context()` as a source outside section A too.
    pub test_context: bool,
    /// Change signatures of exported functions in packages that others may import.
    pub exported: bool,
    /// Pass `context.TODO()` where a caller cannot know better.
    pub todo: bool,
}

/// One codemod.
pub struct Codemod {
    /// As on the command line: `undeferred-cancel`.
    pub name: &'static str,
    /// One line, without a final stop.
    pub summary: &'static str,
    /// A declaration is only parsed for this codemod if one of these stands in it, anywhere; or one of the names that
    /// `wants_producers`, `wants_twins` and `globals` ask for; or, where `context.Context` has another name, that name.
    pub needles: &'static [&'static str],
    /// Whether a declaration that holds a needle, or names a producer of the module, is worth parsing; says no only
    /// where `check` would find nothing.
    pub worth: fn(&Glance) -> bool,
    /// If given, only declarations of this kind are looked at.
    pub only: Option<DeclKind>,
    /// Whether a declaration that names a function of the module that turned out to be a producer (see
    /// `golang::program::Program::producers`) is looked at too.
    pub wants_producers: bool,
    /// Whether a declaration that names a function of the module or its dependencies that may have a context-aware
    /// twin is looked at too.
    pub wants_twins: bool,
    /// If given, a declaration that names a variable which may hold a context for a whole package is looked at too, if
    /// it is worth parsing for the names that are such where it stands.
    pub globals: Option<Worth>,
    /// The best applicability of any of its fixes.
    pub best: Applicability,
    /// Whether it runs without being asked for by name.
    pub on_by_default: bool,
    /// The manual: `explain.md`.
    pub explain: &'static str,
    /// Reports what is wrong with the declaration the pass stands on.
    pub check: fn(&Pass, &mut Vec<Finding>),
}

/// Whether a declaration is worth parsing for the names that the function says yes to; no only where `check` would
/// find nothing.
pub type Worth = fn(&Glance, &dyn Fn(&str) -> bool) -> bool;

impl Codemod {
    /// The first paragraph of the manual: what is wrong with what it finds.
    pub fn introduction(&self) -> Option<&'static str> {
        self.explain.split("\n\n").nth(1)
    }
}

/// What a codemod's check is given: one declaration, and the program around it.
pub struct Pass<'a> {
    pub site: Site<'a>,
    pub options: &'a Options,
    /// What the codemod saw and left alone: where it starts, and why.
    pub left: RefCell<Vec<(u32, &'static str)>>,
}

impl Pass<'_> {
    /// The skimmed declaration under analysis.
    pub fn decl(&self) -> &Decl {
        &self.site.file.skim.decls[self.site.decl]
    }

    /// Notes that what stands at `span` is left alone, and why: a clause without a subject.
    pub fn leave(&self, span: Span, why: &'static str) {
        self.left.borrow_mut().push((span.start, why));
    }
}

/// What the passes may ask of the world outside; the tool answers from the disk, tests from memory.
/// All paths are absolute.
pub trait World: Sync {
    /// The text of a file; `None` if it is missing, unreadable or not UTF-8.
    fn read(&self, path: &Path) -> Option<Arc<str>>;
    /// Shows `look` the text of a file that need not be kept; says no if it is missing, unreadable or not UTF-8.
    fn glimpse(&self, path: &Path, look: &mut dyn FnMut(&str)) -> bool {
        self.read(path).inspect(|text| look(text)).is_some()
    }
    /// Names of the entries of a folder, sorted, folders with a final `/`; `None` if there is no such folder.
    fn list(&self, dir: &Path) -> Option<Vec<String>>;
    /// The module cache (`$GOMODCACHE`), if there is one.
    fn module_cache(&self) -> Option<&Path>;
    /// `$GOROOT`, if Go is installed.
    fn goroot(&self) -> Option<&Path>;
}

/// All codemods, in list order: the order that breaks ties between fixes at one place.
pub const CODEMODS: &[&Codemod] = &[
    // Before undeferred-cancel, which finds the same releases lost and tells less of it.
    &shadowed_cancel::CODEMOD,
    &overwritten_cancel::CODEMOD,
    &undeferred_cancel::CODEMOD,
    &deferred_in_loop::CODEMOD,
    &shadowed_ctx::CODEMOD,
    &nested_ctx::CODEMOD,
    &canceled_ctx_used::CODEMOD,
    // Before those that find the same contexts, and tell less of what comes of it.
    &value_chain::CODEMOD,
    &background_in_handler::CODEMOD,
    &background_with_ctx::CODEMOD,
    &detached_goroutine::CODEMOD,
    &global_ctx::CODEMOD,
    &context_free_call::CODEMOD,
    &ctx_in_struct::CODEMOD,
    &missing_ctx_param::CODEMOD,
    &blind_sleep::CODEMOD,
];
