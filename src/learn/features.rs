//! Hashed n-grams of a text.

use crate::text::fold;
use std::collections::HashMap;

/// Buckets for each of the two kinds of feature: characters below, words above.
const BUCKETS: u32 = 1 << 15;
/// Lengths of character n-grams, in characters, within a word with a space at either side.
const GRAMS: std::ops::RangeInclusive<usize> = 2..=5;

/// A text of this many words has features of length √½: in a few words, every word says too much.
const SHORT: f32 = 40.0;

/// Index and value, by index.
pub type Sparse = Vec<(u32, f32)>;

/// How rare each feature is in the training text: inverse document frequency, in sixteenths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idf(pub(super) Vec<u8>);

impl Idf {
    /// Number of features.
    pub const LENGTH: usize = 2 * BUCKETS as usize;

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

    /// Raw counts to features: (1 + ln count) × idf, characters and words each of length 1.
    pub fn weigh(&self, counts: &Sparse) -> Sparse {
        let value = |&(at, count): &(u32, f32)| (at, (1.0 + count.ln()) * f32::from(self.0[at as usize]) / 16.0);
        let mut out: Sparse = counts.iter().map(value).collect();
        let words = out.partition_point(|(at, _)| *at < BUCKETS);
        let (characters, words) = out.split_at_mut(words);
        // Every word counts once alone and, but for the first, once with the word before it.
        let n = counts.iter().filter(|(at, _)| *at >= BUCKETS).map(|(_, count)| count).sum::<f32>() / 2.0;
        let length = (n / (n + SHORT)).sqrt();
        normalise(characters, length);
        normalise(words, length);
        out
    }
}

fn normalise(part: &mut [(u32, f32)], to: f32) {
    let length = part.iter().map(|(_, v)| v * v).sum::<f32>().sqrt();
    if length > 0.0 {
        part.iter_mut().for_each(|(_, v)| *v *= to / length);
    }
}

/// Raw counts of the n-grams of `text`.
pub fn counts(text: &str) -> Sparse {
    let folded = fold(text);
    let mut found: HashMap<u32, f32> = HashMap::new();
    let mut before: Option<&str> = None;
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        characters(word, &mut found);
        *found.entry(BUCKETS + hash(&[word.as_bytes()])).or_default() += 1.0;
        if let Some(before) = before {
            *found.entry(BUCKETS + hash(&[before.as_bytes(), b" ", word.as_bytes()])).or_default() += 1.0;
        }
        before = Some(word);
    }
    let mut out: Sparse = found.into_iter().collect();
    out.sort_unstable_by_key(|(at, _)| *at);
    out
}

fn characters(word: &str, found: &mut HashMap<u32, f32>) {
    let padded = format!(" {word} ");
    let starts: Vec<usize> = padded.char_indices().map(|(at, _)| at).chain([padded.len()]).collect();
    for n in GRAMS {
        for window in starts.windows(n + 1) {
            *found.entry(hash(&[&padded.as_bytes()[window[0]..window[n]]])).or_default() += 1.0;
        }
    }
}

/// FNV-1a, folded to the number of buckets: the same on every machine.
fn hash(parts: &[&[u8]]) -> u32 {
    let step = |h: u64, byte: &u8| (h ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let h = parts.iter().flat_map(|p| p.iter()).fold(0xcbf2_9ce4_8422_2325, step);
    ((h >> 32) ^ h) as u32 & (BUCKETS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_punctuation_do_not_count() {
        assert_eq!(counts("Één ouder, één kind!"), counts("een ouder een kind"));
        assert_ne!(counts("een kind"), counts("kind een"));
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
}
