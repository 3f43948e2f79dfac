//! The section for the evening: advice with examples, questions, and the words of the schools.

use super::Context;
use super::quote::{Quote, quote};
use crate::report::advice::{self, Advice};
use crate::report::cloud::{self, Placed};
use crate::report::example::Example;
use crate::report::number::date;
use crate::report::questions::{self, Round};
use crate::report::strip::{Strip, strip};
use crate::report::words::{EveningWords, count, fill};

/// The whole section.
pub struct Evening {
    pub for_whom: &'static str,
    pub since_when: String,
    /// All six pieces of advice are there.
    pub heading: &'static str,
    pub advice: Vec<Piece>,
    pub rounds: Vec<Round>,
    pub cloud: Cloud,
}

/// One piece of advice.
pub struct Piece {
    pub number: usize,
    pub text: &'static str,
    /// Name of the indicator with the marks of all schools.
    pub strips: Vec<(String, Strip)>,
    /// Introduction and quote.
    pub example: Option<(String, Quote)>,
}

/// The word cloud.
pub struct Cloud {
    /// Left, top, width and height.
    pub frame: [i32; 4],
    pub words: Vec<Placed>,
    /// Word, and in how many schools.
    pub list: Vec<(String, String)>,
}

/// The section of these results.
pub fn evening(context: &Context) -> Evening {
    let words = EveningWords::of(context.lang);
    let advice = advice::of(context.results, context.rubric, context.lang);
    Evening {
        for_whom: words.for_whom_text,
        since_when: fill(words.since_when_text, &[("date", &date(context.results.run.audited_on, context.lang))]),
        heading: if advice.len() == 6 { words.advice } else { words.advice_some },
        rounds: questions::rounds(context.results, context.rubric, &advice, context.lang),
        advice: advice.iter().map(|a| piece(a, context)).collect(),
        cloud: cloud(context),
    }
}

fn piece(advice: &Advice, context: &Context) -> Piece {
    let strips = advice.rows.iter().map(|row| {
        let name = row.indicator.name.get(context.lang).to_owned();
        (name, strip(row.indicator, context.results, context.words))
    });
    Piece {
        number: advice.number,
        text: advice.text,
        strips: strips.collect(),
        example: advice.example.map(|e| (intro(advice, &e, context), quote(e.quote, context))),
    }
}

/// Names the indicator too, when the advice has more than one.
fn intro(advice: &Advice, example: &Example, context: &Context) -> String {
    let words = EveningWords::of(context.lang);
    let name = example.indicator.name.get(context.lang);
    let text = if advice.rows.len() > 1 { words.best_example_of } else { words.best_example };
    fill(text, &[("school", &example.school.name), ("indicator", name)])
}

fn cloud(context: &Context) -> Cloud {
    let words = EveningWords::of(context.lang);
    let found = cloud::words(context.results);
    let placed = cloud::picture(&found);
    Cloud {
        frame: cloud::frame(&placed),
        words: placed,
        list: found
            .into_iter()
            .map(|word| (word.text, count(word.schools, words.cloud_word_one, words.cloud_word)))
            .collect(),
    }
}
