//! `report.html`, `handout.html` and `schools/<id>.html`: one file each, no network, no script needed to read.

mod csp;
mod evening;
mod family;
mod matrix;
mod method;
pub(super) mod person;
pub(super) mod quote;
mod reading;
mod review;
pub(super) mod school;

pub use review::{Desk, review_ended_html, review_html, review_policy, review_saved};

use super::marks::{Mark, legend_of};
use super::number::date;
use super::overview::{Sentence, sentences, standing};
use super::results::{Results, SchoolResult};
use super::words::{EveningWords, Words, code, fill};
use crate::model::Lang;
use crate::rubric::Rubric;
use askama::Template;

const STYLE: &str = concat!(
    include_str!("../templates/report.css"),
    include_str!("../templates/matrix.css"),
    include_str!("../templates/family.css"),
    include_str!("../templates/print.css")
);
const OPEN: &str = include_str!("../templates/open.js");
const MATRIX: &str = concat!(include_str!("../templates/open.js"), include_str!("../templates/matrix.js"));

/// What every view needs to find names and words.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub results: &'a Results,
    pub rubric: &'a Rubric,
    pub words: &'static Words,
    pub lang: Lang,
}

/// Head and frame of a page.
struct Frame {
    lang: &'static str,
    title: String,
    owner: Option<String>,
    day: String,
    rubric: String,
    policy: String,
    style: &'static str,
    script: &'static str,
    legend: Vec<(Mark, &'static str)>,
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    w: &'static Words,
    v: &'static EveningWords,
    frame: Frame,
    stands_out: Vec<Sentence>,
    standing: Vec<String>,
    matrix: matrix::Matrix,
    evening: evening::Evening,
    organisation: Option<school::Organisation>,
    family: Option<family::FamilyPart>,
    schools: Vec<school::School>,
    method: method::Method,
}

#[derive(Template)]
#[template(path = "organisation.html")]
struct OrganisationPage {
    w: &'static Words,
    frame: Frame,
    organisation: school::Organisation,
    part: family::FamilyPart,
}

#[derive(Template)]
#[template(path = "school.html")]
struct SchoolPage {
    w: &'static Words,
    frame: Frame,
    school: school::School,
    reaction: String,
    method: method::Method,
}

#[derive(Template)]
#[template(path = "handout.html")]
struct HandoutPage {
    w: &'static Words,
    v: &'static EveningWords,
    frame: Frame,
    stands_out: Vec<Sentence>,
    standing: Vec<String>,
    matrix: matrix::Matrix,
    evening: evening::Evening,
}

/// The comparison report, complete in one file.
pub fn html(results: &Results, rubric: &Rubric, lang: Lang) -> String {
    let context = Context { results, rubric, words: Words::of(lang), lang };
    let one = results.schools.len() == 1;
    let title = if one { context.words.school_title } else { context.words.report_title };
    rendered(&ReportPage {
        w: context.words,
        v: EveningWords::of(lang),
        frame: context.frame(title.to_owned(), MATRIX),
        stands_out: sentences(results, rubric, lang),
        standing: standing(results, lang),
        matrix: matrix::matrix(&context),
        evening: evening::evening(&context),
        organisation: results.organisation.as_ref().map(|o| school::organisation(o, &context)),
        family: family::family(&context),
        schools: results.schools.iter().map(|s| school::school(s, &context, true)).collect(),
        method: method::method(&context),
    })
}

/// The page of the organisation, with its schools side by side; `None` when they were not put side by side.
pub fn organisation_html(results: &Results, rubric: &Rubric, lang: Lang) -> Option<String> {
    let context = Context { results, rubric, words: Words::of(lang), lang };
    let organisation = results.organisation.as_ref()?;
    Some(rendered(&OrganisationPage {
        w: context.words,
        frame: context.frame(organisation.name.clone(), OPEN),
        organisation: school::organisation(organisation, &context),
        part: family::family(&context)?,
    }))
}

/// The page of one school, to send to that school alone.
pub fn school_html(results: &Results, school: &SchoolResult, rubric: &Rubric, lang: Lang) -> String {
    let context = Context { results, rubric, words: Words::of(lang), lang };
    let school = school::school(school, &context, false);
    rendered(&SchoolPage {
        w: context.words,
        frame: context.frame(format!("{}: {}", context.words.school_title, school.name), OPEN),
        reaction: fill(context.words.reaction_hint, &[("file", &school.docx)]),
        school,
        method: method::method(&context),
    })
}

/// Two sides of A4 for everybody in the room.
pub fn handout_html(results: &Results, rubric: &Rubric, lang: Lang) -> String {
    let context = Context { results, rubric, words: Words::of(lang), lang };
    let words = EveningWords::of(lang);
    rendered(&HandoutPage {
        w: context.words,
        v: words,
        frame: context.frame(words.handout.to_owned(), OPEN),
        stands_out: sentences(results, rubric, lang),
        standing: standing(results, lang),
        matrix: matrix::matrix(&context),
        evening: evening::evening(&context),
    })
}

fn rendered(page: &impl Template) -> String {
    // Templates are checked at compile time and write to memory.
    page.render().expect("a template over plain text")
}

impl Context<'_> {
    fn frame(&self, title: String, script: &'static str) -> Frame {
        Frame {
            lang: code(self.lang),
            title,
            owner: self.results.organisation.as_ref().map(|o| o.name.clone()),
            day: fill(self.words.audited_on, &[("date", &date(self.results.run.audited_on, self.lang))]),
            rubric: fill(
                self.words.rubric_version,
                &[("title", self.rubric.title.get(self.lang)), ("version", &self.rubric.version)],
            ),
            policy: csp::policy(STYLE, script),
            style: STYLE,
            script,
            legend: legend_of(self.results, self.words),
        }
    }
}

#[cfg(test)]
mod family_tests;
#[cfg(test)]
mod tests;
