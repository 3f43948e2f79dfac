//! The attributes the walk needs, collected in one pass over an element's own.

use scraper::node::Element;

/// Attributes of one element; absent ones are `None`.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Attributes<'a> {
    pub(crate) id: Option<&'a str>,
    pub(crate) class: Option<&'a str>,
    pub(crate) href: Option<&'a str>,
    pub(crate) src: Option<&'a str>,
    pub(crate) lazy_src: Option<&'a str>,
    pub(crate) srcset: Option<&'a str>,
    pub(crate) alt: Option<&'a str>,
    pub(crate) title: Option<&'a str>,
    pub(crate) label: Option<&'a str>,
    pub(crate) rel: Option<&'a str>,
    pub(crate) role: Option<&'a str>,
    pub(crate) style: Option<&'a str>,
    pub(crate) datetime: Option<&'a str>,
    pub(crate) name: Option<&'a str>,
    pub(crate) property: Option<&'a str>,
    pub(crate) content: Option<&'a str>,
    pub(crate) http_equiv: Option<&'a str>,
    pub(crate) kind: Option<&'a str>,
    pub(crate) size: Option<&'a str>,
    pub(crate) colour: Option<&'a str>,
    pub(crate) controls: Option<&'a str>,
    pub(crate) data: Option<&'a str>,
    pub(crate) lang: Option<&'a str>,
    pub(crate) hidden: bool,
    pub(crate) aria_hidden: bool,
}

impl<'a> Attributes<'a> {
    /// Reads an element.
    pub(crate) fn of(element: &'a Element) -> Self {
        let mut found = Self::default();
        for (name, value) in element.attrs() {
            found.set(name, value);
        }
        found
    }

    fn set(&mut self, name: &str, value: &'a str) {
        let slot = match name {
            "id" => &mut self.id,
            "class" => &mut self.class,
            "href" => &mut self.href,
            "src" => &mut self.src,
            "data-src" | "data-lazy-src" | "data-original" => &mut self.lazy_src,
            "srcset" | "data-srcset" => &mut self.srcset,
            "alt" => &mut self.alt,
            "title" => &mut self.title,
            "aria-label" => &mut self.label,
            "rel" => &mut self.rel,
            "role" => &mut self.role,
            "style" => &mut self.style,
            "datetime" => &mut self.datetime,
            "name" => &mut self.name,
            "property" | "itemprop" => &mut self.property,
            "content" => &mut self.content,
            "http-equiv" => &mut self.http_equiv,
            "type" => &mut self.kind,
            "size" => &mut self.size,
            "color" | "bgcolor" => &mut self.colour,
            "aria-controls" | "data-target" | "data-bs-target" => &mut self.controls,
            "data" => &mut self.data,
            "lang" => &mut self.lang,
            "hidden" => return self.hidden = true,
            "aria-hidden" => return self.aria_hidden = value == "true",
            _ => return,
        };
        *slot = Some(value);
    }

    /// `display:none` or `visibility:hidden` in the style attribute.
    pub(crate) fn styled_away(&self) -> bool {
        self.declares(|property, value| matches!((property, value), ("display", "none") | ("visibility", "hidden")))
    }

    /// `font-size:0` in the style attribute: it hides running text, but around columns it only closes the gaps.
    pub(crate) fn shrunk_away(&self) -> bool {
        self.declares(|property, value| property == "font-size" && matches!(value, "0" | "0px" | "0pt" | "0em"))
    }

    fn declares(&self, fits: impl Fn(&str, &str) -> bool) -> bool {
        self.style
            .unwrap_or_default()
            .split(';')
            .filter_map(|declaration| declaration.split_once(':'))
            .any(|(property, value)| fits(property.trim(), value.trim().trim_end_matches("!important").trim_end()))
    }
}
