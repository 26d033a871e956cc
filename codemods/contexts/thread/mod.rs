//! Brings a context to the places that need one: the functions that get a parameter, and what their callers pass.

pub mod calls;
pub mod changes;
pub mod fixed;
mod life;
mod named;
pub mod nearest;
pub mod scan;
pub(crate) mod unread;

use self::calls::{CallSite, Key, Target, key};
use self::fixed::is_round_trip;
use self::life::is_stop_signal;
use self::nearest::{Nameless, Source, Unclear};
use self::scan::{Obstacle, Reach, place};
use crate::Pass;
use crate::contexts::never::keeps_own_context;
use crate::contexts::nil::is_nil_at;
use crate::contexts::sources::{limits, root, source};
use crate::contexts::started::may_run_in_goroutine;
use crate::golang::program::{Entity, Site};
use crate::golang::scopes::{BindingId, BindingKind};
use crate::golang::syntax::{Field, Kind, NodeId};
use std::collections::BTreeMap;
use std::path::Path;

/// How many functions may get a parameter in one fix; more are a change that a person should plan.
const MAX_FUNCTIONS: usize = 40;

/// The name of new parameters.
pub(crate) const NAME: &str = "ctx";

/// What a place that needs a context gets.
#[derive(Clone, Debug)]
pub(crate) enum Given {
    /// A parameter or variable, or an expression on one.
    Source(Source),
    /// The parameter that the function around it gets.
    New,
    /// A parameter that has no name yet.
    Nameless(Nameless),
    /// `context.Background()` or `context.TODO()`: the function's name.
    Root(&'static str),
}

impl Given {
    /// As it is written, where no package name is needed.
    pub fn text(&self) -> Option<&str> {
        match self {
            Given::Source(s) => Some(&s.text),
            Given::Nameless(n) => Some(&n.text),
            Given::New => Some(NAME),
            Given::Root(_) => None,
        }
    }
}

/// A place that needs a context, and what it gets.
pub(crate) struct Need<'a> {
    pub site: Site<'a>,
    /// The read of the field, or the argument list of a call.
    pub node: NodeId,
    pub given: Given,
    /// Of a call the function that it calls.
    pub callee: Option<Key>,
}

/// What is said of clean-up and the like.
const ENDED: &str = "may run when the context there has ended";

/// A function that gets a parameter.
pub(crate) struct Changed<'a> {
    pub target: Target<'a>,
    /// Statements `ctx := s.ctx` that the parameter replaces.
    pub aliases: Vec<NodeId>,
}

/// Everything that has to change so that each place gets its context.
pub(crate) struct Thread<'a, 'p> {
    pub reach: &'p Reach<'a>,
    pub pass: &'p Pass<'p>,
    pub home: &'p Path,
    pub reads: Vec<Need<'a>>,
    pub calls: Vec<Need<'a>>,
    pub changed: BTreeMap<Key, Changed<'a>>,
    waiting: Vec<Key>,
}

impl<'a, 'p> Thread<'a, 'p> {
    pub fn new(reach: &'p Reach<'a>, pass: &'p Pass<'p>, home: &'p Path) -> Thread<'a, 'p> {
        Thread {
            reach,
            pass,
            home,
            reads: Vec::new(),
            calls: Vec::new(),
            changed: BTreeMap::new(),
            waiting: Vec::new(),
        }
    }

    /// A place where the field is read.
    pub fn read(&mut self, site: Site<'a>, node: NodeId) -> Result<(), Obstacle> {
        let given = match nearest::parameter(site, node).map_err(|u| self.unclear(site, u))? {
            Some(given) => given,
            None if is_entry(site) => self.at_entry(site, node)?,
            None => self.new_parameter(site, node)?,
        };
        if matches!(given, Given::Source(_) | Given::Nameless(_)) && may_run_in_goroutine(site) {
            let at = place(self.home, site, node);
            return Err(format!(
                "what reads it on {at} may run in a goroutine, when its own context has ended"
            ));
        }
        if let Given::Source(s) = &given
            && is_stop_signal(site, s.variable)
        {
            let at = place(self.home, site, node);
            return Err(format!(
                "what reads it on {at} has a context of its own that only says when to stop"
            ));
        }
        self.check_life(site, node, &given)?;
        let own = match &given {
            Given::Source(s) => Some((s.func, Some(s.variable))),
            Given::Nameless(n) => Some((n.parameter.func, None)),
            Given::New | Given::Root(_) => None,
        };
        let keeps = |(func, variable)| keeps_own_context(site, func, node, variable);
        // Nothing is done under what is only asked, `s.ctx.Err()`.
        let is_asked = site.tree().parent(node).is_some_and(|p| site.tree().kind(p) == Kind::Selector);
        if own.is_some_and(|own| !is_asked && !is_entry(site) && keeps(own)) {
            let at = place(self.home, site, node);
            let is_nil = own.and_then(|(_, v)| v).is_some_and(|v| is_nil_at(site, v, node));
            let why = if is_nil { "does so where it is given no other" } else { ENDED };
            return Err(format!("what reads it on {at} {why}"));
        }
        self.reads.push(Need { site, node, given, callee: None });
        Ok(())
    }

    /// Whether the caller has been given a context that it could pass at the call, and would not rather keep the
    /// called function away from it.
    pub fn has_context(&self, call: &CallSite) -> bool {
        let CallSite { site, args, .. } = *call;
        let tree = site.tree();
        let later = tree.parent(args).and_then(|c| tree.parent(c));
        let later = later.is_some_and(|p| matches!(tree.kind(p), Kind::Go | Kind::Defer));
        let Some(root) = root(site, args, self.pass.options).filter(|_| !later) else { return false };
        let passed = nearest::nearest(site, args).ok().flatten();
        source(site, &root, args, None).is_some()
            && passed.is_some_and(|given| self.check_life(site, args, &given).is_ok())
            && !keeps_own_context(site, root.func(), args, root.parameter.variable)
    }

    /// Goes from the functions that get a parameter to their callers, until every caller has something to pass.
    pub fn run(&mut self) -> Result<(), Obstacle> {
        while let Some(key) = self.waiting.pop() {
            let Some(changed) = self.changed.get(&key) else { continue };
            for call in changed.target.calls(self.reach, self.home)? {
                self.call(call, &key)?;
            }
        }
        self.check_requests()?;
        self.check_results()?;
        self.check_names()
    }

    /// That no function is given the context of a request where a client sends that, and another elsewhere: who sends
    /// the request may have limited it, and what else is done there is not part of it.
    fn check_requests(&self) -> Result<(), Obstacle> {
        let is_sent = |c: &Need| is_round_trip(c.site) && !matches!(c.given, Given::New | Given::Root(_));
        let beside = |sent: &Need| self.calls.iter().any(|o| o.callee == sent.callee && !is_sent(o));
        match self.calls.iter().find(|c| is_sent(c) && beside(c)) {
            Some(sent) => Err(format!(
                "the request on {} may have a limit of its own, and what is called there is called under another context \
                 too",
                place(self.home, sent.site, sent.node)
            )),
            None => Ok(()),
        }
    }

    /// How many functions get a parameter.
    pub fn width(&self) -> usize {
        self.changed.len()
    }

    /// Which functions get a parameter.
    pub fn note(&self) -> Option<String> {
        let all: Vec<&Target> = self.changed.values().map(|c| &c.target).collect();
        let is_shared = |t: &Target| all.iter().filter(|o| o.name == t.name).count() > 1;
        let name = |t: &&Target| if is_shared(t) { t.full_name() } else { t.name.to_owned() };
        let mut names: Vec<String> = all.iter().map(name).collect();
        names.sort_unstable();
        match &names[..] {
            [] => None,
            [one] => Some(format!("{one} gets a parameter {NAME} instead")),
            [a, b] => Some(format!("{a} and {b} get a parameter {NAME} instead")),
            [a, .., b] => {
                Some(format!("{} functions from {a} to {b} get a parameter {NAME} instead", names.len()))
            }
        }
    }

    fn call(&mut self, call: CallSite<'a>, callee: &Key) -> Result<(), Obstacle> {
        let CallSite { site, args, .. } = call;
        let tree = site.tree();
        let at = || place(self.home, site, call.call);
        if let Some(one) = tree.only_child(args)
            && matches!(site.type_of(one), crate::golang::types::Type::Tuple(_))
        {
            return Err(format!("{} passes all results of a call", at()));
        }
        let unclear = |u| self.unclear(site, u);
        let found = nearest::nearest_for_receiver(site, args).map_err(unclear)?;
        if found.is_none() && nearest::nearest(site, args).map_err(unclear)?.is_some() {
            return Err(format!("{} has a context that got a limit behind what is called there", at()));
        }
        let given = match found {
            Some(given) => self.at_call(&call, given)?,
            None if is_entry(site) => Given::Root("Background"),
            None => match self.new_parameter(site, args) {
                Ok(given) => given,
                Err(_) if self.pass.options.todo => Given::Root("TODO"),
                Err(why) => return Err(why),
            },
        };
        self.check_life(site, args, &given)?;
        self.calls.push(Need { site, node: args, given, callee: Some(callee.clone()) });
        Ok(())
    }

    /// What the call passes of what its caller has.
    fn at_call(&self, call: &CallSite, found: Given) -> Result<Given, Obstacle> {
        let CallSite { site, args, .. } = *call;
        let tree = site.tree();
        let at = || place(self.home, site, call.call);
        let (func, variable) = match &found {
            Given::Source(s) => (s.func, Some(s.variable)),
            Given::Nameless(n) => (n.parameter.func, None),
            Given::New | Given::Root(_) => return Ok(found),
        };
        if let Some(line) = variable.and_then(|v| self.is_limited(site, v)) {
            return Err(format!(
                "{} has a context made from the one it keeps on line {line}, which ends earlier",
                at()
            ));
        }
        let entry = is_entry(site);
        if !entry && keeps_own_context(site, func, args, variable) {
            return Err(format!("{} {ENDED}", at()));
        }
        match entry && tree.ancestors(args).any(|a| tree.kind(a) == Kind::Defer) {
            true => Ok(Given::Root("Background")),
            false => Ok(found),
        }
    }

    /// What is said of a function that has contexts, of which it cannot be told which is meant.
    fn unclear(&self, site: Site, unclear: Unclear) -> Obstacle {
        match unclear {
            Unclear::Several(func) => {
                format!("the function on {} has several contexts", place(self.home, site, func))
            }
            Unclear::Request(func) => format!(
                "what the function on {} gets may have no context to ask for",
                place(self.home, site, func)
            ),
            Unclear::Ended(at) => {
                format!("the context on {} may have been released before", place(self.home, site, at))
            }
        }
    }

    /// The line on which the variable gets a context with a deadline that is made from the field: what a called
    /// function reads from that does not have the deadline.
    fn is_limited(&self, site: Site, variable: BindingId) -> Option<usize> {
        let (tree, decl) = (site.tree(), site.scopes().binding(variable).decl);
        let from_field = self.reads.iter().any(|r| key(r.site) == key(site) && tree.contains(decl, r.node));
        let binding = site.scopes().binding(variable).kind;
        (binding == BindingKind::Short
            && from_field
            && tree.subtree(decl).any(|n| tree.kind(n) == Kind::Call && limits(site, n)))
        .then(|| site.line(decl))
    }

    fn at_entry(&self, site: Site, node: NodeId) -> Result<Given, Obstacle> {
        let found = nearest::nearest(site, node).map_err(|u| self.unclear(site, u))?;
        Ok(found.unwrap_or(Given::Root("Background")))
    }

    fn new_parameter(&mut self, site: Site<'a>, node: NodeId) -> Result<Given, Obstacle> {
        let key = key(site);
        if !self.changed.contains_key(&key) {
            let target = Target::around(site, self.pass.options, self.home).map_err(|why| {
                let at = place(self.home, site, node);
                match site.tree().kind(node) {
                    Kind::Args => format!("the caller on {at} has no context to pass: {why}"),
                    _ => format!("what reads it on {at} has no other context: {why}"),
                }
            })?;
            self.changed.insert(key.clone(), Changed { target, aliases: Vec::new() });
            self.waiting.push(key);
        }
        match self.changed.len() > MAX_FUNCTIONS {
            true => Err(format!("more than {MAX_FUNCTIONS} functions would need a parameter")),
            false => Ok(Given::New),
        }
    }

    /// That the new parameters can have their name.
    fn check_names(&mut self) -> Result<(), Obstacle> {
        let needs: Vec<(Key, NodeId)> = self
            .reads
            .iter()
            .chain(&self.calls)
            .filter(|n| matches!(n.given, Given::New))
            .map(|n| (key(n.site), n.node))
            .collect();
        let reads: Vec<(Key, NodeId)> = self.reads.iter().map(|n| (key(n.site), n.node)).collect();
        for (key, changed) in &mut self.changed {
            let mine =
                |all: &[(Key, NodeId)]| all.iter().filter(|n| n.0 == *key).map(|n| n.1).collect::<Vec<_>>();
            let site = changed.target.site;
            let taken = || format!("the name {NAME} is taken in {}", changed.target.name);
            changed.aliases = aliases(site, &mine(&reads));
            if !is_free(site, &changed.aliases, &mine(&needs)) {
                return Err(taken());
            }
        }
        Ok(())
    }
}

/// The statements `ctx := s.ctx` at the top of the function, `s.ctx` being one of `reads`.
fn aliases(site: Site, reads: &[NodeId]) -> Vec<NodeId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let body = tree.child(tree.root(), Field::Body);
    let stmt_of = |&read: &NodeId| {
        let list = tree.parent(read)?;
        let stmt = tree.parent(list).filter(|&s| tree.kind(s) == Kind::ShortVar && tree.parent(s) == body)?;
        let [left] = tree.list(tree.child(stmt, Field::Left)?)[..] else { return None };
        let right = tree.list(tree.child(stmt, Field::Right)?);
        (right == [read] && tree.text(left) == NAME && scopes.defines(left).is_some()).then_some(stmt)
    };
    reads.iter().filter_map(stmt_of).collect()
}

/// Whether a parameter `ctx` of the declaration's function clashes with nothing, and is what the name means at
/// each of `needs`.
fn is_free(site: Site, aliases: &[NodeId], needs: &[NodeId]) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let root = tree.root();
    let is_alias = |b: BindingId| aliases.contains(&scopes.binding(b).decl);
    let own = scopes.bindings().filter(|&b| tree.text(scopes.binding(b).ident) == NAME);
    for b in own {
        let binding = scopes.binding(b);
        let same_scope = scopes.scope_node(binding.scope) == root;
        let outer = matches!(binding.kind, BindingKind::Receiver | BindingKind::Param | BindingKind::Result);
        if same_scope && (outer || !is_alias(b) && !becomes_assignment(site, b)) {
            return false;
        }
    }
    let outside = |&n: &NodeId| scopes.resolve(n).is_none() && !matches!(site.resolve(n), Entity::Field);
    if scopes.occurrences(NAME).iter().any(outside) {
        return false;
    }
    needs.iter().all(|&n| scopes.lookup(NAME, tree.span(n).start as usize).is_none_or(is_alias))
}

/// Whether `ctx, cancel := …` at the top of the function would assign to a parameter `ctx` instead, and still
/// define another variable.
fn becomes_assignment(site: Site, b: BindingId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let binding = scopes.binding(b);
    if binding.kind != BindingKind::Short || tree.kind(binding.decl) != Kind::ShortVar {
        return false;
    }
    let left = tree.child(binding.decl, Field::Left).map(|l| tree.list(l)).unwrap_or_default();
    let others = left.iter().any(|&n| n != binding.ident && scopes.defines(n).is_some());
    others && site.type_of(binding.ident).is_context()
}

/// Whether the declaration is a function that nobody calls from Go code, so that its signature is fixed and it has
/// to make its own context: `main`, `init`, `TestMain` and test functions.
pub(crate) fn is_entry(site: Site) -> bool {
    let tree = site.tree();
    let root = tree.root();
    if tree.kind(root) != Kind::FuncDecl {
        return false;
    }
    let name = tree.child(root, Field::Name).map_or("", |n| tree.text(n));
    match name {
        "init" => true,
        "main" => site.package.name == "main",
        _ => {
            site.file.is_test()
                && ["Test", "Benchmark", "Fuzz", "Example"].iter().any(|p| name.starts_with(p))
        }
    }
}
