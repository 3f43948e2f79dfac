//! DUO's open data on school locations ("alle schoolvestigingen"): the schools of one board or one municipality.
//!
//! The columns have had several spellings over the years: `BRIN NUMMER` became `INSTELLINGSCODE`, `VESTIGINGSNUMMER`
//! became `VESTIGINGSCODE`, and some years wrote `BRINNUMMER`, `VESTIGINGS NUMMER` or `VESTIGINSNUMMER`. Files came in
//! windows-1252 with semicolons, later in UTF-8 with commas.

use super::draft::{Draft, DraftOrganisation, DraftSchool};
use super::loose::loose;
use super::spelling::{place_name, school_name};
use crate::model::{SchoolType, Text};
use crate::table::{Row, Table, key};
use std::collections::BTreeSet;

const BOARD: &[&str] = &["bevoegdgezagnummer", "bevoegdgezagcode", "bgnummer", "bestuursnummer"];
const BOARD_NAME: &[&str] = &["bevoegdgezagnaam", "naambevoegdgezag", "bestuursnaam"];
const MUNICIPALITY: &[&str] = &["gemeentenaam", "gemeentenaamvestiging", "gemeente"];
const NAME: &[&str] = &["vestigingsnaam", "naamvestiging", "instellingsnaamvestiging", "instellingsnaam", "naam"];
const SITE: &[&str] = &["internetadres", "website", "webadres"];
const PLACE: &[&str] = &["plaatsnaam", "plaatsnaamvestiging", "vestigingsplaats", "plaats"];
const BRANCH: &[&str] = &["vestigingscode", "vestigingsnummer", "vestiginsnummer", "vestigingnummer"];
const BRIN: &[&str] = &["instellingscode", "brinnummer", "brin"];
const KIND: &[&str] = &["soortprimaironderwijs", "soortpo", "onderwijsstructuur", "soortonderwijs"];

/// Which schools are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Those of the board with this number (`BEVOEGD GEZAG NUMMER`).
    Board(String),
    /// Those in the municipality of this name.
    Municipality(String),
}

/// The wanted schools as a draft, by place and name.
///
/// # Errors
/// What the file lacks, or that it holds no such board or municipality, with the nearest name.
pub fn duo(table: &Table, wanted: &Wanted) -> Result<Draft, Text> {
    let (column, sought) = match wanted {
        Wanted::Board(number) => (table.column(BOARD), number.trim().trim_start_matches('0').to_owned()),
        Wanted::Municipality(name) => (table.column(MUNICIPALITY), key(name)),
    };
    if column.is_none() || table.column(NAME).is_none() || table.column(SITE).is_none() {
        return Err(no_columns(table));
    }
    let value = |row: &Row| match wanted {
        Wanted::Board(_) => row.cell(column).trim_start_matches('0').to_owned(),
        Wanted::Municipality(_) => key(row.cell(column)),
    };
    let rows: Vec<&Row> = table.rows.iter().filter(|row| value(row) == sought).collect();
    if rows.is_empty() {
        return Err(not_there(table, column, wanted));
    }
    let mut schools: Vec<DraftSchool> = rows.iter().map(|row| school(table, row)).collect();
    schools.sort_by(|a, b| (&a.place, &a.name).cmp(&(&b.place, &b.name)));
    let mut draft = Draft { organisation: Some(organisation(table, &rows, wanted)), schools, ..Draft::default() };
    draft.settle();
    Ok(draft)
}

fn school(table: &Table, row: &Row) -> DraftSchool {
    let cell = |names| row.cell(table.column(names));
    let mut school = DraftSchool {
        name: school_name(cell(NAME)),
        place: Some(place_name(cell(PLACE))).filter(|place| !place.is_empty()),
        brin: brin(cell(BRANCH), cell(BRIN)),
        ..DraftSchool::default()
    };
    match loose(cell(SITE)) {
        Ok(Some(url)) => school.url = Some(url),
        Ok(None) => school.remarks.push(Text::new(
            "DUO noemt van deze school geen website. Zoek haar op, vul het adres in en haal de # weg.",
            "DUO names no website for this school. Look it up, fill in the address and remove the #.",
        )),
        Err(_) => school.remarks.push(Text::new(
            format!("DUO noemt als website ‘{}’. Dat is geen webadres.", cell(SITE)),
            format!("DUO gives as its website ‘{}’. That is not a web address.", cell(SITE)),
        )),
    }
    kind(cell(KIND), &mut school);
    school
}

/// Kind of school; special schools that are no sbo are left to a person.
fn kind(written: &str, school: &mut DraftSchool) {
    let parts: BTreeSet<String> = written.to_lowercase().split(['/', ' ', ',']).map(str::to_owned).collect();
    let has = |names: &[&str]| names.iter().any(|name| parts.contains(*name));
    let secondary = ["vmbo", "havo", "vwo", "vbo", "mavo", "pro", "praktijkonderwijs", "brugjaar", "lwoo"];
    if has(&["sbo", "sbao"]) {
        school.kind = SchoolType::SpecialPrimary;
    } else if has(&secondary) || parts.iter().any(|part| part.starts_with("vmbo")) {
        school.kind = SchoolType::Secondary;
    } else if has(&["so", "vso", "sovso"]) {
        school.kind = SchoolType::SpecialPrimary;
        school.remarks.push(Text::new(
            "Dit is een school voor speciaal onderwijs. De meetlat is voor basisscholen gemaakt; lees de niveaus met zorg.",
            "This is a school for special education. The yardstick was made for primary schools; read its levels with care.",
        ));
    }
}

/// The branch's number (`12AB00`), or the school's with the number of the branch.
fn brin(branch: &str, school: &str) -> Option<String> {
    let (branch, school) = (branch.to_uppercase(), school.to_uppercase());
    let whole = match branch.len() {
        6 => branch,
        1 | 2 if school.len() == 4 => format!("{school}{branch:0>2}"),
        _ => school,
    };
    let fits = matches!(whole.len(), 4 | 6)
        && whole.bytes().enumerate().all(|(at, byte)| match at {
            2 | 3 => byte.is_ascii_uppercase(),
            _ => byte.is_ascii_digit(),
        });
    fits.then_some(whole)
}

fn organisation(table: &Table, rows: &[&Row], wanted: &Wanted) -> DraftOrganisation {
    let names: BTreeSet<&str> =
        rows.iter().map(|row| row.cell(table.column(BOARD_NAME))).filter(|n| !n.is_empty()).collect();
    let boards: BTreeSet<&str> =
        rows.iter().map(|row| row.cell(table.column(BOARD))).filter(|n| !n.is_empty()).collect();
    let only = names.first().filter(|_| names.len() == 1 && boards.len() <= 1);
    let remark = match (only, wanted) {
        (Some(_), _) => Text::new(
            "Zo staat de organisatie bij DUO. Noemen de scholen haar anders? Verander de naam, en zet de website erbij.",
            "This is the organisation by DUO. Do the schools name it otherwise? Change the name, and add its website.",
        ),
        (None, Wanted::Board(number)) => Text::new(
            format!(
                "Het bestand van DUO noemt de naam van bestuur {number} niet. Vul de naam in en haal de # weg; dan wordt ook ‘Eén organisatie’ bekeken."
            ),
            format!(
                "DUO's file does not give the name of board {number}. Fill in its name and remove the #; then ‘One organisation’ is looked at too."
            ),
        ),
        (None, Wanted::Municipality(_)) => Text::new(
            format!(
                "Deze scholen horen bij {} besturen. Eén bestand per bestuur vergelijkt beter: audit init --duo … --bestuur NUMMER ({})",
                boards.len(),
                shown(&boards)
            ),
            format!(
                "These schools belong to {} boards. One file per board compares better: audit init --duo … --bestuur NUMBER ({})",
                boards.len(),
                shown(&boards)
            ),
        ),
    };
    let name = only.map(|name| school_name(name)).unwrap_or_default();
    DraftOrganisation { aliases: Vec::new(), url: None, remark: Some(remark), name }
}

fn shown(boards: &BTreeSet<&str>) -> String {
    let first: Vec<&str> = boards.iter().copied().take(12).collect();
    let more = if boards.len() > first.len() { ", …" } else { "" };
    format!("{}{more}", first.join(", "))
}

fn no_columns(table: &Table) -> Text {
    let head = super::mistake::shorten(&table.head.join(", "));
    Text::new(
        format!(
            "Dit lijkt niet het bestand van DUO met alle schoolvestigingen. Nodig zijn de kolommen VESTIGINGSNAAM, INTERNETADRES, \
             BEVOEGD GEZAG NUMMER en GEMEENTENAAM. Gevonden: {head}"
        ),
        format!(
            "This does not look like DUO's file of all school locations. It takes the columns VESTIGINGSNAAM, INTERNETADRES, \
             BEVOEGD GEZAG NUMMER and GEMEENTENAAM. Found: {head}"
        ),
    )
}

fn not_there(table: &Table, column: Option<usize>, wanted: &Wanted) -> Text {
    match wanted {
        Wanted::Board(number) => Text::new(
            format!(
                "Bestuur {number} staat niet in dit bestand. Het nummer (BEVOEGD GEZAG NUMMER) heeft vijf cijfers en staat bij DUO en op Scholen op de kaart."
            ),
            format!(
                "Board {number} is not in this file. The number (BEVOEGD GEZAG NUMMER) has five digits and is listed by DUO."
            ),
        ),
        Wanted::Municipality(name) => {
            let known: BTreeSet<&str> =
                table.rows.iter().map(|row| row.cell(column)).filter(|n| !n.is_empty()).collect();
            let near = known.iter().min_by_key(|known| strsim::damerau_levenshtein(&key(known), &key(name)));
            let near = near
                .filter(|near| strsim::damerau_levenshtein(&key(near), &key(name)) <= 3)
                .map(|near| place_name(near));
            let (nl, en) = near.map_or_else(Default::default, |near| {
                (format!(" Bedoelde u {near}?"), format!(" Did you mean {near}?"))
            });
            Text::new(
                format!("Gemeente {name} staat niet in dit bestand.{nl}"),
                format!("Municipality {name} is not in this file.{en}"),
            )
        }
    }
}

#[cfg(test)]
#[path = "duo_tests.rs"]
mod tests;
