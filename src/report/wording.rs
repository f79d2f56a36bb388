//! How claims and sides are put in words, the same in every format: who says it, the words on the
//! page, and the sentence that sums a discrepancy up.

use super::Index;
use crate::claim::{Attributed, Certainty, Claim, Stance};
use crate::compare::{Code, Discrepancy, Side, Standing};
use crate::value::Decimal;

/// Who says so: "Pakistan's military, in Reuters (2025-10-12)"; "Reuters" for the outlet's own voice.
pub fn who(claim: &Claim, index: &Index) -> String {
    let mut who = String::new();
    // The chain stands outermost first; a reader wants the one who knows first: "police, via Interfax".
    for (at, link) in claim.attribution.iter().rev().enumerate() {
        who += if at == 0 { "" } else { ", via " };
        who += match link.stance {
            Stance::Denies => "denied by ",
            Stance::Alleges => "alleged by ",
            Stance::Doubts => "doubted by ",
            Stance::Asserts | Stance::Reports => "",
        };
        who += &speaker(link);
    }
    if !who.is_empty() {
        who += ", in ";
    }
    who + &printed(claim, index)
}

/// Where and how surely it is printed: "Reuters (2025-10-12), as possible".
fn printed(claim: &Claim, index: &Index) -> String {
    let mut who = clean(index.outlet(claim));
    if let Some(date) = index.document(claim).and_then(|document| document.date.as_deref()) {
        who += &format!(" ({date})");
    }
    who += match claim.certainty {
        Certainty::Certain => "",
        Certainty::Probable => ", as probable",
        Certainty::Possible => ", as possible",
        Certainty::Unknown => ", left open",
    };
    who
}

/// A position and who takes it, on one line: "more than 200: Pakistan's military, in Reuters (2025-10-12)". A
/// position that names its speaker is not followed by the name again.
pub fn label(side: &Side, claim: &Claim, index: &Index) -> String {
    let position = clean(&side.position);
    let label = if !claim.attribution.is_empty() && names(&position, &voice(claim, index)) {
        format!("{position}, in {}", printed(claim, index))
    } else {
        format!("{position}: {}", who(claim, index))
    };
    if is_reprint(side, claim) { label + ", a reprint" } else { label }
}

/// Is the claim's article no witness of its own, but a reprint of another one of the side?
pub fn is_reprint(side: &Side, claim: &Claim) -> bool {
    side.reprints.iter().any(|reprint| *reprint == claim.document)
}

/// Does the position name the speaker already: "nine, says the Taliban"?
fn names(position: &str, voice: &str) -> bool {
    position.to_lowercase().contains(&short(voice.to_owned()).to_lowercase())
}

/// The one who answers for a claim, shortest: "the Taliban"; the outlet where nobody is named.
pub fn voice(claim: &Claim, index: &Index) -> String {
    match claim.attribution.iter().rev().find(|link| link.source.is_some()) {
        Some(link) => speaker(link),
        None => clean(index.outlet(claim)),
    }
}

/// A speaker as the page names it; by the entity's name where the page has a pronoun.
fn speaker(link: &Attributed) -> String {
    let Some(source) = link.source.as_deref() else {
        return match &link.cue {
            Some(cue) => format!("nobody named (“{}”)", clean(cue)),
            None => "nobody named".to_owned(),
        };
    };
    let text = clean(source);
    let Some(entity) = link.entity.as_deref() else { return text };
    // "he" shares no word with `noor-wali-mehsud`; "Pakistan's military" does with `pakistan-military`.
    let folded = text.to_lowercase();
    let shared = entity.split('-').any(|word| folded.contains(word));
    if shared || text.chars().count() > 4 { text } else { name(entity) }
}

/// An entity's id as a name: `noor-wali-mehsud` is "Noor Wali Mehsud".
fn name(entity: &str) -> String {
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>())
    };
    entity.split('-').filter_map(capital).collect::<Vec<_>>().join(" ")
}

/// The words on the page: the sentence, cut around the claim where it is longer than `most` characters.
pub fn quote(claim: &Claim, most: usize) -> String {
    let (before, words, after) = parts(claim);
    let (before, words, after) = (clean(before), clean(words), clean(after));
    let spare = most.saturating_sub(words.chars().count()) / 2;
    let long = before.chars().count() + words.chars().count() + after.chars().count() > most;
    let join = |left: &str, right: &str| !left.is_empty() && !right.is_empty();
    let mut quote = if long { last_words(&before, spare) } else { before.clone() };
    if join(&quote, &words) && ends_apart(claim, true) {
        quote.push(' ');
    }
    quote += &words;
    let rest = if long { first_words(&after, spare) } else { after };
    if join(&quote, &rest) && ends_apart(claim, false) {
        quote.push(' ');
    }
    quote + &rest
}

/// A claim's sentence in three: before its words, its words, after.
pub fn parts(claim: &Claim) -> (&str, &str, &str) {
    let start = claim.span.start.saturating_sub(claim.sentence.start).min(claim.text.len());
    let end = claim.span.end.saturating_sub(claim.sentence.start).clamp(start, claim.text.len());
    match (claim.text.get(..start), claim.text.get(start..end), claim.text.get(end..)) {
        (Some(before), Some(words), Some(after)) => (before, words, after),
        _ => ("", &claim.text, ""),
    }
}

/// Is there a space where the claim's words begin (or end)?
fn ends_apart(claim: &Claim, start: bool) -> bool {
    let (before, words, after) = parts(claim);
    let (left, right) = if start { (before, words) } else { (words, after) };
    left.ends_with(char::is_whitespace) || right.starts_with(char::is_whitespace)
}

/// The last whole words within `most` characters, after an ellipsis where some are left out.
fn last_words(text: &str, most: usize) -> String {
    let count = text.chars().count();
    if count <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().skip(count - most).collect();
    format!("… {}", kept.split_once(' ').map_or("", |(_, kept)| kept)).trim_end().to_owned()
}

/// The first whole words within `most` characters, before an ellipsis where some are left out.
fn first_words(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most).collect();
    format!("{} …", kept.rsplit_once(' ').map_or("", |(kept, _)| kept)).trim_start().to_owned()
}

/// The sentence that an editor can paste: figures from low to high, other positions side by side.
pub fn summary(discrepancy: &Discrepancy, index: &Index) -> String {
    let mut sides: Vec<&Side> = discrepancy.sides.iter().collect();
    let counts = matches!(discrepancy.code, Code::Quantity | Code::Stale);
    let figures: Option<Vec<Decimal>> =
        if counts { sides.iter().map(|side| figure(side, index)).collect() } else { None };
    if figures.is_some() {
        sides.sort_by_key(|side| figure(side, index));
    }
    let told: Vec<String> = sides.iter().map(|side| told(side, index, figures.is_some())).collect();
    match (told.as_slice(), figures.is_some()) {
        ([low, high], true) => format!("between {low} and {high}"),
        ([one, other], false) => format!("{one} against {other}"),
        ([rest @ .., last], true) => format!("{} or {last}", rest.join(", ")),
        (all, false) => all.join("; "),
        ([], true) => String::new(),
    }
}

/// "nine (the Taliban)".
fn told(side: &Side, index: &Index, figures: bool) -> String {
    let amount = index.claims(&side.claims).find_map(|claim| claim.quantity.as_ref());
    let position = clean(&side.position);
    let position = match amount.map(|amount| clean(&amount.text)).filter(|_| figures) {
        // As the position writes it: "three", also where a sentence begins with "Three".
        Some(words) => match position.get(..words.len()) {
            Some(same) if same.eq_ignore_ascii_case(&words) => same.to_owned(),
            _ => words,
        },
        None => position,
    };
    let mut voices: Vec<String> = Vec::new();
    for claim in index.claims(&side.claims) {
        let voice = short(voice(claim, index));
        let known = voices.iter().any(|known| known.eq_ignore_ascii_case(&voice));
        if !known && !names(&position, &voice) {
            voices.push(voice);
        }
    }
    let standing = match side.standing {
        Standing::Current => "",
        Standing::Superseded => ", since replaced",
        Standing::Withdrawn => ", withdrawn",
    };
    let more = voices.len().saturating_sub(2);
    voices.truncate(2);
    let mut voices = voices.join(", ");
    if more > 0 {
        voices += &format!(" and {more} more");
    }
    if voices.is_empty() { position + standing } else { format!("{position} ({voices}{standing})") }
}

/// "Zabihullah Mujahid, the spokesman of the Afghan Taliban" is "Zabihullah Mujahid" where room is short.
fn short(voice: String) -> String {
    match voice.split_once(", ") {
        Some((name, _)) if voice.chars().count() > 30 => name.to_owned(),
        _ => voice,
    }
}

/// The figure that a side is sorted by: the lower end of its first quantity, else the upper.
pub fn figure(side: &Side, index: &Index) -> Option<Decimal> {
    let interval = index.claims(&side.claims).find_map(|claim| claim.quantity.as_ref())?.quantity.base;
    interval.low.or(interval.high).map(|bound| bound.value)
}

/// The file and line of a claim: `border-clash/reuters.md:12`.
pub fn place(claim: &Claim, index: &Index) -> String {
    format!("{}:{}", clean(index.path(claim)), claim.line)
}

/// How a standing is shown beside a position; nothing for a current one.
pub fn standing(standing: Standing) -> Option<&'static str> {
    match standing {
        Standing::Current => None,
        Standing::Superseded => Some("superseded"),
        Standing::Withdrawn => Some("withdrawn"),
    }
}

/// The outlets that back a side with nothing but a reprint.
pub fn reprinters(side: &Side, index: &Index) -> Vec<String> {
    let reprints = index.claims(&side.claims).filter(|claim| is_reprint(side, claim));
    let mut names: Vec<String> = reprints.map(|claim| clean(index.outlet(claim))).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// "1 source, reprinted by The Hill Gazette and Market Monitor"; nothing where no article of the side is a reprint.
pub fn witnesses(side: &Side, index: &Index) -> Option<String> {
    let names = reprinters(side, index);
    let list = match names.split_last() {
        None => return None,
        Some((only, [])) => only.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    };
    let plural = if side.sources == 1 { "" } else { "s" };
    Some(format!("{} source{plural}, reprinted by {list}", side.sources))
}

/// Text from outside on one line: white space folded; control and direction marks, which would
/// rearrange a terminal, made visible.
pub fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if c.is_whitespace() {
            if !clean.ends_with(' ') {
                clean.push(' ');
            }
        } else if c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
            clean.push('\u{fffd}');
        } else {
            clean.push(c);
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use insta::assert_snapshot;

    #[test]
    fn a_sentence_to_paste() {
        let report = sample::border_clash();
        let all: Vec<&str> = report.discrepancies.iter().map(|one| one.summary.as_str()).collect();
        assert_snapshot!(all.join("\n"), @r#"
        killed (Reuters); possibly killed (Khaama Press, since replaced); not killed (Afghan Government)
        between nine (the Taliban) and more than 200 (Pakistan's military)
        Wednesday (Khaama Press) against October 16, 2025, a Thursday (Khaama Press)
        "#);
    }

    #[test]
    fn who_says_so() {
        let report = sample::border_clash();
        let index = report.index();
        let all: Vec<String> = report.claims.iter().map(|claim| who(claim, &index)).collect();
        assert_snapshot!(all.join("\n"), @r#"
        Pakistan's military, in Reuters (2025-10-12)
        the Taliban, in Reuters (2025-10-12)
        Reuters (2025-10-12)
        Khaama Press (2025-10-13), as possible
        denied by Afghan Government, in Khaama Press (2025-10-13)
        Khaama Press (2025-10-13)
        "#);
    }

    #[test]
    fn every_format_names_a_reprint() {
        use crate::report::{csv, github, gitlab, markdown, sarif};
        let mut report = sample::border_clash();
        let reprint = report.claims[2].document.clone();
        report.discrepancies[0].discrepancy.sides[0].reprints.push(reprint.to_string());
        let named = [github::render(&report), sarif::render(&report)];
        assert!(
            named.iter().all(|text| text.contains("killed: Reuters (2025-10-12), a reprint")),
            "{named:?}"
        );
        let listed = [gitlab::render(&report), markdown::render(&report)];
        assert!(listed.iter().all(|text| text.contains("1 source, reprinted by Reuters")), "{listed:?}");
        assert_eq!(csv::render(&report).matches(",1,true").count(), 1);
    }

    #[test]
    fn long_sentences_are_cut_around_the_claim() {
        let report = sample::border_clash();
        assert_snapshot!(quote(&report.claims[0], 400), @"Pakistan's military said on Sunday that its troops, backed by artillery and by tanks brought up from Peshawar, had killed more than 200 Taliban fighters along the frontier; the Taliban put their losses at nine.");
        assert_snapshot!(quote(&report.claims[0], 60), @"… had killed more than 200 Taliban fighters along the …");
    }

    #[test]
    fn control_characters_never_reach_the_page() {
        assert_snapshot!(clean(" a\u{1b}[31mred\u{202e}\n\tb\u{7} "), @"a�[31mred� b�");
    }
}
