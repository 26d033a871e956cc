//! Text archives: several files in one, the notation of Go's `txtar`.
//!
//! Text before the first `-- path --` line is a remark on the case and means nothing here.

/// The files of an archive in the order in which they stand, as path and text.
pub fn parse(archive: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in archive.split_inclusive('\n') {
        if let Some(path) = header(line) {
            files.push((path.to_string(), String::new()));
        } else if let Some((_, text)) = files.last_mut() {
            text.push_str(line);
        }
    }
    files
}

fn header(line: &str) -> Option<&str> {
    let path = line.trim_end().strip_prefix("-- ")?.strip_suffix(" --")?.trim();
    (!path.is_empty()).then_some(path)
}

#[test]
fn an_archive_is_split_at_its_headers() {
    let files = parse("a remark\n-- a/b.go --\npackage b\n\n-- c.go --\n-- not a header\n");
    let want = [("a/b.go", "package b\n\n"), ("c.go", "-- not a header\n")];
    assert_eq!(files, want.map(|(path, text)| (path.to_string(), text.to_string())));
}
