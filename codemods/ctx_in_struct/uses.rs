//! Every use of the field, and every use of its struct that removing the field would break.

use super::ContextField;
use crate::contexts::thread::scan::{Obstacle, Scan, place};
use crate::golang::needles::Needles;
use crate::golang::program::{Callee, Entity, Site};
use crate::golang::scopes::is_write;
use crate::golang::skim::DeclKind;
use crate::golang::syntax::{Field, Kind, NodeId, Op};
use crate::golang::types::{Lookup, Member, Type};
use std::path::Path;

/// One use of the field.
#[derive(Clone, Copy)]
pub(super) struct FieldUse<'a> {
    pub site: Site<'a>,
    pub what: Use,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Use {
    /// The selector, somewhere in an expression.
    Read(NodeId),
    /// The element of a composite literal, and its value.
    Element { element: NodeId, value: NodeId },
    /// The statement that assigns nothing else, and the value.
    Assign { stmt: NodeId, value: NodeId },
}

/// All uses of the field, in the order of files and source; an obstacle if one of them, or of the
/// struct, cannot be mended.
pub(super) fn uses<'a>(scan: Scan<'a>, field: &ContextField) -> Result<Vec<FieldUse<'a>>, Obstacle> {
    let (comparable, position, home) = (may_be_compared(field), position(field), &*field.site.file.path);
    let names = type_names(scan, field);
    let words: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut out = Vec::new();
    for site in scan.uses(&words, Some(field.name)) {
        Search { site: site?, field, home, names: &names, position, comparable }.collect(&mut out)?;
    }
    // What an element or assignment that goes reads needs no other source.
    let gone: Vec<(Site, NodeId)> = out
        .iter()
        .filter_map(|u| match u.what {
            Use::Read(_) => None,
            Use::Element { element, .. } => Some((u.site, element)),
            Use::Assign { stmt, .. } => Some((u.site, stmt)),
        })
        .collect();
    let inside = |u: &FieldUse| {
        let Use::Read(n) = u.what else { return false };
        gone.iter().any(|(s, g)| {
            s.file.path == u.site.file.path && s.decl == u.site.decl && s.tree().contains(*g, n)
        })
    };
    out.retain(|u| !inside(u));
    Ok(out)
}

/// Whether what reads the field at `n` compares it: `p.ctx == nil`
pub(super) fn is_compared(site: Site, n: NodeId) -> bool {
    let tree = site.tree();
    let outer = tree.ancestors(n).find(|&a| tree.kind(a) != Kind::Paren);
    outer.is_some_and(|p| tree.kind(p) == Kind::Binary)
}

impl<'t> ContextField<'t> {
    /// The uses of the field in the package that declares it, tests left out; what could not be mended counts too, as
    /// far as it is seen.
    pub(super) fn seen(&self) -> &[FieldUse<'t>] {
        self.seen.get_or_init(|| seen_in(Scan::package(self.site), self))
    }
}

/// The same in all of `scan`.
pub(super) fn seen_in<'a>(scan: Scan<'a>, field: &ContextField) -> Vec<FieldUse<'a>> {
    let position = position(field);
    let names = type_names(scan, field);
    let words: Vec<&str> = names.iter().map(String::as_str).collect();
    let home = &field.site.file.path;
    let sites = scan.uses(&words, Some(field.name)).filter_map(Result::ok).filter(|s| !s.file.is_test());
    let in_one = |s: Site<'a>| {
        let search = Search { site: s, field, home, names: &names, position, comparable: false };
        let tree = s.tree();
        let all: Vec<FieldUse> = tree.subtree(tree.root()).filter_map(|n| search.seen(n)).collect();
        all
    };
    sites.flat_map(in_one).collect()
}

/// Whether `n` reads the field of such a struct.
pub(super) fn is_own_read(site: Site, field: &ContextField, n: NodeId) -> bool {
    let tree = site.tree();
    tree.kind(n) == Kind::Selector
        && tree.child(n, Field::FieldName).is_some_and(|f| tree.text(f) == field.name)
        && tree.child(n, Field::Operand).is_some_and(|o| field.is_owner(&site.type_of(o)))
}

/// Whether the package that declares the field reads it, and each place that does, as far as it is seen, is as `is`
/// says.
pub(super) fn all_reads(field: &ContextField, is: impl Fn(Site, NodeId) -> bool) -> bool {
    let mut some = false;
    field.seen().iter().all(|u| match u.what {
        Use::Read(n) => {
            some = true;
            is(u.site, n)
        }
        Use::Element { .. } | Use::Assign { .. } => true,
    }) && some
}

/// The struct's name, those of types that are lists and maps of it or the same under another name, and those of
/// structs it could be converted to.
fn type_names(scan: Scan, field: &ContextField) -> Vec<String> {
    let mut names = vec![field.owner.to_owned()];
    let mut known = 0;
    while known < names.len() {
        let mut words: Vec<&str> = names[known..].iter().map(String::as_str).collect();
        let new = words.len();
        // A struct that has such a struct is written with its name, and so is one within the other.
        words.extend((known == 0).then_some(field.name));
        let needles = Needles::new(&words);
        let mut more = Vec::new();
        for file in scan.packages.iter().flat_map(|p| &p.files) {
            for d in file.skim.decls.iter().filter(|d| d.kind == DeclKind::Type) {
                let text = &file.text[d.span.range()];
                let hits = needles.hits(text);
                let is_struct = d.names.len() == 1 && !hits.is_empty() && text.contains("struct");
                let wanted = hits.iter().any(|&(at, word)| match word < new {
                    true => !is_struct,
                    false => is_struct && begins_field(text, at),
                });
                let own = d.names.iter().map(|s| file.text[s.range()].to_owned());
                more.extend(own.filter(|n| wanted && !names.contains(n)));
            }
        }
        known = names.len();
        more.sort();
        more.dedup();
        names.extend(more);
    }
    names
}

/// The number of fields that stand before it in the struct.
fn position(field: &ContextField) -> usize {
    let tree = field.site.tree();
    let lines = tree.children(field.structure).filter(|&f| tree.kind(f) == Kind::FieldDecl);
    let names = |line: NodeId| match tree.children_in(line, Field::Name).collect::<Vec<_>>() {
        embedded if embedded.is_empty() => vec![line],
        names => names,
    };
    lines.flat_map(names).take_while(|&n| n != field.ident).count()
}

/// Whether Go allows to compare the struct, as far as its own lines tell.
fn may_be_compared(field: &ContextField) -> bool {
    let tree = field.site.tree();
    let types = tree.children(field.structure).filter_map(|f| tree.child(f, Field::Type));
    !types.into_iter().any(|t| matches!(tree.kind(t), Kind::SliceType | Kind::MapType | Kind::FuncType))
}

/// Whether a name may begin the declaration of a field where it stands.
fn begins_field(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '\t']);
    before.ends_with(['\n', '{', ';', ','])
}

struct Search<'a, 'f, 't> {
    site: Site<'a>,
    field: &'f ContextField<'t>,
    home: &'f Path,
    /// What [`type_names`] found.
    names: &'f [String],
    /// The number of fields before it.
    position: usize,
    comparable: bool,
}

impl<'a> Search<'a, '_, '_> {
    fn collect(&self, out: &mut Vec<FieldUse<'a>>) -> Result<(), Obstacle> {
        let tree = self.site.tree();
        for n in tree.subtree(tree.root()) {
            match tree.kind(n) {
                Kind::Selector => out.extend(self.selector(n)?),
                Kind::LitValue => out.extend(self.literal(n)?),
                Kind::Call | Kind::Conversion => self.conversion(n)?,
                Kind::Binary if self.comparable && matches!(tree.op(n), Op::Eq | Op::Ne) => {
                    self.comparison(n)?
                }
                Kind::FieldDecl if tree.children_in(n, Field::Name).next().is_none() => self.embedding(n)?,
                Kind::TypeSpec => self.definition(n)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// The use at `n`, if there is one, whatever stands in the way of mending it.
    fn seen(&self, n: NodeId) -> Option<FieldUse<'a>> {
        let tree = self.site.tree();
        match tree.kind(n) {
            Kind::Selector => match self.selector(n) {
                Ok(found) => found,
                Err(_) => {
                    let ty = tree.child(n, Field::Operand).map(|o| self.site.type_of(o));
                    let read = ty.is_some_and(|t| !t.is_unknown()) && !is_write(tree, n);
                    self.found(Use::Read(n)).filter(|_| read)
                }
            },
            Kind::LitValue => self.literal(n).ok().flatten(),
            _ => None,
        }
    }

    fn found(&self, what: Use) -> Option<FieldUse<'a>> {
        Some(FieldUse { site: self.site, what })
    }

    fn at(&self, n: NodeId) -> String {
        place(self.home, self.site, n)
    }

    /// Whether one of the types in question is named below `n`.
    fn mentions(&self, n: NodeId) -> bool {
        let tree = self.site.tree();
        tree.subtree(n).any(|n| {
            let name = tree.kind(n).is_name() || tree.kind(n) == Kind::FieldIdent;
            name && self.names.iter().any(|known| known == tree.text(n))
        })
    }

    fn selector(&self, n: NodeId) -> Result<Option<FieldUse<'a>>, Obstacle> {
        let tree = self.site.tree();
        let (Some(operand), Some(name)) = (tree.child(n, Field::Operand), tree.child(n, Field::FieldName))
        else {
            return Ok(None);
        };
        if tree.text(name) != self.field.name || self.is_import(operand) {
            return Ok(None);
        }
        // A context cannot be called.
        if tree.field(n) == Field::Function {
            return Ok(None);
        }
        let ty = self.site.type_of(operand);
        if !self.field.is_owner(&ty) {
            return match self.site.program.member(&ty, self.field.name, &self.site.package.path) {
                Lookup::Unknown if ty.is_unknown() => {
                    Err(format!("what {} means on {} cannot be told", tree.text(n), self.at(n)))
                }
                Lookup::Found(Member::Field(f)) if f.through.iter().any(|e| *e.name == *self.field.owner) => {
                    Err(format!("{} has it by embedding {}", self.at(n), self.field.owner))
                }
                _ => Ok(None),
            };
        }
        let outer = tree.outside_parens(n);
        let parent = tree.parent(outer);
        if is_write(tree, n) {
            return self.assignment(n, outer).map(|u| self.found(u));
        }
        match parent.map(|p| tree.kind(p)) {
            Some(Kind::Unary) if parent.is_some_and(|p| tree.op(p) == Op::Address) => {
                Err(format!("{} takes its address", self.at(n)))
            }
            Some(Kind::ExprList)
                if parent.and_then(|p| tree.parent(p)).is_some_and(|r| tree.kind(r) == Kind::Return) =>
            {
                Err(format!("{} hands it out", self.at(n)))
            }
            _ => Ok(self.found(Use::Read(n))),
        }
    }

    fn is_import(&self, operand: NodeId) -> bool {
        self.site.tree().kind(operand) == Kind::Ident
            && matches!(self.site.resolve(operand), Entity::Import { .. })
    }

    fn assignment(&self, n: NodeId, target: NodeId) -> Result<Use, Obstacle> {
        let tree = self.site.tree();
        let stmt = tree.parent(target).and_then(|list| tree.parent(list));
        let value = stmt.filter(|&s| {
            tree.kind(s) == Kind::Assign && tree.op(s) == Op::Assign && tree.field(s) == Field::Stmt
        });
        let one =
            |s: NodeId, field| tree.child(s, field).and_then(|l| <[NodeId; 1]>::try_from(tree.list(l)).ok());
        match value.and_then(|s| Some((s, one(s, Field::Left)?, one(s, Field::Right)?))) {
            Some((stmt, _, [value])) => Ok(Use::Assign { stmt, value }),
            None => Err(format!("{} assigns it together with something else", self.at(n))),
        }
    }

    fn literal(&self, body: NodeId) -> Result<Option<FieldUse<'a>>, Obstacle> {
        let tree = self.site.tree();
        let typed = tree.ancestors(body).find_map(|a| match tree.kind(a) {
            Kind::CompositeLit => tree.child(a, Field::Type),
            _ => None,
        });
        if !typed.is_some_and(|t| self.mentions(t)) || !self.field.is_owner(&self.site.type_of(body)) {
            return Ok(None);
        }
        let keyed = |e: NodeId| tree.kind(e) == Kind::KeyedElement;
        if tree.children(body).any(|e| !keyed(e)) {
            let element = tree.children(body).nth(self.position);
            return Ok(element
                .filter(|&e| !keyed(e))
                .and_then(|e| self.found(Use::Element { element: e, value: e })));
        }
        for element in tree.children(body) {
            let (Some(key), Some(value)) =
                (tree.child(element, Field::Key), tree.child(element, Field::Value))
            else {
                continue;
            };
            if tree.text(key) == self.field.name {
                return Ok(self.found(Use::Element { element, value }));
            }
        }
        Ok(None)
    }

    fn conversion(&self, n: NodeId) -> Result<(), Obstacle> {
        let tree = self.site.tree();
        let to = tree.child(n, Field::Function).or_else(|| tree.child(n, Field::Type));
        if !to.is_some_and(|t| tree.kind(t) != Kind::FuncLit && self.mentions(t)) {
            return Ok(());
        }
        let Callee::Conversion(to) = self.site.callee(n) else { return Ok(()) };
        let operand = match tree.kind(n) {
            Kind::Conversion => tree.child(n, Field::Operand),
            _ => tree.only_arg(n),
        };
        let from = operand.map_or(Type::Unknown, |o| self.site.type_of(o));
        let struct_to =
            || matches!(self.site.program.underlying(to.pointee()), Type::Struct(_) | Type::Unknown);
        let other = self.field.is_owner(&to) != self.field.is_owner(&from);
        if other && !matches!(from, Type::Nil) && struct_to() {
            return Err(format!("{} converts it to or from another type", self.at(n)));
        }
        Ok(())
    }

    fn comparison(&self, n: NodeId) -> Result<(), Obstacle> {
        let tree = self.site.tree();
        let by_value = |o: NodeId| {
            let ty = self.site.type_of(o);
            !matches!(ty, Type::Pointer(_)) && self.field.is_owner(&ty)
        };
        let sides = [tree.child(n, Field::Left), tree.child(n, Field::Right)];
        match sides.into_iter().all(|s| s.is_some_and(|s| by_value(tree.unparen(s)))) {
            true => Err(format!("{} compares structs that have it", self.at(n))),
            false => Ok(()),
        }
    }

    fn embedding(&self, decl: NodeId) -> Result<(), Obstacle> {
        let tree = self.site.tree();
        match tree.child(decl, Field::Type).is_some_and(|t| self.field.is_owner(&self.site.type_expr(t))) {
            true => Err(format!("{} embeds {}", self.at(decl), self.field.owner)),
            false => Ok(()),
        }
    }

    /// `type other poller` has the same fields.
    fn definition(&self, spec: NodeId) -> Result<(), Obstacle> {
        let tree = self.site.tree();
        match tree.child(spec, Field::Type).is_some_and(|t| {
            !matches!(tree.kind(t), Kind::StructType | Kind::PointerType)
                && self.field.is_owner(&self.site.type_expr(t))
        }) {
            true => Err(format!("{} defines another type by it", self.at(spec))),
            false => Ok(()),
        }
    }
}
