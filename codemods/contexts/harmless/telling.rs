//! Names of functions, values and packages that log, trace or count.

use crate::facts::words;
use crate::golang::program::Known;

/// First words of the names of functions that log or count.
const TELLING: &[&str] = &[
    "log", "debug", "info", "warn", "warning", "error", "fatal", "panic", "print", "trace", "notice",
    "record", "count", "inc", "observe", "measure", "report", "annotate", "tag",
];

/// Words of names of what logs, traces or counts.
const TELLING_WORDS: &[&str] = &[
    "logs", "logf", "logger", "loggers", "logging", "logrus", "logr", "trace", "tracer", "tracing", "metric",
    "metrics", "span", "spans",
];

/// Parts of import paths of packages that log, trace and count.
const TELLING_PACKAGES: &[&str] = &[
    "log",
    "logs",
    "logger",
    "logging",
    "slog",
    "klog",
    "zap",
    "logrus",
    "zerolog",
    "logr",
    "trace",
    "tracing",
    "tracer",
    "metric",
    "metrics",
    "stats",
    "telemetry",
    "otel",
    "opentelemetry",
    "opencensus",
    "opentracing",
    "sentry",
];

/// Whether the package logs: it keeps contexts for their values.
pub fn is_logging_package(path: &str) -> bool {
    const PARTS: &[&str] =
        &["log", "logs", "logger", "logging", "slog", "klog", "zap", "logrus", "zerolog", "logr"];
    path.split(['/', '.']).any(|part| PARTS.contains(&part))
}

/// Whether the function, of the packages for telemetry, connects, looks for what it is asked to describe, or hands over
/// what was gathered: those are more than counting.
pub(super) fn is_work_of_telemetry(known: &Known) -> bool {
    const WORK: &[&str] = &[
        "New",
        "Detect",
        "Collect",
        "Export",
        "Upload",
        "Flush",
        "ForceFlush",
        "Shutdown",
        "Dial",
        "Connect",
    ];
    let is_of_sdk = known.package.starts_with("go.opentelemetry.io/")
        || known.package.starts_with("go.opencensus.io/")
        || known.package.starts_with("cloud.google.com/");
    // `tag.New(ctx, …)` puts tags on the context.
    let is_of_tags = known.package.ends_with("/tag");
    is_of_sdk && !is_of_tags && WORK.iter().any(|w| words::begins_with(&known.name, w))
}

pub(super) fn is_telling_package(path: &str) -> bool {
    path.split(['/', '.']).any(|part| TELLING_PACKAGES.contains(&part))
}

pub(super) fn is_telling(name: &str) -> bool {
    !is_about_what_is_told(name) && is_named_as_telling(name)
}

/// Whether a function of that name asks for what others have logged or counted: `GetContainerLogs`, `WatchMetrics`.
fn is_about_what_is_told(name: &str) -> bool {
    const ASKING: &[&str] = &[
        "get", "list", "fetch", "read", "query", "download", "watch", "stream", "tail", "follow", "collect",
    ];
    const TOLD: &[&str] = &["logs", "metrics", "traces", "spans"];
    let mut words = words::words_of(name);
    words.next().is_some_and(|first| ASKING.contains(&&*first)) && words.any(|w| TOLD.contains(&&*w))
}

fn is_named_as_telling(name: &str) -> bool {
    TELLING.iter().any(|w| {
        name.get(..w.len()).is_some_and(|head| head.eq_ignore_ascii_case(w))
            && !name[w.len()..].starts_with(|c: char| c.is_lowercase() && c != 'f' && c != 'l')
    }) || is_telling_name(name)
}

pub(super) fn is_telling_name(name: &str) -> bool {
    words::words_of(name).any(|w| {
        // `klog`, `slog`, `zlog`; but not a catalog, a blog or a dialog.
        let is_logger = matches!(w.strip_suffix("log"), Some("" | "k" | "s" | "z" | "g" | "h" | "ctx"));
        is_logger || TELLING_WORDS.contains(&w.as_str())
    })
}
