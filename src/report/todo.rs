//! The terminal's answer for one school: three steps, what changed, and every level with its quote.

use super::marks::{Mark, legend, mark, of_level};
use super::mask::mask;
use super::number::{date, whole};
use super::results::{EvidenceResult, IndicatorResult, Results, SchoolResult};
use super::since::Since;
use super::steps::steps;
use super::terminal::{cut, paint, paragraph, wrap};
use super::unread;
use super::words::{Words, status, todo as said};
use crate::model::{Lang, Status, Text};
use crate::rubric::Rubric;

/// Indent of what belongs to an indicator.
const INDENT: &str = "     ";

/// Widest text: longer lines read badly.
const WIDEST: usize = 100;

struct List<'a> {
    results: &'a Results,
    school: &'a SchoolResult,
    rubric: &'a Rubric,
    words: &'static Words,
    lang: Lang,
    width: usize,
    colour: bool,
}

/// What is told beside the results themselves.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside<'a> {
    /// What changed since the last time.
    pub since: Option<&'a Since>,
    /// Where the site says which organisation it belongs to, when nobody named it.
    pub belongs: Option<&'a str>,
}

/// The to-do list of the first school in `results`, for a terminal of `width` characters; empty without a school.
/// `colour`: with ANSI colours.
pub fn todo(results: &Results, rubric: &Rubric, beside: Beside, lang: Lang, (width, colour): (usize, bool)) -> String {
    let Some(school) = results.schools.first() else { return String::new() };
    let width = width.clamp(30, WIDEST);
    let list = List { results, school, rubric, words: Words::of(lang), lang, width, colour };
    let mut lines = list.head(beside.belongs);
    if school.status != Status::NotChecked {
        lines.extend(list.steps());
        lines.extend(beside.since.into_iter().flat_map(|since| list.since(since)));
        lines.extend(list.themes());
        lines.push(String::new());
        lines.extend(list.legend());
    }
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

impl List<'_> {
    fn say<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.lang)
    }

    fn strong(&self, text: &str) -> String {
        if self.colour { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn indented(&self, text: &str) -> Vec<String> {
        let words = text.split(' ').map(|word| (word.to_owned(), word.chars().count()));
        let lines = wrap(words, " ", self.width - INDENT.len());
        lines.into_iter().map(|line| format!("{INDENT}{line}")).collect()
    }

    fn head(&self, belongs: Option<&str>) -> Vec<String> {
        let day = date(self.results.run.audited_on, self.lang);
        let name = cut(&self.school.name, self.width.saturating_sub(day.chars().count() + 3));
        let crawl = &self.school.crawl;
        let reading = said::reading(self.school.score.map(whole), crawl.pages, crawl.documents);
        let mut lines = vec![format!("{} · {day}", self.strong(&name))];
        if self.school.status != Status::NotChecked {
            lines.extend(paragraph(self.say(&reading), self.width));
            lines.extend(unread::of_school(crawl, self.words).iter().flat_map(|left| paragraph(left, self.width)));
        }
        if let Some(organisation) = &self.results.organisation {
            lines.extend(paragraph(
                self.say(&said::organisation(&organisation.name, belongs.map(|quote| mask(quote, "").text).as_deref())),
                self.width,
            ));
        }
        if self.school.status != Status::Audited {
            let state = status(self.school.status);
            let reason = self.school.reason.as_deref().unwrap_or_default();
            lines.extend(paragraph(&format!("{}: {reason}", capital(state.get(self.lang))), self.width));
        }
        lines
    }

    fn steps(&self) -> Vec<String> {
        let steps = steps(self.school, self.results, self.rubric);
        let mut lines = vec![String::new(), self.strong(self.say(&said::steps(steps.len())))];
        for (number, step) in steps.iter().enumerate() {
            let mark = of_level(step.level, self.words);
            let now = said::now();
            let name = step.indicator.name.get(self.lang);
            lines.push(format!("  {}. {name} ({} {})", number + 1, self.say(&now), self.marked(&mark)));
            let advice = &step.indicator.levels[usize::from(step.level.min(3))].advice;
            lines.extend(self.indented(advice.get(self.lang)));
        }
        lines
    }

    /// Mark and number, as `◔ 1`.
    fn marked(&self, mark: &Mark) -> String {
        format!("{} {}", paint(mark, self.colour), mark.short)
    }

    fn since(&self, since: &Since) -> Vec<String> {
        let heading = said::since(since);
        let mut lines = vec![String::new(), self.strong(self.say(&heading))];
        let changes = since.up.iter().map(|c| ('↑', c)).chain(since.down.iter().map(|c| ('↓', c)));
        for (arrow, (id, was, is)) in changes {
            let name =
                self.rubric.indicators.iter().find(|i| i.id == *id).map_or(id.as_str(), |i| i.name.get(self.lang));
            lines.push(format!("  {arrow} {name}: {}", self.say(&said::change(*was, *is))));
        }
        let all = since.up.is_empty() && since.down.is_empty();
        if since.same > 0 || all {
            lines.push(format!("  = {}", self.say(&said::unchanged(since.same, all))));
        }
        if !since.same_rubric {
            lines.extend(paragraph(&format!("  {}", self.say(&said::other_rubric())), self.width));
        }
        lines
    }

    fn themes(&self) -> Vec<String> {
        let themes = self.rubric.dimensions.iter().flat_map(|theme| {
            let score = self.school.dimensions.get(&theme.id).copied().flatten().map_or("–".to_owned(), whole);
            let heading = self.strong(&format!("{} · {score}", theme.name.get(self.lang)));
            let found = self.school.indicators.iter().filter(|i| i.dimension == theme.id);
            [String::new(), heading].into_iter().chain(found.flat_map(|i| self.indicator(i))).collect::<Vec<_>>()
        });
        themes.collect()
    }

    fn indicator(&self, found: &IndicatorResult) -> Vec<String> {
        let name = self.rubric.indicators.iter().find(|i| i.id == found.id).map_or("", |i| i.name.get(self.lang));
        let mark = mark(found, self.words);
        let mut lines = vec![format!("  {} {name}", paint(&mark, self.colour))];
        match found.evidence.first() {
            Some(best) => lines.push(format!("{INDENT}{}", self.quoted(best))),
            None if found.level == Some(0) => lines.push(format!("{INDENT}{}", self.say(&said::absent()))),
            None => lines.extend(self.indented(&found.why)),
        }
        lines
    }

    /// A quote and the path of its page, on one line.
    fn quoted(&self, best: &EvidenceResult) -> String {
        let room = self.width.saturating_sub(INDENT.len());
        let place = format!(" {}", cut(best.url.path(), room / 3));
        let quote = cut(&best.quote, room.saturating_sub(place.chars().count() + 2));
        let place = if self.colour { format!("\u{1b}[2m{place}\u{1b}[0m") } else { place };
        format!("“{quote}”{place}")
    }

    fn legend(&self) -> Vec<String> {
        let entries = legend(self.words).into_iter().filter(|(mark, _)| !mark.thin).map(|(mark, text)| {
            let short = text.split_once(':').map_or(text, |(short, _)| short);
            (format!("{} {short}", paint(&mark, self.colour)), short.chars().count() + 2)
        });
        wrap(entries, "   ", self.width)
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{fixture, results};
    use jiff::civil::date;

    fn shown(width: usize, lang: Lang, at: usize) -> String {
        let (mut comparison, rubric) = fixture::comparison();
        comparison.schools = vec![comparison.schools.remove(at)];
        let results = results(&comparison, &rubric, lang);
        let id = results.schools[0].indicators[0].id.clone();
        let since =
            Since { day: date(2026, 9, 3), same_rubric: false, up: vec![(id, 0, 1)], down: Vec::new(), same: 3 };
        let beside = Beside { since: Some(&since), belongs: Some("Een school van Stichting De Wâldsang.") };
        todo(&results, &rubric, beside, lang, (width, false))
    }

    #[test]
    fn dutch_snapshot() {
        insta::assert_snapshot!(shown(80, Lang::Nl, 0));
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for width in [40, 60, 80, 200] {
            for line in shown(width, Lang::En, 1).lines() {
                assert!(line.chars().count() <= width.min(WIDEST), "{width}: {line}");
            }
        }
    }

    #[test]
    fn a_site_that_was_not_read_gets_its_reason_and_no_steps() {
        let shown = shown(80, Lang::Nl, 2);
        assert!(shown.contains("Niet gekeken: ") && !shown.contains("stappen"), "{shown}");
    }
}
