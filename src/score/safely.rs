//! A mistake of this program in judging one page is not the end of a run: what makes it panic is left out, and told.

use crate::model::{Failure, FailureKind, Obstacle, Visit};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What `work` gives; `None` when it panics. What it was changing is to be made anew then.
pub(super) fn safely<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// What `judge` makes of a visit. When it panics, the pages and documents that make it do so by themselves become
/// failures, and the rest is judged. `None` when that panics too.
pub(super) fn judged<T>(visit: &mut Visit, judge: impl Fn(&Visit) -> T) -> Option<T> {
    if let Some(whole) = safely(|| judge(visit)) {
        return Some(whole);
    }
    let pages = visit.documents.len();
    let sound = |document: &crate::model::Document| {
        let alone = Visit { documents: vec![document.clone()], ..Visit::default() };
        safely(|| judge(&alone)).is_some()
    };
    let (sound, bad) = std::mem::take(&mut visit.documents).into_iter().partition::<Vec<_>, _>(sound);
    visit.documents = sound;
    visit.failures.extend(bad.iter().map(|document| Failure {
        url: document.url.clone(),
        kind: FailureKind::Unreadable,
        detail: "judging it panicked".to_owned(),
    }));
    visit.obstacle = Some(Obstacle::Faulty { unread: bad.len(), pages });
    let rest = if bad.is_empty() { None } else { safely(|| judge(visit)) };
    if rest.is_none() {
        visit.obstacle = Some(Obstacle::Faulty { unread: pages, pages });
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Document, DocumentKind};

    fn visit(titles: &[&str]) -> Visit {
        let document = |title: &&str| {
            let url = format!("https://school.example/{title}").parse().unwrap();
            Document { title: (*title).to_owned(), ..Document::blank(url, DocumentKind::Page) }
        };
        Visit { documents: titles.iter().map(document).collect(), ..Visit::default() }
    }

    /// A judge that cannot stand a page called "boem", nor "a" and "b" together.
    fn judge(visit: &Visit) -> usize {
        let has = |title: &str| visit.documents.iter().any(|document| document.title == title);
        assert!(!has("boem"), "a panic that a test wants");
        assert!(!has("a") || !has("b"), "a panic that a test wants");
        visit.documents.len()
    }

    #[test]
    fn a_page_that_panics_is_a_failure_and_the_rest_counts() {
        let mut visit = visit(&["een", "boem", "twee"]);
        assert_eq!(judged(&mut visit, judge), Some(2));
        assert_eq!(visit.failures.len(), 1);
        assert_eq!(visit.failures[0].url.path(), "/boem");
        assert_eq!(visit.obstacle, Some(Obstacle::Faulty { unread: 1, pages: 3 }));
    }

    #[test]
    fn a_site_that_panics_as_a_whole_is_told() {
        let mut visit = visit(&["a", "b"]);
        assert_eq!(judged(&mut visit, judge), None);
        assert_eq!(visit.obstacle, Some(Obstacle::Faulty { unread: 2, pages: 2 }));
    }

    #[test]
    fn a_sound_site_is_left_as_it_is() {
        let mut visit = visit(&["een"]);
        assert_eq!((judged(&mut visit, judge), visit.obstacle), (Some(1), None));
    }
}
