//! Findings that count and findings that do not: settings, changed places, baselines.

use super::*;
use crate::span::Span;

const TWO: [(&str, &str); 2] = [
    ("/m/a.go", "package a\n\nfunc f() {\n\tfoo()\n}\n\nfunc g() {\n\tfoo()\n}\n"),
    ("/m/b.go", "package a\n\nfunc h() {\n\tfoo()\n}\n"),
];

#[test]
fn settings_turn_codemods_off_and_change_applicabilities() {
    let policy = |path: &Path, codemod: &Codemod| match (path.to_str(), codemod.name) {
        (Some("/m/a.go"), "foo") => Policy::Off,
        (_, "foo") => Policy::As(Applicability::None),
        _ => Policy::On,
    };
    let select = Selection { policy: Some(&policy), ..Selection::default() };
    let report = on(&TWO, &[&FOO]).selected(select);
    assert_eq!(report.told(), [("foo", Status::Manual, None)]);
    assert_eq!(&*report.outcomes[0].finding.path, Path::new("/m/b.go"));

    let withheld = |_: &Path, _: &Codemod| Policy::As(Applicability::Unsafe);
    let mut run = on(&TWO[1..], &[&FOO]);
    run.unsafe_fixes = false;
    let report = run.selected(Selection { policy: Some(&withheld), ..Selection::default() });
    assert_eq!(report.told(), [("foo", Status::Withheld, None)]);
}

#[test]
fn only_what_touches_a_changed_place_is_told_and_mended() {
    let second = TWO[0].1.rfind("foo").unwrap();
    let changed = BTreeMap::from([(Path::new("/m/a.go").into(), vec![Span::new(second - 1, second + 2)])]);
    let select = Selection { changed: Some(&changed), ..Selection::default() };
    let report = on(&TWO, &[&FOO, &BAR]).selected(select);
    assert_eq!(report.told(), [("foo", Status::Available, None)]);
    let after = "package a\n\nfunc f() {\n\tfoo()\n}\n\nfunc g() {\n\tbazaar()\n}\n";
    assert_eq!(report.after("/m/a.go"), Some(after));
    assert_eq!(report.after("/m/b.go"), None);
}

#[test]
fn a_baseline_holds_up_to_its_number() {
    let counts = |n| BTreeMap::from([("foo".to_owned(), n)]);
    let baseline: Counts = BTreeMap::from([(Path::new("/m/a.go").into(), counts(2))]);
    let select = Selection { baseline: Some(&baseline), ..Selection::default() };
    let report = on(&TWO, &[&FOO]).selected(select);
    let known = ("foo", Status::Suppressed, Some("in the baseline"));
    assert_eq!(report.told(), [known, known, ("foo", Status::Available, None)]);
    assert_eq!(report.after("/m/a.go"), None);

    let baseline: Counts = BTreeMap::from([(Path::new("/m/a.go").into(), counts(1))]);
    let report = on(&TWO, &[&FOO]).selected(Selection { baseline: Some(&baseline), ..Selection::default() });
    assert_eq!(report.told(), [("foo", Status::Available, None); 3]);
}
