//! Long terms with one slip of the keyboard: "medezegenschapsraad", "ouderbertokkenheid".

use std::collections::{BTreeSet, HashMap};

/// Shorter terms are left alone: one letter makes another word of them ("gesprek", "besprek").
pub(super) const LONG: usize = 10;

/// Longer words are no words: the time to look for a slip grows with the square of the length.
const LONGEST: usize = 60;

/// The long terms of a rubric, by what is left of them without one of their letters (symmetric deletion, Garbe 2012).
#[derive(Debug, Default)]
pub(super) struct Typos {
    /// Terms that are whole words.
    words: Deletes,
    /// Terms with which a word may begin.
    starts: Deletes,
}

#[derive(Debug, Default)]
struct Deletes {
    terms: Vec<String>,
    /// Terms by the hash of what is left of them. Two that share one by accident are told apart by their letters.
    left: HashMap<u64, Vec<u32>>,
}

impl Typos {
    /// From literals as `^word$`, `^start` and the like; those without a beginning are left out.
    pub(super) fn of<'l>(literals: impl Iterator<Item = &'l str>) -> Self {
        let (mut words, mut starts) = (BTreeSet::new(), BTreeSet::new());
        for literal in literals.filter_map(|l| l.strip_prefix('^')) {
            match literal.strip_suffix('$') {
                Some(word) if is_long(word) => words.insert(word),
                None if is_long(literal) => starts.insert(literal),
                _ => false,
            };
        }
        Self { words: Deletes::of(&words), starts: Deletes::of(&starts) }
    }

    /// The word that `word` is meant to be, when it is one edit away from a long term.
    pub(super) fn correct(&self, word: &str) -> Option<String> {
        if !(LONG..=LONGEST).contains(&word.chars().take(LONGEST + 1).count()) {
            return None;
        }
        self.words.nearest(word).map(str::to_owned).or_else(|| {
            let ends = word.char_indices().map(|(at, _)| at).skip(LONG - 1);
            ends.map(|end| word.split_at(end))
                .find_map(|(start, rest)| Some(self.starts.nearest(start)?.to_owned() + rest))
        })
    }
}

impl Deletes {
    fn of(terms: &BTreeSet<&str>) -> Self {
        let mut all = Self::default();
        for (number, term) in terms.iter().enumerate() {
            all.terms.push((*term).to_owned());
            let left = without_one(term).chain([hash(&[term])]);
            left.for_each(|left| all.left.entry(left).or_default().push(number as u32));
        }
        all
    }

    /// The first term that is one insertion, deletion, substitution or swap away and begins with the same letter.
    fn nearest(&self, word: &str) -> Option<&str> {
        let close = |term: &&str| term.chars().next() == word.chars().next() && strsim::osa_distance(term, word) == 1;
        let mut candidates = without_one(word).chain([hash(&[word])]).filter_map(|left| self.left.get(&left)).flatten();
        candidates.find_map(|at| Some(self.terms[*at as usize].as_str()).filter(close))
    }
}

fn is_long(word: &str) -> bool {
    word.chars().count() >= LONG
}

/// Hashes of what is left of a word without each of its letters.
fn without_one(word: &str) -> impl Iterator<Item = u64> {
    word.char_indices().map(move |(at, letter)| hash(&[&word[..at], &word[at + letter.len_utf8()..]]))
}

/// FNV-1a over the parts as one text.
fn hash(parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn correct(word: &str) -> Option<String> {
        Typos::of(["^medezeggenschapsraad$", "^tevredenheid", "^gesprek$", "onderzoek$"].into_iter()).correct(word)
    }

    #[test]
    fn one_edit_in_a_long_term_is_mended() {
        let meant = Some("medezeggenschapsraad".to_owned());
        for slip in ["medezegenschapsraad", "medezeggenschapraad", "medezeggenschpasraad", "medezeggemschapsraad"] {
            assert_eq!(correct(slip), meant, "{slip}");
        }
        assert_eq!(correct("tevredeheidspeiling"), Some("tevredenheidspeiling".into()));
    }

    #[test]
    fn a_word_of_a_million_letters_takes_no_time() {
        assert_eq!(correct(&format!("medezegenschapsraad{}", "a".repeat(1_000_000))), None);
        assert_eq!(correct(&"tevredeheid".repeat(100_000)), None);
    }

    #[test]
    fn other_words_are_left_alone() {
        for word in ["medezeggenschap", "medezegenschapraad", "besprek", "gesprekk", "onderzoeken", "welbevinden", ""] {
            assert_eq!(correct(word), None, "{word}");
        }
    }
}
