//! Which paragraph styles of a Word document stand for headings, lists and tables of contents.

use super::xml::{self, Listener, attribute};
use crate::extract::paper::ParagraphKind;
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// What a style makes of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// A heading or a list item.
    Kind(ParagraphKind),
    /// A line of the table of contents: it repeats what stands elsewhere.
    Contents,
}

/// Styles by their id.
#[derive(Default)]
pub(super) struct Styles {
    known: HashMap<String, Look>,
    id: String,
}

impl Styles {
    /// Reads `word/styles.xml`.
    pub(super) fn of(xml: &str) -> Self {
        let mut styles = Self::default();
        xml::read(xml, &mut styles);
        styles
    }

    /// What a paragraph of the style with this id is. Ids of usual names are known without `styles.xml`.
    pub(super) fn look(&self, id: &str) -> Option<Look> {
        self.known.get(id).copied().or_else(|| by_name(id))
    }
}

impl Listener for Styles {
    fn open(&mut self, name: &str, tag: &BytesStart<'_>) {
        let value = |name| attribute(tag, name).unwrap_or_default();
        match name {
            "style" => self.id = value("styleId"),
            "name" => {
                if let Some(look) = by_name(&value("val")) {
                    self.known.insert(self.id.clone(), look);
                }
            }
            "outlineLvl" => {
                if let Some(level) = outline(&value("val")) {
                    self.known.entry(self.id.clone()).or_insert(Look::Kind(level));
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, _: &str) {}

    fn text(&mut self, _: &str) {}
}

/// The heading that an outline level stands for; 9 is running text.
pub(super) fn outline(value: &str) -> Option<ParagraphKind> {
    let level: u8 = value.parse().ok().filter(|level| *level < 9)?;
    Some(ParagraphKind::Heading((level + 1).min(6)))
}

/// Names of the styles that Word has of its own, in English and Dutch.
fn by_name(name: &str) -> Option<Look> {
    let name: String = name.chars().filter(|c| !matches!(c, ' ' | '-' | '_')).collect::<String>().to_lowercase();
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let number: Option<u8> = name[stem.len()..].parse().ok();
    match (stem, number) {
        ("heading" | "kop", Some(level)) => Some(Look::Kind(ParagraphKind::Heading(level.clamp(1, 6)))),
        ("title" | "titel", None) => Some(Look::Kind(ParagraphKind::Heading(1))),
        ("listbullet" | "listnumber" | "lijstopsomteken" | "lijstnummering", _) => {
            Some(Look::Kind(ParagraphKind::Item))
        }
        ("toc" | "inhopg", Some(_)) => Some(Look::Contents),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_by_name_by_outline_and_without_a_style_sheet() {
        let styles = Styles::of(
            r#"<w:styles><w:style w:styleId="K2"><w:name w:val="heading 2"/></w:style>
               <w:style w:styleId="Groot"><w:name w:val="Eigen kop"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>"#,
        );
        assert_eq!(styles.look("K2"), Some(Look::Kind(ParagraphKind::Heading(2))));
        assert_eq!(styles.look("Groot"), Some(Look::Kind(ParagraphKind::Heading(1))));
        assert_eq!(styles.look("Kop3"), Some(Look::Kind(ParagraphKind::Heading(3))));
        assert_eq!((styles.look("TOC1"), styles.look("Standaard")), (Some(Look::Contents), None));
    }
}
