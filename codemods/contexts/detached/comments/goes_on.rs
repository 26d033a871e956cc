//! Whether a comment says of work that it goes on, or only by the way what kind of thing something is: «canceled orders
//! do not count» says nothing of the call that counts the others.

use super::uses;
use super::words::{CONTEXT_ITSELF, GOES_ON};

/// What a thing may be called by: what was done to it, or what it is.
const KINDS: &[&str] = &["canceled", "cancelled", "detached", "decoupled", "independent"];

/// What stands before a word that says what has become of the work itself: «if canceled», «has been detached».
const STATES: &[&str] = &[
    "if", "when", "once", "is", "are", "be", "been", "being", "was", "were", "get", "gets", "got", "not",
    "never", "even", "after", "until", "unless", "already", "while", "as", "by",
];

const ARTICLES: &[&str] = &["a", "an", "the", "each", "every", "any", "no", "all", "of"];

/// What is done, who wants it, and what it is done under: of these the word says enough.
const WORK: &[&str] = &[
    "request",
    "context",
    "ctx",
    "background",
    "work",
    "call",
    "caller",
    "client",
    "user",
    "goroutine",
    "operation",
    "task",
    "job",
    "write",
    "save",
    "run",
    "process",
    "one",
    "rpc",
    "query",
    "stream",
    "connection",
    "lifetime",
    "lifecycle",
    "copy",
    "parent",
    "timeout",
    "deadline",
    "cleanup",
    "clean",
    "shutdown",
];

/// What may follow a word that is no name of a thing.
const BETWEEN: &[&str] = &[
    "and", "or", "but", "by", "from", "when", "if", "on", "in", "with", "to", "as", "before", "after", "for",
    "at", "so", "is", "was", "does", "has", "this", "its", "always", "unless", "midway", "early", "via",
    "because",
];

/// Whether a word of the comment speaks of work that goes on.
pub(super) fn says_that_it_goes_on(comment: &str) -> bool {
    let words: Vec<&str> = comment.split_whitespace().collect();
    words.iter().enumerate().any(|(i, word)| uses(word, GOES_ON) && !names_a_kind(&words, i))
}

/// Whether the word says of what kind of thing the next one is: «a detached house», «canceled orders».
fn names_a_kind(words: &[&str], i: usize) -> bool {
    let bare = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase();
    let before = i.checked_sub(1).map(|b| bare(words[b])).unwrap_or_default();
    let Some(next) = words.get(i + 1).map(|w| bare(w)) else { return false };
    let is_of = |list: &[&str], w: &str| list.contains(&w);
    let one = next.strip_suffix('s').unwrap_or(&next);
    let is_many = one.len() < next.len() && !one.ends_with(['s', 'u', 'i']);
    is_of(KINDS, &words[i].to_ascii_lowercase())
        && !is_of(STATES, &before)
        && !is_of(WORK, one)
        && !is_of(BETWEEN, &next)
        && next.chars().all(char::is_alphabetic)
        && (is_many || is_of(ARTICLES, &before))
}

/// What a comment says of what would do harm.
const HARMFUL: &[&str] = &["not safe to ", "n't safe to ", "unsafe to ", "dangerous to "];

/// What is done with the context of a caller.
const HANDED_ON: &[&str] = &["pass", "give", "hand", "propagate", "forward", "share"];

/// Whether the lines of a comment, the last first, say that it would do harm to hand another context on, whatever is
/// still to be done: «FIXME: it is not safe to give the passed in context to the tx».
pub(super) fn warns_of_another(above: &[&str]) -> bool {
    let lines: Vec<&str> = above.iter().rev().map(|c| c.trim_start_matches('/').trim()).collect();
    let text = lines.join(" ").to_ascii_lowercase();
    HARMFUL.iter().flat_map(|harm| text.split(harm).skip(1)).any(|rest| {
        let sentence = rest.split(". ").next().unwrap_or_default();
        let first = sentence.split_whitespace().next().unwrap_or_default();
        HANDED_ON.contains(&first) && uses(sentence, CONTEXT_ITSELF)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_things_are_no_reasons() {
        assert!(!says_that_it_goes_on("// Canceled orders do not count."));
        assert!(!says_that_it_goes_on("// A detached house is counted apart."));
        assert!(says_that_it_goes_on("// Canceled orders do not cancel this."));
        assert!(says_that_it_goes_on("// Detached from the request."));
        assert!(says_that_it_goes_on("// The detached context is for the rest."));
        assert!(says_that_it_goes_on("// Must not stop if canceled halfway."));
        assert!(says_that_it_goes_on("// It is canceled."));
        assert!(says_that_it_goes_on("// Independent, detached writes."));
    }

    #[test]
    fn what_would_do_harm_is_not_handed_on() {
        let tx =
            ["// because others share the tx", "// FIXME: It is not safe to give the caller's context to it"];
        assert!(warns_of_another(&tx));
        assert!(warns_of_another(&["// TODO: it isn't safe to pass ctx here."]));
        assert!(!warns_of_another(&["// TODO: not safe to use context.Background() here, pass ctx."]));
        assert!(!warns_of_another(&["// FIXME: unsafe to share the buffer. Pass ctx."]));
    }
}
