//! Names of clean-up: of functions and types that are there for it, and of what takes back what was done.

use super::changes::CHANGES;
use super::{STARTS_UP, first_word, last_word, words_of};

/// Functions that clean up, and must work when the request or context they belong to has ended.
const CLEAN_UP: &[&str] = &[
    "cleanup",
    "clean",
    "rollback",
    "shutdown",
    "close",
    "stop",
    "teardown",
    "release",
    "unlock",
    "dispose",
    "exit",
    "quit",
    "terminate",
    "revert",
    "undo",
    "destroy",
    "disconnect",
    "resign",
    "abort",
    "unsubscribe",
    "unregister",
    "deregister",
    "leave",
    "logoff",
    "logout",
    "signout",
    "drain",
    "deactivate",
    "halt",
    "giveback",
    "putback",
    "handback",
    "relinquish",
    "surrender",
    "unreserve",
    "unmount",
    "umount",
    "unassign",
    "unlease",
    "unpin",
    "unwatch",
    "finalize",
    "dealloc",
    "deallocate",
    "compensate",
];

/// Of those the ones that are verbs wherever they stand at the end: `SessionRelease`, `ConnClose`.
const CLEAN_UP_AT_END: &[&str] = &[
    "release",
    "close",
    "unlock",
    "destroy",
    "dispose",
    "terminate",
    "disconnect",
    "unsubscribe",
    "unregister",
    "deregister",
    "unmount",
];

/// First words of names whose last word is no verb: `GetRelease`, `LatestRelease`, `OnClose`.
const NOT_BEFORE_VERBS: &[&str] = &[
    "get", "list", "find", "fetch", "load", "read", "query", "lookup", "describe", "show", "count", "is",
    "has", "can", "should", "needs", "latest", "last", "current", "next", "new", "on", "before", "after",
    "wait", "handle", "check", "parse", "validate", "download", "install", "upgrade", "test", "build",
    "sync", "do",
];

/// Words that say so wherever in the name of a function they stand: `gracefulShutdown`, `waitAndCleanup`.
const CLEAN_UP_ANYWHERE: &[&str] =
    &["shutdown", "cleanup", "teardown", "rollback", "closer", "finalizer", "quit"];

/// Types whose values are there to clean up: last words of their names.
const CLEAN_UP_TYPES: &[&str] = &["teardown", "cleanup", "rollback", "shutdown"];

/// Functions that take back what was done.
const UNDOES: &[&str] = &[
    "delete", "remove", "drop", "revoke", "restore", "cancel", "purge", "discard", "reverse", "unwind",
    "void", "refund", "withdraw", "retract", "reset",
];

/// Of those the ones that say so wherever they stand: `bulkAbortJob`.
const UNDOES_ANYWHERE: &[&str] = &["abort", "revert", "undo", "compensate", "uninstall"];

/// What else is said of contexts that are to go on when others have ended.
const OF_ITS_OWN: &[&str] = &["detached", "independent", "fresh", "grace", "graceful"];

/// Whether a context of that name is for clean-up, or is said to be one of its own: `finalizeCtx`.
pub fn is_context_for_clean_up(name: &str) -> bool {
    let mut words: Vec<String> = words_of(name).collect();
    let is_context = words.pop().is_some_and(|w| w == "ctx" || w == "context");
    is_context && words.iter().any(|w| CLEAN_UP.contains(&w.as_str()) || OF_ITS_OWN.contains(&w.as_str()))
}

/// Whether the name is that of a clean-up function.
pub fn is_clean_up(name: &str) -> bool {
    first_word(name, CLEAN_UP)
}

/// Whether the name says first what is cleaned up: `SessionRelease`.
pub fn ends_with_clean_up(name: &str) -> bool {
    last_word(name, CLEAN_UP_AT_END)
        && ![NOT_BEFORE_VERBS, CHANGES, STARTS_UP].iter().any(|first| first_word(name, first))
}

/// Whether a function of that name is there to clean up.
pub fn is_clean_up_function(name: &str) -> bool {
    is_clean_up(name) || words_of(name).any(|w| CLEAN_UP_ANYWHERE.contains(&w.as_str()))
}

/// Whether a field of that name holds what is done when the rest is over: hooks of commands.
pub fn is_done_at_last(name: &str) -> bool {
    ["After", "PostRun", "PostRunE", "PersistentPostRun", "PersistentPostRunE"].contains(&name)
}

/// Whether the methods of a type of that name clean up.
pub fn is_clean_up_type(name: &str) -> bool {
    last_word(name, CLEAN_UP_TYPES)
}

/// Whether a function of that name is given one that cleans up: `Cleanup`, `OnClose`, `RegisterOnShutdown`, `AtExit`.
pub fn registers_clean_up(name: &str) -> bool {
    const FIRST: &[&str] =
        &["on", "at", "add", "register", "defer", "append", "with", "set", "before", "after"];
    name == "Cleanup"
        || first_word(name, FIRST) && words_of(name).skip(1).any(|w| CLEAN_UP.contains(&w.as_str()))
}

/// Functions that do away with something.
const DESTROYS: &[&str] =
    &["delete", "remove", "truncate", "overwrite", "purge", "destroy", "drop", "wipe", "erase", "uninstall"];

/// Whether a function of that name does away with something: `DeleteVolume`, `imageDeleteFromDisk`.
pub fn destroys(name: &str) -> bool {
    let is_second = || words_of(name).nth(1).is_some_and(|w| DESTROYS.contains(&w.as_str()));
    first_word(name, DESTROYS) || is_second() && !first_word(name, NOT_BEFORE_VERBS)
}

/// Whether a function of that name says first of all that it does away with something: not `toDeleteEdge`.
pub fn takes_away(name: &str) -> bool {
    first_word(name, DESTROYS)
}

/// Whether what has that name holds what is to be taken back if the rest fails: `reverter`. A cheap look at texts for
/// such names, in `contexts::detached::undoing`, rests on these words.
pub fn undoes_the_rest(name: &str) -> bool {
    words_of(name).any(|w| ["revert", "reverter", "rollback", "undo"].contains(&w.as_str()))
}

/// Whether a function of that name ends what was started, if it is called because something failed: `killProcess`.
pub fn kills(name: &str) -> bool {
    first_word(name, &["kill"])
}

/// Whether a function of that name takes back what was done, if it is called because something failed.
pub fn is_undo(name: &str) -> bool {
    first_word(name, UNDOES) || words_of(name).any(|w| UNDOES_ANYWHERE.contains(&w.as_str()))
}
