//! The person's editor, opened on a text.

use std::io::{self, Write};
use std::process::Command;

/// The text as it is when the editor is closed. `$VISUAL` and `$EDITOR` are commands of the shell, as for git.
pub fn edit(text: &str) -> io::Result<String> {
    let set = |name| std::env::var(name).ok().filter(|v| !v.trim().is_empty());
    let editor = set("VISUAL").or_else(|| set("EDITOR")).unwrap_or_else(|| "vi".to_owned());
    let mut file = tempfile::Builder::new().prefix("ctxmend-").suffix(".diff").tempfile()?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("{editor} \"$@\""), &editor]).arg(file.path());
    let status = shell.status()?;
    if !status.success() {
        return Err(io::Error::other(format!("{editor}: {status}")));
    }
    // Editors may put a new file in its place.
    std::fs::read_to_string(file.path())
}
