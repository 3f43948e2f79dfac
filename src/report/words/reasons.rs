//! Why something could not be read, in words for a reader who does not run the server.

use crate::model::{Embed, FailureKind, Obstacle, Status, Text};

/// Why a site could not be read, or only partly.
pub fn obstacle(obstacle: &Obstacle) -> Text {
    match obstacle {
        Obstacle::RobotsClosed => Text::new(
            "De site vraagt programma's om niets te lezen (robots.txt). Dat respecteren wij.",
            "The site asks programs to read nothing (robots.txt). We respect that.",
        ),
        Obstacle::RobotsUnavailable(_) => Text::new(
            "De leesregels van de site (robots.txt) waren niet op te vragen. Dan lezen wij de site niet.",
            "The reading rules of the site (robots.txt) could not be fetched. Then we do not read the site.",
        ),
        Obstacle::UnknownHost => Text::new(
            "Het adres van de site bestaat niet, of is niet te vinden. Klopt het adres?",
            "The address of the site does not exist or cannot be found. Is the address right?",
        ),
        Obstacle::Unreachable(_) => Text::new("De site gaf geen antwoord.", "The site gave no answer."),
        Obstacle::Certificate => Text::new(
            "Het beveiligingscertificaat van de site klopt niet. Ook ouders krijgen dan een waarschuwing.",
            "The security certificate of the site is not valid. Parents get a warning too.",
        ),
        Obstacle::Insecure => Text::new(
            "Een beveiligde verbinding (https) kwam niet tot stand. Begint het adres misschien met http://?",
            "No secure connection (https) came about. Does the address perhaps begin with http://?",
        ),
        Obstacle::ServerError(code) => Text::new(
            format!("De site gaf bij elke pagina een foutmelding (code {code})."),
            format!("The site answered every page with an error (code {code})."),
        ),
        Obstacle::Refused(code) => Text::new(
            format!("De site laat geen programma's binnen (code {code})."),
            format!("The site does not let programs in (code {code})."),
        ),
        Obstacle::Redirects => Text::new(
            "De startpagina stuurt steeds door en komt nergens uit.",
            "The home page keeps redirecting and leads nowhere.",
        ),
        Obstacle::Moved(url) => Text::new(
            format!("De startpagina verwijst door naar een andere site: {url}"),
            format!("The home page leads to another site: {url}"),
        ),
        Obstacle::PrivateAddress => Text::new(
            "Het adres hoort bij een eigen netwerk en niet bij het open internet. Klopt dat? Zet dan \
             allow_private_hosts = true onder [crawl] in schools.toml, of voeg toe: --allow-private-hosts",
            "The address belongs to a private network and not to the open internet. Is that right? Then put \
             allow_private_hosts = true under [crawl] in schools.toml, or add: --allow-private-hosts",
        ),
        Obstacle::Astray => Text::new(
            "De startpagina verwijst door naar een adres dat niet op het open internet ligt. Daar kijken wij niet.",
            "The home page leads to an address that is not on the open internet. We do not look there.",
        ),
        Obstacle::Login => Text::new("De site toont alleen een inlogpagina.", "The site shows only a login page."),
        Obstacle::ConsentWall => Text::new(
            "De site toont alleen een scherm dat om toestemming voor cookies vraagt.",
            "The site shows only a screen that asks consent for cookies.",
        ),
        Obstacle::Scripts { unread, pages } => Text::new(
            format!(
                "Pagina's die met scripts worden gemaakt, zijn niet gelezen ({unread} van {pages}). Staat Chrome, Chromium of \
                 Edge op uw computer, dan leest het programma ze wel."
            ),
            format!(
                "Pages that are made by scripts were not read ({unread} of {pages}). With Chrome, Chromium or Edge on \
                 your computer the program does read them."
            ),
        ),
        Obstacle::Empty => Text::new(
            "Op de site is geen of bijna geen tekst gevonden.",
            "No text, or nearly none, was found on the site.",
        ),
        Obstacle::Parked => Text::new(
            "Op dit adres staat geen schoolsite, maar een pagina die het adres te koop zet of bezet houdt.",
            "This address holds no school site, but a page that offers or parks the address.",
        ),
        Obstacle::Faulty { unread, pages } => Text::new(
            format!(
                "Het programma liep vast bij het beoordelen van pagina's ({unread} van {pages}). Die tellen niet mee; dat ligt \
                 aan het programma, niet aan de site."
            ),
            format!(
                "The program failed at judging pages ({unread} of {pages}). They do not count; that is the program's fault, \
                 not the site's."
            ),
        ),
        Obstacle::Interrupted => Text::new(
            "Het lezen is gestopt voordat alles gelezen was.",
            "Reading was stopped before everything was read.",
        ),
        Obstacle::SlowedDown => Text::new(
            "De site vraagt om lange pauzes tussen de pagina's. Daardoor is maar een deel gelezen.",
            "The site asks for long pauses between pages. Therefore only a part was read.",
        ),
    }
}

/// Why one address could not be read.
pub fn failure(kind: FailureKind) -> Text {
    match kind {
        FailureKind::Robots => Text::new("mag niet gelezen worden (robots.txt)", "may not be read (robots.txt)"),
        FailureKind::Status(404 | 410) => Text::new("pagina bestaat niet meer", "page no longer exists"),
        FailureKind::Status(code) => Text::new(format!("foutmelding (code {code})"), format!("error (code {code})")),
        FailureKind::Timeout => Text::new("geen antwoord binnen de tijd", "no answer in time"),
        FailureKind::Dns => Text::new("adres niet te vinden", "address not found"),
        FailureKind::Connect => Text::new("geen verbinding", "no connection"),
        FailureKind::Tls => Text::new("geen veilige verbinding (https)", "no secure connection (https)"),
        FailureKind::Forbidden => Text::new(
            "verwijst naar een adres dat niet op het open internet ligt",
            "leads to an address that is not on the open internet",
        ),
        FailureKind::Redirect => Text::new("verwijst door en komt nergens uit", "redirects and leads nowhere"),
        FailureKind::Elsewhere => Text::new("verwijst door naar een andere site", "leads to another site"),
        FailureKind::Login => Text::new("alleen na inloggen", "only after logging in"),
        FailureKind::TooLarge => Text::new("bestand is te groot", "file is too large"),
        FailureKind::Unreadable => Text::new(
            "niet leesbaar voor het programma (bijvoorbeeld een beschadigd bestand)",
            "not readable for the program (for example a damaged file)",
        ),
        FailureKind::Locked => {
            Text::new("beveiligd met een wachtwoord: niet gelezen", "protected by a password: not read")
        }
        FailureKind::Scan => Text::new(
            "een scan: plaatjes van tekst, die het programma niet leest. Vraag de school om een gewone PDF",
            "a scan: images of text, which the program does not read. Ask the school for an ordinary PDF",
        ),
        FailureKind::OldFormat => Text::new(
            "een oud Word-bestand of een presentatie: niet gelezen. Vraag de school om een PDF",
            "an old Word file or a presentation: not read. Ask the school for a PDF",
        ),
        FailureKind::Embedded(embed) => embedded(embed),
    }
}

fn embedded(embed: Embed) -> Text {
    match embed {
        Embed::Calendar => Text::new(
            "een agenda van een andere site, in een pagina getoond: niet gelezen",
            "a calendar of another site, shown inside a page: not read",
        ),
        Embed::Feed => Text::new(
            "berichten van een andere site (zoals sociale media), in een pagina getoond: niet gelezen",
            "messages of another site (such as social media), shown inside a page: not read",
        ),
        Embed::Viewer => Text::new(
            "een document in een kijkvenster van een andere site: niet gelezen",
            "a document in a viewer of another site: not read",
        ),
        Embed::Form => Text::new(
            "een formulier van een andere site, in een pagina getoond: niet gelezen",
            "a form of another site, shown inside a page: not read",
        ),
    }
}

/// Whether a site was read.
pub fn status(status: Status) -> Text {
    match status {
        Status::Audited => Text::new("gelezen", "read"),
        Status::Partly => Text::new("deels gelezen", "partly read"),
        Status::NotChecked => Text::new("niet gekeken", "not checked"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn obstacles() -> Vec<Obstacle> {
        let url = url::Url::parse("https://elders.example/").unwrap_or_else(|_| unreachable!());
        vec![
            Obstacle::RobotsClosed,
            Obstacle::RobotsUnavailable("503".into()),
            Obstacle::UnknownHost,
            Obstacle::Unreachable("refused".into()),
            Obstacle::Certificate,
            Obstacle::Insecure,
            Obstacle::Redirects,
            Obstacle::ServerError(500),
            Obstacle::Refused(403),
            Obstacle::Moved(url),
            Obstacle::PrivateAddress,
            Obstacle::Astray,
            Obstacle::Login,
            Obstacle::ConsentWall,
            Obstacle::Scripts { unread: 2, pages: 12 },
            Obstacle::Faulty { unread: 1, pages: 12 },
            Obstacle::Empty,
            Obstacle::Parked,
            Obstacle::Interrupted,
            Obstacle::SlowedDown,
        ]
    }

    fn failures() -> Vec<FailureKind> {
        vec![
            FailureKind::Robots,
            FailureKind::Status(404),
            FailureKind::Status(500),
            FailureKind::Timeout,
            FailureKind::Dns,
            FailureKind::Connect,
            FailureKind::Tls,
            FailureKind::Forbidden,
            FailureKind::Redirect,
            FailureKind::Login,
            FailureKind::TooLarge,
            FailureKind::Unreadable,
            FailureKind::Locked,
            FailureKind::Scan,
            FailureKind::OldFormat,
            FailureKind::Embedded(Embed::Calendar),
            FailureKind::Embedded(Embed::Feed),
            FailureKind::Embedded(Embed::Viewer),
            FailureKind::Embedded(Embed::Form),
        ]
    }

    #[test]
    fn every_reason_has_its_own_words_in_both_languages() {
        let texts: Vec<Text> = obstacles()
            .iter()
            .map(obstacle)
            .chain(failures().into_iter().map(failure))
            .chain([Status::Audited, Status::Partly, Status::NotChecked].map(status))
            .collect();
        let dutch: std::collections::BTreeSet<_> = texts.iter().map(|t| t.nl.as_str()).collect();
        assert_eq!(dutch.len(), texts.len());
        for text in &texts {
            assert!(!text.nl.is_empty() && !text.en.is_empty() && text.nl != text.en, "{text:?}");
        }
    }
}
