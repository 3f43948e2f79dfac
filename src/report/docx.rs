//! `schools/<id>.docx`: the page of one school, for the school to edit. A Word file is a zip of a few XML parts; the
//! parts lie in `templates/docx`.

use super::html::Context;
use super::html::quote::Quote;
use super::html::school::{self, School};
use super::number::date;
use super::results::{Results, SchoolResult};
use super::words::{FileWords, Words, fill};
use crate::model::Lang;
use crate::rubric::Rubric;
use askama::Template;
use std::io::{Cursor, Write};
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

#[derive(Template)]
#[template(path = "docx/document.xml")]
struct Document {
    w: &'static Words,
    f: &'static FileWords,
    name: String,
    subtitle: String,
    meta: String,
    reason: Option<String>,
    unread: bool,
    works: Vec<Work>,
    steps: Vec<Step>,
    in_document: Vec<(String, Cited)>,
    reading: Vec<String>,
    table: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "docx/links.xml")]
struct LinksPart<'a> {
    links: &'a [String],
}

#[derive(Template)]
#[template(path = "docx/styles.xml")]
struct StylesPart {
    locale: &'static str,
}

#[derive(Template)]
#[template(path = "docx/settings.xml")]
struct SettingsPart {
    locale: &'static str,
}

#[derive(Template)]
#[template(path = "docx/core.xml")]
struct CorePart<'a> {
    title: &'a str,
    program: &'a str,
    locale: &'static str,
    day: String,
}

struct Work {
    name: String,
    mark: String,
    text: String,
    quote: Option<Cited>,
}

struct Step {
    name: String,
    mark: String,
    how: String,
    why: String,
    effort: &'static str,
    example: Option<(String, Cited)>,
}

/// A quote with the id of its link.
struct Cited {
    text: String,
    title: String,
    place: Vec<String>,
    link: Option<String>,
}

/// Targets of the links, in the order of their ids.
#[derive(Default)]
struct Links(Vec<String>);

impl Links {
    fn cite(&mut self, quote: Quote) -> Cited {
        let link = quote.href.map(|href| {
            self.0.push(href);
            format!("link{}", self.0.len())
        });
        Cited { text: quote.text, title: quote.title, place: quote.place, link }
    }
}

/// The Word file of one school.
pub fn docx(results: &Results, school: &SchoolResult, rubric: &Rubric, lang: Lang) -> Vec<u8> {
    let context = Context { results, rubric, words: Words::of(lang), lang };
    let mut links = Links::default();
    let document = document(school::school(school, &context, false), &context, &mut links);
    let locale = match lang {
        Lang::Nl => "nl-NL",
        Lang::En => "en-GB",
    };
    let core = CorePart {
        title: &document.name,
        program: &results.run.program,
        locale,
        day: results.run.audited_on.to_string(),
    };
    let parts = [
        ("[Content_Types].xml", include_str!("templates/docx/types.xml").to_owned()),
        ("_rels/.rels", include_str!("templates/docx/package.xml").to_owned()),
        ("docProps/core.xml", rendered(&core)),
        ("word/document.xml", rendered(&document).trim_start().to_owned()),
        ("word/_rels/document.xml.rels", rendered(&LinksPart { links: &links.0 })),
        ("word/styles.xml", rendered(&StylesPart { locale })),
        ("word/numbering.xml", include_str!("templates/docx/numbering.xml").to_owned()),
        ("word/settings.xml", rendered(&SettingsPart { locale })),
    ];
    // Writing to memory fails only for files beyond four gigabytes.
    packed(&parts).expect("a small zip file in memory")
}

fn rendered(part: &impl Template) -> String {
    // Templates are checked at compile time and write to memory.
    part.render().expect("a template over plain text")
}

/// A zip file without times of its own, so that the same parts give the same bytes.
fn packed(parts: &[(&str, String)]) -> ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        file.start_file(*name, options)?;
        file.write_all(text.as_bytes())?;
    }
    Ok(file.finish()?.into_inner())
}

fn document(school: School, context: &Context, links: &mut Links) -> Document {
    let words = context.words;
    let day = fill(words.audited_on, &[("date", &date(context.results.run.audited_on, context.lang))]);
    let meta = [school.place.clone(), Some(school.url.clone()), Some(school.state.clone())];
    let reading = &school.reading;
    let items = school.themes.iter().flat_map(|t| &t.items);
    Document {
        w: words,
        f: FileWords::of(context.lang),
        subtitle: format!("{} · {day}", words.school_title),
        meta: meta.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        reason: school.reason.clone(),
        unread: school.unread,
        reading: [
            Some(reading.sum.clone()),
            reading.left.clone(),
            reading.robots.clone(),
            reading.cut.clone(),
            reading.foreign.clone(),
        ]
        .into_iter()
        .flatten()
        .chain(reading.failed.iter().map(|(_, url, reason)| format!("{url}: {reason}")))
        .collect(),
        table: items.map(|i| (i.name.clone(), i.mark.words.clone(), why(i))).collect(),
        works: school.works.into_iter().map(|w| work(w, links)).collect(),
        steps: school.steps.into_iter().map(|s| step(s, links)).collect(),
        in_document: school.in_document.into_iter().map(|(name, q)| (name, links.cite(q))).collect(),
        name: school.name,
    }
}

/// The reason, with what a person adds.
fn why(item: &school::Item) -> String {
    let note = item.person.as_ref().map(|person| format!(" {} {}", person.said, person.note)).unwrap_or_default();
    format!("{}{}", item.why, note.trim_end())
}

fn work(work: school::Work, links: &mut Links) -> Work {
    Work { name: work.name, mark: work.mark.words, text: work.text, quote: work.quote.map(|q| links.cite(q)) }
}

fn step(step: school::Step, links: &mut Links) -> Step {
    Step {
        name: step.name,
        mark: step.mark.words,
        how: step.advice,
        why: step.motive,
        effort: step.effort,
        example: step.example.map(|(intro, q)| (intro, links.cite(q))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{fixture, results};
    use quick_xml::Reader;
    use quick_xml::events::Event;
    use std::io::Read;

    fn file(index: usize, lang: Lang) -> Vec<u8> {
        let (comparison, rubric) = fixture::comparison();
        let results = results(&comparison, &rubric, lang);
        docx(&results, &results.schools[index], &rubric, lang)
    }

    fn parts(file: &[u8]) -> Vec<(String, String)> {
        let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("a zip file");
        let mut part = |n| {
            let mut part = archive.by_index(n).expect("a part");
            let mut text = String::new();
            part.read_to_string(&mut text).expect("text");
            (part.name().expect("a name").into_owned(), text)
        };
        (0..8).map(&mut part).collect()
    }

    fn part(file: &[u8], name: &str) -> String {
        parts(file).into_iter().find(|(found, _)| found == name).expect(name).1
    }

    #[test]
    fn every_part_is_well_formed_for_every_school_in_both_languages() {
        for (index, lang) in (0..4).flat_map(|n| [(n, Lang::Nl), (n, Lang::En)]) {
            for (name, text) in parts(&file(index, lang)) {
                assert!(text.starts_with("<?xml"), "{name}");
                let mut reader = Reader::from_str(&text);
                while reader.read_event().unwrap_or_else(|e| panic!("{name}: {e}")) != Event::Eof {}
            }
        }
    }

    #[test]
    fn headings_language_and_table_head_are_there_for_a_screen_reader() {
        let file = file(0, Lang::Nl);
        let document = part(&file, "word/document.xml");
        assert!(document.matches("w:val=\"Heading1\"").count() >= 6);
        assert!(document.contains("<w:tblHeader/>") && document.contains("<w:tblCaption"));
        assert!(part(&file, "word/styles.xml").contains("w:lang w:val=\"nl-NL\""));
        assert!(part(&file, "docProps/core.xml").contains("<dc:language>nl-NL</dc:language>"));
    }

    #[test]
    fn every_link_leads_to_the_web() {
        let file = file(3, Lang::Nl);
        let links = part(&file, "word/_rels/document.xml.rels");
        let used = part(&file, "word/document.xml").matches("<w:hyperlink ").count();
        assert_eq!(links.matches("TargetMode=\"External\"").count(), used);
        assert_eq!(links.matches("Target=\"http").count(), used);
        assert!(used > 2);
    }

    #[test]
    fn same_results_give_the_same_bytes_and_no_markup_of_a_site() {
        assert!(file(3, Lang::Nl) == file(3, Lang::Nl));
        assert!(!part(&file(3, Lang::Nl), "word/document.xml").contains("<script>"));
    }
}
