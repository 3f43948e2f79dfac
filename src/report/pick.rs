//! Which judgements a person gets to see, of a run with many.

use super::results::{IndicatorResult, IndicatorStatus, Results, SchoolResult};
use super::tally;
use url::form_urlencoded;

/// Kinds of judgements to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Show {
    /// A person should look, the level rests on little, or something changed since somebody looked.
    #[default]
    Look,
    /// No person decided.
    Unseen,
    /// Something changed since somebody looked.
    Changed,
    /// A person decided or wrote a note.
    Seen,
    /// All.
    All,
}

impl Show {
    /// All kinds, as they are named in an address.
    pub const NAMES: [(Self, &'static str); 5] = [
        (Self::Look, "look"),
        (Self::Unseen, "unseen"),
        (Self::Changed, "changed"),
        (Self::Seen, "seen"),
        (Self::All, "all"),
    ];

    /// Its name in an address.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(show, _)| *show == self).map_or("", |(_, name)| name)
    }

    /// Whether `result` is of this kind.
    pub fn takes(self, result: &IndicatorResult) -> bool {
        let review = result.review.as_ref();
        let changed = review.is_some_and(|review| review.changed.is_some());
        match self {
            Self::Look => {
                let thin = result.status == IndicatorStatus::Scored && result.footing.is_some_and(|f| f.is_thin());
                result.status == IndicatorStatus::NeedsReview || thin || changed
            }
            Self::Unseen => !review.is_some_and(|review| review.decided),
            Self::Changed => changed,
            Self::Seen => review.is_some(),
            Self::All => true,
        }
    }
}

/// What a person wants to see.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pick {
    /// Which kind.
    pub show: Show,
    /// Id of the only school; empty for all.
    pub school: String,
    /// Id of the only indicator; empty for all.
    pub indicator: String,
    /// The last place on the page before, as [`place`] gives it; empty for the first page.
    pub after: String,
}

impl Pick {
    /// As it stands in the query of an address. What is not known is left out.
    pub fn parse(query: &str) -> Self {
        let mut pick = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match name.as_ref() {
                "show" => {
                    let known = Show::NAMES.iter().find(|(_, name)| *name == value);
                    pick.show = known.map_or(pick.show, |(show, _)| *show);
                }
                "school" => pick.school = value.into_owned(),
                "indicator" => pick.indicator = value.into_owned(),
                "after" => pick.after = value.into_owned(),
                _ => {}
            }
        }
        pick
    }

    /// The query of its address.
    pub fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("show", self.show.name());
        for (name, value) in [("school", &self.school), ("indicator", &self.indicator), ("after", &self.after)] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        query.finish()
    }

    /// The judgements, in the order of the results. What comes after a place that is gone is looked for from the start.
    pub fn of<'a>(&self, results: &'a Results) -> Vec<(&'a SchoolResult, &'a IndicatorResult)> {
        let fits = |wanted: &str, id: &str| wanted.is_empty() || wanted == id;
        let all =
            || results.schools.iter().flat_map(|school| school.indicators.iter().map(move |found| (school, found)));
        let before = all().position(|(school, found)| !self.after.is_empty() && place(school, found) == self.after);
        let rest = all().skip(before.map_or(0, |before| before + 1));
        rest.filter(|(school, found)| fits(&self.school, &school.id) && fits(&self.indicator, &found.id))
            .filter(|(_, found)| self.show.takes(found))
            .collect()
    }
}

/// The name of a judgement's place.
pub fn place(school: &SchoolResult, found: &IndicatorResult) -> String {
    format!("{}--{}", school.id, found.id)
}

/// How many judgements a person decided, how many there are, and at how many a person should look.
pub fn progress(results: &Results) -> [usize; 3] {
    let all = || results.schools.iter().flat_map(|school| &school.indicators);
    [tally::decided(results), all().count(), all().filter(|found| Show::Look.takes(found)).count()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Changed, Lang};
    use crate::report::{fixture, results};
    use proptest::prelude::*;

    fn reviewed() -> Results {
        let (comparison, rubric) = fixture::reviewed();
        results(&comparison, &rubric, Lang::Nl)
    }

    fn places(results: &Results, query: &str) -> Vec<String> {
        Pick::parse(query).of(results).into_iter().map(|(school, found)| place(school, found)).collect()
    }

    #[test]
    fn each_kind_shows_its_own() {
        let mut results = reviewed();
        assert_eq!(places(&results, "show=seen"), ["it-klaverbled--complaints", "de-wjukken--class-life"]);
        assert_eq!(places(&results, "show=all").len(), 28);
        assert_eq!(places(&results, "show=unseen").len(), 27);
        let thin = places(&results, "");
        assert!(!thin.contains(&"it-klaverbled--complaints".to_owned()), "{thin:?}");
        results.schools[0].indicators[5].review.as_mut().unwrap().changed = Some(Changed::Outcome);
        assert_eq!(places(&results, "show=changed"), ["it-klaverbled--complaints"]);
        assert_eq!(places(&results, "").len(), thin.len() + 1);
        assert_eq!(progress(&results), [1, 28, thin.len() + 1]);
    }

    #[test]
    fn one_school_one_indicator_and_what_comes_after() {
        let results = reviewed();
        assert_eq!(places(&results, "show=all&school=de-wjukken").len(), 7);
        assert_eq!(places(&results, "show=all&indicator=complaints").len(), 4);
        let rest = places(&results, "show=all&school=de-wjukken&after=de-wjukken--complaints");
        assert_eq!(rest, ["de-wjukken--organisation-named"]);
        assert_eq!(places(&results, "show=all&after=gone").len(), 28);
    }

    proptest! {
        #[test]
        fn a_pick_survives_its_address(which in 0usize..5, school in ".{0,9}", indicator in ".{0,9}", after in ".{0,9}") {
            let pick = Pick { show: Show::NAMES[which].0, school, indicator, after };
            prop_assert_eq!(Pick::parse(&pick.query()), pick);
        }

        #[test]
        fn any_query_is_a_pick(query in ".{0,60}") {
            prop_assert!(Pick::parse(&query).query().starts_with("show="));
        }
    }
}
