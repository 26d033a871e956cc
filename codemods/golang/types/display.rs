//! Types as text for messages and tests: full import paths, aliases resolved, no parameter names.

use super::{Basic, Dir, Interface, Named, Signature, Term, Type, Untyped};
use std::fmt::{Display, Formatter, Result};

impl Display for Type {
    fn fmt(&self, f: &mut Formatter) -> Result {
        match self {
            Type::Unknown => f.write_str("?"),
            Type::Basic(b) => f.write_str(b.name()),
            Type::Untyped(u) => write!(f, "untyped {}", u.name()),
            Type::Nil => f.write_str("untyped nil"),
            Type::Named(n) => n.fmt(f),
            Type::Pointer(t) => write!(f, "*{t}"),
            Type::Slice(t) => write!(f, "[]{t}"),
            Type::Array(a) => match a.len {
                Some(len) => write!(f, "[{len}]{}", a.elem),
                None => write!(f, "[?]{}", a.elem),
            },
            Type::Map(kv) => write!(f, "map[{}]{}", kv.0, kv.1),
            Type::Chan(Dir::Both, t) if matches!(**t, Type::Chan(Dir::Recv, _)) => write!(f, "chan ({t})"),
            Type::Chan(Dir::Both, t) => write!(f, "chan {t}"),
            Type::Chan(Dir::Recv, t) => write!(f, "<-chan {t}"),
            Type::Chan(Dir::Send, t) => write!(f, "chan<- {t}"),
            Type::Func(s) => write!(f, "func{s}"),
            Type::Struct(s) => {
                f.write_str("struct{")?;
                for (i, field) in s.fields.iter().enumerate() {
                    let sep = if i == 0 { "" } else { "; " };
                    match field.embedded {
                        true => write!(f, "{sep}{}", field.ty)?,
                        false => write!(f, "{sep}{} {}", field.name, field.ty)?,
                    }
                }
                f.write_str("}")
            }
            Type::Interface(i) => i.fmt(f),
            Type::Tuple(of) => list(f, "(", of, ")"),
            Type::TypeParam(p) => f.write_str(&p.name),
        }
    }
}

fn list<T: Display>(f: &mut Formatter, open: &str, of: &[T], close: &str) -> Result {
    f.write_str(open)?;
    for (i, t) in of.iter().enumerate() {
        write!(f, "{}{t}", if i == 0 { "" } else { ", " })?;
    }
    f.write_str(close)
}

impl Display for Named {
    fn fmt(&self, f: &mut Formatter) -> Result {
        if !self.path.is_empty() {
            write!(f, "{}.", self.path)?;
        }
        f.write_str(&self.name)?;
        if self.args.is_empty() { Ok(()) } else { list(f, "[", &self.args, "]") }
    }
}

impl Display for Signature {
    fn fmt(&self, f: &mut Formatter) -> Result {
        if !self.type_params.is_empty() {
            let names: Vec<&str> = self.type_params.iter().map(|p| &*p.name).collect();
            list(f, "[", &names, "]")?;
        }
        let mut params: Vec<String> = self.params.iter().map(Type::to_string).collect();
        if let (true, Some(Type::Slice(elem)), Some(last)) =
            (self.variadic, self.params.last(), params.last_mut())
        {
            *last = format!("...{elem}");
        }
        list(f, "(", &params, ")")?;
        match &self.results[..] {
            [] => Ok(()),
            [one] => write!(f, " {one}"),
            all => list(f, " (", all, ")"),
        }
    }
}

impl Display for Interface {
    fn fmt(&self, f: &mut Formatter) -> Result {
        let methods = self.methods.iter().map(|m| format!("{}{}", m.name, m.sig));
        let embeds = self.embeds.iter().map(|u| u.iter().map(Term::to_string).collect::<Vec<_>>().join("|"));
        write!(f, "interface{{{}}}", methods.chain(embeds).collect::<Vec<_>>().join("; "))
    }
}

impl Display for Term {
    fn fmt(&self, f: &mut Formatter) -> Result {
        write!(f, "{}{}", if self.tilde { "~" } else { "" }, self.ty)
    }
}

impl Basic {
    /// As in Go source.
    pub fn name(self) -> &'static str {
        match self {
            Basic::Bool => "bool",
            Basic::String => "string",
            Basic::Int => "int",
            Basic::Int8 => "int8",
            Basic::Int16 => "int16",
            Basic::Int32 => "int32",
            Basic::Int64 => "int64",
            Basic::Uint => "uint",
            Basic::Uint8 => "uint8",
            Basic::Uint16 => "uint16",
            Basic::Uint32 => "uint32",
            Basic::Uint64 => "uint64",
            Basic::Uintptr => "uintptr",
            Basic::Float32 => "float32",
            Basic::Float64 => "float64",
            Basic::Complex64 => "complex64",
            Basic::Complex128 => "complex128",
            Basic::UnsafePointer => "unsafe.Pointer",
        }
    }

    /// The predeclared type of that name; `byte` and `rune` too.
    pub fn from_name(name: &str) -> Option<Basic> {
        Some(match name {
            "bool" => Basic::Bool,
            "string" => Basic::String,
            "int" => Basic::Int,
            "int8" => Basic::Int8,
            "int16" => Basic::Int16,
            "int32" | "rune" => Basic::Int32,
            "int64" => Basic::Int64,
            "uint" => Basic::Uint,
            "uint8" | "byte" => Basic::Uint8,
            "uint16" => Basic::Uint16,
            "uint32" => Basic::Uint32,
            "uint64" => Basic::Uint64,
            "uintptr" => Basic::Uintptr,
            "float32" => Basic::Float32,
            "float64" => Basic::Float64,
            "complex64" => Basic::Complex64,
            "complex128" => Basic::Complex128,
            _ => return None,
        })
    }
}

impl Untyped {
    fn name(self) -> &'static str {
        match self {
            Untyped::Bool => "bool",
            Untyped::String => "string",
            Untyped::Int => "int",
            Untyped::Rune => "rune",
            Untyped::Float => "float",
            Untyped::Complex => "complex",
        }
    }
}
