//! Names that a register keeps in capitals, written as people write them.

/// Words inside a place or school name that stay small.
const SMALL: &[&str] = &[
    "aan", "bij", "de", "den", "der", "en", "het", "in", "op", "over", "te", "ten", "ter", "tot", "uit", "van", "voor",
    "onder", "met",
];

/// Abbreviations that stay capitals.
const CAPITALS: &[&str] = &[
    "OBS", "CBS", "RKBS", "PCBS", "PCBO", "PCB", "KBS", "ABBS", "ABS", "GBS", "SBO", "SO", "VSO", "IKC", "KC", "BS",
    "RK", "PC", "MFA", "GSG", "OSG", "CSG", "II", "III", "IV", "OPO", "SKO", "KPO",
];

/// `CAPELLE AAN DEN IJSSEL` becomes `Capelle aan den IJssel`, `'S-GRAVENHAGE` `'s-Gravenhage`. A name that is not all
/// capitals stays as it is.
pub(super) fn place_name(text: &str) -> String {
    if is_shouted(text) { written(text, false) } else { text.to_owned() }
}

/// The same for a school, with its abbreviations kept: `OBS DE WEI` becomes `OBS De Wei`.
pub(super) fn school_name(text: &str) -> String {
    if is_shouted(text) { written(text, true) } else { text.to_owned() }
}

fn is_shouted(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase)
}

fn written(text: &str, school: bool) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut opening = true;
    let mut out: Vec<String> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let abbreviation = school && (CAPITALS.contains(word) || word.contains('.') && word.len() <= 8);
        let low = word.to_lowercase();
        out.push(if abbreviation {
            (*word).to_owned()
        } else if SMALL.contains(&low.as_str()) && !opening && (!school || at + 1 < words.len()) {
            low
        } else {
            hyphenated(&low)
        });
        // The article behind `OBS` opens the name proper.
        opening = abbreviation;
    }
    out.join(" ")
}

/// Parts of a word each with a capital, but not the `op` in `Bergen-op-Zoom`.
fn hyphenated(word: &str) -> String {
    let parts = word.split('-').enumerate();
    let parts = parts.map(|(at, part)| if at > 0 && SMALL.contains(&part) { part.to_owned() } else { capital(part) });
    parts.collect::<Vec<_>>().join("-")
}

fn capital(word: &str) -> String {
    if let Some(rest) = word.strip_prefix("ij") {
        return format!("IJ{rest}");
    }
    if matches!(word, "'s" | "'t" | "’s" | "’t") {
        return word.to_owned();
    }
    let start = word.find(char::is_alphabetic).unwrap_or(0);
    let mut letters = word[start..].chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{}{first}{}", &word[..start], letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        for (shouted, written) in [
            ("NIJ BEETS", "Nij Beets"),
            ("CAPELLE AAN DEN IJSSEL", "Capelle aan den IJssel"),
            ("'S-GRAVENHAGE", "'s-Gravenhage"),
            ("'T HARDE", "'t Harde"),
            ("IJSSELSTEIN", "IJsselstein"),
            ("DEN HAAG", "Den Haag"),
            ("BERGEN-OP-ZOOM", "Bergen-op-Zoom"),
            ("BERGEN (NH)", "Bergen (Nh)"),
            ("Bergen (NH)", "Bergen (NH)"),
            ("", ""),
        ] {
            assert_eq!(place_name(shouted), written);
        }
    }

    #[test]
    fn schools() {
        assert_eq!(school_name("OBS DE WEI"), "OBS De Wei");
        assert_eq!(school_name("DE STER VAN BETHLEHEM"), "De Ster van Bethlehem");
        assert_eq!(school_name("O.B.S. 'T VLOT"), "O.B.S. 't Vlot");
        assert_eq!(school_name("Basisschool De Wei"), "Basisschool De Wei");
    }
}
