//! Settings that are changed one by one and then saved: where the function left in between, those that are used already
//! would be others than those that are saved.

use crate::contexts::never::called_name;
use crate::contexts::returns::check_behind;
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};

/// What saves that which has been set: the first words of names.
const SAVES: [&str; 6] = ["apply", "commit", "flush", "persist", "save", "write"];

/// Whether the function returns where the call has failed, between setters of something and what saves that:
/// `config.SetPath(p)`, `if err := check(ctx); err != nil { return err }`, `config.SetName(n)`, `config.Write()`.
pub(super) fn leaves_half_set(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let leaves = |block: NodeId| tree.stmts(block).last().is_some_and(|s| tree.kind(s) == Kind::Return);
    if !check_behind(site, call).is_some_and(leaves) {
        return false;
    }
    let Some(func) = tree.enclosing_func(call) else { return false };
    let methods: Vec<(NodeId, BindingId, &str)> = tree
        .subtree(func)
        .filter(|&n| tree.kind(n) == Kind::Call && tree.enclosing_func(n) == Some(func))
        .filter_map(|n| Some((n, receiver_of(site, n)?, called_name(site, n)?)))
        .collect();
    let sets = |name: &str| words::begins_with(name, "set");
    let saves = |name: &str| SAVES.iter().any(|w| words::begins_with(name, w));
    let behind = |v: BindingId, is: &dyn Fn(&str) -> bool| {
        methods.iter().any(|&(n, of, name)| n > call && of == v && is(name))
    };
    let mut before = methods.iter().filter(|&&(n, _, name)| n < call && sets(name));
    before.any(|&(_, v, _)| behind(v, &sets) && behind(v, &saves))
}

/// The variable whose method the call is.
fn receiver_of(site: Site, call: NodeId) -> Option<BindingId> {
    let tree = site.tree();
    let operand = tree.child(tree.child(call, Field::Function)?, Field::Operand)?;
    site.scopes().resolve(operand).filter(|_| tree.kind(operand) == Kind::Ident)
}
