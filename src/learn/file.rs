//! The model's file: one line of JSON, then the bytes of the weights.

use super::features::Idf;
use super::{Boosted, Grader, Model, STEPS, Step, Weights};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Version of the layout.
const FORMAT: u32 = 4;
/// Linear models of one grader: of the passage and of the sentence, at each step.
const PARTS: usize = 2 * STEPS;

#[derive(Serialize, Deserialize)]
struct Head {
    format: u32,
    features: usize,
    graders: BTreeMap<String, HeadGrader>,
}

#[derive(Serialize, Deserialize)]
struct HeadGrader {
    steps: [HeadStep; STEPS],
    cuts: [f32; STEPS],
    boosted: Boosted,
}

#[derive(Serialize, Deserialize)]
struct HeadStep {
    /// Scale and bias.
    whole: (f32, f32),
    sentence: (f32, f32),
    telling: [f32; 3],
    signals: BTreeMap<String, f32>,
}

impl HeadStep {
    fn of(step: &Step) -> Self {
        Self {
            whole: (step.whole.scale, step.whole.bias),
            sentence: (step.sentence.scale, step.sentence.bias),
            telling: step.telling,
            signals: step.signals.clone(),
        }
    }
}

/// Why a model file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The first line is not what it should be.
    #[error("de kop van het modelbestand klopt niet ({0}); maak het opnieuw met 'audit rubric train'")]
    Head(String),
    /// Made by another version of the program.
    #[error("het modelbestand heeft een andere vorm ({0}); maak het opnieuw met 'audit rubric train'")]
    Format(u32),
    /// The number of bytes does not fit the head.
    #[error("het modelbestand is afgebroken; maak het opnieuw met 'audit rubric train'")]
    Length,
}

impl Model {
    /// The bytes of the file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let grader = |g: &Grader| HeadGrader {
            steps: std::array::from_fn(|n| HeadStep::of(&g.steps[n])),
            cuts: g.cuts,
            boosted: g.boosted.clone(),
        };
        let graders = self.graders.iter().map(|(id, g)| (id.clone(), grader(g))).collect();
        let head = Head { format: FORMAT, features: Idf::LENGTH, graders };
        let mut out = serde_json::to_vec(&head).unwrap_or_default();
        out.push(b'\n');
        out.extend(&self.idf.0);
        let weights = self.graders.values().flat_map(|g| &g.steps).flat_map(|step| [&step.whole, &step.sentence]);
        weights.for_each(|w| out.extend(w.steps.iter().map(|step| *step as u8)));
        out
    }

    /// Reads a file's bytes.
    ///
    /// # Errors
    /// [`FileError`] when the bytes are not a model of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FileError> {
        let end = bytes.iter().position(|b| *b == b'\n').ok_or(FileError::Length)?;
        let head: Head = serde_json::from_slice(&bytes[..end]).map_err(|e| FileError::Head(e.to_string()))?;
        if head.format != FORMAT || head.features != Idf::LENGTH {
            return Err(FileError::Format(head.format));
        }
        let mut parts = bytes[end + 1..].chunks_exact(Idf::LENGTH);
        if !parts.remainder().is_empty() || parts.len() != PARTS * head.graders.len() + 1 {
            return Err(FileError::Length);
        }
        let idf = Idf(parts.next().ok_or(FileError::Length)?.to_vec());
        let mut weights = |(scale, bias): (f32, f32)| {
            let steps = parts.next().ok_or(FileError::Length)?.iter().map(|b| *b as i8).collect();
            Ok(Weights { steps, scale, bias })
        };
        let mut step = |HeadStep { whole, sentence, telling, signals }: HeadStep| {
            Ok(Step { whole: weights(whole)?, sentence: weights(sentence)?, telling, signals })
        };
        let mut graders = BTreeMap::new();
        for (id, HeadGrader { steps: [one, two, three], boosted, cuts }) in head.graders {
            let steps = [step(one)?, step(two)?, step(three)?];
            graders.insert(id, Grader { steps, boosted, cuts });
        }
        Ok(Self::new(idf, graders))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::features::counts;

    fn model() -> Model {
        let texts = [counts("ouders praten mee", std::iter::empty())];
        let weights = |step| Weights { steps: vec![step; Idf::LENGTH], scale: 0.01, bias: 1.25 };
        let step = |number: i8| Step {
            whole: weights(-number),
            sentence: weights(number),
            telling: [0.5, 0.25, 0.0],
            signals: BTreeMap::from([("talk".into(), 0.5)]),
        };
        let grader = Grader { steps: [step(1), step(2), step(3)], boosted: Boosted::fit(&[]), cuts: [0.5, 1.5, 2.5] };
        Model::new(Idf::of(texts.iter()), BTreeMap::from([("child-present".into(), grader)]))
    }

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(Model::from_bytes(&model().to_bytes()).unwrap(), model());
    }

    #[test]
    fn broken_files_are_told() {
        let bytes = model().to_bytes();
        assert!(matches!(Model::from_bytes(&bytes[..bytes.len() - 1]), Err(FileError::Length)));
        assert!(matches!(Model::from_bytes(b"{}\n"), Err(FileError::Head(_))));
        assert!(matches!(Model::from_bytes(b""), Err(FileError::Length)));
    }
}
