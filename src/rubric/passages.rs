//! Passages that a reader labelled: examples of a rubric and sheets for measuring agreement, in one JSON object a line.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use regex::Regex;
use serde::Deserialize;
use std::collections::BTreeMap;

/// One passage with the level that a reader gave it for one indicator.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Passage {
    /// Id in its sheet.
    pub id: String,
    /// Indicator id; empty for a page that was written for none.
    #[serde(default)]
    pub indicator: String,
    /// The reader's level, 0-3.
    #[serde(default)]
    pub level: u8,
    /// Title of the page.
    #[serde(default)]
    pub title: String,
    /// Text: line ends part paragraphs, `- ` lines make a list, `# ` lines headings.
    pub text: String,
    /// Levels above 0 for the other indicators, where the reader looked at those too.
    #[serde(default)]
    pub levels: Option<BTreeMap<String, u8>>,
    /// Sentences that carry the level, where the reader marked them.
    #[serde(default)]
    pub spans: Vec<String>,
    /// Why this level.
    #[serde(default)]
    pub why: String,
    /// How much it counts in training; 1 when absent. More for passages by which no signal was made: they tell how far
    /// signals are to be trusted.
    #[serde(default)]
    pub weight: Option<f32>,
    /// Where it stands: `home`, `footer`, `document` or `page`.
    #[serde(default, rename = "where")]
    pub place: Option<String>,
    /// The organisation of its school, when not the usual one.
    #[serde(default)]
    pub organisation: Option<PassageOrganisation>,
}

/// The organisation of a passage's school: a name, or a name with aliases and domain.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum PassageOrganisation {
    /// Only the name.
    Name(String),
    /// Name and more.
    Full {
        /// Name.
        name: String,
        /// Other spellings.
        #[serde(default)]
        aliases: Vec<String>,
        /// Domain of its site.
        #[serde(default)]
        domain: String,
    },
}

/// Reads a sheet; `today` fills the relative dates.
///
/// # Errors
/// The line number and what is wrong with it.
pub fn sheet(text: &str, today: Date) -> Result<Vec<Passage>, String> {
    let filler = Filler::new(today);
    let lines = text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty());
    lines
        .map(|(at, line)| {
            let mut passage: Passage = serde_json::from_str(line).map_err(|e| format!("regel {}: {e}", at + 1))?;
            if passage.level > 3 {
                return Err(format!("regel {}: niveau {} bestaat niet (0 tot en met 3)", at + 1, passage.level));
            }
            passage.text = filler.fill(&passage.text);
            passage.title = filler.fill(&passage.title);
            passage.spans = passage.spans.iter().map(|s| filler.fill(s)).collect();
            Ok(passage)
        })
        .collect()
}

/// Replaces `{{d-12}}`, `{{y}}`, `{{y-1}}`, `{{sy}}`, `{{sy-1}}` by dates relative to the audit day.
#[derive(Debug)]
pub struct Filler {
    today: Date,
    pattern: Regex,
}

impl Filler {
    /// For one audit day.
    ///
    /// # Panics
    /// Never: the pattern is fixed.
    pub fn new(today: Date) -> Self {
        Self { today, pattern: Regex::new(r"\{\{(sy|d|y)([+-]?\d+)?\}\}").expect("fixed pattern") }
    }

    /// Fills one text.
    pub fn fill(&self, text: &str) -> String {
        let school_year = if self.today.month() >= 8 { self.today.year() } else { self.today.year() - 1 };
        let one = |found: &regex::Captures| {
            let n: i32 = found.get(2).and_then(|m| m.as_str().parse().ok()).unwrap_or(0);
            match &found[1] {
                "d" => dutch(self.today, n.days()),
                "y" => (i32::from(self.today.year()) + n).to_string(),
                _ => format!("{}-{}", i32::from(school_year) + n, i32::from(school_year) + n + 1),
            }
        };
        self.pattern.replace_all(text, one).into_owned()
    }
}

fn dutch(today: Date, span: Span) -> String {
    const MONTHS: [&str; 12] = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    let date = today.saturating_add(span);
    format!("{} {} {}", date.day(), MONTHS[date.month() as usize - 1], date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_relative_to_the_audit_day() {
        let filler = Filler::new(Date::constant(2026, 11, 23));
        assert_eq!(
            filler.fill("{{d-4}} {{y-1}} {{sy}} {{sy-1}} {{x}}"),
            "19 november 2026 2025 2026-2027 2025-2026 {{x}}"
        );
    }

    #[test]
    fn a_wrong_line_is_named() {
        let today = Date::constant(2026, 11, 23);
        assert!(sheet("\n{\"id\":1}", today).unwrap_err().starts_with("regel 2"));
        let line = r#"{"id":"a","indicator":"i","level":4,"text":"t"}"#;
        assert!(sheet(line, today).unwrap_err().contains("niveau 4"));
    }
}
