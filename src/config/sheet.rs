//! A spreadsheet in the place of `schools.toml`: one school a row, with a row of headings.

use super::loose::loose;
use super::mistake::{Mistake, settle, shorten};
use super::raw::{RawOrganisation, RawPlan, RawSchool, Spot};
use super::valid;
use crate::model::{Plan, Text};
use crate::table::{Row, Table, key};

const NAME: &[&str] = &["naam", "school", "schoolnaam", "naamschool", "name", "vestigingsnaam", "instellingsnaam"];
const SITE: &[&str] = &[
    "website",
    "url",
    "site",
    "webadres",
    "internetadres",
    "homepage",
    "webpagina",
    "websiteschool",
    "adreswebsite",
    "link",
];
const PLACE: &[&str] = &["plaats", "plaatsnaam", "woonplaats", "vestigingsplaats", "dorp", "stad", "place"];
const BRIN: &[&str] = &["brin", "brinnummer", "vestigingscode", "vestigingsnummer", "instellingscode"];
const KIND: &[&str] = &["type", "soort", "schooltype", "soortschool"];
const OWNER: &[&str] = &["organisatie", "stichting", "bestuur", "organisation", "schoolbestuur", "bevoegdgezagnaam"];
const OWNER_SITE: &[&str] = &["websiteorganisatie", "websitestichting", "websitebestuur", "organisatiewebsite"];

/// The plan in a table. Addresses may lack `https://`; columns that are not known are skipped.
///
/// # Errors
/// Every mistake, by row; at least one.
pub fn sheet(table: &Table) -> Result<Plan, Vec<Mistake>> {
    let columns = (table.column(NAME), table.column(SITE));
    let (Some(_), Some(_)) = columns else { return Err(vec![no_columns(table, columns)]) };
    if table.rows.is_empty() {
        return Err(vec![no_rows()]);
    }
    let mut mistakes = Vec::new();
    let schools = table.rows.iter().filter_map(|row| school(table, row, &mut mistakes)).collect();
    let organisation = organisation(table, &mut mistakes);
    let told = !mistakes.is_empty();
    let raw = RawPlan { organisation, schools, school_told: told, ..RawPlan::default() };
    let plan = valid::check(raw, &mut mistakes);
    match plan {
        Some(plan) if mistakes.is_empty() => Ok(plan),
        _ => Err(settle(mistakes)),
    }
}

fn spot<T>(row: &Row, value: T) -> Spot<T> {
    Spot { line: row.line, found: shorten(&row.shown()), value }
}

fn mistake(row: &Row, nl: &str, en: &str) -> Mistake {
    Mistake { line: Some(row.line), found: shorten(&row.shown()), message: Text::new(nl, en) }
}

/// The school in a row; `None` when a mistake was told.
fn school(table: &Table, row: &Row, mistakes: &mut Vec<Mistake>) -> Option<Spot<RawSchool>> {
    let cell = |names| row.cell(table.column(names));
    let filled = |names| Some(cell(names)).filter(|text| !text.is_empty()).map(|text| spot(row, text.to_owned()));
    if cell(NAME).is_empty() {
        mistakes.push(mistake(
            row,
            "In deze rij ontbreekt de naam van de school. Vul de naam in, of haal de rij weg.",
            "This row lacks the school's name. Fill in the name, or remove the row.",
        ));
        return None;
    }
    let url = match loose(cell(SITE)) {
        Ok(Some(url)) => url,
        Ok(None) => {
            mistakes.push(mistake(
                row,
                "In deze rij ontbreekt de website. Vul het adres in, of haal de rij weg.",
                "This row lacks the website. Fill in its address, or remove the row.",
            ));
            return None;
        }
        Err(message) => {
            mistakes.push(Mistake { message, ..mistake(row, "", "") });
            return None;
        }
    };
    Some(spot(
        row,
        RawSchool {
            name: filled(NAME),
            url: Some(spot(row, url.to_string())),
            place: filled(PLACE),
            brin: filled(BRIN),
            kind: filled(KIND),
            ..RawSchool::default()
        },
    ))
}

/// The organisation, when the table has a column for it; all rows must name the same.
fn organisation(table: &Table, mistakes: &mut Vec<Mistake>) -> Option<Spot<RawOrganisation>> {
    let (owner, site) = (table.column(OWNER)?, table.column(OWNER_SITE));
    let mut named = table.rows.iter().filter(|row| !row.cell(Some(owner)).is_empty());
    let first = named.next()?;
    let name = first.cell(Some(owner));
    if let Some(other) = named.find(|row| key(row.cell(Some(owner))) != key(name)) {
        mistakes.push(mistake(
            other,
            &format!(
                "Hier staat een andere organisatie dan op regel {}. Maak voor elke organisatie een eigen bestand.",
                first.line
            ),
            &format!("This names another organisation than line {}. Make a file for every organisation.", first.line),
        ));
    }
    let url = table.rows.iter().find_map(|row| Some(spot(row, loose(row.cell(site)).ok()??.to_string())));
    Some(spot(first, RawOrganisation { name: Some(spot(first, name.to_owned())), url, ..RawOrganisation::default() }))
}

fn no_rows() -> Mistake {
    let message = Text::new(
        "Er staat geen school in dit bestand. Zet onder de koppen op elke regel één school.",
        "There is no school in this file. Put one school on every line below the headings.",
    );
    Mistake { line: None, found: String::new(), message }
}

fn no_columns(table: &Table, (name, site): (Option<usize>, Option<usize>)) -> Mistake {
    let missing = match (name, site) {
        (None, Some(_)) => "naam",
        (Some(_), None) => "website",
        _ => "naam, website",
    };
    let head = shorten(&table.head.join(" | "));
    Mistake {
        line: Some(1),
        found: head,
        message: Text::new(
            format!(
                "Op de eerste regel ontbreekt de kop: {missing}. Zet daar de koppen naam, website en plaats, en eronder op elke regel één school."
            ),
            format!(
                "The first line lacks the heading: {missing}. Put the headings naam, website and plaats there, and one school on every line below."
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<Plan, Vec<Mistake>> {
        sheet(&crate::table::read(text.as_bytes()).unwrap())
    }

    #[test]
    fn a_spreadsheet_is_a_plan() {
        let plan = of("Naam;Website;Plaats;Brin;Opmerking;Stichting\nDe Wei;www.dewei.example;Dorpstra;12AB00;x;Stichting Noord\n\nDe Linde;HTTP://DELINDE.EXAMPLE;;;;Stichting Noord\n").unwrap();
        let shown: Vec<_> = plan.schools.iter().map(|s| (s.id.as_str(), s.url.as_str(), s.place.as_deref())).collect();
        assert_eq!(
            shown,
            [("de-wei", "https://www.dewei.example/", Some("Dorpstra")), ("de-linde", "http://delinde.example/", None)]
        );
        assert_eq!(plan.organisation.unwrap().name, "Stichting Noord");
        assert_eq!(plan.schools[0].brin.as_deref(), Some("12AB00"));
    }

    #[test]
    fn every_mistake_with_its_line() {
        let text = "naam,website,type,bestuur\nDe Wei,,po,A\n,www.b.example,po,A\nDe Wilg,info@c.example,po,A\n\
                    De Es,d.example,mavo,A\nDe Eik,d.example,po,B\n";
        let mistakes = of(text).unwrap_err();
        let told: Vec<_> =
            mistakes.iter().map(|m| (m.line.unwrap(), m.message.nl.split('.').next().unwrap())).collect();
        assert_eq!(told.iter().map(|t| t.0).collect::<Vec<_>>(), [2, 3, 4, 5, 6, 6], "{told:?}");
        assert!(told[0].1.contains("website") && told[1].1.contains("naam"));
        let all = mistakes.iter().map(|m| m.message.nl.as_str()).collect::<Vec<_>>().join("\n");
        assert!(all.contains("andere organisatie dan op regel 2") && all.contains("staat ook op regel 5"), "{all}");
    }

    #[test]
    fn without_headings_the_remedy_is_told() {
        for text in ["", "De Wei;www.dewei.example\n", "naam;adres\nDe Wei;Dorpsstraat 1\n"] {
            let mistakes = of(text).unwrap_err();
            assert!(mistakes[0].message.nl.contains("naam, website en plaats"), "{text}");
        }
        assert!(of("naam;website\n").unwrap_err()[0].message.nl.contains("geen school"));
    }
}
