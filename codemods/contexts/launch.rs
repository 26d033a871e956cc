//! How the commands of a program are launched: one that is run without a context has `context.Background()`, and
//! nothing would change if its functions asked for that.

use super::detached::DETACHED;
use super::endless::is_endless;
use super::limited_commands::gives_limited;
use super::origins::only_value;
use super::sources::Root;
use super::thread::scan::Scan;
use crate::contexts::calls::{called_name, is_detached_call};
use crate::facts::requests::{COBRA, REQUESTS, RequestType, Step, URFAVE_CLI};
use crate::golang::program::{Callee, FuncRef, Package, Site};
use crate::golang::syntax::{Field, Kind, NodeId};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// The methods of a library of commands that matter here.
struct Launcher {
    package: &'static str,
    /// The type whose methods they are.
    owner: &'static str,
    /// They run a command with `context.Background()`.
    run: &'static [&'static str],
    /// They give it a context.
    give: &'static [&'static str],
    /// Functions of other packages that are given a command, and call one of `run`.
    run_by: &'static [(&'static str, &'static [&'static str])],
}

const LAUNCHERS: &[Launcher] = &[
    Launcher {
        package: COBRA,
        owner: "Command",
        run: &["Execute", "ExecuteC"],
        give: &["ExecuteContext", "ExecuteContextC", "SetContext"],
        run_by: &[("k8s.io/component-base/cli", &["Run", "RunNoErrOutput"])],
    },
    Launcher {
        package: URFAVE_CLI,
        owner: "App",
        run: &["Run", "RunAndExitOnError"],
        give: &["RunContext"],
        run_by: &[],
    },
];

/// How the programs of a module run the commands of one library.
#[derive(Default)]
struct Launch {
    /// By package.
    runs: BTreeMap<Arc<str>, Runs>,
    importers: Importers,
    /// In the programs that run commands without a context. Those of other programs say nothing of these, and a fix
    /// there must not change what is found here.
    without_context: Habits,
    /// The packages in which something asks a command for its context.
    asking: BTreeSet<Arc<str>>,
    /// Something in the module gives a command a context with a limit.
    limits: bool,
}

/// What functions do where the library is imported.
#[derive(Clone, Copy, Default)]
struct Habits {
    /// How many ask a command for its context.
    asking: usize,
    /// How many make a context from nothing.
    detached: usize,
}

/// How a package runs commands.
#[derive(Clone, Copy, Default)]
struct Runs {
    /// Somewhere without a context.
    plainly: bool,
    /// Somewhere with one.
    with_context: bool,
}

/// By the path of a package, those that import it.
#[derive(Default)]
struct Importers {
    of: BTreeMap<Arc<str>, Vec<Arc<str>>>,
    programs: BTreeSet<Arc<str>>,
}

impl Importers {
    fn new(packages: &[Arc<Package>]) -> Importers {
        let mut importers = Importers::default();
        for package in packages {
            let path: Arc<str> = Arc::from(&*package.path);
            if package.name == "main" {
                importers.programs.insert(path.clone());
            }
            for file in package.files.iter().filter(|f| !f.is_test()) {
                for import in &file.skim.imports {
                    importers.of.entry(Arc::from(&*import.path)).or_default().push(path.clone());
                }
            }
        }
        importers
    }

    /// Those that import one of the `paths` themselves.
    fn directly(&self, paths: &[Arc<str>]) -> Vec<Arc<str>> {
        let mut all: Vec<Arc<str>> = paths.iter().flat_map(|p| self.of.get(p)).flatten().cloned().collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The programs that the package is a part of.
    fn programs_with(&self, path: &str) -> BTreeSet<Arc<str>> {
        let mut all: BTreeSet<Arc<str>> = BTreeSet::new();
        let mut waiting: Vec<Arc<str>> = vec![Arc::from(path)];
        while let Some(path) = waiting.pop() {
            if all.insert(path.clone()) {
                waiting.extend(self.of.get(&path).into_iter().flatten().cloned());
            }
        }
        all.retain(|p| self.programs.contains(p));
        all
    }
}

/// How far the context that a program gives its commands is followed.
const MAX_STEPS: usize = 3;

/// How many functions make contexts from nothing to each that asks a command, where nobody counts on what that gives.
const SELDOM: usize = 4;

/// The root of the build list, and the library.
type Key = (Arc<Path>, &'static str);

#[derive(Default)]
struct Known(Mutex<BTreeMap<Key, Arc<Launch>>>);

/// Whether the programs that `site` is a part of run commands of that kind without a context, and its authors do not
/// count on theirs: nothing asks a command for it, or hardly anything does.
pub fn has_no_context(site: Site, kind: &RequestType) -> bool {
    of_kind(site, kind).is_some_and(|(_, launch)| {
        let Habits { asking, detached } = launch.without_context;
        launch.is_without_context(&site.package.path) && (asking == 0 || asking * SELDOM < detached)
    })
}

/// The method that would give commands of that kind a context, where the programs that `site` is a part of run them
/// without one.
pub fn would_give_context(site: Site, kind: &RequestType) -> Option<&'static str> {
    let (launcher, launch) = of_kind(site, kind)?;
    launcher.give.first().copied().filter(|_| launch.is_without_context(&site.package.path))
}

/// Whether something in the module gives a command of that kind a context with a limit, `cmd.SetContext(ctx)`: theirs
/// need not be that of the program.
pub(super) fn limits_commands(site: Site, kind: &RequestType) -> bool {
    of_kind(site, kind).is_some_and(|(_, launch)| launch.limits)
}

/// Whether the root is a command of programs that run their commands without a context: it has `context.Background()`.
pub fn brings_none(site: Site, root: &Root) -> bool {
    root.request_type().is_some_and(|kind| would_give_context(site, kind).is_some())
}

/// Whether the call runs a command, and nothing asks that for the context that it could be given: nothing in the module
/// does so of any, or neither the package of the function that has made it nor one that this imports.
pub fn is_asked_by_nobody(site: Site, call: NodeId) -> bool {
    let called = site.callee(call);
    let Callee::Known(known) = called else { return false };
    let runs = |l: &&Launcher| {
        known.receiver.as_deref() == Some(l.owner)
            && l.package == &*known.package
            && l.run.contains(&&*known.name)
    };
    let launcher = LAUNCHERS.iter().find(runs);
    let kind = launcher.and_then(|l| REQUESTS.iter().find(|r| r.package == l.package));
    kind.and_then(|k| of_kind(site, k)).is_some_and(|(_, launch)| {
        launch.asking.is_empty() || maker(site, call).is_some_and(|f| !launch.may_ask(&f.package))
    })
}

/// The function of the module that has made the command which the call runs: `cmd := newLoginCmd(out)`, and then
/// `cmd.Execute()`.
fn maker(site: Site, call: NodeId) -> Option<FuncRef> {
    let tree = site.tree();
    let command = tree.receiver(call)?;
    let made = if tree.kind(command) == Kind::Ident { only_value(site, command)? } else { command };
    let Callee::Known(known) = site.callee(made) else { return None };
    known.decls.first().filter(|f| f.is_of_module(site)).cloned()
}

impl Launch {
    /// Whether something asks a command for its context, in the package or in one that it imports.
    fn may_ask(&self, package: &Package) -> bool {
        let mut imports = package.files.iter().filter(|f| !f.is_test()).flat_map(|f| &f.skim.imports);
        self.asking.contains(&*package.path) || imports.any(|i| self.asking.contains(&*i.path))
    }

    /// Of the programs that the package is a part of; where none of these runs any, of all.
    fn is_without_context(&self, package: &str) -> bool {
        let own = self.importers.programs_with(package);
        let of_own = |path: &str| !self.importers.programs_with(path).is_disjoint(&own);
        let mut relevant: Vec<Runs> = self.runs.iter().filter(|(p, _)| of_own(p)).map(|(_, &r)| r).collect();
        if relevant.is_empty() {
            relevant = self.runs.values().copied().collect();
        }
        relevant.iter().any(|r| r.plainly) && !relevant.iter().any(|r| r.with_context)
    }
}

fn of_kind(site: Site, kind: &RequestType) -> Option<(&'static Launcher, Arc<Launch>)> {
    let launcher = LAUNCHERS.iter().find(|l| l.package == kind.package)?;
    let known = site.program.lasting::<Known>();
    let get = || known.0.lock().unwrap_or_else(PoisonError::into_inner);
    let key = (site.package.list.root.clone(), launcher.package);
    let found = get().get(&key).cloned();
    let launch = found.unwrap_or_else(|| {
        let launch = Arc::new(launch(site, launcher, kind));
        get().insert(key, launch.clone());
        launch
    });
    Some((launcher, launch))
}

fn launch(site: Site, launcher: &Launcher, kind: &RequestType) -> Launch {
    let whole = site.program.whole(&site.package.list);
    let imported = |path: &str| {
        whole.packages.iter().any(|p| p.files.iter().any(|f| f.skim.imports_path(path).is_some()))
    };
    let run_by = launcher.run_by.iter().filter(|(path, _)| imported(path)).flat_map(|(_, names)| *names);
    let running: Vec<&str> = launcher.run.iter().chain(launcher.give).chain(run_by).copied().collect();
    let asking = kind.steps.last().map(Step::name);
    let words: Vec<&str> = running.iter().chain(DETACHED).copied().chain(asking).collect();
    let mut launch = Launch { importers: Importers::new(&whole.packages), ..Launch::default() };
    // A program may run a command that another package makes, or have it run by a third, and not import the library.
    let using = launch.importers.directly(&[launcher.package.into()]);
    let beside = launch.importers.directly(&using);
    let is_near = |p: &Package| p.name == "main" || using.iter().any(|u| **u == *p.path);
    let is_beside = |p: &Package| beside.iter().any(|u| **u == *p.path);
    let all = whole.packages.iter().filter(|p| is_near(p) || is_beside(p)).cloned();
    let (near, beyond): (Vec<_>, Vec<_>) = all.partition(|p| is_near(p));
    let scan = |packages| Scan { program: site.program, packages };
    let sites = scan(&near).readable(&words).chain(scan(&beyond).readable(&running));
    let mut habits: BTreeMap<Arc<str>, Habits> = BTreeMap::new();
    for inner in sites.filter(|s| !s.file.is_test()) {
        let seen = Seen::of(inner, launcher, kind);
        launch.limits |= seen.limits;
        if seen.runs.plainly || seen.runs.with_context {
            let all = launch.runs.entry(Arc::from(&*inner.package.path)).or_default();
            all.plainly |= seen.runs.plainly;
            all.with_context |= seen.runs.with_context;
        }
        let imports = || inner.file.skim.imports_path(launcher.package).is_some();
        let all = habits.entry(Arc::from(&*inner.package.path)).or_default();
        all.asking += usize::from(seen.asks);
        all.detached += usize::from(seen.detached && imports());
        if seen.asks {
            launch.asking.insert(Arc::from(&*inner.package.path));
        }
    }
    habits.retain(|p, _| launch.is_without_context(p));
    launch.without_context = Habits {
        asking: habits.values().map(|h| h.asking).sum(),
        detached: habits.values().map(|h| h.detached).sum(),
    };
    launch
}

/// What a declaration does with commands, and with contexts.
#[derive(Default)]
struct Seen {
    runs: Runs,
    /// It asks one for its context.
    asks: bool,
    /// It gives one a context with a limit.
    limits: bool,
    /// It makes a context from nothing.
    detached: bool,
}

impl Seen {
    fn of(site: Site, launcher: &Launcher, kind: &RequestType) -> Seen {
        let (tree, mut seen) = (site.tree(), Seen::default());
        for n in tree.subtree(tree.root()) {
            match tree.kind(n) {
                Kind::Call => seen.call(site, n, launcher, kind),
                Kind::Selector => seen.asks |= asks_for_context(site, n, kind),
                _ => {}
            }
        }
        seen
    }

    fn call(&mut self, site: Site, call: NodeId, launcher: &Launcher, kind: &RequestType) {
        let name = called_name(site, call).unwrap_or_default();
        self.runs.plainly |=
            launcher.run.contains(&name) && is_of(site, call, launcher) || is_run_by(site, call, launcher);
        self.limits |= name == "SetContext" && gives_limited(site, call);
        if launcher.give.contains(&name) && may_be_of(site, call, launcher) {
            match gives_endless(site, call) {
                _ if name == "SetContext" && adds_values(site, call, kind) => {}
                true => self.runs.plainly = true,
                false => self.runs.with_context = true,
            }
        }
        self.detached |= is_detached_call(site, call);
    }
}

/// Whether the call gives a context that is no better than none: `root.ExecuteContext(context.Background())`.
fn gives_endless(site: Site, call: NodeId) -> bool {
    let tree = site.tree();
    let first = tree.arg(call, 0);
    first.is_some_and(|context| is_endless(site, context, MAX_STEPS))
}

/// Whether the call gives back to a command, with more in it, the context that it had: `cmd.SetContext(ctx)`, where
/// `ctx` is made of `cmd.Context()`, and the function makes none that could end.
fn adds_values(site: Site, call: NodeId, kind: &RequestType) -> bool {
    let tree = site.tree();
    let Some(func) = tree.enclosing_func(call) else { return false };
    let within = || tree.subtree(func);
    let asks = within().any(|n| tree.kind(n) == Kind::Selector && asks_for_context(site, n, kind));
    let ends = within().filter(|&n| tree.kind(n) == Kind::Call).any(|c| {
        called_name(site, c)
            .is_some_and(|n| n == "NotifyContext" || n.starts_with("With") && n != "WithValue")
    });
    asks && !ends
}

/// Whether the method that is called is the library's.
fn is_of(site: Site, call: NodeId, launcher: &Launcher) -> bool {
    let tree = site.tree();
    let operand = tree.receiver(call);
    operand.is_some_and(|o| site.type_of(o).pointee().is_named(launcher.package, launcher.owner))
}

/// The same where the type of what it is called on is not known. Requests of other libraries have a `SetContext` too,
/// but hardly in a file that imports the library of the commands.
fn may_be_of(site: Site, call: NodeId, launcher: &Launcher) -> bool {
    let unknown = || site.tree().receiver(call).is_some_and(|o| site.type_of(o).pointee().is_unknown());
    let has_own_name = called_name(site, call) != Some("SetContext");
    let imports = || site.file.skim.imports_path(launcher.package).is_some();
    is_of(site, call, launcher) || unknown() && (has_own_name || imports())
}

/// Whether the call gives a command to a function of another package that runs it: `cli.Run(cmd)`.
fn is_run_by(site: Site, call: NodeId, launcher: &Launcher) -> bool {
    let Some(name) = called_name(site, call) else { return false };
    launcher.run_by.iter().filter(|(_, names)| names.contains(&name)).any(|(path, _)| {
        let tree = site.tree();
        let operand = tree.receiver(call);
        operand.and_then(|o| site.names_import(o)).as_deref() == Some(*path)
    })
}

/// `cmd.Context`, `c.Context`
fn asks_for_context(site: Site, selector: NodeId, kind: &RequestType) -> bool {
    let tree = site.tree();
    let name = tree.child(selector, Field::FieldName).map(|n| tree.text(n));
    name.is_some()
        && name == kind.steps.last().map(Step::name)
        && tree
            .child(selector, Field::Operand)
            .is_some_and(|o| site.type_of(o).pointee().is_named(kind.package, kind.name))
}
