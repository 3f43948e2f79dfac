//! Where to look on a site, by the rubric: words in links for what is lacking, and what each page gives as it comes in.

use super::promise::Words;
use crate::crawl::{Guide, Promised};
use crate::model::{Document, Habits, Plan, SchoolType};
use crate::rubric::Rubric;
use crate::score::Judger;
use std::sync::Arc;
use url::Url;

/// What a crawl is guided by.
pub(super) struct Compass {
    judger: Arc<Judger<'static>>,
    words: Words,
    habits: Habits,
    /// Per indicator: the level that is enough, whether it is about the organisation, and the schools it holds for.
    aims: Vec<(u8, bool, Vec<SchoolType>)>,
    kinds: Vec<(Url, SchoolType)>,
    organisation: Option<Url>,
    seeks_identity: bool,
}

impl Compass {
    /// For the sites of `plan`. `seeks_identity`: whether the theme of the organisation is judged.
    pub(super) fn new(rubric: &Rubric, judger: Arc<Judger<'static>>, plan: &Plan, seeks_identity: bool) -> Self {
        let identity = rubric.dimensions.last().map(|dimension| dimension.id.as_str());
        let aims = rubric.indicators.iter().map(|i| {
            let enough = if i.seek.words.is_empty() { 0 } else { i.seek.enough };
            (enough, Some(i.dimension.as_str()) == identity, i.applies.clone())
        });
        Self {
            judger,
            words: Words::new(&rubric.promising, rubric.indicators.iter().map(|i| i.seek.words.as_slice())),
            habits: rubric.reading,
            aims: aims.collect(),
            kinds: plan.schools.iter().map(|school| (school.url.clone(), school.kind)).collect(),
            organisation: plan.organisation.as_ref().and_then(|o| o.url.clone()),
            seeks_identity,
        }
    }
}

impl Guide for Compass {
    fn aims(&self, start: &Url) -> Vec<u8> {
        let same = |url: &Url| url.as_str().trim_end_matches('/') == start.as_str().trim_end_matches('/');
        let own = self.organisation.as_ref().is_some_and(same);
        let kind = self.kinds.iter().find(|(url, _)| same(url)).map(|(_, kind)| *kind).unwrap_or_default();
        let sought = |identity: bool, applies: &[SchoolType]| match (own, identity) {
            // On the organisation's own site only what it says of itself and its schools is judged.
            (true, identity) => identity,
            (false, true) => self.seeks_identity,
            (false, false) => applies.is_empty() || applies.contains(&kind),
        };
        self.aims
            .iter()
            .map(|(enough, identity, applies)| if sought(*identity, applies) { *enough } else { 0 })
            .collect()
    }

    fn promise(&self, url: &Url, text: &str) -> Promised {
        self.words.promise(url, text)
    }

    fn levels(&self, document: &Document, known: &[u8]) -> Vec<u8> {
        self.judger.glance(document, known)
    }

    fn habits(&self) -> Habits {
        self.habits
    }
}
