//! What the page shows and what is decided on it: one reading of the articles, one decisions file.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};

use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use serde::{Deserialize, Serialize};

use super::{Newsroom, Options, Reading, export, side_by_side};
use crate::decision::{Decision, Decisions, Verdict};
use crate::report::html::{self, Page};
use crate::report::{Finding, wording};

/// A note is no essay.
const NOTE: usize = 2000;

/// All that the page needs; one for all tabs.
pub(super) struct Room {
    newsroom: Arc<dyn Newsroom>,
    decisions: PathBuf,
    who: Option<String>,
    base: String,
    environment: Environment<'static>,
    shown: Mutex<Option<Shown>>,
}

/// A reading with the page made of it.
struct Shown {
    stamp: String,
    reading: Reading,
    page: Page,
}

/// What the page is narrowed to; the script does it in the browser, links and forms here. What is filtered out
/// stays on the page, hidden, so that the script can show it again.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Filters {
    q: String,
    severity: String,
    code: String,
    outlet: String,
    status: String,
}

/// Which finding.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Asked {
    pub(super) finding: String,
}

/// A decision as the page sends it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Form {
    id: String,
    /// `accepted`, `dismissed`, `to-fix`; `open` takes a decision back.
    decision: String,
    #[serde(default)]
    why: String,
    #[serde(default)]
    who: String,
    #[serde(default)]
    until: String,
    /// The decision that the page showed when the editor decided.
    #[serde(default)]
    seen: String,
}

/// What came of a decision.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Answer {
    pub(super) ok: bool,
    /// Somebody else has decided meanwhile.
    pub(super) stale: bool,
    pub(super) message: String,
    /// The finding's number on the page.
    pub(super) number: usize,
    /// As it stands now.
    decision: Decided,
    progress: Progress,
}

/// How a finding stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Decided {
    /// `open`, `accepted`, `dismissed`, `to-fix`.
    pub(super) status: &'static str,
    pub(super) who: String,
    pub(super) when: String,
    pub(super) why: String,
    pub(super) until: String,
    /// Sent back with the next decision.
    seen: String,
}

/// "12 of 31".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
struct Progress {
    decided: usize,
    total: usize,
}

/// What the script asks for from time to time.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Live {
    stamp: String,
    progress: Progress,
    decisions: BTreeMap<String, Decided>,
    problem: Option<String>,
}

impl Room {
    pub(super) fn new(newsroom: Arc<dyn Newsroom>, options: &Options, base: String) -> Room {
        let mut environment = html::environment();
        for (name, source) in [
            ("toolbar.html", include_str!("toolbar.html")),
            ("decide.html", include_str!("decide.html")),
            ("help.html", include_str!("help.html")),
            ("compare.html", include_str!("compare.html")),
        ] {
            // Templates that are part of the program parse; the tests hold that.
            let _ = environment.add_template(name, source);
        }
        let decisions = options.decisions.clone();
        Room { newsroom, decisions, who: options.who.clone(), base, environment, shown: Mutex::new(None) }
    }

    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// The reading of now; articles that changed are read anew.
    fn fresh(&self) -> MutexGuard<'_, Option<Shown>> {
        let stamp = self.newsroom.stamp();
        // Whoever held the lock and panicked left a reading or none: both are good.
        let mut shown = self.shown.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if shown.as_ref().is_none_or(|shown| shown.stamp != stamp) {
            let reading = self.newsroom.read();
            let page = Page::of(&reading.report, &reading.articles);
            *shown = Some(Shown { stamp, reading, page });
        }
        shown
    }

    /// The page itself; `notice` is said on top of it.
    pub(super) fn page(&self, filters: &Filters, notice: Option<&str>) -> String {
        let shown = self.fresh();
        let Some(shown) = shown.as_ref() else { return String::new() };
        let (decided, problem) = self.decided(&shown.reading);
        let mut page = shown.page.clone();
        for group in &mut page.groups {
            for finding in &mut group.findings {
                let status = decided.get(&finding.finding.id).map_or("open", |decided| decided.status);
                finding.hidden = !filters.keep(finding, status);
            }
            group.hidden = group.findings.iter().all(|finding| finding.hidden);
        }
        let codes: Vec<String> = shown.page.codes.iter().map(|code| html::word(code.code)).collect();
        let mut outlets: Vec<&String> = shown
            .page
            .groups
            .iter()
            .flat_map(|group| &group.findings)
            .flat_map(|finding| &finding.outlets)
            .collect();
        outlets.sort();
        outlets.dedup();
        let alerts: Vec<&str> = (notice.into_iter().chain(problem.as_deref()))
            .chain(shown.reading.problems.iter().map(String::as_str))
            .collect();
        let review = context! {
            filters => Value::from(Serde(filters)),
            codes => Value::from(Serde(codes)),
            outlets => Value::from(Serde(outlets)),
            alerts => Value::from(Serde(alerts)),
            progress => Value::from(Serde(progress(&shown.reading, &decided))),
            ..self.review(&shown.stamp, &decided)
        };
        self.render("page.html", context! { page => Value::from(Serde(page)), review })
    }

    /// The articles of a finding beside each other.
    pub(super) fn side_by_side(&self, id: &str) -> Option<String> {
        let shown = self.fresh();
        let shown = shown.as_ref()?;
        let (decided, _) = self.decided(&shown.reading);
        let all = shown.page.groups.iter().flat_map(|group| &group.findings);
        let finding = all.clone().find(|finding| finding.finding.id == id)?;
        let panes = side_by_side::panes(&finding.finding, &shown.reading);
        let review = self.review(&shown.stamp, &decided);
        let finding = Value::from(Serde(finding));
        Some(self.render("compare.html", context! { finding, panes => Value::from(Serde(panes)), review }))
    }

    /// How all findings stand now.
    pub(super) fn state(&self) -> Live {
        // The stamp of now, without reading anew: the page offers to reload.
        let shown = self.shown.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let stamp = self.newsroom.stamp();
        let Some(shown) = shown.as_ref() else {
            let progress = Progress { decided: 0, total: 0 };
            return Live { stamp, progress, decisions: BTreeMap::new(), problem: None };
        };
        let (decisions, problem) = self.decided(&shown.reading);
        Live { stamp, progress: progress(&shown.reading, &decisions), decisions, problem }
    }

    /// Writes one decision down.
    pub(super) fn decide(&self, form: &Form) -> Answer {
        let shown = self.fresh();
        let Some(shown) = shown.as_ref() else { return Answer::refused("no articles are read") };
        let finding = shown.reading.report.discrepancies.iter().find(|finding| finding.id == form.id);
        let Some(finding) = finding else {
            return Answer::refused("this finding is gone: its articles have changed; reload the page");
        };
        let all = shown.page.groups.iter().flat_map(|group| &group.findings);
        let number = all.clone().find(|shown| shown.finding.id == form.id).map_or(1, |shown| shown.number);
        let (ok, stale, message) = match self.write(finding, form, &shown.reading) {
            Ok(message) => (true, false, message),
            Err(Refusal::Stale) => {
                let message = "somebody has decided on this finding meanwhile; what they decided is shown now, \
                               decide again if you disagree";
                (false, true, message.to_owned())
            }
            Err(Refusal::Failed(message)) => (false, false, message),
        };
        let (mut decided, _) = self.decided(&shown.reading);
        let progress = progress(&shown.reading, &decided);
        let decision = decided.remove(&form.id).unwrap_or_else(Decided::open);
        Answer { ok, stale, message, number, decision, progress }
    }

    fn write(&self, finding: &Finding, form: &Form, reading: &Reading) -> Result<String, Refusal> {
        let failed = |error: crate::decision::DecisionError| Refusal::Failed(format!("not saved: {error}"));
        let decisions = Decisions::load(&self.decisions).map_err(failed)?;
        if seen(decisions.get(&finding.id)) != form.seen {
            return Err(Refusal::Stale);
        }
        let verdict = match form.decision.as_str() {
            "accepted" => Some(Verdict::Accepted),
            "dismissed" => Some(Verdict::Dismissed),
            "to-fix" => Some(Verdict::ToFix),
            "open" => None,
            other => return Err(Refusal::Failed(format!("not saved: `{other}` is no decision"))),
        };
        let text = |text: &str| {
            let text: String = text.trim().chars().take(NOTE).collect();
            (!text.is_empty()).then_some(text)
        };
        let until = match form.until.trim() {
            "" => None,
            day => match day.parse() {
                Ok(day) => Some(day),
                Err(_) => return Err(Refusal::Failed(format!("not saved: `{day}` is no date"))),
            },
        };
        let decision = verdict.map(|verdict| Decision {
            who: text(&form.who).or_else(|| self.who.clone()),
            when: self.newsroom.today(),
            why: text(&form.why),
            until,
            ..Decision::about(finding, documents(finding, reading), verdict)
        });
        Decisions::record(&self.decisions, &finding.id, decision.as_ref()).map_err(failed)?;
        Ok(match verdict {
            Some(verdict) => format!("Saved: {}.", verdict.name()),
            None => "Taken back: open again.".to_owned(),
        })
    }

    /// A file of all decisions: its media type, its name, its text.
    pub(super) fn export(&self, format: &str) -> Option<(&'static str, &'static str, String)> {
        let shown = self.fresh();
        let report = &shown.as_ref()?.reading.report;
        let decisions = Decisions::load(&self.decisions).unwrap_or_default();
        Some(match format {
            "markdown" => {
                ("text/markdown; charset=utf-8", "decisions.md", export::markdown(report, &decisions))
            }
            "csv" => ("text/csv; charset=utf-8", "decisions.csv", export::csv(report, &decisions)),
            "claimreview" => {
                ("application/ld+json", "decisions.jsonld", export::claim_review(report, &decisions))
            }
            _ => return None,
        })
    }

    /// How each finding stands by the decisions file of now, and what is wrong with that file.
    fn decided(&self, reading: &Reading) -> (BTreeMap<String, Decided>, Option<String>) {
        let (decisions, problem) = match Decisions::load(&self.decisions) {
            Ok(decisions) => (decisions, None),
            Err(error) => {
                let problem = format!(
                    "The decisions file cannot be read, so nothing can be decided until it is mended: {error}"
                );
                (Decisions::default(), Some(problem))
            }
        };
        let today = self.newsroom.today();
        let decided = (reading.report.discrepancies.iter())
            .filter_map(|finding| {
                let decision = decisions.get(&finding.id)?;
                let holds = today.is_none_or(|today| decision.holds(today));
                Some((finding.id.clone(), Decided::by(decision, holds)))
            })
            .collect();
        (decided, problem)
    }

    fn review(&self, stamp: &str, decided: &BTreeMap<String, Decided>) -> Value {
        context! {
            base => &self.base,
            style => format!("{}style.css", self.base),
            script => format!("{}review.js", self.base),
            version => stamp,
            who => &self.who,
            file => wording::clean(&self.decisions.display().to_string()),
            decisions => Value::from(Serde(decided)),
        }
    }

    fn render(&self, template: &str, context: Value) -> String {
        let rendered = self.environment.get_template(template).and_then(|template| template.render(context));
        // The tests render every template; only a mistake in one of them comes here.
        rendered.unwrap_or_else(|error| format!("<!doctype html><title>gainsay</title><p>{error:#}"))
    }
}

enum Refusal {
    Stale,
    Failed(String),
}

impl Answer {
    fn refused(message: &str) -> Answer {
        Answer {
            ok: false,
            stale: false,
            message: message.to_owned(),
            number: 1,
            decision: Decided::open(),
            progress: Progress { decided: 0, total: 0 },
        }
    }
}

impl Decided {
    fn open() -> Decided {
        let none = String::new;
        Decided { status: "open", who: none(), when: none(), why: none(), until: none(), seen: none() }
    }

    fn by(decision: &Decision, holds: bool) -> Decided {
        let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
        Decided {
            status: if holds { decision.decision.name() } else { "open" },
            who: decision.who.clone().unwrap_or_default(),
            when: day(decision.when),
            why: decision.why.clone().unwrap_or_default(),
            until: day(decision.until),
            seen: seen(Some(decision)),
        }
    }
}

/// A decision in one string, so that two can be told apart.
fn seen(decision: Option<&Decision>) -> String {
    decision.and_then(|decision| serde_json::to_string(decision).ok()).unwrap_or_default()
}

fn progress(reading: &Reading, decided: &BTreeMap<String, Decided>) -> Progress {
    let total = reading.report.discrepancies.len();
    Progress { decided: decided.values().filter(|decided| decided.status != "open").count(), total }
}

/// The articles that a finding is in, in the report's order.
fn documents(finding: &Finding, reading: &Reading) -> Vec<String> {
    let index = reading.report.index();
    let mut documents: Vec<String> = Vec::new();
    for claim in finding.sides.iter().flat_map(|side| index.claims(&side.claims)) {
        if !documents.iter().any(|known| *known == claim.document) {
            documents.push(claim.document.to_string());
        }
    }
    documents.sort();
    documents
}

impl Filters {
    fn keep(&self, shown: &html::Shown, status: &str) -> bool {
        let is = |wanted: &str, value: &str| wanted.is_empty() || wanted == value;
        let words = || {
            let finding = &shown.finding;
            let mut words = format!("{} {} {}", finding.topic, finding.summary, finding.explanation);
            for side in &shown.shown_sides {
                words += &side.position;
                for passage in &side.passages {
                    words.extend(passage.who.iter().map(String::as_str));
                    words.extend(passage.pieces.iter().map(|piece| piece.text.as_str()));
                    words += &passage.place;
                }
            }
            words.to_lowercase()
        };
        is(&self.severity, &html::word(shown.finding.severity))
            && is(&self.code, &html::word(shown.finding.code))
            && is(&self.status, status)
            && (self.outlet.is_empty() || shown.outlets.contains(&self.outlet))
            && (self.q.trim().is_empty() || words().contains(&self.q.trim().to_lowercase()))
    }
}
