//! Web addresses as people write them.

use crate::model::Text;
use url::Url;

/// Longest address that is taken, in bytes.
const LONGEST: usize = 2000;

/// The address in `text`, without fragment.
///
/// # Errors
/// What is wrong with it and how to write it.
pub(super) fn read(text: &str) -> Result<Url, Text> {
    let text = text.trim();
    if text.is_empty() {
        return Err(example("Het adres is leeg.", "The address is empty."));
    }
    if text.len() > LONGEST {
        return Err(example("Dit adres is te lang.", "This address is too long."));
    }
    if !text.contains("://") {
        return Err(without_scheme(text));
    }
    let mut url =
        Url::parse(text).map_err(|_| example("Dit is geen geldig webadres.", "This is not a valid web address."))?;
    if !matches!(url.scheme(), "http" | "https") {
        let scheme = url.scheme();
        return Err(Text::new(
            format!("Een adres begint met https:// of http://, niet met {scheme}://."),
            format!("An address starts with https:// or http://, not with {scheme}://."),
        ));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Text::new(
            "Haal de gebruikersnaam en het wachtwoord uit het adres. De audit leest alleen wat iedereen kan zien.",
            "Take the user name and password out of the address. The audit reads only what everybody can see.",
        ));
    }
    url.set_fragment(None);
    Ok(url)
}

fn without_scheme(text: &str) -> Text {
    let whole = format!("https://{text}");
    let usable = Url::parse(&whole).is_ok_and(|u| u.host_str().is_some_and(|h| h.contains('.')));
    if !usable || text.contains([' ', '@']) {
        return example("Dit is geen geldig webadres.", "This is not a valid web address.");
    }
    Text::new(format!("Zet er https:// voor: \"{whole}\""), format!("Put https:// before it: \"{whole}\""))
}

fn example(nl: &str, en: &str) -> Text {
    Text::new(
        format!("{nl} Schrijf het zoals in de browser: \"https://www.deschool.nl\""),
        format!("{en} Write it as in the browser: \"https://www.theschool.nl\""),
    )
}

/// What makes two addresses the same site: www or not, http or https and a slash at the end do not count.
pub(super) fn key(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default().trim_end_matches('.');
    let host = host.strip_prefix("www.").unwrap_or(host);
    let port = url.port().map(|p| format!(":{p}")).unwrap_or_default();
    let query = url.query().map(|q| format!("?{q}")).unwrap_or_default();
    format!("{host}{port}{}{query}", url.path().trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        key(&read(a).unwrap()) == key(&read(b).unwrap())
    }

    #[test]
    fn www_scheme_slash_case_and_fragment_do_not_count() {
        assert!(same("http://WWW.school.example", "https://school.example/#top"));
        assert!(same("https://school.example/po/", "https://school.example/po"));
        assert!(same("https://school.example:443/", "http://school.example:80"));
        assert!(!same("https://school.example/a", "https://school.example/b"));
        assert!(!same("http://127.0.0.1:81/", "http://127.0.0.1:82/"));
    }

    #[test]
    fn tells_how_to_write_it() {
        let nl = |text| read(text).unwrap_err().nl;
        assert!(nl("www.school.example").contains("\"https://www.school.example\""));
        assert!(nl("www.school.example:8080/po").contains("https:// voor"));
        assert!(nl("ftp://school.example").contains("niet met ftp://"));
        assert!(nl("https://").contains("geen geldig webadres"));
        assert!(nl("info@school.example").contains("geen geldig webadres"));
        assert!(nl("").contains("leeg"));
        assert!(nl("https://jan:geheim@school.example").contains("wachtwoord"));
    }
}
