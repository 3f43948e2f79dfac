//! Whether enough of a site was read to judge it.

use crate::model::{Document, DocumentKind, FailureKind, Finding, Obstacle, Outcome, Region, Status, Text, Visit};
use crate::text::fold;

/// Less main text than this on all pages together is no site to judge, in bytes.
const LEAST_TEXT: usize = 200;

/// Status and obstacle of a visit.
pub fn judge(visit: &Visit) -> (Status, Option<Obstacle>) {
    let readable = |d: &&Document| !d.script_shell && main_text(d) > 0;
    let pages = visit.documents.iter().filter(|d| d.kind == DocumentKind::Page);
    let (mut shells, mut known) = (0, 0);
    pages.for_each(|page| (shells, known) = (shells + usize::from(page.script_shell), known + 1));
    let scripts = (shells > 0).then_some(Obstacle::Scripts { unread: shells, pages: known });
    let text: usize = visit.documents.iter().filter(readable).map(main_text).sum();
    if let Some(reason) = parked(&visit.documents) {
        return (Status::NotChecked, Some(reason));
    }
    if text < LEAST_TEXT {
        let reason = visit.obstacle.clone().unwrap_or_else(|| why_empty(visit, scripts));
        return (Status::NotChecked, Some(reason));
    }
    match &visit.obstacle {
        Some(obstacle) => (Status::Partly, Some(obstacle.clone())),
        None if scripts.is_some() => (Status::Partly, scripts),
        None => (Status::Audited, None),
    }
}

/// What was not found on a site of which half or more is made by scripts that did not run, was not looked for.
pub(super) fn doubt(findings: Vec<Finding>, obstacle: Option<&Obstacle>) -> Vec<Finding> {
    let Some(Obstacle::Scripts { unread, pages }) = obstacle else { return findings };
    if unread * 2 < *pages {
        return findings;
    }
    let why = Text::new(
        "Niet gevonden op wat gelezen is, maar de helft of meer van de pagina's wordt met scripts gemaakt en is niet gelezen.",
        "Not found in what was read, but half of the pages or more are made by scripts and were not read.",
    );
    let doubted = |finding: Finding| match finding.outcome.level() {
        Some(0) => Finding { outcome: Outcome::NotChecked, why: why.clone(), evidence: Vec::new(), ..finding },
        _ => finding,
    };
    findings.into_iter().map(doubted).collect()
}

fn main_text(document: &Document) -> usize {
    document.blocks.iter().filter(|b| b.region == Region::Main).map(|b| b.text.len()).sum()
}

fn why_empty(visit: &Visit, scripts: Option<Obstacle>) -> Obstacle {
    let consent = |d: &Document| {
        let text: String = d.blocks.iter().map(|b| fold(&b.text)).collect();
        text.contains("cookie") || text.contains("toestemming")
    };
    if let Some(scripts) = scripts {
        scripts
    } else if visit.failures.iter().any(|failure| failure.kind == FailureKind::Login) {
        Obstacle::Login
    } else if visit.documents.iter().any(consent) {
        Obstacle::ConsentWall
    } else {
        Obstacle::Empty
    }
}

/// A single page that offers the domain for sale.
fn parked(documents: &[Document]) -> Option<Obstacle> {
    const SIGNS: &[&str] = &[
        "domein is te koop",
        "domeinnaam is te koop",
        "domain is for sale",
        "domeinnaam te koop",
        "is geregistreerd voor een klant",
        "buy this domain",
        "domain parking",
    ];
    let [only] = documents else { return None };
    let text: String = only.blocks.iter().map(|b| fold(&b.text) + " ").collect();
    SIGNS.iter().any(|s| text.contains(s)).then_some(Obstacle::Parked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockKind, Failure};
    use std::sync::Arc;

    fn visit(text: &str, failures: Vec<FailureKind>) -> Visit {
        let url: url::Url = "https://school.example/".parse().expect("address");
        let block = Block {
            region: Region::Main,
            kind: BlockKind::Paragraph,
            headings: Arc::from([]),
            lead_in: None,
            text: text.to_owned(),
            page: None,
        };
        let blank = Document::blank(url.clone(), DocumentKind::Page);
        let document = Document { clicks: Some(0), blocks: vec![block], ..blank };
        let failure = |kind| Failure { url: url.clone(), kind, detail: String::new() };
        let failures = failures.into_iter().map(failure).collect();
        Visit { documents: vec![document], failures, ..Visit::default() }
    }

    #[test]
    fn a_few_words_are_no_site_and_the_reason_is_told() {
        for (text, failures, reason) in [
            ("Welkom op onze school.", vec![], Obstacle::Empty),
            ("Welkom op onze school.", vec![FailureKind::Login, FailureKind::Login], Obstacle::Login),
            ("Wij gebruiken cookies.", vec![], Obstacle::ConsentWall),
            ("Deze domeinnaam is te koop!", vec![FailureKind::Status(404)], Obstacle::Parked),
        ] {
            assert_eq!(judge(&visit(text, failures)), (Status::NotChecked, Some(reason)), "{text}");
        }
    }

    #[test]
    fn a_login_beside_enough_text_leaves_the_site_whole() {
        let text = "Ouders praten mee over de school. ".repeat(10);
        assert_eq!(judge(&visit(&text, vec![FailureKind::Login])), (Status::Audited, None));
    }
}
