//! Parameters of functions: which there are, of what type, and how one that has no name gets one.

use crate::edits::Edit;
use crate::golang::program::{Callee, Site};
use crate::golang::scopes::BindingId;
use crate::golang::syntax::{Field, Kind, NodeId};
use crate::golang::types::Type;

/// One parameter of a function.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Parameter {
    /// The function, method or literal.
    pub func: NodeId,
    /// The declaration in the parameter list, which it may share with others: `a, b int`.
    pub decl: NodeId,
    /// The identifier, `_` included; `None` if the list is unnamed.
    pub ident: Option<NodeId>,
    /// The variable; `None` if it is unnamed, `_`, or like that: `_ctx` that is not used.
    pub variable: Option<BindingId>,
}

impl Parameter {
    /// Its type; of a variadic one that of an element.
    pub fn type_in(&self, site: Site) -> Type {
        site.tree().child(self.decl, Field::Type).map_or(Type::Unknown, |t| site.type_expr(t))
    }
}

/// The parameters of `func`, receiver and results left out, in order.
pub fn parameters(site: Site, func: NodeId) -> Vec<Parameter> {
    let tree = site.tree();
    let Some(list) = tree.child(func, Field::Parameters) else { return Vec::new() };
    let mut all = Vec::new();
    for decl in tree.children(list) {
        let names: Vec<NodeId> = tree.children_in(decl, Field::Name).collect();
        if names.is_empty() {
            all.push(Parameter { func, decl, ident: None, variable: None });
        }
        all.extend(names.into_iter().map(|name| Parameter {
            func,
            decl,
            ident: Some(name),
            variable: site.scopes().defines(name).filter(|&v| !is_left_blank(site, v)),
        }));
    }
    all
}

/// Whether `is` says yes to a function that the call may run, as far as these can be read: it is given that, its
/// parameters, and the variable of the one that gets `argument`.
pub fn any_called(
    site: Site,
    call: NodeId,
    argument: NodeId,
    is: &dyn Fn(Site, &[Parameter], BindingId) -> bool,
) -> bool {
    let tree = site.tree();
    let index = tree.args(call).position(|c| c == argument);
    let (Callee::Known(known), Some(index)) = (site.callee(call), index) else { return false };
    known.decls.iter().filter_map(|f| f.site(site.program)).any(|inner| {
        let all = parameters(inner, inner.tree().root());
        all.get(index).and_then(|p| p.variable).is_some_and(|v| is(inner, &all, v))
    })
}

/// Whether the variable is named to say that it is not used, and is not.
fn is_left_blank(site: Site, variable: BindingId) -> bool {
    let scopes = site.scopes();
    site.tree().text(scopes.binding(variable).ident).starts_with('_') && scopes.uses(variable).is_empty()
}

/// The receiver of the method `func`.
pub fn receiver(site: Site, func: NodeId) -> Option<Parameter> {
    let tree = site.tree();
    let list = tree.child(func, Field::Receiver)?;
    let decl = tree.children(list).next()?;
    let ident = tree.child(decl, Field::Name);
    let variable = ident.and_then(|name| site.scopes().defines(name));
    Some(Parameter { func, decl, ident, variable })
}

/// A name for a parameter that has none, and the edits that give it: the first of `names`, or of those with a number
/// behind, that occurs nowhere in the function's signature and body. All other parameters of an unnamed list become
/// `_`, since either all have names or none.
pub fn named(site: Site, parameter: &Parameter, names: &[&str]) -> Option<(String, Vec<Edit>)> {
    let tree = site.tree();
    let numbered = (2..10).filter_map(|i| Some(format!("{}{i}", names.first()?)));
    let name = names
        .iter()
        .map(|n| (*n).to_owned())
        .chain(numbered)
        .find(|n| !site.scopes().occurrences(n).iter().any(|&o| tree.contains(parameter.func, o)))?;
    let edits = naming(site, parameter, &name)?;
    Some((name, edits))
}

/// The edits that give a parameter without a name that one; the others of its list are called `_` then.
pub fn naming(site: Site, parameter: &Parameter, name: &str) -> Option<Vec<Edit>> {
    let tree = site.tree();
    Some(match parameter.ident {
        Some(blank) => vec![Edit::replace(tree.span(blank), name.to_owned())],
        None => {
            let list = tree.child(parameter.func, Field::Parameters)?;
            let lead = |p| if p == parameter.decl { name } else { "_" };
            tree.children(list)
                .filter(|&p| matches!(tree.kind(p), Kind::Param | Kind::VariadicParam))
                .map(|p| Edit::insert(tree.span(p).start as usize, format!("{} ", lead(p))))
                .collect()
        }
    })
}
