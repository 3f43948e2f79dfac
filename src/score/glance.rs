//! What one page alone gives, told as soon as it is read: so that a crawl knows what a site still lacks.

use super::levels::candidates;
use super::matcher::Scanner;
use super::site::Site;
use super::{Judger, judge, signals, site};
use crate::model::{Document, Outcome};
use crate::rubric::{Indicator, Judge, Measure};
use std::cell::OnceCell;

impl Judger<'_> {
    /// The level that `document` alone gives each indicator, in the rubric's order, where that is more than is `known`
    /// already; 0 elsewhere. A level is told only when signals and rules find it and the learned layer, asked for those
    /// few pages only, agrees: what is told can be relied on, what is not told may be there all the same.
    pub fn glance(&self, document: &Document, known: &[u8]) -> Vec<u8> {
        let mut scanner = Scanner::new(&self.matcher);
        let site = site::index(&self.rubric, &mut scanner, std::slice::from_ref(document), self.today);
        let graded = OnceCell::new();
        let indicators = self.rubric.indicators.iter().zip(known);
        indicators.map(|(indicator, known)| self.more(indicator, *known, &site, &graded)).collect()
    }

    fn more<'s>(
        &'s self,
        indicator: &Indicator,
        known: u8,
        site: &Site,
        graded: &OnceCell<Option<judge::Graded<'s>>>,
    ) -> u8 {
        if known >= 3 || self.hinted(indicator, site) <= known {
            return 0;
        }
        let finding = self.finding(indicator, site, graded.get_or_init(|| self.graded(site)).as_ref());
        match finding.outcome {
            Outcome::Scored(level) if level > known => level,
            Outcome::NotChecked if !finding.evidence.is_empty() => 3,
            _ => 0,
        }
    }

    /// The highest level that the page can give as far as signals and rules say. Measures of a whole site are left out.
    fn hinted(&self, indicator: &Indicator, site: &Site) -> u8 {
        match &indicator.judge {
            Judge::Signals { signals, rules, caps } => {
                let fired = signals::fire(&self.rubric, signals, site);
                let sure = candidates(site, signals, rules, caps, &fired).into_iter().filter(|c| !c.review);
                sure.map(|c| c.level).max().unwrap_or(0)
            }
            Judge::Measure { name: Measure::Currency | Measure::OrganisationNamed | Measure::Connected, .. } => 3,
            Judge::Measure { name: Measure::Readability | Measure::SharedLook, .. } => 0,
        }
    }
}
