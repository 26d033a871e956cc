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

/// First words of functions that are there for something else than what they change: they look up or receive.
const LOOKS_UP: &[&str] = &[
    "get", "list", "find", "fetch", "load", "read", "query", "lookup", "search", "select", "scan", "count",
    "download", "receive", "recv", "resolve",
];

/// The same of what they find out, or make sure of.
const MAKES_SURE: &[&str] = &[
    "check", "verify", "validate", "ensure", "ping", "is", "has", "can", "must", "may", "test", "assert",
    "expect", "require", "probe", "health", "inspect", "try", "limit", "allow",
];

/// The same of what they wait for, or go through.
const GOES_THROUGH: &[&str] = &[
    "wait", "await", "sleep", "watch", "poll", "walk", "each", "visit", "iterate", "range", "next", "stream",
    "collect", "gather",
];

/// The same of what they say to others.
const SAYS: &[&str] = &[
    "log", "print", "render", "write", "respond", "reply", "return", "show", "describe", "send", "export",
    "dump", "copy", "proxy", "forward", "notify", "publish",
];

/// The same of what they make of something in memory.
const RECKONS: &[&str] = &[
    "encode",
    "decode",
    "marshal",
    "unmarshal",
    "bind",
    "parse",
    "build",
    "with",
    "compute",
    "calculate",
    "evaluate",
];

/// The same of what they let others do, or make ready for them.
const LETS_DO: &[&str] = &[
    "connect", "dial", "open", "close", "start", "run", "serve", "listen", "handle", "process", "exec",
    "execute", "call", "invoke", "do", "init", "setup", "prepare", "login", "sync", "refresh", "reload",
    "flush",
];

/// The same of who they let in.
const LETS_IN: &[&str] = &["authorize", "authenticate"];

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
    let elsewhere = [LOOKS_UP, MAKES_SURE, GOES_THROUGH, SAYS, RECKONS, LETS_DO, LETS_IN];
    !elsewhere.iter().any(|words| first_word(name, words))
}

/// Whether a function of that name finds out how something is, or makes sure that it is so: `checkLease`, `IsKnown`.
pub fn finds_out(name: &str) -> bool {
    const FIRST: &[&str] =
        &["check", "verify", "validate", "ping", "is", "has", "test", "probe", "health", "inspect"];
    first_word(name, FIRST) || words_of(name).any(|w| matches!(w.as_str(), "exist" | "exists" | "stat"))
}

/// Whether a function of that name gives what is there: `Get`, `findByName`.
pub fn looks_up(name: &str) -> bool {
    first_word(name, &["get", "find", "lookup", "look", "search", "describe", "head", "read"])
}

/// Whether a function of that name says what has become of something.
pub fn is_mark(name: &str) -> bool {
    first_word(name, MARKS) || words_of(name).any(|w| matches!(w.as_str(), "status" | "state"))
}
