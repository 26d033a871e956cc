//! The sleep becomes a select that waits for the end of the context too.

use crate::contexts::naming::is_free;
use crate::contexts::waiting::Awaited;
use crate::contexts::waiting::exit::exit;
use crate::edits::inserter::Inserter;
use crate::edits::{Edit, EditSet};
use crate::golang::program::{GoVersion, Site};
use crate::golang::syntax::{Field, Kind, NodeId};

/// Since then a timer that nothing refers to is collected before it fires (Go 1.23 release notes, «Timer changes»).
const COLLECTED: GoVersion = GoVersion { major: 1, minor: 23 };

/// Names for a timer.
const TIMERS: &[&str] = &["timer", "sleepTimer", "sleep"];

/// The edits that make `call`, a statement `time.Sleep(d)`, end with the context; an error says why there are none.
pub fn select(site: Site, call: NodeId, awaited: &Awaited) -> Result<EditSet, String> {
    let tree = site.tree();
    let span = tree.span(call);
    let (start, end) = (span.start as usize, span.end as usize);
    let inserter = Inserter::new(tree.source());
    let (indent, eol) = (inserter.indent(start), inserter.line_ending(start));
    if inserter.own_lines(span).is_none() {
        return Err("it shares its line with other code".to_owned());
    }
    let leave = exit(site, call, awaited)?;
    let function = tree.child(call, Field::Function).ok_or("it is no call")?;
    let time = tree.child(function, Field::Operand).map(|p| format!("{}.", tree.text(p))).unwrap_or_default();
    let done = format!("case <-{}.Done():", awaited.text);
    let leave = leave.iter().map(|line| format!("\t{line}"));
    let edits = if site.program.go_version(&site.file.path) >= COLLECTED {
        let head: String = ["select {".to_owned(), done]
            .into_iter()
            .chain(leave)
            .map(|line| format!("{line}{eol}{indent}"))
            .chain([format!("case <-{time}After")])
            .collect();
        let close = inserter.line_after(end, indent, &["}"]);
        let mut edits = vec![Edit::replace(tree.span(function), head)];
        match close.span.start as usize == end {
            true => edits.push(Edit::insert(end, format!(":{}", close.text))),
            false => edits.extend([Edit::insert(end, ":"), close]),
        }
        edits
    } else {
        if tree.subtree(tree.root()).any(|n| tree.kind(n) == Kind::Goto) {
            return Err("a goto may not jump over the timer that Go before 1.23 needs".to_owned());
        }
        let name = TIMERS.iter().find(|n| is_free(site, n, start)).ok_or("no name for a timer is free")?;
        let lines: Vec<String> = ["select {".to_owned(), done, format!("\t{name}.Stop()")]
            .into_iter()
            .chain(leave)
            .chain([format!("case <-{name}.C:"), "}".to_owned()])
            .collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        vec![
            Edit::replace(tree.span(function), format!("{name} := {time}NewTimer")),
            inserter.line_after(end, indent, &lines),
        ]
    };
    EditSet::new(edits).map_err(|_| "its edits contradict each other".to_owned())
}
