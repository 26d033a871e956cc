//! What tests need and a machine may lack: they are passed over, but loudly, and not where nothing may be skipped.

/// Says that this is not tested. Where `CI` is set that is a failure.
pub fn not_tested(what: &str) {
    assert!(std::env::var_os("CI").is_none(), "NOT TESTED, though CI is set: {what}");
    eprintln!("\n*** NOT TESTED: {what} ***\n");
}
