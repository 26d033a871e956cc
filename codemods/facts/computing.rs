//! Functions that work something out from what they are given, and do nothing else: nobody but who calls them notices.

/// Packages of which all functions do.
const PACKAGES: &[&str] = &[
    "bytes",
    "cmp",
    "crypto/md5",
    "crypto/sha1",
    "crypto/sha256",
    "crypto/sha512",
    "encoding/base64",
    "encoding/hex",
    "encoding/json",
    "encoding/xml",
    "errors",
    "github.com/google/uuid",
    "google.golang.org/protobuf/encoding/protojson",
    "google.golang.org/protobuf/proto",
    "google.golang.org/protobuf/types/known/timestamppb",
    "html",
    "maps",
    "math",
    "net/url",
    "path",
    "path/filepath",
    "slices",
    "sort",
    "strconv",
    "strings",
    "unicode",
    "unicode/utf8",
];

/// Functions of other packages; with an empty receiver, or the type whose methods they are.
const FUNCTIONS: &[(&str, &str, &[&str])] = &[
    ("fmt", "", &["Sprint", "Sprintf", "Sprintln", "Errorf", "Append", "Appendf", "Appendln"]),
    ("net/http", "", &["NewRequest", "NewRequestWithContext", "StatusText"]),
    ("time", "", &["Now", "Since", "Until", "Unix", "UnixMilli", "Date", "Parse", "ParseDuration"]),
    (
        "time",
        "Time",
        &["Add", "AddDate", "Sub", "UTC", "Unix", "UnixMilli", "UnixNano", "Format", "Truncate"],
    ),
    ("github.com/google/uuid", "UUID", &["String"]),
];

/// Whether that is all that the function does, or the method of the type `receiver`.
pub fn computes(package: &str, receiver: Option<&str>, name: &str) -> bool {
    // What walks goes through a file system, or calls what it is given.
    receiver.is_none() && PACKAGES.contains(&package) && !name.starts_with("Walk")
        || FUNCTIONS
            .iter()
            .any(|f| f.0 == package && f.1 == receiver.unwrap_or_default() && f.2.contains(&name))
}
