//! What must hold for any bytes that a server sends. Used by the tests here and by the targets for cargo-fuzz in `fuzz/`
//! (feature `fuzz`). Each function panics when something does not hold.

use super::answer::Answer;
use super::guard::{Guard, Hosts, is_public};
use super::key::{Key, clean};
use super::retry;
use super::robots::Policy;
use super::sitemap::Sitemap;
use crate::model::Reply;
use std::net::IpAddr;
use std::time::Duration;
use url::{Host, Url};

fn base() -> Url {
    Url::parse("https://www.school.example/a/b?c=1").expect("an address")
}

fn answer(status: u16, headers: Vec<(String, String)>, body: &[u8]) -> Answer {
    let reply = Reply { status, headers, body: body.to_vec(), truncated: false, unchanged: false };
    Answer::of(&base(), reply)
}

/// robots.txt: its rules never close robots.txt itself, a remark changes none of them, and whatever stands before it, a
/// longer rule for this program closes what it names and nothing else.
pub fn robots(bytes: &[u8]) {
    let read = |end: &str| Policy::of(Ok(answer(200, Vec::new(), &[bytes, end.as_bytes()].concat())));
    let allows = |policy: &Policy, path: &str| policy.allows(&base().join(path).expect("a path"));
    let policy = read("");
    let at = |path: &str| allows(&policy, path);
    assert!(at("/robots.txt"));
    assert_eq!(at("/ouders?p=1"), allows(&read("\n# Disallow: /ouders"), "/ouders?p=1"));
    // Longer than any rule can be that stands before it, letters in their %-form included. A page of HTML has no rules.
    let deep = format!("/{}", "z".repeat(bytes.len() * 3 + 8));
    let closed = read(&format!("\n\nUser-agent: audit\nDisallow: {deep}\n"));
    assert!(bytes.contains(&b'<') || !allows(&closed, &deep), "{deep}");
    assert!(allows(&closed, "/robots.txt"));
    // A file that closes everything leaves no page open.
    assert!(policy.obstacle().is_none() || !(at("/") || at("/ouders")));
    assert!(policy.sitemaps().iter().all(|url| url.has_host()));
    let _ = policy.crawl_delay();
}

/// A sitemap lists only addresses of the web, and no more of them than it has bytes for.
pub fn sitemap(bytes: &[u8]) {
    let found = Sitemap::read(bytes);
    let urls = found.pages.iter().map(|entry| &entry.url).chain(&found.sitemaps);
    for url in urls.clone() {
        assert!(matches!(url.scheme(), "http" | "https") && url.has_host(), "{url}");
    }
    let packed = bytes.starts_with(&[0x1f, 0x8b]);
    assert!(packed || urls.count() * "http:x".len() <= bytes.len());
}

/// A link on a page: its cleaned form stays clean, and means the same page.
pub fn key(bytes: &[u8]) {
    let Ok(url) = base().join(&String::from_utf8_lossy(bytes)) else { return };
    // Others never become links: `u:p@x ;jsessionid=1` has no parts to clean.
    if !matches!(url.scheme(), "http" | "https") {
        return;
    }
    let cleaned = clean(&url);
    assert_eq!(clean(&cleaned), cleaned, "{url}");
    assert_eq!(Key::of(&cleaned), Key::of(&url), "{url}");
    assert!(cleaned.fragment().is_none() && cleaned.username().is_empty() && cleaned.password().is_none());
}

/// `Location`, after which nothing private and nothing but the web may be asked, listed or not, unless it is allowed.
pub fn redirect(bytes: &[u8]) {
    let location = String::from_utf8_lossy(bytes);
    let Ok(next) = base().join(&location) else { return };
    let guard = Guard { hosts: Hosts::of([&next]), allow_private: false };
    if !guard.admits(&next) {
        return;
    }
    assert!(matches!(next.scheme(), "http" | "https"), "{next}");
    let literal = match next.host() {
        Some(Host::Ipv4(ip)) => Some(IpAddr::V4(ip)),
        Some(Host::Ipv6(ip)) => Some(IpAddr::V6(ip)),
        _ => None,
    };
    assert!(literal.is_none_or(is_public), "{next}");
    // What a name looks like when it is written as a number is decided by the address, not by us.
    assert!(!next.host_str().unwrap_or_default().bytes().all(|byte| byte.is_ascii_digit()), "{next}");
}

/// `Retry-After` and `Date`, parted by a line break: nobody is waited for longer than a visit waits, nor for ever.
pub fn retry(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (after, date) = text.split_once('\n').unwrap_or((&text, ""));
    let headers = [("retry-after", after), ("date", date)].map(|(name, value)| (name.to_owned(), value.to_owned()));
    for repeats in 0..4 {
        match retry::next(&Ok(answer(429, headers.to_vec(), b"")), repeats) {
            retry::Next::Wait(wait) => assert!(wait <= Duration::from_secs(30) && repeats < 2, "{wait:?}"),
            retry::Next::GiveUp(wait) => assert!(wait <= Duration::from_secs(30), "{wait:?}"),
            retry::Next::Leave(status) => assert_eq!(status, 429),
            next => panic!("{next:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    /// Text made of pieces that parsers stumble over, with bytes between them.
    fn pieces(pieces: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
        let piece = prop_oneof![
            4 => proptest::sample::select(pieces).prop_map(|piece| piece.as_bytes().to_vec()),
            1 => vec(any::<u8>(), 0..4),
        ];
        vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    const ROBOTS: &[&str] = &[
        "User-agent:",
        "*",
        "audit",
        "Disallow:",
        "Allow:",
        "/",
        "/*",
        "$",
        "\n",
        "\r",
        " ",
        "Sitemap: https://a.example/k",
        "Crawl-delay: ",
        "9e99",
        "-1",
        "NaN",
        "%",
        "%6",
        "#",
        "\u{feff}",
        "é",
        "/robots.txt",
        "1.5",
    ];
    const SITEMAP: &[&str] = &[
        "<urlset>",
        "<url>",
        "</url>",
        "<loc>",
        "</loc>",
        "<sitemap>",
        "</sitemap>",
        "<lastmod>",
        "https://a.example/",
        "&amp;",
        "&x;",
        "<![CDATA[",
        "]]>",
        "<!--",
        "<!DOCTYPE a [<!ENTITY x \"y\">]>",
        "<?xml?>",
        "\n",
        "\x1f\u{8b}",
        "ftp://a/",
        "http:x",
    ];
    const LINK: &[&str] = &[
        "https://",
        "http:",
        "//",
        "\\",
        "/",
        "..",
        ".",
        "?",
        "&",
        "=",
        "#",
        "%",
        "%2F",
        "%6f",
        ";jsessionid=",
        "PHPSESSID=1",
        "utm_source=x",
        "index.html",
        "www.",
        "school.example",
        ":443",
        ":80",
        "u:p@",
        "é",
        "+",
        " ",
        "\t",
    ];
    const LOCATION: &[&str] = &[
        "http://",
        "https://",
        "//",
        "\\\\",
        "file:",
        "ftp://",
        "javascript:",
        "data:",
        "127.0.0.1",
        "2130706433",
        "0x7f.1",
        "017700000001",
        "[::1]",
        "[::ffff:10.0.0.1]",
        "[fe80::1]",
        "[64:ff9b::a00:1]",
        "[2002:7f00:1::]",
        "localhost",
        "10.",
        "169.254.169.254",
        "@",
        ".",
        ":8060",
        "/",
        "%31",
        "１２７.0.0.1",
        "a.example",
    ];
    const RETRY: &[&str] = &[
        "0",
        "7",
        "86400",
        "18446744073709551616",
        "-1",
        "\n",
        " ",
        "Mon, 23 Nov 2026 10:00:00 GMT",
        "Sun, 01 Jan 9999 00:00:00 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "straks",
        "1e9",
        "+5",
    ];

    proptest! {
        #[test]
        fn any_robots_txt(bytes in pieces(ROBOTS)) {
            robots(&bytes);
        }

        #[test]
        fn any_sitemap(bytes in pieces(SITEMAP)) {
            sitemap(&bytes);
        }

        #[test]
        fn any_link(bytes in pieces(LINK)) {
            key(&bytes);
        }

        #[test]
        fn any_redirect(bytes in pieces(LOCATION)) {
            redirect(&bytes);
        }

        #[test]
        fn any_retry_after(bytes in pieces(RETRY)) {
            retry(&bytes);
        }

        #[test]
        fn any_bytes_at_all(bytes in vec(any::<u8>(), 0..200)) {
            [robots, sitemap, key, redirect, retry].iter().for_each(|target| target(&bytes));
        }

        #[test]
        fn private_addresses_in_any_form_are_not_admitted(ip in private(), port in any::<u16>()) {
            let host = match ip {
                IpAddr::V4(ip) => vec![ip.to_string(), u32::from(ip).to_string(), format!("{:#x}", u32::from(ip)), format!("[::ffff:{ip}]")],
                IpAddr::V6(ip) => vec![format!("[{ip}]")],
            };
            let guard = Guard { hosts: Hosts::default(), allow_private: true };
            for host in host {
                let url = Url::parse(&format!("http://{host}:{port}/")).expect("an address");
                prop_assert!(!guard.admits(&url), "{}", url);
            }
        }
    }

    /// Addresses of every private range.
    fn private() -> impl Strategy<Value = IpAddr> {
        let v4 = |range: [u8; 2], bits: u32| {
            any::<u32>().prop_map(move |random| {
                let start = u32::from_be_bytes([range[0], range[1], 0, 0]);
                IpAddr::from((start | random & (u32::MAX >> bits)).to_be_bytes())
            })
        };
        let v6 = |start: u128, bits: u32| {
            any::<u128>().prop_map(move |random| IpAddr::from((start | random & (u128::MAX >> bits)).to_be_bytes()))
        };
        prop_oneof![
            v4([10, 0], 8),
            v4([127, 0], 8),
            v4([169, 254], 16),
            v4([172, 16], 12),
            v4([192, 168], 16),
            v4([100, 64], 10),
            v4([0, 0], 8),
            v4([224, 0], 3),
            v6(0xfc00 << 112, 7),
            v6(0xfe80 << 112, 10),
            v6(0xff00 << 112, 8),
            Just(IpAddr::from(1u128.to_be_bytes())),
        ]
    }
}
