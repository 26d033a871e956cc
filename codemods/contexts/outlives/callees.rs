//! Which code a call may run where its callee alone does not say: the implementations of an interface's method, and
//! what a function variable of this function holds.

use super::calls::is_own;
use super::tracker::{Tracker, Value, What};
use super::{methods_implementing, methods_meant};
use crate::contexts::callers::declarations;
use crate::contexts::calls::assigned_name;
use crate::contexts::iteration::starts_goroutine;
use crate::contexts::parameters::parameters;
use crate::contexts::types::receiver_type;
use crate::edits::imports::is_std;
use crate::golang::program::{Callee, FuncRef, Known, Site};
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::skim::DeclKind;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::{Lookup, Member, Type};

impl Tracker<'_> {
    /// The declarations that a call of `known` may run, where they are in the module.
    pub(super) fn bodies(&self, call: NodeId, known: &Known) -> Vec<FuncRef> {
        let in_module = |decl: &FuncRef| decl.is_of_module(self.site);
        match known.interface {
            true if self.for_release.is_some() && self.depth == 0 && is_own(self.site, &known.package) => {
                let operand = receiver_called(self.site, call);
                let interface = operand.map(|o| declaring(self.site, self.site.type_of(o), &known.name));
                let meant = interface.as_ref().map(|i| methods_meant(self.site, i, &known.name));
                // What only seems to be there for tests is better than nothing.
                let any = || Some(methods_implementing(self.site, &interface?, &known.name));
                meant.filter(|all| !all.is_empty()).or_else(any).unwrap_or_default()
            }
            true => {
                let beside = implementations(self.site, call, known).into_iter().filter(in_module);
                beside.chain(self.put_into_field(call, known)).collect()
            }
            false if known.decls.iter().any(in_module) => known.decls.clone(),
            false => Vec::new(),
        }
    }

    /// The method that the call of an interface's runs, by what the package puts into the field. Looked for where a
    /// context may be meant for it.
    fn put_into_field(&self, call: NodeId, known: &Known) -> Option<FuncRef> {
        let for_detached = self.for_release.is_none() && self.depth == 0;
        if for_detached { assigned_to_field(self.site, call, &known.name) } else { None }
    }

    /// Whether one of the implementations of the interface's method starts goroutines: the call may be one of it; or
    /// it is known which one is called.
    pub(super) fn one_starts(&self, call: NodeId, known: &Known) -> bool {
        let starts = |s: Site| s.tree().subtree(s.tree().root()).any(|n| starts_goroutine(s, n));
        if known.interface && self.put_into_field(call, known).is_some() {
            return true;
        }
        self.bodies(call, known).iter().filter_map(|f| f.site(self.site.program)).any(starts)
    }

    /// The value goes as argument number `index` to a function value.
    pub(super) fn function_value(&mut self, call: NodeId, index: usize, value: Value) {
        let (tree, site) = (self.site.tree(), self.site);
        let function = tree.child(call, Field::Function).map(|f| tree.unparen(f));
        let variable =
            function.filter(|&f| tree.kind(f) == Kind::Ident).and_then(|f| site.scopes().resolve(f));
        if let Some(number) = variable.filter(|_| self.depth > 0).and_then(|v| self.number_of(v)) {
            return self.hand(number, index);
        }
        match variable.and_then(|v| held_by(site, v)) {
            Some(held) if tree.kind(held) == Kind::FuncLit => {
                if tree.contains(self.func, held) {
                    self.literal_parameter(held, index, value);
                } else {
                    self.unreadable(call, value);
                }
            }
            Some(held) => match site.called(held) {
                Callee::Known(known) => self.known(call, index, &known, value),
                Callee::MethodExpr(known) => self.method_expression(call, index, &known, value),
                _ => self.unreadable(call, value),
            },
            None => match variable.and_then(|v| self.calls_with(v)) {
                Some((number, calls)) => {
                    calls.into_iter().for_each(|c| self.handed_to(c, &[(number, index)], value));
                }
                None if self.of_request && self.field_called(call, index, value) => {}
                None => self.unreadable(call, value),
            },
        }
    }

    /// If the variable is a parameter of a literal of this function that is only ever called by the name it is given:
    /// the parameter's number, and those calls.
    fn calls_with(&self, variable: BindingId) -> Option<(usize, Vec<NodeId>)> {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let binding = scopes.binding(variable);
        let is_own = tree.kind(binding.func) == Kind::FuncLit && tree.contains(self.func, binding.func);
        let name =
            assigned_name(self.site, binding.func).filter(|&n| is_own && tree.kind(n) == Kind::Ident)?;
        let number = parameters(self.site, binding.func).iter().position(|p| p.variable == Some(variable))?;
        let kept_in = scopes.resolve(name)?;
        held_by(self.site, kept_in).filter(|&held| held == binding.func)?;
        let uses = scopes.uses(kept_in).iter().filter(|&&u| !is_write(tree, u));
        let call = |u: &NodeId| {
            let called = tree.parent(*u).filter(|_| tree.field(*u) == Field::Function)?;
            (tree.kind(called) == Kind::Call).then_some(called)
        };
        Some((number, uses.map(call).collect::<Option<_>>()?))
    }

    /// The value is an argument of the function's own parameter number `number`, which is a function.
    fn hand(&mut self, number: usize, index: usize) {
        if !self.handed.contains(&(number, index)) {
            self.handed.push((number, index));
        }
    }

    /// The number of the function's parameter that the variable is, if it is given nothing else.
    fn number_of(&self, variable: BindingId) -> Option<usize> {
        let (tree, scopes) = (self.site.tree(), self.site.scopes());
        let binding = scopes.binding(variable);
        if binding.kind != BindingKind::Param
            || binding.func != self.func
            || scopes.uses(variable).iter().any(|&u| is_write(tree, u))
        {
            return None;
        }
        let all = parameters(self.site, self.func);
        all.iter().position(|p| p.variable == Some(variable))
    }

    /// What the functions do that `call` gives to a function which calls them with the value.
    pub(super) fn handed_to(&mut self, call: NodeId, handed: &[(usize, usize)], value: Value) {
        let tree = self.site.tree();
        let args: Vec<NodeId> = tree.args(call).collect();
        for &(number, index) in handed {
            let Some(function) = args.get(number).map(|&a| tree.unparen(a)) else {
                self.unreadable(call, value);
                continue;
            };
            let variable =
                self.site.scopes().resolve(function).filter(|_| tree.kind(function) == Kind::Ident);
            let own = variable.filter(|_| self.depth > 0).and_then(|v| self.number_of(v));
            match (own, variable.and_then(|v| held_by(self.site, v)).unwrap_or(function)) {
                (Some(own), _) => self.hand(own, index),
                (None, held) if tree.kind(held) == Kind::FuncLit && tree.contains(self.func, held) => {
                    self.literal_parameter(held, index, value);
                }
                (None, held) => match self.site.called(held) {
                    Callee::Known(known) => self.known(call, index, &known, value),
                    Callee::Value if !self.of_request => self.unread_value(call, held, value),
                    _ => self.unreadable(call, value),
                },
            }
        }
    }

    /// The call of a variable that holds a method of something made with the context: `run := w.run`.
    pub(super) fn held_method_called(&mut self, call: NodeId, value: Value) {
        let tree = self.site.tree();
        let function = tree.child(call, Field::Function).map(|f| tree.unparen(f));
        let variable =
            function.filter(|&f| tree.kind(f) == Kind::Ident).and_then(|f| self.site.scopes().resolve(f));
        let held = variable.and_then(|v| held_by(self.site, v)).filter(|&h| tree.kind(h) == Kind::Selector);
        if let Some(Callee::Known(known)) = held.map(|h| self.site.called(h))
            && known.receiver.is_some()
            && !self.of_request
        {
            self.kept_by_method(call, &known, value);
        }
    }

    /// The value goes as argument number `index` to `T.method`, whose first argument is the receiver.
    pub(super) fn method_expression(&mut self, call: NodeId, index: usize, known: &Known, value: Value) {
        match index.checked_sub(1) {
            Some(index) => self.known(call, index, known, value),
            None => {
                if value.what == What::Made && !self.of_request {
                    self.kept_by_method(call, known, value);
                }
                self.lazy_results(call, value);
            }
        }
    }
}

/// The methods that implement the interface's, declared beside the interface or beside the call; those of tests are
/// for tests. That there may be others is no reason to overlook these.
pub(in crate::contexts) fn implementations(site: Site, call: NodeId, known: &Known) -> Vec<FuncRef> {
    let (program, here) = (site.program, site.package);
    let operand = receiver_called(site, call);
    let Some(interface) = operand.map(|o| declaring(site, site.type_of(o), &known.name)) else {
        return Vec::new();
    };
    let beside = (*known.package != *here.path).then(|| program.import(here, &known.package)).flatten();
    if beside.as_ref().is_some_and(|p| p.module.root != here.module.root) {
        return Vec::new();
    }
    let own = here.callables(&known.name).chain(beside.iter().flat_map(|p| p.callables(&known.name)));
    own.filter(|f| f.file.skim.decls[f.decl].kind == DeclKind::Method && !f.file.is_test())
        .filter(|f| {
            f.site(program).is_some_and(|site| {
                program.implements(&Type::pointer(receiver_type(site)), &interface) == Some(true)
            })
        })
        .collect()
}

/// What the method that the call runs is called on; where that is held by a variable, `exec := s.runner.exec`, what it
/// was taken from.
fn receiver_called(site: Site, call: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let held = || {
        let function = tree.child(call, Field::Function).map(|f| tree.unparen(f))?;
        let variable = site.scopes().resolve(function).filter(|_| tree.kind(function) == Kind::Ident)?;
        let method = held_by(site, variable).filter(|&h| tree.kind(h) == Kind::Selector)?;
        tree.child(method, Field::Operand)
    };
    tree.receiver(call).or_else(held)
}

/// The type that gives `t` its method: `t` itself, or what it embeds.
fn declaring(site: Site, t: Type, method: &str) -> Type {
    match site.program.member(&t, method, &site.package.path) {
        Lookup::Found(Member::Method(mut m)) => m.through.pop().map_or(t, |embedded| embedded.ty),
        _ => t,
    }
}

/// The method `name` of what the package puts into the field whose method is called, be it a dependency's:
/// `&scaler{prober: prober.New(report)}`, and then `s.prober.Offer(ctx)`.
fn assigned_to_field(site: Site, call: NodeId, name: &str) -> Option<FuncRef> {
    let tree = site.tree();
    let operand = receiver_called(site, call)?;
    let field = tree.child(operand, Field::FieldName).filter(|_| tree.kind(operand) == Kind::Selector)?;
    let owner = tree.child(operand, Field::Operand).map(|o| site.type_of(o).pointee().clone())?;
    let field = tree.text(field);
    let put = |maker: Site| {
        let tree = maker.tree();
        tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::KeyedElement).find_map(|e| {
            tree.child(e, Field::Key).filter(|&k| tree.text(k) == field)?;
            let literal = tree.ancestor(e, |k| k == Kind::CompositeLit)?;
            let value = tree.child(e, Field::Value)?;
            (*maker.type_of(literal).pointee() == owner).then(|| maker.type_of(value))
        })
    };
    let may = move |is_test: bool, text: &str| !is_test && text.contains(field) && text.contains('{');
    let ty = declarations(site, may).find_map(put)?;
    // What the standard library keeps is known without a look at it.
    let named = ty.pointee().as_named().filter(|n| !is_std(&n.path))?;
    let package = site.program.import(site.package, &named.path)?;
    let decl = package.method(&named.name, name).first()?;
    package.callables(name).find(|f| f.decl == decl.decl && f.file.path == package.files[decl.file].path)
}

/// The only expression that the variable is ever given.
pub(in crate::contexts) fn held_by(site: Site, variable: BindingId) -> Option<NodeId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let binding = scopes.binding(variable);
    let writes = scopes.uses(variable).iter().copied();
    let mut given: Vec<NodeId> = writes
        .filter(|&u| u != binding.ident && is_write(tree, u))
        .map(|u| given_value(site, u))
        .collect::<Option<_>>()?;
    match given_value(site, binding.ident) {
        Some(first) => given.push(first),
        None if binding.kind == BindingKind::Var && tree.child(binding.decl, Field::Value).is_none() => {}
        None => return None,
    }
    match given[..] {
        [only] => Some(tree.unparen(only)),
        _ => None,
    }
}

/// The expression that the definition or assignment gives to `name`, one by one.
fn given_value(site: Site, name: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let parent = tree.parent(name)?;
    let (stmt, left) = match tree.kind(parent) {
        Kind::ExprList => (tree.parent(parent)?, tree.list(parent)),
        _ => (parent, tree.children_in(parent, Field::Name).collect()),
    };
    if tree.kind(stmt) == Kind::RangeClause {
        return None;
    }
    let right = tree.list(tree.child(stmt, Field::Right).or_else(|| tree.child(stmt, Field::Value))?);
    let index = left.iter().position(|&l| l == name)?;
    right.get(index).filter(|_| right.len() == left.len()).copied()
}
