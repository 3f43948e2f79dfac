//! What kind of file the bytes are. Servers name the type wrongly often enough that the bytes go first.

/// Bytes looked at.
const START: usize = 1024;

/// Kinds of file, as far as readers differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Html,
    Text,
    Pdf,
    /// A zipped text document.
    Office(Format),
    /// A document of an old kind that nobody should need to read.
    Old,
    /// No reader; what it is, in English.
    Other(String),
}

/// Kinds of zipped text document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Word.
    Docx,
    /// OpenDocument.
    Odt,
}

/// Tells the kind by the first bytes, and by the media type where these leave it open.
pub(crate) fn sniff(body: &[u8], content_type: Option<&str>) -> Kind {
    let start = &body[..body.len().min(START)];
    let media = content_type.unwrap_or("").split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    if start.windows(5).any(|window| window == b"%PDF-") && !looks_like_html(start) {
        return Kind::Pdf;
    }
    if let Some(kind) = signature(body) {
        return kind;
    }
    let wide = content_type.is_some_and(|header| header.to_ascii_lowercase().contains("utf-16"));
    let marked = wide || start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF");
    if !marked && start.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26)).count() * 50 > start.len() {
        return Kind::Other("binary data".into());
    }
    by_media(&media, looks_like_html(start))
}

fn by_media(media: &str, html: bool) -> Kind {
    match media {
        "text/html" | "application/xhtml+xml" => Kind::Html,
        "application/pdf" if !html => Kind::Other("not a PDF, though called one".into()),
        _ if html => Kind::Html,
        "" | "text/plain" | "text/markdown" | "application/octet-stream" => Kind::Text,
        other => Kind::Other(format!("unknown kind of file: {}", other.chars().take(60).collect::<String>())),
    }
}

fn looks_like_html(start: &[u8]) -> bool {
    let lower = start.to_ascii_lowercase();
    let text = String::from_utf8_lossy(&lower);
    let text = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    text.starts_with("<!doctype html")
        || text.contains("<html")
        || text.contains("<head>")
        || text.contains("<body")
        || text.starts_with("<p")
}

/// Names of the parts stand in the clear, the first ones at the start of a zip file and all of them at its end.
fn signature(body: &[u8]) -> Option<Kind> {
    let ends = [&body[..body.len().min(4096)], &body[body.len().saturating_sub(1 << 16)..]];
    let names = |part: &[u8]| ends.iter().any(|end| end.windows(part.len()).any(|window| window == part));
    let other = |what: &str| Kind::Other(what.to_owned());
    Some(match body {
        [b'P', b'K', 3, 4, ..] if names(b"word/document.xml") => Kind::Office(Format::Docx),
        [b'P', b'K', 3, 4, ..] if names(b"opendocument.text") => Kind::Office(Format::Odt),
        [b'P', b'K', 3, 4, ..] if names(b"ppt/presentation.xml") || names(b"opendocument.presentation") => Kind::Old,
        [b'P', b'K', 3, 4, ..] => other("zip file or Office document"),
        [0xD0, 0xCF, 0x11, 0xE0, ..] | [b'{', b'\\', b'r', b't', b'f', ..] => Kind::Old,
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] | [b'G', b'I', b'F', b'8', ..] => other("image"),
        [b'R', b'I', b'F', b'F', ..] => other("image or sound"),
        [0x1F, 0x8B, ..] => other("gzip file"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_go_before_the_header() {
        assert_eq!(sniff(b"\n%PDF-1.4", Some("text/html")), Kind::Pdf);
        assert_eq!(sniff(b"<!DOCTYPE HTML><p>404", Some("application/pdf")), Kind::Html);
        assert_eq!(sniff(b"  <html>", Some("text/plain; charset=utf-8")), Kind::Html);
        assert_eq!(sniff(b"PK\x03\x04....word/document.xml", None), Kind::Office(Format::Docx));
        assert_eq!(sniff(b"\xD0\xCF\x11\xE0", Some("application/msword")), Kind::Old);
        assert!(matches!(sniff(&[0; 64], Some("text/html")), Kind::Other(_)));
    }

    #[test]
    fn the_media_type_decides_the_rest() {
        assert_eq!(sniff(b"", Some("text/html")), Kind::Html);
        assert_eq!(sniff(b"Hallo ouders", None), Kind::Text);
        assert_eq!(sniff(b"\xFF\xFEh\0o\0i\0", Some("text/plain")), Kind::Text);
        assert!(matches!(sniff(b"{}", Some("application/json")), Kind::Other(_)));
    }

    #[test]
    fn text_of_two_bytes_a_character_is_not_binary() {
        assert_eq!(sniff(b"\0<\0p\0>\0h\0o\0i", Some("text/html; charset=UTF-16BE")), Kind::Html);
        assert!(matches!(sniff(b"\0<\0p\0>\0h\0o\0i", Some("text/html")), Kind::Other(_)));
    }
}
