//! What becomes of a command: a context that ends kills its process.

use super::user_words;
use crate::contexts::callers::declarations;
use crate::contexts::calls::{called_name, passed_to};
use crate::contexts::cancellation::{after_cancellation, is_done};
use crate::contexts::clean_up::where_failed;
use crate::contexts::detached::outcome::is_by_the_way;
use crate::contexts::operations::is_answered_for;
use crate::contexts::origins::{Given, given};
use crate::contexts::programs::{
    changes_machine, is_itself, is_named_by_callers, names_nothing, only_starts_another, runs_hook,
    takes_away, upgrades, value_given_to,
};
use crate::contexts::returns::fails;
use crate::contexts::runners::is_run_under_another;
use crate::contexts::types::{declared_results, is_error, named, results};
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::{BindingId, is_write};
use crate::golang::syntax::{Field, Kind, NodeId, Op};

/// What becomes of a command's process.
pub(super) enum Fate {
    /// It is run, or started and waited for.
    Ends,
    /// The code ends it in a way of its own, or starts it to go on; or its user ends it; or it must come to its end.
    Managed,
    /// It must not be killed, and why: continues «the process …».
    GoesOn(&'static str),
}

const SIGNALLED: &str = "is sent signals, which a kill would forestall";
const RETURNED: &str = "is the caller's, who may let it go on";

/// How many calls back the callers of a function that returns a command are looked at.
const MAX_DEPTH: usize = 2;

/// Whether the call makes a command, or stands in for the function that does: `runner.Command(name, args...)`.
pub(super) fn makes_command(site: Site, call: NodeId) -> bool {
    results(site, call).first().is_some_and(|t| named(t.pointee()) == Some(("os/exec", "Cmd")))
}

/// What becomes of the process of the command that `call` makes. `returned`: the command, or what holds it, is given
/// back to the caller.
pub(super) fn fate(site: Site, call: NodeId, returned: bool) -> Fate {
    match of_command(site, call) {
        Fate::Ends if names_nothing(site, call) => Fate::Managed,
        // A kill would leave a system half changed, or the other process running: nobody would want it.
        Fate::Ends if changes_machine(site, call) || upgrades(site, call) => Fate::Managed,
        Fate::Ends if only_starts_another(site, call) || runs_hook(site, call) => Fate::Managed,
        Fate::Ends if gives_exit_as_result(site, call) => Fate::Managed,
        Fate::Ends if is_itself(site, call) || is_named_by_callers(site, call) => Fate::Managed,
        Fate::Ends if returned && is_returned(site, call) => of_callers(site, call, 0),
        // What holds it and is given back is there to end it.
        Fate::Ends if returned => Fate::Managed,
        fate => fate,
    }
}

/// Whether the function asks with what status the process has ended, and gives that back as a result, without an error:
/// `if exit, ok := err.(*exec.ExitError); ok { return exit.ExitCode(), nil }`. One that was killed has none.
fn gives_exit_as_result(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(call) else { return false };
    let names_exit = |n: NodeId| {
        tree.kind(n).is_name() && tree.text(n) == "ExitError"
            || tree.kind(n) == Kind::Ident
                && named(site.type_of(n).pointee().pointee()) == Some(("os/exec", "ExitError"))
    };
    let asks = |branch: NodeId| {
        let head = [tree.child(branch, Field::Initializer), tree.child(branch, Field::Condition)];
        head.into_iter().flatten().any(|h| tree.subtree(h).any(names_exit))
    };
    let gives = |block: NodeId| {
        let returns = tree.subtree(block).filter(|&n| tree.kind(n) == Kind::Return);
        returns.into_iter().any(|r| {
            let values = tree.only_child(r).map(|l| tree.list(l)).unwrap_or_default();
            values.len() > 1 && values.last().is_some_and(|&v| tree.kind(v) == Kind::Nil)
        })
    };
    declared_results(site, func).last().is_some_and(is_error)
        && tree
            .subtree(func)
            .filter(|&n| tree.kind(n) == Kind::If && n > call)
            .any(|branch| asks(branch) && tree.child(branch, Field::Consequence).is_some_and(gives))
}

/// What all callers that are known, those in the package, do with the command that they are given.
fn of_callers(site: Site, call: NodeId, depth: usize) -> Fate {
    let tree = site.tree();
    let func = tree.enclosing_func(call).filter(|&f| tree.kind(f) != Kind::FuncLit);
    // What a test gives for a command is not the command.
    if func.is_none() && site.file.is_test() {
        return Fate::Managed;
    }
    let Some(name) = func.and_then(|f| tree.child(f, Field::Name)).map(|n| tree.text(n)) else {
        return Fate::GoesOn(RETURNED);
    };
    let mut known = false;
    for caller in declarations(site, move |_, text: &str| text.contains(name)) {
        let calls = |n: &NodeId| {
            caller.tree().kind(*n) == Kind::Call
                && called_name(caller, *n) == Some(name)
                && calls_here(caller, *n, site)
        };
        for n in caller.tree().subtree(caller.tree().root()).filter(calls) {
            known = true;
            let fate = match of_command(caller, n) {
                Fate::Ends if is_returned(caller, n) && depth < MAX_DEPTH => of_callers(caller, n, depth + 1),
                Fate::Ends if is_returned(caller, n) => Fate::GoesOn(RETURNED),
                fate => fate,
            };
            match fate {
                Fate::Ends => {}
                Fate::Managed => return Fate::Managed,
                Fate::GoesOn(_) => return Fate::GoesOn(RETURNED),
            }
        }
    }
    if known { Fate::Ends } else { Fate::GoesOn(RETURNED) }
}

/// Whether the call is one of the function at `site`, or may be.
fn calls_here(caller: Site, call: NodeId, site: Site) -> bool {
    match caller.callee(call) {
        Callee::Known(known) if !known.decls.is_empty() => {
            known.decls.iter().any(|d| d.decl == site.decl && d.file.path == site.file.path)
        }
        _ => true,
    }
}

/// Whether the command that `call` gives is returned as it is, or in something that is made where it is returned.
fn is_returned(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let in_return = |n: NodeId| {
        let mut up = tree.ancestors(n).take_while(|&a| tree.kind(a) != Kind::FuncLit);
        up.any(|a| tree.kind(a) == Kind::Return)
            && !tree.parent(n).is_some_and(|p| tree.kind(p) == Kind::Selector)
    };
    let variable = kept_in(site, call);
    in_return(call) || variable.is_some_and(|v| site.scopes().uses(v).iter().any(|&u| in_return(u)))
}

/// What this function does with the command that `call` gives.
fn of_command(site: Site, call: NodeId) -> Fate {
    let tree = site.tree();
    if takes_away(site, call) && !is_answered_for(site, call, kept_in(site, call)) {
        return Fate::Managed;
    }
    let method = tree.parent(call).filter(|&s| tree.kind(s) == Kind::Selector);
    if let Some(name) = method.and_then(|s| tree.child(s, Field::FieldName)) {
        return if tree.text(name) == "Start" { Fate::Managed } else { Fate::Ends };
    }
    match kept_in(site, call) {
        Some(variable) if user_words::are_handed_on(site, call, variable) => Fate::Managed,
        Some(variable) => of_variable(site, variable),
        None if is_given_to_manager(site, call) => Fate::Managed,
        None => Fate::Ends,
    }
}

/// The variable that is given the result of the call.
fn kept_in(site: Site, call: NodeId) -> Option<BindingId> {
    let tree = site.tree();
    let stmt = tree
        .ancestors(call)
        .find(|&a| matches!(tree.kind(a), Kind::ShortVar | Kind::Assign | Kind::VarSpec))?;
    let targets = match tree.child(stmt, Field::Left) {
        Some(left) => tree.list(left),
        None => tree.children_in(stmt, Field::Name).collect(),
    };
    let is_command = |t: NodeId| {
        let ty = site.type_of(t);
        ty.is_unknown() || named(ty.pointee()) == Some(("os/exec", "Cmd"))
    };
    let here = |&t: &NodeId| match given(site, t) {
        Some((Given::Value(c), _)) => c == call,
        Some((Given::Result(c, _), _)) => c == call && is_command(t),
        None => false,
    };
    targets.into_iter().find(here).and_then(|t| site.scopes().resolve(t))
}

fn of_variable(site: Site, command: BindingId) -> Fate {
    let tree = site.tree();
    let (mut started, mut waited) = (false, false);
    for &u in site.scopes().uses(command) {
        if is_given_to_manager(site, u) || is_run_under_another(site, u) {
            return Fate::Managed;
        }
        let Some(selector) = tree.parent(u).filter(|&s| tree.kind(s) == Kind::Selector) else { continue };
        let Some(name) = tree.child(selector, Field::FieldName) else { continue };
        match tree.text(name) {
            "Start" => started = true,
            "Run" if describes_failure(site, selector) => return Fate::Managed,
            "Wait" => waited |= !in_goroutine(site, u, command) && !where_failed(site, selector),
            "Process" => match of_process(site, selector) {
                Some("Signal") if only_asks(site, selector) => {}
                Some("Signal") if hears_of_end(site, selector) => return Fate::Managed,
                Some("Signal") => return Fate::GoesOn(SIGNALLED),
                Some(_) => return Fate::Managed,
                None => {}
            },
            "Stdin" if takes_terminal(site, selector) => return Fate::Managed,
            // One that has an error is not started.
            "Err" if is_write(tree, selector) => return Fate::Managed,
            "SysProcAttr" if detaches(site, selector) => return Fate::Managed,
            _ => {}
        }
    }
    if started && !waited { Fate::Managed } else { Fate::Ends }
}

/// `cmd.Process.Signal(syscall.Signal(0))`: it is only asked whether there still is a process.
fn only_asks(site: Site, process: NodeId) -> bool {
    let tree = site.tree();
    let call = tree.parent(process).and_then(|method| tree.parent(method));
    let signal = call.and_then(|c| tree.only_arg(c));
    let number = signal.map(|s| tree.only_arg(s).unwrap_or(s));
    number.is_some_and(|n| site.constant(n) == Some(0))
}

/// Whether nobody asks how the run of the command went, and the block around returns an error behind it: what it prints
/// is to tell more of that. `_ = logs.Run()`
fn describes_failure(site: Site, method: NodeId) -> bool {
    let tree = site.tree();
    let call = tree.parent(method).filter(|&c| tree.kind(c) == Kind::Call);
    let block = call.and_then(|c| tree.stmt_of(c)).and_then(|s| tree.parent(s));
    let last = block.and_then(|b| tree.stmts(b).last());
    call.is_some_and(|c| is_by_the_way(site, c))
        && block.and_then(|b| tree.parent(b)).is_some_and(|i| tree.kind(i) == Kind::If)
        && last.is_some_and(|s| tree.kind(s) == Kind::Return && fails(site, s))
}

/// Whether the node stands where a context has ended, or in a literal that waits for that or is run then: what is done
/// there ends the process.
fn hears_of_end(site: Site, node: NodeId) -> bool {
    let tree = site.tree();
    let is_run_then = |l: NodeId| {
        passed_to(site, l)
            .is_some_and(|c| matches!(site.callee(c), Callee::Known(k) if k.is_func("context", "AfterFunc")))
    };
    if after_cancellation(site, node) || tree.enclosing_func(node).is_some_and(is_run_then) {
        return true;
    }
    let literal = tree.enclosing_func(node).filter(|&f| tree.kind(f) == Kind::FuncLit);
    literal.is_some_and(|l| {
        let mut receives =
            tree.subtree(l).filter(|&n| n < node && tree.kind(n) == Kind::Unary && tree.op(n) == Op::Receive);
        receives.any(|n| tree.child(n, Field::Operand).is_some_and(|o| is_done(site, o)))
    })
}

/// Whether the command is put into something of another package, which is there to start and end it:
/// `plugin.NewClient(&plugin.ClientConfig{Cmd: cmd})`.
fn is_given_to_manager(site: Site, command: NodeId) -> bool {
    let tree = site.tree();
    let element = tree.parent(command).filter(|&e| tree.kind(e) == Kind::KeyedElement);
    let literal = element.and_then(|e| tree.parent(e)).and_then(|values| tree.parent(values));
    let ty = literal.and_then(|l| tree.child(l, Field::Type));
    ty.is_some_and(|t| tree.kind(t) == Kind::QualifiedType)
}

/// The method of `cmd.Process`, or the function given its number, that ends the process or lets go of it.
fn of_process<'a>(site: Site<'a>, process: NodeId) -> Option<&'a str> {
    let tree = site.tree();
    let outer = tree.parent(process).filter(|&s| tree.kind(s) == Kind::Selector)?;
    let name = tree.text(tree.child(outer, Field::FieldName)?);
    match name {
        "Signal" | "Kill" | "Release" | "Wait" => Some(name),
        "Pid" => {
            let calls = tree.ancestors(outer).take_while(|&a| tree.field(a) != Field::Stmt);
            let mut names =
                calls.filter(|&a| tree.kind(a) == Kind::Call).filter_map(|c| called_name(site, c));
            names.find(|n| {
                let n = n.to_ascii_lowercase();
                ["kill", "signal", "terminate", "interrupt"].iter().any(|w| n.contains(w))
            })
        }
        _ => None,
    }
}

/// What programs call the reader that stands for their own standard input: a field of their streams, a method of
/// their command.
const STANDARD_INPUT: &[&str] = &["Stdin", "stdin", "In", "InOrStdin"];

/// `cmd.Stdin = os.Stdin`, or what may stand for it: `cmd.Stdin = streams.In`.
fn takes_terminal(site: Site, stdin: NodeId) -> bool {
    value_given_to(site, stdin).is_some_and(|value| {
        let variable = site.scopes().resolve(value).filter(|_| site.tree().kind(value) == Kind::Ident);
        let first = variable.and_then(|v| value_given_to(site, site.scopes().binding(v).ident));
        is_standard_input(site, first.unwrap_or(value))
    })
}

/// `os.Stdin`, or what is called like it and may be the terminal by its type: is no reader of data in memory.
fn is_standard_input(site: Site, value: NodeId) -> bool {
    let tree = site.tree();
    let operand = tree.child(value, Field::Operand);
    let name = match tree.kind(value) {
        Kind::Selector => tree.child(value, Field::FieldName).map(|f| tree.text(f)),
        Kind::Ident => Some(tree.text(value)),
        Kind::Call => called_name(site, value),
        _ => None,
    };
    let Some(name) = name.filter(|name| STANDARD_INPUT.contains(name)) else { return false };
    if name == "Stdin" && operand.is_some_and(|o| site.names_import(o).as_deref() == Some("os")) {
        return true;
    }
    let ty = site.type_of(value);
    let readers = [("os", "File"), ("io", "Reader"), ("io", "ReadCloser")];
    ty.is_unknown() || named(ty.pointee()).is_some_and(|n| readers.contains(&n))
}

/// `cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}`
fn detaches(site: Site, attributes: NodeId) -> bool {
    let tree = site.tree();
    let stmt = tree.stmt_of(attributes);
    let is_key = |n: NodeId| {
        tree.kind(n) == Kind::KeyedElement
            && tree.child(n, Field::Key).is_some_and(|k| tree.text(k) == "Setsid")
            && tree.child(n, Field::Value).is_some_and(|v| tree.text(v) == "true")
    };
    let selects = |n: NodeId| {
        tree.kind(n) == Kind::Selector
            && tree.child(n, Field::FieldName).is_some_and(|f| tree.text(f) == "Setsid")
    };
    stmt.is_some_and(|s| tree.subtree(s).any(|n| is_key(n) || selects(n)))
}

/// Whether the use stands in a literal that is started with `go` while the command's function goes on.
fn in_goroutine(site: Site, u: NodeId, command: BindingId) -> bool {
    let tree = site.tree();
    let func = site.scopes().binding(command).func;
    let inside = tree.ancestors(u).take_while(|&a| a != func);
    let mut literals = inside.filter(|&a| matches!(tree.kind(a), Kind::FuncLit | Kind::Go));
    literals.next().is_some_and(|_| !is_joined(site, u, func))
}

/// Whether the goroutine that holds `u` is waited for.
fn is_joined(site: Site, u: NodeId, func: NodeId) -> bool {
    use crate::contexts::join::{Joined, joined};
    let tree = site.tree();
    let stmts = tree.ancestors(u).take_while(|&a| a != func).filter(|&a| tree.kind(a) == Kind::Go);
    let Some(stmt) = stmts.last() else { return true };
    joined(site, &site.flow(func), func, stmt, stmt) > Joined::No
}
