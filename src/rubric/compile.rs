//! Raw rubric files → one valid [`Rubric`], or every mistake at once.

use super::Carrier;
use super::load::{Mistake, Source};
use super::raw::{self, File};
use super::seek::{self, Seek};
use super::terms::Terms;
use super::{
    Cap, ClassId, Cue, Dimension, Example, Indicator, Judge, Level, Measure, PageType, Rubric, Rule, Scope, Signal,
    Unit,
};
use crate::model::{Habits, SchoolType};
use std::collections::BTreeMap;

pub(super) fn compile(files: Vec<(Source, File)>, sha256: String) -> Result<Rubric, Vec<Mistake>> {
    let mut lists = BTreeMap::new();
    let mut head = None;
    let mut compiler = Compiler::default();
    let mut parts = Vec::new();
    for (source, mut file) in files {
        for (name, list) in std::mem::take(&mut file.lists) {
            if lists.insert(name.clone(), list).is_some() {
                compiler.tell(&source, &name, format!("lijst '{name}' staat er twee keer"));
            }
        }
        head = file.rubric.take().or(head);
        parts.push((source, file));
    }
    let Some(head) = head else {
        let file = parts.first().map_or_else(String::new, |(s, _)| s.name.clone());
        return Err(vec![Mistake {
            file,
            line: None,
            message: "het deel [rubric] met id, version en title ontbreekt".into(),
        }]);
    };
    compiler.terms = Some(Terms::new(lists));
    compiler.all(head, parts, sha256)
}

#[derive(Default)]
struct Compiler {
    terms: Option<Terms>,
    mistakes: Vec<Mistake>,
    cues: Vec<Cue>,
    page_types: Vec<PageType>,
}

impl Compiler {
    fn tell(&mut self, source: &Source, near: &str, message: String) {
        let mistake = Mistake { file: source.name.clone(), line: source.line_of(near), message };
        if !self.mistakes.contains(&mistake) {
            self.mistakes.push(mistake);
        }
    }

    fn all(mut self, head: raw::Head, parts: Vec<(Source, File)>, sha256: String) -> Result<Rubric, Vec<Mistake>> {
        for (source, file) in &parts {
            file.cue.iter().for_each(|cue| self.cue(source, cue));
            file.page_type.iter().for_each(|kind| self.page_type(source, kind));
        }
        let dimensions: Vec<Dimension> = parts
            .iter()
            .flat_map(|(_, f)| &f.dimension)
            .map(|d| Dimension { id: d.id.clone(), name: d.name.clone() })
            .collect();
        let mut indicators = Vec::new();
        for (source, raw) in parts.iter().flat_map(|(s, f)| f.indicator.iter().map(move |i| (s, i))) {
            if !dimensions.iter().any(|d| d.id == raw.dimension) {
                self.tell(
                    source,
                    &raw.dimension,
                    format!("indicator '{}': dimensie '{}' bestaat niet", raw.id, raw.dimension),
                );
            }
            if indicators.iter().any(|i: &Indicator| i.id == raw.id) {
                self.tell(source, &raw.id, format!("indicator '{}' staat er twee keer", raw.id));
            }
            if let Some(indicator) = self.indicator(source, raw) {
                indicators.push(indicator);
            }
        }
        let source = &parts[0].0;
        indicators.sort_by_key(|i| head.indicators.iter().position(|id| *id == i.id).unwrap_or(usize::MAX));
        for id in &head.indicators {
            if self.mistakes.is_empty() && !indicators.iter().any(|i| i.id == *id) {
                self.tell(source, id, format!("indicator '{id}' staat in de lijst maar nergens beschreven"));
            }
        }
        if indicators.is_empty() && self.mistakes.is_empty() {
            self.tell(source, "", "er staat geen enkele indicator in".into());
        }
        let (promising, reading) = self.seeking(&parts, &mut indicators);
        if !self.mistakes.is_empty() {
            return Err(self.mistakes);
        }
        Ok(Rubric {
            id: head.id,
            version: head.version,
            sha256,
            title: head.title,
            dimensions,
            indicators,
            classes: self.terms.map(|t| t.classes).unwrap_or_default(),
            cues: self.cues,
            page_types: self.page_types,
            model: None,
            promising,
            reading,
        })
    }

    /// Gives each indicator where to look for it. What holds for all is given back.
    fn seeking(&mut self, parts: &[(Source, File)], indicators: &mut [Indicator]) -> (Vec<(String, i32)>, Habits) {
        let ids: Vec<String> = indicators.iter().map(|i| i.id.clone()).collect();
        for (source, id) in seek::unknown(parts, &ids) {
            self.tell(source, id, format!("seek '{id}': zo'n indicator is er niet"));
        }
        let (mut promising, mut reading) = (Vec::new(), Habits::default());
        for (source, file) in parts {
            let mut tell = |near: &str, message| self.tell(source, near, message);
            promising.extend(seek::words(&file.promising, &mut tell));
            if let Some(raw) = &file.reading {
                reading = seek::habits(raw, &mut tell);
            }
            for indicator in indicators.iter_mut() {
                if let Some(raw) = file.seek.get(&indicator.id) {
                    indicator.seek = Seek::of(raw, &indicator.id, &mut tell);
                }
            }
        }
        (promising, reading)
    }

    fn class(&mut self, source: &Source, term: &str) -> Option<ClassId> {
        match self.terms.as_mut()?.class(term) {
            Ok(id) => Some(id),
            Err(message) => {
                self.tell(source, term, message);
                None
            }
        }
    }

    fn classes(&mut self, source: &Source, terms: &[String]) -> Vec<ClassId> {
        terms.iter().filter_map(|t| self.class(source, t)).collect()
    }

    fn any_of(&mut self, source: &Source, terms: &[String]) -> Option<ClassId> {
        if terms.is_empty() {
            return None;
        }
        match self.terms.as_mut()?.any_of(terms) {
            Ok(id) => Some(id),
            Err(message) => {
                self.tell(source, &terms[0], message);
                None
            }
        }
    }

    fn cue(&mut self, source: &Source, raw: &raw::Cue) {
        let scope = match raw.scope.as_str() {
            "clause" => Scope::Clause,
            "sentence" => Scope::Sentence,
            "context" => Scope::Context,
            other => return self.tell(source, other, format!("scope '{other}' moet clause, sentence of context zijn")),
        };
        let except = self.any_of(source, &raw.except);
        match self.any_of(source, &raw.terms) {
            Some(class) => self.cues.push(Cue { id: raw.id.clone(), class, except, scope }),
            None => self.tell(source, &raw.id, format!("cue '{}' heeft geen termen", raw.id)),
        }
    }

    fn page_type(&mut self, source: &Source, raw: &raw::PageType) {
        let kind = PageType {
            id: raw.id.clone(),
            address: self.any_of(source, &raw.address),
            title: self.any_of(source, &raw.title),
            text: self.any_of(source, &raw.text),
            text_least: raw.text_least,
            barred: raw.barred,
        };
        self.page_types.push(kind);
    }

    fn indicator(&mut self, source: &Source, raw: &raw::Indicator) -> Option<Indicator> {
        let levels: Vec<Level> =
            raw.level.iter().map(|l| Level { text: l.text.clone(), advice: l.advice.clone() }).collect();
        let Ok(levels) = <[Level; 4]>::try_from(levels) else {
            self.tell(
                source,
                &raw.id,
                format!("indicator '{}' moet precies vier niveaus hebben (0 tot en met 3)", raw.id),
            );
            return None;
        };
        if !(raw.weight.is_finite() && (0.0..=100.0).contains(&raw.weight)) {
            self.tell(source, "weight", format!("indicator '{}': het gewicht moet tussen 0 en 100 liggen", raw.id));
        }
        if !(1..=3).contains(&raw.effort) {
            self.tell(source, "effort", format!("indicator '{}': effort moet 1, 2 of 3 zijn", raw.id));
        }
        let judge = self.judge(source, raw)?;
        let applies = raw.applies.iter().filter_map(|kind| self.school_type(source, kind)).collect();
        let examples = raw
            .example
            .iter()
            .map(|e| Example { title: e.title.clone(), text: e.text.clone(), level: e.level })
            .collect();
        Some(Indicator {
            id: raw.id.clone(),
            dimension: raw.dimension.clone(),
            weight: raw.weight,
            source: raw.source.clone(),
            effort: raw.effort,
            name: raw.name.clone(),
            question: raw.question.clone(),
            motive: raw.motive.clone(),
            levels,
            applies,
            judge,
            seek: Seek::default(),
            examples,
        })
    }

    fn school_type(&mut self, source: &Source, kind: &str) -> Option<SchoolType> {
        match kind {
            "po" => Some(SchoolType::Primary),
            "vo" => Some(SchoolType::Secondary),
            "sbo" => Some(SchoolType::SpecialPrimary),
            _ => {
                self.tell(source, kind, format!("soort school '{kind}' moet po, vo of sbo zijn"));
                None
            }
        }
    }

    fn judge(&mut self, source: &Source, raw: &raw::Indicator) -> Option<Judge> {
        if let Some(name) = &raw.measure {
            let measure = match name.as_str() {
                "readability" => Measure::Readability,
                "currency" => Measure::Currency,
                "organisation-named" => Measure::OrganisationNamed,
                "shared-look" => Measure::SharedLook,
                "connected" => Measure::Connected,
                _ => {
                    self.tell(source, name, format!("meting '{name}' bestaat niet"));
                    return None;
                }
            };
            let terms = raw.terms.iter().filter_map(|(k, v)| Some((k.clone(), self.any_of(source, v)?))).collect();
            return Some(Judge::Measure { name: measure, numbers: raw.numbers.clone(), terms });
        }
        let signals: Vec<Signal> = raw.signal.iter().map(|s| self.signal(source, &raw.id, s)).collect();
        let rules = raw.rule.iter().map(|r| self.rule(source, &signals, r)).collect();
        let caps = raw.cap.iter().map(|c| self.cap(source, &signals, c)).collect();
        self.check_levels(source, raw);
        Some(Judge::Signals { signals, rules, caps })
    }

    /// Every level above 0 must be reachable, or the words for it promise what no rule gives.
    fn check_levels(&mut self, source: &Source, raw: &raw::Indicator) {
        for level in 1..=3u8 {
            let given = raw.signal.iter().map(|s| s.level).chain(raw.rule.iter().map(|r| r.level)).any(|l| l == level);
            if !given {
                self.tell(
                    source,
                    &raw.id,
                    format!("indicator '{}': geen enkel signaal of regel geeft niveau {level}", raw.id),
                );
            }
        }
        let levels = raw
            .signal
            .iter()
            .map(|s| s.level)
            .chain(raw.rule.iter().map(|r| r.level))
            .chain(raw.cap.iter().map(|c| c.level));
        if levels.into_iter().any(|l| l > 3) {
            self.tell(source, &raw.id, format!("indicator '{}': een niveau is hoogstens 3", raw.id));
        }
    }

    fn signal(&mut self, source: &Source, indicator: &str, raw: &raw::Signal) -> Signal {
        if raw.all.is_empty() {
            self.tell(source, &raw.id, format!("signaal '{}' van '{indicator}' heeft geen termen in 'all'", raw.id));
        }
        let carrier = match raw.on.as_deref() {
            None | Some("text") => Carrier::Text,
            Some("link") => Carrier::Link,
            Some("image") => Carrier::Image,
            Some("anywhere") => Carrier::Anywhere,
            Some(other) => {
                self.tell(source, other, format!("'on = {other}' moet text, link, image of anywhere zijn"));
                Carrier::Text
            }
        };
        Signal {
            id: raw.id.clone(),
            level: raw.level,
            carrier,
            unit: self.unit(source, raw.within.as_deref(), Unit::Sentence),
            all: self.classes(source, &raw.all),
            none: self.classes(source, &raw.none),
            near: self.classes(source, &raw.near),
            near_none: self.classes(source, &raw.near_none),
            context: self.classes(source, &raw.context),
            context_none: self.classes(source, &raw.context_none),
            page: self.classes(source, &raw.page),
            page_none: self.classes(source, &raw.page_none),
            allow: self.named(source, &raw.allow, "cue", |c| c.cues.iter().map(|x| x.id.clone()).collect()),
            allow_pages: self.pages(source, &raw.allow_pages),
            not_pages: self.pages(source, &raw.not_pages),
            only_pages: self.pages(source, &raw.only_pages),
            why: raw.why.clone(),
            yes: raw.yes.clone(),
            no: raw.no.clone(),
        }
    }

    fn pages(&mut self, source: &Source, ids: &[String]) -> Vec<usize> {
        self.named(source, ids, "paginasoort", |c| c.page_types.iter().map(|x| x.id.clone()).collect())
    }

    fn named(&mut self, source: &Source, ids: &[String], what: &str, all: impl Fn(&Self) -> Vec<String>) -> Vec<usize> {
        let known = all(self);
        let mut out = Vec::new();
        for id in ids {
            if id == "*" {
                return (0..known.len()).collect();
            }
            match known.iter().position(|k| k == id) {
                Some(at) => out.push(at),
                None => self.tell(source, id, format!("{what} '{id}' bestaat niet")),
            }
        }
        out
    }

    fn unit(&mut self, source: &Source, name: Option<&str>, default: Unit) -> Unit {
        match name {
            None => default,
            Some("sentence") => Unit::Sentence,
            Some("near") => Unit::Near,
            Some("block") => Unit::Block,
            Some("section") => Unit::Section,
            Some("page") => Unit::Page,
            Some("site") => Unit::Site,
            Some(other) => {
                self.tell(
                    source,
                    other,
                    format!("'within = {other}' moet sentence, near, block, section, page of site zijn"),
                );
                default
            }
        }
    }

    fn signals_named(&mut self, source: &Source, signals: &[Signal], names: &str) -> Vec<usize> {
        let mut out = Vec::new();
        for name in names.split('|').map(str::trim) {
            match signals.iter().position(|s| s.id == name) {
                Some(at) => out.push(at),
                None => self.tell(source, name, format!("signaal '{name}' bestaat niet in deze indicator")),
            }
        }
        out
    }

    fn rule(&mut self, source: &Source, signals: &[Signal], raw: &raw::Rule) -> Rule {
        Rule {
            level: raw.level,
            needs: raw.needs.iter().map(|n| self.signals_named(source, signals, n)).collect(),
            unless: raw.unless.iter().flat_map(|n| self.signals_named(source, signals, n)).collect(),
            unit: self.unit(source, raw.within.as_deref(), Unit::Section),
            review: raw.review,
            why: raw.why.clone(),
        }
    }

    fn cap(&mut self, source: &Source, signals: &[Signal], raw: &raw::Cap) -> Cap {
        Cap {
            level: raw.level,
            when: raw.when.iter().flat_map(|n| self.signals_named(source, signals, n)).collect(),
            unless: raw.unless.iter().flat_map(|n| self.signals_named(source, signals, n)).collect(),
            unit: self.unit(source, raw.within.as_deref(), Unit::Section),
            why: raw.why.clone(),
        }
    }
}
