//! Texts of the pages that show results. `{n}` and other names in braces are filled in by `fill`.

super::macros::words! {
    /// The fixed texts of the report in one language.
    Words {
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
        thin: "steunt op weinig", "rests on little";
        legend_thin: "een ster: dit niveau steunt op weinig, lees eerst het citaat", "a star: this level rests on little, read the quote first";
        seen: "door een mens bekeken", "looked at by a person";
        legend_seen: "een vinkje: door een mens bekeken", "a tick: looked at by a person";
        band_0: "nog weinig", "little yet";
        band_1: "een begin", "a start";
        band_2: "op weg", "on the way";
        band_3: "sterk", "strong";
        band_of: "{word} ({n} van 3)", "{word} ({n} of 3)";
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
        rubric_version: "meetlat ‘{title}’, versie {version}", "yardstick ‘{title}’, version {version}";
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
        most_lead: "Het vaakst goed te vinden:", "Most often easy to find:";
        least_lead: "Het minst vaak goed te vinden:", "Least often easy to find:";
        of_schools: "{name}, bij {n} van de {all} scholen.", "{name}, at {n} of {all} schools.";
        common_lead_one: "Goed te vinden:", "Easy to find:";
        low_lead: "Op geen enkele site goed te vinden:", "Not easy to find on any site:";
        low_lead_one: "Nog niet goed te vinden:", "Not yet easy to find:";
        varied_lead: "Hier verschillen de sites het meest:", "Here the sites differ most:";
        varied_rest: "{name}. {school} laat zien hoe het kan ({level}).", "{name}. {school} shows how it can be done ({level}).";
        advised_lead: "Van de adviezen van de avond:", "Of the advice of the evening:";
        advised_rest: "‘{first}’ is het verst. Bij ‘{last}’ is de meeste ruimte.", "‘{first}’ is furthest. ‘{last}’ has most room to grow.";
        varied_none_one: "Bij 1 school is er nog niets over gevonden.", "On 1 school's site nothing was found about it yet.";
        varied_none: "Bij {n} scholen is er nog niets over gevonden.", "On {n} schools' sites nothing was found about it yet.";
        unread_rest: "Niet gekeken is {names}; dat zegt niets over die school.", "Not checked is {names}; that says nothing about that school.";
        unread_rest_many: "Niet gekeken zijn {names}; dat zegt niets over die scholen.", "Not checked are {names}; that says nothing about those schools.";
        others: "{n} andere", "{n} others";
        scored_share: "{n} van de {all} oordelen hebben een niveau", "{n} of {all} judgements have a level";
        count_not_checked: "{n} niet gekeken", "{n} not checked";
        count_not_applicable: "{n} niet van toepassing", "{n} not applicable";
        count_review: "{n} keer moet een mens kijken", "{n} need a person to look";
        count_thin: "{n} niveaus steunen op weinig (*)", "{n} levels rest on little (*)";
        count_seen: "{n} door een mens bekeken (✓)", "{n} looked at by a person (✓)";

        // Matrix
        overview: "Alle scholen naast elkaar", "All schools side by side";
        overview_hint: "Kies een vakje om te zien wat er op de site staat. De scholen staan in de volgorde van de lijst: dit is geen ranglijst.",
            "Choose a cell to see what the site says. The schools are in the order of the list: this is no ranking.";
        controls: "Kies wat u wilt zien", "Choose what to see";
        pick_theme: "Thema", "Theme";
        pick_indicator: "Onderdeel", "Indicator";
        pick_outcome: "Uitkomst", "Outcome";
        pick_all_themes: "alle thema's", "all themes";
        pick_all_indicators: "alle onderdelen", "all indicators";
        pick_all_outcomes: "alle uitkomsten", "all outcomes";
        pick_low: "hier is ruimte (0 of 1)", "room to grow (0 or 1)";
        pick_high: "hier gaat het goed (2 of 3)", "going well (2 or 3)";
        pick_thin: "steunt op weinig (*)", "rests on little (*)";
        sort_hint: "Kies een kolomkop om te sorteren.", "Choose a column head to sort.";
        reset: "Alles weer tonen", "Show all again";
        shown: "{n} scholen, {cells} vakjes", "{n} schools, {cells} cells";
        close: "Sluiten", "Close";
        previous_school: "Vorige school", "Previous school";
        next_school: "Volgende school", "Next school";
        in_full: "Naar de plek in het rapport", "To its place in the report";
        skip_table: "Sla de tabel over", "Skip the table";
        overview_caption: "Niveau per school en per onderdeel, van 0 tot en met 3", "Level per school and indicator, from 0 to 3";
        overview_region: "Tabel, schuif opzij voor meer onderdelen", "Table, scroll sideways for more indicators";
        school: "School", "School";
        total: "Totaal", "Total";
        theme_whole: "een thema als geheel", "a theme as a whole";
        theme_as_whole: "{theme} samen", "{theme} together";
        of_100: "van 100", "of 100";
        no_score: "geen score", "no score";

        // School
        schools: "Per school", "School by school";
        organisation: "De site van de organisatie", "The organisation's own site";
        share: "{n} % van de onderdelen telt mee in de score.", "{n} % of the indicators count in the score.";
        works: "Wat al werkt", "What already works";
        works_none: "Hier staat nog geen onderdeel op niveau 2 of 3.", "No indicator is at level 2 or 3 yet.";
        steps: "Volgende stappen", "Next steps";
        steps_hint: "Deze stappen leveren het meeste op voor het minste werk.", "These steps gain most for least work.";
        step_why: "Waarom", "Why";
        step_how: "Hoe", "How";
        step_effort: "Wat het vraagt", "What it takes";
        effort_1: "een tekst op de site", "a text on the site";
        effort_2: "een afspraak in het team, en een tekst op de site", "an agreement in the team, and a text on the site";
        effort_3: "overleg met de andere scholen", "talks with the other schools";
        effort_document: "het staat al in een document: zet het ook op een pagina", "it is in a document already: put it on a page too";
        steps_none: "Er zijn geen stappen te noemen.", "There are no steps to name.";
        example: "Zo doet {school} het:", "This is how {school} does it:";
        in_document: "Staat alleen in een document", "Stands in a document only";
        in_document_hint: "Dit is gevonden, maar niet op een pagina. Ouders vinden het daar minder makkelijk.",
            "This was found, but not on a page. Parents find it less easily there.";
        in_document_none: "Niets. Wat gevonden is, staat op een pagina van de site.", "Nothing. What was found is on a page of the site.";
        reaction: "Reactie van de school", "The school's own reaction";
        reaction_hint: "Klopt dit beeld? Wat ontbreekt er, en wat doet de school al? Schrijf het hier, of in het Word-bestand {file}.",
            "Is this picture right? What is missing, and what does the school do already? Write it here, or in the Word file {file}.";
        reaction_by: "Naam en datum:", "Name and date:";
        print_hint: "Afdrukken geeft één blad (A4). Op het scherm staat hieronder alles.", "Printing gives one sheet (A4). On screen, all of it is below.";
        footing: "Hoe zeker", "How sure";
        footing_measured: "Gemeten of geteld op de site.", "Measured or counted on the site.";
        footing_several: "Passages op meer dan één pagina zeggen dit.", "Passages on more than one page say so.";
        footing_one: "Eén pagina zegt dit.", "One page says so.";
        footing_words: "Alleen de woordkeus wijst hierop. Lees eerst zelf het citaat.", "Only the choice of words points to this. Read the quote yourself first.";
        footing_nothing: "Alles waar het kon staan, is gelezen. Het staat er niet bij.", "All where it could stand was read. It is not there.";
        footing_unread: "Niet gevonden, maar een groot deel van de site is niet gelezen.", "Not found, but a large part of the site was not read.";
        footing_doubt: "De aanwijzingen spreken elkaar tegen. Een mens moet kijken.", "The signs contradict each other. A person should look.";
        footing_person: "Een mens heeft gekeken en beslist.", "A person looked and decided.";
        dated: "bericht van {date}", "dated {date}";
        quotes_more: "En nog {n}: zie de eigen pagina van de school.", "And {n} more: see the school's own page.";
        all_indicators: "Alle onderdelen", "All indicators";
        level: "Niveau", "Level";
        proposal: "Voorstel", "Proposal";
        why: "Waarom", "Why";
        person: "Door een mens bekeken", "Looked at by a person";
        person_agrees: "{who} is het eens met het programma.", "{who} agrees with the program.";
        person_differs: "{who} besliste: {word}. Het programma: {program}.", "{who} decided: {word}. The program: {program}.";
        person_program_why: "Het programma zei erbij: {why}", "The program added: {why}";
        person_only_note: "{who} schreef hierbij:", "{who} wrote:";
        person_named: "{by} ({date})", "{by} ({date})";
        person_unnamed: "Iemand ({date})", "Somebody ({date})";
        changed_outcome: "Sinds die dag is er iets veranderd: het programma komt nu ergens anders op uit. Kijk nog eens.",
            "Something changed since that day: the program now comes to something else. Look again.";
        changed_evidence: "Sinds die dag is er iets veranderd: er staan andere citaten. Kijk nog eens.",
            "Something changed since that day: there are other quotes. Look again.";
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
        left_budget: "Niet meer gelezen, omdat het maximum bereikt was: {pages}.", "Not read, because the limit was reached: {pages}.";
        left_settled: "Niet gelezen, omdat daar waarschijnlijk niets nieuws staat (vooral oud nieuws, foto's en agenda): {pages}. Ook dat lezen kan met --thorough.",
            "Not read, because nothing new is expected there (mostly old news, photos and calendar): {pages}. To read that too, use --thorough.";
        left_done: "Niet gelezen, omdat het lijsten en kalenders zonder einde zijn: {pages}.", "Not read, because they are lists and calendars without end: {pages}.";
        left_cut_off: "Nog niet gelezen: {pages}.", "Not read yet: {pages}.";
        all_settled: "Van elke site is eerst gelezen waar iets over deze onderdelen te verwachten is. Bij {schools} is gestopt toen de rest waarschijnlijk niets meer kon veranderen: {pages} bleven ongelezen, vooral oud nieuws, foto's en agenda.",
            "Of each site was read first where something on these indicators is to be expected. At {schools} reading stopped when the rest was unlikely to change anything: {pages} were left unread, mostly old news, photos and calendar.";
        all_budget: "Bij {schools} was het maximum aantal pagina's bereikt: {pages} bleven ongelezen.", "At {schools} the limit of pages was reached: {pages} were left unread.";
        all_thorough: "Ook dat lezen? Geef dezelfde opdracht met --thorough.", "To read that too, give the same command with --thorough.";
        one_school: "1 school", "1 school";
        many_schools: "{n} scholen", "{n} schools";
        reading_list: "Gelezen pagina's en documenten", "Pages and documents read";
        reading_more: "en nog {n} andere (zie results.json)", "and {n} more (see results.json)";
        failed_list: "Niet gelezen", "Not read";
        reserved_count: "Pagina's waarvoor de site rechten voorbehoudt voor tekst- en datamining (tdm-reservation): {n}. Vraag de school als u er meer mee wilt dan citeren.", "Pages for which the site reserves the rights for text and data mining (tdm-reservation): {n}. Ask the school if you want to do more than quote.";
        foreign_count: "Pagina's in een andere taal dan Nederlands of Fries: {n}{which}. Die zijn gelezen, maar tellen niet mee.", "Pages in another language than Dutch or Frisian: {n}{which}. They were read, but do not count.";
        languages: "en=Engels;de=Duits;fr=Frans;es=Spaans;pl=Pools;tr=Turks;ro=Roemeens;pt=Portugees;ar=Arabisch;zh=Chinees;cyrl=Cyrillisch schrift",
            "en=English;de=German;fr=French;es=Spanish;pl=Polish;tr=Turkish;ro=Romanian;pt=Portuguese;ar=Arabic;zh=Chinese;cyrl=Cyrillic script";
        language_other: "een andere taal", "another language";
        cut_count: "Pagina's en documenten waarvan niet alles gelezen is, omdat ze te groot zijn of niet heel aankwamen: {n}.",
            "Pages and documents of which not all was read, because they are too large or did not arrive whole: {n}.";
        cut_page: "niet helemaal gelezen", "not read completely";
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

        // Terminal
        terminal_order: "Volgorde van de tekens", "Order of the marks";
        terminal_unread: "Niet of deels gelezen", "Not or partly read";

        // CSV
        csv_head: "school;school-id;adres;gelezen;reden;score school;thema;score thema;onderdeel;onderdeel-id;gewicht;uitkomst;niveau;voorgesteld niveau;hoogste niveau;niveau in woorden;waarom;citaat;pagina;titel;klikken;bron;hoe zeker;bekeken door;opmerking;niveau van het programma",
            "school;school id;address;read;reason;school score;theme;theme score;indicator;indicator id;weight;outcome;level;proposed level;highest level;level in words;why;quote;page;title;clicks;source;how sure;looked at by;note;level by the program";
        scored: "niveau gegeven", "level given";
        source_page: "pagina", "page";
        source_document: "document", "document";
        source_link: "link", "link";
        source_image: "afbeelding", "image";
        source_date: "datum", "date";
    }
}
