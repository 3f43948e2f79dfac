//! The words that schools use around parents, as a cloud. The picture is laid out here, so that it is the same on every
//! machine; the list beneath it says the same for those who cannot see it.

use super::results::Results;
use super::tally;
use std::collections::BTreeMap;

/// Words in the picture.
const MOST: usize = 36;
/// Sentences of one school that count for one word, so that no school drowns the others.
const MOST_PER_SCHOOL: usize = 4;
/// Height of the letters, in units of the picture.
const SIZES: std::ops::RangeInclusive<f64> = 16.0..=44.0;
/// Most width of the picture in units.
const WIDTH: i32 = 900;
/// Most height of the picture in units.
const HEIGHT: i32 = 380;

/// A word with how much it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub text: String,
    /// Schools that use it.
    pub schools: usize,
    /// Sentences, at most four counted per school.
    pub weight: usize,
}

/// A word in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The word.
    pub text: String,
    /// Middle of the word.
    pub x: i32,
    /// Base line.
    pub y: i32,
    /// Height of the letters.
    pub size: i32,
    /// Room the word may take; the browser fits it in.
    pub width: i32,
    /// Which of three tints.
    pub tint: usize,
}

/// Words of at least two schools (of one, when only one was read), most used first.
pub fn words(results: &Results) -> Vec<Word> {
    let mut found: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for counted in results.schools.iter().flat_map(|s| &s.parent_words) {
        let entry = found.entry(&counted.word).or_default();
        *entry = (entry.0 + 1, entry.1 + counted.count.min(MOST_PER_SCHOOL));
    }
    let least = if tally::read(results).count() > 1 { 2 } else { 1 };
    let kept = found.into_iter().filter(|(_, (schools, _))| *schools >= least);
    let mut words: Vec<Word> =
        kept.map(|(text, (schools, weight))| Word { text: text.to_owned(), schools, weight }).collect();
    words.sort_by(|a, b| b.weight.cmp(&a.weight).then(b.schools.cmp(&a.schools)).then(a.text.cmp(&b.text)));
    words.truncate(MOST);
    words
}

/// The words in their places, biggest in the middle. A word that finds no room is left to the list.
pub fn picture(words: &[Word]) -> Vec<Placed> {
    let (Some(most), Some(least)) = (words.first().map(|w| w.weight), words.last().map(|w| w.weight)) else {
        return Vec::new();
    };
    let mut boxes: Vec<Area> = Vec::new();
    let mut placed = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let size = size(word.weight, least, most);
        let (width, height) = (width(&word.text, size), size * 1.08);
        if let Some(area) = spiral().map(|(x, y)| Area::around(x, y, width, height)).find(|a| a.is_free(&boxes)) {
            placed.push(area.placed(word, size, index % 3));
            boxes.push(area);
        }
    }
    placed
}

/// Left, top, width and height of what the words take, with a margin: few words give a small picture.
pub fn frame(placed: &[Placed]) -> [i32; 4] {
    const MARGIN: i32 = 14;
    let edge = |of: fn(&Placed) -> i32| placed.iter().map(of);
    let left = edge(|p| p.x - p.width / 2).min().unwrap_or(0) - MARGIN;
    let right = edge(|p| p.x + p.width / 2).max().unwrap_or(WIDTH) + MARGIN;
    let top = edge(|p| p.y - p.size).min().unwrap_or(0) - MARGIN;
    let bottom = edge(|p| p.y + p.size / 3).max().unwrap_or(HEIGHT) + MARGIN;
    [left, top, right - left, bottom - top]
}

fn size(weight: usize, least: usize, most: usize) -> f64 {
    let part = if most == least { 0.5 } else { (weight - least) as f64 / (most - least) as f64 };
    SIZES.start() + (SIZES.end() - SIZES.start()) * part.sqrt()
}

/// Width of a word in a usual sans serif face.
fn width(text: &str, size: f64) -> f64 {
    let letter = |c: char| match c {
        'i' | 'j' | 'l' | 'í' | 'ï' => 0.33,
        'f' | 't' | 'r' | '-' => 0.45,
        'm' | 'w' => 0.98,
        _ => 0.65,
    };
    text.chars().map(letter).sum::<f64>() * size
}

/// Points from the middle outwards, flat as the picture is.
fn spiral() -> impl Iterator<Item = (f64, f64)> {
    let (middle_x, middle_y) = (f64::from(WIDTH) / 2.0, f64::from(HEIGHT) / 2.0);
    (0..3200).map(move |step| {
        let angle = f64::from(step) * 0.17;
        let reach = angle * 0.8;
        (middle_x + reach * 2.1 * angle.cos(), middle_y + reach * 0.8 * angle.sin())
    })
}

/// A rectangle, rounded to whole units so that every machine agrees.
#[derive(Clone, Copy)]
struct Area {
    left: i32,
    top: i32,
    right: i32,
    bottom: i32,
}

impl Area {
    fn around(x: f64, y: f64, width: f64, height: f64) -> Self {
        let (x, y) = (x.round() as i32, y.round() as i32);
        let (half_width, half_height) = ((width / 2.0).ceil() as i32, (height / 2.0).ceil() as i32);
        Self { left: x - half_width, top: y - half_height, right: x + half_width, bottom: y + half_height }
    }

    fn is_free(&self, others: &[Self]) -> bool {
        let inside = self.left >= 4 && self.top >= 2 && self.right <= WIDTH - 4 && self.bottom <= HEIGHT - 2;
        let apart = |o: &Self| {
            self.right + 7 < o.left || o.right + 7 < self.left || self.bottom <= o.top || o.bottom <= self.top
        };
        inside && others.iter().all(apart)
    }

    fn placed(&self, word: &Word, size: f64, tint: usize) -> Placed {
        Placed {
            text: word.text.clone(),
            x: (self.left + self.right) / 2,
            y: self.bottom - (size * 0.3).round() as i32,
            size: size.round() as i32,
            width: self.right - self.left,
            tint,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::report::{fixture, results};

    fn many(n: usize) -> Vec<Word> {
        (0..n).map(|k| Word { text: format!("woord{}", "x".repeat(k % 9)), schools: 2, weight: 40 - k }).collect()
    }

    #[test]
    fn words_of_one_school_alone_are_left_out() {
        let (mut comparison, rubric) = fixture::comparison();
        comparison.schools[0].parent_words.push(("enig".into(), 50));
        let found = words(&results(&comparison, &rubric, Lang::Nl));
        assert_eq!(found[0], Word { text: "samen".into(), schools: 3, weight: 12 });
        assert!(found.iter().all(|w| w.text != "enig"));
    }

    #[test]
    fn nothing_overlaps_and_all_is_inside() {
        let placed = picture(&many(36));
        assert!(placed.len() > 25, "{}", placed.len());
        let area = |p: &Placed| {
            let (half, tall) = (p.width / 2, f64::from(p.size) * 0.75);
            Area { left: p.x - half, right: p.x + half, top: p.y - tall as i32, bottom: p.y }
        };
        for (n, one) in placed.iter().enumerate() {
            let one = area(one);
            assert!(one.left >= 0 && one.right <= WIDTH && one.top >= 0 && one.bottom <= HEIGHT);
            for other in placed[n + 1..].iter().map(area) {
                let apart = one.right < other.left
                    || other.right < one.left
                    || one.bottom <= other.top
                    || other.bottom <= one.top;
                assert!(apart, "{n}");
            }
        }
    }

    #[test]
    fn no_words_give_no_picture() {
        assert!(picture(&[]).is_empty());
        assert_eq!(picture(&many(1)).len(), 1);
        let few = frame(&picture(&many(2)));
        assert!(few[2] < WIDTH / 2 && few[3] < HEIGHT / 2, "{few:?}");
    }
}
