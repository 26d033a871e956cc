//! Words in the names of structs and of their fields that say how long their values live.

use super::words::{first_word, last_word, words_of};

/// Last words of names of types whose values live for one call, one event or one walk.
const ONE_CALL: &[&str] = &[
    "getter",
    "wrapper",
    "tracker",
    "readerAt",
    "metric",
    "request",
    "req",
    "call",
    "message",
    "msg",
    "event",
    "options",
    "option",
    "opts",
    "opt",
    "config",
    "params",
    "param",
    "args",
    "arg",
    "input",
    "job",
    "task",
    "op",
    "operation",
    "query",
    "tx",
    "txn",
    "transaction",
    "stream",
    "iterator",
    "iter",
    "cursor",
    "rows",
    "context",
    "ctx",
    "case",
    "suite",
    "mock",
    "session",
    "visitor",
    "walker",
    "span",
    "batch",
    "command",
    "cmd",
    "invocation",
    "attempt",
    "info",
    "carrier",
    "reader",
    "writer",
    "closer",
    "response",
    "result",
    "results",
    "metadata",
    "meta",
    "payload",
    "record",
    "data",
    "appender",
    "logger",
];

/// Words that say so wherever in the name they stand.
const ONE_CALL_ANYWHERE: &[&str] =
    &["request", "tx", "txn", "transaction", "iterator", "batch", "context", "ctx"];

/// Words in names of contexts that say that it is the owner's life that ends them.
const LIFECYCLE: &[&str] = &[
    "stop",
    "stopped",
    "lifecycle",
    "lifetime",
    "shutdown",
    "background",
    "done",
    "close",
    "closed",
    "closing",
    "quit",
    "exit",
    "cancel",
    "canceled",
    "cancelled",
    "cancelation",
    "cancellation",
    "synced",
    "server",
    "daemon",
    "process",
    "base",
    "root",
    "app",
];

/// Names of fields that hold the release of what stands beside them.
const RELEASES: &[&str] = &["cancel", "stop", "close", "shutdown", "done", "quit", "release", "abort"];

/// Whether a type of that name has values that live for one call.
pub fn is_one_call(name: &str) -> bool {
    last_word(name, ONE_CALL) || words_of(name).any(|w| ONE_CALL_ANYWHERE.contains(&w.as_str()))
}

/// Whether what a function of any name makes is for one call, if it is of a type of that name: a request, a stream.
pub fn is_for_call(type_name: &str) -> bool {
    const TYPES: &[&str] =
        &["request", "req", "stream", "rows", "row", "cmd", "command", "iterator", "tx", "txn", "response"];
    last_word(type_name, TYPES)
}

/// Whether values of a type of that name are messages that ask for something to be done.
pub fn is_request_message(type_name: &str) -> bool {
    ["Request", "Req", "Params", "Input"].iter().any(|w| type_name.ends_with(w))
}

/// Whether a type of that name is made to be a context.
pub fn is_context(name: &str) -> bool {
    words_of(name).any(|w| matches!(w.as_str(), "context" | "ctx"))
}

/// Whether a context of that name is called one, and nothing else.
pub fn is_plain_context(name: &str) -> bool {
    words_of(name).all(|w| matches!(w.as_str(), "ctx" | "context"))
}

/// Whether the name of a context says in short whose it is: `pctx`.
pub fn says_in_short_whose(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    !is_plain_context(&name) && ["ctx", "context"].iter().any(|end| name.ends_with(end))
}

/// Whether a context of that name ends with the life of its owner: one of its words says so, or says whose it is
/// (`tqCtx`, `baseCtx`), and that is not the call's. `owner` is the type's name: a client of another is who has called
/// (`clientCtx`).
pub fn is_lifecycle(name: &str, owner: &str) -> bool {
    let is_context = |w: String| matches!(w.as_str(), "ctx" | "context");
    let says_whose = words_of(name).any(is_context) && !is_plain_context(name);
    let is_client = words_of(owner).any(|w| w == "client");
    let is_call = words_of(name).any(|w| match w.as_str() {
        "req" | "request" | "call" | "caller" | "handler" => true,
        "client" => !is_client,
        _ => false,
    });
    words_of(name).any(|w| LIFECYCLE.contains(&w.as_str())) || says_whose && !is_call
}

/// Whether a field of that name holds a release.
pub fn is_release(name: &str) -> bool {
    first_word(name, RELEASES) || last_word(name, RELEASES)
}
