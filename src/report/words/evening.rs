//! Texts for the evening: the pieces of advice, the rounds of talk, the word cloud and the hand-out.

super::macros::words! {
    /// The fixed texts for the evening in one language.
    EveningWords {
        title: "Voor de avond", "For the evening";
        // For whom and since when
        for_whom: "Voor wie", "For whom";
        for_whom_text: "Voor ouders, team, (G)MR en bestuur. Voorkennis is niet nodig.", "For parents, staff, participation councils and the board. No prior knowledge is needed.";
        since_when: "Sinds wanneer", "Since when";
        since_when_text: "De sites zijn gelezen op {date}. Wat daarna is veranderd, staat hier niet in.", "The sites were read on {date}. What changed later is not in here.";

        // Advice
        advice: "De zes adviezen", "The six pieces of advice";
        advice_some: "De adviezen", "The pieces of advice";
        advice_hint: "Elk teken is één school. Vol is sterk, leeg is nog niet.", "Each mark is one school. Full is strong, empty is not yet.";
        advice_1: "Vertel ouders wat er in de klas gebeurt.", "Tell parents what happens in class.";
        advice_1_short: "Vertellen over de klas", "Telling about class";
        advice_2: "Gebruik een digitaal kanaal waarmee u ouders snel bereikt.", "Use a digital channel that reaches parents quickly.";
        advice_2_short: "Snel digitaal contact", "Quick digital contact";
        advice_3: "Laat zien dat de scholen bij één organisatie horen, en dat die organisatie ouders belangrijk vindt.", "Show that the schools belong to one organisation, and that it values parents.";
        advice_3_short: "Eén organisatie zijn", "Being one organisation";
        advice_4: "Maak verwachtingen duidelijk: voor leerkracht, ouder en kind.", "Make expectations clear: for teacher, parent and child.";
        advice_4_short: "Duidelijke verwachtingen", "Clear expectations";
        advice_5: "Praat met het kind erbij.", "Talk with the child present.";
        advice_5_short: "Praten met het kind erbij", "Talking with the child present";
        advice_6: "Zet de uitkomst van de peiling op de site.", "Put the outcome of the survey on the site.";
        advice_6_short: "De uitkomst van de peiling delen", "Sharing the outcome of the survey";
        best_example: "Zo kan het: {school}", "How it can be done: {school}";
        best_example_of: "Zo kan het bij ‘{indicator}’: {school}", "How it can be done on ‘{indicator}’: {school}";
        no_example: "Er is nog geen school met een voorbeeld (niveau 2 of 3).", "No school has an example yet (level 2 or 3).";

        // Questions
        rounds: "Vragen voor de kleine groepen", "Questions for the small groups";
        rounds_hint: "De vragen komen uit de resultaten. Neem per ronde ongeveer tien minuten.", "The questions come from the results. Take about ten minutes a round.";
        round_see: "Ronde 1: herkennen", "Round 1: recognise";
        round_learn: "Ronde 2: van elkaar leren", "Round 2: learn from each other";
        round_do: "Ronde 3: doen", "Round 3: do";
        ask_common: "{name} staat op bijna alle sites. Merkt u dat ook op school? Waaraan?", "{name} is on nearly all sites. Do you notice it at school too? How?";
        ask_often_one: "{name} is het vaakst goed te vinden: bij 1 school. Merkt u het op uw school ook? Waaraan?", "{name} is found most often: at 1 school. Do you notice it at your school too? How?";
        ask_often: "{name} is het vaakst goed te vinden: bij {n} scholen. Merkt u het op uw school ook? Waaraan?", "{name} is found most often: at {n} schools. Do you notice it at your school too? How?";
        ask_low: "{name} is op geen enkele site goed te vinden. Gebeurt het op school wel? Wat zou een ouder erover willen lezen?", "{name} is not easy to find on any site. Does it happen at school? What would a parent like to read about it?";
        ask_rare_one: "{name} is maar bij 1 school goed te vinden. Gebeurt het op uw school wel? Wat zou een ouder erover willen lezen?", "{name} is easy to find at only 1 school. Does it happen at your school? What would a parent like to read about it?";
        ask_rare: "{name} is maar bij {n} scholen goed te vinden. Gebeurt het op uw school wel? Wat zou een ouder erover willen lezen?", "{name} is easy to find at only {n} schools. Does it happen at your school? What would a parent like to read about it?";
        ask_differ: "Bij {name} verschillen de sites het meest. {school} laat zien hoe het kan.", "On {name} the sites differ most. {school} shows how it can be done.";
        ask_differ_none_one: "Bij 1 school is er nog niets over gevonden.", "At 1 school nothing was found about it yet.";
        ask_differ_none: "Bij {n} scholen is er nog niets over gevonden.", "At {n} schools nothing was found about it yet.";
        ask_differ_end: "Wat kan uw school daarvan overnemen?", "What can your school take over from that?";
        ask_parent: "Een nieuwe ouder vraagt: ‘{question}’ Wat is op uw school het antwoord? En staat dat op de site?", "A new parent asks: ‘{question}’ What is the answer at your school? And is it on the site?";
        ask_document_one: "Eén keer staat iets alleen in een document, zoals de schoolgids. Hoe vindt een ouder dat nu?", "Once something stands in a document only, such as the school guide. How does a parent find it now?";
        ask_document: "{n} keer staat iets alleen in een document, zoals de schoolgids. Wat zet u als eerste op een pagina?", "{n} times something stands in a document only, such as the school guide. What would you put on a page first?";
        ask_room: "De meeste ruimte is er bij ‘{advice}’. Wat is op uw school de kleinste stap die helpt?", "There is most room at ‘{advice}’. What is the smallest step that helps at your school?";
        ask_unread: "Van {names} is de site niet gelezen. Wat kunnen ouders en team daar zelf over vertellen?", "The site of {names} was not read. What can parents and staff there tell themselves?";
        ask_step: "Kies samen één stap. Wie doet het, en wanneer is het klaar?", "Choose one step together. Who does it, and when is it done?";

        // Word cloud
        cloud: "Woorden van de scholen zelf", "Words of the schools themselves";
        cloud_hint: "Deze woorden staan op de sites in zinnen over ouders. Hoe groter een woord, hoe vaker scholen het gebruiken.", "These words stand on the sites in sentences about parents. The bigger a word, the more often schools use it.";
        cloud_title: "Woordwolk: de woorden van de scholen in zinnen over ouders", "Word cloud: the words of the schools in sentences about parents";
        cloud_list: "Dezelfde woorden als lijst", "The same words as a list";
        cloud_word: "{n} scholen", "{n} schools";
        cloud_word_one: "1 school", "1 school";
        cloud_none: "Er zijn te weinig zinnen over ouders gelezen voor een woordwolk.", "Too few sentences about parents were read for a word cloud.";

        // Hand-out
        handout: "Voor de avond over ouderbetrokkenheid", "For the evening on parent engagement";
        handout_print: "Dit blad is bedoeld om af te drukken: twee kanten A4, ook in zwart-wit.", "This sheet is meant to be printed: two sides of A4, in black and white too.";
        handout_all: "Alle scholen", "All schools";
        handout_more: "Meer lezen, met alle citaten: report.html", "Read more, with all quotes: report.html";
        handout_notes: "Ruimte voor notities", "Room for notes";
    }
}
