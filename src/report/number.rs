//! Numbers and dates in the form of the reader's language.

use super::words::Words;
use crate::model::Lang;
use jiff::civil::Date;

/// With at most one decimal; a comma in Dutch.
pub fn decimal(number: f64, lang: Lang) -> String {
    let text = format!("{number:.1}");
    match lang {
        Lang::Nl => text.replace('.', ","),
        Lang::En => text,
    }
}

/// A score as a whole number: decimals would suggest a precision that is not there.
pub fn whole(number: f64) -> String {
    format!("{:.0}", number.round())
}

/// A weight: without decimals when it has none.
pub fn weight(number: f64, lang: Lang) -> String {
    if number.fract() == 0.0 { whole(number) } else { decimal(number, lang) }
}

/// `23 november 2026`.
pub fn date(date: Date, lang: Lang) -> String {
    let month = usize::try_from(date.month()).unwrap_or(1) - 1;
    let name = Words::of(lang).months.split(' ').nth(month).unwrap_or_default();
    format!("{} {name} {}", date.day(), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follow_the_language() {
        assert_eq!(decimal(61.0, Lang::Nl), "61,0");
        assert_eq!(decimal(61.25, Lang::En), "61.2");
        assert_eq!(weight(2.0, Lang::Nl), "2");
        assert_eq!(weight(0.5, Lang::Nl), "0,5");
        assert_eq!(date(jiff::civil::date(2026, 11, 23), Lang::Nl), "23 november 2026");
        assert_eq!(date(jiff::civil::date(2027, 1, 5), Lang::En), "5 January 2027");
    }

    #[test]
    fn scores_are_whole() {
        assert_eq!(whole(60.5), "61");
        assert_eq!(whole(0.0), "0");
    }
}
