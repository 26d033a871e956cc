//! Takes the field away: all edits, or the obstacle.

use super::ContextField;
use super::brought::nothing_is_lost;
use super::uses::{FieldUse, Use, is_compared, uses};
use crate::contexts::creation::{Target as Release, creations};
use crate::contexts::thread::calls::{Key, Target, key};
use crate::contexts::thread::changes::Changes;
use crate::contexts::thread::scan::{Obstacle, Reach, place, widening};
use crate::contexts::thread::{Given, Need, Thread};
use crate::edits::spacing::respaced;
use crate::edits::{Edit, lists, statements};
use crate::golang::program::{Entity, Site};
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Tree};
use crate::{Fix, Pass};
use std::collections::BTreeSet;
use std::path::Path;

/// A fix, and what a reader should know of it.
pub(super) struct Repair {
    pub fix: Fix,
    pub note: Option<String>,
    /// How many functions get a parameter.
    pub width: usize,
    /// Who reads the field.
    pub readers: Readers,
    /// Whether a context is made for nothing but the field, with a release of its own.
    pub is_made_for: bool,
}

/// Who reads a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Readers {
    Nobody,
    /// Tests alone.
    Tests,
    Methods,
}

/// The fix that removes the field.
pub(super) fn repair(pass: &Pass, field: &ContextField) -> Result<Repair, Obstacle> {
    let site = pass.site;
    if field.embedded {
        return Err("its methods are promoted to the struct".to_owned());
    }
    let open = field.name.starts_with(char::is_uppercase) && site.package.may_be_imported_elsewhere();
    if open && !pass.options.exported {
        match field.owner.starts_with(char::is_uppercase) {
            true => return Err(format!("{} is exported, so that others may use it", field.name)),
            false if is_given_to_others(site, field.owner) => {
                let who = format!("others who are given a {}", field.owner);
                return Err(format!("{} is exported, so that {who} may use it", field.name));
            }
            false => {}
        }
    }
    if pass.options.lifecycle_fields && super::lifetime::is_lifecycle(pass, field) {
        return Err("it ends with the struct".to_owned());
    }
    widening(site, |reach| without_field(pass, field, reach))
}

/// Whether others may come by a value of the package's type `owner`, whose name they cannot write: something that is
/// exported mentions it in its signature, its value or its own type.
fn is_given_to_others(site: Site, owner: &str) -> bool {
    let files = site.package.files.iter().filter(|f| !f.is_test());
    files.flat_map(|f| f.skim.decls.iter().map(move |d| (f, d))).any(|(file, decl)| {
        let text = |from: u32, to: u32| file.text.get(from as usize..to as usize).unwrap_or_default();
        let mut exported = decl.names.iter().filter(|n| text(n.start, n.end).starts_with(char::is_uppercase));
        let end = decl.body.map_or(decl.span.end, |b| b.start);
        exported.next().is_some_and(|first| {
            let is_word = |at: usize, signature: &str| {
                let outside = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || c == '_');
                outside(signature[..at].chars().next_back())
                    && outside(signature[at + owner.len()..].chars().next())
            };
            let signature = text(first.start, end);
            signature.match_indices(owner).any(|(at, _)| is_word(at, signature))
        })
    })
}

/// The fix, as far as the files within `reach` are concerned.
fn without_field(pass: &Pass, field: &ContextField, reach: &Reach) -> Result<Repair, Obstacle> {
    let site = pass.site;
    if site.package.types(field.owner).len() != 1 {
        return Err(format!("{} has several declarations, for different builds", field.owner));
    }
    let home = site.file.path.clone();
    let scan = reach.of(site.package, field.name, site.file.is_test())?;
    let all = uses(scan, field)?;
    let mut thread = Thread::new(reach, pass, &home);
    for u in &all {
        if let Use::Read(n) = u.what {
            if is_compared(u.site, n) {
                return Err(format!("{} compares it", place(&home, u.site, n)));
            }
            thread.read(u.site, n)?;
        }
    }
    thread.run()?;
    let given: Vec<Value> =
        all.iter().filter_map(|u| value(u, &home).transpose()).collect::<Result<_, _>>()?;
    derived_reaches_all(&given, &thread)?;
    nothing_is_lost(&given, &thread)?;
    let mut work = Work { thread: &thread, changes: Changes::new(&thread) };
    work.field(pass.site, field)?;
    work.uses(&all)?;
    work.changes.make()?;
    work.constructors(&given)?;
    let is_made_for = given.iter().any(|v| is_made_for_field(v, &given));
    let note = thread.note();
    let readers = match &thread.reads[..] {
        [] => Readers::Nobody,
        reads if reads.iter().all(|r| r.site.file.is_test()) => Readers::Tests,
        _ => Readers::Methods,
    };
    Ok(Repair { fix: work.changes.finish()?, note, width: thread.width(), readers, is_made_for })
}

/// What was put into the field.
pub(super) struct Value<'a> {
    pub site: Site<'a>,
    pub node: NodeId,
    /// The variable it was, if it was one.
    variable: Option<BindingId>,
    /// Whether that variable holds more than what the function was given.
    pub derived: bool,
}

/// What a use puts into the field; an obstacle if it could not simply be dropped.
fn value<'a>(u: &FieldUse<'a>, home: &Path) -> Result<Option<Value<'a>>, Obstacle> {
    let (Use::Element { value, .. } | Use::Assign { value, .. }) = u.what else { return Ok(None) };
    let site = u.site;
    let tree = site.tree();
    let node = tree.unparen(value);
    let plain = |variable, derived| Ok(Some(Value { site, node, variable, derived }));
    match tree.kind(node) {
        Kind::Nil | Kind::Selector => plain(None, false),
        Kind::Ident => match site.resolve(node) {
            Entity::Local(b) => plain(Some(b), is_derived(site, b)),
            _ => Err(format!("{} puts a shared context into it", place(home, site, node))),
        },
        Kind::Call if is_plain_call(site, node) => plain(None, false),
        _ => Err(format!("{} puts a context of its own making into it", place(home, site, node))),
    }
}

/// `context.Background()`, `context.TODO()`, `r.Context()`: nothing happens when it is not called.
fn is_plain_call(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let name = tree.child(call, Field::Function).and_then(|f| tree.child(f, Field::FieldName));
    tree.has_no_args(call)
        && match name.map(|n| tree.text(n)) {
            Some("Context") => true,
            Some("Background" | "TODO") => {
                site.callee(call).known().is_some_and(|k| &*k.package == "context" && k.receiver.is_none())
            }
            _ => false,
        }
}

/// Whether the variable may hold a context that the function made from another one.
fn is_derived(site: Site, b: BindingId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let binding = scopes.binding(b);
    let written = scopes.uses(b).iter().any(|&u| is_write(tree, u));
    let plain = match binding.kind {
        BindingKind::Param => true,
        BindingKind::Short | BindingKind::Var => {
            let right =
                tree.child(binding.decl, Field::Right).or_else(|| tree.child(binding.decl, Field::Value));
            right.map(|r| tree.list(r)).is_some_and(|all| match all[..] {
                [one] => matches!(tree.kind(one), Kind::Ident | Kind::Selector) || is_plain_call(site, one),
                _ => false,
            })
        }
        _ => false,
    };
    written || !plain
}

/// Whether the value is a context that is made for nothing but the field, with a release of its own.
fn is_made_for_field(v: &Value, given: &[Value]) -> bool {
    let scopes = v.site.scopes();
    let put = |u: NodeId| given.iter().any(|g| key(g.site) == key(v.site) && g.node == u);
    let uses = |b: BindingId| scopes.uses(b).iter().filter(|&&u| !is_write(v.site.tree(), u));
    v.variable.is_some_and(|b| {
        uses(b).all(|&u| v.site.is_field_key(u) || put(u))
            && creations(v.site).iter().any(|c| c.ctx == Release::Local(b))
    })
}

/// Where the field holds a context that was derived on the way, every function that now passes one must pass that.
fn derived_reaches_all(given: &[Value], thread: &Thread) -> Result<(), Obstacle> {
    for v in given.iter().filter(|v| v.derived) {
        let Some(b) = v.variable else { continue };
        let binding = v.site.scopes().binding(b);
        let is_it = |need: &Need| match &need.given {
            Given::Source(s) => {
                let nearer = need.site.scopes().binding(s.variable).visible_from >= binding.visible_from;
                key(need.site) == key(v.site) && nearer
            }
            Given::New => true,
            _ => false,
        };
        if !thread.calls.iter().chain(&thread.reads).all(is_it) {
            let line = place(thread.home, v.site, binding.ident);
            return Err(format!("it holds the context made on {line}, which not all callers have"));
        }
    }
    Ok(())
}

/// Whether the statement is all that the function around it does.
fn is_all(tree: &Tree, stmt: NodeId) -> bool {
    let body = tree.parent(stmt).filter(|&b| tree.parent(b).is_some_and(|f| tree.kind(f).is_func()));
    body.is_some_and(|b| tree.stmts(b).count() == 1)
}

/// The edits that take a parameter away, and the arguments of callers that go with it.
type Gone<'a> = (Vec<(Site<'a>, Edit)>, Vec<(Site<'a>, NodeId)>);

struct Work<'w, 'a, 'p> {
    thread: &'w Thread<'a, 'p>,
    changes: Changes<'w, 'a, 'p>,
}

impl<'a> Work<'_, 'a, '_> {
    fn field(&mut self, site: Site, field: &ContextField) -> Result<(), Obstacle> {
        let edit = lists::remove_field(site.tree(), field.decl, field.ident);
        self.changes.add(site, edit.ok_or_else(|| self.changes.obstacle(site, field.decl))?);
        Ok(())
    }

    fn uses(&mut self, all: &[FieldUse<'a>]) -> Result<(), Obstacle> {
        for u in all {
            let tree = u.site.tree();
            let edit = match u.what {
                Use::Read(_) => continue,
                Use::Element { element, .. } => {
                    lists::remove(tree, element).ok_or_else(|| self.changes.obstacle(u.site, element))?
                }
                // A setter, or an option: who calls it would do so for nothing.
                Use::Assign { stmt, .. } if is_all(tree, stmt) => {
                    let at = place(self.thread.home, u.site, stmt);
                    return Err(format!("the function on {at} does nothing else than to set it"));
                }
                Use::Assign { stmt, .. } => statements::delete(tree, stmt),
            };
            self.changes.add(u.site, edit);
        }
        Ok(())
    }

    /// Takes away the parameters that only brought the field its context, with what callers pass for them; and those of
    /// the callers that only brought that.
    fn constructors(&mut self, given: &[Value<'a>]) -> Result<(), Obstacle> {
        let mut dropped: BTreeSet<(Key, NodeId)> = given.iter().map(|v| (key(v.site), v.node)).collect();
        let mut waiting: Vec<(Site<'a>, BindingId)> =
            given.iter().filter_map(|v| Some((v.site, v.variable?))).collect();
        let mut gone: BTreeSet<(Key, BindingId)> = BTreeSet::new();
        while let Some((site, b)) = waiting.pop() {
            if gone.contains(&(key(site), b)) {
                continue;
            }
            let Some((edits, args)) = self.constructor(site, b, &dropped) else { continue };
            gone.insert((key(site), b));
            for (site, edit) in edits {
                self.changes.add(site, edit);
            }
            for (site, arg) in args {
                dropped.insert((key(site), arg));
                waiting.extend(site.scopes().resolve(arg).map(|b| (site, b)));
            }
        }
        Ok(())
    }

    /// What goes with the parameter, if it goes.
    fn constructor(
        &self,
        site: Site<'a>,
        b: BindingId,
        dropped: &BTreeSet<(Key, NodeId)>,
    ) -> Option<Gone<'a>> {
        let (tree, scopes) = (site.tree(), site.scopes());
        let binding = scopes.binding(b);
        let own = binding.kind == BindingKind::Param && binding.func == tree.root();
        let is_dropped = |u: NodeId| dropped.contains(&(key(site), u));
        let passed_on = self
            .thread
            .reads
            .iter()
            .chain(&self.thread.calls)
            .any(|n| key(n.site) == key(site) && matches!(&n.given, Given::Source(s) if s.variable == b));
        if !own || passed_on || !scopes.uses(b).iter().all(|&u| site.is_field_key(u) || is_dropped(u)) {
            return None;
        }
        let target = Target::around(site, self.thread.pass.options, self.thread.home).ok()?;
        let params: Vec<(NodeId, NodeId)> = tree
            .children(tree.child(tree.root(), Field::Parameters)?)
            .flat_map(|p| tree.children_in(p, Field::Name).map(move |n| (p, n)))
            .collect();
        let index = params.iter().position(|&(_, n)| n == binding.ident)?;
        let (param, name) = params[index];
        // A call may give nothing for a variadic parameter.
        let fewest = params.iter().filter(|&&(p, _)| tree.kind(p) != Kind::VariadicParam).count();
        let mut edits =
            vec![(site, lists::remove_name(tree, param, name).or_else(|| lists::remove(tree, param))?)];
        let mut gone = Vec::new();
        for call in target.calls(self.thread.reach, self.thread.home).ok()? {
            let tree = call.site.tree();
            let args: Vec<NodeId> = tree.children(call.args).collect();
            let arg = *args.get(index).filter(|_| args.len() >= fewest)?;
            let plain = matches!(tree.kind(arg), Kind::Ident | Kind::Nil)
                || tree.kind(arg) == Kind::Call && is_plain_call(call.site, arg)
                || tree.kind(arg) == Kind::Selector;
            if !plain
                || self.thread.calls.iter().any(|n| key(n.site) == key(call.site) && n.node == call.args)
            {
                return None;
            }
            gone.push((call.site, arg));
            edits.push((call.site, lists::remove(tree, arg)?));
            edits.extend(respaced(tree, call.args, args.len() - 1).into_iter().map(|e| (call.site, e)));
        }
        Some((edits, gone))
    }
}
