//! A fix as a patch that a person may edit, and what it says afterwards.

use crate::report::Proposed;
use crate::report::hunks::{Hunk, Kind, line_starts};
use codemods::Fix;
use codemods::edits::{Edit, EditSet};
use codemods::span::Span;
use std::collections::BTreeMap;

const CONTEXT: usize = 3;

const HELP: &str = "\
# To keep a line that starts with '-', make that a ' '.
# To leave out a line that starts with '+', delete it. New lines start with '+'.
# Lines that start with '#' do not count. Without any line the fix stays as it was.
";

/// The patch. Each file comes with the name to show.
pub fn write(files: &[(String, &Proposed)], message: &str) -> String {
    let mut out = format!("# {}\n{HELP}", message.replace(['\n', '\r'], " "));
    for (name, file) in files {
        for hunk in file.hunks(CONTEXT) {
            out.push_str(&format!("{}\n", head(name, &hunk)));
            for line in &hunk.lines {
                out.push(sign(line.kind));
                out.push_str(line.text.trim_end_matches(['\n', '\r']));
                out.push('\n');
            }
        }
    }
    out
}

/// Whether nothing is left of the patch.
pub fn is_empty(patch: &str) -> bool {
    patch.lines().all(|line| line.trim().is_empty() || line.starts_with('#'))
}

/// The fix that an edited patch describes, or what is wrong with it.
pub fn read(patch: &str, files: &[(String, &Proposed)]) -> Result<Fix, String> {
    let mut hunks: Vec<(String, usize, Hunk)> = Vec::new();
    for (i, (name, file)) in files.iter().enumerate() {
        hunks.extend(file.hunks(CONTEXT).into_iter().map(|hunk| (head(name, &hunk), i, hunk)));
    }
    let mut edits: BTreeMap<usize, Vec<Edit>> = BTreeMap::new();
    let mut reader: Option<(usize, Reader)> = None;
    let mut close = |reader: Option<(usize, Reader)>| -> Result<(), String> {
        let Some((i, reader)) = reader else { return Ok(()) };
        edits.entry(i).or_default().extend(reader.finish()?);
        Ok(())
    };
    for line in patch.lines() {
        if line.starts_with('@') {
            let known = hunks.iter().find(|(head, ..)| head == line.trim_end());
            let Some((_, i, hunk)) = known else { return Err(format!("'{line}' was changed")) };
            close(reader.replace((*i, Reader::new(files[*i].1.text, hunk))))?;
        } else if line.starts_with('#') {
            continue;
        } else if let Some((_, reader)) = &mut reader {
            reader.line(line)?;
        } else if !line.trim().is_empty() {
            return Err(format!("'{line}' is in no hunk"));
        }
    }
    close(reader)?;
    let mut fix = Fix::default();
    for (i, edits) in edits {
        let set = EditSet::new(edits).map_err(|_| "a hunk is there twice".to_owned())?;
        if !set.is_empty() {
            fix.edits.insert(files[i].1.path.clone(), set);
        }
    }
    if fix.edits.is_empty() { Err("it changes nothing".to_owned()) } else { Ok(fix) }
}

fn head(name: &str, hunk: &Hunk) -> String {
    format!("{} {name}", hunk.head())
}

fn sign(kind: Kind) -> char {
    match kind {
        Kind::Context => ' ',
        Kind::Removed => '-',
        Kind::Added => '+',
    }
}

/// Goes through the lines of a hunk, beside the lines of the text.
struct Reader<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// The line of the text that comes next, and the one behind the hunk.
    at: usize,
    end: usize,
    /// Where what is being replaced starts, and what replaces it.
    open: Option<(usize, String)>,
    edits: Vec<Edit>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, hunk: &Hunk) -> Reader<'t> {
        let starts = line_starts(text);
        Reader { text, starts, at: hunk.old.start, end: hunk.old.end, open: None, edits: Vec::new() }
    }

    fn line(&mut self, line: &str) -> Result<(), String> {
        // Editors strip the blank of an empty line.
        let sign = line.chars().next().unwrap_or(' ');
        let rest = line.get(1..).unwrap_or_default();
        match sign {
            ' ' => {
                self.close();
                self.pass(rest)
            }
            '-' => {
                self.open();
                self.pass(rest)
            }
            '+' => {
                let line_break = self.line_break();
                let text = self.open();
                text.push_str(rest);
                text.push_str(line_break);
                Ok(())
            }
            _ => Err(format!("'{line}' starts with none of ' ', '-' and '+'")),
        }
    }

    /// Goes behind a line of the text, which must be this one.
    fn pass(&mut self, want: &str) -> Result<(), String> {
        let start = self.offset(self.at);
        let line = self.text[start..self.offset(self.at + 1)].trim_end_matches(['\n', '\r']);
        if self.at >= self.end || line.trim_end() != want.trim_end() {
            return Err(format!("'{}' is not what stands there", want.trim()));
        }
        self.at += 1;
        Ok(())
    }

    fn open(&mut self) -> &mut String {
        let start = self.offset(self.at);
        &mut self.open.get_or_insert_with(|| (start, String::new())).1
    }

    fn close(&mut self) {
        let end = self.offset(self.at);
        let Some((start, mut text)) = self.open.take() else { return };
        if end == self.text.len() && end > start && !self.text.ends_with('\n') {
            text.truncate(text.trim_end_matches(['\n', '\r']).len());
        }
        if self.text[start..end] != text {
            self.edits.push(Edit::replace(Span::new(start, end), text));
        }
    }

    fn finish(mut self) -> Result<Vec<Edit>, String> {
        self.close();
        if self.at < self.end {
            return Err("lines of the text are missing".to_owned());
        }
        Ok(self.edits)
    }

    fn offset(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(self.text.len())
    }

    fn line_break(&self) -> &'static str {
        let first = &self.text[..self.offset(1)];
        if first.ends_with("\r\n") { "\r\n" } else { "\n" }
    }
}
