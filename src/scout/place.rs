//! The village or town in a Dutch postal address: what stands behind the postcode.

use crate::model::Document;
use regex::Regex;
use std::sync::LazyLock;

/// `9244 BC Beetsterzwaag`. Lower-case words only between capitals, as in `Capelle aan den IJssel`.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b[1-9]\d{3} ?[A-Z]{2},? +",
        r"((?:'[st][- ])?\p{Lu}[\p{L}'’-]+(?: (?:(?:aan|de|den|der|op|bij|en|in|van|het|'t) )*\p{Lu}[\p{L}'’-]+){0,3})"
    ))
    .expect("a fixed pattern")
});

/// Words that follow an address on the same line and are no part of the place.
const NO_PLACE: &[&str] = &["Telefoon", "Tel", "Route", "Email", "Mail", "Postbus", "Bel", "Nederland", "Website"];

/// The place, when all addresses on the pages agree.
pub fn place<'d>(pages: impl IntoIterator<Item = &'d Document>) -> Option<String> {
    let texts = pages.into_iter().flat_map(|page| &page.blocks).map(|block| block.text.as_str());
    let mut places: Vec<String> = texts.flat_map(|text| ADDRESS.captures_iter(text).map(|c| trimmed(&c[1]))).collect();
    places.retain(|place| !place.is_empty());
    places.sort();
    places.dedup();
    match places.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}

fn trimmed(found: &str) -> String {
    let words = found.split(' ').take_while(|word| !NO_PLACE.contains(word) && !word.contains('@'));
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::text::passage;
    use url::Url;

    fn of(text: &str) -> Option<String> {
        let page = passage(&Url::parse("https://school.example/").unwrap(), "", text);
        place([&page])
    }

    #[test]
    fn the_place_behind_the_postcode() {
        assert_eq!(of("Kerkepad 11, 9244 BC Beetsterzwaag, 0512 - 01 23 45").as_deref(), Some("Beetsterzwaag"));
        assert_eq!(of("Dijk 1 2901AB Capelle aan den IJssel Telefoon 010").as_deref(), Some("Capelle aan den IJssel"));
        assert_eq!(of("Plein 2, 2512 CD 's-Gravenhage").as_deref(), Some("'s-Gravenhage"));
    }

    #[test]
    fn two_places_are_none() {
        assert_eq!(of("Laan 1, 9244 BC Beetsterzwaag. Pad 2, 8401 AA Gorredijk."), None);
        assert_eq!(of("In 2026 IS er feest"), None);
        assert_eq!(of("geen adres"), None);
    }
}
