//! Fields and methods by name, also those promoted through embedding (Go spec, «Selectors»).

use super::subst::subst;
use super::{Cx, Env, Interface, Named, Struct, StructField, Type};
use crate::golang::program::{DeclRef, FuncRef, Package, Program};
use crate::golang::syntax::{Field as SyntaxField, Kind, NodeId};
use std::sync::Arc;

/// How deep embedding may go; more is given up.
const MAX_DEPTH: usize = 20;

/// What a selector selects.
#[derive(Clone, Debug)]
pub enum Member {
    Field(FieldMember),
    Method(MethodMember),
}

/// A field, perhaps promoted.
#[derive(Clone, Debug)]
pub struct FieldMember {
    pub ty: Type,
    /// The embedded fields on the way to it, outermost first.
    pub through: Vec<StructField>,
}

/// A method, perhaps promoted.
#[derive(Clone, Debug)]
pub struct MethodMember {
    /// Its type, without the receiver.
    pub ty: Type,
    /// Import path of the package that declares it.
    pub package: Arc<str>,
    /// The type that declares it; empty for an interface without a name.
    pub receiver: Arc<str>,
    /// Whether it has a pointer receiver.
    pub pointer: bool,
    pub interface: bool,
    /// Empty for methods of interfaces.
    pub decls: Vec<FuncRef>,
    /// The embedded fields on the way to it, outermost first.
    pub through: Vec<StructField>,
    /// Whether a pointer is followed on the way to it.
    pub indirect: bool,
}

/// The answer to the question for a member.
#[derive(Clone, Debug)]
pub enum Lookup {
    Found(Member),
    None,
    Unknown,
}

impl Program<'_> {
    /// The field or method `name` of a value of type `ty`, as code in the package `from` sees it. Whether the
    /// value is addressable is not asked.
    pub fn member(&self, ty: &Type, name: &str, from: &str) -> Lookup {
        Cx::new(self).member(ty, name, from)
    }

    /// The underlying type of `ty`; of a type parameter its constraint, as an interface.
    pub fn underlying(&self, ty: &Type) -> Type {
        Cx::new(self).underlying(ty)
    }
}

/// A type that a search has come to.
struct Step {
    ty: Type,
    through: Vec<StructField>,
    indirect: bool,
}

struct Search<'s> {
    cx: &'s Cx<'s>,
    name: &'s str,
    from: &'s str,
    seen: Vec<Arc<Named>>,
    found: Vec<Member>,
    next: Vec<Step>,
    /// Whether a type of this depth could not be looked into.
    unknown: bool,
}

impl Cx<'_> {
    pub(in crate::golang) fn member(&self, ty: &Type, name: &str, from: &str) -> Lookup {
        let indirect = matches!(ty, Type::Pointer(_));
        let first = Step { ty: ty.pointee().clone(), through: Vec::new(), indirect };
        let mut search = Search {
            cx: self,
            name,
            from,
            seen: Vec::new(),
            found: Vec::new(),
            next: vec![first],
            unknown: false,
        };
        // An unknown type may hold the name nearer than where it is found.
        let mut unknown_above = false;
        for _ in 0..MAX_DEPTH {
            let steps = std::mem::take(&mut search.next);
            if steps.is_empty() {
                return if unknown_above { Lookup::Unknown } else { Lookup::None };
            }
            for step in steps {
                search.step(&step);
            }
            match search.found.pop() {
                Some(member) if search.found.is_empty() && !unknown_above => return Lookup::Found(member),
                Some(_) => return Lookup::Unknown,
                None => unknown_above |= search.unknown,
            }
        }
        Lookup::Unknown
    }
}

impl Search<'_> {
    fn step(&mut self, step: &Step) {
        match &step.ty {
            Type::Named(n) => {
                if self.seen.contains(n) {
                    return;
                }
                self.seen.push(n.clone());
                self.named(n, step);
            }
            Type::Pointer(_) => {}
            ty => {
                let ty = self.cx.underlying(ty);
                let found = self.inside(&ty, None, step);
                self.found.extend(found);
            }
        }
    }

    fn named(&mut self, n: &Arc<Named>, step: &Step) {
        if n.path.is_empty() {
            let found = self.inside(&self.cx.underlying(&Type::Named(n.clone())), Some(n), step);
            self.found.extend(found);
            return;
        }
        let Some(package) = n.package() else {
            self.unknown = true;
            return;
        };
        let methods = package.method(&n.name, self.name);
        if !methods.is_empty() && n.local.is_none() && self.visible(&package.path) {
            let method = self.declared(package, n, methods, step);
            self.found.push(Member::Method(method));
            return;
        }
        // Variants that a build constraint chooses between have to agree.
        let mut all: Vec<Member> = Vec::new();
        for ty in self.cx.definitions(n) {
            let ty = self.cx.underlying(&ty);
            all.extend(self.inside(&ty, Some(n), step));
        }
        let Some(first) = all.first() else { return };
        if all.iter().all(|m| m.ty() == first.ty()) {
            self.found.extend(all.into_iter().next());
        } else {
            self.unknown = true;
            self.found.extend(all);
        }
    }

    /// Whether code of the package `from` may name what the package `path` declares.
    fn visible(&self, path: &str) -> bool {
        self.name.starts_with(char::is_uppercase) || path == self.from
    }

    /// Looks into an underlying type. `owner` is the defined type that it underlies.
    fn inside(&mut self, ty: &Type, owner: Option<&Named>, step: &Step) -> Option<Member> {
        match ty {
            Type::Struct(s) => self.field(s, step),
            Type::Interface(i) => self.interface(i, owner, step, 0),
            Type::Unknown => {
                self.unknown = true;
                None
            }
            _ => None,
        }
    }

    fn field(&mut self, s: &Struct, step: &Step) -> Option<Member> {
        let named = s.fields.iter().find(|f| &*f.name == self.name && self.visible(&f.path));
        if let Some(f) = named {
            return Some(Member::Field(FieldMember { ty: f.ty.clone(), through: step.through.clone() }));
        }
        for f in s.fields.iter().filter(|f| f.embedded) {
            let mut through = step.through.clone();
            through.push(f.clone());
            let indirect = step.indirect || matches!(f.ty, Type::Pointer(_));
            self.next.push(Step { ty: f.ty.pointee().clone(), through, indirect });
        }
        None
    }

    fn interface(
        &mut self,
        i: &Interface,
        owner: Option<&Named>,
        step: &Step,
        depth: usize,
    ) -> Option<Member> {
        if let Some(m) = i.methods.iter().find(|m| &*m.name == self.name && self.visible(&m.path)) {
            return Some(Member::Method(MethodMember {
                ty: Type::Func(m.sig.clone()),
                package: m.path.clone(),
                receiver: owner.map_or_else(|| "".into(), |n| n.name.clone()),
                pointer: false,
                interface: true,
                decls: Vec::new(),
                through: step.through.clone(),
                indirect: step.indirect,
            }));
        }
        if depth > MAX_DEPTH {
            self.unknown = true;
            return None;
        }
        for union in &i.embeds {
            let [term] = &union[..] else { continue };
            let owner = term.ty.as_named().map(|n| &**n);
            match self.cx.underlying(&term.ty) {
                Type::Interface(inner) => {
                    if let Some(found) = self.interface(&inner, owner, step, depth + 1) {
                        return Some(found);
                    }
                }
                Type::Unknown => self.unknown = true,
                // The one type of a type set has methods of its own.
                _ => self.next.push(Step {
                    ty: term.ty.pointee().clone(),
                    through: step.through.clone(),
                    indirect: step.indirect,
                }),
            }
        }
        None
    }

    fn declared(&self, package: &Arc<Package>, n: &Named, decls: &[DeclRef], step: &Step) -> MethodMember {
        let ty = self.cx.agreed(package, decls, |env, name| {
            let sig = env.declared(name);
            let receiver = env.tree().parent(name).map(|m| env.receiver_params(m)).unwrap_or_default();
            subst(&sig, &receiver, &n.args)
        });
        let is_pointer =
            |env: &Env, name: NodeId| env.tree().parent(name).is_some_and(|m| env.has_pointer_receiver(m));
        let pointer = decls.iter().any(|&d| self.cx.at_decl(package, d, is_pointer).unwrap_or(false));
        MethodMember {
            ty,
            package: package.path.clone(),
            receiver: n.name.clone(),
            pointer,
            interface: false,
            decls: decls.iter().filter_map(|&d| FuncRef::new(package, d)).collect(),
            through: step.through.clone(),
            indirect: step.indirect,
        }
    }
}

impl Member {
    pub fn ty(&self) -> &Type {
        match self {
            Member::Field(f) => &f.ty,
            Member::Method(m) => &m.ty,
        }
    }
}

impl Env<'_> {
    fn receiver_type(&self, method: NodeId) -> Option<NodeId> {
        let tree = self.tree();
        let param = tree.only_child(tree.child(method, SyntaxField::Receiver)?)?;
        let mut ty = tree.child(param, SyntaxField::Type)?;
        while tree.kind(ty) == Kind::ParenType {
            ty = tree.only_child(ty)?;
        }
        Some(ty)
    }

    fn has_pointer_receiver(&self, method: NodeId) -> bool {
        self.receiver_type(method).is_some_and(|t| self.tree().kind(t) == Kind::PointerType)
    }

    /// The type parameters that a method's receiver declares.
    fn receiver_params(&self, method: NodeId) -> Vec<Arc<super::TypeParam>> {
        let tree = self.tree();
        let generic = self
            .receiver_type(method)
            .and_then(|t| tree.subtree(t).find(|&n| tree.kind(n) == Kind::GenericType));
        let args = generic.and_then(|g| tree.child(g, SyntaxField::TypeArguments));
        args.map(|a| tree.children(a).map(|p| self.type_param(p)).collect()).unwrap_or_default()
    }
}
