//! Texts of the page on which a person looks at levels.

super::macros::words! {
    /// The fixed texts of that page in one language.
    ReviewWords {
        title: "Niveaus bekijken en bijstellen", "Look at levels and adjust them";
        intro: "Lees bij elk onderdeel het citaat, of klik door naar de site. Kies dan zelf: klopt het niveau, of is een ander beter? Alles wat u kiest, wordt meteen bewaard. Bent u klaar, kies dan onderaan ‘Klaar’: het rapport wordt opnieuw gemaakt.",
            "Read the quote of each indicator, or click through to the site. Then choose: is the level right, or is another better? All you choose is kept at once. When you are done, choose ‘Done’ at the bottom: the report is made anew.";
        public: "Uw oordeel, uw naam en uw opmerkingen komen in het rapport. Schrijf geen namen van kinderen op.",
            "Your judgement, your name and your notes go into the report. Do not write down names of children.";
        your_name: "Uw naam (mag leeg blijven)", "Your name (may stay empty)";
        progress: "{n} van de {all} oordelen bekeken. Bij {look} moet een mens kijken.", "{n} of {all} judgements looked at. {look} need a person to look.";
        filter: "Wat wilt u zien?", "What do you want to see?";
        show: "Laat zien", "Show";
        show_look: "waar een mens moet kijken", "where a person should look";
        show_unseen: "wat nog niet bekeken is", "what was not looked at yet";
        show_changed: "wat veranderd is sinds iemand keek", "what changed since somebody looked";
        show_seen: "wat al bekeken is", "what was looked at";
        show_all: "alles", "everything";
        all_schools: "alle scholen ({n})", "all schools ({n})";
        all_indicators: "alle onderdelen ({n})", "all indicators ({n})";
        apply: "Tonen", "Show";
        found_one: "1 onderdeel", "1 item";
        found: "{n} onderdelen", "{n} items";
        found_more: "{n} onderdelen; hieronder de eerste {shown}", "{n} items; the first {shown} are below";
        nothing: "Hier is niets te bekijken. Kies hierboven iets anders, of ‘Klaar’ als u klaar bent.", "There is nothing to look at here. Choose something else above, or ‘Done’ when you are done.";
        next: "Volgende {n}", "Next {n}";
        list: "Te bekijken", "To look at";
        program: "Het programma", "The program";
        verdict: "Uw oordeel", "Your judgement";
        undecided: "nog niet besloten", "not decided yet";
        not_checked: "niet gekeken: niet te beoordelen", "not checked: cannot be judged";
        not_applicable: "niet van toepassing op deze school", "not applicable to this school";
        agree: "Klopt: {word}", "Right: {word}";
        note: "Opmerking (mag leeg blijven)", "Note (may stay empty)";
        save: "Bewaar", "Save";
        saved: "Bewaard.", "Saved.";
        saving: "Bewaren…", "Saving…";
        not_saved: "Niet bewaard. Is het programma in de terminal nog bezig? Uw keuze staat nog op deze bladzijde: kies ‘Bewaar’ om het opnieuw te proberen.",
            "Not saved. Is the program in the terminal still running? Your choice is still on this page: choose ‘Save’ to try again.";
        finish: "Klaar", "Done";
        finish_hint: "Het rapport wordt dan opnieuw gemaakt, met wat u hebt gekozen.", "The report is then made anew, with what you chose.";
        ended: "Klaar", "Done";
        ended_text: "Uw oordelen zijn bewaard. Het rapport wordt nu opnieuw gemaakt; in de terminal leest u waar het staat. U kunt deze bladzijde sluiten.",
            "Your judgements are kept. The report is being made anew; the terminal tells where it is. You may close this page.";
        ended_more: "Later verder kijken? Geef dan weer de opdracht: audit review", "To go on later, give the command again: audit review";
        site: "naar de site", "to the site";
    }
}
