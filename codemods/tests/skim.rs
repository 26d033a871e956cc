//! The skim against the grammar: on real files, both must see the same package, imports and declarations.

mod common;

use ctxmend_codemods::golang::skim::{DeclKind, skim};
use std::fmt::Write;
use tree_sitter::{Node, Parser, Tree};

#[test]
fn sees_what_the_grammar_sees() {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_go::LANGUAGE.into()).unwrap();
    let (mut compared, mut unparsed, mut different) = (0, 0, 0);
    for path in common::go_files(1500) {
        let Some(text) = common::read(&path) else { continue };
        let tree = parser.parse(&text, None).unwrap();
        if tree.root_node().has_error() {
            unparsed += 1;
            continue;
        }
        compared += 1;
        let (skimmed, parsed) = (outline_of_skim(&text), outline_of_tree(&tree, &text));
        if skimmed != parsed {
            different += 1;
            let first = skimmed.lines().zip(parsed.lines()).find(|(s, p)| s != p);
            eprintln!("{}: {first:#?}", path.display());
        }
    }
    eprintln!("{compared} files compared, {unparsed} left out that the grammar does not parse");
    assert_eq!(different, 0, "files differ");
}

fn outline_of_skim(text: &str) -> String {
    let skim = skim(text);
    let mut out = String::new();
    writeln!(out, "package {}", skim.package.map_or("", |name| &text[name.range()])).unwrap();
    for i in &skim.imports {
        let name = i.name.map(|name| &text[name.range()]);
        writeln!(out, "import {name:?} {} {:?} {:?} {}", i.path, i.span.range(), i.decl.range(), i.grouped)
            .unwrap();
    }
    for d in &skim.decls {
        let names: Vec<_> = d.names.iter().map(|name| &text[name.range()]).collect();
        let receiver = d.receiver.map(|name| &text[name.range()]);
        let body = d.body.map(|body| body.range());
        writeln!(out, "{:?} {names:?} {receiver:?} {:?} {body:?}", d.kind, d.span.range()).unwrap();
    }
    out
}

fn outline_of_tree(tree: &Tree, text: &str) -> String {
    let root = tree.root_node();
    let mut package = "";
    let (mut imports, mut decls) = (String::new(), String::new());
    for node in root.named_children(&mut root.walk()) {
        let kind = match node.kind() {
            "package_clause" => {
                package = node.named_child(0).map_or("", |name| &text[name.byte_range()]);
                continue;
            }
            "import_declaration" => {
                import_outline(node, text, &mut imports);
                continue;
            }
            "function_declaration" => DeclKind::Func,
            "method_declaration" => DeclKind::Method,
            "type_declaration" => DeclKind::Type,
            "var_declaration" => DeclKind::Var,
            "const_declaration" => DeclKind::Const,
            _ => continue,
        };
        let mut names = Vec::new();
        if matches!(kind, DeclKind::Func | DeclKind::Method) {
            names.extend(node.child_by_field_name("name").map(|name| &text[name.byte_range()]));
        } else {
            spec_names(node, text, &mut names);
        }
        let receiver = node.child_by_field_name("receiver").and_then(|list| receiver_type(list, text));
        let body = node.child_by_field_name("body").map(|body| body.byte_range());
        writeln!(decls, "{kind:?} {names:?} {receiver:?} {:?} {body:?}", node.byte_range()).unwrap();
    }
    format!("package {package}\n{imports}{decls}")
}

fn import_outline(decl: Node, text: &str, out: &mut String) {
    let list = decl.named_child(0).filter(|child| child.kind() == "import_spec_list");
    let parent = list.unwrap_or(decl);
    for spec in parent.named_children(&mut parent.walk()).filter(|child| child.kind() == "import_spec") {
        let name = spec.child_by_field_name("name").map(|name| &text[name.byte_range()]);
        let path = spec.child_by_field_name("path").unwrap().byte_range();
        let path = &text[path.start + 1..path.end - 1];
        let (span, decl) = (spec.byte_range(), decl.byte_range());
        writeln!(out, "import {name:?} {path} {span:?} {decl:?} {}", list.is_some()).unwrap();
    }
}

fn spec_names<'t>(node: Node, text: &'t str, names: &mut Vec<&'t str>) {
    for child in node.named_children(&mut node.walk()) {
        match child.kind() {
            "var_spec_list" => spec_names(child, text, names),
            "type_spec" | "type_alias" | "var_spec" | "const_spec" => {
                let found = child.children_by_field_name("name", &mut child.walk()).collect::<Vec<_>>();
                let words = found.iter().map(|name| &text[name.byte_range()]);
                names.extend(words.filter(|&word| word != ","));
            }
            _ => {}
        }
    }
}

fn receiver_type<'t>(list: Node, text: &'t str) -> Option<&'t str> {
    let param =
        list.named_children(&mut list.walk()).find(|child| child.kind() == "parameter_declaration")?;
    let mut node = param.child_by_field_name("type")?;
    while matches!(node.kind(), "pointer_type" | "parenthesized_type" | "generic_type") {
        node = node.named_child(0)?;
    }
    (node.kind() == "type_identifier").then(|| &text[node.byte_range()])
}
