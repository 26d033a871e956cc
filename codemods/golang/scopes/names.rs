//! Names as dense numbers. Two names are one if their source text is the same.

use crate::span::Span;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// The distinct names of a declaration; no text is copied.
#[derive(Debug)]
pub(super) struct Names {
    source: Arc<str>,
    /// One occurrence of each name, sorted by text.
    sorted: Vec<(Span, u32)>,
}

impl Names {
    pub(super) fn find(&self, name: &str) -> Option<u32> {
        let at = self.sorted.binary_search_by(|(span, _)| self.source[span.range()].cmp(name)).ok()?;
        Some(self.sorted[at].1)
    }
}

/// Hands out the numbers.
#[derive(Default)]
pub(super) struct Interner<'t> {
    ids: FxHashMap<&'t str, u32>,
    spans: Vec<Span>,
}

impl<'t> Interner<'t> {
    /// The number of `name`, which stands at `span`.
    pub(super) fn intern(&mut self, name: &'t str, span: Span) -> u32 {
        *self.ids.entry(name).or_insert_with(|| {
            self.spans.push(span);
            self.spans.len() as u32 - 1
        })
    }

    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }

    /// `source` must be the text that the spans point into.
    pub(super) fn finish(self, source: &Arc<str>) -> Names {
        let mut sorted: Vec<(Span, u32)> = self.spans.into_iter().zip(0..).collect();
        sorted.sort_unstable_by(|a, b| source[a.0.range()].cmp(&source[b.0.range()]));
        Names { source: source.clone(), sorted }
    }
}
