//! From short visits to a draft of `schools.toml`: what is sure counts, what is not becomes a remark.

use super::ending::Ending;
use super::say;
use super::scouting::Scouting;
use crate::config::{Draft, DraftOrganisation, DraftSchool};
use crate::model::{Document, Lang, Obstacle, Organisation, Text, Visit};
use crate::report::words;
use crate::scout::{self, Board, Sister, Told};
use std::collections::BTreeMap;
use url::Url;

/// Most sites that are visited for one file.
const MOST_SITES: usize = 150;

/// The schools at these addresses.
///
/// # Errors
/// When the machine gives no HTTP client.
pub(super) fn by_addresses(scouting: &Scouting, urls: &[Url]) -> Result<Draft, Ending> {
    let sites: Vec<(String, Url)> = urls.iter().map(|url| (shown(url), url.clone())).collect();
    let visits = scouting.homes(&sites)?;
    let schools = urls.iter().zip(&visits).map(|(url, visit)| school(url, None, visit)).collect();
    let mut draft = Draft { organisation: agreed(urls, &visits), schools, ..Draft::default() };
    draft.source = Some(Text::new(
        "Gemaakt uit adressen; de namen komen van de websites zelf.",
        "Made from addresses; the names come from the websites themselves.",
    ));
    draft.settle();
    Ok(draft)
}

/// The schools that the organisation's own site lists.
///
/// # Errors
/// Prints why that site could not be read; or when the machine gives no HTTP client.
pub(super) fn by_organisation(scouting: &Scouting, url: &Url, lang: Lang) -> Result<Draft, Ending> {
    let visit = scouting.organisation(&shown(url), url)?;
    let Some(home) = visit.documents.first() else {
        say::line(&unread(url, &visit), lang);
        return Err(Ending::Failed);
    };
    let name = scout::name(home, url);
    let organisation = Organisation {
        aliases: name.as_ref().map(|name| scout::aliases(&name.text)).unwrap_or_default(),
        name: name.map_or_else(|| shown(url), |name| name.text),
        url: Some(url.clone()),
    };
    let sisters: Vec<Sister> =
        scout::sisters(url, &visit.documents).into_iter().filter(worth_a_look).take(MOST_SITES).collect();
    let sites: Vec<(String, Url)> =
        sisters.iter().map(|s| (s.label.clone().unwrap_or_else(|| shown(&s.url)), s.url.clone())).collect();
    let visits = scouting.homes(&sites)?;
    let schools =
        sisters.iter().zip(&visits).filter_map(|(sister, visit)| member(sister, visit, &organisation)).collect();
    let mut draft = Draft { organisation: Some(drafted(organisation)), schools, ..Draft::default() };
    draft.source = Some(Text::new(
        format!("Gemaakt van de website {url}; de namen komen van de scholen zelf."),
        format!("Made from the website {url}; the names come from the schools themselves."),
    ));
    draft.settle();
    Ok(draft)
}

/// Listed as a school, or at least called one.
fn worth_a_look(sister: &Sister) -> bool {
    let said = format!("{} {}", shown(&sister.url), sister.label.as_deref().unwrap_or_default()).to_lowercase();
    sister.listed || ["school", "obs", "cbs", "kindcentrum", "ikc", "sbo"].iter().any(|word| said.contains(word))
}

fn drafted(organisation: Organisation) -> DraftOrganisation {
    DraftOrganisation {
        name: organisation.name,
        url: organisation.url,
        aliases: organisation.aliases,
        remark: Some(Text::new(
            "Noemen de scholen de organisatie ook anders, met een afkorting? Zet die erbij in aliases.",
            "Do the schools name the organisation otherwise too, by an abbreviation? Add it to aliases.",
        )),
    }
}

/// A school as its own site presents it; `label` is what a list calls it.
fn school(url: &Url, label: Option<&str>, visit: &Visit) -> DraftSchool {
    let mut school = DraftSchool { name: shown(url), url: Some(url.clone()), ..DraftSchool::default() };
    let Some(home) = visit.documents.first() else {
        school.name = label.map_or(school.name, str::to_owned);
        match &visit.obstacle {
            Some(Obstacle::Moved(to)) => {
                school.remarks.push(moved(url, to));
                school.url = Some(to.clone());
            }
            Some(obstacle) => school.remarks.push(closed(&words::obstacle(obstacle))),
            None => school.remarks.push(closed(&Text::new("De site gaf geen antwoord.", "The site gave no answer."))),
        }
        return school;
    };
    school.place = scout::place([home]);
    match (scout::name(home, url), label) {
        (Some(name), _) if name.sure => school.name = name.text,
        (_, Some(label)) => school.name = label.to_owned(),
        (Some(name), None) => {
            school.name = name.text;
            school.remarks.push(unsure());
        }
        (None, None) => school.remarks.push(unsure()),
    }
    school
}

/// A site that an organisation links to; `None` when it is none of its schools.
fn member(sister: &Sister, visit: &Visit, organisation: &Organisation) -> Option<DraftSchool> {
    let mut school = school(&sister.url, sister.label.as_deref(), visit);
    let Some(home) = visit.documents.first() else {
        school.doubtful = !sister.listed;
        return Some(school);
    };
    let reads = scout::is_school(home);
    let names = names(home, organisation);
    match (sister.listed, reads, names) {
        (true, true, true) => {}
        (true, true, false) => school.remarks.push(Text::new(
            format!("Kijk dit na: de startpagina noemt {} niet.", organisation.name),
            format!("Look at this: the home page does not name {}.", organisation.name),
        )),
        (false, true, true) => {
            school.doubtful = true;
            school.remarks.push(Text::new(
                "Twijfel: deze site noemt de organisatie, maar staat niet in haar lijst met scholen.",
                "Doubt: this site names the organisation, but is not on its list of schools.",
            ));
        }
        (true, false, _) => {
            school.doubtful = true;
            school.remarks.push(Text::new(
                "Twijfel: deze website lijkt niet van een school.",
                "Doubt: this site does not look like that of a school.",
            ));
        }
        (false, ..) => return None,
    }
    Some(school)
}

/// Whether a home page names the organisation or links to it.
fn names(home: &Document, organisation: &Organisation) -> bool {
    let squeezed = |text: &str| crate::table::key(text);
    let known: Vec<String> =
        std::iter::once(&organisation.name).chain(&organisation.aliases).map(|n| squeezed(n)).collect();
    let said = |text: &str| {
        let text = squeezed(text);
        known.iter().any(|name| name.len() > 3 && text.contains(name.as_str()))
    };
    let linked = organisation.url.as_ref().is_some_and(|own| {
        home.links.iter().any(|link| shown(&link.url) == shown(own) && link.url.port() == own.port())
    });
    linked || home.blocks.iter().any(|b| said(&b.text)) || home.images.iter().any(|i| said(&i.alt))
}

/// The organisation that most of the sites name, when no site names another one.
fn agreed(urls: &[Url], visits: &[Visit]) -> Option<DraftOrganisation> {
    let told = urls.iter().zip(visits).filter_map(|(url, visit)| match scout::board(url, &visit.documents) {
        Told::Clear(board) => Some(board),
        Told::Unclear(_) | Told::Nothing => None,
    });
    let mut boards: BTreeMap<String, (usize, Board)> = BTreeMap::new();
    for board in told {
        let key = crate::table::key(&board.name);
        boards.entry(key).and_modify(|(count, _)| *count += 1).or_insert((1, board));
    }
    let only = boards.len() == 1;
    let (count, board) = boards.into_values().next().filter(|(count, _)| only && count * 2 > urls.len())?;
    let (all, aliases) = (urls.len(), board.aliases());
    Some(DraftOrganisation {
        name: board.name,
        url: board.url,
        aliases,
        remark: Some(Text::new(
            format!("Zo noemen {count} van de {all} websites hun organisatie. Klopt dat?"),
            format!("That is how {count} of the {all} sites name their organisation. Is it right?"),
        )),
    })
}

/// Host without `www.`, to show where there is no name.
fn shown(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

fn unsure() -> Text {
    Text::new(
        "Kijk de naam na: die staat niet duidelijk op de website.",
        "Look at the name: it does not stand clearly on the website.",
    )
}

fn moved(from: &Url, to: &Url) -> Text {
    Text::new(
        format!("De website is verhuisd van {from} naar {to}."),
        format!("The site has moved from {from} to {to}."),
    )
}

fn closed(reason: &Text) -> Text {
    Text::new(format!("Nu niet te lezen. {}", reason.nl), format!("Cannot be read now. {}", reason.en))
}

fn unread(url: &Url, visit: &Visit) -> Text {
    let reason = visit.obstacle.as_ref().map(words::obstacle);
    let reason = reason.unwrap_or_else(|| Text::new("De site gaf geen antwoord.", "The site gave no answer."));
    Text::new(
        format!(
            "{url} kan niet worden gelezen. {}\nNoem de adressen van de scholen zelf: audit init https://… https://…",
            reason.nl
        ),
        format!(
            "{url} cannot be read. {}\nGive the schools' addresses yourself: audit init https://… https://…",
            reason.en
        ),
    )
}
