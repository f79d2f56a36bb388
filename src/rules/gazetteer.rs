//! Gazetteers: places (and other names) from a CSV file beside the packs.
//!
//! The first line names the columns: `name`, and as wanted `kind` (`place`, or any word for one such as `district`; else
//! `person`, `organisation`, `group`, `outlet`, `event`), `within` (id or name of what holds it), `aliases` (further
//! spellings, joined by `;` or `|`) and `id`. A row whose id is known already adds to it.

use rustc_hash::FxHashMap;

use super::entity::{Entities, kebab};
use super::frame::Frames;
use super::lexicon::Lexicon;
use super::pack::{Pack, nearest};
use super::{PackFile, RuleError};

/// The columns that a file may have.
const COLUMNS: [&str; 5] = ["name", "kind", "within", "aliases", "id"];
/// Kinds of entities that are no places.
const KINDS: [&str; 6] = ["place", "person", "organisation", "group", "outlet", "event"];

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Names it in every output; kebab-case.
    pub id: String,
    /// As written: "district".
    pub kind: String,
    /// Every spelling, the usual one first.
    pub names: Vec<String>,
    /// Id or name of what holds it, as written.
    pub within: Option<String>,
    /// Where it begins in the file.
    start: usize,
}

/// Is it a gazetteer, by its name?
pub fn is_gazetteer(file: &str) -> bool {
    std::path::Path::new(file).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"))
}

/// Reads a file; an error names line and column.
pub(super) fn parse(file: &str, text: &str) -> Result<Pack, RuleError> {
    let at = |start: usize, message: String| RuleError::at(file, text, start..start, message);
    // A byte order mark, as spreadsheets write it, belongs to no name.
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let offset = text.len() - body.len();
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(body.as_bytes());
    let header = reader.headers().map_err(|error| at(0, error.to_string()))?.clone();
    let mut columns: FxHashMap<String, usize> = FxHashMap::default();
    for (place, column) in header.iter().enumerate() {
        let column = column.to_lowercase();
        if !COLUMNS.contains(&column.as_str()) {
            let hint = nearest(&column, COLUMNS.into_iter()).map_or_else(
                || format!("the columns are {}", COLUMNS.join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            return Err(at(0, format!("unknown column `{column}`; {hint}")));
        }
        if columns.insert(column.clone(), place).is_some() {
            return Err(at(0, format!("the column `{column}` is there twice; remove one of them")));
        }
    }
    if !columns.contains_key("name") {
        return Err(at(0, "no column `name`; the first line names the columns".to_owned()));
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let start = error.position().map_or(0, |position| position.byte() as usize);
            at(
                offset + start,
                format!("{}; give every row as many cells as the first line has", plain(&error)),
            )
        })?;
        // Empty lines before a record count to it.
        let start = record.position().map_or(0, |position| position.byte() as usize);
        let blank = body.get(start..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        let start = offset + start + blank;
        let cell = |column: &str| {
            columns.get(column).and_then(|&place| record.get(place)).filter(|cell| !cell.is_empty())
        };
        let Some(name) = cell("name") else {
            if record.iter().all(str::is_empty) {
                continue;
            }
            return Err(at(start, "a row without a name; fill its `name` or remove it".to_owned()));
        };
        let id = kebab(cell("id").unwrap_or(name));
        if id.is_empty() {
            return Err(at(
                start,
                format!("`{name}` has no letter or digit to make an id of; give it an `id`"),
            ));
        }
        let aliases = cell("aliases").into_iter().flat_map(|cell| cell.split([';', '|']));
        let names = std::iter::once(name).chain(aliases).map(str::trim).filter(|name| !name.is_empty());
        rows.push(Row {
            id,
            kind: cell("kind").unwrap_or("place").to_lowercase(),
            names: names.map(str::to_owned).collect(),
            within: cell("within").map(str::to_owned),
            start,
        });
    }
    let about = format!("A gazetteer of {} names.", rows.len());
    Ok(Pack { about, gazetteer: rows, ..Pack::default() })
}

/// What is wrong with a row, without the place, which is told anyway.
fn plain(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("the row has {len} cells, the first line {expected_len}")
        }
        _ => error.to_string(),
    }
}

/// Adds the rows of all gazetteers to what the packs know.
pub(super) fn add(
    packs: &[PackFile],
    frames: &Frames,
    lexicon: &mut Lexicon,
    entities: &mut Entities,
    errors: &mut Vec<RuleError>,
) {
    let rows = || packs.iter().flat_map(|file| file.pack.gazetteer.iter().map(move |row| (file, row)));
    let mut by_name: FxHashMap<String, &str> = FxHashMap::default();
    for (_, row) in rows() {
        for name in &row.names {
            by_name.entry(name.to_lowercase()).or_insert(&row.id);
        }
    }
    let ids: rustc_hash::FxHashSet<&str> = rows().map(|(_, row)| row.id.as_str()).collect();
    for (file, row) in rows() {
        let mut wrong = |message: String| {
            errors.push(RuleError::at(&file.file, &file.text, row.start..row.start, message));
        };
        // "district", "town": the packs know words for places.
        let place = frames.categories.get(&lexicon.id(&row.kind)).is_some_and(|category| category == "place");
        let kind = if place { "place" } else { row.kind.as_str() };
        if !KINDS.contains(&kind) {
            wrong(format!("unknown kind `{}`; use {}, or a word for a place", row.kind, KINDS.join(", ")));
            continue;
        }
        let holder = row.within.as_deref().map(|within| {
            let id = kebab(within);
            let known = ids.contains(id.as_str()) || entities.get(&id).is_some();
            if known { Some(id) } else { by_name.get(&within.to_lowercase()).map(|&id| id.to_owned()) }
        });
        let Some(holder) = holder.map_or(Some(None), |known| known.map(Some)) else {
            let within = row.within.as_deref().unwrap_or_default();
            wrong(format!("`{within}` is no place that a pack or a row knows; give it a row of its own"));
            continue;
        };
        if holder.as_deref() == Some(row.id.as_str()) {
            wrong(format!(
                "`{}` cannot lie within itself; correct its `within` or give it an `id` of its own",
                row.id
            ));
            continue;
        }
        entities.add_row(lexicon, &row.id, kind, holder, &row.names);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::{Layer, Rules};

    fn load(text: &str) -> Result<Rules, String> {
        let files = vec![("desk/places.csv".to_owned(), text.to_owned())];
        Rules::load(&[Layer { files }])
            .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    }

    #[test]
    fn districts_lie_within_provinces_and_countries() {
        let rules = load(
            "name,kind,within,aliases\nNordmark,province,Denmark,\nOstby,district,Nordmark,Østby; Ost-By\n\"Ny Havn, Lille\",town,ostby,\n",
        )
        .expect("a valid gazetteer");
        assert!(rules.entities.is_within("ostby", "denmark"));
        assert!(rules.entities.is_within("ny-havn-lille", "nordmark"));
        let article = crate::article::Article::plain("test", "A fire killed six people in Ost-By.");
        let annotations = crate::annotate::annotate(&article, &rules);
        let claims = crate::claim::extract(&annotations, &rules);
        let place = claims[0].place.as_ref().and_then(|place| place.entity.clone());
        assert_eq!(place.as_deref(), Some("ostby"));
    }

    #[test]
    fn errors_name_file_and_line() {
        let error = |text: &str| load(text).err().unwrap_or_default();
        insta::assert_snapshot!(error("nmae,kind\nOstby,town\n"), @"desk/places.csv:1:1: unknown column `nmae`; did you mean `name`?");
        insta::assert_snapshot!(error("kind,within\ntown,denmark\n"), @"desk/places.csv:1:1: no column `name`; the first line names the columns");
        insta::assert_snapshot!(error("name,kind\nOstby,town\nVestby,twon\n"), @"desk/places.csv:3:1: unknown kind `twon`; use place, person, organisation, group, outlet, event, or a word for a place");
        insta::assert_snapshot!(error("name,within\nOstby,Denmark\n\nVestby,Nowhere\n"), @"desk/places.csv:4:1: `Nowhere` is no place that a pack or a row knows; give it a row of its own");
        insta::assert_snapshot!(error("name,within\nOstby,Denmark\nVestby\n"), @"desk/places.csv:3:1: the row has 1 cells, the first line 2; give every row as many cells as the first line has");
        insta::assert_snapshot!(error("name,within\nOstby,Ostby\n,Denmark\n"), @"desk/places.csv:3:1: a row without a name; fill its `name` or remove it");
    }
}
