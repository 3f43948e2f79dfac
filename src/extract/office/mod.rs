//! Word (docx) and OpenDocument (odt) text to paragraphs. Both are zip files of XML; what is unpacked is bounded, entities
//! that a document declares itself are never expanded, and nothing here recurses, so that nesting costs memory only.

mod docx;
mod draft;
mod odt;
mod parts;
mod styles;
mod xml;

use super::paper::{PaperText, Refusal};
use super::sniff::Format;
use parts::Parts;

/// Reads a zipped text document.
///
/// # Errors
/// Broken, encrypted, or without any text.
pub(crate) fn read(bytes: &[u8], format: Format) -> Result<PaperText, Refusal> {
    let mut parts = Parts::open(bytes)?;
    let text = match format {
        Format::Docx => docx::read(&mut parts)?,
        Format::Odt => odt::read(&mut parts)?,
    };
    if text.pages.iter().all(|page| page.paragraphs.is_empty()) {
        return Err(Refusal::Scan);
    }
    Ok(text)
}

#[cfg(test)]
mod tests;
