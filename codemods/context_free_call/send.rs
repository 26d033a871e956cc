//! `http.Get` and its kin: a request that is made with a context first, with the error check of the code's own, and
//! then sent by the client.
//!
//! ```go
//! resp, err := http.Get(url)
//! if err != nil {
//!     return err
//! }
//! ```

use super::Found;
use super::rewrite::{has_call, package_name};
use crate::contexts::calls::called_name;
use crate::contexts::origins::{Given, given};
use crate::contexts::uses::nil_test;
use crate::contexts::waiting::exit::labels_behind;
use crate::edits::inserter::Inserter;
use crate::edits::spacing::as_argument;
use crate::edits::statements::insert_before;
use crate::edits::{Edit, imports};
use crate::facts::twins::Verb;
use crate::golang::program::Site;
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::span::Span;

/// How many lines of an error check are worth saying twice.
const MAX_LINES: usize = 10;

/// Names for the request, the first free one is taken.
const NAMES: &[&str] = &["req", "request", "httpReq", "outReq", "getReq", "req2"];

/// Where the call stands: alone on the right of `x, err :=`, with its check behind.
struct Shape {
    stmt: NodeId,
    /// `x` or `_`.
    response: NodeId,
    /// As it is called.
    error: String,
    check: NodeId,
}

/// The edits; `None` where the code has another shape.
pub(super) fn edits(site: Site, found: &Found, method: Verb) -> Option<Vec<Edit>> {
    let tree = site.tree();
    let shape = shape(site, found.call)?;
    let at = tree.span(shape.stmt).start as usize;
    let mut edits = Vec::new();
    let http = qualifier(site, "net/http", at, package_of(site, found), &mut edits)?;
    let args: Vec<NodeId> = tree.args(found.call).collect();
    let name = NAMES.iter().find(|n| site.scopes().is_free(tree, n, at) && !hides(site, n, at))?;
    let (url, verb) = (as_argument(tree, *args.first()?), verb(method));
    let (body, kind) = match (method, &args[..]) {
        (Verb::Get | Verb::Head, [_]) => ("nil".to_owned(), None),
        (Verb::Post, &[_, kind, body]) if may_come_later(site, kind) && !tree.text(kind).contains('\n') => {
            (as_argument(tree, body), Some(as_argument(tree, kind)))
        }
        // Another type that may be passed as one has no such method.
        (Verb::PostForm, &[_, form]) if site.type_of(form).is_named("net/url", "Values") => {
            let strings = qualifier(site, "strings", at, None, &mut edits)?;
            let form = operand_text(site, form);
            let kind = "\"application/x-www-form-urlencoded\"".to_owned();
            (format!("{strings}.NewReader({form}.Encode())"), Some(kind))
        }
        _ => return None,
    };
    let ctx = &found.source.text;
    let made = format!(
        "{name}, {} := {http}.NewRequestWithContext({ctx}, {http}.Method{verb}, {url}, {body})",
        shape.error
    );
    let mut lines = as_lines(site, found.call, shape.stmt, &made)?;
    lines.extend(check_lines(site, shape.check)?);
    lines.extend(kind.map(|kind| format!("{name}.Header.Set(\"Content-Type\", {kind})")));
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    edits.extend(insert_before(tree, shape.stmt, &lines)?);
    let client = client(site, found, &http)?;
    edits.push(Edit::replace(tree.span(found.call), format!("{client}.Do({name})")));
    if site.scopes().defines(shape.response).is_none() {
        // Nothing is new on the left any more.
        let op = tree.op_start(shape.stmt);
        edits.push(Edit::replace(Span::new(op, op + 2), "="));
    }
    Some(edits)
}

fn verb(method: Verb) -> &'static str {
    match method {
        Verb::Get => "Get",
        Verb::Head => "Head",
        Verb::Post | Verb::PostForm => "Post",
    }
}

/// The statement that the call is the right side of, if it is `x, err :=` in a block, and an `if err != nil` that
/// leaves without a look at `x` follows.
fn shape(site: Site, call: NodeId) -> Option<Shape> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let list = tree.parent(call).filter(|&l| tree.kind(l) == Kind::ExprList)?;
    let stmt = tree.parent(list).filter(|&s| tree.kind(s) == Kind::ShortVar)?;
    let in_block =
        tree.field(stmt) == Field::Stmt && tree.parent(stmt).is_some_and(|p| tree.kind(p) != Kind::Labeled);
    let [response, error] = tree.list(tree.child(stmt, Field::Left)?)[..] else { return None };
    if !in_block || !matches!(given(site, response), Some((Given::Result(c, 0), _)) if c == call) {
        return None;
    }
    let variable = scopes.resolve(error)?;
    let check = tree.next_sibling(stmt).filter(|&c| tree.kind(c) == Kind::If)?;
    let plain =
        tree.child(check, Field::Initializer).is_none() && tree.child(check, Field::Alternative).is_none();
    let tested = tree.child(check, Field::Condition).and_then(|c| nil_test(site, c));
    let block = tree.child(check, Field::Consequence)?;
    let used = scopes.resolve(response).is_some_and(|r| is_used_in(site, r, block));
    let fits = plain
        && tested == Some((variable, false))
        && !used
        && leaves(site, block)
        && may_be_said_twice(site, check)
        && (scopes.defines(response).is_none() || !jumps_over(site, stmt, check));
    fits.then(|| Shape { stmt, response, error: tree.text(error).to_owned(), check })
}

fn is_used_in(site: Site, variable: BindingId, block: NodeId) -> bool {
    site.scopes().uses(variable).iter().any(|&u| site.tree().contains(block, u))
}

/// Whether control never comes out of the block at its end.
fn leaves(site: Site, block: NodeId) -> bool {
    let tree = site.tree();
    let Some(last) = tree.stmts(block).last() else { return false };
    match tree.kind(last) {
        Kind::Return | Kind::Break | Kind::Continue | Kind::Goto => true,
        _ => tree.enclosing_func(last).is_some_and(|f| {
            let flow = site.flow(f);
            flow.point_of(last).is_some_and(|p| flow.is_panic(p))
        }),
    }
}

/// Whether the check is short, and means the same one statement earlier.
fn may_be_said_twice(site: Site, check: NodeId) -> bool {
    let tree = site.tree();
    let label = tree.subtree(check).any(|n| tree.kind(n) == Kind::Labeled);
    let raw = tree.subtree(check).any(|n| tree.kind(n) == Kind::RawString && tree.text(n).contains('\n'));
    // What is asked of another kind of error there, that of the request cannot be.
    let asks_more = tree.subtree(check).any(|n| n != check && tree.kind(n) == Kind::If);
    !label && !raw && !asks_more && tree.text(check).lines().count() <= MAX_LINES
}

/// The lines of the statement that makes the request, without its indentation: what the call is given may have several,
/// where it begins on the line of the statement. `None` where one of them would not stand as it did, or a comment among
/// them would get lost.
fn as_lines(site: Site, call: NodeId, stmt: NodeId, made: &str) -> Option<Vec<String>> {
    let tree = site.tree();
    let args = tree.child(call, Field::Arguments)?;
    let (source, span) = (tree.source(), tree.span(args));
    let inside = |c: &Span| tree.children(args).any(|a| tree.span(a).contains(*c));
    if tree.comments().iter().any(|c| span.contains(*c) && !inside(c)) {
        return None;
    }
    let indent = Inserter::new(source).indent(tree.span(stmt).start as usize);
    let mut lines = made.lines();
    let first = lines.next()?.to_owned();
    let rest: Vec<&str> = lines.collect();
    let several = tree.children(args).find(|&a| tree.text(a).contains('\n'));
    let begins_here = |a: NodeId| !source[span.start as usize..tree.span(a).start as usize].contains('\n');
    if !rest.is_empty() && !several.is_some_and(begins_here) {
        return None;
    }
    let rest = rest.into_iter().map(|l| match l.strip_prefix(indent) {
        // What stands in a raw string has to stay as it is.
        Some("") => None,
        None if l.is_empty() => Some(String::new()),
        rest => rest.map(str::to_owned),
    });
    std::iter::once(Some(first)).chain(rest).collect()
}

/// Whether the check has a goto to a label further down in the block of `stmt`: above that, it would jump over what is
/// defined there (Go spec, «Goto statements»).
fn jumps_over(site: Site, stmt: NodeId, check: NodeId) -> bool {
    let tree = site.tree();
    let labels = labels_behind(site, stmt);
    let mut gotos = tree.subtree(check).filter(|&n| tree.kind(n) == Kind::Goto);
    gotos.any(|g| tree.children(g).next().is_some_and(|l| labels.contains(&tree.text(l))))
}

/// The lines of the check, without its indentation.
fn check_lines(site: Site, check: NodeId) -> Option<Vec<String>> {
    let tree = site.tree();
    let indent = Inserter::new(tree.source()).indent(tree.span(check).start as usize);
    let mut lines = tree.text(check).lines();
    let first = lines.next()?.to_owned();
    let rest = lines.map(|l| match l.trim() {
        "" => Some(String::new()),
        _ => l.strip_prefix(indent).map(str::to_owned),
    });
    std::iter::once(Some(first)).chain(rest).collect()
}

/// Whether it does not matter that the expression is evaluated once the request is made.
fn may_come_later(site: Site, expr: NodeId) -> bool {
    let tree = site.tree();
    let form = tree.kind(expr) == Kind::Call && called_name(site, expr) == Some("FormDataContentType");
    !has_call(site, expr) || form && tree.has_no_args(expr)
}

/// The expression as something a method can be called on.
fn operand_text(site: Site, expr: NodeId) -> String {
    let tree = site.tree();
    match tree.kind(expr) {
        Kind::Unary | Kind::Binary => format!("({})", tree.text(expr)),
        _ => tree.text(expr).to_owned(),
    }
}

/// The client that sends: the one whose method is called, or the default one.
fn client(site: Site, found: &Found, http: &str) -> Option<String> {
    let tree = site.tree();
    if found.twin.own.receiver.is_none() {
        return Some(format!("{http}.DefaultClient"));
    }
    let function = tree.unparen(tree.child(found.call, Field::Function)?);
    let operand = tree.child(function, Field::Operand)?;
    (!has_call(site, operand)).then(|| tree.text(operand).to_owned())
}

fn package_of<'a>(site: Site<'a>, found: &Found) -> Option<&'a str> {
    found.twin.own.receiver.is_none().then(|| package_name(site, found.call)).flatten()
}

/// What the package is called at `at`, with the edit that imports it where that is missing; `None` where its name
/// means something else.
fn qualifier(
    site: Site,
    path: &str,
    at: usize,
    written: Option<&str>,
    edits: &mut Vec<Edit>,
) -> Option<String> {
    if let Some(name) = written {
        return Some(name.to_owned());
    }
    let scopes = site.scopes();
    if let Some(name) = site.import_name(path) {
        let hidden = scopes.lookup(&name, at).is_some() || !site.package.decls(&name).is_empty();
        return (!hidden).then_some(name);
    }
    let name = path.rsplit('/').next()?;
    if hides(site, name, at) || site.file.skim.uses_c() {
        return None;
    }
    edits.push(imports::add_import(site.file, path)?);
    Some(name.to_owned())
}

/// Whether the name means something at `at`.
fn hides(site: Site, name: &str, at: usize) -> bool {
    site.scopes().lookup(name, at).is_some()
        || !site.package.decls(name).is_empty()
        || site.import_path(name).is_some()
}
