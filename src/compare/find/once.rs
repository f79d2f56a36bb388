//! When and where: two days, hours or places of what happens only once.
//!
//! A crash, the start of a ceasefire, the closing of a deal has one day and one place. Claims of one such
//! event are found by all other slots; see `time.md` and `place.md`.

use rustc_hash::FxHashMap;

use super::moment::{Apart, Moment, Terms};
use crate::compare::kin::{Kin, is_known_place, places};
use crate::compare::report::{finding, outlet};
use crate::compare::same::{Slot, alike, gap, site, weigh};
use crate::compare::story::Stories;
use crate::compare::timeline::one_document;
use crate::compare::topic::{Keys, Topic, topics_under};
use crate::compare::verdict::Why;
use crate::compare::view::{Kind, View, Who};
use crate::compare::{Code, Discrepancy, Standing};
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
        // What is told of another event ties nothing together.
        let aside: Vec<bool> = (0..self.views.len()).map(|at| self.is_aside(at)).collect();
        topics.iter_mut().for_each(|topic| topic.members.retain(|&at| !aside[at]));
        topics.retain(|topic| !topic.members.is_empty());
        let mut held = vec![false; self.views.len()];
        topics.iter().flat_map(|topic| &topic.members).for_each(|&at| held[at] = true);
        let alone = (0..held.len()).filter(|&at| !held[at] && !aside[at]);
        topics.extend(alone.map(|at| Topic { members: vec![at], matched: Vec::new(), missing: Vec::new() }));
        // A story has one crash: what no slot tells apart is of it.
        let mut merged: Vec<Topic> = Vec::new();
        let mut of: FxHashMap<(&Kind, usize), Vec<usize>> = FxHashMap::default();
        for topic in topics {
            // By its look-backs a topic may be of more than one story.
            let key = |&at: &usize| (&self.views[at].kind, self.stories.story(self.views[at].document));
            let mut keys: Vec<(&Kind, usize)> = topic.members.iter().map(key).collect();
            keys.sort_unstable();
            keys.dedup();
            let mut known = keys.iter().filter_map(|key| of.get(key)).flatten().copied();
            let same = known.find(|&at| self.are_one(&merged[at], &topic));
            let at = same.unwrap_or(merged.len());
            for key in keys {
                let known = of.entry(key).or_default();
                if !known.contains(&at) {
                    known.push(at);
                }
            }
            match same {
                Some(at) => merged[at].join(topic),
                None => merged.push(topic),
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
    pub(super) fn compare(&self, topic: &Topic) -> Vec<Discrepancy> {
        let members = &topic.members[..];
        let Some(&first) = members.first() else { return Vec::new() };
        let all = self.of_story(first);
        let mut stages: Vec<&[String]> = Vec::new();
        for &at in all.iter().filter(|&&at| !self.stages[at].is_empty()) {
            if !stages.iter().any(|stage| share(stage, &self.stages[at])) {
                stages.push(&self.stages[at]);
            }
        }
        if stages.len() < 2 {
            // "Another struck on Wednesday": where an article tells of one before it, the two are told apart.
            let (staged, bare): (Vec<usize>, Vec<usize>) =
                members.iter().partition(|&&at| !self.stages[at].is_empty());
            let both = staged.iter().any(|&a| {
                let beside = |b: &&usize| self.views[a].document == self.views[**b].document;
                bare.iter().filter(beside).any(|&b| self.apart(a, b).is_some())
            });
            return match both {
                true => [bare, staged].iter().flat_map(|own| self.find(topic, own)).collect(),
                false => self.find(topic, members),
            };
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
        let mut groups: Vec<Vec<usize>> = stages.into_iter().map(of_stage).collect();
        // What is beside no stage is of none of them.
        let staged = |at: &usize| groups.iter().any(|group| group.contains(at));
        let rest: Vec<usize> = members.iter().copied().filter(|at| !staged(at)).collect();
        groups.push(rest);
        groups.iter().flat_map(|group| self.find(topic, group)).collect()
    }

    /// The two days that these claims have, and the two hours of a day, where they have two.
    fn find(&self, topic: &Topic, members: &[usize]) -> Vec<Discrepancy> {
        let days = self.days(members, false);
        let between = match &days[..] {
            [one, other] => {
                self.tell(topic, one, other, false).or_else(|| self.tell_alone(topic, one, other))
            }
            _ => None,
        };
        // What has a third day is told of more than one event.
        let hours = days.iter().filter(|_| days.len() <= 2).filter_map(|day| match &self.hours(day)[..] {
            [one, other] => self.tell(topic, one, other, false),
            _ => None,
        });
        // "Two days ago" and "three days ago" of one article are counted from one day.
        let articles = members.chunk_by(|&a, &b| self.views[a].document == self.views[b].document);
        let within = articles.filter(|own| self.days(own, false).len() == 1).filter_map(|own| {
            match &self.days(own, true)[..] {
                [one, other] => self.tell(topic, one, other, true),
                _ => None,
            }
        });
        between.into_iter().chain(hours).chain(within).collect()
    }

    /// The claims by days that exclude each other.
    fn days(&self, members: &[usize], exact: bool) -> Vec<Vec<usize>> {
        let mut days: Vec<Vec<usize>> = Vec::new();
        for &at in members {
            let together = |day: &&mut Vec<usize>| {
                day.iter().all(|&member| self.apart_by(member, at, exact) != Some(Apart::Day))
            };
            match days.iter_mut().find(together) {
                Some(day) => day.push(at),
                None => days.push(vec![at]),
            }
        }
        days
    }

    /// The claims of a day by hours that exclude each other. Hours between which others lie are one telling of it:
    /// 11.05, 11.15, 11.25. What says no hour, or one that fits several, backs none.
    fn hours(&self, day: &[usize]) -> Vec<Vec<usize>> {
        let moment = |at: usize| self.moments[at].as_ref();
        let mut order: Vec<usize> =
            day.iter().copied().filter(|&at| moment(at).is_some_and(Moment::has_hours)).collect();
        order.sort_by_key(|&at| !moment(at).is_some_and(Moment::is_clock));
        let mut hours: Vec<Vec<usize>> = Vec::new();
        for at in order {
            let meets = |hour: &Vec<usize>| hour.iter().any(|&member| self.apart(member, at).is_none());
            let (mut own, others): (Vec<_>, Vec<_>) = hours.iter().cloned().partition(meets);
            if own.len() > 1 && !moment(at).is_some_and(Moment::is_clock) {
                continue;
            }
            own.push(vec![at]);
            hours = others;
            hours.push(own.concat());
        }
        hours.iter_mut().for_each(|hour| hour.sort_unstable());
        hours.sort_unstable();
        hours
    }

    /// The two days of the one article that has both, where all others have one of them: it contradicts itself, whoever
    /// backs it.
    fn tell_alone(&self, topic: &Topic, one: &[usize], other: &[usize]) -> Option<Discrepancy> {
        let document = |at: usize| self.views[at].document;
        let mut both: Vec<usize> = one.iter().map(|&at| document(at)).collect();
        both.retain(|&own| other.iter().any(|&at| document(at) == own));
        both.dedup();
        let [own] = both[..] else { return None };
        let of_own = |claims: &[usize]| -> Vec<usize> {
            claims.iter().copied().filter(|&at| document(at) == own).collect()
        };
        self.tell(topic, &of_own(one), &of_own(other), false)
    }

    /// Two days or hours that exclude each other.
    fn tell(&self, topic: &Topic, one: &[usize], other: &[usize], exact: bool) -> Option<Discrepancy> {
        let views = self.views;
        let apart = |a: usize, b: usize| self.apart_by(a, b, exact);
        // "On Saturday" backs neither of two hours of it.
        let against = |claims: &[usize], others: &[usize]| -> Vec<usize> {
            let differs = |at: &usize| others.iter().any(|&other| apart(*at, other).is_some());
            claims.iter().copied().filter(differs).collect()
        };
        let (one, other) = (&against(one, other), &against(other, one));
        let pairs = one.iter().flat_map(|&a| other.iter().map(move |&b| (a, b)));
        let (first, second, difference) =
            pairs.filter_map(|(a, b)| Some((a, b, apart(a, b)?))).min_by_key(|found| found.2)?;
        // Boats capsize again, weeks later; a firm is bought once.
        let loose = self.rules.comparison.is_dated_only(&views[first].claim.predicate);
        if !loose && (self.is_another(first, second) || self.are_weeks_apart(first, second)) {
            return None;
        }
        let within = one_document(one, other, views);
        // One article may misdate an event, but two hours in it are those of two things.
        let sites = || self.are_two_sites(first, second);
        if (!within || difference == Apart::Hour || sites()) && self.are_two_events(first, second, difference)
        {
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
            Apart::Day if matches!(a.kind, Kind::Statement(_)) => "deed",
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

    /// What two claims are held against each other by.
    fn terms(&self, one: usize, other: usize, exact: bool) -> Terms {
        let year = |at: usize| self.stories.year(self.views[at].document).or(self.views[at].latest_year);
        let minutes = |name| self.rules.comparison.threshold(name) as i64;
        Terms {
            year: year(one).or(year(other)),
            exact: exact && self.views[one].document == self.views[other].document,
            clocks: minutes("clock-minutes"),
            parts: minutes("part-minutes"),
            zones: minutes("zone-minutes"),
        }
    }

    fn apart(&self, one: usize, other: usize) -> Option<Apart> {
        self.apart_by(one, other, false)
    }

    /// Do they exclude each other, where days are counted from the day of their article?
    fn apart_by(&self, one: usize, other: usize, exact: bool) -> Option<Apart> {
        let (a, b) = (self.moments[one].as_ref()?, self.moments[other].as_ref()?);
        a.apart(b, &self.terms(one, other, exact))
    }

    /// Days from one claim's to another's.
    fn days_from(&self, one: usize, other: usize) -> Option<i32> {
        let (a, b) = (self.moments[one].as_ref()?, self.moments[other].as_ref()?);
        a.days_from(b, &self.terms(one, other, false))
    }

    /// Are they of one day, or of two that follow each other?
    fn is_beside(&self, one: usize, other: usize) -> bool {
        self.days_from(one, other).is_some_and(|days| days.abs() <= 1)
    }

    /// Does the claim tell of another event than that of the story, as far as it alone says?
    fn is_aside(&self, at: usize) -> bool {
        // "For a second day": not when it was stormed first.
        if site(&self.views[at], self.rules) && !self.stages[at].is_empty() {
            return true;
        }
        self.of_story(at).iter().any(|&other| {
            let one =
                || weigh(&self.views[at], &self.views[other], Some(Slot::Time), self.stories, self.rules);
            self.is_another(at, other) && one().is_some()
        })
    }

    /// Does the claim tell of an earlier event of the kind? Two dates of one event lie a few days apart, or somebody
    /// took the wrong month or lost a digit.
    fn is_another(&self, at: usize, other: usize) -> bool {
        let far = self.days_from(at, other).map(f64::from);
        if far.is_none_or(|days| days <= self.rules.comparison.threshold("misdated-days")) {
            return false;
        }
        let slip = self.moments[at].as_ref().zip(self.moments[other].as_ref());
        if slip.is_some_and(|(a, b)| a.is_slip(b)) {
            return false;
        }
        let (view, other) = (&self.views[at], &self.views[other]);
        // "His driver" is not he.
        let own = |who: &Option<Who<'a>>| who.filter(|who| !who.owned).and_then(|who| who.entity);
        let named = |view: &View<'a>| own(&view.patient).or(own(&view.agent));
        // Who is said to have bought a firm in January may have agreed to.
        let loose = |view: &View| self.rules.comparison.is_dated_only(&view.claim.predicate);
        loose(view) || loose(other) || named(view).is_none() || named(view) != named(other)
    }

    /// Two weekdays of articles that lie weeks apart?
    fn are_weeks_apart(&self, one: usize, other: usize) -> bool {
        let weekday = |at: usize| self.moments[at].as_ref().is_some_and(Moment::is_weekday);
        let days = self.views[one].days.zip(self.views[other].days);
        let far = days
            .is_some_and(|(a, b)| f64::from(gap(a, b)) > self.rules.comparison.threshold("misdated-days"));
        far && weekday(one) && weekday(other)
    }

    /// Are they attacks on two places, as far as their words go: "the army post", "the barracks"?
    fn are_two_sites(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.views[one], &self.views[other]);
        let alone = one.patient.zip(other.patient).is_none_or(|(a, b)| !alike(&a, &b));
        site(one, self.rules) && alone
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
