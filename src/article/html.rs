//! Web pages: the main text by readability, title, day, outlet and address by what the page says of itself.

use dom_smoothie::{Config, Readability};

use super::markup::{self, Marked};
use super::origin::Cursor;
use super::{Article, Draft, Origin, Section, structure};

/// A page nested deeper than this is broken or hostile, and is read without looking for its main text.
const DEEPEST: usize = 400;
/// So are pages with more elements.
const MOST_ELEMENTS: usize = 60_000;

/// The article of a page.
pub(super) fn read(html: &str, draft: &Draft) -> Article {
    let page = markup::read(html);
    let mut draft = draft.clone();
    let main = main_text(html, &mut draft).unwrap_or_else(|| page.clone());
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
fn main_text(html: &str, draft: &mut Draft) -> Option<Marked> {
    if markup::depth(html) > DEEPEST {
        return None;
    }
    let config = Config { max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    let mut page = Readability::new(html, None, Some(config)).ok()?;
    let first = |selector: &str, attribute: &str| {
        let found = page.doc.select_single(selector).attr(attribute)?;
        let found = found.trim().to_owned();
        (!found.is_empty()).then_some(found)
    };
    let address =
        first("link[rel=canonical]", "href").or_else(|| first("meta[property='og:url']", "content"));
    let day = first("meta[property='article:published_time']", "content")
        .or_else(|| first("meta[itemprop=datePublished]", "content"))
        .or_else(|| first("meta[name='date']", "content"))
        .or_else(|| first("meta[name='pubdate']", "content"))
        .or_else(|| first("time[datetime]", "datetime"));
    let outlet = first("meta[property='og:site_name']", "content");
    let described = page.get_article_metadata(page.parse_json_ld());
    let words =
        |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    draft.title = draft.title.take().or_else(|| words(Some(described.title.clone())));
    draft.source = draft.source.take().or_else(|| words(described.site_name.clone())).or(outlet);
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
    use crate::article::Role;

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
