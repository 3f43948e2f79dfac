//! What stands in a `schools.toml`: typed, with line numbers, not yet judged.

/// A value with the line it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot<T> {
    /// Line number from 1.
    pub line: usize,
    /// The line as written.
    pub found: String,
    /// The value.
    pub value: T,
}

/// A whole file.
#[derive(Debug, Default)]
pub(super) struct RawPlan {
    pub organisation: Option<Spot<RawOrganisation>>,
    pub schools: Vec<Spot<RawSchool>>,
    pub crawl: RawCrawl,
    /// There is a school, or something that was probably meant as one and was told already.
    pub school_told: bool,
    /// There is nothing but white space and comments.
    pub empty: bool,
}

/// `[organisation]`.
#[derive(Debug, Default)]
pub(super) struct RawOrganisation {
    pub name: Option<Spot<String>>,
    pub url: Option<Spot<String>>,
    pub aliases: Vec<Spot<String>>,
    /// Keys that are there, or that were probably meant by an unknown one: not to be told as missing.
    pub told: Vec<String>,
    /// A line in it could not be read: what is missing may stand there.
    pub damaged: bool,
}

/// `[[school]]`.
#[derive(Debug, Default)]
pub(super) struct RawSchool {
    pub id: Option<Spot<String>>,
    pub name: Option<Spot<String>>,
    pub url: Option<Spot<String>>,
    pub place: Option<Spot<String>>,
    pub brin: Option<Spot<String>>,
    pub kind: Option<Spot<String>>,
    /// Keys that are there, or that were probably meant by an unknown one: not to be told as missing.
    pub told: Vec<String>,
    /// A line in it could not be read: what is missing may stand there.
    pub damaged: bool,
}

/// `[crawl]`.
#[derive(Debug, Default)]
pub(super) struct RawCrawl {
    pub max_pages: Option<Spot<i64>>,
    pub delay_ms: Option<Spot<i64>>,
    pub concurrency_per_host: Option<Spot<i64>>,
    pub contact: Option<Spot<String>>,
    pub allow_private_hosts: Option<Spot<bool>>,
}

impl RawPlan {
    /// Marks the parts in which the unreadable `lines` stand.
    pub(super) fn damaged_at(&mut self, lines: &[usize]) {
        self.school_told |= !lines.is_empty();
        let organisation = self.organisation.iter().map(|o| o.line);
        let heads: Vec<usize> = self.schools.iter().map(|s| s.line).chain(organisation).collect();
        let hit: Vec<usize> = lines.iter().filter_map(|l| heads.iter().copied().filter(|h| h <= l).max()).collect();
        for school in self.schools.iter_mut().filter(|s| hit.contains(&s.line)) {
            school.value.damaged = true;
        }
        for organisation in self.organisation.iter_mut().filter(|o| hit.contains(&o.line)) {
            organisation.value.damaged = true;
        }
    }
}
