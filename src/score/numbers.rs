//! Built-in classes: which numbers, times and addresses a token stands for.

use super::tokens::Token;
use crate::rubric::Builtin;
use jiff::civil::Date;

/// Most days between a fresh date and the audit day, summer break not counted (codebook, class-life).
pub(super) const FRESH_DAYS: i32 = 60;
/// A survey older than this many years is old (codebook, survey-results).
const RECENT_YEARS: i16 = 4;

const MONTHS: &[&str] = &[
    "januari",
    "jan",
    "februari",
    "feb",
    "maart",
    "mrt",
    "april",
    "apr",
    "mei",
    "juni",
    "jun",
    "juli",
    "jul",
    "augustus",
    "aug",
    "september",
    "sept",
    "sep",
    "oktober",
    "okt",
    "november",
    "nov",
    "december",
    "dec",
    "jannewaris",
    "febrewaris",
    "maaie",
    "juny",
    "july",
    "septimber",
    "novimber",
    "desimber",
];

/// Month number 1-12 of a folded Dutch, Frisian or abbreviated month name.
fn month(word: &str) -> Option<i8> {
    const START: &[(&str, i8)] = &[
        ("jan", 1),
        ("feb", 2),
        ("maart", 3),
        ("mrt", 3),
        ("apr", 4),
        ("mei", 5),
        ("maaie", 5),
        ("jun", 6),
        ("jul", 7),
        ("aug", 8),
        ("sep", 9),
        ("okt", 10),
        ("nov", 11),
        ("dec", 12),
        ("des", 12),
    ];
    MONTHS.contains(&word).then(|| START.iter().find(|(s, _)| word.starts_with(s)).map(|(_, m)| *m)).flatten()
}

const NUMBER_WORDS: &[&str] = &[
    "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
    "veertien", "vijftien", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig",
    "honderd", "twa", "trije", "fjouwer",
];

/// Whether a built-in class can begin at a word at all.
pub(super) fn may_count(word: &str) -> bool {
    let small = matches!(word, "uur" | "zeventje" | "achtje" | "zesje" | "negentje");
    word.contains('@') || word.starts_with(|c: char| c.is_ascii_digit()) || small || NUMBER_WORDS.contains(&word)
}

/// All built-in classes that begin at token `i`, with the number of tokens they take.
pub(super) fn classes(tokens: &[Token], i: usize, today: Date, out: &mut Vec<(Builtin, usize)>) {
    let word = tokens[i].text;
    let next = tokens.get(i + 1).map_or("", |t| t.text);
    let before = i.checked_sub(1).map_or("", |b| tokens[b].text);
    if word.contains('@') && word.contains('.') {
        out.push((Builtin::Email, 1));
        return;
    }
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        words(word, next, before, out);
        return;
    }
    out.push((Builtin::Any, 1));
    let clock = matches!(next, "uur" | "u" | "oere");
    if word.ends_with('%') {
        out.push((Builtin::Percentage, 1));
    } else if matches!(next, "procent" | "pct" | "persint") {
        out.push((Builtin::Percentage, 2));
    }
    if clock && (word.contains(['.', ':']) || word.len() <= 2) {
        out.push((Builtin::Time, 2));
    }
    if matches!(before, "groep" | "groepen" | "unit" | "units" | "klas" | "leerjaar" | "groepe") {
        out.push((Builtin::Group, 1));
    }
    if matches!(next, "euro") || before == "euro" {
        out.push((Builtin::Money, 1));
    }
    let chapter = i == 0 && word.contains('.');
    if is_mark(word, next, before) && !clock && !chapter {
        out.push((Builtin::Mark, 1));
    }
    if word.starts_with('0')
        && word.chars().filter(char::is_ascii_digit).count() >= 3
        && phone_digits(&tokens[i..]) >= 9
    {
        out.push((Builtin::Phone, 1));
    }
    years(word, today, out);
    dates(word, tokens, i, today, out);
}

fn words(word: &str, next: &str, before: &str, out: &mut Vec<(Builtin, usize)>) {
    if NUMBER_WORDS.contains(&word) && word != "een" {
        out.push((Builtin::Any, 1));
        if matches!(next, "procent" | "persint") {
            out.push((Builtin::Percentage, 2));
        }
        if matches!(before, "half" | "over" | "voor") || next == "uur" {
            out.push((Builtin::Time, 1));
        }
        let praised =
            matches!(before, "ruime" | "dikke" | "mooie" | "krappe" | "magere" | "kleine" | "rapportcijfer" | "cijfer");
        if praised && matches!(word, "vier" | "vijf" | "zes" | "zeven" | "acht" | "negen" | "tien") {
            out.push((Builtin::Mark, 1));
        }
    }
    if matches!(word, "zeventje" | "achtje" | "zesje" | "negentje") {
        out.push((Builtin::Mark, 1));
    }
    if matches!(word, "uur") && matches!(before, "half") {
        out.push((Builtin::Time, 1));
    }
}

/// A mark from 1 to 10: with a decimal, or a bare number introduced as a mark.
fn is_mark(word: &str, next: &str, before: &str) -> bool {
    let Ok(value) = word.replace(',', ".").parse::<f64>() else { return false };
    if !(1.0..=10.0).contains(&value) {
        return false;
    }
    if matches!(
        next,
        "procent" | "euro" | "uur" | "kilo" | "km" | "meter" | "miljoen" | "jaar" | "punten" | "fte" | "liter" | "m2"
    ) {
        return false;
    }
    let decimal = word.split_once([',', '.']).is_some_and(|(_, d)| d.len() == 1);
    let introduced = matches!(
        before,
        "een"
            | "'n"
            | "cijfer"
            | "rapportcijfer"
            | "eindcijfer"
            | "gemiddeld"
            | "ruime"
            | "dikke"
            | "mooie"
            | "score"
            | "in"
            | "siifer"
    );
    decimal && !matches!(before, "euro" | "om" | "hoofdstuk" | "paragraaf" | "par")
        || introduced && before != "in" && !matches!(next, "keer" | "x" | "kinderen" | "leerlingen" | "ouders")
}

fn phone_digits(tokens: &[Token]) -> usize {
    tokens
        .iter()
        .take(5)
        .take_while(|t| t.text.chars().all(|c| c.is_ascii_digit() || c == '-'))
        .map(|t| t.text.chars().filter(char::is_ascii_digit).count())
        .sum()
}

/// First year of a school year, as `2026-2027` or `2026/27`.
pub(super) fn school_year(word: &str) -> Option<i16> {
    let (first, second) = word.split_once(['-', '/', '–'])?;
    let first = year(first)?;
    let next = matches!(second.len(), 2 | 4) && second.parse::<i16>().is_ok_and(|n| n % 100 == (first + 1) % 100);
    next.then_some(first)
}

fn years(word: &str, today: Date, out: &mut Vec<(Builtin, usize)>) {
    let school = school_year(word);
    let Some(first) = school.or_else(|| year(word)) else { return };
    let last = first + i16::from(school.is_some());
    if school.is_some() {
        out.push((Builtin::SchoolYear, 1));
    }
    out.push((Builtin::Year, 1));
    if last >= today.year() - RECENT_YEARS && first <= today.year() {
        out.push((Builtin::RecentYear, 1));
    } else if last < today.year() - RECENT_YEARS {
        out.push((Builtin::OldYear, 1));
    }
}

fn year(digits: &str) -> Option<i16> {
    let year = digits.parse().ok()?;
    (digits.len() == 4 && (1950..2100).contains(&year)).then_some(year)
}

fn dates(word: &str, tokens: &[Token], i: usize, today: Date, out: &mut Vec<(Builtin, usize)>) {
    let text = |at: usize| tokens.get(at).map_or("", |t| t.text);
    let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
    let (date, length) = if let [a, b, c] = parts[..] {
        let (y, d) = if a.len() == 4 { (a, c) } else { (c, a) };
        (full(y, b.parse().ok(), d), 1)
    } else if let (Some(m), Ok(d)) = (month(text(i + 1)), word.parse::<i8>()) {
        if !(1..=31).contains(&d) {
            return;
        }
        out.push((Builtin::Date, 2));
        (year(text(i + 2)).and_then(|y| Date::new(y, m, d).ok()), 3)
    } else {
        return;
    };
    let Some(date) = date else { return };
    out.push((Builtin::Date, length));
    if is_fresh(date, today, FRESH_DAYS) {
        out.push((Builtin::FreshDate, length));
    }
}

fn full(y: &str, month: Option<i8>, day: &str) -> Option<Date> {
    let year = match y.len() {
        4 => y.parse().ok()?,
        2 => 2000 + y.parse::<i16>().ok()?,
        _ => return None,
    };
    Date::new(year, month?, day.parse().ok()?).ok()
}

/// Whether `date` lies at most `days` before `today`, days of the school summer break (10 July to 31 August, which
/// covers the three regions) not counted.
pub(super) fn is_fresh(date: Date, today: Date, days: i32) -> bool {
    let mut left = days;
    let mut day = today;
    while left >= 0 && day > date {
        let Ok(before) = day.yesterday() else { return false };
        day = before;
        let summer = day.month() == 7 && day.day() >= 10 || day.month() == 8;
        if !summer {
            left -= 1;
        }
    }
    left >= 0 && date <= today
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    fn found(text: &str) -> Vec<Builtin> {
        let folded = fold(text);
        let mut tokens = Vec::new();
        super::super::tokens::tokens(&folded, &mut tokens);
        let mut out = Vec::new();
        for at in 0..tokens.len() {
            let before = out.len();
            classes(&tokens, at, Date::constant(2026, 11, 23), &mut out);
            assert!(out.len() == before || may_count(tokens[at].text), "{}", tokens[at].text);
        }
        out.into_iter().map(|(b, _)| b).collect()
    }

    #[test]
    fn marks_are_told_from_times_and_amounts() {
        assert!(found("Ouders geven ons een 7,8.").contains(&Builtin::Mark));
        assert!(found("een ruime acht").contains(&Builtin::Mark));
        assert!(!found("om 8.30 uur").contains(&Builtin::Mark));
        assert!(!found("in groep 8").contains(&Builtin::Mark));
        assert!(!found("het kost 7,50 euro").contains(&Builtin::Mark));
        assert!(!found("7.3 Peilingen onder ouders").contains(&Builtin::Mark), "a chapter is no mark");
    }

    #[test]
    fn years_are_recent_or_old() {
        assert!(found("in 2025").contains(&Builtin::RecentYear));
        assert!(found("schooljaar 2024-2025").contains(&Builtin::SchoolYear));
        assert!(found("in 2018").contains(&Builtin::OldYear));
        assert!(!found("op 12-3-2025").contains(&Builtin::SchoolYear));
    }

    #[test]
    fn dates_are_fresh_for_sixty_days() {
        assert!(found("op 19 november 2026").contains(&Builtin::FreshDate));
        assert!(found("19-11-2026").contains(&Builtin::FreshDate));
        assert!(!found("op 1 september 2026").contains(&Builtin::FreshDate));
        assert!(found("vrijdag 19 november").contains(&Builtin::Date));
    }

    #[test]
    fn summer_break_does_not_count() {
        let september = Date::constant(2026, 9, 10);
        assert!(is_fresh(Date::constant(2026, 6, 1), september, FRESH_DAYS));
        assert!(!is_fresh(Date::constant(2026, 9, 11), september, FRESH_DAYS));
    }

    #[test]
    fn phones_and_percentages() {
        assert!(found("bel 0512 - 01 23 45").contains(&Builtin::Phone));
        assert!(found("87 procent").contains(&Builtin::Percentage));
        assert!(found("87%").contains(&Builtin::Percentage));
    }
}
