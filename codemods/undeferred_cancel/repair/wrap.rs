//! Repair 4 for an initialiser: in a loop, the statement whose header makes the context becomes the body of a function
//! literal that is called at once, so that its defers run in each iteration.

use super::Plan;
use super::defer::DEFERRED;
use crate::contexts::creation::Place;
use crate::contexts::leavings::jumps_out;
use crate::contexts::naming::release_call;
use crate::contexts::outlives::Reason;
use crate::contexts::uses::ReleaseUse;
use crate::edits::inserter::Inserter;
use crate::edits::{Edit, EditSet};
use crate::golang::lex::Lexer;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::span::Span;

impl Plan<'_> {
    /// Wraps the `if` or `switch` that has the creation in its header.
    pub(super) fn wrap(
        &mut self,
        stmt: NodeId,
        uses: &[ReleaseUse],
        outlives: Option<&Reason>,
    ) -> Result<(), String> {
        let tree = self.site.tree();
        let by_hand = || "release it in every iteration: make the statement a function of its own".to_owned();
        self.judge_lifetime(outlives, DEFERRED)?;
        self.judge_iteration(stmt)?;
        let stands_alone = tree.field(stmt) == Field::Stmt
            && tree.parent(stmt).is_some_and(|p| tree.kind(p) != Kind::Labeled);
        if !self.creation.short || !stands_alone || !self.keeps_to_itself(stmt) || !uses.is_empty() {
            return Err(by_hand());
        }
        let outside = std::mem::take(&mut self.edits);
        let name = self.name()?;
        let release = release_call(&name, self.creation.producer.release);
        let line = format!("defer {release}");
        match self.creation.place {
            Place::IfInit(_) => self.release_in_branches(stmt, uses, &line, &release)?,
            _ => self.release_in_clauses(stmt, uses, &line, &release)?,
        }
        let span = tree.span(stmt);
        let inside = std::mem::replace(&mut self.edits, outside);
        let wrapped = wrapped(tree.source(), span, inside).ok_or_else(by_hand)?;
        self.edits.push(Edit::replace(span, wrapped));
        Ok(())
    }

    /// Whether neither control flow nor a deferred call crosses the border of the statement.
    fn keeps_to_itself(&self, stmt: NodeId) -> bool {
        let tree = self.site.tree();
        let own =
            |n: NodeId| !tree.ancestors(n).take_while(|&a| a != stmt).any(|a| tree.kind(a) == Kind::FuncLit);
        tree.subtree(stmt).filter(|&n| own(n)).all(|n| match tree.kind(n) {
            Kind::Return | Kind::Goto | Kind::Labeled | Kind::Defer => false,
            Kind::Break | Kind::Continue => tree.children(n).next().is_none() && !jumps_out(tree, stmt, n),
            Kind::Ident => tree.text(n) != "recover",
            _ => true,
        })
    }
}

/// The statement with `edits` made, in a function literal that is called; `None` if a line of it is no line of code,
/// which must not be indented.
fn wrapped(source: &str, span: Span, edits: Vec<Edit>) -> Option<String> {
    let start = span.start as usize;
    let shifted = edits.into_iter().map(|mut e| {
        let within = span.start <= e.span.start && e.span.end <= span.end;
        e.span = within.then(|| Span::new(e.span.start as usize - start, e.span.end as usize - start))?;
        Some(e)
    });
    let edits = EditSet::new(shifted.collect::<Option<_>>()?).ok()?;
    let text = edits.apply(&source[span.range()]);
    if Lexer::new(&text).any(|t| t.text(&text).contains('\n')) {
        return None;
    }
    let inserter = Inserter::new(source);
    let (indent, end) = (inserter.indent(start), inserter.line_ending(start));
    let mut out = format!("func() {{{end}{indent}");
    for line in text.split_inclusive('\n') {
        let empty = line.trim().is_empty();
        out += if empty { "" } else { "\t" };
        out += line;
    }
    Some(format!("{out}{end}{indent}}}()"))
}
