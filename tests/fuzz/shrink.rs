//! Makes a failing text smaller as long as it fails in the same way: pieces of lines, then pieces of tokens.

use std::time::{Duration, Instant};

/// A smaller text that still `fails`; the same if there is none.
pub fn shrink(text: &str, time: Duration, fails: &dyn Fn(&str) -> bool) -> String {
    let until = Instant::now() + time;
    let by_lines = thin(text.split_inclusive('\n').collect(), until, fails);
    let tokens = by_lines.split_inclusive(|c: char| !c.is_alphanumeric() && c != '_').collect();
    thin(tokens, until, fails)
}

/// Leaves out run after run, each time of half the length.
fn thin(mut pieces: Vec<&str>, until: Instant, fails: &dyn Fn(&str) -> bool) -> String {
    let mut length = pieces.len() / 2;
    while length > 0 {
        let mut at = 0;
        while at < pieces.len() && Instant::now() < until {
            let end = (at + length).min(pieces.len());
            let without = [&pieces[..at], &pieces[end..]].concat();
            if fails(&without.concat()) {
                pieces = without;
            } else {
                at = end;
            }
        }
        length /= 2;
    }
    pieces.concat()
}

#[test]
fn what_does_not_matter_goes() {
    let text = "one\ntwo x (needle) y\nthree\nfour\n";
    let small = shrink(text, Duration::from_secs(5), &|t| t.contains("needle"));
    assert_eq!(small, "needle)");
}
