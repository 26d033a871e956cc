//! Fixes that stand in each other's way, or that another makes unnecessary.

use super::*;
use crate::Pass;

/// Replaces both identifiers of `twins(twin)`: more than `TWIN`, which replaces the argument alone.
static TWINS: Codemod = Codemod {
    name: "twins",
    needles: &["twins"],
    check: |pass, out| twins(pass, out, Applicability::Safe),
    ..FOO
};

static UNSAFE_TWINS: Codemod =
    Codemod { check: |pass, out| twins(pass, out, Applicability::Unsafe), ..TWINS };

toy!(TWIN, "twin", "twin" => "one", Safe);
toy!(SAME, "same", "twin" => "one", Safe);

fn twins(pass: &Pass, out: &mut Vec<Finding>, how: Applicability) {
    let mut parts = Vec::new();
    swap(pass, &mut parts, "twins", "twins", "both", how);
    swap(pass, &mut parts, "twins", "twin", "one", how);
    let Some(first) = parts.first().cloned() else { return };
    let path = pass.site.file.path.clone();
    let all = parts.iter().flat_map(|f| f.fix().into_iter().flat_map(|f| &f.edits[&path])).cloned();
    let edits = EditSet::new(all.collect()).unwrap();
    out.push(first.with_fix(Some(Fix::of(path, edits)), how));
}

#[test]
fn what_another_fix_does_too_is_told_once() {
    let files = [("/m/a.go", "package a\n\nfunc f() {\n\ttwins(twin)\n}\n")];
    let after = Some("package a\n\nfunc f() {\n\tboth(one)\n}\n");
    for codemods in [[&TWIN, &TWINS], [&TWINS, &TWIN]] {
        let report = on(&files, &codemods).report();
        assert_eq!(report.told(), [("twins", Status::Available, None)]);
        assert_eq!(report.after("/m/a.go"), after);
    }
    let report = on(&files, &[&SAME, &TWIN]).report();
    assert_eq!(report.told(), [("same", Status::Available, None)]);
}

#[test]
fn a_safe_fix_does_not_give_way_to_an_unsafe_one() {
    let files = [("/m/a.go", "package a\n\nfunc f() {\n\ttwins(twin)\n}\n")];
    let report = on(&files, &[&UNSAFE_TWINS, &TWIN]).report();
    assert_eq!(report.told().iter().map(|t| t.0).collect::<Vec<_>>(), ["twins", "twin"]);
}

#[test]
fn nobody_gives_way_to_a_suppressed_finding() {
    let files = [("/m/a.go", "package a\n\nfunc f() {\n\ttwins(twin) //ctxmend:ignore twins\n}\n")];
    let report = on(&files, &[&TWINS, &TWIN]).report();
    let told: Vec<_> = report.told().iter().map(|t| t.1).collect();
    assert_eq!(told, [Status::Suppressed, Status::Available]);
}

#[test]
fn a_fix_alone_leaves_what_the_others_need() {
    let one = "package a\n\nimport \"context\"\n\nfunc f() { g(context.TODO()) }\n\nfunc g(any) { f(context.TODO()) }\n";
    let report = nils(one);
    assert!(!report.after("/m/a.go").unwrap().contains("import"), "both together leave no use of it");
    let alone = |i: usize| report.outcomes[i].alone.as_ref().unwrap().edits[Path::new("/m/a.go")].apply(one);
    assert_eq!(alone(0), one.replacen("context.TODO()", "nil", 1));
    assert!(alone(1).contains("import") && alone(1).contains("f(nil)") && alone(1).contains("g(context"));
    let broken = on(&[("/m/a.go", "package a\n\nvar x = whole\n")], &[&BREAK]).report();
    assert!(broken.outcomes[0].alone.is_none());
}
