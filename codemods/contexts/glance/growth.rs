//! Whether a function assigns a context that it makes from another in a place that may be run again.

use super::Glance;

/// See [`Glance::may_grow_context`].
pub(super) fn may_grow_context(glance: &Glance, of: &[&str]) -> bool {
    let words = glance.words();
    let assigned = |start: usize| {
        let before = |n: usize| start.checked_sub(n).map_or("", |i| words.at(i));
        // One of several values may stand behind others.
        before(1) == "=" && before(2) != ":" || before(1) == ","
    };
    let mut again = false;
    let mut made = false;
    for i in 0..words.tokens.len() {
        match words.at(i) {
            "for" | "goto" => again = true,
            // The first is the function itself.
            "func" if i > 0 => again = true,
            word if of.contains(&word) => {
                let qualified = i >= 2 && words.at(i - 1) == ".";
                made |= assigned(if qualified { i - 2 } else { i });
            }
            _ => {}
        }
    }
    again && made
}
