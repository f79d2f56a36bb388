//! Tables of sentences and what is read from them.

use super::*;
use crate::annotate::annotate;
use crate::article::{Article, Role, Section};
use crate::rules::Rules;

/// One row for each attribution: `source → cue: content (stance)`.
fn said(text: &str) -> String {
    read(Article::plain("a", text))
}

/// The same of a headline.
fn headlined(text: &str) -> String {
    let whole = Section { span: Span::new(0, text.len()), role: Role::Headline };
    read(Article { sections: vec![whole], ..Article::plain("a", text) })
}

fn read(article: Article) -> String {
    let rules = Rules::embedded().expect("the embedded packs load");
    let text = article.text.as_str();
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

#[test]
fn speakers_carry_over_sentences() {
    insta::assert_snapshot!(
        said("“We lost,” the captain said. “It hurts to lose.” His rival smiled."),
        @"the captain → said: “We lost,” | the captain → said: “It hurts to lose.”"
    );
    insta::assert_snapshot!(
        said("The envoy visited Rome, adding that the talks had failed."),
        @"The envoy → adding: the talks had failed"
    );
}

#[test]
fn chains_and_conjuncts() {
    insta::assert_snapshot!(
        said("Police said that witnesses had seen two men, Reuters reported."),
        @"Reuters → reported: Police said that witnesses had seen two men (reports) | Police → said: witnesses had seen two men"
    );
    insta::assert_snapshot!(
        said("Nine men died, according to the rebels, and 20 soldiers died, according to the army."),
        @"the rebels → according to: Nine men died | the army → according to: 20 soldiers died"
    );
    insta::assert_snapshot!(
        said("The army said it had killed 200 rebels, though the rebels said nine of them had died."),
        @"The army → said: it had killed 200 rebels | the rebels → said: nine of them had died"
    );
}

#[test]
fn denials_point_back() {
    let rules = Rules::embedded().expect("the embedded packs load");
    let about = |text: &str| {
        let article = Article::plain("a", text);
        let layers = annotate(&article, &rules);
        let found = layers.attributions.iter().find_map(|attribution| attribution.about);
        found.map(|span| span.of(text).to_owned()).unwrap_or_default()
    };
    insta::assert_snapshot!(about("The union said that 40 miners had died. The company rejected such claims."), @"40 miners had died");
    insta::assert_snapshot!(about("The union alleged negligence, a claim denied by the company."), @"negligence");
    insta::assert_snapshot!(about("The union said that 40 miners had died. The company rejected the offer."), @"");
}

#[test]
fn how_surely_a_clause_is_said() {
    let rules = Rules::embedded().expect("the embedded packs load");
    let sure = |text: &str, verb: &str| {
        let article = Article::plain("a", text);
        let layers = annotate(&article, &rules);
        let clause =
            layers.clauses.iter().position(|clause| layers.tokens[clause.head].span.of(text) == verb);
        let Some(clause) = clause else { return "no clause".to_owned() };
        let modality = certainty::of(&layers, &rules, clause);
        format!("{:?}{}", modality.certainty, if modality.negated { ", not" } else { "" })
    };
    insta::assert_snapshot!(sure("The flood killed nobody.", "killed"), @"Certain, not");
    insta::assert_snapshot!(sure("The flood may have killed 12 people.", "killed"), @"Possible");
    insta::assert_snapshot!(sure("The flood probably killed 12 people.", "killed"), @"Probable");
    insta::assert_snapshot!(sure("Police said that the flood killed 12 people.", "killed"), @"Certain");
    insta::assert_snapshot!(sure("The rebels plan to attack the town.", "attack"), @"Unknown");
    insta::assert_snapshot!(sure("If the dam has collapsed, the town will drown.", "collapsed"), @"Unknown");
    insta::assert_snapshot!(sure("If the dam has collapsed, the town will drown.", "drown"), @"Unknown");
    insta::assert_snapshot!(sure("Was the dam destroyed?", "destroyed"), @"Unknown");
}

#[test]
fn a_chain_has_the_outermost_speaker_first() {
    let rules = Rules::embedded().expect("the embedded packs load");
    let text = "Police said that witnesses had told them that two men fled, Reuters reported.";
    let article = Article::plain("a", text);
    let layers = annotate(&article, &rules);
    let fled = text.find("fled").map(|at| Span::new(at, at + 4)).expect("it is there");
    let names: Vec<&str> = chain(&layers.attributions, fled)
        .iter()
        .filter_map(|attribution| attribution.source.as_ref())
        .map(|source| source.span.of(text))
        .collect();
    assert_eq!(names, ["Reuters", "Police", "witnesses"]);
}

#[test]
fn who_speaks_stands_beside_the_mark_of_a_headline() {
    insta::assert_snapshot!(headlined("Health ministry: 43 dead in blast"), @"Health ministry → :: 43 dead in blast");
    insta::assert_snapshot!(headlined("Twelve killed in Leeds blast – police"), @"police → –: Twelve killed in Leeds blast");
    insta::assert_snapshot!(headlined("Market stampede: death toll rises to 90"), @"");
    insta::assert_snapshot!(headlined("Chicago: 35 killed in fire"), @"");
    insta::assert_snapshot!(headlined("Hurricane Otis: 45 dead in Acapulco"), @"");
}
