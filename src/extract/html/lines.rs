//! Cuts a run of inline text at its line breaks: into paragraphs, bullets and short bold lines that act as headings.

use std::ops::Range;

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) range: Range<usize>,
    pub(crate) bold: bool,
    pub(crate) linked: bool,
    pub(crate) small: bool,
    /// Heading level that the font size stands for; 0 for ordinary size.
    pub(crate) level: u8,
}

/// Lines are not joined to a block longer than this, in bytes.
const LONGEST: usize = 4000;

/// What a cut piece of text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    Plain,
    /// Starts with a bullet, which is not part of its range.
    Bullet,
    /// Large type.
    Large(u8),
    /// All bold and short.
    Bold,
}

/// One block to be: bytes of the run and look. The range may hold line breaks that stand for spaces.
pub(crate) type Line = (Range<usize>, Look);

/// Cuts `text` (a line break is `\n`, white space folded otherwise) into blocks.
pub(crate) fn cut(text: &str, pieces: &[Piece]) -> Vec<Line> {
    let mut cut: Vec<Line> = Vec::new();
    let mut blank = true;
    let mut start = 0;
    for line in text.split('\n') {
        let range = trimmed(text, start..start + line.len());
        start += line.len() + 1;
        if range.is_empty() {
            blank = true;
            continue;
        }
        let (range, look) = look_of(text, range, pieces);
        match cut.last_mut() {
            Some(last) if !blank && runs_on(text, last, &range, look, pieces) => last.0.end = range.end,
            _ => cut.push((range, look)),
        }
        blank = false;
    }
    cut
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = &text[range.clone()];
    let start = range.start + piece.len() - piece.trim_start().len();
    start..start + piece.trim().len()
}

fn look_of(text: &str, range: Range<usize>, pieces: &[Piece]) -> Line {
    let line = &text[range.clone()];
    if let Some(bullet) = bullet(line) {
        return (trimmed(text, range.start + bullet..range.end), Look::Bullet);
    }
    let short = line.len() <= 120;
    if let Some(level) = level(pieces, &range).filter(|_| short) {
        return (range, Look::Large(level));
    }
    let titled = short
        && line.len() <= 90
        && !line.ends_with(['.', '!', ',', ';', ':', '…'])
        && line.chars().any(char::is_alphabetic);
    let bold = titled && covered(pieces, &range, |piece| piece.bold) && !covered(pieces, &range, |piece| piece.linked);
    (range, if bold { Look::Bold } else { Look::Plain })
}

/// Length of the bullet that `line` starts with, when something follows it.
fn bullet(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let always = matches!(first, '•' | '·' | '▪' | '►' | '▸' | '✓' | '✔' | '●' | '○' | '■' | '\u{f0b7}' | '\u{95}');
    let dash = matches!(first, '-' | '–' | '*') && line[first.len_utf8()..].starts_with(' ');
    let length = first.len_utf8();
    ((always || dash) && !line[length..].trim().is_empty()).then_some(length)
}

fn overlapping<'a>(pieces: &'a [Piece], range: &'a Range<usize>) -> impl Iterator<Item = &'a Piece> {
    let from = pieces.partition_point(|piece| piece.range.end <= range.start);
    pieces[from..].iter().take_while(|piece| piece.range.start < range.end)
}

fn level(pieces: &[Piece], range: &Range<usize>) -> Option<u8> {
    let level = overlapping(pieces, range).map(|piece| piece.level).min()?;
    (level > 0).then_some(level)
}

/// Whether all but at most two bytes of `range` are in pieces of this kind.
fn covered(pieces: &[Piece], range: &Range<usize>, kind: impl Fn(&Piece) -> bool) -> bool {
    let inside: usize = overlapping(pieces, range)
        .filter(|piece| kind(piece))
        .map(|piece| piece.range.end.min(range.end) - piece.range.start.max(range.start))
        .sum();
    inside + 2 >= range.len() && inside > 0
}

/// Whether a line after a single break goes on with the block before it.
fn runs_on(text: &str, last: &Line, next: &Range<usize>, look: Look, pieces: &[Piece]) -> bool {
    if last.0.len() > LONGEST {
        return false;
    }
    let (before, after) = (&text[last.0.clone()], &text[next.clone()]);
    let lower = after.starts_with(char::is_lowercase);
    match (last.1, look) {
        (_, Look::Bullet | Look::Large(_)) | (Look::Large(_) | Look::Bold, _) => false,
        (Look::Bullet, _) => lower,
        (_, Look::Bold) => false,
        (Look::Plain, Look::Plain) => {
            let links = covered(pieces, &last.0, |piece| piece.linked) && covered(pieces, next, |piece| piece.linked);
            let rows = opens_row(before) && opens_row(after);
            let stops = before.ends_with(['.', '!', '?', ':', '…']) && !lower;
            let long = before.len() >= 60 && after.len() >= 60 && !lower;
            !(links || rows || stops || long)
        }
    }
}

/// Lines of an agenda: they start with a number or weekday.
fn opens_row(line: &str) -> bool {
    const DAYS: &[&str] = &["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];
    line.starts_with(|c: char| c.is_ascii_digit())
        || DAYS.iter().any(|day| line.get(..day.len()).is_some_and(|start| start.eq_ignore_ascii_case(day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(String, Look)> {
        let pieces = [Piece { range: 0..text.len(), bold: false, linked: false, small: false, level: 0 }];
        cut(text, &pieces).into_iter().map(|(range, look)| (text[range].replace('\n', " "), look)).collect()
    }

    #[test]
    fn bullets_after_breaks() {
        let got = texts("Wij vragen:\n- op tijd komen\n• bellen bij\nziekte");
        assert_eq!(
            got.iter().map(|line| line.0.as_str()).collect::<Vec<_>>(),
            ["Wij vragen:", "op tijd komen", "bellen bij ziekte"]
        );
        assert_eq!(got[1].1, Look::Bullet);
    }

    #[test]
    fn addresses_stay_together_and_paragraphs_part() {
        assert_eq!(texts("Dorpsstraat 1\n9244 AA Beetsterzwaag").len(), 1);
        assert_eq!(texts("Eerste alinea.\nTweede alinea.").len(), 2);
        assert_eq!(texts("een zin die door een\nbreuk loopt").len(), 1);
        assert_eq!(texts("Een\n\nTwee").len(), 2);
        assert_eq!(texts("12 maart: ouderavond\n15 maart: studiedag").len(), 2);
    }

    #[test]
    fn a_bold_line_is_a_heading() {
        let text = "Ouderraad\nDe ouderraad helpt.";
        let piece = |range, bold| Piece { range, bold, linked: false, small: false, level: 0 };
        let got = cut(text, &[piece(0..9, true), piece(10..text.len(), false)]);
        assert_eq!((got.len(), got[0].1), (2, Look::Bold));
    }
}
