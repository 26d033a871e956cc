//! The words that comments are known by.

/// Words that a comment right above the statement uses about its context, if one of [`APART`] is in it too.
pub(super) const CONTEXT: &[&str] = &["context", "contexts", "ctx", "background"];

/// Those of them that mean nothing else.
pub(super) const CONTEXT_ITSELF: &[&str] = &["context", "contexts", "ctx"];

/// What makes a context from nothing.
pub(super) const ROOTS: &[&str] = &["Background(", "TODO("];

/// Words for those who may have given up, which a comment uses together with one of [`DESPITE`].
pub(super) const WAITING: &[&str] = &["caller", "client", "request", "user"];

/// Words for an end, which a comment uses so too: «always record, even on shutdown».
pub(super) const END: &[&str] = &["shutdown", "shutting", "exit", "exiting", "interrupt", "interrupted"];

pub(super) const DESPITE: &[&str] = &["even", "regardless", "irrespective", "gone"];

/// Words for what depends on something, which a comment uses together with one of [`NO`]: «don't tie this to r».
pub(super) const TIED: &[&str] = &["tie", "tied", "ties", "coupled"];

pub(super) const NO: &[&str] =
    &["not", "don", "doesn", "isn", "aren", "shouldn", "mustn", "cannot", "never", "without"];

/// Words for what those have done who wait no longer.
pub(super) const LEFT: &[&str] = &[
    "gone",
    "goes",
    "left",
    "leaves",
    "away",
    "cancel",
    "cancels",
    "canceled",
    "cancelled",
    "disconnects",
    "disconnected",
    "abandons",
    "given",
    "gives",
    "hangs",
];

/// Words that the comment on a function uses if it goes on whatever becomes of its caller.
pub(super) const APART_FROM_CALLER: &[&str] =
    &["independent", "independently", "detached", "decoupled", "outlive", "outlives", "survive", "survives"];

/// Words that set a context apart from the request's.
pub(super) const APART: &[&str] = &[
    "not",
    "don",
    "doesn",
    "isn",
    "aren",
    "won",
    "shouldn",
    "mustn",
    "cannot",
    "never",
    "blank",
    "empty",
    "own",
    "separate",
    "dedicated",
    "fresh",
    "pooled",
    "pooling",
    "instead",
    "without",
    "even",
    "after",
    "regardless",
    "because",
];

/// Words for a context that is made, which say that it is set apart only where the comment goes on to say why.
pub(super) const MADE: &[&str] = &["new", "clean", "another", "different"];

/// Words for a context that is made, which leave no doubt.
pub(super) const MADE_APART: &[&str] =
    &["fresh", "separate", "background", "independent", "detached", "dedicated"];

/// Words that say why.
pub(super) const PURPOSE: &[&str] = &[
    "so",
    "since",
    "sure",
    "always",
    "ensure",
    "ensures",
    "guarantee",
    "avoid",
    "case",
    "otherwise",
    "shutdown",
];

/// Words that a comment uses about work that goes on, wherever it stands.
pub(super) const GOES_ON: &[&str] = &[
    "cancel",
    "cancels",
    "canceled",
    "cancelled",
    "cancellation",
    "canceling",
    "cancelling",
    "detach",
    "detached",
    "disconnect",
    "decouple",
    "decoupled",
    "decouples",
    "decoupling",
    "disconnects",
    "forget",
    "independent",
    "independently",
    "outlive",
    "outlives",
    "survive",
    "survives",
];

/// Words that a comment on a variable uses about a context that is there for all of the program.
pub(super) const LASTS: &[&str] = &["lifetime", "lifespan", "lives", "process", "daemon"];

/// Words that a comment on a field uses about a context that ends with the struct, or with what that belongs to.
pub(super) const ENDS_WITH_OWNER: &[&str] = &[
    "system",
    "application",
    "process",
    "lifetime",
    "lifespan",
    "lifecycle",
    "lived",
    "lives",
    "goroutines",
    "daemon",
    "background",
    "shutdown",
    "shutting",
    "shuts",
    "exit",
    "exits",
    "stop",
    "stops",
    "stopped",
    "closed",
    "closes",
    "terminate",
    "terminates",
    "terminated",
];

/// Words that a comment on a field uses about signatures into which no context fits.
pub(super) const FOR_WANT_OF_PARAMETERS: &[&str] =
    &["interface", "interfaces", "args", "arguments", "parameter", "parameters", "signature", "signatures"];

/// Words that a comment on a field uses about what its context carries.
pub(super) const CARRIED: &[&str] =
    &["global", "config", "configuration", "values", "metrics", "tracing", "tracer", "logging", "logger"];

/// Words that a comment uses about a wait that stands for something else.
pub(super) const PRETENDS: &[&str] =
    &["simulate", "simulates", "simulated", "simulating", "pretend", "pretends", "emulate", "mimic"];

/// Words that a comment uses about more than the next statement.
pub(super) const SEVERAL: &[&str] = &["these", "tasks", "steps", "calls"];

/// Words that say that something is meant.
pub(super) const WITH_INTENT: &[&str] =
    &["deliberately", "intentionally", "purpose", "purposely", "purposefully"];

/// What a comment says of a wait that its author has thought about.
pub(super) const APPROVED: &[&str] =
    &["acceptable", "is fine", "it's fine", "is okay", "it's okay", "is ok ", "it's ok "];

/// What a comment says of a context that nothing ends.
pub(super) const NEVER_ENDS: &[&str] = &[
    "non-cancelable",
    "non-cancellable",
    "noncancelable",
    "noncancellable",
    "uncancelable",
    "uncancellable",
    "not cancelable",
    "not cancellable",
    "never canceled",
    "never cancelled",
    "cannot be canceled",
    "cannot be cancelled",
];

/// What a comment says of a release that is not called.
pub(super) const NOT_CALLED: &[&str] = &[
    "discarding cancel",
    "discarding the cancel",
    "don't defer",
    "do not defer",
    "don't use this cancel",
    "can't call",
    "cannot call",
    "can not call",
    "don't call",
    "do not call",
    "don't cancel",
    "do not cancel",
    "can't cancel",
    "cannot cancel",
    "must not cancel",
    "mustn't cancel",
    "not need to cancel",
    "no need to cancel",
    "won't be any leak",
    "will not leak",
    "won't leak",
    "does not leak",
    "doesn't leak",
];

/// Words that say so of a context that is named beside them.
pub(super) const ON_PURPOSE: &[&str] = &["never", "stays", "keeps", "must"];

/// Words that a comment uses about whose the context is, where another than the one at hand is meant.
pub(super) const OF_ANOTHER: &[&str] = &["shutdown", "application", "lifetime", "lifecycle"];

/// What is to be done about a context that is only there because nobody has passed another on yet.
pub(super) const TO_PASS_ON: &[&str] = &[
    "pass",
    "use",
    "take",
    "thread",
    "propagate",
    "plumb",
    "wire",
    "caller",
    "callers",
    "parent",
    "proper",
    "real",
    "request",
];

/// Words for what is done at the end of a round on purpose, «check the context last».
pub(super) const LAST: &[&str] = &["last", "afterwards"];

/// Words for a look at something.
pub(super) const ASKED: &[&str] =
    &["ask", "asked", "check", "checked", "checking", "checks", "look", "looked", "looking"];
