//! The objects of SARIF that crossclaim writes, with the names that the standard gives them. Fields stand in
//! the order in which they are written.

use std::borrow::Cow;

use serde::Serialize;

/// The schema of a log, as the standard's errata name it.
pub const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Serialize)]
pub struct Log<'a> {
    #[serde(rename = "$schema")]
    pub schema: &'static str,
    pub version: &'static str,
    pub runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Run<'a> {
    pub tool: Tool<'a>,
    pub invocations: [Invocation<'a>; 1],
    pub original_uri_base_ids: Bases,
    pub artifacts: Vec<Artifact<'a>>,
    pub results: Vec<Result<'a>>,
    pub column_kind: &'static str,
    pub newline_sequences: [&'static str; 3],
    pub language: &'static str,
}

#[derive(Serialize)]
pub struct Tool<'a> {
    pub driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Driver<'a> {
    pub name: &'static str,
    pub semantic_version: &'static str,
    pub rules: Vec<Rule<'a>>,
    pub notifications: [Descriptor; 3],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Descriptor {
    pub id: &'static str,
    pub short_description: Text<'static>,
}

#[derive(Serialize)]
pub struct Text<'a> {
    pub text: Cow<'a, str>,
}

impl<'a> Text<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text: text.into() }
    }
}

#[derive(Serialize)]
pub struct Help {
    pub text: String,
    pub markdown: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Rule<'a> {
    pub id: &'a str,
    pub name: String,
    pub short_description: Text<'a>,
    pub full_description: Text<'a>,
    pub help: Help,
    pub default_configuration: Configuration,
    pub properties: RuleProperties<'a>,
}

#[derive(Serialize)]
pub struct Configuration {
    pub level: &'static str,
}

#[derive(Serialize)]
pub struct RuleProperties<'a> {
    pub tags: Vec<&'a str>,
    pub precision: &'static str,
    #[serde(rename = "problem.severity")]
    pub severity: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Invocation<'a> {
    pub execution_successful: bool,
    #[serde(rename = "toolExecutionNotifications", skip_serializing_if = "Vec::is_empty")]
    pub notifications: Vec<Notification<'a>>,
}

#[derive(Serialize)]
pub struct Notification<'a> {
    pub descriptor: Reference,
    pub level: &'static str,
    pub message: Text<'a>,
    pub locations: [Location<'a>; 1],
}

#[derive(Serialize)]
pub struct Reference {
    pub id: &'static str,
}

#[derive(Serialize)]
pub struct Bases {
    #[serde(rename = "%SRCROOT%")]
    pub root: Base,
}

#[derive(Serialize)]
pub struct Base {
    pub description: Text<'static>,
}

#[derive(Serialize)]
pub struct Artifact<'a> {
    pub location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<&'a str>,
}

#[derive(Serialize)]
pub struct ArtifactLocation {
    pub uri: String,
    #[serde(rename = "uriBaseId", skip_serializing_if = "Option::is_none")]
    pub base: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<usize>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Result<'a> {
    pub rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule_index: Option<usize>,
    pub level: &'static str,
    /// From 0 to 100: how sure it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<f64>,
    pub message: Text<'a>,
    pub locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related_locations: Vec<Location<'a>>,
    #[serde(rename = "partialFingerprints")]
    pub fingerprints: Fingerprints<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fixes: Vec<Fix<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline_state: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suppressions: Option<Vec<Suppression<'a>>>,
    pub properties: ResultProperties<'a>,
}

#[derive(Serialize)]
pub struct Fingerprints<'a> {
    #[serde(rename = "crossclaim/v1")]
    pub own: &'a str,
    #[serde(rename = "primaryLocationLineHash")]
    pub line: String,
}

#[derive(Serialize)]
pub struct ResultProperties<'a> {
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub why: &'a [String],
    #[serde(skip_serializing_if = "str::is_empty")]
    pub help: &'a str,
}

#[derive(Serialize)]
pub struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<usize>,
    #[serde(rename = "physicalLocation")]
    pub physical: Physical<'a>,
    /// Page, paragraph or cell of a file that is no text.
    #[serde(rename = "logicalLocations", skip_serializing_if = "Vec::is_empty")]
    pub logical: Vec<Logical>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<Text<'a>>,
}

impl Location<'_> {
    /// A whole file.
    pub fn of(artifact: ArtifactLocation) -> Self {
        Self { id: None, physical: Physical { artifact, region: None }, logical: Vec::new(), message: None }
    }
}

#[derive(Serialize)]
pub struct Physical<'a> {
    #[serde(rename = "artifactLocation")]
    pub artifact: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<Region<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Logical {
    pub fully_qualified_name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Region<'a> {
    pub start_line: u32,
    pub start_column: u32,
    pub end_line: u32,
    pub end_column: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byte_offset: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byte_length: Option<u32>,
    pub snippet: Text<'a>,
}

#[derive(Serialize)]
pub struct Fix<'a> {
    pub description: Text<'a>,
    #[serde(rename = "artifactChanges")]
    pub changes: [Change<'a>; 1],
}

#[derive(Serialize)]
pub struct Change<'a> {
    #[serde(rename = "artifactLocation")]
    pub artifact: ArtifactLocation,
    pub replacements: [Replacement<'a>; 1],
}

#[derive(Serialize)]
pub struct Replacement<'a> {
    #[serde(rename = "deletedRegion")]
    pub deleted: Region<'a>,
    #[serde(rename = "insertedContent")]
    pub inserted: Text<'a>,
}

#[derive(Serialize)]
pub struct Suppression<'a> {
    pub kind: &'static str,
    pub status: &'static str,
    pub justification: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Location<'a>>,
}
