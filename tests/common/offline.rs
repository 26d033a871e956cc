//! What tests fetch from the network, and browsers: much to ask of a machine.

use std::process::Output;

/// Says that `what` is not tested, as something for it could not be had, and how `tried` ended. Where `CI` is set that
/// is a failure, unless `CTXMEND_OFFLINE` is 1.
pub fn not_tested(what: &str, tried: Option<Output>) {
    let why = tried.map(|o| String::from_utf8_lossy(&o.stderr).into_owned()).unwrap_or_default();
    let is_offline = std::env::var_os("CTXMEND_OFFLINE").is_some_and(|v| v == "1");
    let excused = std::env::var_os("CI").is_none() || is_offline;
    assert!(excused, "NOT TESTED, though CI is set and CTXMEND_OFFLINE is not 1: {what}\n{why}");
    eprintln!("*** NOT TESTED: {what} ***\n{why}");
}
