//! The rules of scope, one by one.

use super::{BindingKind, check, nth};

#[test]
fn names_from_outside_are_not_local() {
    check("func «f:-»(a int) «error:-» { return «fmt:-».Errorf(«nil:-», «f:-») }");
    check("var «x:-» = «y:-»");
    check("var (\n «x:-» int\n «y:-» = «x:-»\n)");
    check("const (\n «x:-» = «iota:-»\n «y:-»\n)");
    check("type «T:-» struct { a «T:-» }");
}

#[test]
fn parameters_are_visible_in_the_body_alone() {
    check(
        "func f(«a:1», «b:2» int, «c:3» ...string) («r:4» int, «err:5» error) { g(«a:1», «b:2», «c:3», «r:4», «err:5») }",
    );
    check("func f(«int:1» «int:-», b «int:-») «int:-» { return «int:1» }");
    check("func f(n int, a [«n:-»]int) { }");
    check("func («r:1» *T) m(«a:2» int) { «r:1».«m:-»(«a:2») }");
    check("func f(_ int, _ string) { «_:-» = 1 }");
    check("func f(«int:-», «string:-») { «string:-» }");
}

#[test]
fn the_body_shares_the_scope_of_the_parameters() {
    check("func f(«x:1» int) («err:2» error) { «x:1», «err:2», «y:3» := 1, 2, 3; «y:3» }");
    check("func f(«x:1» int) { { «x:2», y := 1, 2; «x:2» }; «x:1» }");
    check("var _ = func(«x:1» int) { «x:1», «y:2» := «x:1», «y:-» }");
}

#[test]
fn type_parameters() {
    check(
        "func f[«K:1» comparable, «V:2» ~[]«K:1», «W:3» interface{ m(«V:2») }](a «K:1», b map[«K:1»]«V:2») «W:3» { var x «K:1» }",
    );
    check("func f[«P:1» I[«Q:2»], «Q:2» any]() {}");
    check("func (r *«T:-»[«K:1», «V:2»]) m(k «K:1») «V:2» { var x «T:-»[«K:1»] }");
    check("func (r T[«T:1»]) m() «T:1» { return «T:1»(0) }");
    check("func (T[«_:-»]) m() { }");
    check("type «T:-»[«P:1» any, «Q:2» ~[]«P:1»] struct { p «P:1»; q «Q:2»; t *«T:-»[«P:1», «Q:2»] }");
    check("type (\n A[«P:1» any] []«P:1»\n B[«P:2» any] []«P:2»\n C []«P:-»\n)");
    check("type A[«P:1» any] = map[string]«P:1»");
}

#[test]
fn specs_are_visible_behind_themselves() {
    check("func f() { var «x:1» = «x:-»; var «x2:2», «y:3» «x:1» = «x2:-», «y:-»; «x2:2» }");
    check("func f(«x:1» int) { { var «x:2» = «x:1»; «x:2» }; «x:1» }");
    check("func f() { const (\n «a:1» = iota\n «b:2»\n «c:3» = «a:1» + «b:2»\n) }");
    check("func f() { «a:-»; var (\n «a:1» = 1\n «b:2» = «a:1»\n); «b:2» }");
}

#[test]
fn short_declarations_see_the_old_and_reuse_their_scope() {
    check(
        "func f() { «x:1» := «x:-»; «x:1», «y:2» := «x:1», «y:-»; { «x:3», «y:4» := «x:1», «y:2»; «x:3» }; «x:1» }",
    );
    check("func f() { «x:1» := func() { «x:-»() }; «x:1»() }");
    check("func f() { «_:-», «x:1» := 1, 2; _ = «x:1» }");
    let (_, scopes) = check("func f() { «x:1», «err:2» := g(); «y:3», «err:2» := g(); «err:2» }");
    let err = scopes.lookup("err", 40).unwrap();
    assert_eq!(scopes.uses(err).len(), 2);
}

#[test]
fn local_types_are_visible_from_their_name_on() {
    check("func f() { type «T:1» struct { next *«T:1» }; var x «T:1» }");
    check("func f() { var y «T:-»; type «T:1» = []«T:1»; { type «T:2» «T:2» } }");
    check("func f() { type «L:1»[«P:2» any] struct { «L:1»; v «P:2» }; «P:-» }");
}

#[test]
fn if_has_a_scope_around_all_its_branches() {
    check(
        "func f() { if «x:1» := «x:-»; «x:1» { «x:2» := 1; «x:2» } else if «y:3» := «x:1»; «y:3» { «x:1» } else { g(«x:1», «y:3») }; g(«x:-», «y:-») }",
    );
    check("func f(«err:1» error) { if «err:2» := g(); «err:2» != nil { }; «err:1» }");
}

#[test]
fn for_has_a_scope_around_its_body() {
    check("func f() { for «i:1» := «i:-»; «i:1» < 3; «i:1»++ { «i:1»; «i:2» := «i:1»; «i:2» }; «i:-» }");
    check(
        "func f(«x:1» []int) { for «i:2», «x:3» := range «x:1» { «i:2»; «x:3»; «x:4» := «x:3»; «x:4» }; «x:1» }",
    );
    check("func f() { var «i:1» int; for «i:1» = range xs { «i:1» }; for «i:1», a[«i:1»] = range xs { } }");
    check("func f(«n:1» int) { for range «n:1» { «n:1» }; for «n:1» { } ; for { «n:1» } }");
    check("func f() { for _, «x:1» := range g(func() { «x:-» }) { «x:1» } }");
}

#[test]
fn switches_and_their_clauses() {
    check(
        "func f() { switch «x:1» := «x:-»; «x:1» { case «x:1»: «y:2» := «x:1»; «y:2»; «x:3» := 1; «x:3»; case 2: «y:-»; «x:1»; default: «x:4» := «x:1»; «x:4» }; «x:-» }",
    );
    check("func f(«x:1» int) { switch { case «x:1» > 1: «x:2» := 1; «x:2» }; switch «x:1» { } }");
}

#[test]
fn a_type_switch_declares_in_each_clause() {
    let marked = "func f(«x:0» any) { switch «y:3» := 1; «x:1» := «x:0».(type) { case int, «x:0»: «x:1»; «y:3»; case string: «x:2» = 1; default: { «x:4» } }; «x:0» }";
    let (tree, scopes) = check(marked);
    let (_, _, alias) = nth(marked, 2);
    let all: Vec<_> = scopes.all_defined(alias).collect();
    assert_eq!(all.len(), 3);
    assert!(all.iter().all(|&b| scopes.binding(b).kind == BindingKind::TypeSwitch));
    assert!(all.iter().all(|&b| scopes.uses(b).len() == 1 && tree.kind(scopes.binding(b).decl).is_case()));
    check("func f(x any) { switch «y:-» := x.(type) { } }");
    check("func f(«x:0» any) { switch «x:0».(type) { case «T:-»: «x:0» } }");
    check(
        "func f(«x:0» any) { switch «x:1» := g(func() { «x:0» }); «x:2» := «x:1».(type) { case T: «x:2» := «x:2»; «x:2» } }",
    );
}

#[test]
fn select_clauses() {
    check(
        "func f(«c:1» chan int) { select { case «v:2», «ok:3» := <-«c:1»: «v:2»; «ok:3»; case «v:4» := <-«v:-»: «v:4»; case «c:1» <- «v:-»: «v:-»; default: «v:-» } }",
    );
    check(
        "func f() { var «v:1» int; select { case «v:1» = <-c: «v:1»; case a[«v:1»] = <-c: «v:2» := 1; «v:2» } }",
    );
}

#[test]
fn labels_live_apart() {
    check("func f(«x:1» int) { «x:2»: for { break «x:2»; continue «x:2»; goto «x:2»; «x:1» } }");
    check("func f() { goto «end:1»; { «end:-»; goto «end:1» }; «end:1»: }");
    check(
        "func f() { «l:1»: for { func() { «l:2»: for { break «l:2» }; goto «m:-» }(); break «l:1» }; «m:3»: }",
    );
    check("func f() { «a:1»: «b:2»: for { continue «b:2»; break «a:1» } }");
    check("func f() { goto «x:-» }");
}

#[test]
fn function_literals_and_types() {
    check(
        "func f(«x:1» int) { func(«y:2» int) («z:3» int) { «x:1»; «y:2»; «z:3»; «x:4» := 1; «x:4» }(«x:1»); «y:-» }",
    );
    check(
        "func f(«a:1» func(«b:2» «T:-») («c:3» int), d interface { m(«e:4» int) «U:-» }) { «a:1»; «b:-»; «c:-»; «e:-»; «m:-» }",
    );
    check("var g = func(«x:1» int) { «y:2» := «x:1»; «y:2»; «g:-» }");
    check("type T func(«a:1» int, «b:2» «a:-») («c:3» «b:-»)");
}

#[test]
fn fields_methods_and_qualified_names_are_no_variables() {
    check("func f(«x:1» T) { «x:1».«x:-».«x:-»(); type t struct { «x:-», y int } }");
    check("func f(«T:1» int) { var a pkg.«T:-»; «pkg:-».«T:-»(«T:1») }");
    check("func f() { type «E:1» int; type t struct { «E:1»; *«E:1»; n «E:1» } }");
}

#[test]
fn keys_of_composite_literals() {
    check(
        "func f(«a:1» int) { _ = map[K]V{«a:1»: «a:1»}; _ = [...]int{«a:1»: 1}; _ = []struct{ a int }{{«a:-»: «a:1»}} }",
    );
    check(
        "func f(«a:1» int) { type s struct{ a int }; _ = s{«a:-»: «a:1»}; _ = []*s{{«a:-»: 1}}; _ = map[s]s{{«a:-»: 1}: {«a:-»: 2}} }",
    );
    check(
        "func f(«a:1» int) { type m map[int]int; type l []m; _ = l{{«a:1»: 1}, {«a:1»: 2}}; _ = m{(«a:1»): 2} }",
    );
    check("func f(«a:1» int) { _ = T{«a:1»: 1, «b:-»: «a:1», «a:1».b: 2} }");
    for (i, ambiguous) in [true, true, false, false].into_iter().enumerate() {
        let marked = "func f(a int) { _ = T{«a:1»: 1, «b:-»: 2}; _ = map[int]T{«a:1»: {}}; _ = T{«a:1»} }";
        let (_, scopes, ident) = nth(marked, i);
        assert_eq!(scopes.ambiguous_key(ident), ambiguous);
    }
}

#[test]
fn wrong_programs_bind_too() {
    check("func f(«x:1» int, «x:2» int) { «x:1» }");
    check("func f() { «x:1» := 1; var «x:2» int; «x:1» }");
    check("func f() { «l:1»: g(); «l:2»: goto «l:1» }");
    check("func f() { a.«b:-», «c:1» := 1, 2; «c:1» }");
    check("func f() { type «T:1» «T:1»; type a = b; type b = a; _ = a{«T:1»: 1} }");
    check("func f() { «nil:1» := 1; «nil:1» }");
}

#[test]
fn deep_nesting_binds() {
    let (open, close) = ("{ if x { ".repeat(120), "} }".repeat(120));
    check(&format!("func f(«x:1» int) {{ {open} «x:1» {close} }}"));
    let (open, close) = ("func() { g(".repeat(55), ") }".repeat(55));
    check(&format!(
        "var _ = func(«x:1» int) {{ g({open} {} «x:1» {}{close}) }}",
        "(".repeat(40),
        ")".repeat(40)
    ));
}
