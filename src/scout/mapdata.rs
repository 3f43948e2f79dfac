//! Schools on a map: their names and addresses stand in the page's scripts or data attributes, not in its text.

use regex::Regex;
use std::sync::LazyLock;
use url::Url;

/// Most entries taken from one page.
const MOST: usize = 500;

/// Longest object that is looked at around an address, in bytes to each side.
const REACH: usize = 2000;

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?i)["']?\b(?:url|link|website|web|site|homepage|permalink|href)["']?\s*:\s*["'](https?://[^"'\s<>]{4,300})["']"#)
        .expect("a fixed pattern")
});

static NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?i)["']?\b(?:title|titel|name|naam|label|school|schoolnaam)["']?\s*:\s*"((?:[^"\\]|\\.){2,120})""#)
        .expect("a fixed pattern")
});

/// Names with addresses in objects such as `{"title":"De Linde","url":"https:\/\/www.delinde.example"}`, wherever they
/// stand in the source of a page.
pub fn mapped(source: &str) -> Vec<(String, Url)> {
    if !source.contains("http") {
        return Vec::new();
    }
    let plain = source.replace("\\/", "/").replace("&quot;", "\"").replace("\\\"", "\"").replace("&#34;", "\"");
    let found = ADDRESS.captures_iter(&plain).filter_map(|hit| {
        let url = Url::parse(&hit[1].replace("&amp;", "&")).ok()?;
        let at = hit.get(0)?;
        let name = NAME.captures(object(&plain, at.start(), at.end()))?;
        Some((unescaped(&name[1]), url))
    });
    found.take(MOST).collect()
}

/// The text between the braces around a place, as far as they are near.
fn object(text: &str, start: usize, end: usize) -> &str {
    let from = text[..start].rfind('{').filter(|from| start - from < REACH).unwrap_or(start);
    let to = text[end..].find('}').filter(|to| *to < REACH).map_or(end, |to| end + to);
    &text[from..to]
}

fn unescaped(text: &str) -> String {
    serde_json::from_str(&format!("\"{text}\"")).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(source: &str) -> Vec<(String, String)> {
        mapped(source).into_iter().map(|(name, url)| (name, url.to_string())).collect()
    }

    #[test]
    fn scripts_and_attributes() {
        let linde = [("De Linde".to_owned(), "https://www.delinde.example/".to_owned())];
        assert_eq!(found(r#"var x=[{"lat":53.1,"title":"De Linde","url":"https:\/\/www.delinde.example\/"}];"#), linde);
        assert_eq!(
            found(
                r#"<div data-map="[{&quot;website&quot;:&quot;https://www.delinde.example&quot;,&quot;naam&quot;:&quot;De Linde&quot;}]">"#
            ),
            linde
        );
        assert_eq!(found(r#"{name: "De Linde", link: 'https://www.delinde.example'}"#), linde);
        assert_eq!(found(r#"{"title":"Bl\u00eadwei","url":"https://b.example"}"#)[0].0, "Blêdwei");
        assert_eq!(found(r#"{"url":"https://zonder-naam.example"}"#), []);
    }

    proptest! {
        #[test]
        fn any_source_is_read(source in "[{}\"':a-z\\\\/é&;]{0,300}(\"url\":\"https://a\\.example\")?[{}\"':a-zé]{0,80}") {
            prop_assert!(mapped(&source).len() <= 1);
        }
    }
}
