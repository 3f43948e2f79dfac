//! Whether enough of a site was read to judge it.

use crate::model::{Document, DocumentKind, Obstacle, Region, Status, Visit};
use crate::text::fold;

/// Less main text than this on all pages together is no site to judge, in bytes.
const LEAST_TEXT: usize = 200;

/// Status and obstacle of a visit.
pub(super) fn judge(visit: &Visit) -> (Status, Option<Obstacle>) {
    let readable = |d: &&Document| !d.script_shell && main_text(d) > 0;
    let pages = visit.documents.iter().filter(|d| d.kind == DocumentKind::Page);
    let shells = pages.filter(|d| d.script_shell).count();
    let text: usize = visit.documents.iter().filter(readable).map(main_text).sum();
    if text < LEAST_TEXT {
        let reason = visit.obstacle.clone().unwrap_or_else(|| why_empty(visit, shells));
        return (Status::NotChecked, Some(reason));
    }
    if let Some(reason) = parked(&visit.documents) {
        return (Status::NotChecked, Some(reason));
    }
    match &visit.obstacle {
        Some(obstacle) => (Status::Partly, Some(obstacle.clone())),
        None if shells > 0 => (Status::Partly, Some(Obstacle::Scripts)),
        None => (Status::Audited, None),
    }
}

fn main_text(document: &Document) -> usize {
    document.blocks.iter().filter(|b| b.region == Region::Main).map(|b| b.text.len()).sum()
}

fn why_empty(visit: &Visit, shells: usize) -> Obstacle {
    let consent = |d: &Document| {
        let text: String = d.blocks.iter().map(|b| fold(&b.text)).collect();
        text.contains("cookie") || text.contains("toestemming")
    };
    if shells > 0 {
        Obstacle::Scripts
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
