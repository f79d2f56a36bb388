//! HTML to paragraphs, in one pass: for main text that was found, for wire formats that carry XHTML, and for
//! pages that are too broken to look for a main text.

use std::borrow::Cow;

use super::Role;
use crate::span::Span;

/// Text of some HTML: a line for each paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Marked {
    /// Paragraphs parted by blank lines, white space collapsed, entities resolved.
    pub text: String,
    /// Pairs (offset in text, offset in the source), ascending: from there on the two run side by side.
    pub anchors: Vec<(usize, usize)>,
    /// Headings, by their tags; `h1` is a headline.
    pub headings: Vec<(Span, Role)>,
}

/// Elements whose content is no text.
const SILENT: &[&str] =
    &["script", "style", "noscript", "template", "svg", "iframe", "select", "textarea", "head"];
/// Elements that do not part paragraphs.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "img", "ins", "kbd", "label", "mark", "meter", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "input", "nobr",
];
/// Elements that need no end tag, or have none.
const OPEN_ENDED: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "optgroup",
    "colgroup", "rp", "rt",
];

/// Reads the text of some HTML. Linear, whatever is in it.
pub(super) fn read(html: &str) -> Marked {
    let mut marked = Marked::default();
    let mut heading: Option<(usize, Role)> = None;
    for piece in pieces(html) {
        match piece {
            Piece::Text(start, text) => push(&mut marked, start, text),
            Piece::Silent(_) => {}
            Piece::Tag { name, closing, .. } => {
                let role = match name.as_ref() {
                    "h1" => Some(Role::Headline),
                    "h2" | "h3" | "h4" | "h5" | "h6" => Some(Role::Heading),
                    _ => None,
                };
                if name == "br" || !INLINE.contains(&name.as_ref()) {
                    break_paragraph(&mut marked.text);
                }
                match role {
                    Some(role) if !closing => heading = Some((marked.text.len(), role)),
                    Some(_) => {
                        if let Some((start, role)) = heading.take() {
                            let end = marked.text.trim_end().len();
                            if start < end {
                                marked.headings.push((Span::new(start, end), role));
                            }
                        }
                    }
                    None => {}
                }
            }
        }
    }
    let end = marked.text.trim_end().len();
    marked.text.truncate(end);
    marked
}

/// How deep the elements of some HTML are nested, those that need no end left out.
pub(super) fn depth(html: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for piece in pieces(html) {
        let Piece::Tag { name, closing, empty, .. } = piece else { continue };
        if OPEN_ENDED.contains(&name.as_ref()) || empty {
            continue;
        }
        depth = if closing { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    deepest
}

/// How many bytes are looked at where every character that is to be escaped is found by reading on to the end of its
/// text or attribute, as html5ever does. A quarter of a million in a row of them make a page that takes minutes.
pub(super) fn escaping(html: &str) -> usize {
    let to_escape = |text: &str| text.bytes().filter(|&byte| byte == b'&' || byte == NO_BREAK_SPACE).count();
    let looked_at = |piece| match piece {
        Piece::Text(_, text) | Piece::Silent(text) | Piece::Tag { text, .. } => text.len() * to_escape(text),
    };
    pieces(html).map(looked_at).sum()
}

/// The first byte of the no-break space in UTF-8, and of some other marks.
const NO_BREAK_SPACE: u8 = 0xc2;

/// A stretch of text, a tag, or the opening tag of a silent element.
enum Piece<'a> {
    Text(usize, &'a str),
    Tag { name: Cow<'a, str>, text: &'a str, closing: bool, empty: bool },
    Silent(&'a str),
}

/// Text and tags in turn; comments, declarations and what silent elements hold are left out.
fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < html.len() {
            let rest = &html[at..];
            let start = at;
            let Some(inner) = rest.strip_prefix('<') else {
                let len = rest.find('<').unwrap_or(rest.len());
                at += len;
                return Some(Piece::Text(start, &rest[..len]));
            };
            if inner.starts_with("!--") {
                at += rest.find("-->").map_or(rest.len(), |end| end + 3);
                continue;
            }
            if let Some(data) = inner.strip_prefix("![CDATA[") {
                let len = data.find("]]>").unwrap_or(data.len());
                at = (start + 9 + len + 3).min(html.len());
                return Some(Piece::Text(start + 9, &data[..len]));
            }
            let closing = inner.starts_with('/');
            let name = &inner[usize::from(closing)..];
            if !name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?')) {
                at += 1;
                return Some(Piece::Text(start, &rest[..1]));
            }
            let len = name
                .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | ':'))
                .unwrap_or(name.len());
            // "h:p" is a paragraph all the same.
            let name = lower(name[..len].rsplit(':').next().unwrap_or_default());
            let end = tag_end(rest);
            at += end;
            if name.is_empty() {
                continue;
            }
            let empty = rest[..end].ends_with("/>");
            if !closing && !empty && SILENT.contains(&name.as_ref()) {
                at += end_of_silent(&html[at..], &name);
                return Some(Piece::Silent(&rest[..end]));
            }
            return Some(Piece::Tag { name, text: &rest[..end], closing, empty });
        }
        None
    })
}

/// Bytes up to and with the `>` of a tag; quoted ones do not count. A tag that never ends eats the rest.
fn tag_end(rest: &str) -> usize {
    let mut quote = None;
    let mut after_equals = false;
    for (at, b) in rest.bytes().enumerate() {
        match (quote, b) {
            (Some(open), b) if b == open => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return at + 1,
            // A quotation mark opens a value only behind an equals sign.
            (None, b'"' | b'\'') if after_equals => quote = Some(b),
            (None, _) => {}
        }
        after_equals = b == b'=' || (after_equals && b.is_ascii_whitespace());
    }
    rest.len()
}

/// Bytes up to and with the end tag of a silent element.
fn end_of_silent(rest: &str, name: &str) -> usize {
    let mut at = 0;
    while let Some(next) = rest[at..].find("</") {
        at += next + 2;
        if rest.get(at..at + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return at + tag_end(&rest[at..]);
        }
    }
    rest.len()
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

fn break_paragraph(text: &mut String) {
    let end = text.trim_end_matches([' ', '\n']).len();
    text.truncate(end);
    if !text.is_empty() {
        text.push_str("\n\n");
    }
}

/// Appends text: white space collapsed, entities resolved.
fn push(marked: &mut Marked, start: usize, source: &str) {
    let mut at = 0;
    let mut aligned = false;
    while at < source.len() {
        let rest = &source[at..];
        let Some(c) = rest.chars().next() else { break };
        if c.is_whitespace() {
            let run = rest.len() - rest.trim_start().len();
            if !marked.text.is_empty() && !marked.text.ends_with([' ', '\n']) {
                marked.text.push(' ');
            }
            at += run;
            aligned = false;
            continue;
        }
        if !aligned {
            marked.anchors.push((marked.text.len(), start + at));
            aligned = true;
        }
        if c == '&' {
            let (len, resolved) = entity(rest);
            // "Nine&nbsp;dead"
            marked.text.push_str(if resolved.trim().is_empty() { " " } else { &resolved });
            at += len;
            aligned = false;
            continue;
        }
        let len = rest.find(|c: char| c == '&' || c.is_whitespace()).unwrap_or(rest.len());
        marked.text.push_str(&rest[..len]);
        at += len;
        // A single space stays as it is, and so does the alignment.
        if source[at..].starts_with(' ') && !source[at + 1..].starts_with(char::is_whitespace) {
            marked.text.push(' ');
            at += 1;
        }
    }
}

/// What the entity at the start of `rest` stands for, and its length; an ampersand may stand for itself.
fn entity(rest: &str) -> (usize, Cow<'_, str>) {
    const LONGEST: usize = 34;
    let head = rest.as_bytes();
    let end = head.iter().take(LONGEST).position(|b| *b == b';');
    match end {
        Some(end) => {
            let name = &rest[..=end];
            let resolved = html_escape::decode_html_entities(name);
            if resolved == name { (1, Cow::Borrowed("&")) } else { (end + 1, resolved) }
        }
        None => (1, Cow::Borrowed("&")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        read(html).text
    }

    #[test]
    fn paragraphs_entities_and_silence() {
        insta::assert_snapshot!(text("<h1>Nine&nbsp;dead</h1><p>The <b>army</b>\n said &ldquo;no&rdquo; &amp; left.<br>It<script>x < y</script> was &#8217;late&#x27; & 5 < 6.<!-- <p> -->"), @"
        Nine dead

        The army said “no” & left.

        It was ’late' & 5 < 6.
        ");
        insta::assert_snapshot!(text("<P title='a>b'>One<STYLE>p{}</style> two</P><ul><li>Three<li>Four</ul>"), @"
        One two

        Three

        Four
        ");
        insta::assert_snapshot!(text("a <b unclosed"), @"a");
    }

    #[test]
    fn every_anchor_points_at_the_same_words() {
        let html = "<p>One   two &amp; three\n<i>four</i> five</p>";
        let marked = read(html);
        assert_eq!(marked.text, "One two & three four five");
        for word in ["One", "two", "three", "four", "five"] {
            let offset = marked.text.find(word).unwrap();
            let at = marked.anchors.partition_point(|anchor| anchor.0 <= offset) - 1;
            let (from, source) = marked.anchors[at];
            assert!(html[source + offset - from..].starts_with(word), "{word}");
        }
    }

    #[test]
    fn depth_counts_what_nests() {
        assert_eq!(depth("<div><p>a<p>b<p>c<br></div>"), 1);
        assert_eq!(depth(&"<div>".repeat(1000)), 1000);
        assert_eq!(depth(&"<font><p>".repeat(100)), 100);
    }
}
