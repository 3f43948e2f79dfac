//! Links, images, frames and the elements of the head, met on the walk.

use super::attributes::Attributes;
use super::embeds;
use super::head::{is_web, without_fragment};
use super::run::Anchor;
use super::walk::{Frame, Walk};
use crate::extract::clean::fold;
use crate::extract::dates::machine;
use crate::model::{DateSource, FoundDate, Image, Link};
use ego_tree::NodeRef;
use scraper::Node;
use url::Url;

/// Most links and most images kept of one page.
const MOST: usize = 20_000;

impl<'a> Walk<'a> {
    /// Handles elements that are never text; `true` when this was one.
    pub(super) fn special(&mut self, name: &str, attributes: &Attributes<'a>, node: NodeRef<'a, Node>) -> bool {
        match name {
            "title" => self.head.title(&inner(node)),
            "meta" => self.head.meta(attributes),
            "base" => self.head.base(attributes.href, self.page),
            "link" => {
                let base = self.head.base.as_ref().unwrap_or(self.page).clone();
                self.head.link(attributes, &base);
            }
            "script" if attributes.src.is_none() => {
                let text = inner(node);
                self.head.script(attributes.kind, &text);
            }
            "style" => {
                let text = inner(node);
                self.head.palette.sheet(&text);
            }
            "noscript" => {
                let text = inner(node);
                self.head.noscript(&text);
            }
            "script" => self.head.scripts += 1,
            "iframe" | "frame" | "embed" => self.frame(attributes.src.or(attributes.lazy_src), attributes),
            "object" => self.frame(attributes.data, attributes),
            "area" => self.add_link(attributes.href, attributes, attributes.alt),
            "html" => {
                let language =
                    attributes.lang.map(|lang| lang.split(['-', '_']).next().unwrap_or("").trim().to_ascii_lowercase());
                self.head.language = language.filter(|lang| (2..=3).contains(&lang.len()));
                return false;
            }
            _ => return false,
        }
        true
    }

    /// Something shown in a frame: a link, also to the document that a viewer shows, or known as not to be read.
    fn frame(&mut self, source: Option<&str>, attributes: &Attributes) {
        let Some(url) = source.and_then(|source| self.join(source)) else { return };
        if let Some(document) = embeds::behind(&url).filter(is_web) {
            self.push_link(without_fragment(document), attributes.title.map(fold).unwrap_or_default(), "");
        } else if let Some(embed) = embeds::kind(&url).filter(|_| self.raw.embeds.len() < 50) {
            self.raw.embeds.push((url.clone(), embed));
        }
        self.add_link(source, attributes, attributes.title);
    }

    fn join(&self, href: &str) -> Option<Url> {
        let href = href.trim();
        if href.len() > 4096 || href.starts_with("data:") {
            return None;
        }
        self.head.base.as_ref().unwrap_or(self.page).join(href).ok().filter(is_web).map(without_fragment)
    }

    /// Adds a link without text of its own; `None` as target adds nothing.
    pub(super) fn add_link(&mut self, target: Option<&str>, attributes: &Attributes, text: Option<&str>) {
        let Some(url) = target.and_then(|target| self.join(target)) else {
            return;
        };
        let rel = attributes.rel.unwrap_or("");
        self.push_link(url, text.map(fold).unwrap_or_default(), rel);
    }

    fn push_link(&mut self, url: Url, text: String, rel: &str) -> Option<usize> {
        let nofollow = rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("nofollow"));
        let link = Link { url, text, region: self.context.region, nofollow, block: None };
        (self.raw.links.len() < MOST).then(|| {
            self.raw.links.push(link);
            self.raw.links.len() - 1
        })
    }

    pub(super) fn enter_link(&mut self, attributes: &Attributes) {
        self.label.clear();
        self.other_label.clear();
        self.other_label.push_str(attributes.label.or(attributes.title).unwrap_or(""));
        self.context.in_link = true;
        let target = attributes.href.filter(|href| !href.starts_with('#')).and_then(|href| self.join(href));
        self.context.link = target.and_then(|url| self.push_link(url, String::new(), attributes.rel.unwrap_or("")));
        if let Some(link) = self.context.link {
            self.run.anchor(Anchor::Link(link));
        }
    }

    pub(super) fn leave_link(&mut self, frame: &Frame) {
        let mut text = fold(&self.label);
        if text.is_empty() {
            text = fold(&self.other_label);
        }
        self.label.clear();
        if frame.outer.region == crate::model::Region::Main {
            self.count_link(&text);
        }
        if let Some(link) = self.context.link.and_then(|at| self.raw.links.get_mut(at)) {
            link.text = text;
        }
    }

    fn count_link(&mut self, text: &str) {
        let totals = &mut self.raw.totals;
        let lower = text.to_lowercase();
        totals.links += 1;
        totals.short_links += usize::from(text.len() <= 34);
        totals.menu_words += menu_weight(&lower);
        totals.accepts += usize::from(is_accept(&lower));
        let link = self.context.link.and_then(|at| self.raw.links.get(at));
        totals.documents += usize::from(link.is_some_and(|link| is_document(link.url.path())));
    }

    pub(super) fn image(&mut self, attributes: &Attributes) {
        let alt = attributes.alt.map(fold).unwrap_or_default();
        if self.context.in_link && !alt.is_empty() {
            self.other_label.push(' ');
            self.other_label.push_str(&alt);
        }
        let direct = attributes.src.filter(|src| !src.starts_with("data:") && !src.trim().is_empty());
        let listed = || {
            attributes
                .srcset
                .and_then(|set| set.split_ascii_whitespace().next())
                .map(|first| first.trim_end_matches(','))
        };
        let source = attributes.lazy_src.or(direct).or_else(listed);
        let url = source.and_then(|source| self.join(source));
        self.push_image(url, alt);
    }

    /// An image in `background-image` of a style attribute.
    pub(super) fn background(&mut self, style: &str) {
        let Some((_, after)) = style.split_once("url(") else {
            return;
        };
        let source = after.split(')').next().unwrap_or("").trim().trim_matches(['"', '\'']);
        if let Some(url) = self.join(source) {
            self.push_image(Some(url), String::new());
        }
    }

    fn push_image(&mut self, url: Option<Url>, alt: String) {
        let link = self.context.link.and_then(|at| self.raw.links.get(at)).map(|link| link.url.clone());
        if (url.is_some() || !alt.is_empty()) && self.raw.images.len() < MOST {
            self.raw.images.push(Image { url, alt, region: self.context.region, link });
        }
    }

    /// An element whose name says that it holds the date of the page.
    pub(super) fn posted(&mut self, node: NodeRef<'a, Node>) {
        let mut text = String::new();
        for piece in node.descendants().filter_map(|below| below.value().as_text()) {
            text.push_str(&piece.text);
            text.push(' ');
            if text.len() > DATE {
                return;
            }
        }
        if let Some(date) = machine(&text) {
            self.run.anchor(Anchor::Date(self.raw.dates.len()));
            self.raw.dates.push(FoundDate { date, source: DateSource::Label, block: None });
        }
    }

    pub(super) fn time(&mut self, attributes: &Attributes) {
        let Some(date) = attributes.datetime.and_then(machine) else {
            return;
        };
        self.run.anchor(Anchor::Date(self.raw.dates.len()));
        self.raw.dates.push(FoundDate { date, source: DateSource::Label, block: None });
    }
}

/// Longest text of an element that holds a date, in bytes.
const DATE: usize = 64;

/// Text directly in an element.
fn inner(node: NodeRef<Node>) -> String {
    node.children().filter_map(|child| child.value().as_text().map(|text| &*text.text)).collect()
}

fn is_document(path: &str) -> bool {
    let end = path.rsplit('.').next().unwrap_or("");
    ["pdf", "doc", "docx", "odt", "xls", "xlsx", "ppt", "pptx"].iter().any(|kind| end.eq_ignore_ascii_case(kind))
}

/// How surely a link text is that of a menu.
fn menu_weight(lower: &str) -> usize {
    const WORDS: &[&str] = &[
        "welkom",
        "contact",
        "nieuws",
        "onze school",
        "de school",
        "school",
        "ouders",
        "voor ouders",
        "team",
        "ons team",
        "agenda",
        "kalender",
        "groepen",
        "onderwijs",
        "ons onderwijs",
        "aanmelden",
        "praktisch",
        "praktische informatie",
        "over ons",
        "foto's",
        "fotoalbum",
        "downloads",
        "mr",
        "mr/or",
        "medezeggenschapsraad",
        "ouderraad",
        "schoolgids",
        "organisatie",
        "kwaliteit",
        "visie",
        "actueel",
        "links",
        "inloggen",
        "vacatures",
        "zoeken",
        "privacy",
        "disclaimer",
        "sitemap",
        "kind aanmelden",
        "informatie",
        "identiteit",
        "leerlingen",
        "bso",
        "opvang",
        "scholen",
        "onze scholen",
    ];
    match lower {
        "home" | "startpagina" => 2,
        _ => usize::from(WORDS.contains(&lower)),
    }
}

/// Whether the words on a button or link accept or refuse something.
pub(super) fn is_accept(lower: &str) -> bool {
    const WORDS: &[&str] = &[
        "akkoord",
        "accept",
        "toestaan",
        "weiger",
        "begrepen",
        "instemmen",
        "ja, ik ga",
        "voorkeuren",
        "cookie-instellingen",
        "oké",
        "allow",
    ];
    lower == "ok" || lower.len() < 50 && WORDS.iter().any(|word| lower.contains(word))
}
