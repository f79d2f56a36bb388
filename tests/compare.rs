//! The comparison on claims made by hand: what contradicts what, and what does not.

#[path = "common/claim.rs"]
mod claim;

use claim::claim;
use gainsay::compare::compare;
use gainsay::rules::Rules;
use insta::assert_snapshot;

/// Code, severity, topic and sides of everything that is found.
fn found(lines: &[&str]) -> String {
    let claims: Vec<_> = lines.iter().map(|line| claim(line)).collect();
    let comparison = compare(&claims, &Rules::embedded().expect("sound rules"));
    let found = comparison.discrepancies.iter().map(|one| {
        let sides: Vec<&str> = one.sides.iter().map(|side| side.position.as_str()).collect();
        let severity = format!("{:?}", one.severity).to_lowercase();
        format!("{} {severity}: {}: {}", one.code.name(), one.topic, sides.join(" | "))
    });
    let found: Vec<String> = found.collect();
    if found.is_empty() { "nothing".to_owned() } else { found.join("\n") }
}

#[test]
fn two_speakers_of_one_sentence_are_a_dispute() {
    assert_snapshot!(found(&[
        "killed | > 200 | patient=Taliban militants#afghan-taliban | by=Pakistan's military",
        "killed | 9 | patient=its fighters#afghan-taliban | by=the Taliban",
    ]), @"quantity warning: Taliban militants killed: 9, according to the Taliban | > 200, according to Pakistan's military");
}

#[test]
fn a_floor_and_a_number_above_it_agree() {
    assert_snapshot!(found(&[
        "killed | >= 20 | doc=afp | date=2025-10-12 | patient=people | place=Khost#khost | time=2025-10-11",
        "killed | 23 | doc=dawn | date=2025-10-12 | patient=people | place=Khost#khost | time=2025-10-11",
    ]), @"nothing");
}

#[test]
fn a_later_and_higher_toll_is_an_update_and_a_lower_one_is_stale() {
    let day = |date: &str, toll: u32| {
        format!(
            "killed | {toll} | doc={date} | date={date} | patient=people | event=the Camp Fire#camp-fire | place=Paradise#paradise"
        )
    };
    let (first, second, third) = (day("2018-11-14", 56), day("2018-11-16", 71), day("2018-11-18", 56));
    assert_snapshot!(found(&[&first, &second]), @"nothing");
    assert_snapshot!(found(&[&first, &second, &third]), @"stale error: People killed, the Camp Fire: 56 | 71");
}

#[test]
fn one_length_in_two_units_agrees() {
    assert_snapshot!(found(&[
        "length | 2600 km | doc=a | patient=Durand Line#durand-line | place=Pakistan#pakistan",
        "length | 1600 [mi_i] | doc=b | patient=Durand Line#durand-line | place=Pakistan#pakistan",
    ]), @"nothing");
    assert_snapshot!(found(&[
        "length | 2600 km | doc=a | patient=Durand Line#durand-line | place=Pakistan#pakistan",
        "length | 2100 km | doc=b | patient=Durand Line#durand-line | place=Pakistan#pakistan",
    ]), @"quantity error: Length of Durand Line, Pakistan: 2100 km | 2600 km");
}

#[test]
fn parts_increments_and_other_events_are_no_rivals() {
    assert_snapshot!(found(&[
        "killed | 23 | patient=people | place=Khost#khost | time=2025-10-11",
        "killed | 9 | part | patient=people | place=Khost#khost | time=2025-10-11",
        "killed | 3 | more | patient=people | place=Khost#khost | time=2025-10-11",
        "killed | 7 | patient=people | place=Kabul#kabul | time=2025-10-11",
        "killed | 23 | patient=people | place=Khost#khost | time=2025-03-11",
    ]), @"nothing");
}

#[test]
fn flat_in_one_article_denied_in_another() {
    assert_snapshot!(found(&[
        "killed | - | doc=b | patient=Nur Wali Mehsud#noor-wali-mehsud | place=Kabul#kabul",
        "killed | - | doc=a | possible | patient=Noor Wali Mehsud#noor-wali-mehsud | place=Kabul#kabul | at=100",
        "killed | - | doc=a | denied=the Afghan government | patient=Noor Wali Mehsud#noor-wali-mehsud | at=300",
    ]), @"polarity error: Whether Noor Wali Mehsud was killed, Kabul: Nur Wali Mehsud: killed, stated as a fact | Noor Wali Mehsud: killed, hedged | Noor Wali Mehsud: not killed, according to the Afghan government");
}

#[test]
fn a_headline_that_the_text_contradicts() {
    assert_snapshot!(found(&[
        "killed | 12 | headline | patient=people | place=Khost#khost",
        "killed | 10 | patient=people | place=Khost#khost | at=200",
    ]), @"headline error: People killed, Khost: 10 | 12");
}

#[test]
fn a_figure_that_an_article_takes_back() {
    let mut high = claim("killed | 288 | date=2023-06-04 | patient=people | place=Balasore#balasore");
    let mut low = claim("killed | 275 | date=2023-06-04 | patient=people | place=Balasore#balasore");
    (high.span.start, low.span.start, low.span.end) = (30, 40, 50);
    high.span.end = 35;
    for claim in [&mut high, &mut low] {
        claim.text = "The toll was revised from 288 to 275.".into();
    }
    let rules = Rules::embedded().expect("sound rules");
    let found = &compare(&[high, low], &rules).discrepancies[0];
    assert_snapshot!(found.explanation, @"A reports that 288 was corrected to 275. The claims are about one thing: both count people, both in Balasore and in one sentence. Not all of them say when.");
}

#[test]
fn lists_of_the_missing_of_one_moment() {
    let fire = |doc: &str, what: &str, count: u32| {
        format!(
            "{what} | {count} | doc={doc} | patient=people | event=the Camp Fire#camp-fire | place=Paradise#paradise"
        )
    };
    let missing = [fire("a", "missing", 130), fire("b", "missing", 300)];
    assert_snapshot!(found(&[&missing[0], &missing[1]]), @"nothing");
    let toll = [fire("a", "killed", 56), fire("b", "killed", 56)];
    let hurt = [fire("a", "injured", 31), fire("b", "injured", 31)];
    assert_snapshot!(
        found(&[&missing[0], &missing[1], &toll[0], &toll[1], &hurt[0], &hurt[1]]),
        @"quantity warning: People missing, the Camp Fire: 130 | 300"
    );
}

#[test]
fn one_crash_has_one_day() {
    assert_snapshot!(found(&[
        "crashed | - | doc=a | agent=the Coromandel Express#coromandel-express | place=Balasore#balasore | time=2023-05-02",
        "crashed | - | doc=b | agent=the Coromandel Express#coromandel-express | place=Balasore#balasore | time=2023-06-02",
    ]), @"time error: The crash, Balasore: 2023-05-02 | 2023-06-02");
}

#[test]
fn parts_that_are_more_than_their_whole() {
    assert_snapshot!(found(&[
        "killed | 20 | patient=people | place=Khost#khost",
        "killed | 12 | part | patient=women | place=Khost#khost | at=0",
        "killed | 11 | part | patient=men | place=Khost#khost | at=0",
    ]), @"nothing");
}
