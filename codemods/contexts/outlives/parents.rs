//! Whether a context's parent ends with the function in any case: then whatever outlives the function is cut off
//! there already.

use crate::Options;
use crate::contexts::creation::Creation;
use crate::contexts::origins::{Origin, Origins};
use crate::contexts::parameters::parameters;
use crate::contexts::sources::{Carrier, root};
use crate::facts::requests::Lives;
use crate::golang::program::Site;
use crate::golang::syntax::NodeId;

/// Whether the creation's parent is the context of the request that its function serves: that ends when the handler
/// returns (net/http, `Request.Context`; grpc, `ServerStream.Context`).
pub(super) fn ends_with_function(site: Site, creation: &Creation) -> bool {
    let (Some(func), Some(parent)) = (creation.func, creation.producer.parent) else { return false };
    let Some(root) = root(site, creation.stmt, &Options::default()) else { return false };
    let Carrier::Request(kind) = root.carrier else { return false };
    root.func() == func
        && kind.lives != Lives::Process
        && (kind.package != "net/http" || answers(site, func))
        && Origins::new(site, &root).expression(parent) == Origin::Root
}

/// Whether a parameter takes the answer: without one the request may be one to send.
fn answers(site: Site, func: NodeId) -> bool {
    parameters(site, func).iter().any(|p| p.type_in(site).is_named("net/http", "ResponseWriter"))
}
