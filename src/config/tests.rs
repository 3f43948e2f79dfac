//! Whole files: every mistake a user can make, told at its line.

use super::*;
use crate::model::SchoolType;
use proptest::prelude::*;

fn school(lines: &str) -> String {
    format!("[[school]]\nname = \"De Wei\"\nurl = \"https://dewei.example\"\n{lines}")
}

/// Lines and Dutch messages of the mistakes.
fn mistakes(text: &str) -> Vec<(Option<usize>, String)> {
    parse(text).unwrap_err().into_iter().map(|m| (m.line, m.message.nl)).collect()
}

fn only(text: &str) -> (usize, String) {
    let all = mistakes(text);
    assert_eq!(all.len(), 1, "{all:?}");
    (all[0].0.unwrap(), all[0].1.clone())
}

#[test]
fn a_full_file() {
    let plan = parse(
        "[organisation]\nname = \"Stichting De Wâldsang\"\nurl = \"https://www.dewaldsang.example\"\naliases = [\"De Wâldsang\"]\n\
         [[school]]\nname = \"OBS It Klaverblêd\"\nurl = \"https://www.klaverbled.example\"\nplace = \"Beetsterzwaag\"\nbrin = \"12ab\"\n\
         [[school]]\nid = \"wei\"\nname = \"De Wei\"\nurl = \"http://dewei.example\"\ntype = \"sbo\"\n\
         [crawl]\nmax_pages = 50\ndelay_ms = 0\nconcurrency_per_host = 2\ncontact = \"naam@voorbeeld.example\"\nallow_private_hosts = true\n",
    )
    .unwrap();
    assert_eq!(plan.organisation.unwrap().aliases, ["De Wâldsang"]);
    assert_eq!(plan.schools[0].id, "obs-it-klaverbled");
    assert_eq!(plan.schools[0].brin.as_deref(), Some("12AB"));
    assert_eq!((plan.schools[1].id.as_str(), plan.schools[1].kind), ("wei", SchoolType::SpecialPrimary));
    assert_eq!((plan.crawl.max_pages, plan.crawl.delay.as_millis(), plan.crawl.concurrency_per_host), (50, 0, 2));
    assert!(plan.crawl.allow_private_hosts);
}

#[test]
fn defaults_hold_without_crawl() {
    let plan = parse(&school("")).unwrap();
    assert_eq!(plan.crawl, crate::model::CrawlSettings::default());
    assert!(plan.organisation.is_none());
}

#[test]
fn all_mistakes_at_once_in_the_order_of_the_lines() {
    let found = mistakes(
        "[organisatie]\nname = \"De Wâldsang\"\n\n[[school]]\nname = \"De Wei\"\nurl = \"www.dewei.example\"\n\n\
         [[school]]\nname = De Beek\nurl = \"ftp://debeek.example\"\n\n[[school]]\nplace = \"Hemrik\"\n\n[crawl]\nmax_pages = 0\n",
    );
    let lines: Vec<_> = found.iter().map(|m| m.0.unwrap()).collect();
    assert_eq!(lines, [1, 6, 9, 10, 12, 12, 16], "{found:?}");
}

#[test]
fn unknown_keys_at_every_level() {
    assert_eq!(only(&school("plaats = \"Hemrik\"")), (4, "‘plaats’ is hier niet bekend. Bedoelde u ‘place’?".into()));
    assert!(only(&school("[crawl]\nmax_page = 5")).1.contains("‘max_pages’"));
    assert!(only(&school("[organisation]\nname = \"x\"\nalias = [\"y\"]")).1.contains("‘aliases’"));
    assert!(only("[[scholen]]\nname = \"De Wei\"\nurl = \"https://dewei.example\"").1.contains("‘school’"));
    assert!(only(&school("leerlingen = 80")).1.contains("U kunt hier gebruiken"));
}

#[test]
fn a_key_in_other_words_is_not_told_as_missing_too() {
    let (line, message) = only("[[school]]\nnaam = \"De Wei\"\nurl = \"https://dewei.example\"");
    assert_eq!(line, 2);
    assert!(message.contains("‘name’"));
}

#[test]
fn what_is_missing() {
    assert!(only("[[school]]\nname = \"De Wei\"").1.contains("url = "));
    assert!(only("[[school]]\nurl = \"https://dewei.example\"").1.contains("name = "));
    assert!(only(&school("[organisation]\nurl = \"https://x.example\"")).1.contains("name = "));
    assert!(mistakes("# niets\n\n")[0].1.contains("leeg"));
    assert!(mistakes("[crawl]\nmax_pages = 5")[0].1.contains("geen school"));
}

#[test]
fn what_is_double() {
    let two = |url: &str| only(&school(&format!("[[school]]\nname = \"De Beek\"\nurl = \"{url}\"")));
    assert_eq!(two("http://www.dewei.example/").0, 6);
    assert!(two("https://DEWEI.example#a").1.contains("regel 3"));
    let ids = school("id = \"wei\"\n[[school]]\nid = \"wei\"\nname = \"De Beek\"\nurl = \"https://debeek.example\"");
    assert!(only(&ids).1.contains("id staat ook op regel 4"));
    assert_eq!(only(&school("[organisation]\nname = \"a\"\n[organisation]\nname = \"b\"")).0, 6);
    assert!(only(&school("[[organisation]]\nname = \"a\"")).1.contains("één keer"));
    assert_eq!(only(&school("[crawl]\nmax_pages = 1\nmax_pages = 2")).0, 6);
}

#[test]
fn a_given_id_is_not_taken_by_a_name_before_it() {
    let plan =
        parse(&school("[[school]]\nid = \"de-wei\"\nname = \"De Wei\"\nurl = \"https://dewei2.example\"")).unwrap();
    assert_eq!((plan.schools[0].id.as_str(), plan.schools[1].id.as_str()), ("de-wei-2", "de-wei"));
}

#[test]
fn wrong_types_and_numbers() {
    for (line, word) in [
        ("place = 5", "aanhalingstekens"),
        ("brin = \"1234\"", "BRIN"),
        ("type = \"havo\"", "\"po\""),
        ("id = \"De Wei!\"", "id = \"de-wei\""),
        ("id = \"nul\"", "id = \"school-nul\""),
        ("[crawl]\nmax_pages = \"5\"", "heel getal"),
        ("[crawl]\nmax_pages = 0", "van 1 tot"),
        ("[crawl]\nmax_pages = 99999999999999999999", "heel getal"),
        ("[crawl]\ndelay_ms = -1", "van 0 tot"),
        ("[crawl]\ndelay_ms = 0.5", "heel getal"),
        ("[crawl]\nconcurrency_per_host = 9", "tot en met 8"),
        ("[crawl]\ncontact = \"jan\"", "mailadres"),
        ("[crawl]\nallow_private_hosts = \"ja\"", "true"),
        ("[organisation]\nname = \"x\"\naliases = \"y\"", "rij teksten"),
    ] {
        let (_, message) = only(&school(line));
        assert!(message.contains(word), "{line}: {message}");
    }
    assert!(only("school = \"De Wei\"").1.contains("dubbele haken"));
    assert!(only("[school]\nname = \"De Wei\"").1.contains("dubbele haken"));
}

#[test]
fn a_broken_line_is_told_once_and_hides_nothing_else() {
    let found =
        mistakes("[[school]]\nname = \"De Wei\nurl = \"https://dewei.example\"\n[[school]]\nname = \"De Beek\"\n");
    let lines: Vec<_> = found.iter().map(|m| m.0.unwrap()).collect();
    assert_eq!(lines, [2, 4], "{found:?}");
}

#[test]
fn other_encodings() {
    let text = school("place = \"Jonkerslân\"");
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(parse(&decode(&utf16).unwrap()).unwrap().schools[0].place.as_deref(), Some("Jonkerslân"));
    let mistake = decode(b"[[school]]\nname = \"It Klaverbl\xead\"\n").unwrap_err();
    assert_eq!(mistake.line, Some(2));
    assert!(mistake.found.starts_with("name"));
    assert!(parse(&format!("\u{feff}{text}")).is_ok());
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(text) = decode(&bytes) {
            let _ = parse(&text);
        }
    }

    #[test]
    fn no_text_of_its_own_letters_makes_it_panic(text in "(\\[{1,2}(school|crawl|organisation|x)\\]{0,2}|[a-z_]{1,6}|=|\"|'|\\{|\\}|,|[0-9-]{1,4}|\\n|é|\\.| ){0,60}") {
        match parse(&text) {
            Ok(plan) => prop_assert!(!plan.schools.is_empty()),
            Err(mistakes) => prop_assert!(!mistakes.is_empty()),
        }
    }
}
