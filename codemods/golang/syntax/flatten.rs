//! From tree-sitter's tree to ours: one walk, no recursion.

mod params;

use super::NoTree;
use super::kind::{FIELDS, Field, KINDS, Kind};
use super::tree::{NodeData, Op, Tree};
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
    flat.name_conversions();
    flat.name_params();
    Ok(Tree { text: text.clone(), nodes: flat.nodes, comments: flat.comments })
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

    /// Turns `T(x)`, where the grammar chose a conversion though `T` may be a function, into a call, so that
    /// every `name(x)`, `pkg.Name(x)` and `name[T](x)` has one shape.
    fn name_conversions(&mut self) {
        if !self.nodes.iter().any(|n| n.kind == Kind::Conversion) {
            return;
        }
        let mut at = 0;
        while at < self.nodes.len() {
            if self.nodes[at].kind == Kind::Conversion
                && matches!(
                    self.nodes[at + 1].kind,
                    Kind::TypeIdent | Kind::QualifiedType | Kind::GenericType
                )
            {
                self.conversion_to_call(at);
            }
            at += 1;
        }
    }

    fn conversion_to_call(&mut self, call: usize) {
        let function = call + 1;
        self.nodes[call].kind = Kind::Call;
        if self.nodes[function].kind == Kind::GenericType {
            self.unwrap_generic(function);
        }
        self.nodes[function].field = Field::Function;
        self.type_to_expression(function);
        // The parentheses become an argument list around the operand, which is the call's last child.
        let (before, operand) = self.last_children(call);
        let span = Span { start: self.nodes[before].span.end, end: self.nodes[call].span.end };
        self.insert(operand, Kind::Args, Field::Arguments, call, span);
    }

    /// `F[T](x)`: the type arguments move from the generic type up to the call.
    fn unwrap_generic(&mut self, generic: usize) {
        let call = self.nodes[generic].parent;
        self.remove(generic);
        let name = generic;
        let args = self.nodes[name].after as usize;
        self.nodes[name].parent = call;
        self.nodes[args].parent = call;
        self.nodes[args].field = Field::TypeArguments;
    }

    fn type_to_expression(&mut self, at: usize) {
        match self.nodes[at].kind {
            Kind::TypeIdent => self.nodes[at].kind = Kind::Ident,
            Kind::QualifiedType => {
                self.nodes[at].kind = Kind::Selector;
                self.nodes[at + 1].kind = Kind::Ident;
                self.nodes[at + 1].field = Field::Operand;
                self.nodes[at + 2].kind = Kind::FieldIdent;
                self.nodes[at + 2].field = Field::FieldName;
            }
            _ => {}
        }
    }

    /// The last but one and the last child of a node that has two or more.
    fn last_children(&self, at: usize) -> (usize, usize) {
        let after = self.nodes[at].after as usize;
        let (mut before, mut last) = (at + 1, at + 1);
        while (self.nodes[last].after as usize) < after {
            (before, last) = (last, self.nodes[last].after as usize);
        }
        (before, last)
    }

    /// Puts a new node around the subtree that starts at `at`.
    fn insert(&mut self, at: usize, kind: Kind, field: Field, parent: usize, span: Span) {
        let after = self.nodes[at].after;
        for n in &mut self.nodes {
            n.after += u32::from(n.after > at as u32);
            n.parent += u32::from(n.parent >= at as u32 && n.parent != 0);
        }
        let node = NodeData {
            kind,
            field,
            op: Op::None,
            op_start: 0,
            parent: parent as u32,
            after: after + 1,
            span,
        };
        self.nodes.insert(at, node);
        self.nodes[at + 1].parent = at as u32;
        self.nodes[at + 1].field = Field::Other;
    }

    /// Takes the node `at` out; its children go to its parent.
    fn remove(&mut self, at: usize) {
        let gone = self.nodes.remove(at);
        for n in &mut self.nodes {
            n.after -= u32::from(n.after > at as u32);
            n.parent = match n.parent {
                p if p == at as u32 && at != 0 => gone.parent,
                p => p - u32::from(p > at as u32),
            };
        }
    }
}

fn enclosing(levels: &[Level]) -> Option<u32> {
    levels.iter().rev().find_map(|l| l.node)
}
