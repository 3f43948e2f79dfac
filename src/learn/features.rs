//! Hashed n-grams of a text, and the rubric's word classes that occur in it.

use crate::text::fold;

/// Buckets for character n-grams, and as many above them for words.
const BUCKETS: u32 = 1 << 15;
/// Buckets above those for word classes.
const CLASSES: u32 = 1 << 12;
/// Length of the part of a text's features that tells its word classes, by cross-validation.
const CLASS_LENGTH: f32 = 0.5;
/// Lengths of character n-grams, in characters, within a word with a space at either side.
const GRAMS: std::ops::RangeInclusive<usize> = 2..=5;

/// Where FNV-1a starts.
const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// A text of this many words has features of length √½: in a few words, every word says too much.
const SHORT: f32 = 40.0;

/// Index and value, by index.
pub type Sparse = Vec<(u32, f32)>;

/// How rare each feature is in the training text: inverse document frequency, in sixteenths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idf(pub(super) Vec<u8>);

impl Idf {
    /// Number of features.
    pub const LENGTH: usize = (2 * BUCKETS + CLASSES) as usize;

    /// From the raw counts of all texts: ln((1 + n) / (1 + df)) + 1.
    pub fn of<'c>(texts: impl ExactSizeIterator<Item = &'c Sparse>) -> Self {
        let n = texts.len() as f32;
        let mut df = vec![0u32; Self::LENGTH];
        texts.for_each(|counts| counts.iter().for_each(|&(at, _)| df[at as usize] += 1));
        Self(
            df.into_iter()
                .map(|d| ((((1.0 + n) / (1.0 + d as f32)).ln() + 1.0) * 16.0).round().min(255.0) as u8)
                .collect(),
        )
    }

    /// Raw counts to features: (1 + ln count) × idf for characters and words, each part of one length. Classes all count
    /// alike: common ones tell as much as rare ones.
    pub fn weigh(&self, counts: &Sparse) -> Sparse {
        // Most features occur once; the logarithm of that is known.
        let times = |count: f32| if count == 1.0 { 1.0 } else { 1.0 + count.ln() };
        let value = |&(at, count): &(u32, f32)| (at, times(count) * f32::from(self.0[at as usize]) / 16.0);
        let mut out: Sparse = counts.iter().map(value).collect();
        let classes = out.partition_point(|(at, _)| *at < 2 * BUCKETS);
        let (grams, classes) = out.split_at_mut(classes);
        let words = grams.partition_point(|(at, _)| *at < BUCKETS);
        // Every word counts once alone and, but for the first, once with the word before it.
        let n = counts[words..grams.len()].iter().map(|(_, count)| count).sum::<f32>() / 2.0;
        let length = (n / (n + SHORT)).sqrt();
        let (characters, words) = grams.split_at_mut(words);
        normalise(characters, length);
        normalise(words, length);
        classes.iter_mut().for_each(|(_, value)| *value = 1.0);
        normalise(classes, CLASS_LENGTH);
        out
    }
}

fn normalise(part: &mut [(u32, f32)], to: f32) {
    let length = part.iter().map(|(_, v)| v * v).sum::<f32>().sqrt();
    if length > 0.0 {
        part.iter_mut().for_each(|(_, v)| *v *= to / length);
    }
}

/// The feature of a word class, by its term: classes are numbered anew whenever the rubric changes.
pub fn class_feature(term: &str) -> u32 {
    2 * BUCKETS + (bucket(hash(SEED, term.as_bytes())) & (CLASSES - 1))
}

#[cfg(test)]
/// Raw counts of the n-grams of `text`, and of the `classes` (as [`class_feature`]s) that occur in it.
pub(super) fn counts(text: &str, classes: impl Iterator<Item = u32>) -> Sparse {
    let mut tally = Tally::default();
    tally.add(&Grams::of(text).features);
    classes.for_each(|class| tally.one(class));
    tally.drain()
}

/// The n-grams of one text, made once for all counts that it is part of.
#[derive(Debug, Default)]
pub struct Grams {
    /// Features, in no order, each as often as it occurs.
    pub features: Vec<u32>,
    /// First word, folded.
    first: String,
    /// Hash of the last word; `None` without words.
    last: Option<u64>,
}

impl Grams {
    /// Of `text`.
    pub fn of(text: &str) -> Self {
        let folded = fold(text);
        let mut found = Self { features: Vec::with_capacity(folded.len() * 5), ..Self::default() };
        for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
            characters(word, &mut found.features);
            let hashed = hash(SEED, word.as_bytes());
            found.features.push(BUCKETS + bucket(hashed));
            match found.last {
                Some(before) => found.features.push(pair(before, word)),
                None => found.first = word.to_owned(),
            }
            found.last = Some(hashed);
        }
        found
    }
}

/// The feature of two words that follow each other; of the first one only the hash is needed.
fn pair(before: u64, word: &str) -> u32 {
    BUCKETS + bucket(hash(hash(before, b" "), word.as_bytes()))
}

/// Counts features, and gives them in order.
#[derive(Debug)]
pub struct Tally {
    counts: Vec<u32>,
    /// A bit for each feature that was counted: in order without sorting.
    touched: Vec<u64>,
    /// Hash of the last word.
    last: Option<u64>,
}

impl Default for Tally {
    fn default() -> Self {
        Self { counts: vec![0; Idf::LENGTH], touched: vec![0; Idf::LENGTH.div_ceil(64)], last: None }
    }
}

impl Tally {
    /// Counts a text that stands behind what was counted before.
    pub fn follow(&mut self, text: &Grams) {
        self.add(&text.features);
        if let (Some(before), Some(_)) = (self.last, text.last) {
            self.one(pair(before, &text.first));
        }
        self.last = text.last.or(self.last);
    }

    /// Counts features.
    pub fn add(&mut self, features: &[u32]) {
        features.iter().for_each(|&at| self.one(at));
    }

    /// Counts a feature.
    pub fn one(&mut self, at: u32) {
        self.counts[at as usize] += 1;
        self.touched[at as usize / 64] |= 1 << (at % 64);
    }

    /// What was counted, by feature. The tally is empty then.
    pub fn drain(&mut self) -> Sparse {
        self.last = None;
        let mut out = Sparse::with_capacity(self.touched.iter().map(|word| word.count_ones() as usize).sum());
        for (at, word) in self.touched.iter_mut().enumerate().filter(|(_, word)| **word != 0) {
            let mut left = std::mem::take(word);
            while left != 0 {
                let feature = at * 64 + left.trailing_zeros() as usize;
                left &= left - 1;
                out.push((feature as u32, std::mem::take(&mut self.counts[feature]) as f32));
            }
        }
        out
    }
}

/// The hash runs on from character to character, so every length costs one step more than the one before.
fn characters(word: &str, found: &mut Vec<u32>) {
    let mut padded = [b" ", word.as_bytes(), b" "].concat();
    // A byte that opens a character stands behind the last one, so that every character has an end.
    padded.push(b' ');
    let opens = |at: &usize| padded[*at] & 0xc0 != 0x80;
    for start in (0..padded.len() - 1).filter(opens) {
        let ends = (start + 1..padded.len()).filter(opens).take(*GRAMS.end()).enumerate();
        let (mut h, mut from) = (SEED, start);
        for (n, end) in ends {
            h = hash(h, &padded[from..end]);
            from = end;
            if GRAMS.contains(&(n + 1)) {
                found.push(bucket(h));
            }
        }
    }
}

/// FNV-1a, run on from `h`: the same on every machine.
fn hash(h: u64, part: &[u8]) -> u64 {
    part.iter().fold(h, |h, byte| (h ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A hash folded to the number of buckets.
fn bucket(h: u64) -> u32 {
    ((h >> 32) ^ h) as u32 & (BUCKETS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::iter::empty;

    fn counts(text: &str) -> Sparse {
        super::counts(text, empty())
    }

    #[test]
    fn case_accents_and_punctuation_do_not_count() {
        assert_eq!(counts("Één ouder, één kind!"), counts("een ouder een kind"));
        assert_ne!(counts("een kind"), counts("kind een"));
    }

    #[test]
    fn grams_are_of_two_to_five_characters_within_a_word() {
        let grams = |text: &str, part: &str| {
            let at = bucket(hash(SEED, part.as_bytes()));
            counts(text).iter().find(|(found, _)| *found == at).map(|(_, n)| *n)
        };
        assert_eq!(counts("a").iter().map(|(_, n)| *n).sum::<f32>(), 4.0, "' a', 'a ', ' a ' and the word");
        assert_eq!(grams("mei mei", " mei "), Some(2.0));
        assert_eq!(grams("mei", "mei"), Some(1.0));
        // Three characters of two bytes each.
        assert_eq!(grams("жж", " жж "), Some(1.0));
        assert_eq!(counts("жж").iter().map(|(_, n)| *n).sum::<f32>(), 7.0);
        for (gram, there) in [("en in", false), ("m", false), ("middag", false), ("mid", true)] {
            assert_eq!(grams("morgen in middag", gram).is_some(), there, "{gram}");
        }
    }

    #[test]
    fn both_halves_are_of_one_length_that_grows_with_the_text() {
        let texts = [counts("ouders praten mee"), counts(&"ouders praten mee over de school ".repeat(40))];
        let idf = Idf::of(texts.iter());
        let length = |text: &Sparse, low: bool| {
            let half = idf.weigh(text).into_iter().filter(|(at, _)| (*at < BUCKETS) == low);
            half.map(|(_, v)| v * v).sum::<f32>().sqrt()
        };
        for text in &texts {
            assert!((length(text, true) - length(text, false)).abs() < 1e-4);
        }
        assert!(length(&texts[0], true) < 0.3 && length(&texts[1], true) > 0.9);
    }

    #[test]
    fn parts_count_as_the_text_they_make() {
        let parts = ["Ouders praten mee.", " - ", "Wij vragen ouders, elk jaar.", "", "Mee"];
        let mut tally = Tally::default();
        for _ in 0..2 {
            parts.iter().for_each(|part| tally.follow(&Grams::of(part)));
            assert_eq!(tally.drain(), counts(&parts.join(" ")));
        }
    }

    #[test]
    fn classes_stand_apart_from_words() {
        let feature = class_feature("@ouders");
        assert!(feature >= 2 * BUCKETS && (feature as usize) < Idf::LENGTH);
        let text = super::counts("ouders praten mee", [feature, class_feature("@praten")].into_iter());
        let idf = Idf::of([counts("ouders"), text.clone()].iter());
        let classes: Sparse = idf.weigh(&text).into_iter().filter(|(at, _)| *at >= 2 * BUCKETS).collect();
        assert_eq!(classes.len(), 2);
        assert!((classes.iter().map(|(_, v)| v * v).sum::<f32>().sqrt() - CLASS_LENGTH).abs() < 1e-4);
    }
}
