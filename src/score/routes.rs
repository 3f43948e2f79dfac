//! How parents do everyday things at a school: which app, how to report absence, ask leave, complain, and the calendar.
//! Facts for a comparison, no judgement.

use crate::model::{Block, Document, DocumentKind, Quote, Region, Topic, Way};
use crate::text::{collapse, fold, sentences};
use aho_corasick::AhoCorasick;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::LazyLock;

/// Apps and portals between school and parents: how schools write them, folded, and their name.
const APPS: [(&str, &str); 25] = [
    ("parro", "Parro"),
    ("social schools", "Social Schools"),
    ("socialschools", "Social Schools"),
    ("kwieb", "Kwieb"),
    ("schoudercom", "Schoudercom"),
    ("isy", "Isy"),
    ("klasbord", "Klasbord"),
    ("ziber", "Ziber"),
    ("konnect", "Konnect"),
    ("mijnschool", "MijnSchool"),
    ("basisonline", "Basisonline"),
    ("classdojo", "ClassDojo"),
    ("class dojo", "ClassDojo"),
    ("schoolpraat", "Schoolpraat"),
    ("digiduif", "DigiDuif"),
    ("seesaw", "Seesaw"),
    ("schoolwiki", "Schoolwiki"),
    ("ouderportaal", "ouderportaal"),
    ("hoy", "Hoy"),
    ("klapp", "Klapp"),
    ("bloomz", "Bloomz"),
    ("magister", "Magister"),
    ("somtoday", "Somtoday"),
    ("mijnrapportfolio", "MijnRapportfolio"),
    ("schoolapp", "schoolapp"),
];

/// Words that name a way, folded, each the start of a word.
const WAYS: [(&str, Way); 17] = [
    ("bel", Way::Phone),
    ("telefo", Way::Phone),
    ("mail", Way::Mail),
    ("e-mail", Way::Mail),
    ("formulier", Way::Form),
    ("verlofformulier", Way::Form),
    ("aanvraagformulier", Way::Form),
    ("leerkracht", Way::Teacher),
    ("juf", Way::Teacher),
    ("meester", Way::Teacher),
    ("directeur", Way::Head),
    ("directie", Way::Head),
    ("contactpersoon", Way::Confidant),
    ("vertrouwenspersoon", Way::Confidant),
    ("bestuur", Way::Board),
    ("stichting", Way::Board),
    ("klachtencommissie", Way::Committee),
];

/// Words for a child that cannot come, folded.
const ABSENCE: [&str; 9] =
    ["ziekmeld", "ziek meld", "ziek meldt", "afmeld", "ziek is", "is ziek", "afwezig", "kind ziek", "absent"];

const HOLIDAYS: [&str; 5] = ["herfstvakantie", "kerstvakantie", "voorjaarsvakantie", "meivakantie", "zomervakantie"];

/// Words that name leave, folded.
const LEAVE: [&str; 3] = ["verlof", "vrij vragen", "extra vrij"];

const COMPLAINT: &str = "klacht";

const CALENDARS: [&str; 6] =
    ["jaarkalender", "schoolkalender", "jaarplanning", "jaaragenda", "vakantierooster", "kalender"];

/// Without one of these a text is about none of the topics.
static TELLING: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let apps = APPS.iter().map(|(name, _)| *name);
    AhoCorasick::new(apps.chain(ABSENCE).chain(LEAVE).chain(CALENDARS).chain([COMPLAINT])).ok()
});

/// Whether a folded text may be about a topic: most are not, and need no further look.
fn may_tell(text: &str) -> bool {
    TELLING.as_ref().is_none_or(|words| words.is_match(text))
}

/// A thing and how it is done at one school.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub topic: Topic,
    pub ways: Vec<Way>,
    pub quote: Quote,
}

/// What the site says of each topic, at most one of each.
pub(super) fn find(documents: &[Document]) -> Vec<Found> {
    let mut order: Vec<&Document> = documents.iter().filter(|d| !d.noindex && !is_aside(d)).collect();
    order.sort_by_key(|d| (d.kind != DocumentKind::Page, d.clicks.unwrap_or(u32::MAX)));
    let mut found: BTreeMap<Topic, Found> = BTreeMap::new();
    for document in &order {
        for block in document.blocks.iter().filter(|b| b.region == Region::Main) {
            in_block(document, block, &mut found);
        }
    }
    in_links(&order, &mut found);
    holidays(&order, &mut found);
    found.into_values().collect()
}

/// Pages on which a name is no use: privacy, vacancies, the childcare.
fn is_aside(document: &Document) -> bool {
    let about = fold(&format!("{} {}", document.url.path(), document.title));
    ["privacy", "cookie", "vacature", "werken-bij", "opvang", "avg"].iter().any(|word| about.contains(word))
}

fn in_block(document: &Document, block: &Block, found: &mut BTreeMap<Topic, Found>) {
    let above = fold(block.headings.last().map_or("", String::as_str));
    if !may_tell(&above) && !may_tell(&fold(&collapse(&block.text))) {
        return;
    }
    for range in sentences::split(&block.text) {
        let text = collapse(&block.text[range]);
        let low = fold(&text);
        for topic in topics(&low, &above) {
            let ways = ways(topic, &low);
            let quote = Quote { text: text.clone(), url: document.url.clone(), title: document.title.clone() };
            if !ways.is_empty() {
                add(found, topic, ways, quote);
            }
        }
    }
}

fn add(found: &mut BTreeMap<Topic, Found>, topic: Topic, ways: Vec<Way>, quote: Quote) {
    let entry = found.entry(topic).or_insert_with(|| Found { topic, ways: Vec::new(), quote });
    // Steps of a complaint stand in several sentences; of the others the first sentence tells.
    if entry.ways.is_empty() || topic == Topic::Complaints || topic == Topic::Calendar {
        ways.into_iter().for_each(|way| {
            if !entry.ways.contains(&way) {
                entry.ways.push(way);
            }
        });
    }
}

/// What a sentence is about; `above` is the heading it stands under.
fn topics(text: &str, above: &str) -> Vec<Topic> {
    let past =
        ["niet meer", "gestopt", "tot vorig", "geen app", "vroeger", "opgezegd", "gekeken naar", "ernaar gekeken"]
            .iter()
            .any(|w| text.contains(w));
    let others = ["opvang", "bso", "ggd", "jgz", "verwerker"].iter().any(|word| text.contains(word));
    if past || others {
        return Vec::new();
    }
    let said = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let headed = |words: &[&str]| said(words) || words.iter().any(|word| above.contains(word));
    let mut out = Vec::new();
    if apps(text).next().is_some() {
        out.push(Topic::App);
    }
    if headed(&ABSENCE) {
        out.push(Topic::Absence);
    }
    // Below a heading on both, a sentence on illness is no sentence on leave.
    if (said(&LEAVE) || headed(&LEAVE) && !said(&ABSENCE)) && !said(&["zwangerschap", "ouderschap", "ziekteverlof"]) {
        out.push(Topic::Leave);
    }
    if headed(&[COMPLAINT]) && !said(&["gezondheid", "luizen"]) {
        out.push(Topic::Complaints);
    }
    out
}

fn ways(topic: Topic, text: &str) -> Vec<Way> {
    let apps = apps(text).map(|name| Way::App(name.to_owned()));
    let words: Vec<&str> = text.split(|c: char| !(c.is_alphanumeric() || c == '-')).collect();
    let stands = |start: &str| words.iter().any(|word| word.starts_with(start) && !word.starts_with("belang"));
    let named = WAYS.iter().filter(|(start, way)| fits(topic, way) && stands(start)).map(|(_, way)| way.clone());
    let mut out: Vec<Way> = Vec::new();
    let wanted = |way: &Way| !matches!(way, Way::App(_)) || topic != Topic::Complaints;
    apps.chain(named).filter(wanted).for_each(|way| {
        if !out.contains(&way) {
            out.push(way);
        }
    });
    out
}

/// Whom a complaint goes to is one thing, how a message gets to school another.
fn fits(topic: Topic, way: &Way) -> bool {
    match topic {
        Topic::App | Topic::Calendar => false,
        Topic::Absence => matches!(way, Way::Phone | Way::Mail | Way::Form),
        Topic::Leave => matches!(way, Way::Mail | Way::Form | Way::Head),
        Topic::Complaints => !matches!(way, Way::Phone | Way::Mail | Way::Form),
    }
}

fn apps(text: &str) -> impl Iterator<Item = &'static str> {
    let starts = |name: &str| {
        text.match_indices(name).any(|(at, _)| {
            let before = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            let after = text[at + name.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
            before && (after || name.len() > 6)
        })
    };
    APPS.iter().filter(move |(name, _)| starts(name)).map(|(_, name)| *name)
}

/// Links to an app in menu or footer, and to a calendar.
fn in_links(order: &[&Document], found: &mut BTreeMap<Topic, Found>) {
    let mut known = HashSet::new();
    let links = order.iter().flat_map(|document| document.links.iter().map(move |link| (document, link)));
    for (document, link) in links {
        let host = link.url.host_str().unwrap_or_default();
        // A menu comes back on every page.
        let told = if link.text.is_empty() { link.url.as_str() } else { link.text.as_str() };
        if !known.insert((told, host)) {
            continue;
        }
        let text = collapse(told);
        let low = fold(&format!("{text} {host}"));
        if !may_tell(&low) {
            continue;
        }
        let quote = || Quote { text: text.clone(), url: document.url.clone(), title: document.title.clone() };
        if let (Some(name), false) = (apps(&low).next(), found.contains_key(&Topic::App)) {
            add(found, Topic::App, vec![Way::App(name.to_owned())], quote());
        }
        if CALENDARS.iter().any(|word| low.contains(word)) && !found.contains_key(&Topic::Calendar) {
            add(found, Topic::Calendar, vec![Way::Calendar], quote());
        }
    }
}

/// The first day of each holiday, latest year first where there are more.
fn holidays(order: &[&Document], found: &mut BTreeMap<Topic, Found>) {
    let dated: Vec<(&Document, usize, String)> = order.iter().flat_map(|document| dated(document)).collect();
    for name in HOLIDAYS {
        let named = dated.iter().filter(|(.., text)| text.contains(name));
        let dated = named.filter_map(|(document, at, _)| {
            let after = |d: &&crate::model::FoundDate| d.block == Some(*at);
            let first = document.dates.iter().filter(after).map(|d| d.date).min()?;
            let text = collapse(&document.blocks.get(*at)?.text);
            Some((first, Quote { text, url: document.url.clone(), title: document.title.clone() }))
        });
        if let Some((date, quote)) = dated.max_by_key(|(date, _)| *date) {
            let way = Way::Holiday(format!("{name} {}", date.strftime("%d-%m-%Y")));
            found.entry(Topic::Calendar).and_modify(|f| f.ways.retain(|way| *way != Way::Calendar));
            let entry =
                found.entry(Topic::Calendar).or_insert(Found { topic: Topic::Calendar, ways: Vec::new(), quote });
            entry.ways.push(way);
        }
    }
}

/// The blocks in which a date stands, folded, in order.
fn dated(document: &Document) -> Vec<(&Document, usize, String)> {
    let blocks: BTreeSet<usize> = document.dates.iter().filter_map(|date| date.block).collect();
    let text = |at: usize| document.blocks.get(at).map(|block| (document, at, fold(&block.text)));
    blocks.into_iter().filter_map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BlockKind;
    use url::Url;

    fn told(heading: &str, text: &str) -> Vec<(Topic, Vec<Way>)> {
        let block = Block {
            region: Region::Main,
            kind: BlockKind::Paragraph,
            headings: vec![heading.to_owned()].into(),
            lead_in: None,
            text: text.to_owned(),
            page: None,
        };
        let url = Url::parse("https://school.example/praktisch").unwrap();
        let page = Document { blocks: vec![block], ..Document::blank(url, DocumentKind::Page) };
        find(&[page]).into_iter().map(|f| (f.topic, f.ways)).collect()
    }

    #[test]
    fn absence_by_app_or_by_telephone() {
        let parro = Way::App("Parro".into());
        assert_eq!(
            told("", "Is uw kind ziek? Ziekmelden kan via Parro."),
            [(Topic::App, vec![parro.clone()]), (Topic::Absence, vec![parro])]
        );
        assert_eq!(told("Ziek melden", "Bel voor half negen naar school."), [(Topic::Absence, vec![Way::Phone])]);
    }

    #[test]
    fn leave_with_a_form_and_complaints_with_steps() {
        assert_eq!(
            told("", "Verlof vraagt u aan met het formulier bij de directeur."),
            [(Topic::Leave, vec![Way::Form, Way::Head])]
        );
        let steps = told(
            "Klachten",
            "Ga eerst naar de leerkracht. Daarna naar de directeur. De contactpersoon wijst de weg naar de klachtencommissie.",
        );
        assert_eq!(steps, [(Topic::Complaints, vec![Way::Teacher, Way::Head, Way::Confidant, Way::Committee])]);
    }

    #[test]
    fn what_was_or_belongs_to_others_is_no_route() {
        assert!(told("", "Klasbord gebruiken we niet meer. De opvang werkt met Konnect.").is_empty());
        assert!(told("", "Wij vinden het belangrijk dat uw kind er is.").is_empty());
        assert!(told("Klanken", "Laat uw kind klappen bij elke ui.").is_empty());
        let parro = Way::App("Parro".into());
        let both = [(Topic::App, vec![parro.clone()]), (Topic::Absence, vec![parro])];
        assert_eq!(told("Ziek en verlof", "Ziekmelden gaat via Parro."), both);
    }
}
