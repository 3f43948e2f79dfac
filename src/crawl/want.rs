//! What is asked for: how many bytes of it are taken, and how long it may take.

use super::trouble::Trouble;
use crate::model::FailureKind;
use std::time::Duration;

const KIB: usize = 1024;
const MIB: usize = 1024 * KIB;

/// Kinds of request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Want {
    /// A page or a document to read.
    Page,
    /// robots.txt.
    Robots,
    /// A sitemap, packed or not.
    Sitemap,
    /// A style sheet.
    Style,
    /// A script or data that a page needs in a browser.
    Part,
    /// Only whether it answers.
    Check,
    /// A logo or another picture of the frame.
    Picture,
}

/// How many bytes are taken, after content decoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cap {
    /// Most bytes.
    pub(super) bytes: usize,
    /// Whether a longer body is cut; otherwise it is a failure, because a cut document cannot be read.
    pub(super) cut: bool,
}

impl Cap {
    /// For the bodies of redirects and error pages, which are read only to keep the connection.
    pub(super) const ASIDE: Self = Self { bytes: 64 * KIB, cut: true };
}

impl Want {
    /// Its name in a run's memory.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Robots => "robots",
            Self::Sitemap => "sitemap",
            Self::Style => "style",
            Self::Part => "part",
            Self::Picture => "picture",
            Self::Check => "check",
        }
    }

    /// Longest time for one request, body included.
    pub(super) fn patience(self) -> Duration {
        match self {
            Self::Robots => Duration::from_secs(15),
            Self::Page | Self::Sitemap | Self::Style | Self::Part | Self::Picture | Self::Check => {
                Duration::from_secs(30)
            }
        }
    }

    /// How much is taken of a body of this type, or that nothing is.
    pub(super) fn cap(self, content_type: Option<&str>) -> Result<Cap, Trouble> {
        Ok(match self {
            // One byte more than is parsed, so that the parser sees that the last line is cut.
            Self::Robots => Cap { bytes: 500 * KIB + 1, cut: true },
            Self::Sitemap => Cap { bytes: 50 * MIB, cut: true },
            Self::Style => Cap { bytes: 512 * KIB, cut: true },
            Self::Part => Cap { bytes: 12 * MIB, cut: false },
            Self::Check => Cap::ASIDE,
            // A cut picture cannot be read, and a larger one is no logo.
            Self::Picture => Cap { bytes: 2 * MIB, cut: false },
            Self::Page => return page_cap(content_type.unwrap_or_default()),
        })
    }
}

fn page_cap(content_type: &str) -> Result<Cap, Trouble> {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if is_old_document(&essence) {
        return Err(Trouble::new(FailureKind::OldFormat, format!("content type {essence}")));
    }
    if is_foreign(&essence) {
        return Err(Trouble::new(FailureKind::Unreadable, format!("content type {essence}")));
    }
    Ok(if is_document(&essence) { Cap { bytes: 40 * MIB, cut: false } } else { Cap { bytes: 10 * MIB, cut: true } })
}

fn is_document(essence: &str) -> bool {
    essence == "application/pdf"
        || essence == "application/x-pdf"
        || essence == "application/octet-stream"
        || essence.starts_with("application/vnd.openxmlformats-officedocument.wordprocessingml")
        || essence == "application/vnd.oasis.opendocument.text"
}

/// Documents of kinds that are not read.
fn is_old_document(essence: &str) -> bool {
    matches!(essence, "application/msword" | "application/rtf" | "text/rtf" | "application/vnd.ms-powerpoint")
        || essence.starts_with("application/vnd.openxmlformats-officedocument.presentationml")
}

/// Types that hold no running text. What is unknown is left to the reader, which looks at the bytes.
fn is_foreign(essence: &str) -> bool {
    const WHOLE: &[&str] = &[
        "text/css",
        "text/javascript",
        "text/calendar",
        "text/vcard",
        "text/xml",
        "application/xml",
        "application/json",
        "application/ld+json",
        "application/javascript",
        "application/x-javascript",
        "application/rss+xml",
        "application/atom+xml",
        "application/zip",
        "application/x-zip-compressed",
        "application/gzip",
        "application/x-gzip",
        "application/x-msdownload",
        "application/epub+zip",
    ];
    const STARTS: &[&str] = &[
        "image/",
        "video/",
        "audio/",
        "font/",
        "application/font",
        "application/vnd.ms-",
        "application/vnd.openxmlformats-officedocument.spreadsheetml",
    ];
    WHOLE.contains(&essence) || STARTS.iter().any(|start| essence.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_type_decides_how_much_of_a_page_is_taken() {
        let cap = |content_type| Want::Page.cap(content_type).map(|cap| (cap.bytes / MIB, cap.cut)).ok();
        assert_eq!(cap(Some("text/html; charset=utf-8")), Some((10, true)));
        assert_eq!(cap(None), Some((10, true)));
        assert_eq!(cap(Some("garbage")), Some((10, true)));
        assert_eq!(cap(Some("Application/PDF")), Some((40, false)));
        for foreign in ["image/jpeg", "video/mp4", "application/json", "application/rss+xml;charset=utf-8"] {
            assert_eq!(cap(Some(foreign)), None, "{foreign}");
        }
    }

    #[test]
    fn other_wants_ignore_the_type() {
        assert!(Want::Sitemap.cap(Some("image/png")).is_ok());
        assert_eq!(Want::Robots.cap(Some("text/html")).map(|cap| cap.bytes), Ok(512_001));
    }
}
