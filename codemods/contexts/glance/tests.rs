//! Both looks at small declarations: a parse in vain costs time, one that is missing costs a finding.

use super::Glance;
use crate::facts::requests::of_user;
use crate::facts::user::UserFacts;
use crate::golang::program::{File, Program};
use crate::{Options, World};
use std::path::Path;
use std::sync::Arc;

/// A module of beego, of which nothing else is there.
struct Bare;

impl World for Bare {
    fn read(&self, path: &Path) -> Option<Arc<str>> {
        let text = "module example.com/m\n\nrequire github.com/beego/beego/v2 v2.3.0\n";
        (path == Path::new("/m/go.mod")).then(|| text.into())
    }

    fn list(&self, _: &Path) -> Option<Vec<String>> {
        None
    }

    fn module_cache(&self) -> Option<&Path> {
        None
    }

    fn goroot(&self) -> Option<&Path> {
        None
    }
}

fn glance(source: &str, look: impl Fn(&Glance) -> bool) -> bool {
    let text: Arc<str> = format!("package p\n\n{source}\n").into();
    let file = File::new(Arc::from(Path::new("/m/p.go")), text);
    let options = Options::default();
    let producers = ["newCtx".to_owned(), "Start".to_owned()].into();
    let source = of_user("*example.com/web.Job", "Ctx").expect("a type and its context");
    let facts = UserFacts { sources: vec![source], ..UserFacts::default() };
    let program = Program::new(&Bare).knowing(facts);
    look(&Glance::new(&program, &file, &file.skim.decls[0], &options, &producers))
}

fn may_lose(body: &str) -> bool {
    glance(&format!("func f() {{\n{body}\n}}"), |g| g.may_lose_release())
}

const MADE: &str = "\tctx, cancel := context.WithCancel(parent)\n";

#[test]
fn what_is_deferred_at_once_is_not_lost() {
    for rest in [
        "\tdefer cancel()\n\treturn g(ctx)",
        "\tdefer cancel(nil)\n",
        "\t// at the end\n\tdefer cancel()",
        "\tt.Cleanup(cancel)\n\tg(ctx)",
        "\tdefer cancel()\n\tfor range 3 {\n\t\tdefer g()\n\t}",
        "\tx := g()\n\tif a {\n\t\tg(ctx, x)\n\t}\n\tdefer cancel()\n\treturn x",
        "\tdefer cancel()\n\tchild, stop := signal.NotifyContext(ctx)\n\tdefer stop()\n\tg(child)",
    ] {
        assert!(!may_lose(&format!("{MADE}{rest}")), "{rest}");
    }
    for before in
        ["\tfor {\n\t\tg()\n\t}\n", "\tdefer g(parent)\n", "\tdefer func() {\n\t\tg(parent)\n\t}()\n"]
    {
        assert!(!may_lose(&format!("{before}{MADE}\tdefer cancel()")), "{before}");
    }
    let at_once = format!("{MADE}\tdefer cancel()\n\tg(ctx)\n");
    let subtest = format!("\tt.Run(name, func(t *testing.T) {{\n{at_once}\t}})\n");
    let subtests = format!("\tfor _, c := range []struct{{ n int }}{{{{n: 1}}}} {{\n{subtest}\t}}\n");
    for many in [subtest.repeat(2), subtests.repeat(2)] {
        assert!(!may_lose(&many), "{many}");
    }
    for unkept in
        ["return context.WithTimeout(parent, d)", "run(t, WithTimeout(d))", "context.WithCancel(parent)"]
    {
        assert!(!may_lose(&format!("\t{unkept}")), "{unkept}");
    }
    for another in
        ["\tctx := g()\n\tg(ctx)\n", "\tg(func(ctx T, a int) {\n\t\tg(ctx)\n\t})\n", "\tvar f func(ctx T)\n"]
    {
        assert!(!may_lose(&format!("{subtest}{another}")), "{another}");
    }
    assert!(!may_lose("\tg.Eventually(x).WithTimeout(d).Should(y)\n\tc = own.WithCancel(c)"));
}

#[test]
fn what_else_is_done_with_it_has_to_be_read() {
    for rest in [
        "",
        "\tcancel()",
        "\tdefer cancel()\n\tcancel()",
        "\tdefer cancel()\n\tcancel = nil",
        "\tdefer cancel",
        "\tdefer cancel() + 1",
        "\tdefer cancel(err)",
        "\tdefer g(cancel)",
        "\tdefer func() { cancel() }()",
        "\tif a {\n\t\treturn\n\t}\n\tdefer cancel()",
        "\tdefer cancel()\n\tgoto again",
        "\tfor {\n\t\tg()\n\t}\n\tdefer cancel()",
        "\tdefer g(ctx)\n\tdefer cancel()",
        "\tif a {\n\t\tdefer cancel()\n\t}",
        "\tif a {\n\t\tpanic(b)\n\t}\n\tdefer cancel()",
    ] {
        assert!(may_lose(&format!("{MADE}{rest}")), "{rest}");
    }
    let at_once = format!("{MADE}\tdefer cancel()\n");
    for (before, after) in [
        ("\tfor {\n", "\t}"),
        ("\tfor _, n := range []int{1, 2} {\n", "\t}"),
        ("\tfor _, n := range func() []int { return nil }() {\n", "\t}"),
        ("\tfor i := (T{1}).n; i < 3; i++ {\n\t\tif a {\n", "\t\t}\n\t}"),
        ("\tdefer g(ctx)\n", ""),
        ("\tdefer func() {\n\t\tg(ctx)\n\t}()\n", ""),
        ("\tvar ctx = a\n\tif b {\n", "\t}\n\tg(ctx)"),
        ("again:\n", "\tgoto again"),
        ("\tvar ctx = a\n\tif b {\n", "\t}\n\tctx, err := g(ctx)"),
        ("\tvar ctx = a\n\tif b {\n", "\t}\n\tif c {\n\t\tctx := g(ctx)\n\t}"),
        ("\tvar ctx = a\n\tif b {\n", "\t}\n\tg(func(ctx T) {}, ctx)"),
        ("\tctx := a\n\tif b {\n", "\t}\n\tg(ctx)"),
        ("\tg(func(ctx T) {\n\t\tif b {\n", "\t\t}\n\t\tg(ctx)\n\t})"),
        (
            "\tvar ctx = a\n\tif b {\n",
            "\t}\n\tswitch {\n\tcase a:\n\t\tctx, cancel := context.WithCancel(ctx)\n\t\tdefer cancel()\n\tcase b:\n\t\tg(ctx)\n\t}",
        ),
        ("\tg(func() {\n\t\tfor {\n", "\t\t}\n\t})"),
    ] {
        assert!(may_lose(&format!("{before}{at_once}{after}")), "{before}{after}");
    }
    for other in [
        "\tctx, _ := context.WithCancel(parent)",
        "\tctx, cancel = context.WithCancel(parent)\n\tdefer cancel()",
        "\tvar ctx, cancel = context.WithCancel(parent)\n\tdefer cancel()",
        "\tif ctx, cancel := context.WithCancel(parent); a {\n\t\tdefer cancel()\n\t}",
        "\ts.ctx, s.cancel = context.WithCancel(parent)",
        "\tctx, cancel := (context.WithCancel(parent))",
        "\tctx, cancel :=\n\t\tcontext.WithCancel(parent)",
        "\tmake := context.WithCancel",
    ] {
        assert!(may_lose(other), "{other}");
    }
}

#[test]
fn producers_of_the_module_count_where_both_results_are_kept() {
    for body in [
        "\tctx, cancel := s.newCtx(parent)\n\tdefer cancel()\n\tg(ctx)",
        "\tctx, cancel := s.of(parent)[1].newCtx(parent)\n\tdefer cancel()\n\tg(ctx)",
        "\treturn newCtx(parent)",
        "\ts.Start(parent)\n\tif err := s.Start(parent); err != nil {\n\t}",
        "\tx, err := s.Start(parent)\n\tuse(T{Start: x})",
        "\tm.Expect().Return(newCtx).Times(1)",
        "\trun(a, newCtx, b)",
        "\tStart, err := open(a)\n\tif err != nil {\n\t\treturn Start\n\t}\n\tdefer Start.Close()",
        "\tn, Start := 1, 2\n\tn += n * Start\n\tif n == Start {\n\t\tg(&Start)\n\t}",
        "\tvar newCtx factory\n\tif s.Start != nil {\n\t\tg(func(newCtx factory) {})\n\t}",
        "\tif x := Start(parent); x != nil {\n\t}",
    ] {
        assert!(!may_lose(body), "{body}");
    }
    for body in [
        "\tctx, cancel := s.newCtx(parent)\n\tg(ctx)",
        "\tctx, _ := newCtx(parent)",
        "\tvar ctx, cancel = newCtx[int](parent)",
        "\tx, err, stop := Start(parent)",
        "\tx, err := (Start(parent))",
        "\ts.err, s.stop = T{}.Start(parent)",
        "\tstart := s.Start\n\tctx, _ := start(parent)",
        "\tstart, n := s.Start, len(a)\n\tctx, _ := start(parent)",
        "\tstart := (s.Start)\n\tctx, _ := start(parent)",
        "\tn, start := len(a), s.Start\n\tctx, _ := start(parent)",
        "\tt := T{start: s.Start}\n\tctx, _ := t.start(parent)",
        "\tstart := context.WithCancel\n\tctx, _ := start(parent)",
        "\tctx, cancel, err := newCtx(parent)\n\tif err != nil {\n\t\treturn\n\t}\n\tdefer cancel()",
    ] {
        assert!(may_lose(body), "{body}");
    }
}

fn may_have(source: &str) -> bool {
    glance(source, |g| g.may_have_source(&["Background"]))
}

#[test]
fn parameters_that_bring_no_context() {
    for source in [
        "func f() { g(context.Background()) }",
        "func TestF(t *testing.T) { t.Run(\"a\", func(t *testing.T) { g(context.Background()) }) }",
        "func f(a, b int, list []context.Context, m map[string]*http.Request) { g(context.Background()) }",
        "func f(string, error) { g(context.Background()) }",
        "func (s *Store) f(names ...string) (ctx context.Context) { return context.Background() }\n\ntype Store struct{}",
        "func f(make func(ctx context.Context)) { g(context.Background()) }",
        "func f() { serve(func(r *http.Request) { g(r) }); g(context.Background()) }",
        "func f[T any](list List[T]) { g(context.Background()) }",
        "func TestF(t *testing.T) {\n\tt.Run(\"a\", func(t *testing.T) {\n\t\tg(context.Background())\n\t})\n}",
    ] {
        assert!(!may_have(source), "{source}");
    }
}

#[test]
fn parameters_that_may_bring_one() {
    for source in [
        "func f(ctx context.Context) { g(context.Background()) }",
        "func f(context.Context, string) { g(context.Background()) }",
        "func f(w http.ResponseWriter, _ *http.Request) { g(context.Background()) }",
        "func f() { serve(func(a int, c *gin.Context) { g(context.Background()) }) }",
        "func f(s pb.Route_ListServer) error { return g(context.Background()) }",
        "func f(c Ctx) { g(context.Background()) }",
        "func f(j *web.Job) { g(context.Background()) }",
        "func (h *handler) f() { g(context.Background()) }",
        "func (c *Users) f() { g(context.Background()) }\n\ntype Users struct{ BaseController }",
        "func (h *handler) f() { g(context.Background()) }\n\ntype handler struct{ r *http.Request }",
        "var run = func(cmd *cobra.Command, args []string) error { return g(context.Background()) }",
        "func f[T any](ctx context.Context, list List[T]) interface{ M() } { return g(context.Background()) }",
        "func f(ctx context.Context) (a struct{ b int }, err error) { return g(context.Background()) }",
        "func f(\n\ta int,\n\tr *http.Request,\n) {\n\tg(context.Background())\n}",
        "func f(a struct {\n\tb int\n}, r *http.Request) {\n\tg(context.Background())\n}",
        "func f() {\n\tserve(func(r *http.Request) {\n\t\tg(context.Background())\n\t})\n}",
        "func (h *handler) f() {\n\tg(context.Background())\n}",
    ] {
        assert!(may_have(source), "{source}");
    }
}

#[test]
fn fields_that_may_hold_a_context() {
    let may = |source: &str| glance(source, |g| g.may_have_field(&["Context", "Ctx"]));
    for source in [
        "type t struct {\n\tctx context.Context\n}",
        "type t struct {\n\tcontext.Context\n}",
        "type t[T any] struct { a []int; ctx (context.Context) }",
        "type (\n\ti interface{ M(ctx context.Context) }\n\ts struct {\n\t\tf func(ctx context.Context)\n\t\tc Ctx `json:\"-\"`\n\t}\n)",
        "type t struct {\n\tin struct {\n\t\tctx context.Context\n\t}\n}",
    ] {
        assert!(may(source), "{source}");
    }
    for source in [
        "type t interface {\n\tM(ctx context.Context) (context.Context, error)\n\tContext() context.Context\n}",
        "type t struct {\n\tf func(context.Context) (context.Context, error)\n}",
        "type t struct {\n\tm map[context.Context]bool\n}",
        "type f func(ctx context.Context) error",
    ] {
        assert!(!may(source), "{source}");
    }
}
