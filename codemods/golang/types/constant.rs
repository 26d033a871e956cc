//! Values of integer constants: array lengths depend on them.

use super::{Basic, Cx, Env, Type};
use crate::golang::program::{DeclRef, Entity, Package, Site};
use crate::golang::syntax::{Field, Kind, NodeId};
use std::sync::Arc;

/// How deep constants may rest on each other.
const MAX_DEPTH: usize = 40;

impl Site<'_> {
    /// The value of a constant integer expression of this declaration, if it is one and not too intricate.
    pub fn constant(&self, expr: NodeId) -> Option<i128> {
        let cx = Cx::new(self.program);
        Env::new(&cx, *self).const_int(expr)
    }
}

/// The constants of package `time` for durations, in nanoseconds, also where the package is not on disk.
const DURATIONS: &[(&str, i128)] = &[
    ("Nanosecond", 1),
    ("Microsecond", 1_000),
    ("Millisecond", 1_000_000),
    ("Second", 1_000_000_000),
    ("Minute", 60_000_000_000),
    ("Hour", 3_600_000_000_000),
];

impl Env<'_> {
    /// The value of a constant integer expression, if it is one and not too intricate.
    pub(super) fn const_int(&self, n: NodeId) -> Option<i128> {
        self.value(n, None, 0)
    }

    fn value(&self, n: NodeId, iota: Option<i128>, depth: usize) -> Option<i128> {
        if depth > MAX_DEPTH {
            return None;
        }
        let tree = self.tree();
        let go = |n| self.value(n, iota, depth + 1);
        match tree.kind(n) {
            Kind::Paren => go(tree.only_child(n)?),
            Kind::Int => int(self.text(n)),
            Kind::Rune => rune(self.text(n)),
            Kind::Iota => iota,
            Kind::Unary => {
                let operand = go(tree.child(n, Field::Operand)?)?;
                match tree.source().get(tree.op_start(n)..)?.chars().next()? {
                    '-' => operand.checked_neg(),
                    '+' => Some(operand),
                    '^' if matches!(self.type_of(n), Type::Untyped(_) | Type::INT) => Some(!operand),
                    _ => None,
                }
            }
            Kind::Binary => {
                let (left, right) = (go(tree.child(n, Field::Left)?)?, go(tree.child(n, Field::Right)?)?);
                binary(self.tree().operator(n), left, right)
            }
            Kind::Ident | Kind::TypeIdent => match self.resolve(n) {
                Entity::Local(b) => self.declared_value(self.scopes().binding(b).ident, depth + 1),
                Entity::PackageLevel { package, decls } => self.cx.agreed_value(&package, &decls, depth + 1),
                Entity::Universe("iota") => iota,
                _ => None,
            },
            Kind::Selector => {
                let operand = tree.child(n, Field::Operand)?;
                match self.resolve(operand) {
                    Entity::Import { package, path } if tree.kind(operand) == Kind::Ident => {
                        let name = self.text(tree.child(n, Field::FieldName)?);
                        let duration = DURATIONS.iter().find(|d| path == "time" && d.0 == name);
                        if let Some(&(_, value)) = duration {
                            return Some(value);
                        }
                        let package = package?;
                        self.cx.agreed_value(&package, package.values(name), depth + 1)
                    }
                    _ => None,
                }
            }
            Kind::Call => self.call_value(n, iota, depth),
            _ => None,
        }
    }

    /// Conversions to integers that hold the value, and `len` of a string literal or an array.
    fn call_value(&self, n: NodeId, iota: Option<i128>, depth: usize) -> Option<i128> {
        let tree = self.tree();
        let function = tree.child(n, Field::Function)?;
        let arg = tree.only_arg(n)?;
        if self.is_type(function) {
            let Type::Basic(basic) = self.cx.underlying(&self.type_expr(function)) else { return None };
            let value = self.value(arg, iota, depth + 1)?;
            return (min(basic)? <= value && value <= max(basic)?).then_some(value);
        }
        if tree.kind(function) == Kind::Ident && matches!(self.resolve(function), Entity::Universe("len")) {
            return match (self.cx.core(&self.type_of(arg)), tree.kind(arg)) {
                (Type::Array(a), _) => a.len.map(i128::from),
                (_, Kind::String | Kind::RawString) if !self.text(arg).contains('\\') => {
                    i128::try_from(self.text(arg).len()).ok().map(|l| l - 2)
                }
                _ => None,
            };
        }
        None
    }

    /// The value of the constant that `name` declares.
    fn declared_value(&self, name: NodeId, depth: usize) -> Option<i128> {
        let tree = self.tree();
        let spec = tree.parent(name).filter(|&s| tree.kind(s) == Kind::ConstSpec)?;
        let i = tree.children_in(spec, Field::Name).position(|c| c == name)?;
        let iota = tree.children(tree.parent(spec)?).position(|s| s == spec)?;
        let values = tree.list(tree.child(self.spelled_out(spec)?, Field::Value)?);
        self.value(*values.get(i)?, Some(iota as i128), depth)
    }
}

impl Cx<'_> {
    fn agreed_value(&self, package: &Arc<Package>, decls: &[DeclRef], depth: usize) -> Option<i128> {
        let mut all =
            decls.iter().map(|&d| self.at_decl(package, d, |env, n| env.declared_value(n, depth))?);
        let first = all.next()??;
        all.all(|v| v == Some(first)).then_some(first)
    }
}

fn binary(op: &str, left: i128, right: i128) -> Option<i128> {
    match op {
        "+" => left.checked_add(right),
        "-" => left.checked_sub(right),
        "*" => left.checked_mul(right),
        "/" => left.checked_div(right),
        "%" => left.checked_rem(right),
        "<<" => u32::try_from(right).ok().filter(|&r| r < 100).and_then(|r| left.checked_mul(1i128 << r)),
        ">>" => u32::try_from(right).ok().and_then(|r| left.checked_shr(r)),
        "&" => Some(left & right),
        "|" => Some(left | right),
        "^" => Some(left ^ right),
        "&^" => Some(left & !right),
        _ => None,
    }
}

fn int(text: &str) -> Option<i128> {
    let digits = text.replace('_', "").to_ascii_lowercase();
    let (digits, radix) = match digits.get(..2) {
        Some("0x") => (&digits[2..], 16),
        Some("0b") => (&digits[2..], 2),
        Some("0o") => (&digits[2..], 8),
        _ if digits.len() > 1 && digits.starts_with('0') => (&digits[1..], 8),
        _ => (&digits[..], 10),
    };
    i128::from_str_radix(digits, radix).ok()
}

fn rune(text: &str) -> Option<i128> {
    let mut chars = text.strip_prefix('\'')?.strip_suffix('\'')?.chars();
    let c = chars.next().filter(|&c| c != '\\')?;
    chars.next().is_none().then_some(c as i128)
}

fn bits(basic: Basic) -> Option<(bool, u32)> {
    Some(match basic {
        Basic::Int8 => (true, 8),
        Basic::Int16 => (true, 16),
        Basic::Int32 => (true, 32),
        Basic::Int64 | Basic::Int => (true, 64),
        Basic::Uint8 => (false, 8),
        Basic::Uint16 => (false, 16),
        Basic::Uint32 => (false, 32),
        Basic::Uint64 | Basic::Uint | Basic::Uintptr => (false, 64),
        _ => return None,
    })
}

fn min(basic: Basic) -> Option<i128> {
    bits(basic).map(|(signed, n)| if signed { -(1i128 << (n - 1)) } else { 0 })
}

fn max(basic: Basic) -> Option<i128> {
    bits(basic).map(|(signed, n)| (1i128 << (n - u32::from(signed))) - 1)
}
