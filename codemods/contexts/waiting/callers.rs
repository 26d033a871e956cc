//! What callers do with the error of a function that leaves when its context ends.

use crate::contexts::never::{called_name, declarations, may_call};
use crate::contexts::returns::check_behind;
use crate::golang::program::Site;
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

fn ends(site: Site, block: NodeId) -> bool {
    let tree = site.tree();
    let last = tree.stmts(block).last().and_then(|s| tree.only_child(s));
    last.is_some_and(|c| tree.kind(c) == Kind::Call && never_returns(site, c))
}
