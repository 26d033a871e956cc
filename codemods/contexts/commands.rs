//! Commands of a command line that are only being put together, or whose functions are called without running them: one
//! has no context, but nil, before it runs.

use super::origins::{Given, given};
use super::parameters::{Parameter, parameters};
use super::thread::scan::Scan;
use crate::contexts::callers::{MAX_CALLERS, may_call};
use crate::contexts::calls::called_name;
use crate::facts::requests::{COBRA, RequestType};
use crate::golang::program::Site;
use crate::golang::scopes::{BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// First words of methods by which a command is made, or run from without.
const MAKING: &[&str] = &["Add", "Execute", "Mark", "Register", "Set", "Init"];

/// Methods that give the flags of a command.
const FLAGS: &[&str] = &["Flags", "PersistentFlags", "LocalFlags"];

/// Whether the function of the parameter, of that kind, makes or runs the command that it is given: it says so by what
/// it does with it, and does not get the arguments that the command is run with.
pub fn is_being_made(site: Site, parameter: &Parameter, kind: &RequestType) -> bool {
    let Some(variable) = parameter.variable.filter(|_| kind.package == COBRA) else { return false };
    let is_run = || parameters(site, parameter.func).iter().any(|p| is_arguments(&p.type_in(site)));
    let uses = site.scopes().uses(variable);
    // What it is given here it does not have yet.
    let gets_context = |&u: &NodeId| selected(site, u).is_some_and(|(_, name)| name == "SetContext");
    uses.iter().any(gets_context) || !is_run() && uses.iter().any(|&u| makes(site, u))
}

/// `args []string`
fn is_arguments(t: &Type) -> bool {
    matches!(t, Type::Slice(element) if **element == Type::STRING)
}

/// `cmd.AddCommand(…)`, `cmd.RunE = …`, `cmd.Flags().StringVar(…)`
fn makes(site: Site, command: NodeId) -> bool {
    let tree = site.tree();
    let Some((selector, name)) = selected(site, command) else { return false };
    if is_write(tree, selector) {
        return true;
    }
    if MAKING.iter().any(|m| name.starts_with(m)) {
        return true;
    }
    let flags = tree.parent(selector).filter(|&c| tree.kind(c) == Kind::Call && FLAGS.contains(&name));
    flags.and_then(|f| selected(site, f)).is_some_and(|(_, name)| defines_flag(name))
}

/// The selector whose operand is `node`, and what it selects.
fn selected<'a>(site: Site<'a>, node: NodeId) -> Option<(NodeId, &'a str)> {
    let tree = site.tree();
    let selector = tree.parent(node).filter(|&s| tree.child(s, Field::Operand) == Some(node))?;
    Some((selector, tree.text(tree.child(selector, Field::FieldName)?)))
}

/// `StringVar`, `BoolVarP`, `IntP`, `String`, `AddFlagSet`, `MarkHidden`; not `GetString`, `Changed`, `Lookup`.
fn defines_flag(name: &str) -> bool {
    const PLAIN: &[&str] =
        &["String", "StringSlice", "StringArray", "Bool", "Int", "Duration", "Uint", "Float64"];
    ["Var", "VarP", "VarPF"].iter().any(|end| name.ends_with(end))
        || PLAIN.iter().any(|p| name.strip_suffix('P').unwrap_or(name) == *p)
        || ["Add", "Mark"].iter().any(|start| name.starts_with(start))
}

/// The fields of a command that hold what it does.
const RUNS: &[&str] = &[
    "Run",
    "RunE",
    "PreRun",
    "PreRunE",
    "PostRun",
    "PostRunE",
    "PersistentPreRun",
    "PersistentPreRunE",
    "PersistentPostRun",
    "PersistentPostRunE",
];

/// Whether something in the folder, a test as a rule, calls the function of the parameter, of that kind, or what a
/// command does, with a command that may not be running: `run(&cobra.Command{}, nil)`, `cmd.RunE(cmd, nil)`; or one
/// that hands its own command on to it.
pub fn is_called_without_running(site: Site, parameter: &Parameter, kind: &RequestType) -> bool {
    kind.package == COBRA && may_be_at_rest(site, parameter, MAX_CALLERS)
}

/// Whether the parameter may be such a command, as far as is known `depth` callers back.
fn may_be_at_rest(site: Site, parameter: &Parameter, depth: usize) -> bool {
    let tree = site.tree();
    let name = tree.child(parameter.func, Field::Name).map(|n| tree.text(n));
    // What commands do, and who calls that, has been looked at before.
    let runs = RUNS.iter().copied().filter(|_| depth == MAX_CALLERS);
    let words: Vec<&str> = runs.chain(name).collect();
    let packages = site.program.packages_in(&site.package.dir);
    Scan { program: site.program, packages: &packages }.readable(&words).any(|inner| {
        let tree = inner.tree();
        tree.calls(tree.root()).any(|call| {
            let called = called_name(inner, call);
            let is_it = || called == name && may_call(inner, call, site);
            let operand = tree.receiver(call);
            let is_run =
                |n| words.contains(&n) && RUNS.contains(&n) && operand.is_some_and(|o| is_command(inner, o));
            called.is_some_and(|n| is_run(n) || is_it())
                && (gives_one_at_rest(inner, call)
                    || depth > 0
                        && is_it()
                        && handed_on(inner, call).any(|p| may_be_at_rest(inner, &p, depth - 1)))
        })
    })
}

/// The commands that the declaration has as parameters and hands on to the call.
fn handed_on(site: Site<'_>, call: NodeId) -> impl Iterator<Item = Parameter> + '_ {
    let tree = site.tree();
    let is_given = move |p: &Parameter| {
        p.variable.is_some() && tree.args(call).any(|a| site.scopes().resolve(a) == p.variable)
    };
    parameters(site, tree.root()).into_iter().filter(move |p| {
        is_given(p) && matches!(&p.type_in(site), Type::Pointer(to) if to.is_named(COBRA, "Command"))
    })
}

/// Whether the expression is a `*cobra.Command`.
fn is_command(site: Site, expr: NodeId) -> bool {
    matches!(&site.type_of(expr), Type::Pointer(to) if to.is_named(COBRA, "Command"))
}

/// Whether an argument of the call is a command that the function around has not been given, and has given no context.
fn gives_one_at_rest(site: Site, call: NodeId) -> bool {
    let (tree, scopes) = (site.tree(), site.scopes());
    tree.args(call).map(|a| tree.unparen(a)).any(|argument| {
        if !is_command(site, argument) {
            return false;
        }
        let variable = scopes.resolve(argument).filter(|_| tree.kind(argument) == Kind::Ident);
        let Some(variable) = variable else { return true };
        let gets_context = |&u: &NodeId| {
            selected(site, u).is_some_and(|(_, m)| m.starts_with("SetContext") || m.starts_with("Execute"))
        };
        let binding = scopes.binding(variable);
        let is_found = || matches!(given(site, binding.ident), Some((Given::Result(..), _)));
        !matches!(binding.kind, BindingKind::Param | BindingKind::Receiver | BindingKind::Range)
            && !is_found()
            && !scopes.uses(variable).iter().any(gets_context)
    })
}
