//! Commands that the user gives to another program by way of this one: `tool docker run …`. The other is at the user's
//! terminal, hears itself when it is to stop (Ctrl-C goes to all that run there), and winds up as it is made to.

use crate::contexts::module_calls::is_called_so;
use crate::contexts::parameters::{Parameter, parameters};
use crate::contexts::programs::value_given_to;
use crate::contexts::types::request_type;
use crate::facts::requests::Lives;
use crate::golang::program::Site;
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// Whether the `command` that `call` makes writes to the program's own standard output and standard error, and its last
/// words are those that were given to a command of the program as they are: `exec.Command("docker", args...)`.
pub(super) fn are_handed_on(site: Site, call: NodeId, command: BindingId) -> bool {
    let tree = site.tree();
    let writes_to = |field: &str, own: [&str; 2]| {
        site.scopes().uses(command).iter().any(|&u| {
            let selector = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector);
            let is_field = |s: NodeId| tree.child(s, Field::FieldName).is_some_and(|f| tree.text(f) == field);
            let value = selector.filter(|&s| is_field(s)).and_then(|s| value_given_to(site, s));
            value.is_some_and(|v| is_of_program(site, v, own))
        })
    };
    let last = tree.args(call).last();
    let Some(words) = last.filter(|&l| tree.kind(l) == Kind::Ellipsis) else { return false };
    writes_to("Stdout", ["Stdout", "OutOrStdout"])
        && writes_to("Stderr", ["Stderr", "ErrOrStderr"])
        && tree.subtree(words).any(|n| are_of_user(site, n))
}

/// `os.Stdout`, `cmd.OutOrStdout()`
fn is_of_program(site: Site, value: NodeId, [file, method]: [&str; 2]) -> bool {
    let tree = site.tree();
    let named = |n: NodeId, name: &str| tree.child(n, Field::FieldName).is_some_and(|f| tree.text(f) == name);
    match tree.kind(value) {
        Kind::Selector => {
            named(value, file)
                && tree
                    .child(value, Field::Operand)
                    .is_some_and(|o| site.names_import(o).as_deref() == Some("os"))
        }
        Kind::Call => tree.child(value, Field::Function).is_some_and(|f| named(f, method)),
        _ => false,
    }
}

/// Whether the variable at `n` is a parameter for the words of a command: beside that in what the command runs, or of a
/// function to which they are handed on by such a one.
fn are_of_user(site: Site, n: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(n) else { return false };
    let all = parameters(site, func);
    let Some(index) = words_at(site, &all, n) else { return false };
    let is_given = |caller: Site, call: NodeId| {
        let tree = caller.tree();
        let argument = tree.arg(call, index);
        argument.is_some_and(|a| {
            let around = tree.enclosing_func(a).map(|f| parameters(caller, f)).unwrap_or_default();
            has_command(caller, &around) && words_at(caller, &around, a).is_some()
        })
    };
    has_command(site, &all) || func == tree.root() && is_called_so(site, &is_given)
}

/// Which of the parameters the variable at `n` is, if that is a list of words.
fn words_at(site: Site, all: &[Parameter], n: NodeId) -> Option<usize> {
    let variable = site.scopes().resolve(n).filter(|_| site.tree().kind(n) == Kind::Ident)?;
    let index = all.iter().position(|p| p.variable == Some(variable))?;
    let is_list = matches!(all[index].type_in(site), Type::Slice(of) if *of == Type::STRING);
    is_list.then_some(index)
}

/// Whether one of the parameters is a command of the program.
fn has_command(site: Site, all: &[Parameter]) -> bool {
    all.iter().any(|p| request_type(site, &p.type_in(site)).is_some_and(|kind| kind.lives == Lives::Process))
}
