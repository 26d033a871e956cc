//! Where a context can be had at a place in a function: what brings one into the function (a parameter that is one,
//! or from which it can be asked), and the variables that hold it or one derived from it.
//!
//! Of several the nearest counts. A context of another origin (a field, a function that knows nothing of the
//! parameter) is nearer than the parameter itself, and no business of the codemods that ask here.

use super::commands::{is_being_made, is_called_without_running};
use super::endless::is_always_given_bare_request;
use super::launch::has_no_context;
use super::limited_commands::has_got_limit;
use super::nil::has_none_at;
use super::nil_requests::{may_be_nil, may_lack_context};
use super::origins::{Given, Origin, Origins, comes_before, given};
use super::parameters::{Parameter, named, parameters, receiver};
use super::served::keeps_served_request;
use super::spent::{is_for_another_part, is_of_group_beside, is_spent, may_have_run_out};
use super::types::{is_context, request_type};
use crate::Options;
use crate::contexts::calls::passed_to;
use crate::edits::Edit;
use crate::facts::requests::{
    CONTROLLERS, HTTP_REQUEST, RequestType, Step, TEST_CONTEXT, TESTING, may_have_controllers,
};
use crate::facts::words;
use crate::golang::program::{File, Program, Site};
use crate::golang::scopes::{BindingId, BindingKind, is_write};
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::{Def, Type};
use std::sync::Arc;

pub use super::spent::{is_limited, limits};

/// What brings a context into a function.
#[derive(Clone, Debug)]
pub struct Root {
    /// The parameter, or the receiver.
    pub parameter: Parameter,
    pub carrier: Carrier,
}

/// How a parameter gives a context.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Carrier {
    /// It is one.
    Context,
    /// It can be asked for it.
    Request(&'static RequestType),
    /// Its field of this name is an `*http.Request`.
    Field(String),
    /// A field of it is one, by this path: `ctx`, `cluster.Context`.
    Kept(String),
    /// It is a test.
    Test,
}

/// An expression for the context, and what makes it mean that.
#[derive(Clone, Debug)]
pub struct Source {
    pub text: String,
    /// Edits that give the parameter a name.
    pub naming: Vec<Edit>,
}

/// Names for a context parameter that has none.
const CONTEXT_NAMES: &[&str] = &["ctx", "parent", "parentCtx"];

impl Root {
    /// The context by the name of its parameter, whatever that is given on the way.
    pub fn by_its_name(&self, site: Site) -> Option<Source> {
        let text = site.tree().text(self.parameter.ident?).to_owned();
        Some(Source { text, naming: Vec::new() })
    }

    /// Whether it is a context itself.
    pub fn is_context(&self) -> bool {
        self.carrier == Carrier::Context
    }

    /// Whether it is a request, a command or a stream, or holds one.
    pub fn is_request(&self) -> bool {
        matches!(self.carrier, Carrier::Request(_) | Carrier::Field(_))
    }

    /// The kind of request it is, or holds.
    pub fn request_type(&self) -> Option<&'static RequestType> {
        match self.carrier {
            Carrier::Context | Carrier::Kept(_) => None,
            Carrier::Request(kind) => Some(kind),
            Carrier::Field(_) => Some(&HTTP_REQUEST),
            Carrier::Test => Some(&TESTING),
        }
    }

    /// The function, method or literal whose parameter it is.
    pub fn func(&self) -> NodeId {
        self.parameter.func
    }

    /// The steps from the parameter to its context.
    fn steps(&self) -> Vec<(bool, &str)> {
        let fields = match &self.carrier {
            Carrier::Field(path) | Carrier::Kept(path) => path.as_str(),
            _ => "",
        };
        let fields = fields.split('.').filter(|name| !name.is_empty()).map(|name| (false, name));
        let steps = self.request_type().map_or(&[][..], |kind| kind.steps);
        let steps = steps.iter().map(|step| match step {
            Step::Method(name) => (true, *name),
            Step::Field(name) => (false, *name),
        });
        fields.chain(steps).collect()
    }

    /// The expression for its context, where the parameter is called `name`.
    pub fn text(&self, name: &str) -> String {
        let asked = self.request_type().map_or_else(String::new, RequestType::ask);
        match &self.carrier {
            Carrier::Field(path) | Carrier::Kept(path) => format!("{name}.{path}{asked}"),
            _ => format!("{name}{asked}"),
        }
    }

    /// Whether `expr` is the expression for its context.
    pub fn is_asked_by(&self, site: Site, expr: NodeId) -> bool {
        self.is_reached_by(site, expr, &self.steps())
    }

    /// Whether `expr` is that, or the beginning of it: the parameter, or what is asked for the context.
    pub fn is_on_the_way(&self, site: Site, expr: NodeId) -> bool {
        let steps = self.steps();
        (0..=steps.len()).any(|taken| self.is_reached_by(site, expr, &steps[..taken]))
    }

    /// Whether `expr` takes these steps from the parameter.
    fn is_reached_by(&self, site: Site, expr: NodeId, steps: &[(bool, &str)]) -> bool {
        let tree = site.tree();
        let mut at = tree.unparen(expr);
        for &(method, name) in steps.iter().rev() {
            let selector = match (method, tree.kind(at)) {
                (true, Kind::Call) => tree.child(at, Field::Function),
                (false, _) => Some(at),
                _ => None,
            };
            let selector = selector.filter(|&s| tree.kind(s) == Kind::Selector);
            let named =
                selector.filter(|&s| tree.child(s, Field::FieldName).is_some_and(|f| tree.text(f) == name));
            let Some(operand) = named.and_then(|s| tree.child(s, Field::Operand)) else { return false };
            at = tree.unparen(operand);
        }
        self.is_named_by(site, at)
    }

    /// Whether `expr` is the parameter itself.
    pub fn is_named_by(&self, site: Site, expr: NodeId) -> bool {
        let variable = self.parameter.variable;
        variable.is_some() && site.tree().kind(expr) == Kind::Ident && site.scopes().resolve(expr) == variable
    }
}

/// What brings a context to `place`: a parameter of the nearest function around it that has one; `None` if that
/// one has several. A test counts only if `options` ask for it.
pub fn root(site: Site, place: NodeId, options: &Options) -> Option<Root> {
    let tree = site.tree();
    for func in tree.ancestors(place).filter(|&a| tree.kind(a).is_func()) {
        let all: Vec<(Parameter, Type)> = parameters(site, func)
            .into_iter()
            .filter(|p| tree.kind(p.decl) == Kind::Param)
            .map(|p| (p, p.type_in(site)))
            .collect();
        let context = |_: &Parameter, t: &Type| is_context(t).then_some(Carrier::Context);
        let request = |p: &Parameter, t: &Type| {
            request_type(site, t)
                .filter(|kind| !is_being_made(site, p, kind) && !has_no_context(site, kind))
                .map(Carrier::Request)
        };
        for carries in [&context as &dyn Fn(&Parameter, &Type) -> Option<Carrier>, &request] {
            let mut candidates = all.iter().filter_map(|(p, t)| Some((p, carries(p, t)?)));
            match (candidates.next(), candidates.next()) {
                (None, _) => {}
                (Some((&parameter, carrier)), None) => {
                    let apart = parameter.ident.is_some_and(|n| {
                        let name = tree.text(n);
                        words::is_context_for_logs(name) || words::tells_to_stop(name)
                    });
                    return (!apart).then_some(Root { parameter, carrier });
                }
                _ => return None,
            }
        }
        if let Some(root) = receiver_root(site, func) {
            return Some(root);
        }
        let test = options.test_context && site.program.go_version(&site.file.path) >= TEST_CONTEXT;
        if let Some((parameter, _)) = all.iter().find(|(_, t)| test && is_test(t)) {
            return Some(Root { parameter: *parameter, carrier: Carrier::Test });
        }
    }
    None
}

/// `*testing.T`, `*testing.B`, `*testing.F`, `testing.TB`
pub fn is_test(t: &Type) -> bool {
    let pointer = matches!(t, Type::Pointer(_));
    let names: &[&str] = if pointer { &["T", "B", "F"] } else { &["TB"] };
    names.iter().any(|name| t.pointee().is_named("testing", name))
}

/// What is found in the names of controllers, and of types that several of them embed.
const CONTROLLING: &[&str] = &["Controller", "Base"];

/// Whether a struct of that text, in the file, may embed the controller of a framework, before it is parsed.
pub fn may_be_controller(program: &Program, file: &File, text: &str) -> bool {
    let module = || program.module(file.path.parent().unwrap_or(&file.path));
    CONTROLLING.iter().any(|n| text.contains(n)) && may_have_controllers(&module())
}

/// How deep a framework's controller is looked for in embedded structs.
const MAX_EMBEDDED: usize = 4;

/// The controller of a framework that the struct `t` embeds.
fn controller(site: Site, t: &Type, depth: usize) -> Option<&'static RequestType> {
    let Type::Struct(fields) = site.program.underlying(t.pointee()) else { return None };
    fields.fields.iter().filter(|f| f.embedded && depth < MAX_EMBEDDED).find_map(|f| {
        let known = CONTROLLERS.iter().find(|c| f.ty.pointee().is_named(c.package, c.name));
        known.or_else(|| controller(site, &f.ty, depth + 1))
    })
}

/// Whether a struct of that text may embed another: one of its lines is a name alone.
pub fn may_embed(text: &str) -> bool {
    text.lines().any(|line| {
        let mut words = line.split("//").next().unwrap_or_default().split_whitespace();
        let name = words.next().map(|w| w.trim_start_matches('*'));
        let is_alone = words.next().is_none_or(|w| w.starts_with(['`', '"']));
        is_alone && name.is_some_and(|n| n.starts_with(|c: char| c.is_alphabetic() || c == '_'))
    })
}

/// The fields of the struct `t`, and of those that it embeds: name and type.
fn fields(site: Site, t: &Type, depth: usize) -> Vec<(Arc<str>, Type)> {
    let Type::Struct(own) = site.program.underlying(t.pointee()) else { return Vec::new() };
    let embedded = own.fields.iter().filter(|f| f.embedded && depth < MAX_EMBEDDED);
    let promoted: Vec<_> = embedded.flat_map(|f| fields(site, &f.ty, depth + 1)).collect();
    own.fields.iter().map(|f| (f.name.clone(), f.ty.clone())).chain(promoted).collect()
}

/// The receiver of `func`, if its struct keeps the request that it serves: an `*http.Request` beside an
/// `http.ResponseWriter`, its own or those of what it embeds. Without the latter it may be one that is being made or
/// sent, and nil, unless who makes the struct is seen to serve it.
fn receiver_root(site: Site, func: NodeId) -> Option<Root> {
    let parameter = receiver(site, func).filter(|p| p.variable.is_some())?;
    let ty = parameter.type_in(site);
    // Of most structs that is known before they are parsed.
    let may_serve = |d: &Def| {
        !d.text().trim_start().starts_with("struct")
            || d.text().contains("Request")
            || may_be_controller(site.program, site.file, d.text())
            || may_embed(d.text())
    };
    if !ty.pointee().as_named()?.defs.iter().any(may_serve) {
        return None;
    }
    if let Some(kind) = controller(site, &ty, 0) {
        return Some(Root { parameter, carrier: Carrier::Request(kind) });
    }
    let all = fields(site, &ty, 0);
    let mut requests =
        all.iter().filter(|f| matches!(&f.1, Type::Pointer(to) if to.is_named("net/http", "Request")));
    let request = requests.next()?;
    let answers = all.iter().any(|f| f.1.is_named("net/http", "ResponseWriter"));
    let owner = ty.pointee().as_named()?;
    let serves = || answers || keeps_served_request(site, owner, &request.0);
    (requests.next().is_none() && serves())
        .then(|| Root { parameter, carrier: Carrier::Field(request.0.to_string()) })
}

/// The source at `place`: the most derived variable that holds the root's context there, else the root itself.
/// `target` is the variable that is about to be given the context. `None` if another context is nearer, or the root
/// cannot be reached there, or has been found to have none.
pub fn source(site: Site, root: &Root, place: NodeId, target: Option<BindingId>) -> Option<Source> {
    if has_none_at(site, root, place) {
        return None;
    }
    let (tree, scopes) = (site.tree(), site.scopes());
    let at = tree.span(place).start as usize;
    let mut origins = Origins::new(site, root);
    let mut best: Option<(bool, usize, u32, BindingId)> = None;
    // What gets a limit of its own is not to be limited by another.
    let has_limit = passed_to(site, place).is_some_and(|call| limits(site, call));
    for variable in visible(site, root.func(), at).filter(|&v| Some(v) != target) {
        let binding = scopes.binding(variable);
        if Some(binding.ident) == root.parameter.ident && root.parameter.variable.is_none() {
            continue;
        }
        let ty = site.type_of(binding.ident);
        if !is_context(&ty) && !ty.is_unknown() {
            continue;
        }
        match origins.variable_at(variable, place) {
            Origin::Root
                if is_spent(site, root, variable, place) || may_have_run_out(site, variable, place) => {}
            Origin::Root if origins.holds(variable, place) && !origins.ended(variable, place) => {
                let fits = (!has_limit || !is_limited(site, variable))
                    && !is_for_another_part(site, root, variable, place)
                    && !is_of_group_beside(site, variable, place);
                let rank = (fits, origins.depth(variable), binding.visible_from, variable);
                best = best.max(Some(rank));
            }
            Origin::Other if is_context(&ty) => return None,
            _ => {}
        }
    }
    let others = best.filter(|&(fits, .., variable)| !fits && is_of_group_beside(site, variable, place));
    if let Some(own) = others.and_then(|_| asked(site, root, place, target)) {
        return Some(own);
    }
    if let Some((.., variable)) = best {
        let text = tree.text(scopes.binding(variable).ident).to_owned();
        return Some(Source { text, naming: Vec::new() });
    }
    asked(site, root, place, target)
}

/// The variables of `func` and of the literals in it whose name means them at byte `at`.
fn visible(site: Site<'_>, func: NodeId, at: usize) -> impl Iterator<Item = BindingId> + '_ {
    let (tree, scopes) = (site.tree(), site.scopes());
    scopes.bindings().filter(move |&b| {
        let binding = scopes.binding(b);
        !matches!(
            binding.kind,
            BindingKind::Const | BindingKind::Type | BindingKind::TypeParam | BindingKind::Label
        ) && tree.contains(func, binding.func)
            && scopes.lookup(tree.text(binding.ident), at) == Some(b)
    })
}

/// How many callers back it is looked for who makes a request.
const MAX_MAKERS: usize = 3;

/// Whether the request is none that anybody waits for: those who call the function have made it without a context.
fn is_bare(site: Site, root: &Root) -> bool {
    root.carrier == Carrier::Request(&HTTP_REQUEST)
        && is_always_given_bare_request(site, root.func(), root.parameter.variable, MAX_MAKERS)
}

/// `r.Context()`, where `r` means the parameter and is still that request; a context parameter that has no name yet.
pub fn asked(site: Site, root: &Root, place: NodeId, target: Option<BindingId>) -> Option<Source> {
    let (tree, scopes) = (site.tree(), site.scopes());
    if root.request_type().is_some_and(|kind| is_called_without_running(site, &root.parameter, kind)) {
        return None;
    }
    if may_be_nil(site, root, place)
        || may_lack_context(site, root, place)
        || is_bare(site, root)
        || has_got_limit(site, root, place)
    {
        return None;
    }
    let at = tree.span(place).start as usize;
    let Some(variable) = root.parameter.variable else {
        let names = root.request_type().map_or(CONTEXT_NAMES, |kind| kind.parameter_names);
        let (name, naming) = named(site, &root.parameter, names)?;
        return Some(Source { text: root.text(&name), naming });
    };
    // What a named context parameter holds, `source` has already looked at.
    if root.is_context() || Some(variable) == target {
        return None;
    }
    let name = tree.text(scopes.binding(variable).ident);
    let same = scopes
        .uses(variable)
        .iter()
        .all(|&u| !is_write(tree, u) || stays(site, root, u) || !comes_before(site, u, place));
    (same && scopes.lookup(name, at) == Some(variable))
        .then(|| Source { text: root.text(name), naming: Vec::new() })
}

/// Whether the assignment to the request at `target` gives it a request that continues it: made from it by one of
/// its methods, or by a function that is given it.
fn stays(site: Site, root: &Root, target: NodeId) -> bool {
    let tree = site.tree();
    let Some((Given::Value(value) | Given::Result(value, 0), _)) = given(site, target) else { return false };
    let value = tree.unparen(value);
    if tree.kind(value) != Kind::Call {
        return false;
    }
    let replaced_by = root.request_type().map_or(&[][..], |kind| kind.replaced_by);
    let receiver = tree.child(value, Field::Function).and_then(|f| {
        let method = tree.child(f, Field::FieldName)?;
        replaced_by.contains(&tree.text(method)).then_some(())?;
        tree.child(f, Field::Operand)
    });
    let is_it = |n: NodeId| root.is_named_by(site, n);
    receiver.is_some_and(is_it) || tree.args(value).flat_map(|a| tree.subtree(a)).any(is_it)
}
