//! Lists that go on over several pages: news, albums, calendars. Their newest items are worth reading, the rest seldom is.

use super::skip::{is_document, is_later_page};
use super::trap::shape;
use crate::model::Link;
use std::collections::HashSet;
use url::Url;

/// Words with which the link to a next page begins.
const TURNS: &[&str] = &[
    "volgende",
    "vorige",
    "oudere",
    "nieuwere",
    "ouder nieuws",
    "eerdere",
    "next",
    "previous",
    "older",
    "newer",
    "folgjende",
    "foarige",
];

/// Which links of one page turn the pages of a list.
#[derive(Debug, Default)]
pub(super) struct Lists {
    shapes: HashSet<String>,
}

impl Lists {
    /// Looks at the links of a page.
    pub(super) fn of(links: &[Link]) -> Self {
        let turns = links.iter().filter(|link| is_later_page(&link.url) || says_turn(&link.text));
        Self { shapes: turns.map(|link| shape(&link.url)).collect() }
    }

    /// Whether the page is part of a list that goes on.
    pub(super) fn go_on(&self) -> bool {
        !self.shapes.is_empty()
    }

    /// Whether an address is another page of the list: it has the form of one, numbers aside.
    pub(super) fn turn_to(&self, url: &Url) -> bool {
        self.go_on() && self.shapes.contains(&shape(url))
    }
}

fn says_turn(text: &str) -> bool {
    let text = text.trim_start_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    TURNS.iter().any(|turn| text.strip_prefix(turn).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// Whether the address of a page tells when it was written, as `/2026/11/ouderavond/` does.
pub(super) fn is_dated(url: &Url) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let segments: Vec<&str> = url.path().split('/').filter(|segment| !segment.is_empty()).collect();
    let day = |pair: &[&str]| {
        let year = pair[0].len() == 4 && (pair[0].starts_with("19") || pair[0].starts_with("20"));
        year && digits(pair[0]) && pair[1].len() <= 2 && digits(pair[1])
    };
    let named = segments.last().is_some_and(|last| !digits(last));
    named && !is_document(url) && segments.windows(2).any(day)
}

/// The folder that an address lies in, numbers aside. Pages with one name for all (`/?p=7`) lie in one folder.
pub(super) fn folder(url: &Url) -> String {
    let shape = shape(url);
    let (path, query) = shape.split_once('?').unwrap_or((&shape, ""));
    let path = path.trim_end_matches('/');
    let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
    if query.is_empty() { format!("{parent}/") } else { format!("{path}?{query}") }
}

/// Whether a folder can be told to be a list by how much it holds: not the root, where all pages of many sites lie.
pub(super) fn can_be_list(folder: &str) -> bool {
    folder != "/" && !folder.contains('?')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Region;

    fn url(path: &str) -> Url {
        Url::parse("https://school.example").and_then(|base| base.join(path)).expect("an address")
    }

    fn lists(links: &[(&str, &str)]) -> Lists {
        let link = |(path, text): &(&str, &str)| Link {
            url: url(path),
            text: (*text).to_owned(),
            region: Region::Main,
            nofollow: false,
            block: None,
        };
        Lists::of(&links.iter().map(link).collect::<Vec<_>>())
    }

    #[test]
    fn pages_of_a_list_are_told_by_the_word_for_the_next() {
        let list = lists(&[("/nieuws/2/", "Oudere berichten »"), ("/nieuws/feest/", "Lees verder")]);
        assert!(list.turn_to(&url("/nieuws/7/")) && !list.turn_to(&url("/nieuws/feest/")));
        assert!(lists(&[("/nieuws/page/2/", "2")]).turn_to(&url("/nieuws/page/3/")));
        assert!(lists(&[("/agenda/2026-10/", "← Vorige maand")]).turn_to(&url("/agenda/2025-01/")));
    }

    #[test]
    fn a_page_per_group_is_no_list() {
        let groups = lists(&[("/groep/1/", "1"), ("/groep/2/", "2"), ("/ouderraad", "Ouderraad")]);
        assert!(!groups.go_on() && !groups.turn_to(&url("/groep/3/")));
    }

    #[test]
    fn folders_and_dates() {
        assert_eq!(folder(&url("/2026/11/feest/")), "/N/N/");
        assert_eq!(folder(&url("/nieuws/bericht/12-feest")), "/nieuws/bericht/");
        assert_eq!((folder(&url("/feest")), folder(&url("/?p=12"))), ("/".to_owned(), "?p".to_owned()));
        assert!(can_be_list("/nieuws/") && !can_be_list("/") && !can_be_list("?p"));
        assert!(is_dated(&url("/school/2026/11/feest/")) && !is_dated(&url("/2026/11/")));
        assert!(!is_dated(&url("/nieuws/2026")) && !is_dated(&url("/uploads/2026/11/gids.pdf")));
    }
}
