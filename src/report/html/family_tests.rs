use super::*;
use crate::model::{
    CoreValue, FailureKind, Family, FamilyLink, FamilySite, Likeness, Listed, LogoPlace, Quote, Route, Topic, Way,
};
use crate::report::{fixture, results};
use url::Url;

const PICTURE: &str = "data:image/png;base64,iVBORw0KGgo=";

fn url(text: &str) -> Url {
    Url::parse(text).expect("an address")
}

fn quote(text: &str) -> Quote {
    Quote { text: text.into(), url: url("https://it-klaverbled.example/visie"), title: "Visie".into() }
}

fn site(name: &str, colour: &str, picture: &str) -> FamilySite {
    FamilySite {
        name: name.into(),
        url: Some(url("https://it-klaverbled.example/")),
        read: true,
        logo: LogoPlace::EveryPage,
        pictures: vec![picture.into()],
        colours: vec![colour.into()],
        menu: vec!["Ouders".into(), "<b>j.devries@opper.example</b>".into()],
        ..FamilySite::default()
    }
}

/// Two schools, one of them hostile, and the organisation.
fn family() -> Family {
    let hostile = site("<i>Opper</i>", "red\"/><script>", "https://evil.example/x.png");
    let own = FamilySite { organisation: true, ..site("De Wâldsang", "#0b6e4f", PICTURE) };
    let home = url("https://it-klaverbled.example/");
    let dead = FamilyLink {
        from: 2,
        to: 0,
        quote: quote("Naar de school"),
        target: home.clone(),
        moved: None,
        dead: Some(FailureKind::Status(404)),
    };
    let ways = vec![Way::App("Parro".into()), Way::Phone];
    Family {
        sites: vec![site("It Klaverblêd", "#0b6e4f", PICTURE), hostile, own],
        likenesses: vec![Likeness {
            one: 0,
            other: 1,
            colours: 1.0,
            fonts: 0.0,
            platform: 1.0,
            menu: 0.2,
            footer: 0.0,
            whole: 0.7,
        }],
        values: vec![CoreValue {
            word: "moed".into(),
            named: quote("Moed en rust"),
            back: vec![(0, quote("Wij zijn moedig"))],
        }],
        links: vec![dead],
        not_in_file: vec![Listed { name: "OBS Nieuw".into(), url: url("https://nieuw.example/"), page: home }],
        not_listed: vec![1],
        routes: vec![Route { site: 0, topic: Topic::Absence, ways, quote: quote("Bel of Parro") }],
    }
}

fn pages(lang: Lang) -> [String; 2] {
    let (mut comparison, rubric) = fixture::comparison();
    if let Some(organisation) = &mut comparison.organisation {
        organisation.family = Some(family());
    }
    let results = results(&comparison, &rubric, lang);
    [html(&results, &rubric, lang), organisation_html(&results, &rubric, lang).expect("a page of the organisation")]
}

#[test]
fn both_pages_put_the_sites_side_by_side() {
    let told =
        ["Naast elkaar", "platform en kleuren", "moed", "Naar de school", "OBS Nieuw", "Parro, bellen", "niet gekeken"];
    for page in pages(Lang::Nl) {
        for said in told {
            assert!(page.contains(said), "{said}");
        }
        assert!(page.contains(&format!("<img src=\"{PICTURE}\"")) || page.contains("base64,iVBORw0KGgo&#61;"));
        assert!(page.contains("fill=\"#0b6e4f\""));
    }
}

#[test]
fn what_sites_say_is_escaped_and_masked_and_loads_nothing() {
    for page in pages(Lang::Nl) {
        assert!(!page.contains("<i>Opper") && !page.contains("evil.example/x.png") && !page.contains("red\""));
        assert!(!page.contains("j.devries@"));
        assert!(page.split("<img src=\"").skip(1).all(|rest| rest.starts_with("data:image/png;base64,")));
    }
}

#[test]
fn links_inside_arrive_and_english_is_english() {
    for page in pages(Lang::En) {
        for target in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert_eq!(page.matches(&format!(" id=\"{target}\"")).count(), 1, "{target}");
        }
        for dutch in ["Naast elkaar", "Kernwaarden", "niet gevonden", "Wat lijkt"] {
            assert!(!page.contains(dutch), "{dutch}");
        }
    }
}

#[test]
fn without_sites_side_by_side_there_is_no_page() {
    let (comparison, rubric) = fixture::comparison();
    assert!(organisation_html(&results(&comparison, &rubric, Lang::Nl), &rubric, Lang::Nl).is_none());
}
