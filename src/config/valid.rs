//! From the raw form to a [`Plan`]: what is missing, double or out of range.

use super::address;
use super::mistake::Mistake;
use super::raw::{RawOrganisation, RawPlan, Spot};
use crate::model::{Organisation, Plan, Text};
use url::Url;

/// Longest name, in characters.
const LONGEST_NAME: usize = 200;

/// The plan, with all mistakes put behind those already in `mistakes`. A plan is given when the parts could be made;
/// it counts only when there are no mistakes.
pub(super) fn check(raw: RawPlan, mistakes: &mut Vec<Mistake>) -> Option<Plan> {
    let mut judge = Judge { mistakes };
    if raw.empty && !raw.school_told {
        judge.whole(Text::new(
            format!("Het bestand is leeg. Zet er voor elke school dit in:\n{EXAMPLE}"),
            format!("The file is empty. Put this in it for every school:\n{EXAMPLE}"),
        ));
        return None;
    }
    if raw.schools.is_empty() && !raw.school_told {
        judge.whole(Text::new(
            format!("Er staat geen school in het bestand. Zet er voor elke school dit in:\n{EXAMPLE}"),
            format!("There is no school in the file. Put this in it for every school:\n{EXAMPLE}"),
        ));
    }
    Some(Plan {
        organisation: raw.organisation.and_then(|o| judge.organisation(o)),
        schools: judge.schools(raw.schools),
        crawl: judge.settings(raw.crawl),
    })
}

const EXAMPLE: &str = "[[school]]\nname = \"De Regenboog\"\nurl = \"https://www.deregenboog.nl\"";

/// Collects mistakes while it makes the valid form.
pub(super) struct Judge<'m> {
    mistakes: &'m mut Vec<Mistake>,
}

impl Judge<'_> {
    fn whole(&mut self, message: Text) {
        self.mistakes.push(Mistake { line: None, found: String::new(), message });
    }

    pub(super) fn at<T>(&mut self, spot: &Spot<T>, message: Text) {
        self.mistakes.push(Mistake { line: Some(spot.line), found: spot.found.clone(), message });
    }

    fn organisation(&mut self, raw: Spot<RawOrganisation>) -> Option<Organisation> {
        let may_miss = |key: &str| raw.value.damaged || raw.value.told.iter().any(|t| t == key);
        if raw.value.name.is_none() && !may_miss("name") {
            self.missing(&raw, "name", "Stichting De Regenboog");
        }
        let name = raw.value.name.as_ref().and_then(|n| self.name(n));
        let url = raw.value.url.as_ref().and_then(|u| self.url(u));
        let aliases = raw.value.aliases.iter().filter_map(|a| self.name(a)).collect();
        Some(Organisation { name: name?, url, aliases })
    }

    pub(super) fn missing<T>(&mut self, part: &Spot<T>, key: &str, example: &str) {
        self.at(
            part,
            Text::new(
                format!("Hier ontbreekt een regel. Zet eronder: {key} = \"{example}\""),
                format!("A line is missing here. Put below it: {key} = \"{example}\""),
            ),
        );
    }

    pub(super) fn name(&mut self, spot: &Spot<String>) -> Option<String> {
        let name = one_line(&spot.value);
        if name.is_empty() {
            self.at(spot, Text::new("De naam is leeg. Vul de naam in.", "The name is empty. Fill in the name."));
            return None;
        }
        if name.chars().count() > LONGEST_NAME {
            self.at(
                spot,
                Text::new(
                    format!("Deze naam is te lang. Gebruik hoogstens {LONGEST_NAME} tekens."),
                    format!("This name is too long. Use at most {LONGEST_NAME} characters."),
                ),
            );
            return None;
        }
        Some(name)
    }

    pub(super) fn url(&mut self, spot: &Spot<String>) -> Option<Url> {
        address::read(&spot.value).map_err(|message| self.at(spot, message)).ok()
    }
}

/// Text with its white space folded and control characters taken out.
pub(super) fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
