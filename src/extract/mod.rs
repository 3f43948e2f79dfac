//! From fetched bytes to a [`crate::model::Document`] of located text blocks. Pure: no network, no files, no clock;
//! only PDFs are read elsewhere, in a child process (see [`pdf::isolate`]).

pub mod charset;
mod clean;
mod date_words;
pub mod dates;
pub mod html;
mod outline;
mod page_dates;
pub mod pdf;
pub mod picture;
mod sniff;
pub mod style;
pub mod text;

use crate::model::{Document, Failure, FailureKind, Fetched};
use sniff::{Kind, sniff};

/// Reads one fetched answer by what its bytes are, then by its media type. `pdf` reads a PDF, usually
/// [`pdf::isolate`] with the program's own path.
///
/// # Errors
/// [`FailureKind::Unreadable`] with a detail in English, for a PDF that cannot be read and for every other kind of file.
pub fn read(fetched: Fetched, pdf: &dyn Fn(&[u8]) -> Result<pdf::PdfText, String>) -> Result<Document, Failure> {
    let decoded = || charset::decode(&fetched.body, fetched.content_type.as_deref());
    let read = match sniff(&fetched.body, fetched.content_type.as_deref()) {
        Kind::Html => Ok(html::html(&fetched, &decoded())),
        Kind::Text => Ok(text::file(&fetched, &decoded())),
        Kind::Pdf => pdf(&fetched.body).map(|text| pdf::document(&fetched, text)),
        Kind::Other(what) => Err(what),
    };
    read.map_err(|detail| Failure { url: fetched.url, kind: FailureKind::Unreadable, detail })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DocumentKind;

    fn fetched(kind: &str, body: &[u8]) -> Fetched {
        Fetched {
            url: "https://school.example/".parse().expect("address"),
            content_type: Some(kind.into()),
            last_modified: None,
            robots_tag: None,
            body: body.to_vec(),
            truncated: false,
            clicks: Some(1),
        }
    }

    fn no_pdf(_: &[u8]) -> Result<pdf::PdfText, String> {
        Err("needs a password".into())
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
        assert_eq!((failure.url.as_str(), failure.kind), ("https://school.example/", FailureKind::Unreadable));
        assert!(failure.detail.contains("Office"));
    }
}
