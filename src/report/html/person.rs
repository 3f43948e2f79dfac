//! What a person said of an outcome, beside what the program says.

use super::Context;
use crate::model::Changed;
use crate::report::marks::mark;
use crate::report::results::{IndicatorResult, ReviewResult};
use crate::report::words::{self, fill};

/// The word of a person, ready to write down.
pub struct Person {
    /// Who decided what, or who wrote a note.
    pub said: String,
    /// The note; may be empty.
    pub note: String,
    /// Why the program came to something else.
    pub program_why: Option<String>,
    /// What is other than when the person looked.
    pub changed: Option<&'static str>,
}

/// The word of a person on `result`.
pub fn person(review: &ReviewResult, result: &IndicatorResult, context: &Context) -> Person {
    let table = context.words;
    let (mine, program) = (outcome(result, context), by_program(review, result, context));
    let text = match (review.decided, mine == program) {
        (false, _) => table.person_only_note,
        (true, true) => table.person_agrees,
        (true, false) => table.person_differs,
    };
    let who = words::looked(review, context.lang);
    let differs = review.decided && mine != program && !review.program_why.is_empty();
    Person {
        said: fill(text, &[("who", &who), ("word", &mine), ("program", &program)]),
        note: review.note.clone(),
        program_why: differs.then(|| fill(table.person_program_why, &[("why", &review.program_why)])),
        changed: review.changed.map(|changed| match changed {
            Changed::Outcome => table.changed_outcome,
            Changed::Evidence => table.changed_evidence,
        }),
    }
}

/// An outcome in words, whoever gave it.
fn outcome(result: &IndicatorResult, context: &Context) -> String {
    mark(&IndicatorResult { review: None, footing: None, ..result.clone() }, context.words).words
}

/// The program's outcome in words. A proposal that a person takes over counts as the same.
pub fn by_program(review: &ReviewResult, result: &IndicatorResult, context: &Context) -> String {
    let same = review.program_level.is_some() && review.program_level == result.level;
    let status = if same { result.status } else { review.program_status };
    outcome(&IndicatorResult { status, level: review.program_level, ..result.clone() }, context)
}
