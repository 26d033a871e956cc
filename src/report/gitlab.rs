//! The code quality report that GitLab shows in a merge request.

use super::Results;
use super::document;
use super::fingerprint::Fingerprints;
use serde_json::json;

/// An array and a line ending.
pub fn render(results: &Results) -> Result<String, serde_json::Error> {
    let mut fingerprints = Fingerprints::new(results);
    let findings = document::left(results).filter(|f| !f.is_suppressed()).map(|finding| {
        json!({
            "check_name": finding.codemod,
            "description": finding.told(),
            "fingerprint": fingerprints.of(finding.entry),
            "severity": "major",
            "location": {
                "path": finding.path,
                "lines": { "begin": finding.line, "end": finding.end_line },
            },
        })
    });
    let mut text = serde_json::to_string_pretty(&findings.collect::<Vec<_>>())?;
    text.push('\n');
    Ok(text)
}
