//! A page or document as located blocks of text.

use super::page::Embed;
use jiff::civil::Date;
use std::sync::Arc;
use url::Url;

/// What kind of file a document came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// A web page.
    Page,
    /// A PDF file.
    Pdf,
    /// A Word or OpenDocument text.
    Office,
    /// Plain text.
    Text,
}

/// One page or document, parsed once. Boilerplate is kept and labelled by [`Region`].
#[derive(Debug, Clone)]
pub struct Document {
    /// Address after redirects, without fragment.
    pub url: Url,
    /// Kind of file.
    pub kind: DocumentKind,
    /// Title, without markup; empty when there is none.
    pub title: String,
    /// Declared language (`lang` attribute), lower case, as `nl` or `fy`.
    pub language: Option<String>,
    /// `rel=canonical`, absolute.
    pub canonical: Option<Url>,
    /// Clicks from the home page; `None` when only the sitemap names it.
    pub clicks: Option<u32>,
    /// Page asks not to be indexed (meta robots or X-Robots-Tag): read, not quoted.
    pub noindex: bool,
    /// Page asks not to follow its links.
    pub nofollow: bool,
    /// Page reserves the rights for text and data mining (`tdm-reservation`, in a header or in a meta element).
    pub reserved: bool,
    /// Text in reading order.
    pub blocks: Vec<Block>,
    /// Links in reading order, absolute, http(s) only, without fragment. Includes frames and meta refresh.
    pub links: Vec<Link>,
    /// Images with their alternative text.
    pub images: Vec<Image>,
    /// Dates found, with where.
    pub dates: Vec<FoundDate>,
    /// What is shown inside the page from elsewhere and holds text that is not read.
    pub embeds: Vec<(Url, Embed)>,
    /// What the page looks like, as far as its source tells.
    pub look: Look,
    /// The text was cut (size cap) or part of it could not be read.
    pub partial: bool,
    /// Nearly no text, but an application root or a noscript notice: built by scripts in the browser.
    pub script_shell: bool,
}

impl Document {
    /// A document without title, text or anything else, to be filled in.
    pub fn blank(url: Url, kind: DocumentKind) -> Self {
        Self {
            url,
            kind,
            title: String::new(),
            language: None,
            canonical: None,
            clicks: None,
            noindex: false,
            nofollow: false,
            reserved: false,
            blocks: Vec::new(),
            links: Vec::new(),
            images: Vec::new(),
            dates: Vec::new(),
            embeds: Vec::new(),
            look: Look::default(),
            partial: false,
            script_shell: false,
        }
    }
}

/// Which part of the page a block belongs to. Quotes come from `Main` only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Region {
    /// Running content.
    Main,
    /// Menu.
    Navigation,
    /// Head of the page: logo, school name.
    Header,
    /// Foot of the page.
    Footer,
    /// Sidebar.
    Aside,
    /// Form labels and buttons.
    Form,
    /// Cookie notice or other dialog.
    Dialog,
    /// Not shown to a reader (`hidden`, `display:none` outside accordions, template, comment).
    Hidden,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A heading of level 1-6.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// One list item.
    ListItem,
    /// One table row, cells joined by ` | `.
    TableRow,
}

/// A located piece of text.
#[derive(Debug, Clone)]
pub struct Block {
    /// Part of the page.
    pub region: Region,
    /// Kind of block.
    pub kind: BlockKind,
    /// Headings above it, outermost first, not including itself when it is a heading.
    pub headings: Arc<[String]>,
    /// For a list item or table row: the text just before the list ("Dit mag u van ons verwachten:").
    pub lead_in: Option<Arc<str>>,
    /// The text, white space folded, never empty. Soft hyphens and zero-width characters removed.
    pub text: String,
    /// Page number in a document of pages, from 1.
    pub page: Option<u32>,
}

/// A hyperlink.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Absolute target, http or https, without fragment.
    pub url: Url,
    /// Text of the link, or the alt text of its image.
    pub text: String,
    /// Part of the page.
    pub region: Region,
    /// `rel=nofollow`.
    pub nofollow: bool,
    /// Index of the block in [`Document::blocks`] it stands in, when it stands in one.
    pub block: Option<usize>,
}

/// An image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Absolute address; `None` for data: addresses.
    pub url: Option<Url>,
    /// Alternative text; empty when missing.
    pub alt: String,
    /// Part of the page.
    pub region: Region,
    /// Target of the link around it, when there is one.
    pub link: Option<Url>,
}

/// Where a date was found, most trustworthy first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateSource {
    /// `article:published_time` and the like.
    Meta,
    /// JSON-LD `datePublished`, `dateModified`.
    JsonLd,
    /// A `time` element, or a "Geplaatst op" label.
    Label,
    /// In the running text.
    Text,
    /// In the address.
    Address,
    /// `Last-Modified` header.
    Header,
}

/// A date with where it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundDate {
    /// The day.
    pub date: Date,
    /// Where it was found.
    pub source: DateSource,
    /// Index of the block it stands in, for text and labels.
    pub block: Option<usize>,
}

/// What a page looks like as far as its source tells; compared across sites.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// `meta name=generator`.
    pub generator: Option<String>,
    /// Style sheets linked, absolute.
    pub stylesheets: Vec<Url>,
    /// Class names in use, most frequent first, at most 40.
    pub classes: Vec<String>,
    /// Colours in style elements and attributes, as `#rrggbb`, most frequent first, no greys.
    pub colours: Vec<String>,
    /// Font families named, lower case, first of each list.
    pub fonts: Vec<String>,
    /// Pictures that style sheets put behind elements whose name speaks of a logo, at most eight.
    pub backgrounds: Vec<Background>,
    /// Class names and ids in use that speak of a logo, at most 20.
    pub marks: Vec<String>,
}

impl Look {
    /// Makes the addresses of backgrounds that were just read absolute; `sheet` is the style sheet they stand in, when
    /// they do not stand in the page itself.
    pub fn place_backgrounds(&mut self, base: &Url, sheet: Option<&Url>) {
        for background in self.backgrounds.iter_mut().filter(|b| b.url.is_none()) {
            background.url = base.join(&background.source).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
            background.sheet = sheet.cloned();
        }
        self.backgrounds.retain(|b| b.url.is_some());
    }
}

/// A picture behind an element, put there by a style sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Background {
    /// Address as it is written.
    pub source: String,
    /// Address made absolute.
    pub url: Option<Url>,
    /// Style sheet it stands in; `None` when that is the page itself.
    pub sheet: Option<Url>,
    /// Names in the selector that speak of a logo; empty when only the file does.
    pub names: Vec<String>,
}

/// Whether a class, id, file name or alternative text speaks of a logo.
pub fn is_logo_word(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["logo", "beeldmerk", "brand", "woordmerk"].iter().any(|word| name.contains(word))
}
