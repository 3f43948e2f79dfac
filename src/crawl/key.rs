//! One name per page: the canonical key that makes different spellings of an address equal.

use url::Url;

/// Query parameters that say where a visitor came from or who he is, never which page is meant.
const NOISE: &[&str] = &[
    "fbclid",
    "gclid",
    "gbraid",
    "wbraid",
    "dclid",
    "msclkid",
    "yclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "phpsessid",
    "jsessionid",
    "sid",
    "sessionid",
    "session_id",
    "sessid",
    "cfid",
    "cftoken",
    "replytocom",
    "_wpnonce",
];

/// File names that a server shows for the folder itself.
const INDEX_FILES: &[&str] = &[
    "index.html",
    "index.htm",
    "index.php",
    "index.asp",
    "index.aspx",
    "index.jsp",
    "index.shtml",
    "default.html",
    "default.htm",
    "default.asp",
    "default.aspx",
];

/// The canonical key of a page. Two addresses with one key are one page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Key(Box<str>);

impl Key {
    /// Drops scheme, `www.`, default port, fragment, noise parameters, index files, empty path segments and the
    /// trailing slash; sorts parameters and normalises percent-encoding. Case of the path is kept.
    pub(super) fn of(url: &Url) -> Self {
        let mut key = bare_host(url.host_str().unwrap_or_default()).to_owned();
        if let Some(port) = url.port() {
            key.push_str(&format!(":{port}"));
        }
        for segment in key_segments(url.path()) {
            key.push('/');
            key.push_str(&normal_percent(segment));
        }
        let query = key_query(url.query().unwrap_or_default());
        if !query.is_empty() {
            key.push('?');
            key.push_str(&query.join("&"));
        }
        Self(key.into())
    }
}

/// Host without a leading `www.` and without the root's dot.
pub(super) fn bare_host(host: &str) -> &str {
    let host = host.strip_suffix('.').unwrap_or(host);
    match host.strip_prefix("www.") {
        Some(rest) if rest.contains('.') => rest,
        _ => host,
    }
}

/// The address to ask for: without fragment, user name, session ids and tracking parameters; the rest as written.
pub(super) fn clean(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_fragment(None);
    // Both fail only for addresses without a host, which are never asked for.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    if url.path().contains(';') {
        let path: Vec<&str> = url.path().split('/').map(without_session).collect();
        url.set_path(&path.join("/"));
    }
    let query = url.query().map(|query| parameters(query).collect::<Vec<_>>().join("&"));
    url.set_query(query.as_deref().filter(|query| !query.is_empty()));
    url
}

fn key_segments(path: &str) -> Vec<&str> {
    let mut segments: Vec<&str> = path.split('/').map(without_session).filter(|segment| !segment.is_empty()).collect();
    if segments.last().is_some_and(|last| INDEX_FILES.iter().any(|index| index.eq_ignore_ascii_case(last))) {
        segments.pop();
    }
    segments
}

fn key_query(query: &str) -> Vec<String> {
    let mut query: Vec<String> = parameters(query).map(|part| normal_percent(&part.replace('+', "%20"))).collect();
    query.sort_unstable();
    query.dedup();
    query
}

fn without_session(segment: &str) -> &str {
    match segment.split_once(';') {
        // `..;sid=1` is the name of a page; without its session it would be a step up.
        Some(("." | "..", _)) => segment,
        Some((name, parameter)) if is_noise(parameter.split('=').next().unwrap_or_default()) => name,
        _ => segment,
    }
}

fn parameters(query: &str) -> impl Iterator<Item = &str> {
    query.split('&').filter(|part| {
        let name = part.split('=').next().unwrap_or_default();
        !part.is_empty() && !is_noise(name)
    })
}

fn is_noise(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("utm_") || name.starts_with("aspsessionid") || NOISE.contains(&name.as_str())
}

/// Decodes percent-encoded unreserved characters and writes the other codes in capitals (RFC 3986, 6.2.2).
fn normal_percent(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        match after.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                push_byte(&mut out, byte);
                rest = &after[2..];
            }
            None => {
                out.push_str("%25");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn push_byte(out: &mut String, byte: u8) {
    if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
        out.push(char::from(byte));
    } else {
        out.push_str(&format!("%{byte:02X}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(address: &str) -> Key {
        Key::of(&Url::parse(address).expect("an address"))
    }

    #[test]
    fn spellings_of_one_page_share_a_key() {
        let plain = key("https://www.school.example/ouders");
        for other in [
            "http://school.example/ouders",
            "https://WWW.School.Example:443/ouders/",
            "https://school.example./ouders",
            "https://school.example/ouders/index.html",
            "https://school.example/ouders/Default.aspx",
            "https://school.example//ouders",
            "https://school.example/./ouders#deel",
            "https://school.example/%6Fuders?utm_source=x&fbclid=1",
            "https://school.example/ouders?PHPSESSID=abc",
            "https://school.example/ouders;jsessionid=1F?replytocom=4",
            "https://school.example/ouders?",
        ] {
            assert_eq!(key(other), plain, "{other}");
        }
    }

    #[test]
    fn different_pages_keep_different_keys() {
        let plain = key("https://school.example/ouders");
        for other in [
            "https://nieuws.school.example/ouders",
            "https://school.example:8080/ouders",
            "https://school.example/Ouders",
            "https://school.example/ouders?p=2",
            "https://school.example/ouders/mr",
            "https://school.example/ouders;versie=2",
            "https://school.example/ouders/a/..;sid=1",
        ] {
            assert_ne!(key(other), plain, "{other}");
        }
    }

    #[test]
    fn parameters_are_sorted_and_percent_codes_made_equal() {
        assert_eq!(key("https://s.example/a?b=2&a=%c3%a9&b=2"), key("https://s.example/a?a=%C3%A9&b=2"));
        assert_eq!(key("https://s.example/een+twee?q=a+b"), key("https://s.example/een+twee?q=a%20b"));
        assert_ne!(key("https://s.example/a%2Fb"), key("https://s.example/a/b"));
    }

    #[test]
    fn the_address_asked_for_keeps_its_spelling() {
        let url = Url::parse("https://u:p@www.School.example/Map/;jsessionid=9?b=1&utm_medium=x&a=2#kop").expect("url");
        assert_eq!(clean(&url).as_str(), "https://www.school.example/Map/?b=1&a=2");
    }

    proptest! {
        #[test]
        fn a_cleaned_address_keeps_its_key(path in "[ -~]{0,40}", query in "[ -~]{0,40}") {
            if let Ok(url) = Url::parse(&format!("https://school.example/{path}?{query}")) {
                prop_assert_eq!(Key::of(&clean(&url)), Key::of(&url));
            }
        }

        #[test]
        fn percent_normalising_is_stable(text in "[%a-zA-Z0-9é ]{0,30}") {
            let once = normal_percent(&text);
            prop_assert_eq!(normal_percent(&once), once);
        }
    }
}
