//! The one walk over the parsed page: every text becomes part of a block, every block gets a region.

use super::attributes::Attributes;
use super::elements::{Role, role, semantic};
use super::head::Head;
use super::hints::{self, Hints};
use super::raw::{Marks, Raw, Totals};
use super::regions::Guess;
use super::run::{Run, Style};
use super::tables::{Layout, Table};
use crate::model::{BlockKind, Region, is_logo_word};
use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::Node;
use std::collections::{HashMap, HashSet};
use url::Url;

/// What holds for the text that is read now.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    pub(super) region: Region,
    /// In `main` or `article`.
    in_content: bool,
    in_section: bool,
    pub(super) in_main: bool,
    pub(super) in_form: bool,
    /// In a heading element of this level.
    pub(super) heading: Option<u8>,
    /// In an element whose class says heading.
    pub(super) soft_heading: Option<u8>,
    /// Number of the list whose item this is; 0 for none.
    pub(super) item: u32,
    /// Number of the list whose items the children are; 0 for none.
    children: u32,
    /// Index of the link around it.
    pub(super) link: Option<usize>,
    pub(super) in_link: bool,
    pub(super) style: Style,
    pub(super) control: bool,
}

/// An open element.
pub(super) struct Frame<'a> {
    pub(super) name: &'a str,
    pub(super) role: Role,
    pub(super) outer: Context,
    pub(super) hint: Option<Region>,
    pub(super) start: Marks,
    pub(super) totals: Totals,
}

/// State of the walk.
pub(super) struct Walk<'a> {
    pub(super) page: &'a Url,
    pub(super) raw: Raw,
    pub(super) head: Head,
    pub(super) run: Run,
    pub(super) context: Context,
    frames: Vec<Frame<'a>>,
    pub(super) guesses: Vec<Guess>,
    pub(super) layouts: Vec<Layout>,
    pub(super) tables: Vec<Table>,
    /// Words of the link or button that is open.
    pub(super) label: String,
    /// What else names the open link: alt text, aria-label, title.
    pub(super) other_label: String,
    pub(super) classes: HashMap<&'a str, u32>,
    /// What classes hint at.
    hinted: HashMap<&'a str, Hints>,
    /// Ids that a button or tab opens.
    controlled: HashSet<&'a str>,
    pub(super) lists: u32,
    /// A heading stood in the list item that is open: what follows is running text.
    pub(super) heading_in_item: bool,
    /// Bytes of text so far.
    read: usize,
}

/// Most text of one page, in bytes; a book of three hundred pages has less.
const MOST: usize = 1 << 20;

impl<'a> Walk<'a> {
    pub(super) fn new(page: &'a Url) -> Self {
        let context = Context {
            region: Region::Main,
            in_content: false,
            in_section: false,
            in_main: false,
            in_form: false,
            heading: None,
            soft_heading: None,
            item: 0,
            children: 0,
            link: None,
            in_link: false,
            style: Style::default(),
            control: false,
        };
        Self {
            page,
            raw: Raw::new(),
            head: Head::default(),
            run: Run::default(),
            context,
            frames: Vec::with_capacity(32),
            guesses: Vec::new(),
            layouts: Vec::new(),
            tables: Vec::new(),
            label: String::new(),
            other_label: String::new(),
            classes: HashMap::new(),
            hinted: HashMap::new(),
            controlled: HashSet::new(),
            lists: 0,
            heading_in_item: false,
            read: 0,
        }
    }

    /// Whether the page held more text than is read.
    pub(super) fn is_full(&self) -> bool {
        self.read >= MOST
    }

    /// Walks the whole tree.
    pub(super) fn tree(&mut self, root: NodeRef<'a, Node>) {
        let mut skipped = None;
        for edge in root.traverse() {
            match edge {
                Edge::Open(node) if skipped.is_none() => match node.value() {
                    Node::Text(text) => self.text(text),
                    Node::Element(_) if !self.open(node) => skipped = Some(node.id()),
                    _ => {}
                },
                Edge::Close(node) if skipped == Some(node.id()) => skipped = None,
                Edge::Close(node) if skipped.is_none() && node.value().is_element() => self.close(),
                _ => {}
            }
        }
        self.flush();
    }

    fn text(&mut self, text: &str) {
        if self.context.in_link || self.context.control {
            self.label.push_str(text);
        }
        if self.read >= MOST {
            return;
        }
        self.read += text.len();
        let style = Style { linked: self.context.in_link, ..self.context.style };
        self.run.push(text, style);
    }

    /// Opens an element; `false` when it and what it holds are not walked.
    fn open(&mut self, node: NodeRef<'a, Node>) -> bool {
        let Node::Element(element) = node.value() else {
            return false;
        };
        let (name, attributes) = (element.name(), Attributes::of(element));
        self.note(name, &attributes);
        if self.special(name, &attributes, node) {
            return false;
        }
        let role = role(name);
        if role == Role::Skip {
            return false;
        }
        let hints = self.hints(&attributes);
        let hidden = self.is_hidden(name, &attributes, hints);
        if hidden && role == Role::Inline && !matches!(name, "a") {
            return false;
        }
        if role != Role::Inline {
            self.flush();
        }
        let frame = Frame {
            name,
            role,
            outer: self.context,
            hint: hints.region,
            start: self.raw.marks(),
            totals: self.raw.totals,
        };
        self.enter(&frame, &attributes, hints, hidden);
        if hints.dated || name == "time" && attributes.datetime.is_none() {
            self.posted(node);
        }
        self.frames.push(frame);
        true
    }

    fn hints(&mut self, attributes: &Attributes<'a>) -> Hints {
        match (attributes.class, attributes.id) {
            (None, None) => Hints::default(),
            // The same few classes come back all over a page; ids do not.
            (Some(class), None) => *self.hinted.entry(class).or_insert_with(|| hints::of(attributes)),
            (_, Some(_)) => hints::of(attributes),
        }
    }

    /// Notes classes, colours, and ids that are opened by a click.
    fn note(&mut self, name: &str, attributes: &Attributes<'a>) {
        for class in attributes.class.unwrap_or("").split_ascii_whitespace().take(32) {
            if class.len() <= 64 && (self.classes.len() < 4096 || self.classes.contains_key(class)) {
                *self.classes.entry(class).or_default() += 1;
            }
        }
        if let Some(id) = attributes.id.filter(|id| id.len() <= 64 && is_logo_word(id)) {
            *self.classes.entry(id).or_default() += 1;
        }
        if let Some(style) = attributes.style {
            self.head.palette.inline(style);
        }
        if let Some(colour) = attributes.colour {
            self.head.palette.colour(colour);
        }
        if let Some(id) = attributes.controls {
            self.controlled.extend(id.split_ascii_whitespace().take(8).map(|id| id.trim_start_matches('#')));
        }
        if let Some(target) =
            attributes.href.and_then(|href| href.strip_prefix('#')).filter(|id| name == "a" && !id.is_empty())
        {
            self.controlled.insert(target);
        }
        let root = attributes.id.is_some_and(|id| {
            matches!(id, "root" | "app" | "__next" | "__nuxt" | "___gatsby" | "q-app" | "svelte" | "SITE_CONTAINER")
        });
        self.head.scripted |= root || name == "app-root";
    }

    /// Hidden, unless it is a panel that opens on a click.
    fn is_hidden(&self, name: &str, attributes: &Attributes, hints: Hints) -> bool {
        let shrunk = || matches!(name, "p" | "span" | "li" | "a" | "font") && attributes.shrunk_away();
        let hidden = attributes.hidden || attributes.aria_hidden || attributes.styled_away() || shrunk();
        let panel = || {
            let controlled = attributes.id.is_some_and(|id| self.controlled.contains(id));
            hints.panel || controlled || attributes.role == Some("tabpanel") || matches!(name, "body" | "html" | "main")
        };
        hidden && !panel()
    }

    fn enter(&mut self, frame: &Frame, attributes: &Attributes, hints: Hints, hidden: bool) {
        if frame.role != Role::Inline {
            self.enter_block(frame, attributes, hints, hidden);
        }
        if let Some(style) = attributes.style.filter(|style| style.contains("url(")) {
            self.background(style);
        }
        let context = &mut self.context;
        match frame.name {
            "b" | "strong" => context.style.bold = true,
            "small" => context.style.small = true,
            "font" => font(&mut context.style, attributes.size),
            "br" => self.run.break_line(),
            "a" => self.enter_link(attributes),
            "img" => self.image(attributes),
            "input" => self.raw.totals.controls += 1,
            "time" => self.time(attributes),
            _ => {}
        }
    }

    fn enter_block(&mut self, frame: &Frame, attributes: &Attributes, hints: Hints, hidden: bool) {
        let context = &mut self.context;
        context.soft_heading = hints.heading.filter(|_| frame.role == Role::Block);
        let list_child = std::mem::take(&mut context.children);
        if list_child > 0 && frame.role == Role::Block {
            context.item = list_child;
            self.heading_in_item = false;
        }
        self.enter_region(frame.name, attributes, hidden);
        match frame.role {
            Role::Heading(level) => {
                self.context.heading = Some(level);
                self.heading_in_item = true;
            }
            Role::List => self.context.children = self.next_list(),
            Role::Item => {
                self.context.item = if frame.name == "dd" || list_child == 0 { self.next_list() } else { list_child };
                self.heading_in_item = false;
            }
            Role::Control => self.enter_control(frame.name),
            Role::Table | Role::Row | Role::Cell(_) => self.enter_table(frame.role, attributes),
            Role::Block if hints.list => self.context.children = self.next_list(),
            Role::Block if frame.name == "summary" => self.context.heading = Some(5),
            _ => {}
        }
    }

    fn enter_region(&mut self, name: &str, attributes: &Attributes, hidden: bool) {
        let context = &mut self.context;
        if matches!(context.region, Region::Hidden | Region::Dialog) {
            return;
        }
        if let Some(region) = semantic(name, attributes, context.in_content, context.in_section) {
            context.region = region;
            context.in_main |= region == Region::Main;
        }
        context.in_content |= name == "article" || context.in_main;
        context.in_section |= name == "section";
        context.in_form |= name == "form";
        if hidden {
            context.region = Region::Hidden;
        }
    }

    /// A button, select or label. A button that opens a panel stands for its heading and stays text.
    fn enter_control(&mut self, name: &str) {
        self.raw.totals.controls += usize::from(matches!(name, "button" | "select"));
        self.label.clear();
        let context = &mut self.context;
        context.control = name == "button";
        let worded = name == "label" && !context.in_form || context.heading.is_some() || context.soft_heading.is_some();
        if context.region == Region::Main && !worded {
            context.region = Region::Form;
        }
    }

    pub(super) fn next_list(&mut self) -> u32 {
        self.lists += 1;
        self.lists
    }

    fn close(&mut self) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        if frame.role != Role::Inline {
            self.flush();
            self.leave_block(&frame);
        }
        if frame.name == "a" {
            self.leave_link(&frame);
        }
        self.context = frame.outer;
    }

    /// The kind of a block of the run that is being closed.
    pub(super) fn kind(&self) -> BlockKind {
        match self.context {
            Context { heading: Some(level), .. } => BlockKind::Heading(level),
            Context { item: 1.., .. } if !self.heading_in_item => BlockKind::ListItem,
            _ => BlockKind::Paragraph,
        }
    }
}

/// `size` of an old `font` element.
fn font(style: &mut Style, size: Option<&str>) {
    match size.map(str::trim) {
        Some("5" | "6" | "7" | "+2" | "+3" | "+4") => style.level = 1,
        Some("4" | "+1") => style.level = 2,
        Some("1" | "2" | "-1" | "-2") => style.small = true,
        Some("3" | "+0") => style.level = 0,
        _ => {}
    }
}
