//! The edits that bring a context where it is needed: parameters, what callers pass, what is read instead.

use super::calls::{Key, key};
use super::scan::{Obstacle, place};
use super::{Given, NAME, Need, Thread};
use crate::Fix;
use crate::contexts::naming::context_name;
use crate::edits::spacing::respaced;
use crate::edits::{Edit, EditSet, imports, lists, statements};
use crate::golang::program::{File, Site};
use crate::golang::syntax::{Field, NodeId};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// Edits by file.
pub(crate) struct Changes<'w, 'a, 'p> {
    thread: &'w Thread<'a, 'p>,
    files: BTreeMap<Arc<Path>, (Arc<File>, Vec<Edit>)>,
    /// The files that import package context now.
    imported: BTreeSet<Arc<Path>>,
}

impl<'w, 'a, 'p> Changes<'w, 'a, 'p> {
    pub fn new(thread: &'w Thread<'a, 'p>) -> Changes<'w, 'a, 'p> {
        Changes { thread, files: BTreeMap::new(), imported: BTreeSet::new() }
    }

    pub fn add(&mut self, site: Site, edit: Edit) {
        let entry = self.files.entry(site.file.path.clone());
        entry.or_insert_with(|| (site.file.clone(), Vec::new())).1.push(edit);
    }

    /// What is said of code that cannot be edited.
    pub fn obstacle(&self, site: Site, n: NodeId) -> Obstacle {
        format!("{} is laid out in a way that cannot be edited", place(self.thread.home, site, n))
    }

    /// Adds the edits for all that `thread` found out.
    pub fn make(&mut self) -> Result<(), Obstacle> {
        let thread = self.thread;
        for read in &thread.reads {
            let tree = read.site.tree();
            let alias = thread.changed.get(&key(read.site)).map_or(&[][..], |c| &c.aliases);
            match alias.iter().find(|&&stmt| tree.contains(stmt, read.node)) {
                Some(&stmt) => self.add(read.site, statements::delete(tree, stmt)),
                None => {
                    let text = self.text(read)?;
                    self.add(read.site, Edit::replace(tree.span(read.node), text));
                }
            }
        }
        for call in &thread.calls {
            let text = self.text(call)?;
            let tree = call.site.tree();
            for edit in lists::insert_first(tree, call.node, &text) {
                self.add(call.site, edit);
            }
            for edit in respaced(tree, call.node, tree.children(call.node).count() + 1) {
                self.add(call.site, edit);
            }
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
                if self.imported.insert(site.file.path.clone()) {
                    self.add(site, edit);
                }
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
            for edit in lists::insert_first(tree, list, &new) {
                self.add(site, edit);
            }
        } else {
            named[0].text = format!("{new}, {}", named[0].text);
            for edit in named {
                self.add(site, edit);
            }
        }
        Ok(())
    }

    /// Names the parameters that had none and are used now.
    fn name_parameters(&mut self) -> Result<(), Obstacle> {
        let mut done: BTreeSet<(Key, NodeId)> = BTreeSet::new();
        for need in self.thread.reads.iter().chain(&self.thread.calls) {
            let Given::Nameless(nameless) = &need.given else { continue };
            let param = nameless.parameter.decl;
            let single = need.site.tree().children_in(param, Field::Name).count() < 2;
            if !single {
                return Err(self.obstacle(need.site, param));
            }
            if done.insert((key(need.site), param)) {
                nameless.naming.iter().for_each(|edit| self.add(need.site, edit.clone()));
            }
        }
        Ok(())
    }

    /// The fix that makes them all.
    pub fn finish(self) -> Result<Fix, Obstacle> {
        let mut fix = Fix::default();
        for (path, (file, edits)) in self.files {
            let name = self.thread.reach.program().name_of(&path);
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
