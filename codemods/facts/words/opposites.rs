//! Names of functions of which one undoes what the other does.

use super::words_of;

/// Words for the two, in either order.
const OPPOSITES: &[(&str, &str)] = &[
    ("begin", "end"),
    ("begin", "finish"),
    ("start", "stop"),
    ("start", "end"),
    ("start", "finish"),
    ("started", "stopped"),
    ("enable", "disable"),
    ("pause", "resume"),
    ("suspend", "resume"),
    ("stop", "resume"),
    ("inc", "dec"),
    ("incr", "decr"),
    ("increment", "decrement"),
    ("increase", "decrease"),
    ("on", "off"),
    ("acquire", "release"),
    ("enter", "leave"),
    ("enter", "exit"),
    ("push", "pop"),
    ("show", "hide"),
    ("freeze", "thaw"),
    ("raise", "lower"),
    ("take", "give"),
    ("attach", "detach"),
    ("add", "sub"),
    ("set", "unset"),
    ("set", "clear"),
    ("open", "close"),
    ("hold", "drop"),
    ("block", "release"),
];

/// What the second of two names begins with that undoes the first: `cordon`, `uncordon`.
const PREFIXES: &[&str] = &["un", "dis", "de"];

/// What is let go and taken again for a while is no such thing.
const LOCKS: &[&str] = &["lock", "unlock"];

/// What begins something, and what ends it with a result: the first words of their names.
const CONCLUSIONS: &[(&str, &str)] = &[("begin", "commit"), ("start", "wait")];

/// Whether of two functions of these names one undoes what the other does: the names differ in one word, and that is
/// the opposite.
pub fn are_opposite(a: &str, b: &str) -> bool {
    let (a, b): (Vec<String>, Vec<String>) = (words_of(a).collect(), words_of(b).collect());
    let mut different = a.iter().zip(&b).filter(|(x, y)| x != y);
    let only = different.next().filter(|_| different.next().is_none() && a.len() == b.len());
    only.is_some_and(|(x, y)| are_opposite_words(x, y))
}

fn are_opposite_words(a: &str, b: &str) -> bool {
    let takes_back =
        |a: &str, b: &str| PREFIXES.iter().any(|p| b.strip_prefix(p) == Some(a)) && !LOCKS.contains(&a);
    OPPOSITES.contains(&(a, b)) || OPPOSITES.contains(&(b, a)) || takes_back(a, b) || takes_back(b, a)
}

/// Whether a function named `end` concludes what one named `begin` has begun: `BeginTx`, `Commit`.
pub fn concludes(begin: &str, end: &str) -> bool {
    let begins = |name, word: &str| words_of(name).next().is_some_and(|w| w == word);
    CONCLUSIONS.iter().any(|(a, b)| begins(begin, a) && begins(end, b))
}

/// Whether what a function of that name begins is to be concluded.
pub fn is_concluded(begin: &str) -> bool {
    CONCLUSIONS.iter().any(|(a, _)| words_of(begin).next().is_some_and(|w| w == *a))
}

/// Whether a terminal that is sent one text and then the other is as before: `ESC [ ? 25 l` and `h`, a private mode of
/// ECMA-48.
pub fn switches_back(a: &str, b: &str) -> bool {
    let parts = |text: &str| {
        let (head, end) = text.split_at_checked(text.len().checked_sub(1)?)?;
        let number = head.rsplit_once("[?")?.1;
        number.parse::<u16>().is_ok().then(|| (head.to_owned(), end.to_owned()))
    };
    match (parts(a), parts(b)) {
        (Some((head, from)), Some((other, to))) => {
            head == other && from != to && [&from, &to].iter().all(|e| matches!(e.as_str(), "h" | "l"))
        }
        _ => false,
    }
}

/// Whether a function of that name puts something on hold for a while: `Pause`, `suspendWrites`.
pub fn puts_on_hold(name: &str) -> bool {
    let first = words_of(name).next().unwrap_or_default();
    matches!(first.as_str(), "pause" | "suspend" | "freeze" | "hold" | "cordon" | "disable" | "detach")
}

/// Whether a method of that name saves what was changed before: `Write`, `Save`, `WriteConfig`.
pub fn saves(name: &str) -> bool {
    let first = words_of(name).next().unwrap_or_default();
    matches!(first.as_str(), "write" | "save" | "persist" | "flush" | "sync" | "apply")
}

/// Whether a function of that name gives what there is only one of: `GetInstance`, `config.Current`.
pub fn gives_only_one(name: &str) -> bool {
    let first = words_of(name).next().unwrap_or_default();
    matches!(first.as_str(), "get" | "instance" | "current" | "default" | "global" | "shared")
}

/// Whether a function of that name lends what one named `put` is given back.
pub fn lends(get: &str, put: &str) -> bool {
    matches!((get, put), ("Get", "Put") | ("get", "put") | ("Borrow", "Return") | ("Take", "Return"))
}

/// Whether a method of that name keeps what it is given, until another one gives it back: `Store`, `addConn`.
pub fn puts_away(name: &str) -> bool {
    let first = words_of(name).next().unwrap_or_default();
    matches!(
        first.as_str(),
        "add"
            | "put"
            | "store"
            | "set"
            | "append"
            | "push"
            | "insert"
            | "register"
            | "track"
            | "attach"
            | "adopt"
    )
}

/// Whether a method of the second name takes away again what one of the first has put away: `addCall`, `deleteCall`.
pub fn takes_away_what(put: &str, away: &str) -> bool {
    let rest = |name: &str| words_of(name).skip(1).collect::<Vec<_>>();
    let first = words_of(away).next().unwrap_or_default();
    const AWAY: &[&str] =
        &["delete", "remove", "drop", "unregister", "deregister", "untrack", "detach", "forget", "clear"];
    puts_away(put) && AWAY.contains(&first.as_str()) && rest(put) == rest(away)
}

/// Whether a method of that name takes the next of what was put away, and waits until there is one: `Pop`.
pub fn takes_next(name: &str) -> bool {
    let first = words_of(name).next().unwrap_or_default();
    matches!(first.as_str(), "pop" | "take" | "dequeue")
}

/// Whether a function of that name gives something a value, and does nothing else: `Store`, `SetOutput`, `Setenv`,
/// `Chmod`.
pub fn is_setter(name: &str) -> bool {
    let first = words_of(name).next().unwrap_or_default();
    const WORDS: &[&str] = &[
        "set", "setenv", "store", "swap", "chmod", "fchmod", "chown", "lchown", "fchown", "chtimes", "umask",
    ];
    WORDS.contains(&first.as_str()) || name == "CompareAndSwap"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_is_the_opposite() {
        assert!(are_opposite("turnOn", "turnOff") && are_opposite("Setenv", "Unsetenv"));
        assert!(are_opposite("cordon", "uncordon") && are_opposite("resume", "pause"));
        assert!(!are_opposite("turnOn", "switchOff") && !are_opposite("get", "put"));
        assert!(!are_opposite("begin", "begin") && !are_opposite("load", "sign"));
        assert!(takes_away_what("addCall", "deleteCall") && !takes_away_what("addCall", "deleteAll"));
        assert!(switches_back("\\033[?25l", "\\033[?25h") && !switches_back("[?25l", "[?7h"));
        assert!(concludes("BeginTx", "Commit") && !concludes("Commit", "BeginTx"));
    }
}
