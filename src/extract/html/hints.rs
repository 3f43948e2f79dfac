//! What class names and ids hint at. A hint is only a guess: `regions` decides whether it holds.

use super::attributes::Attributes;
use crate::model::Region;

/// What the names of an element hint at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Hints {
    /// A part of the page other than its content.
    pub(crate) region: Option<Region>,
    /// A panel that opens on a click: its text is content though it is hidden at first.
    pub(crate) panel: bool,
    /// A heading in a `div`: its level.
    pub(crate) heading: Option<u8>,
    /// A list made of `div`s.
    pub(crate) list: bool,
    /// Holds the date on which the page was posted or changed.
    pub(crate) dated: bool,
}

/// Reads class and id.
pub(crate) fn of(attributes: &Attributes) -> Hints {
    let mut found = Hints::default();
    let names = attributes.class.unwrap_or("").split_ascii_whitespace().take(24).chain(attributes.id);
    for name in names.filter(|name| name.len() <= 48) {
        let lower = name.to_ascii_lowercase();
        found.region = found.region.or_else(|| region(&lower));
        found.panel |= PANELS.iter().any(|word| lower.contains(word));
        found.heading = found.heading.or_else(|| heading(&lower));
        found.dated |= DATED.contains(&lower.as_str());
        found.list |=
            matches!(lower.as_str(), "icon-list" | "list" | "lijst" | "checklist" | "bullet-list" | "opsomming");
    }
    found
}

/// Class names of the date of a message, in WordPress themes and elsewhere. Dates of an agenda have others.
const DATED: &[&str] = &[
    "entry-date",
    "post-date",
    "posted-on",
    "published",
    "updated",
    "publish-date",
    "pubdate",
    "date-published",
    "wp-block-post-date",
    "nieuws-datum",
    "news-date",
    "article-date",
    "blog-date",
];

const PANELS: &[&str] = &[
    "accordion",
    "collaps",
    "tab-",
    "tabs",
    "tab_",
    "panel",
    "toggle",
    "faq",
    "uitklap",
    "carousel",
    "slide",
    "swiper",
    "slick",
];

/// Words that say nothing of what a part is.
const NEUTRAL: &[&str] = &[
    "site",
    "page",
    "main",
    "hoofd",
    "wrapper",
    "wrap",
    "container",
    "inner",
    "outer",
    "area",
    "block",
    "section",
    "elementor",
    "location",
    "global",
    "primary",
    "secondary",
    "desktop",
    "mobile",
    "mobiel",
    "the",
    "widgets",
    "widget",
    "template",
    "part",
    "box",
    "holder",
    "content",
    "row",
    "div",
];

/// A name that consists of one telling word and neutral ones. `margin-bottom` and `has-menu` tell nothing.
fn region(name: &str) -> Option<Region> {
    let words =
        || name.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1 && !NEUTRAL.contains(word));
    if words().any(|word| {
        matches!(word, "cookie" | "cookies" | "consent" | "gdpr" | "cookiebar" | "cookiebanner" | "cookiemelding")
    }) {
        return Some(Region::Dialog);
    }
    let mut telling = words();
    let found = word_region(telling.next()?)?;
    telling.all(|word| word_region(word) == Some(found)).then_some(found)
}

fn word_region(word: &str) -> Option<Region> {
    Some(match word {
        "nav" | "navbar" | "navigation" | "navigatie" | "menu" | "mainmenu" | "hoofdmenu" | "submenu" | "topmenu"
        | "sidemenu" | "menubalk" | "breadcrumb" | "breadcrumbs" | "kruimelpad" | "broodkruimel" | "kruimels"
        | "mainnav" | "subnav" | "topnav" | "sitemap" | "pagination" => Region::Navigation,
        "footer" | "voet" | "voettekst" | "onder" | "bottom" | "onderkant" | "onderbalk" | "colofon" | "colophon"
        | "copyright" | "sitefooter" | "pagefooter" | "disclaimer" => Region::Footer,
        "header" | "top" | "masthead" | "topbar" | "banner" | "logo" | "bovenkant" | "bovenbalk" | "siteheader"
        | "pageheader" => Region::Header,
        "sidebar" | "aside" | "zijbalk" | "zijkolom" => Region::Aside,
        "modal" | "popup" | "lightbox" => Region::Dialog,
        _ => return None,
    })
}

/// `kop2`, `heading`, `page-title`: headings that are no heading elements.
fn heading(name: &str) -> Option<u8> {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let level = name[stem.len()..].parse().ok().filter(|level| (1..=6).contains(level));
    let word = stem.trim_end_matches(['-', '_']).rsplit(['-', '_']).next().unwrap_or("");
    matches!(word, "kop" | "kopje" | "koptekst" | "title" | "titel" | "heading" | "paginatitel" | "headline")
        .then_some(level.unwrap_or(3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(name: &str) -> Hints {
        of(&Attributes { class: Some(name), ..Attributes::default() })
    }

    #[test]
    fn telling_names() {
        for (name, wanted) in [
            ("site-bottom", Region::Footer),
            ("elementor-location-footer", Region::Footer),
            ("onder", Region::Footer),
            ("menu", Region::Navigation),
            ("main-navigation", Region::Navigation),
            ("cookie-law-info-bar", Region::Dialog),
            ("primary-sidebar", Region::Aside),
            ("top", Region::Header),
        ] {
            assert_eq!(class(name).region, Some(wanted), "{name}");
        }
    }

    #[test]
    fn names_that_tell_nothing() {
        for name in
            ["margin-bottom", "has-menu", "no-sidebar", "onderwijs", "footer-visible", "content", "menu-kaart", "kop1"]
        {
            assert_eq!(class(name).region, None, "{name}");
        }
    }

    #[test]
    fn headings_panels_and_lists() {
        assert_eq!(class("kop2").heading, Some(2));
        assert_eq!(class("entry-title").heading, Some(3));
        assert!(class("accordion-body").panel && class("icon-list").list && !class("tekst").panel);
    }
}
