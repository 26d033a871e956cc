//! What tests fetch from the network, and browsers: much to ask of a machine.

use std::process::Output;

/// Says that `what` is not tested, as something for it could not be had, and how `tried` ended. Where `CI` is set that
/// is a failure, unless `CTXMEND_OFFLINE` is set too.
pub fn not_tested(what: &str, tried: Option<Output>) {
    let why = tried.map(|o| String::from_utf8_lossy(&o.stderr).into_owned()).unwrap_or_default();
    let set = |variable: &str| std::env::var_os(variable).is_some();
    let excused = !set("CI") || set("CTXMEND_OFFLINE");
    assert!(excused, "NOT TESTED, though CI is set and CTXMEND_OFFLINE is not: {what}\n{why}");
    eprintln!("*** NOT TESTED: {what} ***\n{why}");
}
