//! Local names, identifier by identifier, against Go's own type checker (`tests/oracle/scopes`).
//!
//! Takes a fixed sample of the standard library; all of it with `CTXMEND_FULL=1`, and other source trees with
//! `CTXMEND_ORACLE_DIRS=dir:dir`. Without Go it is skipped with a message, but fails if `CI` is set.

#[path = "common/missing.rs"]
mod missing;

use codemods::golang::scopes::Scopes;
use codemods::golang::syntax::{Kind, NodeId, Tree, parse_decl};
use codemods::span::Span;
use std::collections::{BTreeMap, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

/// About how many files the sample holds.
const SAMPLE: usize = 400;

/// What the type checker says of one file.
#[derive(Default)]
struct Expected {
    path: PathBuf,
    decls: Vec<Span>,
    /// By offset of the identifier: where the local object is declared, or that it is none.
    idents: BTreeMap<usize, Option<usize>>,
}

#[derive(Default, Debug)]
struct Tally {
    files: usize,
    decls: usize,
    without_tree: usize,
    idents: usize,
    local: usize,
    ambiguous_fields: usize,
    unknown_to_go: usize,
    wrong: Vec<String>,
}

#[test]
fn local_names_mean_what_go_says() {
    let Some(goroot) = goroot() else {
        return missing::not_tested("scopes against what Go says: there is no Go");
    };
    let mut dirs = Vec::new();
    let elsewhere = std::env::var("CTXMEND_ORACLE_DIRS").ok();
    match &elsewhere {
        Some(list) => list.split(':').for_each(|root| go_dirs(Path::new(root), &mut dirs)),
        None => go_dirs(&goroot.join("src"), &mut dirs),
    }
    if elsewhere.is_none() && std::env::var_os("CTXMEND_FULL").is_none() {
        dirs = sample(dirs);
    }
    let mut tally = Tally::default();
    for file in ask_go(&dirs) {
        compare(&file, &mut tally);
    }
    let wrong = std::mem::take(&mut tally.wrong);
    eprintln!("{tally:?}");
    assert!(tally.local > 1000, "the oracle had next to nothing to say");
    assert!(wrong.is_empty(), "{} disagreements:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

fn goroot() -> Option<PathBuf> {
    let out = Command::new("go").args(["env", "GOROOT"]).output().ok().filter(|o| o.status.success())?;
    Some(PathBuf::from(String::from_utf8(out.stdout).ok()?.trim()))
}

/// The folders below `root` that hold Go files, sorted, with how many.
fn go_dirs(root: &Path, found: &mut Vec<(PathBuf, usize)>) {
    let Ok(entries) = std::fs::read_dir(root) else { return };
    let mut entries: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    entries.sort();
    let files = entries.iter().filter(|p| p.extension().is_some_and(|e| e == "go")).count();
    if files > 0 {
        found.push((root.to_path_buf(), files));
    }
    for dir in entries.iter().filter(|p| p.is_dir() && !p.is_symlink()) {
        let name = dir.file_name().unwrap_or_default();
        // `testdata` holds Go that is wrong on purpose.
        if name != "testdata" && name != ".git" {
            go_dirs(dir, found);
        }
    }
}

fn sample(dirs: Vec<(PathBuf, usize)>) -> Vec<(PathBuf, usize)> {
    let total: usize = dirs.iter().map(|d| d.1).sum();
    let every = total.div_ceil(SAMPLE).max(1);
    let mut seen = 0;
    dirs.into_iter()
        .filter(|dir| {
            let taken = seen % every == 0;
            seen += 1;
            // One huge package would be most of the sample.
            taken && dir.1 <= 60
        })
        .collect()
}

fn ask_go(dirs: &[(PathBuf, usize)]) -> Vec<Expected> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/scopes");
    let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scopes-oracle");
    let built = Command::new("go")
        .args(["build", "-o"])
        .arg(&program)
        .arg(".")
        .current_dir(source)
        .env("GOFLAGS", "")
        .env("GOWORK", "off")
        .status();
    assert!(built.is_ok_and(|s| s.success()), "the oracle does not build");
    let mut child = Command::new(&program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the oracle starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    let list: String = dirs.iter().map(|d| format!("{}\n", d.0.display())).collect();
    let writer = std::thread::spawn(move || stdin.write_all(list.as_bytes()));
    let out = child.wait_with_output().expect("the oracle ends");
    assert!(out.status.success() && writer.join().is_ok_and(|w| w.is_ok()), "the oracle fails");
    parse_answer(&String::from_utf8(out.stdout).expect("the oracle speaks UTF-8"))
}

fn parse_answer(answer: &str) -> Vec<Expected> {
    let mut files: Vec<Expected> = Vec::new();
    for line in answer.lines() {
        let (tag, rest) = line.split_once(' ').expect("a tag");
        if tag == "F" {
            files.push(Expected { path: rest.into(), ..Expected::default() });
            continue;
        }
        let file = files.last_mut().expect("a file first");
        let numbers: Vec<usize> = rest.split(' ').map(|n| n.parse().expect("a number")).collect();
        match tag {
            "D" => file.decls.push(Span::new(numbers[0], numbers[1])),
            "L" => drop(file.idents.insert(numbers[0], Some(numbers[1]))),
            _ => drop(file.idents.insert(numbers[0], None)),
        }
    }
    files
}

fn compare(file: &Expected, tally: &mut Tally) {
    let Ok(text) = std::fs::read_to_string(&file.path) else { return };
    let text: Arc<str> = text.into();
    tally.files += 1;
    for &decl in &file.decls {
        tally.decls += 1;
        let Ok(tree) = parse_decl(&text, decl) else {
            tally.without_tree += 1;
            continue;
        };
        let scopes = Scopes::bind(&tree);
        for ident in tree.subtree(tree.root()) {
            compare_ident(file, &tree, &scopes, ident, tally);
        }
        missed(file, &tree, decl, tally);
    }
}

/// What Go calls local must be an identifier of ours too.
fn missed(file: &Expected, tree: &Tree, decl: Span, tally: &mut Tally) {
    let ours: HashSet<usize> = tree
        .subtree(tree.root())
        .filter(|&n| is_ident(tree, n))
        .map(|n| tree.span(n).start as usize)
        .collect();
    let theirs = file.idents.range(decl.range()).filter(|(_, meaning)| meaning.is_some());
    for (at, _) in theirs.filter(|(at, _)| !ours.contains(at)) {
        tally.wrong.push(format!("{}: no identifier of ours at byte {at}", file.path.display()));
    }
}

fn is_ident(tree: &Tree, n: NodeId) -> bool {
    tree.kind(n).is_name()
        || matches!(tree.kind(n), Kind::LabelName | Kind::Nil | Kind::True | Kind::False | Kind::Iota)
}

fn compare_ident(file: &Expected, tree: &Tree, scopes: &Scopes, ident: NodeId, tally: &mut Tally) {
    let at = tree.span(ident).start as usize;
    if !is_ident(tree, ident) {
        return;
    }
    tally.idents += 1;
    let binding = scopes.resolve(ident).map(|b| scopes.binding(b));
    let ours = binding.map(|b| tree.span(b.ident).start as usize);
    let mut complain = |what: String| {
        let line = tree.source()[..at].matches('\n').count() + 1;
        tally.wrong.push(format!("{}:{line}: {}: {what}", file.path.display(), tree.text(ident)));
    };
    match file.idents.get(&at) {
        None => tally.unknown_to_go += usize::from(ours.is_some()),
        Some(None) if ours.is_some() && scopes.ambiguous_key(ident) => tally.ambiguous_fields += 1,
        Some(theirs) if *theirs != ours => complain(format!("ours {ours:?}, Go's {theirs:?}")),
        Some(theirs) => tally.local += usize::from(theirs.is_some()),
    }
    // What is written at a place and what would be found there are one; labels have names of their own.
    let Some(b) = scopes.resolve(ident).filter(|&b| scopes.binding(b).ident != ident) else { return };
    if tree.kind(ident) != Kind::LabelName && scopes.lookup(tree.text(ident), at) != Some(b) {
        complain(format!("means {b:?}, but is {:?} when looked up", scopes.lookup(tree.text(ident), at)));
    }
}
