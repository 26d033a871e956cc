//! What becomes of a function in which something is used: what is done with it is done with that.

use crate::contexts::origins::{only_value, targets_of};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Kind, NodeId};

/// The nodes of `func` that `u` stands in, itself first, and those around each use of a variable that a literal around
/// it is kept in: `down := func() { s.Leave() }` and then `defer down()`.
pub(super) fn around(site: Site, func: NodeId, u: NodeId) -> Vec<NodeId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let mut all = vec![u];
    let mut work = vec![u];
    while let Some(n) = work.pop() {
        for a in tree.ancestors(n).take_while(|&a| a != func) {
            if all.contains(&a) {
                continue;
            }
            all.push(a);
            let kept = (tree.kind(a) == Kind::FuncLit).then(|| kept_in(site, a)).flatten();
            for &named in kept.map(|v| scopes.uses(v)).unwrap_or_default() {
                if !is_write(tree, named) && !tree.contains(a, named) && !all.contains(&named) {
                    all.push(named);
                    work.push(named);
                }
            }
        }
    }
    all
}

/// The variable that holds the literal and nothing else.
fn kept_in(site: Site, literal: NodeId) -> Option<BindingId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let spec = tree.ancestors(literal).take(2).find(|&a| tree.kind(a) == Kind::VarSpec);
    let names = spec.map_or_else(|| targets_of(site, literal), |s| tree.children(s).collect());
    let name = names.into_iter().filter(|&n| tree.kind(n) == Kind::Ident);
    let name = name.into_iter().find(|&n| only_value(site, n) == Some(literal))?;
    scopes.resolve(name)
}

/// Whether the variable holds nothing but a literal: what is used there is what counts.
pub(super) fn holds_literal(site: Site, variable: BindingId) -> bool {
    let ident = site.scopes().binding(variable).ident;
    only_value(site, ident).is_some_and(|v| site.tree().kind(v) == Kind::FuncLit)
}
