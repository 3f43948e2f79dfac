//! Turns the run of text into blocks, and looks at what an element held when it closes.

use super::elements::Role;
use super::lines::{Look, Piece, cut};
use super::links::is_accept;
use super::raw::{Extra, Span, Totals};
use super::regions::Guess;
use super::run::Anchor;
use super::tables::{Row, Table};
use super::walk::{Frame, Walk};
use crate::extract::clean::{finish, fold};
use crate::model::{BlockKind, Region};
use std::ops::Range;

impl<'a> Walk<'a> {
    /// Ends the run of text: it becomes one block, or several at its line breaks.
    pub(super) fn flush(&mut self) {
        if self.run.text.is_empty() && self.run.anchors.is_empty() {
            return;
        }
        if !self.run.is_blank() {
            let run = std::mem::take(&mut self.run);
            let first = self.raw.blocks.len();
            let lines = cut(&run.text, &run.pieces);
            let mut list = 0;
            for (range, look) in &lines {
                list = if *look != Look::Bullet {
                    0
                } else if list == 0 {
                    self.next_list()
                } else {
                    list
                };
                self.block(&run.text, range.clone(), *look, list, &run.pieces);
            }
            self.anchor(&run.anchors, &lines, first);
            self.run = run;
        }
        self.run.clear();
    }

    fn anchor(&mut self, anchors: &[(usize, Anchor)], lines: &[(Range<usize>, Look)], first: usize) {
        for (at, anchor) in anchors {
            let line = lines.partition_point(|(range, _)| range.end <= *at).min(lines.len().saturating_sub(1));
            let block = (first + line < self.raw.blocks.len()).then_some(first + line);
            match *anchor {
                Anchor::Link(link) => self.raw.links[link].block = block,
                Anchor::Date(date) => self.raw.dates[date].block = block,
            }
        }
    }

    fn block(&mut self, text: &str, range: Range<usize>, look: Look, list: u32, pieces: &[Piece]) {
        let mut words = text[range.clone()].replace('\n', " ");
        finish(&mut words);
        let (kind, pseudo) = self.kind_of(&words, look);
        let list = if list > 0 {
            list
        } else if kind == BlockKind::ListItem {
            self.context.item
        } else {
            0
        };
        let region = self.region_of(&words, kind);
        if region == Region::Main {
            let sum = |kind: fn(&Piece) -> bool| overlap(pieces, &range, kind);
            self.count(&words, kind, sum(|piece| piece.linked), sum(|piece| piece.small));
        }
        self.raw.push(words, kind, region, Extra { list, pseudo, ..Extra::default() });
    }

    /// A heading by element, by class, by large type or by bold alone, a list item, or running text.
    fn kind_of(&self, words: &str, look: Look) -> (BlockKind, bool) {
        let kind = self.kind();
        let titled = words.len() <= 120 && !words.ends_with(['.', ',', ';', ':']);
        match (kind, look) {
            (BlockKind::Heading(_), _) => (kind, false),
            (_, Look::Bullet) => (BlockKind::ListItem, false),
            (_, Look::Large(level)) if titled => (BlockKind::Heading(level), false),
            (BlockKind::Paragraph, _) if titled && self.context.soft_heading.is_some() => {
                (BlockKind::Heading(self.context.soft_heading.unwrap_or(3)), false)
            }
            (BlockKind::Paragraph, Look::Bold) => (BlockKind::Heading(5), true),
            _ => (kind, false),
        }
    }

    /// A page's title stays main text in the head of the page; a cookie notice never is.
    fn region_of(&self, words: &str, kind: BlockKind) -> Region {
        let region = self.context.region;
        if region == Region::Header && kind == BlockKind::Heading(1) && !self.context.in_link {
            return Region::Main;
        }
        let notice = matches!(region, Region::Main | Region::Footer) && !self.context.in_main && words.len() <= 250;
        if notice && opens_with_cookies(words) && accepts(words) && !self.explains_cookies(self.raw.blocks.len()) {
            Region::Dialog
        } else {
            region
        }
    }

    fn count(&mut self, words: &str, kind: BlockKind, linked: usize, small: usize) {
        let totals = &mut self.raw.totals;
        let heading = matches!(kind, BlockKind::Heading(_));
        totals.chars += words.len();
        totals.linked += linked.min(words.len());
        totals.small += small;
        totals.headings += usize::from(heading);
        totals.titles += usize::from(kind == BlockKind::Heading(1));
        totals.plain += if heading { 0 } else { words.len().saturating_sub(linked) };
        if mentions_cookies(words) {
            totals.cookies += 1;
            totals.accepts += usize::from(accepts(words));
        }
    }

    pub(super) fn enter_table(&mut self, role: Role, attributes: &super::attributes::Attributes) {
        match role {
            Role::Table => {
                let list = self.next_list();
                if let Some(outer) = self.tables.last_mut() {
                    outer.holds_table = true;
                }
                let presentation = matches!(attributes.role, Some("presentation" | "none"));
                self.tables.push(Table { list, presentation, ..Table::default() });
            }
            Role::Row => {
                let row = Row { header: true, start: self.raw.marks(), totals: self.raw.totals, ..Row::default() };
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(row);
                }
            }
            Role::Cell(head) => {
                let at = self.raw.blocks.len();
                if let Some(row) = self.tables.last_mut().and_then(|table| table.rows.last_mut()) {
                    row.cells.push(at);
                    row.header &= head;
                }
            }
            _ => {}
        }
    }

    /// An element closes: now its content tells what it is.
    pub(super) fn leave_block(&mut self, frame: &Frame) {
        if frame.role == Role::Control && self.context.control {
            self.leave_button(frame);
        }
        let span = Span { from: frame.start, to: self.raw.marks() };
        match frame.role {
            Role::Row => self.leave_row(span),
            Role::Table => self.leave_table(),
            _ => {}
        }
        let held = self.raw.totals - frame.totals;
        if frame.outer.region == Region::Main
            && self.context.region != Region::Hidden
            && let Some(region) = self.settled(frame, span, held)
        {
            self.raw.relabel(span, region);
            self.raw.totals = frame.totals;
            return;
        }
        if let Some(region) = frame.hint {
            self.guesses.push(Guess {
                region,
                span,
                held,
                before_end: self.raw.totals,
                in_main: frame.outer.in_main && frame.name != "footer",
            });
        }
    }

    fn leave_button(&mut self, frame: &Frame) {
        let words = fold(&self.label).to_lowercase();
        self.label.clear();
        if frame.outer.region == Region::Main {
            self.raw.totals.accepts += usize::from(is_accept(&words));
        }
    }

    fn leave_row(&mut self, span: Span) {
        let totals = self.raw.totals;
        if let Some(row) = self.tables.last_mut().and_then(|table| table.rows.last_mut()) {
            row.span = Span { from: row.start, to: span.to };
            row.totals = totals - row.totals;
        }
    }

    fn leave_table(&mut self) {
        let Some(table) = self.tables.pop() else {
            return;
        };
        let outermost = self.tables.is_empty() && !self.context.in_main;
        if let Some(layout) = table.close(&mut self.raw).filter(|_| outermost) {
            self.layouts.push(layout);
        }
    }

    /// What the content of an element says it is beyond doubt: a form, a cookie notice, a menu.
    fn settled(&self, frame: &Frame, span: Span, held: Totals) -> Option<Region> {
        let form = frame.name == "form" && held.controls > 0 && held.plain < 800 && held.titles == 0;
        if form {
            return Some(Region::Form);
        }
        if held.cookies > 0
            && held.accepts > 0
            && held.chars < 1500
            && held.titles == 0
            && !self.context.in_main
            && self.opens_cookie_notice(span)
        {
            return Some(Region::Dialog);
        }
        self.is_menu(span, frame.totals, held).then_some(Region::Navigation)
    }

    /// The last heading before `end` is that of a privacy or cookie page: what follows explains, it asks nothing.
    fn explains_cookies(&self, end: usize) -> bool {
        let heading =
            |block: &&crate::model::Block| block.region == Region::Main && matches!(block.kind, BlockKind::Heading(_));
        self.raw.blocks[..end]
            .iter()
            .rev()
            .take(40)
            .find(heading)
            .is_some_and(|block| mentions_cookies(&block.text) || block.text.contains("rivacy"))
    }

    fn opens_cookie_notice(&self, span: Span) -> bool {
        if self.explains_cookies(span.from.blocks) {
            return false;
        }
        let main =
            self.raw.blocks[span.from.blocks..span.to.blocks].iter().filter(|block| block.region == Region::Main);
        main.take(2).any(|block| opens_with_cookies(&block.text))
    }

    /// Nothing but short links, among them those that menus have. A list of documents or of news below a heading is
    /// content.
    fn is_menu(&self, span: Span, before: Totals, held: Totals) -> bool {
        let links = held.links >= 3 && held.short_links * 10 >= held.links * 9 && held.menu_words >= 2;
        let bare = held.headings == 0 && held.documents == 0 && held.linked * 10 >= held.chars * 8 && held.chars < 2000;
        links && bare && !self.context.in_main && !(before.plain >= 40 && self.follows_heading(span))
    }

    fn follows_heading(&self, span: Span) -> bool {
        span.from.blocks.checked_sub(1).is_some_and(|at| matches!(self.raw.blocks[at].kind, BlockKind::Heading(_)))
    }
}

fn overlap(pieces: &[Piece], range: &Range<usize>, kind: fn(&Piece) -> bool) -> usize {
    let from = pieces.partition_point(|piece| piece.range.end <= range.start);
    let inside = pieces[from..].iter().take_while(|piece| piece.range.start < range.end).filter(|piece| kind(piece));
    inside.map(|piece| piece.range.end.min(range.end) - piece.range.start.max(range.start)).sum()
}

fn mentions_cookies(words: &str) -> bool {
    words.contains("ookie")
}

/// Speaks of cookies in its first words, so that a foot with a cookie line at its end stays a foot.
fn opens_with_cookies(words: &str) -> bool {
    words.find("ookie").is_some_and(|at| at < 60)
}

fn accepts(words: &str) -> bool {
    let lower = words.to_lowercase();
    ["akkoord", "accepteer", "accepteren", "toestaan", "door verder te", "toestemming"]
        .iter()
        .any(|word| lower.contains(word))
}
