//! Calls that do nothing with the context they are given but ask it something.

use super::{Questions, is_used, leaves_it_alone};
use crate::contexts::types::context_result;
use crate::golang::program::{Callee, Site};
use crate::golang::syntax::NodeId;

/// Whether the call does nothing with the context that it is given as `argument` but ask whether it has ended, and read
/// values from it.
pub fn only_asks(site: Site, call: NodeId, argument: NodeId) -> bool {
    match site.callee(call) {
        Callee::Known(known) => leaves_it_alone(site, &known, call, argument, (Questions::Anything, 0)),
        _ => false,
    }
}

/// Whether the call asks the context that it is given as `argument` when it will end, reads values from it perhaps, and
/// does nothing else with it, as its body says.
pub fn only_asks_for_deadline(site: Site, call: NodeId, argument: NodeId) -> bool {
    match site.callee(call) {
        Callee::Known(known) => {
            context_result(site, call).is_none()
                && is_used(site, call, argument)
                && leaves_it_alone(site, &known, call, argument, (Questions::Deadline, 0))
                && !leaves_it_alone(site, &known, call, argument, (Questions::Values, 0))
        }
        _ => false,
    }
}
