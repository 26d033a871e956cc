//! Syntax on demand: tree-sitter parses one top-level declaration, and the result is flattened into a [`Tree`].
//!
//! The flattening undoes what the grammar cannot know or does not care about: statement lists and other
//! wrappers vanish, conversions to named types become calls, comments move aside. A declaration that holds an
//! ERROR or MISSING node, or is nested absurdly deep, has no tree. Whether a name is a type or a variable is for
//! bindings to say (`golang::scopes`).

mod conversions;
mod flatten;
mod kind;
mod mask;
mod params;
mod reshape;
mod tree;

pub use kind::{Field, Kind};
pub use tree::{NodeId, Op, Tree};

use crate::span::Span;
use std::cell::RefCell;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Why a declaration has no tree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoTree {
    /// It does not parse: half-written, or newer Go than the grammar knows.
    Syntax,
    /// It is nested deeper than the analyses may recurse.
    TooDeep,
    /// The parser did not come to an end within its budget.
    TooHard,
}

thread_local! {
    static PARSER: RefCell<tree_sitter::Parser> = RefCell::new(new_parser());
}

fn new_parser() -> tree_sitter::Parser {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&tree_sitter_go::LANGUAGE.into()).expect("the grammar fits the linked runtime");
    parser
}

/// Parses the top-level declaration at `span` of `text`. Spans of the tree are offsets into `text`.
///
/// Where the grammar stumbles over `new(expr)` (Go 1.26) or a method with type parameters (Go 1.27), a masked
/// copy of the same length is parsed instead; texts are still cut from the original.
pub fn parse_decl(text: &Arc<str>, span: Span) -> Result<Tree, NoTree> {
    let source = &text.as_bytes()[span.range()];
    match parse_bytes(source).and_then(|t| flatten::flatten(&t, text, span.start)) {
        Err(NoTree::Syntax) => {
            let masked = mask::mask(source).ok_or(NoTree::Syntax)?;
            flatten::flatten(&parse_bytes(&masked)?, text, span.start)
        }
        other => other,
    }
}

/// How often the parser may report progress before it is stopped: well above what a megabyte of Go needs.
const BUDGET: usize = 200_000;

fn parse_bytes(source: &[u8]) -> Result<tree_sitter::Tree, NoTree> {
    PARSER.with_borrow_mut(|parser| {
        let mut left = BUDGET;
        let mut progress = |_: &tree_sitter::ParseState| {
            left = left.saturating_sub(1);
            if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let options = tree_sitter::ParseOptions::new().progress_callback(&mut progress);
        // The grammar wants a line end behind some declarations, which the span of a declaration leaves out.
        let mut read = |at: usize, _| match source.get(at..) {
            Some([]) => b"\n",
            Some(rest) => rest,
            None => &[],
        };
        let tree = parser.parse_with_options(&mut read, None, Some(options));
        tree.ok_or_else(|| {
            parser.reset();
            NoTree::TooHard
        })
    })
}
