//! Names for findings that stay when lines move, so that a service recognises a finding it has seen before.
//!
//! A fingerprint is made of the codemod, the file, the declaration and the text of the finding; of those that agree
//! in all, their order tells them apart. Line numbers and messages, which may hold some, have no part in it.

use super::{Entry, Results};
use codemods::golang::skim::{Skim, skim};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

/// Makes the fingerprints of one report.
pub struct Fingerprints<'a> {
    results: &'a Results<'a>,
    skims: BTreeMap<&'a Path, Skim>,
    seen: BTreeMap<String, usize>,
}

impl<'a> Fingerprints<'a> {
    pub fn new(results: &'a Results<'a>) -> Fingerprints<'a> {
        Fingerprints { results, skims: BTreeMap::new(), seen: BTreeMap::new() }
    }

    /// To be asked for each finding once, in the order of the report.
    pub fn of(&mut self, entry: &'a Entry) -> String {
        let finding = &entry.outcome.finding;
        let text = self.results.report.texts.get(&finding.path).map_or("", |text| &**text);
        let skim = self.skims.entry(&finding.path).or_insert_with(|| skim(text));
        let name = |decl: usize| {
            let decl = &skim.decls[decl];
            let parts = decl.receiver.iter().chain(&decl.names).filter_map(|span| text.get(span.range()));
            parts.collect::<Vec<_>>().join(".")
        };
        let declaration = skim.decl_at(finding.span.start as usize).map(name).unwrap_or_default();
        let found = text.get(finding.span.range()).unwrap_or_default();
        let found: Vec<&str> = found.split_whitespace().collect();
        let path = self.results.base.name(&finding.path);
        let all = [finding.codemod, &path, &declaration, &found.join(" ")].join("\0");
        let nth = self.seen.entry(all.clone()).or_default();
        let digest = Sha256::new().chain_update(all).chain_update(format!("\0{nth}")).finalize();
        *nth += 1;
        digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}
