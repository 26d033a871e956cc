//! Functions that are called when the context of their callers may have ended, by those whose work is over, and leave
//! that context alone so far: the callers count on it.

use crate::contexts::calls::{declared_name, is_detached_call, passed_to};
use crate::contexts::clean_up::is_clean_up;
use crate::contexts::module_calls::is_called_so;
use crate::contexts::never::keeps_own_context;
use crate::contexts::operations::hands_on;
use crate::contexts::sources::{Root, limits};
use crate::facts::words;
use crate::golang::program::Site;
use crate::golang::syntax::NodeId;
use std::cell::Cell;

/// Whether the function has no use for its own context, and is only there for what gives something back, `Unlock` for
/// one; or takes something away, within a limit of its own, and is called for that where its callers' work is over:
/// `defer deleteNamespace(ctx, name)`.
pub(super) fn is_called_when_work_is_over(site: Site, root: &Root, place: NodeId) -> bool {
    let unused = root.parameter.variable.is_none_or(|v| site.scopes().uses(v).is_empty());
    if !root.is_context() || !unused || root.func() != site.tree().root() {
        return false;
    }
    let has_limit = passed_to(site, place).is_some_and(|call| limits(site, call));
    let takes_away = declared_name(site).is_some_and(words::destroys);
    let is_over = |caller: Site, call: NodeId| keeps_own_context(caller, caller.tree().root(), call, None);
    has_limit && takes_away && is_called_so(site, &is_over)
        || !has_limit && is_detached_call(site, place) && hands_on(site, place) && only_gives_back(site)
}

/// Whether somebody calls the function declared at the site outside of tests, and all who do are functions that give
/// something back, by their names.
fn only_gives_back(site: Site) -> bool {
    let any = Cell::new(false);
    let is_for_more = |caller: Site, _: NodeId| {
        let gives_back = declared_name(caller).is_some_and(|n| is_clean_up(caller, n));
        let counts = !caller.file.is_test();
        any.set(any.get() || counts && gives_back);
        counts && !gives_back
    };
    !is_called_so(site, &is_for_more) && any.get()
}
