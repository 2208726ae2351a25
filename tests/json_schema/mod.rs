//! As much of JSON Schema as the schemas of this repository use. A word that is not known is a failure, so that
//! nothing of a schema is passed over.

use regex_automata::Input;
use regex_automata::dfa::Automaton;
use regex_automata::dfa::dense::DFA;
use serde_json::{Map, Value};

/// The first place at which `value` does not fit `schema`.
pub fn misfit(schema: &Value, value: &Value) -> Option<String> {
    fit(schema, schema, value, "")
}

fn fit(root: &Value, schema: &Value, value: &Value, at: &str) -> Option<String> {
    let fits = |schema: &Value| fit(root, schema, value, at).is_none();
    for (key, wanted) in schema.as_object().unwrap() {
        let wrong = match key.as_str() {
            "$schema" | "$id" | "title" | "description" | "default" | "definitions" => false,
            "$ref" => {
                let name = wanted.as_str().unwrap().strip_prefix('#').unwrap();
                if let Some(found) = fit(root, root.pointer(name).unwrap(), value, at) {
                    return Some(found);
                }
                false
            }
            "type" => {
                let is = |name: &Value| match name.as_str().unwrap() {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "number" => value.is_number(),
                    "integer" => value.is_i64() || value.is_u64(),
                    "boolean" => value.is_boolean(),
                    other => panic!("type {other}"),
                };
                !wanted.as_array().map_or_else(|| is(wanted), |names| names.iter().any(is))
            }
            "enum" => !wanted.as_array().unwrap().contains(value),
            "pattern" => value.as_str().is_some_and(|value| !matches(wanted.as_str().unwrap(), value)),
            "format" => value.as_str().is_some_and(|value| !is_of(wanted.as_str().unwrap(), value)),
            "minLength" => value.as_str().is_some_and(str::is_empty),
            "minItems" => {
                value.as_array().is_some_and(|items| (items.len() as u64) < wanted.as_u64().unwrap())
            }
            "uniqueItems" => {
                let repeated =
                    |items: &Vec<Value>| (1..items.len()).any(|at| items[..at].contains(&items[at]));
                wanted == &Value::Bool(true) && value.as_array().is_some_and(repeated)
            }
            "minimum" => value.as_f64().is_some_and(|value| value < wanted.as_f64().unwrap()),
            "maximum" => value.as_f64().is_some_and(|value| value > wanted.as_f64().unwrap()),
            "minProperties" => value.as_object().is_some_and(Map::is_empty),
            "maxProperties" => {
                value.as_object().is_some_and(|map| map.len() as u64 > wanted.as_u64().unwrap())
            }
            "anyOf" => !wanted.as_array().unwrap().iter().any(fits),
            "oneOf" => wanted.as_array().unwrap().iter().filter(|one| fits(one)).count() != 1,
            "required" => {
                let has = |name: &Value| value.get(name.as_str().unwrap()).is_some();
                value.is_object() && !wanted.as_array().unwrap().iter().all(has)
            }
            "items" => {
                for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                    if let Some(found) = fit(root, wanted, item, &format!("{at}/{number}")) {
                        return Some(found);
                    }
                }
                false
            }
            "properties" => {
                for (name, schema) in wanted.as_object().unwrap() {
                    let Some(inner) = value.get(name) else { continue };
                    if let Some(found) = fit(root, schema, inner, &format!("{at}/{name}")) {
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
                    let found = match wanted {
                        Value::Bool(true) => None,
                        Value::Bool(false) => Some(here),
                        schema => fit(root, schema, inner, &here),
                    };
                    if found.is_some() {
                        return found;
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

fn matches(pattern: &str, text: &str) -> bool {
    DFA::new(pattern).unwrap().try_search_fwd(&Input::new(text)).unwrap().is_some()
}

fn is_of(format: &str, text: &str) -> bool {
    let hex = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_hexdigit);
    let allowed = |(at, byte): (usize, u8)| match byte {
        b'%' => hex(at + 1) && hex(at + 2),
        byte => byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=".contains(&byte),
    };
    let reference = || {
        // A colon in the first part would end a scheme.
        let first = text.split('/').next().unwrap_or_default();
        let scheme = first.split(':').next().unwrap_or_default();
        text.bytes().enumerate().all(allowed)
            && (!first.contains(':') || scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    };
    match format {
        "uri-reference" => reference(),
        "uri" => reference() && text.contains("://"),
        other => panic!("unknown format {other}"),
    }
}
