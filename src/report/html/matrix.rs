//! The table of all schools by all indicators.

use super::Context;
use super::school::{anchor, section};
use crate::report::marks::{Mark, band, band_word, mark};
use crate::report::overview::note;
use crate::report::results::SchoolResult;
use crate::report::words::fill;
use crate::rubric::{Dimension, Indicator};

/// The whole table.
pub struct Matrix {
    /// Column groups.
    pub themes: Vec<Theme>,
    /// Rows.
    pub rows: Vec<Row>,
}

/// A theme with its columns.
pub struct Theme {
    /// Name.
    pub name: String,
    /// Names of its indicators.
    pub columns: Vec<String>,
    /// Columns, the one with the band included.
    pub span: usize,
    /// Head of the column with the band.
    pub whole: String,
}

/// One school.
pub struct Row {
    /// Name.
    pub name: String,
    /// Id of the school's section.
    pub section: String,
    /// Said under the name when the site was not read completely.
    pub note: Option<&'static str>,
    /// Per theme.
    pub groups: Vec<Group>,
}

/// The cells of one theme.
pub struct Group {
    /// One per indicator.
    pub cells: Vec<Cell>,
    /// The theme as a whole.
    pub band: Option<Band>,
}

/// Where a theme stands as a whole: a quarter of the scale, not a number, because small differences say nothing.
pub struct Band {
    /// 0-3.
    pub step: u8,
    /// In words.
    pub words: &'static str,
    /// With its place on the scale: `sterk (3 van 3)`.
    pub label: String,
}

/// One outcome.
pub struct Cell {
    /// Id of the indicator's place in the school's section.
    pub anchor: String,
    /// The outcome.
    pub mark: Mark,
    /// Read by a screen reader: school, indicator, outcome.
    pub label: String,
}

/// The table in the order of the results and the rubric.
pub fn matrix(context: &Context) -> Matrix {
    Matrix {
        themes: context.rubric.dimensions.iter().map(|d| theme(d, context)).collect(),
        rows: context.results.schools.iter().map(|school| row(school, context)).collect(),
    }
}

fn columns<'a>(theme: &'a Dimension, context: &Context<'a>) -> impl Iterator<Item = &'a Indicator> {
    context.rubric.indicators.iter().filter(|i| i.dimension == theme.id)
}

fn theme(theme: &Dimension, context: &Context) -> Theme {
    let names: Vec<String> = columns(theme, context).map(|i| i.name.get(context.lang).to_owned()).collect();
    let name = theme.name.get(context.lang).to_owned();
    let whole = fill(context.words.theme_as_whole, &[("theme", &name)]);
    Theme { span: names.len() + 1, columns: names, name, whole }
}

fn row(school: &SchoolResult, context: &Context) -> Row {
    let group = |theme: &Dimension| Group {
        cells: columns(theme, context).filter_map(|i| cell(school, i, context)).collect(),
        band: of_theme(school, &theme.id, context),
    };
    Row {
        name: school.name.clone(),
        section: section(school),
        note: note(school, context.words),
        groups: context.rubric.dimensions.iter().map(group).collect(),
    }
}

/// The band of one theme of a school; `None` when nothing in it was scored.
pub fn of_theme(school: &SchoolResult, theme: &str, context: &Context) -> Option<Band> {
    let step = band(school.dimensions.get(theme).copied().flatten()?);
    let words = band_word(step, context.words);
    Some(Band { step, words, label: fill(context.words.band_of, &[("word", words), ("n", &step.to_string())]) })
}

fn cell(school: &SchoolResult, indicator: &Indicator, context: &Context) -> Option<Cell> {
    let result = school.indicators.iter().find(|i| i.id == indicator.id)?;
    let mark = mark(result, context.words);
    let label = format!("{}, {}: {}", school.name, indicator.name.get(context.lang), mark.words);
    Some(Cell { anchor: anchor(school, &indicator.id), mark, label })
}
