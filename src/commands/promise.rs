//! What a link promises, by the rubric's words in its text and address.

use crate::crawl::Promised;
use crate::text::fold;
use aho_corasick::AhoCorasick;
use std::collections::BTreeMap;
use url::Url;

/// A word shorter than this counts only at the start of a word: "mr" does not stand in "zomrooster".
const SHORT: usize = 5;

/// To which aim a word promises something, with its weight; `None`: always.
type Weight = (Option<usize>, i32);

/// The words of all aims, found in one pass.
pub(super) struct Words {
    automaton: Option<AhoCorasick>,
    words: Vec<(bool, Vec<Weight>)>,
}

impl Words {
    /// Of the words that `always` count, and those of each of the `aims`. Words are folded already.
    pub(super) fn new<'a>(always: &[(String, i32)], aims: impl Iterator<Item = &'a [(String, i32)]>) -> Self {
        let mut weights: BTreeMap<String, Vec<Weight>> = BTreeMap::new();
        let aims = aims.enumerate().flat_map(|(aim, words)| words.iter().map(move |word| (Some(aim), word)));
        for (aim, (word, weight)) in always.iter().map(|word| (None, word)).chain(aims) {
            weights.entry(word.clone()).or_default().push((aim, *weight));
        }
        let automaton = AhoCorasick::new(weights.keys());
        let words = weights.into_iter().map(|(word, weights)| (word.chars().count() < SHORT, weights)).collect();
        // Only gigabytes of words make no automaton; then no link promises anything.
        Self { automaton: automaton.ok(), words }
    }

    /// What a link promises: of each word that it holds the weight, once.
    pub(super) fn promise(&self, url: &Url, text: &str) -> Promised {
        let said = said(url, text);
        let mut found: Vec<usize> = Vec::new();
        for hit in self.automaton.iter().flat_map(|automaton| automaton.find_overlapping_iter(&said)) {
            let word = hit.pattern().as_usize();
            let begins = said[..hit.start()].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
            if (begins || !self.words[word].0) && !found.contains(&word) {
                found.push(word);
            }
        }
        let mut promised = Promised::default();
        let mut aims: BTreeMap<usize, i32> = BTreeMap::new();
        for (aim, weight) in found.iter().flat_map(|word| &self.words[*word].1) {
            match aim {
                Some(aim) => *aims.entry(*aim).or_default() += weight,
                None => promised.always += weight,
            }
        }
        promised.aims = aims.into_iter().collect();
        promised
    }
}

/// A function that tells what `words` in a link's address or text promise. Words are folded already.
pub(super) fn by(words: &[(String, i32)]) -> impl Fn(&Url, &str) -> i32 + Send + Sync + 'static {
    let words = Words::new(words, std::iter::empty());
    move |url, text| words.promise(url, text).always
}

/// Address and text of a link as one text, signs between words made spaces.
fn said(url: &Url, text: &str) -> String {
    let path = url.path().replace("%20", " ");
    let folded = fold(&format!("{path} {} {text}", url.query().unwrap_or_default()));
    folded.chars().map(|letter| if matches!(letter, '/' | '-' | '_' | '+' | '.') { ' ' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(list: &[(&str, i32)]) -> Vec<(String, i32)> {
        list.iter().map(|(word, weight)| ((*word).to_owned(), *weight)).collect()
    }

    fn promise(address: &str, text: &str) -> (i32, Vec<(usize, i32)>) {
        let aims = [words(&[("enquete", 5), ("ouders", 1)]), words(&[("groep 8", 9), ("mr", 4)])];
        let all = Words::new(&words(&[("ouders", 3), ("vacature", -2)]), aims.iter().map(Vec::as_slice));
        let promised = all.promise(&Url::parse("https://school.example").unwrap().join(address).unwrap(), text);
        (promised.always, promised.aims)
    }

    #[test]
    fn words_in_address_and_text_add_up_each_once() {
        assert_eq!(promise("/voor-Ouders", "Enquête voor ouders"), (3, vec![(0, 6)]));
        assert_eq!(promise("/voor-ouders", "Vacatures"), (1, vec![(0, 1)]));
        assert_eq!(promise("/groep-8/", ""), (0, vec![(1, 9)]));
    }

    #[test]
    fn short_words_count_at_the_start_of_a_word_only() {
        assert_eq!(promise("/zomrooster", "Zomrooster"), (0, vec![]));
        assert_eq!(promise("/mr-en-or", ""), (0, vec![(1, 4)]));
    }
}
