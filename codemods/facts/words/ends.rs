//! Names that have to do with the end of something: what tells that it should come, asks for it, or reports it.

use super::words_of;

/// Whether what has that name is there to go on when it is told to end: `runIgnoringContext`, `ignore-signals`.
pub fn ignores_end(name: &str) -> bool {
    const ENDS: &[&str] =
        &["context", "ctx", "cancel", "cancellation", "signal", "signals", "sigint", "sigterm", "interrupt"];
    let words = || name.split(|c: char| !c.is_alphanumeric()).flat_map(words_of);
    words().any(|w| matches!(w.as_str(), "ignore" | "ignores" | "ignoring"))
        && words().any(|w| ENDS.contains(&w.as_str()))
}

/// Whether a function of that name gives what ends with something that stops: `SoftStopCtx`, `ContextUntilClosed`.
pub fn ends_with_stop(name: &str) -> bool {
    tells_to_stop(name)
        || words_of(name).any(|w| {
            matches!(
                w.as_str(),
                "close" | "closed" | "done" | "finished" | "stopped" | "stopping" | "lifetime"
            )
        })
}

/// Whether a channel of that name is there to tell that all should end.
pub fn tells_to_stop(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "stop",
        "quit",
        "exit",
        "shutdown",
        "closing",
        "halt",
        "kill",
        "die",
        "dying",
        "term",
        "terminate",
        "interrupt",
    ];
    words_of(name).any(|w| WORDS.contains(&w.as_str()))
}

/// Whether a function of that name asks whether a context has ended.
pub fn asks_for_end(name: &str) -> bool {
    const WORDS: &[&str] =
        &["done", "canceled", "cancelled", "cancellation", "expired", "ended", "deadline", "timeout"];
    words_of(name).any(|w| WORDS.contains(&w.as_str()))
}

/// Whether the name of a time says that it is for what comes to its end in an orderly way: `graceDuration`.
pub fn is_grace(name: &str) -> bool {
    const WORDS: &[&str] = &["grace", "graceful", "shutdown", "drain", "draining", "linger", "termination"];
    words_of(name).any(|w| WORDS.contains(&w.as_str()))
}

/// Whether a function of that name reports that something has ended: `done`, `OnComplete`, `finishJob`.
pub fn reports_end(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "done",
        "finish",
        "finished",
        "complete",
        "completed",
        "completion",
        "resolve",
        "reject",
        "settle",
        "ended",
        "callback",
        "cb",
    ];
    let mut words = words_of(name).filter(|w| w != "on" && w != "mark");
    words.next().is_some_and(|w| WORDS.contains(&w.as_str()))
}

/// Whether something of that name says that what was asked for is not there: `KindNotFound`, `ErrNotExist`,
/// `ErrNoRows`; not the status of an answer.
pub fn is_absence(name: &str) -> bool {
    const SAY_SO: [(&str, &str); 6] = [
        ("not", "found"),
        ("not", "exist"),
        ("not", "exists"),
        ("no", "such"),
        ("no", "rows"),
        ("no", "documents"),
    ];
    let words: Vec<String> = words_of(name).collect();
    let says_so = |pair: &[String]| SAY_SO.iter().any(|&(a, b)| pair[0] == a && pair[1] == b);
    // `ErrNoUser`, `errUnknownHost`
    let is_error = || {
        matches!(&words[..], [first, second, _, ..]
            if first == "err" && matches!(&**second, "no" | "unknown" | "missing"))
    };
    !name.starts_with("Status") && (words.windows(2).any(says_so) || is_error())
}
