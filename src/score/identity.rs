//! Identity: does a parent see that the schools belong to one organisation? It takes all sites together.

use super::evidence::at_sentence;
use super::homes::Homes;
use super::judge::not_found;
use super::profile::SiteProfile;
use super::safely::{judged, safely};
use super::site::{Page, Sentence, Site};
use super::{Judger, links, looks, vision};
use crate::model::{
    DocumentKind, Evidence, Family, Finding, Obstacle, Organisation, OrganisationCard, Outcome, Scorecard, Status,
    Text, Visit,
};
use crate::rubric::{ClassId, Indicator, Judge, Measure, Rubric};
use std::collections::{BTreeMap, HashSet};
use url::Url;

/// Sentences that present the GMR, sister schools or shared facilities as the parents' own: kept as evidence until the
/// links are known.
pub(super) fn presented(indicator: &Indicator, terms: &BTreeMap<String, ClassId>, site: &Site) -> Finding {
    let holds = |s: &Sentence, term: &str| terms.get(term).is_some_and(|c| s.bits.has(*c));
    let fits = |all: &[Sentence], at: usize| {
        let next = all.get(at + 1).filter(|next| next.block == all[at].block);
        holds(&all[at], "shared")
            && (holds(&all[at], "parents_own") || next.is_some_and(|next| holds(next, "own_next")))
    };
    let found = |page: &Page| -> Vec<Evidence> {
        let places = (0..page.main.len()).filter(|&at| fits(&page.main, at));
        places.map(|at| at_sentence(page, &page.main[at], 3)).collect()
    };
    let evidence = site.pages.iter().filter(|p| !p.document.noindex).flat_map(found).take(2).collect();
    Finding { indicator: indicator.id.clone(), outcome: Outcome::NotChecked, why: needs_all(), evidence }
}

/// Why a measure that needs all sites has no level yet.
pub(super) fn needs_all() -> Text {
    Text::new(
        "Hiervoor zijn de organisatie en de andere scholen nodig.",
        "This needs the organisation and the other schools.",
    )
}

fn no_organisation() -> Text {
    Text::new(
        "In schools.toml staat geen [organisation]; zonder naam van de organisatie kan dit niet worden bekeken.",
        "schools.toml has no [organisation]; without its name this cannot be checked.",
    )
}

/// Where and how the organisation is named (codebook, organisation-named).
pub(super) fn named(
    rubric: &Rubric,
    indicator: &Indicator,
    terms: &BTreeMap<String, ClassId>,
    site: &Site,
    organisation: Option<(&Organisation, &Homes)>,
) -> Finding {
    let finding = |outcome, why, evidence| Finding { indicator: indicator.id.clone(), outcome, why, evidence };
    let (Some(organisation), Some(&name)) = (organisation, terms.get("name")) else {
        return finding(Outcome::NotChecked, no_organisation(), Vec::new());
    };
    let naming = Naming {
        name,
        alike: terms.get("look_alike").copied(),
        other: terms.get("name_of_other").copied(),
        domain: organisation.0.url.as_ref().and_then(Url::domain).map(|d| d.trim_start_matches("www.").to_owned()),
        belong: terms.get("belonging").copied(),
        verb: terms.get("verb").copied(),
        dead: terms.get("dead_link").copied(),
    };
    let mut found: Vec<Evidence> = Vec::new();
    let vacancy = rubric.page_types.iter().position(|kind| kind.id == "vacancy");
    let countable = |p: &&Page| !p.document.noindex && !vacancy.is_some_and(|v| p.kinds.contains(&v));
    let pages: Vec<&Page> = site.pages.iter().filter(countable).collect();
    let everywhere = naming.everywhere(&pages);
    for page in pages {
        naming.page(page, organisation, everywhere, &mut found);
    }
    found.sort_by_key(|e| (std::cmp::Reverse(e.level), e.clicks.unwrap_or(u32::MAX)));
    let mut told = HashSet::new();
    found.retain(|e| told.insert(e.quote.clone()));
    found.truncate(5);
    let level = found.first().map_or(0, |e| e.level);
    let why = if level == 0 { not_found(site) } else { indicator.levels[usize::from(level)].text.clone() };
    finding(Outcome::Scored(level), why, found)
}

/// Whether a text holds the domain itself, as in `info@stichting.example`; not one below it, which may be a school's own.
fn holds_domain(text: &str, domain: &str) -> bool {
    let low = text.to_lowercase();
    low.match_indices(domain).any(|(at, _)| {
        let before = low[..at].trim_end_matches("www.");
        let after = low[at + domain.len()..].trim_start_matches('.');
        let part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.');
        !before.ends_with(part) && !after.starts_with(|c: char| c.is_alphanumeric() || c == '-')
    })
}

struct Naming {
    name: ClassId,
    alike: Option<ClassId>,
    other: Option<ClassId>,
    /// Domain of the organisation's site; it names the organisation in addresses too.
    domain: Option<String>,
    belong: Option<ClassId>,
    verb: Option<ClassId>,
    dead: Option<ClassId>,
}

impl Naming {
    fn names(&self, page: &Page, sentence: &Sentence) -> bool {
        let by_name = || sentence.bits.has(self.name) && !self.other.is_some_and(|c| self.only_other(sentence, c));
        let by_domain =
            || self.domain.as_ref().is_some_and(|domain| holds_domain(sentence.text(page.document), domain));
        !self.alike.is_some_and(|c| sentence.bits.has(c)) && (by_name() || by_domain())
    }

    /// Whether each name in the sentence is that of another: "Vrienden van De Wâldsang", "Kinderopvang De Wâldsang".
    fn only_other(&self, sentence: &Sentence, other: ClassId) -> bool {
        let of = |class| sentence.scan.hits.iter().filter(move |hit| hit.class == class);
        of(self.name).all(|name| of(other).any(|hit| hit.end <= name.start && name.start - hit.end <= 1))
    }

    /// Whether the frame of nearly every page names it.
    fn everywhere(&self, pages: &[&Page]) -> bool {
        let web = || pages.iter().filter(|p| p.document.kind == DocumentKind::Page);
        let naming = web().filter(|p| p.frame.iter().any(|s| self.names(p, s))).count();
        naming > 1 && naming * 10 >= web().count() * 8
    }

    fn page(
        &self,
        page: &Page,
        (organisation, homes): (&Organisation, &Homes),
        everywhere: bool,
        out: &mut Vec<Evidence>,
    ) {
        let home = page.document.clicks == Some(0) && page.document.kind == DocumentKind::Page;
        let linked =
            organisation.url.as_ref().is_some_and(|u| page.document.links.iter().any(|l| homes.is_at(u, &l.url)));
        for (sentence, framed) in page.main.iter().map(|s| (s, false)).chain(page.frame.iter().map(|s| (s, true))) {
            if !self.names(page, sentence) {
                continue;
            }
            let dead = self.dead.is_some_and(|c| sentence.bits.has(c) || page.bits.has(c));
            let level = match (home, framed && everywhere) {
                (true, _) if linked && !dead && self.belonging(page, sentence) => 3,
                (true, _) | (_, true) => 2,
                _ => 1,
            };
            out.push(at_sentence(page, sentence, level));
        }
        let logo = page.images.iter().position(|i| i.bits.has(self.name));
        if let (true, Some(at)) = (home, logo) {
            let mut evidence = super::evidence::at_image(page, at);
            evidence.level = 2;
            out.push(evidence);
        }
    }

    /// A full sentence on belonging: not a bare label.
    fn belonging(&self, page: &Page, sentence: &Sentence) -> bool {
        let text = sentence.text(page.document);
        let words = text.split_whitespace().count();
        words >= 5
            && !text.contains(['|', '·', '•'])
            && self.verb.is_none_or(|c| sentence.bits.has(c))
            && self.belong.is_some_and(|c| sentence.bits.has(c))
            && (text.ends_with(['.', '!', ':', '?', '…']) || words >= 8)
    }
}

/// The organisation's own site: whether it was read, what was seen there, what was found.
type Own<'a> = Option<(&'a Status, &'a SiteProfile, &'a [Finding])>;

/// Fills in the measures that need all sites, then the scores. `cards` and `profiles` in the same order. When that
/// panics, what is not filled in stays "not checked".
pub fn together(judger: &Judger, cards: &mut [Scorecard], profiles: &[SiteProfile], organisation: Own) {
    if safely(|| fill_in(judger, cards, profiles, organisation)).is_none() {
        cards.iter_mut().for_each(|card| super::weigh::reweigh(&judger.rubric, card));
    }
}

fn fill_in(judger: &Judger, cards: &mut [Scorecard], profiles: &[SiteProfile], organisation: Own) {
    let rubric = &judger.rubric;
    for at in 0..cards.len() {
        if cards[at].status != Status::NotChecked {
            for indicator in &rubric.indicators {
                let known = (judger.organisation.as_ref(), &judger.matcher.homes);
                if let Some(finding) = shared(known, indicator, cards, profiles, organisation, at) {
                    replace(&mut cards[at].findings, finding);
                }
            }
        }
        super::weigh::reweigh(rubric, &mut cards[at]);
    }
}

fn replace(findings: &mut [Finding], finding: Finding) {
    if let Some(old) = findings.iter_mut().find(|f| f.indicator == finding.indicator) {
        *old = finding;
    }
}

fn shared(
    (named, homes): (Option<&Organisation>, &Homes),
    indicator: &Indicator,
    cards: &[Scorecard],
    profiles: &[SiteProfile],
    organisation: Own,
    at: usize,
) -> Option<Finding> {
    let not_checked = |why| {
        Some(Finding { indicator: indicator.id.clone(), outcome: Outcome::NotChecked, why, evidence: Vec::new() })
    };
    let measured = matches!(
        indicator.judge,
        Judge::Measure { name: Measure::OrganisationNamed | Measure::SharedLook | Measure::Connected, .. }
    );
    let identity = measured || indicator.id == vision::VISION;
    if named.is_none() {
        return if identity { not_checked(no_organisation()) } else { None };
    }
    match &indicator.judge {
        Judge::Measure { name: Measure::SharedLook, .. } => {
            Some(looks::shared(indicator, cards, profiles, organisation.map(|o| o.1), at))
        }
        Judge::Measure { name: Measure::Connected, .. } => Some(match organisation {
            Some((status, theirs, _)) if *status != Status::NotChecked => {
                connected(indicator, homes, &cards[at], &profiles[at], (named.and_then(|o| o.url.as_ref()), theirs))
            }
            _ => {
                return not_checked(Text::new(
                    "De site van de organisatie kon niet worden gelezen.",
                    "The organisation's site could not be read.",
                ));
            }
        }),
        _ => vision::settle(indicator, &cards[at].findings, organisation.map_or(&[], |o| o.2)),
    }
}

/// Links both ways that work (codebook, connected). `theirs` is the organisation's start page and site.
fn connected(
    indicator: &Indicator,
    homes: &Homes,
    card: &Scorecard,
    ours: &SiteProfile,
    (start, theirs): (Option<&Url>, &SiteProfile),
) -> Finding {
    let there = start.and_then(|start| links::working(ours, theirs, start, homes)).cloned();
    let back = links::working(theirs, ours, &card.school.url, homes).cloned();
    let of = |f: &&Finding| f.indicator == indicator.id;
    let presented = card.findings.iter().find(of).map(|f| f.evidence.clone()).unwrap_or_default();
    let level = match (there.is_some(), back.is_some()) {
        (true, true) if !presented.is_empty() => 3,
        (true, true) => 2,
        (false, false) => 0,
        _ => 1,
    };
    let quotes = presented.into_iter().filter(|_| level == 3).chain(there).chain(back);
    let evidence = quotes.take(5).map(|e| Evidence { level, ..e }).collect();
    Finding {
        indicator: indicator.id.clone(),
        outcome: Outcome::Scored(level),
        why: indicator.levels[usize::from(level)].text.clone(),
        evidence,
    }
}

/// Puts the sites side by side. `profiles` in the order of `cards`; `None` without an organisation, or when this panics.
pub fn family(
    judger: &Judger,
    cards: &[Scorecard],
    profiles: &[SiteProfile],
    own: Option<(&Status, &SiteProfile)>,
) -> Option<Family> {
    let read = own.filter(|(status, _)| **status != Status::NotChecked).map(|(_, profile)| profile);
    let organisation = judger.organisation.as_ref()?;
    safely(|| super::family::family(&judger.matcher.homes, organisation, cards, profiles, read))
}

/// The card of the organisation's own site, and what identity needs of it. What makes this panic is left out of it.
pub fn organisation(judger: &Judger, organisation: &Organisation, mut visit: Visit) -> (OrganisationCard, SiteProfile) {
    let looked = judged(&mut visit, |visit| own(judger, organisation, visit));
    let (status, obstacle, profile, findings) =
        looked.unwrap_or_else(|| (Status::NotChecked, visit.obstacle.clone(), SiteProfile::default(), Vec::new()));
    let obstacle = obstacle_of(&visit, obstacle);
    (OrganisationCard { organisation: organisation.clone(), status, obstacle, findings, family: None }, profile)
}

fn own(
    judger: &Judger,
    organisation: &Organisation,
    visit: &Visit,
) -> (Status, Option<Obstacle>, SiteProfile, Vec<Finding>) {
    let (status, obstacle) =
        if organisation.url.is_none() { (Status::NotChecked, None) } else { super::coverage::judge(visit) };
    let profile = organisation
        .url
        .as_ref()
        .map(|u| super::profile::profile(Some(organisation), &judger.matcher.homes, u, visit))
        .unwrap_or_default();
    let findings = if status == Status::NotChecked { Vec::new() } else { judger.own_vision(visit) };
    (status, obstacle, profile, findings)
}

fn obstacle_of(visit: &Visit, judged: Option<Obstacle>) -> Option<Obstacle> {
    judged.or_else(|| visit.obstacle.clone())
}

#[cfg(test)]
mod tests {
    use super::holds_domain;

    #[test]
    fn a_domain_in_addresses_but_not_one_below_it() {
        for text in
            ["Mail naar info@stichting.example.", "www.stichting.example", "Zie https://Stichting.example/ouders"]
        {
            assert!(holds_domain(text, "stichting.example"), "{text}");
        }
        for text in ["info@linde.stichting.example", "www.mijnstichting.example", "stichting.examples", "de stichting"]
        {
            assert!(!holds_domain(text, "stichting.example"), "{text}");
        }
    }
}
