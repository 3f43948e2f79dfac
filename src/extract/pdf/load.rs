//! Opens a PDF, mends it, and reads it page by page. What panics on one page costs that page.

use super::glyphs::Lines;
use super::{layout, running, widths};
use crate::extract::dates::machine;
use crate::extract::paper::{PaperText, Refusal};
use jiff::civil::Date;
use lopdf::Object;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// Most pages read of one document.
const PAGES: usize = 1500;
/// After this time no further page is begun; what was read is given.
const TIME: Duration = Duration::from_secs(10);

/// Reads a PDF in this process. Call it in a child process only (see [`crate::extract::child`]): hostile files may overflow
/// the stack or exhaust memory.
///
/// # Errors
/// Not a PDF, broken, needs a password, or no text layer.
pub fn read_in_process(bytes: &[u8]) -> Result<PaperText, Refusal> {
    let mended = guarded(|| mend(bytes))?;
    let document = guarded(|| pdf_extract::Document::load_mem(&mended.bytes).map_err(|error| broken(&error)))?;
    let mut lines = Lines::new();
    let partial = read_pages(&document, &mut lines);
    let mut lines = lines.done;
    if lines.is_empty() {
        let lost = partial || document.get_pages().is_empty() || is_cut(bytes);
        return Err(if lost { Refusal::Broken("broken PDF: no page could be read".into()) } else { Refusal::Scan });
    }
    running::drop_running(&mut lines);
    Ok(PaperText { title: mended.title, pages: layout::paragraphs(&lines), date: mended.date, partial })
}

/// Whether the end of the file is missing. The mark of the end may be followed by a little rubbish.
fn is_cut(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(2048)..];
    !tail.windows(5).any(|window| window == b"%%EOF")
}

fn guarded<T>(read: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(Refusal::Broken("broken PDF: its parser gave up".into())))
}

/// Reads all pages; `true` when some were lost or left.
fn read_pages(document: &pdf_extract::Document, lines: &mut Lines) -> bool {
    let begun = Instant::now();
    let numbers: Vec<u32> = document.get_pages().into_keys().collect();
    let mut partial = numbers.len() > PAGES;
    for number in numbers.into_iter().take(PAGES) {
        if lines.is_full() || begun.elapsed() > TIME {
            return true;
        }
        let read = catch_unwind(AssertUnwindSafe(|| pdf_extract::output_doc_page(document, lines, number).is_ok()));
        lines.finish_line();
        partial |= !read.unwrap_or(false);
    }
    partial
}

struct Mended {
    bytes: Vec<u8>,
    title: String,
    date: Option<Date>,
}

/// Loads with the tolerant reader and writes the document anew, decrypted and with a sound cross-reference table.
fn mend(bytes: &[u8]) -> Result<Mended, Refusal> {
    let mut document = lopdf::Document::load_mem(bytes).map_err(|error| refusal(&error))?;
    if document.is_encrypted() {
        document.decrypt("").map_err(|_| Refusal::Locked)?;
    }
    document.trailer.remove(b"Encrypt");
    document.encryption_state = None;
    let title = info(&document, b"Title").unwrap_or_default();
    let date = info(&document, b"ModDate").or_else(|| info(&document, b"CreationDate")).and_then(|date| stamp(&date));
    widths::spell_out(&mut document);
    let mut bytes = Vec::with_capacity(bytes.len());
    document.save_to(&mut bytes).map_err(|error| broken(&error))?;
    Ok(Mended { bytes, title, date })
}

fn refusal(error: &lopdf::Error) -> Refusal {
    match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => Refusal::Locked,
        other => broken(other),
    }
}

fn broken(error: &dyn std::error::Error) -> Refusal {
    Refusal::Broken(format!("broken PDF: {error}"))
}

/// A text of the information dictionary.
fn info(document: &lopdf::Document, key: &[u8]) -> Option<String> {
    let entry = document.trailer.get(b"Info").ok()?;
    let dictionary = match entry {
        Object::Reference(id) => document.get_dictionary(*id).ok()?,
        other => other.as_dict().ok()?,
    };
    lopdf::decode_text_string(dictionary.get(key).ok()?).ok()
}

/// `D:20260312080000+01'00'`
fn stamp(text: &str) -> Option<Date> {
    let digits = text.trim_start_matches("D:").get(..8)?;
    machine(&format!("{}-{}-{}", digits.get(..4)?, digits.get(4..6)?, digits.get(6..8)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn stamps() {
        assert_eq!(stamp("D:20260312080000+01'00'"), Some(date(2026, 3, 12)));
        assert_eq!(stamp("D:2026"), None);
    }
}
