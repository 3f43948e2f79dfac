//! Reads sitemaps: XML or plain text, packed or not, broken or not.

use crate::text::predefined_entity;
use flate2::read::MultiGzDecoder;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::Read;
use url::Url;

/// Most bytes of one sitemap, unpacked (the protocol's own limit).
const MOST_BYTES: u64 = 50 * 1024 * 1024;

/// Most addresses of one sitemap; the protocol allows 50 000.
const MOST_ENTRIES: usize = 100_000;

/// What a sitemap lists.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sitemap {
    /// Pages.
    pub(super) pages: Vec<Entry>,
    /// Further sitemaps.
    pub(super) sitemaps: Vec<Url>,
}

/// A page in a sitemap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its address.
    pub(super) url: Url,
    /// When it last changed, as written (W3C date, so it sorts as text); empty when not told.
    pub(super) changed: String,
    /// Whether the sitemap that names it is one of posts, events or albums by its name.
    pub(super) is_post: bool,
}

impl Sitemap {
    /// Takes what can be read. HTML and anything else give an empty sitemap.
    pub(super) fn read(body: &[u8]) -> Self {
        let body = if body.starts_with(&[0x1f, 0x8b]) { &unpack(body) } else { body };
        let text = String::from_utf8_lossy(body);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if text.starts_with('<') { Self::of_xml(text) } else { Self::of_lines(text) }
    }

    fn of_lines(text: &str) -> Self {
        let urls = text.lines().filter_map(|line| address(line.trim()));
        let pages = urls.map(|url| Entry { url, changed: String::new(), is_post: false }).take(MOST_ENTRIES).collect();
        Self { pages, sitemaps: Vec::new() }
    }

    fn of_xml(text: &str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        let mut walk = Walk::default();
        while let Ok(event) = reader.read_event() {
            if matches!(event, Event::Eof) || walk.found.pages.len() + walk.found.sitemaps.len() >= MOST_ENTRIES {
                break;
            }
            walk.step(&event);
        }
        walk.found
    }
}

/// Unpacks up to the cap and keeps what came before an error.
fn unpack(body: &[u8]) -> Vec<u8> {
    let mut unpacked = Vec::new();
    // An error ends the data; what was read stays.
    let _ = MultiGzDecoder::new(body).take(MOST_BYTES).read_to_end(&mut unpacked);
    unpacked
}

fn address(text: &str) -> Option<Url> {
    Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
}

/// Reading XML: the element it is in, and the text collected there.
#[derive(Default)]
struct Walk {
    path: Vec<String>,
    text: String,
    url: Option<Url>,
    changed: String,
    found: Sitemap,
}

impl Walk {
    fn step(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => {
                self.path.push(tag.local_name().as_ref().to_ascii_lowercase());
                self.text.clear();
            }
            Event::End(tag) => self.end(&tag.local_name().as_ref().to_ascii_lowercase()),
            Event::Text(text) => self.text.push_str(&text.xml10_content()),
            Event::CData(text) => self.text.push_str(&text.xml10_content()),
            Event::GeneralRef(name) => self.text.extend(predefined_entity(name)),
            _ => {}
        }
    }

    /// Tags that are closed in the wrong order close what is inside them too.
    fn end(&mut self, name: &str) {
        let Some(depth) = self.path.iter().rposition(|open| open == name) else { return };
        let parent = depth.checked_sub(1).map(|above| self.path[above].clone()).unwrap_or_default();
        self.path.truncate(depth);
        match (parent.as_str(), name) {
            ("url" | "sitemap", "loc") => self.url = address(self.text.trim()),
            ("url", "lastmod") => self.changed = self.text.trim().to_owned(),
            (_, "url") => {
                let changed = std::mem::take(&mut self.changed);
                self.found.pages.extend(self.url.take().map(|url| Entry { url, changed, is_post: false }));
            }
            (_, "sitemap") => self.found.sitemaps.extend(self.url.take()),
            _ => {}
        }
        self.text.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use proptest::prelude::*;
    use std::io::Write;

    fn pages(body: &[u8]) -> Vec<String> {
        Sitemap::read(body).pages.into_iter().map(|entry| entry.url.into()).collect()
    }

    fn packed(body: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(body).and_then(|()| encoder.finish()).expect("packing in memory")
    }

    const SET: &str = "<?xml version='1.0'?><urlset><url><loc>https://s.example/a?x=1&amp;y=2</loc>\
                       <lastmod>2026-11-01</lastmod></url><url><loc> https://s.example/b </loc></url></urlset>";

    #[test]
    fn a_plain_set_is_read_with_its_dates() {
        let found = Sitemap::read(SET.as_bytes()).pages;
        assert_eq!(found[0].url.as_str(), "https://s.example/a?x=1&y=2");
        assert_eq!((found[0].changed.as_str(), found[1].changed.as_str()), ("2026-11-01", ""));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn an_index_lists_sitemaps() {
        let found =
            Sitemap::read(b"<sitemapindex><sitemap><loc>https://s.example/1.xml</loc></sitemap></sitemapindex>");
        assert_eq!(found.sitemaps.iter().map(Url::as_str).collect::<Vec<_>>(), ["https://s.example/1.xml"]);
        assert!(found.pages.is_empty());
    }

    #[test]
    fn prefixes_cdata_and_images() {
        let body = "<s:urlset><s:url><s:loc> <![CDATA[https://s.example/los]]>\n</s:loc><image:image>\
                    <image:loc>https://s.example/foto.jpg</image:loc></image:image></s:url></s:urlset>";
        assert_eq!(pages(body.as_bytes()), ["https://s.example/los"]);
    }

    #[test]
    fn packed_and_text_forms() {
        assert_eq!(pages(&packed(SET.as_bytes())).len(), 2);
        assert_eq!(
            pages(b"\xef\xbb\xbfhttps://s.example/een\r\nrommel\nftp://s.example/x\nhttps://s.example/twee"),
            ["https://s.example/een", "https://s.example/twee"]
        );
        let whole = packed(SET.repeat(40).as_bytes());
        assert!(!pages(&whole[..whole.len() - 9]).is_empty());
    }

    #[test]
    fn broken_xml_gives_what_came_before() {
        let body = "<urlset><url><loc>https://s.example/a?x=1&y=2</loc></url><url><loc>https://s.example/b</loc></url></urlset>\n<kapot";
        assert_eq!(pages(body.as_bytes()), ["https://s.example/a?x=1&y=2", "https://s.example/b"]);
        assert_eq!(pages(b"<urlset><url><loc>https://s.example/a</url></loc>\xff</urlset>").len(), 0);
        assert!(pages(b"<!doctype html><html><a href='https://s.example/'>x</a>").is_empty());
    }

    #[test]
    fn entities_of_the_document_are_not_expanded() {
        let body = "<!DOCTYPE urlset [<!ENTITY a \"/los\"><!ENTITY b \"&a;&a;\">]><urlset>\
                    <url><loc>https://s.example&b;</loc></url><url><loc>https://s.example/c&#97;</loc></url></urlset>";
        assert_eq!(pages(body.as_bytes()), ["https://s.example/", "https://s.example/ca"]);
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(body in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = Sitemap::read(&body);
        }

        #[test]
        fn any_tags_are_survived(body in "(<[/!?]?(url|loc|sitemap|a:loc)>?|&[a-z#]{0,3};?|https://s.example/|]]>| ){0,30}") {
            let _ = Sitemap::read(format!("<{body}").as_bytes());
        }
    }
}
