//! A prefilter: does any of these words stand in a text, anywhere, comments and strings included?
//!
//! A hit says that a closer look may pay, never more; what a word means is for syntax and bindings to say. No hit
//! says that the text has no identifier of these names.

use super::lex::is_ident_byte;
use aho_corasick::{AhoCorasick, MatchKind};

/// A set of words to look for in one pass.
#[derive(Clone, Debug)]
pub struct Needles {
    words: AhoCorasick,
}

impl Needles {
    /// Takes Go identifiers. Of a word that is listed twice, hits name the first.
    pub fn new(words: &[&str]) -> Needles {
        // Leftmost-longest suffices: a match lies within one identifier of the text, and if the whole of it is a
        // word, no other match starts as early or is as long.
        let words = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words);
        Needles { words: words.expect("identifiers of less than 2 GiB altogether") }
    }

    /// The offset of each whole word, and the word's index in the list given to [`Needles::new`], in text order.
    pub fn hits(&self, text: &str) -> Vec<(usize, usize)> {
        self.iter(text).collect()
    }

    /// Whether there is any hit; stops at the first.
    pub fn any(&self, text: &str) -> bool {
        self.iter(text).next().is_some()
    }

    fn iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
        let bytes = text.as_bytes();
        let is_ident = |at: Option<&u8>| at.is_some_and(|&b| is_ident_byte(b));
        self.words
            .find_iter(text)
            .filter(move |m| !is_ident(bytes[..m.start()].last()) && !is_ident(bytes.get(m.end())))
            .map(|m| (m.start(), m.pattern().as_usize()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_only() {
        let needles = Needles::new(&["With", "WithCancel", "Cancel", "ctx"]);
        let text = "ctx, cancel := context.WithCancel(xctx); WithCancelCause; With(éctx); ctx";
        assert_eq!(needles.hits(text), [(0, 3), (23, 1), (58, 0), (text.len() - 3, 3)]);
        assert!(needles.any(text));
        assert!(!needles.any("WithCancelCause xCancel Withé ctx_"));
    }

    #[test]
    fn no_words_no_hits() {
        assert!(!Needles::new(&[]).any("a b"));
    }
}
