//! Where the text stands in the file that it came from.

use crate::span::Span;

/// A line longer than this gets further anchors, so that finding a column never reads a long stretch.
const STRIDE: usize = 512;

/// Maps offsets of the text to the lines and columns of the file it came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// Pairs (offset in text, line, column), ascending by offset: from this offset on, until the next
    /// newline or pair, the text stands at that line and column (both 1-based; columns count characters).
    pub anchors: Vec<(usize, usize, usize)>,
}

impl Origin {
    /// The origin of a text that stands in its file as it is, from this line and column on.
    pub fn verbatim(text: &str, line: usize, column: usize) -> Origin {
        let mut origin = Origin::default();
        origin.run(0, text, line, column);
        origin
    }

    /// Notes that `text`, at `offset` of the article's text, stands in the file as it is, from this line and
    /// column on. Returns the line and column behind it.
    pub fn run(&mut self, offset: usize, text: &str, line: usize, column: usize) -> (usize, usize) {
        let (mut line, mut column) = (line, column);
        self.anchors.push((offset, line, column));
        let mut last = 0;
        for (at, c) in text.char_indices() {
            if c == '\n' {
                line += 1;
                column = 1;
                last = at + 1;
                self.anchors.push((offset + last, line, column));
            } else {
                if at - last >= STRIDE {
                    last = at;
                    self.anchors.push((offset + at, line, column));
                }
                column += 1;
            }
        }
        (line, column)
    }

    /// Line and column (1-based, in characters) of an offset of the text.
    pub fn position(&self, text: &str, offset: usize) -> (usize, usize) {
        let known = self.anchors.partition_point(|anchor| anchor.0 <= offset);
        let (start, line, column) = known.checked_sub(1).map_or((0, 1, 1), |at| self.anchors[at]);
        let between = Span::new(start, offset).of(text);
        match between.rfind('\n') {
            Some(newline) => {
                (line + between.matches('\n').count(), between[newline + 1..].chars().count() + 1)
            }
            None => (line, column + between.chars().count()),
        }
    }
}

/// A cursor notes where it is every so many bytes, so that going back never reads a long stretch.
const NOTED: usize = 4096;

/// Counts lines and columns on the way through a file.
pub(super) struct Cursor<'a> {
    content: &'a str,
    at: (usize, usize, usize),
    /// Offset, line and column where it has been, ascending.
    noted: Vec<(usize, usize, usize)>,
}

impl<'a> Cursor<'a> {
    /// At the file's beginning.
    pub(super) fn new(content: &'a str) -> Cursor<'a> {
        Cursor { content, at: (0, 1, 1), noted: vec![(0, 1, 1)] }
    }

    /// Line and column of an offset; offsets mostly ascend.
    pub(super) fn position(&mut self, offset: usize) -> (usize, usize) {
        if offset < self.at.0 {
            let before = self.noted.partition_point(|noted| noted.0 <= offset);
            self.at = before.checked_sub(1).map_or((0, 1, 1), |at| self.noted[at]);
        }
        let (from, mut line, mut column) = self.at;
        let mut noted = self.noted.last().map_or(0, |noted| noted.0);
        for (at, c) in self.content.get(from..offset).unwrap_or_default().char_indices() {
            if from + at >= noted + NOTED {
                noted = from + at;
                self.noted.push((noted, line, column));
            }
            if c == '\n' {
                line += 1;
                column = 1;
            } else {
                column += 1;
            }
        }
        self.at = (offset, line, column);
        (line, column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_goes_back() {
        let content = "é\nsome words\n".repeat(2000);
        let offsets = [20_000, 3, 12_005, 12_004, 25_000, 0, 4096];
        let mut cursor = Cursor::new(&content);
        for offset in offsets {
            assert_eq!(cursor.position(offset), Cursor::new(&content).position(offset), "{offset}");
        }
    }

    #[test]
    fn every_offset_has_its_line_and_column() {
        let long = "é".repeat(1000);
        let text = format!("one\ntwo é x\n{long}z\n");
        let origin = Origin::verbatim(&text, 1, 1);
        let at = |needle: &str| origin.position(&text, text.find(needle).unwrap());
        assert_eq!(at("one"), (1, 1));
        assert_eq!(at("two"), (2, 1));
        assert_eq!(at("x"), (2, 7));
        assert_eq!(at("z"), (3, 1001));
    }
}
