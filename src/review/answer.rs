//! The answers that a review knows, as `git add -p` has them.

/// What is to become of a fix.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    Yes,
    No,
    Quit,
    All,
    None,
    Edit,
    Suppress,
}

/// The answers with their keys, and what they do.
const ANSWERS: &[(char, Answer, &str)] = &[
    ('y', Answer::Yes, "apply this fix"),
    ('n', Answer::No, "leave this one"),
    ('q', Answer::Quit, "ask no more, and apply what was accepted so far"),
    ('a', Answer::All, "apply this fix and the later ones of this file; unsafe ones are still asked about"),
    ('d', Answer::None, "leave this fix and the later ones of this file"),
    ('e', Answer::Edit, "change the fix in an editor, then apply it"),
    ('s', Answer::Suppress, "suppress the finding by a comment that gives a reason"),
];

/// What to show where an answer is asked for.
pub fn keys() -> String {
    let keys: Vec<String> = ANSWERS.iter().map(|(key, ..)| key.to_string()).collect();
    format!("[{},?]", keys.join(","))
}

/// A line a key.
pub fn help() -> String {
    let mut help: String = ANSWERS.iter().map(|(key, _, what)| format!("{key} - {what}\n")).collect();
    help.push_str("? - show this\n");
    help
}

/// What a line means, upper case as well.
pub fn of(line: &str) -> Option<Answer> {
    let line = line.trim();
    let is = |key: char| line.chars().eq([key]) || line.chars().eq([key.to_ascii_uppercase()]);
    ANSWERS.iter().find(|(key, ..)| is(*key)).map(|(_, answer, _)| *answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_is_an_answer() {
        assert_eq!(of(" y\n"), Some(Answer::Yes));
        assert_eq!(of("D"), Some(Answer::None));
        assert_eq!(of("yes"), None);
        assert_eq!(of("?"), None);
        assert_eq!(of(""), None);
        assert_eq!(keys(), "[y,n,q,a,d,e,s,?]");
    }
}
