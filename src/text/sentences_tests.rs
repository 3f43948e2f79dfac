use super::*;
use proptest::prelude::*;

/// Each case is written with `¦` where a cut must come.
fn check(marked: &str) {
    let wanted: Vec<String> = marked.split('¦').map(|piece| piece.trim().to_string()).collect();
    let text = wanted.join(" ");
    let got: Vec<&str> = split(&text).into_iter().map(|range| &text[range]).collect();
    assert_eq!(got, wanted);
}

#[test]
fn cuts_plain_text() {
    check("Wij vragen ouders om mee te denken.¦ Wilt u helpen? ¦Graag!¦ Mail de leerkracht.");
    check("In groep 8. ¦De leerlingen krijgen advies in 2026. ¦Dat bespreken we.");
    check("Zij praten mee in de MR. ¦De MR vergadert zes keer. ¦Ook de OR. ¦Wij ook.");
    check("Wij zijn open van 8.30 uur tot 14.15 uur. ¦Het schoolplein is om 8.15 uur open.");
    check("Dat kost € 1.250,00 per jaar. ¦12 ouders deden mee.");
}

#[test]
fn keeps_abbreviations_inside() {
    check("Ouders helpen bijv. Op woensdag, o.a. Bij lezen, d.w.z. Samen.");
    check("Bel dhr. Jansen, mevr. De Vries of drs. Van Dijk (tel. 0512 12 34 56).");
    check("Groep 1 t/m. 8 gaat m.b.t. Taal naar i.s.m. Bibliotheek.");
    check("Neem a.u.b. contact op. ¦Meld u af a.u.b. ¦De school belt terug.");
    check("Boeken, schriften, pennen, enz. ¦Wij zorgen daarvoor.");
    check("Het duurt 10 min. ¦Daarna is er koffie. ¦Maar min. 5 ouders.");
    check("Dat hoort de mr. ¦Wij lezen mr. Jansen.");
    check("Zie blz. 14 en nr. 3. ¦Ook hfdst. Ouders.");
}

#[test]
fn keeps_initials_numbers_and_dates() {
    check("Juf A. Jansen en J.P. de Boer zijn er.¦ Dat is groep C. ¦De klas is vol.");
    check("3. De school vraagt u mee te doen. ¦4. U leest thuis voor.");
    check("1.2. Doelen van de school");
    check("Op 12 mrt. 2026 is er een avond op ma. 16 mrt. ¦Kom ook.");
}

#[test]
fn addresses_quotes_and_dots() {
    check("Kijk op www.school.nl of mail info@school.nl. ¦Wij antwoorden.");
    check("Ze zei: “Kom binnen.” ¦Wij gingen. ¦'Mag dat?' vroeg ze.");
    check("Heeft u vragen (of zorgen?) ¦Bel ons. ¦(Dat kan altijd.) ¦Tot ziens…¦ Dag");
    check("Wij… doen mee... met elkaar. ¦Toch?! ¦Ja.");
    check("Wij lezen samen; thuis ook: elke dag. ¦iPads zijn er.");
}

#[test]
fn forgotten_spaces_and_capitals() {
    let text = "Wij zijn blij met ouders.De school is open. Wij gebruiken Social.Schools en Parro.nl";
    let got: Vec<&str> = split(text).into_iter().map(|range| &text[range]).collect();
    assert_eq!(got, ["Wij zijn blij met ouders.", "De school is open.", "Wij gebruiken Social.Schools en Parro.nl"]);
}

#[test]
fn line_breaks_always_cut() {
    let text = "Eerste regel\nTweede bijv.\nDerde";
    assert_eq!(split(text).len(), 3);
    assert!(split(" \n ").is_empty());
}

proptest! {
    #[test]
    fn ranges_are_ordered_whole_and_lose_nothing(text in "[a-zA-Z0-9é.!?…\"'() \n]{0,120}|\\PC{0,60}") {
        let ranges = split(&text);
        let mut at = 0;
        for range in &ranges {
            prop_assert!(range.start >= at && range.end > range.start);
            prop_assert!(text[at..range.start].trim().is_empty());
            prop_assert_eq!(text[range.clone()].trim(), &text[range.clone()]);
            at = range.end;
        }
        prop_assert!(text[at..].trim().is_empty());
    }
}
