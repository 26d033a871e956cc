//! Toy codemods drive the engine over files in memory.

use super::*;
use crate::{Applicability, World};
use std::sync::Mutex;
use toys::*;

/// Files by path.
struct Memory(BTreeMap<&'static str, &'static str>);

impl World for Memory {
    fn read(&self, path: &Path) -> Option<Arc<str>> {
        self.0.get(path.to_str()?).map(|&t| t.into())
    }

    fn list(&self, dir: &Path) -> Option<Vec<String>> {
        let inside = |p: &&str| Some(Path::new(p).strip_prefix(dir).ok()?.to_str()?.to_owned());
        Some(self.0.keys().filter_map(inside).filter(|n| !n.contains('/')).collect())
    }

    fn module_cache(&self) -> Option<&Path> {
        None
    }

    fn goroot(&self) -> Option<&Path> {
        None
    }
}

struct Run {
    files: Vec<(&'static str, &'static str)>,
    codemods: Vec<&'static Codemod>,
    unsafe_fixes: bool,
    closed: &'static [&'static str],
}

fn on(files: &[(&'static str, &'static str)], codemods: &[&'static Codemod]) -> Run {
    Run { files: files.to_vec(), codemods: codemods.to_vec(), unsafe_fixes: true, closed: &[] }
}

impl Run {
    fn report(&self) -> Report {
        self.selected(Selection::default())
    }

    fn selected(&self, select: Selection) -> Report {
        let world = Memory(self.files.iter().copied().collect());
        run(&Request {
            program: &Program::new(&world),
            files: self.files.iter().map(|(p, _)| Path::new(p).into()).collect(),
            codemods: self.codemods.clone(),
            options: Options::default(),
            select,
            unsafe_fixes: self.unsafe_fixes,
            alone: true,
            may_change: &|p| match self.closed.iter().any(|c| Path::new(c) == p) {
                true => Err("is closed".into()),
                false => Ok(()),
            },
            progress: &|| {},
            cancelled: &|| false,
        })
    }
}

impl Report {
    fn told(&self) -> Vec<(&str, Status, Option<&str>)> {
        self.outcomes.iter().map(|o| (o.finding.codemod, o.status, o.reason.as_deref())).collect()
    }

    fn after(&self, path: &str) -> Option<&str> {
        let change = self.changes.get(Path::new(path))?;
        assert_eq!(change.edits.apply(&change.before), &*change.after);
        Some(&change.after)
    }

    fn errors(&self) -> Vec<(&str, &str)> {
        self.errors.iter().map(|e| (e.path.to_str().unwrap(), e.message.as_str())).collect()
    }
}

#[test]
fn replaces_and_reports() {
    let report = on(&[("/m/a.go", "package a\n\nfunc f() {\n\tfoo()\n\tfoo()\n}\n")], &[&FOO]).report();
    assert_eq!(report.after("/m/a.go"), Some("package a\n\nfunc f() {\n\tbar()\n\tbar()\n}\n"));
    assert_eq!(report.told(), [("foo", Status::Available, None); 2]);
    assert_eq!(report.stats.rounds, 2, "one fix for each function and round");
    let edits: Vec<_> = report.outcomes.iter().flat_map(|o| &o.edits).map(|(_, e)| e.span.start).collect();
    assert_eq!(edits, [23, 30]);
    assert_eq!(report.groups, [[Arc::from(Path::new("/m/a.go"))]]);
    assert_eq!(report.stats.decls_parsed, 1);
}

#[test]
fn what_only_arises_later_belongs_to_the_fix_that_made_it() {
    let files = [("/m/a.go", "package a\n\nfunc f() {\n\tfoo()\n}\n")];
    let report = on(&files, &[&FOO, &BAR]).report();
    assert_eq!(report.after("/m/a.go"), Some("package a\n\nfunc f() {\n\tbazaar()\n}\n"));
    assert_eq!(report.told(), [("foo", Status::Available, None)]);
    assert_eq!(report.outcomes[0].edits[0].1.text, "bazaar");
}

#[test]
fn fixes_that_fight_are_given_up() {
    let files = [
        ("/m/a.go", "package a\n\nfunc f() {\n\tping()\n}\n\nfunc g() {\n\tfoo()\n}\n"),
        ("/m/b.go", "package a\n\nfunc h() {\n\tfoo()\n}\n"),
    ];
    let report = on(&files, &[&PING, &PONG, &FOO]).report();
    assert_eq!(report.after("/m/a.go"), None);
    assert_eq!(report.after("/m/b.go"), Some("package a\n\nfunc h() {\n\tbar()\n}\n"));
    assert_eq!(report.errors(), [("/m/a.go", "fixes do not converge: ping, pong")]);
    let told = report.told();
    assert!(told[..2].iter().all(|t| t.1 == Status::Rejected), "{told:?}");
    assert_eq!(told[2], ("foo", Status::Available, None));
}

#[test]
fn a_fix_may_bring_out_what_is_next_in_its_function() {
    let files = [("/m/a.go", "package a\n\nfunc f() {\n\tfoo()\n\tfoo()\n\tfoo()\n}\n")];
    let report = on(&files, &[&NEXT]).report();
    assert_eq!(report.after("/m/a.go"), Some("package a\n\nfunc f() {\n\tbar()\n\tbar()\n\tbar()\n}\n"));
    assert!(report.errors().is_empty());
}

#[test]
fn a_fix_that_makes_its_own_finding_again_is_given_up() {
    let report = on(&[("/m/a.go", "package a\n\nvar x = grow\n")], &[&GROW]).report();
    assert!(report.changes.is_empty());
    assert_eq!(report.errors(), [("/m/a.go", "fixes do not converge: grow")]);
}

#[test]
fn many_fixes_of_one_function_take_many_rounds() {
    let text: &'static str =
        Box::leak(format!("package a\n\nfunc f() {{\n{}}}\n", "\tfoo()\n".repeat(30)).into());
    let report = on(&[("/m/a.go", text)], &[&FOO]).report();
    assert!(report.errors.is_empty(), "{:?}", report.errors);
    assert_eq!(report.stats.rounds, 30);
    assert_eq!(report.after("/m/a.go").unwrap(), text.replace("foo", "bar"));
}

#[test]
fn the_first_in_the_list_takes_the_place() {
    let files = [("/m/a.go", "package a\n\nfunc f() {\n\tfoo()\n}\n")];
    let report = on(&files, &[&RIVAL, &FOO]).report();
    assert_eq!(report.after("/m/a.go"), Some("package a\n\nfunc f() {\n\trivalled()\n}\n"));
    let why = Some("resolved by the fix of rival at line 4");
    assert_eq!(report.told(), [("foo", Status::Conflict, why), ("rival", Status::Available, None)]);
}

#[test]
fn what_is_no_longer_found_though_nothing_of_it_changed_is_not_resolved() {
    let files = [("/m/a.go", "package a\n\nfunc f() {\n\tfoo()\n\tfoo()\n}\n")];
    let report = on(&files, &[&SHY]).report();
    assert_eq!(report.after("/m/a.go"), Some("package a\n\nfunc f() {\n\tbar()\n\tfoo()\n}\n"));
    let why = Some("the fix of shy at line 4 took its place");
    assert_eq!(report.told(), [("shy", Status::Available, None), ("shy", Status::Conflict, why)]);
    assert!(!report.outcomes[1].resolved);
}

#[test]
fn what_another_fix_left_to_people_is_in_conflict_with_it() {
    let files = [("/m/a.go", "package a\n\nfunc f() {\n\tfoo()\n\tfoo()\n}\n")];
    let report = on(&files, &[&HELPLESS]).report();
    let why = Some("the fix of helpless at line 4 took its place");
    assert_eq!(report.told(), [("helpless", Status::Available, None), ("helpless", Status::Conflict, why)]);
}

#[test]
fn safe_goes_before_unsafe_and_unsafe_only_on_request() {
    let files = [("/m/a.go", "package a\n\nfunc f() {\n\tbar(foo, note)\n}\n")];
    let mut run = on(&files, &[&FOO, &BAR, &NOTE]);
    run.unsafe_fixes = false;
    let report = run.report();
    assert_eq!(report.after("/m/a.go"), Some("package a\n\nfunc f() {\n\tbar(bar, note)\n}\n"));
    let told: Vec<_> = report.told().iter().map(|t| (t.0, t.1)).collect();
    let expected = [("bar", Status::Withheld), ("foo", Status::Available), ("note", Status::Manual)];
    assert_eq!(told, expected);
    assert!(!report.outcomes[0].edits.is_empty() && report.outcomes[2].edits.is_empty());
}

#[test]
fn a_fix_that_breaks_the_syntax_is_dropped_and_the_others_stay() {
    let files = [("/m/a.go", "package a\n\nfunc f() {\n\twhole()\n\tfoo()\n}\n")];
    let report = on(&files, &[&BREAK, &FOO]).report();
    assert_eq!(report.after("/m/a.go"), Some("package a\n\nfunc f() {\n\twhole()\n\tbar()\n}\n"));
    let why = Some("the result does not parse");
    assert_eq!(report.told(), [("break", Status::Rejected, why), ("foo", Status::Available, None)]);
}

#[test]
fn half_written_declarations_are_left_alone() {
    let files = [("/m/a.go", "package a\n\nfunc f() {\n\tfoo(\n}\n\nfunc g() {\n\tfoo()\n}\n")];
    let report = on(&files, &[&FOO]).report();
    assert_eq!(report.told(), [("foo", Status::Available, None)]);
    assert_eq!(report.stats.not_analysed.len(), 1);
}

const TWO: [(&str, &str); 2] = [
    ("/m/a.go", "package a\n\nvar everywhere = 1\n\nvar x = foo\n"),
    ("/m/b.go", "package a\n\nvar y = everywhere\n"),
];

#[test]
fn several_files_at_once() {
    let report = on(&TWO, &[&MULTI, &FOO]).report();
    assert_eq!(report.after("/m/a.go"), Some("package a\n\nvar nowhere = 1\n\nvar x = bar\n"));
    assert_eq!(report.after("/m/b.go"), Some("package a\n\nvar y = nowhere\n"));
    assert_eq!(report.groups.len(), 1);
    assert_eq!(report.groups[0].len(), 2);
    assert!(report.outcomes[0].multi_file && !report.outcomes[1].multi_file);
}

#[test]
fn several_files_or_none() {
    let mut run = on(&TWO, &[&MULTI, &FOO]);
    run.closed = &["/m/b.go"];
    let report = run.report();
    assert_eq!(report.after("/m/a.go"), Some("package a\n\nvar everywhere = 1\n\nvar x = bar\n"));
    assert_eq!(report.after("/m/b.go"), None);
    assert_eq!(report.told()[0], ("multi", Status::Refused, Some("b.go is closed")));
}

#[test]
fn several_files_share_the_fate_of_one_that_does_not_converge() {
    let files = [TWO[0], ("/m/b.go", "package a\n\nvar y = everywhere\n\nvar z = ping\n")];
    let report = on(&files, &[&MULTI, &PING, &PONG, &FOO]).report();
    assert_eq!(report.after("/m/a.go"), Some("package a\n\nvar everywhere = 1\n\nvar x = bar\n"));
    assert_eq!(report.after("/m/b.go"), None);
    assert_eq!(report.told()[0].1, Status::Rejected);
}

#[test]
fn cgo_files_are_edited_in_bodies_only() {
    let files = [("/m/a.go", "package a\n\nimport \"C\"\n\nvar x = foo\n\nfunc f() {\n\tfoo()\n}\n")];
    let report = on(&files, &[&FOO]).report();
    let told: Vec<_> = report.outcomes.iter().map(|o| o.status).collect();
    assert_eq!(told, [Status::Refused, Status::Available]);
}

#[test]
fn generated_files_are_not_looked_at() {
    let text = "// Code generated by x. DO NOT EDIT.\n\npackage a\n\nvar x = foo\n";
    assert!(on(&[("/m/a.go", text)], &[&FOO]).report().outcomes.is_empty());
}

#[test]
fn suppressions() {
    let text = "package a

var a = foo //ctxmend:ignore foo because
var b = foo
//ctxmend:ignore foo
var c = foo

// F is.
//
//nolint:ctxmend
func f() {
\tfoo()
}

//ctxmend:ignore blind-sleep
var d = foo //nolint:govet

//ctxmend:ignore foo
var e = 1

//ctxmend:ignore
var f = foo

//ctxmend:ignore fop
var g = foo
";
    let report = on(&[("/m/a.go", text)], &[&FOO]).report();
    let told: Vec<_> = report.outcomes.iter().map(|o| o.status == Status::Suppressed).collect();
    assert_eq!(told, [true, false, true, true, false, false, false]);
    // Those for codemods that there are, but did not run, may be of use.
    let unused: Vec<_> = report.stats.unused_suppressions.iter().map(|u| u.1).collect();
    assert_eq!(unused, [18, 21, 24]);
}

#[test]
fn the_same_whatever_the_number_of_threads() {
    let names: Vec<&'static str> =
        (0..40).map(|i| &*Box::leak(format!("/m/f{i}.go").into_boxed_str())).collect();
    let text = "package a\n\nfunc f() {\n\tfoo(bar, whole, note)\n\tfoo()\n}\n\nvar x = foo\n";
    let files: Vec<_> = names.iter().map(|n| (*n, text)).collect();
    let run = on(&files, &[&FOO, &BAR, &BREAK, &NOTE, &RIVAL]);
    let told = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let report = pool.install(|| run.report());
        format!(
            "{:?} {:?} {:?} {:?}",
            report.outcomes, report.changes, report.groups, report.stats.not_analysed
        )
    };
    assert_eq!(told(1), told(4));
}

#[test]
fn unreadable_files_stop_no_others() {
    let seen = Mutex::new(0);
    let world = Memory(BTreeMap::from([("/m/a.go", "package a\n\nvar x = foo\n")]));
    let report = run(&Request {
        program: &Program::new(&world),
        files: ["/m/a.go", "/m/gone.go"].iter().map(|p| Path::new(p).into()).collect(),
        codemods: vec![&FOO],
        options: Options::default(),
        select: Selection::default(),
        unsafe_fixes: false,
        alone: false,
        may_change: &|_| Ok(()),
        progress: &|| *seen.lock().unwrap() += 1,
        cancelled: &|| false,
    });
    assert_eq!(report.errors(), [("/m/gone.go", "cannot be read or is not UTF-8")]);
    assert_eq!(report.outcomes.len(), 1);
    assert_eq!(*seen.lock().unwrap(), 2);
}

/// What `NILS` makes of a file.
fn nils(text: &'static str) -> Report {
    on(&[("/m/a.go", text)], &[&NILS]).report()
}

// Behind the macros above, which these use.
mod orphans;
mod select;
mod ties;
mod toys;
