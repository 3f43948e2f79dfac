//! A `schools.toml` that the program writes: with explanation, and with every doubt as a remark beside what it is about.

use super::{address, mistake::shorten, valid::one_line};
use crate::model::{Lang, SchoolType, Text};
use std::collections::HashMap;
use std::fmt::Write as _;
use url::Url;

/// A file to be written.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// Where it came from, for the first line.
    pub source: Option<Text>,
    /// The organisation; without a name it is written as a remark, to be filled in.
    pub organisation: Option<DraftOrganisation>,
    /// Schools in order.
    pub schools: Vec<DraftSchool>,
    /// Who can be reached, when that was told.
    pub contact: Option<String>,
    /// The sites are on this computer or network.
    pub allow_private_hosts: bool,
}

/// `[organisation]` of a draft.
#[derive(Debug, Clone)]
pub struct DraftOrganisation {
    /// Name.
    pub name: String,
    /// Its own site.
    pub url: Option<Url>,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// What to look at.
    pub remark: Option<Text>,
}

/// `[[school]]` of a draft.
#[derive(Debug, Clone, Default)]
pub struct DraftSchool {
    /// Name.
    pub name: String,
    /// Home page; without one the school is written as a remark.
    pub url: Option<Url>,
    /// Village or town.
    pub place: Option<String>,
    /// BRIN number.
    pub brin: Option<String>,
    /// Kind of school.
    pub kind: SchoolType,
    /// What to look at.
    pub remarks: Vec<Text>,
    /// Written as a remark, for a person to decide.
    pub doubtful: bool,
}

impl DraftSchool {
    /// Whether it counts when the file is read.
    pub fn counts(&self) -> bool {
        self.url.is_some() && !self.doubtful
    }
}

impl Draft {
    /// Schools whose site is that of a school before them become remarks: a site is read once.
    pub fn settle(&mut self) {
        let mut first: HashMap<String, String> = HashMap::new();
        for school in self.schools.iter_mut().filter(|school| school.counts()) {
            let Some(key) = school.url.as_ref().map(address::key) else { continue };
            if let Some(other) = first.get(&key) {
                school.doubtful = true;
                school.remarks.push(Text::new(
                    format!("Deze school heeft dezelfde website als {other}; een website wordt één keer gelezen."),
                    format!("This school has the same website as {other}; a site is read once."),
                ));
            } else {
                first.insert(key, school.name.clone());
            }
        }
    }

    /// The text of the file.
    pub fn text(&self, lang: Lang) -> String {
        let mut out = String::new();
        self.opening(&mut out, lang);
        if let Some(organisation) = &self.organisation {
            organisation.write(&mut out, lang);
        }
        for school in &self.schools {
            school.write(&mut out, lang);
        }
        self.ending(&mut out, lang);
        out
    }

    fn opening(&self, out: &mut String, lang: Lang) {
        let what = Text::new("De scholen voor de audit.", "The schools for the audit.");
        remark(out, what.get(lang));
        if let Some(source) = &self.source {
            remark(out, source.get(lang));
        }
        let how = Text::new(
            "Alles achter een # is uitleg. Klopt een naam of adres niet? Verander de tekst tussen de aanhalingstekens.",
            "Everything after a # is explanation. Is a name or address wrong? Change the text between the quotation marks.",
        );
        remark(out, how.get(lang));
        if self.schools.iter().any(|school| !school.counts()) {
            let off = Text::new(
                "Een school met # ervoor doet niet mee. Haal de # voor elke regel weg om haar mee te laten doen.",
                "A school with # before it does not take part. Remove the # before every line to let it take part.",
            );
            remark(out, off.get(lang));
        }
    }

    fn ending(&self, out: &mut String, lang: Lang) {
        let why = Text::new(
            "Hier kan een webmaster u bereiken als hij een vraag heeft. Sterk aangeraden.",
            "Here a webmaster can reach you with a question. Strongly advised.",
        );
        let _ = writeln!(out, "\n[crawl]\n# {}", why.get(lang));
        match &self.contact {
            Some(contact) => setting(out, "", "contact", contact),
            None => setting(out, "# ", "contact", "uw.naam@voorbeeld.nl"),
        }
        if self.allow_private_hosts {
            out.push_str("allow_private_hosts = true\n");
        }
    }
}

impl DraftOrganisation {
    fn write(&self, out: &mut String, lang: Lang) {
        out.push('\n');
        if let Some(text) = &self.remark {
            remark(out, text.get(lang));
        }
        let off = if self.name.is_empty() { "# " } else { "" };
        let name = if self.name.is_empty() { "Stichting …" } else { &self.name };
        let _ = writeln!(out, "{off}[organisation]");
        setting(out, off, "name", name);
        if let Some(url) = &self.url {
            setting(out, off, "url", url.as_str());
        }
        if !self.aliases.is_empty() {
            let all: Vec<String> = self.aliases.iter().map(|alias| quoted(alias)).collect();
            let _ = writeln!(out, "{off}aliases = [{}]", all.join(", "));
        }
    }
}

impl DraftSchool {
    fn write(&self, out: &mut String, lang: Lang) {
        out.push('\n');
        for text in &self.remarks {
            remark(out, text.get(lang));
        }
        let off = if self.counts() { "" } else { "# " };
        let _ = writeln!(out, "{off}[[school]]");
        setting(out, off, "name", &self.name);
        setting(out, off, "url", self.url.as_ref().map_or("https://", Url::as_str));
        if let Some(place) = &self.place {
            setting(out, off, "place", place);
        }
        if let Some(brin) = &self.brin {
            setting(out, off, "brin", brin);
        }
        match self.kind {
            SchoolType::Primary => {}
            SchoolType::Secondary => setting(out, off, "type", "vo"),
            SchoolType::SpecialPrimary => setting(out, off, "type", "sbo"),
        }
    }
}

fn remark(out: &mut String, text: &str) {
    let _ = writeln!(out, "# {}", one_line(text));
}

fn setting(out: &mut String, off: &str, key: &str, value: &str) {
    let _ = writeln!(out, "{off}{key} = {}", quoted(value));
}

/// A text as TOML writes it, on one line.
fn quoted(text: &str) -> String {
    let text = one_line(text);
    let text = if text.chars().count() > 200 { shorten(&text) } else { text };
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use proptest::prelude::*;

    fn school(name: &str, url: &str) -> DraftSchool {
        DraftSchool { name: name.to_owned(), url: Url::parse(url).ok(), ..DraftSchool::default() }
    }

    fn draft() -> Draft {
        let remark = Text::new("Kijk dit na.", "Look at this.");
        let organisation = DraftOrganisation {
            name: "Stichting \"Noord\"".into(),
            url: Url::parse("https://noord.example").ok(),
            aliases: vec!["Noord".into()],
            remark: Some(remark.clone()),
        };
        let kind = SchoolType::SpecialPrimary;
        let brin = Some("12AB00".to_owned());
        let schools = vec![
            DraftSchool { place: Some("Dorpstra".into()), brin, kind, ..school("De Wei", "https://dewei.example") },
            school("De Linde", "http://www.dewei.example/"),
            DraftSchool { remarks: vec![remark], doubtful: true, ..school("Bakker", "https://bakker.example") },
            school("Zonder", ""),
        ];
        let mut draft = Draft { organisation: Some(organisation), schools, ..Draft::default() };
        draft.settle();
        draft
    }

    #[test]
    fn what_is_written_can_be_read() {
        let plan = config::parse(&draft().text(Lang::Nl)).unwrap();
        assert_eq!(plan.schools.len(), 1);
        let (school, organisation) = (&plan.schools[0], plan.organisation.unwrap());
        assert_eq!((school.name.as_str(), school.brin.as_deref()), ("De Wei", Some("12AB00")));
        assert_eq!(school.kind, SchoolType::SpecialPrimary);
        assert_eq!(organisation.name, "Stichting \"Noord\"");
    }

    #[test]
    fn doubts_are_remarks() {
        insta::assert_snapshot!(draft().text(Lang::Nl));
    }

    proptest! {
        #[test]
        fn any_name_can_be_written(name in "\\PC{1,250}", place in ".{0,40}") {
            prop_assume!(!one_line(&name).is_empty());
            let one = DraftSchool { place: Some(place), ..school(&name, "https://a.example") };
            let text = Draft { schools: vec![one], ..Draft::default() }.text(Lang::Nl);
            prop_assert!(config::parse(&text).is_ok(), "{text}");
        }
    }
}
