//! What was read of a site and what was not.

use super::Context;
use crate::report::results::{NotRead, PageRead, SchoolResult};
use crate::report::words::{count, fill};
use crate::report::{link, unread};

/// Most addresses in a list; the rest is counted.
const MOST_LISTED: usize = 40;

/// What was read and what was not.
pub struct Reading {
    pub sum: String,
    pub left: Option<String>,
    pub robots: Option<String>,
    pub reserved: Option<String>,
    pub foreign: Option<String>,
    pub cut: Option<String>,
    /// Address, title, and what is said when only a part was read.
    pub pages: Vec<(Option<String>, String, Option<&'static str>)>,
    pub more: Option<String>,
    pub failed: Vec<(Option<String>, String, String)>,
    pub failed_count: usize,
    pub failed_more: Option<String>,
}

/// The reading of one school.
pub fn reading(school: &SchoolResult, context: &Context) -> Reading {
    let words = context.words;
    let pages = |n| count(n, words.reading_page, words.reading_pages);
    let documents = count(school.crawl.documents, words.reading_document, words.reading_documents);
    let more = |all: usize| all.checked_sub(MOST_LISTED).filter(|n| *n > 0);
    let more = |all: usize| more(all).map(|n| fill(words.reading_more, &[("n", &n.to_string())]));
    // A page of which a part is missing is always in the list.
    let (cut, whole): (Vec<&PageRead>, Vec<&PageRead>) = school.read.iter().partition(|page| page.partly);
    let listed = cut.into_iter().chain(whole).take(MOST_LISTED);
    Reading {
        sum: fill(words.reading_sum, &[("pages", &pages(school.crawl.pages)), ("documents", &documents)]),
        left: unread::of_school(&school.crawl, words),
        reserved: told(school.crawl.reserved, words.reserved_count),
        foreign: unread::languages(&school.crawl, words),
        cut: told(school.read.iter().filter(|page| page.partly).count(), words.cut_count),
        robots: told(school.crawl.refused_by_robots, words.robots_count),
        pages: listed
            .map(|page| {
                let title = if page.title.is_empty() { page.url.to_string() } else { page.title.clone() };
                (link::safe(&page.url), title, page.partly.then_some(words.cut_page))
            })
            .collect(),
        more: more(school.read.len()),
        failed: school.not_read.iter().take(MOST_LISTED).map(failed).collect(),
        failed_count: school.not_read.len(),
        failed_more: more(school.not_read.len()),
    }
}

/// A sentence with a number in it, when there is something to tell.
fn told(n: usize, sentence: &str) -> Option<String> {
    (n > 0).then(|| fill(sentence, &[("n", &n.to_string())]))
}

fn failed(page: &NotRead) -> (Option<String>, String, String) {
    (link::safe(&page.url), page.url.to_string(), page.reason.clone())
}
