//! Types of Go expressions, as far as declarations tell. «Unknown» is an answer, and it spreads.
//!
//! [`Type`] is a value without references, cheap to clone. What a type or expression means is asked of
//! [`Site`](super::program::Site) and [`Program`](super::program::Program), which this module extends:
//! `Site::type_of`, `Site::type_expr`, `Program::underlying`, `Program::member`, `Program::implements`.

mod address;
mod binding;
mod builtins;
mod call;
mod composite;
mod constant;
mod display;
mod env;
mod expr;
mod infer;
mod member;
mod named;
mod operators;
mod range;
mod satisfy;
mod spell;
mod subst;
mod syntax;
pub(in crate::golang) mod table;
mod twin;

pub use member::{FieldMember, Lookup, Member, MethodMember};

use super::program::{DeclRef, Package, Place};
use crate::span::Span;
use std::path::Path;
use std::sync::Arc;

pub(in crate::golang) use env::{Cx, Env};

/// A Go type. Aliases are resolved: `any` is an empty interface, `byte` is `uint8`.
#[derive(Clone, PartialEq, Debug)]
pub enum Type {
    Unknown,
    Basic(Basic),
    /// A constant without a type, or the result of a comparison.
    Untyped(Untyped),
    /// The type of `nil`.
    Nil,
    Named(Arc<Named>),
    Pointer(Arc<Type>),
    Slice(Arc<Type>),
    Array(Arc<Array>),
    Map(Arc<(Type, Type)>),
    Chan(Dir, Arc<Type>),
    Func(Arc<Signature>),
    Struct(Arc<Struct>),
    Interface(Arc<Interface>),
    /// What a call gives that does not give exactly one value.
    Tuple(Arc<[Type]>),
    TypeParam(Arc<TypeParam>),
}

/// A predeclared type.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Basic {
    Bool,
    String,
    Int,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Uintptr,
    Float32,
    Float64,
    Complex64,
    Complex128,
    UnsafePointer,
}

/// The kind of a constant without a type. Numbers are ordered as Go's default rules need.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Untyped {
    Bool,
    String,
    Int,
    Rune,
    Float,
    Complex,
}

/// Which way values may go.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Dir {
    Both,
    Recv,
    Send,
}

/// An array; its length is `None` where the constant is not known.
#[derive(Clone, PartialEq, Debug)]
pub struct Array {
    pub len: Option<u64>,
    pub elem: Type,
}

/// A defined type. Two are the same if path, name, local identity and arguments are.
#[derive(Clone, Debug)]
pub struct Named {
    /// Import path of its package; empty for `error` and `comparable`.
    pub path: Arc<str>,
    pub name: Arc<str>,
    pub args: Vec<Type>,
    /// What tells local types of one name apart.
    pub local: Option<Origin>,
    /// Its declarations: more than one where build constraints choose, none where its package is not on disk.
    pub defs: Vec<Def>,
}

/// A declared name: the file and the byte offset of the identifier that declares it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Origin {
    pub file: Arc<Path>,
    pub offset: u32,
}

/// A type spec, by its name: it need not have been parsed.
#[derive(Clone, Debug)]
pub struct Def {
    pub place: Place,
    pub name: Span,
}

impl Def {
    /// The type spec, or any declaration, that `decl` of `package` points at.
    pub(super) fn of(package: &Arc<Package>, decl: DeclRef) -> Option<Def> {
        let file = package.files.get(decl.file)?;
        let name = *file.skim.decls.get(decl.decl)?.names.get(decl.name)?;
        let place = Place { package: package.clone(), file: file.clone(), decl: decl.decl, header: true };
        Some(Def { place, name })
    }
}

impl Def {
    /// What stands behind the name, up to the next declared one: enough to tell, before the type is parsed, what is
    /// not in it.
    pub fn text(&self) -> &str {
        let file = &self.place.file;
        let decl = file.skim.decls.get(self.place.decl);
        let names = decl.map_or(&[][..], |d| &d.names);
        let next = names.iter().map(|n| n.start).filter(|&s| s > self.name.start).min();
        let end = next.or(decl.map(|d| d.span.end)).unwrap_or(self.name.end);
        file.text.get(self.name.end as usize..end as usize).unwrap_or_default()
    }
}

impl Named {
    /// The package that declares it; `None` where that is not on disk.
    pub fn package(&self) -> Option<&Arc<Package>> {
        self.defs.first().map(|d| &d.place.package)
    }

    /// Whether it is the predeclared `error`.
    pub fn is_error(&self) -> bool {
        self.path.is_empty() && &*self.name == "error"
    }

    /// Whether it is `name` of the package `path`, without arguments and not local.
    pub fn is(&self, path: &str, name: &str) -> bool {
        &*self.path == path && &*self.name == name && self.local.is_none() && self.args.is_empty()
    }
}

impl PartialEq for Named {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
            && self.path == other.path
            && self.local == other.local
            && self.args == other.args
    }
}

/// The type of a function. Names of parameters and receivers are not part of it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Signature {
    pub type_params: Vec<Arc<TypeParam>>,
    /// Of a variadic function the last one is a slice.
    pub params: Vec<Type>,
    pub results: Vec<Type>,
    pub variadic: bool,
}

/// A struct type.
#[derive(Clone, PartialEq, Debug)]
pub struct Struct {
    pub fields: Vec<StructField>,
}

/// A field of a struct.
#[derive(Clone, PartialEq, Debug)]
pub struct StructField {
    pub name: Arc<str>,
    pub ty: Type,
    pub embedded: bool,
    /// The import path of the package whose unexported names it may share; it alone sees an unexported field.
    pub path: Arc<str>,
}

/// An interface type, as written: embedded interfaces are not yet drawn in.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Interface {
    /// By name.
    pub methods: Vec<InterfaceMethod>,
    /// Embedded types and unions, in source order. An embedded type is a union of one term.
    pub embeds: Vec<Vec<Term>>,
}

/// A method of an interface.
#[derive(Clone, PartialEq, Debug)]
pub struct InterfaceMethod {
    pub name: Arc<str>,
    pub sig: Arc<Signature>,
    pub path: Arc<str>,
}

/// One term of a union: `T` or `~T`.
#[derive(Clone, PartialEq, Debug)]
pub struct Term {
    pub tilde: bool,
    pub ty: Type,
}

/// A type parameter; two are the same if they are declared at the same place.
#[derive(Clone, Debug)]
pub struct TypeParam {
    pub name: Arc<str>,
    pub origin: Origin,
    /// Where it is declared, and by which identifier.
    pub def: Def,
}

impl PartialEq for TypeParam {
    fn eq(&self, other: &Self) -> bool {
        self.origin == other.origin
    }
}

impl Type {
    pub const INT: Type = Type::Basic(Basic::Int);
    pub const BOOL: Type = Type::Basic(Basic::Bool);
    pub const STRING: Type = Type::Basic(Basic::String);

    pub fn pointer(to: Type) -> Type {
        if to == Type::Unknown { Type::Unknown } else { Type::Pointer(Arc::new(to)) }
    }

    pub fn slice(of: Type) -> Type {
        Type::Slice(Arc::new(of))
    }

    /// The type of a list of values: of exactly one, that value's.
    pub fn tuple(mut of: Vec<Type>) -> Type {
        match of.len() {
            1 => of.remove(0),
            _ => Type::Tuple(of.into()),
        }
    }

    pub fn empty_interface() -> Type {
        Type::Interface(Arc::default())
    }

    pub fn error() -> Type {
        Type::universe("error")
    }

    fn universe(name: &str) -> Type {
        Type::Named(Arc::new(Named {
            path: "".into(),
            name: name.into(),
            args: Vec::new(),
            local: None,
            defs: Vec::new(),
        }))
    }

    pub fn is_unknown(&self) -> bool {
        *self == Type::Unknown
    }

    pub fn as_named(&self) -> Option<&Arc<Named>> {
        match self {
            Type::Named(n) => Some(n),
            _ => None,
        }
    }

    /// What a pointer points at; anything else is itself.
    pub fn pointee(&self) -> &Type {
        match self {
            Type::Pointer(to) => to,
            other => other,
        }
    }

    /// The type that a variable gets which is initialised with such a value.
    pub fn defaulted(&self) -> Type {
        match self {
            Type::Untyped(kind) => Type::Basic(match kind {
                Untyped::Bool => Basic::Bool,
                Untyped::String => Basic::String,
                Untyped::Int => Basic::Int,
                Untyped::Rune => Basic::Int32,
                Untyped::Float => Basic::Float64,
                Untyped::Complex => Basic::Complex128,
            }),
            Type::Nil => Type::Unknown,
            other => other.clone(),
        }
    }
}
