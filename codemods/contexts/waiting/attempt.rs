//! Contexts that limit one attempt of many: the pause behind it is not a part of that, and may begin when they have run
//! out. It ends with what they are made from.

use super::{around, means_the_same};
use crate::contexts::origins::{Given, given};
use crate::contexts::sources::{Root, is_limited};
use crate::contexts::spent::is_used_behind;
use crate::golang::program::Site;
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Kind, NodeId};

/// The expression for the context that `text` stands for at `place`, or for the one that is made from, if it is for
/// nothing but what comes before in the round: `try, cancel := context.WithTimeout(ctx, d)`, `db.PingContext(try)`, and
/// then the pause. `None` where that cannot be written there.
pub(super) fn without_limit_of_attempt(
    site: Site,
    root: &Root,
    place: NodeId,
    text: String,
) -> Option<String> {
    let at = site.tree().span(place).start as usize;
    let variable = site.scopes().lookup(&text, at).filter(|&v| is_for_attempt(site, v, place));
    let Some(variable) = variable else { return Some(text) };
    let Some((Given::Result(call, 0), _)) = given(site, site.scopes().binding(variable).ident) else {
        return Some(text);
    };
    let parent = site.tree().arg(call, 0)?;
    let is_name = site.tree().kind(parent) == Kind::Ident || root.is_asked_by(site, parent);
    let parent = Some(parent).filter(|&p| is_name && means_the_same(site, p, place))?;
    without_limit_of_attempt(site, root, place, site.tree().text(parent).to_owned())
}

/// Whether the variable is given its context, which has a limit, in the loop around `place`, and nothing uses it behind
/// that before it is given another.
fn is_for_attempt(site: Site, variable: BindingId, place: NodeId) -> bool {
    let tree = site.tree();
    let ident = site.scopes().binding(variable).ident;
    around(site, place).is_some_and(|l| tree.contains(l, ident) && ident < place)
        && is_limited(site, variable)
        && !is_used_behind(site, variable, place)
}
