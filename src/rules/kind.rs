//! What all kinds of rules have in common: a name, examples, a place in their file.

use std::ops::Range;

use super::example::Example;

/// A rule of any kind, as one `[[kind]]` table of a pack.
pub trait Rule {
    /// The key of its tables in a pack: `frames` for `[[frames]]`.
    const KIND: &'static str;

    /// What its examples name: `gives = [{ quantity = "> 200" }]` names quantities.
    const READS: Reads = Reads::Claims;

    /// What users call it and override it by; `None` for rules that only ever add up, such as word lists.
    fn name(&self) -> Option<&str>;

    /// Its own tests.
    fn examples(&self) -> &[Example] {
        &[]
    }
}

/// `rule!(HedgeRule, "hedge", Claims, name = name, examples = example)`: the kind of a struct's tables,
/// what its examples name, and the fields of its name and its examples where it has them.
macro_rules! rule {
    ($rule:ty, $kind:literal, $reads:ident $(, name = $name:ident)? $(, examples = $examples:ident)?) => {
        impl $crate::rules::Rule for $rule {
            const KIND: &'static str = $kind;
            const READS: $crate::rules::Reads = $crate::rules::Reads::$reads;

            fn name(&self) -> Option<&str> {
                None$(.or(Some(self.$name.as_str())))?
            }
            $(
                fn examples(&self) -> &[$crate::rules::example::Example] {
                    &self.$examples
                }
            )?
        }
    };
}

/// What a rule reads from a text, and so what its examples are held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reads {
    /// Slots of claims: `predicate`, `quantity`, `agent`, …
    Claims,
    /// `quantity`
    Quantities,
    /// `time`
    Times,
    /// `source`, `cue`, `content`, `stance`, `certainty`
    Attributions,
    /// `entity`, `text`
    Entities,
}

/// One rule of a loaded pack, as the commands and the examples' runner see it.
#[derive(Debug, Clone, Copy)]
pub struct RuleRef<'a> {
    /// The key of its tables: `frames`.
    pub kind: &'static str,
    /// What its examples name.
    pub reads: Reads,
    /// Its place among the rules of this kind in this file, counted from 0 as written there.
    pub index: usize,
    /// Its name, where the kind has names.
    pub name: Option<&'a str>,
    /// Its own tests.
    pub examples: &'a [Example],
}

/// The bytes of the pack's text where a rule stands, or one field of it (`frames`, 3, `examples.0.text`).
///
/// Parses the text anew, so it is for messages, not for loading.
pub fn place(text: &str, kind: &str, index: usize, field: &str) -> Range<usize> {
    let Ok(table) = toml::de::DeTable::parse(text) else { return 0..0 };
    let Some(rules) = table.get_ref().get(kind) else { return 0..0 };
    let Some(rule) = rules.get_ref().get(index) else { return rules.span() };
    let mut found = rule;
    let mut steps = field.split('.').filter(|step| !step.is_empty()).peekable();
    let anywhere = steps.peek().is_none();
    for step in steps {
        let inner = match step.parse::<usize>() {
            Ok(at) => found.get_ref().get(at),
            Err(_) => found.get_ref().get(step),
        };
        match inner {
            Some(inner) => found = inner,
            None => break,
        }
    }
    if anywhere || std::ptr::eq(found, rule) {
        // The whole table may be long: its name, or else its header, stands for it.
        let name = rule.get_ref().as_table().and_then(|table| {
            ["name", "id", "code", "predicate"]
                .iter()
                .find_map(|key| table.get(*key))
                .map(|value| value.span())
        });
        return name.unwrap_or_else(|| first_line(text, rule.span()));
    }
    first_line(text, found.span())
}

/// The lines of a rule's whole table, with the tables inside it, up to the next table of the pack.
pub fn table(text: &str, kind: &str, index: usize) -> Range<usize> {
    let header = format!("[[{kind}]]");
    let inner = format!("[[{kind}.");
    let inner_table = format!("[{kind}.");
    let mut range = 0..0;
    let mut seen = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with(&header) {
            seen += 1;
        }
        if seen == index + 1 {
            if range.is_empty() {
                range = at..at;
            } else if line.starts_with('[') && !line.starts_with(&inner) && !line.starts_with(&inner_table) {
                break;
            }
            range.end = at + line.len();
        } else if seen > index + 1 {
            break;
        }
        at += line.len();
    }
    range
}

/// The part of a stretch up to its first newline.
fn first_line(text: &str, range: Range<usize>) -> Range<usize> {
    let lines = text.get(range.clone()).unwrap_or("");
    range.start..range.start + lines.find('\n').unwrap_or(lines.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_and_its_fields_have_a_place() {
        let text = "about = \"x\"\n\n[[units]]\nname = \"metre\"\n\n[[units]]\nname = \"mile\"\nspellings = [\"mi\", \"mile\"]\n";
        let at = |index, field| &text[place(text, "units", index, field)];
        assert_eq!(at(0, ""), "\"metre\"");
        assert_eq!(at(1, ""), "\"mile\"");
        assert_eq!(at(1, "spellings.1"), "\"mile\"");
        assert_eq!(at(1, "spelings"), "\"mile\"", "an unknown field stands at its rule");
    }
}
