//! Texts of the files to pass on: spreadsheet, Markdown and Word.

super::macros::words! {
    /// The fixed texts of files to pass on, in one language.
    FileWords {
        // Spreadsheet
        sheet_overview: "Overzicht", "Overview";
        sheet_table: "Alle oordelen", "All judgements";
        sheet_guide: "Leeswijzer", "Reading guide";
        overview_head: "school;plaats;gelezen;deel met een niveau", "school;place;read;share with a level";
        table_head: "school;thema;onderdeel;uitkomst;niveau;voorgesteld niveau;in woorden;hoe zeker;waarom;citaat;bericht van;bron;titel van de pagina;bladzijde;klikken vanaf de startpagina;adres;wat u kunt doen;bekeken door;opmerking;niveau van het programma",
            "school;theme;indicator;outcome;level;proposed level;in words;how sure;why;quote;dated;source;title of the page;page number;clicks from the home page;address;what you can do;looked at by;note;level by the program";
        guide_about: "Wat is dit?", "What is this?";
        guide_levels: "Wat de niveaus betekenen", "What the levels mean";
        guide_sheets: "De bladen", "The sheets";
        guide_overview: "Overzicht: per school en per onderdeel een niveau. Onder elke themanaam staat een band: nog weinig, een begin, op weg of sterk.",
            "Overview: a level per school and indicator. Under each theme there is a band: little yet, a start, on the way or strong.";
        guide_table: "Alle oordelen: elk citaat op een eigen regel. Gebruik de filterknoppen in de bovenste rij.",
            "All judgements: each quote on a line of its own. Use the filter buttons in the top row.";
        guide_method: "Hoe de niveaus tot stand komen", "How the levels come about";

        // Markdown and Word
        more_in: "Meer, met alle citaten: {file}", "More, with all quotes: {file}";
        file_school: "Dit bestand mag de school zelf aanpassen.", "The school may edit this file.";
        docx_table: "Alle onderdelen met hun niveau", "All indicators with their level";
        docx_outcome: "Uitkomst", "Outcome";
        docx_answer: "Schrijf hier uw reactie.", "Write your reaction here.";
    }
}
