//! For notes and tickets: headings and lists, readable as they are.

use super::csv::name;
use super::{Report, Tally, wording};
use crate::report::tally::count;

/// The longest quotation, in characters.
const QUOTE: usize = 280;

/// The report as CommonMark.
pub fn render(report: &Report) -> String {
    let index = report.index();
    let tally = Tally::of(report);
    let mut out =
        format!("# Discrepancies in {}\n\n{}\n", count(tally.articles, "article"), tally.sentence());
    for finding in &report.discrepancies {
        out += &format!("\n## {}\n\n", escape(&finding.topic));
        out += &format!("**{}** · `{}`", name(finding.severity), name(finding.code));
        if finding.reported_dispute {
            out += " · reported dispute";
        }
        out += &format!(" · {}\n\n", escape(&finding.summary));
        for side in &finding.sides {
            out += &format!("- **{}**", escape(&side.position));
            if let Some(standing) = wording::standing(side.standing) {
                out += &format!(" ({standing})");
            }
            if let Some(witnesses) = wording::witnesses(side, &index) {
                out += &format!(" ({})", escape(&witnesses));
            }
            out += "\n";
            for claim in index.claims(&side.claims) {
                let who = escape(&wording::who(claim, &index));
                let quote = escape(&wording::quote(claim, QUOTE));
                out += &format!("  - {who}: “{quote}” {}\n", code(&wording::place(claim, &index)));
            }
        }
        out += &format!("\nWhy: {}\n", escape(&finding.explanation));
    }
    if let Some(misses) = &report.near_misses {
        out += "\n## Compared, and about different things\n\n";
        for miss in misses {
            let positions: Vec<String> = (index.claims(&miss.claims))
                .map(|claim| {
                    format!(
                        "“{}” {}",
                        escape(&wording::quote(claim, 100)),
                        code(&wording::place(claim, &index))
                    )
                })
                .collect();
            let (slot, reason) = (escape(&miss.slot), escape(&miss.reason));
            out += &format!("- **{slot}**: {reason}\n  - {}\n", positions.join("\n  - "));
        }
    }
    out
}

/// Text from outside as plain words: nothing in it is markup.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in wording::clean(text).chars() {
        match c {
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '&' => escaped += "&amp;",
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' => {
                escaped.push('\\');
                escaped.push(c);
            }
            _ => escaped.push(c),
        }
    }
    escaped
}

/// A stretch of code, whatever it holds.
fn code(text: &str) -> String {
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn reads_well() {
        insta::assert_snapshot!(render(&sample::border_clash()), @r#"
        # Discrepancies in 2 articles

        3 discrepancies: 1 error, 1 warning, 1 note (1 dispute reported as such); 6 claims in 2 articles.

        ## Example Khan killed, October 2025

        **error** · `certainty` · killed (Reuters); possibly killed (Khaama Press, since replaced); not killed (Afghan Government)

        - **killed**
          - Reuters (2025-10-12): “The commander Example Khan was killed on Thursday.” `border-clash/reuters.md:3`
        - **possibly killed** (superseded)
          - Khaama Press (2025-10-13), as possible: “Reports that Example Khan was killed were rejected by Kabul.” `border-clash/khaama.md:1`
        - **not killed**
          - denied by Afghan Government, in Khaama Press (2025-10-13): “He "is not dead", it said.” `border-clash/khaama.md:1`

        Why: The same man and the same week; one outlet states flatly what the other reports as unverified and rejected.

        ## Taliban fighters killed, October 2025

        **warning** · `quantity` · reported dispute · between nine (the Taliban) and more than 200 (Pakistan's military)

        - **more than 200**
          - Pakistan's military, in Reuters (2025-10-12): “Pakistan's military said on Sunday that its troops, backed by artillery and by tanks brought up from Peshawar, had killed more than 200 Taliban fighters along the frontier; the Taliban put their losses at nine.” `border-clash/reuters.md:3`
        - **nine**
          - the Taliban, in Reuters (2025-10-12): “Pakistan's military said on Sunday that its troops, backed by artillery and by tanks brought up from Peshawar, had killed more than 200 Taliban fighters along the frontier; the Taliban put their losses at nine.” `border-clash/reuters.md:3`

        Why: The same fighters, the same fighting; nine lies outside more than 200.

        ## Wednesday, October 16

        **note** · `calendar` · Wednesday (Khaama Press) against October 16, 2025, a Thursday (Khaama Press)

        - **Wednesday**
          - Khaama Press (2025-10-13): “The ceasefire began on Wednesday, October 16.” `border-clash/khaama.md:3`
        - **October 16, 2025, a Thursday**
          - Khaama Press (2025-10-13): “The ceasefire began on Wednesday, October 16.” `border-clash/khaama.md:3`

        Why: October 16, 2025 is a Thursday.
        "#);
    }

    #[test]
    fn markup_in_an_article_stays_text() {
        assert_eq!(escape("<img src=x> [a](b) *c*"), "&lt;img src=x&gt; \\[a\\](b) \\*c\\*");
    }
}
