//! A set of edits of one text: sorted and disjoint because its constructor makes it so.

use crate::span::Span;

/// Replaces the bytes of `span` by `text`. An empty span inserts, an empty text deletes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    pub span: Span,
    pub text: String,
}

impl Edit {
    pub fn replace(span: Span, text: impl Into<String>) -> Edit {
        Edit { span, text: text.into() }
    }

    pub fn insert(at: usize, text: impl Into<String>) -> Edit {
        Edit { span: Span::at(at), text: text.into() }
    }

    pub fn delete(span: Span) -> Edit {
        Edit { span, text: String::new() }
    }
}

/// Two edits that cannot both be applied.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Overlap {
    pub first: Edit,
    pub second: Edit,
}

/// Edits of one text, sorted by position, no two touching the same byte and no two inserting at one place.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct EditSet {
    edits: Vec<Edit>,
}

impl EditSet {
    /// Sorts the edits; an error if two of them overlap, or both insert at one place with different texts. The same
    /// edit given twice counts once.
    pub fn new(mut edits: Vec<Edit>) -> Result<EditSet, Overlap> {
        edits.sort_by_key(|e| (e.span.start, e.span.end));
        edits.dedup();
        for pair in edits.windows(2) {
            let (a, b) = (&pair[0], &pair[1]);
            if b.span.start < a.span.end || a.span.is_empty() && b.span.start == a.span.start {
                return Err(Overlap { first: a.clone(), second: b.clone() });
            }
        }
        Ok(EditSet { edits })
    }

    pub fn iter(&self) -> std::slice::Iter<'_, Edit> {
        self.edits.iter()
    }

    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    pub fn len(&self) -> usize {
        self.edits.len()
    }

    /// The text with all edits made.
    pub fn apply(&self, text: &str) -> String {
        let grown: usize = self.edits.iter().map(|e| e.text.len()).sum();
        let mut out = String::with_capacity(text.len() + grown);
        let mut at = 0;
        for e in &self.edits {
            out.push_str(&text[at..e.span.start as usize]);
            out.push_str(&e.text);
            at = e.span.end as usize;
        }
        out.push_str(&text[at..]);
        out
    }
}

impl<'a> IntoIterator for &'a EditSet {
    type Item = &'a Edit;
    type IntoIter = std::slice::Iter<'a, Edit>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
