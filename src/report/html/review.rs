//! The page on which a person looks at levels and decides.

use super::person::{Person, person};
use super::school::{Item, item};
use super::{Context, Frame, csp, rendered};
use crate::model::Lang;
use crate::report::link;
use crate::report::marks::{Mark, of_level};
use crate::report::pick::{Pick, Show, place, progress};
use crate::report::results::{IndicatorResult, IndicatorStatus, Results, SchoolResult};
use crate::report::words::{ReviewWords, Words, fill};
use crate::rubric::{Indicator, Rubric};
use askama::Template;

const STYLE: &str = concat!(include_str!("../templates/report.css"), include_str!("../templates/review.css"));
const SCRIPT: &str = include_str!("../templates/review.js");

/// Most judgements on one page.
const MOST: usize = 25;

/// What the page is made from.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// What the program found.
    pub found: &'a Results,
    /// The same with the words of persons.
    pub reviewed: &'a Results,
    /// The yardstick.
    pub rubric: &'a Rubric,
    /// Language of the page.
    pub lang: Lang,
}

#[derive(Template)]
#[template(path = "review.html")]
struct ReviewPage {
    w: &'static Words,
    v: &'static ReviewWords,
    frame: Frame,
    by: String,
    progress: String,
    shows: Vec<Choice>,
    schools: Vec<Choice>,
    indicators: Vec<Choice>,
    found: String,
    groups: Vec<Group>,
    next: Option<(String, String)>,
    query: String,
}

#[derive(Template)]
#[template(path = "review_ended.html")]
struct EndedPage {
    w: &'static Words,
    v: &'static ReviewWords,
    frame: Frame,
}

/// Something to choose.
struct Choice {
    value: String,
    text: String,
    chosen: bool,
}

/// The judgements on one school.
struct Group {
    name: String,
    href: Option<String>,
    cards: Vec<Card>,
}

/// One judgement.
struct Card {
    place: String,
    school: String,
    indicator: String,
    /// What the program found.
    item: Item,
    person: Option<Person>,
    decided: bool,
    levels: Vec<(Choice, Mark)>,
    others: Vec<Choice>,
    agree: (&'static str, String),
    note: String,
}

/// The policy for the pages of the desk.
pub fn review_policy() -> String {
    csp::desk_policy(STYLE, SCRIPT)
}

/// The page with what `pick` picks; `by` is the name of whoever looks.
pub fn review_html(desk: &Desk, pick: &Pick, by: &str) -> String {
    let (context, words) = (desk.context(), ReviewWords::of(desk.lang));
    let picked = pick.of(desk.reviewed);
    let shown = &picked[..picked.len().min(MOST)];
    let more = picked.len() - shown.len();
    let text = match (picked.len(), more) {
        (1, _) => words.found_one,
        (_, 0) => words.found,
        _ => words.found_more,
    };
    let next = shown.last().filter(|_| more > 0).map(|(school, found)| {
        let pick = Pick { after: place(school, found), ..pick.clone() };
        (pick.query(), fill(words.next, &[("n", &more.min(MOST).to_string())]))
    });
    rendered(&ReviewPage {
        w: context.words,
        v: words,
        frame: desk.frame(words.title),
        by: by.to_owned(),
        progress: desk.progress(),
        shows: shows(pick.show, words),
        schools: schools(desk, pick, words),
        indicators: indicators(desk, pick, words),
        found: fill(text, &[("n", &picked.len().to_string()), ("shown", &MOST.to_string())]),
        groups: groups(shown, desk),
        next,
        query: pick.query(),
    })
}

/// The page that ends it.
pub fn review_ended_html(desk: &Desk) -> String {
    let words = ReviewWords::of(desk.lang);
    rendered(&EndedPage { w: Words::of(desk.lang), v: words, frame: desk.frame(words.ended) })
}

impl<'a> Desk<'a> {
    fn context(&self) -> Context<'a> {
        Context { results: self.found, rubric: self.rubric, words: Words::of(self.lang), lang: self.lang }
    }

    fn frame(&self, title: &str) -> Frame {
        let frame = self.context().frame(title.to_owned(), SCRIPT);
        Frame { policy: review_policy(), style: STYLE, ..frame }
    }

    /// How far the person came, in one sentence.
    pub fn progress(&self) -> String {
        let [n, all, look] = progress(self.reviewed).map(|n| n.to_string());
        fill(ReviewWords::of(self.lang).progress, &[("n", &n), ("all", &all), ("look", &look)])
    }
}

/// What is said when a choice was kept.
pub fn review_saved(lang: Lang) -> &'static str {
    ReviewWords::of(lang).saved
}

fn shows(chosen: Show, words: &ReviewWords) -> Vec<Choice> {
    let text = |show| match show {
        Show::Look => words.show_look,
        Show::Unseen => words.show_unseen,
        Show::Changed => words.show_changed,
        Show::Seen => words.show_seen,
        Show::All => words.show_all,
    };
    let choice = |(show, name): (Show, &str)| choice(name, text(show).to_owned(), show == chosen);
    Show::NAMES.into_iter().map(choice).collect()
}

/// Schools, each with the number of judgements of the kind that is shown.
fn schools(desk: &Desk, pick: &Pick, words: &ReviewWords) -> Vec<Choice> {
    let narrowed = |school: &str| Pick { school: school.to_owned(), ..pick.clone() };
    let named = desk.reviewed.schools.iter().map(|school| (school.id.as_str(), school.name.as_str()));
    counted(desk, words.all_schools, &pick.school, named, narrowed)
}

/// Indicators, each with the number of judgements of the kind that is shown.
fn indicators(desk: &Desk, pick: &Pick, words: &ReviewWords) -> Vec<Choice> {
    let narrowed = |indicator: &str| Pick { indicator: indicator.to_owned(), ..pick.clone() };
    let named = desk.rubric.indicators.iter().map(|one| (one.id.as_str(), one.name.get(desk.lang)));
    counted(desk, words.all_indicators, &pick.indicator, named, narrowed)
}

/// All together and each one that is `named` (id, name), with the number of judgements that `narrowed` picks of it.
fn counted<'n>(
    desk: &Desk,
    every: &str,
    chosen: &str,
    named: impl Iterator<Item = (&'n str, &'n str)>,
    narrowed: impl Fn(&str) -> Pick,
) -> Vec<Choice> {
    let count = |id: &str| Pick { after: String::new(), ..narrowed(id) }.of(desk.reviewed).len().to_string();
    let one = |(id, name): (&str, &str)| choice(id, format!("{name} ({})", count(id)), id == chosen);
    let every = choice("", fill(every, &[("n", &count(""))]), chosen.is_empty());
    std::iter::once(every).chain(named.map(one)).collect()
}

fn choice(value: &str, text: String, chosen: bool) -> Choice {
    Choice { value: value.to_owned(), text, chosen }
}

fn groups(shown: &[(&SchoolResult, &IndicatorResult)], desk: &Desk) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut last = "";
    for (school, reviewed) in shown {
        let Some(card) = card(school, reviewed, desk) else { continue };
        if last != school.id {
            groups.push(Group { name: school.name.clone(), href: link::safe(&school.url), cards: Vec::new() });
            last = &school.id;
        }
        if let Some(group) = groups.last_mut() {
            group.cards.push(card);
        }
    }
    groups
}

fn card(school: &SchoolResult, reviewed: &IndicatorResult, desk: &Desk) -> Option<Card> {
    let context = desk.context();
    let indicator = desk.rubric.indicators.iter().find(|i| i.id == reviewed.id)?;
    let found = desk.found.schools.iter().find(|s| s.id == school.id)?;
    let found = found.indicators.iter().find(|i| i.id == reviewed.id)?;
    let place = place(school, reviewed);
    let review = reviewed.review.as_ref();
    let decided = review.filter(|review| review.decided).map(|_| value(reviewed));
    let (levels, others) = choices(indicator, decided, desk);
    let item = item(indicator, found, place.clone(), &context, usize::MAX);
    let word = item.proposed.then(|| found.level.map(|level| of_level(level, context.words).words)).flatten();
    let agree =
        fill(ReviewWords::of(desk.lang).agree, &[("word", word.as_deref().unwrap_or(item.mark.words.as_str()))]);
    Some(Card {
        place,
        school: school.id.clone(),
        indicator: indicator.id.clone(),
        person: review.map(|review| person(review, reviewed, &context)),
        decided: decided.is_some(),
        levels,
        others,
        agree: (value(found), agree),
        note: review.map(|review| review.note.clone()).unwrap_or_default(),
        item,
    })
}

/// An outcome as a form sends it; a proposal counts as its level.
fn value(result: &IndicatorResult) -> &'static str {
    match (result.status, result.level) {
        (IndicatorStatus::NotApplicable, _) => "not-applicable",
        (IndicatorStatus::NotChecked, _) | (_, None) => "not-checked",
        (_, Some(level)) => ["0", "1", "2", "3"][usize::from(level.min(3))],
    }
}

fn choices(indicator: &Indicator, decided: Option<&str>, desk: &Desk) -> (Vec<(Choice, Mark)>, Vec<Choice>) {
    let words = ReviewWords::of(desk.lang);
    let is = |value: &str| decided == Some(value);
    let level = |level: u8| {
        let name = level.to_string();
        let text = indicator.levels[usize::from(level)].text.get(desk.lang).to_owned();
        (choice(&name, text, is(&name)), of_level(level, Words::of(desk.lang)))
    };
    let others = [("not-checked", words.not_checked), ("not-applicable", words.not_applicable)];
    let others = others.into_iter().map(|(value, text)| choice(value, text.to_owned(), is(value)));
    let none = choice("", words.undecided.to_owned(), decided.is_none());
    ([3, 2, 1, 0].map(level).into(), others.chain([none]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{fixture, results};

    fn page(query: &str, lang: Lang) -> String {
        let ((comparison, rubric), (reviewed, _)) = (fixture::comparison(), fixture::reviewed());
        let (found, reviewed) = (results(&comparison, &rubric, lang), results(&reviewed, &rubric, lang));
        let desk = Desk { found: &found, reviewed: &reviewed, rubric: &rubric, lang };
        review_html(&desk, &Pick::parse(query), "Anna \"<b>\"")
    }

    #[test]
    fn what_a_person_wrote_is_shown_again_and_never_markup() {
        let page = page("show=seen", Lang::Nl);
        assert!(
            page.contains("Gebeld met de school.</textarea>") && page.contains("Dit staat er niet meer.</textarea>")
        );
        assert!(!page.contains("<script>alert") && !page.contains("value=\"Anna \"<b>"), "escaped");
        assert!(page.contains("value=\"1\" checked"), "the level that was chosen");
        assert!(page.contains("name=\"agree\" value=\"2\""), "the program proposes 2");
    }

    #[test]
    fn a_long_list_goes_on_where_it_stopped() {
        let first = page("show=all", Lang::Nl);
        assert_eq!(first.matches("<article ").count(), MOST);
        let next = first.split("href=\"./?").nth(1).and_then(|rest| rest.split('"').next()).expect("a next page");
        let second = page(&next.replace("&#38;", "&").replace("&amp;", "&"), Lang::Nl);
        assert_eq!(second.matches("<article ").count(), 28 - MOST);
        assert!(!second.contains("href=\"./?"));
    }

    #[test]
    fn every_field_has_a_label_and_enter_never_agrees() {
        let page = page("show=all", Lang::En);
        let labels = page.matches("<label").count();
        let fields = ["<select ", "<textarea ", "type=\"radio\"", "id=\"by\""];
        assert_eq!(labels, fields.iter().map(|field| page.matches(field).count()).sum::<usize>());
        for card in page.split("<article ").skip(1) {
            let first = card.split("<button").nth(1).expect("a button");
            assert!(
                first.contains("tabindex=\"-1\"") && !first.contains("agree"),
                "the first button is what Enter presses"
            );
        }
        assert!(!page.contains("Klopt") && page.contains("Right: level"));
    }

    #[test]
    fn the_page_carries_the_policy_that_the_server_sends() {
        let policy = review_policy().replace('\'', "&#39;");
        assert!(page("", Lang::Nl).contains(&policy), "{policy}");
    }
}
