//! The yardstick as data: dimensions, indicators, levels, signals. Valid by construction; [`load`] makes it from TOML.
//!
//! The rule language in short. A *term* is a string of alternatives parted by `|`. An alternative is a named list
//! (`@ouders`), a built-in number class (`#percentage`) or a phrase: words with an optional `*` at either end
//! (`*tevredenheid*`) and `..` for a gap of at most five words. A *signal* fires on a unit of text (a sentence unless it
//! says otherwise) in which all its terms are found; cues such as denial or plan take it away. A *rule* gives a level
//! when its signals stand together.

mod compile;
pub mod load;
pub mod passages;
mod raw;
mod seek;
mod terms;

pub use seek::Seek;

use crate::learn::Model;
use crate::model::{Habits, SchoolType, Text};
use std::collections::BTreeMap;

/// A complete, valid rubric.
#[derive(Debug, Clone)]
pub struct Rubric {
    /// Id, as `ouderbetrokkenheid`.
    pub id: String,
    /// Version of the content.
    pub version: String,
    /// SHA-256 over its files, hexadecimal.
    pub sha256: String,
    /// Title for the report.
    pub title: Text,
    /// In the order of the report.
    pub dimensions: Vec<Dimension>,
    /// In the order of the report, grouped by dimension.
    pub indicators: Vec<Indicator>,
    /// Every term of every signal, cue and page type; signals refer to it by [`ClassId`].
    pub classes: Vec<Class>,
    /// Cues that take a signal away.
    pub cues: Vec<Cue>,
    /// Kinds of page that rules know.
    pub page_types: Vec<PageType>,
    /// What was learned from labelled passages; without it signals and rules judge alone.
    pub model: Option<Model>,
    /// Words that make a link worth following early whatever is lacking, with their weight.
    pub promising: Vec<(String, i32)>,
    /// How a site is read.
    pub reading: Habits,
}

/// One of the three dimensions.
#[derive(Debug, Clone)]
pub struct Dimension {
    /// Id, as `communication`.
    pub id: String,
    /// Name for the report.
    pub name: Text,
}

/// One indicator: a question a parent would ask, and how it is judged.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Id, as `survey-results`.
    pub id: String,
    /// Dimension id.
    pub dimension: String,
    /// Weight in the score of its dimension; 0 is shown, not counted.
    pub weight: f64,
    /// Which piece of advice of the theme evening (A1-A6) or V, the article.
    pub source: String,
    /// How much work a next step is: 1 a text on the site, 2 an agreement in the team, 3 something to do with others.
    pub effort: u8,
    /// Short name for a column head.
    pub name: Text,
    /// The question a parent would ask.
    pub question: Text,
    /// Why it matters.
    pub motive: Text,
    /// Exactly four, level 0 to 3.
    pub levels: [Level; 4],
    /// Kinds of school it holds for; empty: all.
    pub applies: Vec<SchoolType>,
    /// How it is judged.
    pub judge: Judge,
    /// Where a crawl looks for it.
    pub seek: Seek,
    /// Examples that must (not) score, with their level.
    pub examples: Vec<Example>,
}

/// One level in words.
#[derive(Debug, Clone)]
pub struct Level {
    /// What the level means.
    pub text: Text,
    /// What a school at this level can do next.
    pub advice: Text,
}

/// How an indicator is judged.
#[derive(Debug, Clone)]
pub enum Judge {
    /// By matching signals in text.
    Signals {
        /// What to look for.
        signals: Vec<Signal>,
        /// Levels for signals that stand together.
        rules: Vec<Rule>,
        /// Upper bounds.
        caps: Vec<Cap>,
    },
    /// By a built-in measure with parameters.
    Measure {
        /// Which measure.
        name: Measure,
        /// Numbers it uses, by name.
        numbers: BTreeMap<String, f64>,
        /// Terms it uses, by name.
        terms: BTreeMap<String, ClassId>,
    },
}

/// Built-in measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Flesch-Douma over the pages meant for parents.
    Readability,
    /// Newest date on the site.
    Currency,
    /// Where the organisation is named.
    OrganisationNamed,
    /// Logo and style across the sites.
    SharedLook,
    /// Links both ways.
    Connected,
}

/// Index into [`Rubric::classes`].
pub type ClassId = u16;

/// A set of patterns of which one must be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// The term as written in the rubric.
    pub term: String,
    /// Alternatives, with lists filled in.
    pub patterns: Vec<Pattern>,
}

/// One alternative of a class.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pattern {
    /// Words in a row.
    Phrase(Vec<Piece>),
    /// A built-in class.
    Builtin(Builtin),
}

/// Part of a phrase.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Piece {
    /// A word; `open_start`/`open_end` tell whether it may go on at that side.
    Word {
        /// Folded literal (lower case, no diacritics).
        literal: String,
        /// `*` in front.
        open_start: bool,
        /// `*` behind.
        open_end: bool,
    },
    /// At most five words in between.
    Gap,
}

/// Built-in classes: numbers, times, and what is known only at run time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Builtin {
    /// `#getal`: any number.
    Any,
    /// `#percentage`: 87 %, 87 procent.
    Percentage,
    /// `#cijfer`: a mark: 7,8 / een 8 / rapportcijfer 8.
    Mark,
    /// `#jaar`: a year.
    Year,
    /// `#recent`: a year or school year within four years of the audit day, or "dit schooljaar".
    RecentYear,
    /// `#oud`: a year more than four years before the audit day.
    OldYear,
    /// `#schooljaar`: 2026-2027.
    SchoolYear,
    /// `#tijd`: 8.30 uur, half negen.
    Time,
    /// `#datum`: 12 maart, 12-3-2026.
    Date,
    /// `#verse-datum`: a full date within 60 days before the audit day (summer break not counted).
    FreshDate,
    /// `#telefoon`: a telephone number.
    Phone,
    /// `#mailadres`: an e-mail address.
    Email,
    /// `#groep`: groep 3, groepen 5 en 6, unit 7, middenbouw is not included.
    Group,
    /// `#bedrag`: an amount of money.
    Money,
    /// `#organisatie`: the name or an alias of the organisation; in a link also its address.
    Organisation,
}

/// Text in which the terms of a signal must meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// One sentence (default).
    Sentence,
    /// The sentence and the ones before and after it.
    Near,
    /// One block: paragraph, list item with its lead-in, table row.
    Block,
    /// All blocks under one heading.
    Section,
    /// The main text of one page.
    Page,
    /// All pages of the site.
    Site,
}

/// What a signal looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carrier {
    /// Sentences of the main text.
    Text,
    /// Links anywhere on the page: text and target address.
    Link,
    /// Images: alternative text and address.
    Image,
    /// Sentences of any region, footer and menus included.
    Anywhere,
}

/// Something to look for.
#[derive(Debug, Clone)]
pub struct Signal {
    /// Id, unique within the indicator.
    pub id: String,
    /// Level it gives by itself; 0: only a part of rules.
    pub level: u8,
    /// What carries it.
    pub carrier: Carrier,
    /// Unit in which `all` must meet and `none` must not stand.
    pub unit: Unit,
    /// All must be found in the unit; the first is the anchor: the quote is the sentence that holds it.
    pub all: Vec<ClassId>,
    /// None may be found in the unit.
    pub none: Vec<ClassId>,
    /// All must be found in the sentence or its neighbours, headings and title included.
    pub near: Vec<ClassId>,
    /// None may be found there.
    pub near_none: Vec<ClassId>,
    /// All must be found in title, headings or lead-in.
    pub context: Vec<ClassId>,
    /// None may be found there.
    pub context_none: Vec<ClassId>,
    /// All must be found on the page.
    pub page: Vec<ClassId>,
    /// None may be found on the page.
    pub page_none: Vec<ClassId>,
    /// Cues that do not take it away (index into [`Rubric::cues`]).
    pub allow: Vec<usize>,
    /// Page types on which it counts though they are barred by default (index into [`Rubric::page_types`]).
    pub allow_pages: Vec<usize>,
    /// Page types on which it does not count.
    pub not_pages: Vec<usize>,
    /// Page types on which alone it counts; empty: all.
    pub only_pages: Vec<usize>,
    /// Why it gives its level; one sentence for the report.
    pub why: Option<Text>,
    /// Sentences on which it must fire.
    pub yes: Vec<String>,
    /// Sentences on which it must not fire.
    pub no: Vec<String>,
}

/// A level for signals that stand together.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Level it gives.
    pub level: u8,
    /// Signals that must all have fired in the unit (index into the indicator's signals); each entry is a list of
    /// alternatives. The first gives the quote, the others are quoted after it.
    pub needs: Vec<Vec<usize>>,
    /// Signals that must not have fired in the unit.
    pub unless: Vec<usize>,
    /// Where they must stand together.
    pub unit: Unit,
    /// Whether the outcome is left to a person.
    pub review: bool,
    /// Why; one sentence for the report.
    pub why: Option<Text>,
}

/// An upper bound: what fires in the unit gives no more than this level.
#[derive(Debug, Clone)]
pub struct Cap {
    /// Highest level left.
    pub level: u8,
    /// Any of these signals.
    pub when: Vec<usize>,
    /// Not when any of these fired too.
    pub unless: Vec<usize>,
    /// How far it reaches.
    pub unit: Unit,
    /// Why; one sentence for the report.
    pub why: Option<Text>,
}

/// A cue that takes a signal away: denial, plan, past, vacancy, another's practice.
#[derive(Debug, Clone)]
pub struct Cue {
    /// Id, as `denial`.
    pub id: String,
    /// Terms that show it.
    pub class: ClassId,
    /// Terms that, when they stand in the same unit, take the cue away ("niet alleen").
    pub except: Option<ClassId>,
    /// How far it reaches.
    pub scope: Scope,
}

/// How far a cue reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The clauses in which the terms of the signal stand.
    Clause,
    /// The sentence.
    Sentence,
    /// Title, headings and lead-in.
    Context,
}

/// A kind of page.
#[derive(Debug, Clone)]
pub struct PageType {
    /// Id, as `privacy`.
    pub id: String,
    /// Found in the path of the address.
    pub address: Option<ClassId>,
    /// Found in title or first heading.
    pub title: Option<ClassId>,
    /// Found in the text, at least `text_least` different sentences.
    pub text: Option<ClassId>,
    /// See `text`.
    pub text_least: usize,
    /// Whether signals count on it unless they allow it.
    pub barred: bool,
}

/// A passage with the level that a reader gives it.
#[derive(Debug, Clone)]
pub struct Example {
    /// Title of its page.
    pub title: String,
    /// Text; lines that begin with `- ` are list items, with `# ` headings.
    pub text: String,
    /// Level.
    pub level: u8,
}
