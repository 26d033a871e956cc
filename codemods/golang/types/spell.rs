//! Types and their zero values as Go source for a place in a file: only by names that mean the right thing there.

use super::{Basic, Cx, Dir, Env, Interface, Named, Signature, Struct, Type};
use crate::golang::program::{Entity, Site};

impl Site<'_> {
    /// The type as Go source at the byte offset `at` of this declaration; `None` if a package is not imported
    /// here, a name is hidden or not exported, or the type is unknown.
    pub fn spell(&self, ty: &Type, at: usize) -> Option<String> {
        let cx = Cx::new(self.program);
        Speller { env: &Env::new(&cx, *self), at }.ty(ty)
    }

    /// The zero value of the type as Go source at the byte offset `at` of this declaration.
    pub fn zero_value(&self, ty: &Type, at: usize) -> Option<String> {
        let cx = Cx::new(self.program);
        let env = Env::new(&cx, *self);
        let speller = Speller { env: &env, at };
        match cx.underlying(ty) {
            // Of a type parameter no literal is a value.
            _ if matches!(ty, Type::TypeParam(_)) => Some(format!("*new({})", speller.ty(ty)?)),
            Type::Basic(Basic::Bool) => speller.universe("false"),
            Type::Basic(Basic::String) => Some("\"\"".to_owned()),
            Type::Basic(Basic::UnsafePointer) => speller.universe("nil"),
            Type::Basic(_) => Some("0".to_owned()),
            Type::Pointer(_)
            | Type::Slice(_)
            | Type::Map(_)
            | Type::Chan(..)
            | Type::Func(_)
            | Type::Interface(_) => speller.universe("nil"),
            Type::Struct(_) | Type::Array(_) => Some(format!("{}{{}}", speller.ty(ty)?)),
            _ => None,
        }
    }
}

struct Speller<'s, 'a> {
    env: &'s Env<'a>,
    at: usize,
}

impl Speller<'_, '_> {
    fn ty(&self, ty: &Type) -> Option<String> {
        Some(match ty {
            Type::Basic(Basic::UnsafePointer) => format!("{}.Pointer", self.qualifier("unsafe")?),
            Type::Basic(b) => self.universe(b.name())?,
            Type::Named(n) => self.named(n)?,
            Type::TypeParam(p) => {
                let b = self.env.scopes().lookup(&p.name, self.at)?;
                let here = self.env.origin(self.env.scopes().binding(b).ident);
                (here == p.origin).then(|| p.name.to_string())?
            }
            Type::Pointer(to) => format!("*{}", self.ty(to)?),
            Type::Slice(of) => format!("[]{}", self.ty(of)?),
            Type::Array(a) => format!("[{}]{}", a.len?, self.ty(&a.elem)?),
            Type::Map(kv) => format!("map[{}]{}", self.ty(&kv.0)?, self.ty(&kv.1)?),
            Type::Chan(Dir::Recv, of) => format!("<-chan {}", self.ty(of)?),
            Type::Chan(Dir::Send, of) => format!("chan<- {}", self.ty(of)?),
            Type::Chan(Dir::Both, of) if matches!(**of, Type::Chan(Dir::Recv, _)) => {
                format!("chan ({})", self.ty(of)?)
            }
            Type::Chan(Dir::Both, of) => format!("chan {}", self.ty(of)?),
            Type::Func(sig) => format!("func{}", self.signature(sig)?),
            Type::Struct(s) => self.structure(s)?,
            Type::Interface(i) => self.interface(i)?,
            Type::Unknown | Type::Untyped(_) | Type::Nil | Type::Tuple(_) => return None,
        })
    }

    /// The predeclared `name`, if nothing hides it.
    fn universe(&self, name: &str) -> Option<String> {
        let free = self.env.scopes().lookup(name, self.at).is_none()
            && matches!(self.env.resolve_outside(name), Entity::Universe(_));
        free.then(|| name.to_owned())
    }

    /// The name of the import of `path`, if nothing hides it.
    fn qualifier(&self, path: &str) -> Option<String> {
        let name = self.env.site.import_name(path)?;
        let visible = self.env.scopes().lookup(&name, self.at).is_none()
            && self.env.site.package.decls(&name).is_empty();
        visible.then_some(name)
    }

    fn named(&self, n: &Named) -> Option<String> {
        let scopes = self.env.scopes();
        let local = scopes.lookup(&n.name, self.at);
        let name = if n.path.is_empty() {
            self.universe(&n.name)?
        } else if let Some(origin) = &n.local {
            let here = self.env.origin(scopes.binding(local?).ident);
            (here == *origin).then(|| n.name.to_string())?
        } else if n.path == self.env.site.package.path {
            local.is_none().then(|| n.name.to_string())?
        } else if n.name.starts_with(char::is_uppercase) && !n.path.contains("/internal/vendor/") {
            format!("{}.{}", self.qualifier(&n.path)?, n.name)
        } else {
            return None;
        };
        if n.args.is_empty() {
            return Some(name);
        }
        let args: Option<Vec<String>> = n.args.iter().map(|a| self.ty(a)).collect();
        Some(format!("{name}[{}]", args?.join(", ")))
    }

    fn signature(&self, sig: &Signature) -> Option<String> {
        if !sig.type_params.is_empty() {
            return None;
        }
        let mut params: Vec<String> = sig.params.iter().map(|p| self.ty(p)).collect::<Option<_>>()?;
        if let (true, Some(last)) = (sig.variadic, params.last_mut()) {
            *last = format!("...{}", last.strip_prefix("[]")?);
        }
        let results: Vec<String> = sig.results.iter().map(|r| self.ty(r)).collect::<Option<_>>()?;
        let results = match &results[..] {
            [] => String::new(),
            [one] => format!(" {one}"),
            all => format!(" ({})", all.join(", ")),
        };
        Some(format!("({}){results}", params.join(", ")))
    }

    fn structure(&self, s: &Struct) -> Option<String> {
        let mut fields = Vec::new();
        for f in &s.fields {
            let own = f.path == self.env.site.package.path;
            if !own && !f.name.starts_with(char::is_uppercase) {
                return None;
            }
            let ty = self.ty(&f.ty)?;
            fields.push(if f.embedded { ty } else { format!("{} {ty}", f.name) });
        }
        Some(if fields.is_empty() {
            "struct{}".to_owned()
        } else {
            format!("struct{{ {} }}", fields.join("; "))
        })
    }

    fn interface(&self, i: &Interface) -> Option<String> {
        if i.methods.is_empty() && i.embeds.is_empty() {
            let new_enough = self.env.program().go_version(&self.env.site.file.path).minor >= 18;
            return match self.universe("any").filter(|_| new_enough) {
                Some(any) => Some(any),
                None => Some("interface{}".to_owned()),
            };
        }
        let mut parts = Vec::new();
        for m in &i.methods {
            let own = m.path == self.env.site.package.path;
            if !own && !m.name.starts_with(char::is_uppercase) {
                return None;
            }
            parts.push(format!("{}{}", m.name, self.signature(&m.sig)?));
        }
        for union in &i.embeds {
            let terms: Option<Vec<String>> = union
                .iter()
                .map(|t| Some(format!("{}{}", if t.tilde { "~" } else { "" }, self.ty(&t.ty)?)))
                .collect();
            parts.push(terms?.join(" | "));
        }
        Some(format!("interface{{ {} }}", parts.join("; ")))
    }
}
