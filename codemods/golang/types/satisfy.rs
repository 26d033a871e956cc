//! Which interfaces a type satisfies, and the types that contexts are about.

use super::{Cx, Interface, InterfaceMethod, Lookup, Member, Type};
use crate::golang::program::Program;

const MAX_DEPTH: usize = 30;

impl Program<'_> {
    /// Whether `ty` implements the interface type `interface`; `None` where it cannot be told. Type sets of
    /// constraints are not looked at: an interface with unions gives `None`.
    pub fn implements(&self, ty: &Type, interface: &Type) -> Option<bool> {
        Cx::new(self).implements(ty, interface)
    }
}

impl Cx<'_> {
    fn collect_methods(&self, i: &Interface, all: &mut Vec<InterfaceMethod>, depth: usize) -> Option<()> {
        if depth > MAX_DEPTH {
            return None;
        }
        for m in &i.methods {
            if !all.iter().any(|n| n.name == m.name) {
                all.push(m.clone());
            }
        }
        for union in &i.embeds {
            let [term] = &union[..] else { return None };
            let Type::Interface(inner) = self.underlying(&term.ty) else { return None };
            self.collect_methods(&inner, all, depth + 1)?;
        }
        Some(())
    }

    fn implements(&self, ty: &Type, interface: &Type) -> Option<bool> {
        let Type::Interface(i) = self.underlying(interface) else { return None };
        let mut wanted = Vec::new();
        self.collect_methods(&i, &mut wanted, 0)?;
        let mut sure = true;
        for m in wanted {
            match self.has_method(ty, &m) {
                Some(true) => {}
                Some(false) => return Some(false),
                None => sure = false,
            }
        }
        sure.then_some(true)
    }

    fn has_method(&self, ty: &Type, wanted: &InterfaceMethod) -> Option<bool> {
        let method = match self.member(ty, &wanted.name, &wanted.path) {
            Lookup::Found(Member::Method(m)) => m,
            Lookup::Found(Member::Field(_)) | Lookup::None => return Some(false),
            Lookup::Unknown => return None,
        };
        // A pointer to an interface has no methods.
        if method.interface && method.through.is_empty() && matches!(ty, Type::Pointer(_)) {
            return Some(false);
        }
        if method.pointer && !method.indirect {
            return Some(false);
        }
        let wanted = Type::Func(wanted.sig.clone());
        if method.ty.has_unknown() || wanted.has_unknown() {
            return None;
        }
        Some(method.ty == wanted)
    }
}

impl Type {
    /// Whether it is `context.Context`, under whatever alias.
    pub fn is_context(&self) -> bool {
        self.is_named("context", "Context")
    }

    /// Whether it is `context.CancelFunc` or `context.CancelCauseFunc`.
    pub fn is_cancel_func(&self) -> bool {
        self.is_named("context", "CancelFunc") || self.is_named("context", "CancelCauseFunc")
    }

    /// Whether it is the type `name` of the package `path`.
    pub fn is_named(&self, path: &str, name: &str) -> bool {
        self.as_named().is_some_and(|n| n.is(path, name))
    }
}
