//! What becomes of a value that is assigned: to a variable, which is followed, or into something that is kept.

use super::How;
use super::tracker::{Tracker, Value, What};
use crate::contexts::join;
use crate::contexts::lazy::{Level, laziness};
use crate::contexts::origins::{Given, given};
use crate::contexts::types::{is_struct_value, named, request_type, results};
use crate::facts::keeps::stores_in_first;
use crate::golang::program::{Callee, Known};
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::{Lookup, Member, Type};

impl Tracker<'_> {
    pub(super) fn assigned(&mut self, target: NodeId, stmt: NodeId, value: Value) {
        if value.level == Level::No {
            return;
        }
        let tree = self.site.tree();
        let is_variable = |n: NodeId| tree.kind(tree.unparen(n)) == Kind::Ident;
        let pointer = join::root_variable(self.site, target).filter(|_| !is_variable(target));
        for place in pointer.map(|v| self.pointed_at(v)).unwrap_or_default() {
            self.put_at(place, stmt, if is_variable(place) { value.in_struct() } else { value });
        }
        self.put_at(target, stmt, value);
    }

    /// What the variable, a pointer, may point at that is older than it, or a part of that: `s := &p.slots[i]`.
    fn pointed_at(&self, pointer: BindingId) -> Vec<NodeId> {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let mut seen = vec![pointer];
        let mut places = Vec::new();
        let mut next = 0;
        while let Some(&v) = seen.get(next) {
            next += 1;
            let written = scopes.uses(v).iter().copied().filter(|&u| is_write(tree, u));
            for target in written.chain([scopes.binding(v).ident]) {
                let Some((Given::Value(value), _)) = given(self.site, target) else { continue };
                let operand = tree.child(value, Field::Operand).filter(|_| tree.op(value) == Op::Address);
                let Some(place) = operand.map(|o| tree.unparen(o)).filter(|&o| {
                    matches!(tree.kind(o), Kind::Ident | Kind::Selector | Kind::Index) && !places.contains(&o)
                }) else {
                    continue;
                };
                places.push(place);
                let root = join::root_variable(self.site, place);
                seen.extend(root.filter(|r| !seen.contains(r)));
            }
        }
        places
    }

    /// The value is put into `target` itself.
    fn put_at(&mut self, target: NodeId, stmt: NodeId, value: Value) {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let target = tree.unparen(target);
        let inert = || laziness(self.site, &self.site.type_of(target)) == Level::No;
        if tree.text(target) == "_"
            || value.what == What::Made && inert() && !self.keeps_all_the_same(target, value)
        {
            return;
        }
        let variable = join::root_variable(self.site, target);
        // A function that is put into a request may run when that is over: what closes its body.
        let is_function = value.what == What::Function || value.keeps == Some(What::Function);
        if self.of_request && !is_function && variable.is_some_and(|v| self.is_request(v)) {
            return;
        }
        // Back into what it came from: `r.rows = r.rows[:n]`.
        let is_carrier = |v| self.seen.iter().any(|s| s.variable == v && s.what != What::Function);
        if tree.kind(target) != Kind::Ident && variable.is_some_and(is_carrier) {
            return;
        }
        let own = variable.filter(|&v| tree.contains(self.func, scopes.binding(v).func));
        match (tree.kind(target), own) {
            (Kind::Ident, Some(v)) => self.carry(v, value, Some(stmt)),
            // Into something that already carries it: a part of it is replaced.
            (_, Some(v)) if self.seen.iter().any(|s| s.variable == v) => {}
            (_, Some(v)) if self.holds_by_value(v, target) => {
                self.carry(v, value.in_struct(), Some(stmt));
            }
            _ => {
                let is_option = self.is_option(variable, target);
                if is_option {
                    self.options.push(stmt);
                }
                let unsure = self.is_taken_back(target, stmt) || self.of_request && is_option;
                let level = if unsure { Level::Guess } else { Level::Known };
                let text = self.subject(value, "is stored");
                self.reason(self.lasting_where_stored(value).min(level), How::Stored, text, stmt, value.what);
            }
        }
    }

    /// How sure it is that the value outlives the function where it is stored, or sent, beyond that. Of what only its
    /// type makes a guess that it uses the context later, a release must not be tried out.
    pub(super) fn lasting_where_stored(&self, value: Value) -> Level {
        match value.what == What::Made && self.for_release.is_some() {
            true => Level::Known,
            false => value.level,
        }
    }

    /// Whether `target` is given a struct that holds the value, whatever its own type says: `s.last = &failure{retry}`,
    /// where `last` is an `error`.
    fn keeps_all_the_same(&self, target: NodeId, value: Value) -> bool {
        let given = given(self.site, target).and_then(|(given, _)| match given {
            Given::Value(value) => Some(value),
            Given::Result(..) => None,
        });
        value.keeps.is_some() && given.is_some_and(|v| laziness(self.site, &self.site.type_of(v)) > Level::No)
    }

    /// `copy(to, from)`, where `from` holds the value.
    pub(super) fn copied(&mut self, call: NodeId, args: NodeId, value: Value) {
        let Some(to) = self.site.tree().children(args).next() else { return };
        match join::root_variable(self.site, to).filter(|&v| self.holds_by_value(v, to)) {
            Some(own) => self.carry_on(own, value),
            None => {
                let text = self.subject(value, "is stored");
                self.reason(value.level, How::Stored, text, call, value.what);
            }
        }
    }

    /// A container of the standard library is given the value.
    pub(super) fn put_into(&mut self, call: NodeId, known: &Known, value: Value) {
        let tree = self.site.tree();
        let receiver = known.receiver.as_deref().unwrap_or("");
        let container = match receiver {
            _ if stores_in_first(&known.package, receiver, &known.name) => tree.arg(call, 0),
            // `log.SetOutput(w)`: a function keeps it for the whole program.
            "" => None,
            _ => tree.receiver(call),
        };
        let is_address = |&c: &NodeId| tree.kind(c) == Kind::Unary && tree.op(c) == Op::Address;
        let container = container.map(|c| tree.unparen(c));
        let container = container.and_then(|c| match is_address(&c) {
            true => tree.child(c, Field::Operand),
            false => Some(c),
        });
        let variable = container.and_then(|c| join::root_variable(self.site, c));
        // Back into what it came from.
        if variable.is_some_and(|v| self.seen.iter().any(|s| s.variable == v && s.what != What::Function)) {
            return;
        }
        let own = variable.filter(|&v| tree.contains(self.func, self.site.scopes().binding(v).func));
        match (own, container) {
            (Some(v), Some(c)) if self.holds_by_value(v, c) || self.is_own_mux(v) => {
                self.carry_on(v, Value { what: What::Made, ..value });
            }
            _ => {
                let text = self.subject(value, &format!("is stored by {}", known.name));
                let level = if self.is_undone(call) { value.level.min(Level::Guess) } else { value.level };
                self.reason(level, How::Stored, text, call, value.what);
            }
        }
    }

    /// Whether the variable holds a mux that the function makes for itself.
    fn is_own_mux(&self, v: BindingId) -> bool {
        let binding = self.site.scopes().binding(v);
        matches!(binding.kind, BindingKind::Short | BindingKind::Var)
            && named(self.site.type_of(binding.ident).pointee()) == Some(("net/http", "ServeMux"))
    }

    /// The value is the key of `entry`, which keeps it if it is assigned to: `waiting[ctx] = true`.
    pub(super) fn key_of(&mut self, entry: NodeId, value: Value) {
        let tree = self.site.tree();
        let list = tree.parent(entry).filter(|&l| tree.kind(l) == Kind::ExprList);
        let assigned = list.filter(|&l| tree.field(l) == Field::Left).and_then(|l| tree.parent(l));
        let changes = |s: &NodeId| matches!(tree.kind(*s), Kind::Assign | Kind::IncStmt | Kind::DecStmt);
        if let Some(stmt) = assigned.or_else(|| tree.parent(entry)).filter(changes) {
            self.assigned(entry, stmt, value);
        }
    }

    /// Whether the keyed element is of a map: its key is a value that the map keeps.
    pub(super) fn is_map_entry(&self, element: NodeId) -> bool {
        let tree = self.site.tree();
        let literal = tree.parent(element).and_then(|body| tree.parent(body));
        literal.is_some_and(|l| {
            matches!(self.site.program.underlying(self.site.type_of(l).pointee()), Type::Map(_))
        })
    }

    /// Whether the variable is the parameter of a literal, a pointer: who calls it says what is stored in, and for how
    /// long. `return func(o *options) { o.ctx = ctx }`
    fn is_option(&self, variable: Option<BindingId>, target: NodeId) -> bool {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        tree.kind(target) == Kind::Selector
            && variable.is_some_and(|v| {
                let binding = scopes.binding(v);
                binding.kind == BindingKind::Param
                    && binding.func != self.func
                    && tree.kind(binding.func) == Kind::FuncLit
                    && tree.ancestor(binding.func, |k| k == Kind::Return).is_some()
            })
    }

    /// Whether the call makes an option for a function whose results use nothing later: `remote.Head(tag, option)`.
    pub(super) fn is_option_of_a_call(&self, call: NodeId) -> bool {
        let tree = self.site.tree();
        let args = tree.parent(call).filter(|&a| tree.kind(a) == Kind::Args);
        let given_to = args.and_then(|a| tree.parent(a)).filter(|&c| tree.kind(c) == Kind::Call);
        given_to.is_some_and(|c| {
            let inert = |t: &Type| laziness(self.site, t) == Level::No;
            self.site.callee(c).known().is_some_and(|k| k.receiver.is_none())
                && results(self.site, c).iter().all(inert)
        })
    }

    /// Whether the function defers to empty the place again that `stmt` stores something in: `s.conns[id] = c` and
    /// `defer delete(s.conns, id)`.
    fn is_taken_back(&self, target: NodeId, stmt: NodeId) -> bool {
        let tree = self.site.tree();
        let map = tree.child(target, Field::Operand).filter(|_| tree.kind(target) == Kind::Index);
        let empties = |n: NodeId| match tree.kind(n) {
            Kind::Call => {
                let first = tree.arg(n, 0);
                matches!(self.site.callee(n), Callee::Builtin("delete"))
                    && map.zip(first).is_some_and(|(m, f)| tree.text(m) == tree.text(f))
            }
            Kind::Assign => tree
                .child(n, Field::Left)
                .is_some_and(|l| tree.list(l).iter().any(|&l| tree.text(l) == tree.text(target))),
            _ => false,
        };
        tree.subtree(self.func)
            .filter(|&n| tree.kind(n) == Kind::Defer && tree.enclosing_func(n) == Some(self.func))
            .any(|defer| !tree.contains(defer, stmt) && tree.subtree(defer).any(empties))
    }

    /// Whether the variable is a parameter that carries a request.
    pub(super) fn is_request(&self, v: BindingId) -> bool {
        let binding = self.site.scopes().binding(v);
        binding.kind == BindingKind::Param
            && request_type(self.site, &self.site.type_of(binding.ident)).is_some()
    }

    /// Whether storing into `target` (`v.f`, `v[i]`) only changes what this function owns: `v` was made here, or is
    /// a copy.
    pub(super) fn holds_by_value(&self, v: BindingId, target: NodeId) -> bool {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        if tree.kind(target) == Kind::Unary || self.leads_elsewhere(target) {
            return false;
        }
        let binding = scopes.binding(v);
        match binding.kind {
            // A struct in a variable is a copy: `d := *c`.
            _ if is_struct_value(self.site, &self.site.type_of(binding.ident)) => true,
            BindingKind::Param | BindingKind::Receiver => false,
            BindingKind::Result => true,
            BindingKind::Range | BindingKind::TypeSwitch => false,
            _ => self.made_here(v),
        }
    }

    /// Whether `target` lies behind a pointer, slice or map that the variable only has in a field: `v.p.f`, and `v.f`
    /// where the type of `v` embeds a pointer.
    fn leads_elsewhere(&self, target: NodeId) -> bool {
        let (tree, program, from) = (self.site.tree(), self.site.program, &self.site.package.path);
        let Some(operand) = tree.child(target, Field::Operand).map(|o| tree.unparen(o)) else { return false };
        let t = self.site.type_of(operand);
        let refers =
            |t: &Type| matches!(program.underlying(t), Type::Pointer(_) | Type::Slice(_) | Type::Map(_));
        if tree.kind(operand) != Kind::Ident && refers(&t) || self.leads_elsewhere(operand) {
            return true;
        }
        let field = tree.child(target, Field::FieldName).map_or("", |n| tree.text(n));
        let Lookup::Found(Member::Field(promoted)) = program.member(&t, field, from) else { return false };
        promoted.through.iter().any(|embedded| refers(&embedded.ty))
    }

    /// Whether the variable's first value is a composite literal, `new`, `make` or its zero value.
    pub(super) fn made_here(&self, v: BindingId) -> bool {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let binding = scopes.binding(v);
        let right = tree.child(binding.decl, Field::Right).or_else(|| tree.child(binding.decl, Field::Value));
        let Some(right) = right else { return binding.kind == BindingKind::Var };
        let [one] = tree.list(right)[..] else { return false };
        let one = tree.unparen(one);
        match tree.kind(one) {
            Kind::CompositeLit => true,
            Kind::Unary if tree.op(one) == Op::Address => true,
            Kind::Call => tree
                .child(one, Field::Function)
                .is_some_and(|f| matches!(tree.text(f), "new" | "make") && scopes.resolve(f).is_none()),
            _ => false,
        }
    }
}
