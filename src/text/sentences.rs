//! Splits Dutch text into sentences. Quotes in the report are whole sentences, so a wrong cut is seen by the reader.

use super::abbreviations::{Abbreviation, is_opener, lookup};
use std::ops::Range;

/// No word that matters is longer, in bytes.
const WORD: usize = 80;

/// Byte ranges of the sentences of `text`, in order, trimmed, never empty. A line break always ends a sentence; a
/// semicolon or colon never does.
pub fn split(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(stop) = next_stop(text, at) {
        let end = end_of_stop(text, stop);
        if is_boundary(text, start, stop, end) {
            push_trimmed(&mut found, text, start..end);
            start = end;
        }
        at = end;
    }
    push_trimmed(&mut found, text, start..text.len());
    found
}

/// Where the next stop or line break is, from `from` on.
fn next_stop(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        // `…` begins with 0xe2, as other marks do.
        at += text.as_bytes()[at..].iter().position(|byte| matches!(byte, b'.' | b'!' | b'?' | b'\n' | 0xe2))?;
        if text.as_bytes()[at] != 0xe2 || text[at..].starts_with('…') {
            return Some(at);
        }
        at += 1;
    }
}

/// Behind the run of stops that starts at `stop` and the quotes and brackets that close with it.
fn end_of_stop(text: &str, stop: usize) -> usize {
    let rest = &text[stop..];
    if rest.starts_with('\n') {
        return stop + 1;
    }
    let marks = rest.len() - rest.trim_start_matches(['.', '!', '?', '…']).len();
    let after = &rest[marks..];
    let closers = after.len() - after.trim_start_matches(['"', '\'', '”', '’', '»', ')', ']']).len();
    stop + marks + closers
}

fn push_trimmed(found: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let piece = &text[range.clone()];
    let start = range.start + piece.len() - piece.trim_start().len();
    let end = start + piece.trim().len();
    if end > start {
        found.push(start..end);
    }
}

/// Whether the stop at `stop..end` ends the sentence that began at `start`.
fn is_boundary(text: &str, start: usize, stop: usize, end: usize) -> bool {
    let marks = text[stop..end].trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    let after = &text[end..];
    let next = after.trim_start_matches([' ', '\t', '\u{a0}']);
    let Some(first) = first_letter(next) else {
        return marks == "\n" || next.is_empty() || next.starts_with('\n') || after.starts_with([' ', '\u{a0}']);
    };
    if marks == "\n" || next.starts_with('\n') {
        return true;
    }
    if after.len() == next.len() {
        return end == stop + 1 && glued_sentences(&text[start..stop], marks, next);
    }
    match marks {
        "." => stop_ends(&text[start..stop], end > stop + 1, next, first),
        _ => !first.is_lowercase(),
    }
}

/// The first letter or digit of what follows, behind opening quotes and brackets.
fn first_letter(next: &str) -> Option<char> {
    next.chars().take(4).find(|c| c.is_alphanumeric())
}

/// `... op school.De ouders ...`: a forgotten space, not an address or a product name.
fn glued_sentences(before: &str, marks: &str, next: &str) -> bool {
    let word = last_word(before);
    let lower = word.len() >= 3 && word.chars().all(|c| c.is_lowercase());
    let next = &next[..next.floor_char_boundary(WORD)];
    let token = next.split([' ', '\n']).next().unwrap_or("");
    let plain = token.len() < next.len() && !token.contains(['.', '/', '@', '_']);
    let mut letters = token.chars();
    let capital =
        letters.next().is_some_and(char::is_uppercase) && letters.all(|c| c.is_lowercase() || c == ',' || c == ':');
    marks == "." && lower && plain && capital
}

fn stop_ends(before: &str, closed: bool, next: &str, first: char) -> bool {
    let word = last_word(before);
    if first.is_lowercase() {
        let brand = next.chars().nth(1).is_some_and(char::is_uppercase);
        return !closed && (brand || plain_word(word)) && lookup(word).is_none();
    }
    if word.is_empty() {
        return true;
    }
    if word.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return number_ends(before, word, first);
    }
    let word = word.trim_end_matches('.');
    let following = next
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or("");
    match lookup(word) {
        Some(Abbreviation::MayEnd) => !first.is_ascii_digit() || closed,
        Some(Abbreviation::Inside) => closed || ends_anyway(before, word, following),
        None if is_initials(word) => is_opener(following),
        None => !is_enumerator(before, word),
    }
}

/// `de mr.` is the council, `10 min.` a length of time: words that are abbreviations only in other company.
fn ends_anyway(before: &str, word: &str, following: &str) -> bool {
    let rest = before.trim_end_matches('.').strip_suffix(word).unwrap_or("").trim_end();
    let previous = last_word(rest);
    match word.to_lowercase().as_str() {
        "mr" => matches!(previous.to_lowercase().as_str(), "de" | "onze" | "een" | "die" | "deze" | "en" | "hun"),
        "min" | "max" => previous.ends_with(|c: char| c.is_ascii_digit()) && following.starts_with(char::is_uppercase),
        _ => false,
    }
}

/// `3. De school` opens a line or sentence; `in groep 8. De school` ends one.
fn number_ends(before: &str, word: &str, first: char) -> bool {
    let alone = before.trim_start().len() == word.len();
    let thousands = word.contains('.');
    !alone && (!first.is_ascii_digit() || !thousands && word.len() >= 4)
}

/// `A. Ouders` or `II. Ouders` at the start of a sentence numbers it.
fn is_enumerator(before: &str, word: &str) -> bool {
    let alone = before.trim_start().len() == word.len();
    alone && (word.chars().count() == 1 || word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'i' | 'v' | 'x')))
}

/// `J`, `J.P`, `b.b`: parts of one letter each.
fn is_initials(word: &str) -> bool {
    word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
        || word == "Th"
        || word == "Chr"
}

/// A word of which nobody makes an abbreviation by accident: at least five letters, nothing else.
fn plain_word(word: &str) -> bool {
    word.chars().count() >= 5 && word.chars().all(char::is_alphabetic)
}

/// The word that `before` ends in, without opening quotes and brackets.
fn last_word(before: &str) -> &str {
    let before = &before[before.floor_char_boundary(before.len().saturating_sub(WORD))..];
    let from = before
        .rfind([' ', '\u{a0}', '\n', '\t', '(', '[', '"', '“', '‘', '\'', '|'])
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    &before[from..]
}

#[cfg(test)]
#[path = "sentences_tests.rs"]
mod tests;
