//! Web pages: the main text by readability, title, day, outlet and address by what the page says of itself.

use std::borrow::Cow;
use std::collections::BTreeMap;

use dom_smoothie::{Config, Readability};

use super::markup::{self, Marked};
use super::origin::Cursor;
use super::{Article, Draft, Origin, Role, Section, date, structure};

/// A page nested deeper than this is broken or hostile, and is read without looking for its main text.
const DEEPEST: usize = 400;
/// So are pages with more elements.
const MOST_ELEMENTS: usize = 60_000;
/// And pages for whose ampersands so many bytes would be read: they take quadratic time.
const MOST_ESCAPING: usize = 1 << 28;

/// The article of a page.
pub(super) fn read(html: &str, draft: &Draft) -> Article {
    let page = markup::read(html);
    let mut draft = draft.clone();
    let main = main_text(html, &page, &mut draft).unwrap_or_else(|| page.clone());
    draft.title_at = draft.title.as_deref().and_then(|title| place(title, &page, html));
    if draft.default_source.is_none() {
        draft.default_source = draft.url.as_deref().and_then(host);
    }
    let origin = align(&main.text, &page, html);
    let headings: Vec<Section> = main.headings.iter().map(|&(span, role)| Section { span, role }).collect();
    let found = structure::with_headings(&main.text, draft.title.as_deref(), headings);
    draft.finish(main.text, origin, found)
}

/// The encoding that a page declares near its beginning.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let at = ["charset=", "encoding="].iter().find_map(|mark| head.find(mark).map(|at| at + mark.len()))?;
    let label: String = head[at..]
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    (!label.is_empty()).then_some(label)
}

/// Finds the main text, and fills in the draft; `None` where the page has none or is too wild to look.
fn main_text(html: &str, page_text: &Marked, draft: &mut Draft) -> Option<Marked> {
    if markup::depth(html) > DEEPEST || markup::escaping(html) > MOST_ESCAPING {
        return None;
    }
    let config = Config { max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    let html = escaped(html);
    let mut page = Readability::new(html.as_ref(), None, Some(config)).ok()?;
    let first = |selector: &str, attribute: &str| {
        let found = page.doc.select_single(selector).attr(attribute)?;
        let found = found.trim().to_owned();
        (!found.is_empty()).then_some(found)
    };
    let address =
        first("link[rel=canonical]", "href").or_else(|| first("meta[property='og:url']", "content"));
    let mut metas: BTreeMap<String, String> = BTreeMap::new();
    for meta in page.doc.select("meta[content]").iter() {
        let name = ["property", "name", "itemprop"].iter().find_map(|name| meta.attr(name));
        if let (Some(name), Some(content)) = (name, meta.attr("content"))
            && !content.trim().is_empty()
        {
            metas.entry(name.to_ascii_lowercase()).or_insert_with(|| content.trim().to_owned());
        }
    }
    let day =
        DAYS.iter().find_map(|name| metas.get(*name).filter(|words| date::read(words).is_some()).cloned());
    let day = day
        .or_else(|| first("[itemprop=datePublished]", "datetime"))
        .or_else(|| first("time[datetime]", "datetime"));
    let outlet = ["og:site_name", "application-name"].iter().find_map(|name| metas.get(*name).cloned());
    let described = page.get_article_metadata(page.parse_json_ld());
    let words =
        |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    draft.source = draft.source.take().or_else(|| words(described.site_name.clone())).or(outlet);
    if draft.title.is_none() {
        let headlines: Vec<&str> = (page_text.headings.iter())
            .filter(|(_, role)| *role == Role::Headline)
            .map(|(span, _)| span.of(&page_text.text))
            .collect();
        match words(Some(described.title.clone())) {
            Some(title) => {
                let (title, outlet) = without_outlet(&title, draft.source.as_deref(), &headlines);
                // The title that readers see may be clean where the browser's names the outlet.
                let whole = page.doc.select_single("title").text().trim().to_owned();
                let named = || without_outlet(&whole, None, &[&title]).1;
                draft.source = draft.source.take().or_else(named).or(outlet);
                draft.title = Some(title);
            }
            // A page without a title; its only headline is it.
            None => draft.title = (headlines.len() == 1).then(|| headlines[0].to_owned()),
        }
    }
    draft.url = draft.url.take().or_else(|| words(described.url.clone())).or(address);
    for published in [words(described.published_time.clone()), day] {
        if draft.date.is_none() {
            draft.publish(published.as_deref(), None);
        }
    }
    // A description that breaks off is the beginning of the text once more.
    draft.standfirst =
        words(described.excerpt.clone()).filter(|text| !text.ends_with(['…', ':']) && !text.ends_with("..."));
    let found = page.parse().ok()?;
    let main = markup::read(&found.content);
    (!main.text.is_empty()).then_some(main)
}

/// What pages call the day of their publication, in `<meta>`; the surest first.
const DAYS: &[&str] = &[
    "article:published_time",
    "datepublished",
    "og:published_time",
    "og:article:published_time",
    "article.published",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dcterms.created",
    "dc.date",
    "dc.date.created",
    "dcsext.articlefirstpublished",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_date",
    "originalpublicationdate",
    "publication_date",
    "publication-date",
    "publicationdate",
    "published_time",
    "publish_date",
    "publish-date",
    "publishdate",
    "published",
    "pubdate",
    "pub_date",
    "cxenseparse:recs:publishtime",
    "bt:pubdate",
    "date",
    "release_date",
    "displaydate",
    "created",
];

/// What parts headline and outlet in a page's title.
const PARTINGS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " • ", " : ", ": "];

/// The headline of "Truce - Example Post", and the outlet that its title names. One of them must be known from
/// elsewhere in the page: the headline as `<h1>`, or the outlet.
fn without_outlet(title: &str, outlet: Option<&str>, headlines: &[&str]) -> (String, Option<String>) {
    let mut cuts: Vec<(&str, &str)> = Vec::new();
    for parting in PARTINGS {
        cuts.extend(title.match_indices(parting).map(|(at, _)| (&title[..at], &title[at + parting.len()..])));
    }
    let is_headline = |part: &str| headlines.iter().any(|headline| structure::same_words(headline, part));
    if is_headline(title) {
        return (title.to_owned(), None);
    }
    for &(front, back) in &cuts {
        for (headline, rest) in [(front, back), (back, front)] {
            if is_headline(headline) {
                let parts = PARTINGS.iter().fold(vec![rest], |parts, parting| {
                    parts.into_iter().flat_map(|part| part.split(parting)).collect()
                });
                let name = if headline == front { parts.last() } else { parts.first() };
                let name = name.map(|name| name.trim()).filter(|name| !name.is_empty() && name.len() <= 40);
                return (headline.trim().to_owned(), name.map(str::to_owned));
            }
        }
    }
    let letters = |text: &str| {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    if let Some(known) = outlet.map(letters).filter(|known| known.len() > 2) {
        for &(front, back) in &cuts {
            for (headline, name) in [(front, back), (back, front)] {
                let name = letters(name);
                if name.len() > 2
                    && (known.starts_with(&name) || name.starts_with(&known))
                    && name.len() <= 40
                {
                    return (headline.trim().to_owned(), None);
                }
            }
        }
    }
    (title.to_owned(), None)
}

/// "example.org": who publishes at an address.
fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.') && !host.contains('@')).then(|| host.to_owned())
}

/// The page with every `&` that begins no entity written as one: long runs of them are read in quadratic time.
fn escaped(html: &str) -> Cow<'_, str> {
    const HARMLESS: usize = 1000;
    let bytes = html.as_bytes();
    let bare = |at: &usize| {
        bytes[*at] == b'&' && !bytes.get(at + 1).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'#')
    };
    if (0..bytes.len()).filter(bare).count() <= HARMLESS {
        return Cow::Borrowed(html);
    }
    let mut escaped = String::with_capacity(html.len() * 2);
    let mut from = 0;
    for at in (0..bytes.len()).filter(bare) {
        escaped.push_str(&html[from..=at]);
        escaped.push_str("amp;");
        from = at + 1;
    }
    escaped.push_str(&html[from..]);
    Cow::Owned(escaped)
}

/// Where the headline stands in the page's source: the heading that says the same.
fn place(title: &str, page: &Marked, html: &str) -> Option<(usize, usize)> {
    let heading = page.headings.iter().find(|(span, _)| structure::same_words(title, span.of(&page.text)))?;
    let start = heading.0.start;
    let anchor = page.anchors[page.anchors.partition_point(|anchor| anchor.0 <= start).checked_sub(1)?];
    Some(Cursor::new(html).position(anchor.1 + start - anchor.0))
}

/// Where the paragraphs of the main text stand in the page's source: each is looked for behind the one before.
fn align(text: &str, page: &Marked, html: &str) -> Origin {
    /// So many bytes of a paragraph are looked for.
    const NEEDLE: usize = 48;
    /// Looking for a paragraph in vain reads the rest of the page, so this must not happen too often.
    const MOST_FAILURES: usize = 16;
    let mut origin = Origin::default();
    let mut cursor = Cursor::new(html);
    let (mut from, mut failures, mut offset) = (0, 0, 0);
    for paragraph in text.split_inclusive('\n') {
        let words = paragraph.trim_end();
        let needle = &words[..floor_boundary(words, NEEDLE)];
        if !needle.is_empty() && failures < MOST_FAILURES {
            match page.text[from..].find(needle) {
                Some(found) => {
                    let start = from + found;
                    let same = common_prefix(words, &page.text[start..]);
                    let first = page.anchors.partition_point(|anchor| anchor.0 <= start).saturating_sub(1);
                    for &(at, source) in
                        page.anchors[first..].iter().take_while(|anchor| anchor.0 < start + same)
                    {
                        let (at, source) =
                            if at < start { (start, source + start - at) } else { (at, source) };
                        let (line, column) = cursor.position(source);
                        origin.anchors.push((offset + at - start, line, column));
                    }
                    from = start + same;
                }
                None => failures += 1,
            }
        }
        offset += paragraph.len();
    }
    origin
}

/// Bytes that two texts have in common from their start, whole characters.
fn common_prefix(one: &str, other: &str) -> usize {
    let same = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    floor_boundary(one, same)
}

fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!DOCTYPE html>
<html><head><meta charset="utf-8">
<title>River drives 3,000 from homes | Example Post</title>
<meta property="og:site_name" content="Example Post">
<link rel="canonical" href="https://example.org/2024/05/04/river">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"River drives 3,000 from homes","datePublished":"2024-05-04T09:00:00Z","description":"Schools are full."}</script>
</head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article>
<h1>River drives 3,000 from homes</h1>
<p>LYON, May 4 (AFP) &mdash; The river rose by four metres in a night, and three thousand people were
taken to schools and gymnasiums on <em>higher</em> ground, the prefecture said &amp; repeated.</p>
<h2>A long night</h2>
<p>Nobody was hurt, according to the fire brigade, which had sent two hundred men into the lower town, where
the water stood a metre high in the streets; bridges, schools and two stations were closed until further notice.</p>
<p>The rain is to end on Sunday, the weather service said, and the river is to fall by half a metre a day from then on,
although the ground is so wet that no one dares to promise anything, as the service put it.</p>
</article>
<footer>Copyright 2024</footer>
</body></html>"#;

    #[test]
    fn a_page_gives_its_text_and_what_it_says_of_itself() {
        let article = read(PAGE, &Draft::default());
        assert_eq!(article.title.as_deref(), Some("River drives 3,000 from homes"));
        assert_eq!(article.source.as_deref(), Some("Example Post"));
        assert_eq!(article.date, "2024-05-04".parse().ok());
        assert_eq!(article.url.as_deref(), Some("https://example.org/2024/05/04/river"));
        assert!(!article.text.contains("Copyright") && !article.text.contains("World"), "{}", article.text);
        let at = |needle: &str| article.position(article.text.find(needle).unwrap());
        assert_eq!(at("LYON"), (11, 4));
        assert_eq!(at("taken to schools"), (12, 1));
        assert_eq!(at("ground, the"), (12, 52));
        assert_eq!(at("repeated"), (12, 86));
        assert_eq!(at("Nobody"), (14, 4));
        assert_eq!(at("although"), (17, 1));
        let roles: Vec<_> =
            article.sections.iter().map(|one| (one.role, one.span.of(&article.text))).collect();
        assert_eq!(
            roles,
            [
                (Role::Dateline, "LYON, May 4 (AFP) —"),
                (Role::Heading, "A long night"),
                (Role::Headline, "River drives 3,000 from homes"),
                (Role::Standfirst, "Schools are full."),
            ]
        );
    }

    #[test]
    fn headlines_and_outlets_in_titles() {
        let cut = |title, outlet, headlines: &[&str]| {
            let (title, outlet) = without_outlet(title, outlet, headlines);
            format!("{title} / {}", outlet.unwrap_or_default())
        };
        insta::assert_snapshot!(cut("River rises - World - Example Post", None, &["River Rises"]), @"River rises / Example Post");
        insta::assert_snapshot!(cut("Example Post | River rises", None, &["River rises"]), @"River rises / Example Post");
        insta::assert_snapshot!(cut("River rises – Example Post", Some("ExamplePost.com"), &[]), @"River rises / ");
        insta::assert_snapshot!(cut("Example Post : River rises", Some("Example Post"), &[]), @"River rises / ");
        insta::assert_snapshot!(cut("Lyon - a city", Some("Example Post"), &["Home"]), @"Lyon - a city / ");
        insta::assert_snapshot!(cut("Lyon: river rises", None, &["Lyon: river rises"]), @"Lyon: river rises / ");
        assert_eq!(host("https://www.example.org:80/a?b").as_deref(), Some("example.org"));
    }

    #[test]
    fn a_page_that_says_little_of_itself() {
        let html = PAGE.replace(
            "<meta property=\"og:site_name\" content=\"Example Post\">",
            "<meta name='DC.date.issued' content='2024-05-04'>",
        );
        let html =
            html.replace("ld+json", "x").replace("<h1>", "<div>\n<h1>").replace("</h1>", "</h1></div>");
        let article = read(&html, &Draft::default());
        assert_eq!(article.title.as_deref(), Some("River drives 3,000 from homes"));
        assert_eq!(article.source.as_deref(), Some("Example Post"));
        assert_eq!(article.date, "2024-05-04".parse().ok());
        let at = |needle: &str| article.position(article.text.find(needle).unwrap());
        assert_eq!(at("River drives"), (11, 5));
    }

    #[test]
    fn a_great_many_ampersands_are_read() {
        let html = format!("<p>The river rose & fell {}.</p>", "&".repeat(300_000));
        assert!(read(&html, &Draft::default()).text.starts_with("The river rose & fell &&"));
    }

    #[test]
    fn entities_without_end_are_read_as_they_stand() {
        let html = format!("<p>The river rose.</p><p>{}</p>", "&amp;".repeat(40_000));
        assert!(markup::escaping(&html) > MOST_ESCAPING);
        assert!(read(&html, &Draft::default()).text.starts_with("The river rose.\n\n&&"));
        for tag in ["p", "script"] {
            let html = format!("<{tag} title='{}'></{tag}><p>The river rose.</p>", "&".repeat(40_000));
            assert!(markup::escaping(&html) > MOST_ESCAPING);
            assert_eq!(read(&html, &Draft::default()).text, "The river rose.");
        }
        assert!(markup::escaping(PAGE) < MOST_ESCAPING / 1000);
    }

    #[test]
    fn a_page_nested_too_deep_still_gives_its_text() {
        let html = format!("{}The river rose.{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
        assert_eq!(read(&html, &Draft::default()).text, "The river rose.");
    }

    #[test]
    fn declared_encodings() {
        assert_eq!(declared_encoding(b"<meta charset=\"Windows-1252\">").as_deref(), Some("windows-1252"));
        assert_eq!(declared_encoding(b"<?xml version='1.0' encoding='utf-16'?>").as_deref(), Some("utf-16"));
        assert_eq!(declared_encoding(b"<p>"), None);
    }
}
