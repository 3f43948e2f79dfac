//! `audit rubric train`: learns from labelled passages how much of what the signals find makes a level.

use super::agree::{documents, organisation};
use crate::learn::agreement::Pair;
use crate::learn::boost::{self, Boosted, Inputs};
use crate::learn::{Grader, Idf, Model, RULES, Sample, Seen, Sparse, Weights, cuts, fold_predictions, ridge, telling};
use crate::rubric::passages::{Passage, sheet};
use crate::rubric::{Judge, Rubric};
use crate::score::{Judger, Observation};
use crate::text::collapse;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::Path;

/// Penalty of the ridge regression, by cross-validation over the training passages.
const PENALTY: f32 = 0.3;
/// Value of a signal that fired, beside word features of length 1.
const SIGNAL: f32 = 0.35;
/// Penalty of the regression over single sentences.
const SENTENCE_PENALTY: f32 = 0.5;
/// Value of what the most telling sentences come to, beside word features of length 1.
const TELLING: f32 = 0.35;
/// Of the passages of other indicators, one in so many lends its sentences as sentences that carry no level.
const OTHERS: usize = 5;
/// Weight of such a sentence.
const OTHER: f32 = 0.2;
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
/// Most weight of one passage in the trees, which are to follow no single example.
const MOST: f32 = 3.0;
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
    let idf = Idf::of(observations.iter().map(|o| &o.whole));
    let lessons: Vec<Lesson> =
        passages.into_iter().zip(&observations).map(|(p, seen)| Lesson::new(p, seen, &idf)).collect();
    let (mut graders, mut unseen) = (BTreeMap::new(), BTreeMap::new());
    for indicator in plain.indicators.iter().filter(|i| matches!(i.judge, Judge::Signals { .. })) {
        let (grader, pairs) = grader(&indicator.id, &lessons);
        graders.insert(indicator.id.clone(), grader);
        unseen.insert(indicator.id.clone(), pairs);
    }
    Ok(Learned { model: Model::new(idf, graders), unseen })
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
            weight: Some(AS_EXAMPLE),
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
        return Some((passage.level, passage.weight.unwrap_or(1.0)));
    }
    let levels = passage.levels.as_ref()?;
    Some(levels.get(indicator).map_or((0, ABSENT), |level| (*level, IN_PASSING)))
}

/// A passage with all that a model may know of it.
struct Lesson<'o> {
    passage: Passage,
    fired: &'o BTreeMap<String, Vec<String>>,
    whole: Sparse,
    /// Features of each sentence, and whether the reader marked it.
    sentences: Vec<(Sparse, bool)>,
}

impl<'o> Lesson<'o> {
    fn new(passage: Passage, seen: &'o Observation, idf: &Idf) -> Self {
        let spans: Vec<String> = passage.spans.iter().map(|s| collapse(s)).collect();
        let marked = |text: &str| {
            let text = collapse(text);
            spans.iter().any(|span| span.contains(&text) || text.contains(span.as_str()))
        };
        let sentences = seen.sentences.iter().map(|(text, raw)| (idf.weigh(raw), marked(text))).collect();
        Self { whole: idf.weigh(&seen.whole), fired: &seen.fired, sentences, passage }
    }

    fn names(&self, indicator: &str) -> &[String] {
        self.fired.get(indicator).map_or(&[][..], Vec::as_slice)
    }

    /// Level and weight of its sentences that are `marked` or not; `None` where nobody knows.
    fn carries(&self, indicator: &str, number: usize, marked: bool) -> Option<(u8, f32)> {
        let passage = &self.passage;
        if passage.indicator == indicator {
            let known = passage.level == 0 || !passage.spans.is_empty();
            return known.then_some((if marked { passage.level } else { 0 }, 1.0));
        }
        let absent = passage.levels.as_ref().is_some_and(|levels| !levels.contains_key(indicator));
        (absent && number.is_multiple_of(OTHERS)).then_some((0, OTHER))
    }
}

/// The sentence model of an indicator, and what sentences of each passage come to under a model that has not seen it.
fn sentence_model(indicator: &str, lessons: &[Lesson]) -> (Weights, Vec<[f32; 3]>) {
    let mut samples: Vec<Sample> = Vec::new();
    for (group, lesson) in lessons.iter().enumerate() {
        samples.extend(lesson.sentences.iter().map(|(features, marked)| {
            // Without weight a sentence teaches nothing, but it is predicted.
            let (level, weight) = lesson.carries(indicator, group, *marked).unwrap_or((0, 0.0));
            Sample { features: features.clone(), level, weight, group }
        }));
    }
    let predictions = fold_predictions(&samples, Idf::LENGTH, SENTENCE_PENALTY, FOLDS);
    let mut rest = &predictions[..];
    let unseen = lessons.iter().map(|lesson| {
        let (own, others) = rest.split_at(lesson.sentences.len());
        rest = others;
        telling(own.iter().copied())
    });
    let unseen = unseen.collect();
    let all: Vec<&Sample> = samples.iter().filter(|s| s.weight > 0.0).collect();
    let (weights, bias) = ridge(&all, Idf::LENGTH, SENTENCE_PENALTY);
    (Weights::of_floats(&weights, bias), unseen)
}

fn grader(id: &str, lessons: &[Lesson]) -> (Grader, Vec<Pair>) {
    let mut known: Vec<&String> = lessons.iter().flat_map(|l| l.names(id)).collect();
    known.sort();
    known.dedup();
    let signal = |name: &String| known.binary_search(&name).map(|at| ((Idf::LENGTH + at) as u32, SIGNAL)).ok();
    let (sentence, unseen) = sentence_model(id, lessons);
    let end = Idf::LENGTH + known.len();
    let told = |told: &[f32; 3]| (0..3).map(|at| ((end + at) as u32, told[at] * TELLING)).collect::<Vec<_>>();
    let (samples, rules): (Vec<Sample>, Vec<u8>) = lessons
        .iter()
        .zip(&unseen)
        .enumerate()
        .filter_map(|(group, (lesson, unseen))| {
            let (level, weight) = label(&lesson.passage, id)?;
            let names = lesson.names(id);
            let features =
                lesson.whole.iter().copied().chain(names.iter().filter_map(signal)).chain(told(unseen)).collect();
            let rules = names.iter().filter(|name| RULES.contains(&name.as_str())).count() as u8;
            Some((Sample { features, level, weight, group }, rules))
        })
        .unzip();
    let length = end + 3;
    let predictions = fold_predictions(&samples, length, PENALTY, FOLDS);
    let (boosted, unseen) =
        boosted(&samples, |at| [predictions[at], unseen[samples[at].group][0], f32::from(rules[at])]);
    let is_own = |passage: &Passage| passage.indicator == id && passage.id != EXAMPLE;
    let own: Vec<usize> = (0..samples.len()).filter(|at| is_own(&lessons[samples[*at].group].passage)).collect();
    let judged: Vec<Sample> = own.iter().map(|at| samples[*at].clone()).collect();
    let all: Vec<&Sample> = samples.iter().collect();
    let (weights, bias) = ridge(&all, length, PENALTY);
    let grader = Grader {
        whole: Weights::of_floats(&weights[..Idf::LENGTH], bias),
        sentence,
        telling: std::array::from_fn(|at| weights[end + at] * TELLING),
        signals: known.into_iter().cloned().zip(weights[Idf::LENGTH..end].iter().map(|w| w * SIGNAL)).collect(),
        boosted,
        cuts: cuts(&judged, &own.iter().map(|at| unseen[*at]).collect::<Vec<_>>(), CAUTION),
    };
    let pairs = own.iter().map(|&at| (samples[at].level, grader.level(unseen[at], rules[at], ONE))).collect();
    (grader, pairs)
}

/// Trees over what each sample comes to under models that have not seen it, and their predictions, made the same way.
fn boosted(samples: &[Sample], inputs: impl Fn(usize) -> Inputs) -> (Boosted, Vec<f32>) {
    let taught: Vec<usize> = (0..samples.len()).filter(|at| samples[*at].weight >= IN_PASSING).collect();
    let lesson = |&at: &usize| {
        let Sample { level, weight, group, .. } = samples[at];
        boost::Lesson { inputs: inputs(at), level: f32::from(level), weight: weight.min(MOST), group }
    };
    let taught_lessons: Vec<boost::Lesson> = taught.iter().map(lesson).collect();
    let mut unseen = vec![0.0; samples.len()];
    let predictions = Boosted::fold_predictions(&taught_lessons, FOLDS);
    taught.iter().zip(predictions).for_each(|(at, prediction)| unseen[*at] = prediction);
    (Boosted::fit(&taught_lessons), unseen)
}
