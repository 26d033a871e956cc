//! Names that say what a function is for, where only the name can tell. Compared word by word: `closeAll`,
//! `CloseIdle` and `close` start with the word `close`, `closest` does not.

mod changes;
mod clean_up;
mod ends;
mod opposites;

pub use changes::{
    brings_over, finds_out, is_change, is_commit, is_mark, is_move, is_payment, is_step_outside, looks_up,
    may_change, nouns_of,
};
pub use clean_up::{
    destroys, ends_with_clean_up, is_clean_up, is_clean_up_function, is_clean_up_type,
    is_context_for_clean_up, is_done_at_last, is_undo, kills, registers_clean_up, takes_away,
    undoes_the_rest,
};
pub use ends::{asks_for_end, ends_with_stop, ignores_end, is_absence, is_grace, reports_end, tells_to_stop};
pub use opposites::{
    are_opposite, concludes, gives_only_one, is_concluded, is_setter, lends, puts_away, puts_on_hold, saves,
    switches_back, takes_away_what, takes_next,
};

/// Functions that make something which lasts: the context that they are given is for the making.
const MAKERS: &[&str] = &["new", "dial", "open", "connect", "make", "build", "setup", "init", "must"];

/// Functions that record what has happened, and must not lose it.
const RECORDS: &[&str] = &["audit", "ack", "nack", "acknowledge", "nak"];

/// Functions that log; or that record what has happened, if they do more.
const LOGS: &[&str] = &["log", "record", "track", "report"];

/// Functions that start something which goes on after they have returned.
const STARTS: &[&str] = &[
    "start",
    "spawn",
    "go",
    "schedule",
    "enqueue",
    "submit",
    "dispatch",
    "serve",
    "listen",
    "subscribe",
    "register",
];

/// What is started only to be measured, and ends with the work.
const TRACED: &[&str] = &["span", "trace", "segment", "timer", "stopwatch"];

/// Further first words of functions after which something goes on that was not there before.
const STARTS_UP: &[&str] = &[
    "new",
    "make",
    "create",
    "dial",
    "open",
    "connect",
    "reconnect",
    "setup",
    "set",
    "init",
    "initialize",
    "launch",
    "begin",
    "prepare",
    "bootstrap",
    "enable",
    "activate",
    "attach",
    "establish",
    "join",
    "restore",
];

/// Functions that hand work to someone who does it later.
const JOBS: &[&str] = &["spawn", "schedule", "enqueue", "submit", "dispatch"];

/// Functions that keep the result of a function they are given for other callers.
pub const SHARES: &[&str] = &["Do", "DoChan", "OnceFunc", "OnceValue", "OnceValues", "LoadOrStore"];

/// Whether a function of that name makes something that lasts longer than the call.
pub fn is_maker(name: &str) -> bool {
    first_word(name, MAKERS)
}

/// Whether a variable of that name holds a function which makes something that lasts: `storageFactory`.
pub fn is_named_as_factory(name: &str) -> bool {
    words_of(name).last().is_some_and(|w| matches!(w.as_str(), "factory" | "constructor" | "creator"))
}

/// Whether a function of that name ends a service, if need be at once.
pub fn shuts_down(name: &str) -> bool {
    first_word(name, &["shutdown", "stop", "close"]) || name.starts_with("Shutdown")
}

/// Whether a function of that name gathers what explains a failure: `copyLogs`, `dumpState`, `collectDiagnostics`.
pub fn is_for_diagnosis(name: &str) -> bool {
    words_of(name).any(|w| {
        matches!(w.as_str(), "logs" | "log" | "dump" | "diagnostics" | "diagnose" | "describe" | "events")
    })
}

/// Whether a function of that name makes an error: `NewError`, `WrapErr`.
pub fn makes_error(name: &str) -> bool {
    first_word(name, &["new", "wrap", "make"])
        && words_of(name).last().is_some_and(|w| matches!(w.as_str(), "error" | "err" | "errorf"))
}

/// Whether a variable of that name holds a context: `ctx`, `jobCtx`.
pub fn is_named_as_context(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with("ctx") || name.ends_with("context")
}

/// Whether a context of that name is there for what is logged with it: `logCtx`.
pub fn is_context_for_logs(name: &str) -> bool {
    is_named_as_context(name) && first_word(name, &["log", "logging", "logger", "trace", "span"])
}

/// Whether a context of that name is one that has ended: `canceledCtx`.
pub fn is_of_the_ended(name: &str) -> bool {
    first_word(name, &["canceled", "cancelled", "ended", "expired", "closed", "dead", "done"])
}

/// Whether a function of that name signs what it is given.
pub fn signs(name: &str) -> bool {
    first_word(name, &["sign", "presign"])
}

/// Whether a function of that name hands on what has been gathered so far.
pub fn is_flush(name: &str) -> bool {
    first_word(name, &["flush", "forceFlush"])
}

/// Whether what has that name keeps a record of what has happened.
pub fn is_of_audit(name: &str) -> bool {
    words_of(name).any(|w| w.starts_with("audit"))
}

/// Whether a function of that name records what has happened.
pub fn is_record(name: &str) -> bool {
    first_word(name, RECORDS)
}

/// Whether a function of that name seems to be over when something has begun, and not when that has ended.
pub fn is_for_starting(name: &str) -> bool {
    first_word(name, STARTS) || first_word(name, STARTS_UP)
}

/// Whether a function of that name starts something that outlives the call.
pub fn is_start(name: &str) -> bool {
    first_word(name, STARTS) && !words_of(name).any(|w| TRACED.contains(&w.as_str()))
}

/// Whether a function of that name may be all that a command is there for: it returns when that is over.
pub fn is_whole_work(name: &str) -> bool {
    first_word(name, &["run", "serve", "listen", "loop"])
}

/// Whether a function of that name does nothing but wait for what others do.
pub fn waits(name: &str) -> bool {
    first_word(name, &["wait", "await", "join"])
}

/// Whether a function of that name hands over work that is done later.
pub fn is_job(name: &str) -> bool {
    first_word(name, JOBS)
}

/// Whether values of a type of that name are transactions: what they did is undone if the context ends first.
pub fn is_transaction(type_name: &str) -> bool {
    ["Tx", "Txn", "Transaction"].iter().any(|w| type_name.ends_with(w))
}

/// Whether a function of that name translates what it is given: a context would only bring values for that.
pub fn is_codec(name: &str) -> bool {
    first_word(name, &["encode", "decode", "marshal", "unmarshal"])
}

/// Whether a function of that name does once more, or in another way, what has failed.
pub fn is_second_try(name: &str) -> bool {
    words_of(name).any(|w| ["retry", "retries", "requeue", "fallback"].contains(&w.as_str()))
}

/// Whether a function of that name waits until it has got something, or may go on.
pub fn acquires(name: &str) -> bool {
    first_word(name, &["acquire", "lock", "rLock", "obtain", "reserve", "wait"])
}

/// Whether a function of that name tells or sends others something.
pub fn tells_others(name: &str) -> bool {
    is_announcement(name) || first_word(name, &["tell", "send", "alert", "report", "forward"])
}

/// Whether a function of that name, called by a handler, sets up a system for good.
pub fn is_done_once(name: &str) -> bool {
    first_word(name, &["initialize", "bootstrap"]) || words_of(name).last().is_some_and(|w| w == "bootstrap")
}

/// Whether a function of that name tells others what has happened.
pub fn is_announcement(name: &str) -> bool {
    first_word(
        name,
        &["publish", "notify", "emit", "broadcast", "announce", "dispatch", "enqueue", "invalidate"],
    )
}

/// Whether a function of that name logs, or puts something on record.
pub fn is_log(name: &str) -> bool {
    first_word(name, LOGS)
}

/// Whether what has that name has to do with something that has failed: `sendFailureEvent`.
pub fn is_of_failure(name: &str) -> bool {
    words_of(name).any(|w| matches!(w.as_str(), "fail" | "failed" | "failure" | "failures"))
}

/// Whether a function of that name puts an error into another.
pub fn is_wrapping(name: &str) -> bool {
    first_word(name, &["wrap", "wrapf"])
}

/// Whether a function of that name makes another error of one: `toAPIError`, `wrapErr`, `ContextError`.
pub fn is_translation(name: &str) -> bool {
    const FIRST: &[&str] = &[
        "to",
        "as",
        "wrap",
        "convert",
        "translate",
        "map",
        "classify",
        "context",
        "api",
        "grpc",
        "http",
        "status",
        "new",
        "get",
        "make",
        "from",
        "error",
        "err",
    ];
    first_word(name, FIRST)
        && words_of(name).any(|w| matches!(w.as_str(), "error" | "err" | "errors" | "code"))
}

/// Whether a function of that name gives its result to callers of other requests too.
pub fn is_shared(name: &str) -> bool {
    SHARES.contains(&name) || is_cached(name)
}

/// Whether the method `Do` of such a type, or the function of such a package, runs what it is given for others too.
pub fn is_sharing(package: &str, receiver: Option<&str>) -> bool {
    let words = receiver.into_iter().flat_map(words_of).chain([package.to_lowercase()]);
    words
        .into_iter()
        .any(|w| ["once", "group", "cache", "flight", "singleflight", "sync"].contains(&w.as_str()))
}

/// Whether a function of that name keeps what it makes.
pub fn is_cached(name: &str) -> bool {
    // Not `GetOrphans`.
    let mut words = words_of(name);
    let first = words.next().unwrap_or_default();
    if matches!(first.as_str(), "get" | "load" | "fetch" | "find") && words.next().as_deref() == Some("or") {
        return true;
    }
    let name = name.to_ascii_lowercase();
    const STARTS: &[&str] = &["computeif", "memoize", "cached", "remember", "readthrough"];
    STARTS.iter().any(|start| name.starts_with(start))
}

/// Whether a function of that name begins a span: `Start`, `startSpan`.
pub fn starts_span(name: &str) -> bool {
    name == "Start" || words_of(name).any(|w| w == "start") && words_of(name).any(|w| w == "span")
}

/// Whether a call of that name lets a test fail: `t.Fatal`, `t.Errorf`.
pub fn fails_test(name: &str) -> bool {
    ["Fatal", "Error", "Fail"].iter().any(|w| name.starts_with(w))
}

/// Whether an assertion of that name is that there is an error.
pub fn expects_error(name: &str) -> bool {
    let name = name.strip_suffix('f').unwrap_or(name);
    ["Error", "ErrorIs", "ErrorAs", "ErrorContains", "EqualError", "MatchError", "HaveOccurred"]
        .contains(&name)
}

/// Whether an assertion of that name is that the next one does not hold: `Expect(err).ToNot(HaveOccurred())`.
pub fn expects_contrary(name: &str) -> bool {
    ["ToNot", "NotTo", "ShouldNot"].contains(&name)
}

/// Whether a package of that name helps tests.
pub fn is_test_help(package: &str) -> bool {
    ["test", "mock"].iter().any(|w| package.starts_with(w))
        || ["test", "testing", "mock", "mocks"].iter().any(|w| package.ends_with(w))
}

/// The words of a name in camel case or with underscores, in lower case.
pub fn words_of(name: &str) -> impl Iterator<Item = String> {
    let mut words: Vec<String> = vec![String::new()];
    for c in name.chars() {
        if c.is_uppercase() || c == '_' {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(c.to_lowercase().filter(|c| *c != '_'));
        }
    }
    words.into_iter().filter(|w| !w.is_empty())
}

/// Whether `name` is one of the words, or ends with one that starts with a capital.
pub(super) fn last_word(name: &str, words: &[&str]) -> bool {
    words.iter().any(|w| {
        let Some(at) = name.len().checked_sub(w.len()).filter(|&at| name.is_char_boundary(at)) else {
            return false;
        };
        let tail = &name[at..];
        tail.eq_ignore_ascii_case(w) && (at == 0 || tail.starts_with(char::is_uppercase))
    })
}

pub(super) fn first_word(name: &str, words: &[&str]) -> bool {
    words.iter().any(|w| begins_with(name, w))
}

/// Whether `word` is the first word of the name.
pub fn begins_with(name: &str, word: &str) -> bool {
    name.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
        && !name[word.len()..].starts_with(|c: char| c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_ends_where_the_next_begins() {
        assert!(is_clean_up("closeAll") && is_clean_up("Close") && is_clean_up("cleanUp"));
        assert!(!is_clean_up("closest") && !is_clean_up("stopwatch") && !is_clean_up("enclose"));
        assert!(is_change("InsertOne") && !is_change("address"));
        assert!(ends_with_clean_up("SessionRelease") && ends_with_clean_up("connClose"));
        assert!(!ends_with_clean_up("CreateRelease") && !ends_with_clean_up("enclose"));
    }
}
