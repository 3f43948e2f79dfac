//! What each HTML element does to the walk.

use super::attributes::Attributes;
use crate::model::Region;

/// How an element is walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Neither it nor what it holds is read as text.
    Skip,
    /// Its text runs on in the block around it.
    Inline,
    /// Its text is a block of its own.
    Block,
    /// Block that is a heading of this level.
    Heading(u8),
    /// A list.
    List,
    /// An item of a list.
    Item,
    /// A table.
    Table,
    /// A table row.
    Row,
    /// A table cell; `true` for a head cell.
    Cell(bool),
    /// Button, label, option: words of a form.
    Control,
}

/// The role of an element by its name.
pub(crate) fn role(name: &str) -> Role {
    match name {
        "script" | "style" | "template" | "noscript" | "svg" | "canvas" | "video" | "audio" | "object" | "iframe"
        | "noframes" | "noembed" | "map" | "datalist" | "textarea" | "math" => Role::Skip,
        "h1" => Role::Heading(1),
        "h2" => Role::Heading(2),
        "h3" => Role::Heading(3),
        "h4" => Role::Heading(4),
        "h5" => Role::Heading(5),
        "h6" => Role::Heading(6),
        "ul" | "ol" | "menu" | "dir" => Role::List,
        "li" | "dd" => Role::Item,
        "table" => Role::Table,
        "tr" => Role::Row,
        "td" => Role::Cell(false),
        "th" => Role::Cell(true),
        "button" | "select" | "option" | "optgroup" | "label" | "legend" | "output" => Role::Control,
        "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "center" | "col" | "details"
        | "dialog" | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "frame"
        | "frameset" | "head" | "header" | "hgroup" | "hr" | "html" | "main" | "nav" | "p" | "pre" | "search"
        | "section" | "summary" | "tbody" | "tfoot" | "thead" | "title" => Role::Block,
        _ => Role::Inline,
    }
}

/// The region that an element's name or role attribute says for sure. `in_content`: inside `main` or `article`, where
/// `header` and `footer` belong to the piece and not to the page; in a `section` a `header` does, but a `footer` is
/// more often that of a page wrapped in it.
pub(crate) fn semantic(name: &str, attributes: &Attributes, in_content: bool, in_section: bool) -> Option<Region> {
    let by_role = match attributes.role.unwrap_or("") {
        "navigation" | "menu" | "menubar" => Some(Region::Navigation),
        "banner" => Some(Region::Header),
        "contentinfo" => Some(Region::Footer),
        "complementary" => Some(Region::Aside),
        "dialog" | "alertdialog" => Some(Region::Dialog),
        "search" => Some(Region::Form),
        "main" => Some(Region::Main),
        _ => None,
    };
    by_role.or(match name {
        "nav" => Some(Region::Navigation),
        "header" if !in_content && !in_section => Some(Region::Header),
        "footer" if !in_content => Some(Region::Footer),
        "aside" => Some(Region::Aside),
        "dialog" => Some(Region::Dialog),
        "search" => Some(Region::Form),
        "main" => Some(Region::Main),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_footer_in_an_article_is_no_page_footer() {
        let none = Attributes::default();
        assert_eq!(semantic("footer", &none, false, true), Some(Region::Footer));
        assert_eq!(semantic("footer", &none, true, false), None);
        assert_eq!(semantic("header", &none, false, true), None);
        assert_eq!(
            semantic("div", &Attributes { role: Some("navigation"), ..none }, true, false),
            Some(Region::Navigation)
        );
    }
}
