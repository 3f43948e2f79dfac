//! The keys of the file, and which one was meant by another word.

use super::mistake::shorten;
use crate::model::Text;

pub(super) const SECTIONS: &[&str] = &["organisation", "school", "crawl"];
pub(super) const ORGANISATION: &[&str] = &["name", "url", "aliases"];
pub(super) const SCHOOL: &[&str] = &["id", "name", "url", "place", "brin", "type"];
pub(super) const CRAWL: &[&str] = &["max_pages", "delay_ms", "concurrency_per_host", "contact", "allow_private_hosts"];

/// What people write instead of our keys.
const OTHER_WORDS: &[(&str, &[&str])] = &[
    ("name", &["naam", "schoolnaam", "title", "titel"]),
    ("url", &["adres", "website", "site", "link", "webadres", "homepage"]),
    ("place", &["plaats", "dorp", "stad", "city", "town", "woonplaats"]),
    ("type", &["soort", "kind", "schooltype"]),
    ("aliases", &["alias", "afkortingen", "andere_namen"]),
    ("school", &["scholen", "schools"]),
    ("organisation", &["organization", "organisatie", "bestuur", "stichting", "foundation"]),
    ("crawl", &["crawler", "instellingen", "settings"]),
    ("delay_ms", &["delay", "wachttijd"]),
    ("max_pages", &["pages", "paginas", "max"]),
    ("contact", &["email", "mail", "e-mail"]),
];

/// What to do about a key that is not known here.
pub(super) fn unknown(key: &str, known: &[&str]) -> Text {
    let shown = shorten(key);
    if let Some(meant) = likely(key, known) {
        return Text::new(
            format!("‘{shown}’ is hier niet bekend. Bedoelde u ‘{meant}’?"),
            format!("‘{shown}’ is not known here. Did you mean ‘{meant}’?"),
        );
    }
    let all = known.join(", ");
    Text::new(
        format!("‘{shown}’ is hier niet bekend. U kunt hier gebruiken: {all}."),
        format!("‘{shown}’ is not known here. You can use: {all}."),
    )
}

/// The known key that was probably meant.
pub(super) fn likely<'k>(key: &str, known: &[&'k str]) -> Option<&'k str> {
    let key = key.to_lowercase();
    let other = OTHER_WORDS.iter().find(|(_, words)| words.contains(&key.as_str())).map(|(k, _)| *k);
    known.iter().copied().find(|k| other == Some(*k)).or_else(|| {
        let near = |k: &&str| strsim::damerau_levenshtein(&key, k);
        known.iter().copied().min_by_key(|k| near(k)).filter(|k| near(k) <= 1 + k.len() / 4)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_typing_errors_and_other_words() {
        assert_eq!(likely("nmae", SCHOOL), Some("name"));
        assert_eq!(likely("Naam", SCHOOL), Some("name"));
        assert_eq!(likely("scholen", SECTIONS), Some("school"));
        assert_eq!(likely("maxpages", CRAWL), Some("max_pages"));
        assert_eq!(likely("vakanties", SCHOOL), None);
    }
}
