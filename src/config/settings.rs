//! `[crawl]`: numbers that a small school's server can bear.

use super::raw::{RawCrawl, Spot};
use super::valid::Judge;
use crate::model::{CrawlSettings, Text};
use std::ops::RangeInclusive;
use std::time::Duration;
use url::Url;

impl Judge<'_> {
    pub(super) fn settings(&mut self, raw: RawCrawl) -> CrawlSettings {
        let default = CrawlSettings::default();
        CrawlSettings {
            max_pages: self.number(raw.max_pages, 1..=100_000, default.max_pages),
            delay: raw.delay_ms.map_or(default.delay, |d| self.delay(d)),
            concurrency_per_host: self.number(raw.concurrency_per_host, 1..=8, default.concurrency_per_host),
            contact: raw.contact.and_then(|c| self.contact(c)),
            allow_private_hosts: raw.allow_private_hosts.is_some_and(|f| f.value),
            thorough: false,
        }
    }

    fn number(&mut self, raw: Option<Spot<i64>>, range: RangeInclusive<i64>, default: usize) -> usize {
        let Some(spot) = raw else { return default };
        if !range.contains(&spot.value) {
            let (least, most) = range.into_inner();
            self.at(
                &spot,
                Text::new(
                    format!("Dit getal kan hier niet. Kies een getal van {least} tot en met {most}."),
                    format!("This number cannot be used here. Choose a number from {least} to {most}."),
                ),
            );
            return default;
        }
        usize::try_from(spot.value).unwrap_or(default)
    }

    fn delay(&mut self, raw: Spot<i64>) -> Duration {
        Duration::from_millis(self.number(Some(raw), 0..=600_000, 0) as u64)
    }

    fn contact(&mut self, spot: Spot<String>) -> Option<String> {
        let contact = spot.value.trim();
        if !reachable(contact) {
            self.at(
                &spot,
                Text::new(
                    "Vul hier een mailadres of webadres in waarop een webmaster u kan bereiken: \"naam@deschool.nl\".",
                    "Fill in a mail or web address at which a webmaster can reach you: \"name@theschool.nl\".",
                ),
            );
            return None;
        }
        Some(contact.to_owned())
    }
}

/// Whether `contact` is a mail or web address that fits in the User-Agent header.
pub(super) fn reachable(contact: &str) -> bool {
    let header_safe =
        contact.len() <= 120 && contact.bytes().all(|b| b.is_ascii_graphic() && !b"()<>\"\\".contains(&b));
    let web = Url::parse(contact).is_ok_and(|u| matches!(u.scheme(), "http" | "https"));
    let mail = contact.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.contains('@') && !host.starts_with('.') && !host.ends_with('.')
    });
    header_safe && (web || mail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contact_is_a_mail_or_web_address() {
        assert!(reachable("naam@voorbeeld.example"));
        assert!(reachable("https://voorbeeld.example/audit"));
        for bad in
            ["", "naam", "naam@", "@voorbeeld.example", "a@b.example\r\nX: y", "een naam@b.example", "ftp://b.example"]
        {
            assert!(!reachable(bad), "{bad}");
        }
    }
}
