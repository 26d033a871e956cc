//! What a function returns beside the error of its context: the empty values of its other results, as they would be
//! written there.

use super::gathered::with_gathered;
use crate::contexts::origins::given;
use crate::contexts::returns::fails;
use crate::contexts::types::{declared_results, is_error};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingKind, is_address_taken, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::{Basic, Type};

/// The statements that return the error of the context that `ctx` spells, and nothing else.
pub(super) fn with_error(
    site: Site,
    func: NodeId,
    place: NodeId,
    ctx: &str,
) -> Result<Vec<String>, &'static str> {
    let (tree, at) = (site.tree(), site.tree().span(place).start as usize);
    let types = declared_results(site, func);
    let Some((last, others)) = types.split_last() else { return Ok(vec!["return".to_owned()]) };
    if !is_error(last) {
        return Err("the function returns no error that would tell of it");
    }
    let tells = |(i, ty): (usize, &Type)| is_status(site, func, i, ty) || is_flag(site, func, place, i, ty);
    if others.iter().enumerate().any(tells) {
        return Err("another result tells why the function fails");
    }
    let written = written_types(site, func);
    let names: Vec<NodeId> = tree
        .child(func, Field::Result)
        .into_iter()
        .flat_map(|list| tree.children(list))
        .flat_map(|p| tree.children_in(p, Field::Name))
        .collect();
    let (mut lines, mut zeros) = (Vec::new(), Vec::new());
    let mut values = Vec::new();
    for (i, ty) in others.iter().enumerate() {
        let named = names.get(i).filter(|&&n| stands_as_it_is(site, n, at));
        let kept = || kept_in_a_variable(site, func, at, i, ty);
        let value = match (named, ty) {
            (Some(&name), _) => Some(tree.text(name).to_owned()),
            (None, _) if kept().is_some() => kept(),
            (None, Type::TypeParam(_)) => declared_zero(site, ty, at).or_else(|| {
                let (name, line) = zero_variable(site, ty, at, &zeros)?;
                lines.push(line);
                zeros.push(name.clone());
                Some(name)
            }),
            (None, _) => {
                let empty = site.zero_value(ty, at).or_else(|| written_elsewhere(site, func, place, i));
                empty.map(|empty| as_declared(site, empty, written.get(i).copied(), at))
            }
        };
        values.push(value.ok_or("the zero value of a result cannot be written here")?);
    }
    values.push(with_gathered(site, func, place, error_of(site, place, ctx)));
    lines.push(format!("return {}", values.join(", ")));
    Ok(lines)
}

/// The expression for the error of the context that `ctx` spells: why it has ended, where the file asks for that rather
/// than whether it has.
pub(super) fn error_of(site: Site, place: NodeId, ctx: &str) -> String {
    const CAUSE: &str = "context.Cause(";
    let text = &site.file.text;
    let asks = |line: &&str| line.contains(".Err()") && !line.contains("nolint");
    let causes = text.matches(CAUSE).count();
    let is_hidden = site.scopes().lookup("context", site.tree().span(place).start as usize).is_some();
    match causes > text.lines().filter(asks).count() && !is_hidden {
        true => format!("{CAUSE}{ctx})"),
        false => format!("{ctx}.Err()"),
    }
}

/// The local variable, seen at byte `at`, that every return below its declaration gives for the result at `index`,
/// where the function fails too: `info := Info{}`, and then `return info, err`. Where nothing is nil, that says it as
/// well.
fn kept_in_a_variable(site: Site, func: NodeId, at: usize, index: usize, ty: &Type) -> Option<String> {
    let (tree, scopes) = (site.tree(), site.scopes());
    if !matches!(site.program.underlying(ty), Type::Struct(_) | Type::Array(..) | Type::Basic(_)) {
        return None;
    }
    let lists: Vec<Vec<NodeId>> = returned(site, func).filter(|list| list.len() > index + 1).collect();
    let has_failed = |list: &Vec<NodeId>| tree.stmt_of(list[index]).is_some_and(|s| fails(site, s));
    let is_it = |v: NodeId, variable| tree.kind(v) == Kind::Ident && scopes.resolve(v) == Some(variable);
    let held = lists.iter().filter_map(|list| scopes.resolve(list[index])).find(|&v| {
        let binding = scopes.binding(v);
        let below: Vec<&Vec<NodeId>> = lists.iter().filter(|list| list[index] > binding.ident).collect();
        binding.func == func
            && matches!(binding.kind, BindingKind::Short | BindingKind::Var)
            && scopes.lookup(tree.text(binding.ident), at) == Some(v)
            && site.type_of(binding.ident) == *ty
            && below.iter().any(|list| has_failed(list))
            && below.iter().all(|list| is_it(list[index], v))
    });
    held.map(|v| tree.text(scopes.binding(v).ident).to_owned())
}

/// The types of the results of `func`, one by one, as they stand there.
fn written_types(site: Site, func: NodeId) -> Vec<NodeId> {
    let tree = site.tree();
    let Some(list) = tree.child(func, Field::Result).filter(|&l| tree.kind(l) == Kind::Params) else {
        return tree.child(func, Field::Result).into_iter().collect();
    };
    let types = tree.children(list).filter_map(|p| Some((p, tree.child(p, Field::Type)?)));
    types.flat_map(|(p, t)| std::iter::repeat_n(t, tree.children_in(p, Field::Name).count().max(1))).collect()
}

/// The empty value of a struct or array under the name of its type that the function uses, which may be an alias.
fn as_declared(site: Site, empty: String, declared: Option<NodeId>, at: usize) -> String {
    let tree = site.tree();
    let names_type =
        |t: &NodeId| tree.kind(*t) == Kind::TypeIdent && site.scopes().lookup(tree.text(*t), at).is_none();
    match declared.filter(names_type).filter(|_| empty.ends_with("{}")) {
        Some(name) => format!("{}{{}}", tree.text(name)),
        None => empty,
    }
}

/// Whether the result at `index` is a number that is never zero where the function returns an error: a status, of which
/// zero is none.
fn is_status(site: Site, func: NodeId, index: usize, ty: &Type) -> bool {
    let tree = site.tree();
    let number = match site.program.underlying(ty) {
        Type::Basic(basic) => !matches!(basic, Basic::Bool | Basic::String),
        _ => false,
    };
    let mut with_error = returned(site, func)
        .filter(|list| list.len() > index + 1 && list.last().is_some_and(|&e| tree.kind(e) != Kind::Nil))
        .peekable();
    // The constant of a package may not be on disk.
    let is_set = |v: NodeId| site.constant(v).map_or(tree.kind(v) == Kind::Selector, |value| value != 0);
    number && with_error.peek().is_some() && with_error.all(|list| is_set(list[index]))
}

/// Whether the result at `index` is true in every return behind `place`, with an error and without: it says something
/// of what has been done, which the empty value would deny.
fn is_flag(site: Site, func: NodeId, place: NodeId, index: usize, ty: &Type) -> bool {
    let tree = site.tree();
    let fails = |list: &Vec<NodeId>| list.last().is_some_and(|&e| tree.kind(e) != Kind::Nil);
    let behind: Vec<Vec<NodeId>> =
        returned(site, func).filter(|list| list.len() > index + 1 && list[0] > place).collect();
    matches!(site.program.underlying(ty), Type::Basic(Basic::Bool))
        && behind.iter().any(fails)
        && !behind.iter().all(fails)
        && behind.iter().all(|list| tree.text(list[index]) == "true")
}

/// The values of each return statement of `func`, one by one.
pub(super) fn returned(site: Site<'_>, func: NodeId) -> impl Iterator<Item = Vec<NodeId>> + '_ {
    let tree = site.tree();
    let own = move |&n: &NodeId| tree.kind(n) == Kind::Return && tree.enclosing_func(n) == Some(func);
    let lists = tree.subtree(func).filter(own).filter_map(|r| tree.children(r).next());
    lists.map(|l| tree.list(l))
}

/// The empty value of the result at `index`, whose type is not on disk, as another return of the function writes it:
/// `nil`, `pb.Reply{}`.
fn written_elsewhere(site: Site, func: NodeId, place: NodeId, index: usize) -> Option<String> {
    let (tree, at) = (site.tree(), site.tree().span(place).start as usize);
    let is_empty = |v: NodeId| match tree.kind(v) {
        Kind::Nil => true,
        Kind::CompositeLit => {
            let has_none = tree.child(v, Field::Body).is_some_and(|b| tree.children(b).next().is_none());
            let is_local = |n| site.scopes().lookup(tree.text(n), at).is_some();
            has_none && !tree.text(v).contains('\n') && !tree.subtree(v).any(is_local)
        }
        _ => false,
    };
    let values = returned(site, func).filter(|list| list.len() > index + 1).map(|list| list[index]);
    values.into_iter().find(|&v| is_empty(v)).map(|v| tree.text(v).to_owned())
}

/// Whether the result `name` can be returned under its name at byte `at`.
fn stands_as_it_is(site: Site, name: NodeId, at: usize) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    debug_assert_eq!(tree.kind(name), Kind::Ident);
    let variable = scopes.defines(name);
    variable.is_some() && scopes.lookup(tree.text(name), at) == variable
}

/// A variable of the type that is declared before byte `at`, and given nothing.
fn declared_zero(site: Site, ty: &Type, at: usize) -> Option<String> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let mut declared = scopes.bindings().filter(|&v| scopes.binding(v).kind == BindingKind::Var);
    let found = declared.find(|&v| {
        let ident = scopes.binding(v).ident;
        let is_given = given(site, ident).is_some()
            || scopes.uses(v).iter().any(|&u| is_write(tree, u) || is_address_taken(tree, u));
        !is_given && scopes.lookup(tree.text(ident), at) == Some(v) && site.type_of(ident) == *ty
    });
    found.map(|v| tree.text(scopes.binding(v).ident).to_owned())
}

/// A variable for the zero value of a type parameter, which no literal is, and its declaration. One that is declared
/// further down may have the same name: this one is seen in its block only.
fn zero_variable(site: Site, ty: &Type, at: usize, taken: &[String]) -> Option<(String, String)> {
    let names = ["zero", "zero2", "zero3", "empty", "none"];
    let is_free = |name: &str| site.scopes().lookup(name, at).is_none() && !taken.iter().any(|t| t == name);
    let spelled = site.spell(ty, at)?;
    let name = names.into_iter().find(|&n| is_free(n) && n != spelled)?;
    Some((name.to_owned(), format!("var {name} {spelled}")))
}
