use super::*;
use crate::annotate::annotate;
use crate::article::Article;
use crate::rules::Rules;

/// One row for each attribution: `source → cue: content (stance)`.
fn said(text: &str) -> String {
    let rules = Rules::embedded().expect("the embedded packs load");
    let article = Article::plain("a", text);
    let layers = annotate(&article, &rules);
    let row = |attribution: &Attribution| {
        let source = attribution.source.as_ref().map_or("–", |source| source.span.of(text));
        let cue = attribution.cue.map_or("–", |cue| cue.of(text));
        let mut row = format!("{source} → {cue}: {}", attribution.content.of(text));
        if attribution.stance != Stance::Asserts {
            row += &format!(" ({})", format!("{:?}", attribution.stance).to_lowercase());
        }
        row
    };
    layers.attributions.iter().map(row).collect::<Vec<_>>().join(" | ")
}

#[test]
fn source_before_inside_and_after() {
    insta::assert_snapshot!(said("The mayor said that the bridge was safe."), @"The mayor → said: the bridge was safe");
    insta::assert_snapshot!(said("The bridge, the mayor said, was safe."), @"the mayor → said: The bridge | the mayor → said: was safe");
    insta::assert_snapshot!(said("The bridge was safe, the mayor said."), @"the mayor → said: The bridge was safe");
    insta::assert_snapshot!(said("“The bridge is safe,” said the mayor."), @"the mayor → said: “The bridge is safe,”");
    insta::assert_snapshot!(said("According to police, the bridge was safe."), @"police → According to: the bridge was safe");
}

#[test]
fn what_a_source_does_with_a_noun_phrase() {
    insta::assert_snapshot!(said("Aid groups decried the strikes."), @"Aid groups → decried: the strikes");
    insta::assert_snapshot!(said("The minister ruled out talks."), @"The minister → ruled out: talks (denies)");
    insta::assert_snapshot!(said("The pope called for a ceasefire."), @"The pope → called: a ceasefire");
}
