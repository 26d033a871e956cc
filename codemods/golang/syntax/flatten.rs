//! From tree-sitter's tree to ours: one walk, no recursion.

use super::kind::{FIELDS, Field, KINDS, Kind};
use super::tree::{NodeData, Op, Tree};
use super::{NoTree, conversions, params};
use crate::span::Span;
use std::sync::{Arc, LazyLock};
use tree_sitter::TreeCursor;

/// Deeper nesting than this has no tree: the analyses recurse over expressions and blocks.
const MAX_DEPTH: usize = 400;

/// What becomes of a node of the grammar.
#[derive(Clone, Copy)]
enum Role {
    Node(Kind),
    /// Its children take its place (and its field).
    Transparent,
    /// Neither it nor anything below matters.
    Skip,
    Comment,
    Error,
}

struct Tables {
    roles: Vec<Role>,
    fields: Vec<Field>,
    ops: Vec<Op>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let language: tree_sitter::Language = tree_sitter_go::LANGUAGE.into();
    let symbols = 0..language.node_kind_count() as u16;
    let fields = (0..=language.field_count() as u16)
        .map(|id| {
            let name = language.field_name_for_id(id);
            FIELDS.iter().find(|f| Some(f.1) == name).map_or(Field::Other, |f| f.0)
        })
        .collect();
    Tables {
        roles: symbols.clone().map(|id| role(&language, id)).collect(),
        fields,
        ops: symbols.map(|id| operator(language.node_kind_for_id(id).unwrap_or_default())).collect(),
    }
});

fn role(language: &tree_sitter::Language, id: u16) -> Role {
    let name = language.node_kind_for_id(id).unwrap_or_default();
    match name {
        "comment" => Role::Comment,
        _ if !language.node_kind_is_named(id) => Role::Skip,
        "statement_list"
        | "field_declaration_list"
        | "var_spec_list"
        | "import_spec_list"
        | "literal_element"
        | "field_name_list"
        | "type_constraint" => Role::Transparent,
        _ => KINDS.iter().find(|k| k.1 == name).map_or(Role::Skip, |k| Role::Node(k.0)),
    }
}

fn operator(token: &str) -> Op {
    match token {
        ":=" => Op::Define,
        "=" => Op::Assign,
        "+=" | "-=" | "*=" | "/=" | "%=" | "&=" | "|=" | "^=" | "<<=" | ">>=" | "&^=" => Op::AssignOp,
        "<-" => Op::Receive,
        "&" => Op::Address,
        "*" => Op::Deref,
        "==" => Op::Eq,
        "!=" => Op::Ne,
        "&&" => Op::And,
        "||" => Op::Or,
        "!" => Op::Not,
        "+" | "-" | "/" | "%" | "|" | "^" | "<<" | ">>" | "&^" | "<" | "<=" | ">" | ">=" => Op::Other,
        _ => Op::None,
    }
}

/// Flattens the tree of one declaration whose text starts at byte `base` of `text`.
pub(super) fn flatten(tree: &tree_sitter::Tree, text: &Arc<str>, base: u32) -> Result<Tree, NoTree> {
    if tree.root_node().has_error() {
        return Err(NoTree::Syntax);
    }
    let mut cursor = tree.walk();
    if !cursor.goto_first_child() {
        return Err(NoTree::Syntax);
    }
    let mut flat = Flat {
        base,
        nodes: Vec::with_capacity(tree.root_node().descendant_count() / 2),
        comments: Vec::new(),
    };
    // A comment may stand before the declaration proper; nothing but comments may stand beside it.
    loop {
        flat.visit(&mut cursor)?;
        if !cursor.goto_next_sibling() {
            break;
        }
    }
    if flat.nodes.first().is_none_or(|root| root.after as usize != flat.nodes.len()) {
        return Err(NoTree::Syntax);
    }
    let nodes = conversions::to_calls(params::join_names(flat.nodes), text);
    Ok(Tree { text: text.clone(), nodes, comments: flat.comments })
}

struct Flat {
    base: u32,
    nodes: Vec<NodeData>,
    comments: Vec<Span>,
}

/// One level of the walk: the flat node whose children are visited, and the field a transparent node hands down.
struct Level {
    node: Option<u32>,
    inherited: Option<Field>,
}

impl Flat {
    /// Visits the cursor's node and all below it, and leaves the cursor where it was.
    fn visit(&mut self, cursor: &mut TreeCursor) -> Result<(), NoTree> {
        let tables = &*TABLES;
        let mut levels: Vec<Level> = Vec::new();
        loop {
            let node = cursor.node();
            let id = node.kind_id();
            let role = if id == u16::MAX { Role::Error } else { tables.roles[id as usize] };
            let inherited = levels.last().and_then(|l| l.inherited);
            let field = match cursor.field_id() {
                Some(id) => tables.fields[id.get() as usize],
                None => inherited.unwrap_or(Field::Other),
            };
            let mut down = None;
            match role {
                Role::Error => return Err(NoTree::Syntax),
                Role::Comment => self.comments.push(self.span(&node)),
                Role::Skip => {
                    if let Some(parent) = enclosing(&levels) {
                        self.note_operator(parent, tables.ops[id as usize], &node, field);
                    }
                }
                Role::Transparent => {
                    let field = if node.kind() == "statement_list" { Field::Stmt } else { field };
                    down = Some(Level { node: None, inherited: Some(field) });
                }
                Role::Node(Kind::Union) if node.named_child_count() == 1 => {
                    down = Some(Level { node: None, inherited: Some(field) });
                }
                Role::Node(kind) => {
                    let field =
                        if self.is_labelled_stmt(enclosing(&levels), kind) { Field::Stmt } else { field };
                    let at = self.push(kind, field, enclosing(&levels), self.span(&node));
                    let leaf = matches!(kind, Kind::String | Kind::RawString);
                    down = (!leaf).then_some(Level { node: Some(at), inherited: None });
                }
            }
            if let Some(level) = down {
                if levels.len() > MAX_DEPTH * 3
                    || levels.iter().filter(|l| l.node.is_some()).count() > MAX_DEPTH
                {
                    return Err(NoTree::TooDeep);
                }
                if cursor.goto_first_child() {
                    levels.push(level);
                    continue;
                }
                self.close(&level);
            }
            loop {
                if levels.is_empty() {
                    return Ok(());
                }
                if cursor.goto_next_sibling() {
                    break;
                }
                cursor.goto_parent();
                let level = levels.pop().expect("checked above");
                self.close(&level);
            }
        }
    }

    fn push(&mut self, kind: Kind, field: Field, parent: Option<u32>, span: Span) -> u32 {
        let at = self.nodes.len() as u32;
        let node = NodeData {
            kind,
            field,
            op: Op::None,
            op_start: 0,
            parent: parent.unwrap_or(0),
            after: at + 1,
            span,
        };
        self.nodes.push(node);
        at
    }

    fn close(&mut self, level: &Level) {
        if let Some(at) = level.node {
            self.nodes[at as usize].after = self.nodes.len() as u32;
        }
    }

    fn span(&self, node: &tree_sitter::Node) -> Span {
        let base = self.base as usize;
        Span::new(base + node.start_byte(), base + node.end_byte())
    }

    fn is_labelled_stmt(&self, parent: Option<u32>, kind: Kind) -> bool {
        kind != Kind::LabelName && parent.is_some_and(|p| self.nodes[p as usize].kind == Kind::Labeled)
    }

    /// Keeps an operator token with the node it belongs to, if nodes of that kind need it.
    fn note_operator(&mut self, parent: u32, op: Op, node: &tree_sitter::Node, field: Field) {
        let start = self.span(node).start;
        let data = &mut self.nodes[parent as usize];
        let op = match (data.kind, op) {
            (_, Op::None) => return,
            (Kind::Unary | Kind::Binary | Kind::Assign, op) if field == Field::Operator => op,
            (Kind::RangeClause | Kind::RecvStmt, Op::Define | Op::Assign) => op,
            (Kind::ShortVar, Op::Define) => op,
            (Kind::TypeSwitch, Op::Define) => op,
            (Kind::VarSpec | Kind::ConstSpec | Kind::TypeAlias, Op::Assign) => op,
            (Kind::FieldDecl, Op::Deref) => op,
            (Kind::ChanType, Op::Receive) if start == data.span.start => Op::RecvOnly,
            (Kind::ChanType, Op::Receive) => Op::SendOnly,
            _ => return,
        };
        if data.op == Op::None {
            data.op = op;
            data.op_start = start;
        }
    }
}

fn enclosing(levels: &[Level]) -> Option<u32> {
    levels.iter().rev().find_map(|l| l.node)
}

#[cfg(test)]
mod tests {
    use super::super::{NodeId, parse_decl};
    use super::*;

    fn parse(source: &str) -> Tree {
        let text: Arc<str> = source.into();
        parse_decl(&text, Span::new(0, text.len())).unwrap()
    }

    fn all(tree: &Tree, kind: Kind) -> Vec<NodeId> {
        tree.subtree(tree.root()).filter(|&n| tree.kind(n) == kind).collect()
    }

    fn texts(tree: &Tree, nodes: impl Iterator<Item = NodeId>) -> Vec<&str> {
        nodes.map(|n| tree.text(n)).collect()
    }

    #[test]
    fn statements_hang_under_blocks_and_cases() {
        let tree = parse(
            "func f() {\n\tselect {\n\tcase v, ok := <-c:\n\t\ta()\n\t\tb()\n\tcase d <- 1:\n\tcase <-e:\n\
             \tdefault:\n\t\tx++\n\t}\n\treturn\n}",
        );
        let body = tree.child(tree.root(), Field::Body).unwrap();
        assert_eq!(tree.stmts(body).map(|n| tree.kind(n)).collect::<Vec<_>>(), [Kind::Select, Kind::Return]);
        let cases = all(&tree, Kind::CommCase);
        assert_eq!(texts(&tree, tree.stmts(cases[0])), ["a()", "b()"]);
        let communications: Vec<_> =
            cases.iter().map(|&case| tree.kind(tree.child(case, Field::Communication).unwrap())).collect();
        assert_eq!(communications, [Kind::RecvStmt, Kind::SendStmt, Kind::RecvStmt]);
        assert_eq!(tree.op(all(&tree, Kind::RecvStmt)[0]), Op::Define);
        assert_eq!(texts(&tree, tree.stmts(all(&tree, Kind::Default)[0])), ["x++"]);
    }

    #[test]
    fn a_label_holds_its_statement() {
        let tree = parse("func f() {\nL:\n\tfor {\n\t\tbreak L\n\t}\n\tgoto M\nM:\n}");
        let labels = all(&tree, Kind::Labeled);
        assert_eq!(texts(&tree, tree.stmts(labels[0])), ["for {\n\t\tbreak L\n\t}"]);
        assert_eq!(tree.text(tree.child(labels[0], Field::Label).unwrap()), "L");
        assert!(tree.stmts(labels[1]).next().is_none());
    }

    #[test]
    fn type_switches() {
        let tree =
            parse("func f() {\n\tswitch x := y.(type) {\n\tcase int, *p.T:\n\t\tg(x)\n\tdefault:\n\t}\n}");
        let switch = all(&tree, Kind::TypeSwitch)[0];
        assert_eq!(tree.op(switch), Op::Define);
        assert_eq!(tree.text(tree.child(switch, Field::Alias).unwrap()), "x");
        assert_eq!(tree.text(tree.child(switch, Field::Value).unwrap()), "y");
        let case = all(&tree, Kind::TypeCase)[0];
        assert_eq!(texts(&tree, tree.children_in(case, Field::Type)), ["int", "*p.T"]);
        assert_eq!(texts(&tree, tree.stmts(case)), ["g(x)"]);
    }

    #[test]
    fn struct_fields() {
        let tree = parse("type S struct {\n\ta, b *int `tag`\n\t*p.T // c\n\tE\n\tG[int]\n}");
        let fields = all(&tree, Kind::FieldDecl);
        let names: Vec<_> = fields.iter().map(|&f| texts(&tree, tree.children_in(f, Field::Name))).collect();
        assert_eq!(names, [vec!["a", "b"], vec![], vec![], vec![]]);
        let types: Vec<_> = fields.iter().map(|&f| tree.text(tree.child(f, Field::Type).unwrap())).collect();
        assert_eq!(types[..3], ["*int", "p.T", "E"]);
        assert_eq!(tree.op(fields[1]), Op::Deref);
        assert_eq!(tree.comments().len(), 1);
    }

    #[test]
    fn operators_stay_with_their_nodes() {
        let tree =
            parse("func f() { a := <-b; a += 1; for i := range c {}; for j = range d {}; e(&g, *h, !k) }");
        let ops = |kind| all(&tree, kind).into_iter().map(|n| tree.op(n)).collect::<Vec<_>>();
        assert_eq!(ops(Kind::ShortVar), [Op::Define]);
        assert_eq!(ops(Kind::Assign), [Op::AssignOp]);
        assert_eq!(ops(Kind::RangeClause), [Op::Define, Op::Assign]);
        assert_eq!(ops(Kind::Unary), [Op::Receive, Op::Address, Op::Deref, Op::Not]);
        let tree = parse("func f(a chan int, b <-chan int, c chan<- int) {}");
        let ops: Vec<_> = all(&tree, Kind::ChanType).into_iter().map(|n| tree.op(n)).collect();
        assert_eq!(ops, [Op::None, Op::RecvOnly, Op::SendOnly]);
    }

    #[test]
    fn what_does_not_parse_or_is_too_deep_has_no_tree() {
        let result = |source: &str| {
            let text: Arc<str> = source.into();
            parse_decl(&text, Span::new(0, text.len())).map(|_| ())
        };
        assert_eq!(result("func f() { a( }"), Err(NoTree::Syntax));
        assert_eq!(result("func f() {} }"), Err(NoTree::Syntax));
        assert_eq!(result(""), Err(NoTree::Syntax));
        let nested = format!("func f() {{ _ = {}1{} }}", "(".repeat(500), ")".repeat(500));
        assert_eq!(result(&nested), Err(NoTree::TooDeep));
        assert!(result(&format!("func f() {{ _ = {}", "(".repeat(100_000))).is_err());
    }
}
