//! The JSON Schemas of all that is written as JSON, from the types' own docs.

use schemars::generate::SchemaSettings;
use serde_json::Value;

use crate::annotate::json::AnnotationsJson;
use crate::claim::Claim;
use crate::report::Report;

/// What has a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum Name {
    /// A line of `extract`
    Claims,
    /// `report` and `check` with `--format json`
    Report,
    /// A line of `annotate --format json`
    Annotations,
}

/// The schema, JSON Schema 2020-12.
pub fn schema(name: Name) -> Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let schema = match name {
        Name::Claims => generator.into_root_schema_for::<Claim>(),
        Name::Report => generator.into_root_schema_for::<Report>(),
        Name::Annotations => generator.into_root_schema_for::<AnnotationsJson>(),
    };
    schema.to_value()
}

/// The schema as text.
pub fn render(name: Name) -> String {
    serde_json::to_string_pretty(&schema(name)).unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{json, sample};

    fn holds(name: Name, value: &Value) {
        let validator = jsonschema::validator_for(&schema(name)).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(value)
            .map(|error| format!("{error} at {}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{name:?}: {errors:#?}");
    }

    #[test]
    fn a_report_obeys_its_schema() {
        let mut report = sample::border_clash();
        holds(Name::Report, &serde_json::from_str(&json::render(&report)).unwrap());
        report.suppress(|_| {
            Some(crate::report::Suppression {
                by: crate::report::SuppressedBy::Comment,
                who: None,
                why: Some("a quotation".to_owned()),
            })
        });
        report.near_misses = Some(Vec::new());
        holds(Name::Report, &serde_json::from_str(&json::render(&report)).unwrap());
        for claim in &report.claims {
            holds(Name::Claims, &serde_json::to_value(claim).unwrap());
        }
    }

    #[test]
    fn a_schema_can_say_no() {
        let mut report: Value = serde_json::from_str(&json::render(&sample::border_clash())).unwrap();
        report["discrepancies"][0]["severity"] = "grave".into();
        let validator = jsonschema::validator_for(&schema(Name::Report)).unwrap();
        assert!(!validator.is_valid(&report));
    }

    #[test]
    fn annotations_and_claims_of_an_article_obey_their_schemas() {
        let rules = crate::rules::Rules::embedded().unwrap();
        for article in sample::articles() {
            let annotations = crate::annotate::annotate(&article, &rules);
            holds(Name::Annotations, &crate::annotate::json::json(&annotations));
            for claim in crate::extract(&article, &rules) {
                holds(Name::Claims, &serde_json::to_value(&claim).unwrap());
            }
        }
    }
}
