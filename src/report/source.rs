//! Lines and columns of the files that findings name.

use codemods::lines::Lines;

/// A place in a text, from 1; columns count bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// A text and its lines.
#[derive(Debug)]
pub struct Source<'a> {
    pub text: &'a str,
    lines: Lines,
}

impl<'a> Source<'a> {
    pub fn new(text: &'a str) -> Source<'a> {
        Source { text, lines: Lines::new(text) }
    }

    pub fn position(&self, offset: u32) -> Position {
        let (line, column) = self.lines.line_col(offset as usize);
        Position { line, column }
    }

    /// The same with columns in units of UTF-16.
    pub fn position_in_utf16(&self, offset: u32) -> Position {
        let Position { line, column } = self.position(offset);
        let start = self.lines.line_start(line);
        let before = self.text.get(start..start + column - 1).unwrap_or_default();
        Position { line, column: before.encode_utf16().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_bytes_or_units() {
        let source = Source::new("a\nx := \"🙂é\"; y\n");
        let y = source.text.find('y').unwrap() as u32;
        assert_eq!(source.position(y), Position { line: 2, column: 16 });
        assert_eq!(source.position_in_utf16(y), Position { line: 2, column: 13 });
        assert_eq!(Source::new("").position_in_utf16(0), Position { line: 1, column: 1 });
    }
}
