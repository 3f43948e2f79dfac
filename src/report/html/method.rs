//! How the levels come about: the rubric in words.

use super::Context;
use crate::report::marks::{Mark, of_level};
use crate::report::number::weight;
use crate::report::unread;
use crate::report::words::fill;
use crate::rubric::Indicator;

/// The yardstick, ready to write down.
pub struct Method {
    pub rubric: String,
    pub program: String,
    pub rules: Vec<String>,
    pub themes: Vec<Theme>,
}

/// Indicators of one theme.
pub struct Theme {
    pub name: String,
    pub rows: Vec<Row>,
}

/// One indicator of the rubric.
pub struct Row {
    pub name: String,
    pub question: String,
    pub motive: String,
    pub weight: String,
    pub source: String,
    pub levels: Vec<(Mark, String)>,
}

/// The yardstick of these results.
pub fn method(context: &Context) -> Method {
    let (words, rubric) = (context.words, context.rubric);
    let row = |i: &Indicator| row(i, context);
    let sha: String = rubric.sha256.chars().take(12).collect();
    Method {
        rubric: fill(
            words.method_rubric,
            &[("title", rubric.title.get(context.lang)), ("version", &rubric.version), ("sha", &sha)],
        ),
        program: fill(words.method_program, &[("program", &context.results.run.program)]),
        rules: rules(context),
        themes: rubric
            .dimensions
            .iter()
            .map(|theme| Theme {
                name: theme.name.get(context.lang).to_owned(),
                rows: rubric.indicators.iter().filter(|i| i.dimension == theme.id).map(row).collect(),
            })
            .collect(),
    }
}

fn rules(context: &Context) -> Vec<String> {
    let words = context.words;
    let fixed = [
        words.method_evidence,
        words.method_best,
        words.method_zero,
        words.method_score,
        words.method_whole,
        words.method_masked,
    ];
    let read = unread::of_all(&context.results.schools, words);
    fixed.into_iter().map(str::to_owned).chain(read).collect()
}

fn row(indicator: &Indicator, context: &Context) -> Row {
    let (words, lang) = (context.words, context.lang);
    let source = match indicator.source.strip_prefix('A') {
        Some(number) => fill(words.source_advice, &[("n", number)]),
        None => words.source_article.to_owned(),
    };
    Row {
        name: indicator.name.get(lang).to_owned(),
        question: indicator.question.get(lang).to_owned(),
        motive: indicator.motive.get(lang).to_owned(),
        weight: if indicator.weight > 0.0 { weight(indicator.weight, lang) } else { words.weight_zero.to_owned() },
        source,
        levels: (0u8..)
            .zip(&indicator.levels)
            .map(|(n, l)| (of_level(n, words), l.text.get(lang).to_owned()))
            .collect(),
    }
}
