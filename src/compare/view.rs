//! A claim as the comparison sees it: what it is about, who stands behind it, of which day it is.

use std::borrow::Cow;

use jiff::civil::Date;
use smol_str::SmolStr;

use super::independence::Witnesses;
use super::naming::{mid, of_entity};
use super::same;
use crate::claim::{Certainty, Change, Claim, Participant, Polarity, Stance, When};
use crate::rules::Rules;
use crate::rules::comparison::Look;
use crate::rules::frame::Job;
use crate::rules::lexicon::Class;
use crate::value::time::plain_day;
use crate::value::{Bound, Decimal, Quantity};

/// What a claim can be compared as.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// A figure of a measure (its index): the dead, a price. With dimension, base unit and rate.
    Measure(usize, SmolStr, SmolStr, Option<SmolStr>),
    /// A figure that no pack knows, by predicate, base unit and rate.
    Count(SmolStr, SmolStr, Option<SmolStr>),
    /// A statement of a family (its index): killed, harbours.
    Family(usize),
    /// A statement that no pack groups, by predicate.
    Statement(SmolStr),
}

/// A claim, prepared for comparison.
#[derive(Debug, Clone)]
pub(crate) struct View<'a> {
    pub claim: &'a Claim,
    pub rules: &'a Rules,
    pub kind: Kind,
    /// Number of the document, in order of ids.
    pub document: usize,
    pub patient: Option<Who<'a>>,
    pub agent: Option<Who<'a>>,
    /// First and last day that it can have happened.
    pub days: Option<(Date, Date)>,
    /// The day on which the figure held.
    pub as_of: Option<Date>,
    /// The day of its article.
    pub published: Option<Date>,
    /// The last of the days over which a running figure was summed up.
    pub until: Option<Date>,
    /// The days on which the figure was counted.
    pub held: Option<(Date, Date)>,
    /// The innermost speaker; `None` for the outlet's own voice.
    pub speaker: Option<SmolStr>,
    /// Denied or negated, or a state that excludes its family's.
    pub negative: bool,
    /// A part of another figure, of a group that has no name of its own: "34 children" among the dead are all the
    /// children, whatever they are a part of.
    pub part: bool,
    /// Nobody, where that is an answer.
    pub none: bool,
    /// Nobody, where that is no answer.
    pub void: bool,
    /// It is its predicate that excludes the family's, as "alive" does "killed".
    pub excluded: bool,
    /// Its sentence looks back, and the claim has no day of its own: "a week earlier one million had come".
    pub looks_back: bool,
    /// Its sentence tells what a speaker had said before: "on Saturday he had spoken of 122".
    pub said_before: bool,
    /// The document that stands for its article and all reprints of it; its own where it is no reprint.
    pub witness: usize,
    /// What is announced counts like what is done.
    pub planned: bool,
    /// The latest year that its article speaks of.
    pub latest_year: Option<i16>,
    /// The figure: that of the claim, or of the text where a headline leaves out "at least".
    pub quantity: Option<&'a Quantity>,
    /// It states a time too long before its article, or its story, to be of it: "in August", in October.
    pub remote: bool,
    /// Its day is the one since which it is counted: "265 people have died since the rains began on May 29".
    pub since: bool,
    /// The year of its days is that of its story: nothing in its article says so.
    pub year_of_story: bool,
}

/// Somebody in a slot, by entity, head noun and kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Who<'a> {
    pub participant: &'a Participant,
    pub entity: Option<&'a str>,
    /// The kind of the head noun, where a pack knows it.
    pub group: Option<usize>,
    pub head: &'a str,
    /// "His spokesman": the entity is the owner, not the one who is meant.
    pub owned: bool,
    /// "She": the entity says who.
    pub pronoun: bool,
}

impl<'a> View<'a> {
    pub(crate) fn figure(&self) -> Option<&'a Quantity> {
        self.quantity
    }

    /// Is the figure the state of something, of the whole of it, as of now?
    pub(crate) fn is_level(&self) -> bool {
        let level = self.claim.quantity.as_ref().is_some_and(|amount| amount.change == Change::Level);
        level
            && !self.is_share()
            && !self.part
            && (!self.claim.forecast || self.planned)
            && (!self.negative || self.none)
            && !self.void
    }

    /// Is the figure nobody?
    pub(crate) fn is_zero(&self) -> bool {
        self.figure().and_then(|figure| figure.interval.point()).is_some_and(|point| point.is_zero())
    }

    /// "A quarter of the city" counts nothing: it is a share of a number that stands elsewhere.
    fn is_share(&self) -> bool {
        let share = |quantity: &Quantity| {
            let high = quantity.interval.high.or(quantity.interval.low);
            quantity.dimension == "count"
                && high.is_some_and(|high| !high.value.is_zero() && high.value < Decimal::ONE)
        };
        self.figure().is_some_and(share)
    }

    /// Is there a figure, the whole of it, that others can be held against?
    pub(crate) fn is_figure(&self) -> bool {
        matches!(self.kind, Kind::Measure(..) | Kind::Count(..)) && self.is_level()
    }

    /// Is it of an earlier time than its article, or said at one?
    pub(crate) fn is_earlier(&self) -> bool {
        self.looks_back || self.said_before
    }

    /// Is it known who says so? "It is believed" names nobody, and "they" may be anybody.
    pub(crate) fn has_known_speaker(&self, rules: &Rules) -> bool {
        let link = self.claim.attribution.last();
        link.is_some_and(|link| {
            let named = link.source.as_deref().is_some_and(|source| !is_pronoun_word(source, rules));
            link.entity.is_some() || named
        })
    }

    /// Hedged, unverified or doubted.
    pub(crate) fn is_hedged(&self) -> bool {
        matches!(self.claim.certainty, Certainty::Probable | Certainty::Possible)
            || self.claim.attribution.iter().any(|link| link.stance == Stance::Doubts)
    }

    /// The day that the claim speaks from.
    pub(crate) fn day(&self) -> Option<Date> {
        self.as_of.or(self.published)
    }

    /// The words that make the position, the figure or the sentence's claim, as they stand in the middle of a sentence.
    pub(crate) fn words(&self) -> Cow<'a, str> {
        let amount = self.claim.quantity.as_ref();
        amount.map_or(self.claim.predicate.as_str().into(), |amount| mid(&amount.text, self.rules))
    }

    /// How the speaker is called in prose: "the army in Rawalpindi", "unverified reports".
    pub(crate) fn name(&self) -> Option<Cow<'a, str>> {
        let sources = || {
            let links = self.claim.attribution.iter().rev();
            links.filter_map(|link| Some((link.source.as_deref()?, link.entity.as_deref())))
        };
        let known =
            sources().find(|(source, entity)| entity.is_some() || !is_pronoun_word(source, self.rules));
        known.or_else(|| sources().next()).map(|(source, entity)| called(source, entity, self.rules))
    }
}

/// All claims that can be compared, in an order that does not depend on that of the input.
pub(crate) fn views<'a>(claims: &'a [Claim], rules: &'a Rules) -> Vec<View<'a>> {
    let mut document = 0;
    let mut views: Vec<View> = Vec::with_capacity(claims.len());
    // The sentence last read, and whether it looks back.
    let mut sentence: Option<(&Claim, [bool; 4])> = None;
    // The views of sentences that tell of a single day.
    let mut daily = Vec::new();
    for claim in in_order(claims) {
        if views.last().is_some_and(|last| last.claim.document != claim.document) {
            document += 1;
        }
        let mut looks = [false; 4];
        if claim.quantity.is_some() {
            let same = |other: &Claim| other.text == claim.text;
            let known = sentence.filter(|(other, _)| same(other)).map(|(_, looks)| looks);
            looks = known.unwrap_or_else(|| {
                let looks = rules.comparison.looks(&claim.text);
                [Look::Back, Look::Said, Look::Event, Look::Day].map(looks)
            });
            sentence = Some((claim, looks));
        }
        let [back, said, event, day] = looks;
        let said_before = said && !claim.attribution.is_empty();
        let view = view(
            claim,
            document,
            back && (may_look_back(claim) || is_older(claim, "misdated-days", rules)),
            rules,
        );
        let before = event && may_look_back(claim) && !same::running(&view, rules);
        if day && view.is_figure() && same::running(&view, rules) {
            daily.push(views.len());
        }
        views.push(View { said_before, looks_back: view.looks_back || before, ..view });
    }
    let witnesses = Witnesses::of(&views, rules);
    let mut years: Vec<Option<i16>> = vec![None; document + 1];
    for view in &views {
        years[view.document] = years[view.document].max(view.days.map(|(_, last)| last.year()));
    }
    for view in &mut views {
        view.witness = witnesses.original(view.document);
        view.latest_year = years[view.document];
    }
    let now: Vec<usize> =
        (0..views.len()).filter(|&at| views[at].looks_back && is_of_now(&views, at)).collect();
    now.into_iter().for_each(|at| views[at].looks_back = false);
    daily.retain(|&at| is_of_a_day(&views, at));
    daily.into_iter().for_each(|at| views[at].part = true);
    hedge_headlines(&mut views);
    views
}

/// Is it counted since the day that it names, longer than one event is counted: "265 have died since the rains began on
/// May 29", in August?
fn is_since(claim: &Claim, rules: &Rules) -> bool {
    if !is_older(claim, "event-window-days", rules) {
        return false;
    }
    let Some(words) = claim.time.as_ref().and_then(|when| when.text.as_deref()) else { return false };
    let until = claim.text.find(words).map_or(0, |at| at + words.len());
    let mut before = claim.text[..until].split(|c: char| !c.is_alphanumeric());
    before.any(|word| rules.frames.is(Job::Since, rules.lexicon.id_in_any_case(word)))
}

/// Does the figure count what one day brought: the 108 of "108 died on a single day, 324 in all"? It is the one nearest to
/// the words that say so.
fn is_of_a_day(views: &[View], at: usize) -> bool {
    let view = &views[at];
    let Some(from) = view.rules.comparison.looks_from(&view.claim.text, Look::Day) else { return false };
    let distance = |view: &View| figure_in_sentence(view).map(|place| place.abs_diff(from));
    let Some(own) = distance(view) else { return false };
    beside(views, at)
        .all(|other| other.kind != view.kind || distance(other).is_none_or(|distance| own <= distance))
}

/// Is a figure of today's beside an earlier one: the 189 of "189 people were on board, after it had first spoken of 188"?
fn is_of_now(views: &[View], at: usize) -> bool {
    let view = &views[at];
    let from = view.rules.comparison.looks_from(&view.claim.text, Look::Back);
    let Some((own, from)) = figure_in_sentence(view).zip(from) else { return false };
    let unit = |view: &View| view.figure().map(|figure| figure.base_unit.clone());
    let mut earlier =
        beside(views, at).filter(|other| unit(other) == unit(view) && other.figure() != view.figure());
    own < from && earlier.any(|other| figure_in_sentence(other).is_some_and(|place| place > from))
}

/// Where a claim's figure stands in the words of its sentence, in lower case.
fn figure_in_sentence(view: &View) -> Option<usize> {
    let amount = view.claim.quantity.as_ref()?;
    view.claim.text.to_lowercase().find(&amount.text.to_lowercase())
}

/// The other claims of a claim's sentence.
fn beside<'v, 'a>(views: &'v [View<'a>], at: usize) -> impl Iterator<Item = &'v View<'a>> {
    let same = move |other: &&View| {
        other.document == views[at].document && other.claim.sentence == views[at].claim.sentence
    };
    views[..at].iter().rev().take_while(same).chain(views[at + 1..].iter().take_while(same))
}

/// The claims of a claim's article, itself among them, and where they start among the views; of a very long text those
/// around it, so that a pair of claims costs no more there than elsewhere.
pub(crate) fn article<'v, 'a>(of: &View, views: &'v [View<'a>]) -> (usize, &'v [View<'a>]) {
    // Views are sorted by document and place.
    let start = |view: &View| (view.document, view.claim.span.start);
    let at = views.partition_point(|view| start(view) < start(of));
    let near = at.saturating_sub(MOST_AROUND)..views.len().min(at + MOST_AROUND);
    let first = near.start + views[near.clone()].partition_point(|view| view.document < of.document);
    let own = views[first..near.end].partition_point(|view| view.document == of.document);
    (first, &views[first..first + own])
}

/// Claims before a claim, and behind it: more than any article of a newspaper has.
const MOST_AROUND: usize = 512;

/// Gives the figure of a headline the bound that its text has: "60 killed" over "at least 60 people were killed".
fn hedge_headlines(views: &mut [View]) {
    for article in views.chunk_by_mut(|one, other| one.document == other.document) {
        let headlines: Vec<usize> =
            (0..article.len()).filter(|&at| article[at].claim.headline).take(MOST_HEADLINES).collect();
        for at in headlines {
            let Some(point) = article[at].figure().and_then(|figure| figure.interval.point()) else {
                continue;
            };
            let at_point = |bound: Option<Bound>| bound.is_some_and(|bound| bound.value == point);
            let bounded = |figure: &&Quantity| {
                let (low, high) = (figure.interval.low, figure.interval.high);
                at_point(low) && high.is_none() || at_point(high) && low.is_none()
            };
            let text = article.iter().filter(|view| !view.claim.headline && view.kind == article[at].kind);
            let found = text.filter_map(View::figure).find(bounded);
            article[at].quantity = found.or(article[at].quantity);
        }
    }
}

/// Claims of one headline that are given the bounds of the text.
const MOST_HEADLINES: usize = 12;

/// Claims by document and place, whatever order they come in. Those of an article mostly come together: then only
/// the articles are to be sorted, and each in itself.
fn in_order(claims: &[Claim]) -> Vec<&Claim> {
    let mut articles: Vec<&[Claim]> = claims.chunk_by(|one, other| one.document == other.document).collect();
    articles.sort_by(|one, other| one[0].document.cmp(&other[0].document));
    let mut sorted = Vec::with_capacity(claims.len());
    for article in articles.chunk_by(|one, other| one[0].document == other[0].document) {
        let start = sorted.len();
        sorted.extend(article.iter().copied().flatten());
        sorted[start..].sort_by(|one: &&Claim, other| key(one).cmp(&key(other)));
    }
    sorted
}

/// Gives days without a year, in articles without a date, the year of their story: "12 October" is that of the dated
/// articles beside it, if they were published about then.
pub(crate) fn date(views: &mut [View], published: &[Option<(Date, Date)>], rules: &Rules) {
    let longest = rules.comparison.threshold("story-days");
    for view in views.iter_mut() {
        let now = view.published.map(|day| (day, day)).or(published.get(view.document).copied().flatten());
        let Some((start, end)) = now else { continue };
        view.remote = is_before(view, start, longest);
        if view.claim.published.is_some() {
            continue;
        }
        let ends = |text: &str| match crate::value::time::days(text)? {
            (Some(first), Some(last)) => Some((first, last)),
            _ => None,
        };
        let about_then = |text: &String| {
            ends(text).is_some_and(|(first, last)| {
                f64::from(days_from(end, first)) <= longest && f64::from(days_from(last, start)) <= longest
            })
        };
        let dated = |text: &str| {
            let one_year = start.year() == end.year() && text.contains(NO_YEAR);
            Some(in_year(text, start).into_owned()).filter(|text| one_year && about_then(text))
        };
        let time = view.claim.time.as_ref().and_then(|when| dated(&when.time.edtf));
        let as_of = view.claim.as_of.as_deref().and_then(dated);
        view.days = view.days.or_else(|| time.as_deref().and_then(ends));
        view.year_of_story = time.is_some();
        let Some(held) = as_of.as_deref().and_then(ends).filter(|_| view.held.is_none()) else { continue };
        view.held = Some(held);
        view.as_of = view.as_of.or(Some(held.1));
        let summed = is_stretch(held, rules);
        let running = matches!(view.kind, Kind::Measure(at, ..) if rules.measures.measures[at].running);
        view.until = view.until.or((summed && running).then_some(held.1));
    }
}

/// Does it state a time that began so many days before another: "in August", "since August"? A time without a year is
/// of the other's year.
fn is_before(view: &View, start: Date, longest: f64) -> bool {
    let Some(time) = view.claim.time.as_ref().filter(|time| !time.inherited) else { return false };
    let text = in_year(&time.time.edtf, start);
    let Some((first, last)) = crate::value::time::days(&text) else { return false };
    last.or(first).is_some_and(|day| f64::from(days_from(day, start)) > longest)
}

/// A time in EDTF, of the year of a day where it has none.
fn in_year(text: &str, day: Date) -> Cow<'_, str> {
    match text.contains(NO_YEAR) {
        true => text.replace(NO_YEAR, &day.year().to_string()).into(),
        false => text.into(),
    }
}

/// How EDTF writes a year that nobody says.
const NO_YEAR: &str = "XXXX";

fn key(claim: &Claim) -> (usize, usize, &str) {
    (claim.span.start, claim.span.end, &claim.id)
}

fn view<'a>(claim: &'a Claim, document: usize, looks_back: bool, rules: &'a Rules) -> View<'a> {
    let denied = claim.attribution.last().is_some_and(|link| link.stance == Stance::Denies);
    let mut patient = claim.patient.as_ref().map(|participant| who(participant, rules));
    if let (Some(patient), Some(counted)) = (&mut patient, &claim.counted) {
        // The counted noun is the group: "9 of its fighters".
        patient.group = rules.measures.group(counted).or(patient.group);
    }
    // "The captor and two hostages" are neither captors nor hostages.
    if let (Some(patient), true) = (&mut patient, claim.operands.len() > 1) {
        patient.group = rules.measures.group("person");
    }
    let (kind, excluded) = kind(claim, patient, rules);
    if matches!(kind, Kind::Measure(at, ..) if rules.measures.measures[at].of_place) {
        patient = claim.place.as_ref().map(|place| who(place, rules));
    }
    let own = patient.and_then(|who| who.group).is_some_and(|group| !rules.measures.is_root(group));
    // "Two from Chile" are all the Chileans.
    let country = |entity| rules.entities.get(entity).is_some_and(|known| known.country);
    let own = own || patient.is_some_and(|who| who.group.is_none() && who.entity.is_some_and(country));
    let none = match &kind {
        Kind::Measure(at, ..) => rules.measures.measures[*at].none,
        _ => false,
    };
    let zero = claim.quantity.as_ref().and_then(|amount| amount.quantity.interval.point());
    let zero = zero.is_some_and(|point| point.is_zero());
    let (none, void) = (none && zero, !none && zero && claim.counted.is_none());
    let running = matches!(kind, Kind::Measure(at, ..) if rules.measures.measures[at].running);
    let over = if running { counted_over(claim) } else { None };
    let until = over.filter(|&days| is_stretch(days, rules)).map(|(_, last)| last);
    let published = claim.published.as_deref().and_then(day);
    let planned = matches!(kind, Kind::Measure(at, ..) if rules.measures.measures[at].planned);
    View {
        claim,
        rules,
        none,
        void,
        kind,
        document,
        patient,
        agent: claim.agent.as_ref().map(|participant| who(participant, rules)),
        days: claim.time.as_deref().and_then(days),
        held: claim.as_of.as_deref().and_then(|text| match crate::value::time::days(text)? {
            (Some(first), Some(last)) => Some((first, last)),
            _ => None,
        }),
        published,
        until,
        // "This week" goes on after the article; what it counts does not.
        as_of: over
            .map(|(_, last)| published.map_or(last, |day| last.min(day)))
            .or_else(|| claim.as_of.as_deref().and_then(day)),
        speaker: claim.attribution.last().map(|link| {
            let name = link
                .entity
                .clone()
                .or_else(|| link.source.as_deref().map(|source| source.to_lowercase().into()));
            name.unwrap_or_default()
        }),
        negative: (claim.polarity == Polarity::Negative || denied) != excluded,
        part: claim.part && !own || is_pronoun(claim, rules),
        excluded,
        looks_back,
        said_before: false,
        witness: document,
        planned,
        latest_year: None,
        since: running && is_since(claim, rules),
        year_of_story: false,
        quantity: claim.quantity.as_ref().map(|amount| &amount.quantity),
        remote: false,
    }
}

/// What the claim can be compared as, and whether its predicate excludes its family's.
fn kind(claim: &Claim, patient: Option<Who>, rules: &Rules) -> (Kind, bool) {
    let statement = || match rules.comparison.family(&claim.predicate) {
        Some((family, excluded)) => (Kind::Family(family), excluded),
        None => (Kind::Statement(claim.predicate.clone()), false),
    };
    if claim.kind == crate::claim::Kind::Reckoning {
        return (Kind::Statement(claim.predicate.clone()), false);
    }
    let Some(amount) = &claim.quantity else { return statement() };
    // "Friday's crash of three trains" is a crash first.
    let once =
        rules.comparison.family(&claim.predicate).is_some_and(|(at, _)| rules.comparison.families[at].once);
    if once && rules.measures.measure(&claim.predicate, &amount.quantity.dimension).is_none() {
        return statement();
    }
    let quantity = &amount.quantity;
    // "Nur Wali Mehsud was killed" counts one, but what it claims is that he was.
    let one = quantity.interval.point().is_some_and(|point| point == Decimal::ONE);
    // "One from Peru" counts the Peruvians.
    let counts = claim.part && !amount.implied;
    if one && !counts && patient.is_some_and(|who| who.entity.is_some() && who.group.is_none()) {
        return statement();
    }
    let unit = quantity.base_unit.clone();
    // "205 km per hour" are 57 m/s: the unit says already what it is counted over.
    let per = amount.per.clone().filter(|_| !unit.contains('/'));
    let measure = rules.measures.measure(&claim.predicate, &quantity.dimension);
    let kind = match measure.filter(|&at| !rules.measures.measures[at].bare || patient.is_none()) {
        Some(at) => Kind::Measure(at, quantity.dimension.clone(), unit, per),
        None => Kind::Count(counted(claim, rules), unit, per),
    };
    (kind, false)
}

/// What a figure counts: its frame, or its noun where no frame says so ("stored 2,750 tonnes of nitrate").
fn counted(claim: &Claim, rules: &Rules) -> SmolStr {
    match &claim.counted {
        Some(noun) if rules.frames.get(&claim.predicate).is_none_or(|frame| frame.measure.is_none()) => {
            noun.clone()
        }
        _ => claim.predicate.clone(),
    }
}

fn who<'a>(participant: &'a Participant, rules: &Rules) -> Who<'a> {
    let text = participant.text.as_str();
    let head = head(text, rules);
    let group = together(text, rules).unwrap_or_else(|| rules.measures.group_in_any_case(head));
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let class = rules.lexicon.class(rules.lexicon.id_in_any_case(first));
    let owned = !rest.is_empty() && class.contains(Class::POSSESSIVE);
    let pronoun = rest.is_empty() && class.contains(Class::PRONOUN);
    Who { participant, entity: participant.entity.as_deref(), group, head, owned, pronoun }
}

/// The kind that holds both of "passengers and crew"; `None` where only one is named.
fn together(text: &str, rules: &Rules) -> Option<Option<usize>> {
    if !text.contains(char::is_whitespace) {
        return None;
    }
    let class = |word: &str| rules.lexicon.class(rules.lexicon.id_in_any_case(word));
    let mut words = text.split_whitespace().take_while(|word| !class(word).contains(Class::PREPOSITION));
    // The word before the first "and", and the last one from there on.
    let (mut before, mut joint) = (None, None);
    for word in &mut words {
        if class(word).contains(Class::CONJUNCTION) {
            joint = Some(word);
            break;
        }
        before = Some(word);
    }
    let last = words.last().or(joint)?;
    let group = |word: &str| rules.measures.group_in_any_case(head(word, rules));
    let (one, other) = (group(before?)?, group(last)?);
    Some(rules.measures.common(one, other))
}

/// The last word before the first preposition or comma: "fighters" of "Taliban fighters in Khost".
pub(crate) fn head<'a>(text: &'a str, rules: &Rules) -> &'a str {
    let mut last = "";
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let class = rules.lexicon.word(rules.lexicon.id_in_any_case(bare)).class;
        // "A man whose son": the son.
        if class.contains(Class::RELATIVE | Class::POSSESSIVE) {
            last = "";
            continue;
        }
        if class.intersects(Class::PREPOSITION | Class::RELATIVE) && !last.is_empty() {
            break;
        }
        // "Flight 2216", "flight JT610" are flights.
        let number = !last.is_empty() && bare.bytes().any(|byte| byte.is_ascii_digit());
        if !bare.is_empty() && !number {
            last = bare;
        }
        if word.ends_with([',', ';', '(']) && !last.is_empty() {
            break;
        }
    }
    last
}

/// Can the claim be of an earlier time that its sentence looks back at?
fn may_look_back(claim: &Claim) -> bool {
    let dated = claim.time.as_ref().is_some_and(|time| !time.inherited && time.time.earliest.is_some());
    // Only figures are looked back at; and only as far as the sentence goes on from there.
    !dated
}

/// Is the claim of a day longer before its article than a threshold says? A count of "a week earlier, on 29 July" holds
/// no more.
fn is_older(claim: &Claim, threshold: &str, rules: &Rules) -> bool {
    let published = claim.published.as_deref().and_then(plain_day);
    let last = claim.time.as_ref().and_then(|when| days(when)).map(|(_, last)| last);
    let days = published.zip(last).map(|(published, last)| days_from(last, published));
    days.is_some_and(|days| f64::from(days) > rules.comparison.threshold(threshold))
}

/// A source in the middle of a sentence: up to its first comma, a common first word in lower case.
fn called<'a>(source: &'a str, entity: Option<&str>, rules: &Rules) -> Cow<'a, str> {
    let source = source.split([',', '(', '\n']).next().unwrap_or(source).trim();
    let class = rules.lexicon.word(rules.lexicon.id_in_any_case(source)).class;
    match entity.filter(|_| class.contains(Class::PRONOUN)) {
        Some(entity) => of_entity(entity).into(),
        None => mid(source, rules),
    }
}

/// First and last day of a time. A claim that was read back from JSON has only the text form of them.
fn days(when: &When) -> Option<(Date, Date)> {
    let time = &when.time;
    match (time.earliest, time.latest) {
        (Some(first), Some(last)) => Some((first, last)),
        (None, None) => match crate::value::time::days(&time.edtf)? {
            (Some(first), Some(last)) => Some((first, last)),
            _ => None,
        },
        _ => None,
    }
}

/// Days from one date to another, by their day numbers: much is compared, so no calendar spans are made.
pub(crate) fn days_from(one: Date, other: Date) -> i32 {
    day_number(other) - day_number(one)
}

/// A date's number among the days of the Gregorian calendar.
pub(crate) fn day_number(date: Date) -> i32 {
    let (year, month) = (i32::from(date.year()), i32::from(date.month()));
    // March is the first month of the counted year, so that its leap day comes last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    365 * year + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (153 * month + 2) / 5
        + i32::from(date.day())
}

/// "We" of a quotation: who that is the next speaker says.
pub(crate) fn is_pronoun_word(source: &str, rules: &Rules) -> bool {
    rules.lexicon.class(rules.lexicon.id_in_any_case(source)).contains(Class::PRONOUN)
}

/// "None of them died": of those just spoken of.
fn is_pronoun(claim: &Claim, rules: &Rules) -> bool {
    let words =
        claim.patient.as_ref().filter(|patient| patient.entity.is_none()).map(|patient| &patient.text);
    let class = |words: &SmolStr| rules.lexicon.word(rules.lexicon.id_in_any_case(words)).class;
    claim.quantity.is_some() && words.is_some_and(|words| class(words).contains(Class::PRONOUN))
}

/// Is it a stretch of time that figures are summed up over, rather than that of an event?
fn is_stretch((first, last): (Date, Date), rules: &Rules) -> bool {
    f64::from(days_from(first, last)) >= rules.comparison.threshold("stretch-days")
}

/// The days of what was counted "from 1 August to 12 October": a sum over days holds on the last of them.
fn counted_over(claim: &Claim) -> Option<(Date, Date)> {
    let ends = |text: &str| match crate::value::time::days(text)? {
        (Some(first), Some(last)) if text.contains('/') && first < last => Some((first, last)),
        _ => None,
    };
    claim.quantity.as_ref()?;
    let stated = claim.time.as_ref().filter(|when| !when.inherited);
    claim.as_of.as_deref().and_then(ends).or_else(|| stated.and_then(|when| ends(&when.time.edtf)))
}

/// A day written in ISO 8601, with or without a time behind it.
pub(crate) fn day(text: &str) -> Option<Date> {
    let text = text.get(..10)?;
    plain_day(text).or_else(|| text.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_numbers_count_the_days_of_the_calendar() {
        let mut day = jiff::civil::date(1899, 12, 30);
        while day < jiff::civil::date(2001, 3, 2) {
            let next = day.tomorrow().expect("a day");
            assert_eq!(days_from(day, next), 1, "{day}");
            day = next;
        }
    }
}
