//! ninjs, the IPTC's JSON for news: `uri`, `headline`, `body_xhtml` or `body_text`, `versioncreated`, `pubstatus`.

use serde_json::Value;

use super::json::{position, string_origin, value_of};
use super::markup;
use super::revision::{Incoming, Revision};
use super::{Draft, Origin, Section, structure};

/// The article of a ninjs object; `None` where the object is none.
pub(super) fn read(object: &str, line: usize, draft: &Draft) -> Option<Incoming> {
    let item: Value = serde_json::from_str(object).ok()?;
    let field = |names: &[&str]| {
        let words = names.iter().find_map(|name| item.get(*name))?.as_str()?.trim();
        (!words.is_empty()).then(|| words.to_owned())
    };
    // In ninjs 2 and 3 bodies and headlines are arrays of objects with `value` and `role`.
    let listed = |name: &str, role: &str| {
        let entries = item.get(name)?.as_array()?;
        let wanted = entries.iter().find(|entry| entry.get("role").and_then(Value::as_str) == Some(role));
        wanted.or(entries.first())?.get("value")?.as_str().map(str::to_owned)
    };
    let guid = field(&["uri", "guid", "altId"]);
    let marked = field(&["body_xhtml", "body_html"]).or_else(|| listed("bodies", "main"));
    let (text, headings) = match marked {
        Some(xhtml) => {
            let marked = markup::read(&xhtml);
            let section = |(span, role)| Section { span, role };
            (marked.text, marked.headings.into_iter().map(section).collect())
        }
        None => (field(&["body_text"])?, Vec::new()),
    };
    let mut draft = draft.clone();
    draft.id = guid.clone().unwrap_or(draft.id);
    draft.title = field(&["headline", "title"]).or_else(|| listed("headlines", "main"));
    draft.standfirst = field(&["description_text", "standfirst", "summary"]);
    draft.source = field(&["provider", "infosource", "copyrightholder", "source"]).or_else(|| {
        let first = item.get("infosources").or(item.get("infosource"))?.get(0)?;
        first.get("name")?.as_str().map(str::to_owned)
    });
    let published = field(&[
        "firstcreated",
        "firstCreated",
        "contentcreated",
        "contentCreated",
        "versioncreated",
        "versionCreated",
    ]);
    draft.publish(published.as_deref(), Some(line));
    draft.url = field(&["url", "canonical"]).or_else(|| guid.clone().filter(|guid| guid.starts_with("http")));
    let version = item.get("version").and_then(|version| match version {
        Value::Number(number) => number.as_u64(),
        Value::String(number) => number.parse().ok(),
        _ => None,
    });
    let canceled = field(&["pubstatus", "pubStatus"]).is_some_and(|status| status.starts_with("cancel"));
    let version = version.and_then(|version| u32::try_from(version).ok()).unwrap_or(0);
    let revision = guid.map(|guid| Revision { guid, version, canceled });
    let found = if headings.is_empty() {
        structure::read(&text, draft.title.as_deref())
    } else {
        structure::with_headings(&text, draft.title.as_deref(), headings)
    };
    draft.title_at = ["headline", "title"]
        .iter()
        .find_map(|name| value_of(object, name))
        .map(|at| position(object, at, line));
    // Plain text is what stands in the file; of markup it is known where it begins.
    let body = ["body_xhtml", "body_html"].iter().find_map(|name| value_of(object, name));
    let origin = match (body, value_of(object, "body_text")) {
        (Some(at), _) => {
            let (line, column) = position(object, at, line);
            Origin { anchors: vec![(0, line, column)] }
        }
        (None, Some(at)) => {
            let before = object[at..].len() - object[at..].trim_start().len();
            let (line, column) = position(object, at + before, line);
            string_origin(&object[at + before..], line, column)
        }
        (None, None) => Origin { anchors: vec![(0, line, 1)] },
    };
    Some(Incoming { article: draft.finish(text, origin, found), revision })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_with_version_and_status() {
        let object = r#"{"uri":"urn:x:1","version":"2","pubstatus":"canceled","headline":"Truce","provider":"Example Wire",
            "versioncreated":"2024-05-06T01:00:00Z","body_xhtml":"<p>Guns fell &amp; rose.</p><p>Twice.</p>"}"#;
        let incoming = read(object, 7, &Draft::default()).unwrap();
        assert_eq!(incoming.article.text, "Guns fell & rose.\n\nTwice.\n\nTruce");
        assert_eq!(incoming.article.source.as_deref(), Some("Example Wire"));
        assert_eq!(incoming.article.date, "2024-05-06".parse().ok());
        assert_eq!(
            incoming.revision,
            Some(Revision { guid: "urn:x:1".to_owned(), version: 2, canceled: true })
        );
        assert!(read(r#"{"a": 1}"#, 1, &Draft::default()).is_none());
        assert_eq!(incoming.article.position(0), (8, 67));
        assert_eq!(incoming.article.position(incoming.article.text.len() - 1).0, 7);
        let object = "{\"headline\": \"Truce\",\n \"body_text\": \"Guns \\\"fell\\\" silent.\"}";
        let article = read(object, 3, &Draft::default()).unwrap().article;
        assert_eq!(article.position(article.text.find("silent").unwrap()), (4, 30));
    }
}
