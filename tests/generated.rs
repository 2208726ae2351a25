//! What is generated and kept in the repository is fresh: the index of rules and the JSON
//! Schemas. `CROSSCLAIM_BLESS=1 cargo test --test generated` writes them anew.

mod json_schema;

use std::path::Path;
use std::process::Command;

use crossclaim::rules::BUILT_IN;
use json_schema::misfit;
use serde_json::Value;

fn printed(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_crossclaim"))
        .env("CROSSCLAIM_NO_CACHE", "1")
        .args(["--isolated"])
        .args(args)
        .output()
        .unwrap();
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
        assert_eq!(misfit(&schema, &json_of(text)), None, "{path}");
    }
    let text = BUILT_IN[0].1;
    for (wrong, at) in [
        (text.replacen("level", "levle", 1), "levle"),
        (text.replacen("\"error\"", "\"bad\"", 1), "/level"),
        (text.replacen("[check.", "[check.x", 1), "/check"),
        (format!("{text}\n[where]\nkind = \"monney\"\n"), "/where/kind"),
    ] {
        let found = misfit(&schema, &json_of(&wrong)).unwrap_or_default();
        assert!(found.contains(at), "{at}: {found}");
    }
}

#[test]
fn the_schemas_of_facts_and_config_fit_what_is_read() {
    let facts: Value = serde_json::from_str(&printed(&["schema", "facts"])).unwrap();
    let text = "[[fact]]\nwhat = \"members\"\nvalue = 12\nsource = \"s\"\nas-of = 2024-05-01\n\
                [[fact]]\nwhat = \"members\"\nsource = \"s\"\nvalue = { file = \"a.csv\", row = \"r\", column = \"c\" }\n";
    assert_eq!(misfit(&facts, &json_of(text)), None);
    assert!(misfit(&facts, &json_of(&text.replace("row", "rwo"))).is_some());
    let config: Value = serde_json::from_str(&printed(&["schema", "config"])).unwrap();
    let text = "select = [\"dates\"]\nignore = \"quotes\"\nconfidence = 0.8\n[tags]\npolicy = \"a/**\"\n\
                [levels]\ndate-conflict = \"note\"\n[authority]\norder = [\"a/**\"]\n";
    assert_eq!(misfit(&config, &json_of(text)), None);
    assert!(misfit(&config, &json_of("confidence = 3\n")).is_some());
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
