//! Contexts under which a struct does its own work, and nobody else's: its goroutines, and what its `Run` does and has
//! done. They end that, and no call of others.

use super::ContextField;
use super::uses::{Use, all_reads, is_compared, is_own_read};
use crate::contexts::callers::{MAX_CALLERS, NotWaitedFor, may_call, plain_callers, runs_unwaited};
use crate::contexts::calls::{called_name, declared_name, passed_to};
use crate::contexts::origins::{Given, given};
use crate::contexts::parameters::parameters;
use crate::contexts::thread::calls::{Key, key};
use crate::contexts::thread::scan::Scan;
use crate::contexts::types::{receiver_type, results};
use crate::facts::words;
use crate::golang::program::{Callee, FuncRef, Site};
use crate::golang::scopes::is_write;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::{Lookup, Member};

/// Whether only what the struct starts for itself uses the context: goroutines, and methods that are started with `go`
/// or are named as the whole work of the struct. They end with it and with no call.
pub(super) fn is_for_own_goroutines(field: &ContextField) -> bool {
    // To ask whether it is there is no work.
    let is_own = |site: Site, n: NodeId| in_goroutine(site, n) || in_whole_work(site, n);
    all_reads(field, |site, n| is_compared(site, n) || is_own(site, n)) && !all_reads(field, is_compared)
}

/// Whether the methods do nothing with the field but to hand over work with it that is done later, and to ask whether
/// it is there: whoever calls them has nothing to wait for. `if s.ctx != nil { s.queue.Schedule(s.ctx, job) }`
pub(super) fn is_for_later_work(field: &ContextField) -> bool {
    let is_handed_over = |s: Site, n: NodeId| {
        let call = passed_to(s, n).filter(|&c| called_name(s, c).is_some_and(words::is_job));
        call.is_some_and(|c| matches!(s.callee(c), Callee::Known(_)) && results(s, c).is_empty())
    };
    let is_idle = |s: Site, n: NodeId| is_compared(s, n) || is_handed_over(s, n);
    all_reads(field, is_idle) && !all_reads(field, is_compared)
}

/// Whether the field is given the context of the struct's `Run`, by that, and only what `Run` calls or has called reads
/// it: what the struct does meanwhile is part of that call.
pub(super) fn is_of_its_run(field: &ContextField) -> bool {
    let uses = field.seen();
    let is_own = |s: Site, value: NodeId| {
        let root = s.tree().root();
        let variable = s.scopes().resolve(value);
        let is_passed = parameters(s, root).iter().any(|p| p.variable.is_some() && p.variable == variable);
        field.is_owner(&receiver_type(s)) && declared_name(s).is_some_and(words::is_whole_work) && is_passed
    };
    let mut run: Option<Key> = None;
    let by_run = uses.iter().all(|u| match u.what {
        Use::Read(_) => true,
        Use::Element { .. } => false,
        Use::Assign { value, .. } => {
            let at = key(u.site);
            is_own(u.site, value) && *run.get_or_insert(at.clone()) == at
        }
    });
    let reads = || uses.iter().filter(|u| matches!(u.what, Use::Read(_)));
    let Some(run) = run.filter(|_| by_run) else { return false };
    reads().next().is_some() && reads().all(|u| is_part_of(u.site, &run, MAX_STEPS))
}

/// Whether one method gives the field a context that it has or makes of its own caller's, before it reads that, and
/// nothing else sets or reads it: it ends with that call. `s.ctx, cancel = context.WithCancel(ctx)`
pub(super) fn is_of_one_method(field: &ContextField) -> bool {
    let site = field.site;
    let words = [field.name];
    let named = Scan::package(site).uses(&words, Some(field.name)).filter_map(Result::ok);
    let own = |s: Site| s.tree().subtree(s.tree().root()).any(|n| is_own_read(s, field, n));
    let mut users = named.filter(|s| !s.file.is_test() && own(*s));
    let (Some(method), None) = (users.next(), users.next()) else { return false };
    let is_made = field.seen().iter().any(|u| matches!(u.what, Use::Element { .. }));
    !is_made && field.is_owner(&receiver_type(method)) && is_set_first(method, field)
}

/// Whether the method writes nothing else to the field than such contexts, and has done so wherever it reads it.
fn is_set_first(site: Site, field: &ContextField) -> bool {
    let tree = site.tree();
    let flow = site.flow(tree.root());
    let at = |n: NodeId| {
        let literal = tree.ancestors(n).filter(|&a| tree.kind(a) == Kind::FuncLit).last();
        flow.point_of(literal.unwrap_or(n))
    };
    let all = tree.subtree(tree.root()).filter(|&n| is_own_read(site, field, n));
    let (writes, reads): (Vec<NodeId>, Vec<NodeId>) = all.partition(|&n| is_write(tree, n));
    let is_behind = |n: NodeId| {
        at(n).is_some_and(|p| writes.iter().any(|&w| at(w).is_some_and(|q| flow.dominates(q, p))))
    };
    !flow.unknown()
        && writes.iter().all(|&w| is_made_of_parameter(site, w))
        && !reads.is_empty()
        && reads.into_iter().all(is_behind)
}

/// Whether what is written to `target` is a context parameter of the function, or the first result of a call that is
/// given one.
fn is_made_of_parameter(site: Site, target: NodeId) -> bool {
    let tree = site.tree();
    let is_passed = |n: NodeId| {
        let variable = site.scopes().resolve(n).filter(|_| tree.kind(n) == Kind::Ident);
        parameters(site, tree.root()).iter().any(|p| variable.is_some() && p.variable == variable)
    };
    match given(site, target) {
        Some((Given::Value(value), _)) => is_passed(value),
        Some((Given::Result(call, 0), _)) => tree.arg(call, 0).is_some_and(is_passed),
        _ => false,
    }
}

/// How many functions that name each other are followed up to `Run`.
const MAX_STEPS: usize = 4;

/// Whether the declared function is the one at `of`, or only named there, or in others of which the same holds.
fn is_part_of(site: Site, of: &Key, depth: usize) -> bool {
    if key(site) == *of {
        return true;
    }
    let Some(name) = declared_name(site).filter(|_| depth > 0) else { return false };
    let mut users = Scan::package(site)
        .readable(&[name])
        .filter(|s| key(*s) != key(site) && named(*s, site, name).next().is_some())
        .peekable();
    users.peek().is_some() && users.all(|s| is_part_of(s, of, depth - 1))
}

/// Where the name stands in the declaration at `site` and may mean the one at `of`, and does not declare it.
fn named<'a>(site: Site<'a>, of: Site<'a>, name: &'a str) -> impl Iterator<Item = NodeId> + 'a {
    let tree = site.tree();
    let may_be = move |n: NodeId| {
        let selector =
            tree.parent(n).filter(|&s| tree.kind(s) == Kind::Selector && tree.field(n) == Field::FieldName);
        let operand = selector.and_then(|s| tree.child(s, Field::Operand)).map(|o| site.type_of(o));
        operand.is_none_or(|t| match site.program.member(&t, name, &site.package.path) {
            Lookup::Found(Member::Method(m)) => m.interface || m.decls.iter().any(|d| is(d, of)),
            Lookup::Unknown => true,
            _ => false,
        })
    };
    tree.subtree(tree.root()).filter(move |&n| {
        (tree.kind(n).is_name() || tree.kind(n) == Kind::FieldIdent)
            && tree.text(n) == name
            && site.scopes().resolve(n).is_none()
            && tree.parent(n) != Some(tree.root())
            && may_be(n)
    })
}

/// Whether that is the declaration at the site.
fn is(decl: &FuncRef, of: Site) -> bool {
    decl.file.path == of.file.path && decl.decl == of.decl
}

/// Whether the declared function is only called in goroutines, and in functions, up to `depth` calls back, of which the
/// same holds. Others may call what is exported, unless it is named as the whole work of a struct.
fn runs_in_goroutines(site: Site, depth: usize) -> bool {
    let Some(name) = declared_name(site) else { return false };
    let is_open = name.starts_with(char::is_uppercase);
    let is_call_in_goroutine = |s: Site, n: NodeId| {
        let tree = s.tree();
        let function = tree.parent(n).filter(|&f| tree.kind(f) == Kind::Selector).unwrap_or(n);
        let call = tree
            .parent(function)
            .filter(|&c| tree.kind(c) == Kind::Call && tree.field(function) == Field::Function);
        let in_goroutine = |c: NodeId| tree.ancestors(c).any(|a| tree.kind(a) == Kind::Go);
        call.map_or(Some(false), |c| {
            may_call(s, c, site).then(|| in_goroutine(c) || depth > 0 && runs_in_goroutines(s, depth - 1))
        })
    };
    let in_scan = |scan: Scan| {
        let users = scan.outside_tests(&[name]).filter(|s| key(*s) != key(site));
        let mut calls = users
            .flat_map(|s| named(s, site, name).filter_map(|n| is_call_in_goroutine(s, n)).collect::<Vec<_>>())
            .peekable();
        calls.peek().is_some() && calls.all(|beside| beside)
    };
    match is_open {
        true if !words::is_whole_work(name) => false,
        true => {
            let whole = site.program.whole(&site.package.list);
            in_scan(Scan { program: site.program, packages: &whole.packages })
        }
        false => in_scan(Scan::package(site)),
    }
}

/// Whether the node stands in a `go` statement, in what a timer runs, or in a function that is started by one, and that
/// nobody calls who waits for it; or that is only called by such.
pub(super) fn in_goroutine(site: Site, node: NodeId) -> bool {
    let (tree, root) = (site.tree(), site.tree().root());
    let of_timer = |literal| {
        tree.kind(literal) == Kind::FuncLit
            && passed_to(site, literal).is_some_and(|c| called_name(site, c) == Some("AfterFunc"))
    };
    let is_of_goroutine =
        || is_started(site) && !is_waited_for(site, MAX_CALLERS + 1) || runs_in_goroutines(site, MAX_CALLERS);
    tree.ancestors(node).any(|a| tree.kind(a) == Kind::Go || of_timer(a))
        || tree.kind(root).is_func() && is_of_goroutine()
}

/// Whether the declared function is started with `go` somewhere in its package, and deferred nowhere.
fn is_started(site: Site) -> bool {
    let root = site.tree().root();
    runs_unwaited(site, root, NotWaitedFor::Any) && !runs_unwaited(site, root, NotWaitedFor::Deferred)
}

/// Whether somebody waits for the declared function, as its callers in the package tell, up to `depth` calls back: who
/// is neither a goroutine nor the whole work of a struct (`Run`), nor only called by those.
fn is_waited_for(site: Site, depth: usize) -> bool {
    depth > 0
        && plain_callers(site, site.tree().root()).any(|caller| {
            let root = caller.tree().root();
            let name = caller.tree().child(root, Field::Name).map_or("", |n| caller.tree().text(n));
            let is_top = || !is_started(caller) && plain_callers(caller, root).next().is_none();
            key(caller) != key(site)
                && !words::is_whole_work(name)
                && (is_top() || is_waited_for(caller, depth - 1))
        })
}

/// Whether the node stands in a loop of a method that is named as the whole work of its struct.
pub(super) fn in_whole_work(site: Site, node: NodeId) -> bool {
    let (tree, root) = (site.tree(), site.tree().root());
    let name = tree.child(root, Field::Name).filter(|_| tree.kind(root) == Kind::MethodDecl);
    name.is_some_and(|n| words::is_whole_work(tree.text(n)))
        && tree.ancestors(node).any(|a| tree.kind(a) == Kind::For)
}
