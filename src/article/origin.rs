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

/// Counts lines and columns on the way through a file.
pub(super) struct Cursor<'a> {
    content: &'a str,
    at: usize,
    line: usize,
    column: usize,
}

impl<'a> Cursor<'a> {
    /// At the file's beginning.
    pub(super) fn new(content: &'a str) -> Cursor<'a> {
        Cursor { content, at: 0, line: 1, column: 1 }
    }

    /// Line and column of an offset; offsets mostly ascend.
    pub(super) fn position(&mut self, offset: usize) -> (usize, usize) {
        if offset < self.at {
            (self.at, self.line, self.column) = (0, 1, 1);
        }
        for c in self.content.get(self.at..offset).unwrap_or_default().chars() {
            if c == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
        self.at = offset;
        (self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
