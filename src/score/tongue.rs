//! In which language a text is that is neither Dutch nor Frisian, so that a reader knows what was left out. Told only
//! when the words leave no doubt.

/// Languages by code, each with words that its texts cannot do without.
const TONGUES: [(&str, &[&str]); 8] = [
    ("en", &["the", "and", "of", "to", "you", "your", "for", "with", "are", "we", "this", "school's", "that", "our"]),
    ("de", &["der", "die", "das", "und", "nicht", "mit", "für", "wir", "sie", "ein", "eine", "zu", "ist", "auf"]),
    ("fr", &["le", "la", "les", "des", "et", "est", "pour", "vous", "nous", "une", "dans", "avec", "votre", "du"]),
    ("es", &["el", "los", "las", "y", "para", "con", "una", "que", "del", "su", "por", "es", "en", "sus"]),
    ("pl", &["i", "w", "na", "się", "z", "do", "jest", "nie", "dla", "są", "oraz", "że", "o", "jak"]),
    ("tr", &["ve", "bir", "için", "ile", "bu", "olarak", "her", "çok", "okul", "da", "de", "olan", "gibi", "daha"]),
    ("ro", &["și", "să", "în", "cu", "pentru", "este", "la", "care", "sunt", "nu", "pe", "din", "o", "de"]),
    ("pt", &["os", "as", "e", "para", "com", "uma", "que", "não", "do", "da", "em", "são", "dos", "no"]),
];

/// Scripts by the first language that comes to mind, with where their letters lie.
const SCRIPTS: [(&str, std::ops::RangeInclusive<char>); 3] =
    [("ar", '\u{600}'..='\u{6ff}'), ("cyrl", '\u{400}'..='\u{4ff}'), ("zh", '\u{4e00}'..='\u{9fff}')];

/// What is said when the words leave doubt.
const UNKNOWN: &str = "und";

/// Share of words that must be such words.
const SHARE: f32 = 0.08;

/// Code of the language: ISO 639-1, `cyrl` for any language in Cyrillic letters, or [`UNKNOWN`].
pub(super) fn tongue<'p>(parts: impl Iterator<Item = &'p str>) -> &'static str {
    let (mut words, mut letters) = (0usize, 0usize);
    let (mut hits, mut written) = ([0usize; TONGUES.len()], [0usize; SCRIPTS.len()]);
    for word in parts.flat_map(|part| part.split(|c: char| !c.is_alphanumeric())).filter(|word| !word.is_empty()) {
        words += 1;
        let low = word.to_lowercase();
        for (hit, (_, known)) in hits.iter_mut().zip(&TONGUES) {
            *hit += usize::from(known.contains(&low.as_str()));
        }
        for letter in low.chars() {
            letters += 1;
            for (n, (_, range)) in written.iter_mut().zip(&SCRIPTS) {
                *n += usize::from(range.contains(&letter));
            }
        }
    }
    let script = written.iter().zip(&SCRIPTS).find(|(n, _)| **n * 2 > letters);
    if let Some((_, (code, _))) = script {
        return code;
    }
    let mut ranked: Vec<(usize, &str)> = hits.iter().zip(&TONGUES).map(|(hit, (code, _))| (*hit, *code)).collect();
    ranked.sort_by_key(|(hit, _)| std::cmp::Reverse(*hit));
    let [(most, code), (second, _), ..] = ranked[..] else { return UNKNOWN };
    if most as f32 >= SHARE * words as f32 && most > second { code } else { UNKNOWN }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> &'static str {
        tongue(std::iter::once(text))
    }

    #[test]
    fn languages_that_schools_write_for_parents() {
        for (code, text) in [
            ("en", "Every week we tell parents what the children did at school and what comes after the holiday."),
            ("de", "Wir laden die Eltern ein und sprechen mit ihnen über das, was für ihr Kind wichtig ist."),
            (
                "fr",
                "Chaque semaine nous racontons aux parents ce que les enfants ont fait dans la classe, et pour vous une fête.",
            ),
            (
                "es",
                "Cada semana contamos a los padres lo que los niños han hecho en la clase y las fechas para el mes.",
            ),
            (
                "pl",
                "Co tydzień piszemy do rodziców, co dzieci robiły w szkole i jak można pomóc w domu oraz na wycieczce.",
            ),
            (
                "tr",
                "Velilerimiz her zaman okula gelebilir ve öğretmenler ile çocuklarının gelişimi için bir görüşme yapabilir.",
            ),
            ("ar", "نخبر أولياء الأمور كل أسبوع بما فعله الأطفال في المدرسة"),
            ("cyrl", "Щотижня ми розповідаємо батькам, що діти робили у школі"),
        ] {
            assert_eq!(of(text), code, "{text}");
        }
    }

    #[test]
    fn what_is_in_doubt_is_not_named() {
        assert_eq!(of(""), UNKNOWN);
        assert_eq!(
            of("Lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt."),
            UNKNOWN
        );
    }
}
