//! To which of the plan's sites an address belongs.

use super::profile::key;
use url::Url;

/// Start pages of the sites that are looked at together.
#[derive(Debug, Clone, Default)]
pub struct Homes(Vec<Url>);

impl Homes {
    /// Start pages in the order of their sites.
    pub fn new<'a>(starts: impl IntoIterator<Item = &'a Url>) -> Self {
        Self(starts.into_iter().cloned().collect())
    }

    /// The site that an address belongs to, as its place in the list. Of several sites on one host it is the one whose
    /// path leads furthest towards the address.
    pub fn of(&self, url: &Url) -> Option<usize> {
        let beside = || self.0.iter().enumerate().filter(|(_, home)| same_host(home, url));
        let alone = beside().map(|(_, home)| folder(home)).collect::<std::collections::BTreeSet<_>>().len() == 1;
        let fits = beside().filter(|(_, home)| alone || below(&folder(home), url));
        fits.max_by_key(|(at, home)| (folder(home).len(), std::cmp::Reverse(*at))).map(|(at, _)| at)
    }

    /// Whether an address is the start page of the site at `place`.
    pub(super) fn starts_at(&self, place: usize, url: &Url) -> bool {
        self.0.get(place).is_some_and(|home| key(home) == key(url))
    }

    /// Whether an address belongs to the site that starts at `home`.
    pub(super) fn is_at(&self, home: &Url, url: &Url) -> bool {
        let shared = self.0.iter().any(|other| same_host(other, home) && folder(other) != folder(home));
        same_host(home, url)
            && (!shared || self.of(url).and_then(|at| self.0.get(at)).is_some_and(|at| folder(at) == folder(home)))
    }
}

/// The same host, `www.` aside, and port.
fn same_host(a: &Url, b: &Url) -> bool {
    let host = |u: &Url| u.host_str().map(|h| h.trim_start_matches("www.").to_owned());
    host(a) == host(b) && a.port() == b.port()
}

/// The folder of a start page: `/a/` of `/a`, `/a/` and `/a/index.html`.
fn folder(url: &Url) -> String {
    let path = url.path();
    let (before, last) = path.rsplit_once('/').unwrap_or(("", path));
    if last.is_empty() || last.contains('.') { format!("{before}/") } else { format!("{path}/") }
}

fn below(folder: &str, url: &Url) -> bool {
    format!("{}/", url.path().trim_end_matches('/')).starts_with(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).expect("an address")
    }

    #[test]
    fn one_site_on_a_host_has_all_of_it() {
        let homes = Homes::new([&url("https://www.a.example/home/"), &url("https://b.example/")]);
        assert_eq!(homes.of(&url("https://a.example/ouders")), Some(0));
        assert_eq!(homes.of(&url("https://c.example/")), None);
        assert!(!homes.is_at(&url("https://b.example/"), &url("https://b.example:81/")));
    }

    #[test]
    fn sites_on_one_host_are_told_apart_by_path() {
        let starts =
            ["https://x.example/", "https://x.example/de-kring", "https://x.example/de-kring-oost/index.html"].map(url);
        let homes = Homes::new(&starts);
        for (address, site) in
            [("/", 0), ("/koers", 0), ("/de-kring", 1), ("/de-kring/ouders", 1), ("/de-kring-oost/", 2)]
        {
            assert_eq!(homes.of(&starts[0].join(address).unwrap()), Some(site), "{address}");
        }
        assert!(homes.is_at(&starts[0], &url("https://www.x.example/koers")));
        assert!(!homes.is_at(&starts[0], &url("https://x.example/de-kring/koers")));
    }
}
