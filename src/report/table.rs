//! For the terminal: each discrepancy a small table that an editor can hand on.

use comfy_table::{Attribute, Cell, ColumnConstraint, ContentArrangement, Table, Width, presets};

use super::csv::name;
use super::{Finding, Index, Look, Report, Tally, wording};
use crate::compare::{Severity, Side};
use crate::span::Span;

/// The longest quotation, in characters.
const QUOTE: usize = 220;
/// So many claims of one side are quoted; the rest are named.
const QUOTED: usize = 4;
/// The longest quotation of a sentence that has been quoted already, in characters.
const AGAIN: usize = 90;

/// The report as tables, then a line that counts.
pub fn render(report: &Report, look: Look) -> String {
    let index = report.index();
    let mut out = String::new();
    for finding in &report.discrepancies {
        out += &heading(finding, look);
        out += &body(finding, &index, look);
        out += "\n\n";
    }
    if let Some(misses) = &report.near_misses {
        out += &bold("Compared, and about different things", look);
        out += "\n";
        let mut table = table(look);
        for miss in misses {
            let quotes: Vec<String> = (index.claims(&miss.claims))
                .map(|claim| format!("“{}”\n{}", wording::quote(claim, 100), wording::place(claim, &index)))
                .collect();
            table.add_row([
                wording::clean(&miss.slot),
                quotes.join("\n") + "\n" + &wording::clean(&miss.reason),
            ]);
        }
        if !misses.is_empty() {
            narrow(&mut table, look);
            out += &format!("{table}\n");
        }
        out += &format!("Near misses: {}.\n\n", misses.len());
    }
    out + &wrap(&Tally::of(report).sentence(), look.width, "") + "\n"
}

/// "ERROR quantity: Taliban fighters killed, October 2025", wrapped.
fn heading(finding: &Finding, look: Look) -> String {
    let severity = name(finding.severity).to_uppercase();
    let dispute = if finding.reported_dispute { ", a reported dispute" } else { "" };
    let label = format!("{severity} {}{dispute}", name(finding.code));
    let heading = wrap(&format!("{label}: {}", wording::clean(&finding.topic)), look.width, "  ");
    let heading = match (look.colour, heading.strip_prefix(&label)) {
        (true, Some(rest)) => {
            let colour = match finding.severity {
                Severity::Error => 31,
                Severity::Warning => 33,
                Severity::Note => 36,
            };
            format!("\u{1b}[1;{colour}m{label}\u{1b}[0m\u{1b}[1m{rest}\u{1b}[0m")
        }
        _ => heading,
    };
    heading + "\n"
}

fn body(finding: &Finding, index: &Index, look: Look) -> String {
    let mut table = table(look);
    let mut quoted = Vec::new();
    for side in &finding.sides {
        let mut position = wording::clean(&side.position);
        if let Some(standing) = wording::standing(side.standing) {
            position += &format!("\n({standing})");
        }
        if let Some(witnesses) = wording::witnesses(side, index) {
            position += &format!("\n({witnesses})");
        }
        table.add_row([
            Cell::new(position).add_attribute(Attribute::Bold),
            Cell::new(said(side, index, &mut quoted)),
        ]);
    }
    let mut why = Vec::new();
    if !finding.summary.is_empty() {
        why.push(format!("In short: {}.", finding.summary));
    }
    why.push(wording::clean(&finding.explanation));
    table.add_row([Cell::new("why"), Cell::new(why.join("\n"))]);
    narrow(&mut table, look);
    table.to_string()
}

/// Who says it, in which words, where. A sentence that gives both sides is quoted in full once.
fn said<'a>(side: &Side, index: &Index<'a>, quoted: &mut Vec<(&'a str, Span)>) -> String {
    let claims: Vec<_> = index.claims(&side.claims).collect();
    let mut said: Vec<String> = Vec::new();
    for claim in claims.iter().take(QUOTED) {
        let sentence = (claim.document.as_str(), claim.sentence);
        let most = if quoted.contains(&sentence) { AGAIN } else { QUOTE };
        quoted.push(sentence);
        let (who, quote) = (wording::who(claim, index), wording::quote(claim, most));
        said.push(format!("{who}:\n“{quote}”\n{}", wording::place(claim, index)));
    }
    if claims.len() > QUOTED {
        let rest: Vec<String> = claims[QUOTED..].iter().map(|claim| wording::place(claim, index)).collect();
        said.push(format!("and {} more: {}", rest.len(), rest.join(", ")));
    }
    said.join("\n")
}

fn table(look: Look) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(look.width.max(40));
    table.force_no_tty();
    if look.colour {
        table.enforce_styling();
    }
    table
}

/// Positions get what they need up to a quarter of the width, passages the rest.
fn narrow(table: &mut Table, look: Look) {
    if let Some(column) = table.column_mut(0) {
        let most = (look.width / 4).max(12);
        column.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(most)));
    }
}

fn bold(text: &str, look: Look) -> String {
    if look.colour { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// Breaks a line between words; later lines begin with `indent`.
fn wrap(text: &str, width: u16, indent: &str) -> String {
    let mut wrapped = String::new();
    let mut used = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > usize::from(width) {
            wrapped += "\n";
            wrapped += indent;
            used = indent.len();
        } else if used > 0 {
            wrapped.push(' ');
            used += 1;
        }
        wrapped += word;
        used += length;
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn one_that_an_editor_can_hand_on() {
        insta::assert_snapshot!(render(&sample::border_clash(), Look::default()), @r#"
        ERROR certainty: Example Khan killed, October 2025
        ┌─────────────────┬────────────────────────────────────────────────────────────┐
        │ killed          ┆ Reuters (2025-10-12):                                      │
        │                 ┆ “The commander Example Khan was killed on Thursday.”       │
        │                 ┆ border-clash/reuters.md:3                                  │
        ├╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┤
        │ possibly killed ┆ Khaama Press (2025-10-13), as possible:                    │
        │ (superseded)    ┆ “Reports that Example Khan was killed were rejected by     │
        │                 ┆ Kabul.”                                                    │
        │                 ┆ border-clash/khaama.md:1                                   │
        ├╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┤
        │ not killed      ┆ denied by Afghan Government, in Khaama Press (2025-10-13): │
        │                 ┆ “He "is not dead", it said.”                               │
        │                 ┆ border-clash/khaama.md:1                                   │
        ├╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┤
        │ why             ┆ In short: killed (Reuters); possibly killed (Khaama Press, │
        │                 ┆ since replaced); not killed (Afghan Government).           │
        │                 ┆ The same man and the same week; one outlet states flatly   │
        │                 ┆ what the other reports as unverified and rejected.         │
        └─────────────────┴────────────────────────────────────────────────────────────┘

        WARNING quantity, a reported dispute: Taliban fighters killed, October 2025
        ┌───────────────┬──────────────────────────────────────────────────────────────┐
        │ more than 200 ┆ Pakistan's military, in Reuters (2025-10-12):                │
        │               ┆ “Pakistan's military said on Sunday that its troops, backed  │
        │               ┆ by artillery and by tanks brought up from Peshawar, had      │
        │               ┆ killed more than 200 Taliban fighters along the frontier;    │
        │               ┆ the Taliban put their losses at nine.”                       │
        │               ┆ border-clash/reuters.md:3                                    │
        ├╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┤
        │ nine          ┆ the Taliban, in Reuters (2025-10-12):                        │
        │               ┆ “… the frontier; the Taliban put their losses at nine.”      │
        │               ┆ border-clash/reuters.md:3                                    │
        ├╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┤
        │ why           ┆ In short: between nine (the Taliban) and more than 200       │
        │               ┆ (Pakistan's military).                                       │
        │               ┆ The same fighters, the same fighting; nine lies outside more │
        │               ┆ than 200.                                                    │
        └───────────────┴──────────────────────────────────────────────────────────────┘

        NOTE calendar: Wednesday, October 16
        ┌────────────────────┬─────────────────────────────────────────────────────────┐
        │ Wednesday          ┆ Khaama Press (2025-10-13):                              │
        │                    ┆ “The ceasefire began on Wednesday, October 16.”         │
        │                    ┆ border-clash/khaama.md:3                                │
        ├╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┤
        │ October 16, 2025,  ┆ Khaama Press (2025-10-13):                              │
        │ a Thursday         ┆ “The ceasefire began on Wednesday, October 16.”         │
        │                    ┆ border-clash/khaama.md:3                                │
        ├╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┤
        │ why                ┆ In short: Wednesday (Khaama Press) against October 16,  │
        │                    ┆ 2025, a Thursday (Khaama Press).                        │
        │                    ┆ October 16, 2025 is a Thursday.                         │
        └────────────────────┴─────────────────────────────────────────────────────────┘

        3 discrepancies: 1 error, 1 warning, 1 note (1 dispute reported as such); 6
        claims in 2 articles.
        "#);
    }

    #[test]
    fn fits_the_width_and_is_plain_unless_told() {
        for width in [40, 60, 80, 120] {
            let plain = render(&sample::border_clash(), Look { width, colour: false });
            assert!(!plain.contains('\u{1b}'));
            let widest = plain.lines().map(|line| line.chars().count()).max().unwrap();
            assert!(widest <= usize::from(width), "{widest} columns of {width}:\n{plain}");
            let coloured = render(&sample::border_clash(), Look { width, colour: true });
            assert!(coloured.contains('\u{1b}'));
        }
    }
}
