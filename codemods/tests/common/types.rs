//! Compares the program model with the output of `tests/oracle/types`.

use ctxmend_codemods::World;
use ctxmend_codemods::golang::program::{Program, Site};
use ctxmend_codemods::golang::syntax::{Kind, NodeId};
use std::collections::HashMap;
use std::fmt::{Display, Formatter};
use std::path::Path;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    Agrees,
    Unknown,
    Differs,
}

#[derive(Default, Debug)]
pub struct Counts {
    pub agree: usize,
    pub unknown: usize,
    pub differ: usize,
    /// Of `unknown`, those in declarations that have no tree, or where the tree has no such node.
    pub without_node: usize,
}

impl Counts {
    /// The share of what is known, in percent.
    pub fn known(&self) -> f64 {
        let all = (self.agree + self.unknown + self.differ).max(1);
        100.0 * self.agree as f64 / all as f64
    }
}

impl Display for Counts {
    fn fmt(&self, f: &mut Formatter) -> std::fmt::Result {
        write!(
            f,
            "{} agree, {} unknown ({} without a node), {} differ: {:.2} % known",
            self.agree,
            self.unknown,
            self.without_node,
            self.differ,
            self.known()
        )
    }
}

/// Told of every expression: verdict, place, Go's type, the model's.
pub type Tell<'t> = dyn FnMut(Verdict, &str, &str, &str) + 't;

pub fn compare(world: &dyn World, oracle: &str, tell: &mut Tell) -> Counts {
    let program = Program::new(world);
    let mut counts = Counts::default();
    for block in oracle.split("F /").filter(|b| !b.is_empty()) {
        let (path, lines) = block.split_once('\n').unwrap_or((block, ""));
        compare_file(&program, Path::new(&format!("/{path}")), lines, &mut counts, tell);
    }
    counts
}

fn compare_file(program: &Program, path: &Path, lines: &str, counts: &mut Counts, tell: &mut Tell) {
    let (Some(package), Some(file)) = (program.package_of(path), program.file(path)) else { return };
    let mut nodes: HashMap<(bool, usize, usize), (usize, NodeId)> = HashMap::new();
    for decl in 0..file.skim.decls.len() {
        let Ok(parsed) = file.parsed(decl) else { continue };
        let tree = &parsed.tree;
        for n in tree.subtree(tree.root()) {
            let call = matches!(tree.kind(n), Kind::Call | Kind::Conversion);
            let leaf =
                matches!(tree.kind(n), Kind::FieldIdent | Kind::Nil | Kind::True | Kind::False | Kind::Iota);
            if call || leaf || tree.kind(n).is_name() {
                let span = tree.span(n).range();
                nodes.insert((call, span.start, span.end), (decl, n));
            }
        }
    }
    for line in lines.lines() {
        let mut words = line.splitn(4, ' ');
        let call = words.next() == Some("C");
        let mut number = || words.next().and_then(|w| w.parse().ok()).unwrap_or(0);
        let (start, end): (usize, usize) = (number(), number());
        let truth = words.next().unwrap_or_default();
        let node = nodes.get(&(call, start, end));
        let model = node.and_then(|&(decl, n)| Some(Site::new(program, &package, &file, decl)?.type_of(n)));
        let shown = model.as_ref().map_or("no node".to_owned(), |t| t.to_string());
        let verdict = match &model {
            Some(t) if shown == truth && !t.has_unknown() => Verdict::Agrees,
            Some(t) if !t.has_unknown() => Verdict::Differs,
            _ => Verdict::Unknown,
        };
        match verdict {
            Verdict::Agrees => counts.agree += 1,
            Verdict::Differs => counts.differ += 1,
            Verdict::Unknown => counts.unknown += 1,
        }
        counts.without_node += usize::from(node.is_none());
        if verdict != Verdict::Agrees {
            let line = file.text[..start].matches('\n').count() + 1;
            let place = format!("{}:{line} {}", path.display(), &file.text[start..end]);
            tell(verdict, &place, truth, &shown);
        }
    }
}
