//! GitHub workflow commands: each finding becomes an annotation on the line of the article.

use super::{Report, wording};
use crate::compare::Severity;

/// A command for each finding, then a closing notice.
pub fn render(report: &Report) -> String {
    let index = report.index();
    let mut out = String::new();
    for finding in &report.discrepancies {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let anchor = index.anchor(finding);
        let place = match anchor {
            Some(claim) => {
                format!("file={},line={},col={},", property(index.path(claim)), claim.line, claim.column)
            }
            None => String::new(),
        };
        let title = format!("{} ({})", finding.topic, super::csv::name(finding.code));
        let mut message = format!("{}\n{}", finding.summary, finding.explanation);
        for side in &finding.sides {
            for claim in index.claims(&side.claims) {
                let label = wording::label(side, claim, &index);
                message += &format!("\n{label}, {}", wording::place(claim, &index));
            }
        }
        out += &format!("::{command} {place}title={}::{}\n", property(&title), data(&message));
    }
    if report.discrepancies.is_empty() {
        return out;
    }
    out + &format!("::notice title=gainsay::{}\n", data(&super::Tally::of(report).sentence()))
}

/// Escapes a message: a newline would end the command, and an article could start another.
fn data(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(wording::clean).collect();
    lines.join("\n").replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property's value.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use insta::assert_snapshot;

    #[test]
    fn commands() {
        assert_snapshot!(render(&sample::border_clash()), @r#"
        ::error file=border-clash/reuters.md,line=3,col=239,title=Example Khan killed%2C October 2025 (certainty)::killed (Reuters); possibly killed (Khaama Press, since replaced); not killed (Afghan Government)%0AThe same man and the same week; one outlet states flatly what the other reports as unverified and rejected.%0Akilled: Reuters (2025-10-12), border-clash/reuters.md:3%0Apossibly killed: Khaama Press (2025-10-13), as possible, border-clash/khaama.md:1%0Anot killed: denied by Afghan Government, in Khaama Press (2025-10-13), border-clash/khaama.md:1
        ::warning file=border-clash/reuters.md,line=3,col=116,title=Taliban fighters killed%2C October 2025 (quantity)::between nine (the Taliban) and more than 200 (Pakistan's military)%0AThe same fighters, the same fighting; nine lies outside more than 200.%0Amore than 200: Pakistan's military, in Reuters (2025-10-12), border-clash/reuters.md:3%0Anine: the Taliban, in Reuters (2025-10-12), border-clash/reuters.md:3
        ::notice file=border-clash/khaama.md,line=3,col=24,title=Wednesday%2C October 16 (calendar)::Wednesday (Khaama Press) against October 16, 2025, a Thursday (Khaama Press)%0AOctober 16, 2025 is a Thursday.%0AWednesday: Khaama Press (2025-10-13), border-clash/khaama.md:3%0AOctober 16, 2025, a Thursday: Khaama Press (2025-10-13), border-clash/khaama.md:3
        ::notice title=gainsay::3 discrepancies: 1 error, 1 warning, 1 note (1 dispute reported as such); 6 claims in 2 articles.
        "#);
        assert_snapshot!(render(&sample::quiet()), @"");
    }

    #[test]
    fn an_article_cannot_give_commands() {
        assert_snapshot!(data("100 %\n::error::x"), @"100 %25%0A::error::x");
        assert_snapshot!(property("a:b,c\r\n::stop-commands::"), @"a%3Ab%2Cc%0A%3A%3Astop-commands%3A%3A");
    }
}
