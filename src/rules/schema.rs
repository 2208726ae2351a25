//! JSON Schemas of rule files and the like, for completion in editors: written from the same
//! tables of keys that the files are read by.

use serde_json::{Map, Value, json};

use super::keys::{CLAIM, Key, RULE, Shape};
use super::pins::FACTS;
use super::{CLAIM as CLAIM_KIND, CLAIM_ABOUT, KINDS};

/// The schema of a rule file.
#[must_use]
pub fn rule() -> String {
    of("A rule of crossclaim", RULE)
}

/// The schema of a file of facts.
#[must_use]
pub fn facts() -> String {
    of("A ledger of facts for crossclaim", FACTS)
}

/// The schema of a file whose root table has `keys`.
#[must_use]
pub fn of(title: &str, keys: &[Key]) -> String {
    let mut schema = table(keys);
    if let Value::Object(map) = &mut schema {
        map.insert("$schema".into(), "http://json-schema.org/draft-07/schema#".into());
        map.insert("title".into(), title.into());
    }
    // Maps are sorted, so that the same tables give the same bytes.
    format!("{schema:#}\n")
}

fn table(keys: &[Key]) -> Value {
    let mut properties = Map::new();
    for key in keys {
        let mut schema = shape(key.shape);
        if let Value::Object(map) = &mut schema {
            map.insert("description".into(), key.about.into());
        }
        properties.insert(key.name.into(), schema);
    }
    let required: Vec<&str> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn shape(shape: Shape) -> Value {
    let text = || json!({ "type": "string", "minLength": 1 });
    let texts = || json!({ "type": "array", "items": { "type": "string" } });
    let some = |items: Value| json!({ "type": "array", "items": items, "minItems": 1 });
    // Dates of TOML reach a validator as strings.
    let value = || json!({ "type": ["string", "number"] });
    let of_any = |values: Value| json!({ "type": "object", "additionalProperties": values });
    match shape {
        Shape::Text => text(),
        Shape::Texts => texts(),
        Shape::OneOrMany => json!({ "anyOf": [text(), some(text())] }),
        Shape::Choice(words) => json!({ "enum": words }),
        Shape::Choices(words) => {
            let one = json!({ "enum": words() });
            json!({ "anyOf": [one.clone(), some(one)] })
        }
        Shape::Value => value(),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Share => json!({ "type": "number", "minimum": 0, "maximum": 1 }),
        Shape::Number => json!({ "type": "number", "minimum": 0 }),
        Shape::Table(keys) => table(keys),
        Shape::Tables(keys) => some(table(keys)),
        Shape::ValueOr(keys) => json!({ "anyOf": [value(), table(keys)] }),
        Shape::TextOf => of_any(json!({ "type": "string" })),
        Shape::ManyOf => of_any(json!({ "anyOf": [text(), some(text())] })),
        Shape::ChoiceOf(words) => of_any(json!({ "enum": words })),
        Shape::Check => check(),
    }
}

/// One table, named after a kind of check.
fn check() -> Value {
    let mut kinds = Map::new();
    let mut claim = table(CLAIM);
    if let Value::Object(map) = &mut claim {
        map.insert("description".into(), CLAIM_ABOUT.into());
    }
    kinds.insert(CLAIM_KIND.into(), claim);
    for kind in KINDS {
        let mut settings = Map::new();
        for setting in kind.settings {
            settings.insert(setting.name.into(), json!({ "enum": setting.choices }));
        }
        let needed = kind.settings.iter().filter(|setting| setting.required);
        let needed: Vec<&str> = needed.map(|setting| setting.name).collect();
        let schema = json!({
            "type": "object",
            "description": kind.about,
            "properties": settings,
            "required": needed,
            "additionalProperties": false,
        });
        kinds.insert(kind.name.into(), schema);
    }
    json!({
        "type": "object",
        "properties": kinds,
        "additionalProperties": false,
        "minProperties": 1,
        "maxProperties": 1,
    })
}
