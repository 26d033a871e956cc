//! `background-with-ctx`: `context.Background()` or `context.TODO()` where the function has a context.

use crate::contexts::detached::{self, DETACHED};
use crate::{Applicability, Codemod, Finding, Pass};

pub const CODEMOD: Codemod = Codemod {
    name: "background-with-ctx",
    summary: "A function that has a context passes context.Background() or TODO() on",
    needles: DETACHED,
    wants_producers: false,
    wants_twins: false,
    globals: None,
    worth: |glance| glance.may_have_source(DETACHED),
    only: None,
    best: Applicability::Unsafe,
    on_by_default: true,
    explain: include_str!("explain.md"),
    check,
};

fn check(pass: &Pass, found: &mut Vec<Finding>) {
    found.extend(detached::findings(pass, CODEMOD.name, |root| !root.is_request()));
}
