//! XML that carries articles: NewsML-G2 and NewsML 1 items, RSS and Atom with full content, NITF.
//!
//! An item is the element that holds one article; what is inside it is told by the elements' names alone,
//! whatever their prefixes.

use std::collections::BTreeMap;
use std::ops::Range;

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::markup;
use super::origin::Cursor;
use super::revision::{Incoming, Rank, Revision};
use super::{Draft, Origin, ReadError, Role, Section, date, structure};
use crate::span::Span;

/// Elements that hold one article each.
const ITEMS: &[&str] = &["item", "entry", "newsItem", "NewsItem", "nitf"];

/// Attributes that say something about an article.
const ATTRIBUTES: &[&str] = &[
    "href",
    "rel",
    "qcode",
    "guid",
    "version",
    "literal",
    "role",
    "norm",
    "id-string",
    "holder",
    "FormalName",
    "management-status",
    "date.publication",
];

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
        read.push(Err(ReadError::file(path, "no article in this XML: expected NewsML, NITF, RSS or Atom")));
    }
    read
}

/// An open element.
struct Open {
    name: String,
    /// Where its content begins.
    from: usize,
    /// Is it a headline under the headline?
    sub_headline: bool,
}

/// What an item says so far.
#[derive(Default)]
struct Item {
    depth: usize,
    from: usize,
    /// What it says of each field, where it stands; the best, and the first of those that are as good.
    fields: BTreeMap<&'static str, (u8, Range<usize>)>,
    /// What it says of each field in attributes.
    values: BTreeMap<&'static str, (u8, String)>,
    canceled: bool,
}

impl Item {
    /// Notes where a field stands.
    fn field(&mut self, field: &'static str, rank: u8, range: Range<usize>) {
        if !range.is_empty() && self.fields.get(field).is_none_or(|known| rank < known.0) {
            self.fields.insert(field, (rank, range));
        }
    }

    /// Notes what an attribute says of a field.
    fn value(&mut self, field: &'static str, rank: u8, value: Option<&String>) {
        let Some(value) = value.map(|value| value.trim()).filter(|value| !value.is_empty()) else { return };
        if self.values.get(field).is_none_or(|known| rank < known.0) {
            self.values.insert(field, (rank, value.to_owned()));
        }
    }

    /// What an empty element, or the attributes of a full one, say.
    fn attributes(&mut self, name: &str, parent: &str, given: &BTreeMap<&str, String>) {
        let taken_back = |code: &String| {
            let code = code.to_ascii_lowercase();
            ["canceled", "cancelled", "withheld", "killed"].iter().any(|status| code.ends_with(status))
        };
        match name {
            "link" if given.get("rel").is_none_or(|rel| rel == "alternate") => {
                self.value("link", 0, given.get("href"));
            }
            // NewsML-G2; NewsML 1; NITF
            "pubStatus" => self.canceled = given.get("qcode").is_some_and(taken_back),
            "Status" => self.canceled = given.get("FormalName").is_some_and(taken_back),
            "docdata" => self.canceled |= given.get("management-status").is_some_and(taken_back),
            "provider" => {
                self.value("source", 1, given.get("literal"));
                let code = given.get("qcode").map(|code| local(code).to_owned());
                self.value("source", 2, code.as_ref());
            }
            "Party" if parent == "Provider" => self.value("source", 1, given.get("FormalName")),
            "doc.copyright" => self.value("source", 4, given.get("holder")),
            "copyrightHolder" => self.value("source", 4, given.get("literal")),
            "doc-id" => self.value("guid", 0, given.get("id-string")),
            "date.issue" => self.value("date", 0, given.get("norm")),
            "pubdata" => self.value("date", 1, given.get("date.publication")),
            "story.date" => self.value("date", 2, given.get("norm")),
            _ => {}
        }
    }
}

/// Which field of an article an element holds, and how good it is for that: 0 is best. In NewsML-G2, `title` is what
/// the desk calls the item and `headline` what readers see.
fn field_of(name: &str, parent: &str, sub_headline: bool) -> Option<(&'static str, u8)> {
    Some(match name {
        "headline" if sub_headline => ("summary", 0),
        "headline" | "hl1" | "HeadLine" => ("title", 0),
        "title" if parent == "source" => ("source", 0),
        "title" if ITEMS.contains(&parent) || matches!(parent, "itemMeta" | "head") => ("title", 1),
        "body.content" | "encoded" | "inlineXML" | "inlineData" | "DataContent" => ("body", 0),
        "content" if parent == "entry" => ("body", 0),
        "description" | "summary" | "abstract" | "SubHeadLine" if parent != "source" => ("summary", 0),
        "hl2" => ("summary", 1),
        "published" | "contentCreated" | "FirstCreated" => ("date", 0),
        "pubDate" | "date" => ("date", 1),
        "versionCreated" | "updated" | "ThisRevisionCreated" | "firstCreated" => ("date", 2),
        "guid" | "id" if ITEMS.contains(&parent) => ("guid", 0),
        "NewsItemId" => ("guid", 0),
        "RevisionId" => ("version", 0),
        "link" if ITEMS.contains(&parent) => ("link", 1),
        "name" if parent == "provider" => ("source", 0),
        // RSS: the channel that an item came from.
        "source" if parent == "item" => ("source", 0),
        "distributor" => ("source", 3),
        "rights.owner" => ("source", 4),
        "name" if parent == "copyrightHolder" => ("source", 4),
        _ => return None,
    })
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
        let name = tag.name();
        let full = name.as_ref();
        let name = local(full).to_owned();
        let mut attributes = BTreeMap::new();
        for attribute in tag.attributes().flatten() {
            let key = local(attribute.key.as_ref());
            if let Some(key) = ATTRIBUTES.iter().find(|wanted| **wanted == key) {
                attributes.insert(*key, html_escape::decode_html_entities(&attribute.value).into_owned());
            }
        }
        let is_item = ITEMS.contains(&name.as_str());
        match &mut self.item {
            // NITF inside NewsML belongs to its item.
            None if is_item => {
                let mut item = Item { depth: self.open.len(), from, ..Item::default() };
                item.value("guid", 0, attributes.get("guid"));
                item.value("version", 0, attributes.get("version"));
                self.item = Some(item);
            }
            Some(item) => {
                let parent = self.open.last().map_or("", |open| open.name.as_str());
                item.attributes(&name, parent, &attributes);
            }
            None => {}
        }
        // "media:title" is the picture's, "itunes:summary" the programme's.
        let foreign = ["media:", "itunes:"].iter().any(|prefix| full.starts_with(prefix));
        let sub_headline =
            attributes.get("role").is_some_and(|role| role.to_ascii_lowercase().contains("sub"));
        self.open.push(Open { name: if foreign { full.to_owned() } else { name }, from, sub_headline });
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
        if matches!(element.name.as_str(), "versionCreated" | "updated" | "ThisRevisionCreated") {
            item.field("made", 0, range.clone());
        }
        if let Some((field, rank)) = field_of(&element.name, parent, element.sub_headline) {
            item.field(field, rank, range);
        }
    }

    fn finish(&mut self, item: Item) -> Result<Incoming, ReadError> {
        let text_of = |field: &str| {
            let written =
                item.fields.get(field).map(|(rank, range)| (*rank, plain(&self.content[range.clone()])));
            let written = written.filter(|(_, words)| !words.is_empty());
            let given = item.values.get(field).cloned();
            match (written, given) {
                (Some(written), Some(given)) if given.0 < written.0 => Some(given.1),
                (Some(written), _) => Some(written.1),
                (None, given) => given.map(|given| given.1),
            }
        };
        let mut draft = self.draft.clone();
        let (line, _) = self.cursor.position(item.from);
        let guid = text_of("guid");
        draft.own_id = guid.is_some();
        draft.id = guid.clone().unwrap_or_else(|| format!("{}:{}", self.draft.id, self.read.len() + 1));
        draft.title = text_of("title");
        let place = |field: &str| {
            item.fields.get(field).map(|(_, range)| range.start + lead(&self.content[range.clone()]))
        };
        let (title_at, summary_at) = (place("title"), place("summary"));
        let made = text_of("made").and_then(|words| date::instant(&words));
        draft.source = text_of("source").or_else(|| self.channel.clone());
        draft.url = text_of("link");
        draft.publish(text_of("date").as_deref(), Some(line));
        let summary = text_of("summary");
        let version = text_of("version").and_then(|version| version.trim().parse().ok()).unwrap_or(0);
        draft.standfirst = summary.filter(|text| {
            !text.ends_with(['…', ']']) && !text.ends_with("...") && draft.title.as_ref() != Some(text)
        });
        draft.title_at = title_at.map(|at| self.cursor.position(at));
        draft.standfirst_at = summary_at.map(|at| self.cursor.position(at));
        let body = item.fields.get("body").or_else(|| item.fields.get("summary")).map(|(_, range)| range);
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
        let publisher = draft.source.as_deref().or(draft.path.as_deref());
        let rank = Rank { version, made };
        let revision = guid.map(|guid| Revision::new(&guid, publisher, rank, item.canceled));
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

/// Bytes before the first word of a short field: white space, the opening of CDATA.
fn lead(source: &str) -> usize {
    let (at, inner) = cdata(source).unwrap_or((0, source));
    at + inner.len() - inner.trim_start().len()
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
                revision.map(|revision| (revision.rank.version, revision.canceled)),
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
    fn headlines_of_the_metadata_have_their_own_lines() {
        let draft = Draft::default();
        let feed = "<rss><channel>\n<item>\n<title>\n  Truce</title>\n<description><![CDATA[ It holds. ]]></description>\n\
                    <content:encoded>Guns fell silent.</content:encoded></item>\n<item><content:encoded>It rained.</content:encoded>\n\
                    <title>Rain</title></item></channel></rss>";
        let articles: Vec<_> = read(feed, &draft).into_iter().map(|read| read.unwrap().article).collect();
        let at = |article: &crate::article::Article, words: &str| {
            article.position(article.text.find(words).unwrap())
        };
        assert_eq!(at(&articles[0], "Guns"), (6, 18));
        assert_eq!(at(&articles[0], "Truce"), (4, 3));
        assert_eq!(at(&articles[0], "It holds"), (5, 24));
        assert_eq!(at(&articles[1], "It rained"), (7, 24));
        assert_eq!(at(&articles[1], "Rain"), (8, 8));
    }

    #[test]
    fn newsml_with_status_and_version() {
        insta::assert_snapshot!(all("<newsItem guid='urn:x:1' version='3'><itemMeta><provider literal='AFP'/><versionCreated>2024-05-06T01:00:00Z</versionCreated><pubStatus qcode='stat:canceled'/></itemMeta><contentMeta><contentCreated>2024-05-05T01:00:00Z</contentCreated><headline>Truce</headline></contentMeta><contentSet><inlineXML><h:html xmlns:h='x'><h:body><h:p>Guns fell silent.</h:p></h:body></h:html></inlineXML></contentSet></newsItem>"), @r#"urn:x:1 | AFP | 2024-05-05 |  | "Guns fell silent.\n\nTruce" | Some((3, true)) at (1, 333)"#);
    }

    #[test]
    fn newsml_has_a_title_for_the_desk_and_a_headline_for_readers() {
        insta::assert_snapshot!(all("<newsItem guid='urn:x:2' version='1'><itemMeta><provider qcode='nprov:EXW'/><firstCreated>2024-05-05T23:00:00Z</firstCreated><title>EXW-TRUCE</title></itemMeta><contentMeta><headline>Truce</headline><headline role='hld:subHeadline'>It holds.</headline></contentMeta><contentSet><inlineData><![CDATA[<p>Guns fell silent.</p>]]></inlineData></contentSet></newsItem>"), @r#"urn:x:2 | EXW | 2024-05-05 |  | "Guns fell silent.\n\nTruce\n\nIt holds." | Some((1, false)) at (1, 303)"#);
    }

    #[test]
    fn nitf_says_much_in_attributes() {
        insta::assert_snapshot!(all("<nitf><head><title>EXW-TRUCE</title><docdata management-status='canceled'><doc-id id-string='4711'/><date.issue norm='20240505T230000+0000'/><doc.copyright holder='EX'/></docdata></head><body><body.head><hedline><hl1>Truce</hl1><hl2>Truce</hl2></hedline><distributor>Example Wire</distributor></body.head><body.content><block><p>Guns fell silent.</p></block></body.content></body></nitf>"), @r#"4711 | Example Wire | 2024-05-05 |  | "Guns fell silent.\n\nTruce" | Some((0, true)) at (1, 330)"#);
    }

    #[test]
    fn newsml_1() {
        insta::assert_snapshot!(all("<NewsML><NewsItem><Identification><NewsIdentifier><NewsItemId>4711</NewsItemId><RevisionId PreviousRevision='1'>2</RevisionId></NewsIdentifier></Identification><NewsManagement><ThisRevisionCreated>20240506T010000Z</ThisRevisionCreated><FirstCreated>20240505T230000Z</FirstCreated><Status FormalName='Usable'/></NewsManagement><NewsComponent><NewsLines><HeadLine>Truce</HeadLine></NewsLines><AdministrativeMetadata><Provider><Party FormalName='EXW'/></Provider></AdministrativeMetadata><ContentItem><DataContent><p>Guns fell silent.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"), @r#"4711 | EXW | 2024-05-05 |  | "Guns fell silent.\n\nTruce" | Some((2, false)) at (1, 515)"#);
    }

    #[test]
    fn what_pictures_say_is_not_the_articles() {
        insta::assert_snapshot!(all("<rss xmlns:media='m'><channel><title>Example Post</title><item><media:content><media:title>A river</media:title></media:content><title>Truce</title><source url='x'>Other Post</source><description>Guns fell silent.</description></item></channel></rss>"), @r#"f:1 | Other Post |  |  | "Guns fell silent.\n\nTruce" | None at (1, 197)"#);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        insta::assert_snapshot!(all("<rss>\n<channel></rss>"), @"f.xml:2: malformed XML: ill-formed document: expected `</channel>`, but `</rss>` was found; correct it or export it again");
        insta::assert_snapshot!(all("<html/>"), @"f.xml: no article in this XML: expected NewsML, NITF, RSS or Atom");
    }
}
