//! Short names for schools, safe in file names on every system and in addresses.

use std::collections::HashSet;

/// Longest id, in characters.
pub(super) const LONGEST: usize = 60;

/// Names that Windows keeps for devices, whatever extension follows.
const RESERVED: &[&str] = &["con", "prn", "aux", "nul"];

/// `OBS It Klaverblêd` becomes `obs-it-klaverbled`. Empty when nothing is left.
pub(super) fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars().filter(|c| !matches!(c, '\'' | '’' | '‘' | '.')).flat_map(char::to_lowercase) {
        match plain(c) {
            Some(letters) => slug.push_str(letters),
            None if c.is_ascii_alphanumeric() => slug.push(c),
            None if slug.ends_with('-') || slug.is_empty() => {}
            None => slug.push('-'),
        }
    }
    slug.truncate(LONGEST);
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// ASCII letters for a Latin letter with a diacritic; nothing for a mark by itself.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì'..='ï' | 'ī' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' | 'ş' | 'š' => "s",
        'ß' => "ss",
        'ţ' | 'ť' => "t",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ĳ' => "ij",
        '\u{300}'..='\u{36f}' | '\u{ad}' => "",
        _ => return None,
    })
}

/// Whether `id` can be used as it stands: lower-case letters, digits and single hyphens, no reserved name.
pub(super) fn usable(id: &str) -> bool {
    !id.is_empty() && id == slug(id) && !reserved(id)
}

fn reserved(id: &str) -> bool {
    let numbered =
        |start| id.strip_prefix(start).is_some_and(|n: &str| n.len() == 1 && n.as_bytes()[0].is_ascii_digit());
    RESERVED.contains(&id) || numbered("com") || numbered("lpt")
}

/// A usable id for `name` that is not `taken`; takes it.
pub(super) fn unique(name: &str, taken: &mut HashSet<String>) -> String {
    let slug = slug(name);
    let base = match slug.as_str() {
        "" => "school".to_owned(),
        s if reserved(s) => format!("school-{s}"),
        _ => slug,
    };
    let numbered = (2..).map(|n| format!("{base}-{n}"));
    let id = std::iter::once(base.clone()).chain(numbered).find(|id| !taken.contains(id)).unwrap_or(base);
    taken.insert(id.clone());
    id
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slugs_of_names() {
        assert_eq!(slug("OBS It Klaverblêd"), "obs-it-klaverbled");
        assert_eq!(slug("o.b.s. 't Vlôt (Zuid)"), "obs-t-vlot-zuid");
        assert_eq!(slug("Ĳsselschool"), "ijsselschool");
        assert_eq!(slug("学校"), "");
    }

    #[test]
    fn never_a_reserved_or_taken_name() {
        let mut taken = HashSet::new();
        assert_eq!(unique("Con", &mut taken), "school-con");
        assert_eq!(unique("COM1", &mut taken), "school-com1");
        assert_eq!(unique("De Wei", &mut taken), "de-wei");
        assert_eq!(unique("De Wei", &mut taken), "de-wei-2");
        assert_eq!(unique("学校", &mut taken), "school");
    }

    proptest! {
        #[test]
        fn always_usable(names in proptest::collection::vec(".*", 0..8)) {
            let mut taken = HashSet::new();
            for name in &names {
                let id = unique(name, &mut taken);
                prop_assert!(usable(&id), "{id}");
            }
            prop_assert_eq!(taken.len(), names.len());
        }
    }
}
