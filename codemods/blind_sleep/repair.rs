//! The wait becomes a select that waits for the end of the context too.

use super::wait::Wait;
use crate::contexts::naming::is_free;
use crate::contexts::waiting::Awaited;
use crate::contexts::waiting::exit::{done_arm, exit};
use crate::edits::inserter::Inserter;
use crate::edits::{Edit, EditSet};
use crate::golang::program::{GoVersion, Site};
use crate::golang::syntax::{Field, Kind, NodeId};

/// Since then a timer that nothing refers to is collected before it fires (Go 1.23 release notes, «Timer changes»).
const COLLECTED: GoVersion = GoVersion { major: 1, minor: 23 };

/// Names for a timer.
const TIMERS: &[&str] = &["timer", "sleepTimer", "sleep"];

/// The edits that make the wait end with the context; an error says why there are none.
pub fn select(site: Site, wait: Wait, awaited: &Awaited) -> Result<EditSet, String> {
    let tree = site.tree();
    let span = tree.span(wait.node());
    if Inserter::new(tree.source()).own_lines(span).is_none() {
        return Err("it shares its line with other code".to_owned());
    }
    let leave = exit(site, wait.node(), awaited)?;
    let edits = match wait {
        Wait::Timer(receive) => {
            let start = tree.span(receive).start as usize;
            let head = head(site, receive, done_arm(awaited, None, &leave));
            in_arm(site, receive, Edit::insert(start, format!("{head}case ")))
        }
        Wait::Sleep(call) if site.program.go_version(&site.file.path) >= COLLECTED => {
            let function = tree.child(call, Field::Function).ok_or("it is no call")?;
            let head = head(site, call, done_arm(awaited, None, &leave));
            let text = format!("{head}case <-{}After", qualifier(site, function));
            in_arm(site, call, Edit::replace(tree.span(function), text))
        }
        Wait::Sleep(call) => behind_timer(site, call, awaited, &leave)?,
    };
    EditSet::new(edits).map_err(|_| "its edits contradict each other".to_owned())
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
fn behind_timer(site: Site, call: NodeId, awaited: &Awaited, leave: &[String]) -> Result<Vec<Edit>, String> {
    let tree = site.tree();
    if tree.subtree(tree.root()).any(|n| tree.kind(n) == Kind::Goto) {
        return Err("a goto may not jump over the timer that Go before 1.23 needs".to_owned());
    }
    let (span, inserter) = (tree.span(call), Inserter::new(tree.source()));
    let (start, end) = (span.start as usize, span.end as usize);
    let function = tree.child(call, Field::Function).ok_or("it is no call")?;
    let name = TIMERS.iter().find(|n| is_free(site, n, start)).ok_or("no name for a timer is free")?;
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

/// What package time is called before the name of its function, with the dot; nothing for a dot import.
fn qualifier(site: Site, function: NodeId) -> String {
    let tree = site.tree();
    tree.child(function, Field::Operand).map(|p| format!("{}.", tree.text(p))).unwrap_or_default()
}
