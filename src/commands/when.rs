//! Moments in the user's own time.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

/// A moment as year-month-day and hour:minute, where the user is.
pub(super) fn local(moment: Timestamp) -> String {
    ZonedDateTime::new(moment, TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string()
}
