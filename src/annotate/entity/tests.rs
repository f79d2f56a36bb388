//! Tables of sentences and what is read from them.

use super::*;
use crate::annotate::annotate;

/// `mention → entity`, one for each mention that is not spelled as its entity.
fn who(text: &str) -> String {
    let rules = Rules::embedded().expect("the embedded packs load");
    let article = Article::plain("a", text);
    let layers = annotate(&article, &rules);
    let row = |mention: &EntityMention| format!("{} → {}", mention.span.of(text), mention.entity);
    layers.entities.iter().map(row).collect::<Vec<_>>().join("; ")
}

#[test]
fn packs_know_spellings_capitals_and_organs() {
    insta::assert_snapshot!(who("Kabul rejected the charge."), @"Kabul → afghanistan");
    insta::assert_snapshot!(who("He flew to Kabul."), @"Kabul → kabul");
    insta::assert_snapshot!(who("Pakistan's military met the Afghan foreign ministry."), @"Pakistan's military → pakistan-military; Afghan foreign ministry → afghanistan-foreign-ministry");
    insta::assert_snapshot!(who("It told us that US troops left."), @"US troops → united-states-military");
}

#[test]
fn names_are_introduced_and_taken_up() {
    insta::assert_snapshot!(
        who("Foreign Minister Ruth Dlamini met Carlos Ortega. Dlamini said she was glad. The minister left."),
        @"Ruth Dlamini → ruth-dlamini; Carlos Ortega → carlos-ortega; Dlamini → ruth-dlamini; she → ruth-dlamini; The minister → ruth-dlamini"
    );
    insta::assert_snapshot!(
        who("The Norwegian Relief Council (NRC) closed. The NRC was old."),
        @"Norwegian Relief Council → norwegian-relief-council; NRC → norwegian-relief-council; NRC → norwegian-relief-council"
    );
    insta::assert_snapshot!(
        who("Ann Ray and Tom Ray spoke. Tom Ray left. Ray smiled."),
        @"Ann Ray → ann-ray; Tom Ray → tom-ray; Tom Ray → tom-ray; Ray → tom-ray"
    );
}

#[test]
fn what_is_said_is_about_its_speaker_first() {
    insta::assert_snapshot!(
        who("US troops searched the sea. The airline said that it had received a signal."),
        @"US troops → united-states-military"
    );
    insta::assert_snapshot!(
        who("India sent envoys. The Taliban said its fighters had left."),
        @"India → india; Taliban → afghan-taliban; its → afghan-taliban"
    );
}

#[test]
fn what_belongs_to_what() {
    let rules = Rules::embedded().expect("the embedded packs load");
    let entities = &rules.entities;
    assert!(entities.is_within("paktika", "afghanistan"));
    assert!(entities.is_within("barmal", "afghanistan"));
    assert!(entities.is_within("pakistan-air-force", "pakistan-military"));
    assert!(entities.is_within("pakistan-air-force", "pakistan"));
    assert!(entities.is_within("islamic-state-khorasan", "islamic-state"));
    assert!(!entities.is_within("pakistan", "paktika"));
    assert!(!entities.is_within("india", "india"));
}
