//! The graph of each construct, in the notation of [`Flow::describe`](super::Flow::describe).

use super::check;

#[test]
fn statements_follow_each_other() {
    check(
        "x := f(); go g(x); defer h(); x++; ch <- x",
        "0 entry -> 1
         1 x := f() -> 2
         2 go g(x) -> 3
         3 defer h() -> 4
         4 x++ -> 5
         5 ch <- x -> 6
         6 end",
    );
}

#[test]
fn loop_with_clause_and_else_if() {
    check(
        "for i := 0; i < 10; i++ { if v := g(); v > 0 && !q || (z) { continue } else if y { break }; a++ }",
        "0 entry -> 1
         1 i := 0 -> 2
         2 i < 10 ?4:12
         3 i++ -> 2
         4 v := g() -> 5
         5 v > 0 ?6:7
         6 q ?7:8
         7 z ?8:9
         8 continue -> 3
         9 y ?10:11
         10 break -> 12
         11 a++ -> 3
         12 end",
    );
}

#[test]
fn range_with_variables() {
    check(
        "for k, v := range m() { use(k); if v { return } }",
        "0 entry -> 3
         1 range ?2:7
         2 k, v -> 4
         3 m() -> 1
         4 use(k) -> 5
         5 v ?6:1
         6 return
         7 end",
    );
}

#[test]
fn range_without_variables() {
    check(
        "for range ch { }",
        "0 entry -> 2
         1 range ?1:3
         2 ch -> 1
         3 end",
    );
}

#[test]
fn endless_loop() {
    check(
        "for { }",
        "0 entry -> 1
         1 for -> 1
         2 ~end",
    );
}

#[test]
fn literal_true_is_endless() {
    check(
        "for true { if x { break } }
         x()",
        "0 entry -> 1
         1 true -> 2
         2 x ?3:1
         3 break -> 4
         4 x() -> 5
         5 end",
    );
}

#[test]
fn loop_without_condition_runs_its_update() {
    check(
        "for i := 0; ; i++ { work() }
         after()",
        "0 entry -> 2
         1 for -> 4
         2 i := 0 -> 1
         3 i++ -> 1
         4 work() -> 3
         5 ~after() -> 6
         6 ~end",
    );
}

#[test]
fn switch_with_tag_and_fallthrough() {
    check(
        "switch t := g(); t { case 1, 2: a(); fallthrough; default: b(); case h(): c() }",
        "0 entry -> 1
         1 t := g() -> 2
         2 t -> 3
         3 1 ?5:4
         4 2 ?5:8
         5 a() -> 6
         6 fallthrough -> 7
         7 b() -> 10
         8 h() ?9:7
         9 c() -> 10
         10 end",
    );
}

#[test]
fn switch_without_tag_splits_conditions() {
    check(
        "switch { case a && b, c: x(); case !d: return }",
        "0 entry -> 1
         1 a ?2:3
         2 b ?4:3
         3 c ?4:5
         4 x() -> 7
         5 d ?7:6
         6 return
         7 end",
    );
}

#[test]
fn type_switch() {
    check(
        "switch x := y.(type) { case int: a(); case nil, *T: return }",
        "0 entry -> 1
         1 y -> 2
         2 int ?3:4
         3 a() -> 7
         4 nil ?6:5
         5 *T ?6:7
         6 return
         7 end",
    );
}

#[test]
fn type_switch_default_first_is_tried_last() {
    check(
        "switch a := 1; y.(type) { default: x(); case int: }",
        "0 entry -> 1
         1 a := 1 -> 2
         2 y -> 4
         3 x() -> 5
         4 int ?5:3
         5 end",
    );
}

#[test]
fn select_waits_for_one_arm() {
    check(
        "select { case v := <-f(): a(v); case ch <- g(): break; case <-done: return }",
        "0 entry -> 1
         1 select -> 2,4,6
         2 v := <-f() -> 3
         3 a(v) -> 8
         4 ch <- g() -> 5
         5 break -> 8
         6 <-done -> 7
         7 return
         8 end",
    );
}

#[test]
fn select_with_default() {
    check(
        "select { case v, ok = <-ch: a(); default: b() }",
        "0 entry -> 1
         1 select -> 2,4
         2 v, ok = <-ch -> 3
         3 a() -> 5
         4 b() -> 5
         5 end",
    );
}

#[test]
fn empty_select_never_ends() {
    check(
        "select {}
         x()",
        "0 entry -> 1
         1 select
         2 ~x() -> 3
         3 ~end",
    );
}

#[test]
fn declarations() {
    check(
        "var a, b = 1, g()
         var (
         c = 1
         d = 2
         )
         const e = 1
         type T int",
        "0 entry -> 1
         1 a, b = 1, g() -> 2
         2 c = 1 -> 3
         3 d = 2 -> 4
         4 const e = 1 -> 5
         5 type T int -> 6
         6 end",
    );
}

#[test]
fn blocks() {
    check(
        "{ a(); { b() } }",
        "0 entry -> 1
         1 a() -> 2
         2 b() -> 3
         3 end",
    );
}

#[test]
fn conditions_in_parentheses() {
    check(
        "if (a || b) && c { x() } else { y() }",
        "0 entry -> 1
         1 a ?3:2
         2 b ?3:5
         3 c ?4:5
         4 x() -> 6
         5 y() -> 6
         6 end",
    );
}

#[test]
fn switch_case_without_statements() {
    check(
        "switch x { case 1: }",
        "0 entry -> 1
         1 x -> 2
         2 1 ?3:3
         3 end",
    );
}

#[test]
fn switch_without_cases() {
    check(
        "switch f() {}",
        "0 entry -> 1
         1 f() -> 2
         2 end",
    );
}

#[test]
fn short_circuit_loop() {
    check(
        "for x && y { z() }",
        "0 entry -> 1
         1 x ?2:4
         2 y ?3:4
         3 z() -> 1
         4 end",
    );
}
