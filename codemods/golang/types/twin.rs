//! Functions that do what another does, and take a context before its parameters.

use super::subst::subst_sig;
use super::{Cx, Env, Signature, Type};
use crate::golang::program::{Callee, Known, Site};
use crate::golang::syntax::{Field, Kind, NodeId};

impl Site<'_> {
    /// The function or method `name` that a call of the expression `function` could as well call: of the same
    /// package, or of the same value; `None` unless it takes a context and then just what `function` takes, and
    /// gives the same.
    pub fn twin_called(&self, function: NodeId, name: &str) -> Option<Known> {
        let cx = Cx::new(self.program);
        let env = Env::new(&cx, *self);
        let base = base_of(&env, function);
        let (Callee::Known(own), Callee::Known(twin)) = (env.called(base), env.called_beside(base, name)?)
        else {
            return None;
        };
        // One interface may embed another to add the twin.
        let same_place =
            own.interface && twin.interface || own.package == twin.package && own.receiver == twin.receiver;
        let fits = same_place && cx.is_twin(own.sig.as_ref()?, twin.sig.as_ref()?);
        fits.then_some(*twin)
    }

    /// The function or method `name` beside the one that the expression `function` calls, whatever it takes.
    pub fn called_beside(&self, function: NodeId, name: &str) -> Callee {
        let cx = Cx::new(self.program);
        let env = Env::new(&cx, *self);
        env.called_beside(base_of(&env, function), name).unwrap_or(Callee::Unknown)
    }
}

/// The function's name without parentheses and type arguments.
fn base_of(env: &Env, function: NodeId) -> NodeId {
    let tree = env.tree();
    let n = tree.unparen(function);
    match tree.kind(n) {
        Kind::Index | Kind::Instantiation => {
            tree.child(n, Field::Operand).or(tree.child(n, Field::Type)).unwrap_or(n)
        }
        _ => n,
    }
}

impl Cx<'_> {
    /// Whether `twin` takes a context, and then what `own` takes, under the same constraints; and gives the same.
    fn is_twin(&self, own: &Signature, twin: &Signature) -> bool {
        if own.type_params.len() != twin.type_params.len() || own.variadic != twin.variadic {
            return false;
        }
        let params: Vec<Type> = own.type_params.iter().map(|p| Type::TypeParam(p.clone())).collect();
        let constraints = own.type_params.iter().zip(&twin.type_params).all(|(own, its)| {
            let its = super::subst::subst(&self.constraint(its), &twin.type_params, &params);
            !its.has_unknown() && self.constraint(own) == its
        });
        let twin = subst_sig(twin, &twin.type_params, &params);
        let Some((first, rest)) = twin.params.split_first() else { return false };
        let known = !own.params.iter().chain(&own.results).any(Type::has_unknown);
        constraints && known && first.is_context() && *rest == *own.params && twin.results == own.results
    }
}
