use ctxmend_codemods::{golang::syntax::*, span::Span};
fn main() {
    let text: std::sync::Arc<str> = std::io::read_to_string(std::io::stdin()).unwrap().into();
    let t = parse_decl(&text, Span::new(0, text.len())).unwrap();
    for n in t.subtree(t.root()) {
        println!(
            "{}{:?} {:?} {:?} {:?}",
            "  ".repeat(t.ancestors(n).count()),
            t.field(n),
            t.kind(n),
            t.op(n),
            t.text(n).chars().take(50).collect::<String>()
        );
    }
}
