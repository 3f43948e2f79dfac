//! Text that stands in a page as data (Next, Nuxt, Wix and the like), for pages that show nothing until scripts run.
//!
//! The data has no order of reading that is known, so only what is plainly prose is taken, with the title of the object it
//! stands in. It becomes markup again, and is read as any other page.

use serde_json::{Map, Value};
use std::collections::HashSet;

/// Most bytes of data of one page.
const INPUT: usize = 4 << 20;
/// Most bytes of markup made of it.
const OUTPUT: usize = 1 << 20;
/// Most links made of it.
const LINKS: usize = 300;

/// Data met in a page so far.
#[derive(Debug, Default)]
pub(crate) struct Data {
    values: Vec<Value>,
    left: Option<usize>,
}

impl Data {
    /// Takes in the text of a script: JSON, or an assignment of JSON to a variable.
    pub(crate) fn script(&mut self, is_json: bool, text: &str) {
        let left = self.left.get_or_insert(INPUT);
        let Some(json) = (if is_json { Some(text) } else { assigned(text) }) else { return };
        if json.len() > *left {
            return;
        }
        *left -= json.len();
        let first = serde_json::Deserializer::from_str(json).into_iter::<Value>().next();
        self.values.extend(first.and_then(Result::ok).filter(|value| value.is_object() || value.is_array()));
    }

    /// The prose and the links of the data as markup; empty when there is none.
    pub(crate) fn markup(&self) -> String {
        let mut teller = Teller::default();
        self.values.iter().for_each(|value| teller.value("", value));
        if teller.out.is_empty() && teller.links.is_empty() {
            return String::new();
        }
        format!("<nav>{}</nav><main>{}</main>", teller.links, teller.out)
    }
}

/// The JSON behind `window.__STATE__ =` and the like, at the start of a script.
fn assigned(script: &str) -> Option<&str> {
    let script = script.trim_start();
    let (name, value) = script.split_once('=').filter(|(name, _)| name.len() <= 80)?;
    let variable = name.trim().trim_start_matches("var ").trim_start_matches("window").trim();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '$' | '[' | ']' | '"' | '\'');
    let value = value.trim_start();
    (variable.chars().all(plain) && value.starts_with(['{', '['])).then_some(value)
}

#[derive(Default)]
struct Teller {
    out: String,
    links: String,
    linked: usize,
    seen: HashSet<String>,
    /// Title of the object that is told, until its first prose.
    title: Option<String>,
}

impl Teller {
    fn value(&mut self, key: &str, value: &Value) {
        match value {
            Value::String(text) => self.text(key, text),
            Value::Array(items) => items.iter().for_each(|item| self.value(key, item)),
            Value::Object(fields) => self.object(fields),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn object(&mut self, fields: &Map<String, Value>) {
        let title = || TITLES.iter().find_map(|key| fields.get(*key)?.as_str()).filter(|text| is_title(text));
        if let Some(title) = title() {
            self.title = Some(title.to_owned());
        }
        let href = LINK_KEYS.iter().find_map(|key| fields.get(*key)?.as_str());
        href.into_iter().for_each(|href| self.link(href, title().unwrap_or_default()));
        for (key, value) in fields {
            self.value(key, value);
        }
    }

    fn link(&mut self, href: &str, label: &str) {
        let web = href.starts_with('/') || href.starts_with("http://") || href.starts_with("https://");
        if web && href.len() < 500 && self.linked < LINKS && self.seen.insert(href.to_owned()) {
            self.linked += 1;
            self.links.push_str(&format!("<a href=\"{}\">{}</a> ", escaped(href), escaped(label)));
        }
    }

    fn text(&mut self, key: &str, text: &str) {
        if self.out.len() > OUTPUT {
            return;
        }
        let is_markup = text.contains("</") || text.contains("<p>") || text.contains("<br");
        let prose = if is_markup { is_prose(&bare(text), PROSE) } else { is_prose(text, least(key)) };
        if !prose || !self.seen.insert(text.to_owned()) {
            return;
        }
        if let Some(title) = self.title.take().filter(|title| self.seen.insert(title.clone())) {
            self.out.push_str(&format!("<h2>{}</h2>", escaped(&title)));
        }
        if is_markup {
            self.out.push_str(&format!("<div>{text}</div>"));
        } else {
            text.split("\n\n").for_each(|part| self.out.push_str(&format!("<p>{}</p>", escaped(part))));
        }
    }
}

const TITLES: &[&str] = &["title", "heading", "titel", "kop", "headline", "question", "vraag", "label", "name", "naam"];
const LINK_KEYS: &[&str] = &["href", "url", "link", "path", "pathname", "slug", "permalink", "uri"];
/// Fewest words of prose in a field whose name tells nothing.
const PROSE: usize = 8;

/// Fewest words that count as prose, by the name of the field.
fn least(key: &str) -> usize {
    match key {
        "text" | "tekst" | "content" | "body" | "html" | "description" | "answer" | "articleBody" | "value" => 4,
        _ => PROSE,
    }
}

fn is_title(text: &str) -> bool {
    (2..=100).contains(&text.len()) && text.chars().any(char::is_alphabetic) && !text.contains(['<', '{', '/'])
}

/// Whether a text reads like sentences: words of letters, hardly anything that code and addresses are made of.
fn is_prose(text: &str, least: usize) -> bool {
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    let odd =
        text.bytes().filter(|byte| matches!(byte, b'{' | b'}' | b'<' | b'>' | b'=' | b';' | b'_' | b'\\')).count();
    words >= least && odd * 40 <= text.len() && !text.starts_with("http")
}

/// Markup without its tags.
fn bare(markup: &str) -> String {
    let mut out = String::with_capacity(markup.len());
    for part in markup.split('<') {
        out.push_str(part.split_once('>').map_or(part, |(_, after)| after));
        out.push(' ');
    }
    out.replace("&nbsp;", " ")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn markup(is_json: bool, script: &str) -> String {
        let mut data = Data::default();
        data.script(is_json, script);
        data.markup()
    }

    #[test]
    fn prose_is_told_under_the_title_of_its_object() {
        let json = r#"{"props":{"page":{"body":"Wij vragen ouders om mee te denken & te doen.","title":"Ouderraad","cls":"a b c d e f g h i_j{}","id":"x y"}}}"#;
        let found = markup(true, json);
        assert!(
            found.contains("<h2>Ouderraad</h2><p>Wij vragen ouders om mee te denken &amp; te doen.</p>"),
            "{found}"
        );
        assert!(!found.contains("a b c"));
    }

    #[test]
    fn links_and_assignments() {
        let found = markup(
            false,
            r#" window.__STATE__ = {"menu":[{"label":"Voor ouders","href":"/ouders"},{"url":"x"}]};window.y=1"#,
        );
        assert_eq!(found, "<nav><a href=\"/ouders\">Voor ouders</a> </nav><main></main>");
        assert_eq!(markup(false, "if (a == {}) { b() }"), "");
        assert_eq!(markup(true, "{broken"), "");
    }

    #[test]
    fn markup_in_data_stays_markup() {
        let found = markup(true, r#"[{"html":"<h3>MR</h3><p>De MR vergadert zes keer per jaar op school.</p>"}]"#);
        assert!(found.contains("<h3>MR</h3><p>De MR vergadert"));
    }

    #[test]
    fn nesting_and_repeats_are_bounded() {
        assert_eq!(markup(true, &"[".repeat(100_000)), "");
        let same = r#"{"a":"een twee drie vier vijf zes zeven acht"},"#.repeat(1000);
        assert_eq!(markup(true, &format!("[{}0]", same)).matches("<p>").count(), 1);
    }
}
