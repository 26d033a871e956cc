//! Names of functions that give the answer to a request.

use super::words::words_of;

/// Whether a function of that name gives the answer to a request.
pub fn is_answer(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "write", "respond", "response", "render", "reply", "json", "html", "xml", "redirect", "answer",
        "encode", "error", "fprint", "fprintf", "fprintln", "ok", "success", "accepted", "created",
    ];
    words_of(name).any(|w| WORDS.contains(&w.as_str())) || is_answer_in_full(name)
}

/// Whether a function of that name passes on to a writer what it reads, or makes: `io.Copy`, `tmpl.Execute`.
pub fn passes_on(name: &str) -> bool {
    matches!(name, "Copy" | "CopyN" | "CopyBuffer" | "Execute" | "ExecuteTemplate" | "WriteTo")
}

/// Whether a function of that name gives, besides its error, how much it has written.
pub fn counts_what_it_writes(name: &str) -> bool {
    matches!(
        name,
        "Write"
            | "WriteString"
            | "Fprint"
            | "Fprintf"
            | "Fprintln"
            | "Copy"
            | "CopyN"
            | "CopyBuffer"
            | "WriteTo"
    )
}

/// Whether a method of that name of a framework's request gives its answer.
pub fn is_answer_in_full(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "JSON",
        "IndentedJSON",
        "PureJSON",
        "JSONPretty",
        "JSONBlob",
        "String",
        "HTML",
        "XML",
        "YAML",
        "Data",
        "Blob",
        "Redirect",
        "NoContent",
        "File",
        "Attachment",
        "Inline",
        "Render",
        "Send",
        "SendString",
        "SendStatus",
        "SendFile",
        "AbortWithStatusJSON",
        "AbortWithStatus",
        "AbortWithError",
        "ServeFile",
        "ServeContent",
        "NotFound",
    ];
    NAMES.contains(&name)
}
