//! Commands of a command line that are only being put together: one has no context before it runs.

use super::parameters::{Parameter, parameters};
use crate::facts::requests::{COBRA, RequestType};
use crate::golang::program::Site;
use crate::golang::scopes::is_write;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// First words of methods by which a command is made, or run from without.
const MAKING: &[&str] = &["Add", "Execute", "Mark", "Register", "Set", "Init"];

/// Methods that give the flags of a command.
const FLAGS: &[&str] = &["Flags", "PersistentFlags", "LocalFlags"];

/// Whether the function of the parameter, of that kind, makes or runs the command that it is given: it says so by what it
/// does with it, and does not get the arguments that the command is run with.
pub fn is_being_made(site: Site, parameter: &Parameter, kind: &RequestType) -> bool {
    let Some(variable) = parameter.variable.filter(|_| kind.package == COBRA) else { return false };
    let is_run = || parameters(site, parameter.func).iter().any(|p| is_arguments(&p.type_in(site)));
    !is_run() && site.scopes().uses(variable).iter().any(|&u| makes(site, u))
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
