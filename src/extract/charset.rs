//! From bytes to text: byte order mark, header, `meta` or XML declaration, then detection.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// How far into the page a declaration counts, in bytes.
const PRESCAN: usize = 1024;

/// Decodes a page or text file. Never fails: what cannot be decoded becomes U+FFFD.
///
/// `content_type` is the raw header. A declaration that the bytes contradict (windows-1252 declared, UTF-8 sent, or
/// the other way round) gives way, because school sites move between hosts more often than their templates do.
pub fn decode(bytes: &[u8], content_type: Option<&str>) -> String {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[length..]).0.into_owned();
    }
    let declared = content_type.and_then(from_header).or_else(|| declared_inside(&bytes[..bytes.len().min(PRESCAN)]));
    let Some(encoding) = declared else {
        return text(bytes, guess(bytes));
    };
    if encoding == UTF_8 {
        return utf8_or_guess(bytes);
    }
    let really_utf8 = encoding.is_single_byte() && !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
    text(bytes, if really_utf8 { UTF_8 } else { encoding })
}

fn text(bytes: &[u8], encoding: &'static Encoding) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// A stray broken sequence stays U+FFFD; a page without one good sequence among broken ones is not UTF-8.
fn utf8_or_guess(bytes: &[u8]) -> String {
    let (decoded, broken) = UTF_8.decode_without_bom_handling(bytes);
    let lost = if broken { decoded.chars().filter(|c| *c == '\u{fffd}').count() } else { 0 };
    let good = decoded.chars().filter(|c| !c.is_ascii()).count() - lost;
    if lost > good { text(bytes, guess_single(bytes)) } else { decoded.into_owned() }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { detect(bytes, Utf8Detection::Allow) }
}

fn guess_single(bytes: &[u8]) -> &'static Encoding {
    detect(bytes, Utf8Detection::Deny)
}

fn detect(bytes: &[u8], utf8: Utf8Detection) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"nl"), utf8)
}

fn from_header(header: &str) -> Option<&'static Encoding> {
    label_after(&header.to_ascii_lowercase(), "charset")
        .and_then(|label| Encoding::for_label_no_replacement(label.as_bytes()))
}

/// A `meta` or XML declaration. UTF-16 cannot be true there (we read it byte by byte), so it means UTF-8.
fn declared_inside(start: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(start).to_ascii_lowercase();
    let label = from_meta(&head).or_else(|| from_xml(&head))?;
    let encoding = Encoding::for_label_no_replacement(label.as_bytes())?;
    Some(match encoding {
        e if e == UTF_16BE || e == UTF_16LE => UTF_8,
        e if e == X_USER_DEFINED => WINDOWS_1252,
        e => e,
    })
}

fn from_meta(head: &str) -> Option<&str> {
    head.match_indices("<meta").find_map(|(at, _)| {
        let tag = &head[at..];
        label_after(&tag[..tag.find('>').unwrap_or(tag.len())], "charset")
    })
}

fn from_xml(head: &str) -> Option<&str> {
    let declaration = head.trim_start().strip_prefix("<?xml")?;
    label_after(&declaration[..declaration.find("?>")?], "encoding")
}

/// The value in `key = "value"`; `text` is lower case.
fn label_after<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    text.match_indices(key).find_map(|(at, _)| {
        let value = text[at + key.len()..].trim_start().strip_prefix('=')?.trim_start();
        let value = value.trim_start_matches(['"', '\'']);
        let end = value.find(['"', '\'', ';', ' ', '\t', '\n', '\r', ',', '/']).unwrap_or(value.len());
        (end > 0).then(|| &value[..end])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LATIN: &[u8] = b"<p>De co\xF6rdinator belt de ouders van It Klaverbl\xEAd \x95 \x80 5</p>";

    fn with(head: &str, body: &[u8]) -> Vec<u8> {
        [head.as_bytes(), body].concat()
    }

    #[test]
    fn windows_1252_by_meta_header_or_detection() {
        for (bytes, header) in [
            (with("<META HTTP-EQUIV=Content-Type CONTENT=\"text/html; charset=iso-8859-1\">", LATIN), None),
            (LATIN.to_vec(), Some("text/html; charset=ISO-8859-1")),
            (LATIN.to_vec(), Some("text/html")),
            (with("<meta charset=utf-8>", LATIN), None),
        ] {
            assert!(
                decode(&bytes, header).contains("coördinator belt de ouders van It Klaverblêd • € 5"),
                "{header:?}"
            );
        }
    }

    #[test]
    fn utf8_wins_over_a_declaration_it_contradicts() {
        let bytes = with("<meta charset=iso-8859-1>", "coördinator".as_bytes());
        assert!(decode(&bytes, None).contains("coördinator"));
        assert!(decode("coördinator".as_bytes(), None).contains("coördinator"));
    }

    #[test]
    fn marks_and_odd_labels() {
        assert_eq!(decode(b"\xEF\xBB\xBFhoi", Some("text/html; charset=iso-8859-1")), "hoi");
        assert_eq!(decode(b"\xFF\xFEh\0o\0i\0", None), "hoi");
        assert!(decode(&with("<meta charset='utf-16'>", "één".as_bytes()), None).ends_with("één"));
        assert!(decode(b"<meta charset=utf-7>+ADw-script+AD4-", None).contains("+ADw-"));
        assert!(decode(&with("<?xml version='1.0' encoding='windows-1252'?>", LATIN), None).contains("coördinator"));
        assert!(decode("<meta name=x content='charset'><p>één".as_bytes(), None).ends_with("één"));
    }

    proptest! {
        #[test]
        fn any_bytes_decode(bytes in prop::collection::vec(any::<u8>(), 0..400), header in prop::option::of("\\PC{0,40}")) {
            decode(&bytes, header.as_deref());
        }

        #[test]
        fn utf8_stays_itself(text in "[a-zé ]{0,80}") {
            prop_assert_eq!(decode(text.as_bytes(), Some("text/html; charset=utf-8")), text);
        }
    }
}
