//! What packages declare, for those that are imported with a dot: `import . "context"`.

use super::calls::{MAKERS, makers};

/// Import paths, and the exported names.
const EXPORTS: &[(&str, &[&str])] = &[(
    "context",
    &makers::<{ MAKERS + 11 }>(&[
        "AfterFunc",
        "Background",
        "CancelCauseFunc",
        "CancelFunc",
        "Canceled",
        "Cause",
        "Context",
        "DeadlineExceeded",
        "TODO",
        "WithValue",
        "WithoutCancel",
    ]),
)];

/// All that the package of that import path exports, if that is known.
pub fn of(path: &str) -> Option<&'static [&'static str]> {
    EXPORTS.iter().find(|e| e.0 == path).map(|e| e.1)
}
