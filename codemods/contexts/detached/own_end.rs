//! Contexts whose end is told from that of the caller's, or is brought about by what is called: the one in the place of
//! the other would come to an end of which nobody knows which it is, or would have ended before anything begins.

use super::failing::error_of;
use crate::contexts::callers::declarations;
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::clean_up::cleans_up;
use crate::contexts::origins::{Given, given, only_value, targets_of};
use crate::contexts::parameters::{parameters, receiver};
use crate::contexts::sources::{Root, limits};
use crate::contexts::types::is_context;
use crate::contexts::waiting::mentions;
use crate::facts::words;
use crate::golang::program::{Callee, Site};
use crate::golang::syntax::{Field, Kind, NodeId};

/// Whether the context at `place` becomes a limit that is put into something whose method waits for it, and for the
/// root's context beside it: `n := newNotify(limited)`, and then `n.Wait(ctx)`.
pub(super) fn is_limit_beside_the_other(site: Site, root: &Root, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let variable = |value: NodeId| scopes.resolve(*targets_of(site, value).first()?);
    let limited = passed_to(site, place).filter(|&c| limits(site, c)).and_then(variable);
    let uses = limited.map_or(&[][..], |v| scopes.uses(v)).iter();
    let holders = uses.filter_map(|&u| passed_to(site, u)).filter_map(variable);
    let method = |u: NodeId| {
        let selector = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector)?;
        tree.parent(selector).filter(|&c| tree.kind(c) == Kind::Call)
    };
    let is_given_other =
        |call: NodeId| tree.child(call, Field::Arguments).is_some_and(|a| mentions(site, root, a));
    holders.flat_map(|h| scopes.uses(h)).filter_map(|&u| method(u)).any(|call| {
        is_given_other(call)
            && site
                .callee(call)
                .known()
                .is_some_and(|k| k.decls.iter().filter_map(|f| f.site(site.program)).any(waits_for_both))
    })
}

/// Whether the context at `place` gets a limit longer than that which the context of the literal has from what the
/// literal is given to: it would never be reached. `poll.UntilTimeout(ctx, pause, 10*time.Minute, func(ctx …) {
/// context.WithTimeout(context.Background(), 20*time.Minute) })`
pub(super) fn is_limit_beyond_the_other(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let literal = root.func();
    let Some(call) = passed_to(site, place).filter(|&c| limits(site, c)) else { return false };
    let Some(giver) = passed_to(site, literal).filter(|_| tree.kind(literal) == Kind::FuncLit) else {
        return false;
    };
    let is_time = |a: NodeId| site.type_of(a).is_named("time", "Duration");
    let time = |a: NodeId| site.constant(a).or_else(|| site.constant(only_value(site, a)?));
    let args = |call| tree.args(call);
    let times: Vec<NodeId> = args(giver).filter(|&a| is_time(a)).collect();
    let is_limited = times.len() > 1 || called_name(site, giver).is_some_and(|n| n.contains("Timeout"));
    let own = args(call).nth(1).and_then(time);
    let given = times.into_iter().map(time).max().flatten();
    root.is_context() && is_limited && own.zip(given).is_some_and(|(own, given)| own > given)
}

/// Whether the context at `place` gets a limit of its own, and where what runs under it has failed the function cleans
/// up only if that was the limit: `if errors.Is(err, context.DeadlineExceeded) { cleanup() }`. Under another context it
/// could fail in another way.
pub(super) fn is_asked_for_its_limit(site: Site, place: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let variable = |value: NodeId| scopes.resolve(*targets_of(site, value).first()?);
    let limited = passed_to(site, place).filter(|&c| limits(site, c)).and_then(variable);
    let uses = limited.map_or(&[][..], |v| scopes.uses(v)).iter();
    let errors = uses.filter_map(|&u| passed_to(site, u)).filter_map(|c| error_of(site, c));
    let asks = |condition: NodeId| {
        let names = tree.subtree(condition).filter(|&n| tree.kind(n) == Kind::FieldIdent);
        let names: Vec<&str> = names.map(|n| tree.text(n)).collect();
        names.contains(&"DeadlineExceeded") && !names.contains(&"Canceled")
    };
    let cleans_up = |stmt: NodeId| {
        let call = tree
            .only_child(stmt)
            .filter(|&c| tree.kind(stmt) == Kind::ExprStmt && tree.kind(c) == Kind::Call);
        call.is_some_and(|c| {
            cleans_up(site, c) || called_name(site, c).is_some_and(words::is_clean_up_function)
        })
    };
    errors.into_iter().any(|e| {
        let branches = scopes.uses(e).iter().filter_map(|&u| {
            let branch = tree.ancestor(u, |k| k == Kind::If)?;
            let condition =
                tree.child(branch, Field::Condition).filter(|&c| tree.contains(c, u) && asks(c))?;
            tree.child(branch, Field::Consequence).filter(|_| condition != u)
        });
        branches.into_iter().any(|b| tree.stmts(b).any(cleans_up))
    })
}

/// Whether a select of the method waits for the end of a parameter's context and for that of a field's.
fn waits_for_both(site: Site) -> bool {
    let (tree, scopes, func) = (site.tree(), site.scopes(), site.tree().root());
    let own = receiver(site, func).and_then(|r| r.variable);
    let all = parameters(site, func);
    let ends = |select: NodeId| -> Vec<NodeId> {
        let arms = tree.children(select).filter_map(|a| tree.child(a, Field::Communication));
        let calls = arms.flat_map(|c| tree.subtree(c)).filter(|&n| called_name(site, n) == Some("Done"));
        calls.filter_map(|n| tree.receiver(n)).collect()
    };
    let is_parameter = |o: NodeId| {
        let v = scopes.resolve(o).filter(|_| tree.kind(o) == Kind::Ident);
        v.is_some() && all.iter().any(|p| p.variable == v)
    };
    let is_field = |o: NodeId| {
        let operand = tree.child(o, Field::Operand).filter(|_| tree.kind(o) == Kind::Selector);
        own.is_some() && operand.is_some_and(|o| scopes.resolve(o) == own)
    };
    tree.subtree(func)
        .filter(|&n| tree.kind(n) == Kind::Select)
        .map(ends)
        .any(|ends| ends.iter().any(|&o| is_parameter(o)) && ends.iter().any(|&o| is_field(o)))
}

/// Whether what gets the context at `place` calls a release that is kept in a field, and that release is the one of the
/// context which the function itself was given: `s.stopWatch()`.
pub(super) fn is_ended_by_callee(site: Site, root: &Root, place: NodeId) -> bool {
    let tree = site.tree();
    let name = tree.child(root.func(), Field::Name).map(|n| tree.text(n));
    let Some(name) = name.filter(|_| root.is_context()) else { return false };
    let callee = passed_to(site, place).map(|c| site.callee(c));
    let Some(Callee::Known(known)) = callee else { return false };
    let fields: Vec<String> = known
        .decls
        .iter()
        .filter(|f| f.is_of_module(site))
        .filter_map(|f| f.site(site.program))
        .flat_map(|s| fields_called(s, 2))
        .collect();
    !fields.is_empty()
        && declarations(site, |is_test, text| !is_test && fields.iter().any(|f| text.contains(f)))
            .any(|maker| keeps_release_of(maker, &fields, name))
}

/// The fields of its receiver that the method calls, itself or in other methods of that.
fn fields_called(site: Site, depth: usize) -> Vec<String> {
    let (tree, func) = (site.tree(), site.tree().root());
    let own = receiver(site, func).and_then(|r| r.variable);
    let calls = tree.calls(func);
    let of_own = |call: NodeId| {
        let function = tree.child(call, Field::Function).filter(|&f| tree.kind(f) == Kind::Selector)?;
        let operand = tree.child(function, Field::Operand)?;
        let is_own = own.is_some() && site.scopes().resolve(operand) == own;
        tree.child(function, Field::FieldName).filter(|_| is_own)
    };
    let mut fields = Vec::new();
    for (call, name) in calls.filter_map(|c| Some((c, of_own(c)?))) {
        match site.callee(call) {
            Callee::Value => fields.push(tree.text(name).to_owned()),
            Callee::Known(known) if depth > 0 => {
                let inner = known.decls.iter().filter_map(|f| f.site(site.program));
                fields.extend(inner.flat_map(|s| fields_called(s, depth - 1)));
            }
            _ => {}
        }
    }
    fields
}

/// Whether the function puts the release of a context into one of the `fields`, and gives the context to the function
/// `name`.
fn keeps_release_of(site: Site, fields: &[String], name: &str) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let context_of = |release: NodeId| {
        let variable = scopes.resolve(release).filter(|_| tree.kind(release) == Kind::Ident)?;
        let (Given::Result(call, 1), _) = given(site, scopes.binding(variable).ident)? else { return None };
        let &target = targets_of(site, call).first()?;
        scopes.resolve(target).filter(|_| is_context(&site.type_of(target)))
    };
    let assigns = tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::Assign);
    let kept = assigns.filter_map(|stmt| {
        let [field] = tree.list(tree.child(stmt, Field::Left)?)[..] else { return None };
        let [release] = tree.list(tree.child(stmt, Field::Right)?)[..] else { return None };
        let field = tree.child(field, Field::FieldName)?;
        fields.iter().any(|f| f == tree.text(field)).then(|| context_of(release)).flatten()
    });
    kept.into_iter().any(|context| {
        let given_to = scopes.uses(context).iter().filter_map(|&u| passed_to(site, u));
        given_to.into_iter().any(|c| called_name(site, c) == Some(name))
    })
}
