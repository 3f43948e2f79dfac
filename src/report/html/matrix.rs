//! The table of all schools by all indicators.

use super::Context;
use super::school::{anchor, section};
use crate::model::Status;
use crate::report::marks::{Mark, mark};
use crate::report::number::whole;
use crate::report::results::SchoolResult;
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
    /// Columns, the one with the score included.
    pub span: usize,
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
    /// Total, whole number.
    pub total: Option<String>,
}

/// The cells of one theme.
pub struct Group {
    /// One per indicator.
    pub cells: Vec<Cell>,
    /// Score of the theme, whole number.
    pub score: Option<String>,
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
    Theme { name: theme.name.get(context.lang).to_owned(), span: names.len() + 1, columns: names }
}

fn row(school: &SchoolResult, context: &Context) -> Row {
    Row {
        name: school.name.clone(),
        section: section(school),
        note: note(school, context),
        groups: context
            .rubric
            .dimensions
            .iter()
            .map(|theme| Group {
                cells: columns(theme, context).filter_map(|i| cell(school, i, context)).collect(),
                score: school.dimensions.get(&theme.id).copied().flatten().map(whole),
            })
            .collect(),
        total: school.score.map(whole),
    }
}

/// A site of which at least half was left unread is marked, also when only the page budget was the cause.
fn note(school: &SchoolResult, context: &Context) -> Option<&'static str> {
    let half_unread = school.crawl.left > 0 && school.crawl.left >= school.crawl.pages + school.crawl.documents;
    match school.status {
        Status::NotChecked => Some(context.words.not_checked),
        Status::Partly => Some(context.words.partly),
        Status::Audited => half_unread.then_some(context.words.partly),
    }
}

fn cell(school: &SchoolResult, indicator: &Indicator, context: &Context) -> Option<Cell> {
    let result = school.indicators.iter().find(|i| i.id == indicator.id)?;
    let mark = mark(result, context.words);
    let label = format!("{}, {}: {}", school.name, indicator.name.get(context.lang), mark.words);
    Some(Cell { anchor: anchor(school, &indicator.id), mark, label })
}
