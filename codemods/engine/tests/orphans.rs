//! What a fix leaves without a use: imports and variables.

use super::*;

#[test]
fn an_orphaned_import_goes_with_its_fix() {
    let text = "package a

import (
\t\"context\"
\t\"os\"
)

func f() { g(context.TODO(), os.Args) }

func h() { g(context.TODO()) }
";
    let report = nils(text);
    let want = "package a\n\nimport (\n\t\"os\"\n)\n\nfunc f() { g(nil, os.Args) }\n\nfunc h() { g(nil) }\n";
    assert_eq!(report.after("/m/a.go"), Some(want));
    let edits: Vec<usize> = report.outcomes.iter().map(|o| o.edits.len()).collect();
    assert_eq!(edits, [1, 2], "the import belongs to the fix that took its last use");
}

#[test]
fn an_import_that_is_used_elsewhere_or_was_never_used_stays() {
    let used = nils("package a\n\nimport \"context\"\n\nvar x = context.TODO()\n\ntype t context.Context\n");
    assert!(used.after("/m/a.go").unwrap().contains("import"));
    let hidden = nils("package a\n\nimport \"context\"\n\nfunc f(context T) { context.TODO() }\n");
    assert!(hidden.after("/m/a.go").unwrap().contains("import"));
}

#[test]
fn the_last_use_of_a_package_that_nobody_can_name_stays() {
    let unknown = nils("package a\n\nimport \"example.org/x-y\"\n\nfunc f() { use(kv.Base) }\n");
    let why = Some("it may leave the import of example.org/x-y unused");
    assert_eq!(unknown.told(), [("nils", Status::Rejected, why)]);
    let guessed = nils("package a\n\nimport \"example.org/go-kv\"\n\nfunc f() { use(kv.Base) }\n");
    assert_eq!(guessed.after("/m/a.go"), Some("package a\n\nfunc f() { nil }\n"));
}

#[test]
fn an_orphaned_variable_goes_with_its_fix() {
    let report = nils(
        "package a

func f(r R) {
\tx := r
\tctx := x.Context()
\ty := 1

\tuse(ctx)
\t_ = y
}
",
    );
    let want = "package a\n\nfunc f(r R) {\n\ty := 1\n\n\tnil\n\t_ = y\n}\n";
    assert_eq!(report.after("/m/a.go"), Some(want));
    assert_eq!(report.outcomes[0].edits.len(), 3);
}

#[test]
fn an_orphan_beside_others_loses_its_name() {
    let report = nils("package a\n\nfunc f() {\n\tx, err := g()\n\th(err)\n\tuse(x)\n}\n");
    let want = "package a\n\nfunc f() {\n\t_, err := g()\n\th(err)\n\tnil\n}\n";
    assert_eq!(report.after("/m/a.go"), Some(want));
}

#[test]
fn a_fix_that_orphans_what_cannot_go_is_rejected() {
    let report = nils("package a\n\nfunc f() {\n\tx := compute()\n\tuse(x)\n}\n");
    let why = Some("it would leave x declared and not used");
    assert_eq!(report.told(), [("nils", Status::Rejected, why)]);
    let report = nils("package a\n\nfunc f() {\n\tx, _ := g()\n\tuse(x)\n}\n");
    assert_eq!(report.told(), [("nils", Status::Rejected, why)]);
    let broken_before = nils("package a\n\nfunc f() {\n\tx := compute()\n\tuse(1)\n}\n");
    assert_eq!(broken_before.told(), [("nils", Status::Available, None)]);
}

#[test]
fn an_import_that_no_longer_parses_is_no_result() {
    static QUOTE: Codemod = Codemod {
        name: "quote",
        needles: &["os"],
        check: |pass, out| {
            let Some(span) = pass.site.file.skim.imports.first().map(|i| i.span) else { return };
            let edits = EditSet::new(vec![Edit::replace(span, "os")]).unwrap();
            let fix = Fix::of(pass.site.file.path.clone(), edits);
            let finding = Finding::new(pass.site, "quote", span, "quoted".into());
            out.push(finding.with_fix(Some(fix), Applicability::Safe));
        },
        ..FOO
    };
    let report = on(&[("/m/a.go", "package a\n\nimport \"os\"\n\nvar x = os.Args\n")], &[&QUOTE]).report();
    assert_eq!(report.told()[0].1, Status::Rejected);
    assert!(report.changes.is_empty());
}
