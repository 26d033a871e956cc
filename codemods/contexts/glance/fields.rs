//! Whether a declaration of types may have a field that holds a context.

use super::{Glance, Words};

/// See [`Glance::may_have_field`].
pub(super) fn may_have_field(glance: &Glance, of: &[&str]) -> bool {
    let words = glance.words();
    let mut open: Vec<usize> = Vec::new();
    (0..words.tokens.len()).any(|i| {
        match words.at(i) {
            "(" | "[" | "{" => open.push(i),
            ")" | "]" | "}" => {
                open.pop();
            }
            word if words.is_ident(i) => {
                return is_in_struct(words, &open) && of.iter().any(|n| word.contains(n));
            }
            _ => {}
        }
        false
    })
}

/// Whether what stands in those brackets may be the type of a struct's field: `ctx (context.Context)` too, but not a
/// parameter or result.
fn is_in_struct(words: &Words, open: &[usize]) -> bool {
    let before = |bracket: usize| bracket.checked_sub(1).map_or("", |b| words.at(b));
    match open.split_last() {
        Some((&innermost, around)) => match words.at(innermost) {
            "{" => before(innermost) == "struct",
            "(" => !matches!(before(innermost), "func" | ")" | "]") && is_in_struct(words, around),
            _ => false,
        },
        None => false,
    }
}
