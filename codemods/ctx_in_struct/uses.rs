//! Every use of the field in its package, and every use of its struct that removing the field would break.

use super::ContextField;
use super::scan::{Obstacle, Scan, place};
use crate::golang::program::{Callee, Entity, Site};
use crate::golang::scopes::is_write;
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

/// All uses, in the order of files and source; an obstacle if one of them, or of the struct, cannot be mended.
pub(super) fn uses<'a>(
    scan: Scan<'a>,
    field: &ContextField,
    home: &Path,
) -> Result<Vec<FieldUse<'a>>, Obstacle> {
    let mut words = type_names(scan, field);
    words.push(field.name.to_owned());
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut out = Vec::new();
    for site in scan.mentions(&words) {
        Search { site: site?, field, home }.collect(&mut out)?;
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

/// The struct's name, those of types made of it, and those of structs it could be converted to.
fn type_names(scan: Scan, field: &ContextField) -> Vec<String> {
    let mut names = vec![field.owner.to_owned()];
    let mut at = 0;
    while let Some(name) = names.get(at).cloned() {
        at += 1;
        let words: Vec<&str> = if at == 1 { vec![&name, field.name] } else { vec![&name] };
        for file in &scan.package.files {
            for d in file.skim.decls.iter().filter(|d| d.kind == crate::golang::skim::DeclKind::Type) {
                let needles = crate::golang::needles::Needles::new(&words);
                if needles.any(&file.text[d.span.range()]) {
                    let own = d.names.iter().map(|s| file.text[s.range()].to_owned());
                    let new: Vec<String> = own.filter(|n| !names.contains(n)).collect();
                    names.extend(new);
                }
            }
        }
    }
    names
}

struct Search<'a, 'f> {
    site: Site<'a>,
    field: &'f ContextField<'f>,
    home: &'f Path,
}

impl<'a> Search<'a, '_> {
    fn collect(&self, out: &mut Vec<FieldUse<'a>>) -> Result<(), Obstacle> {
        let tree = self.site.tree();
        for n in tree.subtree(tree.root()) {
            match tree.kind(n) {
                Kind::Selector => out.extend(self.selector(n)?),
                Kind::LitValue => out.extend(self.literal(n)?),
                Kind::Call | Kind::Conversion => self.conversion(n)?,
                Kind::Binary if matches!(tree.op(n), Op::Eq | Op::Ne) => self.comparison(n)?,
                Kind::FieldDecl if tree.children_in(n, Field::Name).next().is_none() => self.embedding(n)?,
                Kind::TypeSpec => self.definition(n)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn found(&self, what: Use) -> Option<FieldUse<'a>> {
        Some(FieldUse { site: self.site, what })
    }

    fn at(&self, n: NodeId) -> String {
        place(self.home, self.site, n)
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
        let ty = self.site.type_of(operand);
        if !self.field.is_owner(&ty) {
            return match self.site.program.member(&ty, self.field.name, &self.site.package.path) {
                Lookup::Unknown if ty.is_unknown() => {
                    Err(format!("what {} means on {} cannot be told", tree.text(n), self.at(n)))
                }
                Lookup::Found(Member::Field(f)) if f.through.iter().any(|t| **t == *self.field.owner) => {
                    Err(format!("{} has it by embedding {}", self.at(n), self.field.owner))
                }
                _ => Ok(None),
            };
        }
        let outer = self.outside_parens(n);
        let parent = tree.parent(outer);
        if is_write(tree, n) {
            return self.assignment(n, outer).map(|u| self.found(u));
        }
        match parent.map(|p| tree.kind(p)) {
            Some(Kind::Binary) => Err(format!("{} compares it", self.at(n))),
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

    fn outside_parens(&self, n: NodeId) -> NodeId {
        let tree = self.site.tree();
        let mut outer = n;
        while let Some(p) = tree.parent(outer).filter(|&p| tree.kind(p) == Kind::Paren) {
            outer = p;
        }
        outer
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
        if !self.field.is_owner(&self.site.type_of(body)) {
            return Ok(None);
        }
        for element in tree.children(body) {
            if tree.kind(element) != Kind::KeyedElement {
                return Err(format!("{} has a literal of it without keys", self.at(element)));
            }
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
        let Callee::Conversion(to) = self.site.callee(n) else { return Ok(()) };
        let operand = match tree.kind(n) {
            Kind::Conversion => tree.child(n, Field::Operand),
            _ => tree.child(n, Field::Arguments).and_then(|a| tree.only_child(a)),
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
        match tree.child(n, Field::Left).is_some_and(by_value) {
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
