//! How a command ended.

/// The end of a command; [`Ending::code`] is what the shell sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// It did what was asked; for an audit: the report is written.
    Done,
    /// It could not run or could not write.
    Failed,
    /// Wrong usage, or an invalid `schools.toml` or rubric.
    Invalid,
    /// The report is written and a score is under `--fail-under`.
    UnderThreshold,
}

impl Ending {
    /// Exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Invalid => 2,
            Self::UnderThreshold => 3,
        }
    }
}
