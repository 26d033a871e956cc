//! Codemods that are nothing but toys: they swap words, and some of them fight, grow or break what they touch.

use crate::edits::{Edit, EditSet};
use crate::golang::syntax::Kind;
use crate::span::Span;
use crate::{Applicability, Codemod, Finding, Fix, Pass};
use std::path::Path;

/// Reports every identifier `from`, and replaces it by `to` in its file.
pub(super) fn swap(
    pass: &Pass,
    out: &mut Vec<Finding>,
    name: &'static str,
    from: &str,
    to: &str,
    how: Applicability,
) {
    let tree = &pass.site.parsed.tree;
    let path = &pass.site.file.path;
    for n in tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::Ident && tree.text(n) == from) {
        let edits = EditSet::new(vec![Edit::replace(tree.span(n), to)]).unwrap();
        let fix = Fix::of(path.clone(), edits);
        let message = format!("{from} is not {to}");
        out.push(Finding::new(pass.site, name, tree.span(n), message).with_fix(Some(fix), how));
    }
}

macro_rules! toy {
    ($name:ident, $word:literal, $from:literal => $to:expr, $how:ident) => {
        pub(super) static $name: Codemod = Codemod {
            name: $word,
            summary: "a toy",
            needles: &[$from],
            worth: |_| true,
            only: None,
            wants_producers: false,
            wants_twins: false,
            globals: None,
            best: Applicability::$how,
            on_by_default: true,
            explain: "",
            check: |pass, out| swap(pass, out, $word, $from, $to, Applicability::$how),
        };
    };
}

pub(super) use toy;

toy!(FOO, "foo", "foo" => "bar", Safe);
toy!(BAR, "bar", "bar" => "bazaar", Unsafe);
toy!(PING, "ping", "ping" => "pong", Safe);
toy!(PONG, "pong", "pong" => "ping", Safe);
toy!(GROW, "grow", "grow" => "grow(grow)", Safe);
toy!(BREAK, "break", "whole" => "whole((", Safe);
toy!(NOTE, "note", "note" => "", None);
toy!(RIVAL, "rival", "foo" => "rivalled", Safe);

/// Finds `foo` only where no `foo` stands before it in the declaration.
pub(super) static NEXT: Codemod = Codemod {
    name: "next",
    check: |pass, out| {
        swap(pass, out, "next", "foo", "bar", Applicability::Safe);
        out.truncate(1);
    },
    ..FOO
};

/// Finds `foo` only where no `bar` stands in the declaration.
pub(super) static SHY: Codemod = Codemod {
    name: "shy",
    check: |pass, out| {
        if !pass.site.tree().text(pass.site.tree().root()).contains("bar") {
            swap(pass, out, "shy", "foo", "bar", Applicability::Safe);
        }
    },
    ..FOO
};

/// The same, but elsewhere the fix is missing.
pub(super) static HELPLESS: Codemod = Codemod {
    name: "helpless",
    check: |pass, out| {
        swap(pass, out, "helpless", "foo", "bar", Applicability::Safe);
        if pass.site.tree().text(pass.site.tree().root()).contains("bar") {
            for finding in out {
                finding.trust(Applicability::None);
            }
        }
    },
    ..FOO
};

/// Replaces a whole call `context.TODO()` or `use(x)` by `nil`.
pub(super) static NILS: Codemod = Codemod {
    name: "nils",
    needles: &["TODO", "use"],
    check: |pass, out| {
        let tree = &pass.site.parsed.tree;
        for n in tree.subtree(tree.root()) {
            let hit = tree.text(n) == "context.TODO()" || tree.text(n).starts_with("use(");
            if tree.kind(n) == Kind::Call && hit {
                let edits = EditSet::new(vec![Edit::replace(tree.span(n), "nil")]).unwrap();
                let fix = Fix::of(pass.site.file.path.clone(), edits);
                let finding = Finding::new(pass.site, "nils", tree.span(n), "not nil".into());
                out.push(finding.with_fix(Some(fix), Applicability::Safe));
            }
        }
    },
    ..FOO
};

/// Renames `everywhere` in the files `/m/a.go` and `/m/b.go` at once.
pub(super) static MULTI: Codemod = Codemod {
    name: "multi",
    summary: "a toy",
    needles: &["everywhere"],
    worth: |_| true,
    only: None,
    wants_producers: false,
    wants_twins: false,
    globals: None,
    best: Applicability::Safe,
    on_by_default: true,
    explain: "",
    check: |pass, out| {
        let text = &pass.site.file.text;
        let Some(at) = text.find("everywhere").filter(|_| pass.site.file.path.ends_with("a.go")) else {
            return;
        };
        let mut fix = Fix::default();
        for name in ["/m/a.go", "/m/b.go"] {
            let Some(file) = pass.site.program.file(Path::new(name)) else { return };
            let Some(at) = file.text.find("everywhere") else { return };
            let edit = Edit::replace(Span::new(at, at + 10), "nowhere");
            fix.edits.insert(file.path.clone(), EditSet::new(vec![edit]).unwrap());
        }
        let finding = Finding::new(pass.site, "multi", Span::new(at, at + 10), "everywhere".into());
        out.push(finding.with_fix(Some(fix), Applicability::Safe));
    },
};
