//! Makes hostile markup harmless before it is parsed. The parser is quadratic in depth and in attributes per tag, and
//! repeats unclosed inline tags in every block, so all three are bounded here. Text is never dropped.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// Most elements open at one time.
const DEPTH: usize = 512;
/// Most unclosed `font`, `b` and the like.
const INLINE: usize = 16;
/// Most nodes the parser may make.
const NODES: usize = 400_000;
/// Most attributes of one tag.
const ATTRIBUTES: usize = 256;

/// `source` with tags beyond the limits taken out (block tags become line breaks), and inline drawings removed.
pub(crate) fn tame(source: &str) -> Cow<'_, str> {
    let mut tamer =
        Tamer { source, open: HashMap::new(), edits: Vec::new(), depth: 0, inline: 0, nodes: 0, drawings: true };
    tamer.run();
    if tamer.edits.is_empty() {
        return Cow::Borrowed(source);
    }
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    for (range, replacement) in tamer.edits {
        out.push_str(&source[at..range.start]);
        out.push_str(replacement);
        at = range.end;
    }
    out.push_str(&source[at..]);
    Cow::Owned(out)
}

#[derive(Default)]
struct Open {
    kept: usize,
    dropped: usize,
}

struct Tamer<'a> {
    source: &'a str,
    open: HashMap<u64, Open>,
    edits: Vec<(Range<usize>, &'static str)>,
    depth: usize,
    inline: usize,
    nodes: usize,
    /// Whether `</svg` may still come.
    drawings: bool,
}

impl Tamer<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(offset) = self.source[at..].find('<') {
            let start = at + offset;
            let rest = &self.source[start + 1..];
            at = match rest.as_bytes().first() {
                Some(b'!') => start + 1 + skip_declaration(rest),
                Some(b'/') => self.end_tag(start),
                Some(byte) if byte.is_ascii_alphabetic() => self.start_tag(start),
                _ => start + 1,
            };
        }
    }

    fn end_tag(&mut self, start: usize) -> usize {
        let name = name_at(&self.source[start + 2..]);
        let end = self.source[start..].find('>').map_or(self.source.len(), |offset| start + offset + 1);
        let key = hash(name);
        let Some(open) = self.open.get_mut(&key) else {
            return end;
        };
        if open.dropped > 0 {
            open.dropped -= 1;
            self.edits.push((start..end, if is_inline(name) { "" } else { " " }));
        } else if open.kept > 0 {
            open.kept -= 1;
            self.depth -= 1;
            self.inline -= usize::from(is_repeated(name));
        }
        end
    }

    fn start_tag(&mut self, start: usize) -> usize {
        let name = name_at(&self.source[start + 1..]);
        let (end, cut) = tag_end(self.source.as_bytes(), start + 1 + name.len());
        if name.eq_ignore_ascii_case("svg")
            && let Some(close) = self.drawing_end(end)
        {
            self.edits.push((start..close, ""));
            return close;
        }
        let repeated = is_repeated(name);
        self.nodes += 1 + if repeated { 0 } else { self.inline };
        let counts = !has_optional_end(name);
        let full = self.nodes > NODES || counts && self.depth >= DEPTH || repeated && self.inline >= INLINE;
        if counts {
            let open = self.open.entry(hash(name)).or_default();
            if full { open.dropped += 1 } else { open.kept += 1 }
        }
        if full {
            let replacement = if repeated || is_inline(name) {
                ""
            } else if self.nodes > NODES {
                " "
            } else {
                "<br>"
            };
            self.edits.push((start..end, replacement));
        } else {
            self.depth += usize::from(counts);
            self.inline += usize::from(repeated);
            if let Some(cut) = cut {
                self.edits.push((cut..end.saturating_sub(1).max(cut), ""));
            }
        }
        self.behind_raw_text(name, end)
    }

    /// Behind `</svg>`, when there is one.
    fn drawing_end(&mut self, from: usize) -> Option<usize> {
        let close = self.drawings.then(|| find_end_tag(self.source, from, "svg")).flatten();
        self.drawings = close.is_some();
        let close = close?;
        Some(self.source[close..].find('>').map_or(self.source.len(), |offset| close + offset + 1))
    }

    /// In `script` and the like nothing is a tag until their end.
    fn behind_raw_text(&self, name: &str, end: usize) -> usize {
        const RAW: &[&str] =
            &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"];
        match RAW.iter().find(|raw| raw.eq_ignore_ascii_case(name)) {
            Some(raw) => find_end_tag(self.source, end, raw).unwrap_or(self.source.len()),
            None => end,
        }
    }
}

fn skip_declaration(rest: &str) -> usize {
    let close = if rest.starts_with("!--") { rest.find("-->") } else { rest.find('>') };
    close.unwrap_or(rest.len())
}

fn name_at(text: &str) -> &str {
    &text[..text
        .bytes()
        .take_while(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/' | b'>'))
        .count()]
}

/// Where `</name` starts, searching from `from`.
fn find_end_tag(source: &str, from: usize, name: &str) -> Option<usize> {
    let mut at = from;
    while let Some(offset) = source[at..].find("</") {
        at += offset;
        if source.as_bytes()[at + 2..]
            .get(..name.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        {
            return Some(at);
        }
        at += 2;
    }
    None
}

/// Behind the `>` of the tag whose attributes start at `from`; and where to cut it when it has too many.
fn tag_end(bytes: &[u8], from: usize) -> (usize, Option<usize>) {
    let (mut at, mut attributes, mut cut, mut after_equals, mut in_name) = (from, 0, None, false, false);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'>' => return (at + 1, cut),
            b'"' | b'\'' if after_equals => {
                at = bytes[at + 1..]
                    .iter()
                    .position(|close| *close == byte)
                    .map_or(bytes.len(), |offset| at + 1 + offset);
                (after_equals, in_name) = (false, false);
            }
            b'=' => after_equals = true,
            b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/' => in_name = false,
            _ => {
                if !in_name && !after_equals {
                    attributes += 1;
                    if attributes > ATTRIBUTES && byte.is_ascii() && cut.is_none() {
                        cut = Some(at);
                    }
                }
                (after_equals, in_name) = (false, true);
            }
        }
        at += 1;
    }
    (bytes.len(), cut)
}

/// FNV-1a over the lower-case name.
fn hash(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    })
}

fn is_one_of(name: &str, list: &[&str]) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Elements without end tag, and those whose end the parser finds itself: they hardly add depth.
fn has_optional_end(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "p", "li", "br", "img", "td", "tr", "a", "input", "meta", "link", "hr", "option", "dt", "dd", "th", "tbody",
        "thead", "tfoot", "area", "base", "basefont", "col", "embed", "frame", "keygen", "param", "source", "track",
        "wbr", "html", "head", "body", "optgroup", "colgroup",
    ];
    is_one_of(name, NAMES)
}

/// Inline tags that the parser opens again in every block when they are not closed.
fn is_repeated(name: &str) -> bool {
    is_one_of(name, &["b", "strong", "i", "em", "font", "u", "small", "big", "s", "strike", "tt", "code", "nobr"])
}

fn is_inline(name: &str) -> bool {
    is_repeated(name) || is_one_of(name, &["span", "abbr", "sup", "sub", "mark", "label", "q", "cite", "a"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ordinary_pages_pass_untouched() {
        let page =
            "<!DOCTYPE html><p>een<br><b>twee</b><script>'<div>'.repeat(9)</script><ul><li>x<li>y</ul>".repeat(200);
        assert!(matches!(tame(&page), Cow::Borrowed(_)));
    }

    #[test]
    fn too_deep_becomes_flat_and_keeps_its_text() {
        let page = format!("{}diep{}na<footer>voet</footer>", "<div>".repeat(3000), "</div>".repeat(3000));
        let tamed = tame(&page);
        assert_eq!((tamed.matches("<div>").count(), tamed.matches("</div>").count()), (DEPTH, DEPTH));
        assert!(tamed.contains("diep") && tamed.ends_with("na<footer>voet</footer>"));
    }

    #[test]
    fn unclosed_inline_tags_and_attributes_are_bounded() {
        assert_eq!(tame(&"<font size=1>a".repeat(100)).matches("<font").count(), INLINE);
        let tag = format!("<p {}>tekst", "a='1' ".repeat(100_000));
        assert!(tame(&tag).len() < 2_000 && tame(&tag).ends_with(">tekst"));
    }

    #[test]
    fn drawings_go_and_a_huge_number_of_tags_ends() {
        assert_eq!(tame("a<svg><path/><path/></svg>b<svg>c"), "ab<svg>c");
        assert!(tame(&"<p>x".repeat(500_000)).matches("<p>").count() <= NODES);
    }

    proptest! {
        #[test]
        fn never_panics(page in "(<[a-z/!]{0,4}|[ =\"'a>é-]|<svg|</svg>|<script>|<!--){0,60}") {
            tame(&page);
        }
    }
}
