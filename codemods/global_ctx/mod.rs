//! `global-ctx`: functions that have a context use one that a variable of the package holds, which derives from
//! `context.Background()` or `context.TODO()`.
//!
//! Each use is a finding of its own, judged as `background-in-handler` and `background-with-ctx` judge the calls
//! that made the variable's value (`contexts::detached`); `contexts::globals` knows the variables, `rows` the changes
//! that belong together. One that loses its last use to these fixes goes in the next round; one that never had any is
//! no business of this codemod.

mod rows;

use crate::contexts::clean_up::in_clean_up_function;
use crate::contexts::detached::place::Use;
use crate::contexts::detached::{self, report};
use crate::contexts::globals::{self, Global, Made};
use crate::contexts::sources::{Root, root};
use crate::edits::{EditSet, lists};
use crate::facts::globals as facts;
use crate::golang::skim::DeclKind;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::{Applicability, Codemod, Finding, Pass, Repaired};

pub const CODEMOD: Codemod = Codemod {
    name: "global-ctx",
    summary: "A function that has a context uses a context.Background() or TODO() that the package keeps",
    needles: &["Background", "TODO", "NoContext"],
    wants_producers: false,
    wants_twins: false,
    globals: Some(|glance, known| glance.may_use_with_source(known)),
    // What names a variable of the module is looked at anyway.
    worth: |glance| {
        glance.is_variable() && glance.has_name(|n| CODEMOD.needles.contains(&n))
            || glance.may_have_source(facts::NAMES)
    },
    only: None,
    best: Applicability::Unsafe,
    on_by_default: true,
    explain: include_str!("explain.md"),
    check,
};

fn check(pass: &Pass, found: &mut Vec<Finding>) {
    let (site, tree) = (pass.site, pass.site.tree());
    for n in tree.subtree(tree.root()).filter(|&n| matches!(tree.kind(n), Kind::Ident | Kind::Selector)) {
        if let Some(global) = globals::at(site, n)
            && let Some(root) = root(site, n, pass.options)
        {
            found.extend(used(pass, n, &global, &root));
        }
    }
    if pass.decl().kind == DeclKind::Var && !site.file.is_test() && !site.file.skim.uses_c() {
        let specs = tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::VarSpec);
        let of_package = specs.filter(|&n| tree.enclosing_func(n).is_none());
        found.extend(of_package.filter_map(|spec| unused(pass, spec)));
    }
}

/// What is wrong with the use `n` of the variable, if anything is.
fn used(pass: &Pass, n: NodeId, global: &Global, root: &Root) -> Option<Finding> {
    let site = pass.site;
    let tree = site.tree();
    let named = format!("the global {} ({})", tree.text(n), global.value);
    let what = detached::found(pass, n, named, root)?;
    if rows::is_in_row(site, root, n) {
        pass.leave(tree.span(n), "is given to one of many changes that are not a transaction");
        return None;
    }
    // Where the function that is called uses the variable too, to bring it values would bring it an end in the next
    // round.
    if in_clean_up_function(site, n) {
        return None;
    }
    let asked = matches!(what.here, Use::Asked(_));
    let (subject, other) = (report::subject(site, &what), what.source.text.clone());
    let mut finding = report::report(site, CODEMOD.name, what);
    let name = &global.name;
    let stays = match global.made {
        Made::Bare => None,
        Made::Values => Some(format!("{name} has values that {other} has not")),
        Made::Deadline => {
            let (noun, _) = report::ends(site, root);
            let why = if asked { "" } else { ", whose work belongs to it" };
            finding.message = format!("{subject}, so it ends at a time that does not depend on {noun}{why}");
            Some(format!("{other} may want a deadline of its own"))
        }
    };
    if let Some(why) = stays {
        finding.message = format!("{}; it stays because {why}", finding.message);
        finding.trust(Applicability::None);
    } else if global.open && finding.fix().is_some() {
        finding.message = format!("{}; {name} is exported, but nothing here sets it", finding.message);
    }
    Some(finding)
}

/// A variable that holds nothing but such a context and that nothing uses any more.
fn unused(pass: &Pass, spec: NodeId) -> Option<Finding> {
    let site = pass.site;
    let tree = site.tree();
    let names: Vec<NodeId> = tree.children_in(spec, Field::Name).collect();
    let &ctx = names.first()?;
    let named: Vec<NodeId> = names.iter().copied().filter(|&n| tree.text(n) != "_").collect();
    let one_value = tree.child(spec, Field::Value).is_some_and(|v| tree.list(v).len() == 1);
    let closed = |&n: &NodeId| !tree.text(n).starts_with(char::is_uppercase);
    if named.first() != Some(&ctx)
        || !one_value
        || !named.iter().all(closed)
        || globals::made_at(site, ctx) != Some(Made::Bare)
        || !globals::lost_its_uses(site.program, site.package, tree.text(ctx))
        || !named[1..].iter().all(|&n| globals::is_unused(site.program, site.package, tree.text(n)))
    {
        return None;
    }
    let edit = lists::remove_spec(tree, spec, pass.decl().doc)?;
    let edits = EditSet::new(vec![edit]).ok()?;
    let message = format!("nothing uses the global context {} any more", tree.text(ctx));
    let finding = Finding::new(site, CODEMOD.name, tree.span(ctx), message);
    Some(finding.mended(Ok(Repaired::unsafely(edits))))
}
