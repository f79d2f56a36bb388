//! What is claimed, sentence by sentence: predicate, figure, who, to whom.

use insta::assert_snapshot;

use super::{Claim, Kind, Polarity, extract};
use crate::annotate::annotate;
use crate::article::Article;
use crate::rules::Rules;

/// The frames' claims of a text, in a row.
fn read(rules: &Rules, text: &str) -> String {
    let article = Article::plain("paper", text);
    let claims = extract(&annotate(&article, rules), rules);
    let frames = claims.iter().filter(|claim| claim.kind == Kind::Frame).map(row);
    frames.collect::<Vec<_>>().join("; ")
}

fn row(claim: &Claim) -> String {
    let mut row = claim.predicate.to_string();
    if claim.polarity == Polarity::Negative {
        row.push_str(" not");
    }
    if let Some(amount) = &claim.quantity {
        row.push_str(&format!(" {}", amount.quantity.interval));
    }
    for (name, who) in [("by", &claim.agent), ("of", &claim.patient), ("through", &claim.means)] {
        if let Some(who) = who {
            row.push_str(&format!(" {name} {}", who.text));
        }
    }
    if claim.part {
        row.push_str(" (part)");
    }
    row
}

#[test]
fn forms_of_one_frame() {
    let rules = Rules::embedded().expect("the embedded rules load");
    let r = |text| read(&rules, text);
    assert_snapshot!(r("The rebels killed nine soldiers."), @"killed 9 by The rebels of soldiers");
    assert_snapshot!(r("Nine soldiers were killed by the rebels."), @"killed 9 by the rebels of soldiers");
    assert_snapshot!(r("A corporal and a nurse were killed."), @"killed 1 of A corporal; killed 1 of a nurse; killed 2 of A corporal and a nurse");
    assert_snapshot!(r("Nine killed, 13 injured in Lima"), @"killed 9; injured 13");
    assert_snapshot!(r("It left 35 rebels and five soldiers dead."), @"killed 35 of rebels; killed 5 of soldiers; killed 40 of 35 rebels and five soldiers");
    assert_snapshot!(r("The strike led to the death of six officers."), @"killed 6 by The strike of officers");
    assert_snapshot!(r("The flood killed nine people, including four children."), @"killed 9 of people through The flood; killed 4 of children through The flood (part)");
    assert_snapshot!(r("No one was killed."), @"killed not 0 of No one");
}

#[test]
fn figures_that_go_on_about_a_topic() {
    let rules = Rules::embedded().expect("the embedded rules load");
    let r = |text| read(&rules, text);
    assert_snapshot!(r("The death toll rose to 41."), @"killed 41");
    assert_snapshot!(r("The ministry revised the toll from 288 to 275."), @"killed 275");
    assert_snapshot!(r("Forty people died. The ministry later put the number at 38."), @"killed 40 of people; killed 38");
    assert_snapshot!(r("The number of people killed rose to 41."), @"killed 41 of people; killed of people");
    assert_snapshot!(r("Forty people were rescued. The number of passengers was lowered to 459."), @"rescued 40 of people; aboard 459 of passengers");
    assert_snapshot!(r("Crowds marched in Turin. The police counted 20,000 people."), @"demonstrated by Crowds; demonstrated 20000 by people");
}

#[test]
fn figures_without_a_noun_take_the_one_before() {
    let rules = Rules::embedded().expect("the embedded rules load");
    let r = |text| read(&rules, text);
    assert_snapshot!(r("Rossi won 8,794 votes, Bruno 6,984 and Carla Verdi of the People's Party 1,496."), @"won_vote 8794 by Rossi; won_vote 6984 by Bruno; won_vote 1496 by Carla Verdi of the People's Party");
    assert_snapshot!(r("Rossi won 8,794 votes. His rival Bruno polled 6,984."), @"won_vote 8794 by Rossi; won_vote 6984 by His rival Bruno");
    assert_snapshot!(r("Acme employs 1,200 people. Bolt has 900."), @"employs 1200 by Acme of people; employs 900 by Bolt of people");
    assert_snapshot!(r("Acme employs 1,200 people. Bolt opened in 1900."), @"employs 1200 by Acme of people");
}

#[test]
fn a_level_is_of_what_the_sentence_names() {
    let rules = Rules::embedded().expect("the embedded rules load");
    let all = |text: &str| {
        let article = Article::plain("paper", text);
        let claims = extract(&annotate(&article, &rules), &rules);
        let figures = claims.iter().filter(|claim| claim.quantity.is_some()).map(row);
        figures.collect::<Vec<_>>().join("; ")
    };
    assert_snapshot!(all("Acme employs 900 people. Smith put the registered voters at 93,000."), @"employs 900 by Acme of people; registered_voters 93000");
    assert_snapshot!(all("Valid votes came to 24,025 and invalid votes to 939."), @"votes_valid 24025; votes_rejected 939");
    assert_snapshot!(all("The total of votes cast was 24,965."), @"votes_cast 24965");
}

#[test]
fn what_somebody_says_that_something_is() {
    let rules = Rules::embedded().expect("the embedded rules load");
    let qualities = |text: &str| {
        let article = Article::plain("paper", text);
        let claims = extract(&annotate(&article, &rules), &rules);
        let qualities = claims.iter().filter(|claim| claim.kind == Kind::Quality).map(row);
        qualities.collect::<Vec<_>>().join("; ")
    };
    assert_snapshot!(qualities("It was not a sophisticated attack."), @"sophisticated not of a sophisticated attack");
    assert_snapshot!(qualities("The minister said that it was a sophisticated attack."), @"sophisticated of a sophisticated attack");
    assert_snapshot!(qualities("The minister called it a “sophisticated attack”."), @"");
    assert_snapshot!(qualities("The ship was not safe, the owner said."), @"safe not of The ship");
    assert_snapshot!(qualities("Police said that 17 people were missing."), @"");
    // The outlet's own words in passing.
    assert_snapshot!(qualities("It was a sunny day."), @"");
}

#[test]
fn where_it_is_counted() {
    let rules = Rules::embedded().expect("the embedded rules load");
    let r = |text: &str| {
        let article = Article::plain("paper", text);
        let claims = extract(&annotate(&article, &rules), &rules);
        let counted = claims.iter().filter(|claim| claim.kind == Kind::Frame && claim.quantity.is_some());
        let places = counted.map(|claim| {
            let place = claim.place.as_ref().map_or("nowhere", |place| &place.text);
            format!("{} in {place}", row(claim))
        });
        places.collect::<Vec<_>>().join("; ")
    };
    assert_snapshot!(r("In Peru the number of dead rose to 446, while there are 259 dead in Chile."), @"killed 446 in Peru; killed 259 in Chile");
    assert_snapshot!(r("Six new cases were reported: Guinea, 3 new cases (2 confirmed) and 2 deaths; and Chad: 3 new cases."), @"cases 6 in nowhere; cases 3 in Guinea; killed 2 in Guinea; cases 3 in Chad");
    assert_snapshot!(r("The virus is found in Guékédou (51 deaths) and Macenta (12 deaths)."), @"killed 51 in Guékédou; killed 12 in Macenta");
    assert_snapshot!(r("Peru has reported 602 deaths, and Chile put the number of dead at 344."), @"killed 602 in Peru; killed 344 in Chile");
    assert_snapshot!(r("Malawi's death toll stands at 56."), @"killed 56 in Malawi");
    assert_snapshot!(r("Over 750,000 demonstrators filled the streets of Lima."), @"demonstrated > 750000 by demonstrators of the streets of Lima in Lima");
    assert_snapshot!(r("In Malawi, where 56 people died, rain goes on."), @"killed 56 of people in Malawi");
    assert_snapshot!(r("Eleven people died in Mali and Chad."), @"killed 11 of people in Mali and Chad");
    assert_snapshot!(r("USA Today has 560 people missing. Lima: Chile's economy shrank when 20 people were killed."), @"missing 560 of people in nowhere; killed 20 of people in nowhere");
}
