//! The edits that put a twin in the place of a call.

use super::{Found, send};
use crate::Fix;
use crate::edits::lists::before_comments;
use crate::edits::spacing::{self, respaced};
use crate::edits::{Edit, EditSet};
use crate::facts::twins::Form;
use crate::golang::program::{Callee, Site};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;
use crate::span::Span;
use std::cmp::Ordering;

/// The fix; `None` where the call has a shape that it does not fit.
pub(super) fn fix(site: Site, found: &Found) -> Option<Fix> {
    let tree = site.tree();
    let args = tree.child(found.call, Field::Arguments)?;
    if takes_several(site, args) {
        return None;
    }
    let ctx = &found.source.text;
    let mut edits = found.source.naming.clone();
    match found.twin.std.map(|s| s.form) {
        None => {
            edits.push(renamed(site, found.call, &found.twin.known.name)?);
            edits.extend(with_first(site, args, ctx));
        }
        Some(Form::Beside { name, behind }) => {
            edits.push(renamed(site, found.call, name)?);
            let ctx = if behind.is_empty() { ctx.clone() } else { format!("{ctx}, {behind}") };
            edits.extend(with_first(site, args, &ctx));
        }
        Some(Form::Method { value, name, front }) => {
            let package = package_name(site, found.call)?;
            let value = value.replacen("{}", package, 1);
            edits.push(Edit::replace(function_span(site, found.call)?, format!("{value}.{name}")));
            let ctx = if front.is_empty() { ctx.clone() } else { format!("{ctx}, {front}") };
            edits.extend(with_first(site, args, &ctx));
        }
        Some(Form::TimedDial) => edits.extend(timed_dial(site, found, args)?),
        Some(Form::Request { method }) => edits.extend(send::edits(site, found, method)?),
        Some(Form::Advice(_)) => return None,
    }
    Some(Fix::of(site.file.path.clone(), EditSet::new(edits).ok()?))
}

/// `f(g())`, where the results of `g` are the arguments of `f`: a further argument cannot stand beside them.
fn takes_several(site: Site, args: NodeId) -> bool {
    let tree = site.tree();
    let only = tree.only_child(args).map(|a| tree.unparen(a)).filter(|&a| tree.kind(a) == Kind::Call);
    only.is_some_and(|a| match site.type_of(a) {
        Type::Tuple(_) => true,
        Type::Unknown => !matches!(site.callee(a), Callee::Conversion(_) | Callee::Builtin(_)),
        _ => false,
    })
}

/// The call's function under another name; not where something local hides that.
fn renamed(site: Site, call: NodeId, name: &str) -> Option<Edit> {
    let tree = site.tree();
    let mut function = tree.unparen(tree.child(call, Field::Function)?);
    if matches!(tree.kind(function), Kind::Index | Kind::Instantiation) {
        function = tree.child(function, Field::Operand).or(tree.child(function, Field::Type))?;
    }
    let written = match tree.kind(function) {
        Kind::Selector => tree.child(function, Field::FieldName)?,
        Kind::Ident => {
            let at = tree.span(function).start as usize;
            site.scopes().lookup(name, at).is_none().then_some(function)?
        }
        _ => return None,
    };
    Some(Edit::replace(tree.span(written), name))
}

/// Puts `text`, one more argument or several, before the others.
pub(super) fn with_first(site: Site, args: NodeId, text: &str) -> Vec<Edit> {
    let tree = site.tree();
    let mut edits = respaced(tree, args, tree.children(args).count() + 1);
    edits.extend(put_first(site, args, text));
    edits
}

/// Behind the bracket where the others hang from it, else on the line of the first of them or on one of its own: as
/// code in which such calls have a context mostly has it, or as this file has it.
fn put_first(site: Site, args: NodeId, text: &str) -> Vec<Edit> {
    let tree = site.tree();
    let source = tree.source();
    let open = tree.span(args).start as usize + 1;
    let first = tree.children(args).next();
    let start = first.map(|f| tree.span(f).start as usize);
    let place = start.filter(|&s| source[open..s].contains('\n')).map(|_| place(site, args, text));
    if let Some(edits) = before_comments(tree, args, text).filter(|_| place != Some(Place::Hanging)) {
        return edits;
    }
    let Some(start) = start else { return vec![Edit::insert(open, text)] };
    vec![match place {
        None => match hanging_indent(site, args, text) {
            Some(indent) => Edit::insert(start, format!("{text},{indent}")),
            None => Edit::insert(start, format!("{text}, ")),
        },
        Some(Place::Hanging) => Edit::insert(open, format!("{text},")),
        Some(Place::Together) => Edit::insert(start, format!("{text}, ")),
        Some(Place::Alone) => {
            let line = source[..start].rfind('\n').map_or(0, |i| i + 1);
            let eol = if source[..line].ends_with("\r\n") { "\r\n" } else { "\n" };
            Edit::insert(start, format!("{text},{eol}{}", &source[line..start]))
        }
    }]
}

/// Where a further argument stands before those that begin on a line below the bracket.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    /// `f(ctx,` above the others.
    Hanging,
    /// `ctx, a, b` on the line of the first.
    Together,
    /// `ctx,` on a line of its own.
    Alone,
}

fn place(site: Site, args: NodeId, text: &str) -> Place {
    let tree = site.tree();
    let source = tree.source();
    let all: Vec<Span> = tree.children(args).map(|a| tree.span(a)).collect();
    let breaks = |from: u32, to: u32| source[from as usize..to as usize].contains('\n');
    let closes_below = all.last().is_some_and(|last| breaks(last.end, tree.span(args).end - 1));
    if let [first, second, ..] = all[..]
        && !breaks(first.end, second.start)
    {
        return if all.len() > 2 { Place::Together } else { Place::Hanging };
    }
    match closes_below {
        true => habit(&site.file.text, text).unwrap_or(Place::Alone),
        false => Place::Hanging,
    }
}

/// What stands between arguments that have lines of their own, but for the first, where calls of this file that have
/// the argument `text` have all others below it.
fn hanging_indent<'s>(site: Site<'s>, args: NodeId, text: &str) -> Option<&'s str> {
    let tree = site.tree();
    let source = tree.source();
    let all: Vec<Span> = tree.children(args).map(|a| tree.span(a)).collect();
    let indent = |w: &[Span]| {
        let gap = &source[w[0].end as usize..w[1].start as usize];
        let line = gap.rfind('\n')?;
        let eol = if gap[..line].ends_with('\r') { line - 1 } else { line };
        Some(&gap[eol..])
    };
    let indents: Option<Vec<&str>> = all.windows(2).map(indent).collect();
    let indents = indents?;
    let first = *indents.first()?;
    let own_lines = !source[all[0].range()].contains('\n') && indents.iter().all(|i| *i == first);
    (own_lines && first.trim().is_empty() && hangs(&site.file.text, text)).then_some(first)
}

/// Whether more calls of this file have all others below the argument `text` than beside it.
fn hangs(source: &str, text: &str) -> bool {
    let (hanging, beside) = (format!("({text},"), format!("({text}, "));
    let lines = || source.lines().filter(|l| l.ends_with(','));
    let hanging = lines().filter(|l| l.ends_with(&hanging)).count();
    hanging > 0 && hanging > lines().filter(|l| l.contains(&beside)).count()
}

/// Where most calls of this file have the argument `text` that go on below it.
fn habit(source: &str, text: &str) -> Option<Place> {
    let (mut hanging, mut alone) = (0, 0);
    let mut opened = false;
    for line in source.lines() {
        let before = line.strip_suffix(',').and_then(|l| l.strip_suffix(text));
        match before {
            Some(before) if before.ends_with('(') => hanging += 1,
            Some(before) if opened && before.trim().is_empty() => alone += 1,
            _ => {}
        }
        opened = line.ends_with('(');
    }
    match hanging.cmp(&alone) {
        Ordering::Greater => Some(Place::Hanging),
        Ordering::Less => Some(Place::Alone),
        Ordering::Equal => None,
    }
}

/// What the call's package is called here: `net` in `net.Dial`.
pub(super) fn package_name<'a>(site: Site<'a>, call: NodeId) -> Option<&'a str> {
    let tree = site.tree();
    let function = tree.unparen(tree.child(call, Field::Function)?);
    let operand = tree.child(function, Field::Operand).filter(|_| tree.kind(function) == Kind::Selector)?;
    (tree.kind(operand) == Kind::Ident).then(|| tree.text(operand))
}

fn function_span(site: Site, call: NodeId) -> Option<Span> {
    Some(site.tree().span(site.tree().child(call, Field::Function)?))
}

/// `net.DialTimeout(network, address, d)` becomes `(&net.Dialer{Timeout: d}).DialContext(ctx, network, address)`.
fn timed_dial(site: Site, found: &Found, args: NodeId) -> Option<Vec<Edit>> {
    let tree = site.tree();
    let all: Vec<NodeId> = tree.children(args).collect();
    let [network, address, timeout] = all[..] else { return None };
    // The timeout is now found out first.
    let order_matters = has_call(site, timeout) && (has_call(site, network) || has_call(site, address));
    if order_matters || tree.comments().iter().any(|c| tree.span(args).contains(*c)) {
        return None;
    }
    let package = package_name(site, found.call)?;
    let dialer = format!("(&{package}.Dialer{{Timeout: {}}}).DialContext", spacing::alone(tree, timeout));
    let rest = Span { start: tree.span(address).end, ..tree.span(timeout) };
    let mut edits = vec![Edit::replace(function_span(site, found.call)?, dialer), Edit::delete(rest)];
    edits.extend(put_first(site, args, &found.source.text));
    Some(edits)
}

/// Whether a function is called in the expression.
pub(super) fn has_call(site: Site, expr: NodeId) -> bool {
    let tree = site.tree();
    tree.subtree(expr).any(|n| {
        tree.kind(n) == Kind::Call && !matches!(site.callee(n), Callee::Conversion(_) | Callee::Builtin(_))
            || tree.kind(n) == Kind::Unary && tree.op(n) == crate::golang::syntax::Op::Receive
    })
}
