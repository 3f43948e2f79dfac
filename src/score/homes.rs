//! To which of the plan's sites an address belongs.

use super::profile::key;
use std::collections::HashMap;
use url::Url;

/// Start pages of the sites that are looked at together.
#[derive(Debug, Clone, Default)]
pub struct Homes {
    starts: Vec<Home>,
    /// Places in the list, by host: one site has thousands of links, and a plan thousands of sites.
    by_host: HashMap<String, Vec<usize>>,
}

#[derive(Debug, Clone)]
struct Home {
    url: Url,
    folder: String,
}

impl Homes {
    /// Start pages in the order of their sites.
    pub fn new<'a>(starts: impl IntoIterator<Item = &'a Url>) -> Self {
        let mut homes = Self::default();
        for (at, url) in starts.into_iter().enumerate() {
            homes.starts.push(Home { url: url.clone(), folder: folder(url) });
            homes.by_host.entry(host(url).to_owned()).or_default().push(at);
        }
        homes
    }

    /// The site that an address belongs to, as its place in the list. Of several sites on one host it is the one whose
    /// path leads furthest towards the address.
    pub fn of(&self, url: &Url) -> Option<usize> {
        let beside = || self.beside(url);
        let (_, first) = beside().next()?;
        let alone = beside().all(|(_, home)| home.folder == first.folder);
        let fits = beside().filter(|(_, home)| alone || below(&home.folder, url));
        fits.max_by_key(|(at, home)| (home.folder.len(), std::cmp::Reverse(*at))).map(|(at, _)| at)
    }

    /// Whether an address is the start page of the site at `place`.
    pub(super) fn starts_at(&self, place: usize, url: &Url) -> bool {
        self.starts.get(place).is_some_and(|home| key(&home.url) == key(url))
    }

    /// Whether an address belongs to the site that starts at `home`.
    pub(super) fn is_at(&self, home: &Url, url: &Url) -> bool {
        if !same_host(home, url) {
            return false;
        }
        let own = folder(home);
        let shared = self.beside(home).any(|(_, other)| other.folder != own);
        !shared || self.of(url).is_some_and(|at| self.starts[at].folder == own)
    }

    /// The sites on the host of an address, in the order of the list.
    fn beside(&self, url: &Url) -> impl Iterator<Item = (usize, &Home)> {
        let places = self.by_host.get(host(url)).map_or(&[][..], Vec::as_slice);
        let port = url.port();
        places.iter().map(|&at| (at, &self.starts[at])).filter(move |(_, home)| home.url.port() == port)
    }
}

/// The host, `www.` aside.
fn host(url: &Url) -> &str {
    url.host_str().unwrap_or_default().trim_start_matches("www.")
}

/// The same host, `www.` aside, and port.
fn same_host(a: &Url, b: &Url) -> bool {
    host(a) == host(b) && a.host().is_some() == b.host().is_some() && a.port() == b.port()
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
