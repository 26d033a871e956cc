//! What the outcome of a condition says about an error variable: `err != nil`, `errors.Is(err, ErrBusy)`, `err ==
//! io.EOF`, `case ErrBusy:` below `switch err`.

use super::uses::nil_test;
use crate::contexts::calls::called_name;
use crate::golang::flow::{Flow, PointId};
use crate::golang::program::Site;
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// The error variable that is known not to be nil where control leaves `point` with the outcome `when`.
pub fn failed_where(site: Site, flow: &Flow, point: PointId, when: bool) -> Option<BindingId> {
    match flow.condition(point) {
        Some(condition) => failed_if(site, condition, when),
        None => failed_in_case(site, flow.node(point)?, when),
    }
}

/// The error variable that is known not to be nil where the condition has the outcome `when`.
pub fn failed_if(site: Site, condition: NodeId, when: bool) -> Option<BindingId> {
    let tree = site.tree();
    let condition = tree.unparen(condition);
    if let Some((variable, is_nil)) = nil_test(site, condition) {
        return (is_nil != when).then_some(variable);
    }
    match tree.kind(condition) {
        Kind::Unary if tree.op(condition) == Op::Not => {
            failed_if(site, tree.child(condition, Field::Operand)?, !when)
        }
        Kind::Binary => {
            let sides = [Field::Left, Field::Right].map(|f| tree.child(condition, f));
            let [left, right] = sides.map(|s| s.map(|s| tree.unparen(s)));
            match (tree.op(condition), when) {
                (Op::Eq, true) | (Op::Ne, false) if is_an_error(site, right?) => variable(site, left?),
                (Op::Eq, true) | (Op::Ne, false) if is_an_error(site, left?) => variable(site, right?),
                (Op::And, true) | (Op::Or, false) => {
                    failed_if(site, left?, when).or_else(|| failed_if(site, right?, when))
                }
                _ => None,
            }
        }
        Kind::Call if when => {
            let mut args = tree.args(condition);
            let (first, more) = (args.next()?, args.next());
            let asks = match called_name(site, condition)? {
                "Is" | "As" => more.is_none_or(|m| tree.kind(tree.unparen(m)) != Kind::Nil),
                name => more.is_none() && asks_for_failure(name),
            };
            variable(site, first).filter(|_| asks)
        }
        _ => None,
    }
}

/// `os.IsNotExist`, `apierrors.IsConflict`: no error is none of those. `IsOK` and the like ask for the contrary.
fn asks_for_failure(name: &str) -> bool {
    let what = name.strip_prefix("Is").or_else(|| name.strip_prefix("is"));
    what.is_some_and(|w| {
        w.starts_with(char::is_uppercase)
            && !["OK", "Ok", "Nil", "None", "Success"].iter().any(|p| w.starts_with(p))
    })
}

/// `case ErrBusy:` below `switch err`, `case *net.OpError:` below `switch err.(type)`.
fn failed_in_case(site: Site, value: NodeId, matches: bool) -> Option<BindingId> {
    let tree = site.tree();
    let arm = tree.ancestor(value, |k| k.is_case())?;
    let switch = tree.parent(arm)?;
    let tag = tree.unparen(tree.child(switch, Field::Value)?);
    let of_nil = tree.kind(tree.unparen(value)) == Kind::Nil;
    let says = match tree.kind(switch) {
        Kind::TypeSwitch => of_nil != matches,
        Kind::Switch => of_nil && !matches || matches && is_an_error(site, tree.unparen(value)),
        _ => false,
    };
    variable(site, tag).filter(|_| says)
}

fn variable(site: Site, node: NodeId) -> Option<BindingId> {
    let tree = site.tree();
    let node = tree.unparen(node);
    site.scopes().resolve(node).filter(|_| tree.kind(node) == Kind::Ident)
}

/// An error that a package declares: `io.EOF`, `errBusy`.
fn is_an_error(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    match tree.kind(node) {
        Kind::Selector => tree.child(node, Field::Operand).is_some_and(|o| site.names_import(o).is_some()),
        Kind::Ident => site.scopes().resolve(node).is_none(),
        _ => false,
    }
}
