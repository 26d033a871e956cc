//! Types that never come to an end, and such as are only long or wide: each question gets an answer.

use super::{sites, type_of};
use crate::memory::Memory;
use ctxmend_codemods::golang::program::{Program, Site};
use ctxmend_codemods::golang::types::Type;
use std::path::Path;

#[test]
fn cycles_are_unknown() {
    let text = "package a\ntype T T\ntype A = B\ntype B = A\nvar a = b\nvar b = a\ntype E struct { *F }\n\
                type F struct { *E }\nvar e E\nvar x = e.nothing\nvar y = e.E.F.E.F\n\
                type G[P any] struct { next *G[[]P]; p P }\nvar g G[int]\nvar z = g.next.next.next.p\n\
                func r[P any](p P) { r([]P{p}); r(&p) }\nconst c = d\nconst d = c\nvar arr [c]int\n\
                type I interface { I }\nvar i I\nvar m = i.M()\nvar t T\nvar n = t.x\nfunc h[P Q, Q P](p P) { p.x() }\n\
                type S struct { f [len(S{}.f)]int }\nvar s S\nvar q = s.f\n";
    let world = Memory::new(&[("/m/go.mod", "module m.com\n"), ("/m/a.go", text)]);
    let program = Program::new(&world);
    for name in ["a", "b", "x", "m", "n"] {
        assert_eq!(type_of(&program, "/m/a.go", name), "?", "{name}");
    }
    assert_eq!(type_of(&program, "/m/a.go", "y"), "*m.com.F");
    assert_eq!(type_of(&program, "/m/a.go", "z"), "[][][]int");
    everything(&program, "/m/a.go");
}

#[test]
fn long_chains_end() {
    let mut text = String::from("package a\nfunc f() {\n x0 := 1\n");
    for i in 1..5000 {
        text += &format!(" x{i} := g(x{})\n", i - 1);
    }
    text += "}\nfunc g[T any](t T) T { return t }\nvar deep = ";
    text += &"g(".repeat(150);
    text += "1";
    text += &")".repeat(150);
    text += "\nvar sum = 1";
    text += &" + 1".repeat(300);
    text += "\nvar p = ";
    text += &"(".repeat(390);
    text += "1";
    text += &")".repeat(390);
    text += "\nvar sel = p";
    text += &".a()".repeat(150);
    text += "\n";
    for i in 0..3000 {
        text += &format!("var v{i} = v{}\n", i + 1);
    }
    text += "var v3000 = 1\n";
    let world = Memory::new(&[("/m/go.mod", "module m.com\n"), ("/m/a.go", &text)]);
    let program = Program::new(&world);
    let last = type_of(&program, "/m/a.go", "x4999");
    assert!(last == "?" || last == "int", "{last}");
    everything(&program, "/m/a.go");
}

#[test]
fn doubling_types_end() {
    let mut text =
        String::from("package a\ntype P[A, B any] struct { a A; b B; next *P[P[A, B], P[B, A]] }\n");
    for i in 0..40 {
        text +=
            &format!("type A{i} = struct {{ a, b A{} }}\ntype F{i} = func(F{1}, F{1}) F{1}\n", i + 1, i + 1);
        text += &format!(
            "type I{i} interface {{ I{0}; I{0}; J{0}; J{1} }}\ntype J{i} interface {{ I{0} }}\n",
            i + 1,
            i + 2
        );
        text += &format!("type Q{i} = *Q{}\n", i + 1);
    }
    text += "type A40 = int\ntype F40 = int\ntype I40 interface { M() }\nvar a A0\nvar f F0\nvar i I0\nvar q Q0\n";
    text += "var m = i.M\nvar none = i.None\nvar p P[int, string]\nvar r = p";
    text += &".next".repeat(60);
    text += ".a\n";
    for i in 0..2500 {
        text += &format!("type L{i} = *L{}\n", i + 1);
    }
    text += "type L2500 = int\nvar l L0\n";
    let world = Memory::new(&[("/m/go.mod", "module m.com\n"), ("/m/a.go", &text)]);
    let program = Program::new(&world);
    everything(&program, "/m/a.go");
    // From the other end no question waits for another.
    let program = Program::new(&world);
    let mut all = Vec::new();
    let path = Path::new("/m/a.go");
    let (package, file) = (program.package_of(path).unwrap(), program.file(path).unwrap());
    for decl in (0..file.skim.decls.len()).rev() {
        let site = Site::new(&program, &package, &file, decl).unwrap();
        let tree = site.tree();
        all.extend(tree.subtree(tree.root()).filter(|&n| tree.kind(n).is_name()).map(|n| site.type_of(n)));
    }
    assert!(all.iter().any(Type::has_unknown));
}

/// Asks everything of every node.
fn everything(program: &Program, path: &str) {
    sites(program, path, |site| {
        let tree = site.tree();
        for n in tree.subtree(tree.root()) {
            let ty = site.type_of(n);
            site.type_expr(n);
            site.callee(n);
            site.spell(&ty, tree.span(n).start as usize);
            site.zero_value(&ty, tree.span(n).start as usize);
            program.member(&ty, "Close", "m.com");
            program.implements(&ty, &Type::error());
            if tree.kind(n).is_name() {
                site.resolve(n);
            }
        }
    });
}
