//! Collects glyphs of a page into lines with place and size.

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

/// One printed line, or the part of it in one column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// From 1.
    pub(super) page: u32,
    pub(super) text: String,
    /// Left and right edge, in points.
    pub(super) left: f64,
    pub(super) right: f64,
    /// Distance of the baseline from the top of the page, in points.
    pub(super) y: f64,
    /// Type size in points.
    pub(super) size: f64,
    /// Height of the page in points.
    pub(super) height: f64,
}

/// Most bytes of text kept of one document.
const MOST: usize = 8 << 20;
/// Gap between words, as a share of the type size.
const WORD_GAP: f64 = 0.15;

/// Gap between table cells, as a share of the type size.
const CELL_GAP: f64 = 2.2;

struct Glyph {
    text: String,
    /// White space before it as a share of the size; 0 inside a word.
    gap: f64,
}

/// Gathers the lines of the pages it is shown.
pub(super) struct Lines {
    pub(super) done: Vec<Line>,
    page: u32,
    height: f64,
    top: f64,
    glyphs: Vec<Glyph>,
    line: Option<Line>,
    sizes: f64,
    word_starts: bool,
    /// The text runs up or down the page.
    turned: bool,
    bytes: usize,
}

impl Lines {
    pub(super) fn new() -> Self {
        Self {
            done: Vec::new(),
            page: 0,
            height: 0.0,
            top: 0.0,
            glyphs: Vec::new(),
            line: None,
            sizes: 0.0,
            word_starts: true,
            turned: false,
            bytes: 0,
        }
    }

    /// Ends the line under way; also called when a page broke off in the middle.
    pub(super) fn finish_line(&mut self) {
        let glyphs = std::mem::take(&mut self.glyphs);
        let Some(mut line) = self.line.take() else {
            return;
        };
        line.size = self.sizes / glyphs.len().max(1) as f64;
        line.text = words(&glyphs);
        self.sizes = 0.0;
        self.bytes += line.text.len();
        if !line.text.is_empty() && self.bytes < MOST {
            self.done.push(line);
        }
    }

    /// Whether the text limit was reached.
    pub(super) fn is_full(&self) -> bool {
        self.bytes >= MOST
    }

    fn add(&mut self, x: f64, y: f64, end: f64, size: f64, text: &str) {
        let start = self.word_starts;
        self.word_starts = false;
        let goes_on = self.line.as_ref().is_some_and(|line| {
            let shift = (y - line.y).abs();
            shift <= size.max(self.sizes / self.glyphs.len().max(1) as f64) * 0.5 && x > line.right - size * 2.0
        });
        if !goes_on {
            self.finish_line();
            self.line =
                Some(Line { page: self.page, text: String::new(), left: x, right: x, y, size, height: self.height });
        }
        let Some(line) = &mut self.line else { return };
        let gap = if start && !self.glyphs.is_empty() { ((x - line.right) / size.max(0.1)).max(0.0) } else { 0.0 };
        line.right = end;
        self.sizes += size;
        self.glyphs.push(Glyph { text: text.to_string(), gap });
    }
}

/// Joins glyphs to words. Where nearly every glyph stands apart (letter-spaced headings) only wider gaps part words.
fn words(glyphs: &[Glyph]) -> String {
    let mut gaps: Vec<f64> =
        glyphs.iter().skip(1).filter(|glyph| glyph.text.trim() == glyph.text).map(|glyph| glyph.gap).collect();
    gaps.sort_by(f64::total_cmp);
    let spaced = gaps.len() >= 5
        && gaps[gaps.len() * 3 / 10] > WORD_GAP
        && glyphs.iter().all(|glyph| glyph.text.chars().count() == 1);
    let limit = if spaced { gaps[gaps.len() / 2] * 1.8 } else { WORD_GAP };
    let mut raw = String::with_capacity(glyphs.len() + 8);
    for glyph in glyphs {
        if glyph.gap > CELL_GAP && !spaced && raw.trim_end().len() > 3 {
            raw.push_str(" | ");
        } else if glyph.gap > limit {
            raw.push(' ');
        }
        push_plain(&mut raw, &glyph.text);
    }
    super::super::clean::fold(&raw)
}

/// Ligatures become letters. A soft hyphen is kept visible: at the end of a line it parts a word.
fn push_plain(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            'ĳ' => out.push_str("ij"),
            'Ĳ' => out.push_str("IJ"),
            '\u{ad}' | '‐' | '\u{2011}' => out.push('-'),
            '\0' => {}
            c => out.push(c),
        }
    }
}

impl OutputDev for Lines {
    fn begin_page(&mut self, page: u32, media: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        (self.page, self.height, self.top) = (page, media.ury - media.lly, media.ury);
        self.word_starts = true;
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        self.finish_line();
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        spacing: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let scale = (place.m11 * place.m22 - place.m12 * place.m21).abs().sqrt();
        let size = scale * font_size.abs();
        let advance = (width * font_size.abs() + spacing) * scale;
        let turned = place.m12.abs() > place.m11.abs();
        let (x, y) = match (turned, place.m12 > 0.0) {
            (false, _) => (place.m31, self.top - place.m32),
            (true, true) => (place.m32, place.m31),
            (true, false) => (-place.m32, -place.m31),
        };
        if turned != self.turned {
            self.finish_line();
            self.turned = turned;
        }
        if [x, y, size, advance].into_iter().all(f64::is_finite) && !text.is_empty() {
            self.add(x, y, x + advance, size, text);
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.word_starts = true;
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyphs(spec: &[(&str, f64)]) -> Vec<Glyph> {
        spec.iter().map(|(text, gap)| Glyph { text: text.to_string(), gap: *gap }).collect()
    }

    #[test]
    fn gaps_make_words_and_ligatures_letters() {
        assert_eq!(words(&glyphs(&[("o", 0.0), ("ﬃ", 0.0), ("c", 0.05), ("e", 0.3), ("\u{ad}", 0.0)])), "offic e-");
    }

    #[test]
    fn letter_spaced_headings_stay_words() {
        let spec: Vec<(&str, f64)> =
            "OUDERS".split("").filter(|l| !l.is_empty()).map(|l| (l, 0.3)).chain([("E", 0.9), ("N", 0.3)]).collect();
        assert_eq!(words(&glyphs(&spec)), "OUDERS EN");
    }
}
