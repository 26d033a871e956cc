//! Calls with a special meaning: those that make a cancelable context, and those that never return.

/// What the release function of a producer takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReleaseKind {
    /// `func()`
    Plain,
    /// `func(error)`
    Cause,
}

/// A call of the standard library that returns a context and its release.
pub struct StdProducer {
    pub package: &'static str,
    pub name: &'static str,
    pub release: ReleaseKind,
    /// The release's type as the callee states it: a name in package `context`, or `None` for `func()`.
    pub release_type: Option<&'static str>,
    /// Whether a timer runs until the release, the deadline or the parent's end.
    pub timer: bool,
}

const fn producer(name: &'static str, cause: bool, timer: bool) -> StdProducer {
    StdProducer {
        package: "context",
        name,
        release: if cause { ReleaseKind::Cause } else { ReleaseKind::Plain },
        release_type: Some(if cause { "CancelCauseFunc" } else { "CancelFunc" }),
        timer,
    }
}

/// The producers of the standard library (packages context and os/signal).
///
/// `WithTimeoutCause` and `WithDeadlineCause` return a plain `CancelFunc`: the cause is for the deadline.
pub const STD_PRODUCERS: &[StdProducer] = &[
    producer("WithCancel", false, false),
    producer("WithCancelCause", true, false),
    producer("WithTimeout", false, true),
    producer("WithTimeoutCause", false, true),
    producer("WithDeadline", false, true),
    producer("WithDeadlineCause", false, true),
    StdProducer {
        package: "os/signal",
        name: "NotifyContext",
        release: ReleaseKind::Plain,
        release_type: Some("CancelFunc"),
        timer: false,
    },
];

/// How many of them are functions of package context: those that stand before `NotifyContext`.
pub const MAKERS: usize = STD_PRODUCERS.len() - 1;

/// The names of those, and behind them `more`, which makes `ALL` in all.
pub const fn makers<const ALL: usize>(more: &[&'static str]) -> [&'static str; ALL] {
    assert!(ALL == MAKERS + more.len());
    let mut names = [""; ALL];
    let mut i = 0;
    while i < ALL {
        names[i] = if i < MAKERS { STD_PRODUCERS[i].name } else { more[i - MAKERS] };
        i += 1;
    }
    names
}

/// Functions of packages that never return: package, name. A final `*` stands for any ending.
pub const NEVER_RETURN: &[(&str, &str)] = &[
    ("os", "Exit"),
    ("syscall", "Exit"),
    ("runtime", "Goexit"),
    ("log", "Fatal*"),
    ("log", "Panic*"),
    ("k8s.io/klog", "Fatal*"),
    ("k8s.io/klog", "Exit*"),
    ("k8s.io/klog/v2", "Fatal*"),
    ("k8s.io/klog/v2", "Exit*"),
    ("github.com/golang/glog", "Fatal*"),
    ("github.com/golang/glog", "Exit*"),
    ("github.com/sirupsen/logrus", "Fatal*"),
    ("github.com/sirupsen/logrus", "Panic*"),
    ("github.com/sirupsen/logrus", "Exit"),
    ("github.com/pingcap/log", "Fatal"),
    ("github.com/pingcap/log", "Panic"),
];

/// Methods that never return: package and name of the receiver's type, name of the method.
pub const NEVER_RETURN_METHODS: &[(&str, &str, &str)] = &[
    ("log", "Logger", "Fatal*"),
    ("log", "Logger", "Panic*"),
    ("testing", "*", "Fatal*"),
    ("testing", "*", "FailNow"),
    ("testing", "*", "Skip"),
    ("testing", "*", "Skipf"),
    ("testing", "*", "SkipNow"),
    ("go.uber.org/zap", "Logger", "Fatal"),
    ("go.uber.org/zap", "Logger", "Panic"),
    ("go.uber.org/zap", "SugaredLogger", "Fatal*"),
    ("go.uber.org/zap", "SugaredLogger", "Panic*"),
    ("github.com/sirupsen/logrus", "Logger", "Fatal*"),
    ("github.com/sirupsen/logrus", "Logger", "Panic*"),
    ("github.com/sirupsen/logrus", "Entry", "Fatal*"),
    ("github.com/sirupsen/logrus", "Entry", "Panic*"),
];

/// Functions and methods of assertion libraries that only a failure satisfies, and after which a test goes on or not:
/// package, names. The error comes behind the test; a method has no test.
const WANT_ERROR: &[(&str, &[&str])] = &[
    ("github.com/stretchr/testify/require", TESTIFY),
    ("github.com/stretchr/testify/assert", TESTIFY),
    ("gotest.tools/v3/assert", GOTEST),
    ("gotest.tools/assert", GOTEST),
];

const TESTIFY: &[&str] = &[
    "Error",
    "Errorf",
    "ErrorIs",
    "ErrorIsf",
    "ErrorAs",
    "ErrorAsf",
    "ErrorContains",
    "ErrorContainsf",
    "EqualError",
    "EqualErrorf",
    "NotNil",
    "NotNilf",
];

const GOTEST: &[&str] = &["Error", "ErrorContains", "ErrorIs", "ErrorType"];

/// Methods of package testing that say that a test has failed, and let it go on.
pub const FAIL: &[&str] = &["Error", "Errorf", "Fail"];

/// Whether a function or method of that name may be one of which [`wants_error`] says so.
pub fn may_want_error(name: &str) -> bool {
    WANT_ERROR.iter().any(|w| w.1.contains(&name))
}

/// Whether the function or method of the package is satisfied by an error only.
pub fn wants_error(package: &str, name: &str) -> bool {
    WANT_ERROR.iter().any(|w| w.0 == package && w.1.contains(&name))
}

/// Whether `name` fits a pattern of these tables.
pub fn fits(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == pattern,
    }
}
