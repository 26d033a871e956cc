//! Imports: taking one away, adding one, and whether anything in the file still uses one.
//!
//! What a package is called is known to who asks, as far as it is on disk; else it is guessed from the import path, as
//! people do.

use super::Edit;
use super::inserter::Inserter;
use crate::facts::exports;
use crate::golang::lex::{Lexer, Token};
use crate::golang::needles::Needles;
use crate::golang::program::imports::guess_names;
use crate::golang::program::{File, Parsed};
use crate::golang::skim::Import;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::span::Span;
use std::sync::Arc;

/// Takes an import away with its line: the comment behind it goes along, and the comment directly above it if the
/// import stands alone in its group of lines, or the comment names its package. An emptied declaration goes as a whole;
/// one with a single import left keeps its parentheses.
pub fn remove_import(file: &File, import: &Import) -> Edit {
    let inserter = Inserter::new(&file.text);
    let mates = file.skim.imports.iter().filter(|i| i.decl == import.decl).count();
    let inside = &file.text[import.decl.range()];
    let only = mates == 1 && (!import.grouped || !inside.contains("//") && !inside.contains("/*"));
    let span = if only { import.decl } else { import.span };
    match inserter.own_lines(span) {
        Some(lines) => {
            let about = file.text[import.span.range()].rsplit(['/', '"']).find(|part| !part.is_empty());
            Edit::delete(inserter.with_blank(with_comment_above(&file.text, lines, about)))
        }
        None => inserter.delete_stmt(span),
    }
}

/// The lines, and the comment lines above if the next line is none that they could be about as well, or they say that
/// they are `about` the package.
fn with_comment_above(text: &str, lines: Span, about: Option<&str>) -> Span {
    let next = text[lines.end as usize..].lines().next().unwrap_or_default().trim();
    let above = comment_above(text, lines);
    let names = |name: &str| {
        text[above.start as usize..lines.start as usize]
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word == name)
    };
    if next.is_empty() || next.starts_with(')') || about.is_some_and(names) { above } else { lines }
}

/// The lines, and the comment lines right above them.
fn comment_above(text: &str, lines: Span) -> Span {
    let mut start = lines.start as usize;
    loop {
        let above = text[..start].trim_end_matches('\n').rfind('\n').map_or(0, |i| i + 1);
        // One line end only: a blank line ends the comment's reach.
        let line = &text[above..start];
        if !line.trim_start().starts_with("//") || line.matches('\n').count() != 1 {
            return Span::new(start, lines.end as usize);
        }
        start = above;
    }
}

/// Adds the import of a package of the standard library, sorted into its group. `None` if the file has it already
/// under some name that can be written before a dot, or has no package clause.
pub fn add_import(file: &File, path: &str) -> Option<Edit> {
    let text = &*file.text;
    let usable = |i: &&Import| i.name.is_none_or(|n| !matches!(&text[n.range()], "_" | "."));
    if file.skim.imports.iter().filter(|i| i.path == path).any(|i| usable(&i)) {
        return None;
    }
    let inserter = Inserter::new(text);
    let line = format!("\"{path}\"");
    if let Some(group) = std_group(file) {
        return Some(into_group(text, &group, path, &line));
    }
    let others: Vec<&Import> = file.skim.imports.iter().filter(|i| i.path != "C").collect();
    if let Some(first) = others.iter().find(|i| i.grouped) {
        // Only packages from elsewhere: a group of its own, above theirs.
        let open = first.decl.start as usize + text[first.decl.range()].find('(')? + 1;
        let eol = inserter.line_ending(open);
        return Some(Edit::insert(open, format!("{eol}\t{line}{eol}")));
    }
    match others.as_slice() {
        [] => {
            let end = file.skim.package?.end as usize;
            let eol = inserter.line_ending(end);
            let edit = inserter.line_after(end, "", &[&format!("import {line}")]);
            Some(Edit { text: format!("{eol}{}", edit.text), ..edit })
        }
        [one] => Some(grouped_with(file, one, path, &line)),
        [first, ..] => {
            let behind = others.iter().take_while(|i| i.path.as_str() < path).last();
            let line = format!("import {line}");
            Some(match behind {
                Some(i) => inserter.line_after(i.decl.end as usize, "", &[&line]),
                None => inserter.line_before(first.decl.start as usize, &[&line]),
            })
        }
    }
}

/// `import "x"` becomes a parenthesised declaration of two.
fn grouped_with(file: &File, one: &Import, path: &str, line: &str) -> Edit {
    let eol = Inserter::new(&file.text).line_ending(one.decl.start as usize);
    let spec = &file.text[one.span.range()];
    let body = match (is_std(&one.path), one.path.as_str() < path) {
        (true, true) => format!("\t{spec}{eol}\t{line}"),
        (true, false) => format!("\t{line}{eol}\t{spec}"),
        (false, _) => format!("\t{line}{eol}{eol}\t{spec}"),
    };
    Edit::replace(one.decl, format!("import ({eol}{body}{eol})"))
}

/// The first run of neighbouring lines in a parenthesised declaration that only imports the standard library.
fn std_group(file: &File) -> Option<Vec<&Import>> {
    let mut runs: Vec<Vec<&Import>> = Vec::new();
    for import in file.skim.imports.iter().filter(|i| i.grouped) {
        let joins = |last: &Import| {
            let between =
                file.text.get(last.span.end as usize..import.span.start as usize).unwrap_or_default();
            last.decl == import.decl && !between.replace("\r\n", "\n").contains("\n\n")
        };
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| joins(last)) => run.push(import),
            _ => runs.push(vec![import]),
        }
    }
    runs.into_iter().find(|run| run.iter().all(|i| is_std(&i.path)))
}

fn into_group(text: &str, group: &[&Import], path: &str, line: &str) -> Edit {
    let inserter = Inserter::new(text);
    let behind = group.iter().take_while(|i| i.path.as_str() < path).last();
    if let Some(last) = behind {
        return inserter.line_after(last.span.end as usize, "\t", &[line]);
    }
    let first = group[0].span.start as usize;
    inserter.line_before(first, &[line])
}

/// Whether an import path is of the standard library: no dot in its first element. (A module may be named so too;
/// then it is grouped with the standard library, as goimports does.)
pub fn is_std(path: &str) -> bool {
    path != "C" && !path.split('/').next().unwrap_or_default().contains('.')
}

/// The names under which the file may mention an import's package, which is called `name` if that is known, likely ones
/// first; none for `_`, `.` and cgo.
pub fn names(file: &File, import: &Import, name: Option<Arc<str>>) -> Vec<String> {
    match import.name.map(|n| &file.text[n.range()]) {
        Some("_" | ".") => Vec::new(),
        Some(own) => vec![own.to_owned()],
        None if import.path == "C" => Vec::new(),
        None => name.map_or_else(|| guess_names(&import.path), |name| vec![name.to_string()]),
    }
}

/// What the import, which is one with a dot, may bring into the file under its own name, as far as that is known.
pub fn dotted(file: &File, import: &Import) -> Option<&'static [&'static str]> {
    let is_dot = import.name.is_some_and(|n| &file.text[n.range()] == ".");
    exports::of(&import.path).filter(|_| is_dot)
}

/// Whether a declaration of the file mentions one of the names that a dot import brings, where no local of the same
/// name hides it. Nothing of the package itself can have one of these names (Go spec, «Import declarations»).
pub fn is_used_bare(file: &File, names: &[&str]) -> bool {
    let needles = Needles::new(names);
    (0..file.skim.decls.len()).any(|decl| {
        needles.any(&file.text[file.skim.decls[decl].span.range()])
            && file.parsed(decl).map_or(true, |parsed| {
                let Parsed { tree, scopes, .. } = &**parsed;
                let here = |n: &NodeId| tree.kind(*n).is_name() && names.contains(&tree.text(*n));
                tree.subtree(tree.root()).filter(here).any(|n| scopes.resolve(n).is_none())
            })
    })
}

/// Whether a declaration of the file mentions a package by this name: before a dot, where no local of the same
/// name hides it. In a declaration without a tree every mention before a dot counts.
pub fn is_used(file: &File, name: &str) -> bool {
    let needles = Needles::new(&[name]);
    (0..file.skim.decls.len()).any(|decl| {
        let text = &file.text[file.skim.decls[decl].span.range()];
        needles.any(text)
            && match file.parsed(decl) {
                Ok(parsed) => is_used_in(parsed, name),
                Err(_) => is_mentioned(text, name),
            }
    })
}

fn is_used_in(parsed: &Parsed, name: &str) -> bool {
    let Parsed { tree, scopes, .. } = parsed;
    let qualifies = |n: NodeId| {
        let field = tree.field(n);
        let selects =
            field == Field::Operand && tree.parent(n).is_some_and(|p| tree.kind(p) == Kind::Selector);
        selects || field == Field::Package || tree.kind(n) == Kind::PackageIdent
    };
    let here = |n: &NodeId| tree.kind(*n).is_name() && tree.text(*n) == name;
    tree.subtree(tree.root()).filter(here).any(|n| qualifies(n) && scopes.resolve(n).is_none())
}

fn is_mentioned(text: &str, name: &str) -> bool {
    let tokens: Vec<_> = Lexer::new(text).filter(|t| t.token != Token::Comment).collect();
    tokens.windows(2).enumerate().any(|(i, pair)| {
        let after_dot = i > 0 && tokens[i - 1].text(text) == ".";
        pair[0].text(text) == name && pair[1].text(text) == "." && !after_dot
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edits::{EditSet, gofmt::assert_clean};
    use std::path::Path;

    fn file(text: &str) -> File {
        File::new(Path::new("/m/a.go").into(), text.into())
    }

    #[track_caller]
    fn done(text: &str, edit: Edit) -> String {
        let out = EditSet::new(vec![edit]).unwrap().apply(text);
        assert_clean(&out);
        out
    }

    #[track_caller]
    fn removed(text: &str, path: &str) -> String {
        let f = file(text);
        done(text, remove_import(&f, f.skim.imports.iter().find(|i| i.path == path).unwrap()))
    }

    #[test]
    fn removing() {
        let cases: &[(&str, &str, &str)] = &[
            ("package p\n\nimport \"x\"\n\nvar a = 1\n", "x", "package p\n\nvar a = 1\n"),
            ("package p\n\nimport \"x\" // for y\n\nvar a = 1\n", "x", "package p\n\nvar a = 1\n"),
            ("package p\n\nimport \"x\"\nimport \"y\"\n", "x", "package p\n\nimport \"y\"\n"),
            ("package p\n\nimport (\n\t\"x\"\n\t\"y\"\n)\n", "x", "package p\n\nimport (\n\t\"y\"\n)\n"),
            (
                "package p\n\nimport (\n\t\"x\"\n\n\t\"a.b/y\"\n)\n",
                "x",
                "package p\n\nimport (\n\t\"a.b/y\"\n)\n",
            ),
            (
                "package p\n\nimport (\n\t\"x\"\n\n\t\"a.b/y\"\n)\n",
                "a.b/y",
                "package p\n\nimport (\n\t\"x\"\n)\n",
            ),
            (
                "package p\n\nimport (\n\t\"x\"\n\n\t\"a.b/y\"\n\n\t\"z\"\n)\n",
                "a.b/y",
                "package p\n\nimport (\n\t\"x\"\n\n\t\"z\"\n)\n",
            ),
            ("package p\n\nimport (\n\t\"x\"\n)\n\nvar a = 1\n", "x", "package p\n\nvar a = 1\n"),
            (
                "package p\n\nimport (\n\t\"w\"\n\n\t// For y.\n\t\"x\" // or z\n)\n",
                "x",
                "package p\n\nimport (\n\t\"w\"\n)\n",
            ),
            (
                "package p\n\nimport (\n\t// Standard.\n\t\"x\"\n\t\"y\"\n)\n",
                "x",
                "package p\n\nimport (\n\t// Standard.\n\t\"y\"\n)\n",
            ),
            (
                "package p\n\nimport (\n\t// Only x knows.\n\t\"a/x\"\n\t\"a/y\"\n)\n",
                "a/x",
                "package p\n\nimport (\n\t\"a/y\"\n)\n",
            ),
            ("package p\r\n\r\nimport \"x\"\r\n\r\nvar a = 1\r\n", "x", "package p\r\n\r\nvar a = 1\r\n"),
        ];
        for (text, path, want) in cases {
            assert_eq!(removed(text, path), *want);
        }
    }

    #[test]
    fn adding() {
        let cases: &[(&str, &str)] = &[
            ("package p // doc\n\nvar a = 1\n", "package p // doc\n\nimport \"context\"\n\nvar a = 1\n"),
            ("package p\n", "package p\n\nimport \"context\"\n"),
            ("package p\n\nimport \"os\"\n", "package p\n\nimport (\n\t\"context\"\n\t\"os\"\n)\n"),
            (
                "package p\n\nimport y \"a.b/y\"\n",
                "package p\n\nimport (\n\t\"context\"\n\n\ty \"a.b/y\"\n)\n",
            ),
            (
                "package p\n\nimport \"a\"\nimport \"os\"\n",
                "package p\n\nimport \"a\"\nimport \"context\"\nimport \"os\"\n",
            ),
            (
                "package p\n\nimport (\n\t\"bufio\" // x\n\t\"os\"\n)\n",
                "package p\n\nimport (\n\t\"bufio\" // x\n\t\"context\"\n\t\"os\"\n)\n",
            ),
            (
                "package p\n\nimport (\n\t\"os\"\n\n\t\"a.b/y\"\n)\n",
                "package p\n\nimport (\n\t\"context\"\n\t\"os\"\n\n\t\"a.b/y\"\n)\n",
            ),
            (
                "package p\n\nimport (\n\t\"a.b/y\"\n)\n",
                "package p\n\nimport (\n\t\"context\"\n\n\t\"a.b/y\"\n)\n",
            ),
            (
                "package p\n\n// #include <x.h>\nimport \"C\"\n",
                "package p\n\nimport \"context\"\n\n// #include <x.h>\nimport \"C\"\n",
            ),
            (
                "package p\r\n\r\nimport \"os\"\r\n",
                "package p\r\n\r\nimport (\r\n\t\"context\"\r\n\t\"os\"\r\n)\r\n",
            ),
        ];
        for (text, want) in cases {
            assert_eq!(done(text, add_import(&file(text), "context").unwrap()), *want);
        }
        assert!(add_import(&file("package p\n\nimport c \"context\"\n"), "context").is_none());
        assert!(add_import(&file("package p\n\nimport _ \"context\"\n"), "context").is_some());
    }

    #[test]
    fn uses_are_bindings_not_names() {
        let used = |body: &str| is_used(&file(&format!("package p\n\n{body}\n")), "context");
        assert!(used("func f(ctx context.Context) {}"));
        assert!(used("func f() { x := context.TODO() }"));
        assert!(used("var _ = map[string]context.Context{}"));
        assert!(used("func f[T context.Context](t T) {}"));
        assert!(used("func f() { x := context.TODO( }"), "half-written: a mention counts");
        assert!(!used("func f(context T) { context.Do() }"));
        assert!(!used("func f() { a.context.Do() }"));
        assert!(!used("func f() { context() }"));
        assert!(!used("// context.TODO()\nfunc f() { _ = \"context.TODO()\" }"));
    }

    #[test]
    fn names_are_guessed_from_paths() {
        let names = |path: &str| {
            let f = file(&format!("package p\n\nimport \"{path}\"\n"));
            names(&f, &f.skim.imports[0], None)
        };
        assert_eq!(names("net/http"), ["http"]);
        assert!(names("github.com/go-chi/chi/v5").contains(&"chi".to_owned()));
        assert!(names("gopkg.in/yaml.v3").contains(&"yaml".to_owned()));
        assert!(names("github.com/x/go-redis").contains(&"redis".to_owned()));
    }
}
