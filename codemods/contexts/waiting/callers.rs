//! What callers do behind a function that leaves when its context ends, and with its error.

use crate::contexts::clean_up::cleans_up;
use crate::contexts::harmless;
use crate::contexts::never::{called_name, declarations, may_call};
use crate::contexts::returns::check_behind;
use crate::contexts::types::is_context_expr;
use crate::golang::flow::PointId;
use crate::golang::program::{Callee, Site};
use crate::golang::returns::never_returns;
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether a caller in the package, outside of tests, ends the program when the declared function fails:
/// `if err := run(ctx); err != nil { os.Exit(1) }`. To fail earlier is to end it earlier then.
pub fn ends_program(site: Site, func: NodeId) -> bool {
    let tree = site.tree();
    let Some(name) = tree.child(func, Field::Name).map(|n| tree.text(n)) else { return false };
    let may = move |is_test: bool, text: &str| !is_test && text.contains(name);
    declarations(site, may).any(|caller| ends_in(caller, site, name))
}

fn ends_in(caller: Site, func: Site, name: &str) -> bool {
    let tree = caller.tree();
    let calls = tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::Call);
    calls.filter(|&call| called_name(caller, call) == Some(name)).any(|call| {
        may_call(caller, call, func) && check_behind(caller, call).is_some_and(|block| ends(caller, block))
    })
}

/// Whether a caller in the package, outside of tests, does more than to end, behind a call of the declared function, before
/// it looks at a context: it would do so though that has ended.
pub fn go_on(site: Site, func: NodeId) -> bool {
    let tree = site.tree();
    let Some(name) = tree.child(func, Field::Name).map(|n| tree.text(n)) else { return false };
    let may = move |is_test: bool, text: &str| !is_test && text.contains(name);
    declarations(site, may).any(|caller| {
        let tree = caller.tree();
        let calls = tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::Call);
        let mut own = calls.filter(|&c| called_name(caller, c) == Some(name) && may_call(caller, c, site));
        own.any(|call| goes_on(caller, call))
    })
}

fn goes_on(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(call) else { return false };
    let is_stmt = tree.parent(call).is_some_and(|p| tree.kind(p) == Kind::ExprStmt);
    let flow = site.flow(func);
    let Some(here) = flow.point_of(call).filter(|_| is_stmt) else { return false };
    let looks = |p: PointId| {
        let all = flow.node(p).into_iter().flat_map(|n| tree.subtree(n));
        p != here && all.into_iter().any(|n| is_context_expr(site, n))
    };
    let does = |n: NodeId| match tree.kind(n) {
        Kind::SendStmt | Kind::Go => true,
        Kind::Call => {
            let is_end = cleans_up(site, n) || called_name(site, n) == Some("Done");
            let is_cancel = tree.child(n, Field::Function).is_some_and(|f| site.type_of(f).is_cancel_func());
            let is_known = matches!(site.callee(n), Callee::Builtin(_) | Callee::Conversion(_));
            !is_end && !is_cancel && !is_known && !harmless::tells(site, n)
        }
        _ => false,
    };
    let behind = flow.behind(here, |p, _| !looks(p));
    let nodes = behind.into_iter().filter(|&p| p != here && !looks(p)).filter_map(|p| flow.node(p));
    nodes.into_iter().any(|n| tree.subtree(n).any(does))
}

fn ends(site: Site, block: NodeId) -> bool {
    let tree = site.tree();
    let last = tree.stmts(block).last().and_then(|s| tree.only_child(s));
    last.is_some_and(|c| tree.kind(c) == Kind::Call && never_returns(site, c))
}
