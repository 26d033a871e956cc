//! The program model in small worlds: modules, packages, overlays, callees, spelled types, hostile input.

#[path = "program/hostile.rs"]
mod hostile;
#[path = "common/memory.rs"]
mod memory;

use ctxmend_codemods::golang::program::{Callee, File, Program, Site};
use ctxmend_codemods::golang::syntax::{Kind, NodeId};
use memory::Memory;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

const CONTEXT: (&str, &str) = (
    "/go/src/context/context.go",
    "package context\ntype Context interface { Done() <-chan struct{} }\ntype CancelFunc func()\n\
     func Background() Context { return nil }\n\
     func WithCancel(parent Context) (ctx Context, cancel CancelFunc) { return }\n",
);

/// Calls `f` with the site of every declaration of the file.
fn sites(program: &Program, path: &str, mut f: impl FnMut(Site)) {
    let path = Path::new(path);
    let package = program.package_of(path).expect("the file is there");
    let file = program.file(path).expect("the file is there");
    for decl in 0..file.skim.decls.len() {
        if let Some(site) = Site::new(program, &package, &file, decl) {
            f(site);
        }
    }
}

/// The type of the last identifier `name` of the file.
fn type_of(program: &Program, path: &str, name: &str) -> String {
    let mut found = String::from("nowhere");
    sites(program, path, |site| {
        let tree = site.tree();
        let last = tree.subtree(tree.root()).rfind(|&n| is_ident(site, n, name));
        if let Some(n) = last {
            found = site.type_of(n).to_string();
        }
    });
    found
}

fn is_ident(site: Site, n: NodeId, name: &str) -> bool {
    site.tree().kind(n).is_name() && site.text(n) == name
}

#[test]
fn modules_are_found_where_go_finds_them() {
    let world = Memory::new(&[
        CONTEXT,
        ("/go/src/go.mod", "module std\n\ngo 1.26\n"),
        ("/w/go.work", "go 1.24\nuse (\n\t./a\n\t./b\n)\n"),
        (
            "/w/a/go.mod",
            "module ex.com/a\ngo 1.23\nrequire (\n\tex.com/Up v1.2.0\n\tex.com/r v1.0.0\n\told.com/o/v2 v2.0.1\n)\n\
             replace ex.com/r => ../r\n",
        ),
        (
            "/w/a/main.go",
            "package main\nimport (\n\"ex.com/Up/sub\"\n\"ex.com/r\"\n\"ex.com/b/in\"\n\"ex.com/a/own\"\n\
             \"old.com/o/v2\"\n\"context\"\n\"gone.com/lib/v3\"\n)\n\
             func f() {\n x1, x2, x3, x4, x5 := sub.New(), r.New(), in.New(), own.New(), o.New()\n\
             ctx, cancel := context.WithCancel(context.Background())\n lib.Call()\n\
             _, _, _, _, _, _, _ = x1, x2, x3, x4, x5, ctx, cancel\n}\n",
        ),
        ("/w/a/own/own.go", "package own\ntype T struct{}\nfunc New() *T { return nil }\n"),
        ("/w/b/go.mod", "module ex.com/b\nrequire ex.com/Up v1.1.0\n"),
        ("/w/b/in/in.go", "package in\ntype T struct{}\nfunc New() *T { return nil }\n"),
        ("/w/r/x.go", "package r\ntype T struct{}\nfunc New() *T { return nil }\n"),
        ("/mod/ex.com/!up@v1.2.0/sub/x.go", "package sub\ntype T struct{}\nfunc New() *T { return nil }\n"),
        ("/mod/old.com/o/v2@v2.0.1/x.go", "package o\ntype T struct{}\nfunc New() T { return T{} }\n"),
    ]);
    let program = Program::new(&world);
    let main = "/w/a/main.go";
    for (name, ty) in [
        ("x1", "*ex.com/Up/sub.T"),
        ("x2", "*ex.com/r.T"),
        ("x3", "*ex.com/b/in.T"),
        ("x4", "*ex.com/a/own.T"),
        ("x5", "old.com/o/v2.T"),
        ("ctx", "context.Context"),
        ("cancel", "context.CancelFunc"),
    ] {
        assert_eq!(type_of(&program, main, name), ty, "{name}");
    }
    assert_eq!(program.go_version(Path::new(main)).minor, 23);
    assert_eq!(program.go_version(Path::new("/w/b/in/in.go")).minor, 16);
    let mut missing = 0;
    sites(&program, main, |site| {
        let tree = site.tree();
        for call in tree.calls(tree.root()) {
            if let Callee::Known(k) = site.callee(call)
                && k.is_func("gone.com/lib/v3", "Call")
            {
                assert!(k.decls.is_empty() && k.sig.is_none());
                missing += 1;
            }
        }
    });
    assert_eq!(missing, 1);
}

#[test]
fn vendored_packages_come_first() {
    let world = Memory::new(&[
        ("/m/go.mod", "module m.com\nrequire v.com/x v1.0.0\n"),
        ("/m/a.go", "package a\nimport \"v.com/x\"\nvar v = x.New()\n"),
        ("/m/vendor/v.com/x/x.go", "package x\nfunc New() int { return 0 }\n"),
        ("/mod/v.com/x@v1.0.0/x.go", "package x\nfunc New() string { return \"\" }\n"),
    ]);
    assert_eq!(type_of(&Program::new(&world), "/m/a.go", "v"), "int");
}

#[test]
fn test_files_are_packages_of_their_own_kind() {
    let world = Memory::new(&[
        ("/m/go.mod", "module m.com\n"),
        ("/m/a.go", "package a\nfunc F() int { return 0 }\n"),
        ("/m/export_test.go", "package a\nvar G = F()\n"),
        ("/m/a_test.go", "package a_test\nimport \"m.com\"\nvar h = a.G\nvar s = standalone\n"),
        ("/m/gen.go", "//go:build ignore\n\npackage a\nvar standalone = F()\n"),
        ("/m/use/use.go", "package use\nimport \"m.com\"\nvar i = a.G\n"),
    ]);
    let program = Program::new(&world);
    assert_eq!(type_of(&program, "/m/export_test.go", "G"), "int");
    assert_eq!(type_of(&program, "/m/a_test.go", "h"), "int");
    assert_eq!(type_of(&program, "/m/a_test.go", "s"), "?");
    assert_eq!(type_of(&program, "/m/gen.go", "standalone"), "?", "a stand-alone file sees no other");
    assert_eq!(type_of(&program, "/m/use/use.go", "i"), "?", "importers do not see test files");
    assert_eq!(&*program.package_of(Path::new("/m/a_test.go")).unwrap().path, "m.com_test");
}

#[test]
fn facts_hold_for_all_variants() {
    let world = Memory::new(&[
        ("/m/go.mod", "module m.com\ngo 1.22\n"),
        (
            "/m/a_linux.go",
            "package a\ntype H struct { fd int; n int }\nfunc open() int { return 0 }\nvar own = H{}.fd\n",
        ),
        (
            "/m/a_windows.go",
            "package a\ntype H struct { fd uintptr; n int }\nfunc open() string { return \"\" }\n",
        ),
        ("/m/b.go", "package a\nvar h H\nvar x, y, z = h.fd, h.n, open()\n"),
        (
            "/m/t_amd64.go",
            "package a\ntype R struct { T V; E }\ntype V struct { s int64 }\ntype E struct { n int64 }\n",
        ),
        (
            "/m/t_arm.go",
            "package a\ntype R struct { T V; E }\ntype V struct { s int32 }\ntype E struct { n int32 }\n",
        ),
        ("/m/t.go", "package a\nvar r R\nvar sec, n = r.T.s, r.n\n"),
        ("/m/c_unix.go", "//go:build !windows\n\npackage a\nvar z2 = open()\n"),
    ]);
    let program = Program::new(&world);
    assert_eq!(type_of(&program, "/m/b.go", "x"), "?");
    assert_eq!(type_of(&program, "/m/b.go", "y"), "int");
    assert_eq!(type_of(&program, "/m/b.go", "z"), "?");
    assert_eq!(type_of(&program, "/m/c_unix.go", "z2"), "int");
    assert_eq!(type_of(&program, "/m/a_linux.go", "own"), "int");
    assert_eq!(type_of(&program, "/m/t.go", "sec"), "?", "a field's type is that of all variants");
    assert_eq!(type_of(&program, "/m/t.go", "n"), "?", "so is an embedded type");
}

#[test]
fn overlays_see_changed_texts() {
    let world = Memory::new(&[
        ("/m/go.mod", "module m.com\n"),
        ("/m/a/a.go", "package a\nfunc F() int { return 0 }\n"),
        ("/m/b/b.go", "package b\nimport \"m.com/a\"\nvar v = a.F()\n"),
    ]);
    let base = Program::new(&world);
    assert_eq!(type_of(&base, "/m/b/b.go", "v"), "int");
    let text: Arc<str> = "package a\nfunc F() string { return \"\" }\n".into();
    let path: Arc<Path> = Arc::from(Path::new("/m/a/a.go"));
    let changed = BTreeMap::from([(path.clone(), Arc::new(File::new(path, text)))]);
    let other = base.with_overlay(&changed);
    assert_eq!(type_of(&other, "/m/b/b.go", "v"), "string");
    assert_eq!(type_of(&base, "/m/b/b.go", "v"), "int");
    let (old, new) = (base.file(Path::new("/m/b/b.go")), other.file(Path::new("/m/b/b.go")));
    assert!(Arc::ptr_eq(&old.unwrap(), &new.unwrap()), "untouched files are read once");
}

#[test]
fn types_are_spelled_for_their_place() {
    let world = Memory::new(&[
        CONTEXT,
        ("/m/go.mod", "module m.com\ngo 1.22\n"),
        (
            "/m/a.go",
            "package a\nimport c \"context\"\nimport \"m.com/b\"\ntype Ctx = c.Context\ntype Own struct{}\n\
             var (\n v1 Ctx\n v2 map[string][]*Own\n v3 [2]b.T\n v4 = b.Hidden()\n v5 func(int, ...string) (error, bool)\n\
             v6 any\n v7 b.S\n)\n\
             func f(b int, nil int) { v8 := v3; v9 := v2; _, _ = v8, v9 }\n",
        ),
        (
            "/m/b/b.go",
            "package b\ntype T struct{}\ntype S string\ntype h struct{}\nfunc Hidden() *h { return nil }\n",
        ),
    ]);
    let program = Program::new(&world);
    let mut seen = Vec::new();
    sites(&program, "/m/a.go", |site| {
        let tree = site.tree();
        for n in tree
            .subtree(tree.root())
            .filter(|&n| site.text(n).starts_with('v') && tree.kind(n) == Kind::Ident)
        {
            let ty = site.type_of(n);
            let at = tree.span(n).end as usize;
            let none = || "-".to_owned();
            let spelled = site.spell(&ty, at).unwrap_or_else(none);
            seen.push(format!(
                "{} {spelled} {}",
                site.text(n),
                site.zero_value(&ty, at).unwrap_or_else(none)
            ));
            assert_eq!(ty.is_context(), site.text(n) == "v1");
        }
    });
    for want in [
        "v1 c.Context nil",
        "v2 map[string][]*Own nil",
        "v3 [2]b.T [2]b.T{}",
        "v4 - nil",
        "v5 func(int, ...string) (error, bool) nil",
        "v6 any nil",
        "v7 b.S \"\"",
        "v8 - -",
        "v9 map[string][]*Own -",
    ] {
        assert!(seen.iter().any(|s| s == want), "{want} is not in {seen:#?}");
    }
}

#[test]
fn methods_and_interfaces() {
    let world = Memory::new(&[
        ("/m/go.mod", "module m.com\n"),
        (
            "/m/a.go",
            "package a\ntype W interface { Write(b []byte) (int, error) }\ntype WC interface { W; Close() error }\n\
             type In struct{}\nfunc (*In) Write(b []byte) (int, error) { return 0, nil }\nfunc (In) Close() error { return nil }\n\
             type Out struct { *In }\ntype Val struct { In }\ntype Bad struct{}\nfunc (Bad) Write(s string) {}\n\
             type Opaque struct { Gone }\n\
             var (\n w W\n wc WC\n in In\n pin *In\n out Out\n val Val\n bad Bad\n op Opaque\n)\n\
             func f() { out.Write(nil); wc.Write(nil); val.Close() }\n",
        ),
    ]);
    let program = Program::new(&world);
    let mut types = BTreeMap::new();
    let mut callees = Vec::new();
    sites(&program, "/m/a.go", |site| {
        let tree = site.tree();
        for n in tree.subtree(tree.root()) {
            if tree.kind(n) == Kind::Ident {
                types.insert(site.text(n).to_owned(), site.type_of(n));
            }
            if let (Kind::Call, Callee::Known(k)) = (tree.kind(n), site.callee(n)) {
                callees.push((k.receiver.unwrap().to_string(), k.pointer, k.interface, k.decls.len()));
            }
        }
    });
    let implements = |ty: &str, interface: &str| program.implements(&types[ty], &types[interface]);
    assert_eq!(implements("pin", "wc"), Some(true));
    assert_eq!(implements("in", "w"), Some(false), "the method has a pointer receiver");
    assert_eq!(implements("out", "wc"), Some(true));
    assert_eq!(implements("val", "w"), Some(false));
    assert_eq!(implements("bad", "w"), Some(false));
    assert_eq!(implements("op", "w"), None);
    assert_eq!(implements("wc", "w"), Some(true));
    let want = [("In", true, false, 1), ("W", false, true, 0), ("In", false, false, 1)];
    assert_eq!(callees, want.map(|(r, p, i, d)| (r.to_owned(), p, i, d)));
}

#[test]
fn shapes_the_grammar_mistakes() {
    let world = Memory::new(&[
        ("/m/go.mod", "module m.com\n"),
        (
            "/m/a.go",
            "package a\ntype T struct { x int }\nfunc has[S ~[]E, E any](s S, e E) bool { return false }\n\
             func f(p *T, c any, m map[string]func() error) {\n a1 := *(*[]byte)(nil)\n a2 := new(p.x)\n a3 := m[p](1)\n\
             a4 := has[[]string]\n a5 := **(**[]byte)(nil)\n a6 := new(*p)\n false := 1\n a7 := false\n}\n",
        ),
    ]);
    let program = Program::new(&world);
    for (name, ty) in [
        ("a1", "[]uint8"),
        ("a2", "*int"),
        ("a3", "error"),
        ("a4", "func([]string, string) bool"),
        ("a5", "[]uint8"),
        ("a6", "*m.com.T"),
        ("a7", "int"),
    ] {
        assert_eq!(type_of(&program, "/m/a.go", name), ty, "{name}");
    }
}
