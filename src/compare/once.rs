//! When and where: two days, hours or places of what happens only once.
//!
//! A crash, the start of a ceasefire, the closing of a deal has one day and one place. Claims of one such
//! event are found by all other slots; see `time.md` and `place.md`.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::kin::{Kin, is_known_place, places};
use super::moment::{Apart, Moment};
use super::report::{finding, outlet};
use super::same::{Slot, weigh};
use super::story::Stories;
use super::timeline::one_document;
use super::topic::{Keys, Topic, topics_under};
use super::verdict::Why;
use super::view::{Kind, View, days_from};
use super::{Code, Discrepancy, Standing};
use crate::rules::Rules;

/// Is it an event that happens once, affirmed and past?
pub(crate) fn is_comparable(view: &View, rules: &Rules) -> bool {
    let once = match &view.kind {
        Kind::Family(at) => rules.comparison.families[*at].once,
        Kind::Measure(..) | Kind::Count(..) | Kind::Statement(_) => false,
    };
    once && !view.negative && !view.claim.forecast
}

/// The claims that say when something happened that happens once, each under every kind of event that it may be of.
pub(crate) fn moments<'a>(views: &[View<'a>], rules: &Rules) -> Vec<View<'a>> {
    let dated = views.iter().filter(|view| !view.negative && !view.claim.forecast);
    dated
        .flat_map(|view| {
            let families = rules.comparison.events(&view.claim.predicate);
            // "It broke out": that says nothing of what it was.
            let patient = view.patient.filter(|who| !who.pronoun || who.entity.is_some());
            families.iter().map(move |&family| View { kind: Kind::Family(family), patient, ..view.clone() })
        })
        .filter(|view| Moment::of(view, rules).is_some())
        .collect()
}

/// What a run of articles says of when things happened, ready to be held against each other.
pub(crate) struct Calendar<'v, 'a> {
    views: &'v [View<'a>],
    /// In the order of the views.
    moments: Vec<Option<Moment<'a>>>,
    /// In the order of the views: the words that tell a stage of what goes on from others, "three-day", "second".
    stages: Vec<Vec<String>>,
    /// By family and story: the claims.
    told: FxHashMap<(&'v Kind, usize), Vec<usize>>,
    stories: &'v Stories<'a>,
    rules: &'v Rules,
}

/// Claims of one story and family that are held against a finding.
const MOST_TOLD: usize = 64;
/// Claims of a topic that are held against those of another.
const MOST_HELD: usize = 12;

impl<'v, 'a> Calendar<'v, 'a> {
    pub(crate) fn new(views: &'v [View<'a>], stories: &'v Stories<'a>, rules: &'v Rules) -> Calendar<'v, 'a> {
        let mut told: FxHashMap<_, Vec<usize>> = FxHashMap::default();
        for (at, view) in views.iter().enumerate() {
            let claims = told.entry((&view.kind, stories.story(view.document))).or_default();
            if claims.len() < MOST_TOLD {
                claims.push(at);
            }
        }
        Calendar {
            views,
            moments: views.iter().map(|view| Moment::of(view, rules)).collect(),
            stages: views.iter().map(|view| rules.comparison.stage(&view.claim.text, rules)).collect(),
            told,
            stories,
            rules,
        }
    }

    /// The days and hours that exclude each other.
    pub(crate) fn find_all(&self) -> Vec<Discrepancy> {
        let keys = Keys::of(self.views);
        let found =
            topics_under(&keys, self.views, self.stories, self.rules, |_| true, Some(Slot::Time), None);
        let mut topics: Vec<Topic> = found;
        let mut held = vec![false; self.views.len()];
        topics.iter().flat_map(|topic| &topic.members).for_each(|&at| held[at] = true);
        let alone = (0..held.len()).filter(|&at| !held[at]);
        topics.extend(alone.map(|at| Topic { members: vec![at], matched: Vec::new(), missing: Vec::new() }));
        // A story has one crash: what no slot tells apart is of it.
        let mut merged: Vec<Topic> = Vec::new();
        let mut of: FxHashMap<(&Kind, usize), Vec<usize>> = FxHashMap::default();
        for topic in topics {
            let Some(first) = topic.members.first().map(|&at| &self.views[at]) else { continue };
            let known = of.entry((&first.kind, self.stories.story(first.document))).or_default();
            match known.iter().copied().find(|&at| self.are_one(&merged[at], &topic)) {
                Some(at) => merged[at].join(topic),
                None => {
                    known.push(merged.len());
                    merged.push(topic);
                }
            }
        }
        merged.iter().filter(|topic| topic.members.len() > 1).flat_map(|topic| self.compare(topic)).collect()
    }

    /// Does no slot tell the events of two topics apart, nor too great a distance of their articles?
    fn are_one(&self, one: &Topic, other: &Topic) -> bool {
        let mut near = false;
        for &a in one.members.iter().take(MOST_HELD) {
            for &b in other.members.iter().take(MOST_HELD) {
                let (a, b) = (&self.views[a], &self.views[b]);
                if weigh(a, b, Some(Slot::Time), self.stories, self.rules).is_none() {
                    return false;
                }
                near |= self.stories.closeness(a.document, b.document)
                    >= self.rules.comparison.threshold("story-closeness");
            }
        }
        near
    }

    /// The days or hours of one event that exclude each other, by its stages.
    fn compare(&self, topic: &Topic) -> Vec<Discrepancy> {
        let members = topic.members.iter().copied();
        let members: Vec<usize> = members
            .filter(|&at| {
                let another = |&other: &usize| is_another(&self.views[at], &self.views[other], self.rules);
                !topic.members.iter().any(another)
            })
            .collect();
        let Some(&first) = members.first() else { return Vec::new() };
        let all = self.of_story(first);
        let mut stages: Vec<&[String]> = Vec::new();
        for &at in all.iter().filter(|&&at| !self.stages[at].is_empty()) {
            if !stages.iter().any(|stage| share(stage, &self.stages[at])) {
                stages.push(&self.stages[at]);
            }
        }
        if stages.len() < 2 {
            return self.find(topic, &members).into_iter().collect();
        }
        let of_stage = |stage: &[String]| {
            let own = members.iter().copied().filter(|&at| share(stage, &self.stages[at]));
            let mut own: Vec<usize> = own.collect();
            // "On strike since Monday" is of the stage that began on that day, or on the day beside it.
            let near = |at: usize| own.iter().any(|&other| self.is_beside(at, other));
            let bare = members.iter().copied().filter(|&at| self.stages[at].is_empty() && near(at));
            let bare: Vec<usize> = bare.collect();
            own.extend(bare);
            own.sort_unstable();
            own
        };
        stages.into_iter().filter_map(|stage| self.find(topic, &of_stage(stage))).collect()
    }

    /// The two days or hours that these claims have, where they have two.
    fn find(&self, topic: &Topic, members: &[usize]) -> Option<Discrepancy> {
        let views = self.views;
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for &at in members {
            let together =
                |group: &&mut Vec<usize>| group.iter().all(|&member| self.apart(member, at).is_none());
            match groups.iter_mut().find(together) {
                Some(group) => group.push(at),
                None => groups.push(vec![at]),
            }
        }
        // What has a third day is told of more than one event.
        let [one, other] = &groups[..] else { return None };
        // "On Saturday" backs neither of two hours of it.
        let against = |claims: &[usize], others: &[usize]| -> Vec<usize> {
            let apart = |at: &usize| others.iter().any(|&other| self.apart(*at, other).is_some());
            claims.iter().copied().filter(apart).collect()
        };
        let (one, other) = (&against(one, other), &against(other, one));
        let pairs = one.iter().flat_map(|&a| other.iter().map(move |&b| (a, b)));
        let (first, second, difference) =
            pairs.filter_map(|(a, b)| Some((a, b, self.apart(a, b)?))).min_by_key(|found| found.2)?;
        let within = one_document(one, other, views);
        // One article may misdate an event, but two hours in it are those of two things.
        if (!within || difference == Apart::Hour) && self.are_two_events(first, second, difference) {
            return None;
        }
        let (a, b) = (&views[first], &views[second]);
        let reason = format!(
            "it happened once, and {} has {}, {} has {}",
            outlet(a),
            day_words(a),
            outlet(b),
            day_words(b)
        );
        let when = match difference {
            Apart::Hour => "hours",
            Apart::Day if within => "within",
            Apart::Day => "between",
        };
        let why = Why { code: Code::Time, when, reason, standing: [Standing::Current; 2] };
        let sides = [(one, a), (other, b)];
        let sides = sides.map(|(claims, lead)| (claims.clone(), day_words(lead), Standing::Current));
        finding(topic, sides.into(), &why, views, self.rules)
    }

    /// The claims of the same kind of event in the same story.
    fn of_story(&self, at: usize) -> &[usize] {
        let view = &self.views[at];
        let key = (&view.kind, self.stories.story(view.document));
        self.told.get(&key).map_or(&[], Vec::as_slice)
    }

    fn apart(&self, one: usize, other: usize) -> Option<Apart> {
        let year = |at: usize| self.stories.year(self.views[at].document).or(self.views[at].latest_year);
        let (a, b) = (self.moments[one].as_ref()?, self.moments[other].as_ref()?);
        a.apart(b, year(one).or(year(other)))
    }

    /// Are they of one day, or of two that follow each other?
    fn is_beside(&self, one: usize, other: usize) -> bool {
        let year = |at: usize| self.stories.year(self.views[at].document).or(self.views[at].latest_year);
        let moments = self.moments[one].as_ref().zip(self.moments[other].as_ref());
        moments
            .and_then(|(a, b)| a.days_from(b, year(one).or(year(other))))
            .is_some_and(|days| days.abs() <= 1)
    }

    /// Does an article of the story tell of both days? Then it knows of two events.
    fn are_two_events(&self, one: usize, other: usize, by: Apart) -> bool {
        let all = self.of_story(one);
        let of = |at: usize, day: usize, not: usize| {
            self.apart(at, day).is_none() && self.apart(at, not) == Some(by)
        };
        let document = |at: usize| self.views[at].document;
        let first: Vec<usize> = all.iter().copied().filter(|&at| of(at, one, other)).collect();
        // "An indefinite strike from Thursday" and "the indefinite strike of July 10" are one.
        let two = |a: usize, b: usize| document(a) == document(b) && !share(&self.stages[a], &self.stages[b]);
        all.iter().any(|&b| of(b, other, one) && first.iter().any(|&a| two(a, b)))
    }
}

/// Do two stages share a word?
fn share(one: &[String], other: &[String]) -> bool {
    one.iter().any(|word| other.contains(word))
}

/// The places of one event that exclude each other.
pub(crate) fn compare_places(topic: &Topic, views: &[View], rules: &Rules) -> Option<Discrepancy> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    if matches!(&views[*topic.members.first()?].kind, Kind::Family(at) if rules.comparison.families[*at].spread)
    {
        return None;
    }
    let stated = |view: &View| view.claim.place.as_ref().is_some_and(|place| !place.inherited);
    for &at in topic.members.iter().filter(|&&at| stated(&views[at])) {
        match groups.iter_mut().find(|group| !lie_apart(&views[group[0]], &views[at], rules)) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    if groups.len() < 2 || groups.len() as f64 > rules.comparison.threshold("most-sides") {
        return None;
    }
    let (one, other) = (&views[groups[0][0]], &views[groups[1][0]]);
    let within = one_document(&groups[0], &groups[1], views);
    let reason = format!(
        "it happened once, and {} has {}, {} has {}",
        outlet(one),
        place_words(one),
        outlet(other),
        place_words(other)
    );
    let when = if within { "within" } else { "between" };
    let why = Why { code: Code::Place, when, reason, standing: [Standing::Current; 2] };
    let sides = groups.into_iter().map(|claims| {
        let position = place_words(&views[claims[0]]);
        (claims, position, Standing::Current)
    });
    finding(topic, sides.collect(), &why, views, rules)
}

/// Does the claim tell of an earlier event of the kind? Two dates of one event lie a few days apart, or somebody
/// took the wrong month or year.
fn is_another(view: &View, other: &View, rules: &Rules) -> bool {
    let (Some((day, _)), Some((first, _))) = (exact_days(view), exact_days(other)) else { return false };
    let far = f64::from(days_from(day, first)) > rules.comparison.threshold("misdated-days");
    let slip = day.day() == first.day();
    let one =
        |slot: &Option<Box<crate::claim::Participant>>| slot.as_ref().and_then(|slot| slot.entity.clone());
    let named = one(&view.claim.patient).or(one(&view.claim.agent));
    far && !slip && (named.is_none() || named != one(&other.claim.patient).or(one(&other.claim.agent)))
}

/// Days that are named precisely enough to exclude others.
fn exact_days(view: &View) -> Option<(Date, Date)> {
    view.days.filter(|(first, last)| (*last - *first).get_days() <= 2)
}

fn lie_apart(one: &View, other: &View, rules: &Rules) -> bool {
    match (&one.claim.place, &other.claim.place) {
        (Some(a), Some(b)) => {
            let (x, y) = (a.entity.as_deref(), b.entity.as_deref());
            // Two places that no gazetteer knows may lie one in the other.
            is_known_place(x, rules)
                && is_known_place(y, rules)
                && matches!(places((x, &a.text), (y, &b.text), rules), Kin::Apart | Kin::Siblings)
        }
        _ => false,
    }
}

fn day_words(view: &View) -> String {
    let words = view.claim.time.as_ref().and_then(|time| time.text.clone()).unwrap_or_default();
    match view.days {
        Some((day, _)) if !words.contains(&day.strftime("%Y").to_string()) => format!("{words} ({day})"),
        _ => words.to_string(),
    }
}

fn place_words(view: &View) -> String {
    view.claim.place.as_ref().map(|place| place.text.to_string()).unwrap_or_default()
}
