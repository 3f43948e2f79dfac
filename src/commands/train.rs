//! `audit rubric train`: learns from labelled passages how much of what the signals find makes a level.

use super::agree::{documents, organisation};
use crate::learn::agreement::Pair;
use crate::learn::{Grader, Idf, Model, RULES, Sample, Seen, Sparse, counts, cuts, fold_predictions, ridge};
use crate::rubric::passages::{Passage, sheet};
use crate::rubric::{Judge, Rubric};
use crate::score::{Judger, Observation};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::Path;

/// Penalty of the ridge regression, by cross-validation over the training passages.
const PENALTY: f32 = 0.3;
/// Value of a signal that fired, beside word features of length 1.
const SIGNAL: f32 = 0.35;
/// Folds of the cross-validation that places the cuts.
const FOLDS: usize = 5;
/// What a false positive costs against agreement when the cuts are placed.
const CAUTION: f64 = 0.1;
/// Id of the passages that are examples of the rubric.
const EXAMPLE: &str = "#example";
/// Weight of an example: a plain case counts for more than one of many.
const AS_EXAMPLE: f32 = 30.0;
/// Weight of a level given in passing, for an indicator that the passage was not written for.
const IN_PASSING: f32 = 0.5;
/// Weight of its absence: there are many of them.
const ABSENT: f32 = 0.05;

/// A model, and how far it agrees with the reader on passages it had not seen (cross-validation).
#[derive(Debug)]
pub(super) struct Learned {
    pub model: Model,
    /// Reader's and program's level of every passage written for the indicator.
    pub unseen: BTreeMap<String, Vec<Pair>>,
}

/// A passage of a sheet: alone, and long enough to be judged by its words.
const ONE: Seen = Seen { words: usize::MAX, passages: 1 };

/// Learns a model for `rubric` from the sheets (JSON lines) in `folder`.
///
/// # Errors
/// What is wrong with the folder or one of its sheets.
pub(super) fn train(rubric: &Rubric, folder: &Path, today: Date) -> Result<Learned, String> {
    let mut passages = read(folder, today)?;
    passages.extend(examples(rubric));
    let plain = Rubric { model: None, ..rubric.clone() };
    let mut judgers: BTreeMap<String, Judger> = BTreeMap::new();
    let observations: Vec<Observation> = passages
        .iter()
        .map(|passage| {
            let organisation = organisation(passage);
            let judger = judgers
                .entry(organisation.name.clone())
                .or_insert_with(|| Judger::new(&plain, today, Some(&organisation)));
            judger.observe(&documents(passage))
        })
        .collect();
    let raw: Vec<Sparse> = observations.iter().map(|o| counts(&o.text)).collect();
    let idf = Idf::of(raw.iter());
    let features: Vec<Sparse> = raw.iter().map(|counts| idf.weigh(counts)).collect();
    let (mut graders, mut unseen) = (BTreeMap::new(), BTreeMap::new());
    for indicator in plain.indicators.iter().filter(|i| matches!(i.judge, Judge::Signals { .. })) {
        let names: Vec<&[String]> =
            observations.iter().map(|o| o.fired.get(&indicator.id).map_or(&[][..], Vec::as_slice)).collect();
        let (grader, pairs) = grader(&indicator.id, &passages, &features, &names);
        graders.insert(indicator.id.clone(), grader);
        unseen.insert(indicator.id.clone(), pairs);
    }
    Ok(Learned { model: Model { idf, graders }, unseen })
}

/// The rubric's own examples, as passages: what its author finds plain must come out as the author says.
fn examples(rubric: &Rubric) -> impl Iterator<Item = Passage> {
    rubric.indicators.iter().flat_map(|indicator| {
        indicator.examples.iter().map(|example| Passage {
            id: EXAMPLE.into(),
            indicator: indicator.id.clone(),
            level: example.level,
            title: example.title.clone(),
            text: example.text.clone(),
            ..Passage::default()
        })
    })
}

fn read(folder: &Path, today: Date) -> Result<Vec<Passage>, String> {
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut files: Vec<_> =
        entries.filter_map(|e| Some(e.ok()?.path())).filter(|p| p.extension().is_some_and(|e| e == "jsonl")).collect();
    files.sort();
    let mut passages = Vec::new();
    for file in files {
        let told = |e: String| format!("{}: {e}", file.display());
        let text = std::fs::read_to_string(&file).map_err(|e| told(e.to_string()))?;
        passages.extend(sheet(&text, today).map_err(told)?);
    }
    if passages.is_empty() {
        return Err(format!("{}: hier staat geen enkel .jsonl-bestand met passages", folder.display()));
    }
    Ok(passages)
}

/// The label of a passage for an indicator, with its weight; `None` where the reader did not look.
fn label(passage: &Passage, indicator: &str) -> Option<(u8, f32)> {
    if passage.indicator == indicator {
        return Some((passage.level, if passage.id == EXAMPLE { AS_EXAMPLE } else { 1.0 }));
    }
    let levels = passage.levels.as_ref()?;
    Some(levels.get(indicator).map_or((0, ABSENT), |level| (*level, IN_PASSING)))
}

fn grader(id: &str, passages: &[Passage], features: &[Sparse], names: &[&[String]]) -> (Grader, Vec<Pair>) {
    let mut known: Vec<&String> = names.iter().flat_map(|n| n.iter()).collect();
    known.sort();
    known.dedup();
    let signal = |name: &String| known.binary_search(&name).map(|at| ((Idf::LENGTH + at) as u32, SIGNAL)).ok();
    let (samples, rules): (Vec<Sample>, Vec<u8>) = passages
        .iter()
        .zip(features)
        .zip(names)
        .filter_map(|((passage, words), names)| {
            let (level, weight) = label(passage, id)?;
            let features = words.iter().copied().chain(names.iter().filter_map(signal)).collect();
            let rules = names.iter().filter(|name| name.starts_with(RULES)).count() as u8;
            Some((Sample { features, level, weight }, rules))
        })
        .unzip();
    let length = Idf::LENGTH + known.len();
    let predictions = fold_predictions(&samples, length, PENALTY, FOLDS);
    let own: Vec<usize> = (0..samples.len()).filter(|at| samples[*at].weight == 1.0).collect();
    let judged: Vec<Sample> = own.iter().map(|at| samples[*at].clone()).collect();
    let unseen: Vec<f32> = own.iter().map(|at| predictions[*at]).collect();
    let all: Vec<&Sample> = samples.iter().collect();
    let (weights, bias) = ridge(&all, length, PENALTY);
    let (words, signals) = weights.split_at(Idf::LENGTH);
    let largest = words.iter().fold(0.0f32, |a, w| a.max(w.abs())).max(f32::MIN_POSITIVE);
    let scale = largest / 127.0;
    let grader = Grader {
        weights: words.iter().map(|w| (w / scale).round() as i8).collect(),
        scale,
        bias,
        signals: known.into_iter().cloned().zip(signals.iter().map(|w| w * SIGNAL)).collect(),
        cuts: cuts(&judged, &unseen, CAUTION),
    };
    let pairs = own.iter().map(|&at| (samples[at].level, grader.level(predictions[at], rules[at], ONE))).collect();
    (grader, pairs)
}
