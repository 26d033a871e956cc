//! Who has the struct made: what is put into the field, followed from what makes the struct to those who call that.

use super::ContextField;
use super::uses::{FieldUse, Use, all_reads, is_own_read, seen_in};
use crate::contexts::callers::may_call;
use crate::contexts::calls::{calls_named, is_detached_call, passed_to};
use crate::contexts::creation::{Target, creations};
use crate::contexts::detached::DETACHED;
use crate::contexts::endless::is_endless;
use crate::contexts::lazy::Level;
use crate::contexts::origins::{Given, given};
use crate::contexts::outlives::{Reason, journey};
use crate::contexts::parameters::parameters;
use crate::contexts::producers::{gives_context_of_others, leaves_release, releases_itself};
use crate::contexts::thread::is_entry;
use crate::contexts::thread::scan::Scan;
use crate::contexts::types::{is_context, is_context_expr, results};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};

/// How many functions up it is looked for who calls what makes the struct.
const MAX_MAKERS: usize = 2;

/// How many of those whose context may be of no call.
const MAX_OWNERS: usize = 3;

/// Whether something puts a context into the field, and all that is put there is as `is` says, as far as it is seen: in
/// the package, and in all that is built together where others may set the field. What is made of the field's own
/// context is no other.
fn all_given(field: &ContextField, is: impl Fn(Site, NodeId) -> bool) -> bool {
    given_so(field, is) == Some(true)
}

/// The same; `None` where nothing is seen that puts one there by itself.
fn given_so(field: &ContextField, is: impl Fn(Site, NodeId) -> bool) -> Option<bool> {
    let site = field.site;
    let mut some = false;
    let mut is_given = |s: Site, value: NodeId| {
        let is_own = s.tree().subtree(value).any(|n| is_own_read(s, field, n));
        some |= !is_own;
        is_own || is(s, value)
    };
    let mut values = |uses: &[FieldUse]| {
        uses.iter().all(|u| match u.what {
            Use::Element { value, .. } | Use::Assign { value, .. } => is_given(u.site, value),
            Use::Read(_) => true,
        })
    };
    let all = match field.name.starts_with(char::is_uppercase) {
        true => {
            let whole = site.program.whole(&site.package.list);
            values(&seen_in(Scan { program: site.program, packages: &whole.packages }, field))
        }
        false => values(field.seen()),
    };
    (some || !all).then_some(all)
}

/// The calls whose first result is assigned to the field, `s.ctx, cancel = context.WithCancel(parent)`, in the package
/// outside of tests.
fn given_with_release<'a>(field: &ContextField<'a>) -> Vec<(Site<'a>, NodeId)> {
    let site = field.site;
    let sites = Scan::package(site).uses(&[], Some(field.name)).filter_map(Result::ok);
    let calls = |s: Site<'a>| {
        let tree = s.tree();
        let targets = tree.subtree(tree.root()).filter(|&n| is_own_read(s, field, n) && is_write(tree, n));
        let calls = targets.filter_map(|n| match given(s, n) {
            Some((Given::Result(call, 0), _)) => Some((s, call)),
            _ => None,
        });
        calls.collect::<Vec<_>>()
    };
    sites.filter(|s| !s.file.is_test()).flat_map(calls).collect()
}

/// Whether the struct is of no call, whatever its name says: it is made with a context that never ends, and each method
/// that reads the field has one of its own to work under.
pub(super) fn is_read_instead_of_given(field: &ContextField) -> bool {
    let site = field.site;
    // Nothing needs to be read where nobody makes one so.
    let may_make =
        |text: &str| text.contains(field.owner) && DETACHED.iter().any(|makes| text.contains(makes));
    if !site.package.files.iter().any(|f| may_make(&f.text)) {
        return false;
    }
    let has_own = |s: Site, n: NodeId| {
        let func = s.tree().root();
        s.tree().enclosing_func(n) == Some(func)
            && parameters(s, func).iter().any(|p| p.type_in(s).is_context() && p.variable.is_some())
    };
    all_reads(field, has_own) && all_given(field, |s, value| is_endless(s, value, MAX_OWNERS))
}

/// Whether each context that is put into the field is one that the function which does so is called with.
pub(super) fn is_given_with_call(field: &ContextField) -> bool {
    let is_given = |s: Site, value: NodeId| {
        let variable = s.scopes().resolve(value).filter(|_| s.tree().kind(value) == Kind::Ident);
        variable.is_some_and(|v| s.scopes().binding(v).kind == BindingKind::Param)
    };
    all_given(field, is_given)
}

/// Whether `value` is a parameter of the declared function `func`, and what is passed for it is as `is` says in each
/// call outside of tests, as far as it is seen: in its package, or `widely`, in all that is built together.
fn all_passed(
    site: Site,
    func: NodeId,
    value: NodeId,
    widely: bool,
    is: impl Fn(Site, NodeId) -> bool,
) -> bool {
    let tree = site.tree();
    let variable = site.scopes().resolve(value);
    let Some(name) = tree.child(func, Field::Name).map(|n| tree.text(n)) else { return false };
    let Some(index) = parameters(site, func).iter().position(|p| p.variable == variable) else {
        return false;
    };
    let is_passed = |s: Site| {
        let tree = s.tree();
        let calls = calls_named(s, name).filter(|&c| may_call(s, c, site));

        let passed = |c: NodeId| tree.arg(c, index);
        calls.map(|c| passed(c).is_some_and(|p| is(s, p))).collect::<Vec<bool>>()
    };
    let in_scan = |scan: Scan| {
        let calls =
            scan.readable(&[name]).filter(|s| site.file.is_test() || !s.file.is_test()).flat_map(is_passed);
        calls.fold(None, |all: Option<bool>, one| Some(all.unwrap_or(true) && one)) == Some(true)
    };
    match name.starts_with(char::is_uppercase) && widely {
        true => {
            let whole = site.program.whole(&site.package.list);
            in_scan(Scan { program: site.program, packages: &whole.packages })
        }
        false => in_scan(Scan::package(site)),
    }
}

/// Whether others than are seen may call the declared function.
fn is_open(site: Site, func: NodeId) -> bool {
    let tree = site.tree();
    let name = tree.child(func, Field::Name).map_or("", |n| tree.text(n));
    name.starts_with(char::is_uppercase) && site.package.may_be_imported_elsewhere()
}

/// What speaks for a struct that belongs to one call.
#[derive(Clone, Copy)]
struct OfCall {
    /// It does so also where it is given to others meanwhile.
    given_away: bool,
    /// Those count who are seen to call what makes it, where others may too.
    open: bool,
}

/// Whether every struct that gets a context gets one of the function that makes it, and does not outlive that: then
/// all it does belongs to one call, as the name of the context says.
/// `given_away`: also where it is given to others meanwhile.
pub(super) fn stays_in_one_call(field: &ContextField, given_away: bool) -> bool {
    // A method with a context of its own could have used that.
    let has_none = |s: Site, _| !parameters(s, s.tree().root()).iter().any(|p| p.type_in(s).is_context());
    let of_call = OfCall { given_away, open: given_away && all_reads(field, has_none) };
    all_given(field, |s, value| stays_in_call(s, value, of_call, MAX_MAKERS))
}

/// Whether the context `value`, which is put into the struct, is one of the function around and the struct does not
/// outlive that; or that only makes it, and the same holds of all its callers.
fn stays_in_call(site: Site, value: NodeId, of_call: OfCall, depth: usize) -> bool {
    let tree = site.tree();
    // What the function is called for, an event, may bring the context: no fix is at stake there.
    let may_be = tree.kind(value) == Kind::Ident || of_call.given_away && is_of_parameter(site, value);
    let Some(func) = tree.enclosing_func(value).filter(|_| may_be) else { return false };
    let journey = journey(site, func, value);
    // What it is given to may be an interface, whose calls nobody here can change either.
    let is_given_away = || {
        let within = tree.ancestors(value).take_while(|&a| tree.field(a) != Field::Stmt);
        within.filter(|&a| tree.kind(a) == Kind::Args).count() > usize::from(passed_to(site, value).is_some())
    };
    // Where no fix is at stake, a guess that it outlives the function is none that it does.
    let outlives = |r: &Reason| !of_call.given_away || r.level == Level::Known;
    if journey.reasons.iter().any(outlives) || !of_call.given_away && is_given_away() {
        return false;
    }
    let passes = |widely| {
        all_passed(site, func, value, widely, |s, passed| stays_in_call(s, passed, of_call, depth - 1))
    };
    journey.returned == Level::No
        || depth > 0
            && match is_open(site, func) {
                true => passes(false) || of_call.open && passes(true),
                false => passes(true),
            }
}

/// `e.Context`, where `e` is a parameter.
fn is_of_parameter(site: Site, value: NodeId) -> bool {
    let tree = site.tree();
    let operand = tree.child(value, Field::Operand).filter(|_| tree.kind(value) == Kind::Selector);
    let holder = operand.filter(|&o| tree.kind(o) == Kind::Ident).and_then(|o| site.scopes().resolve(o));
    holder.is_some_and(|v| site.scopes().binding(v).kind == BindingKind::Param)
}

/// Whether no context that the field is given is that of a call: nothing is cut off with one.
pub(super) fn is_given_by_no_call(field: &ContextField) -> bool {
    let is_made_alone = |&(s, call): &(Site, NodeId)| is_made_of_nothing(s, call) && releases_itself(s, call);
    let is_nobodys = |s: Site, value: NodeId| is_of_no_call(s, value) || is_of_owner(s, value, MAX_OWNERS);
    let plainly = given_so(field, is_nobodys);
    plainly.unwrap_or_else(|| {
        let with_release = given_with_release(field);
        !with_release.is_empty() && with_release.iter().all(is_made_alone)
    })
}

/// Whether the call makes a context of one that is made from nothing: `context.WithValue(context.Background(), k, v)`,
/// `endpoint.With(context.TODO(), url)`.
fn is_made_of_nothing(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let mut given = tree.args(call).filter(|&a| is_context_expr(site, a)).peekable();
    tree.kind(call) == Kind::Call
        && results(site, call).first().is_none_or(is_context)
        && given.peek().is_some()
        && given.all(|a| is_detached_call(site, a))
}

/// The call by whose first result, or as whose only one, the variable that `value` names is defined.
fn made_by(site: Site, value: NodeId) -> Option<NodeId> {
    let variable = site.scopes().resolve(value).filter(|_| site.tree().kind(value) == Kind::Ident)?;
    match given(site, site.scopes().binding(variable).ident)? {
        (Given::Value(made) | Given::Result(made, 0), _) => Some(made),
        _ => None,
    }
}

/// Whether the context is made from nothing: `context.Background()`, what a function of the module makes of that, or a
/// variable that is given one derived from that.
fn is_of_no_call(site: Site, value: NodeId) -> bool {
    let tree = site.tree();
    // `labels.NewContext(all)`: a function of the module makes it of nothing that it is given.
    let is_new = |call: NodeId| {
        tree.kind(call) == Kind::Call
            && !tree.args(call).any(|a| is_context_expr(site, a))
            && is_endless(site, call, MAX_OWNERS)
    };
    let is_it = |made: NodeId| is_detached_call(site, made) || is_made_of_nothing(site, made) || is_new(made);
    is_it(value) || made_by(site, value).is_some_and(is_it)
}

/// Whether the context ends with something else than a call: it is that of another struct, of a plugin, or one whose
/// release is left to something else; or is passed by callers that have such, or make one from nothing beside it.
fn is_of_owner(site: Site, value: NodeId, depth: usize) -> bool {
    let tree = site.tree();
    let variable = site.scopes().resolve(value).filter(|_| tree.kind(value) == Kind::Ident);
    let is_param = || variable.is_some_and(|v| site.scopes().binding(v).kind == BindingKind::Param);
    let is_passed_by_owners = || {
        let func = tree.enclosing_func(value).filter(|&f| depth > 0 && is_param() && !is_open(site, f));
        // What a program or another package makes for it may be for a call of theirs.
        let is_made_beside =
            |s: Site, passed| s.package.path == site.package.path && !is_entry(s) && is_of_no_call(s, passed);
        let is_one = |s: Site, passed| is_of_owner(s, passed, depth - 1) || is_made_beside(s, passed);
        func.is_some_and(|f| all_passed(site, f, value, true, is_one))
    };
    let is_left_to_others =
        |v| creations(site).iter().any(|c| c.ctx == Target::Local(v) && leaves_release(site, c));
    tree.kind(value) == Kind::Selector
        || is_of_plugin(site, value)
        || std::iter::once(value).chain(made_by(site, value)).any(|c| gives_context_of_others(site, c))
        || variable.is_some_and(is_left_to_others)
        || is_passed_by_owners()
}

/// Whether the context is the parameter of the method by which a plugin's client is made: it ends with the process of
/// the plugin (`plugin.GRPCPlugin` of github.com/hashicorp/go-plugin).
fn is_of_plugin(site: Site, value: NodeId) -> bool {
    let tree = site.tree();
    let func = tree.enclosing_func(value).filter(|&f| tree.kind(f) == Kind::MethodDecl);
    let variable = site.scopes().resolve(value);
    func.and_then(|f| tree.child(f, Field::Name)).is_some_and(|n| tree.text(n) == "GRPCClient")
        && variable.is_some_and(|v| site.scopes().binding(v).kind == BindingKind::Param)
}
