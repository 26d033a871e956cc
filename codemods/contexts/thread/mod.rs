//! Brings a context to the places that need one: the functions that get a parameter, and what their callers pass.

pub mod calls;
pub mod changes;
pub mod fixed;
pub mod nearest;
pub mod scan;
pub(crate) mod unread;

use self::calls::{CallSite, Key, Target, key};
use self::nearest::Source;
use self::scan::{Obstacle, Reach, place};
use crate::Pass;
use crate::contexts::join::{Joined, joined};
use crate::contexts::lazy::Level;
use crate::contexts::never::{called_name, keeps_own_context};
use crate::contexts::outlives::{ends_with_program, is_test_file, journey};
use crate::contexts::sources::{limits, root, source};
use crate::contexts::started::may_run_in_goroutine;
use crate::facts::words;
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
    /// The parameter that is a context and has no name yet.
    Nameless(NodeId),
    /// `context.Background()` or `context.TODO()`: the function's name.
    Root(&'static str),
}

impl Given {
    /// As it is written, where no package name is needed.
    pub fn text(&self) -> Option<&str> {
        match self {
            Given::Source(s) => Some(&s.text),
            Given::New | Given::Nameless(_) => Some(NAME),
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
}

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
        let given = match (nearest::parameter(site, node), nearest::nameless(site, node)) {
            (_, Some(param)) => Given::Nameless(param),
            (Some(source), None) => Given::Source(source),
            (None, None) if is_entry(site) => self.at_entry(site, node),
            (None, None) => self.new_parameter(site, node)?,
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
        self.reads.push(Need { site, node, given });
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
        let passed = nearest::nearest(site, args).map(Given::Source);
        source(site, &root, args, None).is_some()
            && passed.is_some_and(|given| self.check_life(site, args, &given).is_ok())
            && !keeps_own_context(site, root.func(), args, root.parameter.variable)
    }

    /// Goes from the functions that get a parameter to their callers, until every caller has something to pass.
    pub fn run(&mut self) -> Result<(), Obstacle> {
        while let Some(key) = self.waiting.pop() {
            let Some(changed) = self.changed.get(&key) else { continue };
            for call in changed.target.calls(self.reach, self.home)? {
                self.call(call)?;
            }
        }
        self.check_names()
    }

    /// How many functions get a parameter.
    pub fn width(&self) -> usize {
        self.changed.len()
    }

    /// Which functions get a parameter.
    pub fn note(&self) -> Option<String> {
        let mut names: Vec<&str> = self.changed.values().map(|c| c.target.name).collect();
        names.sort_unstable();
        match names[..] {
            [] => None,
            [one] => Some(format!("{one} gets a parameter {NAME} instead")),
            [a, b] => Some(format!("{a} and {b} get a parameter {NAME} instead")),
            [a, .., b] => {
                Some(format!("{} functions from {a} to {b} get a parameter {NAME} instead", names.len()))
            }
        }
    }

    fn call(&mut self, call: CallSite<'a>) -> Result<(), Obstacle> {
        let CallSite { site, args, .. } = call;
        let tree = site.tree();
        let at = || place(self.home, site, call.call);
        if let Some(one) = tree.only_child(args)
            && matches!(site.type_of(one), crate::golang::types::Type::Tuple(_))
        {
            return Err(format!("{} passes all results of a call", at()));
        }
        let source = nearest::nearest_for_receiver(site, args);
        if source.is_none() && nearest::nearest(site, args).is_some() {
            return Err(format!("{} has a context that got a limit behind what is called there", at()));
        }
        let given = match source {
            Some(source) => {
                let entry = is_entry(site);
                let cleans_up = keeps_own_context(site, source.func, args, Some(source.variable));
                if let Some(line) = self.is_limited(site, source.variable) {
                    return Err(format!(
                        "{} has a context made from the one it keeps on line {line}, which ends earlier",
                        place(self.home, site, call.call)
                    ));
                }
                if !entry && cleans_up {
                    return Err(format!("{} may run when the context there has ended", at()));
                }
                match entry && tree.ancestors(args).any(|a| tree.kind(a) == Kind::Defer) {
                    true => Given::Root("Background"),
                    false => Given::Source(source),
                }
            }
            None => match nearest::nameless(site, args) {
                Some(param) => Given::Nameless(param),
                None if is_entry(site) => Given::Root("Background"),
                None => match self.new_parameter(site, args) {
                    Ok(given) => given,
                    Err(_) if self.pass.options.todo => Given::Root("TODO"),
                    Err(why) => return Err(why),
                },
            },
        };
        self.check_life(site, args, &given)?;
        self.calls.push(Need { site, node: args, given });
        Ok(())
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

    fn at_entry(&self, site: Site, node: NodeId) -> Given {
        nearest::nearest(site, node).map_or(Given::Root("Background"), Given::Source)
    }

    fn new_parameter(&mut self, site: Site<'a>, node: NodeId) -> Result<Given, Obstacle> {
        let key = key(site);
        if !self.changed.contains_key(&key) {
            let target = Target::around(site, self.pass.options, self.home).map_err(|why| {
                let at = place(self.home, site, node);
                match site.tree().kind(node) {
                    Kind::Args => format!("the caller on {at} has no context to pass: {why}"),
                    _ => format!("what uses it on {at} is given none by its callers: {why}"),
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

    /// That the code at `node` is done when the function is whose context it gets.
    fn check_life(&self, site: Site, node: NodeId, given: &Given) -> Result<(), Obstacle> {
        let tree = site.tree();
        let func = match given {
            Given::Source(s) => s.func,
            Given::New => tree.root(),
            Given::Nameless(_) => tree.enclosing_func(node).unwrap_or(tree.root()),
            Given::Root(_) => return Ok(()),
        };
        if !tree.kind(func).is_func() || ends_with_program(site, func) {
            return Ok(());
        }
        let at = || place(self.home, site, node);
        let started = tree.kind(node) == Kind::Args;
        let go = tree.parent(node).and_then(|call| Some((call, tree.parent(call)?)));
        if let Some((call, go)) = go.filter(|g| started && tree.kind(g.1) == Kind::Go)
            && joined(site, &site.flow(func), func, go, call) == Joined::No
        {
            return Err(format!("the goroutine that {} starts may outlive its caller", at()));
        }
        let mut calls =
            tree.ancestors(node).take_while(|&a| a != func).filter(|&a| tree.kind(a) == Kind::Call);
        if !started && calls.any(|c| called_name(site, c).is_some_and(words::is_cached)) {
            return Err(format!("what {} makes with it is kept for other callers", at()));
        }
        let journey = journey(site, func, node);
        if !started && journey.kept_by_results {
            return Err(format!("what keeps it on {} is returned, and may outlive the caller", at()));
        }
        match journey.reasons.iter().find(|r| r.level == Level::Known) {
            Some(r) => Err(format!("on {} the context {}, so it may outlive the caller", at(), r.text)),
            None => Ok(()),
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
            is_test_file(site) && ["Test", "Benchmark", "Fuzz", "Example"].iter().any(|p| name.starts_with(p))
        }
    }
}

/// Whether the context in the variable is waited for beside other channels, and nothing is done under it:
/// `case <-stop.Done():` where the next piece of work may come too.
fn is_stop_signal(site: Site, variable: BindingId) -> bool {
    let tree = site.tree();
    let is_waited_for = |u: NodeId| {
        let selector = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector);
        let call = selector.and_then(|s| tree.parent(s)).filter(|&c| called_name(site, c) == Some("Done"));
        call.is_some_and(|c| {
            let arm = tree.ancestor(c, |k| k == Kind::CommCase);
            arm.and_then(|a| tree.child(a, Field::Communication)).is_some_and(|said| tree.contains(said, c))
        })
    };
    let uses = site.scopes().uses(variable);
    !uses.is_empty() && uses.iter().all(|&u| is_waited_for(u))
}
