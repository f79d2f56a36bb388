//! Pictures of a discrepancy, as inline SVG: figures as intervals, tolls by their day, statements on the scale
//! from denied to certain.
//!
//! Each picture says in words what it shows, tells sides apart by shape as well as colour, and takes its colours
//! from the page, so that it follows light, dark and print.

mod axis;
mod plot;

use super::{Finding, Index, wording};
use crate::claim::{Certainty, Claim, Polarity, Stance};
use crate::compare::Code;
use crate::value::{Decimal, Interval};

use axis::Axis;
use plot::{Plot, Row, Shape};

/// So many rows are drawn; a picture of a hundred reprints shows nothing.
const ROWS: usize = 12;

/// The pictures of a finding, as SVG elements; `name` makes their ids unique in the page.
pub fn figures(finding: &Finding, index: &Index, name: &str) -> Vec<String> {
    let sides: Vec<(usize, &str, &Claim)> = (finding.sides.iter().enumerate())
        .flat_map(|(side, what)| {
            index.claims(&what.claims).map(move |claim| (side, what.position.as_str(), claim))
        })
        .collect();
    match finding.code {
        Code::Quantity | Code::Stale | Code::Headline => {
            let mut figures = Vec::new();
            figures.extend(intervals(&sides, index, &format!("{name}-interval")));
            figures.extend(timeline(&sides, index, &format!("{name}-timeline")));
            figures
        }
        Code::Polarity | Code::Certainty | Code::Status => {
            stances(&sides, index, &format!("{name}-stance")).into_iter().collect()
        }
        Code::Time => days(&sides, index, &format!("{name}-days")).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// One row for each claim, its bounds as whiskers; an open end is an arrow, a hedged figure is hatched.
fn intervals(sides: &[(usize, &str, &Claim)], index: &Index, id: &str) -> Option<String> {
    let unit = sides.iter().find_map(|(_, _, claim)| claim.quantity.as_ref())?.quantity.base_unit.as_str();
    let mut rows = Vec::new();
    for &(side, _, claim) in sides {
        let Some(amount) = claim.quantity.as_ref().filter(|amount| amount.quantity.base_unit == unit) else {
            continue;
        };
        let Interval { low, high, approximate } = amount.quantity.base;
        rows.push(Row {
            side,
            label: voice_in(claim, index),
            value: wording::clean(&amount.text),
            shape: Shape::Range {
                low: low.map(|bound| number(bound.value)),
                high: high.map(|bound| number(bound.value)),
            },
            hedged: approximate || claim.certainty != Certainty::Certain,
        });
    }
    let ends = rows.iter().flat_map(|row| row.shape.ends());
    let axis = Axis::figures(ends, if unit == "1" { "" } else { unit })?;
    (rows.len() > 1)
        .then(|| Plot { id, title: "Figures, claim by claim", axis, rows: cut(rows), values: true }.svg())
}

/// How a figure was given from day to day, by publication.
fn timeline(sides: &[(usize, &str, &Claim)], index: &Index, id: &str) -> Option<String> {
    let mut points: Vec<(f64, f64, usize, String)> = Vec::new();
    let unit = sides.iter().find_map(|(_, _, claim)| claim.quantity.as_ref())?.quantity.base_unit.as_str();
    for &(side, _, claim) in sides {
        let amount = claim.quantity.as_ref().filter(|amount| amount.quantity.base_unit == unit);
        let published = index.document(claim).and_then(|document| document.date.as_deref());
        if let (Some(amount), Some(day)) = (amount, published.and_then(axis::day)) {
            let base = &amount.quantity.base;
            let Some(value) = base.low.or(base.high).map(|bound| number(bound.value)) else { continue };
            let words = format!("{}, {}", wording::clean(&amount.text), wording::clean(index.outlet(claim)));
            points.push((day, value, side, words));
        }
    }
    points.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.2.cmp(&b.2)));
    let days: Vec<f64> = points.iter().map(|point| point.0).collect();
    let several = days.first() != days.last() && points.len() > 2;
    let across = Axis::days(days.into_iter())?;
    let up = Axis::figures(points.iter().map(|point| point.1), if unit == "1" { "" } else { unit })?;
    several.then(|| plot::timeline(id, &across, &up, &points))
}

/// Who affirms and who denies, on FactBank's scale.
fn stances(sides: &[(usize, &str, &Claim)], index: &Index, id: &str) -> Option<String> {
    let rows: Vec<Row> = (sides.iter())
        .map(|&(side, position, claim)| {
            let denies = claim.polarity == Polarity::Negative
                || claim.attribution.last().is_some_and(|link| link.stance == Stance::Denies);
            let at = match (claim.certainty, denies) {
                (Certainty::Unknown, _) => 2.0,
                (Certainty::Certain, true) => 0.0,
                (_, true) => 1.0,
                (Certainty::Possible, false) => 3.0,
                (Certainty::Probable, false) => 4.0,
                (Certainty::Certain, false) => 5.0,
            };
            Row {
                side,
                label: voice_in(claim, index),
                value: wording::clean(position),
                shape: Shape::Point(at),
                hedged: claim.certainty != Certainty::Certain,
            }
        })
        .collect();
    let axis = Axis::scale(["denied", "doubted", "open", "possible", "probable", "stated"]);
    (rows.len() > 1)
        .then(|| Plot { id, title: "Who affirms and who denies", axis, rows: cut(rows), values: false }.svg())
}

/// The days that each claim allows.
fn days(sides: &[(usize, &str, &Claim)], index: &Index, id: &str) -> Option<String> {
    let mut rows = Vec::new();
    for &(side, position, claim) in sides {
        let Some(when) = &claim.time else { continue };
        let bound = |date: Option<jiff::civil::Date>| date.map(axis::number);
        let (low, high) = (bound(when.time.earliest), bound(when.time.latest));
        if low.is_none() && high.is_none() {
            continue;
        }
        rows.push(Row {
            side,
            label: voice_in(claim, index),
            value: wording::clean(position),
            shape: Shape::Range { low, high },
            hedged: claim.certainty != Certainty::Certain,
        });
    }
    let axis = Axis::days(rows.iter().flat_map(|row| row.shape.ends()))?;
    (rows.len() > 1)
        .then(|| Plot { id, title: "Days, claim by claim", axis, rows: cut(rows), values: true }.svg())
}

fn cut(mut rows: Vec<Row>) -> Vec<Row> {
    rows.truncate(ROWS);
    rows
}

/// "Pakistan's military, Reuters"; "Reuters" in its own voice.
fn voice_in(claim: &Claim, index: &Index) -> String {
    let (voice, outlet) = (wording::voice(claim, index), wording::clean(index.outlet(claim)));
    if voice == outlet { outlet } else { format!("{voice}, {outlet}") }
}

fn number(value: Decimal) -> f64 {
    // A picture needs no more than the float that is nearest.
    value.to_string().parse().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn all() -> Vec<String> {
        let report = sample::border_clash();
        let index = report.index();
        report.discrepancies.iter().flat_map(|finding| figures(finding, &index, &finding.id)).collect()
    }

    #[test]
    fn says_in_words_what_it_shows() {
        let said = all().join("\n");
        let said: Vec<_> = said
            .split("<desc")
            .skip(1)
            .filter_map(|rest| Some(rest.split_once('>')?.1.split_once('<')?.0))
            .collect();
        insta::assert_snapshot!(said.join("\n"), @r#"
        Reuters: killed; Khaama Press: possibly killed, hedged; Afghan Government, Khaama Press: not killed.
        Pakistan's military, Reuters: more than 200; the Taliban, Reuters: nine.
        "#);
    }

    #[test]
    fn is_well_formed_and_carries_no_style_of_its_own() {
        for svg in all() {
            let mut reader = quick_xml::Reader::from_str(&svg);
            loop {
                match reader.read_event() {
                    Ok(quick_xml::events::Event::Eof) => break,
                    Ok(_) => {}
                    Err(error) => panic!("{error} in {svg}"),
                }
            }
            assert!(!svg.contains("style=") && !svg.contains("NaN") && !svg.contains("inf"), "{svg}");
        }
    }

    #[test]
    fn article_text_is_escaped() {
        let mut report = sample::border_clash();
        for claim in &mut report.claims {
            claim.source = Some("<script>alert(1)</script>&\"'".into());
        }
        let index = report.index();
        for finding in &report.discrepancies {
            for svg in figures(finding, &index, "x") {
                assert!(!svg.contains("<script"), "{svg}");
            }
        }
    }
}
