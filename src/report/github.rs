//! Annotations of GitHub Actions: commands on standard output that the runner shows at their lines.
//!
//! The runner shows ten warnings of a step; the rest stands in its log.

use super::Results;
use super::document::{self, Finding};
use std::fmt::Write;

pub fn render(results: &Results) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    for finding in document::left(results).filter(|f| !f.is_suppressed()) {
        let place = place(&finding);
        let _ = writeln!(out, "::warning {place}::{}", data(&finding.told()));
    }
    for error in document::errors(results) {
        let _ =
            writeln!(out, "::error file={},title=ctxmend::{}", property(&error.path), data(error.message));
    }
    out
}

fn place(finding: &Finding) -> String {
    let mut place = format!("file={},line={}", property(&finding.path), finding.line);
    // Columns are for one line only.
    let _ = if finding.end_line == finding.line {
        write!(place, ",col={},endColumn={}", finding.column, finding.end_column)
    } else {
        write!(place, ",endLine={}", finding.end_line)
    };
    let _ = write!(place, ",title=ctxmend {}", property(finding.codemod));
    place
}

/// What stands behind the second pair of colons.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_value_is_escaped() {
        assert_eq!(data("100%, a: b\r\n::c"), "100%25, a: b%0D%0A::c");
        assert_eq!(property("a,b:c%2C\n"), "a%2Cb%3Ac%252C%0A");
    }
}
