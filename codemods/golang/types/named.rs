//! What declared names stand for: package members, generic types with arguments, underlying types, constraints.

use super::{Cx, Def, Env, Interface, Named, Term, Type, TypeParam};
use crate::golang::lex::{Lexer, Token};
use crate::golang::program::imports::guess_name;
use crate::golang::program::{DeclRef, Entity, Package};
use crate::golang::skim::DeclKind;
use crate::golang::syntax::{Field, Kind, NodeId};
use std::sync::Arc;

/// Where package context came from: all that it declares is an alias of what that declares, or calls it.
const OLD_CONTEXT: &str = "golang.org/x/net/context";

/// How many definitions are followed from type to type; more are a cycle, which is an error in Go.
const MAX_CHAIN: usize = 40;

impl Env<'_> {
    /// What the file's import called `name` imports: the path, and the package if it is on disk.
    pub(in crate::golang) fn import_named(&self, name: &str) -> Option<(String, Option<Arc<Package>>)> {
        self.import(name, || self.find_import(name))
    }

    fn find_import(&self, name: &str) -> Option<(String, Option<Arc<Package>>)> {
        let path = self.imported_path(name)?;
        Some((path.to_owned(), self.program().import(self.site.package, path)))
    }

    /// The path of the file's import called `name`, for which nothing of the package but its name is read.
    pub(in crate::golang) fn imported_path(&self, name: &str) -> Option<&str> {
        let (program, package, file) = (self.program(), self.site.package, self.site.file);
        let imports = &file.skim.imports;
        let written = |i: &&crate::golang::skim::Import| i.name.map(|s| &file.text[s.range()]);
        let named = imports.iter().find(|i| written(i) == Some(name));
        let found = named.or_else(|| {
            let unnamed = || imports.iter().filter(|i| i.name.is_none());
            let actual = |i: &&crate::golang::skim::Import| {
                program.import_name(package, &i.path).as_deref().unwrap_or(guess_name(&i.path)) == name
            };
            // Most packages are called what their path ends in: those are looked at first.
            let likely = unnamed().filter(|i| i.path.ends_with(name)).find(actual);
            likely.or_else(|| unnamed().filter(|i| !i.path.ends_with(name)).find(actual))
        })?;
        Some(if found.path == OLD_CONTEXT { "context" } else { &found.path })
    }

    /// The type of, or called, `name` in the imported package `path`.
    pub(super) fn package_member(&self, path: &str, name: &str, is_type: bool) -> Type {
        if path == "unsafe" {
            return if name == "Pointer" { Type::Basic(super::Basic::UnsafePointer) } else { Type::Unknown };
        }
        match self.program().import(self.site.package, path) {
            Some(package) => {
                let decls = package.decls_beside(self.site.file, package.decls(name));
                self.cx.declared(&package, &decls)
            }
            None if is_type && path != "C" => Type::Named(Arc::new(Named {
                path: path.into(),
                name: name.into(),
                args: Vec::new(),
                local: None,
                defs: Vec::new(),
            })),
            None => Type::Unknown,
        }
    }

    /// The type or generic function `base` with type arguments.
    pub(in crate::golang) fn instantiated(&self, base: NodeId, args: &[NodeId]) -> Type {
        let args: Vec<Type> = args.iter().map(|&a| self.type_expr(a)).collect();
        match self.type_of(base) {
            Type::Func(sig) => self.cx.with_type_args(&sig, &args),
            generic => match self.alias_params(base) {
                Some(params) => super::subst::subst(&generic, &params, &args),
                None => match generic {
                    Type::Named(n) if n.args.is_empty() => {
                        Type::Named(Arc::new(Named { args, ..(*n).clone() }))
                    }
                    _ => Type::Unknown,
                },
            },
        }
    }

    /// The type parameters of the generic alias that `base` names.
    fn alias_params(&self, base: NodeId) -> Option<Vec<Arc<TypeParam>>> {
        let params = |env: &Env, name: NodeId| {
            let tree = env.tree();
            let spec = tree.parent(name).filter(|&s| tree.kind(s) == Kind::TypeAlias)?;
            tree.child(spec, Field::TypeParameters).map(|list| env.type_params(list))
        };
        let tree = self.tree();
        match tree.kind(base) {
            Kind::Ident | Kind::TypeIdent => match self.resolve(base) {
                Entity::Local(b) => params(self, self.scopes().binding(b).ident),
                Entity::PackageLevel { package, decls } => {
                    self.cx.at_decl(&package, *decls.first()?, params)?
                }
                _ => None,
            },
            Kind::QualifiedType | Kind::Selector => {
                let qualifier = tree.child(base, Field::Package).or(tree.child(base, Field::Operand))?;
                let name = tree.child(base, Field::Name).or(tree.child(base, Field::FieldName))?;
                let package = self.import_named(self.text(qualifier))?.1?;
                let decl = *package.types(self.text(name)).first()?;
                self.cx.at_decl(&package, decl, params)?
            }
            _ => None,
        }
    }
}

impl Cx<'_> {
    /// The type of, or called, what `decls` declare. Several type specs of one name are one type.
    pub(in crate::golang) fn declared(&self, package: &Arc<Package>, decls: &[DeclRef]) -> Type {
        if let [decl] = *decls
            && let Some(named) = defined(package, decl)
        {
            return named;
        }
        let ty = self.agreed(package, decls, |env, n| env.declared(n));
        let Type::Named(first) = &ty else { return ty };
        if decls.len() < 2 || first.defs.is_empty() {
            return ty;
        }
        let is_spec = |env: &Env, n: NodeId| {
            let spec = env.tree().parent(n).is_some_and(|p| env.tree().kind(p) == Kind::TypeSpec);
            spec.then(|| env.def(n))
        };
        let defs: Option<Vec<Def>> =
            decls.iter().map(|&d| self.at_decl(package, d, is_spec).flatten()).collect();
        match defs {
            Some(defs) => Type::Named(Arc::new(Named { defs, ..(**first).clone() })),
            None => ty,
        }
    }

    /// The type with all definitions of every type in it, whatever file it was seen from.
    pub(super) fn widened(&self, ty: &Type) -> Type {
        let several = |t: &Type| match t {
            Type::Named(n) => n.package().is_some_and(|p| p.types(&n.name).len() > 1),
            _ => false,
        };
        if !ty.any(&several) {
            return ty.clone();
        }
        super::subst::map_named(ty, &|n| match n.package().filter(|_| n.local.is_none()) {
            Some(package) => {
                let all = package.types(&n.name).iter();
                let defs: Option<Vec<Def>> =
                    all.map(|&d| self.at_decl(package, d, |env, name| env.def(name))).collect();
                defs.unwrap_or_else(|| n.defs.clone())
            }
            None => n.defs.clone(),
        })
    }

    /// The type parameters that a defined type declares.
    pub(super) fn params_of(&self, def: &Def) -> Vec<Arc<TypeParam>> {
        let params = self.at_def(def, |env, name| {
            let spec = env.tree().parent(name)?;
            env.tree().child(spec, Field::TypeParameters).map(|list| env.type_params(list))
        });
        params.flatten().unwrap_or_default()
    }

    /// What the definitions of `named` say it is, one for each; not yet its underlying type.
    pub(super) fn definitions(&self, named: &Named) -> Vec<Type> {
        let one = |def: &Def| {
            let ty = self.at_def(def, |env, name| {
                let spec = env.tree().parent(name)?;
                env.tree().child(spec, Field::Type).map(|t| env.type_expr(t))
            });
            let ty = ty.flatten().unwrap_or(Type::Unknown);
            if named.args.is_empty() {
                ty
            } else {
                super::subst::subst(&ty, &self.params_of(def), &named.args)
            }
        };
        let all = named.defs.iter().map(one);
        // Each variant's file sees its own variants of other types; together they have to hold for all.
        if named.defs.len() > 1 { all.map(|ty| self.widened(&ty)).collect() } else { all.collect() }
    }

    /// The underlying type. Of a type parameter its constraint, as an interface.
    pub(in crate::golang) fn underlying(&self, ty: &Type) -> Type {
        let mut ty = ty.clone();
        for _ in 0..MAX_CHAIN {
            if !self.step() {
                break;
            }
            ty = match &ty {
                Type::Named(n) if n.path.is_empty() => return universe_underlying(n),
                Type::Named(n) => {
                    let mut all = self.definitions(n).into_iter();
                    match all.next() {
                        Some(first) if all.all(|t| t == first) => first,
                        _ => return Type::Unknown,
                    }
                }
                Type::TypeParam(p) => return self.constraint(p),
                _ => return ty,
            };
        }
        Type::Unknown
    }

    /// The constraint of a type parameter, as an interface.
    pub(super) fn constraint(&self, p: &TypeParam) -> Type {
        let found = self.at_def(&p.def, |env, name| {
            let tree = env.tree();
            let parent = tree.parent(name)?;
            match tree.kind(parent) {
                Kind::TypeParam => tree.child(parent, Field::Type).map(|t| env.type_expr(t)),
                Kind::TypeArgs => {
                    let i = tree.children(parent).position(|c| c == name)?;
                    let all = tree.children(parent);
                    let own: Vec<Type> = all.map(|c| Type::TypeParam(env.type_param(c))).collect();
                    let base = tree.child(tree.parent(parent)?, Field::Type)?;
                    let Type::Named(n) = env.type_of(base) else { return None };
                    let params = self.params_of(n.defs.first()?);
                    let declared = params.get(i)?;
                    (declared.origin != p.origin)
                        .then(|| super::subst::subst(&self.constraint(declared), &params, &own))
                }
                _ => None,
            }
        });
        match found.flatten() {
            // No type parameter is a constraint.
            None | Some(Type::Unknown | Type::TypeParam(_)) => Type::Unknown,
            Some(ty) => match self.underlying(&ty) {
                Type::Interface(i) => Type::Interface(i),
                Type::Unknown => Type::Unknown,
                _ => {
                    let embeds = vec![vec![Term { tilde: false, ty }]];
                    Type::Interface(Arc::new(Interface { methods: Vec::new(), embeds }))
                }
            },
        }
    }

    /// The underlying type, and of a type parameter the one that all types of its type set share.
    pub(super) fn core(&self, ty: &Type) -> Type {
        match ty {
            Type::TypeParam(p) => {
                let mut terms = Vec::new();
                if !self.type_set(&self.constraint(p), &mut terms, 0) {
                    return Type::Unknown;
                }
                let mut all = terms.iter().map(|t| self.underlying(&t.ty));
                match all.next() {
                    Some(first) if all.all(|t| t == first) => first,
                    _ => Type::Unknown,
                }
            }
            _ => self.underlying(ty),
        }
    }

    /// Adds the terms of the interface's unions; says whether all of them are known.
    pub(super) fn type_set(&self, interface: &Type, terms: &mut Vec<Term>, depth: usize) -> bool {
        let Type::Interface(i) = interface else { return false };
        if depth > MAX_CHAIN {
            return false;
        }
        i.embeds.iter().flatten().all(|term| match self.underlying(&term.ty) {
            Type::Unknown => false,
            inner @ Type::Interface(_) => self.type_set(&inner, terms, depth + 1),
            _ => {
                terms.push(term.clone());
                true
            }
        })
    }
}

/// The type that `decl` defines, where its name alone tells that it does: most types are asked for nothing more.
fn defined(package: &Arc<Package>, decl: DeclRef) -> Option<Type> {
    let def = Def::of(package, decl)?;
    let file = &def.place.file;
    if file.skim.decls.get(decl.decl)?.kind != DeclKind::Type {
        return None;
    }
    let behind = &file.text[def.name.end as usize..];
    let next = Lexer::new(behind).find(|t| t.token != Token::Comment)?.text(behind);
    // An alias, or one with type parameters.
    if matches!(next, "=" | "[") {
        return None;
    }
    Some(Type::Named(Arc::new(Named {
        path: package.path.clone(),
        name: file.text[def.name.range()].into(),
        args: Vec::new(),
        local: None,
        defs: vec![def],
    })))
}

fn universe_underlying(n: &Named) -> Type {
    match &*n.name {
        "error" => {
            let sig = super::Signature { results: vec![Type::STRING], ..Default::default() };
            let method = super::InterfaceMethod { name: "Error".into(), sig: Arc::new(sig), path: "".into() };
            Type::Interface(Arc::new(Interface { methods: vec![method], embeds: Vec::new() }))
        }
        "comparable" => Type::empty_interface(),
        _ => Type::Unknown,
    }
}
