//! XML that carries articles: NewsML-G2 items, RSS and Atom with full content, NITF.
//!
//! An item is the element that holds one article; what is inside it is told by the elements' names alone,
//! whatever their prefixes.

use std::collections::BTreeMap;
use std::ops::Range;

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::markup;
use super::origin::Cursor;
use super::revision::{Incoming, Revision};
use super::{Draft, Origin, ReadError, Role, Section, structure};
use crate::span::Span;

/// Elements that hold one article each.
const ITEMS: &[&str] = &["item", "entry", "newsItem", "nitf"];

/// Every article of an XML file.
pub(super) fn read(content: &str, draft: &Draft) -> Vec<Result<Incoming, ReadError>> {
    let path = draft.path.as_deref().unwrap_or("-");
    let mut reader = Reader::from_str(content);
    let mut walk = Walk {
        content,
        draft,
        open: Vec::new(),
        item: None,
        channel: None,
        cursor: Cursor::new(content),
        read: Vec::new(),
    };
    loop {
        let before = reader.buffer_position() as usize;
        match reader.read_event() {
            Ok(Event::Start(tag)) => walk.start(&tag, reader.buffer_position() as usize),
            Ok(Event::Empty(tag)) => {
                let at = reader.buffer_position() as usize;
                walk.start(&tag, at);
                walk.end(at);
            }
            Ok(Event::End(_)) => walk.end(before),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                let at = (reader.error_position() as usize).min(content.len());
                let line = content.get(..at).unwrap_or(content).matches('\n').count() + 1;
                walk.read.push(Err(ReadError::line(
                    path,
                    line,
                    format!("malformed XML: {error}; correct it or export it again"),
                )));
                break;
            }
        }
    }
    let mut read = walk.read;
    if read.is_empty() {
        read.push(Err(ReadError::file(
            path,
            "no article in this XML: expected NewsML-G2, NITF, RSS or Atom",
        )));
    }
    read
}

/// An open element.
struct Open {
    name: String,
    /// Where its content begins.
    from: usize,
}

/// What an item says so far.
#[derive(Default)]
struct Item {
    depth: usize,
    from: usize,
    /// The first content of each field, where it stands.
    fields: BTreeMap<&'static str, Range<usize>>,
    link: Option<String>,
    guid: Option<String>,
    version: u32,
    canceled: bool,
    source: Option<String>,
}

struct Walk<'a> {
    content: &'a str,
    draft: &'a Draft,
    open: Vec<Open>,
    item: Option<Item>,
    /// The feed's own title: the outlet.
    channel: Option<String>,
    cursor: Cursor<'a>,
    read: Vec<Result<Incoming, ReadError>>,
}

impl Walk<'_> {
    fn start(&mut self, tag: &BytesStart, from: usize) {
        let name = local(tag.name().as_ref()).to_owned();
        let mut attributes = BTreeMap::new();
        let wanted = ["href", "rel", "qcode", "guid", "version", "literal"];
        for attribute in tag.attributes().flatten() {
            let key = local(attribute.key.as_ref());
            if let Some(key) = wanted.into_iter().find(|wanted| *wanted == key) {
                attributes.insert(key, html_escape::decode_html_entities(&attribute.value).into_owned());
            }
        }
        let is_item = ITEMS.contains(&name.as_str());
        match &mut self.item {
            // NITF inside NewsML belongs to its item.
            None if is_item => {
                let version = attributes.get("version").and_then(|version| version.parse().ok()).unwrap_or(0);
                let guid = attributes.get("guid").cloned();
                self.item = Some(Item { depth: self.open.len(), from, guid, version, ..Item::default() });
            }
            Some(item) => match name.as_str() {
                "link" if attributes.get("rel").is_none_or(|rel| rel == "alternate") => {
                    item.link = item.link.take().or_else(|| attributes.get("href").cloned());
                }
                "pubStatus" => {
                    item.canceled = attributes.get("qcode").is_some_and(|code| code.ends_with("canceled"))
                }
                "provider" => item.source = item.source.take().or_else(|| attributes.get("literal").cloned()),
                _ => {}
            },
            None => {}
        }
        self.open.push(Open { name, from });
    }

    fn end(&mut self, to: usize) {
        let Some(element) = self.open.pop() else { return };
        let range = element.from..to.max(element.from);
        if self.item.as_ref().is_some_and(|item| item.depth == self.open.len()) {
            if let Some(item) = self.item.take() {
                let read = self.finish(item);
                self.read.push(read);
            }
            return;
        }
        let parent = self.open.last().map_or("", |open| open.name.as_str());
        let Some(item) = &mut self.item else {
            if element.name == "title" && matches!(parent, "channel" | "feed") {
                self.channel = Some(plain(&self.content[range]));
            }
            return;
        };
        let field = match element.name.as_str() {
            "title" if parent != "source" => "title",
            "headline" | "hl1" => "title",
            "encoded" | "inlineXML" | "inlineData" | "body.content" => "body",
            "content" if parent == "entry" => "body",
            "description" | "summary" | "hl2" if parent != "source" => "summary",
            "pubDate" | "published" | "date" | "contentCreated" | "versionCreated" | "updated" => "date",
            "guid" | "id" => "guid",
            "link" => "link",
            "name" if parent == "provider" => "source",
            "title" => "source",
            _ => return,
        };
        let empty = range.is_empty();
        let better = element.name == "published" || element.name == "contentCreated";
        if !empty && (better || !item.fields.contains_key(field)) {
            item.fields.insert(field, range);
        }
    }

    fn finish(&mut self, item: Item) -> Result<Incoming, ReadError> {
        let text_of = |field: &str| {
            let range = item.fields.get(field)?;
            let words = plain(&self.content[range.clone()]);
            (!words.is_empty()).then_some(words)
        };
        let mut draft = self.draft.clone();
        let (line, _) = self.cursor.position(item.from);
        let guid = item.guid.clone().or_else(|| text_of("guid"));
        draft.id = guid.clone().unwrap_or_else(|| format!("{}:{}", self.draft.id, self.read.len() + 1));
        draft.title = text_of("title");
        draft.source = text_of("source").or_else(|| item.source.clone()).or_else(|| self.channel.clone());
        draft.url = item.link.clone().or_else(|| text_of("link"));
        draft.publish(text_of("date").as_deref(), Some(line));
        draft.standfirst =
            text_of("summary").filter(|text| !text.ends_with(['…', ']']) && !text.ends_with("..."));
        let body = item.fields.get("body").or_else(|| item.fields.get("summary"));
        let (text, origin, headings) = match body {
            Some(range) => self.body(range.clone()),
            None => (String::new(), Origin { anchors: vec![(0, line, 1)] }, Vec::new()),
        };
        if text.is_empty() && draft.title.is_none() && !item.canceled {
            let path = self.draft.path.as_deref().unwrap_or("-");
            return Err(ReadError::line(
                path,
                line,
                "the item has neither text nor headline; it was passed over",
            ));
        }
        let found = structure::with_headings(&text, draft.title.as_deref(), headings);
        let revision = guid.map(|guid| Revision { guid, version: item.version, canceled: item.canceled });
        Ok(Incoming { article: draft.finish(text, origin, found), revision })
    }

    /// The text of some content, which may be marked up, or escaped markup.
    fn body(&mut self, range: Range<usize>) -> (String, Origin, Vec<Section>) {
        let source = &self.content[range.clone()];
        let (source, base, exact) = match cdata(source) {
            Some((at, inner)) => (inner.to_owned(), range.start + at, true),
            None if source.contains("&lt;") => {
                (html_escape::decode_html_entities(source).into_owned(), range.start, false)
            }
            None => (source.to_owned(), range.start, true),
        };
        let marked = markup::read(&source);
        let mut origin = Origin::default();
        if exact {
            for (offset, at) in &marked.anchors {
                let (line, column) = self.cursor.position(base + at);
                origin.anchors.push((*offset, line, column));
            }
        } else {
            let (line, column) = self.cursor.position(base);
            origin.anchors.push((0, line, column));
        }
        let section = |&(span, role): &(Span, Role)| Section { span, role };
        (marked.text, origin, marked.headings.iter().map(section).collect())
    }
}

/// The content of the one CDATA section that a field consists of, and where it begins.
fn cdata(source: &str) -> Option<(usize, &str)> {
    let start = source.len() - source.trim_start().len();
    let inner = source[start..].strip_prefix("<![CDATA[")?;
    let end = inner.find("]]>")?;
    inner[end + 3..].trim().is_empty().then(|| (start + 9, &inner[..end]))
}

/// The words of a short field.
fn plain(source: &str) -> String {
    let source = cdata(source).map_or(source, |(_, inner)| inner);
    let words = markup::read(source).text;
    // "&lt;b&gt;Nine&lt;/b&gt; dead"
    let words = if words.contains('<') { markup::read(&words).text } else { words };
    words.replace("\n\n", " ")
}

/// "content:encoded" is "encoded".
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(content: &str) -> String {
        let draft = Draft { id: "f".to_owned(), path: Some("f.xml".to_owned()), ..Draft::default() };
        let row = |one: Result<Incoming, ReadError>| match one {
            Ok(Incoming { article, revision }) => format!(
                "{} | {} | {} | {} | {:?} | {:?} at {:?}",
                article.id,
                article.source.as_deref().unwrap_or_default(),
                article.date.map(|date| date.to_string()).unwrap_or_default(),
                article.url.as_deref().unwrap_or_default(),
                article.text,
                revision.map(|revision| (revision.version, revision.canceled)),
                article.position(0),
            ),
            Err(error) => error.to_string(),
        };
        read(content, &draft).into_iter().map(row).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn feeds() {
        insta::assert_snapshot!(all("<rss xmlns:content='x'><channel><title>Example Post</title>\n<item><title>River rises</title><link>https://example.org/1</link><guid>g1</guid><pubDate>Sat, 04 May 2024 09:00:00 GMT</pubDate><description>Short…</description>\n<content:encoded><![CDATA[<p>The river rose.</p>\n<p>Nobody was hurt.</p>]]></content:encoded></item>\n<item><title>Truce</title><description>&lt;p&gt;Guns fell silent.&lt;/p&gt;</description></item></channel></rss>"), @r#"
        g1 | Example Post | 2024-05-04 | https://example.org/1 | "The river rose.\n\nNobody was hurt.\n\nRiver rises" | Some((0, false)) at (3, 30)
        f:2 | Example Post |  |  | "Guns fell silent.\n\nTruce" | None at (5, 40)
        "#);
        insta::assert_snapshot!(all("<feed xmlns='http://www.w3.org/2005/Atom'><title>Example Post</title><entry><id>e1</id><title>Truce</title><link href='https://example.org/2'/><updated>2024-05-06T00:00:00Z</updated><published>2024-05-05T00:00:00Z</published><content type='xhtml'><div><p>Guns fell silent.</p></div></content></entry></feed>"), @r#"e1 | Example Post | 2024-05-05 | https://example.org/2 | "Guns fell silent.\n\nTruce" | Some((0, false)) at (1, 256)"#);
    }

    #[test]
    fn newsml_with_status_and_version() {
        insta::assert_snapshot!(all("<newsItem guid='urn:x:1' version='3'><itemMeta><provider literal='AFP'/><versionCreated>2024-05-06T01:00:00Z</versionCreated><pubStatus qcode='stat:canceled'/></itemMeta><contentMeta><contentCreated>2024-05-05T01:00:00Z</contentCreated><headline>Truce</headline></contentMeta><contentSet><inlineXML><h:html xmlns:h='x'><h:body><h:p>Guns fell silent.</h:p></h:body></h:html></inlineXML></contentSet></newsItem>"), @r#"urn:x:1 | AFP | 2024-05-05 |  | "Guns fell silent.\n\nTruce" | Some((3, true)) at (1, 333)"#);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        insta::assert_snapshot!(all("<rss>\n<channel></rss>"), @"f.xml:2: malformed XML: ill-formed document: expected `</channel>`, but `</rss>` was found; correct it or export it again");
        insta::assert_snapshot!(all("<html/>"), @"f.xml: no article in this XML: expected NewsML-G2, NITF, RSS or Atom");
    }
}
