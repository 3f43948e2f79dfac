//! Where sentences end.

use std::ops::Range;

/// Byte ranges of the sentences of `text`, trimmed, in order.
pub fn split(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for (i, &(at, c)) in chars.iter().enumerate() {
        let end = at + c.len_utf8();
        if matches!(c, '.' | '!' | '?') && chars.get(i + 1).is_none_or(|(_, n)| n.is_whitespace()) {
            let next = chars.get(i + 2).map(|(_, n)| *n);
            if next.is_none_or(|n| !n.is_lowercase()) {
                push(text, start..end, &mut out);
                start = end;
            }
        }
    }
    push(text, start..text.len(), &mut out);
    out
}

fn push(text: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let part = &text[range.clone()];
    let lead = part.len() - part.trim_start().len();
    let kept = part.trim().len();
    if kept > 0 {
        out.push(range.start + lead..range.start + lead + kept);
    }
}
