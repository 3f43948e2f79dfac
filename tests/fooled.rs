//! Pages that hold the words and not the thing: none may get more than level 1 anywhere.

use audit::extract::text;
use audit::model::{Document, Outcome};
use audit::rubric::{Judge, Rubric, load};
use audit::score::Judger;
use jiff::civil::Date;
use std::sync::LazyLock;
use url::Url;

static RUBRIC: LazyLock<Rubric> = LazyLock::new(load::embedded);

/// Every text indicator of the standard rubric with the outcome of a site that has this one page.
fn outcomes(title: &str, page: &str) -> Vec<(String, Outcome)> {
    let url = Url::parse("https://school.example/pagina").unwrap();
    let document = Document { clicks: Some(1), ..text::passage(&url, title, page) };
    let judger = Judger::new(&RUBRIC, Date::constant(2026, 11, 23), None);
    let judged = RUBRIC.indicators.iter().filter(|i| matches!(i.judge, Judge::Signals { .. }));
    judged.map(|i| (i.id.clone(), judger.one(&i.id, std::slice::from_ref(&document)).unwrap().outcome)).collect()
}

fn at_most_mentioned(title: &str, page: &str) {
    let high: Vec<_> =
        outcomes(title, page).into_iter().filter(|(_, o)| o.level().is_some_and(|level| level > 1)).collect();
    assert!(high.is_empty(), "{title}: {high:?}");
}

#[test]
fn a_page_stuffed_with_keywords() {
    let words = "ouderbetrokkenheid oudertevredenheid educatief partnerschap driehoeksgesprek ouder-kindgesprek Parro \
                 Social Schools tevredenheidsonderzoek medezeggenschapsraad GMR klachtenregeling schoolregels \
                 communicatieprotocol schooladvies doorstroomtoets thuis lezen ";
    at_most_mentioned("Ouderbetrokkenheid", &words.repeat(12));
    at_most_mentioned("Welkom", &format!("{}.", words.repeat(3).replace(' ', ", ")));
}

#[test]
fn a_list_of_words() {
    let list = "# Trefwoorden\n- klassenlessen\n- ouderapp Parro\n- inloop\n- ouder-kindgesprek\n- oudertevredenheid\n- \
                wederzijdse verwachtingen\n- schoolregels\n- educatief partnerschap\n- communicatiebeleid\n- \
                schooladvies\n- medezeggenschapsraad\n- klachtenregeling\n- samen lezen thuis\n- kernwaarden";
    at_most_mentioned("Trefwoorden", list);
}

#[test]
fn an_article_of_a_consultancy() {
    let page = "# Zeven tips voor sterke ouderbetrokkenheid\nBureau De Brugwachter begeleidt schoolbesturen en teams bij \
                het vormgeven van educatief partnerschap. In onze trainingen leren leerkrachten hoe zij ouders als \
                gelijkwaardige gesprekspartner benaderen. Uit landelijk onderzoek van een universiteit blijkt dat \
                ouders scholen gemiddeld een 7,6 geven en dat scholen met driehoeksgesprekken hoger uitkomen.\n\
                Scholen die met ons werken, laten het kind bij elk gesprek aanschuiven. Zij stellen samen met ouders \
                een communicatieprotocol op, spreken een reactietijd van twee dagen af en kiezen een ouderapp. Wilt u \
                dat ook? Vraag een offerte aan of schrijf uw team in voor de masterclass in Zwolle. Wij komen graag \
                bij u langs om te bespreken wat ons aanbod voor uw schoolbestuur kan betekenen. De kosten van een \
                traject vindt u in onze brochure.";
    at_most_mentioned("Aanbod van Bureau De Brugwachter", page);
}

#[test]
fn a_glossary() {
    let page = "# Begrippenlijst\n- Driehoeksgesprek: gesprek van leerling, ouder en leerkracht.\n- Educatief \
                partnerschap: samenwerking waarin ouders en school samen verantwoordelijk zijn voor het kind.\n- GMR: \
                gemeenschappelijke medezeggenschapsraad, met ouders en personeel van alle scholen van een bestuur.\n- \
                Klachtenregeling: regeling waarin staat hoe een klacht wordt behandeld.\n- Oudertevredenheidspeiling: \
                vragenlijst waarmee een school meet hoe tevreden ouders zijn.\n- Parro: app waarmee leerkrachten en \
                ouders berichten uitwisselen.\n- Schooladvies: advies over het best passende vervolgonderwijs in groep \
                8.\n- Vertrouwenspersoon: iemand bij wie men terechtkan met een klacht.";
    at_most_mentioned("Begrippenlijst", page);
}

#[test]
fn a_vacancy_with_all_the_terms() {
    let page = "# Vacature leerkracht groep 6 (0,8 fte)\nWij zoeken een collega die ouders als partner ziet. Je voert \
                driehoeksgesprekken met ouders en kind, je plaatst elke week een bericht in Parro en je denkt mee in \
                de medezeggenschapsraad. Je bespreekt de uitkomsten van de ouderpeiling (een 8,2!) met je team en \
                pakt samen verbeterpunten op. Je stelt met je groep klassenregels op en ondertekent die met kinderen \
                en ouders. Je geeft ouders tips om thuis te oefenen met de tafels.\nWij bieden een warm team en een \
                salaris in schaal LB. Solliciteer voor 10 december bij directeur Anna Veenstra.";
    at_most_mentioned("Vacature leerkracht groep 6", page);
}

#[test]
fn a_privacy_statement_with_all_the_apps() {
    let page = "# Privacyverklaring\nWij verwerken persoonsgegevens van leerlingen en ouders. Met de volgende verwerkers \
                hebben wij een overeenkomst: Parro (berichten aan ouders), Social Schools (website en app), ParnasSys \
                (leerlingadministratie en ouderportaal), Snappet, Gynzy en Vensters (tevredenheidsonderzoek onder \
                ouders). Gespreksverslagen van oudergesprekken bewaren wij twee jaar. U kunt vragen uw gegevens in te \
                zien, te verbeteren of te wissen. Hebt u een klacht over de verwerking, neem dan contact op met de \
                functionaris voor gegevensbescherming van het bestuur; u kunt ook een klacht indienen bij de \
                Autoriteit Persoonsgegevens. De MR heeft met deze verklaring ingestemd.";
    at_most_mentioned("Privacyverklaring", page);
}

#[test]
fn a_site_in_english_is_unread_and_not_zero() {
    let page = "# Welcome to our school\nEvery week the teacher tells parents in the Parro app what the children have \
                learned. At every parent-teacher meeting your child sits at the table and speaks first. Parents gave \
                us a mark of 8.1 in the survey of March 2026 and because of their wishes we now answer messages within \
                two days. We expect parents to call before half past eight when a child is ill, and you may expect us \
                to call you back on the same day. The rules of our school were made by pupils and parents together. \
                Parents and teachers are equal partners and decide together about the care plan. The council has four \
                parents and its meetings are open to everyone. If you are not satisfied, please talk to the teacher \
                first, then to the head, Mrs Visser. At home you can practise the tables of two and five with group \
                four this month.";
    at_most_mentioned("Welcome", page);
    let unread = outcomes("Welcome", page).into_iter().filter(|(_, o)| *o == Outcome::NotChecked).count();
    assert_eq!(unread, outcomes("Welcome", page).len(), "text that was not read gives no level 0");
}
