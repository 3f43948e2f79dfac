//! Heading paths and lead-ins, once all blocks are known.

use crate::model::{Block, BlockKind, Region};
use std::collections::HashMap;
use std::sync::Arc;

/// Longest heading kept in a path, in bytes.
const HEADING: usize = 300;
/// Longest text, in bytes, that leads a list in without ending in a colon.
const LEAD_IN: usize = 120;

/// Fills `headings` and `lead_in` of `blocks`. `lists` holds per block the number of its list or table (0: none),
/// `headers` whether it is the head row of its table. Main text has its own heading path; other regions have one each
/// as long as they run.
pub(crate) fn settle(blocks: &mut [Block], lists: &[u32], headers: &[bool]) {
    let (mut main, mut side) = (Path::default(), Path::default());
    let mut leads: HashMap<u32, Option<Arc<str>>> = HashMap::new();
    for at in 0..blocks.len() {
        let (before, rest) = blocks.split_at_mut(at);
        let Some(block) = rest.first_mut() else {
            return;
        };
        let previous = before.last();
        if block.region != Region::Main && previous.is_none_or(|previous| previous.region != block.region) {
            side = Path::default();
        }
        let path = if block.region == Region::Main { &mut main } else { &mut side };
        if let BlockKind::Heading(level) = block.kind {
            path.cut(level);
        }
        block.headings = path.shared.clone();
        if let BlockKind::Heading(level) = block.kind {
            path.push(level, &block.text);
        }
        let list = lists.get(at).copied().unwrap_or(0);
        if list > 0 {
            let head = headers.get(at) == Some(&true);
            let lead = leads
                .entry(list)
                .or_insert_with(|| if head { None } else { previous.and_then(|previous| lead(previous, block)) });
            block.lead_in = lead.clone();
            if head {
                leads.insert(list, Some(Arc::from(block.text.as_str())));
            }
        }
    }
}

/// The text just before a list, when it introduces it.
fn lead(previous: &Block, block: &Block) -> Option<Arc<str>> {
    let kind = matches!(previous.kind, BlockKind::Paragraph | BlockKind::ListItem);
    let short = previous.text.len() <= LEAD_IN || previous.text.ends_with(':');
    (kind && short && previous.region == block.region).then(|| Arc::from(previous.text.as_str()))
}

/// The headings that stand above the next block.
struct Path {
    open: Vec<(u8, String)>,
    shared: Arc<[String]>,
}

impl Default for Path {
    fn default() -> Self {
        Self { open: Vec::new(), shared: Arc::from([]) }
    }
}

impl Path {
    fn cut(&mut self, level: u8) {
        let kept = self.open.iter().take_while(|(above, _)| *above < level).count();
        if kept < self.open.len() {
            self.open.truncate(kept);
            self.share();
        }
    }

    fn push(&mut self, level: u8, text: &str) {
        self.open.push((level, text[..text.floor_char_boundary(HEADING)].to_string()));
        self.share();
    }

    fn share(&mut self) {
        self.shared = self.open.iter().map(|(_, text)| text.clone()).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(kind: BlockKind, text: &str) -> Block {
        Block { region: Region::Main, kind, headings: Arc::from([]), lead_in: None, text: text.into(), page: None }
    }

    #[test]
    fn paths_nest_and_lists_are_led_in() {
        let mut blocks = [
            block(BlockKind::Heading(1), "Ouders"),
            block(BlockKind::Heading(3), "Ouderraad"),
            block(BlockKind::Paragraph, "De raad doet dit:"),
            block(BlockKind::ListItem, "feesten"),
            block(BlockKind::ListItem, "sport"),
            block(BlockKind::Heading(2), "MR"),
            block(BlockKind::Paragraph, "De MR."),
        ];
        settle(&mut blocks, &[0, 0, 0, 1, 1, 0, 0], &[false; 7]);
        assert_eq!(&*blocks[2].headings, ["Ouders", "Ouderraad"]);
        assert_eq!(blocks[4].lead_in.as_deref(), Some("De raad doet dit:"));
        assert_eq!(&*blocks[5].headings, ["Ouders"]);
        assert_eq!(&*blocks[6].headings, ["Ouders", "MR"]);
    }

    #[test]
    fn the_head_row_leads_in_the_others() {
        let mut blocks = [block(BlockKind::TableRow, "Dag | Tijd"), block(BlockKind::TableRow, "ma | 8.30")];
        settle(&mut blocks, &[1, 1], &[true, false]);
        assert_eq!((blocks[0].lead_in.as_deref(), blocks[1].lead_in.as_deref()), (None, Some("Dag | Tijd")));
    }
}
