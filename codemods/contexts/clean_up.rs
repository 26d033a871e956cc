//! Clean-up: functions that are there for it, by name or type, and calls that do it. It must be done when the context
//! of the work has ended, and keeps one of its own.

use super::detached::outcome::precedes_work;
use super::operations::{hands_on, is_operation};
use super::parameters::parameters;
use super::texts::beginning;
use super::types::{holds_error, is_context, is_context_expr, results};
use crate::contexts::calls::{assigned_name, called_name, passed_to};
use crate::facts::{orders, words};
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// Inside a function that is named as clean-up, a method of a type that is, or a literal kept in a variable that is;
/// not in one that is asked for what it does by somebody who waits for it.
pub fn in_clean_up_function(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    tree.ancestors(node).filter(|&a| tree.kind(a).is_func()).any(|f| {
        let name = match tree.kind(f) {
            Kind::FuncLit => assigned_name(site, f),
            _ => tree.child(f, Field::Name),
        };
        let receiver = (tree.kind(f) == Kind::MethodDecl).then(|| receiver_name(site)).flatten();
        name.map(|n| tree.text(n)).is_some_and(|n| {
            tree.kind(f) == Kind::FuncLit && words::is_done_at_last(n)
                || words::is_clean_up_function(n)
                    && (ignores_context(site, f) || !is_operation(site, f) && !hands_on(site, node))
                || is_named_by_users(site, n)
        }) || receiver.is_some_and(words::is_clean_up_type)
            || receiver.is_some_and(|r| is_second_half(site, f, r))
    })
}

/// Whether the method is the second of a pair of its type, `BeforeStep` and `AfterStep`: it puts on record what has
/// been reached, and takes away what the first one made.
fn is_second_half(site: Site, method: NodeId, receiver: &str) -> bool {
    let name = site.tree().child(method, Field::Name).map(|n| site.tree().text(n));
    let first = name.and_then(|n| n.strip_prefix("After")).map(|rest| format!("Before{rest}"));
    first.is_some_and(|first| !site.package.method(receiver, &first).is_empty())
}

/// Whether a clean-up takes a context and leaves it alone: it is called when that has ended.
fn ignores_context(site: Site, func: NodeId) -> bool {
    parameters(site, func).iter().any(|p| p.variable.is_none() && is_context(&p.type_in(site)))
}

/// The name of the type whose method the declaration is.
fn receiver_name<'a>(site: Site<'a>) -> Option<&'a str> {
    let receiver = site.file.skim.decls.get(site.decl)?.receiver?;
    site.file.text.get(receiver.range())
}

/// Whether a function of this name cleans up, by the words that are known and those that users add.
pub fn is_clean_up(site: Site, name: &str) -> bool {
    words::is_clean_up(name) || is_named_by_users(site, name)
}

fn is_named_by_users(site: Site, name: &str) -> bool {
    site.program.facts.clean_up.iter().any(|word| words::begins_with(name, word))
}

/// An argument of a call that cleans up, at any depth: `srv.Shutdown(ctx)`, `tx.Rollback(ctx)`.
pub fn in_clean_up_call(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    tree.ancestors(node)
        .take_while(|&a| tree.field(a) != Field::Stmt)
        .filter(|&a| {
            tree.kind(a) == Kind::Call
                && !tree.child(a, Field::Function).is_some_and(|f| tree.contains(f, node))
        })
        .any(|call| {
            cleans_up(site, call) && !(passed_to(site, node) == Some(call) && hands_on_clean_up(site, node))
        })
}

/// Whether the clean-up that is given the context at `node` is what the function itself is called for.
fn hands_on_clean_up(site: Site, node: NodeId) -> bool {
    let call = passed_to(site, node);
    let users = call.and_then(|c| called_name(site, c)).is_some_and(|n| is_named_by_users(site, n));
    hands_on(site, node) && !users
}

/// Whether the call cleans up, records what has happened, or takes back what failed, by its name or that of the type
/// whose method it is.
pub fn cleans_up(site: Site, call: NodeId) -> bool {
    let of_type = || match site.callee(call) {
        Callee::Known(known) => known.receiver.as_deref().is_some_and(words::is_clean_up_type),
        _ => false,
    };
    called_name(site, call).is_some_and(|name| {
        is_clean_up(site, name)
            || words::ends_with_clean_up(name)
            || (words::is_record(name) || is_of_audit(site, call)) && !is_question(site, call)
            || (words::is_undo(name) || words::kills(name))
                && (gave_up(site, call)
                    || took_too_long(site, call)
                    || comes_before_failure_is_told(site, call))
            || words::is_commit(name) && settles(site, call)
            || words::is_flush(name) && is_last(site, call)
    }) || of_type()
        || gives_back(site, call)
}

/// Whether the call gives back what was taken or takes back what was done, by the text that it is given: SQL, or the
/// name of a program.
pub fn gives_back(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let mut args = tree.args(call).skip_while(|&a| is_context_expr(site, a));
    let Some(first) = args.next() else { return false };
    let deletes = matches!(tree.text(first), "http.MethodDelete" | "\"DELETE\"");
    if deletes && where_failed(site, call) {
        return true;
    }
    beginning(site, first).is_some_and(|b| {
        let text = b.text;
        orders::is_releasing_sql(text)
            || orders::is_releasing_program(text)
            || orders::is_undoing_sql(text) && where_failed(site, call)
    })
}

/// `d.audit.Write(ctx, …)`
fn is_of_audit(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let operand = tree.receiver(call);
    let name = operand.and_then(|o| match tree.kind(o) {
        Kind::Selector => tree.child(o, Field::FieldName),
        Kind::Ident => Some(o),
        _ => None,
    });
    name.is_some_and(|n| words::is_of_audit(tree.text(n)))
}

/// Whether the call says what it makes final, beside the context: a message that was worked on, a transaction that
/// others have prepared. What has been done is not undone because the caller has given up.
fn settles(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let mut args = tree.args(call);
    args.next().is_some_and(|a| is_context_expr(site, a)) && args.next().is_some()
}

/// Whether the call is the last that its function does, behind other work under a context or in a loop.
fn is_last(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let (Some(func), Some(stmt)) = (tree.enclosing_func(call), tree.stmt_of(call)) else { return false };
    let body = tree.child(func, Field::Body);
    let rest = std::iter::successors(tree.next_sibling(stmt), |&s| tree.next_sibling(s));
    let ends = tree.parent(stmt).is_some_and(|list| Some(list) == body || tree.parent(list) == body)
        && rest.filter(|&s| tree.field(s) == Field::Stmt).all(|s| tree.kind(s) == Kind::Return);
    let works = |n: NodeId| match tree.kind(n) {
        Kind::For => true,
        Kind::Call => {
            let first = tree.arg(n, 0);
            first.is_some_and(|a| is_context_expr(site, a))
        }
        _ => false,
    };
    let start = tree.span(stmt).start;
    ends && tree.subtree(func).any(|n| tree.span(n).end <= start && works(n))
}

/// Under a condition that says something has failed: `if err != nil`; or where only ways lead on which one has said so.
pub fn where_failed(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    let failure = |c: NodeId| {
        let (variable, is_nil) = super::uses::nil_test(site, c)?;
        holds_error(site, variable).then_some(!is_nil)
    };
    let only_ways = tree.enclosing_func(node).is_some_and(|func| {
        let flow = site.flow(func);
        flow.point_of(node).is_some_and(|here| {
            let asked = flow.points().filter(|&p| p != here);
            let asked = asked.filter_map(|p| Some((p, failure(flow.condition(p)?)?))).collect::<Vec<_>>();
            flow.passes_one_of(&asked, here)
        })
    });
    if only_ways {
        return true;
    }
    tree.ancestors(node).filter(|&a| tree.kind(a) == Kind::If).any(|i| {
        let inside = tree.child(i, Field::Consequence).is_some_and(|c| tree.contains(c, node));
        let test = tree.child(i, Field::Condition).and_then(|c| super::uses::nil_test(site, c));
        inside && test.is_some_and(|(v, is_nil)| !is_nil && holds_error(site, v))
    })
}

/// Where something has failed, and the work does not go on under a context right behind.
pub fn gave_up(site: Site, call: NodeId) -> bool {
    where_failed(site, call) && !precedes_work(site, call)
}

/// Behind a call under a context whose error nobody looks at before, and which is returned behind: what is done in
/// between is done whether or not that has failed.
fn comes_before_failure_is_told(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(stmt) = tree.stmt_of(call) else { return false };
    let before = std::iter::successors(tree.prev_sibling(stmt), |&s| tree.prev_sibling(s));
    let mut errors = before.filter_map(|s| Some((s, error_of_work(site, s)?)));
    errors.any(|(work, error)| {
        let behind = |n: NodeId| tree.span(n).start > tree.span(stmt).end;
        let between = |n: NodeId| tree.span(n).start > tree.span(work).end && !behind(n);
        let uses = scopes.uses(error);
        let tested = |&u: &NodeId| tree.ancestors(u).any(|a| tree.kind(a) == Kind::If);
        let returned = |&u: &NodeId| tree.stmt_of(u).is_some_and(|s| tree.kind(s) == Kind::Return);
        !uses.iter().filter(|&&u| between(u)).any(tested) && uses.iter().filter(|&&u| behind(u)).any(returned)
    })
}

/// The variable for the error of a call that `stmt` makes under a context.
fn error_of_work(site: Site, stmt: NodeId) -> Option<BindingId> {
    let tree = site.tree();
    let [call] = tree.list(tree.child(stmt, Field::Right)?)[..] else { return None };
    let error = *tree.list(tree.child(stmt, Field::Left)?).last()?;
    let is_work = tree.args(call).any(|a| is_context_expr(site, a));
    let variable = site.scopes().resolve(error).filter(|_| is_work && tree.kind(error) == Kind::Ident)?;
    holds_error(site, variable).then_some(variable)
}

/// In the arm of a select that is taken when a timer has run out: `case <-time.After(limit):`
fn took_too_long(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    let arms = tree.ancestors(node).filter(|&a| tree.kind(a) == Kind::CommCase);
    arms.filter_map(|a| tree.child(a, Field::Communication)).any(|c| {
        let calls = || tree.calls(c);
        let timers = || tree.subtree(c).filter_map(|n| tree.child(n, Field::Operand));
        calls().any(|n| matches!(site.callee(n), Callee::Known(k) if k.is_func("time", "After")))
            || timers().any(|o| site.type_of(o).pointee().is_named("time", "Timer"))
    })
}

/// Whether the call gives a plain value: it asks something, `auditEnabled(ctx)`, and puts nothing on record.
pub fn is_question(site: Site, call: NodeId) -> bool {
    results(site, call).first().is_some_and(|t| matches!(site.program.underlying(t), Type::Basic(_)))
}
