//! One figure, two fates: "over 9,000 injured" in the headline, "over 9,000 missing" in the text; 1,175 dead here,
//! 1,175 injured there.
//!
//! An exact figure that two articles of one story share is one count, and nobody in it is both; see `status.md`.

use rustc_hash::FxHashMap;

use crate::compare::report::{finding, outlet};
use crate::compare::story::Stories;
use crate::compare::topic::Topic;
use crate::compare::verdict::Why;
use crate::compare::view::{View, article};
use crate::compare::{Code, Discrepancy, Standing};
use crate::rules::Rules;
use crate::rules::frame::Job;
use crate::value::Decimal;

/// The figures of each story that are given two fates, each once.
pub(crate) fn compare(views: &[View], stories: &Stories, rules: &Rules) -> Vec<Discrepancy> {
    let mut order: Vec<(usize, Decimal)> = Vec::new();
    let mut counts: FxHashMap<(usize, Decimal), Vec<usize>> = FxHashMap::default();
    for (at, view) in views.iter().enumerate() {
        let Some(figure) = figure(view).filter(|_| fate(view, rules).is_some()) else { continue };
        let key = (stories.story(view.document), figure);
        let claims = counts.entry(key).or_default();
        if claims.is_empty() {
            order.push(key);
        }
        if claims.len() < MOST_CLAIMS {
            claims.push(at);
        }
    }
    order.iter().filter_map(|key| swapped(counts.get(key)?, views, rules)).collect()
}

/// Claims of one figure that are looked at.
const MOST_CLAIMS: usize = 48;

/// What became of those whom the claim counts, where a rule says that nobody has two such fates.
fn fate<'r>(view: &View, rules: &'r Rules) -> Option<&'r str> {
    rules.comparison.fate(&view.claim.predicate)
}

/// The figure of a whole count.
fn figure(view: &View) -> Option<Decimal> {
    let figure = view.figure().filter(|figure| figure.dimension == "count")?;
    let whole = view.is_level() && !view.is_earlier() && !view.claim.forecast;
    let base = &figure.base;
    let bound = base.point().or(base.low.map(|low| low.value)).or(base.high.map(|high| high.value));
    bound.filter(|_| whole)
}

/// Two claims of one figure and two fates, none of whose articles gives both fates that figure.
fn swapped(claims: &[usize], views: &[View], rules: &Rules) -> Option<Discrepancy> {
    let told = |document: usize, headline: bool, of: &str| {
        claims.iter().any(|&at| {
            let view = &views[at];
            view.document == document && view.claim.headline == headline && fate(view, rules) == Some(of)
        })
    };
    // Who counts the dead and the injured apart in the text has not mistaken the ones for the others.
    let counts = |view: &View, of: &str| {
        let mut text = article(view, views).1.iter().filter(|view| !view.claim.headline);
        text.any(|view| fate(view, rules) == Some(of) && view.figure().is_some())
    };
    let clash = |one: usize, other: usize| -> bool {
        let (a, b) = (&views[one], &views[other]);
        let (Some(x), Some(y)) = (fate(a, rules), fate(b, rules)) else { return false };
        if x == y {
            return false;
        }
        match a.document == b.document {
            true => {
                let headline = if a.claim.headline { x } else { y };
                let counted = counts(a, headline);
                a.claim.headline != b.claim.headline
                    && !counted
                    && !is_beside_others(a, rules)
                    && !is_beside_others(b, rules)
                    && !told(a.document, a.claim.headline, y)
                    && !told(a.document, b.claim.headline, x)
                    && figure(a).is_some_and(|figure| figure >= Decimal::TEN)
            }
            false => {
                let both = |document: usize| {
                    [true, false].iter().any(|&part| told(document, part, x))
                        && [true, false].iter().any(|&part| told(document, part, y))
                };
                let both_counted = counts(a, y) && counts(b, x);
                is_telling(a, rules) && !both(a.document) && !both(b.document) && !both_counted
            }
        }
    };
    let (one, other) = claims
        .iter()
        .enumerate()
        .flat_map(|(at, &one)| claims[at + 1..].iter().map(move |&other| (one, other)))
        .find(|&(one, other)| clash(one, other))?;
    let (a, b) = (&views[one], &views[other]);
    let (x, y) = (fate(a, rules)?, fate(b, rules)?);
    let within = a.document == b.document;
    let place = |view: &View| match (within, view.claim.headline) {
        (false, _) => outlet(view),
        (true, true) => format!("the headline of {}", outlet(view)),
        (true, false) => "its text".to_owned(),
    };
    let why = Why {
        code: Code::Status,
        when: "fate",
        reason: format!(
            "{} has {} {x}, {} has {} {y}: one figure, and nobody in it is both",
            place(a),
            a.words(),
            place(b),
            b.words()
        ),
        standing: [Standing::Current; 2],
    };
    let of = |wanted: &str| -> Vec<usize> {
        claims.iter().copied().filter(|&at| fate(&views[at], rules) == Some(wanted)).collect()
    };
    let topic = Topic { members: Vec::new(), matched: Vec::new(), missing: Vec::new() };
    let sides = vec![
        (of(x), format!("{} {x}", a.words()), Standing::Current),
        (of(y), format!("{} {y}", b.words()), Standing::Current),
    ];
    finding(&topic, sides, &why, views, rules)
}

/// "A further 50 were injured": others than those who were told of before.
fn is_beside_others(view: &View, rules: &Rules) -> bool {
    let Some(amount) = view.claim.quantity.as_ref() else { return false };
    let before = view.claim.text.find(amount.text.as_str()).and_then(|at| view.claim.text.get(..at));
    let mut words = before.unwrap_or_default().split_whitespace().rev();
    let added = |job, word: &str| rules.frames.is(job, rules.lexicon.id_in_any_case(word));
    words.next().is_some_and(|word| added(Job::Another, word) || added(Job::More, word))
}

/// Has the figure digits enough that two counts do not share it by chance?
fn is_telling(view: &View, rules: &Rules) -> bool {
    let least = rules.comparison.threshold("telling-digits") as usize;
    let digits = figure(view).map(|figure| figure.normalize().to_string()).unwrap_or_default();
    digits.trim_end_matches('0').chars().filter(char::is_ascii_digit).count() >= least
}
