//! The articles of a finding beside each other, whole, with the passages marked.

use serde::Serialize;

use super::Reading;
use crate::article::Article;
use crate::report::{Finding, wording};
use crate::span::Span;

/// One article.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Pane {
    outlet: String,
    title: Option<String>,
    date: Option<String>,
    path: String,
    paragraphs: Vec<Vec<Piece>>,
    /// How many passages of the finding it holds.
    marks: usize,
}

/// A stretch of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Piece {
    text: String,
    /// 1 to 5 for a passage of that side, 0 for none.
    side: usize,
    /// The side's position, for a passage.
    position: String,
    /// 1-based, for a passage.
    mark: usize,
}

/// A pane for each article, in the order of the sides.
pub(super) fn panes(finding: &Finding, reading: &Reading) -> Vec<Pane> {
    let index = reading.report.index();
    let mut documents: Vec<&str> = Vec::new();
    for claim in finding.sides.iter().flat_map(|side| index.claims(&side.claims)) {
        if !documents.contains(&claim.document.as_str()) {
            documents.push(&claim.document);
        }
    }
    let article = |id: &str| reading.articles.iter().find(|article| article.id == id);
    (documents.into_iter().filter_map(article))
        .map(|article| {
            let mut marks: Vec<(Span, usize, &str)> = Vec::new();
            for (side, what) in finding.sides.iter().enumerate() {
                let own = index.claims(&what.claims).filter(|claim| claim.document == article.id);
                marks.extend(own.map(|claim| (claim.span, side % 5 + 1, what.position.as_str())));
            }
            pane(article, marks)
        })
        .collect()
}

fn pane(article: &Article, mut marks: Vec<(Span, usize, &str)>) -> Pane {
    marks.sort_unstable();
    let text = article.text.as_str();
    let mut paragraphs = Vec::new();
    let mut number = 0;
    let mut start = 0;
    let mut next = 0;
    for line in text.split_inclusive('\n') {
        let whole = Span::new(start, start + line.trim_end().len());
        start += line.len();
        let mut pieces = Vec::new();
        let mut at = whole.start;
        let mut push = |span: Span, side, position: &str, mark| {
            if !span.is_empty() {
                let text = span.of(text).to_owned();
                pieces.push(Piece { text, side, position: wording::clean(position), mark });
            }
        };
        // A passage that runs over the line's end is marked on both lines.
        for &(span, side, position) in marks[next..].iter().take_while(|mark| mark.0.start < whole.end) {
            let (from, to) = (span.start.max(at), span.end.min(whole.end));
            if from < to {
                number += 1;
                push(Span::new(at, from), 0, "", 0);
                push(Span::new(from, to), side, position, number);
                at = to;
            }
        }
        push(Span::new(at, whole.end), 0, "", 0);
        if !pieces.is_empty() {
            paragraphs.push(pieces);
        }
        while marks.get(next).is_some_and(|mark| mark.0.end <= start) {
            next += 1;
        }
    }
    Pane {
        outlet: wording::clean(article.source.as_deref().unwrap_or(&article.id)),
        title: article.title.as_deref().map(wording::clean),
        date: article.date.map(|date| date.to_string()),
        path: wording::clean(article.path.as_deref().unwrap_or(&article.id)),
        paragraphs,
        marks: number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn every_article_whole_with_its_passages() {
        let reading =
            Reading { articles: sample::articles(), report: sample::border_clash(), problems: Vec::new() };
        let panes = panes(&reading.report.discrepancies[0], &reading);
        let shown: Vec<String> = (panes.iter())
            .map(|pane| {
                let piece = |piece: &Piece| match piece.side {
                    0 => piece.text.clone(),
                    side => format!("[{side} {}]", piece.text),
                };
                let paragraph = |pieces: &Vec<Piece>| pieces.iter().map(piece).collect::<String>();
                let paragraphs: Vec<String> = pane.paragraphs.iter().map(paragraph).collect();
                format!("{} ({}):\n{}", pane.outlet, pane.marks, paragraphs.join("\n"))
            })
            .collect();
        insta::assert_snapshot!(shown.join("\n\n"), @r#"
        Reuters (1):
        Border fighting flared on Saturday night.
        Pakistan's military said on Sunday that its troops, backed by artillery and by tanks brought up from Peshawar, had killed more than 200 Taliban fighters along the frontier; the Taliban put their losses at nine. The commander Example Khan [1 was killed] on Thursday.

        Khaama Press (2):
        Reports that Example Khan [2 was killed] were rejected by Kabul. He "[3 is not dead]", it said.
        The ceasefire began on Wednesday, October 16. <script>alert('x')</script>
        "#);
    }
}
