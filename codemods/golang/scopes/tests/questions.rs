//! The questions asked of the tables.

use super::super::{BindingKind, Scopes, is_address_taken, is_read, is_write};
use super::{nth, parse};
use crate::golang::syntax::Kind;

#[test]
fn kinds_and_declarations() {
    let text = "func (r *T[K]) f(a int) (b int) { var c int; d := 1; for e := range x { }; const g = 1; type h int; l: select { case i := <-x: } }";
    let (tree, scopes) = parse(text);
    let all: Vec<_> = scopes
        .bindings()
        .map(|b| scopes.binding(b))
        .map(|b| (tree.text(b.ident), b.kind, tree.kind(b.decl)))
        .collect();
    let expected = [
        ("K", BindingKind::TypeParam, Kind::Param),
        ("r", BindingKind::Receiver, Kind::Param),
        ("a", BindingKind::Param, Kind::Param),
        ("b", BindingKind::Result, Kind::Param),
        ("c", BindingKind::Var, Kind::VarSpec),
        ("d", BindingKind::Short, Kind::ShortVar),
        ("e", BindingKind::Range, Kind::RangeClause),
        ("g", BindingKind::Const, Kind::ConstSpec),
        ("h", BindingKind::Type, Kind::TypeSpec),
        ("l", BindingKind::Label, Kind::Labeled),
        ("i", BindingKind::Short, Kind::RecvStmt),
    ];
    assert_eq!(all, expected);
}

#[test]
fn writes_reads_and_addresses() {
    let cases = [
        ("«x:» = 1", "w"),
        ("(«x:») = 1", "w"),
        ("«x:», y := 1, 2", "w"),
        ("«x:» += 1", "rw"),
        ("«x:»++", "rw"),
        ("(«x:»)--", "rw"),
        ("for «x:» = range y { }", "w"),
        ("for «x:» := range y { }", "w"),
        ("select { case «x:» = <-c: }", "w"),
        ("select { case y, «x:» := <-c: }", "w"),
        ("y = «x:»", "r"),
        ("«x:».f = 1", "r"),
        ("y[«x:»] = 1", "r"),
        ("*«x:» = 1", "r"),
        ("g(«x:»)", "r"),
        ("g(&«x:»)", "ra"),
        ("g(&(«x:»))", "ra"),
        ("g(&«x:».f)", "r"),
        ("for range «x:» { }", "r"),
        ("var «x:» = 1", ""),
        ("switch «x:» := y.(type) { }", ""),
        ("«x:»: goto «x:»", ""),
        ("_ = T{y: «x:»}", "r"),
    ];
    for (stmt, expected) in cases {
        let (tree, _, ident) = nth(&format!("func f() {{ {stmt} }}"), 0);
        let tests = [
            ('r', is_read(&tree, ident)),
            ('w', is_write(&tree, ident)),
            ('a', is_address_taken(&tree, ident)),
        ];
        let got: String = tests.iter().filter(|t| t.1).map(|t| t.0).collect();
        assert_eq!(got, expected, "{stmt}");
    }
}

#[test]
fn capture_is_use_in_an_inner_literal() {
    let (tree, scopes) = parse("func f(a, b int) { c := 1; g(func(d int) { a; d; func() { c = d }() }); b }");
    let captured = |name: &str| {
        let b = scopes.bindings().find(|&b| tree.text(scopes.binding(b).ident) == name);
        scopes.captured(b.unwrap())
    };
    assert_eq!(["a", "b", "c", "d"].map(captured), [true, false, true, true]);
}

#[test]
fn scopes_nest_and_know_their_function() {
    let text = "func f(a int) { if x := a; x > 0 { y := 1; g(y) }; h(func() { z := 2; g(z) }) }";
    let (tree, scopes) = parse(text);
    let at = |needle: &str| scopes.scope_at(text.find(needle).unwrap());
    let f = at("if");
    assert_eq!(scopes.parent(f), Some(Scopes::OUTSIDE));
    assert_eq!(scopes.parent(Scopes::OUTSIDE), None);
    assert_eq!(scopes.parent(at("x :=")), Some(f));
    assert_eq!(scopes.parent(at("y :=")), Some(at("x :=")));
    assert_eq!(scopes.parent(at("z :=")), Some(f));
    assert_eq!(tree.kind(scopes.func_of(at("z :="))), Kind::FuncLit);
    assert_eq!(scopes.func_of(at("y :=")), tree.root());
    assert_eq!(scopes.scope_at(0), Scopes::OUTSIDE);
    assert_eq!(scopes.scope_at(text.len()), Scopes::OUTSIDE);
    assert_eq!(at("}; h"), at("y :="), "before the brace is inside");
    for n in tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::Ident).skip(2) {
        assert_eq!(scopes.scope_of(&tree, n), scopes.scope_at(tree.span(n).start as usize));
    }
}

#[test]
fn a_clause_reaches_to_the_next() {
    let text = "func f() { switch { case a: x := 1; g(x)\n  \ncase b:\n default: y := 2; g(y)\n } }";
    let (_, scopes) = parse(text);
    let at = |needle: &str| scopes.scope_at(text.find(needle).unwrap());
    assert_eq!(at("case b"), at("x :="));
    assert_eq!(
        scopes.lookup("x", text.find("\n  \n").unwrap()),
        scopes.lookup("x", text.find("g(x").unwrap())
    );
    assert_eq!(at("} }"), at("y :="));
    assert_ne!(at(" default"), at("x :="));
}

#[test]
fn lookup_asks_for_a_place() {
    let text = "func f(a int) { p(); b := 1; if b := 2; b { q() }; r() }";
    let (tree, scopes) = parse(text);
    let at = |name: &str, needle: &str| scopes.lookup(name, text.find(needle).unwrap());
    assert!(at("a", "p()").is_some());
    assert_eq!(at("a", "int"), None);
    assert_eq!(at("b", "p()"), None);
    assert_eq!(at("c", "r()"), None);
    assert_ne!(at("b", "q()"), at("b", "r()"));
    assert_eq!(tree.span(scopes.binding(at("b", "q()").unwrap()).ident).start as usize, 32);
}

#[test]
fn free_names_clash_with_nothing() {
    let text = "func f(a int) { before; p(); { inner := before }; q(func() { outer }); _ = T{key: 1}; last }";
    let (tree, scopes) = parse(text);
    let free = |name: &str, needle: &str| scopes.is_free(&tree, name, text.find(needle).unwrap());
    assert!(!free("a", "p()"), "a parameter shares the scope of the body");
    assert!(free("a", "inner"), "an inner block may shadow it");
    assert!(!free("before", "p()") && free("before", "q("));
    assert!(!free("inner", "p()"), "a block behind declares it");
    assert!(free("inner", "q("));
    assert!(!free("outer", "p()"), "a literal behind means another");
    assert!(free("outer", "_ = T"));
    assert!(!free("key", "q("));
    assert!(scopes.is_free_but_for(&tree, "key", text.find("q(").unwrap(), |_| true));
    assert!(free("last", "inner"), "the inner block ends before");
    assert!(free("never", "p()"));
}
