//! Every fixed text of the report, Dutch and English side by side, in one place.

mod family;
mod reasons;
mod table;

pub use family::FamilyWords;
pub use reasons::{failure, obstacle, status};
pub use table::Words;

use crate::model::Lang;

/// Code of the language, as in a `lang` attribute.
pub fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Nl => "nl",
        Lang::En => "en",
    }
}

/// Puts values in the place of `{name}` in a text of the table.
pub(super) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// The form for one or for many, with `{n}` filled in.
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    fill(if n == 1 { one } else { many }, &[("n", &n.to_string())])
}

/// `a, b en c`.
pub(super) fn list(items: &[String], words: &Words) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {} {last}", first.join(", "), words.and),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_a_sentence() {
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(list(&items, Words::of(Lang::Nl)), "a, b en c");
        assert_eq!(list(&items[..2], Words::of(Lang::En)), "a and b");
    }

    #[test]
    fn one_and_many_differ() {
        let words = Words::of(Lang::Nl);
        assert_eq!(count(1, words.click, words.clicks), "1 klik vanaf de startpagina");
        assert_eq!(count(2, words.click, words.clicks), "2 klikken vanaf de startpagina");
    }
}
