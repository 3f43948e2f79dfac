//! Own samples in the form of DUO's files: invented schools, real columns and real oddities.

use super::*;
use crate::config;
use crate::model::Lang;
use crate::table::read;

const NOW: &[u8] = include_bytes!("../../tests/data/duo-vestigingen.csv");
const OLDER: &[u8] = include_bytes!("../../tests/data/duo-vestigingen-2012.csv");

fn board(bytes: &[u8], number: &str) -> Draft {
    duo(&read(bytes).unwrap(), &Wanted::Board(number.to_owned())).unwrap_or_else(|e| panic!("{}", e.nl))
}

fn school<'d>(draft: &'d Draft, brin: &str) -> &'d DraftSchool {
    draft.schools.iter().find(|s| s.brin.as_deref() == Some(brin)).unwrap_or_else(|| panic!("no {brin}"))
}

#[test]
fn the_sample_has_sixty_lines() {
    assert_eq!(std::str::from_utf8(NOW).unwrap().lines().count(), 60);
    assert!(String::from_utf8(OLDER.to_vec()).is_err(), "windows-1252");
}

#[test]
fn both_forms_of_the_file_give_the_same_schools() {
    let (now, older) = (board(NOW, "90001"), board(OLDER, "90001"));
    let shown = |draft: &Draft| -> Vec<_> {
        let one = |s: &DraftSchool| (s.name.clone(), s.url.clone(), s.place.clone(), s.brin.clone(), s.counts());
        draft.schools.iter().map(one).collect()
    };
    assert_eq!(shown(&now), shown(&older));
    assert_eq!(now.schools.len(), 16);
    assert_eq!(now.organisation.unwrap().name, "");
    assert_eq!(older.organisation.unwrap().name, "Stichting voor Openbaar Onderwijs Waldland");
}

#[test]
fn every_oddity_is_mended_or_told() {
    let draft = board(NOW, "90001");
    for (brin, name, place, url) in [
        ("91AA00", "OBS De Wei", "Dorpstra", "https://www.dewei.example/"),
        ("91AB00", "OBS It Klaverblêd", "Nij Beets", "https://www.klaverbled.example/"),
        ("91AC00", "O.B.S. 't Vlot", "'t Sandt", "http://www.tvlot.example/"),
        ("91AD00", "De Linde", "Capelle aan den IJssel", "https://delinde.example/welkom"),
        ("91AE00", "De \"Nieuwe\" School; Noord", "'s-Gravenmoer", "https://www.nieuweschool.example/"),
        ("91AJ00", "De Kring", "Dorpstra", "https://www.dekring.example/"),
        ("91AK00", "De Berk", "IJsseldorp", "http://www.deberk.example/"),
        ("91AL00", "De Den", "IJsseldorp", "http://www.deden.example/"),
        ("91AN00", "De Beuk", "IJsseldorp", "https://debeuk.example/"),
        ("91AO00", "Château Bleu & Co", "Sint-Jansdorp", "https://www.chateaubleu.example/"),
    ] {
        let found = school(&draft, brin);
        assert!(found.counts(), "{brin}");
        assert_eq!((found.name.as_str(), found.place.as_deref()), (name, Some(place)));
        assert_eq!(found.url.as_ref().map(url::Url::as_str), Some(url));
    }
    for (brin, word) in [
        ("91AA01", "dezelfde website als OBS De Wei"),
        ("91AM00", "dezelfde website"),
        ("91AF00", "geen website"),
        ("91AG00", "geen website"),
        ("91AH00", "info@deeik.example"),
    ] {
        let found = school(&draft, brin);
        assert!(!found.counts(), "{brin}");
        assert!(found.remarks.iter().any(|r| r.nl.contains(word)), "{brin}: {:?}", found.remarks);
    }
    assert_eq!(school(&draft, "91AI00").kind, SchoolType::SpecialPrimary);
    assert!(school(&draft, "91AJ00").remarks[0].nl.contains("speciaal onderwijs"));
    let plan = config::parse(&draft.text(Lang::Nl)).unwrap_or_else(|m| panic!("{m:?}"));
    assert_eq!(plan.schools.len(), 11);
}

#[test]
fn a_municipality_has_several_boards() {
    let table = read(NOW).unwrap();
    let draft = duo(&table, &Wanted::Municipality("Zuiderpolder".into())).unwrap();
    assert_eq!(draft.schools.len(), 2);
    assert!(draft.organisation.unwrap().remark.unwrap().nl.contains("2 besturen"));
    let secondary = duo(&read(OLDER).unwrap(), &Wanted::Board("90007".into())).unwrap();
    assert_eq!(secondary.schools[0].kind, SchoolType::Secondary);
    assert_eq!(board(NOW, "3").schools[0].name, "Kleine School", "zeros before a number do not count");
}

#[test]
fn what_is_not_there_is_told_with_the_nearest() {
    let table = read(NOW).unwrap();
    let told = |wanted| duo(&table, &wanted).unwrap_err().nl;
    assert!(told(Wanted::Municipality("Waltland".into())).contains("Bedoelde u Waldland?"));
    assert!(told(Wanted::Board("12345".into())).contains("12345"));
    let other = read(b"naam;adres\nDe Wei;x\n").unwrap();
    assert!(duo(&other, &Wanted::Board("1".into())).unwrap_err().nl.contains("INTERNETADRES"));
}

#[test]
fn column_spellings_of_all_years() {
    for head in [
        "BEVOEGD GEZAG NUMMER;BRINNUMMER;VESTIGINGS NUMMER;VESTIGINGSNAAM;PLAATSNAAM;GEMEENTENAAM;INTERNETADRES",
        "BEVOEGD GEZAG NUMMER;BRIN NUMMER;VESTIGINSNUMMER;NAAM_VESTIGING;PLAATSNAAM;GEMEENTENAAM_VESTIGING;INTERNETADRES",
        "Bevoegd_gezag_nummer;Instellingscode;Vestigingscode;Instellingsnaam vestiging;Plaatsnaam;Gemeentenaam;Internetadres",
        "BEVOEGD GEZAG NUMMER;BRIN NUMMER;NEVEN;INSTELLINGSNAAM;PLAATSNAAM;GEMEENTENAAM;INTERNETADRES",
    ] {
        let draft =
            board(format!("{head}\n90001;91AA;0;OBS De Wei;DORPSTRA;WALDLAND;www.dewei.example\n").as_bytes(), "90001");
        let brin = if head.contains("NEVEN") { "91AA" } else { "91AA00" };
        assert_eq!(draft.schools[0].brin.as_deref(), Some(brin), "{head}");
        assert_eq!(draft.schools[0].name, "OBS De Wei", "{head}");
    }
}
