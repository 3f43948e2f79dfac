//! Finds all terms of the rubric in a sentence in one pass.
//!
//! Every word pattern of the rubric (`ouder*`, `*tevredenheid*`) becomes one literal of a single automaton that runs over
//! `^word$`; what a word matches is remembered, so a word that comes back costs one table look-up whatever the number of
//! terms. Phrases are then checked from their first word on.

use super::homes::Homes;
use super::numbers;
use super::tokens::{Token, tokens};
use super::typos::{LONG, Typos};
use crate::model::Organisation;
use crate::rubric::{Builtin, Class, ClassId, Pattern, Piece};
use crate::text::{fold, fold_into};
use aho_corasick::AhoCorasick;
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::HashMap;
use url::Url;

/// Most words that a gap (`..`) in a phrase may span.
const GAP: usize = 5;

type WordId = u32;

/// A compiled set of classes.
#[derive(Debug)]
pub struct Matcher {
    automaton: AhoCorasick,
    /// For each literal: whether it is long enough for a slip in it to be mended.
    long: Vec<bool>,
    typos: Typos,
    /// For each literal: phrases that begin with it.
    starts: Vec<Vec<u32>>,
    phrases: Vec<Phrase>,
    builtins: HashMap<Builtin, Vec<ClassId>>,
    today: Date,
    organisation: Option<Url>,
    /// Sites that are looked at together.
    pub(super) homes: Homes,
}

#[derive(Debug)]
struct Phrase {
    /// `None` is a gap.
    pieces: Vec<Option<WordId>>,
    classes: Vec<ClassId>,
}

/// Where a class was found in a sentence: token numbers, end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The class.
    pub class: ClassId,
    /// First token.
    pub start: u16,
    /// Behind the last token.
    pub end: u16,
}

/// What one sentence holds.
#[derive(Debug, Clone, Default)]
pub struct Scan {
    /// All hits, by class.
    pub hits: Vec<Hit>,
    /// Clause number of each token.
    pub clauses: Vec<u16>,
}

impl Matcher {
    /// Compiles `classes`; `today` is the audit day, `organisation` fills `#organisatie`.
    ///
    /// # Panics
    /// Never: the automaton is made of plain literals.
    pub fn new(classes: &[Class], today: Date, organisation: Option<&Organisation>) -> Self {
        let mut words: HashMap<String, WordId> = HashMap::new();
        let mut phrases: HashMap<Vec<Option<WordId>>, Vec<ClassId>> = HashMap::new();
        let mut builtins: HashMap<Builtin, Vec<ClassId>> = HashMap::new();
        for (id, class) in classes.iter().enumerate() {
            for pattern in &class.patterns {
                match pattern {
                    Pattern::Builtin(b) => builtins.entry(*b).or_default().push(id as ClassId),
                    Pattern::Phrase(pieces) => {
                        let key = pieces.iter().map(|p| word_id(p, &mut words)).collect();
                        phrases.entry(key).or_default().push(id as ClassId);
                    }
                }
            }
        }
        let naming = builtins.get(&Builtin::Organisation).cloned().unwrap_or_default();
        for name in organisation.map(names).unwrap_or_default() {
            let key = name.split_whitespace().map(|w| exact(w, &mut words)).collect();
            phrases.entry(key).or_default().extend(&naming);
        }
        let mut literals = vec![String::new(); words.len()];
        words.into_iter().for_each(|(literal, id)| literals[id as usize] = literal);
        let mut phrases: Vec<Phrase> =
            phrases.into_iter().map(|(pieces, classes)| Phrase { pieces, classes }).collect();
        phrases.sort_by(|a, b| a.pieces.cmp(&b.pieces));
        let mut starts = vec![Vec::new(); literals.len()];
        for (at, phrase) in phrases.iter().enumerate() {
            if let Some(Some(first)) = phrase.pieces.first() {
                starts[*first as usize].push(at as u32);
            }
        }
        let automaton = AhoCorasick::new(&literals).expect("plain literals make an automaton");
        let long = literals.iter().map(|l| l.trim_matches(['^', '$']).len() >= LONG).collect();
        let typos = Typos::of(literals.iter().map(String::as_str));
        let organisation = organisation.and_then(|o| o.url.clone());
        let homes = Homes::new(&organisation);
        Self { automaton, long, typos, starts, phrases, builtins, today, organisation, homes }
    }

    fn words_of(&self, word: &str) -> Box<[WordId]> {
        let mut found = Vec::new();
        let plain = if word.contains('-') { Cow::Owned(word.replace('-', "")) } else { Cow::Borrowed(word) };
        self.add_matches(&plain, &mut found);
        if !found.iter().any(|id| self.long[*id as usize]) {
            self.typos.correct(&plain).iter().for_each(|meant| self.add_matches(meant, &mut found));
        }
        if word.contains('-') {
            word.split('-').filter(|part| part.len() > 1).for_each(|part| self.add_matches(part, &mut found));
        }
        found.sort_unstable();
        found.dedup();
        found.into()
    }

    fn add_matches(&self, word: &str, found: &mut Vec<WordId>) {
        let anchored = format!("^{word}$");
        found.extend(self.automaton.find_overlapping_iter(&anchored).map(|m| m.pattern().as_u32()));
    }
}

/// The organisation's names as folded phrases: as given, and without the legal form.
fn names(organisation: &Organisation) -> Vec<String> {
    const FORMS: &[&str] = &["stichting ", "vereniging ", "onderwijsgroep ", "scholengroep ", "onderwijsstichting "];
    let mut out: Vec<String> = Vec::new();
    for name in std::iter::once(&organisation.name).chain(&organisation.aliases) {
        let folded = fold(name);
        let short = FORMS.iter().find_map(|f| folded.strip_prefix(f)).map(str::to_owned);
        out.extend(short.filter(|s| s.split_whitespace().count() > 1 || s.len() > 4));
        out.push(folded);
    }
    out.sort();
    out.dedup();
    out
}

fn exact(word: &str, words: &mut HashMap<String, WordId>) -> Option<WordId> {
    let next = words.len() as WordId;
    Some(*words.entry(format!("^{}$", word.replace('-', ""))).or_insert(next))
}

fn word_id(piece: &Piece, words: &mut HashMap<String, WordId>) -> Option<WordId> {
    let Piece::Word { literal, open_start, open_end } = piece else { return None };
    let start = if *open_start { "" } else { "^" };
    let end = if *open_end { "" } else { "$" };
    let next = words.len() as WordId;
    Some(*words.entry(format!("{start}{literal}{end}")).or_insert(next))
}

/// Scans sentences with one matcher and remembers what each word matched.
#[derive(Debug)]
pub struct Scanner<'m> {
    matcher: &'m Matcher,
    /// For each word met: where in `met` is what it means.
    seen: HashMap<Box<str>, u32>,
    /// The first is nothing at all, as it is for most words.
    met: Vec<Met>,
    folded: String,
    words: Vec<u32>,
}

/// What a word means to the rubric.
#[derive(Debug, Default)]
struct Met {
    literals: Box<[WordId]>,
    /// Whether a built-in class may begin at it.
    counts: bool,
}

impl<'m> Scanner<'m> {
    /// A scanner with an empty memory.
    pub fn new(matcher: &'m Matcher) -> Self {
        let met = vec![Met::default()];
        Self { matcher, seen: HashMap::new(), met, folded: String::new(), words: Vec::new() }
    }

    /// All hits in one sentence.
    pub fn scan(&mut self, sentence: &str) -> Scan {
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        fold_into(sentence, &mut folded);
        let mut all = Vec::new();
        tokens(&folded, &mut all);
        self.words.clear();
        for token in &all {
            let list = self.list(token.text);
            self.words.push(list);
        }
        let mut hits = Vec::new();
        self.phrases(&mut hits);
        self.builtins(&all, &mut hits);
        hits.sort_unstable_by_key(|h| (h.class, h.start, h.end));
        hits.dedup();
        // Without a hit nobody asks where its clauses are.
        let clauses = if hits.is_empty() { Vec::new() } else { all.iter().map(|t| t.clause).collect() };
        drop(all);
        self.folded = folded;
        Scan { hits, clauses }
    }

    fn phrases(&self, hits: &mut Vec<Hit>) {
        for (at, &list) in self.words.iter().enumerate().filter(|(_, list)| **list > 0) {
            for &phrase in self.met[list as usize].literals.iter().flat_map(|&id| &self.matcher.starts[id as usize]) {
                let phrase = &self.matcher.phrases[phrase as usize];
                if let Some(end) = self.rest(&phrase.pieces[1..], at + 1) {
                    hits.extend(phrase.classes.iter().map(|&class| hit(class, at, end)));
                }
            }
        }
    }

    /// End of the phrase when `pieces` follow from token `at` on.
    fn rest(&self, pieces: &[Option<WordId>], at: usize) -> Option<usize> {
        match pieces {
            [] => Some(at),
            [Some(id), tail @ ..] => {
                let list = *self.words.get(at)?;
                self.met[list as usize].literals.binary_search(id).ok()?;
                self.rest(tail, at + 1)
            }
            [None, tail @ ..] => (at..=at + GAP).find_map(|from| self.rest(tail, from)),
        }
    }

    fn list(&mut self, word: &str) -> u32 {
        if let Some(list) = self.seen.get(word) {
            return *list;
        }
        let met = Met { literals: self.matcher.words_of(word), counts: numbers::may_count(word) };
        let list = if met.literals.is_empty() && !met.counts { 0 } else { self.met.len() as u32 };
        if list > 0 {
            self.met.push(met);
        }
        self.seen.insert(word.into(), list);
        list
    }

    fn builtins(&self, tokens: &[Token], hits: &mut Vec<Hit>) {
        let mut found = Vec::new();
        for at in (0..tokens.len()).filter(|at| self.met[self.words[*at] as usize].counts) {
            numbers::classes(tokens, at, self.matcher.today, &mut found);
            for (builtin, length) in found.drain(..) {
                let classes = self.matcher.builtins.get(&builtin).map_or(&[][..], Vec::as_slice);
                hits.extend(classes.iter().map(|&class| hit(class, at, (at + length).min(tokens.len()))));
            }
        }
    }

    /// Whether an address belongs to the organisation's own site.
    pub fn is_organisations(&self, url: &Url) -> bool {
        self.matcher.organisation.as_ref().is_some_and(|home| self.matcher.homes.is_at(home, url))
    }

    /// The classes of a built-in, for facts that do not stand in the text (a page's own date, a link's target).
    pub fn classes_of(&self, builtin: Builtin) -> &[ClassId] {
        self.matcher.builtins.get(&builtin).map_or(&[], Vec::as_slice)
    }
}

fn hit(class: ClassId, start: usize, end: usize) -> Hit {
    Hit { class, start: u16::try_from(start).unwrap_or(u16::MAX), end: u16::try_from(end).unwrap_or(u16::MAX) }
}
