//! Which findings do not count: silenced by a comment in the article, by a decision, by the baseline.
//!
//! Nothing vanishes: what is taken out stays in the report, marked with the reason, and whatever silences
//! nothing, or no longer holds, is remarked upon.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Baseline, Decisions, Verdict};
use crate::article::Suppression as Comment;
use crate::compare::{Code, Discrepancy};
use crate::report::{Index, Report, SuppressedBy, Suppression};

/// All that may take a finding out of the count.
#[derive(Debug, Default)]
pub struct Filter {
    /// The decisions file.
    pub decisions: Decisions,
    /// What was there before.
    pub baseline: Option<Baseline>,
    /// Comments of the articles, by document.
    pub comments: BTreeMap<String, Vec<Comment>>,
    /// The day on which decisions must hold; decisions that end are held for ever without one.
    pub today: Option<Date>,
}

/// Something that an editor should know about what was, or was not, taken out. Never a reason to fail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// File and, where it has one, line and column: "a.md:12:1".
    pub place: String,
    /// What.
    pub message: String,
}

impl Filter {
    /// Marks the findings that do not count, and remarks on comments, decisions and entries of the baseline that
    /// matched nothing although their articles were looked at.
    ///
    /// `checked` tells which articles the run is about: only their comments are remarked upon. `present` tells
    /// which articles were there to be compared with.
    pub fn apply(
        &self,
        report: &mut Report,
        checked: impl Fn(&str) -> bool,
        present: impl Fn(&str) -> bool,
    ) -> Vec<Remark> {
        let mut remarks = Vec::new();
        let mut used: BTreeSet<(String, usize)> = BTreeSet::new();
        let mut reasons: BTreeMap<String, Suppression> = BTreeMap::new();
        let index = report.index();
        for finding in &report.discrepancies {
            if let Some(suppression) = self.judge(finding, &index, &mut used) {
                reasons.insert(finding.id.clone(), suppression);
            }
        }
        self.remark_on_comments(report, &used, &checked, &mut remarks);
        self.remark_on_decisions(report, &checked, present, &mut remarks);
        report.suppress(|finding| reasons.get(&finding.id).cloned());
        remarks
    }

    /// The documents that a finding is in, sorted.
    pub fn documents(finding: &Discrepancy, index: &Index) -> Vec<String> {
        let claims = finding.sides.iter().flat_map(|side| index.claims(&side.claims));
        let documents: BTreeSet<&str> = claims.map(|claim| claim.document.as_str()).collect();
        documents.into_iter().map(str::to_owned).collect()
    }

    fn judge(
        &self,
        finding: &Discrepancy,
        index: &Index,
        used: &mut BTreeSet<(String, usize)>,
    ) -> Option<Suppression> {
        if let Some(comment) = self.silenced(finding, index, used) {
            return Some(Suppression { by: SuppressedBy::Comment, who: None, why: Some(comment) });
        }
        if let Some(decision) = self.decisions.get(&finding.id)
            && decision.decision != Verdict::ToFix
            && self.today.is_none_or(|today| decision.holds(today))
        {
            let why = match &decision.why {
                Some(why) => format!("{}: {why}", decision.decision.name()),
                None => decision.decision.name().to_owned(),
            };
            return Some(Suppression {
                by: SuppressedBy::Decision,
                who: decision.who.clone(),
                why: Some(why),
            });
        }
        let known = self.baseline.as_ref().is_some_and(|baseline| baseline.holds(&finding.id));
        known.then_some(Suppression { by: SuppressedBy::Baseline, who: None, why: None })
    }

    /// A comment takes the claims it speaks of out of the finding. The reason of the first, where fewer than two
    /// sides are left.
    fn silenced(
        &self,
        finding: &Discrepancy,
        index: &Index,
        used: &mut BTreeSet<(String, usize)>,
    ) -> Option<String> {
        let code = finding.code.name();
        let mut reason = None;
        let mut touched = Vec::new();
        let mut left = 0;
        for side in &finding.sides {
            let mut open = false;
            for claim in index.claims(&side.claims) {
                let comments = self.comments.get(claim.document.as_str()).map_or(&[][..], Vec::as_slice);
                let comment = comments.iter().position(|comment| {
                    !comment.reason.is_empty()
                        && comment.codes.iter().any(|silenced| silenced == code)
                        && comment.covers((claim.line, claim.column))
                });
                match comment {
                    Some(at) => {
                        touched.push((claim.document.to_string(), at));
                        reason = reason.or_else(|| Some(comments[at].reason.clone()));
                    }
                    None => open = true,
                }
            }
            left += usize::from(open);
        }
        let silenced = reason.filter(|_| left < finding.sides.len().min(2));
        if silenced.is_some() {
            used.extend(touched);
        }
        silenced
    }

    fn remark_on_comments(
        &self,
        report: &Report,
        used: &BTreeSet<(String, usize)>,
        checked: impl Fn(&str) -> bool,
        remarks: &mut Vec<Remark>,
    ) {
        let codes = Code::ALL.map(Code::name);
        for document in report.documents.iter().filter(|document| checked(&document.id)) {
            let comments = self.comments.get(&document.id).map_or(&[][..], Vec::as_slice);
            for (at, comment) in comments.iter().enumerate() {
                let file = document.path.as_deref().unwrap_or(&document.id);
                let mut remark = |message: String| {
                    let place = format!("{file}:{}:{}", comment.line, comment.column);
                    remarks.push(Remark { place, message });
                };
                let unknown: Vec<&String> =
                    comment.codes.iter().filter(|code| !codes.contains(&code.as_str())).collect();
                for code in &unknown {
                    let nearest = codes.iter().max_by(|one, other| {
                        strsim::normalized_damerau_levenshtein(code, one)
                            .total_cmp(&strsim::normalized_damerau_levenshtein(code, other))
                    });
                    let hint =
                        nearest.map_or_else(String::new, |nearest| format!("; did you mean `{nearest}`?"));
                    remark(format!("`{code}` is no code of a discrepancy{hint}"));
                }
                if comment.reason.is_empty() || comment.codes.is_empty() {
                    remark(
                        "needs a code and a reason, and does not hold without: \
                            `<!-- gainsay: ignore CODE reason -->`"
                            .to_owned(),
                    );
                } else if unknown.len() < comment.codes.len() && !used.contains(&(document.id.clone(), at)) {
                    remark(format!("silences nothing: no finding of `{}` here", comment.codes.join("`, `")));
                }
            }
        }
    }

    fn remark_on_decisions(
        &self,
        report: &Report,
        checked: impl Fn(&str) -> bool,
        present: impl Fn(&str) -> bool,
        remarks: &mut Vec<Remark>,
    ) {
        let found: BTreeSet<&str> = report.discrepancies.iter().map(|finding| finding.id.as_str()).collect();
        let place = self.decisions.path().display().to_string();
        for (id, decision) in self.decisions.iter() {
            let verdict = decision.decision.name();
            if !found.contains(id) {
                // Of articles that this run is not about nothing is known.
                let concerned = decision.documents.iter().any(|document| checked(document));
                if concerned && decision.documents.iter().all(|document| present(document)) {
                    let message = format!(
                        "[{id}] ({verdict}) matches nothing any more: a fact changed, or it was mended"
                    );
                    remarks.push(Remark { place: place.clone(), message });
                }
            } else if let (Some(until), Some(today)) = (decision.until, self.today)
                && today > until
                && decision.decision != Verdict::ToFix
            {
                let message = format!("[{id}] was {verdict} until {until}; it is reported again");
                remarks.push(Remark { place: place.clone(), message });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decision::Decision;
    use crate::report::sample;

    fn comment(codes: &[&str], reason: &str, lines: std::ops::Range<usize>) -> Comment {
        Comment {
            line: 1,
            column: 1,
            codes: codes.iter().map(|code| (*code).to_owned()).collect(),
            reason: reason.to_owned(),
            from: (lines.start, 1),
            to: (lines.end, 1),
        }
    }

    /// What is left, what is taken out and by what, and the remarks.
    fn outcome(filter: &Filter) -> String {
        let mut report = sample::border_clash();
        let remarks = filter.apply(&mut report, |_| true, |document| document != "elsewhere");
        let left = report.discrepancies.iter().map(|one| format!("({})", one.code.name()));
        let out = report.suppressed.iter().map(|one| {
            let Suppression { by, why, .. } = &one.suppression;
            format!("\n- {} by {by:?}: {}", one.finding.code.name(), why.as_deref().unwrap_or(""))
        });
        let remarks = remarks.iter().map(|remark| format!("\n! {}: {}", remark.place, remark.message));
        left.chain(out).chain(remarks).collect()
    }

    fn decided(verdict: Verdict, until: Option<&str>, id: &str, document: &str) -> Decisions {
        let report = sample::border_clash();
        let mut decision = Decision::about(&report.discrepancies[0], vec![document.to_owned()], verdict);
        decision.until = until.map(|day| day.parse().unwrap());
        decision.why = Some("both named".to_owned());
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("d.toml");
        Decisions::record(&path, id, Some(&decision)).unwrap();
        let mut decisions = Decisions::load(&path).unwrap();
        decisions.path = "d.toml".into();
        decisions
    }

    #[test]
    fn decisions_take_out_what_is_settled_and_until_when_it_is() {
        let id = &sample::border_clash().discrepancies[0].id;
        let today = Some("2026-11-24".parse().unwrap());
        let with = |verdict, until, id: &str, document| {
            outcome(&Filter { decisions: decided(verdict, until, id, document), today, ..Filter::default() })
        };
        insta::assert_snapshot!(with(Verdict::Dismissed, None, id, "reuters"), @"
        (quantity)(calendar)
        - certainty by Decision: dismissed: both named
        ");
        insta::assert_snapshot!(with(Verdict::Accepted, Some("2026-11-24"), id, "reuters"), @"
        (quantity)(calendar)
        - certainty by Decision: accepted: both named
        ");
        insta::assert_snapshot!(with(Verdict::ToFix, None, id, "reuters"), @"(certainty)(quantity)(calendar)");
        insta::assert_snapshot!(with(Verdict::Dismissed, Some("2026-11-23"), id, "reuters"), @"
        (certainty)(quantity)(calendar)
        ! d.toml: [d1f0] was dismissed until 2026-11-23; it is reported again
        ");
        insta::assert_snapshot!(with(Verdict::Dismissed, None, "0ther", "reuters"), @"
        (certainty)(quantity)(calendar)
        ! d.toml: [0ther] (dismissed) matches nothing any more: a fact changed, or it was mended
        ");
        insta::assert_snapshot!(with(Verdict::Dismissed, None, "0ther", "elsewhere"), @"(certainty)(quantity)(calendar)");
    }

    #[test]
    fn comments_take_out_what_they_speak_of_and_say_when_they_speak_of_nothing() {
        let with = |comment| {
            let comments = [("reuters".to_owned(), vec![comment])].into();
            outcome(&Filter { comments, ..Filter::default() })
        };
        insta::assert_snapshot!(with(comment(&["quantity"], "both named", 1..9)), @"
        (certainty)(calendar)
        - quantity by Comment: both named
        ");
        insta::assert_snapshot!(with(comment(&["quantity"], "", 1..9)), @"
        (certainty)(quantity)(calendar)
        ! border-clash/reuters.md:1:1: needs a code and a reason, and does not hold without: `<!-- gainsay: ignore CODE reason -->`
        ");
        insta::assert_snapshot!(with(comment(&["quantity"], "elsewhere", 7..9)), @"
        (certainty)(quantity)(calendar)
        ! border-clash/reuters.md:1:1: silences nothing: no finding of `quantity` here
        ");
        insta::assert_snapshot!(with(comment(&["quantitty", "time"], "typo", 1..9)), @"
        (certainty)(quantity)(calendar)
        ! border-clash/reuters.md:1:1: `quantitty` is no code of a discrepancy; did you mean `quantity`?
        ! border-clash/reuters.md:1:1: silences nothing: no finding of `quantitty`, `time` here
        ");
    }
}
