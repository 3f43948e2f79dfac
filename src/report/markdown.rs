//! `results.md`: the report as plain text with headings and tables, for a newsletter, a wiki or an e-mail.

use super::advice::{self, Advice};
use super::html::Context;
use super::html::school::{self, School};
use super::marks::{band, band_word, mark};
use super::number::date;
use super::overview::{note, sentences, standing};
use super::questions;
use super::results::{EvidenceResult, Results, SchoolResult};
use super::strip::strip;
use super::words::{EveningWords, FileWords, Words, fill};
use crate::model::Lang;
use crate::rubric::{Dimension, Rubric};

/// The report as Markdown.
pub fn markdown(results: &Results, rubric: &Rubric, lang: Lang) -> String {
    let context = Context { results, rubric, words: Words::of(lang), lang };
    let advice = advice::of(results, rubric, lang);
    let mut lines = opening(&context);
    lines.extend(rubric.dimensions.iter().flat_map(|theme| table(theme, &context)));
    lines.extend(legend(&context));
    lines.extend(evening(&advice, &context));
    lines.extend(results.schools.iter().flat_map(|s| one_school(s, &context)));
    lines.join("\n") + "\n"
}

fn opening(context: &Context) -> Vec<String> {
    let (words, results) = (context.words, context.results);
    let owner = results.organisation.as_ref().map(|o| format!(" · {}", plain(&o.name))).unwrap_or_default();
    let day = fill(words.audited_on, &[("date", &date(results.run.audited_on, context.lang))]);
    let rubric = [("title", context.rubric.title.get(context.lang)), ("version", context.rubric.version.as_str())];
    let head = format!("# {}{owner}", words.report_title);
    let stand = format!("{day} · {}", fill(words.rubric_version, &rubric));
    let mut lines = vec![head, String::new(), stand, String::new(), format!("## {}", words.stands_out), String::new()];
    let found = sentences(results, context.rubric, context.lang);
    lines.extend(found.iter().map(|s| format!("- **{}** {}", s.lead, plain(&s.rest))));
    lines.extend([String::new(), words.disclaimer.to_owned(), String::new()]);
    lines.push(format!("{}.", standing(results, context.lang).join(". ").replace('*', "\\*")));
    lines
}

/// One table per theme: nineteen columns are too wide for text.
fn table(theme: &Dimension, context: &Context) -> Vec<String> {
    let words = context.words;
    let indicators: Vec<_> = context.rubric.indicators.iter().filter(|i| i.dimension == theme.id).collect();
    let names: Vec<String> = indicators.iter().map(|i| plain(i.name.get(context.lang))).collect();
    let title = theme.name.get(context.lang);
    let head = format!("| {} | {} | {} |", words.school, names.join(" | "), words.theme_whole);
    let rule = format!("|---|{}---|", "---|".repeat(names.len()));
    let row = |school: &SchoolResult| {
        let cells = indicators.iter().map(|i| {
            let found = school.indicators.iter().find(|r| r.id == i.id);
            found.map_or(String::new(), |found| plain(&mark(found, words).short))
        });
        let score = school.dimensions.get(&theme.id).copied().flatten();
        let whole = score.map_or(words.not_checked, |score| band_word(band(score), words));
        let note = note(school, words).map(|note| format!(" ({note})")).unwrap_or_default();
        format!("| {}{note} | {} | {whole} |", plain(&school.name), cells.collect::<Vec<_>>().join(" | "))
    };
    let head = [String::new(), format!("## {title}"), String::new(), head, rule];
    head.into_iter().chain(context.results.schools.iter().map(row)).collect()
}

fn legend(context: &Context) -> Vec<String> {
    let entries = super::marks::legend_of(context.results, context.words);
    let entries = entries.into_iter().map(|(mark, text)| format!("- {}: {text}", plain(&mark.short)));
    [String::new(), format!("{}:", context.words.legend), String::new()].into_iter().chain(entries).collect()
}

fn evening(advice: &[Advice], context: &Context) -> Vec<String> {
    let words = EveningWords::of(context.lang);
    let mut lines = vec![String::new(), format!("## {}", words.title)];
    for piece in advice {
        lines.extend([String::new(), format!("### {}. {}", piece.number, piece.text), String::new()]);
        lines.extend(piece.rows.iter().map(|row| {
            let strip = strip(row.indicator, context.results, context.words);
            format!("- {}: {}", plain(row.indicator.name.get(context.lang)), strip.text)
        }));
        if let Some(example) = &piece.example {
            let intro = fill(words.best_example, &[("school", &plain(&example.school.name))]);
            lines.extend([String::new(), format!("{intro}:"), String::new()]);
            lines.extend(quote(example.quote));
        }
    }
    lines.extend([String::new(), format!("### {}", words.rounds)]);
    for round in questions::rounds(context.results, context.rubric, advice, context.lang) {
        lines.extend([String::new(), format!("**{}**", round.title), String::new()]);
        lines.extend(round.questions.iter().map(|question| format!("- {}", plain(question))));
    }
    lines
}

fn one_school(result: &SchoolResult, context: &Context) -> Vec<String> {
    let words = context.words;
    let school: School = school::school(result, context, true);
    let mut lines = vec![String::new(), format!("## {}", plain(&school.name)), String::new()];
    lines.push(format!("<{}> · {}", result.url, school.state));
    lines.extend(school.reason.iter().flat_map(|reason| [String::new(), plain(reason)]));
    if !school.unread {
        lines.extend([String::new(), format!("**{}**", words.works), String::new()]);
        lines.extend(school.works.iter().map(|w| format!("- {}: {}", plain(&w.name), plain(&w.text))));
        lines.extend([String::new(), format!("**{}**", words.steps), String::new()]);
        let steps = (1..).zip(&school.steps);
        lines.extend(steps.map(|(n, s)| format!("{n}. {}: {}", plain(&s.name), plain(&s.advice))));
        lines.extend(persons(&school, words));
        let footnote = fill(FileWords::of(context.lang).more_in, &[("file", &format!("schools/{}.html", result.id))]);
        lines.extend([String::new(), footnote]);
    }
    lines
}

/// What persons said.
fn persons(school: &School, words: &Words) -> Vec<String> {
    let items = school.themes.iter().flat_map(|theme| &theme.items);
    let said = items.filter_map(|item| {
        let person = item.person.as_ref()?;
        Some(format!("- {}: {} {}", plain(&item.name), plain(&person.said), plain(&person.note)).trim_end().to_owned())
    });
    let said: Vec<String> = said.collect();
    let head = (!said.is_empty()).then(|| [String::new(), format!("**{}**", words.person), String::new()]);
    head.into_iter().flatten().chain(said).collect()
}

fn quote(evidence: &EvidenceResult) -> [String; 3] {
    let place = format!("> {} <{}>", plain(&evidence.title), evidence.url);
    [format!("> ‘{}’", plain(&evidence.quote)), ">".to_owned(), place]
}

/// Text in which nothing is taken for markup.
fn plain(text: &str) -> String {
    let special = |c: char| matches!(c, '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~');
    text.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{fixture, results};

    fn text(lang: Lang) -> String {
        let (comparison, rubric) = fixture::comparison();
        markdown(&results(&comparison, &rubric, lang), &rubric, lang)
    }

    #[test]
    fn snapshot() {
        insta::assert_snapshot!(text(Lang::Nl));
    }

    #[test]
    fn nothing_from_a_site_is_markup() {
        assert_eq!(plain("<script> | [a](b) *c*"), "\\<script\\> \\| \\[a\\](b) \\*c\\*");
        assert!(!text(Lang::Nl).contains("<script>"));
    }

    #[test]
    fn every_row_has_as_many_cells_as_its_head() {
        for lang in [Lang::Nl, Lang::En] {
            let text = text(lang);
            let bars = |line: &str| line.replace("\\|", "").matches('|').count();
            for table in text.split("\n\n").filter(|part| part.starts_with("| ")) {
                let head = bars(table.lines().next().unwrap_or_default());
                assert!(table.lines().all(|line| bars(line) == head), "{table}");
            }
        }
    }
}
