//! Edits of lists between brackets: parameters, arguments, elements of literals. Alignment is left to the engine.

use super::Edit;
use super::inserter::Inserter;
use crate::golang::syntax::{Field, Kind, NodeId, Tree};
use crate::span::Span;

/// Puts `text` first into the list `list`; on a line of its own where the others have such.
pub fn insert_first(tree: &Tree, list: NodeId, text: &str) -> Vec<Edit> {
    if let Some(edits) = before_comments(tree, list, text) {
        return edits;
    }
    vec![match tree.children(list).next() {
        Some(first) => {
            let start = tree.span(first).start as usize;
            let line_ending = Inserter::new(tree.source()).line_ending(start);
            let behind =
                own_lines(tree, list).map_or(", ".to_owned(), |indent| format!(",{line_ending}{indent}"));
            Edit::insert(start, format!("{text}{behind}"))
        }
        None => Edit::insert(tree.span(list).start as usize + 1, text),
    }]
}

/// The same where a comment stands before the first item, or alone: it is about that, and `text` comes before it, as
/// gofmt would have it. `None` if there is none, or one that stands behind the bracket for all of the list.
pub fn before_comments(tree: &Tree, list: NodeId, text: &str) -> Option<Vec<Edit>> {
    let source = tree.source();
    let first = tree.children(list).next();
    let open = tree.span(list).start as usize + 1;
    let end = first.map_or(tree.span(list).end as usize - 1, |f| tree.span(f).start as usize);
    let gap = Span::new(open, end);
    let mut comments = tree.comments().iter().filter(|c| gap.contains(**c));
    let comment = comments.next()?;
    let last = comments.next_back().unwrap_or(comment).end as usize;
    let start = comment.start as usize;
    if source[open..start].contains('\n') {
        let inserter = Inserter::new(source);
        let (eol, indent) = (inserter.line_ending(start), inserter.indent(start));
        return Some(vec![Edit::insert(start, format!("{text},{eol}{indent}"))]);
    }
    let lead = |mark: &str| Edit::replace(Span::new(open, start), format!("{text}{mark} "));
    match first {
        Some(_) if source[open..end].contains('\n') => None,
        Some(_) => Some(vec![lead(""), Edit::insert(last, ",")]),
        None if source[open..end].contains('\n') => Some(vec![lead(",")]),
        None => Some(vec![lead(""), Edit::delete(Span::new(last, end))]),
    }
}

/// What the lines of a list begin with on which each of its items, of which there are several, stands alone.
fn own_lines(tree: &Tree, list: NodeId) -> Option<&str> {
    let text = tree.source();
    let indent = |item: NodeId| {
        let start = tree.span(item).start as usize;
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        Some(&text[line..start]).filter(|lead| lead.trim().is_empty())
    };
    let items: Vec<NodeId> = tree.children(list).collect();
    let alone = items.len() > 1 && items.iter().all(|&item| indent(item).is_some());
    items.first().filter(|_| alone).and_then(|&first| indent(first))
}

/// Takes the child `item` out of its list, with its lines and the comments above if it has lines of its own.
pub fn remove(tree: &Tree, item: NodeId) -> Option<Edit> {
    let list = tree.parent(item)?;
    let items: Vec<NodeId> = tree.children(list).collect();
    let i = items.iter().position(|&c| c == item)?;
    let (span, outer) = (tree.span(item), tree.span(list));
    let text = tree.source();
    if items.len() == 1 && !tree.comments().iter().any(|c| outer.contains(*c) && !span.contains(*c)) {
        return Some(Edit::delete(Span::new(outer.start as usize + 1, outer.end as usize - 1)));
    }
    let comma = text[span.end as usize..outer.end as usize]
        .find(',')
        .filter(|&at| text[span.end as usize..span.end as usize + at].trim().is_empty());
    let with_comma = Span { end: comma.map_or(span.end, |at| span.end + at as u32 + 1), ..span };
    if let Some(lines) = comma.and_then(|_| Inserter::new(text).own_lines(with_comma)) {
        let start = comment_above(tree, outer.start as usize, lines.start);
        return Some(Edit::delete(Span { start, ..lines }));
    }
    match (items.get(i + 1), i.checked_sub(1)) {
        (Some(&next), _)
            if !text[span.end as usize..tree.span(next).start as usize].contains(['\n', '/']) =>
        {
            Some(Edit::delete(Span { end: tree.span(next).start, ..span }))
        }
        (None, Some(before)) => Some(Edit::delete(Span { start: tree.span(items[before]).end, ..span })),
        _ => None,
    }
}

/// Takes one name out of a parameter or field declaration that declares others too; else the whole of it is to go.
pub fn remove_name(tree: &Tree, decl: NodeId, name: NodeId) -> Option<Edit> {
    let names: Vec<NodeId> = tree.children_in(decl, Field::Name).collect();
    let i = names.iter().position(|&n| n == name)?;
    match (names.get(i + 1), i.checked_sub(1)) {
        (Some(&next), _) => Some(Edit::delete(Span { end: tree.span(next).start, ..tree.span(name) })),
        (None, Some(before)) => {
            Some(Edit::delete(Span { start: tree.span(names[before]).end, ..tree.span(name) }))
        }
        (None, None) => None,
    }
}

/// Takes a field out of its struct, with its comments.
pub fn remove_field(tree: &Tree, decl: NodeId, name: NodeId) -> Option<Edit> {
    if let Some(edit) = remove_name(tree, decl, name) {
        return Some(edit);
    }
    let structure = tree.parent(decl)?;
    let outer = tree.span(structure);
    let fields = tree.children(structure).count();
    let open = tree.span(decl).start as usize;
    let text = tree.source();
    let inserter = Inserter::new(text);
    let Some(lines) = inserter.own_lines(tree.span(decl)) else {
        return (fields == 1).then(|| Edit::replace(outer, "struct{}"));
    };
    let brace = outer.start as usize + text[outer.start as usize..open].find('{')?;
    let lines = Span { start: comment_above(tree, brace, lines.start), ..lines };
    let rest = text[brace + 1..lines.start as usize].trim().is_empty()
        && text[lines.end as usize..outer.end as usize - 1].trim().is_empty();
    Some(match rest {
        true => Edit::replace(outer, "struct{}"),
        false => Edit::delete(inserter.with_blank(lines)),
    })
}

/// Takes a spec out of its group, with its comments; the only one goes with the group, and that with its `doc`. `None`
/// where columns would move that `edits::align` does not know: those of specs with types and values.
pub fn remove_spec(tree: &Tree, spec: NodeId, doc: Option<Span>) -> Option<Edit> {
    let decl = tree.ancestor(spec, |k| matches!(k, Kind::VarDecl | Kind::ConstDecl | Kind::TypeDecl))?;
    let text = tree.source();
    let (outer, span) = (tree.span(decl), tree.span(spec));
    let inserter = Inserter::new(text);
    let parent = tree.parent(spec)?;
    let specs: Vec<NodeId> = tree.children(parent).filter(|&c| tree.kind(c) == tree.kind(spec)).collect();
    if specs.len() == 1 {
        let lines = inserter.own_lines(outer)?;
        let start = doc.map_or(lines.start, |doc| doc.start.min(lines.start));
        return Some(Edit::delete(inserter.with_blank(Span { start, ..lines })));
    }
    let has = |spec: NodeId, field| tree.child(spec, field).is_some();
    if specs.iter().any(|&s| has(s, Field::Type) && has(s, Field::Value)) {
        return None;
    }
    let lines = inserter.own_lines(span)?;
    let open = outer.start as usize + text[outer.start as usize..span.start as usize].find('(')?;
    Some(Edit::delete(inserter.with_blank(Span { start: comment_above(tree, open, lines.start), ..lines })))
}

/// Where the comment lines begin that stand directly above `at`, below the brace.
fn comment_above(tree: &Tree, brace: usize, at: u32) -> u32 {
    let text = tree.source();
    let mut start = at as usize;
    while let Some(above) = text[..start].strip_suffix('\n').map(|t| t.rfind('\n').map_or(0, |i| i + 1)) {
        if above <= brace || !text[above..start].trim_start().starts_with("//") {
            break;
        }
        start = above;
    }
    start as u32
}

/// Gives names to the parameters of a list in which none has one.
pub fn name_all(tree: &Tree, list: NodeId) -> Vec<Edit> {
    let nameless = |p: &NodeId| tree.children_in(*p, Field::Name).next().is_none();
    let params = tree.children(list).filter(|&p| matches!(tree.kind(p), Kind::Param | Kind::VariadicParam));
    params.filter(nameless).map(|p| Edit::insert(tree.span(p).start as usize, "_ ")).collect()
}
