//! Which calls keep what they are given: a guess by name where no body can be read, and knowledge of the
//! standard library where a body would not tell.

use super::words::words_of;

/// First words of names of functions that tend to keep the context or function they are given.
const KEEPING_WORDS: &[&str] = &[
    "Start",
    "Run",
    "Serve",
    "Listen",
    "Watch",
    "Subscribe",
    "Open",
    "Dial",
    "Connect",
    "New",
    "Register",
    "Set",
    "With",
    "Go",
    "Spawn",
    "Schedule",
    "Enqueue",
    "Submit",
];

/// Further first words for functions that are given a function: it is called later.
const REGISTERING_WORDS: &[&str] = &[
    "Handle",
    "On",
    "Add",
    "Use",
    "After",
    "Post",
    "Defer",
    "Cleanup",
    "Bind",
    "Hook",
    "Notify",
    "Every",
    "Async",
    "GET",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "HEAD",
    "OPTIONS",
    "Any",
    "Append",
    "Push",
    "Publish",
    "Dispatch",
    "Queue",
    "IndexField",
];

/// Those of them for functions that put what they are given where others take it from.
const QUEUEING_WORDS: &[&str] =
    &["Add", "Post", "Defer", "Async", "Append", "Push", "Publish", "Dispatch", "Queue"];

/// Whether a function of this name, whose body cannot be read, may keep a struct it is given for others to work on.
pub fn may_queue(name: &str) -> bool {
    may_keep_context(name) || QUEUEING_WORDS.iter().any(|w| starts_with_word(name, w))
}

/// Whether a function of this name, whose body cannot be read, may keep a context it is given.
pub fn may_keep_context(name: &str) -> bool {
    KEEPING_WORDS.iter().any(|w| starts_with_word(name, w))
}

/// Whether a function of this name, whose body cannot be read, may call a function it is given only later.
pub fn may_call_later(name: &str) -> bool {
    may_keep_context(name) || REGISTERING_WORDS.iter().any(|w| starts_with_word(name, w))
}

/// Whether a function of this name connects to something.
pub fn dials(name: &str) -> bool {
    starts_with_word(name, "Dial")
}

/// Whether a function of this name listens to something.
pub fn listens(name: &str) -> bool {
    starts_with_word(name, "Listen")
}

/// First words of names of methods that end what others of the same value have begun.
const ENDING_WORDS: &[&str] =
    &["Stop", "Close", "Shutdown", "Remove", "Delete", "Release", "Detach", "Leave", "Cancel", "End"];

/// Whether a method called `name` undoes what one called `does` has done: `Unwatch`, `unregisterClient`, `Stop`.
pub fn undoes(name: &str, does: &str) -> bool {
    let opposite = ["un", "de"].iter().any(|prefix| {
        let head = name.get(..prefix.len());
        head.is_some_and(|h| h.eq_ignore_ascii_case(prefix))
            && name[prefix.len()..].eq_ignore_ascii_case(does)
    });
    opposite || ENDING_WORDS.iter().any(|w| starts_with_word(name, w))
}

/// Words that say, wherever in the name of a function they stand, that it returns only when something has ended.
const WAITING_WORDS: &[&str] = &["serve", "wait", "until", "forever", "block"];

/// First words of names of functions that do so.
const WAITING_FIRST_WORDS: &[&str] = &["run", "poll", "consume", "loop"];

/// Whether a function of this name, whose body cannot be read, seems to return only when something has ended.
pub fn waits(name: &str) -> bool {
    let mut words = words_of(name);
    let first = words.next().unwrap_or_default();
    WAITING_FIRST_WORDS.contains(&&*first)
        || std::iter::once(first).chain(words).any(|w| WAITING_WORDS.contains(&&*w))
}

/// First words of names of functions that wait for the next of what comes in.
const READING_WORDS: &[&str] = &["Read", "Recv", "Receive", "Accept", "Scan", "Decode", "Next", "Fetch"];

/// Whether a function of this name waits for the next of what comes in.
pub fn reads(name: &str) -> bool {
    READING_WORDS.iter().any(|w| starts_with_word(name, w))
}

/// `name` starts with `word` (its first letter in either case) and the word ends there: `Start`, `StartAll`,
/// `startAll`, not `Starting`.
fn starts_with_word(name: &str, word: &str) -> bool {
    let Some(head) = name.get(..word.len()) else { return false };
    let rest = &name[word.len()..];
    head.get(1..) == Some(&word[1..])
        && head[..1].eq_ignore_ascii_case(&word[..1])
        && !rest.starts_with(|c: char| c.is_lowercase())
}

/// What a function does with a function it is given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Runs {
    /// Calls it before it returns.
    Now,
    /// Starts a goroutine with it that the receiver's `Wait` joins.
    Joined,
    /// Calls it at some later time.
    Later,
}

/// What known functions do with a function argument: package, receiver type (empty for functions), name, what.
const FUNCTION_ARGUMENTS: &[(&str, &str, &str, Runs)] = &[
    ("sync", "WaitGroup", "Go", Runs::Joined),
    ("golang.org/x/sync/errgroup", "Group", "Go", Runs::Joined),
    ("golang.org/x/sync/errgroup", "Group", "TryGo", Runs::Joined),
    ("golang.org/x/sync/singleflight", "Group", "DoChan", Runs::Later),
    ("github.com/sourcegraph/conc", "WaitGroup", "Go", Runs::Joined),
    ("github.com/sourcegraph/conc/pool", "Pool", "Go", Runs::Joined),
    ("github.com/sourcegraph/conc/pool", "ErrorPool", "Go", Runs::Joined),
    ("github.com/sourcegraph/conc/pool", "ContextPool", "Go", Runs::Joined),
    ("k8s.io/apimachinery/pkg/util/wait", "Group", "Start", Runs::Joined),
    ("k8s.io/apimachinery/pkg/util/wait", "Group", "StartWithContext", Runs::Joined),
    ("time", "", "AfterFunc", Runs::Later),
    ("context", "", "AfterFunc", Runs::Later),
    ("net/http", "", "HandleFunc", Runs::Later),
    ("net/http", "ServeMux", "HandleFunc", Runs::Later),
    ("net/http", "Server", "RegisterOnShutdown", Runs::Later),
    ("net/http", "", "HandlerFunc", Runs::Later),
    ("sync", "", "OnceFunc", Runs::Later),
    ("sync", "", "OnceValue", Runs::Later),
    ("sync", "", "OnceValues", Runs::Later),
    ("flag", "", "Func", Runs::Later),
    ("flag", "", "BoolFunc", Runs::Later),
    ("flag", "FlagSet", "Func", Runs::Later),
    ("flag", "FlagSet", "BoolFunc", Runs::Later),
    ("image", "", "RegisterFormat", Runs::Later),
    ("runtime", "", "SetFinalizer", Runs::Later),
    ("runtime", "", "AddCleanup", Runs::Later),
    ("sync", "Once", "Do", Runs::Now),
    ("testing", "*", "Run", Runs::Now),
    ("testing", "*", "Cleanup", Runs::Now),
    ("testing", "*", "Fuzz", Runs::Now),
    ("testing", "B", "RunParallel", Runs::Now),
    ("testing", "", "AllocsPerRun", Runs::Now),
    ("testing", "", "Benchmark", Runs::Now),
    ("testing/synctest", "", "Test", Runs::Now),
    ("testing/synctest", "", "Run", Runs::Now),
    ("sort", "", "Slice", Runs::Now),
    ("sort", "", "SliceStable", Runs::Now),
    ("sort", "", "Search", Runs::Now),
    ("slices", "", "SortFunc", Runs::Now),
    ("slices", "", "SortStableFunc", Runs::Now),
    ("slices", "", "IndexFunc", Runs::Now),
    ("slices", "", "ContainsFunc", Runs::Now),
    ("slices", "", "DeleteFunc", Runs::Now),
    ("strings", "", "Map", Runs::Now),
    ("strings", "", "FieldsFunc", Runs::Now),
    ("path/filepath", "", "Walk", Runs::Now),
    ("path/filepath", "", "WalkDir", Runs::Now),
    ("io/fs", "", "WalkDir", Runs::Now),
    ("sync", "Map", "Range", Runs::Now),
];

/// What the function does with a function argument, where it is known. `receiver` is empty for plain functions.
pub fn runs_argument(package: &str, receiver: &str, name: &str) -> Option<Runs> {
    FUNCTION_ARGUMENTS
        .iter()
        .find(|f| f.0 == package && (f.1 == receiver || f.1 == "*" && !receiver.is_empty()) && f.2 == name)
        .map(|f| f.3)
}

/// Methods of the standard library that keep what they are given in their receiver, and functions that keep it for the
/// whole program: package, receiver type (empty for functions), name.
const STORES: &[(&str, &str, &str)] = &[
    ("sync", "Map", "Store"),
    ("sync", "Map", "LoadOrStore"),
    ("sync", "Map", "Swap"),
    ("sync", "Map", "CompareAndSwap"),
    ("sync", "Pool", "Put"),
    ("sync/atomic", "Value", "Store"),
    ("sync/atomic", "Value", "Swap"),
    ("sync/atomic", "Value", "CompareAndSwap"),
    ("sync/atomic", "Pointer", "Store"),
    ("sync/atomic", "Pointer", "Swap"),
    ("sync/atomic", "Pointer", "CompareAndSwap"),
    ("container/list", "List", "PushBack"),
    ("container/list", "List", "PushFront"),
    ("container/list", "List", "InsertBefore"),
    ("container/list", "List", "InsertAfter"),
    ("net/http", "ServeMux", "Handle"),
    ("net/http", "", "Handle"),
    ("net/http", "Transport", "RegisterProtocol"),
    ("net/rpc", "", "Register"),
    ("net/rpc", "", "RegisterName"),
    ("net/rpc", "Server", "Register"),
    ("net/rpc", "Server", "RegisterName"),
    ("database/sql", "", "Register"),
    ("expvar", "", "Publish"),
    ("expvar", "Map", "Set"),
    ("log", "", "SetOutput"),
    ("log", "Logger", "SetOutput"),
    ("log/slog", "", "SetDefault"),
    ("bufio", "Writer", "Reset"),
    ("bufio", "Reader", "Reset"),
    ("compress/gzip", "Writer", "Reset"),
    ("compress/gzip", "Reader", "Reset"),
    ("text/tabwriter", "Writer", "Init"),
    ("text/template", "Template", "Funcs"),
    ("html/template", "Template", "Funcs"),
    ("flag", "", "Var"),
    ("flag", "FlagSet", "Var"),
];

/// Whether the method keeps its arguments in its receiver, or the function its own for good.
pub fn stores_argument(package: &str, receiver: &str, name: &str) -> bool {
    STORES.contains(&(package, receiver, name))
}

/// Functions of the standard library that put what they are given into their first argument.
const STORES_IN_FIRST: &[(&str, &str)] =
    &[("container/heap", "Push"), ("maps", "Copy"), ("maps", "Insert"), ("slices", "Replace")];

/// Whether the function keeps its other arguments in its first.
pub fn stores_in_first(package: &str, receiver: &str, name: &str) -> bool {
    receiver.is_empty() && STORES_IN_FIRST.contains(&(package, name))
}

/// Functions of package slices that give back a slice with what they are given, as `append` does.
const SLICES_WITH: &[&str] = &["Insert", "Concat", "Grow", "Clip", "Clone", "AppendSeq", "Repeat"];

/// Whether what the function gives back is, or holds, what it is given.
pub fn gives_back_with(package: &str, name: &str) -> bool {
    package == "slices" && SLICES_WITH.contains(&name) || package == "maps" && name == "Clone"
}

/// Methods of the frameworks on fasthttp that take what the answer is read from, or a function that writes it, by the
/// package that declares them (a prefix): the server does so when the handler has returned.
const ANSWERS_LATER: &[(&str, &str)] = &[
    ("github.com/gofiber/fiber/", "SendStream"),
    ("github.com/gofiber/fiber/", "SendStreamWriter"),
    ("github.com/valyala/fasthttp", "SetBodyStream"),
    ("github.com/valyala/fasthttp", "SetBodyStreamWriter"),
];

/// Whether the method `name` takes what the answer is read from, or written by, when the handler has returned.
/// `package`: that of the type whose method it is, as far as that is known.
pub fn answers_later(package: Option<&str>, name: &str) -> bool {
    ANSWERS_LATER.iter().any(|m| {
        let is_there = |p: &str| p.starts_with(m.0);
        m.1 == name && package.map_or(name.starts_with("SetBodyStream"), is_there)
    })
}

/// Packages of the standard library whose functions never keep a context beyond the call, whatever their
/// results: package, name (`*` for all).
const RETURNS_WITH_CALL: &[(&str, &str)] =
    &[("log/slog", "*"), ("log", "*"), ("fmt", "*"), ("errors", "*"), ("reflect", "*")];

/// Whether the functions of the package keep nothing of a context but values: it starts spans.
pub fn keeps_values_only(package: &str) -> bool {
    package == "go.opentelemetry.io/otel/trace"
}

/// Whether the function is known to be done with its arguments when it returns; not one that makes or sets up a logger.
pub fn is_done_with_call(package: &str, name: &str) -> bool {
    let sets_up = package.starts_with("log") && ["New", "Set"].iter().any(|w| starts_with_word(name, w));
    RETURNS_WITH_CALL.iter().any(|f| f.0 == package && (f.1 == "*" || f.1 == name)) && !sets_up
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_where_a_capital_begins() {
        assert!(may_keep_context("StartServer"));
        assert!(may_keep_context("start"));
        assert!(may_keep_context("NewClient"));
        assert!(!may_keep_context("Starting"));
        assert!(!may_keep_context("Goodbye"));
        assert!(!may_keep_context("Fetch"));
        assert!(!may_keep_context("é"));
        assert!(may_call_later("HandleFunc"));
        assert!(may_call_later("OnClose"));
        assert!(!may_call_later("Once"));
        assert!(dials("dialPipe"));
        assert!(!dials("Dialog"));
        assert!(undoes("Unwatch", "Watch"));
        assert!(undoes("unregisterClient", "registerClient"));
        assert!(undoes("StopAll", "Start"));
        assert!(!undoes("Undo", "Watch"));
        assert!(waits("ListenAndServe") && waits("WaitForAll") && waits("runLoop") && waits("JitterUntil"));
        assert!(!waits("Start") && !waits("rerun") && !waits("waiter"));
        assert!(reads("ReadString") && !reads("Ready"));
    }
}
