//! For tests: asks the real gofmt whether it would leave a text alone.
//!
//! Without Go on the machine the question is passed over, loudly; where `CI` is set that is a failure.

use std::io::Write;
use std::process::{Command, Stdio};

/// What gofmt makes of `text`; `None` if there is no gofmt. Panics if `text` is no Go.
pub fn gofmt(text: &str) -> Option<String> {
    let child =
        Command::new("gofmt").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let Ok(mut child) = child else {
        assert!(std::env::var_os("CI").is_none(), "gofmt is not installed, and CI is set");
        eprintln!("SKIPPED: gofmt is not installed, so what it would say is not known");
        return None;
    };
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let out = child.wait_with_output().unwrap();
    assert!(out.status.success(), "{}\n{text}", String::from_utf8_lossy(&out.stderr));
    Some(String::from_utf8(out.stdout).unwrap())
}

/// Fails unless gofmt leaves `text` alone. It always writes LF, so line endings are not compared.
#[track_caller]
pub fn assert_clean(text: &str) {
    if let Some(formatted) = gofmt(text) {
        assert_eq!(text.replace("\r\n", "\n"), formatted, "gofmt would change this");
    }
}
