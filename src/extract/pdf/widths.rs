//! Rewrites the width tables of composite fonts. `pdf-extract` 0.12 misreads the form `first last width` and then sees
//! glyphs without width, which puts spaces inside words.

use lopdf::{Dictionary, Document, Object};

/// Most codes of one table.
const CODES: usize = 1 << 16;

/// Gives every composite font its widths in the form `first [width width …]`.
pub(super) fn spell_out(document: &mut Document) {
    let fonts: Vec<_> = document
        .objects
        .iter()
        .filter_map(|(id, object)| table(document, object).map(|widths| (*id, widths)))
        .collect();
    for (id, widths) in fonts {
        if let Ok(font) = document.get_dictionary_mut(id) {
            font.set("W", Object::Array(widths));
        }
    }
}

fn table(document: &Document, object: &Object) -> Option<Vec<Object>> {
    let font: &Dictionary = object.as_dict().ok()?;
    let kind = font.get(b"Subtype").and_then(Object::as_name).ok()?;
    if !kind.starts_with(b"CIDFontType") {
        return None;
    }
    let (_, widths) = document.dereference(font.get(b"W").ok()?).ok()?;
    Some(rewrite(document, widths.as_array().ok()?))
}

fn rewrite(document: &Document, widths: &[Object]) -> Vec<Object> {
    let mut out = Vec::with_capacity(widths.len());
    let mut left = CODES;
    let mut rest = widths;
    while let [first, second, tail @ ..] = rest {
        let list = document.dereference(second).ok().and_then(|(_, object)| object.as_array().ok());
        if let Some(list) = list {
            out.extend([first.clone(), Object::Array(list.clone())]);
            rest = tail;
            continue;
        }
        let [width, tail @ ..] = tail else { break };
        if let (Ok(from), Ok(to)) = (first.as_i64(), second.as_i64()) {
            let count = usize::try_from(to.saturating_sub(from).saturating_add(1)).unwrap_or(0).min(left);
            left -= count;
            out.extend([first.clone(), Object::Array(vec![width.clone(); count])]);
        }
        rest = tail;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_become_lists() {
        let document = Document::new();
        let widths: Vec<Object> =
            vec![1.into(), 3.into(), 500.into(), 7.into(), Object::Array(vec![250.into()]), 9.into(), 9.into()];
        let lists = rewrite(&document, &widths);
        assert_eq!(lists, [1.into(), Object::Array(vec![500.into(); 3]), 7.into(), Object::Array(vec![250.into()])]);
        assert_eq!(
            rewrite(&document, &[0.into(), i64::MAX.into(), 1.into()])[1].as_array().map(Vec::len).ok(),
            Some(CODES)
        );
    }
}
