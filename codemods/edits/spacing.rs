//! Blanks around operators as gofmt sets them. They depend on how deep an expression stands: an argument more, or one
//! less, changes those within the other: `f(a + b)`, but `f(ctx, a+b)`.
//!
//! The rules are those of go/printer. Only blanks that were as gofmt sets them are changed.

use super::Edit;
use crate::golang::syntax::{Field, Kind, NodeId, Op, Tree};
use crate::span::Span;

/// The edits that go with `args`, the arguments of a call, when there are `count` of them.
pub fn respaced(tree: &Tree, args: NodeId, count: usize) -> Vec<Edit> {
    let all: Vec<NodeId> = tree.children(args).collect();
    let mut spacing = Spacing { tree, edits: Vec::new() };
    if (all.len() > 1) != (count > 1)
        && let Some(call) = tree.parent(args)
    {
        let outer = depth(tree, call);
        for arg in all {
            let several = |n: usize| outer + u32::from(n > 1);
            spacing.visit(arg, several(tree.children(args).count()), several(count));
        }
    }
    spacing.edits
}

/// The expression as it is written alone, or as the value of a key.
pub fn alone(tree: &Tree, expr: NodeId) -> String {
    written(tree, expr, 1)
}

/// The expression as it is written among several arguments of a call that stands alone.
pub fn as_argument(tree: &Tree, expr: NodeId) -> String {
    written(tree, expr, 2)
}

fn written(tree: &Tree, expr: NodeId, deep: u32) -> String {
    let mut spacing = Spacing { tree, edits: Vec::new() };
    spacing.visit(expr, depth(tree, expr), deep);
    spacing.edits.sort_by_key(|e| e.span.start);
    let span = tree.span(expr);
    let mut out = String::new();
    let mut at = span.start;
    for edit in spacing.edits {
        out.push_str(&tree.source()[at as usize..edit.span.start as usize]);
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(&tree.source()[at as usize..span.end as usize]);
    out
}

/// How deep the expression stands, in go/printer's count.
fn depth(tree: &Tree, node: NodeId) -> u32 {
    let Some(parent) = tree.parent(node) else { return 1 };
    let outer = || depth(tree, parent);
    match (tree.kind(parent), tree.field(node)) {
        (Kind::Args, _) => {
            tree.parent(parent).map_or(1, |call| depth(tree, call)) + more_than_one(tree, parent)
        }
        (Kind::Binary, Field::Left) => outer() + u32::from(!continues(tree, node, parent)),
        (Kind::Binary, _) | (Kind::Index, Field::Index) => outer() + 1,
        (Kind::Slice, Field::Start | Field::End | Field::Capacity) => outer() + 1,
        (Kind::Paren, _) => reduced(outer()),
        (Kind::Unary, _) if tree.op(parent) != Op::Deref => outer(),
        (Kind::Call | Kind::Conversion | Kind::Selector | Kind::TypeAssert | Kind::Ellipsis, _) => outer(),
        (Kind::IncStmt | Kind::DecStmt, _) => 2,
        (Kind::ExprList, _) => 1 + u32::from(is_parallel(tree, parent)),
        _ => 1,
    }
}

/// `a, b = c, d`
fn is_parallel(tree: &Tree, list: NodeId) -> bool {
    let Some(stmt) = tree.parent(list).filter(|&s| matches!(tree.kind(s), Kind::Assign | Kind::ShortVar))
    else {
        return false;
    };
    [Field::Left, Field::Right].iter().all(|&f| tree.child(stmt, f).is_some_and(|l| tree.list(l).len() > 1))
}

fn more_than_one(tree: &Tree, list: NodeId) -> u32 {
    u32::from(tree.children(list).count() > 1)
}

fn reduced(depth: u32) -> u32 {
    depth.saturating_sub(1).max(1)
}

/// Whether `node` is an operation as strong as `parent`, of which it is the left side.
fn continues(tree: &Tree, node: NodeId, parent: NodeId) -> bool {
    tree.kind(node) == Kind::Binary && strength(tree, node) == strength(tree, parent)
}

/// The operator of a binary expression, and where it stands.
fn operator(tree: &Tree, binary: NodeId) -> Option<(&str, Span)> {
    let (left, right) = (tree.child(binary, Field::Left)?, tree.child(binary, Field::Right)?);
    let (from, to) = (tree.span(left).end, tree.span(right).start);
    let between = &tree.source()[from as usize..to as usize];
    let op = between.trim();
    let start = from + (between.len() - between.trim_start().len()) as u32;
    Some((op, Span { start, end: start + op.len() as u32 }))
}

/// How strongly the operator binds (Go spec, «Operator precedence»); 0 where a comment stands beside it.
fn strength(tree: &Tree, binary: NodeId) -> u32 {
    match operator(tree, binary).map_or("", |(op, _)| op) {
        "*" | "/" | "%" | "<<" | ">>" | "&" | "&^" => 5,
        "+" | "-" | "|" | "^" => 4,
        "==" | "!=" | "<" | "<=" | ">" | ">=" => 3,
        "&&" => 2,
        "||" => 1,
        _ => 0,
    }
}

/// What a chain of operations holds.
#[derive(Default)]
struct Chain {
    sums: bool,
    products: bool,
    /// The strongest operator that needs a blank before the sign behind it: `a - -b`.
    problem: u32,
}

impl Chain {
    fn add(&mut self, tree: &Tree, binary: NodeId) {
        let own = strength(tree, binary);
        self.sums |= own == 4;
        self.products |= own == 5;
        let (left, right) = (tree.child(binary, Field::Left), tree.child(binary, Field::Right));
        let is_binary = |&n: &NodeId| tree.kind(n) == Kind::Binary;
        if let Some(left) = left.filter(is_binary).filter(|&l| strength(tree, l) >= own) {
            self.add(tree, left);
        }
        let Some(right) = right else { return };
        if is_binary(&right) && strength(tree, right) > own {
            self.add(tree, right);
        }
        if tree.kind(right) == Kind::Unary {
            let op = operator(tree, binary).map_or("", |(op, _)| op);
            match (op, tree.text(right).chars().next()) {
                ("/", Some('*')) | ("&", Some('&' | '^')) => self.problem = 5,
                ("+", Some('+')) | ("-", Some('-')) => self.problem = self.problem.max(4),
                _ => {}
            }
        }
    }

    /// Operators that bind less than this have blanks around them.
    fn cutoff(&self, depth: u32) -> u32 {
        match (self.problem, self.sums && self.products, depth) {
            (1.., ..) => self.problem + 1,
            (_, true, 1) => 5,
            (_, false, 1) => 6,
            _ => 4,
        }
    }
}

struct Spacing<'t> {
    tree: &'t Tree,
    edits: Vec<Edit>,
}

impl Spacing<'_> {
    /// `old` and `new`: how deep the expression stands and is to stand.
    fn visit(&mut self, node: NodeId, old: u32, new: u32) {
        let tree = self.tree;
        if old == new {
            return;
        }
        let child = |field| tree.child(node, field);
        match tree.kind(node) {
            Kind::Binary => self.binary(node, old, new),
            Kind::Paren => {
                if let Some(inner) = tree.only_child(node) {
                    self.visit(inner, reduced(old), reduced(new));
                }
            }
            Kind::Call => {
                if let Some(function) = child(Field::Function) {
                    self.visit(function, old, new);
                }
                if let Some(args) = child(Field::Arguments) {
                    let more = more_than_one(tree, args);
                    for arg in tree.children(args).collect::<Vec<_>>() {
                        self.visit(arg, old + more, new + more);
                    }
                }
            }
            Kind::Index => {
                if let Some(index) = child(Field::Index) {
                    self.visit(index, old + 1, new + 1);
                }
            }
            Kind::Slice => self.slice(node, old, new),
            Kind::Unary if tree.op(node) == Op::Deref => {}
            Kind::Unary | Kind::Selector | Kind::TypeAssert | Kind::Conversion => {
                if let Some(operand) = child(Field::Operand) {
                    self.visit(operand, old, new);
                }
            }
            Kind::Ellipsis => {
                if let Some(inner) = tree.only_child(node) {
                    self.visit(inner, old, new);
                }
            }
            _ => {}
        }
    }

    fn binary(&mut self, node: NodeId, old: u32, new: u32) {
        let tree = self.tree;
        let (Some(left), Some(right)) = (tree.child(node, Field::Left), tree.child(node, Field::Right))
        else {
            return;
        };
        let own = strength(tree, node);
        if own > 0
            && let Some((_, op)) = operator(tree, node)
        {
            let mut chain = Chain::default();
            chain.add(tree, node);
            let (was, is) = (own < chain.cutoff(old), own < chain.cutoff(new));
            self.gap(tree.span(left).end, op.start, was, is);
            self.gap(op.end, tree.span(right).start, was, is);
        }
        let more = u32::from(!continues(tree, left, node));
        self.visit(left, old + more, new + more);
        self.visit(right, old + 1, new + 1);
    }

    fn slice(&mut self, node: NodeId, old: u32, new: u32) {
        let tree = self.tree;
        let fields = [Field::Start, Field::End, Field::Capacity];
        let bounds: Vec<NodeId> = fields.iter().filter_map(|&f| tree.child(node, f)).collect();
        let blanks =
            |depth| depth <= 1 && bounds.len() > 1 && bounds.iter().any(|&b| tree.kind(b) == Kind::Binary);
        for pair in bounds.windows(2) {
            let (from, to) = (tree.span(pair[0]).end, tree.span(pair[1]).start);
            let Some(colon) = tree.source()[from as usize..to as usize].find(':') else { continue };
            let colon = from + colon as u32;
            self.gap(from, colon, blanks(old), blanks(new));
            self.gap(colon + 1, to, blanks(old), blanks(new));
        }
        for bound in bounds {
            self.visit(bound, old + 1, new + 1);
        }
    }

    /// Sets or takes the blank between two tokens, if it was as it had to be.
    fn gap(&mut self, from: u32, to: u32, was: bool, is: bool) {
        let blank = |there| if there { " " } else { "" };
        let span = Span { start: from, end: to };
        if was != is && &self.tree.source()[span.range()] == blank(was) {
            self.edits.push(Edit::replace(span, blank(is)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edits::EditSet;
    use crate::edits::gofmt::assert_clean;
    use crate::golang::syntax::parse_decl;
    use std::sync::Arc;

    const STATEMENTS: &[&str] = &[
        "f(a + b)",
        "f(a * b)",
        "f(a*b + c)",
        "f((a*b + c) * d)",
        "f((a + b))",
        "f(g(a + b))",
        "f(g(a, b+c))",
        "f(a[i+1])",
        "f(a[i+1] + b)",
        "f(s[i : j+1])",
        "f(s[i+1:])",
        "f(s[i : j+1 : k])",
        "f(a - -b)",
        "f(a+b == c)",
        "f(a+b == c && d)",
        "f(!a)",
        "f(*p + q)",
        "f(-(a + b))",
        "f(T{a + b, c})",
        "f(T{x: a + b})",
        "f([]byte(a + b)...)",
        "f(func() int { return a + b })",
        "f(a + b + c*d)",
        "f(a + (b - c))",
        "f(m[a+b].g(c + d))",
        "f(<-ch + 1)",
        "x = f(a + b)",
        "x, y = f(a+b), 1",
        "x := 1 + f(a+b)",
        "h(1, f(a+b))",
        "return f(a + b)",
        "f(a &^ b)",
        "f(a & ^b)",
        "f(x.(int) + y)",
        "f(a +\n\t\tb)",
    ];

    /// The statement with one argument more in the call of `f`.
    fn with_one_more(stmt: &str) -> (String, String) {
        let text = format!("func _() {{\n\t{stmt}\n}}\n");
        let source: Arc<str> = text.as_str().into();
        let tree = parse_decl(&source, Span { start: 0, end: text.trim_end().len() as u32 }).unwrap();
        let calls = tree.calls(tree.root());
        let call = calls.into_iter().find(|&c| tree.text(tree.child(c, Field::Function).unwrap()) == "f");
        let args = tree.child(call.unwrap(), Field::Arguments).unwrap();
        let mut edits = respaced(&tree, args, 2);
        edits.push(Edit::insert(tree.span(args).start as usize + 1, "ctx, "));
        (text.clone(), EditSet::new(edits).unwrap().apply(&text))
    }

    #[test]
    fn one_argument_more_stays_as_gofmt_writes_it() {
        let all: Vec<(String, String)> = STATEMENTS.iter().map(|s| with_one_more(s)).collect();
        let whole = |texts: Vec<&str>| format!("package p\n\n{}", texts.join("\n"));
        assert_clean(&whole(all.iter().map(|(before, _)| before.as_str()).collect()));
        assert_clean(&whole(all.iter().map(|(_, after)| after.as_str()).collect()));
    }

    #[test]
    fn one_argument_less_stays_as_gofmt_writes_it() {
        for stmt in ["f(ctx, a+b)", "f(ctx, a*b+c)", "f(ctx, s[i:j+1])", "f(ctx, g(a+b))"] {
            let text = format!("func _() {{\n\t{stmt}\n}}");
            let source: Arc<str> = text.as_str().into();
            let tree = parse_decl(&source, Span { start: 0, end: text.len() as u32 }).unwrap();
            let args = tree.subtree(tree.root()).find(|&n| tree.kind(n) == Kind::Args).unwrap();
            let mut edits = respaced(&tree, args, 1);
            let start = tree.span(args).start + 1;
            edits.push(Edit::delete(Span { start, end: start + "ctx, ".len() as u32 }));
            assert_clean(&format!("package p\n\n{}\n", EditSet::new(edits).unwrap().apply(&text)));
        }
    }

    #[test]
    fn other_blanks_stay() {
        let (_, after) = with_one_more("f(a  +  b)");
        assert!(after.contains("f(ctx, a  +  b)"), "{after}");
    }
}
