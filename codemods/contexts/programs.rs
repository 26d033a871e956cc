//! What program a command runs, as far as its words stand there.

use super::calls::called_name;
use super::module_calls::is_called_so;
use super::origins::{Given, given};
use super::parameters::{Parameter, parameters};
use super::texts::beginning;
use crate::facts::orders;
use crate::facts::words::words_of;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// Whether the first words of the command line, as far as they stand there, say that something is taken away.
pub fn takes_away(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    words_of_line(site, call)
        .into_iter()
        .take(4)
        .filter(|&a| matches!(tree.kind(a), Kind::String | Kind::RawString))
        .filter_map(|a| tree.text(a).trim_matches(['"', '`']).rsplit(['/', '\\']).next())
        .any(orders::takes_away)
}

/// The arguments of the call, and in the place of a slice the elements that it is made with:
/// `exec.Command("helm", args...)`.
fn words_of_line(site: Site, call: NodeId) -> Vec<NodeId> {
    let tree = site.tree();
    let elements = |a: NodeId| {
        let slice = tree.only_child(a).filter(|_| tree.kind(a) == Kind::Ellipsis);
        let values = slice.map(|s| values_of(site, appended_to(site, s))).unwrap_or_default();
        let values = values.into_iter().map(|v| appended_to(site, v));
        let literals = values.filter(|&v| tree.kind(v) == Kind::CompositeLit);
        let literals = literals.filter_map(|l| tree.child(l, Field::Body));
        let all: Vec<NodeId> = literals.flat_map(|l| tree.children(l)).collect();
        if all.is_empty() { vec![a] } else { all }
    };
    tree.args(call).flat_map(elements).collect()
}

/// `words` of `append(words, more...)`.
fn appended_to(site: Site, slice: NodeId) -> NodeId {
    let tree = site.tree();
    let is_append = tree.kind(slice) == Kind::Call && matches!(site.callee(slice), Callee::Builtin("append"));
    let first = tree.arg(slice, 0);
    first.filter(|_| is_append).unwrap_or(slice)
}

/// Whether the program is one that changes a system, and is not only asked something; behind `sudo` the next word
/// is.
pub fn changes_machine(site: Site, call: NodeId) -> bool {
    let args = words_of_line(site, call);
    let word = |a: NodeId| beginning(site, looked_up(site, a)).filter(|w| w.whole).map(|w| w.text);
    let first = args.iter().position(|&a| word(a) != Some("sudo"));
    let Some((&program, rest)) = first.and_then(|at| args[at..].split_first()) else { return false };
    // `"mkfs." + kind`
    let begins = |a: NodeId| {
        beginning(site, looked_up(site, a)).is_some_and(|w| !w.whole && orders::begins_as_changing(w.text))
    };
    let values = values_of(site, program);
    let changes =
        |v: NodeId| begins(v) || word(v).is_some_and(is_changing_program) || is_named_as_changing(site, v);
    values.into_iter().any(changes)
        && !rest.is_empty()
        && !rest.iter().filter_map(|&a| word(a)).any(orders::asks)
}

/// Whether the name of what gives the program says that it is one which changes a system: `distro.MountCmd()`.
fn is_named_as_changing(site: Site, program: NodeId) -> bool {
    let name = name_of(site, program).unwrap_or_default();
    let words: Vec<String> = words_of(name).collect();
    let is_program = |w: &str| matches!(w, "cmd" | "command" | "bin" | "binary" | "path" | "exe" | "tool");
    matches!(words.split_last(), Some((last, [program])) if is_program(last) && orders::changes_machine(program))
}

/// Whether the program is one that the users of a system have put there, to do for them what has to be done then: a
/// hook must come to its end.
pub fn runs_hook(site: Site, call: NodeId) -> bool {
    let first = words_of_line(site, call).first().copied();
    first.and_then(|p| name_of(site, p)).is_some_and(|n| words_of(n).any(|w| w == "hook"))
}

/// The last name in what gives the program: that of a variable, a field or a function.
fn name_of<'a>(site: Site<'a>, program: NodeId) -> Option<&'a str> {
    let tree = site.tree();
    match tree.kind(program) {
        Kind::Call => called_name(site, program),
        Kind::Selector => tree.child(program, Field::FieldName).map(|n| tree.text(n)),
        Kind::Ident => Some(tree.text(program)),
        _ => None,
    }
}

/// Whether the first word for the program says that it brings something to another version, `keadm upgrade edge`, and
/// would be killed half-way; also where a function of the module puts the words together.
pub fn upgrades(site: Site, call: NodeId) -> bool {
    let args = words_of_line(site, call);
    let Some(&first) = args.get(1) else { return false };
    match site.tree().kind(first) {
        Kind::Ellipsis => {
            let made = site.tree().only_child(first).map(|s| values_of(site, s)).unwrap_or_default();
            made.into_iter().any(|v| first_words_given(site, v).iter().any(|w| orders::is_upgrade(w)))
        }
        _ => beginning(site, first).is_some_and(|w| w.whole && orders::is_upgrade(w.text)),
    }
}

/// What the slices begin with that the call of a function of the module may give, as far as that stands there.
fn first_words_given(site: Site, call: NodeId) -> Vec<String> {
    let Callee::Known(known) = site.callee(call) else { return Vec::new() };
    let own = known.decls.iter().filter(|f| f.is_of_module(site)).filter_map(|f| f.site(site.program));
    let first = |inner: Site, stmt: NodeId| {
        let tree = inner.tree();
        let [value] = tree.list(tree.only_child(stmt)?)[..] else { return None };
        let made = values_of(inner, appended_to(inner, value));
        let mut literals = made.into_iter().filter(|&v| tree.kind(v) == Kind::CompositeLit);
        let first = literals.find_map(|l| tree.children(tree.child(l, Field::Body)?).next())?;
        beginning(inner, first).filter(|w| w.whole).map(|w| w.text.to_owned())
    };
    let given = own.flat_map(|inner| {
        let tree = inner.tree();
        let returns = tree.subtree(tree.root()).filter(|&n| tree.kind(n) == Kind::Return);
        returns.filter_map(|r| first(inner, r)).collect::<Vec<_>>()
    });
    given.collect()
}

fn is_changing_program(name: &str) -> bool {
    name.rsplit(['/', '\\']).next().is_some_and(orders::changes_machine)
}

/// Whether the program is a parameter of the function declared at the site, and some who call that in the module name
/// one that changes a system, or gives something back: `run(ctx, "mount", args...)`.
pub fn is_named_by_callers(site: Site, call: NodeId) -> bool {
    let (tree, func) = (site.tree(), site.tree().root());
    let all = parameters(site, func);
    let is_word = |p: &Parameter, v: BindingId| p.variable == Some(v) && p.type_in(site) == Type::STRING;
    let position = |a: NodeId| {
        let variable = site.scopes().resolve(a).filter(|_| tree.kind(a) == Kind::Ident)?;
        let is_kept = !site.scopes().uses(variable).iter().any(|&u| is_write(tree, u));
        all.iter().position(|p| is_kept && is_word(p, variable))
    };
    let changes = |name: &str| {
        is_changing_program(name) || name.rsplit('/').next().is_some_and(orders::is_releasing_program)
    };
    words_of_line(site, call).into_iter().find_map(position).is_some_and(|index| {
        is_called_so(site, &|caller, outer| {
            let program = caller.tree().arg(outer, index);
            let words = program.map(|p| values_of(caller, p)).unwrap_or_default();
            words.into_iter().filter_map(|v| beginning(caller, v)).any(|w| w.whole && changes(w.text))
        })
    })
}

/// `go run .`: what it has built and started knows nothing of its end; `sudo make`: what runs as somebody else cannot
/// be killed, and is not told.
pub fn only_starts_another(site: Site, call: NodeId) -> bool {
    let words = words_of_line(site, call);
    let mut words = words.iter().map(|&a| beginning(site, a).filter(|w| w.whole).map(|w| w.text));
    match words.next().flatten() {
        Some("go") => words.next() == Some(Some("run")),
        Some(first) => orders::runs_as_another(first),
        None => false,
    }
}

/// What is looked for by a call that finds programs, where the expression is one: `exec.LookPath("brew")`.
fn looked_up(site: Site, expr: NodeId) -> NodeId {
    let tree = site.tree();
    let is_lookup = tree.kind(expr) == Kind::Call && called_name(site, expr) == Some("LookPath");
    tree.only_arg(expr).filter(|_| is_lookup).unwrap_or(expr)
}

/// Whether the program is this one, which ends well only if it is told to.
pub fn is_itself(site: Site, call: NodeId) -> bool {
    let first = words_of_line(site, call).first().copied();
    first.into_iter().any(|p| names_itself(site, p))
}

/// Whether the expression is the path of this program, as far as that can be told: `os.Executable()`, `os.Args[0]`, or
/// what is kept under a name for that, `s.OS.ExecPath`.
pub fn names_itself(site: Site, expr: NodeId) -> bool {
    const NAMES: [&str; 5] = ["execpath", "exepath", "executablepath", "selfexe", "selfpath"];
    let tree = site.tree();
    let is_asked = |v: NodeId| {
        let known = site.callee(v);
        known.known().is_some_and(|k| k.is_func("os", "Executable"))
    };
    let last = tree.text(expr).rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    tree.text(expr) == "os.Args[0]"
        || NAMES.contains(&last.as_str())
        || values_of(site, expr).into_iter().any(is_asked)
}

/// `exec.Command("")`: there is no process, but an error.
pub fn names_nothing(site: Site, call: NodeId) -> bool {
    let first = words_of_line(site, call).first().copied();
    first.and_then(|a| beginning(site, a)).is_some_and(|w| w.whole && w.text.is_empty())
}

/// What the expression may be: of a variable, everything that it is given.
fn values_of(site: Site, expr: NodeId) -> Vec<NodeId> {
    let (tree, scopes) = (site.tree(), site.scopes());
    let Some(variable) = scopes.resolve(expr).filter(|_| tree.kind(expr) == Kind::Ident) else {
        return vec![expr];
    };
    let targets = scopes.uses(variable).iter().copied().chain([scopes.binding(variable).ident]);
    targets.filter_map(|t| value_given_to(site, t)).collect()
}

/// The value that the assignment or declaration of which `target` is the left side, or one of them, gives it.
pub fn value_given_to(site: Site, target: NodeId) -> Option<NodeId> {
    match given(site, target)?.0 {
        Given::Value(value) | Given::Result(value, 0) => Some(value),
        Given::Result(..) => None,
    }
}
