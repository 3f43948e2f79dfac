//! Dates as Dutch schools write them: in words, in figures, ranges, months, years and school years.

use super::date_words::{Scan, month_after, month_before, skip_connector, weekday_before};
use jiff::civil::Date;
use std::ops::Range;

/// One mention of a date, as precise as the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateMention {
    /// A whole date.
    Day(Date),
    /// A day without a year, `maandag 12 maart`.
    DayMonth {
        /// 1-31
        day: i8,
        /// 1-12
        month: i8,
    },
    /// `maart 2026`
    Month {
        /// As 2026.
        year: i16,
        /// 1-12
        month: i8,
    },
    /// A year alone, as 2026.
    Year(i16),
    /// `2025-2026`: the year in which it starts.
    SchoolYear {
        /// As 2025.
        start: i16,
    },
}

/// All dates in `text` in reading order, with the bytes they take. Of `12 t/m 16 maart 2026` both days are found, the
/// first with the range of `12` alone. Group numbers (`groep 3 mei`), phone numbers, amounts and postcodes are none.
pub fn find(text: &str) -> Vec<(Range<usize>, DateMention)> {
    let mut scan = Scan::new(text);
    let mut found = Vec::new();
    while let Some(number) = scan.next_number() {
        let before = found.len();
        if read(&scan, number.clone(), &mut found) {
            let end = found[before..].iter().map(|(range, _)| range.end).max().unwrap_or(number.end);
            scan.skip_to(end.max(number.end));
        }
    }
    lend_years(text, &mut found);
    found
}

/// The first whole date in a machine's value, as `2026-03-12T08:00:00+01:00` or `Thu, 12 Mar 2026 08:00:00 GMT`.
pub(crate) fn machine(value: &str) -> Option<Date> {
    find(value.get(..value.len().min(64)).unwrap_or("")).into_iter().find_map(|(_, mention)| match mention {
        DateMention::Day(date) => Some(date),
        _ => None,
    })
}

type Found = Vec<(Range<usize>, DateMention)>;

/// Tries every spelling at one number; `true` when something was found.
fn read(scan: &Scan, number: Range<usize>, found: &mut Found) -> bool {
    if scan.is_amount(&number) {
        return false;
    }
    let digits = number.len();
    match digits {
        4 => year_first(scan, number, found),
        1 | 2 => day_first(scan, number, found),
        _ => false,
    }
}

fn year_first(scan: &Scan, number: Range<usize>, found: &mut Found) -> bool {
    let year = scan.value(&number);
    if !(1900..2100).contains(&year) || scan.is_part_of_code(&number) {
        return false;
    }
    if let Some((end, date)) = iso(scan, &number, year) {
        found.push((number.start..end, DateMention::Day(date)));
        return true;
    }
    if let Some(end) = school_year(scan, &number, year) {
        found.push((number.start..end, DateMention::SchoolYear { start: year }));
        return true;
    }
    if let Some(last) = later_year(scan, &number, year) {
        found.push((number, DateMention::Year(year)));
        found.push((last.clone(), DateMention::Year(scan.value(&last))));
        return true;
    }
    let mention = match month_before(scan.text, number.start) {
        Some((start, month)) => (start..number.end, DateMention::Month { year, month }),
        None if scan.is_plain_year(&number) => (number, DateMention::Year(year)),
        None => return false,
    };
    found.push(mention);
    true
}

/// `2026-03-12`, `2026/3/12`.
fn iso(scan: &Scan, year: &Range<usize>, value: i16) -> Option<(usize, Date)> {
    let separator = scan.char_at(year.end).filter(|c| matches!(c, '-' | '/' | '.'))?;
    let month = scan.number_at(year.end + 1).filter(|n| n.len() <= 2)?;
    let day = scan.number_at(month.end + 1).filter(|n| n.len() <= 2 && scan.char_at(month.end) == Some(separator))?;
    let date = Date::new(value, scan.value(&month) as i8, scan.value(&day) as i8).ok()?;
    Some((day.end, date))
}

/// `2025-2026`, `2025/26`, `2025 - 2026`: the end of it.
fn school_year(scan: &Scan, first: &Range<usize>, year: i16) -> Option<usize> {
    let (at, joined) = skip_connector(scan.text, first.end)?;
    if !matches!(joined, "-" | "–" | "/" | "—") {
        return None;
    }
    let quote = scan.text[at..].chars().next().filter(|c| matches!(c, '\'' | '’' | '‘')).map_or(0, char::len_utf8);
    let second = scan.number_at(at + quote)?;
    let value = scan.value(&second);
    let follows = match second.len() {
        4 => value == year + 1,
        2 => value == (year + 1) % 100,
        _ => false,
    };
    follows.then_some(second.end)
}

/// `2023-2027`, the period of a plan: the last year.
fn later_year(scan: &Scan, first: &Range<usize>, year: i16) -> Option<Range<usize>> {
    let (at, joined) = skip_connector(scan.text, first.end)?;
    let last = scan.number_at(at).filter(|n| n.len() == 4 && scan.closes(n.end))?;
    (matches!(joined, "-" | "–" | "/") && (year + 2..year + 15).contains(&scan.value(&last))).then_some(last)
}

fn day_first(scan: &Scan, number: Range<usize>, found: &mut Found) -> bool {
    short_school_year(scan, &number, found)
        || figures(scan, &number, found)
        || english(scan, &number, found)
        || words(scan, number, found)
}

/// `'25-'26`, `'25/26`, `schooljaar 25-26`.
fn short_school_year(scan: &Scan, number: &Range<usize>, found: &mut Found) -> bool {
    let quoted = scan.text[..number.start].ends_with(['\'', '’', '‘']);
    if number.len() != 2 || !(quoted || scan.word_before(number.start).to_lowercase().ends_with("schooljaar")) {
        return false;
    }
    let year = 2000 + scan.value(number);
    let Some(end) = school_year(scan, number, year) else {
        return false;
    };
    found.push((number.start..end, DateMention::SchoolYear { start: year }));
    true
}

/// `12-03-2026`, `12/3/26`, `12.03.2026`; after a weekday also `12/3`.
fn figures(scan: &Scan, day: &Range<usize>, found: &mut Found) -> bool {
    let Some(separator) = scan.char_at(day.end).filter(|c| matches!(c, '-' | '/' | '.')) else {
        return false;
    };
    let Some(month) = scan.number_at(day.end + 1).filter(|n| n.len() <= 2) else {
        return false;
    };
    let (d, m) = (scan.value(day) as i8, scan.value(&month) as i8);
    let year = (scan.char_at(month.end) == Some(separator)).then(|| scan.number_at(month.end + 1)).flatten();
    let Some(year) = year else {
        let valid = Date::new(2024, m, d).is_ok() && separator != '.' && scan.closes(month.end);
        if valid && weekday_before(scan.text, day.start) {
            found.push((day.start..month.end, DateMention::DayMonth { day: d, month: m }));
            return true;
        }
        return false;
    };
    let value = match (year.len(), scan.value(&year)) {
        (4, value) => value,
        (2, value @ 5..=45) if separator != '.' || month.len() == 2 => 2000 + value,
        _ => return false,
    };
    let Ok(date) = Date::new(value, m, d) else {
        return false;
    };
    if !(1900..2100).contains(&value) || !scan.closes(year.end) || scan.is_part_of_code(day) {
        return false;
    }
    found.push((day.start..year.end, DateMention::Day(date)));
    true
}

/// `March 12, 2026`
fn english(scan: &Scan, day: &Range<usize>, found: &mut Found) -> bool {
    let Some((start, month)) = month_before(scan.text, day.start) else {
        return false;
    };
    let Some(year) = scan.text[day.end..].strip_prefix(", ").and_then(|_| scan.number_at(day.end + 2)) else {
        return false;
    };
    let Ok(date) = Date::new(scan.value(&year), month, scan.value(day) as i8) else {
        return false;
    };
    found.push((start..year.end, DateMention::Day(date)));
    true
}

/// `12 maart 2026`, `12 mrt.`, `12 t/m 16 maart`, `12, 13 en 14 maart`.
fn words(scan: &Scan, number: Range<usize>, found: &mut Found) -> bool {
    let mut days = vec![number];
    while let Some(last) = days.last().cloned() {
        if let Some((end, month)) = month_after(scan.text, last.end) {
            return push_days(scan, &days, end, month, found);
        }
        let next = skip_connector(scan.text, last.end).and_then(|(at, _)| scan.number_at(at)).filter(|n| n.len() <= 2);
        match next {
            Some(next) if days.len() < 8 => days.push(next),
            _ => return false,
        }
    }
    false
}

fn push_days(scan: &Scan, days: &[Range<usize>], end: usize, month: i8, found: &mut Found) -> bool {
    let valid = days.iter().all(|day| Date::new(2024, month, scan.value(day) as i8).is_ok());
    if !valid || scan.follows_group(days[0].start) {
        return false;
    }
    let year = scan.year_after(end);
    let end = year.as_ref().map_or(end, |(range, _)| range.end);
    for (at, day) in days.iter().enumerate() {
        let value = scan.value(day) as i8;
        let range = day.start..if at + 1 == days.len() { end } else { day.end };
        let mention = match year.as_ref().and_then(|(_, year)| Date::new(*year, month, value).ok()) {
            Some(date) => DateMention::Day(date),
            None => DateMention::DayMonth { day: value, month },
        };
        found.push((range, mention));
    }
    true
}

/// `30 maart t/m 3 april 2026`: the first day gets the year of the last.
fn lend_years(text: &str, found: &mut Found) {
    for at in (1..found.len()).rev() {
        let (DateMention::DayMonth { day, month }, DateMention::Day(last)) = (found[at - 1].1, found[at].1) else {
            continue;
        };
        let joined = skip_connector(text, found[at - 1].0.end)
            .is_some_and(|(next, _)| next + 12 >= found[at].0.start && next <= found[at].0.start);
        let year = if (month, day) > (last.month(), last.day()) { last.year() - 1 } else { last.year() };
        if let (true, Ok(date)) = (joined, Date::new(year, month, day)) {
            found[at - 1].1 = DateMention::Day(date);
        }
    }
}

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;
