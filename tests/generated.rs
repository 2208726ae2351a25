//! What is generated and kept in the repository is fresh: the index of rules and the JSON
//! Schemas. `CROSSCLAIM_BLESS=1 cargo test --test generated` writes them anew.

use std::path::Path;
use std::process::Command;

use crossclaim::rules::BUILT_IN;
use serde_json::Value;

fn printed(args: &[&str]) -> String {
    let output =
        Command::new(env!("CARGO_BIN_EXE_crossclaim")).args(["--isolated"]).args(args).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn fresh(file: &str, args: &[&str]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let made = printed(args);
    if std::env::var_os("CROSSCLAIM_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "{file} is stale: CROSSCLAIM_BLESS=1 cargo test --test generated");
}

#[test]
fn the_index_of_rules_is_fresh() {
    fresh("rules/README.md", &["rules", "list", "--md"]);
}

#[test]
fn the_schemas_are_fresh() {
    for of in ["rule", "facts", "config"] {
        fresh(&format!("rules/schema/{of}.schema.json"), &["schema", of]);
    }
}

#[test]
fn the_schema_of_rules_fits_every_rule_and_refuses_mistakes() {
    let schema: Value = serde_json::from_str(&printed(&["schema", "rule"])).unwrap();
    for (path, text) in BUILT_IN {
        assert_eq!(misfit(&schema, &json_of(text), ""), None, "{path}");
    }
    let text = BUILT_IN[0].1;
    for (wrong, at) in [
        (text.replacen("level", "levle", 1), "levle"),
        (text.replacen("\"error\"", "\"bad\"", 1), "/level"),
        (text.replacen("[check.", "[check.x", 1), "/check"),
        (format!("{text}\n[where]\nkind = \"monney\"\n"), "/where/kind"),
    ] {
        let found = misfit(&schema, &json_of(&wrong), "").unwrap_or_default();
        assert!(found.contains(at), "{at}: {found}");
    }
}

#[test]
fn the_schemas_of_facts_and_config_fit_what_is_read() {
    let facts: Value = serde_json::from_str(&printed(&["schema", "facts"])).unwrap();
    let text = "[[fact]]\nwhat = \"members\"\nvalue = 12\nsource = \"s\"\nas-of = 2024-05-01\n\
                [[fact]]\nwhat = \"members\"\nsource = \"s\"\nvalue = { file = \"a.csv\", row = \"r\", column = \"c\" }\n";
    assert_eq!(misfit(&facts, &json_of(text), ""), None);
    assert!(misfit(&facts, &json_of(&text.replace("row", "rwo")), "").is_some());
    let config: Value = serde_json::from_str(&printed(&["schema", "config"])).unwrap();
    let text = "select = [\"dates\"]\nignore = \"quotes\"\nconfidence = 0.8\n[tags]\npolicy = \"a/**\"\n\
                [levels]\ndate-conflict = \"note\"\n[authority]\norder = [\"a/**\"]\n";
    assert_eq!(misfit(&config, &json_of(text), ""), None);
    assert!(misfit(&config, &json_of("confidence = 3\n"), "").is_some());
}

/// A TOML text as JSON; dates become strings.
fn json_of(text: &str) -> Value {
    fn plain(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(date) => Value::String(date.to_string()),
            toml::Value::Array(list) => list.into_iter().map(plain).collect(),
            toml::Value::Table(table) => {
                Value::Object(table.into_iter().map(|(key, inner)| (key, plain(inner))).collect())
            }
            other => serde_json::to_value(other).unwrap(),
        }
    }
    plain(toml::Value::Table(toml::from_str(text).unwrap()))
}

/// The first place at which `value` does not fit `schema`: all of JSON Schema that crossclaim
/// writes.
fn misfit(schema: &Value, value: &Value, at: &str) -> Option<String> {
    for (key, wanted) in schema.as_object().unwrap() {
        let wrong = match key.as_str() {
            "$schema" | "title" | "description" => false,
            "type" => {
                let is = |name: &Value| match name.as_str().unwrap() {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "number" => value.is_number(),
                    "boolean" => value.is_boolean(),
                    other => panic!("type {other}"),
                };
                !wanted.as_array().map_or_else(|| is(wanted), |names| names.iter().any(is))
            }
            "enum" => !wanted.as_array().unwrap().contains(value),
            "minLength" => value.as_str().is_some_and(str::is_empty),
            "minItems" => value.as_array().is_some_and(Vec::is_empty),
            "minimum" => value.as_f64().is_some_and(|value| value < wanted.as_f64().unwrap()),
            "maximum" => value.as_f64().is_some_and(|value| value > wanted.as_f64().unwrap()),
            "minProperties" => value.as_object().is_some_and(serde_json::Map::is_empty),
            "maxProperties" => {
                value.as_object().is_some_and(|map| map.len() as u64 > wanted.as_u64().unwrap())
            }
            "anyOf" => wanted.as_array().unwrap().iter().all(|one| misfit(one, value, at).is_some()),
            "required" => {
                let has = |name: &Value| value.get(name.as_str().unwrap()).is_some();
                value.is_object() && !wanted.as_array().unwrap().iter().all(has)
            }
            "items" => {
                let inner = value.as_array().into_iter().flatten();
                if let Some(found) = inner.filter_map(|item| misfit(wanted, item, at)).next() {
                    return Some(found);
                }
                false
            }
            "properties" => {
                for (name, schema) in wanted.as_object().unwrap() {
                    let Some(inner) = value.get(name) else { continue };
                    if let Some(found) = misfit(schema, inner, &format!("{at}/{name}")) {
                        return Some(found);
                    }
                }
                false
            }
            "additionalProperties" => {
                let known = schema.get("properties").and_then(Value::as_object);
                let rest = value.as_object().into_iter().flatten();
                for (name, inner) in
                    rest.filter(|(name, _)| known.is_none_or(|known| !known.contains_key(*name)))
                {
                    let here = format!("{at}/{name}");
                    if wanted == &Value::Bool(false) {
                        return Some(here);
                    }
                    if let Some(found) = misfit(wanted, inner, &here) {
                        return Some(found);
                    }
                }
                false
            }
            other => panic!("unknown word {other}"),
        };
        if wrong {
            return Some(format!("{at}: {key}"));
        }
    }
    None
}
