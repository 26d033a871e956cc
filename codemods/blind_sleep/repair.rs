//! The wait becomes a select that waits for the end of the context too.

use super::wait::{Wait, is_in_header};
use crate::contexts::leavings::jumps_out;
use crate::contexts::naming::is_free;
use crate::contexts::waiting::Awaited;
use crate::contexts::waiting::exit::{done_arm, exit, labels_behind, leave, stmts_behind};
use crate::edits::inserter::Inserter;
use crate::edits::statements::{delete, insert_before};
use crate::edits::{Edit, EditSet};
use crate::golang::program::{GoVersion, Site};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::span::Span;

/// Since then a timer that nothing refers to is collected before it fires (Go 1.23 release notes, «Timer changes»).
const COLLECTED: GoVersion = GoVersion { major: 1, minor: 23 };

/// Names for a timer.
const TIMERS: &[&str] = &["timer", "sleepTimer", "waitTimer", "sleep"];

/// Names for what a ticker sends.
const TICKS: &[&str] = &["ticks", "tick", "times"];

/// The edits that make the wait end with the context; an error says why there are none.
pub fn select(site: Site, wait: Wait, awaited: &Awaited) -> Result<EditSet, String> {
    let tree = site.tree();
    if is_in_header(site, wait.node()) {
        return Err("it stands in the header of a loop".to_owned());
    }
    let edits = match wait {
        Wait::Rounds(clause) => rounds(site, clause, awaited)?,
        Wait::Select(select) => {
            let lines = done_arm(awaited, None, &leave(site, select, awaited)?);
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let start = tree.span(select).start as usize;
            let open = tree.text(select).find('{').ok_or("it has no arms")?;
            let inserter = Inserter::new(tree.source());
            vec![inserter.line_after(start + open + 1, inserter.indent(start), &lines)]
        }
        Wait::Timer(receive) => {
            let leave = leave_from_line(site, receive, awaited)?;
            let start = tree.span(receive).start as usize;
            let head = head(site, receive, done_arm(awaited, None, &leave));
            in_arm(site, receive, Edit::insert(start, format!("{head}case ")))
        }
        Wait::Sleep(call) => {
            let leave = leave_from_line(site, call, awaited)?;
            let function = tree.child(call, Field::Function).ok_or("it is no call")?;
            if site.program.go_version(&site.file.path) < COLLECTED {
                behind_timer(site, call, function, awaited, &leave)?
            } else {
                let head = head(site, call, done_arm(awaited, None, &leave));
                let text = format!("{head}case <-{}After", qualifier(site, function));
                in_arm(site, call, Edit::replace(tree.span(function), text))
            }
        }
    };
    EditSet::new(edits).map_err(|_| "its edits contradict each other".to_owned())
}

/// How the function leaves from the line of `node`, which it must have for itself.
fn leave_from_line(site: Site, node: NodeId, awaited: &Awaited) -> Result<Vec<String>, String> {
    let tree = site.tree();
    match Inserter::new(tree.source()).own_lines(tree.span(node)) {
        Some(_) => exit(site, node, awaited),
        None => Err("it shares its line with other code".to_owned()),
    }
}

/// The lines before the arm that stands where `node` stood.
fn head(site: Site, node: NodeId, done: Vec<String>) -> String {
    let tree = site.tree();
    let (start, inserter) = (tree.span(node).start as usize, Inserter::new(tree.source()));
    let (indent, eol) = (inserter.indent(start), inserter.line_ending(start));
    let lines = ["select {".to_owned()].into_iter().chain(done);
    lines.map(|line| format!("{line}{eol}{indent}")).collect()
}

/// `first`, and what closes the arm that `node` becomes the communication of: behind a comment on its line.
fn in_arm(site: Site, node: NodeId, first: Edit) -> Vec<Edit> {
    let tree = site.tree();
    let (span, inserter) = (tree.span(node), Inserter::new(tree.source()));
    let end = span.end as usize;
    let close = inserter.line_after(end, inserter.indent(span.start as usize), &["}"]);
    match close.span.start as usize == end {
        true => vec![first, Edit::insert(end, format!(":{}", close.text))],
        false => vec![first, Edit::insert(end, ":"), close],
    }
}

/// The edits with a timer that is stopped.
fn behind_timer(
    site: Site,
    call: NodeId,
    function: NodeId,
    awaited: &Awaited,
    leave: &[String],
) -> Result<Vec<Edit>, String> {
    let tree = site.tree();
    if jumped_over(site, call) {
        return Err("a goto may not jump over the timer that Go before 1.23 needs".to_owned());
    }
    let (span, inserter) = (tree.span(call), Inserter::new(tree.source()));
    let (start, end) = (span.start as usize, span.end as usize);
    let is_new = |n: &&&str| site.scopes().lookup(n, start).is_none() && is_free(site, n, start);
    let name = TIMERS.iter().find(is_new).ok_or("no name for a timer is free")?;
    let stop = format!("{name}.Stop()");
    let lines: Vec<String> = ["select {".to_owned()]
        .into_iter()
        .chain(done_arm(awaited, Some(&stop), leave))
        .chain([format!("case <-{name}.C:"), "}".to_owned()])
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let timer = format!("{name} := {}NewTimer", qualifier(site, function));
    Ok(vec![
        Edit::replace(tree.span(function), timer),
        inserter.line_after(end, inserter.indent(start), &lines),
    ])
}

/// Whether a goto leads over the statement around `call` to a label further down in its block, where a variable must
/// not be declared in between (Go spec, «Goto statements»).
fn jumped_over(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(stmt) = tree.stmt_of(call) else { return false };
    let labels = labels_behind(site, stmt);
    let mut gotos = tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::Goto && n < stmt);
    gotos.any(|g| tree.children(g).next().is_some_and(|l| labels.contains(&tree.text(l))))
}

/// The edits that make each round of the loop, over what a timer sends, begin with a select.
fn rounds(site: Site, clause: NodeId, awaited: &Awaited) -> Result<Vec<Edit>, String> {
    let tree = site.tree();
    let l = tree.parent(clause).ok_or("it is in no loop")?;
    let body = tree.child(l, Field::Body).ok_or("the loop has no body")?;
    if !tree.text(body).contains('\n') {
        return Err("it shares its line with other code".to_owned());
    }
    let mut edits = unreached(site, l, body)?;
    let leave = leave(site, clause, awaited)?;
    let (channel, made) = channel_of(site, l, clause)?;
    edits.extend(made);
    let (declaration, target) = received(site, clause)?;
    if declaration.is_some() && clashes(site, (clause, body), &leave, &[&awaited.text, &channel]) {
        return Err("a variable of the loop has the name of what its body declares, or needs".to_owned());
    }
    let lines: Vec<String> = declaration
        .into_iter()
        .chain(["select {".to_owned()])
        .chain(done_arm(awaited, None, &leave))
        .chain([format!("case {target}<-{channel}:"), "}".to_owned()])
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let (header, open) = (tree.span(clause).start as usize, tree.span(body).start as usize);
    let inserter = Inserter::new(tree.source());
    let indent = format!("{}\t", inserter.indent(header));
    edits.push(Edit::delete(Span::new(header, open)));
    edits.push(inserter.line_after(open + 1, &indent, &lines));
    Ok(edits)
}

/// The channel that the loop is over, and what makes it before the loop if the header does, which is evaluated once.
fn channel_of(site: Site, l: NodeId, clause: NodeId) -> Result<(String, Vec<Edit>), String> {
    let tree = site.tree();
    let channel = tree.child(clause, Field::Right).ok_or("it is over nothing")?;
    if tree.subtree(channel).all(|n| tree.kind(n) != Kind::Call) {
        return Ok((tree.text(channel).to_owned(), Vec::new()));
    }
    let at = tree.span(l).start as usize;
    let name = TICKS.iter().find(|n| is_free(site, n, at)).ok_or("no name for the ticks is free")?;
    let line = format!("{name} := {}", tree.text(channel));
    let made = insert_before(tree, l, &[&line]).ok_or("no line fits before the loop")?;
    Ok(((*name).to_owned(), made))
}

/// What declares the variable of the range clause, if it has one, and what assigns to it.
fn received(site: Site, clause: NodeId) -> Result<(Option<String>, String), String> {
    let tree = site.tree();
    let Some(left) = tree.child(clause, Field::Left) else { return Ok((None, String::new())) };
    // A channel gives one value for each round (Go spec, «For statements with range clause»).
    let name = *tree.list(left).first().ok_or("it has no variable")?;
    let text = tree.text(name);
    if text == "_" {
        return Ok((None, String::new()));
    }
    let at = tree.span(clause).start as usize;
    let ty = match tree.op(clause) {
        Op::Define => {
            Some(site.spell(&site.type_of(name), at).ok_or("the type of its variable has no name here")?)
        }
        _ => None,
    };
    Ok((ty.map(|ty| format!("var {text} {ty}")), format!("{text} = ")))
}

/// Whether the variable of the range clause cannot be one of the loop's body instead: that declares the name itself, or
/// the select that waits needs it for something else, in the lines that it leaves with or in the expressions `needed`.
fn clashes(site: Site, (clause, body): (NodeId, NodeId), leave: &[String], needed: &[&str]) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let name = tree.child(clause, Field::Left).and_then(|l| tree.list(l).first().copied());
    let Some(name) = name else { return false };
    let text = tree.text(name);
    let end = tree.span(body).end as usize - 1;
    let is_named = |code: &str| code.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|w| w == text);
    scopes.lookup(text, end) != scopes.defines(name)
        || leave.iter().map(String::as_str).chain(needed.iter().copied()).any(is_named)
}

/// The edits that take away what stands behind the loop, if it can then no longer be reached: a `return`.
fn unreached(site: Site, l: NodeId, body: NodeId) -> Result<Vec<Edit>, String> {
    let tree = site.tree();
    if tree.parent(l).is_some_and(|p| tree.kind(p) == Kind::Labeled) {
        return Err("the loop has a label".to_owned());
    }
    if tree.subtree(body).any(|n| tree.kind(n) == Kind::Break && jumps_out(tree, body, n)) {
        return Ok(Vec::new());
    }
    let behind: Vec<NodeId> = stmts_behind(site, l).collect();
    match behind[..] {
        [] => Ok(Vec::new()),
        [only] if tree.kind(only) == Kind::Return => Ok(vec![delete(tree, only)]),
        _ => Err("what stands behind the loop would not be reached".to_owned()),
    }
}

/// What package time is called before the name of its function, with the dot; nothing for a dot import.
fn qualifier(site: Site, function: NodeId) -> String {
    let tree = site.tree();
    tree.child(function, Field::Operand).map(|p| format!("{}.", tree.text(p))).unwrap_or_default()
}
