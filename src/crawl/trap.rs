//! Budgets against endless sites: calendars, facets, counters, folders that contain themselves.

use super::skip::is_date_archive;
use std::collections::HashMap;
use url::Url;

/// Longest address that is asked for, in bytes.
const LONGEST: usize = 500;

/// How often one path segment may stand in a path.
const REPEATS: usize = 2;

/// Most addresses read of one calendar.
const CALENDAR_BUDGET: usize = 6;

const CALENDAR_SEGMENTS: &[&str] = &["agenda", "kalender", "calendar", "jaarkalender", "schoolkalender", "events"];

const CALENDAR_KEYS: &[&str] = &[
    "maand",
    "month",
    "jaar",
    "year",
    "week",
    "dag",
    "day",
    "datum",
    "date",
    "van",
    "tot",
    "tribe-bar-date",
    "eventdate",
    "cal",
    "mc_id",
    "yr",
    "m",
];

/// Parameters by which some systems name every page. They are no sign of a trap.
const PAGE_KEYS: &[&str] = &[
    "p",
    "page_id",
    "id",
    "pid",
    "pageid",
    "page",
    "item",
    "itemid",
    "nid",
    "post",
    "post_id",
    "artikel",
    "option",
    "view",
    "catid",
    "menu",
    "cid",
    "tid",
    "lang",
    "paged",
    "cat",
    "tag",
    "author",
    "attachment_id",
];

/// Whether an address is too long or repeats itself, as links made by a mistake do.
pub(super) fn is_absurd(url: &Url) -> bool {
    url.as_str().len() > LONGEST || repeats_itself(url)
}

fn repeats_itself(url: &Url) -> bool {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    url.path().split('/').filter(|segment| !is_number(segment)).any(|segment| {
        let count = seen.entry(segment).or_default();
        *count += 1;
        *count > REPEATS && !segment.is_empty()
    })
}

/// How many addresses of one pattern are read.
#[derive(Debug)]
pub(super) struct Budgets {
    per_pattern: usize,
    used: HashMap<String, usize>,
}

impl Budgets {
    /// At most a quarter of the pages goes to one pattern, but never fewer than ten.
    pub(super) fn new(max_pages: usize) -> Self {
        Self { per_pattern: (max_pages / 4).max(10), used: HashMap::new() }
    }

    /// Takes one place in the budget of the address; false when it is used up. An address that the sitemap names is
    /// a page that the site itself counts, so only calendars are limited there.
    pub(super) fn take(&mut self, url: &Url, in_sitemap: bool) -> bool {
        if let Some(calendar) = calendar(url) {
            return self.count(calendar) <= CALENDAR_BUDGET;
        }
        if in_sitemap || names_pages_by_number(url) {
            return true;
        }
        // Both are counted, so that many combinations of parameters do not each get a budget.
        let by_keys = self.count(format!("{}?{}", path_pattern(url), keys(url).join("&")));
        let by_path =
            if url.query().is_some() { self.count(format!("{} with any query", path_pattern(url))) } else { 0 };
        by_keys.max(by_path) <= self.per_pattern
    }

    fn count(&mut self, pattern: String) -> usize {
        let used = self.used.entry(pattern).or_default();
        *used += 1;
        *used
    }
}

/// The calendar that an address belongs to: its path without what follows the first number.
fn calendar(url: &Url) -> Option<String> {
    let path = url.path();
    let by_key = keys(url).iter().any(|key| CALENDAR_KEYS.contains(&key.as_str()));
    if by_key {
        return Some(format!("calendar {path}"));
    }
    let dated = path.split('/').any(|segment| !segment.is_empty() && starts_with_number(segment));
    let named = path.split('/').any(|segment| CALENDAR_SEGMENTS.contains(&segment.to_ascii_lowercase().as_str()));
    let turns = named && (dated || url.query().is_some());
    (turns || is_date_archive(url)).then(|| {
        let stem = path.split('/').take_while(|segment| segment.is_empty() || !starts_with_number(segment));
        format!("calendar {}", stem.collect::<Vec<_>>().join("/"))
    })
}

/// The form of an address: its path with numbers left open, and the names of its parameters.
pub(super) fn shape(url: &Url) -> String {
    match url.query() {
        Some(_) => format!("{}?{}", path_pattern(url), keys(url).join("&")),
        None => path_pattern(url),
    }
}

fn names_pages_by_number(url: &Url) -> bool {
    let keys = keys(url);
    !keys.is_empty() && keys.iter().all(|key| PAGE_KEYS.contains(&key.as_str()))
}

fn keys(url: &Url) -> Vec<String> {
    let mut keys: Vec<String> = url.query_pairs().map(|(key, _)| key.to_ascii_lowercase()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The path with every run of digits written as `N`.
fn path_pattern(url: &Url) -> String {
    let mut pattern = String::new();
    for letter in url.path().chars() {
        match letter.is_ascii_digit() {
            true if pattern.ends_with('N') => {}
            true => pattern.push('N'),
            false => pattern.push(letter),
        }
    }
    pattern
}

fn is_number(segment: &str) -> bool {
    segment.bytes().all(|byte| byte.is_ascii_digit())
}

fn starts_with_number(segment: &str) -> bool {
    segment.starts_with(|letter: char| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(path: &str) -> Url {
        Url::parse("https://school.example").and_then(|base| base.join(path)).expect("an address")
    }

    /// How many of the numbered addresses `make` gives are let through.
    fn passed(max_pages: usize, in_sitemap: bool, make: impl Fn(usize) -> String) -> usize {
        let mut budgets = Budgets::new(max_pages);
        (0..300).filter(|number| budgets.take(&url(&make(*number)), in_sitemap)).count()
    }

    #[test]
    fn a_numbered_pattern_gets_a_quarter() {
        assert_eq!(passed(200, false, |n| format!("/p/{n}")), 50);
        assert_eq!(passed(8, false, |n| format!("/v?n={n}")), 10);
    }

    #[test]
    fn combinations_of_filters_share_one_budget() {
        assert_eq!(passed(200, false, |n| format!("/boeken?k{}={n}", n % 100)), 50);
    }

    #[test]
    fn calendars_get_six() {
        assert_eq!(passed(200, false, |n| format!("/agenda/?maand=2026-{n}")), 6);
        assert_eq!(passed(200, true, |n| format!("/agenda/?weergave={n}")), 6);
        assert_eq!(passed(200, false, |n| format!("/agenda/2026/{n}/")), 6);
        assert_eq!(passed(200, false, |n| format!("/20{}/", 10 + n % 80)), 6);
    }

    #[test]
    fn pages_the_site_counts_itself_are_not_limited() {
        assert_eq!(passed(200, true, |n| format!("/los/{n}")), 300);
        assert_eq!(passed(200, false, |n| format!("/?p={n}")), 300);
        assert_eq!(passed(200, false, |n| format!("/?paged={n}&page_id=7")), 300);
        assert_eq!(passed(200, false, |n| format!("/index.php?option=com_content&view=article&id={n}")), 300);
        assert_eq!(passed(200, false, |n| format!("/nieuws/bericht-{}-x", "a".repeat(n))), 300);
    }

    #[test]
    fn addresses_that_repeat_themselves_are_absurd() {
        assert!(is_absurd(&url("/map/map/map/index.html")) && is_absurd(&url("/a/b/a/b/a/b")));
        assert!(!is_absurd(&url("/ouders/ouders/")) && !is_absurd(&url("/11/11/11/feest")));
        assert!(is_absurd(&url(&format!("/{}", "a".repeat(500)))) && !is_absurd(&url(&"a".repeat(400))));
    }
}
