//! Calls that have the context already, or end with it, in another way than by an argument of their own.

use crate::contexts::asks::{Asked, asked};
use crate::contexts::callers::{NotWaitedFor, runs_unwaited};
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::cancellation::is_done;
use crate::contexts::origins::only_value;
use crate::contexts::parameters::{any_called, parameters};
use crate::contexts::sources::Root;
use crate::contexts::waiting::mentions;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::BindingKind;
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// Whether an argument of the call, or what it is called on, has the root's context already, or is told of its end:
/// `params := NewParams().WithContext(ctx)`, `(&net.Dialer{Cancel: ctx.Done()}).Dial(network, addr)`.
pub(super) fn is_given_what_has_context(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    let tells_of_end = |n: NodeId| {
        asked(site, n).is_some_and(|(asked, ctx)| asked == Asked::Done && mentions(site, root, ctx))
    };
    let has = |value: NodeId| {
        tree.subtree(value).any(|n| {
            called_name(site, n).is_some_and(|name| name.ends_with("WithContext"))
                && tree.args(n).any(|a| mentions(site, root, a))
                || tells_of_end(n) && tree.enclosing_func(n) == tree.enclosing_func(value)
        })
    };
    let args = tree.args(call);
    // `c := db.WithContext(ctx)`, and then `c.Store.Exec(query)`.
    let receiver = std::iter::successors(Some(call), |&n| {
        tree.child(n, Field::Function).or_else(|| tree.child(n, Field::Operand)).map(|o| tree.unparen(o))
    });
    let receiver = receiver.last().filter(|&r| r != call);
    args.into_iter().chain(receiver).any(|a| has(a) || only_value(site, a).is_some_and(has))
}

/// Whether what the call is a method of has been given a context before: by the function, `cmd.SetContext(ctx)`, or by
/// the one of which it has that, `prepare(ctx, cmd).Execute()`.
pub(super) fn has_been_given(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(operand) = tree.receiver(call).map(|o| tree.unparen(o)) else { return false };
    let sets = |inner: Site, call| called_name(inner, call) == Some("SetContext");
    let is_set = |&u: &NodeId| {
        let selector = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector);
        u < call && selector.and_then(|s| tree.parent(s)).is_some_and(|c| sets(site, c))
    };
    let is_made_so = |made: NodeId| {
        tree.kind(made) == Kind::Call
            && tree.args(made).any(|a| {
                any_called(site, made, a, &|inner, _, v| {
                    let passed = |&u: &NodeId| passed_to(inner, u).is_some_and(|c| sets(inner, c));
                    inner.scopes().uses(v).iter().any(passed)
                })
            })
    };
    let variable = Some(operand).filter(|&o| tree.kind(o) == Kind::Ident).and_then(|o| scopes.resolve(o));
    variable.is_some_and(|v| scopes.uses(v).iter().any(is_set))
        || is_made_so(only_value(site, operand).unwrap_or(operand))
}

/// Whether the function has arranged before the call that the end of a context closes what is under it:
/// `context.AfterFunc(ctx, func() { conn.Close() })`, or a goroutine that waits for the end and does that.
pub(super) fn is_ended_otherwise(site: Site, func: NodeId, call: NodeId) -> bool {
    let tree = site.tree();
    let before = |n: NodeId| tree.span(n).end <= tree.span(call).start;
    let closes = |literal: NodeId| {
        let calls = tree.calls(literal);
        calls.filter_map(|c| called_name(site, c)).any(|n| n == "Close" || n.ends_with("Deadline"))
    };
    let waits = |literal: NodeId| {
        tree.subtree(literal)
            .filter(|&n| tree.kind(n) == Kind::Unary && tree.op(n) == Op::Receive)
            .any(|n| tree.child(n, Field::Operand).is_some_and(|o| is_done(site, o)))
    };
    tree.subtree(func).filter(|&n| tree.kind(n) == Kind::FuncLit && before(n) && closes(n)).any(|literal| {
        passed_to(site, literal).is_some_and(|c| called_name(site, c) == Some("AfterFunc"))
            || runs_unwaited(site, literal, NotWaitedFor::Any) && waits(literal)
    })
}

/// Whether the call is made on what a helper has made with the root's context for the literal that it runs:
/// `store.InTx(ctx, func(tx *Session) error { … tx.Exec(query) … })`, where `InTx` is
/// `return s.db.TxContext(ctx, func(tx Tx) error { return run(&Session{tx}) })`.
pub(super) fn is_of_what_was_made_with_it(site: Site, root: &Root, call: NodeId) -> bool {
    let tree = site.tree();
    let base = |n: NodeId| {
        let inner = |&n: &NodeId| {
            tree.child(n, Field::Function).or_else(|| tree.child(n, Field::Operand)).map(|o| tree.unparen(o))
        };
        std::iter::successors(Some(n), inner).last()
    };
    let first = base(call).filter(|&n| tree.kind(n) == Kind::Ident);
    let first = first.map(|n| only_value(site, n).and_then(base).unwrap_or(n));
    let variable = first.and_then(|n| site.scopes().resolve(n)).map(|v| site.scopes().binding(v));
    let literal = variable.filter(|b| b.kind == BindingKind::Param && tree.kind(b.func) == Kind::FuncLit);
    literal.is_some_and(|b| {
        passed_to(site, b.func).is_some_and(|helper| {
            let args = tree.args(helper);
            args.into_iter().any(|a| a != b.func && mentions(site, root, a))
                && makes_with_context(site, helper, b.func)
        })
    })
}

/// Whether the `helper` runs the literal that it is given in one of its own, which it gives to something that takes a
/// context, as its name says.
fn makes_with_context(site: Site, helper: NodeId, literal: NodeId) -> bool {
    let tree = site.tree();
    let index = tree.args(helper).position(|c| c == literal);
    let (Callee::Known(known), Some(index)) = (site.callee(helper), index) else { return false };
    known.decls.iter().filter_map(|f| f.site(site.program)).any(|inner| {
        let tree = inner.tree();
        let run = parameters(inner, tree.root()).get(index).and_then(|p| p.variable);
        let uses = run.map_or(&[][..], |v| inner.scopes().uses(v));
        uses.iter().filter(|&&u| tree.field(u) == Field::Function).any(|&u| {
            let own = tree.enclosing_func(u).and_then(|l| passed_to(inner, l));
            own.and_then(|c| called_name(inner, c)).is_some_and(|n| n.ends_with("Context"))
        })
    })
}
