//! `results.xlsx`: an overview, every judgement with its evidence, and how to read both.
//!
//! Texts of sites are written as texts, never as formulas. The same results give the same bytes: the only time in the
//! file is the audit day.

use super::html::Context;
use super::marks::{band, band_word, level_word};
use super::number::date;
use super::overview::sentences;
use super::results::{EvidenceResult, IndicatorResult, IndicatorStatus, Results, SchoolResult};
use super::words::{self, FileWords, Words, fill};
use crate::model::Lang;
use crate::rubric::{Indicator, Rubric};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet, XlsxError,
};

/// A cell holds no more than 32,767 characters.
const LONGEST: usize = 32_000;
/// A spreadsheet takes no longer addresses as a link.
const LONGEST_LINK: usize = 2_000;
/// Most links in a sheet; the addresses after it are written without.
const MOST_LINKS: u32 = 60_000;
/// Colour of the cell and of the figure in it, per level.
const LEVELS: [(u32, u32); 4] =
    [(0x00FF_FFFF, 0x004A_4F50), (0x00DC_EFEA, 0x0014_453F), (0x0093_D1C4, 0x000A_322D), (0x000E_665B, 0x00FF_FFFF)];
const REVIEW: (u32, u32) = (0x00FF_F0C9, 0x005F_4300);
const UNREAD: (u32, u32) = (0x00EC_EBE8, 0x0055_534E);

/// The workbook.
pub fn xlsx(results: &Results, rubric: &Rubric, lang: Lang) -> Vec<u8> {
    let context = Context { results, rubric, words: Words::of(lang), lang };
    // Texts are cut to what a cell holds, and no list of schools has a million judgements.
    workbook(&context).expect("a workbook within the limits of the format")
}

fn workbook(context: &Context) -> Result<Vec<u8>, XlsxError> {
    let words = FileWords::of(context.lang);
    let mut book = Workbook::new();
    let day = context.results.run.audited_on;
    let created =
        ExcelDateTime::from_ymd(day.year().unsigned_abs(), day.month().unsigned_abs(), day.day().unsigned_abs())?;
    let title = context.rubric.title.get(context.lang);
    let about = DocProperties::new().set_title(title).set_author(&context.results.run.program);
    book.set_properties(&about.set_creation_datetime(&created));
    overview(book.add_worksheet().set_name(words.sheet_overview)?, context)?;
    table(book.add_worksheet().set_name(words.sheet_table)?, context)?;
    guide(book.add_worksheet().set_name(words.sheet_guide)?, context)?;
    book.save_to_buffer()
}

fn head() -> Format {
    Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Bottom).set_border_bottom(FormatBorder::Medium)
}

fn filled((back, ink): (u32, u32)) -> Format {
    let format = Format::new().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    format.set_background_color(Color::RGB(back)).set_font_color(Color::RGB(ink)).set_border(FormatBorder::Hair)
}

fn overview(sheet: &mut Worksheet, context: &Context) -> Result<(), XlsxError> {
    let (words, files) = (context.words, FileWords::of(context.lang));
    let mut heads: Vec<String> = files.overview_head.split(';').map(str::to_owned).collect();
    let fixed = heads.len() as u16;
    for theme in &context.rubric.dimensions {
        let names = context.rubric.indicators.iter().filter(|i| i.dimension == theme.id);
        heads.extend(names.map(|i| i.name.get(context.lang).to_owned()));
        heads.push(fill(words.theme_as_whole, &[("theme", theme.name.get(context.lang))]));
    }
    heading(sheet, &heads, 75.0)?;
    let mut last = 0;
    for (row, school) in (1..).zip(&context.results.schools) {
        overview_row(sheet, row, school, fixed, context)?;
        last = row;
    }
    sheet.set_freeze_panes(1, 1)?.autofilter(0, 0, last, heads.len() as u16 - 1)?;
    sheet.set_column_width(0, 34)?.set_column_width(1, 18)?.set_column_width(2, 14)?.set_column_width(3, 11)?;
    for column in fixed..heads.len() as u16 {
        sheet.set_column_width(column, 12)?;
    }
    sheet.write_string(last + 2, 0, words.disclaimer)?;
    page(sheet);
    Ok(())
}

fn overview_row(
    sheet: &mut Worksheet,
    row: u32,
    school: &SchoolResult,
    fixed: u16,
    context: &Context,
) -> Result<(), XlsxError> {
    let words = context.words;
    text(sheet, row, 0, &school.name, &Format::new().set_bold())?;
    text(sheet, row, 1, school.place.as_deref().unwrap_or_default(), &Format::new())?;
    let state = words::status(school.status);
    let state = super::overview::note(school, words).unwrap_or(state.get(context.lang));
    text(sheet, row, 2, state, &Format::new())?;
    let share = Format::new().set_num_format("0%");
    sheet.write_number_with_format(row, 3, school.scored_share, &share)?;
    let mut column = fixed;
    for theme in &context.rubric.dimensions {
        for indicator in context.rubric.indicators.iter().filter(|i| i.dimension == theme.id) {
            if let Some(found) = school.indicators.iter().find(|i| i.id == indicator.id) {
                outcome(sheet, row, column, found, words)?;
            }
            column += 1;
        }
        let score = school.dimensions.get(&theme.id).copied().flatten();
        let word = score.map_or(words.not_checked, |score| band_word(band(score), words));
        let back = score.map_or(UNREAD, |score| LEVELS[usize::from(band(score))]);
        text(sheet, row, column, word, &filled(back).set_bold())?;
        column += 1;
    }
    Ok(())
}

/// A level is a number, so that it can be counted; all else is words.
fn outcome(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    found: &IndicatorResult,
    words: &Words,
) -> Result<(), XlsxError> {
    match (found.status, found.level) {
        (IndicatorStatus::Scored, Some(level)) => {
            let thin = found.footing.is_some_and(|f| f.is_thin());
            let seen = found.review.as_ref().is_some_and(|review| review.decided);
            let shown = if seen {
                "0\"✓\""
            } else if thin {
                "0\"*\""
            } else {
                "0"
            };
            let format = filled(LEVELS[usize::from(level.min(3))]).set_num_format(shown);
            sheet.write_number_with_format(row, column, level, &format)?;
        }
        (IndicatorStatus::NeedsReview, level) => {
            text(sheet, row, column, &format!("{}?", level.unwrap_or(0)), &filled(REVIEW))?;
        }
        (IndicatorStatus::NotApplicable, _) => {
            text(sheet, row, column, words.not_applicable_short, &filled(LEVELS[0]))?
        }
        _ => text(sheet, row, column, words.not_checked, &filled(UNREAD))?,
    }
    Ok(())
}

/// One row per quote; a judgement without a quote has one row too.
fn table(sheet: &mut Worksheet, context: &Context) -> Result<(), XlsxError> {
    let heads: Vec<String> = FileWords::of(context.lang).table_head.split(';').map(str::to_owned).collect();
    heading(sheet, &heads, 45.0)?;
    let mut row = 0;
    for school in &context.results.schools {
        for indicator in &context.rubric.indicators {
            let Some(found) = school.indicators.iter().find(|i| i.id == indicator.id) else { continue };
            let quotes: Vec<Option<&EvidenceResult>> = match found.evidence.as_slice() {
                [] => vec![None],
                some => some.iter().map(Some).collect(),
            };
            for quote in quotes {
                row += 1;
                judgement(sheet, row, (school, indicator, found), context)?;
                if let Some(quote) = quote {
                    evidence(sheet, row, quote, context)?;
                }
            }
        }
    }
    sheet.set_freeze_panes(1, 1)?.autofilter(0, 0, row, heads.len() as u16 - 1)?;
    for (column, width) in (0..).zip([26, 16, 24, 18, 8, 11, 13, 30, 36, 60, 16, 11, 30, 10, 13, 40, 60, 24, 40, 12]) {
        sheet.set_column_width(column, width)?;
    }
    page(sheet);
    Ok(())
}

fn judgement(
    sheet: &mut Worksheet,
    row: u32,
    (school, indicator, found): (&SchoolResult, &Indicator, &IndicatorResult),
    context: &Context,
) -> Result<(), XlsxError> {
    let (words, lang) = (context.words, context.lang);
    let theme = context.rubric.dimensions.iter().find(|d| d.id == indicator.dimension);
    let level = found.level.map(|level| &indicator.levels[usize::from(level.min(3))]);
    let plain = wrapped();
    text(sheet, row, 0, &school.name, &plain)?;
    text(sheet, row, 1, theme.map_or("", |d| d.name.get(lang)), &plain)?;
    text(sheet, row, 2, indicator.name.get(lang), &plain)?;
    text(sheet, row, 3, words::outcome(found.status, words), &plain)?;
    let scored = found.status == IndicatorStatus::Scored;
    if let Some(level) = found.level {
        let format = if scored { filled(LEVELS[usize::from(level.min(3))]) } else { filled(REVIEW) };
        sheet.write_number_with_format(row, if scored { 4 } else { 5 }, level, &format)?;
        text(sheet, row, 6, level_word(level, words), &plain)?;
    }
    text(sheet, row, 7, found.footing.map_or("", |f| words::footing(f, words)), &plain)?;
    text(sheet, row, 8, &found.why, &plain)?;
    if let Some(review) = &found.review {
        text(sheet, row, 17, &words::looked(review, lang), &plain)?;
        text(sheet, row, 18, &review.note, &plain)?;
        if let Some(level) = review.program_level {
            sheet.write_number_with_format(row, 19, level, &plain)?;
        }
    }
    text(sheet, row, 16, level.map_or("", |level| level.advice.get(lang)), &plain)
}

fn evidence(sheet: &mut Worksheet, row: u32, quote: &EvidenceResult, context: &Context) -> Result<(), XlsxError> {
    let plain = wrapped();
    text(sheet, row, 9, &quote.quote, &plain)?;
    text(sheet, row, 10, &quote.date.map(|day| date(day, context.lang)).unwrap_or_default(), &plain)?;
    text(sheet, row, 11, words::source(quote.source, context.words), &plain)?;
    text(sheet, row, 12, &quote.title, &plain)?;
    for (column, number) in [(13, quote.page), (14, quote.clicks)] {
        if let Some(number) = number {
            sheet.write_number(row, column, number)?;
        }
    }
    match super::link::safe(&quote.url).filter(|link| link.len() < LONGEST_LINK && row < MOST_LINKS) {
        Some(link) => sheet.write_url(row, 15, Url::new(link))?,
        None => sheet.write_string(row, 15, cut(quote.url.as_str()))?,
    };
    Ok(())
}

fn guide(sheet: &mut Worksheet, context: &Context) -> Result<(), XlsxError> {
    let (words, files, run) = (context.words, FileWords::of(context.lang), &context.results.run);
    let version = [("title", context.rubric.title.get(context.lang)), ("version", context.rubric.version.as_str())];
    let mut lines = vec![(files.guide_about, true)];
    let day = fill(words.audited_on, &[("date", &date(run.audited_on, context.lang))]);
    let rubric = fill(words.rubric_version, &version);
    let found = sentences(context.results, context.rubric, context.lang);
    let found: Vec<String> = found.iter().map(|s| format!("{} {}", s.lead, s.rest)).collect();
    let standing = super::overview::standing(context.results, context.lang).join(". ");
    lines.extend([(words.disclaimer, false), (day.as_str(), false), (rubric.as_str(), false), (&standing, false)]);
    lines.push((words.stands_out, true));
    lines.extend(found.iter().map(|line| (line.as_str(), false)));
    lines.push((files.guide_levels, true));
    let levels = super::marks::legend_of(context.results, words)
        .into_iter()
        .map(|(mark, text)| format!("{}  {text}", mark.short));
    let levels: Vec<String> = levels.collect();
    lines.extend(levels.iter().map(|line| (line.as_str(), false)));
    lines.extend([(files.guide_sheets, true), (files.guide_overview, false), (files.guide_table, false)]);
    lines.push((files.guide_method, true));
    lines.extend([words.method_evidence, words.method_best, words.method_zero, words.method_score].map(|t| (t, false)));
    lines.extend([words.method_whole, words.method_masked].map(|t| (t, false)));
    for (row, (line, title)) in (0..).zip(lines) {
        text(sheet, row, 0, line, &if title { Format::new().set_bold().set_font_size(13) } else { wrapped() })?;
    }
    sheet.set_column_width(0, 110)?;
    page(sheet);
    Ok(())
}

fn heading(sheet: &mut Worksheet, heads: &[String], height: f64) -> Result<(), XlsxError> {
    for (column, name) in (0..).zip(heads) {
        text(sheet, 0, column, name, &head())?;
    }
    sheet.set_row_height(0, height)?.set_repeat_rows(0, 0)?;
    Ok(())
}

/// Printed on A4 on its side, as wide as the paper.
fn page(sheet: &mut Worksheet) {
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
}

fn wrapped() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

fn text(sheet: &mut Worksheet, row: u32, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, column, cut(text), format)?;
    Ok(())
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{fixture, results};
    use std::io::Read;

    fn book(lang: Lang) -> Vec<u8> {
        let (comparison, rubric) = fixture::comparison();
        xlsx(&results(&comparison, &rubric, lang), &rubric, lang)
    }

    fn part(book: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).expect("a zip file");
        let mut text = String::new();
        archive.by_name(name).expect("a part").read_to_string(&mut text).expect("text");
        text
    }

    #[test]
    fn same_results_give_the_same_bytes() {
        assert!(book(Lang::Nl) == book(Lang::Nl));
        assert!(part(&book(Lang::Nl), "docProps/core.xml").contains("2026-11-23T00:00:00Z"));
    }

    #[test]
    fn nothing_from_a_site_is_a_formula() {
        let book = book(Lang::Nl);
        for sheet in 1..=3 {
            assert!(!part(&book, &format!("xl/worksheets/sheet{sheet}.xml")).contains("<f>"), "{sheet}");
        }
        assert!(part(&book, "xl/sharedStrings.xml").contains("=HYPERLINK("));
    }

    #[test]
    fn heads_stay_and_filter() {
        let book = book(Lang::Nl);
        for sheet in 1..=2 {
            let xml = part(&book, &format!("xl/worksheets/sheet{sheet}.xml"));
            assert!(xml.contains("<autoFilter") && xml.contains("state=\"frozen\""), "{sheet}");
        }
    }

    #[test]
    fn what_has_no_level_is_words_and_never_zero() {
        let texts = part(&book(Lang::Nl), "xl/sharedStrings.xml");
        for word in ["niet gekeken", "n.v.t.", "2?", "een mens moet kijken"] {
            assert!(texts.contains(&format!(">{word}<")), "{word}");
        }
        let english = part(&book(Lang::En), "xl/sharedStrings.xml");
        assert!(english.contains(">not checked<") && !english.contains(">niet gekeken<"));
    }
}
