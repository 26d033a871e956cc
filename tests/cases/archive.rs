//! Text archives: several files in one, the notation of Go's `txtar`.
//!
//! Text before the first `-- path --` line is a remark on the case. Of its lines only `with: LIST` has a meaning: the
//! off-by-default parts of codemods to turn on, as `--with` names them.

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

/// The words of the remark's `with:` lines.
pub fn with(archive: &str) -> impl Iterator<Item = &str> {
    let remark = archive.lines().take_while(|line| header(line).is_none());
    let lists = remark.filter_map(|line| line.strip_prefix("with:"));
    lists.flat_map(|list| list.split(',')).map(str::trim)
}

fn header(line: &str) -> Option<&str> {
    let path = line.trim_end().strip_prefix("-- ")?.strip_suffix(" --")?.trim();
    (!path.is_empty()).then_some(path)
}

#[test]
fn an_archive_is_split_at_its_headers() {
    let files = parse("a remark\n-- a/b.go --\npackage b\n\n-- c.go --\n-- not a header\n");
    let want = [("a/b.go", "package b\n\n"), ("c.go", "-- not a header\n")];
    assert_eq!(with("remark\nwith: a, b\n-- c.go --\nwith: d\n").collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(files, want.map(|(path, text)| (path.to_string(), text.to_string())));
}
