//! What a call calls.

use super::imports::guess_name;
use super::{DeclRef, Entity, File, Package, Program, Site};
use crate::golang::scopes::BindingKind;
use crate::golang::skim::DeclKind;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::{Cx, Env, Lookup, Member, Signature, Type};
use std::sync::Arc;

/// A function or method declaration.
#[derive(Clone, Debug)]
pub struct FuncRef {
    pub package: Arc<Package>,
    pub file: Arc<File>,
    /// Index into `file.skim.decls`.
    pub decl: usize,
}

impl FuncRef {
    pub(in crate::golang) fn new(package: &Arc<Package>, r: DeclRef) -> Option<FuncRef> {
        let file = package.files.get(r.file)?.clone();
        Some(FuncRef { package: package.clone(), file, decl: r.decl })
    }

    /// The source of the body, braces included; empty where there is none.
    pub fn body_text(&self) -> &str {
        let body = self.file.skim.decls.get(self.decl).and_then(|d| d.body);
        body.map_or("", |b| &self.file.text[b.range()])
    }

    /// Whether it is declared in the module of the site: what its author may change, and has written himself.
    pub fn is_of_module(&self, site: Site) -> bool {
        self.package.module.root == site.package.module.root
    }

    /// The declaration, body included; `None` if it has no tree.
    pub fn site<'a>(&'a self, program: &'a Program<'a>) -> Option<Site<'a>> {
        Site::new(program, &self.package, &self.file, self.decl)
    }
}

impl PartialEq for FuncRef {
    fn eq(&self, other: &Self) -> bool {
        self.file.path == other.file.path && self.decl == other.decl
    }
}

/// A function or method that is known by name.
#[derive(Clone, Debug)]
pub struct Known {
    /// The import path of the package that declares it; empty for the method of `error`.
    pub package: Arc<str>,
    /// The name of the type that declares the method: of a promoted one the embedded type's.
    pub receiver: Option<Arc<str>>,
    /// Whether the method has a pointer receiver.
    pub pointer: bool,
    pub name: Arc<str>,
    /// Empty for a method of an interface, and where no source is on disk.
    pub decls: Vec<FuncRef>,
    /// Type arguments put in, as far as they are known.
    pub sig: Option<Signature>,
    /// Whether it is a method of an interface.
    pub interface: bool,
}

impl Known {
    /// Whether it is the function `name` of the package `path`.
    pub fn is_func(&self, path: &str, name: &str) -> bool {
        self.receiver.is_none() && &*self.package == path && &*self.name == name
    }

    /// Whether it is the method `name` of the type `receiver` of the package `path`.
    pub fn is_method(&self, path: &str, receiver: &str, name: &str) -> bool {
        self.receiver.as_deref() == Some(receiver) && &*self.package == path && &*self.name == name
    }
}

/// What a call calls.
#[derive(Clone, Debug)]
pub enum Callee {
    Known(Box<Known>),
    /// A method expression, `T.m` or `(*T).m`: the first argument is the receiver.
    MethodExpr(Box<Known>),
    /// A predeclared function, or one of `unsafe`.
    Builtin(&'static str),
    /// No call: a conversion to this type.
    Conversion(Type),
    /// A function literal called where it stands.
    Literal(NodeId),
    /// A function value: a variable, a field, a result.
    Value,
    Unknown,
}

impl Callee {
    pub fn known(&self) -> Option<&Known> {
        match self {
            Callee::Known(k) => Some(k),
            _ => None,
        }
    }
}

impl Site<'_> {
    /// What the call (or conversion) `call` calls.
    pub fn callee(&self, call: NodeId) -> Callee {
        let cx = Cx::new(self.program);
        Env::new(&cx, *self).callee(call)
    }

    /// What a call of the expression `function` would call.
    pub fn called(&self, function: NodeId) -> Callee {
        let cx = Cx::new(self.program);
        Env::new(&cx, *self).called(function)
    }
}

impl Env<'_> {
    /// What `call` calls, with inferred type arguments put in.
    pub fn callee(&self, call: NodeId) -> Callee {
        let tree = self.tree();
        if tree.kind(call) == Kind::Conversion {
            let ty = tree.child(call, Field::Type).map_or(Type::Unknown, |t| self.type_expr(t));
            return Callee::Conversion(ty);
        }
        let Some(function) = tree.child(call, Field::Function) else { return Callee::Unknown };
        let mut callee = self.called(function);
        let explicit = tree.child(call, Field::TypeArguments);
        let explicit: Vec<NodeId> = explicit.map(|e| tree.children(e).collect()).unwrap_or_default();
        match &mut callee {
            Callee::Known(known) => {
                if let Some(sig) = known.sig.as_mut().filter(|s| !s.type_params.is_empty()) {
                    *sig = self.inferred(sig, &explicit, call);
                }
            }
            Callee::Conversion(ty) if !explicit.is_empty() => *ty = self.instantiated(function, &explicit),
            _ => {}
        }
        callee
    }

    /// What the function expression stands for; type arguments are those written in it.
    pub fn called(&self, function: NodeId) -> Callee {
        let tree = self.tree();
        let n = tree.unparen(function);
        if self.is_type(n) {
            return Callee::Conversion(self.type_expr(n));
        }
        match tree.kind(n) {
            Kind::Ident | Kind::TypeIdent => match self.resolve(n) {
                Entity::Local(b) => match self.scopes().binding(b).kind {
                    BindingKind::Type | BindingKind::TypeParam => Callee::Conversion(self.type_of(n)),
                    _ => Callee::Value,
                },
                Entity::PackageLevel { package, decls } => self.declared_func(&package, &decls),
                Entity::Universe(name) => Callee::Builtin(name),
                _ => Callee::Unknown,
            },
            Kind::Selector => self.selected(n),
            Kind::FuncLit => Callee::Literal(n),
            Kind::Index | Kind::Instantiation => {
                let base = tree.child(n, Field::Operand).or(tree.child(n, Field::Type));
                match base.map(|b| self.called(b)) {
                    Some(Callee::Known(mut known)) if known.sig.is_some() => {
                        if let Type::Func(sig) = self.type_of(n) {
                            known.sig = Some((*sig).clone());
                        }
                        Callee::Known(known)
                    }
                    Some(Callee::Unknown) => Callee::Unknown,
                    _ => Callee::Value,
                }
            }
            _ => Callee::Value,
        }
    }

    /// What a call of `function`, a name or selector, would call if it named `name` instead; `None` where a local
    /// name hides that.
    pub fn called_beside(&self, function: NodeId, name: &str) -> Option<Callee> {
        let tree = self.tree();
        match tree.kind(function) {
            Kind::Ident => {
                let hidden = self.scopes().lookup(name, tree.span(function).start as usize).is_some();
                match self.resolve_outside(name) {
                    Entity::PackageLevel { package, decls } if !hidden => {
                        Some(self.declared_func(&package, &decls))
                    }
                    _ => None,
                }
            }
            Kind::Selector => Some(self.selected_as(function, name)),
            _ => None,
        }
    }

    fn declared_func(&self, package: &Arc<Package>, decls: &[DeclRef]) -> Callee {
        let kind = |r: &DeclRef| {
            package.files.get(r.file).and_then(|f| f.skim.decls.get(r.decl)).map(|d| (d.kind, r.name))
        };
        if !decls.iter().all(|r| kind(r).is_some_and(|k| k.0 == DeclKind::Func)) {
            return Callee::Value;
        }
        let Some(first) = decls.first().and_then(|r| Some((package.files.get(r.file)?, r))) else {
            return Callee::Unknown;
        };
        let name = &first.0.skim.decls[first.1.decl].names[first.1.name];
        Callee::Known(Box::new(Known {
            package: package.path.clone(),
            receiver: None,
            pointer: false,
            name: first.0.text[name.range()].into(),
            decls: decls.iter().filter_map(|&r| FuncRef::new(package, r)).collect(),
            sig: signature(&self.cx.declared(package, decls)),
            interface: false,
        }))
    }

    fn selected(&self, selector: NodeId) -> Callee {
        match self.tree().child(selector, Field::FieldName) {
            Some(name) => self.selected_as(selector, self.text(name)),
            None => Callee::Unknown,
        }
    }

    /// What the selector would select if it named `name`.
    fn selected_as(&self, selector: NodeId, name: &str) -> Callee {
        let tree = self.tree();
        let Some(operand) = tree.child(selector, Field::Operand) else { return Callee::Unknown };
        if tree.kind(operand) == Kind::Ident
            && let Entity::Import { path, package } = self.resolve(operand)
        {
            return self.imported_func(&path, package, name);
        }
        let of_type = self.is_type(operand);
        let ty = if of_type { self.type_expr(operand) } else { self.type_of(operand) };
        match self.cx.member(&ty, name, &self.site.package.path) {
            Lookup::Found(Member::Method(m)) => {
                let known = Box::new(Known {
                    package: m.package,
                    receiver: Some(m.receiver),
                    pointer: m.pointer,
                    name: name.into(),
                    decls: m.decls,
                    sig: signature(&m.ty),
                    interface: m.interface,
                });
                if of_type { Callee::MethodExpr(known) } else { Callee::Known(known) }
            }
            _ if of_type => Callee::Value,
            Lookup::Found(Member::Field(_)) => Callee::Value,
            Lookup::None | Lookup::Unknown => Callee::Unknown,
        }
    }

    fn imported_func(&self, path: &str, package: Option<Arc<Package>>, name: &str) -> Callee {
        if path == "unsafe" {
            return UNSAFE.iter().find(|u| **u == name).map_or(Callee::Unknown, |u| Callee::Builtin(u));
        }
        match package {
            Some(package) if package.decls(name).is_empty() => Callee::Unknown,
            Some(package) => {
                let decls = package.decls_beside(self.site.file, package.decls(name));
                self.declared_func(&package, &decls)
            }
            None if path == "C" => Callee::Unknown,
            // Exported and called: most likely a function, though it may be a type or a variable.
            None => Callee::Known(Box::new(Known {
                package: path.into(),
                receiver: None,
                pointer: false,
                name: name.into(),
                decls: Vec::new(),
                sig: None,
                interface: false,
            })),
        }
    }
}

/// The functions of `unsafe`, which the language defines.
const UNSAFE: &[&str] =
    &["Add", "Alignof", "Offsetof", "Sizeof", "Slice", "SliceData", "String", "StringData"];

fn signature(ty: &Type) -> Option<Signature> {
    match ty {
        Type::Func(sig) => Some((**sig).clone()),
        _ => None,
    }
}

impl Site<'_> {
    /// The name by which this file imports the package `path`; `None` if it does not, or only with `.` or `_`.
    pub fn import_name(&self, path: &str) -> Option<String> {
        let file = self.file;
        file.skim.imports.iter().filter(|i| i.path == path).find_map(|i| match i.name {
            Some(span) => {
                let name = &file.text[span.range()];
                (!matches!(name, "." | "_")).then(|| name.to_owned())
            }
            None => Some(match self.program.import_name(self.package, path) {
                Some(name) => name.to_string(),
                None => guess_name(path).to_owned(),
            }),
        })
    }
}
