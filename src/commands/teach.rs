//! What is learned for one indicator: of each level whether a passage comes to it, then trees that weigh the answers.

use super::lesson::{EXAMPLE, IN_PASSING, Lesson};
use crate::learn::boost::{self, Boosted};
use crate::learn::{
    Grader, Idf, Judged, STEPS, Sample, Sparse, Step, Weights, fold_predictions, inputs, ridge, telling,
};

/// Penalty of the ridge regression, by cross-validation over the training passages.
const PENALTY: f32 = 0.3;
/// Value of a signal that fired, beside word features of length 1.
const SIGNAL: f32 = 0.35;
/// Penalty of the regression over single sentences.
const SENTENCE_PENALTY: f32 = 0.5;
/// Value of what the most telling sentences come to, beside word features of length 1.
const TELLING: f32 = 0.35;
/// Folds of the cross-validation that the trees and the cuts are made on.
const FOLDS: usize = 5;
/// Most weight of one passage in the trees, which are to follow no single example.
const MOST: f32 = 3.0;

/// What was learned for one indicator.
#[derive(Debug)]
pub(super) struct Taught {
    /// Its cuts are not placed yet.
    pub grader: Grader,
    /// Every passage written for the indicator, as predicted by models that have not seen it.
    pub judged: Vec<Judged>,
}

/// Learns all indicators `ids`, as many at a time as the machine has cores.
pub(super) fn taught(ids: &[&str], lessons: &[Lesson]) -> Vec<Taught> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = ids.len().div_ceil(cores).max(1);
    std::thread::scope(|scope| {
        let one_by_one = |part: &[&str]| part.iter().map(|id| one(id, lessons)).collect::<Vec<_>>();
        let parts: Vec<_> = ids.chunks(share).map(|part| scope.spawn(move || one_by_one(part))).collect();
        parts
            .into_iter()
            .flat_map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

fn one(id: &str, lessons: &[Lesson]) -> Taught {
    let mut signals: Vec<&String> = lessons.iter().flat_map(|l| l.names(id)).collect();
    signals.sort();
    signals.dedup();
    // A passage that the reader did not label for this indicator teaches nothing.
    let labelled: Vec<usize> = (0..lessons.len()).filter(|at| lessons[*at].label(id).is_some()).collect();
    let steps: [(Step, Vec<(f32, f32)>); STEPS] =
        std::array::from_fn(|n| step(id, n as u8 + 1, lessons, &labelled, &signals));
    let lesson = |(number, &at): (usize, &usize)| {
        let (level, weight) = lessons[at].label(id).unwrap_or_default();
        let unseen = std::array::from_fn(|n| steps[n].1[number]);
        boost::Lesson { inputs: inputs(unseen, lessons[at].rules(id)), level: f32::from(level), weight, group: at }
    };
    let taught = labelled.iter().enumerate().map(lesson).filter(|l| l.weight >= IN_PASSING);
    let taught: Vec<_> = taught.map(|l| boost::Lesson { weight: l.weight.min(MOST), ..l }).collect();
    let predictions = Boosted::fold_predictions(&taught, FOLDS);
    let is_own = |at: usize| lessons[at].passage.indicator == id && lessons[at].passage.id != EXAMPLE;
    let judged = taught.iter().zip(&predictions).filter(|(l, _)| is_own(l.group)).map(|(l, &prediction)| {
        let (level, weight) = lessons[l.group].label(id).unwrap_or_default();
        Judged { level, weight, prediction }
    });
    let judged = judged.collect();
    let grader = Grader { steps: steps.map(|(step, _)| step), boosted: Boosted::fit(&taught), cuts: [0.0; STEPS] };
    Taught { grader, judged }
}

/// What tells whether a passage comes to at least `level`; and what that makes of each labelled lesson and of its most
/// telling sentence when it has not seen it.
fn step(id: &str, level: u8, lessons: &[Lesson], labelled: &[usize], signals: &[&String]) -> (Step, Vec<(f32, f32)>) {
    let (sentence, sentences) = sentence_model(id, level, lessons);
    let signal = |name: &String| signals.binary_search(&name).map(|at| ((Idf::LENGTH + at) as u32, SIGNAL)).ok();
    let end = Idf::LENGTH + signals.len();
    let told = |told: &[f32; 3]| (0..3).map(|at| ((end + at) as u32, told[at] * TELLING)).collect::<Sparse>();
    let sample = |&at: &usize| {
        let lesson = &lessons[at];
        let (given, weight) = lesson.label(id).unwrap_or_default();
        let fired = lesson.names(id).iter().filter_map(signal);
        let features = lesson.whole.iter().copied().chain(fired).chain(told(&sentences[at])).collect();
        Sample { features, level: u8::from(given >= level), weight, group: at }
    };
    let samples: Vec<Sample> = labelled.iter().map(sample).collect();
    let length = end + 3;
    let unseen = fold_predictions(&samples, length, PENALTY, FOLDS);
    let unseen = unseen.into_iter().zip(labelled).map(|(whole, at)| (whole, sentences[*at][0])).collect();
    let (weights, bias) = ridge(&samples.iter().collect::<Vec<_>>(), length, PENALTY);
    let step = Step {
        whole: Weights::of_floats(&weights[..Idf::LENGTH], bias),
        sentence,
        telling: std::array::from_fn(|at| weights[end + at] * TELLING),
        signals: signals
            .iter()
            .map(|s| (*s).clone())
            .zip(weights[Idf::LENGTH..end].iter().map(|w| w * SIGNAL))
            .collect(),
    };
    (step, unseen)
}

/// What tells whether a sentence carries at least `level`, and what the most telling sentences of each lesson come to
/// under a model that has not seen it.
fn sentence_model(id: &str, level: u8, lessons: &[Lesson]) -> (Weights, Vec<[f32; 3]>) {
    let mut samples: Vec<Sample> = Vec::new();
    for (group, lesson) in lessons.iter().enumerate() {
        samples.extend(lesson.sentences.iter().map(|(features, marked)| {
            // Without weight a sentence teaches nothing, but it is predicted.
            let (carried, weight) = lesson.carries(id, group, *marked).unwrap_or((0, 0.0));
            Sample { features: features.clone(), level: u8::from(carried >= level), weight, group }
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
