//! ninjs, the IPTC's JSON for news: `uri`, `headline`, `body_xhtml` or `body_text`, `versioncreated`, `pubstatus`.

use serde_json::Value;

use super::json::{position, string_origin, value_of};
use super::markup;
use super::revision::{Incoming, Rank, Revision};
use super::{Draft, Origin, Section, date, structure};

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
    // The main one of some bodies, else one with markup; and whether it has markup.
    let body = || {
        let entries = item.get("bodies")?.as_array()?;
        let says = |entry: &&Value, name: &str, what: &str| {
            entry
                .get(name)
                .and_then(Value::as_str)
                .is_some_and(|words| words.to_ascii_lowercase().contains(what))
        };
        let body = (entries.iter().find(|entry| says(entry, "role", "main")))
            .or_else(|| entries.iter().find(|entry| says(entry, "contentType", "html")))
            .or(entries.first())?;
        let plain = ["contentType", "contenttype"].iter().any(|name| says(&body, name, "plain"));
        Some((body.get("value")?.as_str()?.to_owned(), !plain))
    };
    let guid = field(&["uri", "guid", "altId"]);
    let taken_back = |status: String| status.starts_with("cancel") || status == "withheld";
    let canceled = field(&["pubstatus", "pubStatus"]).is_some_and(taken_back);
    let words = field(&["body_text"]);
    let (words, marked) = match field(&["body_xhtml", "body_html"]).map(|body| (body, true)).or_else(body) {
        Some((body, true)) => (words, Some(body)),
        Some((body, false)) => (words.or(Some(body)), None),
        None => (words, None),
    };
    let description =
        field(&["description_text", "standfirst", "summary"]).or_else(|| listed("descriptions", "main"));
    let (text, headings) = match marked {
        Some(xhtml) => {
            let marked = markup::read(&xhtml);
            let section = |(span, role)| Section { span, role };
            (marked.text, marked.headings.into_iter().map(section).collect())
        }
        // Of an item that was taken back nothing need be left but its name.
        None if canceled => (words.or(description.clone()).unwrap_or_default(), Vec::new()),
        // Of what carries no body, the description is the text.
        None => (words.or(description.clone())?, Vec::new()),
    };
    let mut draft = draft.clone();
    draft.own_id = guid.is_some();
    draft.id = guid.clone().unwrap_or(draft.id);
    draft.title = field(&["headline", "title"]).or_else(|| listed("headlines", "main"));
    draft.standfirst = description;
    draft.source = field(&["provider", "infosource"])
        .or_else(|| {
            let first =
                item.get("infosources").or(item.get("infoSources")).or(item.get("infosource"))?.get(0)?;
            first.get("name")?.as_str().map(str::to_owned)
        })
        .or_else(|| field(&["copyrightholder", "copyrightHolder", "source"]));
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
    let version = version.and_then(|version| u32::try_from(version).ok()).unwrap_or(0);
    let made = field(&["versioncreated", "versionCreated"]).and_then(|words| date::instant(&words));
    let publisher = draft.source.as_deref().or(draft.path.as_deref());
    let revision = guid.map(|guid| Revision::new(&guid, publisher, Rank { version, made }, canceled));
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
    fn bodies_and_descriptions() {
        let text = |object: &str| read(object, 1, &Draft::default()).map(|incoming| incoming.article.text);
        let both = r#"{"uri": "urn:x:1", "bodies": [{"role": "a", "contentType": "text/plain", "value": "Guns.\n\nFell."}, {"role": "b", "contentType": "text/html", "value": "<p>Guns fell.</p>"}]}"#;
        assert_eq!(text(both).as_deref(), Some("Guns fell."));
        let plain =
            r#"{"uri": "urn:x:1", "bodies": [{"contentType": "text/plain", "value": "Guns.\n\nFell."}]}"#;
        assert_eq!(text(plain).as_deref(), Some("Guns.\n\nFell."));
        let described = r#"{"uri": "urn:x:1", "copyrightHolder": "EXW", "headlines": [{"value": "Truce"}], "descriptions": [{"role": "text", "value": "Guns fell."}]}"#;
        assert_eq!(text(described).as_deref(), Some("Guns fell.\n\nTruce"));
        let article = read(described, 1, &Draft::default()).unwrap().article;
        assert_eq!(article.source.as_deref(), Some("EXW"));
    }

    #[test]
    fn an_item_that_was_taken_back_may_be_empty() {
        let object = r#"{"uri": "urn:x:1", "pubstatus": "withheld"}"#;
        let incoming = read(object, 1, &Draft::default()).unwrap();
        assert!(incoming.article.text.is_empty() && incoming.revision.unwrap().canceled);
    }

    #[test]
    fn an_item_with_version_and_status() {
        let object = r#"{"uri":"urn:x:1","version":"2","pubstatus":"canceled","headline":"Truce","provider":"Example Wire",
            "versioncreated":"2024-05-06T01:00:00Z","body_xhtml":"<p>Guns fell &amp; rose.</p><p>Twice.</p>"}"#;
        let incoming = read(object, 7, &Draft::default()).unwrap();
        assert_eq!(incoming.article.text, "Guns fell & rose.\n\nTwice.\n\nTruce");
        assert_eq!(incoming.article.source.as_deref(), Some("Example Wire"));
        assert_eq!(incoming.article.date, "2024-05-06".parse().ok());
        let rank = Rank { version: 2, made: date::instant("2024-05-06T01:00:00Z") };
        assert_eq!(incoming.revision, Some(Revision::new("urn:x:1", None, rank, true)));
        assert!(read(r#"{"a": 1}"#, 1, &Draft::default()).is_none());
        assert_eq!(incoming.article.position(0), (8, 67));
        assert_eq!(incoming.article.position(incoming.article.text.len() - 1).0, 7);
        let object = "{\"headline\": \"Truce\",\n \"body_text\": \"Guns \\\"fell\\\" silent.\"}";
        let article = read(object, 3, &Draft::default()).unwrap().article;
        assert_eq!(article.position(article.text.find("silent").unwrap()), (4, 30));
    }
}
