//! Where on a site a crawl looks for what an indicator asks: words in links with their weight.

use super::load::Source;
use super::raw;
use crate::model::Habits;
use crate::text::fold;

/// What is looked for in links on behalf of one indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seek {
    /// From this level on, no more is looked for.
    pub enough: u8,
    /// Words of a link's text or address, folded, with their weight.
    pub words: Vec<(String, i32)>,
}

impl Default for Seek {
    fn default() -> Self {
        Self { enough: 3, words: Vec::new() }
    }
}

/// Heaviest weight of a word, and most that a place is worth.
const HEAVIEST: i32 = 100;

impl Seek {
    /// The valid form of what a file says for an indicator; mistakes as (near, message).
    pub(super) fn of(raw: &raw::Seek, id: &str, tell: &mut impl FnMut(&str, String)) -> Self {
        if raw.enough > 3 {
            tell(id, format!("seek '{id}': enough is een niveau van 0 tot en met 3"));
        }
        Self { enough: raw.enough.min(3), words: words(&raw.words, tell) }
    }
}

/// Words with their weight, folded.
pub(super) fn words<'a>(
    raw: impl IntoIterator<Item = (&'a String, &'a i32)>,
    tell: &mut impl FnMut(&str, String),
) -> Vec<(String, i32)> {
    let mut words = Vec::new();
    for (word, weight) in raw {
        let folded = fold(word);
        if folded.trim().is_empty() || weight.abs() > HEAVIEST {
            tell(word, format!("woord '{word}': een woord heeft letters en een gewicht van -100 tot en met 100"));
        }
        words.push((folded, *weight));
    }
    words
}

/// What a file says over the defaults; mistakes as (near, message).
pub(super) fn habits(raw: &raw::Reading, tell: &mut impl FnMut(&str, String)) -> Habits {
    let usual = Habits::default();
    let worths = [("page", raw.page), ("near", raw.near), ("item", raw.item), ("turn", raw.turn)];
    for (name, worth) in worths.into_iter().chain([("document", raw.document), ("least", raw.least)]) {
        if worth.is_some_and(|worth| worth.abs() > HEAVIEST) {
            tell(name, format!("reading '{name}' ligt tussen -100 en 100"));
        }
    }
    Habits {
        page: raw.page.unwrap_or(usual.page),
        near: raw.near.unwrap_or(usual.near),
        item: raw.item.unwrap_or(usual.item),
        turn: raw.turn.unwrap_or(usual.turn),
        document: raw.document.unwrap_or(usual.document),
        newest: raw.newest.unwrap_or(usual.newest),
        list: raw.list.unwrap_or(usual.list),
        least: raw.least.unwrap_or(usual.least),
        patience: raw.patience.unwrap_or(usual.patience),
    }
}

/// What a file says in `seek` of an indicator that no file describes.
pub(super) fn unknown<'a>(
    parts: &'a [(Source, raw::File)],
    ids: &'a [String],
) -> impl Iterator<Item = (&'a Source, &'a String)> {
    let all = parts.iter().flat_map(|(source, file)| file.seek.keys().map(move |id| (source, id)));
    all.filter(|(_, id)| !ids.contains(id))
}

#[cfg(test)]
mod tests {
    use crate::rubric::load::{Mistake, embedded_files, files};

    fn with(more: &str) -> Result<crate::rubric::Rubric, Vec<Mistake>> {
        let own = ("seek.toml".to_owned(), more.as_bytes().to_vec());
        files(embedded_files().into_iter().filter(|(name, _)| name != "seek.toml").chain([own]).collect())
    }

    #[test]
    fn words_and_places_are_read_per_indicator() {
        let rubric =
            with("[reading]\nnewest = 4\n[seek.complaints]\nenough = 2\nwords = { \"Klácht\" = 9 }\n").unwrap();
        assert_eq!((rubric.reading.newest, rubric.reading.page), (4, 5));
        let complaints = rubric.indicators.iter().find(|i| i.id == "complaints").unwrap();
        assert_eq!((complaints.seek.enough, complaints.seek.words.as_slice()), (2, &[("klacht".to_owned(), 9)][..]));
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        for (more, line, part) in [
            ("[reading]\nnieuwste = 4\n", 2, "nieuwste"),
            ("[reading]\npage = 400\n", 2, "'page'"),
            ("[seek.klachten]\nwords = { klacht = 9 }\n", 1, "'klachten'"),
            ("[seek.complaints]\nenough = 4\n", 1, "0 tot en met 3"),
            ("[seek.complaints]\nwords = { klacht = 900 }\n", 2, "'klacht'"),
        ] {
            let mistakes = with(more).unwrap_err();
            assert_eq!((mistakes[0].file.as_str(), mistakes[0].line), ("seek.toml", Some(line)), "{more}");
            assert!(mistakes[0].message.contains(part), "{more}: {}", mistakes[0].message);
        }
    }
}
