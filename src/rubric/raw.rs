//! The rubric's TOML form, as people write it. [`super::compile`] makes it valid.

use crate::model::Text;
use serde::Deserialize;
use std::collections::BTreeMap;

/// One TOML file; a rubric is the sum of the files of its folder, or a single file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct File {
    pub rubric: Option<Head>,
    pub dimension: Vec<Dimension>,
    pub lists: BTreeMap<String, Vec<String>>,
    pub cue: Vec<Cue>,
    pub page_type: Vec<PageType>,
    pub promising: BTreeMap<String, i32>,
    pub seek: BTreeMap<String, Seek>,
    pub reading: Option<Reading>,
    pub indicator: Vec<Indicator>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Seek {
    #[serde(default = "highest")]
    pub enough: u8,
    #[serde(default)]
    pub words: BTreeMap<String, i32>,
}

fn highest() -> u8 {
    3
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Reading {
    pub page: Option<i32>,
    pub near: Option<i32>,
    pub item: Option<i32>,
    pub turn: Option<i32>,
    pub document: Option<i32>,
    pub newest: Option<u32>,
    pub list: Option<u32>,
    pub least: Option<i32>,
    pub patience: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub id: String,
    pub version: String,
    pub title: Text,
    /// Indicator ids in the order of the report.
    pub indicators: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dimension {
    pub id: String,
    pub name: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cue {
    pub id: String,
    pub terms: Vec<String>,
    #[serde(default)]
    pub except: Vec<String>,
    #[serde(default = "sentence")]
    pub scope: String,
}

fn sentence() -> String {
    "sentence".into()
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PageType {
    pub id: String,
    #[serde(default)]
    pub address: Vec<String>,
    #[serde(default)]
    pub title: Vec<String>,
    #[serde(default)]
    pub text: Vec<String>,
    #[serde(default = "two")]
    pub text_least: usize,
    #[serde(default)]
    pub barred: bool,
}

fn two() -> usize {
    2
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Indicator {
    pub id: String,
    pub dimension: String,
    pub weight: f64,
    pub source: String,
    #[serde(default = "some_effort")]
    pub effort: u8,
    pub name: Text,
    pub question: Text,
    pub motive: Text,
    pub level: Vec<Level>,
    #[serde(default)]
    pub applies: Vec<String>,
    pub measure: Option<String>,
    #[serde(default)]
    pub numbers: BTreeMap<String, f64>,
    #[serde(default)]
    pub terms: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub signal: Vec<Signal>,
    #[serde(default)]
    pub rule: Vec<Rule>,
    #[serde(default)]
    pub cap: Vec<Cap>,
    #[serde(default)]
    pub example: Vec<Example>,
}

fn some_effort() -> u8 {
    2
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Level {
    pub text: Text,
    pub advice: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Signal {
    pub id: String,
    #[serde(default)]
    pub level: u8,
    #[serde(default)]
    pub on: Option<String>,
    #[serde(default)]
    pub within: Option<String>,
    pub all: Vec<String>,
    #[serde(default)]
    pub none: Vec<String>,
    #[serde(default)]
    pub near: Vec<String>,
    #[serde(default)]
    pub near_none: Vec<String>,
    #[serde(default)]
    pub context: Vec<String>,
    #[serde(default)]
    pub context_none: Vec<String>,
    #[serde(default)]
    pub page: Vec<String>,
    #[serde(default)]
    pub page_none: Vec<String>,
    #[serde(default)]
    pub allow: Vec<String>,
    #[serde(default)]
    pub allow_pages: Vec<String>,
    #[serde(default)]
    pub not_pages: Vec<String>,
    #[serde(default)]
    pub only_pages: Vec<String>,
    pub why: Option<Text>,
    #[serde(default)]
    pub yes: Vec<String>,
    #[serde(default)]
    pub no: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    pub level: u8,
    pub needs: Vec<String>,
    #[serde(default)]
    pub unless: Vec<String>,
    #[serde(default)]
    pub within: Option<String>,
    #[serde(default)]
    pub review: bool,
    pub why: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cap {
    pub level: u8,
    pub when: Vec<String>,
    #[serde(default)]
    pub unless: Vec<String>,
    #[serde(default)]
    pub within: Option<String>,
    pub why: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Example {
    #[serde(default)]
    pub title: String,
    pub text: String,
    pub level: u8,
}
