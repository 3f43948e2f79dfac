//! Asks for a site's sitemaps: those that robots.txt names, else the usual places.

use super::guest::Guest;
use super::key::Key;
use super::sitemap::{Entry, Sitemap};
use super::want::Want;
use std::collections::{HashSet, VecDeque};
use url::Url;

/// Most sitemap files of one site.
pub(super) const MOST_FILES: usize = 20;

/// Deepest index within an index.
const DEEPEST: usize = 3;

/// Most sitemaps that may fail before the rest is left alone.
const MOST_FAILURES: usize = 3;

/// Where sitemaps lie when robots.txt does not tell.
const USUAL: [&str; 3] = ["/sitemap.xml", "/wp-sitemap.xml", "/sitemap_index.xml"];

/// The site's own pages that its sitemaps list, in their order.
pub(super) async fn survey(guest: &Guest, home: &Url) -> Vec<Entry> {
    let named = guest.policy(home).await;
    let named: Vec<Url> = named.get().map(|policy| policy.sitemaps().to_vec()).unwrap_or_default();
    let named: Vec<Url> = named.into_iter().filter(|url| guest.site.serves(url)).collect();
    let mut survey = Survey { guest, seen: HashSet::new(), failures: 0, entries: Vec::new() };
    if !named.is_empty() {
        survey.read(named).await;
    }
    for place in USUAL {
        if survey.seen.is_empty() || (survey.entries.is_empty() && survey.failures < MOST_FAILURES) {
            survey.read(home.join(place).into_iter().collect()).await;
        }
    }
    survey.entries
}

/// Whether a sitemap is one of posts, events or albums, as its name tells on many systems (`post-sitemap.xml`,
/// `wp-sitemap-posts-post-1.xml`, but `wp-sitemap-posts-page-1.xml`).
fn lists_posts(sitemap: &Url) -> bool {
    const KINDS: &[&str] =
        &["post", "nieuws", "news", "bericht", "berichten", "event", "events", "agenda", "album", "albums", "gallery"];
    let path = sitemap.path().to_ascii_lowercase();
    let mut words = path.split(|letter: char| !letter.is_alphabetic());
    words.any(|word| KINDS.contains(&word))
}

struct Survey<'a> {
    guest: &'a Guest,
    seen: HashSet<Key>,
    failures: usize,
    entries: Vec<Entry>,
}

impl Survey<'_> {
    async fn read(&mut self, first: Vec<Url>) {
        let mut queue: VecDeque<(Url, usize)> = first.into_iter().map(|url| (url, 0)).collect();
        while let Some((url, depth)) = queue.pop_front() {
            if !self.is_wanted(&url) {
                continue;
            }
            let found = self.file(&url).await;
            let is_post = lists_posts(&url);
            let own = found.pages.into_iter().filter(|entry| self.guest.site.contains(&entry.url));
            self.entries.extend(own.map(|entry| Entry { is_post, ..entry }));
            if depth < DEEPEST {
                queue.extend(found.sitemaps.into_iter().map(|url| (url, depth + 1)));
            }
        }
    }

    fn is_wanted(&mut self, url: &Url) -> bool {
        let room = self.seen.len() < MOST_FILES && self.failures < MOST_FAILURES;
        room && self.guest.site.serves(url) && self.seen.insert(Key::of(url))
    }

    async fn file(&mut self, url: &Url) -> Sitemap {
        match self.guest.file(url, Want::Sitemap).await {
            // Unpacking and reading up to 50 MB takes a while.
            Ok(answer) => tokio::task::spawn_blocking(move || Sitemap::read(&answer.body)).await.unwrap_or_default(),
            Err(trouble) => {
                tracing::debug!(%url, ?trouble, "no sitemap");
                self.failures += 1;
                Sitemap::default()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sitemaps_of_posts_are_told_by_their_name() {
        let is =
            |name: &str| Url::parse("https://s.example").and_then(|base| base.join(name)).map(|url| lists_posts(&url));
        for name in ["/post-sitemap2.xml", "/wp-sitemap-posts-post-1.xml", "/sitemap-nieuws.xml"] {
            assert_eq!(is(name), Ok(true), "{name}");
        }
        for name in ["/sitemap.xml", "/wp-sitemap-posts-page-1.xml", "/page-sitemap.xml"] {
            assert_eq!(is(name), Ok(false), "{name}");
        }
    }
}
