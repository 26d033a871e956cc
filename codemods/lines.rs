//! From byte offsets to lines and columns.
//!
//! Positions are those of Go's own tools (`go/token`): lines end at `\n`, columns count bytes, both start at 1. A
//! byte order mark counts too: in a file that starts with one, the `package` of the first line is in column 4.

use memchr::memchr_iter;

/// Where the lines of one text start.
#[derive(Clone, Debug)]
pub struct Lines {
    /// Offset of each line's first byte, ascending; the first is 0.
    starts: Vec<u32>,
    len: u32,
}

impl Lines {
    pub fn new(text: &str) -> Lines {
        let mut starts = vec![0];
        starts.extend(memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        Lines { starts, len: text.len() as u32 }
    }

    /// The line and column of the byte at `offset`, both from 1. An offset behind the text counts as its end.
    pub fn line_col(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.len as usize);
        let line = self.starts.partition_point(|&start| start as usize <= offset);
        (line, offset - self.line_start(line) + 1)
    }

    /// The offset of the first byte of `line`, which counts from 1; of a line behind the last, the end of the text.
    pub fn line_start(&self, line: usize) -> usize {
        self.starts.get(line.saturating_sub(1)).copied().unwrap_or(self.len) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_those_of_go_token() {
        let lines = Lines::new("\u{feff}package p\r\n\nvar é = 1\n");
        assert_eq!(lines.line_col(0), (1, 1));
        assert_eq!(lines.line_col(3), (1, 4));
        assert_eq!(lines.line_col(13), (1, 14), "the line break belongs to its line");
        assert_eq!(lines.line_col(14), (2, 1));
        assert_eq!(lines.line_col(15), (3, 1));
        assert_eq!(lines.line_col(22), (3, 8), "é is two bytes");
        assert_eq!(lines.line_col(999), (4, 1));
    }

    #[test]
    fn line_starts() {
        let lines = Lines::new("a\nbc");
        assert_eq!([0, 1, 2, 3, 9].map(|line| lines.line_start(line)), [0, 0, 2, 4, 4]);
        assert_eq!(Lines::new("").line_col(0), (1, 1));
    }
}
