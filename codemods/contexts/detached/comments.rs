//! Comments that say why a context is detached: who writes one knows what they do.

mod goes_on;
pub mod own;
mod words;

use crate::contexts::asks::asked;
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::cancellation::tells_of_end;
use crate::contexts::harmless::{only_asks, only_tells};
use crate::facts;
use crate::golang::program::Site;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::span::Span;
use goes_on::{says_that_it_goes_on, warns_of_another};
use own::{above, behind, doc, of_author, rest_of_line, said};
use words::{
    APART, APART_FROM_CALLER, APPROVED, ASKED, CARRIED, CONTEXT, CONTEXT_ITSELF, DESPITE, END,
    ENDS_WITH_OWNER, FOR_WANT_OF_PARAMETERS, GOES_ON, LAST, LASTS, LEFT, MADE, MADE_APART, NEVER_ENDS, NO,
    NOT_CALLED, OF_ANOTHER, ON_PURPOSE, PRETENDS, PURPOSE, ROOTS, SEVERAL, TIED, TO_PASS_ON, WAITING,
    WITH_INTENT,
};

/// Whether a comment says why the context at `place` is what it is; not what it says of a call that only asks whether
/// that has ended, as its name and body say: `// check for cancellation`.
pub fn is_explained(site: Site, place: NodeId) -> bool {
    let asks = || {
        passed_to(site, place).is_some_and(|call| {
            called_name(site, call).is_some_and(facts::words::asks_for_end) && only_asks(site, call, place)
        })
    };
    says_why(site, place) && !asks()
}

/// Whether a comment above the statement around `node`, above the go statement that starts it, or above its own line,
/// or behind one of these on its line, speaks of contexts and their end. Not one that says that something is still to
/// be done, unless that is to be another context than the one at hand.
pub fn says_why(site: Site, node: NodeId) -> bool {
    says_why_of(site, node, CONTEXT)
}

/// The same, where a comment that something goes on in the background says what a goroutine is for, and not which
/// context it is to have.
pub fn says_why_beyond_background(site: Site, node: NodeId) -> bool {
    says_why_of(site, node, CONTEXT_ITSELF)
}

/// The same, by comments that use one of the words `context` for it.
fn says_why_of(site: Site, node: NodeId, context: &[&str]) -> bool {
    let tree = site.tree();
    let Some(stmt) = tree.stmt_of(node) else { return false };
    let own_line = |n: NodeId| {
        let start = tree.span(n).start as usize;
        explains(&above(site, start), &behind(site, start), context)
    };
    own_line(stmt)
        || own_line(node)
        || go_around(site, node).is_some_and(own_line)
        || literals_around(site, node).any(own_line)
        || is_announced_as_clean_up(site, stmt)
        || is_warned_of(site, stmt)
        || says_why_at_head(site, stmt, context)
        || says_why_of_argument(site, node)
        || says_why_before(site, node)
        || says_why_of_block(site, stmt, context)
        || says_why_of_run(site, stmt, context)
        || says_why_of_function(site)
}

/// Whether a sentence of the comment on the function that is declared says that it does not follow its callers on
/// purpose: «b deliberately uses its own context», «must finish even if the caller has gone».
fn says_why_of_function(site: Site) -> bool {
    let has_body = site.file.skim.decls.get(site.decl).is_some_and(|d| d.body.is_some());
    let Some(doc) = doc(site.file, site.decl).filter(|d| has_body && !is_to_do(d)) else { return false };
    let joined = doc.replace("\n//", " ");
    joined.split(". ").any(|sentence| {
        let has = |words| uses(sentence, words);
        has(CONTEXT) && has(WITH_INTENT)
            || has(WAITING) && has(&["even", "regardless", "irrespective"]) && has(LEFT)
            || has(APART_FROM_CALLER) && has(&["caller", "callers", "request"])
    })
}

/// Whether a comment above the statements that `stmt` stands among, with no blank line in between, sets a context
/// apart: it is about all of them.
fn says_why_of_run(site: Site, stmt: NodeId, context: &[&str]) -> bool {
    let (text, tree) = (&site.file.text, site.tree());
    let sets_apart = |c: &str| uses(c, context) && (uses(c, MADE_APART) || uses(c, GOES_ON)) && !is_to_do(c);
    let mut at = stmt;
    while let Some(before) = tree.prev_sibling(at) {
        let gap = &text[tree.span(before).end as usize..tree.span(at).start as usize];
        if gap.matches('\n').count() > 1 {
            return false;
        }
        if above(site, tree.span(before).start as usize).iter().any(|c| sets_apart(c)) {
            return true;
        }
        at = before;
    }
    false
}

/// Whether a comment at the head of a bare block around `stmt` says why: it is about all of the block.
fn says_why_at_head(site: Site, stmt: NodeId, context: &[&str]) -> bool {
    let tree = site.tree();
    let is_bare = |&b: &NodeId| {
        tree.kind(b) == Kind::Block && tree.parent(b).is_some_and(|p| tree.kind(p) == Kind::Block)
    };
    let blocks = tree.ancestors(stmt).take_while(|&a| !tree.kind(a).is_func()).filter(is_bare);
    blocks.into_iter().any(|b| {
        let first = tree.stmts(b).next();
        first.is_some_and(|s| explains(&above(site, tree.span(s).start as usize), &[], context))
    })
}

/// Whether the comment on a constant of the package that is given to the same call says why: the limit is made for it.
fn says_why_of_argument(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    let args = passed_to(site, node).into_iter().flat_map(|call| tree.args(call));
    let mut names = args.filter(|&a| tree.kind(a) == Kind::Ident);
    names.any(|n| {
        let [decl] = site.package.values(tree.text(n)) else { return false };
        let file = site.package.files.get(decl.file);
        file.and_then(|f| doc(f, decl.decl)).is_some_and(|d| ROOTS.iter().any(|root| d.contains(root)))
    })
}

/// Whether what is logged right before the statement says that it cleans up: `log.Debug("cleaning up dead process")`.
fn is_announced_as_clean_up(site: Site, stmt: NodeId) -> bool {
    const SAID: [&str; 6] =
        ["cleaning up", "cleanup", "rolling back", "reverting", "undoing", "tearing down"];
    let tree = site.tree();
    let says = |n: NodeId| {
        let text = tree.text(n).trim_matches(['"', '`']).to_ascii_lowercase();
        matches!(tree.kind(n), Kind::String | Kind::RawString) && SAID.iter().any(|s| text.starts_with(s))
    };
    let before = tree.prev_sibling(stmt).filter(|&s| only_tells(site, s));
    before.is_some_and(|s| tree.subtree(s).any(says))
}

/// Whether what is logged further up in the block says what comes of a stop: «if it is stopped, the data may become
/// corrupted».
fn is_warned_of(site: Site, stmt: NodeId) -> bool {
    const STOPPED: [&str; 5] = ["stopped", "interrupt", "killed", "aborted", "ctrl-c"];
    const HARM: [&str; 4] = ["corrupt", "damage", "inconsistent", "data loss"];
    let tree = site.tree();
    let warns = |n: NodeId| {
        let text = tree.text(n).to_ascii_lowercase();
        matches!(tree.kind(n), Kind::String | Kind::RawString)
            && STOPPED.iter().any(|w| text.contains(w))
            && HARM.iter().any(|w| text.contains(w))
    };
    let mut before = std::iter::successors(tree.prev_sibling(stmt), |&s| tree.prev_sibling(s));
    before.any(|s| only_tells(site, s) && tree.subtree(s).any(warns))
}

/// The statement that starts the literal directly around `node`: `go func() { … }()`, `group.Go(func() { … })`.
fn go_around(site: Site, node: NodeId) -> Option<NodeId> {
    let tree = site.tree();
    let literal = tree.enclosing_func(node)?;
    let call = match tree.field(literal) {
        Field::Function => tree.parent(literal)?,
        _ => passed_to(site, literal).filter(|&c| called_name(site, c) == Some("Go"))?,
    };
    tree.parent(call).filter(|&s| matches!(tree.kind(s), Kind::Go | Kind::ExprStmt))
}

/// The statements that give the literals around `node` to something: `retry(func() error { … })`.
fn literals_around(site: Site<'_>, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    let tree = site.tree();
    let literals = tree.ancestors(node).filter(move |&a| tree.kind(a) == Kind::FuncLit);
    literals.filter_map(move |l| passed_to(site, l)).filter_map(move |c| tree.stmt_of(c))
}

/// Whether a comment above a branch around `stmt`, in the same function, sets the context apart that is made there; or
/// one above a check whether the context has ended, right before `stmt`, says that what follows goes on.
fn says_why_of_block(site: Site, stmt: NodeId, context: &[&str]) -> bool {
    let tree = site.tree();
    let comments = |n: NodeId| above(site, tree.span(n).start as usize);
    let sets_apart = |c: &str| uses(c, context) && uses(c, MADE_APART) && !is_to_do(c);
    let branches = tree.ancestors(stmt).take_while(|&a| !tree.kind(a).is_func());
    let mut branches = branches.filter(|&a| tree.kind(a) == Kind::If && tree.field(a) == Field::Stmt);
    let guard = tree.prev_sibling(stmt).filter(|&s| tree.kind(s) == Kind::If && asks_for_end(site, s));
    branches.any(|b| comments(b).iter().any(|c| sets_apart(c)))
        || guard.is_some_and(|g| explains(&comments(g), &[], context))
}

/// `if ctx.Err() != nil { … }`
fn asks_for_end(site: Site, branch: NodeId) -> bool {
    let condition = site.tree().child(branch, Field::Condition);
    condition.is_some_and(|c| tells_of_end(site, c) == Some(true))
}

/// Whether a comment above the statement around `node`, or behind it, says why it waits so: it speaks of contexts and
/// their end; or one there, or above a branch around it, says that the wait stands for something else.
pub fn says_why_it_waits(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    let Some(start) = tree.stmt_of(node).map(|s| tree.span(s).start as usize) else { return false };
    let mut comments = above(site, start).into_iter().chain(behind(site, start));
    let says =
        |c: &str| [CONTEXT, GOES_ON, PRETENDS, WITH_INTENT].iter().any(|words| uses(c, words)) || approves(c);
    if behind(site, start).iter().any(|c| silences_wait(c)) {
        return true;
    }
    let mut branches = tree.ancestors(node).filter(|&a| tree.kind(a) == Kind::If);
    let pretends = |b| above(site, tree.span(b).start as usize).iter().any(|c| uses(c, PRETENDS));
    comments.any(|c| !is_to_do(c) && says(c)) || branches.any(pretends) || says_why_it_asks_last(site, node)
}

/// Whether a comment on the statement that asks, before `node` in the same block, whether a context has ended says that
/// it asks last: what it waits for is to be looked at once more before.
fn says_why_it_asks_last(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    let before = std::iter::successors(tree.stmt_of(node), |&s| tree.prev_sibling(s)).skip(1);
    let asks = |&s: &NodeId| {
        let mut calls = tree.calls(s);
        calls.any(|c| asked(site, c).is_some_and(|(asked, _)| asked.for_error()))
    };
    let says = |s: NodeId| {
        let comments = above(site, tree.span(s).start as usize);
        // A comment of several lines is one.
        let said = comments.join(" ");
        uses(&said, CONTEXT_ITSELF) && uses(&said, ASKED) && uses(&said, LAST)
    };
    before.filter(asks).any(says)
}

/// Whether a comment above the statement around `node`, or behind it, says of the context there that nothing ends it:
/// «the non-cancelable context of the server».
pub fn says_that_it_never_ends(site: Site, node: NodeId) -> bool {
    let Some(start) = site.tree().stmt_of(node).map(|s| site.tree().span(s).start as usize) else {
        return false;
    };
    let mut comments = above(site, start).into_iter().chain(behind(site, start));
    comments.any(|c| {
        let text = c.to_ascii_lowercase();
        NEVER_ENDS.iter().any(|says| text.contains(says))
    })
}

/// `//nolint`, `//nolint:forbidigo`: who keeps a linter quiet that asks for another way to wait knows of the wait.
fn silences_wait(comment: &str) -> bool {
    const LINTERS: [&str; 3] = ["forbidigo", "noctx", "contextcheck"];
    let names =
        comment.strip_prefix("//nolint").map(|rest| rest.split_whitespace().next().unwrap_or_default());
    names.is_some_and(|n| !n.starts_with(':') || n[1..].split(',').any(|l| LINTERS.contains(&l)))
}

/// «Busy-wait is acceptable here.»
fn approves(comment: &str) -> bool {
    let text = comment.to_ascii_lowercase();
    let approved = APPROVED.iter().any(|a| text.contains(a));
    approved && !uses(&text, &["not", "until", "when", "if", "isn"])
}

/// Whether a comment directly above the statement `stmt` speaks of the variable `name`, and not of what the word means.
pub fn speaks_of(site: Site, stmt: NodeId, name: &str) -> bool {
    let comments = above(site, site.tree().span(stmt).start as usize);
    let is_word = !name.contains(char::is_uppercase);
    let speaks = |c: &str| if is_word { c.contains(&format!("{name}()")) } else { uses(c, &[name]) };
    comments.iter().any(|c| speaks(c) && !is_to_do(c))
}

/// Whether a comment directly above the statement `stmt` says that a release is left out on purpose, or cannot be
/// called.
pub fn says_that_it_is_kept(site: Site, stmt: NodeId) -> bool {
    let comments = above(site, site.tree().span(stmt).start as usize);
    let speaks = |words: &[&str]| comments.iter().any(|c| uses(c, words));
    let says_not = || {
        let text = comments.iter().rev().map(|c| c.to_ascii_lowercase()).collect::<Vec<_>>().join(" ");
        NOT_CALLED.iter().any(|not| text.contains(not)) && (text.contains("cancel") || text.contains("leak"))
    };
    !comments.iter().any(|c| is_to_do(c)) && (speaks(GOES_ON) && speaks(WITH_INTENT) || says_not())
}

/// Whether a comment directly above the statement `stmt`, or behind it on its line, says something of it, and not that
/// it is still to be done.
pub fn is_commented(site: Site, stmt: NodeId) -> bool {
    let start = site.tree().span(stmt).start as usize;
    let comments: Vec<&str> = above(site, start).into_iter().chain(behind(site, start)).collect();
    !comments.is_empty() && !comments.iter().any(|c| is_to_do(c))
}

/// Whether a comment on the line of `node` keeps the linter quiet that asks for the caller's context: who uses there
/// what was made of a detached one has thought about it.
pub fn silences_contextcheck(site: Site, node: NodeId) -> bool {
    let start = site.tree().span(node).start as usize;
    behind(site, start).iter().any(|c| c.starts_with("//nolint") && c.contains("contextcheck"))
}

/// Whether a comment further up in the declaration, or that on it, says that the context is context.Background():
/// what the author has in mind is this one, unless another stands in between.
fn says_why_before(site: Site, node: NodeId) -> bool {
    let (text, tree) = (&site.file.text, site.tree());
    let doc = site.file.skim.decls.get(site.decl).and_then(|d| d.doc);
    let (from, to) = (tree.span(tree.root()).start, tree.span(node).start);
    let before = of_author(site).rev().filter(|c| (from..to).contains(&c.start));
    let is_this_one = |c: &Span| {
        let between = &text[c.end.max(from) as usize..to as usize];
        !ROOTS.iter().any(|root| between.contains(root))
    };
    let is_of_several = |comment: &str| uses(comment, SEVERAL) || is_on_purpose(comment);
    before.chain(doc.iter()).any(|c| {
        let comment = &*said(site.file, *c);
        (is_this_one(c) || is_of_several(comment))
            && uses(comment, &["background"])
            && uses(comment, &["context", "contexts", "ctx"])
            && !is_to_do(comment)
    })
}

/// The same of a variable of the package, which `spec` declares; what stands above a group is about all of it.
pub fn says_why_of_variable(site: Site, spec: NodeId) -> bool {
    let span = site.tree().span(spec);
    let doc = doc(site.file, site.decl);
    let comments: Vec<&str> = doc.as_deref().into_iter().chain(above(site, span.start as usize)).collect();
    // The comment behind a variable that is declared alone is not part of its declaration.
    let behind = rest_of_line(site.file, span.end as usize);
    explains(&comments, &[&behind], CONTEXT) || comments.iter().chain([&&*behind]).any(|c| uses(c, LASTS))
}

/// Whether a comment on the field that `decl` declares says that the context ends with the struct.
pub fn says_that_it_lasts(site: Site, decl: NodeId) -> bool {
    says_of_field(site, decl, ENDS_WITH_OWNER)
}

/// Whether a comment on the field that `decl` declares says that the context is there for the values it carries.
pub fn says_that_it_carries(site: Site, decl: NodeId) -> bool {
    says_of_field(site, decl, CARRIED)
}

fn says_of_field(site: Site, decl: NodeId, words: &[&str]) -> bool {
    let span = site.tree().span(decl);
    let behind = rest_of_line(site.file, span.end as usize);
    let comments = above(site, span.start as usize);
    !comments.iter().any(|c| is_to_do(c)) && comments.iter().chain([&&*behind]).any(|c| uses(c, words))
}

/// Whether a comment above the field that `decl` declares says that it is there because of an interface, or because
/// what reads it has no parameter for it.
pub fn says_that_it_adapts(site: Site, decl: NodeId) -> bool {
    let comments = above(site, site.tree().span(decl).start as usize);
    comments.iter().any(|c| uses(c, FOR_WANT_OF_PARAMETERS))
}

/// Whether a comment on the field that `decl` declares, or on its struct, speaks of the context that it keeps.
pub fn speaks_of_context(site: Site, decl: NodeId) -> bool {
    let doc = doc(site.file, site.decl);
    let of_struct =
        |c: &str| c.contains("context.Context") || uses(c, &["ctx"]) || uses(c, CONTEXT) && uses(c, GOES_ON);
    says_of_field(site, decl, CONTEXT)
        || says_of_field(site, decl, GOES_ON)
        || doc.as_deref().is_some_and(of_struct)
}

/// Whether the comments above a line, and behind it, say why, with one of the words `context` for what they speak of.
fn explains(above: &[&str], behind: &[&str], context: &[&str]) -> bool {
    if let Some(to_do) = above.iter().rposition(|c| is_to_do(c)) {
        // What is left to do may be something else than what was explained further up: the nearest line is the first.
        let (left, reason) = above.split_at(to_do + 1);
        if explains(reason, &[], context) && !left.iter().any(|c| uses(c, TO_PASS_ON)) {
            return true;
        }
        let of_context = above.iter().any(|c| uses(c, context));
        let is_of_another = |c: &&str| uses(c, OF_ANOTHER) || is_in_doubt(c);
        return of_context && (above.iter().any(is_of_another) || warns_of_another(above));
    }
    let goes_on = |c: &str| {
        says_that_it_goes_on(c)
            || (uses(c, WAITING) || uses(c, END)) && uses(c, DESPITE)
            || uses(c, TIED) && uses(c, NO)
            || c.contains("empty context")
    };
    let says_purpose = || above.iter().any(|c| uses(c, PURPOSE));
    let set_apart = |c: &str| uses(c, context) && (uses(c, APART) || uses(c, MADE) && says_purpose());
    above.iter().any(|c| set_apart(c) || goes_on(c)) || behind.iter().any(|c| goes_on(c))
}

/// Whether the comment names what makes the context, and says that it is no oversight: it «deliberately stays on
/// context.Background()».
fn is_on_purpose(comment: &str) -> bool {
    ROOTS.iter().any(|root| comment.contains(root))
        && [WITH_INTENT, ON_PURPOSE].iter().any(|words| uses(comment, words))
}

/// Whether the comment asks itself whether, and in which case, something should be done: «should this get ctx if …?»
fn is_in_doubt(comment: &str) -> bool {
    comment.contains('?') && uses(comment, &["if", "when", "unless"])
}

fn is_to_do(comment: &str) -> bool {
    comment.contains("TODO") || comment.contains("FIXME")
}

fn uses(comment: &str, words: &[&str]) -> bool {
    comment
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| words.iter().any(|w| w.eq_ignore_ascii_case(word)))
}
