//! The table on the terminal: schools by themes, each indicator one mark.

use super::marks::{Mark, legend, mark};
use super::number::{date, whole};
use super::results::{Results, SchoolResult};
use super::unread;
use super::words::{Words, status};
use crate::model::{Comparison, Lang, Status, Stopped};
use crate::rubric::{Dimension, Rubric};

/// Widest column of names; longer names are cut.
const WIDEST_NAME: usize = 28;

/// What the columns are made of.
struct Layout<'a> {
    rubric: &'a Rubric,
    words: &'static Words,
    lang: Lang,
    width: usize,
    colour: bool,
}

/// Table, legend and what could not be read, for a terminal of `width` characters. `colour`: with ANSI colours.
pub fn terminal(comparison: &Comparison, rubric: &Rubric, lang: Lang, width: usize, colour: bool) -> String {
    let results = super::results(comparison, rubric, lang);
    let layout = Layout { rubric, words: Words::of(lang), lang, width: width.max(20), colour };
    let name = results.schools.iter().map(|s| s.name.chars().count()).max().unwrap_or(0).clamp(8, WIDEST_NAME);
    let table_width = name + 2 + rubric.dimensions.iter().map(|d| layout.column(d) + 2).sum::<usize>() + 6;
    let mut lines = vec![layout.title(&results), String::new()];
    if table_width <= layout.width {
        lines.extend(layout.table(&results, name));
    } else {
        lines.extend(results.schools.iter().flat_map(|school| layout.stacked(school)));
    }
    lines.push(String::new());
    lines.extend(layout.legend());
    lines.extend(layout.order());
    lines.extend(layout.unread(&results));
    lines.extend(layout.left(&results));
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

impl Layout<'_> {
    fn title(&self, results: &Results) -> String {
        let day = date(results.run.audited_on, self.lang);
        let owner = results.organisation.as_ref().map(|o| format!("{} · ", o.name)).unwrap_or_default();
        format!("{owner}{} · {day}", self.rubric.title.get(self.lang))
    }

    fn table(&self, results: &Results, name: usize) -> Vec<String> {
        let heads =
            self.rubric.dimensions.iter().map(|d| format!("{:<w$}  ", d.name.get(self.lang), w = self.column(d)));
        let head = format!("{:name$}  {}{:>6}", "", heads.collect::<String>(), self.words.total);
        let rows = results.schools.iter().map(|school| {
            let cells: String =
                self.rubric.dimensions.iter().map(|d| self.cell(school, d, self.column(d)) + "  ").collect();
            format!("{:<name$}  {cells}{:>6}", cut(&school.name, name), total(school))
        });
        std::iter::once(head).chain(rows).collect()
    }

    /// On a narrow terminal each school takes a line per theme.
    fn stacked(&self, school: &SchoolResult) -> Vec<String> {
        let label = self.rubric.dimensions.iter().map(|d| d.name.get(self.lang).chars().count()).max().unwrap_or(0);
        let lines = self
            .rubric
            .dimensions
            .iter()
            .map(|d| format!("  {:<label$}  {}", d.name.get(self.lang), self.cell(school, d, self.marks(d))));
        let head = format!("{} {}", cut(&school.name, self.width.saturating_sub(5)), total(school));
        std::iter::once(head).chain(lines).chain([String::new()]).collect()
    }

    /// Number of indicators in a theme.
    fn marks(&self, dimension: &Dimension) -> usize {
        self.rubric.indicators.iter().filter(|i| i.dimension == dimension.id).count()
    }

    /// Marks, a space and a score of three digits; or the name, when that is wider.
    fn column(&self, dimension: &Dimension) -> usize {
        (self.marks(dimension) + 4).max(dimension.name.get(self.lang).chars().count())
    }

    fn cell(&self, school: &SchoolResult, dimension: &Dimension, width: usize) -> String {
        let found = school.indicators.iter().filter(|i| i.dimension == dimension.id);
        let marks: Vec<Mark> = found.map(|i| mark(i, self.words)).collect();
        let score = school.dimensions.get(&dimension.id).copied().flatten().map_or("–".to_owned(), whole);
        let gap = " ".repeat(width.saturating_sub(marks.len() + 4));
        let painted: String = marks.iter().map(|m| paint(m, self.colour)).collect();
        format!("{painted} {score:>3}{gap}")
    }

    fn legend(&self) -> Vec<String> {
        let entries = legend(self.words).into_iter().filter(|(mark, _)| !mark.thin).map(|(mark, text)| {
            let short = text.split_once(':').map_or(text, |(short, _)| short);
            let number = if mark.class.starts_with('l') { format!("{} ", mark.short) } else { String::new() };
            (
                format!("{} {number}{short}", paint(&mark, self.colour)),
                number.chars().count() + short.chars().count() + 2,
            )
        });
        wrap(entries, "   ", self.width)
    }

    fn order(&self) -> Vec<String> {
        let lines = self.rubric.dimensions.iter().flat_map(|dimension| {
            let indicators = self.rubric.indicators.iter().filter(|i| i.dimension == dimension.id);
            let names = indicators.map(|i| i.name.get(self.lang)).collect::<Vec<_>>().join(", ");
            let text = format!("{}: {names}", dimension.name.get(self.lang));
            paragraph(&text, self.width)
        });
        [String::new(), format!("{}:", self.words.terminal_order)].into_iter().chain(lines).collect()
    }

    /// What was left unread on purpose or for want of budget.
    fn left(&self, results: &Results) -> Vec<String> {
        let mut told = unread::of_all(&results.schools, self.words);
        if results.schools.iter().any(|s| s.crawl.stopped == Stopped::Settled && s.crawl.left > 0) {
            told.push(self.words.all_thorough.to_owned());
        }
        let blank = (!told.is_empty()).then(String::new);
        blank.into_iter().chain(told.iter().flat_map(|text| paragraph(text, self.width))).collect()
    }

    fn unread(&self, results: &Results) -> Vec<String> {
        let lines: Vec<String> = results
            .schools
            .iter()
            .filter(|school| school.status != Status::Audited)
            .flat_map(|school| {
                let state = status(school.status);
                let reason = school.reason.as_deref().unwrap_or_default();
                let text = format!("- {}: {}. {reason}", school.name, state.get(self.lang));
                paragraph(&text, self.width)
            })
            .collect();
        if lines.is_empty() {
            return lines;
        }
        [String::new(), format!("{}:", self.words.terminal_unread)].into_iter().chain(lines).collect()
    }
}

fn total(school: &SchoolResult) -> String {
    school.score.map_or("–".to_owned(), whole)
}

/// A mark, in its colour when `colour`.
pub(super) fn paint(mark: &Mark, colour: bool) -> String {
    let code = match mark.class {
        "l3" => "1;32",
        "l2" => "32",
        "l1" => "33",
        "l0" => "0",
        "rv" => "1;35",
        _ => "2",
    };
    if colour { format!("\u{1b}[{code}m{}\u{1b}[0m", mark.glyph) } else { mark.glyph.to_string() }
}

/// The first characters of a text, with an ellipsis where it was cut.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width.saturating_sub(1)).chain(['…']).collect()
}

/// Wraps a text to lines of at most `width` characters, at least 10; all lines but the first are indented.
pub fn paragraph(text: &str, width: usize) -> Vec<String> {
    let words = text.split(' ').map(|word| (word.to_owned(), word.chars().count()));
    let lines = wrap(words, " ", width.max(10) - 2);
    lines.into_iter().enumerate().map(|(n, line)| if n == 0 { line } else { format!("  {line}") }).collect()
}

/// Joins pieces, each with its width in characters, to lines of at most `width`.
pub(super) fn wrap(pieces: impl Iterator<Item = (String, usize)>, between: &str, width: usize) -> Vec<String> {
    let gap = between.chars().count();
    let mut used = 0;
    pieces.fold(Vec::new(), |mut lines: Vec<String>, (piece, wide)| {
        match lines.last_mut() {
            Some(line) if used + gap + wide <= width => {
                line.push_str(between);
                line.push_str(&piece);
                used += gap + wide;
            }
            _ => {
                lines.push(piece);
                used = wide;
            }
        }
        lines
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    fn shown(width: usize, colour: bool, lang: Lang) -> String {
        let (comparison, rubric) = fixture::comparison();
        terminal(&comparison, &rubric, lang, width, colour)
    }

    #[test]
    fn wide_snapshot() {
        insta::assert_snapshot!(shown(100, false, Lang::Nl));
    }

    #[test]
    fn narrow_snapshot() {
        insta::assert_snapshot!(shown(44, false, Lang::En));
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for width in [40, 60, 80, 120] {
            for line in shown(width, false, Lang::Nl).lines().skip(1) {
                assert!(line.chars().count() <= width, "{width}: {line}");
            }
        }
    }

    #[test]
    fn colour_changes_nothing_but_colour() {
        let plain =
            regex::Regex::new("\u{1b}\\[[0-9;]+m").map(|r| r.replace_all(&shown(100, true, Lang::Nl), "").into_owned());
        assert_eq!(plain.ok(), Some(shown(100, false, Lang::Nl)));
        assert!(!shown(100, false, Lang::Nl).contains('\u{1b}'));
    }
}
