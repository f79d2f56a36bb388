//! Quotations: what stands inside quotation marks, over paragraphs if need be.
//!
//! A mark opens or closes by its shape and by the space around it. A mark that never finds its partner
//! ends with its paragraph at the latest, so that one slip does not turn the rest of an article into
//! speech. Apostrophes ("the soldiers' families", "the '90s") are not marks.

use std::ops::Range;

use super::{Sentence, Token};
use crate::article::Article;
use crate::piece::PieceKind;
use crate::rules::Rules;
use crate::span::Span;

/// One stretch in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// From opening to closing mark, both included.
    pub span: Span,
    /// The tokens between the marks.
    pub tokens: Range<usize>,
    /// A word or a few, used with distance ("a so-called \"open war\""), rather than speech.
    pub scare: bool,
    /// Goes on with the quotation that ended the paragraph before: its last mark was left out, as is
    /// the custom where one speaker is quoted over several paragraphs.
    pub continues: bool,
}

/// A scare quote has no more words than this.
const SCARE_WORDS: usize = 3;

/// Reads the quotations of an article, in order, not nested. A mark without its partner ends with the paragraph.
pub fn read(article: &Article, tokens: &[Token], sentences: &[Sentence], rules: &Rules) -> Vec<Quotation> {
    let marks: Vec<Option<Mark>> = (0..tokens.len()).map(|at| mark(article, tokens, at, rules)).collect();
    if marks.iter().all(Option::is_none) {
        return Vec::new();
    }
    // An apostrophe opens nothing: most articles have no single marks that do.
    let single = marks.iter().flatten().any(|mark| mark.kind == Kind::Single && mark.opens);
    let closing = if single { closing_single_marks(article, tokens, sentences, &marks) } else { Vec::new() };
    let mut quotations: Vec<Quotation> = Vec::new();
    // Whether the quotation before was left open at the end of its paragraph.
    let mut left_open = false;
    for paragraph in paragraphs(sentences) {
        let mut first = true;
        let mut at = paragraph.start;
        let mut continued = false;
        while at < paragraph.end {
            let Some(opening) = marks[at].filter(|mark| mark.opens) else {
                first &= tokens[at].kind == PieceKind::Mark;
                at += 1;
                continue;
            };
            let close = if opening.kind == Kind::Single {
                closing[at].filter(|&close| close < paragraph.end)
            } else {
                partner(&marks, opening, at, paragraph.end)
            };
            let end = match close {
                Some(close) => close,
                None if opening.kind == Kind::Single => {
                    at += 1;
                    continue;
                }
                None => unclosed_end(&marks, opening, at, paragraph.end),
            };
            let closed = close.is_some();
            let inside = at + 1..end;
            let last = if closed { end } else { end - 1 };
            if !inside.is_empty() {
                continued = !closed && end == paragraph.end;
                quotations.push(Quotation {
                    span: tokens[at].span.cover(tokens[last].span),
                    scare: is_scare(article, tokens, &inside, closed),
                    continues: first && left_open,
                    tokens: inside,
                });
            }
            first = false;
            at = last + 1;
        }
        if !paragraph.is_empty() {
            left_open = continued;
        }
    }
    quotations
}

/// Which partner a mark looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Double,
    Single,
    Angle,
    /// „…“: closed by what opens elsewhere.
    Low,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    kind: Kind,
    opens: bool,
    closes: bool,
}

/// The quotation mark at a token, if it is one.
fn mark(article: &Article, tokens: &[Token], at: usize, rules: &Rules) -> Option<Mark> {
    let token = &tokens[at];
    if token.kind != PieceKind::Mark {
        return None;
    }
    let text = token.span.of(&article.text);
    let next_joined = tokens.get(at + 1).is_some_and(|next| !next.spaced);
    // "(“", "—“" and a line's beginning open as well as a space does.
    let before_opens = token.spaced
        || at == 0
        || tokens[at - 1].kind == PieceKind::Mark
            && matches!(
                tokens[at - 1].span.of(&article.text),
                "(" | "[" | "-" | "–" | "—" | "“" | "‘" | "\"" | "'" | ":" | "/"
            );
    let single_opens = || {
        before_opens
            && next_joined
            && tokens.get(at + 1).is_some_and(|next| match next.kind {
                PieceKind::Word => !rules.attribution.elisions.contains(next.word),
                // '90s and '26
                PieceKind::Number => next.span.len() != 2,
                _ => true,
            })
    };
    Some(match text {
        "“" => Mark { kind: Kind::Double, opens: true, closes: false },
        // A closing mark typed for an opening one stands behind a space and before a word.
        "”" => Mark { kind: Kind::Double, opens: token.spaced && next_joined, closes: true },
        "„" => Mark { kind: Kind::Low, opens: true, closes: false },
        "«" => Mark { kind: Kind::Angle, opens: true, closes: false },
        "»" => Mark { kind: Kind::Angle, opens: false, closes: true },
        "\"" | "″" => Mark { kind: Kind::Double, opens: before_opens || next_joined, closes: true },
        "‘" => Mark { kind: Kind::Single, opens: single_opens(), closes: false },
        "'" | "`" => Mark { kind: Kind::Single, opens: single_opens(), closes: !token.spaced },
        "’" => Mark { kind: Kind::Single, opens: false, closes: !token.spaced },
        _ => return None,
    })
}

/// The closing mark of a double or angled quotation that opens at `at`, before `end`.
fn partner(marks: &[Option<Mark>], opening: Mark, at: usize, end: usize) -> Option<usize> {
    for (other, mark) in marks.iter().enumerate().take(end).skip(at + 1) {
        match mark {
            Some(mark) if opening.kind == Kind::Low && mark.kind == Kind::Double => return Some(other),
            Some(mark) if mark.kind == opening.kind && mark.closes => return Some(other),
            // A second opening mark before any closing one: the first was never closed.
            Some(mark) if mark.kind == opening.kind && mark.opens => return None,
            _ => {}
        }
    }
    None
}

/// Where a quotation without a closing mark ends: before the next opening one, else with its paragraph.
fn unclosed_end(marks: &[Option<Mark>], opening: Mark, at: usize, end: usize) -> usize {
    (at + 1..end)
        .find(|&other| marks[other].is_some_and(|mark| mark.kind == opening.kind && mark.opens))
        .unwrap_or(end)
}

/// For every single mark, the mark that would close it in its paragraph: the first behind a full stop,
/// comma or before a pause, else the last one; a plural possessive ("soldiers' families") is passed over.
fn closing_single_marks(
    article: &Article,
    tokens: &[Token],
    sentences: &[Sentence],
    marks: &[Option<Mark>],
) -> Vec<Option<usize>> {
    let mut closing = vec![None; tokens.len()];
    for sentence in sentences.iter().rev() {
        // Behind the sentence, a quotation may close in a later one of the same paragraph.
        let mut next = closing_of_next(sentences, sentence, &closing);
        let mut doubtful = None;
        for at in sentence.tokens.clone().rev() {
            closing[at] = next.or(doubtful);
            if !marks[at].is_some_and(|mark| mark.kind == Kind::Single && mark.closes) {
                continue;
            }
            let after_pause = at > 0 && tokens[at - 1].kind == PieceKind::Mark;
            let follows = tokens.get(at + 1).filter(|_| at + 1 < sentence.tokens.end);
            let before_pause = follows.is_none_or(|token| token.kind == PieceKind::Mark);
            let plural = at > 0 && tokens[at - 1].span.of(&article.text).ends_with(['s', 'S', 'z']);
            if after_pause || before_pause || !plural && follows.is_some_and(|token| token.spaced) {
                next = Some(at);
            } else if follows.is_some_and(|token| token.spaced) && doubtful.is_none() {
                doubtful = Some(at);
            }
        }
    }
    closing
}

fn closing_of_next(sentences: &[Sentence], sentence: &Sentence, closing: &[Option<usize>]) -> Option<usize> {
    // Sentences are in order: the next one begins where this one ends.
    let at = sentence.tokens.end;
    let next = sentences.partition_point(|other| other.tokens.start < at);
    let next = sentences.get(next).filter(|other| other.paragraph == sentence.paragraph)?;
    closing.get(next.tokens.start).copied().flatten()
}

/// The token ranges of paragraphs, in order.
fn paragraphs(sentences: &[Sentence]) -> Vec<Range<usize>> {
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut number = None;
    for sentence in sentences {
        match paragraphs.last_mut() {
            Some(last) if number == Some(sentence.paragraph) => last.end = sentence.tokens.end,
            _ => paragraphs.push(sentence.tokens.clone()),
        }
        number = Some(sentence.paragraph);
    }
    paragraphs
}

/// A few words without an end of their own: “noted”, “open war”.
fn is_scare(article: &Article, tokens: &[Token], inside: &Range<usize>, closed: bool) -> bool {
    let words = tokens[inside.clone()].iter().filter(|token| token.kind != PieceKind::Mark).count();
    let last = &tokens[inside.end - 1];
    let ends = last.kind == PieceKind::Mark
        && matches!(last.span.of(&article.text), "." | "," | "!" | "?" | "…" | ";" | "—");
    closed && words <= SCARE_WORDS && !ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{sentence, token};

    fn quoted(text: &str) -> String {
        let article = Article::plain("a", text);
        let rules = Rules::embedded().expect("the embedded packs load");
        let tokens = token::read(text, &rules);
        let sentences = sentence::read(&article, &tokens, &rules);
        let quotations = read(&article, &tokens, &sentences, &rules);
        let show = |quotation: &Quotation| {
            let mut shown = quotation.span.of(text).to_owned();
            if quotation.scare {
                shown.push_str(" scare");
            }
            if quotation.continues {
                shown.push_str(" continues");
            }
            shown
        };
        quotations.iter().map(show).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn marks_of_every_shape() {
        insta::assert_snapshot!(quoted("“We will rebuild,” the mayor said."), @"“We will rebuild,”");
        insta::assert_snapshot!(quoted("\"We will,\" she said, \"rebuild.\""), @r#""We will," | "rebuild.""#);
        insta::assert_snapshot!(quoted("Er sagte: „Wir bauen auf.“ So «he» said."), @"„Wir bauen auf.“ | «he» scare");
        insta::assert_snapshot!(quoted("'We will rebuild,' the mayor said."), @"'We will rebuild,'");
        insta::assert_snapshot!(quoted("The mayor called it ‘a dark day for us’."), @"‘a dark day for us’");
    }

    #[test]
    fn apostrophes_are_no_marks() {
        insta::assert_snapshot!(quoted("The soldiers' families and the workers' union met in the '90s."), @"");
        insta::assert_snapshot!(quoted("‘The soldiers’ families must be told,’ she said."), @"‘The soldiers’ families must be told,’");
        insta::assert_snapshot!(quoted("Don't let 'em win, Pakistan's captain said."), @"");
    }

    #[test]
    fn a_mark_without_its_partner_keeps_the_rest() {
        insta::assert_snapshot!(quoted("He said “we will go.\nThe police said “no more” later."), @"“we will go. | “no more” scare");
        insta::assert_snapshot!(quoted("He said we will go.” The police said “not now, thanks”."), @"“not now, thanks” scare");
        insta::assert_snapshot!(quoted("She said “one. Then “two or three more of them” followed."), @"“one. Then | “two or three more of them”");
    }

    #[test]
    fn quotations_run_over_paragraphs() {
        insta::assert_snapshot!(
            quoted("“The river rose fast.\n“We ran up the hill,” he said."),
            @"“The river rose fast. | “We ran up the hill,” continues"
        );
    }
}
