//! What a page says of itself outside its text: title, meta, links in the head, structured data, scripts.

use super::attributes::Attributes;
use super::data::Data;
use crate::extract::clean::fold;
use crate::extract::dates::machine;
use crate::extract::style::Palette;
use crate::model::DateSource;
use jiff::civil::Date;
use serde_json::Value;
use url::Url;

/// Most bytes of JSON-LD that are parsed.
const JSON: usize = 1 << 20;

/// What was read of the head so far.
#[derive(Debug, Default)]
pub(crate) struct Head {
    pub(crate) title: String,
    pub(crate) language: Option<String>,
    pub(crate) canonical: Option<Url>,
    pub(crate) base: Option<Url>,
    pub(crate) generator: Option<String>,
    pub(crate) noindex: bool,
    /// Reserves the rights for text and data mining.
    pub(crate) reserved: bool,
    pub(crate) nofollow: bool,
    pub(crate) stylesheets: Vec<Url>,
    pub(crate) palette: Palette,
    pub(crate) dates: Vec<(Date, DateSource)>,
    /// Target of a meta refresh.
    pub(crate) refresh: Option<String>,
    /// An application root, a notice that asks for JavaScript, or a redirect by script.
    pub(crate) scripted: bool,
    /// Scripts of some size, in the page or beside it.
    pub(crate) scripts: usize,
    /// Data in scripts.
    pub(crate) data: Data,
}

impl Head {
    pub(crate) fn title(&mut self, text: &str) {
        if self.title.is_empty() {
            self.title = fold(text);
        }
    }

    pub(crate) fn base(&mut self, href: Option<&str>, page: &Url) {
        if self.base.is_none() {
            self.base = href.and_then(|href| page.join(href.trim()).ok()).filter(is_web);
        }
    }

    pub(crate) fn meta(&mut self, attributes: &Attributes) {
        let content = attributes.content.unwrap_or("");
        let name = attributes.property.or(attributes.name).unwrap_or("").to_ascii_lowercase();
        match name.as_str() {
            "robots" => self.robots(content),
            "tdm-reservation" => self.reserved |= content.trim() == "1",
            "generator" if self.generator.is_none() && !content.trim().is_empty() => {
                self.generator = Some(fold(content))
            }
            _ if is_date_name(&name) => self.dates.extend(machine(content).map(|date| (date, DateSource::Meta))),
            _ => {}
        }
        if attributes.http_equiv.is_some_and(|name| name.eq_ignore_ascii_case("refresh")) && self.refresh.is_none() {
            self.refresh = refresh_target(content);
        }
    }

    /// Directives of a robots meta element or header; those for another robot by name are left alone.
    pub(crate) fn robots(&mut self, directives: &str) {
        for directive in directives.split(',').map(|word| word.trim().to_ascii_lowercase()) {
            match directive.as_str() {
                "none" => (self.noindex, self.nofollow) = (true, true),
                "noindex" => self.noindex = true,
                "nofollow" => self.nofollow = true,
                other if other.contains(':') && !other.starts_with("max-") && !other.starts_with("unavailable") => {
                    return;
                }
                _ => {}
            }
        }
    }

    pub(crate) fn link(&mut self, attributes: &Attributes, base: &Url) {
        let Some(href) = attributes.href else { return };
        let is = |wanted: &str| {
            attributes.rel.unwrap_or("").split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case(wanted))
        };
        if is("stylesheet") {
            let sheet = base.join(href.trim()).ok().filter(is_web);
            self.stylesheets
                .extend(sheet.filter(|sheet| self.stylesheets.len() < 40 && !self.stylesheets.contains(sheet)));
        } else if is("canonical") && self.canonical.is_none() {
            self.canonical = base.join(href.trim()).ok().filter(is_web).map(without_fragment);
        }
    }

    pub(crate) fn script(&mut self, kind: Option<&str>, text: &str) {
        let kind = kind.unwrap_or("").trim().to_ascii_lowercase();
        let is_json = kind.ends_with("json");
        self.scripts += usize::from(!is_json && text.len() > 40);
        self.data.script(is_json, text);
        if kind == "application/ld+json" {
            if let Ok(value) = serde_json::from_str::<Value>(text.get(..text.len().min(JSON)).unwrap_or("")) {
                self.structured(&value);
            }
        } else if text.len() < 600 && redirects(text) {
            self.scripted = true;
        }
    }

    /// A `noscript` notice that asks the reader to turn scripts on.
    pub(crate) fn noscript(&mut self, text: &str) {
        if text.len() < 4096 {
            let lower = text.to_ascii_lowercase();
            self.scripted |= lower.contains("javascript") && !lower.contains("<iframe");
        }
    }

    fn structured(&mut self, value: &Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.structured(item)),
            Value::Object(fields) => {
                for (name, field) in fields {
                    match (name.as_str(), field.as_str()) {
                        ("datePublished" | "dateModified" | "dateCreated" | "uploadDate", Some(text)) => {
                            self.dates.extend(machine(text).map(|date| (date, DateSource::JsonLd)));
                        }
                        _ => self.structured(field),
                    }
                }
            }
            _ => {}
        }
    }
}

fn is_date_name(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "article:published_time",
        "article:modified_time",
        "og:updated_time",
        "og:published_time",
        "date",
        "dc.date",
        "dc.date.created",
        "dc.date.modified",
        "dcterms.date",
        "dcterms.modified",
        "dcterms.created",
        "dcterms.issued",
        "last-modified",
        "pubdate",
        "revised",
        "datepublished",
        "datemodified",
        "overheid.modified",
        "publish-date",
    ];
    NAMES.contains(&name)
}

/// `5; url='…'`
fn refresh_target(content: &str) -> Option<String> {
    let at = content.to_ascii_lowercase().find("url")?;
    let target = content[at + 3..].trim_start().strip_prefix('=')?.trim().trim_matches(['"', '\'']);
    (!target.is_empty()).then(|| target.to_string())
}

fn redirects(script: &str) -> bool {
    let squeezed: String = script.chars().filter(|c| !c.is_whitespace()).collect();
    ["location=\"", "location='", "location.href=\"", "location.href='", "location.replace(", "location.assign("]
        .iter()
        .any(|call| squeezed.contains(call))
}

pub(crate) fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

pub(crate) fn without_fragment(mut url: Url) -> Url {
    url.set_fragment(None);
    url
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn robots_of_other_agents_are_left_alone() {
        let mut head = Head::default();
        head.robots("googlebot: noindex, nofollow");
        assert_eq!((head.noindex, head.nofollow), (false, false));
        head.robots("max-image-preview:large, NoIndex");
        assert_eq!((head.noindex, head.nofollow), (true, false));
    }

    #[test]
    fn dates_in_structured_data_and_meta() {
        let mut head = Head::default();
        head.script(Some("application/ld+json"), r#"{"@graph":[{"datePublished":"2026-03-12T08:00:00+00:00"}]}"#);
        head.script(Some("application/ld+json"), "{broken");
        head.meta(&Attributes {
            property: Some("article:modified_time"),
            content: Some("2026-04-01"),
            ..Attributes::default()
        });
        assert_eq!(head.dates, [(date(2026, 3, 12), DateSource::JsonLd), (date(2026, 4, 1), DateSource::Meta)]);
    }

    #[test]
    fn refresh_and_redirect_by_script() {
        assert_eq!(refresh_target("0; URL='/nieuw'").as_deref(), Some("/nieuw"));
        assert_eq!(refresh_target("30"), None);
        assert!(redirects("window.location = '/nieuw';") && !redirects("var l = location.href;"));
    }
}
