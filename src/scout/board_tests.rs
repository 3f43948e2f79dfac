//! Sentences as they stand on school sites, and traps among them. All names are invented.

use super::*;
use crate::extract;
use crate::model::Fetched;

fn url(address: &str) -> Url {
    Url::parse(address).unwrap()
}

fn page(body: &str) -> Document {
    let html = format!("<!doctype html><html lang=nl><title>De Wei</title><body>{body}</body></html>");
    let fetched = Fetched {
        content_type: Some("text/html; charset=utf-8".to_owned()),
        clicks: Some(0),
        ..Fetched::bare(url("https://www.dewei.example/"), html.into_bytes())
    };
    extract::read(fetched, &|_| unreachable!("no PDF here")).unwrap()
}

fn told(body: &str) -> Told {
    board(&url("https://www.dewei.example/"), &[page(body)])
}

fn clear(body: &str) -> Option<(String, Option<String>)> {
    match told(body) {
        Told::Clear(board) => Some((board.name, board.url.map(|url| url.to_string()))),
        _ => None,
    }
}

const LINK: &str = "<a href=\"https://www.dewaldsang.example/koers\">";

#[test]
fn what_schools_say() {
    for (body, name, linked) in [
        (
            format!("<p>Onze school hoort bij {LINK}Stichting De Wâldsang</a>, samen met vier andere.</p>"),
            "Stichting De Wâldsang",
            true,
        ),
        ("<footer><p>Een school van Stichting De Wâldsang.</p></footer>".to_owned(), "Stichting De Wâldsang", false),
        (format!("<footer><p>Onderdeel van {LINK}De Wâldsang</a></p></footer>"), "De Wâldsang", true),
        (
            format!("<p>Het bevoegd gezag is {LINK}Stichting De Wâldsang</a> in Gorredijk.</p>"),
            "Stichting De Wâldsang",
            true,
        ),
        (format!("<footer><p>Stichting: {LINK}De Wâldsang</a>.</p></footer>"), "De Wâldsang", true),
        ("<p>De Wei maakt sinds 2020 deel uit van Scholengroep Noord.</p>".to_owned(), "Scholengroep Noord", false),
        (
            "<p>De Wei is één van de twaalf scholen van Onderwijsgroep Noord!</p>".to_owned(),
            "Onderwijsgroep Noord",
            false,
        ),
    ] {
        let found = clear(&body).unwrap_or_else(|| panic!("{body}: {:?}", told(&body)));
        assert_eq!(found.0, name, "{body}");
        assert_eq!(found.1.as_deref(), linked.then_some("https://www.dewaldsang.example/"), "{body}");
    }
}

#[test]
fn traps() {
    for body in [
        "<p>De school is aangesloten bij Stichting Onderwijsgeschillen.</p>",
        "<p>De school viel eerder onder Stichting Tsjongerdal.</p>",
        "<p>De peuteropvang valt onder Stichting Kleintjes.</p>",
        "<p>De buitenschoolse opvang is onderdeel van Stichting Doomijn.</p>",
        "<p>Uw kind hoort bij Groep Zes.</p>",
        "<p>Dit is de school van Meester Piet.</p>",
        "<p>Bestuur: Jan Jansen (voorzitter).</p>",
        "<p>De school wordt in 2028 onderdeel van Stichting Straks.</p>",
        "<p>Wij horen niet bij Stichting De Wâldsang.</p>",
        "<p>Klachten? De school valt onder de Landelijke Klachtencommissie.</p>",
    ] {
        assert_eq!(clear(body), None, "{body}");
    }
}

#[test]
fn two_organisations_are_unclear_and_a_bare_link_is_only_a_hint() {
    let two = "<p>De school hoort bij Stichting De Wâldsang.</p><p>De school valt onder Stichting Noord.</p>";
    assert!(matches!(told(two), Told::Unclear(all) if all.len() == 2));
    let hint = format!("<footer>{LINK}Stichting De Wâldsang</a></footer>");
    assert!(matches!(told(&hint), Told::Unclear(all) if all[0].name == "Stichting De Wâldsang"));
    assert_eq!(told("<p>Welkom op onze school.</p>"), Told::Nothing);
}

#[test]
fn one_organisation_in_two_spellings_is_one() {
    let body =
        format!("<p>Wij horen bij {LINK}De Wâldsang</a>.</p><footer>Een school van Stichting De Wâldsang</footer>");
    assert_eq!(clear(&body).unwrap().0, "Stichting De Wâldsang");
    assert_eq!(aliases("Stichting De Wâldsang"), ["De Wâldsang"]);
    assert_eq!(aliases("Stichting Comenius"), [""; 0]);
}
