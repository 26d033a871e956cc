//! What is found where little of what a file imports is on disk, and with what users say.

#[path = "common/memory.rs"]
mod memory;

use ctxmend_codemods::engine::{self, Request, Selection};
use ctxmend_codemods::facts::user::{FuncName, UserFacts};
use ctxmend_codemods::golang::program::Program;
use ctxmend_codemods::{
    Applicability, Codemod, Options, background_with_ctx, blind_sleep, context_free_call, ctx_in_struct,
    deferred_in_loop, undeferred_cancel,
};
use memory::Memory;
use std::path::Path;

/// The places that the codemod finds in the first file, each with the applicability, in source order.
fn found(
    codemod: &'static Codemod,
    files: &[(&str, &str)],
    facts: UserFacts,
) -> Vec<(String, Applicability)> {
    let world = Memory::new(files);
    let report = engine::run(&Request {
        program: &Program::new(&world).knowing(facts),
        files: vec![Path::new(files[0].0).into()],
        codemods: vec![codemod],
        options: Options::default(),
        select: Selection::default(),
        unsafe_fixes: true,
        alone: false,
        may_change: &|_| Ok(()),
        progress: &|| (),
        cancelled: &|| false,
    });
    let text = |o: &engine::Outcome| files[0].1[o.finding.span.range()].to_owned();
    report.outcomes.iter().map(|o| (text(o), o.finding.applicability())).collect()
}

#[test]
fn without_a_standard_library_only_what_is_done_at_once_is_mended() {
    let text = "package p\nimport (\n\t\"context\"\n\t\"database/sql\"\n\t\"os/exec\"\n)\n\
        func f(ctx context.Context, db *sql.DB) {\n\tdb.Ping()\n\trows, err := db.Query(q)\n\tuse(rows, err)\n\
        \tdb.QueryRow(q).Scan(&x)\n\tcmd := exec.Command(x)\n\tuse(cmd)\n\texec.Command(y).Run()\n}\n";
    let wanted = [
        ("db.Ping()", Applicability::Unsafe),
        ("db.Query(q)", Applicability::None),
        ("db.QueryRow(q)", Applicability::Unsafe),
        ("exec.Command(x)", Applicability::None),
        ("exec.Command(y)", Applicability::Unsafe),
    ];
    let wanted = wanted.map(|(call, how)| (call.to_owned(), how));
    assert_eq!(
        found(
            &context_free_call::CODEMOD,
            &[("/m/a.go", text), ("/m/go.mod", "module m\n")],
            UserFacts::default()
        ),
        wanted
    );
}

#[test]
fn twins_that_users_name() {
    let text = "package p\nimport \"context\"\ntype DB struct{}\nfunc (*DB) Run(q string) error { return nil }\n\
        func (*DB) RunCtx(ctx context.Context, q string) error { return nil }\n\
        func (*DB) Look(q string) error { return nil }\n\
        func (*DB) LookCtx(ctx context.Context) error { return nil }\n\
        func f(ctx context.Context, db *DB) {\n\tdb.Run(q)\n\tdb.Look(q)\n}\n";
    let context = ("/go/src/context/context.go", "package context\ntype Context interface { Err() error }\n");
    let twin = |name: &str, twin: &str| (FuncName::parse(name).expect("it is a full name"), twin.to_owned());
    let twins = vec![twin("m.DB.Run", "RunCtx"), twin("m.DB.Look", "LookCtx")];
    let facts = UserFacts { twins, ..UserFacts::default() };
    let files = [("/m/a.go", text), ("/m/go.mod", "module m\n"), context];
    assert_eq!(
        found(&context_free_call::CODEMOD, &files, facts),
        [("db.Run(q)".to_owned(), Applicability::Unsafe)]
    );
    assert_eq!(found(&context_free_call::CODEMOD, &files, UserFacts::default()), []);
}

#[test]
fn an_error_of_an_unknown_call_keeps_no_context() {
    let text = "package p\nimport (\n\t\"context\"\n\t\"time\"\n\n\t\"example.com/replication\"\n)\n\
        func f(client *replication.Client, n int) error {\n\tvar err error\n\tfor i := 0; i < n; i++ {\n\
        \t\tctx, cancel := context.WithTimeout(context.Background(), time.Second)\n\t\tdefer cancel()\n\
        \t\terr = client.Replicate(ctx)\n\t\tif err == nil {\n\t\t\tbreak\n\t\t}\n\t}\n\treturn err\n}\n";
    let files = [("/m/a.go", text), ("/m/go.mod", "module m\n")];
    let wanted = [("defer cancel()".to_owned(), Applicability::Safe)];
    assert_eq!(found(&deferred_in_loop::CODEMOD, &files, UserFacts::default()), wanted);
}

#[test]
fn what_is_given_to_unknown_code_keeps_its_methods() {
    let text = "package p\nimport (\n\t\"context\"\n\n\t\"example.com/raft\"\n)\n\
        type poller struct {\n\tctx context.Context\n\tn int\n}\nvar kept *poller\n\
        func (p *poller) Get() error {\n\treturn load(p.ctx)\n}\n\
        func load(ctx context.Context) error { return ctx.Err() }\n\
        func open(ctx context.Context) {\n\tkept = &poller{ctx: ctx}\n}\n\
        func tick(ctx context.Context) error {\n\treturn kept.Get()\n}\n";
    let context = ("/go/src/context/context.go", "package context\ntype Context interface { Err() error }\n");
    let given = format!("{text}func give() {{\n\traft.New(&poller{{n: 1}})\n}}\n");
    for (text, how) in [(text, Applicability::Unsafe), (given.as_str(), Applicability::None)] {
        let files = [("/m/internal/p/a.go", text), ("/m/go.mod", "module m\n"), context];
        let wanted = [("ctx".to_owned(), how)];
        assert_eq!(found(&ctx_in_struct::CODEMOD, &files, UserFacts::default()), wanted);
    }
}

#[test]
fn what_an_unknown_call_gives_is_what_the_function_says() {
    let text = "package p\nimport (\n\t\"context\"\n\t\"io\"\n\n\t\"example.com/kv\"\n)\n\
        func a(ctx context.Context, s *kv.Store) (io.Reader, error) {\n\
        \tctx, _ = context.WithCancel(ctx)\n\treturn s.Reader(ctx)\n}\n\
        func b(ctx context.Context, s *kv.Store) (func(), error) {\n\
        \tctx1, _ := context.WithCancel(ctx)\n\tunlock, err := s.Lock(ctx1)\n\treturn unlock, err\n}\n\
        func c(ctx context.Context, s *kv.Store) (kv.Value, error) {\n\
        \tctx2, _ := context.WithCancel(ctx)\n\treturn s.Get(ctx2)\n}\n\
        func d(ctx context.Context, s *kv.Store) (int, error) {\n\
        \tctx3, _ := context.WithCancel(ctx)\n\treturn s.Count(ctx3)\n}\n";
    let context = (
        "/go/src/context/context.go",
        "package context\ntype Context interface { Err() error }\ntype CancelFunc func()\n\
        func WithCancel(parent Context) (Context, CancelFunc) { return parent, nil }\n",
    );
    let io =
        ("/go/src/io/io.go", "package io\ntype Reader interface { Read(p []byte) (n int, err error) }\n");
    let files = [("/m/a.go", text), ("/m/go.mod", "module m\n"), context, io];
    let applicabilities: Vec<Applicability> =
        found(&undeferred_cancel::CODEMOD, &files, UserFacts::default()).into_iter().map(|f| f.1).collect();
    let wanted = [Applicability::None, Applicability::None, Applicability::Unsafe, Applicability::Safe];
    assert_eq!(applicabilities, wanted);
}

#[test]
fn an_empty_value_is_written_as_elsewhere_in_the_function() {
    let text = "package p\nimport (\n\t\"context\"\n\t\"time\"\n\n\t\"example.com/pb\"\n)\n\
        func next(ctx context.Context) error { return ctx.Err() }\n\
        func a(ctx context.Context) (pb.Time, error) {\n\tfor {\n\t\tif err := next(ctx); err != nil {\n\
        \t\t\treturn pb.Time{}, err\n\t\t}\n\t\ttime.Sleep(1e9)\n\t}\n}\n\
        func b(ctx context.Context) (pb.Time, error) {\n\tfor {\n\t\tif next(ctx) == nil {\n\
        \t\t\treturn pb.Now(), nil\n\t\t}\n\t\ttime.Sleep(2e9)\n\t}\n}\n";
    let context = (
        "/go/src/context/context.go",
        "package context\ntype Context interface { Err() error; Done() <-chan struct{} }\n",
    );
    let files = [("/m/a.go", text), ("/m/go.mod", "module m\n"), context];
    let wanted = [
        ("time.Sleep(1e9)".to_owned(), Applicability::Unsafe),
        ("time.Sleep(2e9)".to_owned(), Applicability::None),
    ];
    assert_eq!(found(&blind_sleep::CODEMOD, &files, UserFacts::default()), wanted);
}

#[test]
fn names_tell_what_types_of_unread_packages_do_not() {
    let text = "package p\nimport (\n\t\"context\"\n\n\t\"example.com/kv\"\n)\n\
        func use(ctx context.Context) { _ = ctx.Err() }\n\
        func a(ctx context.Context, s *kv.Store) {\n\
        \tlistCtx, end := s.Trace(context.Background())\n\tgo use(listCtx)\n\tend()\n}\n\
        func b(ctx context.Context, s *kv.Store) error {\n\
        \tobj, err := s.Create(ctx)\n\tif err != nil {\n\
        \t\ts.Delete(context.Background())\n\t\treturn err\n\t}\n\tobj.Use()\n\treturn nil\n}\n\
        func c(ctx context.Context, s *kv.Store) {\n\ts.Delete(context.Background())\n}\n";
    let context = (
        "/go/src/context/context.go",
        "package context\ntype Context interface { Err() error }\n\
        func Background() Context { return nil }\n",
    );
    let files = [("/m/a.go", text), ("/m/go.mod", "module m\n"), context];
    let found = found(&background_with_ctx::CODEMOD, &files, UserFacts::default());
    assert_eq!(found, [("context.Background()".to_owned(), Applicability::Unsafe)]);
}

#[test]
fn what_gives_a_function_its_type_may_be_a_conversion() {
    let text = "package p\nimport (\n\t\"context\"\n\t\"example.com/cron\"\n)\n\
        type table struct{ c *cron.Cron }\n\
        func (t *table) add(f func()) { t.c.Schedule(cron.FuncJob(f)) }\n\
        func (t *table) now(f func()) { cron.Now(f) }\n\
        func later(ctx context.Context, t *table) {\n\
        \tf := func() { work(context.Background()) }\n\tt.add(f)\n}\n\
        func now(ctx context.Context, t *table) {\n\
        \tf := func() { work(context.Background()) }\n\tt.now(f)\n}\n\
        func work(ctx context.Context) { <-ctx.Done() }\n";
    let found = found(
        &background_with_ctx::CODEMOD,
        &[("/m/a.go", text), ("/m/go.mod", "module m\n")],
        UserFacts::default(),
    );
    assert_eq!(found, [("context.Background()".to_owned(), Applicability::Unsafe)]);
}

#[test]
fn methods_of_what_others_may_ask_for_keep_their_signatures() {
    let text = "package p\nimport (\n\t\"context\"\n\t\"example.com/net\"\n\t\"example.com/predicate\"\n)\n\
        type replaced struct {\n\tnet.Net\n\tctx context.Context\n}\n\
        func (r *replaced) Resolve() { work(r.ctx) }\n\
        type asked struct{ ctx context.Context }\n\
        func makeAsked(ctx context.Context) predicate.Predicate { return &asked{ctx: ctx} }\n\
        func (a *asked) Create() bool { return work(a.ctx) }\n\
        type own struct{ ctx context.Context }\n\
        func makeOwn(ctx context.Context) { o := &own{ctx: ctx}; o.Resolve() }\n\
        func (o *own) Resolve() bool { return work(o.ctx) }\n\
        func work(ctx context.Context) bool { <-ctx.Done(); return true }\n";
    let found = found(
        &ctx_in_struct::CODEMOD,
        &[("/m/internal/a.go", text), ("/m/go.mod", "module m\n")],
        UserFacts::default(),
    );
    let found: Vec<Applicability> = found.into_iter().map(|f| f.1).collect();
    assert_eq!(found, [Applicability::Unsafe]);
}

#[test]
fn what_a_generic_interface_of_others_asks_for_has_no_context() {
    let text = "package p\nimport (\n\t\"context\"\n\t\"example.com/events\"\n)\n\
        func Chosen(ctx context.Context, get func(context.Context, string) bool) events.Predicate {\n\
        \treturn &chosen{ctx: ctx, get: get}\n}\n\
        type chosen struct {\n\tctx context.Context\n\tget func(context.Context, string) bool\n}\n\
        func (c *chosen) Create(e events.CreateEvent) bool { return c.get(c.ctx, e.Object.Name) }\n\
        func (c *chosen) Delete(e events.CreateEvent) bool { return false }\n";
    let events = "package events\ntype Object struct{ Name string }\n\
        type TypedCreateEvent[object any] struct{ Object object }\n\
        type CreateEvent = TypedCreateEvent[Object]\n\
        type TypedPredicate[object any] interface {\n\tCreate(TypedCreateEvent[object]) bool\n\
        \tDelete(TypedCreateEvent[object]) bool\n}\n\
        type Predicate = TypedPredicate[Object]\n";
    let plain = text.replace("Create(", "Make(");
    let found = |text: &str| {
        found(
            &ctx_in_struct::CODEMOD,
            &[
                ("/m/a.go", text),
                (
                    "/m/go.mod",
                    "module m\n\nrequire example.com/events v1.0.0\n\nreplace example.com/events => ../e\n",
                ),
                ("/e/events.go", events),
                ("/e/go.mod", "module example.com/events\n"),
            ],
            UserFacts::default(),
        )
    };
    assert_eq!(found(text), []);
    assert_eq!(found(&plain), [("ctx".to_owned(), Applicability::None)]);
}
