//! Parameters of handlers that carry the context of the request they serve.

/// A type of parameter from which the request's context can be asked.
#[derive(PartialEq, Eq, Debug)]
pub struct RequestType {
    pub package: &'static str,
    pub name: &'static str,
    /// Whether the parameter is a pointer to it.
    pub pointer: bool,
    /// The method that gives the context.
    pub method: &'static str,
    /// Methods that give a request like it with another context.
    pub replaced_by: &'static [&'static str],
    /// Names for a parameter that has none, the first free one is taken.
    pub parameter_names: &'static [&'static str],
}

/// The known ones.
pub const REQUESTS: &[RequestType] = &[RequestType {
    package: "net/http",
    name: "Request",
    pointer: true,
    method: "Context",
    replaced_by: &["WithContext", "Clone"],
    parameter_names: &["r", "req", "request"],
}];
