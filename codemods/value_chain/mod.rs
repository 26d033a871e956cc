//! `value-chain`: code waits for the end of a context that nothing ends.
//!
//! `waits` finds the places, `chain` knows where their contexts come from. Where another context is at hand, the fix
//! is that of `background-in-handler`, `background-with-ctx` and `global-ctx`, told with what comes of it here; where
//! these leave the context alone, or there is no other, it is a finding by itself.

mod chain;
mod waits;

use crate::contexts::calls::is_detached_call;
use crate::contexts::detached;
use crate::contexts::detached::place::detached_context;
use crate::contexts::detached::report;
use crate::contexts::globals;
use crate::contexts::sources::root;
use crate::golang::program::Site;
use crate::golang::syntax::{Kind, NodeId};
use crate::{Applicability, Codemod, Finding, Pass, Related};
use chain::{Chain, endless};
use waits::{How, Wait, waits};

pub const CODEMOD: Codemod = Codemod {
    name: "value-chain",
    summary: "Code waits for the end of a context that nothing ends",
    needles: &["Background", "TODO", "WithoutCancel"],
    wants_producers: false,
    wants_twins: false,
    globals: Some(|glance, known| glance.may_wait_for_nothing(known)),
    worth: |glance| glance.may_wait_for_nothing(|_| false),
    only: None,
    best: Applicability::Unsafe,
    on_by_default: true,
    explain: include_str!("explain.md"),
    check,
};

fn check(pass: &Pass, found: &mut Vec<Finding>) {
    let site = pass.site;
    let mut groups: Vec<(Chain, Vec<Wait>)> = Vec::new();
    for wait in waits(site) {
        // To wait for `context.Background()` itself is to wait for ever, as anyone can see.
        let plain = is_detached_call(site, site.tree().unparen(wait.ctx));
        if plain && wait.how == How::Receive {
            continue;
        }
        let Some(chain) = endless(site, wait.ctx) else { continue };
        match groups.iter_mut().find(|(known, _)| known.roots == chain.roots) {
            Some((_, waits)) => waits.push(wait),
            None => groups.push((chain, vec![wait])),
        }
    }
    for (chain, waits) in groups {
        match mended(pass, &chain, &waits) {
            Some(mended) => found.extend(mended),
            // A test asks as what it tests does, and nothing waits there.
            None if site.file.is_test() && waits.iter().all(|w| w.how == How::Asks) => {}
            None => found.push(by_hand(site, &chain, &waits)),
        }
    }
}

/// Another context in the place of each that the chain begins with. `None` where there is none, or where it may not
/// be put; empty where the codemods that look after these places say why it stays.
fn mended(pass: &Pass, chain: &Chain, waits: &[Wait]) -> Option<Vec<Finding>> {
    let site = pass.site;
    if chain.cut {
        return None;
    }
    let mut findings = Vec::new();
    for &begin in &chain.roots {
        let root = root(site, begin, pass.options)?;
        let what = detached::found(pass, begin, name_of(site, begin), &root)?;
        let subject = report::subject(site, &what);
        let mut finding = report::report(site, CODEMOD.name, what);
        let own_values = globals::at(site, begin).is_some_and(|g| g.made != globals::Made::Bare);
        if finding.fix().is_none() || own_values {
            return Some(Vec::new());
        }
        finding.message = format!("{subject}, so {}", comes_of(site, waits));
        finding.related = waits.iter().map(|w| related(site, w.at, "waits for its end")).collect();
        findings.push(finding);
    }
    Some(findings)
}

/// A finding at the first place that waits.
fn by_hand(site: Site, chain: &Chain, waits: &[Wait]) -> Finding {
    let Wait { at, ctx, how } = waits[0];
    let tree = site.tree();
    let ctx = tree.unparen(ctx);
    let begin = name_of(site, chain.roots[0]);
    let subject = match globals::at(site, ctx) {
        Some(_) => begin,
        None if is_detached_call(site, ctx) => begin,
        None if chain.cut => format!("{} is made by context.WithoutCancel and", short(site, ctx)),
        None if chain.values => format!("{} comes from {begin} by WithValue alone and", short(site, ctx)),
        None => format!("{} is {begin} and", short(site, ctx)),
    };
    let comes = match how {
        How::Receive => "this wait lasts for ever and nothing runs after it",
        How::Case => "this case never comes",
        How::Asks => "its Err is always nil",
    };
    let instead = match chain.cut {
        true => "what is to end it can be asked of the context that it was made from",
        false => "it needs an end, as context.WithCancel, WithTimeout or signal.NotifyContext give it",
    };
    let begins = chain.roots.iter().filter(|&&n| n != ctx).map(|&n| related(site, n, "is made here"));
    let others = waits[1..].iter().map(|w| related(site, w.at, "waits for it too"));
    let message = format!("{subject} never ends, so {comes}; {instead}");
    Finding::new(site, CODEMOD.name, tree.span(at), message).with_related(begins.chain(others).collect())
}

/// What a message calls a context that the chain begins with.
fn name_of(site: Site, begin: NodeId) -> String {
    match globals::at(site, begin) {
        Some(global) => format!("the global {} ({})", site.text(begin), global.value),
        None => detached_context(site, begin),
    }
}

/// What comes of the first wait, told from elsewhere.
fn comes_of(site: Site, waits: &[Wait]) -> String {
    let line = site.line(waits[0].at);
    match waits[0].how {
        How::Receive => format!("the wait for its end on line {line} lasts for ever"),
        How::Case => format!("the case for its end on line {line} never comes"),
        How::Asks => format!("its Err is always nil on line {line}"),
    }
}

/// An expression as a message shows it.
fn short(site: Site<'_>, expr: NodeId) -> &str {
    match site.tree().kind(expr) {
        Kind::Call => "the context",
        _ => site.text(expr),
    }
}

fn related(site: Site, n: NodeId, message: &str) -> Related {
    Related { path: site.file.path.clone(), span: site.tree().span(n), message: message.to_owned() }
}
