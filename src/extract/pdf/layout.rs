//! Lines to paragraphs: by distance, size, bullets and how the line before ended.

use super::glyphs::Line;
use super::hyphens::join;
use crate::extract::paper::{PaperPage, Paragraph, ParagraphKind};
use std::collections::HashMap;

/// A paragraph being built.
struct Draft {
    page: u32,
    kind: ParagraphKind,
    text: String,
    size: f64,
    /// White space above it is wider than between lines.
    apart: bool,
    lines: usize,
}

/// Measures that hold for the whole document.
struct Measure {
    /// Type size of most of the text.
    body: f64,
    /// Usual distance between baselines, in sizes.
    leading: f64,
    /// Sizes of headings, largest first.
    larger: Vec<f64>,
    /// Right edge of each column: by page and left edge in steps of [`STEP`] points.
    columns: HashMap<(u32, i32), f64>,
}

/// Lines whose left edges are this near stand in one column, in points.
const STEP: f64 = 40.0;

/// Puts lines together to paragraphs, page by page.
pub(super) fn paragraphs(lines: &[Line]) -> Vec<PaperPage> {
    let measure = Measure::of(lines);
    let mut drafts: Vec<Draft> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let previous = at.checked_sub(1).map(|before| &lines[before]);
        match (drafts.last_mut(), previous) {
            (Some(draft), Some(previous)) if measure.runs_on(draft, previous, line) => {
                join(&mut draft.text, &line.text);
                draft.lines += 1;
            }
            _ => drafts.push(measure.start(previous, line)),
        }
    }
    narrow_rows(&mut drafts);
    short_headings(&mut drafts, measure.larger.len());
    pages(drafts)
}

impl Measure {
    fn of(lines: &[Line]) -> Self {
        let sizes = lines.iter().map(|line| (rounded(line.size), line.text.len()));
        let body = most_frequent(sizes).unwrap_or(11.0);
        let near =
            lines.windows(2).filter(|pair| pair[0].page == pair[1].page && same_size(pair[0].size, pair[1].size));
        let gaps = near
            .map(|pair| (rounded((pair[1].y - pair[0].y) / pair[1].size.max(1.0) * 10.0) / 10.0, 1))
            .filter(|(gap, _)| (0.9..2.5).contains(gap));
        let leading = most_frequent(gaps).unwrap_or(1.3);
        let mut larger: Vec<f64> = lines
            .iter()
            .filter(|line| line.size > body * 1.08 && line.text.len() <= 160)
            .map(|line| rounded(line.size))
            .collect();
        larger.sort_by(|a, b| b.total_cmp(a));
        larger.dedup();
        larger.truncate(4);
        let mut columns = HashMap::new();
        for line in lines {
            let right: &mut f64 = columns.entry((line.page, column(line))).or_insert(0.0);
            *right = right.max(line.right);
        }
        Self { body, leading, larger, columns }
    }

    /// The line ended before its column did, though the first word of the next would have fit: a paragraph ends here.
    fn ended_early(&self, line: &Line, next: &Line) -> bool {
        let at = column(line);
        let right = (at - 1..=at + 1)
            .filter_map(|column| self.columns.get(&(line.page, column)))
            .fold(0.0, |a: f64, b| a.max(*b));
        let word = next.text.split(' ').next().map_or(0, |word| word.chars().count());
        let width = (next.right - next.left) / next.text.chars().count().max(1) as f64;
        line.right + (word as f64 + 1.5) * width < right
    }

    fn start(&self, previous: Option<&Line>, line: &Line) -> Draft {
        let apart = previous.is_none_or(|previous| {
            previous.page != line.page || self.is_wide(previous, line) || !same_size(previous.size, line.size)
        });
        let (kind, text) = self.kind(line);
        Draft { page: line.page, kind, text: text.to_string(), size: line.size, apart, lines: 1 }
    }

    fn kind<'a>(&self, line: &'a Line) -> (ParagraphKind, &'a str) {
        if let Some(item) = bullet(&line.text) {
            return (ParagraphKind::Item, item);
        }
        if line.text.contains(" | ") {
            return (ParagraphKind::Row, &line.text);
        }
        let text = line.text.as_str();
        let letters = text.chars().any(char::is_alphabetic);
        let level = self
            .larger
            .iter()
            .position(|size| line.size >= size - 0.3)
            .filter(|_| letters && line.size > self.body * 1.08);
        match level {
            Some(level) => (ParagraphKind::Heading(level as u8 + 1), text),
            None => (ParagraphKind::Text, text),
        }
    }

    /// Whether the gap between two lines of a page is wider than the usual leading.
    fn is_wide(&self, above: &Line, line: &Line) -> bool {
        (line.y - above.y) / line.size.max(1.0) > self.leading.max(1.0) * 1.22
    }

    fn runs_on(&self, draft: &Draft, previous: &Line, line: &Line) -> bool {
        if draft.kind == ParagraphKind::Row
            && draft.text.ends_with('-')
            && line.text.starts_with(char::is_lowercase)
            && !line.text.contains(" | ")
        {
            return true;
        }
        let row = draft.kind == ParagraphKind::Row || line.text.contains(" | ");
        if row || !same_size(draft.size, line.size) || bullet(&line.text).is_some() || draft.text.len() > 8000 {
            return false;
        }
        let unfinished = draft.text.ends_with('-')
            || line.text.starts_with(char::is_lowercase) && !draft.text.ends_with(['.', '!', '?', ':']);
        let below = previous.page == line.page && line.y > previous.y - line.size * 0.5;
        if matches!(draft.kind, ParagraphKind::Heading(_)) {
            return below
                && !self.is_wide(previous, line)
                && draft.lines < 4
                && (line.y - previous.y).abs() > line.size * 0.5;
        }
        if !below {
            return unfinished;
        }
        let beside = (line.y - previous.y).abs() <= line.size * 0.5;
        let fresh =
            line.text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) && self.ended_early(previous, line);
        let numbered = numbering(&line.text).is_some() && draft.text.ends_with(['.', ':', ';', '?']);
        beside || !self.is_wide(previous, line) && !numbered && !fresh
    }
}

fn column(line: &Line) -> i32 {
    (line.left / STEP) as i32
}

/// Rounded to half points.
fn rounded(size: f64) -> f64 {
    (size * 2.0).round() / 2.0
}

fn same_size(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.06 * a.max(b)
}

/// The value with the greatest weight.
fn most_frequent(values: impl Iterator<Item = (f64, usize)>) -> Option<f64> {
    let mut sorted: Vec<(f64, usize)> = values.collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    sorted
        .chunk_by(|a, b| (a.0 - b.0).abs() < 1e-9)
        .map(|same| (same[0].0, same.iter().map(|(_, weight)| weight).sum::<usize>()))
        .max_by_key(|(_, weight)| *weight)
        .map(|(value, _)| value)
}

/// The item behind a bullet.
fn bullet(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    let mark = matches!(
        first,
        '•' | '‣' | '▪' | '●' | '○' | '■' | '◦' | '·' | '►' | '✓' | '✔' | '➢' | '❖' | '\u{f000}'..='\u{f0ff}'
    );
    let dash = matches!(first, '-' | '–' | '*' | 'o') && rest.starts_with(' ');
    let item = rest.trim_start();
    ((mark || dash) && !item.is_empty()).then_some(item)
}

/// How many numbers a heading like `3.2 Ouders` or `2. Onze school` starts with.
fn numbering(text: &str) -> Option<u8> {
    let number = text.split(' ').next()?;
    let parts = number.trim_end_matches('.').split('.');
    let fits = number.len() <= 8
        && parts.clone().all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()));
    let rest = text[number.len()..].trim_start();
    (fits && rest.starts_with(char::is_uppercase)).then(|| parts.count() as u8)
}

/// A short line between table rows is a row whose cells stand near each other.
fn narrow_rows(drafts: &mut [Draft]) {
    for at in 1..drafts.len().saturating_sub(1) {
        let between = drafts[at - 1].kind == ParagraphKind::Row && drafts[at + 1].kind == ParagraphKind::Row;
        let draft = &mut drafts[at];
        if between
            && draft.kind == ParagraphKind::Text
            && draft.lines == 1
            && draft.text.len() <= 90
            && !draft.text.ends_with('.')
        {
            draft.kind = ParagraphKind::Row;
        }
    }
}

/// Short lines without stop above running text are headings, and so are short numbered lines; longer numbered lines
/// are list items.
fn short_headings(drafts: &mut [Draft], levels: usize) {
    for at in 0..drafts.len() {
        let next = drafts.get(at + 1).map(|next| (next.kind, next.text.len(), next.apart));
        let draft = &mut drafts[at];
        if draft.kind != ParagraphKind::Text {
            continue;
        }
        let open = !draft.text.ends_with(['.', ',', ';', ':', '!', '-', '…']) && draft.lines == 1;
        let short = draft.text.len() <= 70 && open;
        let above_text = matches!(next, Some((ParagraphKind::Text, length, _)) if length > 80)
            || matches!(next, Some((ParagraphKind::Item, length, true)) if length > 20);
        if let Some(depth) = numbering(&draft.text) {
            let heading = short && (depth > 1 || draft.apart);
            draft.kind = if heading {
                ParagraphKind::Heading((levels as u8).max(1).saturating_add(depth - 1).min(6))
            } else {
                ParagraphKind::Item
            };
        } else if short
            && draft.apart
            && above_text
            && draft.text.starts_with(char::is_uppercase)
            && draft.text.split(' ').count() <= 10
        {
            draft.kind = ParagraphKind::Heading((levels as u8 + 1).min(6));
        }
    }
}

fn pages(drafts: Vec<Draft>) -> Vec<PaperPage> {
    let mut pages: Vec<PaperPage> = Vec::new();
    for draft in drafts {
        let paragraph = Paragraph { kind: draft.kind, text: draft.text };
        match pages.last_mut() {
            Some(page) if page.number == Some(draft.page) => page.paragraphs.push(paragraph),
            _ => pages.push(PaperPage { number: Some(draft.page), paragraphs: vec![paragraph] }),
        }
    }
    pages
}

#[cfg(test)]
#[path = "layout_tests.rs"]
mod tests;
