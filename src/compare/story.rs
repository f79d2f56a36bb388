//! How surely two articles tell the same story: what they name in common, weighed by how rare it is.

use std::cell::RefCell;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::kin::{Kin, is_known_place, kin};
use super::topic::Keys;
use super::view::{Kind, View};
use super::words::words;
use crate::claim::Participant;
use crate::rules::Rules;
use crate::rules::lexicon::Class;
use crate::value::Decimal;

/// What the articles of a run have in common.
#[derive(Debug)]
pub(crate) struct Stories<'a> {
    /// By document: what it names, each by its number; the numbers are in the order of the names.
    named: Vec<Vec<u32>>,
    /// By document: the sum of the weights of those names.
    sums: Vec<f64>,
    /// The name of each number, in order.
    names: Vec<&'a str>,
    /// The weight of each number.
    weights: Vec<f64>,
    /// By document: the day that it speaks from.
    days: Vec<Option<jiff::civil::Date>>,
    /// The numbers of these days.
    numbers: Vec<Option<i32>>,
    longest: f64,
    per_name: f64,
    per_share: f64,
    pub(super) limits: Limits,
    /// By document: another document of the same story, towards the first one.
    of: Vec<usize>,
    /// By the first document of a story: its documents, the first few of them.
    members: Vec<Vec<usize>>,
    /// By document: the events that happen once and of which it tells, sorted.
    events: Vec<Vec<Event<'a>>>,
    one_event: f64,
    /// What was found of two documents already, which meet claim by claim.
    closeness: RefCell<FxHashMap<(usize, usize), f64>>,
    /// The names of the document that is held against others just now.
    marks: RefCell<Marks>,
    /// By the first document of a story: the year of its first article with a date.
    years: Vec<Option<i16>>,
    /// By document: the years that its claims state, sorted.
    told_years: Vec<Vec<i16>>,
    /// By document: the same of its headline and its first sentences.
    lead_years: Vec<Vec<i16>>,
    /// By the first document of a story: the names that most of its articles hold, sorted.
    common: Vec<Vec<&'a str>>,
    /// Measures that an article counts place by place, each under the first document of its story.
    by_place: FxHashSet<(usize, usize)>,
    /// Stories of what happens in many places at once: those that count crowds place by place.
    spread: FxHashSet<usize>,
    /// The place of an exact figure, where all articles of the story that state one state the same.
    places: FxHashMap<(usize, usize, Decimal), Option<&'a Participant>>,
    /// Articles that look back, each with the stories of other years that they look back at, by their first documents.
    recalled: Vec<(usize, usize)>,
    /// Under which keys the claims meet.
    pub(super) keys: Keys,
}

/// By document: the years that its claims state, sorted.
fn told_years<'v, 'a: 'v>(views: impl IntoIterator<Item = &'v View<'a>>, documents: usize) -> Vec<Vec<i16>> {
    let mut years = vec![Vec::new(); documents];
    for view in views {
        let stated = view.claim.time.as_ref().is_some_and(|time| !time.inherited);
        if let Some((first, last)) = view.days.filter(|_| stated) {
            years[view.document].extend([first.year(), last.year()]);
        }
    }
    for years in &mut years {
        years.sort_unstable();
        years.dedup();
    }
    years
}

/// The claims of headlines and of the first sentences of texts. Views are sorted by document and place.
fn leads<'v, 'a>(views: &'v [View<'a>]) -> impl Iterator<Item = &'v View<'a>> {
    views.chunk_by(|one, other| one.document == other.document).flat_map(|article| {
        let (headline, text): (Vec<_>, Vec<_>) = article.iter().partition(|view| view.claim.headline);
        let sentences = text.chunk_by(|one, other| one.claim.sentence == other.claim.sentence);
        let first: Vec<_> = sentences.take(LEAD).flatten().copied().collect();
        headline.into_iter().chain(first)
    })
}

/// Sentences of an article that say what it is about.
const LEAD: usize = 3;

/// The thresholds that every pair of claims is held against; see the packs for what they say.
#[derive(Debug)]
pub(super) struct Limits {
    /// `near-days`
    near: f64,
    /// `count-days`
    pub(super) counted: f64,
    /// `past-years`
    pub(super) past: f64,
    /// `event-window-days`
    window: f64,
    /// `misdated-days`
    pub(super) misdated: f64,
    /// `day-stretch`
    pub(super) day_stretch: f64,
    /// `beside-bytes`
    pub(super) beside: f64,
    /// `one-event-days`
    pub(super) one_event: f64,
    /// `story-known`
    pub(super) known: f64,
    /// `story-closeness`
    pub(super) close: f64,
    /// `story-sure`
    pub(super) sure: f64,
}

impl Limits {
    /// Are days so far apart those of one running count?
    pub(super) fn are_one_count(&self, apart: i32) -> bool {
        f64::from(apart) <= self.window
    }

    fn of(rules: &Rules) -> Limits {
        let threshold = |name| rules.comparison.threshold(name);
        Limits {
            near: threshold("near-days"),
            counted: threshold("count-days"),
            past: threshold("past-years"),
            window: threshold("event-window-days"),
            misdated: threshold("misdated-days"),
            day_stretch: threshold("day-stretch"),
            beside: threshold("beside-bytes"),
            one_event: threshold("one-event-days"),
            known: threshold("story-known"),
            close: threshold("story-closeness"),
            sure: threshold("story-sure"),
        }
    }
}

/// Pairs of documents whose closeness is remembered.
const MOST_PAIRS: usize = 1 << 18;
/// Articles of a story that can draw two others together.
const MOST_DOCUMENTS: usize = 24;
/// Names of one document that count; the rest adds nothing but time.
const MOST_NAMES: usize = 48;

impl<'a> Stories<'a> {
    pub(crate) fn of(views: &[View<'a>], rules: &'a Rules) -> Stories<'a> {
        let mut days = Vec::new();
        let mut events = Vec::new();
        let mut named: Vec<Vec<u32>> = Vec::new();
        // By name: its number for now, in the order of the first use, and how many documents hold it.
        let mut frequency: FxHashMap<&'a str, (u32, usize)> = FxHashMap::default();
        let mut counts: FxHashMap<&'a str, usize> = FxHashMap::default();
        let rare = Rare::of(rules);
        for article in views.chunk_by(|one, other| one.document == other.document) {
            let mut sentence = None;
            for claim in article.iter().map(|view| view.claim) {
                let slots = [&claim.agent, &claim.patient, &claim.place, &claim.event];
                let slots = slots.into_iter().flatten().filter_map(|slot| slot.entity.as_deref());
                slots.for_each(|name| *counts.entry(name).or_default() += 1);
                // Views are in text order: each sentence is read once.
                if sentence.replace(claim.sentence) != Some(claim.sentence) {
                    names(&claim.text, rare, rules, |name| *counts.entry(name).or_default() += 1);
                }
            }
            let mut names: Vec<(&str, usize)> = counts.drain().collect();
            if names.len() > MOST_NAMES {
                let most_first =
                    |one: &(&str, usize), other: &(&str, usize)| other.1.cmp(&one.1).then(one.0.cmp(other.0));
                names.select_nth_unstable_by(MOST_NAMES, most_first);
                names.truncate(MOST_NAMES);
            }
            let number = |(name, _)| {
                let next = frequency.len() as u32;
                let (number, holders) = frequency.entry(name).or_insert((next, 0));
                *holders += 1;
                *number
            };
            named.push(names.into_iter().map(number).collect());
            events.push(first_events(article.iter().filter_map(|view| event(view, rules)).collect()));
            days.push(article.iter().find_map(|view| view.published.or(view.as_of)));
        }
        let documents = named.len();
        // Rarity is that of a newsroom's week, not of the run: in five articles on one story all names are common.
        let all = documents as f64 + rules.comparison.threshold("story-background");
        let for_country = rules.comparison.threshold("story-country");
        let weigh = |name: &str, count: usize| {
            let rarity = (1.0 + all / count as f64).ln() / (1.0 + all).ln();
            if is_country(name, rules) { rarity * for_country } else { rarity }
        };
        let mut names: Vec<(&'a str, (u32, usize))> = frequency.into_iter().collect();
        names.sort_unstable();
        let weights: Vec<f64> = names.iter().map(|&(name, (_, count))| weigh(name, count)).collect();
        let mut places = vec![0; names.len()];
        for (place, (_, (number, _))) in (0..).zip(&names) {
            places[*number as usize] = place;
        }
        let names: Vec<&'a str> = names.into_iter().map(|(name, _)| name).collect();
        for names in &mut named {
            names.iter_mut().for_each(|name| *name = places[*name as usize]);
            names.sort_unstable();
        }
        let sum = |names: &Vec<u32>| names.iter().map(|&name| weights[name as usize]).sum();
        let sums = named.iter().map(sum).collect();
        let mut stories = Stories {
            events,
            one_event: rules.comparison.threshold("story-event"),
            named,
            sums,
            names,
            weights,
            numbers: days
                .iter()
                .map(|day: &Option<jiff::civil::Date>| day.map(super::view::day_number))
                .collect(),
            days,
            limits: Limits::of(rules),
            longest: rules.comparison.threshold("story-days"),
            per_name: rules.comparison.threshold("story-name"),
            per_share: rules.comparison.threshold("story-share"),
            of: (0..documents).collect(),
            members: vec![Vec::new(); documents],
            closeness: RefCell::default(),
            marks: RefCell::default(),
            common: Vec::new(),
            years: vec![None; documents],
            told_years: told_years(views, documents),
            lead_years: told_years(leads(views), documents),
            by_place: FxHashSet::default(),
            spread: FxHashSet::default(),
            places: FxHashMap::default(),
            recalled: Vec::new(),
            keys: Keys::default(),
        };
        stories.join(stories.limits.close);
        stories.find_by_place(views, rules);
        stories.find_places(views);
        stories.find_common();
        stories.find_members();
        for document in 0..documents {
            let story = stories.of[document];
            stories.years[story] = stories.years[story].or(stories.days[document].map(|day| day.year()));
        }
        stories
    }

    /// Notes under which keys the claims meet, when all is known of their days.
    pub(crate) fn key(&mut self, views: &[View<'a>]) {
        self.keys = Keys::of(views);
    }

    /// Puts articles that are close enough into one story, neighbours under each name first.
    fn join(&mut self, enough: f64) {
        let mut postings: Vec<Vec<usize>> = vec![Vec::new(); self.names.len()];
        for (document, names) in self.named.iter().enumerate() {
            names.iter().for_each(|&name| postings[name as usize].push(document));
        }
        let neighbours = postings.iter().flat_map(|documents| documents.windows(2));
        let mut pairs: Vec<(usize, usize)> = neighbours.map(|pair| (pair[0], pair[1])).collect();
        // Between two articles of one week one of a later month may stand.
        for documents in &mut postings {
            documents.sort_by_key(|&document| (self.numbers[document], document));
            pairs.extend(documents.windows(2).map(|pair| (pair[0].min(pair[1]), pair[0].max(pair[1]))));
        }
        pairs.sort_unstable();
        pairs.dedup();
        let pairs = pairs.into_iter();
        // Of a long run most are of other days, and few of them look back.
        let pairs = pairs.filter(|&(a, b)| !self.too_far(a, b) || self.commemorates(a, b));
        let (mut far, mut pairs): (Vec<(usize, usize)>, Vec<_>) =
            pairs.partition(|&(a, b)| self.too_far(a, b));
        for pairs in [&mut far, &mut pairs] {
            pairs.sort_unstable();
            pairs.dedup();
        }
        for (one, other) in pairs {
            if self.closeness(one, other) >= enough {
                let (first, second) = (self.story(one), self.story(other));
                self.of[first.max(second)] = first.min(second);
            }
        }
        for document in 0..self.of.len() {
            self.of[document] = self.story(document);
        }
        far.retain(|&(one, other)| self.shared(one, other) >= enough);
        let later = |&(one, other): &(usize, usize)| {
            if self.days[one] > self.days[other] { (one, self.of[other]) } else { (other, self.of[one]) }
        };
        self.recalled = far.iter().map(later).collect();
        self.recalled.sort_unstable();
        self.recalled.dedup();
    }

    /// Notes what an article counts of one kind of people in two places that lie apart: "446 in Mozambique and 259 in
    /// Zimbabwe".
    fn find_by_place(&mut self, views: &[View<'a>], rules: &Rules) {
        // Of "people" there are all kinds.
        let kind =
            |view: &View| view.patient.and_then(|who| who.group).filter(|&at| !rules.measures.is_root(at));
        let mut told: FxHashMap<(usize, usize), Vec<Told>> = FxHashMap::default();
        // What an article recalls of years before is no part of what it counts.
        let recalled = |view: &View| {
            let then = view.days.map(|(_, last)| super::view::day_number(last));
            let now = self.numbers[view.document];
            now.zip(then).is_some_and(|(now, then)| f64::from(now - then) > self.longest)
        };
        // "49 dead in Arquata and 11 in Accumoli": two named places side by side, whether a pack knows them or not.
        let named = |view: &View<'a>| {
            let place = view.claim.place.as_deref().filter(|place| !place.inherited)?;
            place.entity.as_deref()
        };
        let listed = |before: &View<'a>, view: &View<'a>| {
            let apart = named(before)
                .zip(named(view))
                .is_some_and(|(a, b)| matches!(kin(a, b, rules), Kin::Siblings | Kin::Apart));
            apart
                && before.kind == view.kind
                && before.claim.sentence == view.claim.sentence
                && before.document == view.document
        };
        let mut before: Option<&View> = None;
        for view in views.iter().filter(|view| view.figure().is_some() && !recalled(view)) {
            let Kind::Measure(at, ..) = &view.kind else { continue };
            let beside = before.replace(view).is_some_and(|before| listed(before, view));
            let Some(place) = known_place(view, rules).or(named(view).filter(|_| beside)) else { continue };
            let (told, group) = (told.entry((view.document, *at)).or_default(), kind(view));
            let apart = |before: &Told| {
                let alike = before.group.is_none() || group.is_none() || before.group == group;
                alike && matches!(kin(before.place, place, rules), Kin::Siblings | Kin::Apart)
            };
            if beside || told.iter().any(apart) {
                self.by_place.insert((self.of[view.document], *at));
                if rules.measures.measures[*at].repeats {
                    self.spread.insert(self.of[view.document]);
                }
            } else if told.len() < MOST_PLACES {
                told.push(Told { group, place });
            }
        }
    }

    /// Does the story of a view tell its figure place by place?
    pub(super) fn is_by_place(&self, view: &View, rules: &Rules) -> bool {
        self.is_told_by_place(view.document, &view.kind, rules)
    }

    /// Does the story of a document tell figures of a kind place by place? Where crowds march in many towns, people are
    /// arrested and hurt in many, too.
    pub(super) fn is_told_by_place(&self, document: usize, kind: &Kind, rules: &Rules) -> bool {
        let story = self.of[document];
        matches!(kind, Kind::Measure(at, ..) if self.by_place.contains(&(story, *at))
            || rules.measures.measures[*at].running && self.spread.contains(&story))
    }

    /// Notes where each exact figure is of: "446 in Mozambique" of one article says what the bare "446" of another is.
    fn find_places(&mut self, views: &[View<'a>]) {
        for view in views {
            let Some(place) = view.claim.place.as_deref().filter(|place| !place.inherited) else { continue };
            let Some(key) = self.figure(view) else { continue };
            let known = self.places.entry(key).or_insert(Some(place));
            *known = known.filter(|known| {
                known.entity == place.entity && (known.entity.is_some() || known.text == place.text)
            });
        }
    }

    /// The place that a figure is of: as its sentence says, as other articles of the story say of the same figure, or
    /// as its article said last.
    pub(super) fn place_of(&self, view: &View<'a>) -> Option<&'a Participant> {
        let own = view.claim.place.as_deref();
        let stated = own.filter(|place| !place.inherited);
        let elsewhere = || self.places.get(&self.figure(view)?).copied().flatten();
        stated.or_else(elsewhere).or(own)
    }

    /// Under what an exact figure of a measure is remembered.
    fn figure(&self, view: &View) -> Option<(usize, usize, Decimal)> {
        let Kind::Measure(at, ..) = view.kind else { return None };
        let point = view.figure()?.base.point().filter(|point| *point >= Decimal::from(TELLING))?;
        Some((self.of[view.document], at, point))
    }

    /// Is this a name that at least half of the story's articles hold, so that it tells no two of them apart?
    pub(crate) fn is_common(&self, name: &str, document: usize) -> bool {
        self.common[self.of[document]].binary_search(&name).is_ok()
    }

    /// For each story, under its first document, the names that at least half of its articles hold.
    fn find_common(&mut self) {
        let documents = self.of.len();
        let mut sizes = vec![0usize; documents];
        let mut held: Vec<Vec<u32>> = vec![Vec::new(); documents];
        for document in 0..documents {
            let story = self.of[document];
            sizes[story] += 1;
            held[story].extend(&self.named[document]);
        }
        // The names are sorted, and so are their numbers.
        let common = |(mut names, size): (Vec<u32>, usize)| {
            names.sort_unstable();
            let names = names.chunk_by(|one, other| one == other).filter(|names| names.len() * 2 >= size);
            names.map(|names| self.names[names[0] as usize]).collect()
        };
        self.common = held.into_iter().zip(sizes).map(common).collect();
    }

    /// From here on two articles of a story are drawn together by the others.
    fn find_members(&mut self) {
        for document in 0..self.of.len() {
            let members = &mut self.members[self.of[document]];
            if members.len() < MOST_DOCUMENTS {
                members.push(document);
            }
        }
        self.closeness.borrow_mut().clear();
    }

    /// The story that a document tells, by its first document.
    pub(crate) fn story(&self, document: usize) -> usize {
        let mut at = document;
        while self.of[at] != at {
            at = self.of[at];
        }
        at
    }

    /// The year of a document's story: that of the first of its articles that has a date.
    pub(crate) fn year(&self, document: usize) -> Option<i16> {
        self.days[document].map(|day| day.year()).or(self.years[self.of[document]])
    }

    /// By document: the first and the last day on which dated articles of its story were published.
    pub(crate) fn published(&self) -> Vec<Option<(Date, Date)>> {
        let mut published: Vec<Option<(Date, Date)>> = vec![None; self.of.len()];
        for (document, day) in self.days.iter().enumerate() {
            let Some(day) = *day else { continue };
            let known = &mut published[self.of[document]];
            *known = Some(known.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
        }
        self.of.iter().map(|&story| published[story]).collect()
    }

    /// Were they published within a few days of each other?
    pub(crate) fn near(&self, one: usize, other: usize) -> bool {
        match (self.numbers[one], self.numbers[other]) {
            (Some(a), Some(b)) => f64::from((b - a).abs()) <= self.limits.near,
            _ => false,
        }
    }

    /// Does one of two articles name the year in which the other one appeared?
    pub(crate) fn recalls(&self, one: usize, other: usize) -> bool {
        let names = |one: usize, other: usize| {
            self.days[other].is_some_and(|day| self.told_years[one].binary_search(&day.year()).is_ok())
        };
        names(one, other) || names(other, one)
    }

    /// Articles that look back at another year, each with an article of the story that they look back at.
    pub(crate) fn recalled(&self) -> impl Iterator<Item = (usize, usize)> {
        self.recalled.iter().flat_map(move |&(later, story)| {
            let members = self.members[story].iter();
            members
                .filter(move |&&before| self.commemorates(later, before))
                .map(move |&before| (later, before))
        })
    }

    /// Does the later of two articles look back at the year of the earlier one from its beginning on: on an anniversary?
    pub(crate) fn commemorates(&self, one: usize, other: usize) -> bool {
        let Some((a, b)) = self.days[one].zip(self.days[other]) else { return false };
        let (first, later) = if a < b { (a, other) } else { (b, one) };
        a.year() != b.year() && self.lead_years[later].binary_search(&first.year()).is_ok()
    }

    /// Were they published too many days apart to tell one story?
    pub(crate) fn too_far(&self, one: usize, other: usize) -> bool {
        match (self.numbers[one], self.numbers[other]) {
            (Some(a), Some(b)) => f64::from((b - a).abs()) > self.longest,
            _ => false,
        }
    }

    /// From 0 (nothing in common) to 2 (surely one story); negative where the dates are too far apart.
    pub(crate) fn closeness(&self, one: usize, other: usize) -> f64 {
        if one == other {
            return 2.0;
        }
        if self.too_far(one, other) {
            return -2.0;
        }
        let pair = (one.min(other), one.max(other));
        if let Some(&known) = self.closeness.borrow().get(&pair) {
            return known;
        }
        let closeness = self.measure(one, other);
        let mut found = self.closeness.borrow_mut();
        if found.len() >= MOST_PAIRS {
            found.clear();
        }
        found.insert(pair, closeness);
        closeness
    }

    /// How close two documents are by their names alone, however far apart their days: for what is dated itself.
    pub(crate) fn likeness(&self, one: usize, other: usize) -> f64 {
        if one == other {
            2.0
        } else if self.too_far(one, other) {
            self.shared(one, other)
        } else {
            self.closeness(one, other)
        }
    }

    /// The closeness of two documents that lie near enough in time: by what they have in common, or by what both have
    /// in common with the same two other articles of their story.
    fn measure(&self, one: usize, other: usize) -> f64 {
        let own = self.shared(one, other);
        if self.of[one] != self.of[other] {
            return own;
        }
        let (mut best, mut second) = (own, own);
        let members = self.members[self.of[one]].iter().filter(|&&by| by != one && by != other);
        for &by in members.filter(|&&by| !self.too_far(one, by) && !self.too_far(by, other)) {
            let between = self.shared(one, by).min(self.shared(by, other));
            second = second.max(between.min(best));
            best = best.max(between);
        }
        second
    }

    /// How close two documents are by what they themselves name.
    fn shared(&self, one: usize, other: usize) -> f64 {
        let (mut shared, mut names) = (0.0, 0);
        let mut marks = self.marks.borrow_mut();
        marks.turn_to(one, &self.named);
        for &name in self.named[other].iter().filter(|&&name| marks.hold(name)) {
            shared += self.weights[name as usize];
            names += 1;
        }
        // A short article has few names to share: then it is the share of them that counts.
        let least = self.sums[one].min(self.sums[other]).max(f64::MIN_POSITIVE);
        let share = if names > 1 { shared / least } else { 0.0 };
        let near = (shared * self.per_name).max(share * self.per_share).min(2.0);
        if near < self.one_event && self.share_event(one, other) { self.one_event } else { near }
    }

    /// Do both tell of the bridge that fell in one town?
    fn share_event(&self, one: usize, other: usize) -> bool {
        let near = self.near(one, other);
        self.events[one].iter().any(|event| self.events[other].iter().any(|same| event.is(same, near)))
    }
}

/// The names of one document, a bit for each: it is held against many others in a row.
#[derive(Debug, Default)]
struct Marks {
    document: usize,
    bits: Vec<u64>,
}

impl Marks {
    /// Marks the names of a document instead of those of the one before.
    fn turn_to(&mut self, document: usize, named: &[Vec<u32>]) {
        if self.document == document && !self.bits.is_empty() {
            return;
        }
        for &name in &named[self.document] {
            if let Some(bits) = self.bits.get_mut(name as usize / 64) {
                *bits = 0;
            }
        }
        self.document = document;
        for &name in &named[document] {
            let at = name as usize / 64;
            if self.bits.len() <= at {
                self.bits.resize(at + 1, 0);
            }
            self.bits[at] |= 1 << (name % 64);
        }
    }

    fn hold(&self, name: u32) -> bool {
        self.bits.get(name as usize / 64).is_some_and(|bits| bits >> (name % 64) & 1 == 1)
    }
}

/// Of what kind of people a figure is, and of which place.
struct Told<'a> {
    group: Option<usize>,
    place: &'a str,
}

/// From here on two figures of one story are hardly the same by chance.
const TELLING: i64 = 20;

/// Places of one article that are remembered for a figure.
const MOST_PLACES: usize = 8;

/// The place of which a figure is stated, where the gazetteer has it.
fn known_place<'a>(view: &View<'a>, rules: &Rules) -> Option<&'a str> {
    let place = view.claim.place.as_ref().filter(|place| !place.inherited)?;
    place.entity.as_deref().filter(|entity| is_known_place(Some(entity), rules))
}

/// What happens once, as an article tells of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Event<'a> {
    family: usize,
    place: Option<&'a str>,
    /// What it happened to, by kind or head noun: "bridge".
    head: Option<&'a str>,
    day: Option<jiff::civil::Date>,
}

impl Event<'_> {
    /// The same one: in one place and on one day, or on no two days in articles of one week; or, where one of them
    /// names no place, of one kind of thing on one day.
    fn is(&self, other: &Event, near: bool) -> bool {
        let holds =
            |long: &str, short: &str| short.split('-').all(|word| long.split('-').any(|part| part == word));
        let place = self.place.zip(other.place).map(|(one, other)| holds(one, other) || holds(other, one));
        let day = self.day.zip(other.day).map(|(one, other)| one == other);
        let head = self.head.is_some() && self.head == other.head;
        self.family == other.family
            && match place {
                Some(same) => same && (day == Some(true) || near && day.is_none()),
                None => head && day == Some(true),
            }
    }
}

/// The event of a claim, where it happens once and the claim says where, or what and when.
fn event<'a>(view: &View<'a>, rules: &'a Rules) -> Option<Event<'a>> {
    let Kind::Family(family) = view.kind else { return None };
    if !rules.comparison.families[family].once || view.negative || view.claim.forecast {
        return None;
    }
    let place = view.claim.place.as_ref().filter(|place| !place.inherited);
    let place = place.and_then(|place| place.entity.as_deref()).filter(|place| !is_country(place, rules));
    let stated = view.claim.time.as_ref().is_some_and(|time| !time.inherited);
    let day = view.days.filter(|(first, last)| stated && first == last).map(|(day, _)| day);
    let head = view.patient.map(|who| who.group.map_or(who.head, |group| rules.measures.group_name(group)));
    let head = head.filter(|head| !head.is_empty());
    (place.is_some() || head.is_some() && day.is_some()).then_some(Event { family, place, head, day })
}

/// The events of a document that count, in order, each once.
fn first_events(mut events: Vec<Event>) -> Vec<Event> {
    events.sort_unstable();
    events.dedup();
    events.truncate(MOST_EVENTS);
    events
}

/// Events of one document that count.
const MOST_EVENTS: usize = 12;

/// Is it a country's name?
fn is_country(name: &str, rules: &Rules) -> bool {
    let name = name.to_lowercase();
    super::kin::country(&name, rules) == Some(&name)
}

/// What makes a word rare; see the thresholds of the same names.
#[derive(Clone, Copy)]
struct Rare {
    letters: usize,
    years: (u32, u32),
}

impl Rare {
    fn of(rules: &Rules) -> Rare {
        let threshold = |name| rules.comparison.threshold(name);
        Rare {
            letters: threshold("rare-letters") as usize,
            years: (threshold("year-from") as u32, threshold("year-to") as u32),
        }
    }
}

/// The names of a sentence: words that no rule knows as common ones, with a capital or long, and exact figures.
fn names<'a>(text: &'a str, rare: Rare, rules: &Rules, mut name: impl FnMut(&'a str)) {
    for word in words::<b','>(text) {
        // Few words touch a comma, and most are neither long nor written with a capital.
        let bytes = word.as_bytes();
        let bare = bytes[0] != b',' && bytes[bytes.len() - 1] != b',';
        if bare && bytes[0].is_ascii_lowercase() && bytes.len() < rare.letters {
            continue;
        }
        let word = if bare { word } else { word.trim_matches(',') };
        let mut chars = word.chars();
        let first = chars.next();
        let capital = first.is_some_and(char::is_uppercase) && chars.next().is_some();
        if capital || first.is_some_and(char::is_lowercase) && word.len() >= rare.letters {
            let known = rules.lexicon.word(rules.lexicon.id_in_any_case(word)).class;
            if known.is_empty() || capital && known == Class::TITLE {
                name(word);
            }
        } else if first.is_some_and(|c| c.is_ascii_digit()) && word.len() >= 3 {
            // "1,175" ties two articles together; "2019" and "300" do not.
            let digits = word.chars().filter(char::is_ascii_digit).count();
            let year = word.parse().is_ok_and(|year: u32| rare.years.0 <= year && year <= rare.years.1);
            if digits >= 3 && !word.ends_with("00") && !year {
                name(word);
            }
        }
    }
}
