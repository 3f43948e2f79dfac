//! What of a site was left unread, and why.

use super::results::SchoolResult;
use super::words::{Words, count, fill};
use crate::model::{CrawlStats, Stopped};

/// In words, for one school; `None` when all was read.
pub fn of_school(crawl: &CrawlStats, words: &Words) -> Option<String> {
    let text = match crawl.stopped {
        Stopped::Budget => words.left_budget,
        Stopped::Settled => words.left_settled,
        Stopped::Done => words.left_done,
        Stopped::CutOff => words.left_cut_off,
    };
    let pages = count(crawl.left, words.reading_page, words.reading_pages);
    (crawl.left > 0).then(|| fill(text, &[("pages", &pages)]))
}

/// In words, for all schools together: settled sites, and those where the limit was reached.
pub fn of_all(schools: &[SchoolResult], words: &Words) -> Vec<String> {
    let told = [(Stopped::Settled, words.all_settled), (Stopped::Budget, words.all_budget)];
    let line = |(stopped, text)| {
        let left = schools.iter().map(|school| &school.crawl).filter(|c| c.stopped == stopped && c.left > 0);
        let (sites, pages) = left.fold((0, 0), |(sites, pages), crawl| (sites + 1, pages + crawl.left));
        let sites_told = count(sites, words.one_school, words.many_schools);
        let pages_told = count(pages, words.reading_page, words.reading_pages);
        (sites > 0).then(|| fill(text, &[("schools", &sites_told), ("pages", &pages_told)]))
    };
    told.into_iter().filter_map(line).collect()
}

/// Pages in a language that is not judged, with which; `None` when there are none.
pub fn languages(crawl: &CrawlStats, words: &Words) -> Option<String> {
    let named = crawl.languages.iter().map(|(code, n)| format!("{} {n}", language(code, words)));
    let named = named.collect::<Vec<_>>().join(", ");
    let which = if named.is_empty() { String::new() } else { format!(" ({named})") };
    (crawl.foreign > 0).then(|| fill(words.foreign_count, &[("n", &crawl.foreign.to_string()), ("which", &which)]))
}

/// Name of a language by its code.
fn language(code: &str, words: &Words) -> &'static str {
    let name = |names: &'static str| {
        names
            .split(';')
            .find_map(|entry| entry.split_once('=').filter(|(known, _)| *known == code))
            .map(|(_, name)| name)
    };
    name(words.languages).unwrap_or(words.language_other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::report::{fixture, results};

    fn stats(left: usize, stopped: Stopped) -> CrawlStats {
        CrawlStats { pages: 40, left, stopped, ..CrawlStats::default() }
    }

    #[test]
    fn a_school_is_told_what_was_left_and_why() {
        let words = Words::of(Lang::En);
        let told = |left, stopped| of_school(&stats(left, stopped), words);
        assert_eq!(told(0, Stopped::Settled), None);
        assert!(told(90, Stopped::Settled).is_some_and(|text| text.contains("90 pages") && text.contains("old news")));
        assert!(told(1, Stopped::Budget).is_some_and(|text| text.contains("1 page") && text.contains("limit")));
    }

    #[test]
    fn languages_are_named() {
        let crawl = CrawlStats {
            foreign: 4,
            languages: [("en".into(), 2), ("tr".into(), 1), ("und".into(), 1)].into(),
            ..CrawlStats::default()
        };
        let told = languages(&crawl, Words::of(Lang::Nl)).unwrap();
        assert!(told.contains("Fries: 4 (Engels 2, Turks 1, een andere taal 1)."), "{told}");
        // A run that an earlier version kept tells the number alone.
        let old = CrawlStats { languages: [].into(), ..crawl };
        assert!(languages(&old, Words::of(Lang::En)).is_some_and(|told| told.contains("Frisian: 4. They")));
        assert_eq!(languages(&CrawlStats::default(), Words::of(Lang::En)), None);
    }

    #[test]
    fn sites_are_counted_together() {
        let (mut comparison, rubric) = fixture::comparison();
        for (card, stopped) in comparison.schools.iter_mut().zip([Stopped::Settled, Stopped::Settled, Stopped::Budget])
        {
            card.crawl = stats(100, stopped);
        }
        let told = of_all(&results(&comparison, &rubric, Lang::En).schools, Words::of(Lang::En));
        assert!(told[0].contains("2 schools") && told[0].contains("200 pages"), "{told:?}");
        assert!(told[1].contains("1 school") && told[1].contains("100 pages"), "{told:?}");
    }
}
