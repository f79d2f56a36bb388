//! What each code means: the pages beside the comparison's own source, printed as they are.

use crate::compare::Code;

/// The page of a code, Markdown.
pub fn page(code: Code) -> &'static str {
    match code {
        Code::Quantity => include_str!("../compare/find/quantity.md"),
        Code::Polarity => include_str!("../compare/find/polarity.md"),
        Code::Certainty => include_str!("../compare/find/certainty.md"),
        Code::Agent => include_str!("../compare/find/agent.md"),
        Code::Patient => include_str!("../compare/find/patient.md"),
        Code::Means => include_str!("../compare/find/means.md"),
        Code::Time => include_str!("../compare/find/time.md"),
        Code::Place => include_str!("../compare/find/place.md"),
        Code::Status => include_str!("../compare/find/status.md"),
        Code::Stale => include_str!("../compare/find/stale.md"),
        Code::Arithmetic => include_str!("../compare/find/arithmetic.md"),
        Code::Calendar => include_str!("../compare/find/calendar.md"),
        Code::Headline => include_str!("../compare/find/headline.md"),
        Code::Quote => include_str!("../compare/find/quote.md"),
    }
}

/// What the page's heading says after the code: "Figures that cannot both hold".
pub fn title(code: Code) -> &'static str {
    let heading = page(code).lines().next().unwrap_or("");
    heading.split_once(": ").map_or(heading, |(_, title)| title)
}

/// The page's first paragraph, on one line.
pub fn summary(code: Code) -> String {
    let lines = page(code).lines().skip(1).skip_while(|line| line.is_empty() || line.starts_with('#'));
    lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A line for each code.
pub fn list() -> String {
    let line = |&code: &Code| format!("{:<11} {}\n", super::csv::name(code), title(code));
    Code::ALL.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The headings that every page has, in this order.
    const HEADINGS: [&str; 6] = [
        "## What it reports",
        "## Why it matters",
        "## Conflicts",
        "## Does not conflict",
        "## How to resolve it",
        "## How to silence it",
    ];

    #[test]
    fn every_page_has_the_same_headings() {
        for code in Code::ALL {
            let found: Vec<_> = page(code).lines().filter(|line| line.starts_with("## ")).collect();
            assert_eq!(found, HEADINGS, "{code:?}");
            assert!(page(code).starts_with(&format!("# {}: ", super::super::csv::name(code))), "{code:?}");
            assert!(!summary(code).is_empty() && !title(code).is_empty());
        }
    }

    #[test]
    fn a_line_for_each_code() {
        insta::assert_snapshot!(list(), @r#"
        quantity    Figures that cannot both hold
        polarity    One affirms what another denies
        certainty   Stated flatly against hedged, unverified or disputed
        agent       Who did it
        patient     Who or what it happened to
        means       How it happened: weapon, cause
        time        When it happened
        place       Where it happened
        status      States that exclude each other
        stale       A later text repeats what was superseded or withdrawn
        arithmetic  Figures inside one text that do not add up
        calendar    Dates that cannot be
        headline    Headline or standfirst against body
        quote       The same quotation, worded differently
        "#);
    }
}
