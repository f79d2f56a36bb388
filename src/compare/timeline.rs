//! A toll as it moves: which figure of one event came before which, and what that makes of the two.

use std::borrow::Cow;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use smol_str::SmolStr;

use super::kin::{self, Kin, is_known_place, kin};
use super::relation::{Relation, Slip, is_ceiling, is_slip, is_thousandfold, number, relate};
use super::report::outlet;
use super::same::{moves, repeats};
use super::topic::is_vague;
use super::verdict::{Verdict, Why};
use super::view::{Kind, View, article};
use super::{Code, Standing};
use crate::claim::{Amount, Certainty, Participant};
use crate::rules::Rules;
use crate::rules::comparison::Look;
use crate::rules::frame::Job;
use crate::rules::lexicon::Class;
use crate::rules::measure::Moves;
use crate::value::{Bound, Decimal, Quantity};

/// The verdict on two figures of one thing that do not meet, `low` being the lower one.
pub(crate) fn judge(
    low: &[usize],
    high: &[usize],
    views: &[View],
    moments: &Moments,
    rules: &Rules,
) -> Verdict {
    let (lead, other) = (&views[low[0]], &views[high[0]]);
    let inside = headline(low, high, views, rules)
        .or_else(|| dispute(low, high, views, rules))
        .or_else(|| corrected(low, high, views, rules));
    if let Some(verdict) = inside {
        return verdict;
    }
    let back = |claims: &[usize]| claims.iter().all(|&at| views[at].is_earlier());
    if back(low) != back(high) && !moments.side_by_side(low, high, views) {
        return Verdict::Agree(format!(
            "one of {} and {} is of an earlier time",
            lead.words(),
            other.words()
        ));
    }
    let mut pairs =
        low.iter().take(MOST_CLAIMS).flat_map(|&at| high.iter().take(MOST_CLAIMS).map(move |&b| (at, b)));
    let slip = pairs.find(|&(at, b)| slip(&views[at], &views[b], rules));
    let pinned = slip.is_some() || pinned(low, high, views) || are_one_count(low, high, views, rules);
    if !is_measured(lead, rules) && !pinned {
        return Verdict::Agree(format!(
            "no pack knows how {} and {} may differ",
            lead.words(),
            other.words()
        ));
    }
    let shared = |at: &usize| high.iter().any(|&other| views[other].document == views[*at].document);
    if !matches!(lead.kind, Kind::Measure(..)) && low.iter().take(MOST_CLAIMS).any(shared) {
        return Verdict::Agree(format!("one article gives both {} and {}", lead.words(), other.words()));
    }
    if low.iter().all(|&at| is_told_alone(&views[at], rules)) {
        return Verdict::Agree(format!("{} is one of {}, told of alone", lead.words(), other.words()));
    }
    if moves(&lead.kind, rules) != Moves::No
        && low.iter().all(|&at| is_of_one_place(&views[at], other, views))
    {
        return Verdict::Agree(format!(
            "{} is of one place, and its article counts more in all",
            lead.words()
        ));
    }
    if one_list(low, high, views) {
        return Verdict::Agree(format!("{} and {} are counted side by side", lead.words(), other.words()));
    }
    if are_listed(low, other, views, rules) || are_listed(high, lead, views, rules) {
        return Verdict::Agree(format!("one sentence counts {} beside {}", lead.words(), other.words()));
    }
    let several = matches!(&lead.kind, Kind::Measure(at, ..) if rules.measures.measures[*at].several);
    if several && (tells_of(low, other, views, rules) || tells_of(high, lead, views, rules)) {
        return Verdict::Agree(format!("one article tells of both {} and {}", lead.words(), other.words()));
    }
    let money = lead.figure().is_some_and(|figure| figure.dimension == "currency");
    if money && slip.is_none() && ratio(lead, other) > rules.comparison.threshold("scale-ratio") {
        return Verdict::Agree(format!("{} and {} are of two scales", lead.words(), other.words()));
    }
    if is_part(lead, other, rules) && !pinned {
        return Verdict::Agree(format!("{} may be a part of {}", lead.words(), other.words()));
    }
    let makes_up = |&at: &usize| is_made_up(&views[at], other, views);
    if high.iter().take(MOST_CLAIMS).all(|&at| adds_up(&views[at], lead, views))
        || low.iter().take(MOST_CLAIMS).any(makes_up)
    {
        return Verdict::Agree(format!("{} is a sum in which {} is counted", other.words(), lead.words()));
    }
    let conflict =
        |code, when, reason: String, standing| Verdict::Conflict(Why { code, when, reason, standing });
    let current = [Standing::Current; 2];
    if let Some((at, b)) = slip.filter(|_| !one_document(low, high, views)) {
        let (lead, other) = (&views[at], &views[b]);
        let thousandfold = lead.figure().zip(other.figure()).is_some_and(|(a, b)| is_thousandfold(a, b));
        let how = if thousandfold { "one is a thousand times the other" } else { "they differ in one digit" };
        let reason = format!(
            "{} has {} and {} has {}: {how}",
            outlet(lead),
            lead.words(),
            outlet(other),
            other.words()
        );
        return conflict(Code::Quantity, "between", reason, current);
    }
    let period = [lead, other]
        .iter()
        .any(|view| view.claim.sort.as_deref().is_some_and(|sort| rules.measures.is_of_a_period(sort)));
    let moves = match moves(&lead.kind, rules) {
        Moves::Up if period => Moves::Both,
        moves => moves,
    };
    match moves {
        // Only a pack knows that an article contradicts itself: "141,000 acres", then "146,000 acres".
        Moves::No if !matches!(lead.kind, Kind::Measure(..)) && one_document(low, high, views) => {
            Verdict::Agree(format!("one article gives {} and {}", lead.words(), other.words()))
        }
        Moves::No => {
            let within = lead.document == other.document && one_document(low, high, views);
            let reason = match within {
                true => format!(
                    "{} has both {} and {}, and no figure is both",
                    outlet(lead),
                    lead.words(),
                    other.words()
                ),
                false => format!(
                    "{} has {} and {} has {}, and no figure is both",
                    outlet(lead),
                    lead.words(),
                    outlet(other),
                    other.words()
                ),
            };
            conflict(Code::Quantity, if within { "within" } else { "between" }, reason, current)
        }
        Moves::Up => rising(low, high, views, moments, rules),
        Moves::Both if pinned && !is_measured(lead, rules) => {
            let reason = format!(
                "{} has {} and {} has {} of the same, and no figure is both",
                outlet(lead),
                lead.words(),
                outlet(other),
                other.words()
            );
            conflict(Code::Quantity, "unsettled", reason, current)
        }
        Moves::Both => fluctuating(low, high, views, moments, rules),
    }
}

/// Is one of the two figures the other with a slip of the pen in it? A growing figure of another day may differ in a
/// digit; it does not lose one.
fn slip(one: &View, other: &View, rules: &Rules) -> bool {
    let (Some(a), Some(b)) = (one.figure(), other.figure()) else { return false };
    // "300 others were left homeless", "300,000 people": the thousands are lost.
    let counted = matches!(one.kind, Kind::Measure(..)) && a.dimension == "count";
    if counted && is_thousandfold(a, b) {
        return true;
    }
    match is_slip(a, b) {
        Some(Slip::Lost) => true,
        Some(Slip::Changed) => {
            moves(&one.kind, rules) == Moves::No || one.day().is_some_and(|day| other.day() == Some(day))
        }
        None => false,
    }
}

/// Do two articles count the same thing in the same words, of one named event, or of one stated time and one
/// name? "Boeing delivered 348 aircraft in 2024", "Boeing delivered 438 aircraft in 2024": then neither is
/// a part of the other, and no pack has to say what the figure is of.
fn pinned(low: &[usize], high: &[usize], views: &[View]) -> bool {
    let named = |slot: &Option<Box<Participant>>| {
        slot.as_ref().filter(|slot| !slot.inherited).and_then(|slot| slot.entity.clone())
    };
    let shares = |a: &Option<Box<Participant>>, b: &Option<Box<Participant>>| {
        named(a).is_some() && named(a) == named(b)
    };
    let counted = |view: &View| view.patient.map(|who| who.participant.text.to_lowercase());
    let stated = |view: &View| view.claim.time.as_ref().is_some_and(|when| !when.inherited);
    let pairs =
        low.iter().take(MOST_CLAIMS).flat_map(|&at| high.iter().take(MOST_CLAIMS).map(move |&b| (at, b)));
    let mut pairs = pairs.map(|(at, other)| (&views[at], &views[other]));
    pairs.any(|(one, two)| {
        let (a, b) = (one.claim, two.claim);
        let one_time = stated(one) && stated(two) && one.days.is_some() && one.days == two.days;
        let one_name =
            shares(&a.agent, &b.agent) || shares(&a.place, &b.place) || shares(&a.patient, &b.patient);
        one.document != two.document
            && counted(one).is_some()
            && counted(one) == counted(two)
            && (shares(&a.event, &b.event) && shares(&a.place, &b.place) || one_time && one_name)
    })
}

/// Fewer of a thing than these are told of in passing: "two trucks" here are not the three there.
const FEWEST_TOLD: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// Do two articles of the same days each give one figure for a thing of one noun, nearly the same number: "18 coffins", "19
/// coffins"? People are counted in too many ways; what moves by the hour differs by more than a few.
fn are_one_count(low: &[usize], high: &[usize], views: &[View], rules: &Rules) -> bool {
    let (one, two) = (&views[low[0]], &views[high[0]]);
    let Kind::Count(..) = one.kind else { return false };
    let exact = |view: &View| {
        let point =
            view.figure()?.base.point().filter(|_| view.claim.kind == crate::claim::Kind::Quantity)?;
        (point.fract().is_zero() && point >= FEWEST_TOLD).then(|| number(point))
    };
    let Some((a, b)) = exact(one).zip(exact(two)) else { return false };
    let things = |view: &View| {
        view.patient.is_some_and(|who| {
            let people = who.group.zip(rules.measures.group("person"));
            let people = people.is_some_and(|(group, people)| rules.measures.group_within(group, people));
            let class = rules.lexicon.word(rules.lexicon.id_in_any_case(who.head)).class;
            !people && !class.contains(Class::PERSON) && who.entity.is_none()
        })
    };
    let days = |view: &View| view.published;
    let near = days(one).zip(days(two)).is_some_and(|(a, b)| (a - b).get_days().abs() <= 1);
    // An article that has several figures for the noun counts several things.
    let alone = |claims: &[usize]| {
        claims.iter().all(|&at| {
            let (_, article) = article(&views[at], views);
            article
                .iter()
                .filter(|view| view.kind == one.kind)
                .all(|view| view.figure() == views[at].figure())
        })
    };
    b <= a * rules.comparison.threshold("one-count-ratio")
        && things(one)
        && things(two)
        && near
        && !one.looks_back
        && !two.looks_back
        && alone(low)
        && alone(high)
}

/// Does some pack say what the figure is of and how it moves? Without one, what is weighed or measured
/// (tonnes of nitrate) has one figure, and what is counted may be counted again tomorrow.
fn is_measured(view: &View, rules: &Rules) -> bool {
    match &view.kind {
        Kind::Measure(..) => true,
        Kind::Count(predicate, ..) => {
            // A train has many speeds.
            let counted = view
                .figure()
                .is_some_and(|figure| matches!(figure.dimension.as_str(), "count" | "percent" | "speed"));
            !counted || rules.frames.get(predicate).is_some_and(|frame| frame.measure.is_some())
        }
        _ => false,
    }
}

/// "A 9-year-old girl, Lena Moritz, was shot dead", "Rolf Amsel and Ina Weber were killed": people whom the article
/// describes or names, and no count.
fn is_told_alone(view: &View, rules: &Rules) -> bool {
    let Some(amount) = view.claim.quantity.as_ref() else { return false };
    let one_each = |operand: &Amount| operand.quantity.base.point() == Some(Decimal::ONE);
    let operands = &view.claim.operands;
    if amount.implied && !operands.is_empty() && view.patient.is_some_and(|who| who.entity.is_some()) {
        return operands.iter().all(one_each);
    }
    let one = amount.quantity.base.point() == Some(Decimal::ONE);
    let aged =
        amount.text.contains(|c: char| c.is_ascii_digit()) && amount.text.contains(char::is_alphabetic);
    // "A man was arrested": nobody counts; "a lone gunman" is counted.
    let told = amount.implied && moves(&view.kind, rules) != Moves::No;
    one && (aged || told)
}

/// Does an article of these claims give the other figure as well, of another quake?
fn tells_of(claims: &[usize], other: &View, views: &[View], rules: &Rules) -> bool {
    let Some(figure) = other.figure() else { return false };
    claims.iter().take(MOST_CLAIMS).any(|&at| {
        let (_, article) = article(&views[at], views);
        article.iter().any(|view| {
            let given = view.figure().filter(|_| view.kind == other.kind);
            given.is_some_and(|given| relate(given, figure, rules) == Relation::Equal)
        })
    })
}

/// Does a sentence of these claims count the other figure beside them, in one voice: "one infant and two babies"?
fn are_listed(claims: &[usize], other: &View, views: &[View], rules: &Rules) -> bool {
    let Some(figure) = other.figure().filter(|_| moves(&other.kind, rules) == Moves::No) else {
        return false;
    };
    claims.iter().take(MOST_CLAIMS).any(|&at| {
        let one = &views[at];
        let mut beside = article(one, views).1.iter().filter(|view| {
            view.kind == one.kind
                && view.claim.sentence == one.claim.sentence
                && view.speaker == one.speaker
                && view.claim.counted.is_some()
                && one.claim.counted.is_some()
                && view.claim.counted != one.claim.counted
        });
        beside.any(|view| view.figure().is_some_and(|given| relate(given, figure, rules) == Relation::Equal))
    })
}

/// Is the figure of a place that its sentence names, beside a larger one of its article that is not of there: "Pedernales
/// has 580 injured", of 2,000?
fn is_of_one_place(view: &View, rival: &View, views: &[View]) -> bool {
    let (_, article) = article(view, views);
    let stated = |view: &View| view.claim.place.as_ref().is_some_and(|place| !place.inherited);
    // "Pedernales has 77 dead and 580 injured" says of both where they are.
    let place = |view: &View| {
        let place = view.claim.place.as_ref()?;
        let beside = |other: &View| {
            let known = other.claim.place.as_ref().is_some_and(|known| known.text == place.text);
            known && stated(other) && other.claim.sentence == view.claim.sentence
        };
        let told = stated(view) || article.iter().any(beside);
        told.then(|| place.entity.clone().unwrap_or_else(|| place.text.to_lowercase().into()))
    };
    let Some((own, figure)) = place(view).zip(view.figure().and_then(ends)) else { return false };
    if stated(rival) && place(rival).as_ref() == Some(&own) {
        return false;
    }
    article.iter().any(|other| {
        let more = || other.figure().and_then(ends).is_some_and(|other| other.0 > figure.1);
        let elsewhere = || place(other).as_ref() != Some(&own);
        other.kind == view.kind && other.is_level() && !other.is_earlier() && more() && elsewhere()
    })
}

/// "175 passengers and six crew": figures that stand only in one sentence, or only in one article's own
/// words, and that one voice gives. Whoever wrote both saw no contradiction.
fn one_list(low: &[usize], high: &[usize], views: &[View]) -> bool {
    low.iter().chain(high).all(|&at| views[at].claim.sentence == views[low[0]].claim.sentence)
        && one_document(low, high, views)
}

/// Does the article of a figure also give two that add up to it, one of them the other one: 10,000 and 11,000 are 21,000?
fn adds_up(sum: &View, part: &View, views: &[View]) -> bool {
    let point = |view: &View| view.figure().and_then(|figure| figure.base.point());
    let (Some(whole), Some(part)) = (point(sum), point(part)) else { return false };
    let (_, article) = article(sum, views);
    let figures: Vec<Decimal> =
        article.iter().filter(|view| view.kind == sum.kind).filter_map(point).collect();
    let given = |figure: Decimal| figure >= Decimal::from(LEAST_PART) && figures.contains(&figure);
    given(part) && whole.checked_sub(part).is_some_and(given)
}

/// Does the sentence of a figure also give the rest of the other one: "ten lay in the stairwells, six outside" of 16?
fn is_made_up(part: &View, sum: &View, views: &[View]) -> bool {
    let point = |view: &View| {
        let amount = view.claim.quantity.as_ref().filter(|amount| amount.quantity.dimension == "count")?;
        amount.quantity.base.point()
    };
    let Some(rest) = point(sum).zip(point(part)).and_then(|(sum, part)| sum.checked_sub(part)) else {
        return false;
    };
    let (_, article) = article(part, views);
    let mut beside = article.iter().filter(|view| view.claim.sentence == part.claim.sentence);
    part.document != sum.document
        && beside.any(|view| view.claim.span.start > part.claim.span.start && point(view) == Some(rest))
}

/// Smaller figures add up to others by chance.
const LEAST_PART: i64 = 10;

/// A figure of what grows that is many times smaller than another: more likely a part of it than its rival.
fn is_part(low: &View, high: &View, rules: &Rules) -> bool {
    // Nobody is no part of anybody.
    let parts = matches!(low.kind, Kind::Measure(at, ..) if rules.measures.measures[at].parts);
    (parts || moves(&low.kind, rules) != Moves::No)
        && !low.is_zero()
        && ratio(low, high) > rules.comparison.threshold("part-ratio")
}

/// How many times the one figure the other can be; 1 where one of them is nothing. The far ends count, so that a
/// figure that leaves more open is never less likely to be a part.
fn ratio(one: &View, other: &View) -> f64 {
    let (Some(a), Some(b)) = (one.figure().and_then(ends), other.figure().and_then(ends)) else { return 1.0 };
    let (low, high) = (a.0.min(b.0), a.1.max(b.1));
    match () {
        () if low > 0.0 && high > 0.0 => high / low,
        () if low != high => f64::INFINITY,
        () => 1.0,
    }
}

/// The lower and the upper end of a figure; where one is open, the other stands for it.
fn ends(figure: &Quantity) -> Option<(f64, f64)> {
    let value = |bound: Option<Bound>| bound.map(|bound| number(bound.value).abs());
    let (low, high) = (value(figure.base.low), value(figure.base.high));
    let (low, high) = (low.or(high)?, high.or(low)?);
    Some((low.min(high), low.max(high)))
}

/// Does the figure say what a day or a week brought: "five new cases"?
fn is_of_a_period(view: &View, rules: &Rules) -> bool {
    view.claim.sort.as_deref().is_some_and(|sort| rules.measures.is_of_a_period(sort))
}

/// Two figures of what goes both ways are rivals only if they are of one moment.
fn fluctuating(low: &[usize], high: &[usize], views: &[View], moments: &Moments, rules: &Rules) -> Verdict {
    let (lead, other) = (&views[low[0]], &views[high[0]]);
    let tied = match &lead.kind {
        Kind::Measure(at, ..) => rules.measures.measures[*at].tied,
        _ => 2,
    };
    if one_document(low, high, views) {
        return Verdict::Agree(format!(
            "one article gives {} and {}, of one moment and another",
            lead.words(),
            other.words()
        ));
    }
    // What came in on a day is counted when the day is over.
    let period = is_of_a_period(lead, rules)
        && !has_grown(lead, other, views, rules)
        && !has_grown(other, lead, views, rules);
    let settled = period || moments.shared(low, high, views, 1).is_some();
    let reason = if let Some(day) = shared_day(low, high, views) {
        return Verdict::Conflict(Why {
            code: Code::Quantity,
            when: if settled { "unsettled" } else { of_one_day(low, high, views, rules) },
            reason: format!("{} and {} are both of {day}", lead.words(), other.words()),
            standing: [Standing::Current; 2],
        });
    } else if let Some((a, b)) = moments.shared(low, high, views, tied) {
        format!(
            "{} ({}) and {} ({}) are of one moment: the two articles give the same figures for what grows by the day",
            lead.words(),
            outlet(&views[a]),
            other.words(),
            outlet(&views[b])
        )
    } else {
        return Verdict::Agree(format!("{} and {} may be of different days", lead.words(), other.words()));
    };
    let standing = [Standing::Current; 2];
    Verdict::Conflict(Why { code: Code::Quantity, when: "unsettled", reason, standing })
}

/// Claims that are held against each other, on each side; more would add nothing but time.
const MOST_CLAIMS: usize = 32;

/// Every two claims of the two positions that stand in one article, may be held against each other and differ
/// themselves: "thousands" may share a position with 2,000, and is no rival of 2,800.
fn within<'v, 'a>(
    low: &'v [usize],
    high: &'v [usize],
    views: &'v [View<'a>],
    rules: &'v Rules,
    may: impl Fn(&View, &View) -> bool + Copy + 'v,
) -> impl Iterator<Item = (&'v View<'a>, &'v View<'a>)> {
    low.iter().take(MOST_CLAIMS).flat_map(move |&at| {
        high.iter().take(MOST_CLAIMS).map(move |&other| (&views[at], &views[other])).filter(
            move |(one, two)| one.document == two.document && may(one, two) && differ(one, two, rules),
        )
    })
}

/// Do two figures not meet, or not without a stretch, or is one of them only a ceiling?
fn differ(one: &View, two: &View, rules: &Rules) -> bool {
    let figures = one.figure().zip(two.figure());
    exclude(one, two, rules) || figures.is_some_and(|(a, b)| is_ceiling(a) != is_ceiling(b))
}

/// Do two figures not meet, or not without a stretch?
fn exclude(one: &View, two: &View, rules: &Rules) -> bool {
    let figures = one.figure().zip(two.figure());
    figures.is_some_and(|(a, b)| matches!(relate(a, b, rules), Relation::Conflicting | Relation::Implausible))
}

/// A headline whose figure the body contradicts, and nowhere bears out.
fn headline(low: &[usize], high: &[usize], views: &[View], rules: &Rules) -> Option<Verdict> {
    if !matches!(views[low[0]].kind, Kind::Measure(..)) {
        return None;
    }
    // What somebody says against the count is no slip of the headline.
    let near = rules.comparison.threshold("implausible-ratio");
    let beside = |one: &View, two: &View| one.claim.headline != two.claim.headline;
    let (one, two) = within(low, high, views, rules, beside).find(|(one, two)| {
        let body = if one.claim.headline { two } else { one };
        !is_part(one, two, rules) && (body.speaker.is_none() || ratio(one, two) <= near)
    })?;
    let (headline, body) = if one.claim.headline { (one, two) } else { (two, one) };
    let (_, article) = article(headline, views);
    let mut text = article.iter().filter(|view| !view.claim.headline);
    let figure = headline.figure()?;
    // The very figure bears it out whatever the text's verb: "fled", "broke out".
    let borne_out = text.any(|view| {
        let agrees = |other| match relate(figure, other, rules) {
            Relation::Equal => true,
            Relation::Compatible(_) => view.kind == headline.kind,
            _ => false,
        };
        view.claim.quantity.as_ref().is_some_and(|amount| agrees(&amount.quantity))
    });
    if borne_out || is_sum_of_sentence(headline, views) {
        return None;
    }
    Some(Verdict::Conflict(Why {
        code: Code::Headline,
        when: "figure",
        reason: format!(
            "the headline of {} has {}, its text {}",
            outlet(headline),
            headline.words(),
            body.words()
        ),
        standing: [Standing::Current; 2],
    }))
}

/// Does a sentence of the text give two figures that add up to the headline's: "36 lives in Germany and one in Sweden"?
pub(crate) fn is_sum_of_sentence(headline: &View, views: &[View]) -> bool {
    let point = |view: &View| view.figure().and_then(|figure| figure.base.point());
    let Some(sum) = point(headline) else { return false };
    let (_, article) = article(headline, views);
    let text = article.iter().filter(|view| !view.claim.headline && view.kind == headline.kind);
    let figures: Vec<&View> = text.take(MOST_CLAIMS).collect();
    figures.iter().enumerate().any(|(at, one)| {
        let beside = figures[at + 1..].iter().filter(|two| two.claim.sentence == one.claim.sentence);
        point(one).is_some_and(|a| beside.filter_map(|two| point(two)).any(|b| a.checked_add(b) == Some(sum)))
    })
}

/// "Revised from 288 to 275": an article that itself lowers a figure which only grows.
fn corrected(low: &[usize], high: &[usize], views: &[View], rules: &Rules) -> Option<Verdict> {
    let beside = |one: &View, two: &View| one.claim.sentence == two.claim.sentence;
    let (one, two) = within(low, high, views, rules, beside).find(|(one, two)| {
        moves(&one.kind, rules) == Moves::Up
            && two.claim.span.start < one.claim.span.start
            && rules.comparison.looks(&one.claim.text)(Look::Corrects)
    })?;
    Some(Verdict::Conflict(Why {
        code: Code::Stale,
        when: "corrected",
        reason: format!("{} reports that {} was corrected to {}", outlet(one), two.words(), one.words()),
        standing: [Standing::Current, Standing::Withdrawn],
    }))
}

/// Two speakers of one article who give one figure each.
fn dispute(low: &[usize], high: &[usize], views: &[View], rules: &Rules) -> Option<Verdict> {
    let speakers = |one: &View, two: &View| one.speaker != two.speaker;
    let (one, two) = within(low, high, views, rules, speakers).find(|(one, two)| {
        let two_sides = match (&one.speaker, &two.speaker) {
            (Some(a), Some(b)) => {
                one.has_known_speaker(rules)
                    && two.has_known_speaker(rules)
                    && matches!(kin(a, b, rules), Kin::Apart | Kin::Siblings)
            }
            // The article's own count and somebody else's; a headline names no source for want of room.
            (None, Some(_)) => !one.claim.headline && are_two_counts(one, two, rules),
            (Some(_), None) => !two.claim.headline && are_two_counts(one, two, rules),
            (None, None) => false,
        };
        let ceiling = two.figure().is_some_and(is_ceiling);
        let rivals = !is_part(one, two, rules)
            || !ceiling && one_group(one, two)
            || both_whole(one, two, rules)
            || one.speaker.is_some() && two.speaker.is_some() && is_whole(one, two, rules);
        // 360 students of a hostel are not the 815 of the college.
        let near = || {
            one.claim.sentence == two.claim.sentence
                || ratio(one, two) <= rules.comparison.threshold("one-count-ratio")
        };
        let told = matches!(one.kind, Kind::Measure(..)) || one_noun(one, two, rules) && near();
        let local = !repeats(one, rules) && is_local(one, rules) && !is_local(two, rules);
        let rivals = rivals && !local;
        two_sides && told && one.looks_back == two.looks_back && !apart_in_time(one, two, rules) && rivals
    })?;
    let by = |view: &View| match view.name() {
        Some(name) => format!("according to {name}"),
        None => "in its own words".to_owned(),
    };
    let reason = format!(
        "in {} it is {} {} and {} {}: one article, two counts, and no word on which is right",
        outlet(one),
        one.words(),
        by(one),
        two.words(),
        by(two)
    );
    Some(Verdict::Conflict(Why {
        code: Code::Quantity,
        when: "dispute",
        reason,
        standing: [Standing::Current; 2],
    }))
}

/// "Police in Paris" count those of Paris, and fewer than the ministry.
fn is_local(view: &View, rules: &Rules) -> bool {
    let source = view.claim.attribution.last().and_then(|link| link.source.as_deref());
    let mut words = source.into_iter().flat_map(|source| source.split_whitespace());
    let there = words.any(|word| rules.frames.is(Job::Where, rules.lexicon.id(word)));
    let place: Vec<String> = words.map(str::to_lowercase).collect();
    let place = place.join("-");
    there && is_known_place(Some(&place), rules) && kin::country(&place, rules) != Some(&place)
}

/// Do two figures that no pack knows count things of one noun, and of more than "people"?
fn one_noun(one: &View, two: &View, rules: &Rules) -> bool {
    let nouns = one.patient.zip(two.patient);
    nouns.is_some_and(|(a, b)| {
        a.head.eq_ignore_ascii_case(b.head) && !a.group.is_some_and(|at| rules.measures.is_root(at))
    })
}

/// Are an article's own count and somebody else's both of everybody, and of one day? "Ten lay in the stairwells, police
/// said; six lay outside" goes on counting.
fn are_two_counts(one: &View, two: &View, rules: &Rules) -> bool {
    let numbers = !is_vague(one) && !is_vague(two);
    numbers && one.claim.sentence != two.claim.sentence && counts_all(one, two, rules) && one_moment(one, two)
}

/// Is the article's own count of the day of which somebody's is, as far as is known?
fn one_moment(one: &View, two: &View) -> bool {
    one.said_before == two.said_before && one.day() == two.day()
}

/// Are both of the same named group, or of one sentence, so that even "nine" and "more than 200" are rivals?
fn one_group(one: &View, two: &View) -> bool {
    let entity = |view: &View| view.patient.and_then(|who| who.entity.map(str::to_owned));
    one.claim.sentence == two.claim.sentence || (entity(one).is_some() && entity(one) == entity(two))
}

/// Do two bodies both count the whole of it? Then one of them may have found a few times as many as the other.
fn both_whole(one: &View, two: &View, rules: &Rules) -> bool {
    let body = |view: &View| view.claim.attribution.last().is_some_and(|link| link.entity.is_some());
    body(one)
        && body(two)
        && counts_all(one, two, rules)
        && ratio(one, two) <= rules.comparison.threshold("camps-ratio")
}

/// Is the lower figure a total by its words, "the number of dead", and not too far from the other?
fn is_whole(low: &View, high: &View, rules: &Rules) -> bool {
    let total = low.patient.is_none() && low.claim.counted.is_none() && !low.claim.part;
    total && ratio(low, high) <= rules.comparison.threshold("camps-ratio")
}

/// Do both count everybody, and nobody only a part or a smaller place?
fn counts_all(one: &View, two: &View, rules: &Rules) -> bool {
    let whole = |view: &View| {
        let anybody = view.patient.is_none_or(|who| {
            who.entity.is_none() && who.group.is_none_or(|group| rules.measures.is_root(group))
        });
        anybody && !view.claim.part && !view.is_hedged() && matches!(view.kind, Kind::Measure(..))
    };
    let place = |view: &View| {
        view.claim.place.as_ref().filter(|place| !place.inherited).map(|place| place.text.clone())
    };
    let placed = match (place(one), place(two)) {
        (Some(a), Some(b)) => a == b,
        // The smaller count may be of a smaller place.
        (Some(_), None) => false,
        (None, _) => true,
    };
    whole(one) && whole(two) && placed
}

/// Figures of a moving measure that hold on two known days are no rivals.
fn apart_in_time(one: &View, two: &View, rules: &Rules) -> bool {
    moves(&one.kind, rules) != Moves::No && matches!((one.as_of, two.as_of), (Some(a), Some(b)) if a != b)
}

fn rising(low: &[usize], high: &[usize], views: &[View], moments: &Moments, rules: &Rules) -> Verdict {
    let (lead, other) = (&views[low[0]], &views[high[0]]);
    if let Some((one, two)) = two_tolls(low, high, views, rules) {
        return Verdict::Conflict(Why {
            code: Code::Quantity,
            when: "two tolls",
            reason: format!(
                "{} has both {} and {}, and does not say how the one became the other",
                outlet(one),
                one.words(),
                two.words()
            ),
            standing: [Standing::Current; 2],
        });
    }
    if one_document(low, high, views) {
        return Verdict::Agree(format!("one article tells how {} became {}", lead.words(), other.words()));
    }
    let days = |claims: &[usize]| -> Vec<(Date, usize)> {
        // Who tells of an earlier figure does not say that it still holds.
        let now = claims.iter().any(|&at| !views[at].is_earlier());
        let of = claims.iter().filter(|&&at| !(now && views[at].is_earlier()));
        let mut days: Vec<(Date, usize)> = of.filter_map(|&at| Some((views[at].day()?, at))).collect();
        days.sort_unstable();
        days
    };
    let (low_days, high_days) = (days(low), days(high));
    // "Nearly 300" may share a position with 281, and is no rival of 299.
    let rivals = |&&(_, at): &&(Date, usize)| {
        high.iter().take(MOST_CLAIMS).any(|&other| exclude(&views[at], &views[other], rules))
    };
    let (Some(&(last, late)), Some(&(first, early)), Some(&(start, _))) =
        (low_days.iter().rev().find(rivals), high_days.first(), low_days.first())
    else {
        return Verdict::Agree(format!(
            "{} and {} may be of different days: a growing figure without a date",
            lead.words(),
            other.words()
        ));
    };
    if last > first && views[late].document == views[early].document {
        return Verdict::Agree(format!("one article tells how {} became {}", lead.words(), other.words()));
    }
    let possible = |&at: &usize| views[at].claim.certainty == Certainty::Possible;
    if last > first && high.iter().all(possible) {
        return Verdict::Agree(format!("{} is what was thought possible", other.words()));
    }
    // "No deaths, a drop in arrests", the authorities say of a day after others had died.
    let spoken = high.iter().take(MOST_CLAIMS).all(|&at| views[at].speaker.is_some());
    if last > first && views[late].is_zero() && !spoken {
        return Verdict::Agree(format!("{} may be those of a later day", lead.words()));
    }
    // "By yesterday 106" and, printed on the same day, "79 now".
    let printed = views[late].published.zip(views[early].published);
    let together = last > first && printed.is_some_and(|(late, early)| late <= early);
    let last = if together { first } else { last };
    if last > first && two_camps(low, high, views, rules) {
        return Verdict::Conflict(Why {
            code: Code::Quantity,
            when: "camps",
            reason: format!(
                "it is {1} according to {0} and {3} according to {2}: not one count that grows, but two",
                speaker(lead),
                lead.words(),
                speaker(other),
                other.words()
            ),
            standing: [Standing::Current; 2],
        });
    }
    if last > first {
        let stale = start < first;
        let (code, when) = if stale { (Code::Stale, "between") } else { (Code::Quantity, "between") };
        let reason = format!(
            "{} of {last} ({}) is lower than {} of {first} ({}), although such a figure only grows",
            views[late].words(),
            outlet(&views[late]),
            views[early].words(),
            outlet(&views[early])
        );
        let standing = if stale { Standing::Superseded } else { Standing::Current };
        return Verdict::Conflict(Why { code, when, reason, standing: [standing, Standing::Current] });
    }
    if let Some(settled) = settled(low, high, views, rules, last) {
        return settled;
    }
    if last == first && surges(lead, other, start_of(low, high, views), last, rules) {
        return Verdict::Conflict(Why {
            code: Code::Quantity,
            when: "unsettled",
            reason: format!(
                "{} and {} are both of {last}, days after the event: so much is not found in one day",
                lead.words(),
                other.words()
            ),
            standing: [Standing::Current; 2],
        });
    }
    if last == first && are_bodies_apart(low, high, views, rules) && two_camps(low, high, views, rules) {
        return Verdict::Conflict(Why {
            code: Code::Quantity,
            when: "camps",
            reason: format!(
                "on one day it is {1} according to {0} and {3} according to {2}: two bodies that count",
                speaker(lead),
                lead.words(),
                speaker(other),
                other.words()
            ),
            standing: [Standing::Current; 2],
        });
    }
    if last == first {
        let tied = moments.side_by_side(low, high, views);
        // "From 1 August to 12 October": a day that is over, counted to its end.
        let until = |days: &[(Date, usize)]| {
            days.iter().any(|&(day, at)| day == last && views[at].until == Some(last))
        };
        let said = |days: &[(Date, usize)]| {
            let published = |at: usize| views[at].published;
            days.iter().any(|&(day, at)| day == last && published(at) != Some(last))
        };
        let summed = until(&low_days) && said(&high_days) || said(&low_days) && until(&high_days);
        let reason = match tied {
            _ if summed => format!("{} and {} are both counted up to {last}", lead.words(), other.words()),
            true => format!(
                "{} and {} are of one moment: the sentences agree on what else grows by the hour",
                lead.words(),
                other.words()
            ),
            false => format!("{} and {} are both of {last}", lead.words(), other.words()),
        };
        return Verdict::Conflict(Why {
            code: Code::Quantity,
            when: if tied || summed { "unsettled" } else { of_one_day(low, high, views, rules) },
            reason,
            standing: [Standing::Current; 2],
        });
    }
    Verdict::Agree(format!("{} is an update of {}", other.words(), lead.words()))
}

/// The situation of two figures of one day: does a toll that grew from the one article to the other, or the measure
/// itself, say that the higher one is the later one?
fn of_one_day(low: &[usize], high: &[usize], views: &[View], rules: &Rules) -> &'static str {
    let Kind::Measure(own, ..) = views[low[0]].kind else { return "same day" };
    let mut pairs =
        low.iter().take(MOST_CLAIMS).flat_map(|&at| high.iter().take(MOST_CLAIMS).map(move |&b| (at, b)));
    // "Nearly 150" stands on the side of 133, and is no rival of its rivals.
    let exact = |at: usize, lead: usize| {
        let point = |figure: &Quantity| figure.base.point().is_some() && !figure.base.approximate;
        let (figure, lead) = (views[at].figure(), views[lead].figure());
        figure.zip(lead).is_some_and(|(figure, lead)| point(figure) || figure.base == lead.base)
    };
    let rivals = pairs.any(|(at, b)| {
        let (one, two) = (&views[at], &views[b]);
        let counted = exact(at, low[0]) && exact(b, high[0]);
        counted && one.day() == two.day() && exclude(one, two, rules) && !has_grown(one, two, views, rules)
    });
    let vague = is_vague(&views[low[0]]) || is_vague(&views[high[0]]);
    let hourly = rules.measures.measures[own].hourly || vague || !rivals;
    if hourly { "same day" } else { "one day" }
}

/// Has something that grows by the hour grown from the article of the one figure to that of the other?
fn has_grown(one: &View, two: &View, views: &[View], rules: &Rules) -> bool {
    // The most that an article gives for each, but for the figures of the one at hand.
    let most = |of: &View| -> FxHashMap<usize, f64> {
        let mut most = FxHashMap::default();
        for view in article(of, views).1 {
            let Kind::Measure(at, ..) = view.kind else { continue };
            let measure = &rules.measures.measures[at];
            let own = view.kind == of.kind && view.claim.sort == of.claim.sort;
            if own || measure.moves != Moves::Up || !measure.hourly {
                continue;
            }
            if let Some((_, end)) = view.figure().and_then(ends) {
                let known: &mut f64 = most.entry(at).or_default();
                *known = known.max(end);
            }
        }
        most
    };
    let (one, two) = (most(one), most(two));
    one.iter().any(|(at, end)| two.get(at).is_some_and(|other| other > end))
}

/// Two figures that one article gives for the whole of what only grows, neither of them as an earlier one.
fn two_tolls<'v, 'a>(
    low: &'v [usize],
    high: &'v [usize],
    views: &'v [View<'a>],
    rules: &'v Rules,
) -> Option<(&'v View<'a>, &'v View<'a>)> {
    let current = |view: &View| {
        let told =
            view.is_earlier() || view.claim.headline || rules.comparison.looks(&view.claim.text)(Look::Grows);
        !told && !is_vague(view) && !view.is_zero()
    };
    let apart = |one: &View, two: &View| one.claim.sentence != two.claim.sentence;
    within(low, high, views, rules, apart).find(|(one, two)| {
        current(one)
            && current(two)
            && counts_all(one, two, rules)
            && one_moment(one, two)
            && one.speaker == two.speaker
            && !is_part(one, two, rules)
    })
}

/// Is each figure given by speakers only, and by others than the other one? Or the higher one by a party whose word
/// nobody takes for the count?
fn two_camps(low: &[usize], high: &[usize], views: &[View], rules: &Rules) -> bool {
    // A headline names no source for want of room.
    let speakers = |claims: &[usize]| -> Vec<Option<SmolStr>> {
        let told = |at: usize| !views[at].claim.headline && !views[at].looks_back;
        let text = claims.iter().take(MOST_CLAIMS).filter(|&&at| told(at));
        text.map(|&at| views[at].speaker.clone()).collect()
    };
    let (a, b) = (speakers(low), speakers(high));
    let spoken = |speakers: &[Option<SmolStr>]| !speakers.is_empty() && speakers.iter().all(Option::is_some);
    let apart = a.iter().flatten().all(|one| {
        b.iter().flatten().all(|other| matches!(kin(one, other, rules), Kin::Apart | Kin::Siblings))
    });
    let hedged = high.iter().all(|&at| {
        views[at].is_hedged() || views[at].figure().is_some_and(|figure| figure.interval.low.is_none())
    });
    apart && spoken(&b) && (spoken(&a) || hedged)
}

/// Does everybody who gives one of the two figures have a name of his own, or that of a body?
fn are_bodies_apart(low: &[usize], high: &[usize], views: &[View], rules: &Rules) -> bool {
    let mut claims = low.iter().chain(high).take(2 * MOST_CLAIMS).filter(|&&at| !views[at].claim.headline);
    claims.all(|&at| {
        // "Officials" may be anybody; "the mayor of Freetown" is not.
        let named =
            |source: &str| source.split_whitespace().skip(1).any(|word| word.starts_with(char::is_uppercase));
        views[at]
            .claim
            .attribution
            .last()
            .is_some_and(|link| link.entity.is_some() || link.source.as_deref().is_some_and(named))
            && views[at].has_known_speaker(rules)
    })
}

/// "At least 249" long after the event: a floor to the last digit is then the count, as far as its writer knows.
fn is_counted_floor(view: &View, rules: &Rules) -> bool {
    let Kind::Measure(at, ..) = &view.kind else { return false };
    let settles = rules.measures.measures[*at].settles;
    let Some(((settles, (_, end)), now)) = settles.zip(view.days).zip(view.day()) else { return false };
    let floor =
        view.figure().map(|figure| figure.base).filter(|base| base.high.is_none() && !base.approximate);
    let value = floor.and_then(|floor| floor.low).filter(|low| low.inclusive).map(|low| low.value);
    i64::from((now - end).get_days()) >= settles
        && value.is_some_and(|value| value % Decimal::TEN != Decimal::ZERO)
}

/// Are two figures that leave room for each other two counts all the same: "at least 249" and 271, a year later?
pub(crate) fn are_counts_apart(one: &View, other: &View, rules: &Rules) -> bool {
    let counted = is_counted_floor(one, rules) || is_counted_floor(other, rules);
    let figures = one.figure().zip(other.figure()).filter(|_| counted && one.document != other.document);
    let Some((a, b)) = figures.and_then(|(a, b)| Some((ends(a)?, ends(b)?))) else { return false };
    let (low, high) = if a.0 <= b.0 { (a, b) } else { (b, a) };
    high.0 > low.1 * (1.0 + rules.comparison.threshold("settled-share"))
}

/// The verdict on such counts.
pub(crate) fn settled_floor(low: &[usize], high: &[usize], views: &[View], rules: &Rules) -> Option<Verdict> {
    let apart = are_counts_apart(&views[low[0]], &views[high[0]], rules) && !one_document(low, high, views);
    let last = low.iter().filter_map(|&at| views[at].day()).max().filter(|_| apart)?;
    settled(low, high, views, rules, last)
}

/// The day on which that began which two positions count.
fn start_of(low: &[usize], high: &[usize], views: &[View]) -> Option<Date> {
    // What goes on for weeks, such as an epidemic, settles when it ends; "last year" is over on its last day.
    let day = |&at: &usize| {
        views[at].days.map(|(first, last)| if (last - first).get_days() <= 3 { first } else { last })
    };
    low.iter().chain(high).filter(|&&at| !views[at].since).filter_map(day).min()
}

/// Is the one count so much larger than the other that it cannot have grown to it within a day, now that the first days
/// are over?
fn surges(low: &View, high: &View, start: Option<Date>, day: Date, rules: &Rules) -> bool {
    let threshold = |name| rules.comparison.threshold(name);
    let over = start.is_some_and(|start| f64::from((day - start).get_days()) >= threshold("surge-days"));
    // The near ends: what leaves more open is no further from it.
    let ends = low.figure().and_then(ends).zip(high.figure().and_then(ends));
    over && !is_part(low, high, rules)
        && ends.is_some_and(|(low, high)| low.0 >= FEWEST && high.0 > low.1 * threshold("surge-ratio"))
}

/// Fewer may double within any hour.
const FEWEST: f64 = 10.0;

/// A count that still moves long after its event.
fn settled(low: &[usize], high: &[usize], views: &[View], rules: &Rules, last: Date) -> Option<Verdict> {
    let Kind::Measure(at, ..) = &views[low[0]].kind else { return None };
    let measure = &rules.measures.measures[*at];
    let days = measure.settles?;
    let share = measure.settled_share.unwrap_or_else(|| rules.comparison.threshold("settled-share"));
    let start = start_of(low, high, views)?;
    if i64::from((last - start).get_days()) < days {
        return None;
    }
    let (lead, other) = (&views[low[0]], &views[high[0]]);
    // The near ends: what leaves more open is no further from it.
    let (a, b) = (ends(lead.figure()?)?.1, ends(other.figure()?)?.0);
    (b > a * (1.0 + share)).then(|| {
        Verdict::Conflict(Why {
            code: Code::Quantity,
            when: "unsettled",
            reason: format!(
                "{} was the figure {} days after the event, when such a count has settled; {} is another one",
                lead.words(),
                (last - start).get_days(),
                other.words()
            ),
            standing: [Standing::Current; 2],
        })
    })
}

/// A moment of a story: an article, the day that it speaks of, and whether it looks back.
type Moment = (usize, Option<Date>, bool);

fn moment(view: &View) -> Moment {
    (view.document, view.as_of, view.looks_back)
}

/// Which articles speak of one moment: those that give the same figures for what grows by the day.
/// If both have 56 dead and 138,000 acres burnt, their lists of the missing are of one day too.
#[derive(Debug, Default)]
pub(crate) struct Moments {
    agreed: FxHashMap<(Moment, Moment), u8>,
    /// Two sentences of two articles that give one growing figure.
    sentences: FxHashSet<(Place, Place)>,
}

/// A sentence: its article, where it starts.
type Place = (usize, usize);

fn place(view: &View) -> Place {
    (view.document, view.claim.sentence.start)
}

/// Moments that one position can tie together.
const MOST_MOMENTS: usize = 12;

impl Moments {
    /// Notes that the claims of a position agree.
    pub(crate) fn note(&mut self, claims: &[usize], views: &[View], rules: &Rules) {
        // "At least 144" is counted as exactly as "144"; "more than 100" is not.
        let exact = |view: &View| {
            let figure = view.figure().filter(|figure| !figure.base.approximate)?;
            let floor = figure.base.low.filter(|low| low.inclusive).map(|low| low.value);
            figure.base.point().or(floor).filter(|&value| value >= Decimal::TEN)
        };
        let growing =
            claims.iter().map(|&at| &views[at]).filter(|view| moves(&view.kind, rules) == Moves::Up);
        let counted: Vec<(&View, Decimal)> =
            growing.filter_map(|view| Some((view, exact(view)?))).take(MOST_CLAIMS).collect();
        for (at, (one, figure)) in counted.iter().enumerate() {
            for (other, same) in &counted[at + 1..] {
                if one.document != other.document && figure == same {
                    let (one, other) = (place(one), place(other));
                    self.sentences.insert((one.min(other), one.max(other)));
                }
            }
        }
        let mut moments: Vec<(Moment, Decimal)> =
            counted.into_iter().map(|(view, figure)| (moment(view), figure)).collect();
        moments.sort_unstable();
        moments.dedup();
        moments.truncate(MOST_MOMENTS);
        for (at, (one, figure)) in moments.iter().enumerate() {
            for (other, same) in &moments[at + 1..] {
                if one.0 != other.0 && figure == same {
                    *self.agreed.entry((*one, *other)).or_default() += 1;
                }
            }
        }
    }

    /// Do two of the claims' sentences agree on another figure: "144 dead and 732 injured", "144 dead and 737 injured"?
    fn side_by_side(&self, low: &[usize], high: &[usize], views: &[View]) -> bool {
        low.iter().take(MOST_CLAIMS).any(|&at| {
            let one = place(&views[at]);
            high.iter().take(MOST_CLAIMS).any(|&at| {
                let other = place(&views[at]);
                self.sentences.contains(&(one.min(other), one.max(other)))
            })
        })
    }

    /// Two claims, one of each position, that speak of one moment: so many other figures agree.
    fn shared(&self, low: &[usize], high: &[usize], views: &[View], enough: u8) -> Option<(usize, usize)> {
        let moment = |at: usize| moment(&views[at]);
        low.iter().take(MOST_CLAIMS).find_map(|&at| {
            let (one, mut others) = (moment(at), high.iter().take(MOST_CLAIMS));
            let tied = |other: Moment| {
                self.agreed.get(&(one.min(other), one.max(other))).is_some_and(|&times| times >= enough)
            };
            others.find(|&&other| tied(moment(other))).map(|&other| (at, other))
        })
    }
}

fn shared_day(low: &[usize], high: &[usize], views: &[View]) -> Option<Date> {
    let mut days: Vec<Date> = low.iter().filter_map(|&at| views[at].day()).collect();
    days.sort_unstable();
    high.iter().filter_map(|&at| views[at].day()).find(|day| days.binary_search(day).is_ok())
}

pub(crate) fn one_document(low: &[usize], high: &[usize], views: &[View]) -> bool {
    let document = views[low[0]].document;
    low.iter().chain(high).all(|&at| views[at].document == document)
}

/// Who says so, in the words of the page; the outlet's own voice by its name.
pub(crate) fn speaker(view: &View) -> String {
    view.name().map_or_else(|| outlet(view), Cow::into_owned)
}
