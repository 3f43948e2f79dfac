//! Settles what belongs to which part of the page once the whole page is known: guesses by class name, layout tables,
//! and the rescue of pages that would come out empty.

use super::raw::{Raw, Span, Totals};
use super::tables::Layout;
use crate::model::{BlockKind, Region};

/// An element whose class or id hints at a region.
#[derive(Debug)]
pub(crate) struct Guess {
    pub(crate) region: Region,
    pub(crate) span: Span,
    /// What it held.
    pub(crate) held: Totals,
    /// What came before it ended.
    pub(crate) before_end: Totals,
    /// In a `main` element.
    pub(crate) in_main: bool,
}

/// Applies the guesses that hold, unless they would leave little of the page.
pub(crate) fn settle(raw: &mut Raw, guesses: &[Guess], layouts: &[Layout]) {
    let whole = raw.totals;
    let before: (Vec<_>, Vec<_>, Vec<_>) = (
        raw.blocks.iter().map(|block| block.region).collect(),
        raw.links.iter().map(|link| link.region).collect(),
        raw.images.iter().map(|image| image.region).collect(),
    );
    for guess in guesses.iter().filter(|guess| holds(guess, whole)) {
        raw.relabel(guess.span, guess.region);
    }
    for layout in layouts {
        page_table(raw, layout, whole);
    }
    let left = plain_main(raw);
    let taken = whole.plain.saturating_sub(left);
    if taken > 1000 && left * 10 < whole.plain * 3 || left == 0 && taken > 600 {
        raw.blocks.iter_mut().zip(before.0).for_each(|(block, region)| block.region = region);
        raw.links.iter_mut().zip(before.1).for_each(|(link, region)| link.region = region);
        raw.images.iter_mut().zip(before.2).for_each(|(image, region)| image.region = region);
    }
    rescue(raw);
    for link in &mut raw.links {
        if let Some(block) = link.block {
            link.region = raw.blocks[block].region;
        }
    }
}

fn plain_main(raw: &Raw) -> usize {
    let running =
        |block: &&crate::model::Block| block.region == Region::Main && !matches!(block.kind, BlockKind::Heading(_));
    raw.blocks.iter().filter(running).map(|block| block.text.len()).sum()
}

fn holds(guess: &Guess, whole: Totals) -> bool {
    let Guess { held, before_end, .. } = guess;
    let share = |part: usize, of: usize| part * 100 / of.max(1);
    let after = whole.plain.saturating_sub(before_end.plain);
    match guess.region {
        Region::Navigation => {
            held.titles == 0 && (share(held.linked, held.chars) >= 60 || held.plain < 80) && held.plain < 400
        }
        Region::Header => {
            !guess.in_main && held.titles == 0 && held.plain <= 400 && before_end.plain - held.plain < 300
        }
        Region::Footer => {
            !guess.in_main
                && held.titles == 0
                && share(after, whole.plain) <= 30
                && held.plain <= 600.max(whole.plain * 2 / 5)
        }
        Region::Aside => held.titles == 0 && held.plain <= 600.max(whole.plain / 2),
        Region::Dialog => {
            held.titles == 0 && held.plain <= 3000 && (held.cookies > 0 || held.plain <= 600.max(whole.plain / 3))
        }
        _ => false,
    }
}

/// First and last row of a table that holds most of the page: head and foot of an old site.
fn page_table(raw: &mut Raw, rows: &Layout, whole: Totals) {
    let held: usize = rows.iter().map(|(_, totals)| totals.chars).sum();
    let filled: Vec<&(Span, Totals)> =
        rows.iter().filter(|(span, totals)| totals.chars > 0 || span.from.blocks < span.to.blocks).collect();
    let largest = rows.iter().map(|(_, totals)| totals.plain).max().unwrap_or(0);
    if held * 10 < whole.chars * 6 || filled.len() < 2 {
        return;
    }
    if let Some((span, totals)) = filled.first()
        && totals.chars < 200
        && totals.plain <= 120
        && totals.headings <= 1
    {
        raw.relabel(*span, Region::Header);
        raw.blocks[span.from.blocks..span.to.blocks]
            .iter_mut()
            .filter(|block| block.region == Region::Header)
            .for_each(|block| {
                block.kind = BlockKind::Paragraph;
            });
    }
    let Some((span, totals)) = filled.last() else {
        return;
    };
    let text = raw.blocks[span.from.blocks..span.to.blocks].iter().map(|block| block.text.as_str());
    let modest = totals.headings == 0 && totals.plain <= 400.max(whole.plain * 15 / 100);
    let small = totals.small * 2 > totals.chars;
    if modest && filled.len() >= 3 && (small || totals.plain < largest && text.into_iter().any(is_contact)) {
        raw.relabel(*span, Region::Footer);
    }
}

/// Copyright, mail address, phone number, postcode.
fn is_contact(text: &str) -> bool {
    let lower = text.to_lowercase();
    let postcode = || {
        text.as_bytes().windows(7).any(|w| {
            w[..4].iter().all(u8::is_ascii_digit)
                && w[4] == b' '
                && w[5].is_ascii_uppercase()
                && w[6].is_ascii_uppercase()
        })
    };
    lower.contains('©')
        || lower.contains('@')
        || lower.contains("copyright")
        || lower.contains("stichting")
        || lower.contains("tel")
        || postcode()
}

/// A page without main text but with long running text elsewhere (all of it in an unclosed `nav`, say): that text is
/// the main text.
fn rescue(raw: &mut Raw) {
    if raw.blocks.iter().any(|block| block.region == Region::Main) {
        return;
    }
    let misplaced = |region| matches!(region, Region::Header | Region::Navigation | Region::Form | Region::Aside);
    raw.blocks
        .iter_mut()
        .filter(|block| misplaced(block.region) && block.text.len() > 120)
        .for_each(|block| block.region = Region::Main);
}
