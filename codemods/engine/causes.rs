//! Which fix made a finding arise: what has no use any more had its last one where that took it away.

use super::analyse::Found;
use crate::edits::compose::Layer;
use crate::golang::needles::Needles;
use crate::golang::program::Program;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// The last of the fixes, of findings of the same codemod among the `originals`, that changed a text in the same folder
/// with the name in it at which the finding stands. The texts are given as they were read, and as they are now.
pub(super) fn took_last_use(
    [read, now]: [&Program; 2],
    layers: &BTreeMap<Arc<Path>, Layer<usize>>,
    originals: &[Found],
    found: &Found,
) -> Option<usize> {
    let path = &found.finding.path;
    let here = now.file(path)?;
    let name = here.text.get(found.finding.span.range())?;
    if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let named = Needles::new(&[name]);
    let beside = layers.iter().filter(|(p, _)| p.parent() == path.parent());
    let owners = beside.flat_map(|(p, layer)| {
        let text = read.file(p).map(|f| f.text.clone());
        let took: Vec<usize> = layer
            .iter()
            .filter(|o| {
                text.as_deref().and_then(|t| t.get(o.edit.span.range())).is_some_and(|t| named.any(t))
            })
            .map(|o| o.owner)
            .collect();
        took
    });
    owners.filter(|&o| originals[o].finding.codemod == found.finding.codemod).max()
}
