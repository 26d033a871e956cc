//! Functions that run a command which they are given beside a context: one that looks whether that has ended stops the
//! command in a way of its own, and one that only logs with it leaves the command to run on.

use super::calls::passed_to;
use super::harmless::is_harmless;
use super::outlives::bodies_meant;
use super::parameters::parameters;
use super::types::is_context;
use crate::golang::program::{FuncRef, Site};
use crate::golang::syntax::NodeId;

/// How many functions that hand the context on are read behind one that is called.
const MAX_CALLEES: usize = 2;

/// Whether the command at `u` is given to a call beside a context, which may be what stops it: `run(ctx, cmd)`.
pub fn is_run_under_another(site: Site, u: NodeId) -> bool {
    let tree = site.tree();
    let Some(call) = passed_to(site, u) else { return false };
    let mut others = tree.args(call).filter(|&n| n != u && is_context(&site.type_of(n)));
    others.any(|context| may_look_at(site, call, context, MAX_CALLEES))
}

/// Whether the call may do something about an end of the context that it is given as `argument`.
fn may_look_at(site: Site, call: NodeId, argument: NodeId, depth: usize) -> bool {
    if is_harmless(site, call, argument) {
        return false;
    }
    let tree = site.tree();
    let index = tree.args(call).position(|n| n == argument);
    let Some(index) = index.filter(|_| depth > 0) else { return true };
    let bodies = bodies_meant(site, call);
    bodies.is_empty() || bodies.iter().any(|f| body_may_look_at(site, f, index, depth - 1))
}

/// The same of the function that is given the context as its parameter `index`.
fn body_may_look_at(site: Site, function: &FuncRef, index: usize, depth: usize) -> bool {
    let Some(inner) = function.site(site.program) else { return true };
    let Some(parameter) = parameters(inner, inner.tree().root()).into_iter().nth(index) else { return true };
    let uses = parameter.variable.map_or(&[][..], |v| inner.scopes().uses(v));
    uses.iter().any(|&u| passed_to(inner, u).is_none_or(|call| may_look_at(inner, call, u, depth)))
}
