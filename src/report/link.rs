//! Links to the place of a quote: a text fragment for a web page, a page number for a document.

use super::results::EvidenceResult;
use crate::model::Source;
use url::Url;

/// Words at each end of a long quote that a text fragment names.
const ENDS: usize = 4;

/// Address of the passage; `None` for a scheme that a report must not link to.
pub fn passage(evidence: &EvidenceResult) -> Option<String> {
    let mut address = safe(&evidence.url)?;
    match (evidence.source, evidence.page) {
        (Source::Document, Some(page)) => address.push_str(&format!("#page={page}")),
        (Source::Page | Source::Link | Source::Date, _) => address.push_str(&fragment(&evidence.quote)),
        (Source::Document | Source::Image, _) => {}
    }
    Some(address)
}

/// The address without fragment, when its scheme is http, https or mailto.
pub fn safe(url: &Url) -> Option<String> {
    let mut url = url.clone();
    url.set_fragment(None);
    matches!(url.scheme(), "http" | "https" | "mailto").then(|| url.to_string())
}

/// `#:~:text=first%20words,last%20words`; empty when the quote holds no words.
fn fragment(quote: &str) -> String {
    let words: Vec<&str> = quote.split_whitespace().filter(|word| *word != "…").collect();
    let ends = |words: &[&str]| encode(&words.join(" "));
    match words.len() {
        0 => String::new(),
        n if n <= 2 * ENDS => format!("#:~:text={}", ends(&words)),
        n => format!("#:~:text={},{}", ends(&words[..ENDS]), ends(&words[n - ENDS..])),
    }
}

/// Percent-encodes all but letters, digits, dot and underscore: dash, comma and ampersand have a meaning of their own in
/// a text fragment.
fn encode(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_');
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_quotes_are_named_whole() {
        assert_eq!(fragment("Ouders & kind, welkom"), "#:~:text=Ouders%20%26%20kind%2C%20welkom");
    }

    #[test]
    fn long_quotes_by_their_ends() {
        let quote = "Wij vragen ouders elk jaar wat zij van de drie-in-één aanpak vinden.";
        assert_eq!(
            fragment(quote),
            "#:~:text=Wij%20vragen%20ouders%20elk,de%20drie%2Din%2D%C3%A9%C3%A9n%20aanpak%20vinden."
        );
    }

    #[test]
    fn the_mark_of_a_cut_is_no_word() {
        assert_eq!(fragment("… kom langs …"), "#:~:text=kom%20langs");
        assert_eq!(fragment("…"), "");
    }

    #[test]
    fn other_schemes_are_not_linked() {
        let url = |text| Url::parse(text).ok().as_ref().and_then(safe);
        assert_eq!(url("javascript:alert(1)"), None);
        assert_eq!(url("data:text/html,x"), None);
        assert_eq!(url("https://a.example/b#c"), Some("https://a.example/b".to_owned()));
    }
}
