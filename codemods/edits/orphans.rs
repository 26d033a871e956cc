//! What edits leave without use: Go refuses an unused import and a variable that is declared and never read, so
//! what a fix orphans goes with it, or the fix does not go.
//!
//! A variable goes only if nothing happens when its initialiser is not evaluated, or if the same statement gives
//! others their values. What was unused before the edits is no concern of theirs.

use super::Edit;
use super::compose::{Layer, Owned};
use super::decls::{Edited, edited};
use super::{imports, statements};
use crate::golang::needles::Needles;
use crate::golang::program::{File, Parsed};
use crate::golang::scopes::{BindingId, BindingKind, is_read};
use crate::golang::skim::Import;
use crate::golang::syntax::{Field, Kind, NodeId, Op, Tree};
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What has to follow from a layer of edits.
#[derive(Default)]
pub struct Follow<O> {
    /// Further edits, in offsets of the text that the layer makes.
    pub edits: Vec<Owned<O>>,
    /// Owners of edits that leave something unused that cannot go.
    pub bad: BTreeMap<O, String>,
}

/// What the package of an import is called, as far as that is known.
pub type PackageName<'a> = &'a dyn Fn(&Import) -> Option<Arc<str>>;

/// Finds what the layer orphans. Variables come first: taking one away may orphan another, or an import, so the
/// question is to be put again until there is no answer.
pub fn follow<O: Copy + Ord>(
    before: &File,
    after: &File,
    layer: &Layer<O>,
    name_of: PackageName,
) -> Follow<O> {
    let mut out = Follow { edits: Vec::new(), bad: BTreeMap::new() };
    for Edited { old, new, owner } in edited(before, after, layer) {
        locals(old, new, layer, owner, &mut out);
    }
    if out.edits.is_empty() && out.bad.is_empty() {
        unused_imports(before, after, layer, name_of, &mut out);
    }
    out
}

fn locals<O: Copy + Ord>(old: &Parsed, new: &Parsed, layer: &Layer<O>, owner: O, out: &mut Follow<O>) {
    let was_unused: BTreeSet<Span> = unused(old).into_iter().map(|b| ident_span(old, b)).collect();
    let mut seen = BTreeSet::new();
    let mut edits: Vec<Edit> = Vec::new();
    for b in unused(new) {
        let ident = ident_span(new, b);
        let kept = layer.is_kept(ident.start as usize);
        if !seen.insert(ident) || kept && was_unused.contains(&layer.to_old(ident)) {
            continue;
        }
        match removal(new, b) {
            Some(removed) => edits.extend(removed),
            None => {
                let name = new.tree.text(new.scopes.binding(b).ident);
                let what = if new.scopes.binding(b).kind == BindingKind::Label { "the label " } else { "" };
                out.bad.insert(owner, format!("it would leave {what}{name} declared and not used"));
                return;
            }
        }
    }
    out.edits.extend(edits.into_iter().map(|edit| Owned { edit, owner }));
}

fn ident_span(parsed: &Parsed, b: BindingId) -> Span {
    parsed.tree.span(parsed.scopes.binding(b).ident)
}

/// The bindings that Go would complain of.
fn unused(parsed: &Parsed) -> Vec<BindingId> {
    let Parsed { tree, scopes, .. } = parsed;
    let read = |b: BindingId| scopes.uses(b).iter().any(|&n| is_read(tree, n));
    let wants_use = |b: &BindingId| {
        let binding = scopes.binding(*b);
        match binding.kind {
            BindingKind::Var | BindingKind::Short | BindingKind::Range => !read(*b),
            BindingKind::TypeSwitch => !scopes.all_defined(binding.ident).any(read),
            BindingKind::Label => scopes.uses(*b).is_empty(),
            _ => false,
        }
    };
    scopes.bindings().filter(wants_use).collect()
}

/// The edits that take a variable away, its assignments included.
fn removal(parsed: &Parsed, b: BindingId) -> Option<Vec<Edit>> {
    let Parsed { tree, scopes, .. } = parsed;
    let binding = scopes.binding(b);
    let mut edits = vec![match binding.kind {
        BindingKind::Short => without_target(parsed, binding.ident)?,
        BindingKind::Var => without_spec(tree, binding.ident)?,
        _ => return None,
    }];
    for &ident in scopes.uses(b) {
        edits.push(without_target(parsed, ident)?);
    }
    Some(edits)
}

/// Deletes the assignment or short declaration of which `ident` is the only target; of several, that one target.
fn without_target(parsed: &Parsed, ident: NodeId) -> Option<Edit> {
    let Parsed { tree, scopes, .. } = parsed;
    let left = tree.parent(ident)?;
    let stmt = tree.parent(left)?;
    let assigns = matches!(tree.kind(stmt), Kind::ShortVar | Kind::Assign) && tree.field(left) == Field::Left;
    let right = tree.child(stmt, Field::Right)?;
    // A short declaration has to declare something.
    let declares = |other: NodeId| {
        scopes.defines(other).is_some_and(|b| scopes.uses(b).iter().any(|&u| is_read(tree, u)))
    };
    let remains = |other: NodeId| {
        let named = other != ident && tree.kind(other) == Kind::Ident;
        named && (tree.kind(stmt) == Kind::Assign || declares(other))
    };
    if assigns && tree.list(left).into_iter().any(remains) {
        return Some(Edit::replace(tree.span(ident), "_"));
    }
    let single = tree.list(left).len() == 1 && tree.list(right).len() == 1;
    let inert = tree.list(right).iter().all(|&e| is_inert(tree, e));
    (assigns && single && inert && in_block(tree, stmt)).then(|| statements::delete(tree, stmt))
}

/// Deletes the `var` statement that declares `ident` alone; of one that declares others too, its own line.
fn without_spec(tree: &Tree, ident: NodeId) -> Option<Edit> {
    let spec = tree.ancestor(ident, |k| k == Kind::VarSpec)?;
    let decl = tree.ancestor(spec, |k| k == Kind::VarDecl)?;
    let single = tree.children_in(spec, Field::Name).count() == 1;
    let inert =
        tree.child(spec, Field::Value).is_none_or(|v| tree.list(v).iter().all(|&e| is_inert(tree, e)));
    let alone = tree.subtree(decl).filter(|&c| tree.kind(c) == Kind::VarSpec).count() == 1;
    let gone = if alone { decl } else { spec };
    (single && inert && in_block(tree, decl)).then(|| statements::delete(tree, gone))
}

/// Whether the statement stands in a block or clause, and not in a header or behind a label.
fn in_block(tree: &Tree, stmt: NodeId) -> bool {
    tree.field(stmt) == Field::Stmt && tree.parent(stmt).is_some_and(|p| tree.kind(p) != Kind::Labeled)
}

/// Methods and functions that only hand out a context or what leads to one.
const GETTERS: &[&str] = &["Context", "UserContext", "Request", "Background", "TODO"];

/// Whether nothing happens when the expression is not evaluated.
fn is_inert(tree: &Tree, n: NodeId) -> bool {
    match tree.kind(n) {
        Kind::Ident | Kind::Nil | Kind::True | Kind::False | Kind::Iota => true,
        Kind::Int | Kind::Float | Kind::Imaginary | Kind::Rune | Kind::String | Kind::RawString => true,
        Kind::FuncLit => true,
        Kind::Paren => tree.only_child(n).is_some_and(|inner| is_inert(tree, inner)),
        Kind::Unary if tree.op(n) == Op::Address => {
            tree.child(n, Field::Operand).is_some_and(|inner| is_inert(tree, inner))
        }
        Kind::CompositeLit => tree.child(n, Field::Body).is_some_and(|body| is_inert(tree, body)),
        Kind::LitValue => tree.children(n).all(|element| is_inert(tree, element)),
        Kind::KeyedElement => [Field::Key, Field::Value]
            .into_iter()
            .all(|part| tree.child(n, part).is_some_and(|part| is_inert(tree, part) || is_key(tree, part))),
        Kind::Selector => tree.child(n, Field::Operand).is_some_and(|inner| is_inert(tree, inner)),
        Kind::Call => {
            let callee = tree.child(n, Field::Function).filter(|&f| tree.kind(f) == Kind::Selector);
            let name = callee.and_then(|f| tree.child(f, Field::FieldName));
            tree.has_no_args(n)
                && name.is_some_and(|name| GETTERS.contains(&tree.text(name)))
                && callee.is_some_and(|f| is_inert(tree, f))
        }
        _ => false,
    }
}

/// Whether `part` is the name of a field in a literal.
fn is_key(tree: &Tree, part: NodeId) -> bool {
    tree.field(part) == Field::Key && tree.kind(part) == Kind::FieldIdent
}

fn unused_imports<O: Copy + Ord>(
    before: &File,
    after: &File,
    layer: &Layer<O>,
    name_of: PackageName,
    out: &mut Follow<O>,
) {
    for import in &after.skim.imports {
        let known = name_of(import);
        let names = imports::names(after, import, known.clone());
        let is_stranger = known.is_none() && !names.is_empty() && import.name.is_none();
        if is_stranger && !names.iter().any(|name| imports::is_used(before, name)) {
            may_orphan(before, after, layer, (import, name_of), out);
            continue;
        }
        let Some(owner) = import_orphaned_by(before, after, layer, import, &names) else { continue };
        let edit = imports::remove_import(after, import);
        if after.skim.uses_c() {
            let why = format!("it would leave the import of {} unused in a cgo file", import.path);
            out.bad.insert(owner, why);
        } else {
            out.edits.push(Owned { edit, owner });
        }
    }
}

/// Refuses the edits that take the last mention of a package away, by a name that none of the file's imports is known
/// to have, where nobody knows what the package of `stranger` is called.
fn may_orphan<O: Copy + Ord>(
    before: &File,
    after: &File,
    layer: &Layer<O>,
    (stranger, name_of): (&Import, PackageName),
    out: &mut Follow<O>,
) {
    let imports = &before.skim.imports;
    let is_imported =
        |name: &str| imports.iter().any(|i| imports::names(before, i, name_of(i)).iter().any(|n| n == name));
    for Owned { edit, owner } in layer.iter() {
        let decls = before.skim.decls.iter().enumerate().filter(|(_, d)| d.span.contains(edit.span));
        let parsed = decls.filter_map(|(decl, _)| before.parsed(decl).ok());
        for parsed in parsed {
            let (tree, scopes) = (&parsed.tree, &parsed.scopes);
            let qualifies = |&n: &NodeId| {
                edit.span.contains(tree.span(n))
                    && tree.field(n) == Field::Operand
                    && tree.parent(n).is_some_and(|p| tree.kind(p) == Kind::Selector)
                    && scopes.resolve(n).is_none()
                    && tree.kind(n).is_name()
            };
            let mut gone = tree.subtree(tree.root()).filter(qualifies).map(|n| tree.text(n));
            if gone.any(|name| !is_imported(name) && !imports::is_used(after, name)) {
                let why = format!("it may leave the import of {} unused", stranger.path);
                out.bad.insert(*owner, why);
            }
        }
    }
}

/// The last owner of an edit that takes away what used the import, if nothing is left that does.
fn import_orphaned_by<O: Copy + Ord>(
    before: &File,
    after: &File,
    layer: &Layer<O>,
    import: &Import,
    names: &[String],
) -> Option<O> {
    let taken_by = |names: &[&str]| {
        let needles = Needles::new(names);
        let took = |o: &&Owned<O>| needles.any(&before.text[o.edit.span.range()]);
        layer.iter().filter(took).map(|o| o.owner).max()
    };
    if let Some(names) = imports::dotted(after, import) {
        let unused = || imports::is_used_bare(before, names) && !imports::is_used_bare(after, names);
        return taken_by(names).filter(|_| unused());
    }
    names.iter().find_map(|name| {
        let unused = || imports::is_used(before, name) && !imports::is_used(after, name);
        taken_by(&[name]).filter(|_| unused())
    })
}
