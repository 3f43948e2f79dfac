//! Finds running heads, feet and page numbers, which are no part of the text.

use super::glyphs::Line;
use std::collections::HashMap;

/// Drops lines that return at the top or bottom of more than half of the pages, and bare page numbers there.
pub(super) fn drop_running(lines: &mut Vec<Line>) {
    let mut pages: Vec<u32> = lines.iter().map(|line| line.page).collect();
    pages.sort_unstable();
    pages.dedup();
    let mut seen: HashMap<String, Vec<u32>> = HashMap::new();
    for line in lines.iter().filter(|line| at_edge(line)) {
        let on = seen.entry(pattern(&line.text)).or_default();
        if on.last() != Some(&line.page) {
            on.push(line.page);
        }
    }
    let often =
        |line: &Line| pages.len() >= 3 && seen.get(&pattern(&line.text)).is_some_and(|on| on.len() * 2 > pages.len());
    lines.retain(|line| !at_edge(line) || !often(line) && !is_page_number(&line.text));
}

/// In the top or bottom eighth of its page.
fn at_edge(line: &Line) -> bool {
    line.y < line.height * 0.125 || line.y > line.height * 0.875
}

/// The text with every number replaced, so that `blz. 3` and `blz. 4` are one.
fn pattern(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_ascii_digit() && out.ends_with('#') => {}
            c if c.is_ascii_digit() => out.push('#'),
            c => out.push(c),
        }
    }
    out
}

/// `5`, `- 5 -`, `Pagina 5 van 20`, `5/20`, `blz. 5`.
fn is_page_number(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut digits = false;
    for word in words {
        let number = word.bytes().all(|byte| byte.is_ascii_digit()) && word.len() <= 4;
        digits |= number;
        if !number && !matches!(word, "pagina" | "page" | "blz" | "bladzijde" | "van" | "of" | "p" | "pag") {
            return false;
        }
    }
    digits && text.len() <= 24
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(page: u32, text: &str, y: f64) -> Line {
        Line { page, text: text.into(), left: 70.0, right: 300.0, y, size: 11.0, height: 842.0 }
    }

    #[test]
    fn running_heads_and_numbers_go() {
        let mut lines: Vec<Line> = (1..=4)
            .flat_map(|page| {
                let text = format!("Alinea {}", ["een", "twee", "drie", "vier"][page as usize - 1]);
                [
                    line(page, "Schoolgids De Proef", 40.0),
                    line(page, &text, 400.0),
                    line(page, &format!("Pagina {page} van 4"), 800.0),
                ]
            })
            .collect();
        drop_running(&mut lines);
        assert_eq!(lines.len(), 4);
    }

    #[test]
    fn a_year_in_the_text_stays() {
        let mut lines = vec![line(1, "2026", 400.0), line(1, "Schoolgids", 60.0), line(1, "12", 820.0)];
        drop_running(&mut lines);
        assert_eq!(lines.len(), 2);
    }
}
