//! What the walk collects before regions, headings and lead-ins are settled.

use crate::model::{Block, BlockKind, Embed, FoundDate, Image, Link, Region};
use std::ops::Sub;
use std::sync::Arc;
use url::Url;

/// What is known of a block beside the block itself.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Extra {
    /// Number of the list or table it belongs to; 0 for none.
    pub(crate) list: u32,
    /// Heading only by its looks (a short bold line).
    pub(crate) pseudo: bool,
    /// Head row of a table.
    pub(crate) header_row: bool,
    /// Swallowed by this earlier block.
    pub(crate) merged_into: Option<usize>,
}

/// Running sums over the main text; the difference of two tells what an element held.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Totals {
    /// Bytes of text.
    pub(crate) chars: usize,
    /// Bytes of text in links.
    pub(crate) linked: usize,
    /// Bytes outside links and headings.
    pub(crate) plain: usize,
    /// Bytes in small type.
    pub(crate) small: usize,
    pub(crate) links: usize,
    /// Links of at most 30 characters.
    pub(crate) short_links: usize,
    /// Links labelled as menus label them; "Home" counts for two.
    pub(crate) menu_words: usize,
    /// Links to documents.
    pub(crate) documents: usize,
    /// Headings of level 1.
    pub(crate) titles: usize,
    pub(crate) headings: usize,
    /// Inputs, buttons, selects.
    pub(crate) controls: usize,
    /// Blocks that speak of cookies.
    pub(crate) cookies: usize,
    /// Buttons, links and phrases that accept something.
    pub(crate) accepts: usize,
}

impl Sub for Totals {
    type Output = Self;

    fn sub(self, start: Self) -> Self {
        Self {
            chars: self.chars - start.chars,
            linked: self.linked - start.linked,
            plain: self.plain - start.plain,
            small: self.small - start.small,
            links: self.links - start.links,
            short_links: self.short_links - start.short_links,
            menu_words: self.menu_words - start.menu_words,
            documents: self.documents - start.documents,
            titles: self.titles - start.titles,
            headings: self.headings - start.headings,
            controls: self.controls - start.controls,
            cookies: self.cookies - start.cookies,
            accepts: self.accepts - start.accepts,
        }
    }
}

/// How far each list had grown at one moment.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Marks {
    pub(crate) blocks: usize,
    pub(crate) links: usize,
    pub(crate) images: usize,
}

/// Everything that came between two moments.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Span {
    pub(crate) from: Marks,
    pub(crate) to: Marks,
}

/// The lists the walk fills.
#[derive(Debug)]
pub(crate) struct Raw {
    pub(crate) blocks: Vec<Block>,
    /// One per block.
    pub(crate) extras: Vec<Extra>,
    pub(crate) links: Vec<Link>,
    pub(crate) images: Vec<Image>,
    pub(crate) dates: Vec<FoundDate>,
    /// Frames from elsewhere that hold text.
    pub(crate) embeds: Vec<(Url, Embed)>,
    pub(crate) totals: Totals,
    no_headings: Arc<[String]>,
}

impl Raw {
    pub(crate) fn new() -> Self {
        Self {
            blocks: Vec::with_capacity(64),
            extras: Vec::with_capacity(64),
            links: Vec::with_capacity(32),
            images: Vec::new(),
            dates: Vec::new(),
            embeds: Vec::new(),
            totals: Totals::default(),
            no_headings: Arc::from([]),
        }
    }

    /// Adds a block; headings and lead-ins come later.
    pub(crate) fn push(&mut self, text: String, kind: BlockKind, region: Region, extra: Extra) {
        self.blocks.push(Block { region, kind, headings: self.no_headings.clone(), lead_in: None, text, page: None });
        self.extras.push(extra);
    }

    pub(crate) fn marks(&self) -> Marks {
        Marks { blocks: self.blocks.len(), links: self.links.len(), images: self.images.len() }
    }

    /// Gives everything in `span` that is still main text another region.
    pub(crate) fn relabel(&mut self, span: Span, region: Region) {
        let set = |old: &mut Region| {
            if *old == Region::Main {
                *old = region;
            }
        };
        self.blocks[span.from.blocks..span.to.blocks].iter_mut().for_each(|block| set(&mut block.region));
        self.links[span.from.links..span.to.links].iter_mut().for_each(|link| set(&mut link.region));
        self.images[span.from.images..span.to.images].iter_mut().for_each(|image| set(&mut image.region));
    }

    /// Removes merged blocks and renumbers what points at blocks.
    pub(crate) fn compact(&mut self) {
        if self.extras.iter().all(|extra| extra.merged_into.is_none()) {
            return;
        }
        let mut place = Vec::with_capacity(self.blocks.len());
        let mut kept = 0;
        for extra in &self.extras {
            place.push(extra.merged_into.map_or(kept, |into| place.get(into).copied().unwrap_or(0)));
            kept += usize::from(extra.merged_into.is_none());
        }
        let pointers =
            self.links.iter_mut().map(|link| &mut link.block).chain(self.dates.iter_mut().map(|date| &mut date.block));
        pointers.flatten().for_each(|block| *block = place[*block]);
        let mut alive = self.extras.iter().map(|extra| extra.merged_into.is_none());
        self.blocks.retain(|_| alive.next().unwrap_or(true));
        self.extras.retain(|extra| extra.merged_into.is_none());
    }
}
