//! How findings are reported.

use clap::ValueEnum;

/// How findings are reported.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Format {
    /// For people: each finding with its place and its diff
    Human,
    /// The patch, as --diff prints it
    Diff,
    /// For programs: one object
    Json,
    /// For programs: an object a line
    Jsonl,
    /// SARIF 2.1.0, for code scanning services
    Sarif,
    /// For reviewdog: one object
    Rdjson,
    /// For reviewdog: a diagnostic a line
    Rdjsonl,
    /// Annotations of GitHub Actions
    Github,
    /// Code quality report of GitLab
    Gitlab,
    /// A comment for a pull request
    Markdown,
    /// A page with filters, in one file
    Html,
    /// The names of the files, as -l prints them.
    #[value(skip)]
    List,
}

impl Format {
    /// Whether it tells what becomes of each finding; a patch and a list of names do not.
    pub fn tells_findings(self) -> bool {
        !matches!(self, Format::Diff | Format::List)
    }

    /// Whether it shows or offers the change that mends each finding by itself.
    pub fn shows_fixes(self) -> bool {
        use Format::*;
        matches!(self, Human | Sarif | Rdjson | Rdjsonl | Markdown | Html)
    }
}
