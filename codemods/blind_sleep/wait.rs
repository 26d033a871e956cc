//! Statements that wait for a time to pass, and nothing else.

use crate::contexts::calls::called_name;
use crate::contexts::origins::{Given, given, only_value};
use crate::contexts::types::is_context_expr;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::is_write;
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use std::time::Duration;

/// Such a statement.
#[derive(Clone, Copy)]
pub enum Wait {
    /// `time.Sleep(d)`: the call.
    Sleep(NodeId),
    /// `<-ticker.C`, `<-time.After(d)`: the receive operation.
    Timer(NodeId),
    /// `for range ticker.C`: the range clause.
    Rounds(NodeId),
    /// `select { case <-ticker.C: … }`: the select.
    Select(NodeId),
}

impl Wait {
    /// The wait that the statement is whose only expression, or whose header, `node` is.
    pub fn of(site: Site, node: NodeId) -> Option<Wait> {
        let tree = site.tree();
        if tree.kind(node) == Kind::RangeClause {
            return is_timer(site, tree.child(node, Field::Right)?).then_some(Wait::Rounds(node));
        }
        if tree.kind(node) == Kind::Select {
            return is_for_timer_only(site, node).then_some(Wait::Select(node));
        }
        let stmt = tree.parent(node)?;
        if tree.kind(stmt) != Kind::ExprStmt || tree.field(stmt) != Field::Stmt && !is_in_header(site, node) {
            return None;
        }
        match tree.kind(node) {
            Kind::Call => is_sleep(site, node).then_some(Wait::Sleep(node)),
            Kind::Unary if tree.op(node) == Op::Receive => {
                let channel = tree.child(node, Field::Operand)?;
                (is_timer(site, channel) && !drains(site, node)).then_some(Wait::Timer(node))
            }
            _ => None,
        }
    }

    /// The call, receive operation, clause or select.
    pub fn node(self) -> NodeId {
        match self {
            Wait::Sleep(node) | Wait::Timer(node) | Wait::Rounds(node) | Wait::Select(node) => node,
        }
    }

    /// What messages call it.
    pub fn text<'a>(self, site: Site<'a>) -> &'a str {
        let tree = site.tree();
        match (self, tree.text(self.node())) {
            (Wait::Select(_), _) => "the select",
            (_, text) if !text.contains('\n') => text,
            (Wait::Sleep(call), _) => {
                tree.child(call, Field::Function).map_or("time.Sleep", |f| tree.text(f))
            }
            (_, text) => text.lines().next().unwrap_or_default(),
        }
    }

    /// The expression that says how long it is.
    fn time(self, site: Site) -> Option<NodeId> {
        let tree = site.tree();
        let call = match self {
            Wait::Sleep(call) => call,
            Wait::Timer(receive) => made_by(site, tree.child(receive, Field::Operand)?)?,
            Wait::Rounds(_) | Wait::Select(_) => return None,
        };
        tree.only_arg(call)
    }

    /// Whether it is for the end of a context: it lasts until the deadline of that.
    pub fn is_for_deadline(self, site: Site) -> bool {
        self.time(site).is_some_and(|time| lasts_until_deadline(site, time))
    }

    /// How long it is at most, if the statement says so, or the variable that it names.
    pub fn duration(self, site: Site) -> Option<Duration> {
        let time = self.named_time(site)?;
        let nanoseconds = longest(site, time)?;
        Some(Duration::from_nanos(u64::try_from(nanoseconds.max(0)).ok()?))
    }

    /// Whether it is chance that says how long it is.
    pub fn is_by_chance(self, site: Site) -> bool {
        self.named_time(site).is_some_and(|t| site.constant(t).is_none() && longest(site, t).is_some())
    }

    /// The expression that says how long it is; what the variable was given that it names, if it is given nothing else.
    fn named_time(self, site: Site) -> Option<NodeId> {
        let time = self.time(site)?;
        let given = only_value(site, time).filter(|_| site.tree().kind(time) == Kind::Ident);
        Some(given.unwrap_or(time))
    }
}

/// The most that a time may be: a constant, a number of units by chance, or the sum of such.
fn longest(site: Site, time: NodeId) -> Option<i128> {
    let tree = site.tree();
    let time = tree.unparen(time);
    site.constant(time).or_else(|| match operator(site, time) {
        Some("+") => {
            let sides = [Field::Left, Field::Right].map(|side| tree.child(time, side));
            longest(site, sides[0]?)?.checked_add(longest(site, sides[1]?)?)
        }
        _ => at_most(site, time),
    })
}

/// Whether `node` is what the header of a loop does behind each round.
pub fn is_in_header(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    let stmt = tree.parent(node).filter(|&s| tree.kind(s) == Kind::ExprStmt);
    stmt.and_then(|s| tree.parent(s).filter(|&p| tree.child(p, Field::Update) == Some(s))).is_some()
}

/// Whether a time is what is left until a context has to end, or more: `time.Until(deadline)`, where `deadline` is what
/// `ctx.Deadline()` has given; not the lesser of that and something else.
fn lasts_until_deadline(site: Site, time: NodeId) -> bool {
    let tree = site.tree();
    let time = tree.unparen(time);
    let operand = |call: NodeId| tree.receiver(call);
    match tree.kind(time) {
        Kind::Ident => only_value(site, time).is_some_and(|v| lasts_until_deadline(site, v)),
        Kind::Binary => {
            let sides = [Field::Left, Field::Right].map(|side| tree.child(time, side));
            operator(site, time) == Some("+")
                && sides.into_iter().flatten().any(|s| lasts_until_deadline(site, s))
        }
        Kind::Call => {
            let only = tree.only_arg(time);
            let until = match called_name(site, time) {
                Some("Until") => only,
                Some("Sub") if only.is_some_and(|a| called_name(site, a) == Some("Now")) => operand(time),
                _ => None,
            };
            until.is_some_and(|t| is_deadline(site, t))
        }
        _ => false,
    }
}

/// Whether the variable holds what `ctx.Deadline()` has given, and nothing else.
fn is_deadline(site: Site, expr: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(variable) = scopes.resolve(expr).filter(|_| tree.kind(expr) == Kind::Ident) else {
        return false;
    };
    let is_written = scopes.uses(variable).iter().any(|&u| is_write(tree, u));
    match given(site, scopes.binding(variable).ident) {
        Some((Given::Result(call, 0), _)) if !is_written => {
            let context = tree.receiver(call);
            called_name(site, call) == Some("Deadline") && context.is_some_and(|c| is_context_expr(site, c))
        }
        _ => false,
    }
}

/// The most that a number of units by chance may be: `time.Duration(rand.Intn(30)) * time.Millisecond`.
fn at_most(site: Site, product: NodeId) -> Option<i128> {
    let tree = site.tree();
    let (left, right) = (tree.child(product, Field::Left)?, tree.child(product, Field::Right)?);
    let bound = |n: NodeId| {
        // `time.Duration(int64(rand.Intn(n)))`
        let inner = std::iter::successors(Some(tree.unparen(n)), |&n| converted(site, n));
        inner.into_iter().find_map(|n| random_at_most(site, n))
    };
    let (count, unit) = match (bound(left), bound(right)) {
        (Some(count), None) => (count, site.constant(right)?),
        (None, Some(count)) => (count, site.constant(left)?),
        _ => return None,
    };
    count.checked_mul(unit).filter(|_| tree.kind(product) == Kind::Binary)
}

/// What the conversion converts.
fn converted(site: Site, expr: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let inner = match tree.kind(expr) {
        Kind::Conversion => tree.child(expr, Field::Operand),
        Kind::Call if matches!(site.callee(expr), Callee::Conversion(_)) => tree.only_arg(expr),
        _ => None,
    };
    inner.map(|n| tree.unparen(n))
}

/// The most that a number by chance may be, or the sum of one and a constant: `10 + rand.Intn(20)`; or the product of
/// one below 1, `10 * rand.Float64()`.
fn random_at_most(site: Site, number: NodeId) -> Option<i128> {
    let tree = site.tree();
    let is_part = |n: NodeId| {
        let name = called_name(site, n).filter(|_| tree.kind(n) == Kind::Call);
        matches!(name, Some("Float64" | "Float32")) && tree.has_no_args(n)
    };
    let random = |call: NodeId| {
        let is_random = called_name(site, call)
            .is_some_and(|name| matches!(name, "Intn" | "Int31n" | "Int63n" | "IntN" | "Int64N" | "N"));
        let most = tree.only_arg(call);
        most.filter(|_| is_random && tree.kind(call) == Kind::Call).and_then(|m| site.constant(m))
    };
    let (Some(left), Some(right)) = (tree.child(number, Field::Left), tree.child(number, Field::Right))
    else {
        return random(number);
    };
    if operator(site, number) == Some("*") {
        return match (is_part(left), is_part(right)) {
            (true, false) => site.constant(right),
            (false, true) => site.constant(left),
            _ => None,
        };
    }
    let parts = match (random(left), random(right)) {
        (Some(most), None) => most.checked_add(site.constant(right)?),
        (None, Some(most)) => most.checked_add(site.constant(left)?),
        _ => None,
    };
    parts.filter(|_| operator(site, number) == Some("+"))
}

/// What stands between the two sides of a binary expression.
pub fn operator<'a>(site: Site<'a>, expr: NodeId) -> Option<&'a str> {
    let tree = site.tree();
    let (left, right) = (tree.child(expr, Field::Left)?, tree.child(expr, Field::Right)?);
    let between = &site.file.text[tree.span(left).end as usize..tree.span(right).start as usize];
    (tree.kind(expr) == Kind::Binary).then_some(between.trim())
}

/// Whether the select has one arm, which waits for a timer.
fn is_for_timer_only(site: Site, select: NodeId) -> bool {
    let tree = site.tree();
    let mut arms = tree.children(select).filter(|&a| tree.kind(a).is_case());
    let only = arms.next().filter(|_| arms.next().is_none());
    let received =
        only.and_then(|a| tree.child(a, Field::Communication)).into_iter().flat_map(|c| tree.subtree(c));
    let mut channels = received
        .filter(|&n| tree.kind(n) == Kind::Unary && tree.op(n) == Op::Receive)
        .filter_map(|n| tree.child(n, Field::Operand));
    channels.any(|channel| is_timer(site, channel))
}

/// The call that makes the timer, if it gets no other time.
fn made_by(site: Site, channel: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let call = match tree.kind(channel) {
        Kind::Selector => {
            let timer = tree.child(channel, Field::Operand)?;
            only_value(site, timer).or_else(|| given_right_before(site, timer))?
        }
        _ => channel,
    };
    (tree.kind(call) == Kind::Call).then_some(call)
}

/// What the statement before that around `target` assigns to what is spelled like it: `c.timer = time.NewTimer(0)`.
fn given_right_before(site: Site, target: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let before = tree.prev_sibling(tree.stmt_of(target)?).filter(|&s| tree.kind(s) == Kind::Assign)?;
    let one = |field| match tree.list(tree.child(before, field)?)[..] {
        [one] => Some(one),
        _ => None,
    };
    one(Field::Left).filter(|&l| tree.text(l) == tree.text(target)).and_then(|_| one(Field::Right))
}

/// `if !timer.Stop() { <-timer.C }`, `if len(ticker.C) > 0 { <-ticker.C }`: the value is there already.
fn drains(site: Site, receive: NodeId) -> bool {
    let tree = site.tree();
    let channel = tree.child(receive, Field::Operand);
    let is_counted = |n: NodeId| {
        matches!(site.callee(n), Callee::Builtin("len"))
            && tree.only_arg(n).zip(channel).is_some_and(|(a, c)| tree.text(a) == tree.text(c))
    };
    let conditions = tree.ancestors(receive).filter_map(|a| tree.child(a, Field::Condition));
    let calls_stop = |n: NodeId| tree.kind(n) == Kind::Call && called_name(site, n) == Some("Stop");
    let holds = |n: NodeId| tree.kind(n) == Kind::Ident && only_value(site, n).is_some_and(calls_stop);
    let tells = |n: NodeId| calls_stop(n) || holds(n) || tree.kind(n) == Kind::Call && is_counted(n);
    conditions.into_iter().any(|c| tree.subtree(c).any(tells))
}

fn is_sleep(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    tree.child(call, Field::Function).is_some_and(|f| tree.kind(f) != Kind::Paren)
        && matches!(site.callee(call), Callee::Known(known) if known.is_func("time", "Sleep"))
}

/// Whether the channel is one on which a timer or ticker of package time sends: `ticker.C`, `time.After(d)`.
fn is_timer(site: Site, channel: NodeId) -> bool {
    let tree = site.tree();
    match tree.kind(channel) {
        Kind::Selector => {
            let named_c = tree.child(channel, Field::FieldName).is_some_and(|f| tree.text(f) == "C");
            let ty = || tree.child(channel, Field::Operand).map(|o| site.type_of(o));
            let is_of_time = |name: &str| ty().is_some_and(|t| t.pointee().is_named("time", name));
            named_c && (is_of_time("Timer") || is_of_time("Ticker"))
        }
        Kind::Call => matches!(site.callee(channel), Callee::Known(known)
            if known.is_func("time", "After") || known.is_func("time", "Tick")),
        _ => false,
    }
}
