//! Whether a request is made again, and when.

use super::answer::Answer;
use super::trouble::Trouble;
use crate::model::FailureKind;
use std::time::Duration;

/// Longest `Retry-After` that a visit waits for.
const PATIENCE: Duration = Duration::from_secs(30);

/// Wait when a server is too busy and does not say for how long.
const UNSTATED: Duration = Duration::from_secs(2);

/// Most repeats for a busy server.
const BUSY_REPEATS: usize = 2;

/// Most repeats for a broken connection.
const BROKEN_REPEATS: usize = 1;

/// What to do after an answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Take it as it is.
    Accept,
    /// The connection broke: ask again in turn.
    Again,
    /// The server is too busy: wait, then ask again.
    Wait(Duration),
    /// The server is too busy, and it was asked often enough.
    GiveUp(Duration),
    /// The server wants to be left alone.
    Leave(u16),
}

/// Decides after `repeats` repeats.
pub(super) fn next(outcome: &Result<Answer, Trouble>, repeats: usize) -> Next {
    match outcome {
        Ok(answer) if matches!(answer.status, 429 | 503) => busy(answer, repeats),
        Err(Trouble::Failed(FailureKind::Connect, _)) if repeats < BROKEN_REPEATS => Next::Again,
        _ => Next::Accept,
    }
}

fn busy(answer: &Answer, repeats: usize) -> Next {
    let stated = answer.retry_after.as_deref().and_then(|value| wait(value, answer.date.as_deref()));
    match stated.unwrap_or(UNSTATED) {
        wait if wait > PATIENCE => Next::Leave(answer.status),
        wait if repeats < BUSY_REPEATS => Next::Wait(wait),
        wait => Next::GiveUp(wait),
    }
}

/// The time that `Retry-After` asks for: seconds, or a day and hour seen from the server's own `Date`, so that clocks
/// that differ do no harm.
fn wait(value: &str, date: Option<&str>) -> Option<Duration> {
    if let Ok(seconds) = value.trim().parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let until = httpdate::parse_http_date(value.trim()).ok()?;
    let now = httpdate::parse_http_date(date?.trim()).ok()?;
    Some(until.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DATE: &str = "Mon, 23 Nov 2026 10:00:00 GMT";

    fn answer(status: u16, retry_after: Option<&str>) -> Result<Answer, Trouble> {
        let mut answer = Answer::empty(status);
        answer.retry_after = retry_after.map(str::to_owned);
        answer.date = Some(DATE.to_owned());
        Ok(answer)
    }

    #[test]
    fn seconds_and_dates_are_both_understood() {
        assert_eq!(wait(" 7 ", None), Some(Duration::from_secs(7)));
        assert_eq!(wait("Mon, 23 Nov 2026 10:00:20 GMT", Some(DATE)), Some(Duration::from_secs(20)));
        assert_eq!(wait("Sun, 22 Nov 2026 10:00:00 GMT", Some(DATE)), Some(Duration::ZERO));
        assert_eq!(wait("Mon, 23 Nov 2026 10:00:20 GMT", None), None);
        assert_eq!(wait("straks", Some(DATE)), None);
    }

    #[test]
    fn a_busy_server_is_waited_for_twice() {
        assert_eq!(next(&answer(429, Some("5")), 0), Next::Wait(Duration::from_secs(5)));
        assert_eq!(next(&answer(503, None), 1), Next::Wait(UNSTATED));
        assert_eq!(next(&answer(503, Some("0")), 2), Next::GiveUp(Duration::ZERO));
    }

    #[test]
    fn a_long_wait_ends_the_visit() {
        assert_eq!(next(&answer(429, Some("86400")), 0), Next::Leave(429));
        assert_eq!(next(&answer(503, Some("Mon, 23 Nov 2026 11:00:00 GMT")), 0), Next::Leave(503));
        assert_eq!(next(&answer(503, Some("30")), 0), Next::Wait(Duration::from_secs(30)));
    }

    #[test]
    fn other_answers_are_taken_as_they_are() {
        assert_eq!(next(&answer(500, Some("5")), 0), Next::Accept);
        assert_eq!(next(&answer(200, Some("86400")), 0), Next::Accept);
        let broken = Err(Trouble::new(FailureKind::Connect, "reset"));
        assert_eq!((next(&broken, 0), next(&broken, 1)), (Next::Again, Next::Accept));
        assert_eq!(next(&Err(Trouble::new(FailureKind::Timeout, "")), 0), Next::Accept);
    }

    proptest! {
        #[test]
        fn any_header_is_survived(value in "\\PC{0,40}", date in "\\PC{0,40}") {
            let _ = wait(&value, Some(&date));
        }
    }
}
