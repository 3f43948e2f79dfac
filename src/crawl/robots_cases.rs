//! RFC 9309 by example.

use super::answer::Answer;
use super::robots::Policy;
use super::trouble::Trouble;
use crate::model::{FailureKind, Obstacle};
use proptest::prelude::*;
use std::time::Duration;
use url::Url;

fn file(body: &[u8]) -> Policy {
    let mut answer = Answer::empty(200);
    answer.body = body.to_vec();
    Policy::of(Ok(answer))
}

fn allows(policy: &Policy, path: &str) -> bool {
    policy.allows(&Url::parse(&format!("https://school.example{path}")).expect("an address"))
}

#[track_caller]
fn expect(body: impl AsRef<[u8]>, open: &[&str], closed: &[&str]) {
    let policy = file(body.as_ref());
    for path in open {
        assert!(allows(&policy, path), "{path} should be open");
    }
    for path in closed {
        assert!(!allows(&policy, path), "{path} should be closed");
    }
}

#[test]
fn rules_are_prefixes_and_mind_case() {
    expect("user-agent: *\ndisallow: /Prive", &["/prive", "/", "/x/Prive"], &["/Prive", "/Prive/a", "/Priveles?x=1"]);
}

#[test]
fn the_longest_rule_wins_and_allow_wins_a_tie() {
    let body = "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c\nDisallow: /open\nAllow: /open";
    expect(body, &["/a/b", "/a/b/d", "/open", "/open/x"], &["/a", "/a/x", "/a/b/c"]);
}

#[test]
fn stars_and_dollars() {
    let body = "User-agent: *\nDisallow: /prive*\nAllow: /prive/open$\nDisallow: /*.php$\nDisallow: /*/kladje";
    expect(
        body,
        &["/prive/open", "/a.php?x=1", "/a.phps", "/kladje"],
        &["/prive", "/priveles", "/prive/open/x", "/a.php", "/map/a.php", "/x/y/kladje"],
    );
}

#[test]
fn many_stars_take_no_time() {
    let body = format!("User-agent: *\nDisallow: /{}x", "a*".repeat(200));
    expect(body, &[&format!("/{}", "a".repeat(400))], &[]);
}

#[test]
fn rules_match_the_query_too() {
    expect(
        "User-agent: *\nDisallow: /*?maand=\nDisallow: /zoek?",
        &["/agenda", "/zoek"],
        &["/agenda?maand=11", "/zoek?q=x"],
    );
}

#[test]
fn groups_of_one_agent_are_merged_and_only_the_own_group_counts() {
    let body = "User-agent: *\nDisallow: /\n\nUser-agent: ander\nUser-agent: AUDIT\nDisallow: /een\n\n\
                User-agent: x\nDisallow: /drie\n\nuser-agent: audit\nDisallow: /twee";
    expect(body, &["/", "/drie"], &["/een", "/twee"]);
}

#[test]
fn groups_for_everybody_are_merged_and_other_agents_do_not_count() {
    let body = "User-agent: Googlebot\nUser-agent: Bingbot\nDisallow: /\n\nUser-agent: *\nDisallow:\n\n\
                User-agent: auditor\nDisallow: /\n\nUser-agent: *\nDisallow: /prive";
    expect(body, &["/", "/ouders"], &["/prive"]);
}

#[test]
fn rules_before_any_group_count_for_nobody() {
    expect("Disallow: /\nUser-agent: *\nDisallow: /prive", &["/"], &["/prive"]);
}

#[test]
fn other_lines_do_not_break_a_group() {
    let body = "User-agent: *\nSitemap: https://school.example/kaart.xml\nCrawl-delay: 2.5\nHost: x\nDisallow: /prive";
    expect(body, &["/"], &["/prive"]);
    let policy = file(body.as_bytes());
    assert_eq!(policy.crawl_delay(), Some(Duration::from_millis(2500)));
    assert_eq!(policy.sitemaps().iter().map(Url::as_str).collect::<Vec<_>>(), ["https://school.example/kaart.xml"]);
}

#[test]
fn marks_line_ends_comments_and_stray_spaces() {
    expect(
        b"\xef\xbb\xbfUSER-AGENT :\t*\r# x\rDISALLOW : /prive # weg\r\n\r\n  Allow:/prive/open\n",
        &["/prive/open"],
        &["/prive"],
    );
    expect("User-agent: *\r\n\r\nDisallow: /a\r\nDisallow: /b", &["/c"], &["/a", "/b"]);
    expect("User-agent: * # iedereen\nDisallow: # niets", &["/", "/a"], &[]);
}

#[test]
fn percent_codes_and_raw_letters_are_the_same() {
    let body = "User-agent: *\nDisallow: /priv%65\nDisallow: /media/é\nDisallow: /a%3cd";
    expect(body, &["/media/e", "/media/%C3%AB"], &["/prive/a", "/media/%C3%A9/x", "/media/é", "/a%3Cd"]);
}

#[test]
fn robots_txt_itself_is_always_open() {
    expect("User-agent: *\nDisallow: /", &["/robots.txt"], &["/", "/robots.txt.bak"]);
}

#[test]
fn only_the_first_500_kib_count() {
    let body = format!("User-agent: *\nDisallow: /prive\n{}\nDisallow: /open", "# vulling\n".repeat(60_000));
    expect(body, &["/open"], &["/prive"]);
}

#[test]
fn a_page_instead_of_rules_has_no_rules() {
    expect("<!DOCTYPE html><html><body><p>\nUser-agent: *\nDisallow: /\n</p>", &["/"], &[]);
    expect("\n <html>\nUser-agent: *\nDisallow: /", &["/"], &[]);
}

#[test]
fn missing_allows_and_failing_closes() {
    let status = |status| Policy::of(Ok(Answer::empty(status)));
    for code in [400, 401, 403, 404, 410, 418, 451] {
        assert!(allows(&status(code), "/") && status(code).obstacle().is_none(), "{code}");
    }
    for code in [429, 500, 502, 503, 999] {
        let expected = Obstacle::RobotsUnavailable(format!("status {code}"));
        assert!(!allows(&status(code), "/") && status(code).obstacle() == Some(expected), "{code}");
    }
}

#[test]
fn an_unreachable_host_is_told_as_such() {
    let obstacle = |kind| Policy::of(Err(Trouble::new(kind, "x"))).obstacle();
    assert_eq!(obstacle(FailureKind::Dns), Some(Obstacle::UnknownHost));
    assert_eq!(obstacle(FailureKind::Tls), Some(Obstacle::Insecure));
    assert_eq!(obstacle(FailureKind::Connect), Some(Obstacle::Unreachable("x".to_owned())));
    assert_eq!(obstacle(FailureKind::Timeout), Some(Obstacle::RobotsUnavailable("x".to_owned())));
    assert_eq!(obstacle(FailureKind::Redirect), None);
    let sent_away = Policy::of(Err(Trouble::SentAway(429))).obstacle();
    assert_eq!(sent_away, Some(Obstacle::RobotsUnavailable("status 429".to_owned())));
}

#[test]
fn a_closed_site_is_known_beforehand() {
    assert_eq!(file(b"User-agent: *\nDisallow: /").obstacle(), Some(Obstacle::RobotsClosed));
    assert_eq!(file(b"User-agent: *\nDisallow: /\nAllow: /open").obstacle(), None);
}

proptest! {
    #[test]
    fn any_bytes_are_survived(body in proptest::collection::vec(any::<u8>(), 0..300), path in "/[ -~]{0,30}") {
        let _ = allows(&file(&body), &path.replace('#', ""));
    }
}
