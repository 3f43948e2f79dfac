//! What kind of file the bytes are. Servers name the type wrongly often enough that the bytes go first.

/// Bytes looked at.
const START: usize = 1024;

/// Kinds of file, as far as readers differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Html,
    Text,
    Pdf,
    /// No reader; what it is, in English.
    Other(String),
}

/// Tells the kind by the first bytes, and by the media type where these leave it open.
pub(crate) fn sniff(body: &[u8], content_type: Option<&str>) -> Kind {
    let start = &body[..body.len().min(START)];
    let media = content_type.unwrap_or("").split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    if start.windows(5).any(|window| window == b"%PDF-") && !looks_like_html(start) {
        return Kind::Pdf;
    }
    if let Some(what) = signature(body) {
        return Kind::Other(what.into());
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

fn signature(body: &[u8]) -> Option<&'static str> {
    let zip = |needle: &[u8]| body[..body.len().min(4096)].windows(needle.len()).any(|window| window == needle);
    Some(match body {
        [b'P', b'K', 3, 4, ..] if zip(b"word/") => "Word document (docx), not read",
        [b'P', b'K', 3, 4, ..] if zip(b"opendocument.text") => "OpenDocument text (odt), not read",
        [b'P', b'K', 3, 4, ..] => "zip file or Office document, not read",
        [0xD0, 0xCF, 0x11, 0xE0, ..] => "old Office document (doc, xls, ppt), not read",
        [b'{', b'\\', b'r', b't', b'f', ..] => "RTF document, not read",
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] | [b'G', b'I', b'F', b'8', ..] => "image",
        [b'R', b'I', b'F', b'F', ..] => "image or sound",
        [0x1F, 0x8B, ..] => "gzip file",
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
        assert!(matches!(sniff(b"PK\x03\x04....word/document.xml", None), Kind::Other(what) if what.contains("docx")));
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
