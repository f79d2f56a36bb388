//! Debug view.
#![allow(clippy::print_stdout, clippy::unwrap_used)]
use gainsay::annotate::annotate;
use gainsay::article::Article;
use gainsay::rules::Rules;
fn main() {
    let rules = Rules::embedded().unwrap();
    let text = std::env::args().nth(1).unwrap();
    let text =
        if std::path::Path::new(&text).exists() { std::fs::read_to_string(text).unwrap() } else { text };
    let mut article = Article::plain("x", &text);
    article.date = std::env::args().nth(2).and_then(|d| d.parse().ok());
    let a = annotate(&article, &rules);
    let w = |r: std::ops::Range<usize>| {
        r.map(|t| a.tokens[t].span.of(&article.text)).collect::<Vec<_>>().join(" ")
    };
    for s in &a.sentences {
        println!(
            "S {}",
            s.tokens
                .clone()
                .map(|t| format!("{}/{:?}", a.tokens[t].span.of(&article.text), a.tags[t]))
                .collect::<Vec<_>>()
                .join(" ")
        );
    }
    for (i, p) in a.phrases.iter().enumerate() {
        println!(
            "NP{i} [{}] head={} q={:?} owner={:?} of={:?} app={:?} and={:?} neg={}",
            w(p.tokens.clone()),
            w(p.head..p.head + 1),
            p.quantity.map(|q| a.quantities[q].quantity.interval.to_string()),
            p.owner,
            p.of,
            p.apposition,
            p.and,
            p.negated
        );
    }
    for (i, c) in a.clauses.iter().enumerate() {
        println!(
            "C{i} [{}] verb={} lemma={} pass={} {:?} {:?} parent={:?} neg={} modal={:?} subj={:?} shared={} obj={:?} comp={:?}",
            w(c.tokens.clone()),
            w(c.verb.clone()),
            rules.lexicon.word(c.lemma).text,
            c.passive,
            c.form,
            c.link,
            c.parent,
            c.negated,
            c.modal.map(|m| rules.lexicon.word(m).text.clone()),
            c.subject,
            c.subject_shared,
            c.objects,
            c.complements
                .iter()
                .map(|(p, n)| (rules.lexicon.word(*p).text.to_string(), *n))
                .collect::<Vec<_>>()
        );
    }
    for q in &a.quantities {
        println!(
            "Q [{}] {} {} {:?}",
            w(q.tokens.clone()),
            q.quantity.interval,
            q.quantity.dimension,
            q.change
        );
    }
    for t in &a.times {
        println!("T [{}] {}", w(t.tokens.clone()), t.time.edtf);
    }
    for e in &a.entities {
        println!("E [{}] {} {}", w(e.tokens.clone()), e.entity, e.kind);
    }
    for t in &a.attributions {
        println!(
            "A {:?} cue={:?} {:?} {:?} content=[{}]",
            t.source.as_ref().map(|s| (s.span.of(&article.text), s.entity.clone())),
            t.cue.map(|c| c.of(&article.text)),
            t.stance,
            t.certainty,
            t.content.of(&article.text)
        );
    }
    for c in gainsay::claim::extract(&a, &rules) {
        println!(
            "CLAIM {} {:?} {:?} {:?} q={} A={:?} P={:?} L={:?} T={:?} M={:?} | {}",
            c.predicate,
            c.kind,
            c.polarity,
            c.certainty,
            c.quantity
                .as_ref()
                .map(|q| format!("{}{}", q.quantity.interval, if q.implied { "!" } else { "" }))
                .unwrap_or_default(),
            c.agent.map(|a| a.text),
            c.patient.map(|a| a.text),
            c.place.map(|a| (a.text, a.inherited)),
            c.time.map(|t| t.time.edtf),
            c.means.map(|a| a.text),
            c.span.of(&article.text)
        );
    }
}
