//! What takes back what the function has done before, by the texts that are given: `ALTER USER u SUPERUSER`, and then
//! `ALTER USER u NOSUPERUSER`. What was granted for a while is not to stay so because a context has ended.

use super::calls::called_name;
use super::origins::only_value;
use super::types::is_context;
use crate::facts::{orders, words};
use crate::golang::flow::PointId;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether the call takes back what an earlier one in the function has done; or stands between two such, and where it
/// has failed control may leave the function without the second.
pub fn is_of_pair(site: Site, call: NodeId) -> bool {
    let Some((flow, here)) = site.tree().enclosing_func(call).and_then(|f| {
        let flow = site.flow(f);
        flow.point_of(call).map(|here| (flow, here))
    }) else {
        return false;
    };
    let is_left_out = |p: PointId| !flow.exits_from(here, |q| q == p).is_empty();
    pairs_around(site, call).into_iter().any(|(back, p)| back == call || is_left_out(p))
}

/// Whether `place` stands between two such: who leaves there leaves what has been done as it is.
pub fn is_in_pair(site: Site, place: NodeId) -> bool {
    !pairs_around(site, place).is_empty()
}

/// What takes back, at `place` or behind it, what the function has done before that, and its point.
fn pairs_around(site: Site, place: NodeId) -> Vec<(NodeId, PointId)> {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(place) else { return Vec::new() };
    let own = tree.calls(func).filter(|&n| tree.enclosing_func(n) == Some(func));
    let orders: Vec<Order> = own.filter_map(|n| Order::of(site, n)).collect();
    if orders.len() < 2 {
        return Vec::new();
    }
    let flow = site.flow(func);
    let Some(here) = flow.point_of(place).filter(|_| !flow.unknown()) else { return Vec::new() };
    let comes_before = |o: &&Order| {
        o.call < place && flow.point_of(o.call).is_some_and(|p| p != here && flow.dominates(p, here))
    };
    let firsts: Vec<&Order> = orders.iter().filter(comes_before).collect();
    let back = orders.iter().filter(|o| o.call >= place && firsts.iter().any(|f| f.is_taken_back_by(o)));
    back.filter_map(|o| Some((o.call, flow.point_of(o.call)?)))
        .filter(|&(call, p)| call == place || flow.reaches(here, p, |_| false))
        .collect()
}

/// A statement of SQL or a process that is run, and what that is told word by word.
struct Order {
    call: NodeId,
    /// What is called, whether or not it is given a context.
    called: String,
    words: Vec<String>,
}

impl Order {
    fn of(site: Site, call: NodeId) -> Option<Order> {
        let tree = site.tree();
        let name = called_name(site, call)?;
        let function = tree.text(tree.child(call, Field::Function)?);
        let is_text = |n: NodeId| matches!(tree.kind(n), Kind::String | Kind::RawString);
        let said: Vec<NodeId> = tree
            .args(call)
            .filter(|&a| !is_context(&site.type_of(a)))
            .map(|a| only_value(site, a).filter(|_| tree.kind(a) == Kind::Ident).unwrap_or(a))
            .collect();
        let deferred = tree.parent(call).is_some_and(|p| tree.kind(p) == Kind::Defer);
        let is_order =
            words::begins_with(name, "exec") || matches!(function, "exec.Command" | "exec.CommandContext");
        if deferred || !is_order || !said.iter().any(|&a| tree.subtree(a).any(is_text)) {
            return None;
        }
        let leaves = said
            .into_iter()
            .flat_map(|a| tree.subtree(a))
            .filter(|&n| tree.children(n).next().is_none() || is_text(n));
        let words = leaves.flat_map(|n| match is_text(n) {
            true => orders::words_of(tree.text(n)),
            false => vec![tree.text(n).to_owned()],
        });
        let called = function.strip_suffix("Context").unwrap_or(function).to_owned();
        Some(Order { call, called, words: words.collect() })
    }

    /// Whether the other says the same of the same, but for what is the opposite.
    fn is_taken_back_by(&self, other: &Order) -> bool {
        let pairs = || self.words.iter().zip(&other.words).filter(|(a, b)| a != b);
        self.called == other.called
            && self.words.len() == other.words.len()
            && pairs().next().is_some()
            && pairs().all(|(a, b)| orders::takes_back(a, b))
    }
}
