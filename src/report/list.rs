//! The names of the files that change, one a line, as they are.

use super::Results;
use std::os::unix::ffi::OsStrExt;

pub fn render(results: &Results) -> Vec<u8> {
    let mut out = Vec::new();
    for path in results.report.changes.keys() {
        let name = results.base.relative(path).unwrap_or(path);
        out.extend_from_slice(name.as_os_str().as_bytes());
        out.push(b'\n');
    }
    out
}
