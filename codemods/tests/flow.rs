//! Control flow against Go's own `golang.org/x/tools/go/cfg`, on real files.

mod common;

use ctxmend_codemods::golang::flow::{Flow, PointId, PointKind};
use ctxmend_codemods::golang::skim::skim;
use ctxmend_codemods::golang::syntax::{Field, Kind, NodeId, Tree, parse_decl};
use ctxmend_codemods::span::Span;
use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

/// Files compared unless all are.
const SAMPLE: usize = 300;
/// Differences shown.
const SHOWN: usize = 20;

#[test]
fn agrees_with_go_cfg() {
    let files = common::go_files(SAMPLE);
    if files.is_empty() {
        return;
    }
    let answers = ask_go(&files);
    let mut all = Comparison::default();
    for file in format!("\n{answers}").split("\nF ").skip(1) {
        let path = file.lines().next().unwrap_or_default();
        all.compare_file(Path::new(path), file);
    }
    eprintln!(
        "{} files, {} bodies, {} nodes and {} returns compared; left out: {} bodies without a tree, {} unknown",
        all.files, all.bodies, all.nodes, all.returns, all.no_tree, all.unknown
    );
    for difference in all.differences.iter().take(SHOWN) {
        eprintln!("{difference}");
    }
    assert!(all.nodes > 1000, "hardly anything was compared");
    assert_eq!(all.differences.len(), 0, "differences");
    assert!(all.unknown * 1000 < all.bodies, "code that compiles is never unknown");
}

/// Runs the Go program in `tests/oracle/flow`; it says in its own words what it prints.
fn ask_go(files: &[PathBuf]) -> String {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/oracle/flow");
    let mut go = Command::new("go")
        .args(["run", "."])
        .current_dir(dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("go runs");
    let mut stdin = go.stdin.take().expect("piped above");
    let paths: String = files.iter().map(|f| format!("{}\n", f.display())).collect();
    let writer = std::thread::spawn(move || stdin.write_all(paths.as_bytes()));
    let output = go.wait_with_output().expect("go ends");
    writer.join().expect("no panic").expect("go reads all");
    assert!(output.status.success(), "the oracle failed");
    String::from_utf8(output.stdout).expect("paths are UTF-8")
}

#[derive(Default)]
struct Comparison {
    files: usize,
    bodies: usize,
    nodes: usize,
    returns: usize,
    no_tree: usize,
    /// Bodies that we say have no meaning: cfg draws some graph for them too.
    unknown: usize,
    differences: Vec<String>,
}

impl Comparison {
    fn compare_file(&mut self, path: &Path, answers: &str) {
        let Some(text) = common::read(path) else { return };
        let text: Arc<str> = text.into();
        self.files += 1;
        let trees: Vec<Tree> =
            skim(&text).decls.iter().filter_map(|d| parse_decl(&text, d.span).ok()).collect();
        let mut graphs = HashMap::new();
        for tree in &trees {
            for func in tree.subtree(tree.root()).filter(|&n| tree.kind(n).is_func()) {
                if let Some(body) = tree.child(func, Field::Body) {
                    graphs.insert(tree.span(body).start as usize, (tree, func));
                }
            }
        }
        for body in answers.split("\nB ").skip(1) {
            let mut lines = body.lines();
            let start: usize = lines.next().and_then(|l| l.parse().ok()).expect("an offset");
            match graphs.get(&start) {
                Some(&(tree, func)) => self.compare_body(path, tree, func, lines),
                None => self.no_tree += 1,
            }
        }
    }

    fn compare_body<'a>(
        &mut self,
        path: &Path,
        tree: &Tree,
        func: NodeId,
        lines: impl Iterator<Item = &'a str>,
    ) {
        let graph = Graph::new(tree, func);
        if graph.flow.unknown() {
            eprintln!("unknown: {} at {}", path.display(), tree.span(func).start);
            self.unknown += 1;
            return;
        }
        self.bodies += 1;
        let mut end_lives = false;
        let mut returns = 0;
        for line in lines {
            let fields: Vec<&str> = line.split(' ').collect();
            let (ours, theirs) = match fields[..] {
                ["X", "end", live] => {
                    end_lives = live == "1";
                    continue;
                }
                ["X", at, live] => {
                    returns += 1;
                    self.returns += 1;
                    (graph.lives(at), live.to_owned())
                }
                ["N", at, live, exits] => {
                    self.nodes += 1;
                    // Behind dead code cfg leaves out the end of the body.
                    let exits = if live == "1" { sorted(exits) } else { "?".to_owned() };
                    (format!("{} {}", graph.lives(at), graph.exits_behind(at)), format!("{live} {exits}"))
                }
                _ => panic!("the oracle wrote {line:?}"),
            };
            if ours != theirs {
                self.differences.push(format!("{}: {line}: {ours}, not {theirs}", path.display()));
            }
        }
        let ours = (graph.flow.end().is_some_and(|e| graph.flow.reachable(e)), graph.returns());
        if ours != (end_lives, returns) {
            let at = tree.span(func).start;
            let theirs = (end_lives, returns);
            self.differences
                .push(format!("{}: {at}: end and returns {ours:?}, not {theirs:?}", path.display()));
        }
    }
}

fn sorted(exits: &str) -> String {
    let mut all: Vec<&str> = exits.split(',').collect();
    all.sort();
    all.join(",")
}

/// One of our graphs, asked by byte offsets.
struct Graph<'t> {
    tree: &'t Tree,
    flow: Flow,
    /// The point of the outermost node that starts at an offset and has one.
    points: HashMap<usize, PointId>,
}

impl<'t> Graph<'t> {
    fn new(tree: &'t Tree, func: NodeId) -> Graph<'t> {
        let flow = Flow::build(tree, func, &|call| is_panic(tree, call));
        let mut points = HashMap::new();
        for node in tree.subtree(func) {
            if let Some(p) = flow.point_of(node) {
                points.entry(tree.span(node).start as usize).or_insert(p);
            }
        }
        Graph { tree, flow, points }
    }

    fn point(&self, at: &str) -> Option<PointId> {
        at.parse().ok().and_then(|at: usize| self.points.get(&at).copied())
    }

    fn lives(&self, at: &str) -> String {
        self.point(at).map_or("no point".to_owned(), |p| u8::from(self.flow.reachable(p)).to_string())
    }

    fn exits_behind(&self, at: &str) -> String {
        let Some(p) = self.point(at).filter(|&p| self.flow.reachable(p)) else { return "?".to_owned() };
        let name = |p| self.flow.node(p).map_or("end".to_owned(), |n| self.tree.span(n).start.to_string());
        let exits: Vec<String> = self.flow.exits_from(p, |_| false).into_iter().map(name).collect();
        if exits.is_empty() { "-".to_owned() } else { sorted(&exits.join(",")) }
    }

    fn returns(&self) -> usize {
        self.flow.points().filter(|&p| matches!(self.flow.kind(p), PointKind::Return(_))).count()
    }
}

/// As the oracle: cfg looks at a call in parentheses as at any expression.
fn is_panic(tree: &Tree, call: NodeId) -> bool {
    let bare = tree.parent(call).is_some_and(|p| tree.kind(p) == Kind::ExprStmt);
    bare && tree
        .child(call, Field::Function)
        .is_some_and(|f| tree.kind(f) == Kind::Ident && tree.text(f) == "panic")
}

/// Whatever still parses with a few lines taken out has graphs that answer.
#[test]
fn mutilated_declarations_have_graphs() {
    let (mut parsed, mut unknown) = (0, 0);
    for (i, path) in common::go_files(SAMPLE).iter().enumerate() {
        let Some(text) = common::read(path) else { continue };
        for (k, decl) in skim(&text).decls.iter().enumerate() {
            let lines: Vec<&str> = text[decl.span.range()].lines().collect();
            let from = (i * 31 + k * 17) % lines.len().max(1);
            let gone = from..from + 1 + (i + k) % 3;
            let left: Vec<&str> =
                lines.iter().enumerate().filter(|(n, _)| !gone.contains(n)).map(|(_, l)| *l).collect();
            let text: Arc<str> = left.join("\n").into();
            let Ok(tree) = parse_decl(&text, Span::new(0, text.len())) else { continue };
            parsed += 1;
            for func in tree.subtree(tree.root()).filter(|&n| tree.kind(n).is_func()) {
                unknown += usize::from(ask_everything(&tree, func));
            }
        }
    }
    eprintln!("{parsed} mutilated declarations parsed; {unknown} graphs unknown");
}

fn ask_everything(tree: &Tree, func: NodeId) -> bool {
    let flow = Flow::build(tree, func, &|call| is_panic(tree, call));
    for p in flow.points() {
        flow.dominates(flow.entry(), p);
        flow.postdominates(p, flow.entry());
        flow.in_cycle(p);
        assert!(flow.node(p).is_none_or(|n| flow.point_of(n) == Some(p)));
    }
    for n in tree.subtree(tree.root()) {
        flow.point_of(n);
        flow.loop_of(tree, n);
    }
    flow.exits_from(flow.entry(), |_| false);
    flow.unknown()
}
