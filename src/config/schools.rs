//! `[[school]]`: ids and addresses are unique, every school has a name and an address.

use super::raw::{RawSchool, Spot};
use super::valid::{Judge, one_line};
use super::{address, ids};
use crate::model::{School, SchoolType, Text};
use std::collections::{HashMap, HashSet};
use url::Url;

impl Judge<'_> {
    pub(super) fn schools(&mut self, raw: Vec<Spot<RawSchool>>) -> Vec<School> {
        let mut taken = self.given_ids(&raw);
        let mut addresses = HashMap::new();
        raw.into_iter().filter_map(|school| self.school(school, &mut taken, &mut addresses)).collect()
    }

    /// Ids written in the file come first, so that those made from names give way to them.
    fn given_ids(&mut self, raw: &[Spot<RawSchool>]) -> HashSet<String> {
        let mut lines: HashMap<String, usize> = HashMap::new();
        for spot in raw.iter().filter_map(|s| s.value.id.as_ref()) {
            if !ids::usable(&spot.value) {
                let better = ids::unique(&spot.value, &mut HashSet::new());
                self.at(spot, Text::new(
                    format!("Een id heeft alleen kleine letters, cijfers en streepjes. Schrijf bijvoorbeeld: id = \"{better}\""),
                    format!("An id has only lower-case letters, digits and hyphens. Write for example: id = \"{better}\""),
                ));
            } else if let Some(first) = lines.get(&spot.value) {
                let message = Text::new(
                    format!("Deze id staat ook op regel {first}. Geef elke school een eigen id, of haal de regel weg."),
                    format!("This id is also on line {first}. Give every school its own id, or remove the line."),
                );
                self.at(spot, message);
            } else {
                lines.insert(spot.value.clone(), spot.line);
            }
        }
        lines.into_keys().collect()
    }

    fn school(
        &mut self,
        raw: Spot<RawSchool>,
        taken: &mut HashSet<String>,
        addresses: &mut HashMap<String, usize>,
    ) -> Option<School> {
        let may_miss = |key: &str| raw.value.damaged || raw.value.told.iter().any(|t| t == key);
        if raw.value.name.is_none() && !may_miss("name") {
            self.missing(&raw, "name", "De Regenboog");
        }
        if raw.value.url.is_none() && !may_miss("url") {
            self.missing(&raw, "url", "https://www.deregenboog.nl");
        }
        let name = raw.value.name.as_ref().and_then(|n| self.name(n));
        let url = raw.value.url.as_ref().and_then(|u| self.own_url(u, addresses));
        let place = raw.value.place.map(|p| one_line(&p.value)).filter(|p| !p.is_empty());
        let brin = raw.value.brin.as_ref().and_then(|b| self.brin(b));
        let kind = raw.value.kind.as_ref().map_or(Some(SchoolType::default()), |k| self.kind(k));
        let name = name?;
        let id = raw.value.id.map_or_else(|| ids::unique(&name, taken), |id| id.value);
        Some(School { id, name, url: url?, place, brin, kind: kind? })
    }

    fn own_url(&mut self, spot: &Spot<String>, addresses: &mut HashMap<String, usize>) -> Option<Url> {
        let url = self.url(spot)?;
        match addresses.get(&address::key(&url)) {
            Some(first) => self.at(spot, Text::new(
                format!("Dit adres staat ook op regel {first}. Geef elke school een eigen adres, of haal één van de twee weg."),
                format!("This address is also on line {first}. Give every school its own address, or remove one of the two."),
            )),
            None => {
                addresses.insert(address::key(&url), spot.line);
            }
        }
        Some(url)
    }

    fn brin(&mut self, spot: &Spot<String>) -> Option<String> {
        let brin = spot.value.trim().to_ascii_uppercase();
        let fits = matches!(brin.len(), 4 | 6)
            && brin.bytes().enumerate().all(
                |(i, b)| {
                    if i == 2 || i == 3 { b.is_ascii_uppercase() } else { b.is_ascii_digit() }
                },
            );
        if !fits {
            self.at(spot, Text::new(
                "Een BRIN-nummer is twee cijfers en twee letters, met soms nog twee cijfers: \"12AB\" of \"12AB00\".",
                "A BRIN number is two digits and two letters, sometimes with two more digits: \"12AB\" or \"12AB00\".",
            ));
        }
        fits.then_some(brin)
    }

    fn kind(&mut self, spot: &Spot<String>) -> Option<SchoolType> {
        match spot.value.trim().to_lowercase().as_str() {
            "po" => Some(SchoolType::Primary),
            "vo" => Some(SchoolType::Secondary),
            "sbo" => Some(SchoolType::SpecialPrimary),
            _ => {
                self.at(spot, Text::new(
                    "Kies \"po\" (basisschool), \"sbo\" (speciaal basisonderwijs) of \"vo\" (voortgezet onderwijs).",
                    "Choose \"po\" (primary), \"sbo\" (special primary) or \"vo\" (secondary).",
                ));
                None
            }
        }
    }
}
