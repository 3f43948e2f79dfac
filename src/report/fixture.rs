//! A small comparison for tests: four schools, every kind of outcome, and a site that means harm.

use crate::model::{
    Comparison, CrawlStats, Evidence, Failure, FailureKind, Finding, Obstacle, Organisation, OrganisationCard, Outcome,
    RunInfo, School, SchoolType, Scorecard, Source, Status, Text, Verdict,
};
use crate::review;
use crate::rubric::{Dimension, Indicator, Judge, Level, Rubric, Seek};
use jiff::civil::date;
use url::Url;

use Outcome::{NeedsReview, NotApplicable, Scored};

/// Outcomes in the order of the indicators of [`rubric`].
type Outcomes = [Outcome; 7];

const INDICATORS: [(&str, &str, f64, &str, &str, &str); 7] = [
    ("class-life", "communication", 2.0, "A1", "Leven in de klas", "Life in class"),
    ("survey-results", "communication", 2.0, "A6", "Uitslag van de enquête", "Survey results"),
    ("readability", "communication", 0.0, "V", "Leesbaarheid", "Readability"),
    ("partnership", "expectations", 1.0, "V", "Ouders als partner", "Parents as partners"),
    ("school-advice", "expectations", 1.0, "V", "Schooladvies", "School advice"),
    ("complaints", "expectations", 1.0, "V", "Klachten", "Complaints"),
    ("organisation-named", "identity", 2.0, "A3", "Organisatie genoemd", "Organisation named"),
];

const WORDS: [(&str, usize); 4] = [("vertrouwen", 9), ("samen", 6), ("gesprek", 3), ("thuis", 2)];

/// Four schools of one foundation, with the rubric that judged them.
pub fn comparison() -> (Comparison, Rubric) {
    let klaverbled = [Scored(3), Scored(3), Scored(1), Scored(1), Scored(1), NeedsReview(2), Scored(2)];
    let wjukken = [Scored(2), Scored(0), Scored(2), Scored(0), Scored(3), Scored(2), Scored(3)];
    let opper = [Scored(2), Scored(1), Scored(0), Scored(1), NotApplicable, Scored(1), Scored(1)];
    let mut hostile = card("opper-en-neer", "Opper & Neer", Status::Audited, None, Some(&opper), Some(41.26));
    hostile.findings[0].evidence = vec![attack()];
    hostile.findings[6].evidence[0].source = Source::Document;
    hostile.findings[6].evidence[0].page = Some(12);
    hostile.failures = vec![Failure {
        url: address("https://opper-en-neer.example/gids-2019.pdf"),
        kind: FailureKind::Unreadable,
        detail: "no text layer".into(),
    }];
    let schools = vec![
        card("it-klaverbled", "It Klaverblêd", Status::Audited, None, Some(&klaverbled), Some(72.04)),
        card("de-wjukken", "De Wjukken", Status::Partly, Some(Obstacle::SlowedDown), Some(&wjukken), Some(58.0)),
        card("de-treffer", "De Treffer", Status::NotChecked, Some(Obstacle::RobotsClosed), None, None),
        hostile,
    ];
    let run = RunInfo { id: "run-1".into(), audited_on: date(2026, 11, 23), program: "audit 0.1.0".into() };
    (Comparison { run, organisation: Some(organisation()), schools }, rubric())
}

/// The same comparison after a person looked: one level decided otherwise, one note.
pub fn reviewed() -> (Comparison, Rubric) {
    let (comparison, rubric) = comparison();
    let verdict = |school: usize, indicator: usize, outcome, note: &str| {
        let card = &comparison.schools[school];
        Verdict {
            school: card.school.id.clone(),
            indicator: INDICATORS[indicator].0.into(),
            outcome,
            note: note.into(),
            by: "Anna <b>de</b> Vries".into(),
            on: date(2026, 11, 24),
            seen: review::seen(&card.findings[indicator]),
        }
    };
    let words = [
        verdict(0, 5, Some(Scored(1)), "=2+2 <script>alert(1)</script> Gebeld met de school."),
        verdict(1, 0, None, "Dit staat er niet meer."),
    ];
    (review::applied(comparison, &words, &rubric), rubric)
}

fn organisation() -> OrganisationCard {
    OrganisationCard {
        organisation: Organisation {
            name: "Stichting De Wâldsang".into(),
            url: Some(address("https://dewaldsang.example/")),
            aliases: Vec::new(),
        },
        status: Status::Audited,
        obstacle: None,
        findings: vec![finding("dewaldsang", 6, Scored(2))],
        family: None,
    }
}

fn card(
    id: &str,
    name: &str,
    status: Status,
    obstacle: Option<Obstacle>,
    outcomes: Option<&Outcomes>,
    score: Option<f64>,
) -> Scorecard {
    let findings: Vec<Finding> =
        outcomes.into_iter().flatten().enumerate().map(|(index, outcome)| finding(id, index, *outcome)).collect();
    let dimension = |id: &str, n: f64| (id.to_owned(), score.map(|score| score + n));
    let kind = if findings.iter().any(|f| f.outcome == NotApplicable) {
        SchoolType::SpecialPrimary
    } else {
        SchoolType::Primary
    };
    let home = address(&format!("https://{id}.example/"));
    Scorecard {
        school: School {
            id: id.into(),
            name: name.into(),
            url: home.clone(),
            place: Some("Beetsterzwaag".into()),
            brin: None,
            kind,
        },
        status,
        obstacle,
        crawl: CrawlStats {
            pages: findings.len(),
            documents: 1,
            requests: 9,
            bytes: 12_345,
            seconds: 4.26,
            ..CrawlStats::default()
        },
        score,
        dimensions: [dimension("communication", 2.25), dimension("expectations", -20.0), dimension("identity", 0.0)]
            .into(),
        scored_share: if findings.is_empty() { 0.0 } else { 0.888 },
        read: if findings.is_empty() { Vec::new() } else { vec![(home, "Welkom".into())] },
        parent_words: if findings.is_empty() { Vec::new() } else { WORDS.map(|(w, n)| (w.into(), n)).into() },
        findings,
        failures: Vec::new(),
        reviews: Vec::new(),
        cut: Vec::new(),
    }
}

fn finding(school: &str, index: usize, outcome: Outcome) -> Finding {
    let (id, _, _, _, name, _) = INDICATORS[index];
    let level = outcome.level().unwrap_or(0);
    Finding {
        indicator: id.into(),
        outcome,
        why: match outcome {
            NotApplicable => Text::new("Geldt niet voor deze soort school.", "Does not hold for this kind of school."),
            NeedsReview(_) => Text::new("Twee passages spreken elkaar tegen.", "Two passages contradict each other."),
            _ => Text::new(
                format!("Het beste citaat geeft niveau {level}."),
                format!("The best quote gives level {level}."),
            ),
        },
        evidence: if level > 0 { vec![evidence(school, id, name, level)] } else { Vec::new() },
    }
}

fn evidence(school: &str, id: &str, name: &str, level: u8) -> Evidence {
    Evidence {
        quote: format!("Op onze site leest u over {name}, want dat vinden wij van belang."),
        url: address(&format!("https://{school}.example/{id}")),
        title: format!("{name} op school"),
        heading: Some("Ouders".into()),
        clicks: Some(u32::from(level) - 1),
        page: None,
        source: Source::Page,
        level,
        signal: "fixture".into(),
        date: None,
    }
}

/// What a site that means harm could say.
fn attack() -> Evidence {
    Evidence {
        quote: "<script>alert('x')</script> \u{202e}mail juf\u{202c} &amp; j.devries@opper.example \"nu\"".into(),
        title: "=HYPERLINK(\"https://evil.example\")</title><img src=x onerror=alert(1)>".into(),
        heading: Some("\u{1b}[31mrood".into()),
        clicks: None,
        ..evidence("opper-en-neer", "class-life", "", 2)
    }
}

fn address(text: &str) -> Url {
    Url::parse(text).expect("a fixture's address")
}

/// Three themes, seven indicators.
pub fn rubric() -> Rubric {
    let theme = |id: &str, nl: &str, en: &str| Dimension { id: id.into(), name: Text::new(nl, en) };
    Rubric {
        id: "proef".into(),
        version: "1.0.0".into(),
        sha256: "0".repeat(64),
        title: Text::new("Ouderbetrokkenheid", "Parent engagement"),
        dimensions: vec![
            theme("communication", "Communicatie", "Communication"),
            theme("expectations", "Verwachtingen", "Expectations"),
            theme("identity", "Identiteit", "Identity"),
        ],
        indicators: INDICATORS.iter().map(indicator).collect(),
        classes: Vec::new(),
        cues: Vec::new(),
        page_types: Vec::new(),
        model: None,
        promising: Vec::new(),
        reading: crate::model::Habits::default(),
    }
}

fn indicator(row: &(&str, &str, f64, &str, &str, &str)) -> Indicator {
    let (id, dimension, weight, source, nl, en) = *row;
    let level = |n: u8| Level {
        text: Text::new(format!("{nl}: woorden bij niveau {n}"), format!("{en}: words for level {n}")),
        advice: Text::new(
            format!("Vertel meer over {nl} dan niveau {n}."),
            format!("Tell more about {en} than level {n}."),
        ),
    };
    Indicator {
        id: id.into(),
        dimension: dimension.into(),
        weight,
        source: source.into(),
        effort: 1,
        name: Text::new(nl, en),
        question: Text::new(format!("Wat lees ik over {nl}?"), format!("What do I read about {en}?")),
        motive: Text::new("Ouders willen het weten.", "Parents want to know."),
        levels: [0, 1, 2, 3].map(level),
        applies: Vec::new(),
        judge: Judge::Signals { signals: Vec::new(), rules: Vec::new(), caps: Vec::new() },
        seek: Seek::default(),
        examples: Vec::new(),
    }
}
