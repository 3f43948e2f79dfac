//! From text to the raw form: TOML syntax, known keys, right types.

use super::keys;
use super::lines::Lines;
use super::mistake::{Mistake, shorten};
use super::raw::{RawCrawl, RawOrganisation, RawPlan, RawSchool, Spot};
use super::syntax;
use crate::model::Text;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

type Value<'a> = Spanned<DeValue<'a>>;

/// Reads all that can be read, and every mistake in the rest.
pub(super) fn read(text: &str) -> (RawPlan, Vec<Mistake>) {
    let (table, complaints) = DeTable::parse_recoverable(text);
    let lines = Lines::new(text);
    let mut mistakes = syntax::mistakes(&lines, &complaints);
    let broken: Vec<usize> = mistakes.iter().filter_map(|m| m.line).collect();
    let mut reader = Reader { lines, mistakes: Vec::new() };
    let mut plan = reader.plan(table.get_ref());
    plan.damaged_at(&broken);
    // A line that cannot be read is told once; what the parser made of it is not.
    mistakes.extend(reader.mistakes.into_iter().filter(|m| m.line.is_none_or(|l| !broken.contains(&l))));
    (plan, mistakes)
}

struct Reader<'t> {
    lines: Lines<'t>,
    mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    fn spot<T>(&self, at: usize, value: T) -> Spot<T> {
        let line = self.lines.number(at);
        Spot { line, found: shorten(self.lines.get(line)), value }
    }

    fn mistake(&mut self, at: usize, message: Text) {
        let spot = self.spot(at, message);
        self.mistakes.push(Mistake { line: Some(spot.line), found: spot.found, message: spot.value });
    }

    fn plan(&mut self, table: &DeTable) -> RawPlan {
        let meant = self.unknown_keys(table, keys::SECTIONS);
        let mut plan = RawPlan {
            empty: table.is_empty(),
            school_told: meant.contains(&"school") || table.contains_key("school"),
            ..RawPlan::default()
        };
        if let Some(value) = table.get("organisation") {
            plan.organisation = self.organisation(value);
        }
        if let Some(value) = table.get("school") {
            plan.schools = self.schools(value);
        }
        if let Some(crawl) = table.get("crawl").and_then(|v| self.section(v, "[crawl]")) {
            plan.crawl = self.crawl(crawl);
        }
        plan
    }

    fn organisation(&mut self, value: &Value) -> Option<Spot<RawOrganisation>> {
        let table = self.section(value, "[organisation]")?;
        let told = self.unknown_keys(table, keys::ORGANISATION);
        let raw = RawOrganisation {
            name: self.text(table, "name"),
            url: self.text(table, "url"),
            aliases: self.texts(table, "aliases"),
            told: told.into_iter().chain(table.iter().map(|(k, _)| k.get_ref().as_ref())).map(str::to_owned).collect(),
            damaged: false,
        };
        Some(self.spot(value.span().start, raw))
    }

    fn schools(&mut self, value: &Value) -> Vec<Spot<RawSchool>> {
        let Some(list) = value.get_ref().as_array() else {
            self.mistake(
                value.span().start,
                Text::new("Schrijf [[school]] met dubbele haken.", "Write [[school]] in double brackets."),
            );
            return Vec::new();
        };
        list.iter().filter_map(|one| self.school(one)).collect()
    }

    fn school(&mut self, value: &Value) -> Option<Spot<RawSchool>> {
        let table = self.section(value, "[[school]]")?;
        let told = self.unknown_keys(table, keys::SCHOOL);
        let raw = RawSchool {
            id: self.text(table, "id"),
            name: self.text(table, "name"),
            url: self.text(table, "url"),
            place: self.text(table, "place"),
            brin: self.text(table, "brin"),
            kind: self.text(table, "type"),
            told: told.into_iter().chain(table.iter().map(|(k, _)| k.get_ref().as_ref())).map(str::to_owned).collect(),
            damaged: false,
        };
        Some(self.spot(value.span().start, raw))
    }

    fn crawl(&mut self, table: &DeTable) -> RawCrawl {
        self.unknown_keys(table, keys::CRAWL);
        RawCrawl {
            max_pages: self.number(table, "max_pages"),
            delay_ms: self.number(table, "delay_ms"),
            concurrency_per_host: self.number(table, "concurrency_per_host"),
            contact: self.text(table, "contact"),
            allow_private_hosts: self.flag(table, "allow_private_hosts"),
        }
    }

    fn section<'v, 'a>(&mut self, value: &'v Value<'a>, heading: &str) -> Option<&'v DeTable<'a>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.mistake(
                value.span().start,
                Text::new(
                    format!("Hier hoort één keer een kop {heading}, met daaronder de gegevens."),
                    format!("This must be one heading {heading}, with the values below it."),
                ),
            );
        }
        table
    }

    /// Tells the unknown keys; gives the known ones that were probably meant.
    fn unknown_keys(&mut self, table: &DeTable, known: &[&'static str]) -> Vec<&'static str> {
        let mut meant = Vec::new();
        for (key, _) in table.iter().filter(|(k, _)| !known.contains(&k.get_ref().as_ref())) {
            self.mistake(key.span().start, keys::unknown(key.get_ref(), known));
            meant.extend(keys::likely(key.get_ref(), known));
        }
        meant
    }

    fn text(&mut self, table: &DeTable, key: &str) -> Option<Spot<String>> {
        let value = table.get(key)?;
        self.as_text(value)
    }

    fn as_text(&mut self, value: &Value) -> Option<Spot<String>> {
        let Some(text) = value.get_ref().as_str() else {
            let message = Text::new(
                "Hier hoort tekst tussen aanhalingstekens: \"…\".",
                "This must be text between quotation marks: \"…\".",
            );
            self.mistake(value.span().start, message);
            return None;
        };
        Some(self.spot(value.span().start, text.to_owned()))
    }

    fn texts(&mut self, table: &DeTable, key: &str) -> Vec<Spot<String>> {
        let Some(value) = table.get(key) else {
            return Vec::new();
        };
        let Some(list) = value.get_ref().as_array() else {
            let message = Text::new(
                format!("Hier hoort een rij teksten tussen haken: {key} = [\"…\", \"…\"]."),
                format!("This must be a list of texts in brackets: {key} = [\"…\", \"…\"]."),
            );
            self.mistake(value.span().start, message);
            return Vec::new();
        };
        list.iter().filter_map(|one| self.as_text(one)).collect()
    }

    fn number(&mut self, table: &DeTable, key: &str) -> Option<Spot<i64>> {
        let value = table.get(key)?;
        let number = value.get_ref().as_integer().and_then(|i| i64::from_str_radix(i.as_str(), i.radix()).ok());
        if number.is_none() {
            let message = Text::new(
                format!("Hier hoort een heel getal, zonder aanhalingstekens: {key} = 100"),
                format!("This must be a whole number, without quotation marks: {key} = 100"),
            );
            self.mistake(value.span().start, message);
        }
        number.map(|n| self.spot(value.span().start, n))
    }

    fn flag(&mut self, table: &DeTable, key: &str) -> Option<Spot<bool>> {
        let value = table.get(key)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            let message = Text::new(
                format!("Hier hoort true (ja) of false (nee), zonder aanhalingstekens: {key} = false"),
                format!("This must be true or false, without quotation marks: {key} = false"),
            );
            self.mistake(value.span().start, message);
        }
        flag.map(|f| self.spot(value.span().start, f))
    }
}
