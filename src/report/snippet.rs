//! Both passages under one title, as rustc shows an error: for `check` in a terminal.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Finding, Index, Look, Report, Tally, wording};
use crate::claim::Claim;
use crate::compare::{Severity, Side};

/// So many claims of one side are shown.
const SHOWN: usize = 3;

/// Every finding with its passages, then a line that counts.
pub fn render(report: &Report, look: Look) -> String {
    let index = report.index();
    let mut out = String::new();
    for finding in &report.discrepancies {
        out += &passages(finding, &index, look);
        out += "\n\n";
    }
    out + &Tally::of(report).sentence() + "\n"
}

/// One finding: the line under check first, the other side wherever it stands.
pub fn passages(finding: &Finding, index: &Index, look: Look) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let anchor = index.anchor(finding).map(|claim| claim.id.as_str());
    let mut shown: Vec<(&Side, &Claim)> = Vec::new();
    for side in &finding.sides {
        shown.extend(index.claims(&side.claims).take(SHOWN).map(|claim| (side, claim)));
    }
    // Stable: the anchor comes to the front, the sides keep their order.
    shown.sort_by_key(|(_, claim)| Some(claim.id.as_str()) != anchor);
    let title = level.primary_title(wording::clean(&finding.topic)).id(super::csv::name(finding.code));
    let mut group = Group::with_title(title);
    for (side, claim) in shown {
        let label = wording::label(side, claim, index);
        let (source, span, line) = excerpt(claim);
        let kind =
            if Some(claim.id.as_str()) == anchor { AnnotationKind::Primary } else { AnnotationKind::Context };
        group = group.element(
            Snippet::source(source)
                .path(wording::clean(index.path(claim)))
                .line_start(line)
                .annotation(kind.span(span).label(label)),
        );
    }
    if !finding.summary.is_empty() {
        group = group.element(Level::NOTE.message(finding.summary.clone()));
    }
    group = group.element(Level::NOTE.with_name(Some("why")).message(wording::clean(&finding.explanation)));
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Unicode).term_width(look.width.into());
    renderer.render(&[group]).to_string()
}

/// The line of the claim as far as its sentence goes, the claim's place in it, and the line's number. Blanks
/// stand for what comes before the sentence, so that columns are those of the file.
fn excerpt(claim: &Claim) -> (String, std::ops::Range<usize>, usize) {
    let (before, words, after) = wording::parts(claim);
    // Where a sentence runs over several lines only those of the claim's own words are wanted.
    let before = before.rsplit_once('\n').map_or(before, |(_, before)| before);
    let after = after.split_once('\n').map_or(after, |(after, _)| after);
    let indent = claim.column.saturating_sub(1).saturating_sub(before.chars().count());
    let before = " ".repeat(indent) + &plain(before);
    let words = plain(words);
    let span = before.len()..before.len() + words.len();
    (before + &words + &plain(after), span, claim.line)
}

/// Without control characters other than newlines; as many characters as before.
fn plain(text: &str) -> String {
    let safe = |c: char| if c == '\n' || !c.is_control() { c } else { ' ' };
    text.chars().map(safe).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn both_sides_under_one_title() {
        insta::assert_snapshot!(render(&sample::border_clash(), Look::default()), @r#"
        error[certainty]: Example Khan killed, October 2025
          ╭▸ border-clash/reuters.md:3:239
          │
        3 │ …                     The commander Example Khan was killed on Thursday.
          │                                                  ━━━━━━━━━━ killed: Reuters (2025-10-12)
          │
          ⸬  border-clash/khaama.md:1:27
          │
        1 │ Reports that Example Khan was killed were rejected by Kabul.
          │                           ────────── possibly killed: Khaama Press (2025-10-13), as possible
          │
          ⸬  border-clash/khaama.md:1:66
          │
        1 │ …                     He "is not dead", it said.
          │                           ─────────── not killed: denied by Afghan Government, in Khaama Press (2025-10-13)
          │
          ├ note: killed (Reuters); possibly killed (Khaama Press, since replaced); not killed (Afghan Government)
          ╰ why: The same man and the same week; one outlet states flatly what the other reports as unverified and rejected.

        warning[quantity]: Taliban fighters killed, October 2025
          ╭▸ border-clash/reuters.md:3:116
          │
        3 │ … Peshawar, had killed more than 200 Taliban fighters along the frontier; t…
          │                 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ more than 200: Pakistan's military, in Reuters (2025-10-12)
          │
          ⸬  border-clash/reuters.md:3:196
          │
        3 │ …t their losses at nine.
          │          ────────────── nine: the Taliban, in Reuters (2025-10-12)
          │
          ├ note: between nine (the Taliban) and more than 200 (Pakistan's military)
          ╰ why: The same fighters, the same fighting; nine lies outside more than 200.

        note[calendar]: Wednesday, October 16
          ╭▸ border-clash/khaama.md:3:24
          │
        3 │ The ceasefire began on Wednesday, October 16.
          │                        ━━━━━━━━━━━━━━━━━━━━━ Wednesday: Khaama Press (2025-10-13)
          │
          ⸬  border-clash/khaama.md:3:24
          │
        3 │ The ceasefire began on Wednesday, October 16.
          │                        ━━━━━━━━━━━━━━━━━━━━━ October 16, 2025, a Thursday: Khaama Press (2025-10-13)
          │
          ├ note: Wednesday (Khaama Press) against October 16, 2025, a Thursday (Khaama Press)
          ╰ why: October 16, 2025 is a Thursday.

        3 discrepancies: 1 error, 1 warning, 1 note (1 dispute reported as such); 6 claims in 2 articles.
        "#);
    }

    #[test]
    fn the_article_under_check_comes_first() {
        let mut report = sample::border_clash();
        report.documents[1].checked = true;
        let text = render(&report, Look::default());
        assert!(text.find("khaama.md:1").unwrap() < text.find("reuters.md:3").unwrap(), "{text}");
    }
}
