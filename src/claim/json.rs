//! The JSON of what a claim holds flat: amounts and times beside their words.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::{Amount, When};

// Written by hand, field by field: `#[serde(flatten)]` takes a map and looks at every name anew.

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Amount { span, text, quantity, change, per, implied } = self;
        let mut json = serializer.serialize_struct("Amount", 6 + crate::value::Quantity::FIELDS)?;
        json.serialize_field("start", &span.start)?;
        json.serialize_field("end", &span.end)?;
        json.serialize_field("text", text)?;
        quantity.write_fields(&mut json)?;
        json.serialize_field("change", change)?;
        if let Some(per) = per {
            json.serialize_field("per", per)?;
        }
        if *implied {
            json.serialize_field("implied", implied)?;
        }
        json.end()
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let When { text, time, hours, loose, inherited } = self;
        let mut json = serializer.serialize_struct("When", 6)?;
        json.serialize_field("text", text)?;
        json.serialize_field("edtf", &time.edtf)?;
        json.serialize_field("kind", &time.kind)?;
        if let Some(hours) = hours {
            json.serialize_field("hours", hours)?;
        }
        if *loose {
            json.serialize_field("loose", loose)?;
        }
        if *inherited {
            json.serialize_field("inherited", inherited)?;
        }
        json.end()
    }
}
