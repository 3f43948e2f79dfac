//! `audit rubric train`: learns from labelled passages how much of what the signals find makes a level.

use super::agree::{documents, organisation};
use super::lesson::{EXAMPLE, Lesson};
use super::teach::{Taught, taught};
use crate::learn::agreement::Pair;
use crate::learn::{Idf, Judged, Model, Seen, cuts};
use crate::rubric::passages::{Passage, sheet};
use crate::rubric::{Judge, Rubric};
use crate::score::{Judger, Observation};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::Path;

/// What a false positive costs against agreement when the cuts are placed.
const CAUTION: f64 = 0.1;
/// Weight of an example: a plain case counts for more than one of many.
const AS_EXAMPLE: f32 = 30.0;

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
    let learned = plain.indicators.iter().filter(|i| matches!(i.judge, Judge::Signals { .. }));
    let ids: Vec<&str> = learned.map(|indicator| indicator.id.as_str()).collect();
    let (graders, judged): (BTreeMap<_, _>, BTreeMap<_, _>) = taught(&ids, &lessons)
        .into_iter()
        .zip(ids)
        .map(|(Taught { grader, judged }, id)| ((id.to_owned(), grader), (id.to_owned(), judged)))
        .unzip();
    let mut model = Model::new(idf, graders);
    let placed: BTreeMap<String, [f32; 3]> = judged
        .iter()
        .map(|(id, judged)| {
            let seen = lessons.iter().zip(&observations).filter(|(l, _)| is_example(&l.passage, id));
            let examples = seen.filter_map(|(lesson, seen)| example(&model, id, lesson, seen));
            (id.clone(), cuts(&judged.iter().copied().chain(examples).collect::<Vec<_>>(), CAUTION))
        })
        .collect();
    model.graders.iter_mut().for_each(|(id, grader)| grader.cuts = placed[id]);
    let unseen = judged.into_iter().map(|(id, judged)| (id.clone(), pairs(&model, &id, &judged))).collect();
    Ok(Learned { model, unseen })
}

fn is_example(passage: &Passage, indicator: &str) -> bool {
    passage.id == EXAMPLE && passage.indicator == indicator
}

/// What the model makes of an example that it has seen, as it will when the rubric is tested.
fn example(model: &Model, id: &str, lesson: &Lesson, seen: &Observation) -> Option<Judged> {
    let sentences: Vec<_> = seen.sentences.iter().map(|(_, counts)| counts.clone()).collect();
    let (place, grader) = model.grader(id)?;
    let (signals, rules) = (lesson.names(id).iter().map(String::as_str), lesson.rules(id));
    let prediction = grader.predict(place, &model.read(&seen.whole, &sentences), signals, rules);
    Some(Judged { level: lesson.passage.level, weight: AS_EXAMPLE, prediction })
}

/// Levels of the reader and of the program.
fn pairs(model: &Model, id: &str, judged: &[Judged]) -> Vec<Pair> {
    let level = |one: &Judged| model.grader(id).map(|(_, grader)| (one.level, grader.level(one.prediction, 0, ONE)));
    judged.iter().filter_map(level).collect()
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
