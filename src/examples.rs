//! Examples of rules, held against what is read: a rule's own tests, for `gainsay rules test` and `cargo test`.

use std::collections::BTreeMap;
use std::fmt::Write;

use smol_str::SmolStr;

use crate::annotate::{Annotations, annotate};
use crate::article::Article;
use crate::claim::{self, Claim};
use crate::rules::example::Example;
use crate::rules::{PackFile, Reads, RuleRef, Rules, kind};

/// One example of one rule.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The pack.
    pub file: &'a PackFile,
    /// The rule.
    pub rule: RuleRef<'a>,
    /// Which of its examples, counted from 0.
    pub index: usize,
    /// The example.
    pub example: &'a Example,
}

/// What came of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It says what is read.
    Holds,
    /// A known gap, and why it is one.
    Gap(String),
    /// It does not hold: what was read instead.
    Fails(String),
    /// A known gap that holds by now: its `gap` should go.
    Closed,
}

/// Slot to value, as text.
type Reading = BTreeMap<&'static str, String>;

/// Every example of every rule, pack by pack.
pub fn cases(rules: &Rules) -> Vec<Case<'_>> {
    let mut cases = Vec::new();
    for file in &rules.packs {
        for rule in file.rules() {
            let of_rule = rule.examples.iter().enumerate();
            cases.extend(of_rule.map(|(index, example)| Case { file, rule, index, example }));
        }
    }
    cases
}

impl Case<'_> {
    /// "casualties.toml killed: Gunmen killed six guards."
    pub fn name(&self) -> String {
        let file = self.file.file.strip_prefix("rules/").unwrap_or(&self.file.file);
        let rule = self
            .rule
            .name
            .map_or_else(|| format!("{} {}", self.rule.kind, self.rule.index + 1), str::to_owned);
        format!("{file} {rule}: {}", self.example.text)
    }

    /// Line of the example's text in its file.
    pub fn line(&self) -> usize {
        let field = format!("example.{}.text", self.index);
        let range = kind::place(&self.file.text, self.rule.kind, self.rule.index, &field);
        self.file.text.get(..range.start).unwrap_or_default().matches('\n').count() + 1
    }

    /// Reads the text and compares.
    pub fn run(&self, rules: &Rules) -> Verdict {
        let example = self.example;
        let mut article = Article::plain("example", &example.text);
        if let Some(date) = &example.date {
            match date.parse() {
                Ok(date) => article.date = Some(date),
                Err(_) => return Verdict::Fails(format!("`{date}` is no date (2025-10-16)")),
            }
        }
        let annotations = annotate(&article, rules);
        let readings = readings(&annotations, rules, self.rule);
        let wrong = self.compare(&readings);
        match (wrong, &example.gap) {
            (Ok(()), None) => Verdict::Holds,
            (Ok(()), Some(_)) => Verdict::Closed,
            (Err(_), Some(why)) => Verdict::Gap(why.clone()),
            (Err(wrong), None) => Verdict::Fails(wrong),
        }
    }

    fn compare(&self, readings: &[Reading]) -> Result<(), String> {
        let example = self.example;
        if example.nothing {
            let found: Vec<_> = readings.iter().filter(|reading| self.is_of_rule(reading)).cloned().collect();
            return if found.is_empty() {
                Ok(())
            } else {
                Err(format!("expected nothing{}", read_instead(&found)))
            };
        }
        if example.gives.is_empty() {
            return Err("says neither what it `gives` nor that it gives `nothing`".to_owned());
        }
        let mut left: Vec<&Reading> = readings.iter().collect();
        for wanted in &example.gives {
            if let Some(slot) = wanted.keys().find(|slot| !slots(self.rule.reads).contains(&slot.as_str())) {
                let known = slots(self.rule.reads).join(", ");
                return Err(format!("no slot is named `{slot}`; the slots are {known}"));
            }
            match left.iter().position(|reading| gives(reading, wanted)) {
                Some(at) => drop(left.remove(at)),
                None => {
                    let wanted: Vec<String> =
                        wanted.iter().map(|(slot, value)| format!("{slot} = {value:?}")).collect();
                    return Err(format!("expected {{ {} }}{}", wanted.join(", "), read_instead(readings)));
                }
            }
        }
        Ok(())
    }

    /// Could the rule itself have read this?
    fn is_of_rule(&self, reading: &Reading) -> bool {
        let is = |slot: &str, value: Option<&str>| {
            value.is_some_and(|value| reading.get(slot).is_some_and(|read| read == value))
        };
        match self.rule.reads {
            Reads::Claims if self.rule.kind == "hedge" => !is("certainty", Some("certain")),
            Reads::Claims => is("predicate", self.rule.name),
            Reads::Entities => is("entity", self.rule.name),
            Reads::Quantities | Reads::Times | Reads::Attributions => true,
        }
    }
}

/// Does a reading give all that is wanted? A phrase may be named by its last words alone; an empty value means
/// that the slot must be empty.
fn gives(reading: &Reading, wanted: &BTreeMap<String, String>) -> bool {
    wanted.iter().all(|(slot, value)| match reading.get(slot.as_str()) {
        None => value.is_empty(),
        Some(read) => {
            let (read, value) = (read.to_lowercase(), value.to_lowercase());
            let phrase =
                matches!(slot.as_str(), "agent" | "patient" | "place" | "means" | "source" | "office");
            read == value
                || (phrase
                    && !value.is_empty()
                    && read.strip_suffix(&value).is_some_and(|before| before.ends_with(' ')))
        }
    })
}

/// The slots that an example may name.
fn slots(reads: Reads) -> &'static [&'static str] {
    match reads {
        Reads::Claims => &[
            "predicate",
            "polarity",
            "certainty",
            "quantity",
            "change",
            "per",
            "counted",
            "agent",
            "agent_entity",
            "patient",
            "patient_entity",
            "category",
            "office",
            "means",
            "place",
            "time",
            "hours",
            "as_of",
            "event",
            "part",
            "forecast",
            "source",
            "cue",
            "stance",
            "text",
        ],
        Reads::Quantities => &["quantity", "change", "per", "dimension", "text"],
        Reads::Times => &["time", "kind", "text", "hours"],
        Reads::Attributions => &["source", "entity", "cue", "content", "stance", "certainty", "direct"],
        Reads::Entities => &["entity", "kind", "text", "form"],
    }
}

/// What is read from the text, as far as the rule's kind is about it.
fn readings(annotations: &Annotations, rules: &Rules, rule: RuleRef<'_>) -> Vec<Reading> {
    let text = annotations.article.text.as_str();
    let reading = |slots: Vec<(&'static str, Option<String>)>| {
        slots.into_iter().filter_map(|(slot, value)| Some((slot, value?))).collect::<Reading>()
    };
    match rule.reads {
        Reads::Claims => {
            claim::extract(annotations, rules).iter().map(|claim| reading(of_claim(claim))).collect()
        }
        Reads::Quantities => {
            let of = |mention: &crate::annotate::QuantityMention| {
                reading(vec![
                    ("quantity", Some(mention.quantity.to_string())),
                    ("change", Some(word(&mention.change))),
                    ("per", mention.per.as_deref().map(str::to_owned)),
                    ("dimension", Some(mention.quantity.dimension.to_string())),
                    ("text", Some(mention.span.of(text).to_owned())),
                ])
            };
            annotations.quantities.iter().map(of).collect()
        }
        Reads::Times => {
            let of = |mention: &crate::annotate::TimeMention| {
                reading(vec![
                    ("time", Some(mention.time.edtf.to_string())),
                    ("kind", Some(word(&mention.time.kind))),
                    ("hours", mention.hours.as_ref().map(ToString::to_string)),
                    ("text", Some(mention.span.of(text).to_owned())),
                ])
            };
            annotations.times.iter().map(of).collect()
        }
        Reads::Attributions => {
            let of = |one: &crate::annotate::Attribution| {
                let source = one.source.as_ref();
                reading(vec![
                    ("source", source.map(|source| source.span.of(text).to_owned())),
                    ("entity", source.and_then(|source| source.entity.as_deref().map(str::to_owned))),
                    ("cue", one.cue.map(|cue| cue.of(text).to_owned())),
                    ("content", Some(trimmed(one.content.of(text)).to_owned())),
                    ("stance", Some(word(&one.stance))),
                    ("certainty", Some(word(&one.certainty))),
                    ("direct", Some(one.direct.to_string())),
                ])
            };
            annotations.attributions.iter().map(of).collect()
        }
        Reads::Entities => {
            let of = |mention: &crate::annotate::EntityMention| {
                reading(vec![
                    ("entity", Some(mention.entity.to_string())),
                    ("kind", Some(mention.kind.to_string())),
                    ("text", Some(mention.span.of(text).to_owned())),
                    ("form", Some(word(&mention.form))),
                ])
            };
            annotations.entities.iter().map(of).collect()
        }
    }
}

fn of_claim(claim: &Claim) -> Vec<(&'static str, Option<String>)> {
    let amount = claim.quantity.as_ref();
    let (agent, patient) = (claim.agent.as_ref(), claim.patient.as_ref());
    let link = claim.attribution.last();
    let own = |words: &Option<SmolStr>| words.as_deref().map(str::to_owned);
    let flag = |set: bool| set.then(|| "true".to_owned());
    vec![
        ("predicate", Some(claim.predicate.to_string())),
        ("polarity", Some(word(&claim.polarity))),
        ("certainty", Some(word(&claim.certainty))),
        ("quantity", amount.map(|amount| amount.quantity.to_string())),
        ("change", amount.map(|amount| word(&amount.change))),
        ("per", amount.and_then(|amount| own(&amount.per))),
        ("counted", own(&claim.counted)),
        ("agent", agent.map(|agent| agent.text.to_string())),
        ("agent_entity", agent.and_then(|agent| own(&agent.entity))),
        ("patient", patient.map(|patient| patient.text.to_string())),
        ("patient_entity", patient.and_then(|patient| own(&patient.entity))),
        ("category", patient.and_then(|patient| own(&patient.category))),
        ("office", own(&claim.office)),
        ("means", claim.means.as_ref().map(|means| means.text.to_string())),
        ("place", claim.place.as_ref().map(|place| place.text.to_string())),
        ("time", claim.time.as_ref().map(|when| when.time.edtf.to_string())),
        ("hours", claim.time.as_ref().and_then(|when| when.hours.as_ref()).map(ToString::to_string)),
        ("as_of", own(&claim.as_of)),
        ("event", claim.event.as_ref().map(|event| event.text.to_string())),
        ("part", flag(claim.part)),
        ("forecast", flag(claim.forecast)),
        ("source", link.and_then(|link| own(&link.source))),
        ("cue", link.and_then(|link| own(&link.cue))),
        ("stance", link.map(|link| word(&link.stance))),
        ("text", Some(claim.text.to_string())),
    ]
}

/// The contract's word for a value of a closed set.
fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        other => other.map(|value| value.to_string()).unwrap_or_default(),
    }
}

/// Without the marks around it.
fn trimmed(content: &str) -> &str {
    content.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | '"' | '“' | '”' | '?' | '!'))
}

/// "; read: { … }" for each reading, the sentence itself left out.
fn read_instead(readings: &[Reading]) -> String {
    if readings.is_empty() {
        return "; nothing was read".to_owned();
    }
    let mut out = "; read:".to_owned();
    for reading in readings {
        let slots = reading.iter().filter(|(slot, _)| **slot != "text");
        let slots: Vec<String> = slots.map(|(slot, value)| format!("{slot} = {value:?}")).collect();
        // Writing to a string cannot fail.
        let _ = write!(out, "\n    {{ {} }}", slots.join(", "));
    }
    out
}
