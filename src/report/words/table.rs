//! The table of fixed texts. `{n}` and other names in braces are filled in by `fill`.

use crate::model::Lang;

/// Makes the struct and its two languages from one table, so that no text can be missing in either.
macro_rules! words {
    ($($name:ident: $nl:literal, $en:literal;)*) => {
        /// The fixed texts of the report in one language.
        pub struct Words { $(pub(in crate::report) $name: &'static str,)* }

        static NL: Words = Words { $($name: $nl,)* };
        static EN: Words = Words { $($name: $en,)* };

        /// Name, Dutch and English of each text.
        #[cfg(test)]
        const TABLE: &[(&str, &str, &str)] = &[$((stringify!($name), $nl, $en),)*];
    };
}

impl Words {
    /// The texts in `lang`.
    pub fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Nl => &NL,
            Lang::En => &EN,
        }
    }
}

words! {
    // Grammar
    and: "en", "and";
    months: "januari februari maart april mei juni juli augustus september oktober november december",
        "January February March April May June July August September October November December";

    // Marks
    level_0: "nog niet", "not yet";
    level_1: "een begin", "a start";
    level_2: "op weg", "on the way";
    level_3: "sterk", "strong";
    level_n: "niveau {n} van 3: {word}", "level {n} of 3: {word}";
    review: "een mens moet kijken", "a person should look";
    review_n: "een mens moet kijken; voorstel: niveau {n} van 3, {word}",
        "a person should look; proposal: level {n} of 3, {word}";
    partly: "deels gelezen", "partly read";
    not_checked: "niet gekeken", "not checked";
    not_applicable: "niet van toepassing", "not applicable";
    not_applicable_short: "n.v.t.", "n/a";
    legend: "Wat de tekens betekenen", "What the marks mean";
    legend_0: "nog niet: gelezen, en niet gevonden", "not yet: read, and not found";
    legend_review: "een mens moet kijken: het programma twijfelt en doet een voorstel",
        "a person should look: the program is in doubt and makes a proposal";
    legend_not_checked: "niet gekeken: kon niet worden gelezen; dat is geen 0",
        "not checked: could not be read; that is not a 0";
    legend_not_applicable: "niet van toepassing op deze school", "not applicable to this school";
    not_checked_why: "Dit kon niet worden gelezen.", "This could not be read.";

    // Page
    report_title: "Wat ouders lezen op de schoolsites", "What parents read on the school websites";
    school_title: "Wat ouders lezen op de site", "What parents read on the website";
    skip: "Naar de inhoud", "Skip to content";
    contents: "In dit rapport", "In this report";
    audited_on: "Stand op {date}", "As of {date}";
    to_top: "Terug naar het overzicht", "Back to the overview";
    disclaimer: "Dit rapport zegt wat een ouder op de sites kan lezen. Het zegt niet hoe goed een school met ouders omgaat: veel goeds staat niet op een site.",
        "This report tells what a parent can read on the websites. It does not tell how well a school works with parents: much that is good is not on a website.";

    // What stands out
    stands_out: "Wat opvalt", "What stands out";
    read_lead: "Gelezen:", "Read:";
    read_rest_one: "{read} van de 1 site.", "{read} of 1 site.";
    read_rest: "{read} van de {n} sites.", "{read} of {n} sites.";
    read_partly_one: "Eén daarvan kon maar voor een deel worden gelezen.", "One of them could be read only partly.";
    read_partly: "{n} daarvan konden maar voor een deel worden gelezen.", "{n} of them could be read only partly.";
    common_lead: "Op de meeste sites goed te vinden:", "Easy to find on most sites:";
    common_lead_one: "Goed te vinden:", "Easy to find:";
    low_lead: "Op geen enkele site goed te vinden:", "Not easy to find on any site:";
    low_lead_one: "Nog niet goed te vinden:", "Not yet easy to find:";
    varied_lead: "Hier verschillen de sites het meest:", "Here the sites differ most:";
    varied_rest: "{name}. {school} laat zien hoe het kan ({level}).", "{name}. {school} shows how it can be done ({level}).";
    varied_none_one: "Bij 1 school is er nog niets over gevonden.", "On 1 school's site nothing was found about it yet.";
    varied_none: "Bij {n} scholen is er nog niets over gevonden.", "On {n} schools' sites nothing was found about it yet.";
    unread_lead: "Niet gekeken:", "Not checked:";
    unread_rest: "{names}. Dat zegt niets over de school.", "{names}. That says nothing about the school.";
    unread_rest_many: "{names}. Dat zegt niets over deze scholen.", "{names}. That says nothing about these schools.";
    review_lead: "Twijfel:", "Doubt:";
    review_rest_one: "bij 1 oordeel moet een mens kijken.", "1 judgement needs a person to look.";
    review_rest: "bij {n} oordelen moet een mens kijken.", "{n} judgements need a person to look.";

    // Matrix
    overview: "Alle scholen naast elkaar", "All schools side by side";
    overview_hint: "Kies een vakje om te zien wat er op de site staat. De scholen staan in de volgorde van de lijst, niet op score.",
        "Choose a cell to see what the site says. The schools are in the order of the list, not by score.";
    overview_caption: "Niveau per school en per onderdeel, van 0 tot en met 3", "Level per school and indicator, from 0 to 3";
    overview_region: "Tabel, schuif opzij voor meer onderdelen", "Table, scroll sideways for more indicators";
    school: "School", "School";
    total: "Totaal", "Total";
    of_100: "van 100", "of 100";
    no_score: "geen score", "no score";
    together: "Samen", "Together";

    // School
    schools: "Per school", "School by school";
    organisation: "De site van de organisatie", "The organisation's own site";
    share: "{n} % van de onderdelen telt mee in de score.", "{n} % of the indicators count in the score.";
    works: "Wat al werkt", "What already works";
    works_none: "Hier staat nog geen onderdeel op niveau 2 of 3.", "No indicator is at level 2 or 3 yet.";
    steps: "Volgende stappen", "Next steps";
    steps_hint: "Deze stappen leveren het meeste op.", "These steps gain most.";
    steps_none: "Er zijn geen stappen te noemen.", "There are no steps to name.";
    example: "Zo doet {school} het:", "This is how {school} does it:";
    all_indicators: "Alle onderdelen", "All indicators";
    level: "Niveau", "Level";
    proposal: "Voorstel", "Proposal";
    why: "Waarom", "Why";
    quotes: "Dit staat er", "This is what it says";
    advice: "Wat u kunt doen", "What you can do";
    home: "op de startpagina", "on the home page";
    click: "1 klik vanaf de startpagina", "1 click from the home page";
    clicks: "{n} klikken vanaf de startpagina", "{n} clicks from the home page";
    no_clicks: "niet via het menu gevonden", "not found through the menu";
    page: "bladzijde {n}", "page {n}";
    document_only: "Staat alleen in een document. Ouders vinden het daar minder makkelijk.",
        "Stands in a document only. Parents find it less easily there.";
    masked: "persoonsgegevens weggelaten", "personal data left out";
    from_link: "tekst van een link", "text of a link";
    from_image: "afbeelding", "image";
    untitled: "pagina zonder titel", "untitled page";

    // Reading
    reading: "Wat is gelezen en wat niet", "What was read and what was not";
    reading_page: "1 pagina", "1 page";
    reading_pages: "{n} pagina's", "{n} pages";
    reading_document: "1 document", "1 document";
    reading_documents: "{n} documenten", "{n} documents";
    reading_sum: "Gelezen: {pages} en {documents}.", "Read: {pages} and {documents}.";
    reading_left: "Niet meer gelezen, omdat het maximum bereikt was: {pages}.", "Not read, because the limit was reached: {pages}.";
    reading_list: "Gelezen pagina's en documenten", "Pages and documents read";
    reading_more: "en nog {n} andere (zie results.json)", "and {n} more (see results.json)";
    failed_list: "Niet gelezen", "Not read";
    robots_count: "Pagina's die de site voor programma's gesloten houdt: {n}.", "Pages that the site keeps closed to programs: {n}.";

    // Method
    method: "Hoe de niveaus tot stand komen", "How the levels come about";
    method_rubric: "Meetlat: {title}, versie {version} (vingerafdruk {sha}).", "Yardstick: {title}, version {version} (fingerprint {sha}).";
    method_program: "Gemaakt met {program}.", "Made with {program}.";
    method_evidence: "Geen niveau boven 0 zonder citaat: er moet een letterlijke passage, link, afbeelding of datum op de site staan.",
        "No level above 0 without a quote: a literal passage, link, image or date must be on the site.";
    method_best: "Het beste citaat telt, niet het aantal.", "The best quote counts, not the number.";
    method_zero: "Niveau 0 betekent: gelezen, en niet gevonden. Wat niet gelezen kon worden, krijgt geen niveau.",
        "Level 0 means: read, and not found. What could not be read gets no level.";
    method_score: "De score per thema is het gewogen gemiddelde van de niveaus, van 0 tot 100. De thema's tellen even zwaar. Wat niet gekeken is, niet van toepassing is of nog door een mens bekeken moet worden, telt niet mee.",
        "The score per theme is the weighted mean of the levels, from 0 to 100. The themes count equally. What was not checked, is not applicable or waits for a person does not count.";
    method_whole: "Scores zijn afgerond op hele getallen. Kleine verschillen zeggen niets.", "Scores are rounded to whole numbers. Small differences mean nothing.";
    method_masked: "Mailadressen van personen en telefoonnummers zijn uit de citaten gelaten. Daar staat dan: …",
        "Personal e-mail addresses and telephone numbers were left out of the quotes. You then see: …";
    method_table: "De onderdelen, hun gewicht en hun niveaus", "The indicators, their weight and their levels";
    indicator: "Onderdeel", "Indicator";
    weight: "Gewicht", "Weight";
    weight_zero: "telt niet mee", "does not count";
    source: "Komt uit", "Comes from";
    source_advice: "advies {n} van de avond", "advice {n} of the evening";
    source_article: "het artikel", "the article";
    motive: "Waarom dit telt", "Why this matters";

    // Terminal
    terminal_order: "Volgorde van de tekens", "Order of the marks";
    terminal_unread: "Niet of deels gelezen", "Not or partly read";

    // CSV
    csv_head: "school;school-id;adres;gelezen;reden;score school;thema;score thema;onderdeel;onderdeel-id;gewicht;uitkomst;niveau;voorgesteld niveau;hoogste niveau;niveau in woorden;waarom;citaat;pagina;titel;klikken;bron",
        "school;school id;address;read;reason;school score;theme;theme score;indicator;indicator id;weight;outcome;level;proposed level;highest level;level in words;why;quote;page;title;clicks;source";
    scored: "niveau gegeven", "level given";
    source_page: "pagina", "page";
    source_document: "document", "document";
    source_link: "link", "link";
    source_image: "afbeelding", "image";
    source_date: "datum", "date";
}

#[cfg(test)]
mod tests {
    use super::TABLE;

    fn names(text: &str) -> Vec<&str> {
        let mut names: Vec<_> = text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn no_text_is_missing_and_both_languages_fill_in_the_same() {
        for (name, nl, en) in TABLE {
            assert!(!nl.trim().is_empty() && !en.trim().is_empty(), "{name} is empty");
            assert_eq!(names(nl), names(en), "{name} fills in other values");
        }
    }

    #[test]
    fn lists_have_as_many_parts_in_both_languages() {
        for (name, nl, en) in TABLE {
            assert_eq!(nl.matches(';').count() > 5, en.matches(';').count() > 5, "{name}");
            if *name == "months" || *name == "csv_head" {
                assert_eq!(nl.split([' ', ';']).count() > 11, en.split([' ', ';']).count() > 11, "{name}");
            }
        }
    }
}
