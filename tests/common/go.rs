//! Go on this machine.

use crate::missing::not_tested;
use std::process::Command;

/// Whether there is a Go toolchain; where there is none, `what` is not tested.
pub fn is_installed(what: &str) -> bool {
    let installed = Command::new("go").arg("version").output().is_ok_and(|output| output.status.success());
    if !installed {
        not_tested(&format!("{what}: there is no Go toolchain"));
    }
    installed
}
