//! Reading XML as it comes: tags by local name, text with the predefined entities only.

use crate::text::predefined_entity;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Most elements open at one time; deeper ones end the reading.
const DEPTH: usize = 512;

/// What a reader of a document is told.
pub(super) trait Listener {
    /// An element opens.
    fn open(&mut self, name: &str, tag: &BytesStart<'_>);
    /// An element closes.
    fn close(&mut self, name: &str);
    /// Characters.
    fn text(&mut self, text: &str);
    /// Whether enough was read.
    fn is_full(&self) -> bool {
        false
    }
}

/// Reads all of `xml`; `false` when it is broken, nested too deep, or `listener` had enough.
pub(super) fn read(xml: &str, listener: &mut impl Listener) -> bool {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.check_end_names = false;
    let mut depth = 0;
    loop {
        let Ok(event) = reader.read_event() else { return false };
        match event {
            Event::Start(tag) => {
                depth += 1;
                listener.open(tag.local_name().as_ref(), &tag);
            }
            Event::Empty(tag) => {
                listener.open(tag.local_name().as_ref(), &tag);
                listener.close(tag.local_name().as_ref());
            }
            Event::End(tag) => {
                depth -= 1;
                listener.close(tag.local_name().as_ref());
            }
            Event::Text(text) => listener.text(&text.xml10_content()),
            Event::CData(text) => listener.text(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let mut buffer = [0; 4];
                listener.text(predefined_entity(&name).map_or("", |letter| letter.encode_utf8(&mut buffer)));
            }
            Event::Eof => return true,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
        }
        if depth > DEPTH || listener.is_full() {
            return false;
        }
    }
}

/// An attribute by its local name.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.value.into_owned())
}
