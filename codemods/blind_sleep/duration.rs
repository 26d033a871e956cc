//! How long a sleep is, where the source says so.

use crate::golang::program::Site;
use crate::golang::syntax::{Field, NodeId};
use std::time::Duration;

/// The duration that `call` of `time.Sleep` is given, if it is a constant.
pub fn of(site: Site, call: NodeId) -> Option<Duration> {
    let tree = site.tree();
    let argument = tree.only_child(tree.child(call, Field::Arguments)?)?;
    let nanoseconds = site.constant(argument)?;
    Some(Duration::from_nanos(u64::try_from(nanoseconds.max(0)).ok()?))
}
