//! Follows a value through one function: every use of every variable that carries it.

use super::beside::Beside;
use super::{How, Journey, Reason, feeds};
use crate::contexts::join::answered;
use crate::contexts::lazy::Level;
use crate::contexts::types::is_context_expr;
use crate::contexts::uses::{LiteralRole, literal_role};
use crate::golang::flow::Flow;
use crate::golang::program::{Known, Site};
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use std::collections::HashSet;
use std::sync::Arc;

/// What is followed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum What {
    /// The context, or one derived from it.
    Context,
    /// Something made with it, or that holds it.
    Made,
    /// A function that uses it when called.
    Function,
}

/// A value on its way through the function.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Value {
    pub what: What,
    pub level: Level,
    /// What of these it keeps, as far as that was seen: it is a struct, or holds one, that the context, or a function
    /// that uses it, was put into; a function if there was any.
    pub keeps: Option<What>,
}

impl Value {
    /// One of which nothing is known that it keeps.
    pub fn new(what: What, level: Level) -> Value {
        Value { what, level, keeps: None }
    }

    /// A struct that the value is put into.
    pub fn in_struct(self) -> Value {
        let keeps = match self.what {
            What::Function => Some(What::Function),
            What::Context => self.keeps.or(Some(What::Context)),
            What::Made => self.keeps,
        };
        Value { what: What::Made, keeps, ..self }
    }
}

/// The walk through one function.
pub(super) struct Tracker<'a> {
    pub site: Site<'a>,
    pub func: NodeId,
    pub flow: Arc<Flow>,
    /// How many calls deep this function is looked at.
    pub depth: usize,
    /// Why the value outlives the function, without what is returned.
    pub reasons: Vec<Reason>,
    /// The results that are, or hold, the value: index, and where.
    pub results: Vec<(usize, Level, NodeId)>,
    /// Whether a result uses the context only when the caller asks it to: a function, or a struct that keeps the
    /// context.
    pub results_keep: bool,
    /// Whether one of them is, or holds, a function that uses it.
    pub results_run: bool,
    /// Whether the context is that of a request: what is put into a request ends with it.
    pub of_request: bool,
    /// If what is asked is whether the value may end with the function: where that is deferred. Then goroutines that
    /// nothing waits for, but that seem to be meant to end there, are but a guess.
    pub for_release: Option<NodeId>,
    /// If what is asked is whether the value may end where the function is left, or before: what is deferred runs
    /// behind that.
    pub at_exits: bool,
    /// A statement whose uses of the value do not count.
    pub passed_over: Option<NodeId>,
    /// What may keep the context beside its variables.
    pub beside: Vec<Beside>,
    /// Every place at which the context itself is used.
    pub places: Vec<NodeId>,
    /// The statements that store the value in what an option is called with.
    pub options: Vec<NodeId>,
    /// Function parameters of this function that are called with the value: the number of each, and that of the
    /// argument. Whoever calls this function knows what they do.
    pub handed: Vec<(usize, usize)>,
    /// Whether what is looked at ends with the function in any case.
    pub ended: bool,
    pub seen: HashSet<Carrier>,
    work: Vec<(Carrier, Level)>,
}

/// A variable that carries the value from the statement on that gave it to it; `ended`: a context that this function
/// releases itself, or what was made with one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Carrier {
    pub variable: BindingId,
    pub what: What,
    keeps: Option<What>,
    from: Option<NodeId>,
    ended: bool,
}

impl<'a> Tracker<'a> {
    pub fn new(site: Site<'a>, func: NodeId, depth: usize) -> Tracker<'a> {
        Tracker {
            site,
            func,
            flow: site.flow(func),
            depth,
            reasons: Vec::new(),
            results: Vec::new(),
            results_keep: false,
            results_run: false,
            of_request: false,
            for_release: None,
            at_exits: false,
            passed_over: None,
            beside: Vec::new(),
            places: Vec::new(),
            options: Vec::new(),
            handed: Vec::new(),
            ended: false,
            seen: HashSet::new(),
            work: Vec::new(),
        }
    }

    /// Follows the context that `stmt` puts into `variable`.
    pub fn context_variable(&mut self, variable: BindingId, stmt: NodeId) {
        let context = Carrier { variable, what: What::Context, keeps: None, from: Some(stmt), ended: false };
        self.begin(context, Level::Known);
        self.run();
    }

    /// Goes on with a variable that a call at once has given the value.
    pub fn carry_on(&mut self, variable: BindingId, value: Value) {
        self.carry(variable, value, None);
    }

    /// Follows the value of an expression that is a context.
    pub fn context_expression(&mut self, expr: NodeId) {
        let value = Value::new(What::Context, Level::Known);
        self.places.push(expr);
        self.captured(expr, value);
        self.value(expr, value);
        self.run();
    }

    /// Follows a context that `call` is given as the first argument of `function`.
    pub fn given_to(&mut self, call: NodeId, function: &Known) {
        let value = Value::new(What::Context, Level::Known);
        self.captured(call, value);
        match self.site.tree().parent(call).filter(|&s| self.site.tree().kind(s) == Kind::Go) {
            Some(stmt) => self.goroutine(stmt, call, value),
            None => self.known(call, 0, function, value),
        }
        self.run();
    }

    /// What was found out about a context that is, or may become, a request's.
    pub fn into_journey(self) -> Journey {
        let returned = self.results.iter().map(|r| r.1).max().unwrap_or(Level::No);
        let lasts = self.seen.iter().any(|s| s.what != What::Context);
        let kept_by_results = self.results_keep;
        let results = self.results.iter().map(|r| (r.0, r.1)).collect();
        Journey { places: self.places, reasons: self.reasons, returned, results, kept_by_results, lasts }
    }

    /// Follows a parameter from the function's start.
    pub fn parameter(&mut self, variable: BindingId, what: What) {
        self.carry(variable, Value::new(what, Level::Known), None);
        self.run();
    }

    /// Follows a value from where its variable gets it.
    pub fn follow(&mut self, variable: BindingId, value: Value) {
        let from = self.site.scopes().binding(variable).decl;
        self.carry(variable, value, Some(from));
        self.run();
    }

    /// Every variable the value came into.
    pub fn into_carriers(self) -> HashSet<BindingId> {
        self.seen.into_iter().map(|s| s.variable).collect()
    }

    /// The strongest reason found, returned values included.
    pub fn strongest(&self) -> Option<Reason> {
        let returned = self.results.iter().map(|&(_, level, at)| Reason {
            level,
            how: How::Returned,
            text: "is returned, or something made with it".to_owned(),
            line: self.site.line(at),
            at,
            what: What::Made,
        });
        let all = self.reasons.iter().cloned().chain(returned);
        all.filter(|r| r.level > Level::No).min_by_key(|r| (std::cmp::Reverse(r.level), r.line))
    }

    pub(super) fn reason(&mut self, level: Level, how: How, text: impl Into<String>, at: NodeId, what: What) {
        if level > Level::No && !self.ended {
            self.reasons.push(Reason { level, how, text: text.into(), line: self.site.line(at), at, what });
        }
    }

    pub(super) fn run(&mut self) {
        while let Some((carrier, level)) = self.work.pop() {
            self.ended = carrier.ended;
            let value = Value { what: carrier.what, level, keeps: carrier.keeps };
            self.uses(carrier.variable, value, carrier.from);
        }
        self.ended = false;
    }

    /// `variable` now holds the value.
    pub(super) fn carry(&mut self, variable: BindingId, mut value: Value, from: Option<NodeId>) {
        let ident = self.site.scopes().binding(variable).ident;
        if value.what == What::Made && is_context_expr(self.site, ident) {
            value.what = What::Context;
        }
        let ended = self.ended || value.what == What::Context && from.is_some_and(|s| self.is_released(s));
        self.begin(Carrier { variable, what: value.what, keeps: value.keeps, from, ended }, value.level);
    }

    fn begin(&mut self, carrier: Carrier, level: Level) {
        let lasts = |s: &HashSet<Carrier>| s.contains(&Carrier { ended: false, ..carrier });
        if level > Level::No && !lasts(&self.seen) && self.seen.insert(carrier) {
            self.work.push((carrier, level));
        }
    }

    fn uses(&mut self, variable: BindingId, value: Value, from: Option<NodeId>) {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        if scopes.binding(variable).kind == BindingKind::Result {
            let at = self.naked_return().unwrap_or(scopes.binding(variable).ident);
            self.resulted(self.result_index(variable), value, at);
        }
        if let Some(u) = self.seen_outside(variable) {
            let text = self.subject(value, "is kept in a variable of the function around");
            self.reason(value.level, How::Stored, text, u, value.what);
        }
        let start = match from {
            Some(stmt) => self.flow.point_of(stmt),
            None if scopes.binding(variable).func == self.func => Some(self.flow.entry()),
            None => None,
        };
        let others = self.replaced_at(variable, from);
        for &u in scopes.uses(variable) {
            if is_write(tree, u)
                || !tree.contains(self.func, u)
                || from.is_some_and(|stmt| tree.contains(stmt, u) && !self.runs_behind(stmt, u))
                || self.passed_over.is_some_and(|stmt| tree.contains(stmt, u))
            {
                continue;
            }
            // In a literal, both are at the point at which that is made.
            if let (Some(start), Some(point)) = (start, self.flow.point_of(u))
                && start != point
                && !self.flow.reaches(start, point, |p| others.contains(&p))
                && !self.evaluated_early(start, u)
                && !from.is_some_and(|stmt| !self.of_request && self.is_filled_later(variable, stmt, u))
            {
                continue;
            }
            if value.what == What::Context && !self.places.contains(&u) {
                self.places.push(u);
            }
            if !(self.of_request && value.what == What::Context && feeds::outlasts(self.site, u)) {
                self.captured(u, value);
            }
            self.value(u, value);
        }
    }

    /// Whether the use stands in a literal of `stmt` that is not called there: `again = func() { go again() }`.
    fn runs_behind(&self, stmt: NodeId, u: NodeId) -> bool {
        let tree = self.site.tree();
        let literal = |&a: &NodeId| tree.kind(a) == Kind::FuncLit && tree.field(a) != Field::Function;
        tree.ancestors(u).take_while(|&a| a != stmt).any(|a| literal(&a))
    }

    /// Judges the literals between the function and a use inside them.
    pub(super) fn captured(&mut self, u: NodeId, value: Value) {
        let tree = self.site.tree();
        let literals: Vec<NodeId> = tree
            .ancestors(u)
            .take_while(|&a| a != self.func)
            .filter(|&a| tree.kind(a) == Kind::FuncLit)
            .collect();
        for literal in literals {
            match literal_role(self.site, literal) {
                LiteralRole::Deferred(_) | LiteralRole::Dead => {}
                LiteralRole::Live => self.value(literal, Value { what: What::Function, ..value }),
            }
        }
    }

    /// Where the value of the expression `node` goes.
    pub(super) fn value(&mut self, mut node: NodeId, value: Value) {
        let tree = self.site.tree();
        if value.level == Level::No || self.is_closed(node, value) {
            return;
        }
        while let Some(parent) = tree.parent(node) {
            let field = tree.field(node);
            match tree.kind(parent) {
                Kind::Paren | Kind::TypeAssert | Kind::Slice | Kind::Conversion | Kind::Ellipsis => {
                    node = parent
                }
                Kind::Unary if matches!(tree.op(parent), Op::Address | Op::Deref) => node = parent,
                Kind::Index if field == Field::Operand => return self.part(parent, value),
                Kind::Index => return self.key_of(parent, value),
                Kind::Unary if tree.op(parent) == Op::Receive => return self.part(parent, value),
                Kind::RecvStmt if field == Field::Right => {
                    let target = tree.child(parent, Field::Left).and_then(|l| tree.list(l).first().copied());
                    return target.into_iter().for_each(|t| self.assigned(t, parent, value));
                }
                Kind::LitValue => node = parent,
                Kind::KeyedElement if field == Field::Value || self.is_map_entry(parent) => node = parent,
                Kind::CompositeLit if field == Field::Body => {
                    return self.value(parent, value.in_struct());
                }
                Kind::Args => return self.argument(parent, node, value),
                Kind::Selector if field == Field::Operand => return self.selected(parent, value),
                Kind::Call if field == Field::Function => return self.called(parent, value),
                Kind::ExprList => return self.listed(parent, node, value),
                Kind::SendStmt if field == Field::Value => {
                    let answered = answered(self.site, &self.flow, self.func, parent);
                    let level = self.lasting_where_stored(value);
                    return self.reason(
                        if answered { level.min(Level::Guess) } else { level },
                        How::Sent,
                        self.subject(value, "is sent on a channel"),
                        node,
                        value.what,
                    );
                }
                Kind::TypeSwitch if field == Field::Value => return self.switched(parent, value),
                Kind::RangeClause if field == Field::Right => return self.ranged(parent, value),
                _ => return,
            }
        }
    }

    pub(super) fn subject(&self, value: Value, what: &str) -> String {
        match value.what {
            What::Context => what.to_owned(),
            What::Made => format!("made something that {what}"),
            What::Function => format!("is used by a function that {what}"),
        }
    }
}
