//! A claim before it is written out: which words fill which slot.

use crate::rules::frame::{End, Role};

/// What the syntax says of one claim; indices into the layers.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    /// The frame, where one claims it.
    pub(super) frame: Option<usize>,
    /// The predicate, where no frame names it: its token.
    pub(super) noun: Option<usize>,
    /// A dimension as the predicate: "length".
    pub(super) dimension: bool,
    /// The word that makes the claim.
    pub(super) trigger: usize,
    /// Its sentence.
    pub(super) sentence: usize,
    /// The clause that it stands in.
    pub(super) clause: Option<usize>,
    pub(super) agent: Option<usize>,
    pub(super) patient: Option<usize>,
    pub(super) place: Option<usize>,
    pub(super) means: Option<usize>,
    /// Words before the noun that name who did it ("Pakistani airstrikes") or where ("the Orakzai attack").
    pub(super) modifier: Option<(Role, std::ops::Range<usize>)>,
    /// The word that says what kind of people it happened to: "civilian" of "civilian casualties", the name of a nation.
    pub(super) kin: Option<usize>,
    /// The figure, where it does not stand in the patient.
    pub(super) quantity: Option<usize>,
    /// Denied by "not" or "no".
    pub(super) negated: bool,
    /// How many it counts is none.
    pub(super) zero: bool,
    /// The phrase counts one, and no other: "a lone gunman".
    pub(super) alone: Option<usize>,
    /// Part of another figure.
    pub(super) part: bool,
    /// Who gives the figure, where no attribution says so: "the police" of "the police estimate 240,000".
    pub(super) speaker: Option<usize>,
    /// The clause that only lends its subject: "launched" of "launched an attack".
    pub(super) support: Option<usize>,
    /// The clause that says who did it: "apparently staged by guerrillas".
    pub(super) doing: Option<usize>,
    /// The figure is a level that stood at some time: "the toll rose to 40 on Sunday".
    pub(super) level: bool,
    /// What is behind the patient's "of" belongs to the verb: "convicted traders of fraud".
    pub(super) apart: bool,
    /// Of a figure with two ends the one named last: "from 288 to 275".
    pub(super) last: bool,
    /// The figure is how much it moved.
    pub(super) moved: bool,
    /// The figure is only the end of what the words allow: above 4,700 of "exceeds 4,700".
    pub(super) bound: Option<End>,
    /// All whom the patient is coordinated with are counted as one figure: five of "Reyes and four others".
    pub(super) together: bool,
    /// The words of an office.
    pub(super) office: Option<std::ops::Range<usize>>,
    /// Said in passing by a word of a name or noun: "the Geneva-based group". A hedge around it is of something else.
    pub(super) passing: bool,
    /// A clause of no frame.
    pub(super) event: bool,
    /// A quality of the patient; the noun is its adjective.
    pub(super) quality: bool,
}

impl Draft {
    /// Fills a role that is still open.
    pub(super) fn fill(&mut self, role: Role, phrase: usize) {
        let slot = match role {
            Role::Agent => &mut self.agent,
            Role::Patient => &mut self.patient,
            Role::Place => &mut self.place,
            Role::Means => &mut self.means,
            Role::Time | Role::Value | Role::None => return,
        };
        if slot.is_none() {
            *slot = Some(phrase);
        }
    }
}
