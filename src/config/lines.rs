//! Line numbers of places in a text.

/// A text with the starts of its lines.
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(ends).collect() }
    }

    /// Number (from 1) of the line in which byte `at` stands.
    pub(super) fn number(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start <= at)
    }

    /// The line with that number, without surrounding white space; empty when there is none.
    pub(super) fn get(&self, number: usize) -> &'t str {
        let start = number.checked_sub(1).and_then(|n| self.starts.get(n));
        let end = self.starts.get(number).copied().unwrap_or(self.text.len());
        start.map_or("", |&start| self.text[start..end].trim())
    }

    /// Number of the heading (`[…]`) under which line `number` stands; of the line itself when it is one.
    pub(super) fn heading(&self, number: usize) -> Option<usize> {
        (1..=number).rev().find(|&n| self.get(n).starts_with('['))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lines_and_headings() {
        let lines = Lines::new("a\n[b]\n\nc = 1");
        assert_eq!((lines.number(0), lines.number(2), lines.number(99)), (1, 2, 4));
        assert_eq!((lines.get(2), lines.get(9)), ("[b]", ""));
        assert_eq!((lines.heading(1), lines.heading(4)), (None, Some(2)));
    }
}
