use super::*;

/// One line per declaration: kind, receiver and names, then its text between bars.
fn decls(text: &str) -> Vec<String> {
    let word = |span: &Span| &text[span.range()];
    let describe = |d: &Decl| {
        let names: Vec<_> = d.names.iter().map(word).collect();
        let receiver = d.receiver.map_or(String::new(), |r| format!("{}.", word(&r)));
        format!("{:?} {receiver}{} |{}|", d.kind, names.join(","), word(&d.span))
    };
    skim(text).decls.iter().map(describe).collect()
}

fn names(text: &str) -> Vec<String> {
    let decls = skim(text).decls;
    decls.iter().flat_map(|d| &d.names).map(|name| text[name.range()].to_string()).collect()
}

#[test]
fn package_and_imports() {
    let text = "\u{feff}package p // p\r\n\r\nimport \"fmt\"\r\nimport m `math`\r\nimport (\r\n\t. \"a/b\"\r\n\t_ \"c\"; x \"d\" // x\r\n\
                )\r\nimport ()\r\nimport \"C\"\r\n";
    let skim = skim(text);
    assert_eq!(skim.package.map(|name| &text[name.range()]), Some("p"));
    let imports: Vec<_> = skim
        .imports
        .iter()
        .map(|i| (i.name.map(|name| &text[name.range()]), &i.path[..], &text[i.span.range()], i.grouped))
        .collect();
    let expected = [
        (None, "fmt", "\"fmt\"", false),
        (Some("m"), "math", "m `math`", false),
        (Some("."), "a/b", ". \"a/b\"", true),
        (Some("_"), "c", "_ \"c\"", true),
        (Some("x"), "d", "x \"d\"", true),
        (None, "C", "\"C\"", false),
    ];
    assert_eq!(imports, expected);
    assert_eq!(&text[skim.imports[0].decl.range()], "import \"fmt\"");
    let group = &text[skim.imports[3].decl.range()];
    assert!(group.starts_with("import (") && group.ends_with("// x\r\n)"), "{group}");
    assert!(skim.uses_c());
    assert_eq!(skim.imports_path("math").map(|i| i.path.as_str()), Some("math"));
    assert_eq!(skim.imports_path("mat"), None);
}

#[test]
fn functions_and_methods() {
    let text = "package p\nfunc f() {}\nfunc (r *T[K, V]) m() {}\nfunc (T) n()\nfunc (r ((*T))) o() {}\nfunc (r p.T) q() {}\n\
                func g[T interface{ M() }](x struct{ a int }) interface{ N() } { return nil }; func _() struct{}\nfunc h() \
                (a, b map[string]struct{}) {\n\t_ = \"}\"\n}\n";
    let expected = [
        "Func f |func f() {}|",
        "Method T.m |func (r *T[K, V]) m() {}|",
        "Method T.n |func (T) n()|",
        "Method T.o |func (r ((*T))) o() {}|",
        "Method q |func (r p.T) q() {}|",
        "Func g |func g[T interface{ M() }](x struct{ a int }) interface{ N() } { return nil }|",
        "Func _ |func _() struct{}|",
        "Func h |func h() (a, b map[string]struct{}) {\n\t_ = \"}\"\n}|",
    ];
    assert_eq!(decls(text), expected);
    let bodies: Vec<_> = skim(text).decls.iter().map(|d| d.body.map(|b| &text[b.range()])).collect();
    assert_eq!(bodies[5], Some("{ return nil }"));
    assert_eq!(bodies[6], None);
    assert_eq!(bodies[7], Some("{\n\t_ = \"}\"\n}"));
}

#[test]
fn groups_name_all_they_declare() {
    let text = "package p\nvar (\n\ta, b = 1, f(func() int { c := 2; return c })\n\td T\n\te = `\nx = 1\n` +\n\t\tg\n)\nconst (\n\th = \
                iota // h\n\ti\n\tj, k\n)\ntype (\n\tL struct {\n\t\tm int\n\t}\n\tM = func(n int)\n\tN[P any] []P\n)\nvar ()\n";
    let found: Vec<_> = decls(text).iter().map(|d| d.split(" |").next().unwrap().to_string()).collect();
    assert_eq!(found, ["Var a,b,d,e", "Const h,i,j,k", "Type L,M,N", "Var "]);
}

#[test]
fn statements_end_where_go_puts_semicolons() {
    for decl in [
        "var x = a +\n\tb",
        "var x = f(\n\t1,\n)",
        "var f = func() {\n\ta()\n}",
        "var x = T{\n\t1,\n}.y[\n0]",
        "var x = `a\nb`",
        "var x struct{ a int }",
        "var x struct\n{ a int }",
        "var x /* a */ = /* b\n*/ 1",
        "type T struct {\n\ta func() // }\n}",
        "type F func(a, b int) (c, d error)",
        "type I interface{ ~int | string }",
        "const c = 'a'",
        "var c chan<-\nint",
    ] {
        for end in ["\n", "\r\n", ";", " // c\n", " /* c\n*/"] {
            let text = format!("package p\n{decl}{end}var next int\n");
            let found = decls(&text);
            assert_eq!(found.len(), 2, "{text:?}: {found:?}");
            assert!(found[0].ends_with(&format!("|{decl}|")), "{text:?}: {found:?}");
        }
    }
}

#[test]
fn docs_stand_directly_above() {
    let text = "package p // p\n// a1\n\n// a2\n// a3\nfunc a() {} // trailing\n// b\n/* b2 */\nvar b int\n// gone\n\nconst c = 1\n/* same \
                line */ type d int // e\ntype e int\n";
    let docs: Vec<_> = skim(text).decls.iter().map(|d| d.doc.map(|doc| &text[doc.range()])).collect();
    assert_eq!(docs, [Some("// a2\n// a3"), Some("// b\n/* b2 */"), None, None, None]);
}

#[test]
fn header_comments() {
    let build = |text: &str| skim(text).build;
    let generated = |text: &str| {
        assert_eq!(is_generated(text), skim(text).generated, "{text}");
        is_generated(text)
    };
    assert_eq!(build("// c\n\n//go:build linux && !cgo\r\n\npackage p\n").as_deref(), Some("linux && !cgo"));
    assert_eq!(build("/* c */ //go:build linux\npackage p\n"), None);
    assert_eq!(build("package p\n//go:build linux\n"), None);
    assert_eq!(build("//go:builder x\n// //go:build x\npackage p\n"), None);
    assert!(generated("// a\n// Code generated by x. DO NOT EDIT.\r\n\npackage p\n"));
    assert!(generated("/*\n// Code generated by x. DO NOT EDIT.\n*/\npackage p\n"), "as go/ast reads it");
    for yes in [
        "package p\n\n// The code below was generated by x - DO NOT EDIT!\n\nimport (\n",
        "// Code generated by x. DO NOT EDIT. Really.\npackage p\n",
        "/* Code generated by x. DO NOT EDIT. */\npackage p\n",
    ] {
        assert!(generated(yes), "{yes}");
    }
    for no in [
        "package p\n\nimport \"fmt\"\n\n// Code generated by x. DO NOT EDIT.\nvar a = 1\n",
        "// Code generated by x. Do not edit.\npackage p\n",
        "// Lists what was generated.\npackage p\n",
        "// Package p tells generated files apart: they say DO NOT EDIT.\npackage p\n",
        "// Finds generated files by \"DO NOT EDIT\" in their heads.\npackage p\n",
    ] {
        assert!(!generated(no), "{no}");
    }
}

#[test]
fn suppressions() {
    let one = |comment: &str| {
        let text = format!("package p\nfunc f() {{\n\tg() {comment}\n}}\n");
        let found = skim(&text).suppressions;
        assert!(found.iter().all(|s| &text[s.span.range()] == comment), "{comment}");
        found.into_iter().next().map(|s| (s.nolint, s.names.join("+")))
    };
    let ignore = |names: &str| Some((false, names.to_string()));
    let nolint = |names: &str| Some((true, names.to_string()));
    assert_eq!(one("//ctxmend:ignore a the reason"), ignore("a"));
    assert_eq!(one("//ctxmend:ignore a,b the, reason"), ignore("a+b"));
    assert_eq!(one("//ctxmend:ignore a, b reason"), ignore("a+b"));
    assert_eq!(one("//ctxmend:ignore"), ignore(""));
    assert_eq!(one("//ctxmend:ignored a"), None);
    assert_eq!(one("// ctxmend:ignore a"), None, "a directive has no blank");
    assert_eq!(one("//nolint"), nolint(""));
    assert_eq!(one("//nolint // why"), nolint(""));
    assert_eq!(one("//nolint:all"), nolint(""));
    assert_eq!(one("// nolint:a, B // why"), nolint("a+b"));
    assert_eq!(one("//nolint:a why"), nolint("a"));
    assert_eq!(one("//nolinted"), None);
    assert_eq!(one("// see nolint"), None);
    assert_eq!(one("/* nolint */"), None);
    let text = "//nolint:x\npackage p\n// nolint\nvar s = \"//nolint\" + `\n//nolint\n` //nolint:y\n";
    assert_eq!(skim(text).suppressions.len(), 3);
}

#[test]
fn a_cgo_preamble_is_a_comment() {
    let text = "package p\n\n/*\nfunc f() {\nint g(void) { return '\"'; }\n*/\nimport \"C\"\n\nfunc h() {}\n";
    assert_eq!(names(text), ["h"]);
    assert!(skim(text).uses_c());
}

#[test]
fn an_unclosed_brace_ends_at_the_next_declaration() {
    let text = "package p\n\nfunc a() {\n\tif x {\n}\n\n// b\nfunc b() {}\n\nfunc c( {\n\ntype D struct {\n\te int\n\nvar e = f(\nconst g = 1 \
                +\nfunc (t *T) h() {\n\tx := []int{\n\nfunc i() {}\n";
    assert_eq!(names(text), ["a", "b", "c", "D", "e", "g", "h", "i"]);
    let found = skim(text);
    assert_eq!(&text[found.decls[0].span.range()], "func a() {\n\tif x {\n}");
    assert_eq!(found.decls[0].body, None);
    assert_eq!(found.decls[1].doc.map(|doc| &text[doc.range()]), Some("// b"));
}

#[test]
fn comments_of_a_resumed_stretch_count_once() {
    let text = "package p\nfunc a() {\n\nvar b = 1 //nolint:b\n\nfunc c() {} //nolint:c\n";
    let found = skim(text);
    assert_eq!(names(text), ["a", "b", "c"]);
    let linters: Vec<_> = found.suppressions.iter().flat_map(|s| s.names.clone()).collect();
    assert_eq!(linters, ["b", "c"]);
}

#[test]
fn bodies_may_start_lines_in_the_first_column() {
    let text = "package p\nfunc a() {\nvar b int\ntype c struct {\nd int\n}\nfunc() {}()\nfunc(x int) error {\nreturn nil\n}(1)\n_ = \
                `\nfunc e() {}\n`\n/*\nfunc f() {}\n*/\n}\nfunc g() {}\n";
    assert_eq!(names(text), ["a", "g"]);
}

#[test]
fn what_is_torn_out_of_a_body_declares_nothing() {
    let text = "package p\nfunc a() {\n}\n\tx()\n\tvar b int\n}\n\nfunc c() {}\n";
    assert_eq!(names(text), ["a", "c"]);
    for text in [
        "",
        "package",
        "func",
        "func (",
        "func (t T) ",
        "var",
        "import",
        "import (",
        "var (",
        "type",
        "}",
        "\u{feff}",
        "import 'a'",
    ] {
        skim(text);
    }
}

#[test]
fn declarations_by_offset() {
    let text = "package p\n// doc\nvar a = 1\nfunc b() {}\n";
    let found = skim(text);
    let at = |word: &str| found.decl_at(text.find(word).unwrap());
    assert_eq!(
        (at("package"), at("doc"), at("var"), at("1"), at("func"), at("}")),
        (None, None, Some(0), Some(0), Some(1), Some(1))
    );
    assert_eq!(found.decl_at(text.len() - 1), None);
    assert_eq!(found.decl_at(9999), None);
}
