//! `background-in-handler`: `context.Background()` or `context.TODO()` where a request is at hand.

use crate::contexts::detached::{self, DETACHED};
use crate::contexts::sources::Root;
use crate::{Applicability, Codemod, Finding, Pass};

pub const CODEMOD: Codemod = Codemod {
    name: "background-in-handler",
    summary: "A handler works under context.Background() or TODO() instead of the request's context",
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
    found.extend(detached::findings(pass, CODEMOD.name, Root::is_request));
}
