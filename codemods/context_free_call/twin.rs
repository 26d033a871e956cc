//! What may stand in for a call: by the table of the standard library, by the names of the module and its
//! dependencies, or because users say so.

use crate::contexts::calls::called_name;
use crate::contexts::harmless;
use crate::contexts::outlives::methods_meant;
use crate::contexts::returns::check_behind;
use crate::facts::twins::{ENDINGS, StdTwin, std_twin};
use crate::facts::words;
use crate::golang::program::{Callee, FuncRef, GoVersion, Known, Site};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::{Lookup, Member};

mod bodies;
mod door;
mod keeping;
mod limits;

/// A function that does what the called one does, and takes a context.
pub struct Twin {
    /// What the call calls.
    pub own: Known,
    /// What may be called instead. Of the standard library's, of what it is called there.
    pub known: Known,
    /// The entry of the standard library.
    pub std: Option<&'static StdTwin>,
    /// Whether what its result is used for can be told.
    pub on_disk: bool,
}

impl Twin {
    /// Whether it belongs to that package of the standard library.
    pub fn is_of(&self, package: &str) -> bool {
        self.std.is_some_and(|s| s.package == package)
    }

    /// Whether the function without a context has that name.
    pub fn replaces(&self, name: &str) -> bool {
        &*self.own.name == name
    }

    /// The first Go version with it.
    pub fn since(&self) -> GoVersion {
        self.std.map_or(GoVersion { major: 1, minor: 0 }, |s| s.since)
    }
}

/// What may stand in for the call, if anything may.
pub fn of(site: Site, call: NodeId) -> Option<Twin> {
    let tree = site.tree();
    let function = tree.unparen(tree.child(call, Field::Function)?);
    let own = match site.callee(call) {
        Callee::Known(known) => *known,
        Callee::Unknown => unread_method(site, function)?,
        _ => return None,
    };
    let found = said(site, function, &own).or_else(|| of_std(site, function, &own)).or_else(|| {
        let own_std = site.package.list.std;
        let of_std = own.decls.first().is_some_and(|d| d.package.list.std);
        (!of_std || own_std).then(|| beside(site, call, function, &own)).flatten()
    });
    found.filter(|twin| !needs_pointer(site, function, &own, &twin.known))
}

/// A method of a type of the standard library that is known by name, where its source is not on disk.
fn unread_method(site: Site, function: NodeId) -> Option<Known> {
    let tree = site.tree();
    let operand = tree.child(function, Field::Operand).filter(|_| tree.kind(function) == Kind::Selector)?;
    let ty = site.type_of(operand);
    let named = ty.pointee().as_named().filter(|n| n.defs.is_empty() && n.local.is_none())?;
    let name = tree.text(tree.child(function, Field::FieldName)?);
    std_twin(&named.path, Some(&named.name), name)?;
    Some(unread(&named.path, Some(&named.name), name))
}

/// A function of which nothing but its name is known.
fn unread(package: &str, receiver: Option<&str>, name: &str) -> Known {
    Known {
        package: package.into(),
        receiver: receiver.map(Into::into),
        pointer: receiver.is_some(),
        name: name.into(),
        decls: Vec::new(),
        sig: None,
        interface: false,
    }
}

/// The twin of a function of the standard library.
fn of_std(site: Site, function: NodeId, own: &Known) -> Option<Twin> {
    use crate::facts::twins::Form;
    let std = std_twin(&own.package, own.receiver.as_deref(), &own.name)?;
    let (package, receiver, name) = match std.form {
        Form::Beside { name, .. } => (std.package, own.receiver.as_deref(), name),
        Form::Method { value, name, .. } if value.contains("Dialer") => (std.package, Some("Dialer"), name),
        Form::Method { value, name, .. } if value.contains("Listen") => {
            (std.package, Some("ListenConfig"), name)
        }
        Form::Method { name, .. } => (std.package, Some("Resolver"), name),
        Form::TimedDial | Form::Advice(_) => (std.package, Some("Dialer"), "DialContext"),
        Form::Request { .. } => (std.package, Some("Client"), "Do"),
    };
    let known = match std.form {
        Form::Beside { name, .. } => match site.called_beside(function, name) {
            // A type that embeds the other may have a method of its own under that name.
            Callee::Known(k) if k.package == own.package && k.receiver == own.receiver => *k,
            Callee::Unknown if own.sig.is_none() => unread(package, receiver, name),
            _ => return None,
        },
        Form::Request { .. } if own.receiver.is_some() => match site.called_beside(function, name) {
            Callee::Known(k) if k.package == own.package && k.receiver == own.receiver => *k,
            Callee::Unknown if own.sig.is_none() => unread(package, receiver, name),
            _ => return None,
        },
        _ => unread(package, receiver, name),
    };
    let on_disk = own.sig.is_some() || !std.lasts;
    Some(Twin { own: own.clone(), known, std: Some(std), on_disk })
}

/// The twin that users name.
fn said(site: Site, function: NodeId, own: &Known) -> Option<Twin> {
    let of_own = |f: &crate::facts::user::FuncName| f.is(&own.package, own.receiver.as_deref(), &own.name);
    let name = site.program.facts.twins.iter().find(|(f, _)| of_own(f)).map(|(_, twin)| twin)?;
    let known = match site.twin_called(function, name) {
        Some(known) => known,
        None if own.sig.is_none() => unread(&own.package, own.receiver.as_deref(), name),
        None => return None,
    };
    Some(Twin { own: own.clone(), known, std: None, on_disk: true })
}

/// The twin by name: `LoadContext` or `LoadWithContext` beside `Load`.
fn beside(site: Site, call: NodeId, function: NodeId, own: &Known) -> Option<Twin> {
    if &*own.package == "log/slog" || harmless::tells(site, call) {
        return None;
    }
    let written = called_name(site, call)?;
    if words::is_codec(written) {
        return None;
    }
    let known = ENDINGS.iter().find_map(|ending| {
        let name = format!("{written}{ending}");
        may_have(own, &name).then(|| site.twin_called(function, &name)).flatten()
    })?;
    let everywhere = known.interface || is_wherever(site, &known.decls, &own.decls);
    let deprecated = own.decls.iter().chain(&known.decls).any(is_deprecated);
    let in_vain = !known.decls.is_empty() && harmless::leaves_first_alone(site, &known);
    let other = bodies::remembers(site, &known)
        || bodies::leaves_out(site, own, &known)
        || bodies::furnishes_its_own(site, own, &known)
        || bodies::has_one_otherwise(site, own, &known)
        || bodies::adds_to(site, own, &known)
        || bodies::is_another(site, own, &known)
        || keeping::only_keeps(site, own, &known)
        || door::only_asks_at_door(site, call, own, &known);
    (everywhere && !deprecated && !in_vain && !other).then(|| Twin {
        own: own.clone(),
        known,
        std: None,
        on_disk: true,
    })
}

/// Whether the twin has a pointer receiver, unlike the method that `function` selects, and what it is selected from can
/// have no address: `m[key].Load()`.
fn needs_pointer(site: Site, function: NodeId, own: &Known, twin: &Known) -> bool {
    let tree = site.tree();
    let mut selector = function;
    while let Kind::Index | Kind::Instantiation = tree.kind(selector) {
        let Some(inner) = tree.child(selector, Field::Operand).or(tree.child(selector, Field::Type)) else {
            return false;
        };
        selector = tree.unparen(inner);
    }
    let operand = tree.child(selector, Field::Operand).filter(|_| tree.kind(selector) == Kind::Selector);
    let is_direct = |o: NodeId| {
        let member = site.program.member(&site.type_of(o), &twin.name, &site.package.path);
        matches!(member, Lookup::Found(Member::Method(m)) if !m.indirect)
    };
    twin.pointer && !own.pointer && operand.is_some_and(|o| is_direct(o) && !site.is_addressable(o))
}

/// A quick look whether the function or method may be there at all.
fn may_have(own: &Known, name: &str) -> bool {
    let Some(decl) = own.decls.first() else { return own.interface };
    match &own.receiver {
        Some(receiver) => !decl.package.method(receiver, name).is_empty(),
        None => !decl.package.func(name).is_empty(),
    }
}

/// Whether a build of `site` that has one of `own` has one of `twin` too.
fn is_wherever(site: Site, twin: &[FuncRef], own: &[FuncRef]) -> bool {
    let go = site.program.go_version(&site.file.path);
    let beside = |t: &FuncRef| own.iter().any(|o| o.file.path == t.file.path);
    let always = |t: &FuncRef| t.file.constraint().is_none_or(|c| c.holds_from(go));
    twin.len() >= own.len() && twin.iter().all(|t| beside(t) || always(t))
}

fn is_deprecated(f: &FuncRef) -> bool {
    let doc = f.file.skim.decls.get(f.decl).and_then(|d| d.doc);
    doc.is_some_and(|d| f.file.text[d.range()].contains("Deprecated:"))
}

/// Whether the twin ends with its context without saying so, where the function without one comes back only when what
/// it is called for is done, and nobody asks the context behind it: who goes on would take it for done.
pub fn gives_up_unheard(site: Site, call: NodeId, twin: &Twin) -> bool {
    let tree = site.tree();
    let next = tree.stmt_of(call).and_then(|s| tree.next_sibling(s));
    let asks = |n: NodeId| tree.kind(n) == Kind::Call && called_name(site, n) == Some("Err");
    twin.std.is_none()
        && !next.is_some_and(|s| tree.subtree(s).any(asks))
        && bodies::ends_unheard(site, &twin.own, &twin.known)
}

/// Whether the twin fails where its context has no deadline.
pub fn wants_deadline(site: Site, twin: &Twin) -> bool {
    twin.std.is_none() && limits::wants_deadline(site, &twin.known)
}

/// Whether the twin only stops waiting when its context ends, and leaves the work that it has begun going on.
pub fn leaves_work_going_on(site: Site, twin: &Twin) -> bool {
    twin.std.is_none() && limits::leaves_work_going_on(site, &twin.known)
}

/// Whether the twin, or one of those that an interface stands for, may only ask for the deadline of its context.
pub fn may_only_ask_for_deadline(site: Site, call: NodeId, twin: &Twin) -> bool {
    let operand = site.tree().receiver(call);
    let meant =
        || operand.map(|o| methods_meant(site, &site.type_of(o), &twin.known.name)).unwrap_or_default();
    twin.std.is_none()
        && match twin.known.interface {
            true => limits::may_only_ask_for_deadline(site, &meant()),
            false => limits::may_only_ask_for_deadline(site, &twin.known.decls),
        }
}

/// Whether the twin would only give up waiting for work that goes on, and the function goes on then as if that were
/// over: `err := f.Wait()`, and then `pool.Put(f)`.
pub fn only_stops_waiting(site: Site, call: NodeId, twin: &Twin) -> bool {
    let tree = site.tree();
    let leaves = |block: NodeId| {
        tree.stmts(block)
            .last()
            .is_some_and(|s| matches!(tree.kind(s), Kind::Return | Kind::Break | Kind::Continue | Kind::Goto))
    };
    let is_returned = || {
        let list = tree.parent(call).filter(|&l| tree.kind(l) == Kind::ExprList);
        list.and_then(|l| tree.parent(l)).is_some_and(|r| tree.kind(r) == Kind::Return)
    };
    twin.std.is_none()
        && words::waits(&twin.own.name)
        && !is_returned()
        && !check_behind(site, call).is_some_and(leaves)
}
