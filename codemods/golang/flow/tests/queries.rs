//! What can be asked of a graph.

use super::{find, flow, tree};
use crate::golang::flow::{Flow, PointId, PointKind};
use crate::golang::syntax::{Field, Kind, Tree};

fn text_at(tree: &Tree, flow: &Flow, p: PointId) -> String {
    flow.node(p).map_or_else(|| format!("{:?}", flow.kind(p)), |n| tree.text(n).to_owned())
}

/// The source of the point at which the (first) node with the text `of` is evaluated.
fn evaluated(body: &str, of: &str) -> Option<String> {
    let tree = tree(body);
    let flow = flow(&tree);
    flow.point_of(find(&tree, of)).map(|p| text_at(&tree, &flow, p))
}

#[test]
fn point_of_expressions() {
    let at = |body, of| evaluated(body, of).unwrap_or_default();
    assert_eq!(at("x := f(a, b+c)", "b+c"), "x := f(a, b+c)");
    assert_eq!(at("f(a)", "a"), "f(a)");
    assert_eq!(at("if a && !b { }", "a"), "a");
    assert_eq!(at("if a && !b { }", "b"), "b");
    assert_eq!(at("if a && !b { }", "!b"), "b");
    assert_eq!(at("if a && !b { }", "a && !b"), "a");
    assert_eq!(at("x := a && b", "b"), "x := a && b");
    assert_eq!(at("defer f(g(h))", "h"), "defer f(g(h))");
    assert_eq!(at("for i, v := range m() { }", "m()"), "m()");
    assert_eq!(at("for i, v := range m() { }", "v"), "i, v");
    assert_eq!(at("for i, v := range m() { }", "i, v := range m()"), "i, v := range m()");
    assert_eq!(at("switch x { case a, b: }", "b"), "b");
    assert_eq!(at("switch x { case a, b: }", "a, b"), "a");
    assert_eq!(at("switch v := x.(type) { case int: }", "v"), "x");
    assert_eq!(at("switch v := x.(type) { case []int: }", "int"), "[]int");
    assert_eq!(at("var (\na = 1\nb = 2\n)", "b"), "b = 2");
    assert_eq!(at("panic(a)", "a"), "panic(a)");
    assert_eq!(at("return a, b", "b"), "return a, b");
    assert_eq!(at("var ()", "var ()"), "var ()");
}

#[test]
fn point_of_nodes_in_literals_is_where_the_literal_is_evaluated() {
    let body = "x := f(func() { if a { g(b) } })";
    assert_eq!(evaluated(body, "b").unwrap(), body);
    assert_eq!(evaluated(body, "if a { g(b) }").unwrap(), body);
}

#[test]
fn point_of_communications() {
    let body = "select { case v := <-ch(): case (out) <- val: }";
    let select = Some(body.to_owned());
    assert_eq!(evaluated(body, body), select);
    assert_eq!(evaluated(body, "ch()"), select);
    assert_eq!(evaluated(body, "out"), select);
    assert_eq!(evaluated(body, "val"), select);
    assert_eq!(evaluated(body, "v").unwrap(), "v := <-ch()");
    assert_eq!(evaluated(body, "<-ch()").unwrap(), "v := <-ch()");
    assert_eq!(evaluated(body, "(out) <- val").unwrap(), "(out) <- val");
}

#[test]
fn compound_statements_have_no_point() {
    for body in ["if a { }", "for a { }", "{ a() }", "switch a { }", "switch a.(type) { }", "L: a()"] {
        assert_eq!(evaluated(body, body), None, "{body}");
    }
    assert_eq!(evaluated("switch { case a: b() }", "case a: b()"), None);
    assert_eq!(evaluated("for ; ; i++ { }", "; ; i++"), None);
    assert_eq!(evaluated("a()", "f"), None);
}

#[test]
fn a_literal_has_a_graph_of_its_own() {
    let tree = tree("x := 1; f(func() { if x { return }; g() }); h()");
    let lit = tree.subtree(tree.root()).find(|&n| tree.kind(n) == Kind::FuncLit).unwrap();
    let flow = Flow::build(&tree, lit, &|_| false);
    assert_eq!(flow.describe(&tree), "0 entry -> 1\n1 x ?2:3\n2 return\n3 g() -> 4\n4 end\n");
    assert_eq!(flow.func(), lit);
    assert_eq!(flow.point_of(find(&tree, "h()")), None);
    assert_eq!(flow.point_of(tree.root()), None);
}

#[test]
fn no_body_is_an_entry_alone() {
    let text: std::sync::Arc<str> = "func f(a int) bool".into();
    let tree =
        crate::golang::syntax::parse_decl(&text, crate::span::Span::new(0, text.len())).expect("it parses");
    let flow = Flow::build(&tree, tree.root(), &|_| false);
    assert_eq!(flow.size(), 1);
    assert_eq!(flow.end(), None);
    assert!(flow.reachable(flow.entry()) && flow.edges(flow.entry()).is_empty());
    assert!(!flow.in_cycle(flow.entry()) && flow.dominates(flow.entry(), flow.entry()));
}

/// The exits behind the statement `from` that are met before any of `stops`, as source.
fn exits(body: &str, from: &str, stops: &[&str]) -> Vec<String> {
    let tree = tree(body);
    let flow = flow(&tree);
    let point = |text: &str| flow.point_of(find(&tree, text)).unwrap();
    let stops: Vec<PointId> = stops.iter().map(|s| point(s)).collect();
    let met = flow.exits_from(point(from), |p| stops.contains(&p));
    met.into_iter().map(|p| text_at(&tree, &flow, p)).collect()
}

#[test]
fn exits_from_stops_and_sorts() {
    let body =
        "if a { return 1 }; start(); if b { return 2 }; if c { stop(); return 3 }; for d { e() }; return 4";
    assert_eq!(exits(body, "start()", &[]), ["return 2", "return 3", "return 4"]);
    assert_eq!(exits(body, "start()", &["stop()"]), ["return 2", "return 4"]);
    assert_eq!(exits(body, "start()", &["stop()", "return 2"]), ["return 4"]);
    assert_eq!(exits(body, "return 1", &[]), [""; 0]);
    assert_eq!(exits("start(); for { a() }", "start()", &[]), [""; 0]);
    assert_eq!(exits("start(); if a { panic(1) }", "start()", &[]), ["End"]);
    let again = "for { start(); if a { return } }";
    assert_eq!(exits(again, "start()", &["start()"]), ["return"]);
}

#[test]
fn behind_follows_chosen_outcomes_only() {
    let tree = tree("start(); if cancel != nil && x { return }; y()");
    let flow = flow(&tree);
    let start = flow.point_of(find(&tree, "start()")).unwrap();
    let nil_check = find(&tree, "cancel != nil");
    let met = flow.behind(start, |p, e| flow.condition(p) != Some(nil_check) || e.when == Some(true));
    assert!(met.iter().any(|&p| matches!(flow.kind(p), PointKind::Return(_))));
    let met = flow.behind(start, |p, e| flow.condition(p) != Some(nil_check) || e.when == Some(false));
    assert!(!met.iter().any(|&p| matches!(flow.kind(p), PointKind::Return(_))));
}

#[test]
fn conditions_are_told_from_other_questions() {
    let tree = tree("if a { }; switch { case b: }; switch c { case d: }; for range e { }; for g { }");
    let flow = flow(&tree);
    let is = |of| flow.condition(flow.point_of(find(&tree, of)).unwrap()).is_some();
    assert_eq!(["a", "b", "c", "d", "e", "g"].map(is), [true, true, false, false, false, true]);
}

#[test]
fn reaches_ignores_a_stop_at_its_goal() {
    let tree = tree("a(); if x { b() }; c()");
    let flow = flow(&tree);
    let [a, b, c] = ["a()", "b()", "c()"].map(|t| flow.point_of(find(&tree, t)).unwrap());
    assert!(flow.reaches(a, c, |p| p == b || p == c));
    assert!(!flow.reaches(b, a, |_| false));
    assert!(!flow.reaches(a, a, |_| false));
    let x = flow.point_of(find(&tree, "x")).unwrap();
    assert!(!flow.reaches(a, c, |p| p == x));
}

/// By definition: control does not come to `b` once `a` is taken out.
fn check_dominance(body: &str) {
    let tree = tree(body);
    let flow = flow(&tree);
    for a in flow.points() {
        for b in flow.points() {
            let around =
                a != flow.entry() && (b == flow.entry() || flow.reaches(flow.entry(), b, |p| p == a));
            let want = a == b || flow.reachable(a) && flow.reachable(b) && !around;
            assert_eq!(flow.dominates(a, b), want, "{a:?} dom {b:?}\n{}", flow.describe(&tree));
            let exits = |p, stop: PointId| flow.is_exit(p) || !flow.exits_from(p, |q| q == stop).is_empty();
            let ends = |p| exits(p, PointId(u32::MAX));
            let want = a == b || ends(a) && ends(b) && !exits(b, a);
            assert_eq!(flow.postdominates(a, b), want, "{a:?} postdom {b:?}\n{}", flow.describe(&tree));
            assert_eq!(flow.in_cycle(a), flow.reaches(a, a, |_| false), "{a:?}\n{}", flow.describe(&tree));
        }
    }
}

#[test]
fn dominance_and_cycles_by_definition() {
    check_dominance("a(); if x { b(); return }; c()");
    check_dominance("for i := 0; i < n; i++ { if x { continue }; if y { break }; a() }; b()");
    check_dominance("a(); for { b() }");
    check_dominance("if x { for { b() } }; if y { panic(1) }; c()");
    check_dominance("if x { goto L }; M: a(); L: b(); if y { goto M }; return; dead(); for { also() }");
    check_dominance("switch x { case 1: a(); fallthrough; case 2: b(); default: return }; c()");
    check_dominance("for { select { case <-a: return; case <-b: c(); default: d() } }");
    check_dominance(
        "L: for x { for y { if a { continue L }; if b { break L }; if c { return } }; d() }; e()",
    );
    check_dominance("return; a()");
}

#[test]
fn loop_of_knows_what_runs_once() {
    let tree = tree(
        "outer()
         for i := init(); cond(); post() { for _, v = range operand() { f(func() { for lit() { in() } }) } }",
    );
    let flow = flow(&tree);
    let fors: Vec<_> = tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::For).collect();
    let of = |text| flow.loop_of(&tree, find(&tree, text));
    assert_eq!(of("outer()"), None);
    assert_eq!(of("init()"), None);
    assert_eq!(of("cond()"), Some(fors[0]));
    assert_eq!(of("post()"), Some(fors[0]));
    assert_eq!(of("operand()"), Some(fors[0]));
    assert_eq!(of("v"), Some(fors[1]));
    assert_eq!(of("in()"), Some(fors[1]));
    assert_eq!(flow.loop_of(&tree, fors[0]), None);
    assert_eq!(flow.loop_of(&tree, fors[1]), Some(fors[0]));
    let lit = tree.subtree(tree.root()).find(|&n| tree.kind(n) == Kind::FuncLit).unwrap();
    let inner = Flow::build(&tree, lit, &|_| false);
    assert_eq!(inner.loop_of(&tree, find(&tree, "in()")), Some(fors[2]));
    assert_eq!(inner.loop_of(&tree, tree.child(lit, Field::Body).unwrap()), None);
    assert_eq!(inner.loop_of(&tree, find(&tree, "cond()")), None);
}

#[test]
fn preds_are_edges_turned_around() {
    let tree = tree("for x { if y { continue }; a() }; switch z { case 1: }");
    let flow = flow(&tree);
    for p in flow.points() {
        for e in flow.edges(p) {
            assert!(flow.preds(e.to).contains(&p));
        }
        for &q in flow.preds(p) {
            assert!(flow.edges(q).iter().any(|e| e.to == p));
        }
    }
}
