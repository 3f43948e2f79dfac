//! Joins the lines of a paragraph, and words that were broken at the end of a line.

/// Appends the next line to a paragraph.
pub(super) fn join(paragraph: &mut String, line: &str) {
    let Some(stem) = paragraph.strip_suffix('-').filter(|stem| stem.ends_with(char::is_alphanumeric)) else {
        if !paragraph.is_empty() {
            paragraph.push(' ');
        }
        return paragraph.push_str(line);
    };
    let last = stem.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    if is_conjunction(line) {
        paragraph.push(' ');
    } else if line.starts_with(char::is_lowercase) && !keeps_hyphen(last) && !vowels_clash(last, line) {
        paragraph.pop();
    }
    paragraph.push_str(line);
}

/// `ouder- en kindgesprek`: the hyphen stands for a word left out.
fn is_conjunction(line: &str) -> bool {
    let first = line.split(' ').next().unwrap_or("");
    matches!(first, "en" | "of" | "als" | "tot" | "dan" | "en/of" | "respectievelijk")
}

/// Real hyphens: `e-mail`, `MR-leden`, `4-jarigen`, `oud-leerlingen`.
fn keeps_hyphen(word: &str) -> bool {
    let single = word.chars().count() == 1;
    single
        || word.ends_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        || matches!(word.to_lowercase().as_str(), "oud" | "niet" | "ex" | "vice" | "non" | "anti" | "sociaal")
}

/// `zee-eend`, `co-ouder`: Dutch spelling puts a hyphen between such vowels, or a trema when the word is no compound.
fn vowels_clash(word: &str, line: &str) -> bool {
    let pair = (word.chars().next_back(), line.chars().next());
    matches!(
        pair,
        (Some('a'), Some('a' | 'e' | 'i' | 'u'))
            | (Some('e'), Some('e' | 'i'))
            | (Some('o'), Some('e' | 'i' | 'o' | 'u'))
            | (Some('u'), Some('i'))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(lines: &[&str]) -> String {
        let mut out = String::new();
        lines.iter().for_each(|line| join(&mut out, line));
        out
    }

    #[test]
    fn broken_words_are_mended_and_real_hyphens_kept() {
        assert_eq!(joined(&["onze ouder-", "betrokkenheid groeit"]), "onze ouderbetrokkenheid groeit");
        assert_eq!(joined(&["de ouder-", "en kindgesprekken"]), "de ouder- en kindgesprekken");
        assert_eq!(
            joined(&["stuur een e-", "mail aan MR-", "leden van Noord-", "Holland"]),
            "stuur een e-mail aan MR-leden van Noord-Holland"
        );
        assert_eq!(
            joined(&["sociaal-", "emotioneel, zee-", "eenden en offici-", "eel"]),
            "sociaal-emotioneel, zee-eenden en officieel"
        );
        assert_eq!(joined(&["wij -", "samen"]), "wij - samen");
    }
}
