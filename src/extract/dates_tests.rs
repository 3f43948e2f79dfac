use super::DateMention::*;
use super::*;
use jiff::civil::date;
use proptest::prelude::*;

fn mentions(text: &str) -> Vec<DateMention> {
    find(text).into_iter().map(|(_, mention)| mention).collect()
}

#[test]
fn one_day_in_every_spelling() {
    for text in [
        "12 maart 2026",
        "Maandag 12 maart 2026",
        "12 mrt. 2026",
        "12 mrt 2026",
        "12-03-2026",
        "12/3/26",
        "12.03.2026",
        "2026-03-12",
        "2026-03-12T08:00:00+01:00",
        "2026/03/12",
        "12 MAART 2026",
        "12e maart 2026",
        "12 maart '26",
        "March 12, 2026",
        "12 March 2026",
        "op 12-maart-2026.",
        "Thu, 12 Mar 2026 08:00:00 GMT",
        "12\u{a0}maart\u{a0}2026",
        "(12-3-2026)",
        "12 maart, 2026",
    ] {
        assert_eq!(mentions(text), [Day(date(2026, 3, 12))], "{text}");
    }
    assert_eq!(mentions("freed 5 juny 2026, 1 maaie 2026"), [Day(date(2026, 6, 5)), Day(date(2026, 5, 1))]);
}

#[test]
fn days_without_a_year_and_months() {
    assert_eq!(mentions("maandag 12 maart om 19.30 uur"), [DayMonth { day: 12, month: 3 }]);
    assert_eq!(mentions("ma 12/3 en di. 13-3"), [DayMonth { day: 12, month: 3 }, DayMonth { day: 13, month: 3 }]);
    assert_eq!(mentions("in maart 2026"), [Month { year: 2026, month: 3 }]);
    assert_eq!(mentions("sinds 2019"), [Year(2019)]);
}

#[test]
fn ranges_and_lists() {
    assert_eq!(mentions("12 t/m 16 maart 2026"), [Day(date(2026, 3, 12)), Day(date(2026, 3, 16))]);
    assert_eq!(
        mentions("ma 12 tot en met vr 16 maart"),
        [DayMonth { day: 12, month: 3 }, DayMonth { day: 16, month: 3 }]
    );
    assert_eq!(mentions("30 maart t/m 3 april 2026"), [Day(date(2026, 3, 30)), Day(date(2026, 4, 3))]);
    assert_eq!(mentions("21 december 2026 - 1 januari 2027").len(), 2);
    assert_eq!(mentions("28 december t/m 8 januari 2027")[0], Day(date(2026, 12, 28)));
    assert_eq!(mentions("3, 4 en 5 juni").len(), 3);
}

#[test]
fn school_years() {
    for text in [
        "2025-2026",
        "2025/2026",
        "2025 - 2026",
        "2025–2026",
        "'25-'26",
        "‘25/’26",
        "schooljaar 25-26",
        "2025-26",
        "schoolgids 2025/'26",
    ] {
        assert_eq!(mentions(text), [SchoolYear { start: 2025 }], "{text}");
    }
    assert_eq!(mentions("schoolplan 2023-2027"), [Year(2023), Year(2027)]);
}

#[test]
fn what_is_no_date() {
    for text in [
        "groep 3 mei",
        "groepen 3 en 4 mei",
        "06-12-34-56-78",
        "0512-123456",
        "tel. 2026",
        "€ 2026",
        "2026,50 euro",
        "2026 AB Leeuwarden",
        "2000 leerlingen",
        "12 keer",
        "8.30 uur",
        "40 maart",
        "artikel 12.3",
        "1.250",
        "12-13 jaar",
        "2026%",
        "versie 1.2.3",
        "A2026",
        "30 februari",
    ] {
        assert_eq!(mentions(text), [], "{text}");
    }
}

#[test]
fn tells_where() {
    let text = "Van 12 t/m 16 maart 2026 is er";
    let found: Vec<&str> = find(text).into_iter().map(|(range, _)| &text[range]).collect();
    assert_eq!(found, ["12", "16 maart 2026"]);
}

proptest! {
    #[test]
    fn ranges_are_whole_characters_in_order(text in "[0-9 '’./,é€a-zT-]{0,60}|\\PC{0,60}|([0-9]{1,4}[-/. ]|maart |t/m |en |groep |ma )*") {
        let mut at = 0;
        for (range, _) in find(&text) {
            prop_assert!(range.start >= at && text.get(range.clone()).is_some_and(|piece| !piece.is_empty()));
            at = range.start;
        }
    }
}
