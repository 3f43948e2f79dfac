//! The words and figures around a date: months, weekdays, connectors, and what tells that a number is no date.

use std::ops::Range;

/// Month names in Dutch, West Frisian and English, with their usual abbreviations (without stop).
const MONTHS: [&[&str]; 12] = [
    &["januari", "jan", "jannewaris", "january"],
    &["februari", "feb", "febr", "febrewaris", "february"],
    &["maart", "mrt", "march", "mar", "maa"],
    &["april", "apr"],
    &["mei", "maaie", "may"],
    &["juni", "jun", "juny", "june"],
    &["juli", "jul", "july"],
    &["augustus", "aug", "august"],
    &["september", "sep", "sept", "septimber"],
    &["oktober", "okt", "october", "oct"],
    &["november", "nov", "novimber"],
    &["december", "dec", "desimber"],
];

const WEEKDAYS: &[&str] = &[
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
    "woe",
    "do",
    "vr",
    "vrij",
    "za",
    "zo",
    "moandei",
    "tiisdei",
    "woansdei",
    "tongersdei",
    "freed",
    "sneon",
    "snein",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

const CONNECTORS: &[&str] =
    &["t/m", "tot en met", "tot", "en", "of", "oant", "to", "and", "–", "—", "-", "&", "/", ","];

/// Number of the month called `word`.
pub(crate) fn month(word: &str) -> Option<i8> {
    let known = (3..=11).contains(&word.len()).then(|| word.to_lowercase())?;
    MONTHS.iter().zip(1..).find(|(names, _)| names.contains(&known.as_str())).map(|(_, number)| number)
}

/// The month name behind a day that ends at `at`, as its end and number: `12 mrt.`, `12e maart`, `12-maart`.
pub(crate) fn month_after(text: &str, at: usize) -> Option<(usize, i8)> {
    let rest = &text[at..];
    let ordinal = ["ste", "de", "e", "th", "st", "nd", "rd", "."]
        .into_iter()
        .find(|suffix| rest.starts_with(suffix))
        .map_or(0, str::len);
    let gap = rest[ordinal..].len() - rest[ordinal..].trim_start_matches([' ', '-', '\u{a0}', '/']).len();
    let start = at + ordinal + gap;
    let word = letters(&text[start..]);
    let stop = usize::from(word.len() <= 5 && text[start + word.len()..].starts_with('.'));
    (gap > 0).then_some(())?;
    month(word).map(|number| (start + word.len() + if word.len() <= 4 && word != "mei" { stop } else { 0 }, number))
}

/// The month name right before `at`, as its start and number.
pub(crate) fn month_before(text: &str, at: usize) -> Option<(usize, i8)> {
    let before = text[..at].trim_end_matches([' ', '.', '\u{a0}', '\'', '’']);
    if before.len() == at {
        return None;
    }
    let start = before
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
    month(&before[start..]).map(|number| (start, number))
}

/// Whether a weekday stands right before `at`.
pub(crate) fn weekday_before(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '.', ',', '\u{a0}']);
    let start = before
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
    before.len() < at && WEEKDAYS.contains(&before[start..].to_lowercase().as_str())
}

/// Behind `t/m`, `en`, `-`, a comma and the like at `at`, with the weekday that may follow; and the connector.
pub(crate) fn skip_connector(text: &str, at: usize) -> Option<(usize, &'static str)> {
    let rest = trim(text.get(at..)?);
    let connector =
        CONNECTORS.iter().find(|word| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))?;
    let after = &rest[connector.len()..];
    if connector.ends_with(char::is_alphabetic) && after.starts_with(char::is_alphanumeric) {
        return None;
    }
    let mut after = trim(after);
    let word = letters(after);
    if WEEKDAYS.contains(&word.to_lowercase().as_str()) {
        after = trim(after[word.len()..].trim_start_matches('.'));
    }
    Some((text.len() - after.len(), connector))
}

fn trim(text: &str) -> &str {
    text.trim_start_matches([' ', '\u{a0}'])
}

fn letters(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len())]
}

/// Walks over the numbers of a text.
pub(crate) struct Scan<'a> {
    /// The text.
    pub(crate) text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The next run of digits that stands free of letters before it.
    pub(crate) fn next_number(&mut self) -> Option<Range<usize>> {
        loop {
            let start = self.at + self.text[self.at..].bytes().position(|byte| byte.is_ascii_digit())?;
            let number = self.number_at(start)?;
            self.at = number.end;
            if !self.text[..start].ends_with(|c: char| c.is_alphabetic() || c == '_' || c == '+') {
                return Some(number);
            }
        }
    }

    pub(crate) fn skip_to(&mut self, at: usize) {
        self.at = self.at.max(at);
    }

    /// The run of digits that starts at `at`.
    pub(crate) fn number_at(&self, at: usize) -> Option<Range<usize>> {
        let digits = self.text.get(at..)?.bytes().take_while(u8::is_ascii_digit).count();
        (digits > 0).then_some(at..at + digits)
    }

    /// Value of at most four digits; 0 for more.
    pub(crate) fn value(&self, number: &Range<usize>) -> i16 {
        self.text[number.clone()].parse().unwrap_or(0)
    }

    pub(crate) fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// The word right before `at`, or nothing.
    pub(crate) fn word_before(&self, at: usize) -> &'a str {
        let before = self.text[..at].trim_end_matches([' ', '\u{a0}', ':', '.']);
        let start = before
            .rfind(|c: char| !c.is_alphabetic())
            .map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
        &before[start..]
    }

    /// Whether the number at `at` may end a date: no more digits glued to it.
    pub(crate) fn closes(&self, at: usize) -> bool {
        let mut rest = self.text[at..].chars();
        match rest.next() {
            Some('-' | '/' | '.' | ',') => !rest.next().is_some_and(|c| c.is_ascii_digit()),
            Some(c) => !c.is_ascii_digit() && (!c.is_alphabetic() || c == 'T'),
            None => true,
        }
    }

    /// Money, percentages, decimals.
    pub(crate) fn is_amount(&self, number: &Range<usize>) -> bool {
        let before = self.text[..number.start].trim_end_matches([' ', '\u{a0}']);
        let decimal = number.start > 1
            && self.text[..number.start].ends_with([',', '.'])
            && self.text.as_bytes()[number.start - 2].is_ascii_digit();
        before.ends_with(['€', '$']) || decimal || trim(&self.text[number.end..]).starts_with(['%', '€'])
    }

    /// Phone and account numbers: digits joined by a hyphen, slash or space to digits before it, or a dialling word.
    pub(crate) fn is_part_of_code(&self, number: &Range<usize>) -> bool {
        let before = &self.text[..number.start];
        let joined =
            before.ends_with(['-', '/', '+']) && before[..before.len() - 1].ends_with(|c: char| c.is_ascii_digit());
        let word = self.word_before(number.start).to_lowercase();
        joined
            || matches!(
                word.as_str(),
                "tel"
                    | "telefoon"
                    | "telefoonnummer"
                    | "mobiel"
                    | "fax"
                    | "kvk"
                    | "iban"
                    | "postbus"
                    | "nummer"
                    | "brin"
            )
    }

    /// A year that is no postcode, count, time or part of a longer number.
    pub(crate) fn is_plain_year(&self, number: &Range<usize>) -> bool {
        const UNITS: &[&str] = &[
            "euro",
            "leerlingen",
            "kinderen",
            "ouders",
            "uur",
            "uren",
            "m",
            "km",
            "meter",
            "stuks",
            "keer",
            "scholen",
            "woorden",
        ];
        let rest = &self.text[number.end..];
        let word = letters(trim(rest));
        let postcode = word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        let before_digit = trim(rest).starts_with(|c: char| c.is_ascii_digit());
        let after_digit = self.text[..number.start].trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit());
        self.closes(number.end)
            && !postcode
            && !before_digit
            && !after_digit
            && !UNITS.contains(&word.to_lowercase().as_str())
    }

    /// `groep 3 mei`, `groep 1, 2 en 3 maart`: group numbers, not days.
    pub(crate) fn follows_group(&self, at: usize) -> bool {
        let list =
            self.text[..at].trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | ',' | '/' | '-' | '&'));
        let list = list
            .strip_suffix(" en")
            .unwrap_or(list)
            .trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | ','));
        matches!(
            self.word_before(list.len()).to_lowercase().as_str(),
            "groep" | "groepen" | "klas" | "klassen" | "leerjaar" | "fase" | "bouw" | "gr"
        )
    }

    /// The year behind a month that ends at `at`: ` 2026`, `, 2026`, ` '26`, `-2026`.
    pub(crate) fn year_after(&self, at: usize) -> Option<(Range<usize>, i16)> {
        let rest = &self.text[at..];
        let gap = rest.len() - rest.trim_start_matches([' ', ',', '-', '\u{a0}', '/']).len();
        let quote = self.char_at(at + gap).filter(|c| matches!(c, '\'' | '’' | '‘')).map_or(0, char::len_utf8);
        let number = self.number_at(at + gap + quote).filter(|_| gap > 0)?;
        let value = self.value(&number);
        match number.len() {
            4 if (1900..2100).contains(&value) => Some((number, value)),
            2 if quote > 0 => Some((number, 2000 + value)),
            _ => None,
        }
    }
}
