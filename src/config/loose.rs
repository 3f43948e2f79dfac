//! Web addresses as they stand in spreadsheets and registers: without scheme, in capitals, with spaces, two in one
//! cell, or a word that says there is none.

use super::address;
use crate::model::Text;
use url::Url;

/// What people write when there is no address.
const NONE: &[&str] =
    &["", "-", "--", "geen", "nvt", "n.v.t.", "n.v.t", "onbekend", "0", "x", "?", "none", "null", "nee"];

/// Slips of the pen before an address.
const SLIPS: &[(&str, &str)] = &[
    ("http//", "http://"),
    ("https//", "https://"),
    ("http:///", "http://"),
    ("https:///", "https://"),
    ("htpp://", "http://"),
    ("htpps://", "https://"),
    ("hhtps://", "https://"),
    ("http;//", "http://"),
    ("https;//", "https://"),
    ("ww.", "www."),
    ("wwww.", "www."),
];

/// The first address in `text`; `None` when the text says that there is none. Without a scheme it gets https.
///
/// # Errors
/// When something else stands there.
pub fn loose(text: &str) -> Result<Option<Url>, Text> {
    let text = text.trim().trim_matches(['"', '\'', '<', '>', '(', ')']).trim();
    if NONE.contains(&text.to_lowercase().as_str()) {
        return Ok(None);
    }
    // A comma for a full stop, before commas part addresses.
    let text = text.replace("www,", "www.").replace("WWW,", "www.");
    let one = mended(first(&text));
    let whole = if one.contains("://") { one } else { format!("https://{one}") };
    if whole.contains('@') {
        return Err(no_address());
    }
    let url = address::read(&whole)?;
    let named = url.host_str().is_some_and(|host| {
        host.strip_prefix("www.").unwrap_or(host).contains('.') || host == "localhost" || host.starts_with('[')
    });
    if !named {
        return Err(no_address());
    }
    Ok(Some(url))
}

/// The first of several addresses in one cell, without the spaces that got into it.
fn first(text: &str) -> &str {
    let text = text.split([';', ',', '|', '\n']).map(str::trim).find(|part| part.contains('.')).unwrap_or(text);
    let parts = [" / ", " en ", " of ", " & "];
    parts.iter().fold(text, |text, between| text.split(between).next().unwrap_or(text))
}

fn mended(text: &str) -> String {
    // `www. deschool.nl` is one address, `www.a.nl www.b.nl` is two.
    let words: Vec<&str> = text.split_whitespace().collect();
    let several = words.iter().filter(|word| word.matches('.').count() > 1 || word.contains("://")).count() > 1;
    let joined = if several { words[0].to_owned() } else { words.concat() };
    let joined = joined.replace('\\', "/");
    let low = joined.to_lowercase();
    let slip = SLIPS.iter().find(|(wrong, _)| low.starts_with(wrong) && !low.starts_with("www."));
    let mended = slip.map_or_else(|| joined.clone(), |(wrong, right)| format!("{right}{}", &joined[wrong.len()..]));
    let mended = mended.trim_end_matches(['.', ',', ';']).to_owned();
    match mended.split_once(":/") {
        Some((scheme, rest)) if !rest.starts_with('/') && scheme.len() <= 5 => format!("{scheme}://{rest}"),
        _ => mended,
    }
}

fn no_address() -> Text {
    Text::new(
        "Dit is geen webadres. Schrijf het zoals in de browser: www.deschool.nl",
        "This is not a web address. Write it as in the browser: www.theschool.nl",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<String> {
        loose(text).unwrap_or_else(|e| panic!("{text}: {}", e.nl)).map(|url| url.to_string())
    }

    #[test]
    fn addresses_as_people_write_them() {
        for (text, address) in [
            ("www.dewei.example", "https://www.dewei.example/"),
            ("WWW.DEWEI.EXAMPLE", "https://www.dewei.example/"),
            ("HTTP://WWW.DEWEI.EXAMPLE", "http://www.dewei.example/"),
            (" www. dewei.example ", "https://www.dewei.example/"),
            ("http:/www.dewei.example", "http://www.dewei.example/"),
            ("http:\\\\www.dewei.example", "http://www.dewei.example/"),
            ("https//dewei.example/po", "https://dewei.example/po"),
            ("www.dewei.example / www.delinde.example", "https://www.dewei.example/"),
            ("www.dewei.example; www.delinde.example", "https://www.dewei.example/"),
            ("www.dewei.example www.delinde.example", "https://www.dewei.example/"),
            ("www,dewei.example", "https://www.dewei.example/"),
            ("dewei.example.", "https://dewei.example/"),
        ] {
            assert_eq!(read(text).as_deref(), Some(address), "{text}");
        }
    }

    #[test]
    fn no_address_is_no_mistake_but_a_mail_address_is() {
        for none in ["", "  ", "-", "Geen", "n.v.t.", "NVT", "0"] {
            assert_eq!(read(none), None, "{none}");
        }
        for wrong in ["info@dewei.example", "volgt nog", "dewei", "www.dewei", "ftp://dewei.example", "https://"] {
            assert!(loose(wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_a_web_address_or_none(text in ".{0,60}") {
            if let Ok(Some(url)) = loose(&text) {
                prop_assert!(matches!(url.scheme(), "http" | "https") && url.host_str().is_some());
            }
        }
    }
}
