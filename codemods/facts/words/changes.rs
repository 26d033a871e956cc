//! Names of functions that change something for good, that make it final, or say what has become of it.

use super::{first_word, words_of};

/// Functions that change something for good.
pub(super) const CHANGES: &[&str] = &[
    "create", "insert", "update", "upsert", "delete", "remove", "save", "store", "put", "add", "write",
    "exec", "publish", "send", "transfer", "debit", "credit", "charge", "refund", "append", "drop", "rename",
    "move", "revoke", "grant", "patch", "apply", "mark",
];

/// Functions that say what has become of something.
const MARKS: &[&str] = &["mark", "set", "fail", "finish", "complete", "notify", "reset"];

/// Whether a function of that name makes what was prepared, or what has come so far, final.
pub fn is_commit(name: &str) -> bool {
    first_word(name, &["commit"])
}

/// Whether a function of that name moves money or the like, so that what became of it must not be forgotten.
pub fn is_payment(name: &str) -> bool {
    first_word(name, &["charge", "capture", "transfer", "debit", "pay", "payout", "settle", "wire"])
}

/// Whether a function of that name moves something, so that what says where it is has to follow.
pub fn is_move(name: &str) -> bool {
    first_word(name, &["rename", "move"])
}

/// Whether a function of that name, which is given no context, may change for good what lies in another system: its
/// storage, its devices.
pub fn is_step_outside(name: &str) -> bool {
    const STEPS: &[&str] =
        &["rename", "move", "update", "resize", "grow", "shrink", "restore", "create", "attach", "detach"];
    first_word(name, STEPS)
}

/// Whether a function of that name brings something over from elsewhere: `instanceImageTransfer`, `downloadLayer`.
pub fn brings_over(name: &str) -> bool {
    const BRINGS: [&str; 5] = ["transfer", "download", "receive", "import", "pull"];
    words_of(name).any(|w| BRINGS.contains(&w.as_str()))
}

/// What a function of that name changes, as it says: `volume` of `UpdateVolume`.
pub fn nouns_of(name: &str) -> impl Iterator<Item = String> {
    const OTHER: &[&str] = &[
        "all", "and", "by", "disk", "entry", "for", "from", "in", "local", "name", "new", "node", "of",
        "old", "on", "record", "row", "state", "status", "the", "to", "with",
    ];
    let is_noun = |w: &String| {
        let word = w.as_str();
        word.len() > 2
            && !OTHER.contains(&word)
            && !CHANGES.contains(&word)
            && !is_step_outside(word)
            && !brings_over(word)
            && !super::destroys(word)
    };
    words_of(name).filter(is_noun).map(|w| w.strip_suffix('s').map(str::to_owned).unwrap_or(w))
}

/// Whether a function of that name changes something for good.
pub fn is_change(name: &str) -> bool {
    first_word(name, CHANGES)
}

/// Whether a function of that name that gives nothing but an error may be there for what it changes: its name says
/// nothing else.
pub fn may_change(name: &str) -> bool {
    const ELSE: &[&str] = &[
        "get",
        "list",
        "find",
        "fetch",
        "load",
        "read",
        "query",
        "lookup",
        "search",
        "select",
        "scan",
        "count",
        "check",
        "verify",
        "validate",
        "ensure",
        "ping",
        "wait",
        "await",
        "sleep",
        "watch",
        "poll",
        "walk",
        "each",
        "visit",
        "iterate",
        "range",
        "is",
        "has",
        "can",
        "must",
        "may",
        "test",
        "assert",
        "expect",
        "require",
        "log",
        "print",
        "render",
        "write",
        "respond",
        "reply",
        "return",
        "encode",
        "decode",
        "marshal",
        "unmarshal",
        "bind",
        "parse",
        "copy",
        "stream",
        "send",
        "receive",
        "recv",
        "download",
        "export",
        "dump",
        "proxy",
        "forward",
        "connect",
        "dial",
        "open",
        "close",
        "start",
        "run",
        "serve",
        "listen",
        "handle",
        "process",
        "exec",
        "execute",
        "call",
        "invoke",
        "do",
        "init",
        "setup",
        "prepare",
        "authorize",
        "authenticate",
        "login",
        "next",
        "with",
        "resolve",
        "build",
        "compute",
        "calculate",
        "evaluate",
        "collect",
        "gather",
        "sync",
        "refresh",
        "reload",
        "flush",
        "try",
        "limit",
        "allow",
        "show",
        "describe",
        "inspect",
        "probe",
        "health",
        "notify",
        "publish",
    ];
    !first_word(name, ELSE)
}

/// Whether a function of that name says what has become of something.
pub fn is_mark(name: &str) -> bool {
    first_word(name, MARKS) || words_of(name).any(|w| matches!(w.as_str(), "status" | "state"))
}
