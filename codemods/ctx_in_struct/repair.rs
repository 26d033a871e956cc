//! Takes the field away: all edits, or the obstacle.

use super::ContextField;
use super::calls::{Key, Target, key};
use super::lists;
use super::scan::{Obstacle, Scan, place, with_tests};
use super::thread::{Given, NAME, Need, Thread};
use super::uses::{FieldUse, Use, uses};
use crate::contexts::naming::context_name;
use crate::edits::{Edit, EditSet, imports, lines};
use crate::golang::program::{Entity, File, Site};
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::{Fix, Pass};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// A fix, and what a reader should know of it.
pub(super) struct Repair {
    pub fix: Fix,
    pub note: Option<String>,
    /// Whether anything reads the field.
    pub is_read: bool,
}

/// The fix that removes the field from its package.
pub(super) fn repair(pass: &Pass, field: &ContextField) -> Result<Repair, Obstacle> {
    let site = pass.site;
    if field.embedded {
        return Err("its methods are promoted to the struct".to_owned());
    }
    if field.name.starts_with(char::is_uppercase) && site.package.name != "main" && !pass.options.exported {
        return Err(format!("{} is exported, so that others may use it", field.name));
    }
    if pass.options.lifecycle_fields && super::exceptions::is_lifecycle(pass, field) {
        return Err("it ends with the struct, which releases it".to_owned());
    }
    // Most obstacles stand in the package itself: its tests are only read where there is none.
    let scan = Scan { program: site.program, package: site.package };
    let found = without_field(pass, field, scan)?;
    let package = with_tests(site);
    match Arc::ptr_eq(&package, site.package) {
        true => Ok(found),
        false => without_field(pass, field, Scan { program: site.program, package: &package }),
    }
}

/// The fix, as far as the files that `scan` sees are concerned.
fn without_field(pass: &Pass, field: &ContextField, scan: Scan) -> Result<Repair, Obstacle> {
    if scan.package.types(field.owner).len() != 1 {
        return Err(format!("{} has several declarations, for different builds", field.owner));
    }
    let home = pass.site.file.path.clone();
    let all = uses(scan, field, pass.site, &home)?;
    let mut thread = Thread::new(scan, pass, &home);
    for u in &all {
        if let Use::Read(n) = u.what {
            thread.read(u.site, n)?;
        }
    }
    thread.run()?;
    let given: Vec<Value> =
        all.iter().filter_map(|u| value(u, &home).transpose()).collect::<Result<_, _>>()?;
    derived_reaches_all(&given, &thread)?;
    let mut work = Work { thread: &thread, edits: Edits::default() };
    work.field(pass.site, field)?;
    work.uses(&all)?;
    work.threads()?;
    work.constructors(&given)?;
    let note = changed_note(&thread);
    Ok(Repair { fix: work.edits.finish()?, note, is_read: !thread.reads.is_empty() })
}

fn changed_note(thread: &Thread) -> Option<String> {
    let mut names: Vec<&str> = thread.changed.values().map(|c| c.target.name).collect();
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

/// What was put into the field.
struct Value<'a> {
    site: Site<'a>,
    node: NodeId,
    /// The variable it was, if it was one.
    variable: Option<BindingId>,
    /// Whether that variable holds more than what the function was given.
    derived: bool,
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
    let no_args = tree.child(call, Field::Arguments).is_some_and(|a| tree.children(a).next().is_none());
    let name = tree.child(call, Field::Function).and_then(|f| tree.child(f, Field::FieldName));
    no_args
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

/// Edits by file.
#[derive(Default)]
struct Edits(BTreeMap<Arc<Path>, (Arc<File>, Vec<Edit>)>);

impl Edits {
    fn add(&mut self, site: Site, edit: Edit) {
        let entry = self.0.entry(site.file.path.clone());
        entry.or_insert_with(|| (site.file.clone(), Vec::new())).1.push(edit);
    }

    fn finish(self) -> Result<Fix, Obstacle> {
        let mut fix = Fix::default();
        for (path, (file, edits)) in self.0 {
            let name = super::scan::file_name(&path);
            if file.skim.generated {
                return Err(format!("{name} is generated"));
            }
            let in_body = |e: &Edit| {
                let mut bodies = file.skim.decls.iter().filter_map(|d| d.body);
                bodies.any(|b| b.contains(e.span) && b.start < e.span.start)
            };
            if file.skim.uses_c() && !edits.iter().all(in_body) {
                return Err(format!("{name} imports \"C\", so that only function bodies are edited there"));
            }
            let set = EditSet::new(edits).map_err(|o| {
                format!("two changes meet on line {} of {name}", file.line(o.second.span.start as usize))
            })?;
            fix.edits.insert(path, set);
        }
        Ok(fix)
    }
}

struct Work<'w, 'a, 'p> {
    thread: &'w Thread<'a, 'p>,
    edits: Edits,
}

impl<'a> Work<'_, 'a, '_> {
    fn obstacle(&self, site: Site, n: NodeId) -> Obstacle {
        format!("{} is laid out in a way that cannot be edited", place(self.thread.home, site, n))
    }

    fn field(&mut self, site: Site, field: &ContextField) -> Result<(), Obstacle> {
        let edit = lists::remove_field(site.tree(), field.decl, field.ident);
        self.edits.add(site, edit.ok_or_else(|| self.obstacle(site, field.decl))?);
        Ok(())
    }

    fn uses(&mut self, all: &[FieldUse<'a>]) -> Result<(), Obstacle> {
        for u in all {
            let tree = u.site.tree();
            let edit = match u.what {
                Use::Read(_) => continue,
                Use::Element { element, .. } => {
                    lists::remove(tree, element).ok_or_else(|| self.obstacle(u.site, element))?
                }
                Use::Assign { stmt, .. } => lines::delete(tree, stmt),
            };
            self.edits.add(u.site, edit);
        }
        Ok(())
    }

    fn threads(&mut self) -> Result<(), Obstacle> {
        let thread = self.thread;
        for read in &thread.reads {
            let tree = read.site.tree();
            let alias = thread.changed.get(&key(read.site)).map_or(&[][..], |c| &c.aliases);
            match alias.iter().find(|&&stmt| tree.contains(stmt, read.node)) {
                Some(&stmt) => self.edits.add(read.site, lines::delete(tree, stmt)),
                None => {
                    let text = self.text(read)?;
                    self.edits.add(read.site, Edit::replace(tree.span(read.node), text));
                }
            }
        }
        for call in &thread.calls {
            let text = self.text(call)?;
            self.edits.add(call.site, lists::insert_first(call.site.tree(), call.node, &text));
        }
        for changed in thread.changed.values() {
            self.parameter(changed.target.site)?;
        }
        self.name_parameters()
    }

    fn text(&mut self, need: &Need) -> Result<String, Obstacle> {
        match (&need.given, need.given.text()) {
            (Given::Root(name), _) => {
                let package = self.context_package(need.site, need.node)?;
                Ok(format!("{package}{name}()"))
            }
            (_, Some(text)) => Ok(text.to_owned()),
            (_, None) => Err(self.obstacle(need.site, need.node)),
        }
    }

    /// `context.` as it is called in the file at `at`; imports it if need be.
    fn context_package(&mut self, site: Site, at: NodeId) -> Result<String, Obstacle> {
        let start = site.tree().span(at).start as usize;
        if let Some(name) = context_name(site, start) {
            return Ok(if name.is_empty() { name } else { format!("{name}.") });
        }
        let hidden = site.scopes().lookup("context", start).is_some()
            || !site.package.decls("context").is_empty()
            || site.import_path("context").is_some();
        match imports::add_import(site.file, "context").filter(|_| !hidden) {
            Some(edit) => {
                self.edits.add(site, edit);
                Ok("context.".to_owned())
            }
            None => Err(format!("{} cannot name package context", place(self.thread.home, site, at))),
        }
    }

    fn parameter(&mut self, site: Site) -> Result<(), Obstacle> {
        let tree = site.tree();
        let list =
            tree.child(tree.root(), Field::Parameters).ok_or_else(|| self.obstacle(site, tree.root()))?;
        let package = self.context_package(site, list)?;
        let new = format!("{NAME} {package}Context");
        let mut named = lists::name_all(tree, list);
        if named.is_empty() {
            self.edits.add(site, lists::insert_first(tree, list, &new));
        } else {
            named[0].text = format!("{new}, {}", named[0].text);
            for edit in named {
                self.edits.add(site, edit);
            }
        }
        Ok(())
    }

    /// Names the parameters that had none and are used now.
    fn name_parameters(&mut self) -> Result<(), Obstacle> {
        let mut done: BTreeSet<(Key, NodeId)> = BTreeSet::new();
        for need in self.thread.reads.iter().chain(&self.thread.calls) {
            let Given::Nameless(param) = need.given else { continue };
            let site = need.site;
            let tree = site.tree();
            if !done.insert((key(site), param)) {
                continue;
            }
            let list = tree.parent(param).ok_or_else(|| self.obstacle(site, param))?;
            let free = site.scopes().is_free(tree, NAME, tree.span(param).start as usize);
            let single = tree.children_in(param, Field::Name).count() < 2;
            if !free || !single {
                return Err(format!("the name {NAME} is taken on {}", place(self.thread.home, site, param)));
            }
            match tree.child(param, Field::Name) {
                Some(blank) => self.edits.add(site, Edit::replace(tree.span(blank), NAME)),
                None => {
                    for edit in lists::name_all(tree, list) {
                        let own = edit.span.start == tree.span(param).start;
                        let text = if own { format!("{NAME} ") } else { edit.text };
                        self.edits.add(site, Edit { text, ..edit });
                    }
                }
            }
        }
        Ok(())
    }

    /// Takes away the parameters that only brought the field its context, with what callers pass for them.
    fn constructors(&mut self, given: &[Value<'a>]) -> Result<(), Obstacle> {
        let mut seen: BTreeSet<(Key, BindingId)> = BTreeSet::new();
        for v in given {
            let Some(b) = v.variable.filter(|&b| seen.insert((key(v.site), b))) else { continue };
            if let Some(edits) = self.constructor(v.site, b, given) {
                for (site, edit) in edits {
                    self.edits.add(site, edit);
                }
            }
        }
        Ok(())
    }

    fn constructor(
        &self,
        site: Site<'a>,
        b: BindingId,
        given: &[Value<'a>],
    ) -> Option<Vec<(Site<'a>, Edit)>> {
        let (tree, scopes) = (site.tree(), site.scopes());
        let binding = scopes.binding(b);
        let own = binding.kind == BindingKind::Param && binding.func == tree.root();
        let dropped = |u: NodeId| given.iter().any(|v| key(v.site) == key(site) && v.node == u);
        let passed_on = self
            .thread
            .reads
            .iter()
            .chain(&self.thread.calls)
            .any(|n| key(n.site) == key(site) && matches!(&n.given, Given::Source(s) if s.variable == b));
        if !own || passed_on || !scopes.uses(b).iter().all(|&u| site.is_field_key(u) || dropped(u)) {
            return None;
        }
        let target = Target::around(site, self.thread.pass.options, self.thread.home).ok()?;
        let params: Vec<(NodeId, NodeId)> = tree
            .children(tree.child(tree.root(), Field::Parameters)?)
            .flat_map(|p| tree.children_in(p, Field::Name).map(move |n| (p, n)))
            .collect();
        let index = params.iter().position(|&(_, n)| n == binding.ident)?;
        let (param, name) = params[index];
        let mut edits =
            vec![(site, lists::remove_name(tree, param, name).or_else(|| lists::remove(tree, param))?)];
        for call in target.calls(self.thread.scan, self.thread.home).ok()? {
            let tree = call.site.tree();
            let args: Vec<NodeId> = tree.children(call.args).collect();
            let arg = *args.get(index).filter(|_| args.len() >= params.len())?;
            let plain = matches!(tree.kind(arg), Kind::Ident | Kind::Nil)
                || tree.kind(arg) == Kind::Call && is_plain_call(call.site, arg)
                || tree.kind(arg) == Kind::Selector;
            if !plain
                || self.thread.calls.iter().any(|n| key(n.site) == key(call.site) && n.node == call.args)
            {
                return None;
            }
            edits.push((call.site, lists::remove(tree, arg)?));
        }
        Some(edits)
    }
}
