//! Dates of a page: from labels, running text, the address, and the `Last-Modified` header.

use super::dates::{DateMention, find, machine};
use crate::model::{Block, DateSource, Fetched, FoundDate, Region};
use jiff::civil::Date;
use std::ops::Range;

/// Most dates kept of one page.
const MOST: usize = 1000;

/// A date that the page states of itself.
pub(crate) fn of_page(date: Date, source: DateSource) -> FoundDate {
    FoundDate { date, source, block: None }
}

/// Adds the dates in the main text, the address and the header.
pub(crate) fn collect(page: &Fetched, blocks: &[Block], dates: &mut Vec<FoundDate>) {
    for (at, block) in blocks.iter().enumerate().filter(|(_, block)| block.region == Region::Main) {
        in_block(at, &block.text, dates);
    }
    for (_, mention) in find(page.url.path()) {
        if let DateMention::Day(date) = mention {
            dates.push(of_page(date, DateSource::Address));
        }
    }
    let header = page.last_modified.as_deref().and_then(machine);
    dates.extend(header.map(|date| of_page(date, DateSource::Header)));
}

fn in_block(at: usize, text: &str, dates: &mut Vec<FoundDate>) {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return;
    }
    for (range, mention) in find(text) {
        let DateMention::Day(date) = mention else {
            continue;
        };
        if dates.len() >= MOST {
            return;
        }
        let known = dates.iter().any(|found| found.date == date && found.block == Some(at));
        if !known {
            let source = if is_label(text, &range) { DateSource::Label } else { DateSource::Text };
            dates.push(FoundDate { date, source, block: Some(at) });
        }
    }
}

/// `Geplaatst op 12 maart 2026`, or a date that stands alone in its element.
fn is_label(text: &str, date: &Range<usize>) -> bool {
    const LABELS: &[&str] = &[
        "geplaatst",
        "gepubliceerd",
        "publicatiedatum",
        "laatst gewijzigd",
        "laatst bijgewerkt",
        "laatste wijziging",
        "laatste update",
        "bijgewerkt",
        "gewijzigd",
        "toegevoegd op",
        "datum:",
        "posted on",
        "published",
        "last updated",
    ];
    let lower = text[..date.start].to_lowercase();
    let before = lower.trim();
    if before.len() <= 60 && LABELS.iter().any(|label| before.starts_with(label)) {
        return true;
    }
    let rest = |part: &str| part.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).all(is_filler);
    text.len() <= 48 && rest(before) && rest(&text[date.end..].to_lowercase())
}

fn is_filler(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
        "ma",
        "di",
        "wo",
        "do",
        "vr",
        "za",
        "zo",
        "om",
        "uur",
        "op",
    ];
    WORDS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn sources(text: &str) -> Vec<DateSource> {
        let mut dates = Vec::new();
        in_block(0, text, &mut dates);
        dates.into_iter().map(|found| found.source).collect()
    }

    #[test]
    fn labels_and_running_text() {
        assert_eq!(sources("Geplaatst op 12 maart 2026 door juf Anna"), [DateSource::Label]);
        assert_eq!(sources("Donderdag 12-03-2026"), [DateSource::Label]);
        assert_eq!(sources("Op 12 maart 2026 is er een ouderavond."), [DateSource::Text]);
        assert_eq!(sources("maart 2026"), []);
    }

    #[test]
    fn address_and_header_come_last() {
        let page = Fetched {
            last_modified: Some("Fri, 13 Mar 2026 08:00:00 GMT".into()),
            ..Fetched::bare("https://school.example/2026/03/12/feest/".parse().expect("address"), Vec::new())
        };
        let mut dates = Vec::new();
        collect(&page, &[], &mut dates);
        assert_eq!(
            dates,
            [of_page(date(2026, 3, 12), DateSource::Address), of_page(date(2026, 3, 13), DateSource::Header)]
        );
    }
}
