//! From fetched bytes to a [`crate::model::Document`] of located text blocks. Pure: no network, no files, no clock;
//! only documents for paper are read elsewhere, in a child process (see [`child::isolate`]).

pub mod charset;
pub mod child;
mod clean;
mod date_words;
pub mod dates;
pub mod html;
mod office;
mod outline;
mod page_dates;
pub mod paper;
mod pdf;
pub mod picture;
mod sniff;
pub mod style;
pub mod text;

use crate::model::{Document, DocumentKind, Failure, FailureKind, Fetched};
use paper::{PaperText, Refusal};
use sniff::{Kind, sniff};

/// Reads one fetched answer by what its bytes are, then by its media type. `paper` reads a document made for paper, usually
/// [`child::isolate`] with the program's own path.
///
/// # Errors
/// Why there is no text, with a detail in English.
pub fn read(fetched: Fetched, paper: &dyn Fn(&[u8]) -> Result<PaperText, Refusal>) -> Result<Document, Failure> {
    let decoded = || charset::decode(&fetched.body, fetched.content_type.as_deref());
    let on_paper = |kind| {
        let text = paper(&fetched.body).map_err(|refusal| (refusal.kind(), refusal.to_string()))?;
        Ok(paper::document(&fetched, kind, text))
    };
    let read = match sniff(&fetched.body, fetched.content_type.as_deref()) {
        Kind::Html => Ok(html::html(&fetched, &decoded())),
        Kind::Text => Ok(text::file(&fetched, &decoded())),
        Kind::Pdf => on_paper(DocumentKind::Pdf),
        Kind::Office(_) => on_paper(DocumentKind::Office),
        Kind::Old => Err((FailureKind::OldFormat, "old or other Office document".to_owned())),
        Kind::Other(what) => Err((FailureKind::Unreadable, what)),
    };
    read.map_err(|(kind, detail)| Failure { url: fetched.url, kind, detail })
}

/// The source of a web page as text, scripts included; `None` for every other kind of file.
pub fn source(fetched: &Fetched) -> Option<String> {
    let content_type = fetched.content_type.as_deref();
    matches!(sniff(&fetched.body, content_type), Kind::Html).then(|| charset::decode(&fetched.body, content_type))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DocumentKind;

    fn fetched(kind: &str, body: &[u8]) -> Fetched {
        Fetched {
            content_type: Some(kind.into()),
            clicks: Some(1),
            ..Fetched::bare("https://school.example/".parse().expect("address"), body.to_vec())
        }
    }

    fn no_pdf(_: &[u8]) -> Result<PaperText, Refusal> {
        Err(Refusal::Locked)
    }

    #[test]
    fn each_kind_finds_its_reader() {
        let kind = |kind: &str, body: &[u8]| {
            read(fetched(kind, body), &no_pdf).map(|document| document.kind).map_err(|failure| failure.detail)
        };
        assert_eq!(kind("text/html", b"<p>hoi"), Ok(DocumentKind::Page));
        assert_eq!(kind("text/plain", b"hoi"), Ok(DocumentKind::Text));
        assert_eq!(kind("text/html", b"%PDF-1.7"), Err("needs a password".into()));
    }

    #[test]
    fn a_failure_names_address_and_reason() {
        let failure = read(fetched("application/msword", b"\xD0\xCF\x11\xE0"), &no_pdf).expect_err("old Word");
        assert_eq!((failure.url.as_str(), failure.kind), ("https://school.example/", FailureKind::OldFormat));
    }
}
