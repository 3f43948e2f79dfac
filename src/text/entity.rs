//! Entities of XML.

use quick_xml::events::BytesRef;

/// The character of a predefined entity or a character reference. Entities that a document declares itself are not
/// expanded: they are used for attacks only.
pub fn predefined_entity(name: &BytesRef<'_>) -> Option<char> {
    match name.as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => name.resolve_char_ref().ok().flatten(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_entities_of_a_document_are_nothing() {
        let of = |name| predefined_entity(&BytesRef::new(name));
        assert_eq!((of("amp"), of("#233"), of("#xe9"), of("lol")), (Some('&'), Some('é'), Some('é'), None));
    }
}
