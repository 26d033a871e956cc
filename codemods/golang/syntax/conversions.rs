//! One shape for `name(x)`, `pkg.Name(x)` and `name[T](x)`: where the grammar chose a conversion though the type may
//! be a function, the conversion becomes a call. Conversions to types that are no names stay.

use super::kind::{Field, Kind};
use super::reshape::{Fate, rebuild};
use super::tree::NodeData;
use crate::golang::lex::{Lexer, Token};
use crate::span::Span;

/// Turns conversions to named types into calls. One pass, however many there are.
pub(super) fn to_calls(mut nodes: Vec<NodeData>, text: &str) -> Vec<NodeData> {
    let mut fates = Vec::new();
    for at in 0..nodes.len() {
        if nodes[at].kind == Kind::Conversion && has_name_and_operand(&nodes, at) {
            fates.resize(nodes.len(), Fate::Keep);
            to_call(&mut nodes, &mut fates, at, text);
        }
    }
    if fates.is_empty() { nodes } else { rebuild(&nodes, &fates) }
}

fn has_name_and_operand(nodes: &[NodeData], conversion: usize) -> bool {
    let after = nodes[conversion].after as usize;
    let function = conversion + 1;
    function < after
        && matches!(nodes[function].kind, Kind::TypeIdent | Kind::QualifiedType | Kind::GenericType)
        && (nodes[function].after as usize) < after
}

fn to_call(nodes: &mut [NodeData], fates: &mut [Fate], call: usize, text: &str) {
    nodes[call].kind = Kind::Call;
    let mut function = call + 1;
    let operand = nodes[function].after as usize;
    let mut before = nodes[function].span;
    if nodes[function].kind == Kind::GenericType {
        fates[function] = Fate::Drop;
        function += 1;
        // A generic type is a name and its type arguments.
        let arguments = nodes[function].after as usize;
        nodes[arguments].field = Field::TypeArguments;
        before = nodes[arguments].span;
    }
    nodes[function].field = Field::Function;
    to_expression(nodes, function);
    nodes[operand].field = Field::Other;
    let open = Lexer::starting_at(text, before.end as usize).find(|t| t.token == Token::Punct);
    let start = open.map_or(before.end, |t| t.span.start);
    fates[operand] = Fate::Wrap(Span { start, end: nodes[call].span.end });
}

fn to_expression(nodes: &mut [NodeData], name: usize) {
    match nodes[name].kind {
        Kind::TypeIdent => nodes[name].kind = Kind::Ident,
        Kind::QualifiedType => {
            nodes[name].kind = Kind::Selector;
            nodes[name + 1].kind = Kind::Ident;
            nodes[name + 1].field = Field::Operand;
            nodes[name + 2].kind = Kind::FieldIdent;
            nodes[name + 2].field = Field::FieldName;
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Tree, parse_decl};
    use crate::span::Span;
    use std::fmt::Write;
    use std::sync::Arc;

    /// The tree of the only statement of a function: kinds with their texts, indented.
    fn stmt(source: &str) -> String {
        let text: Arc<str> = format!("func f() {{ {source} }}").into();
        let tree = parse_decl(&text, Span::new(0, text.len())).unwrap();
        let block = tree.children(tree.root()).last().unwrap();
        let stmt = tree.stmts(block).next().unwrap();
        let depth = tree.ancestors(stmt).count() + 1;
        let mut out = String::new();
        for n in tree.subtree(stmt).skip(1) {
            let indent = "  ".repeat(tree.ancestors(n).count() - depth);
            writeln!(out, "{indent}{:?} {:?} {}", tree.field(n), tree.kind(n), tree.text(n)).unwrap();
        }
        check_links(&tree);
        out
    }

    fn check_links(tree: &Tree) {
        for n in tree.subtree(tree.root()) {
            for child in tree.children(n) {
                assert_eq!(tree.parent(child), Some(n));
            }
        }
    }

    #[test]
    fn named_types_look_like_calls() {
        let call = "\
Other Call T(x)
  Function Ident T
  Arguments Args (x)
    Other Ident x
";
        assert_eq!(stmt("T(x)"), call);
        let generic = "\
Other Call T[int](x)
  Function Ident T
  TypeArguments TypeArgs [int]
    Other TypeIdent int
  Arguments Args (x)
    Other Ident x
";
        assert_eq!(stmt("T[int](x)"), generic);
        let qualified = "\
Other Call p.T[[]K, V](x)
  Function Selector p.T
    Operand Ident p
    FieldName FieldIdent T
  TypeArguments TypeArgs [[]K, V]
    Other SliceType []K
      Element TypeIdent K
    Other TypeIdent V
  Arguments Args (x)
    Other Ident x
";
        assert_eq!(stmt("p.T[[]K, V](x)"), qualified);
    }

    #[test]
    fn conversions_in_conversions() {
        let nested = "\
Other Call A[int](p.B[K](C[V](x).y))
  Function Ident A
  TypeArguments TypeArgs [int]
    Other TypeIdent int
  Arguments Args (p.B[K](C[V](x).y))
    Other Call p.B[K](C[V](x).y)
      Function Selector p.B
        Operand Ident p
        FieldName FieldIdent B
      TypeArguments TypeArgs [K]
        Other TypeIdent K
      Arguments Args (C[V](x).y)
        Other Selector C[V](x).y
          Operand Call C[V](x)
            Function Ident C
            TypeArguments TypeArgs [V]
              Other TypeIdent V
            Arguments Args (x)
              Other Ident x
          FieldName FieldIdent y
";
        assert_eq!(stmt("A[int](p.B[K](C[V](x).y))"), nested);
    }

    #[test]
    fn arguments_start_at_their_parenthesis() {
        let spread = stmt("T[int] /* ( */ (\n\tx,\n)");
        assert!(spread.contains("\n  Arguments Args (\n\tx,\n)\n"), "{spread}");
        let doubled = stmt("T[int]((x))");
        assert!(doubled.contains("\n  Arguments Args ((x))\n    Other Paren (x)\n"), "{doubled}");
    }

    #[test]
    fn unnamed_types_stay_conversions() {
        let bytes = "\
Other Conversion []byte(s)
  Type SliceType []byte
    Element TypeIdent byte
  Operand Ident s
";
        assert_eq!(stmt("[]byte(s)"), bytes);
        for source in ["map[K]V(m)", "(func())(g)", "chan int(c)", "[]T[int](x)"] {
            assert!(!stmt(source).contains("Function Ident T"), "{source}");
        }
    }

    #[test]
    fn many_conversions_take_no_time() {
        let source = "T[int](x); ".repeat(30_000);
        let text: Arc<str> = format!("func f() {{ {source} }}").into();
        let tree = parse_decl(&text, Span::new(0, text.len())).unwrap();
        assert_eq!(tree.len(), 4 + 30_000 * 7);
    }
}
