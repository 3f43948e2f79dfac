//! `results.csv`: one row per school and indicator, in the form that a Dutch Excel opens rightly.

use super::marks::level_word;
use super::number::{decimal, weight};
use super::results::{IndicatorResult, IndicatorStatus, Results, SchoolResult};
use super::words::{self, Words, status};
use crate::model::Lang;
use crate::rubric::{Indicator, Rubric};

/// The long table: UTF-8 with byte order mark, semicolons, CRLF, decimal comma in Dutch.
pub fn csv(results: &Results, rubric: &Rubric, lang: Lang) -> String {
    let words = Words::of(lang);
    let mut writer =
        ::csv::WriterBuilder::new().delimiter(b';').terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    let head = words.csv_head.split(';').map(str::to_owned).collect();
    let rows = results.schools.iter().flat_map(|school| {
        rubric.indicators.iter().filter_map(move |indicator| {
            let result = school.indicators.iter().find(|i| i.id == indicator.id)?;
            Some(row(school, indicator, result, rubric, lang))
        })
    });
    for row in std::iter::once(head).chain(rows) {
        // Writing rows of equal length to memory cannot fail.
        writer.write_record(row.iter().map(|cell| harmless(cell))).expect("rows of equal length");
    }
    let bytes = writer.into_inner().expect("memory takes every byte");
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

fn row(
    school: &SchoolResult,
    indicator: &Indicator,
    result: &IndicatorResult,
    rubric: &Rubric,
    lang: Lang,
) -> Vec<String> {
    let words = Words::of(lang);
    let score = |n: Option<f64>| n.map(|n| decimal(n, lang)).unwrap_or_default();
    let only = |wanted| if result.status == wanted { result.level } else { None };
    let number = |level: Option<u8>| level.map(|n| n.to_string()).unwrap_or_default();
    let theme = rubric.dimensions.iter().find(|d| d.id == indicator.dimension);
    let best = result.evidence.first();
    let review = result.review.as_ref();
    vec![
        school.name.clone(),
        school.id.clone(),
        school.url.to_string(),
        status(school.status).get(lang).to_owned(),
        school.reason.clone().unwrap_or_default(),
        score(school.score),
        theme.map(|d| d.name.get(lang).to_owned()).unwrap_or_default(),
        score(school.dimensions.get(&indicator.dimension).copied().flatten()),
        indicator.name.get(lang).to_owned(),
        indicator.id.clone(),
        weight(indicator.weight, lang),
        words::outcome(result.status, words).to_owned(),
        number(only(IndicatorStatus::Scored)),
        number(only(IndicatorStatus::NeedsReview)),
        result.max.to_string(),
        result.level.map(|level| level_word(level, words).to_owned()).unwrap_or_default(),
        result.why.clone(),
        best.map(|e| e.quote.clone()).unwrap_or_default(),
        best.map(|e| e.url.to_string()).unwrap_or_default(),
        best.map(|e| e.title.clone()).unwrap_or_default(),
        best.and_then(|e| e.clicks).map(|n| n.to_string()).unwrap_or_default(),
        best.map(|e| words::source(e.source, words).to_owned()).unwrap_or_default(),
        result.footing.map(|f| words::footing(f, words).to_owned()).unwrap_or_default(),
        review.map(|review| words::looked(review, lang)).unwrap_or_default(),
        review.map(|review| review.note.clone()).unwrap_or_default(),
        number(review.and_then(|review| review.program_level)),
    ]
}

/// A spreadsheet takes a cell that starts with one of these for a formula; an apostrophe makes it text.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{fixture, results};

    fn table(lang: Lang) -> String {
        let (comparison, rubric) = fixture::comparison();
        csv(&results(&comparison, &rubric, lang), &rubric, lang)
    }

    #[test]
    fn snapshot() {
        insta::assert_snapshot!(table(Lang::Nl));
    }

    #[test]
    fn one_row_per_school_and_indicator_of_equal_length_in_both_languages() {
        let (comparison, rubric) = fixture::comparison();
        for lang in [Lang::Nl, Lang::En] {
            let table = table(lang);
            let mut reader = ::csv::ReaderBuilder::new().delimiter(b';').from_reader(table.as_bytes());
            let rows = reader.records().filter_map(Result::ok).count();
            assert_eq!(rows, comparison.schools.len() * rubric.indicators.len());
        }
    }

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(harmless("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
        assert_eq!(harmless("+31"), "'+31");
        assert_eq!(harmless("gewoon"), "gewoon");
        assert!(table(Lang::Nl).contains("'=HYPERLINK"));
    }
}
