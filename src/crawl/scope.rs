//! Which addresses belong to one site.

use super::guard::Hosts;
use super::key::bare_host;
use std::collections::HashSet;
use url::{Host, Url};

/// One site: everything that is judged as one school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Site {
    machine: Machine,
    /// Folder of the start page, as `/de-kring/`.
    folder: String,
    /// Folders of other sites of the plan at the same host and port.
    beside: Vec<String>,
}

/// Which hosts belong to a site.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Machine {
    /// A domain with all below it, at the usual ports or the port of the start page.
    Domain {
        /// `school.example`, or `school.stichting.example` when the start page is on a sub-domain.
        domain: String,
        /// Port of the start page, when it is an unusual one.
        port: Option<u16>,
        /// Hosts of other sites of the plan below the same domain.
        others: HashSet<String>,
    },
    /// An IP address or a name without a domain: one host at one port.
    Host {
        /// As in the address.
        host: String,
        /// Port, filled in when it is the usual one.
        port: Option<u16>,
    },
}

impl Site {
    /// The site that a start page belongs to: its registrable domain, www or not, http or https. A start page on a
    /// sub-domain stands for that sub-domain only, because schools of one foundation share its domain that way.
    /// Sites of the plan that share a host are told apart by the folders of their start pages.
    pub(super) fn of(start: &Url, hosts: &Hosts) -> Self {
        let machine = Machine::of(start, hosts);
        let own = folder(start);
        let beside = hosts.starts.iter().filter(|other| machine.contains(other)).map(folder);
        let beside = beside.filter(|other| *other != own).collect();
        Self { machine, folder: own, beside }
    }

    /// The site of an address that the plan does not name.
    pub(super) fn alone(url: &Url) -> Self {
        Self::of(url, &Hosts::default())
    }

    /// Whether an http(s) address belongs to the site.
    pub(super) fn contains(&self, url: &Url) -> bool {
        self.serves(url) && (self.beside.is_empty() || self.is_nearest(url))
    }

    /// Whether an address lies at the site's hosts, where style sheets and sitemaps may lie for several sites.
    pub(super) fn serves(&self, url: &Url) -> bool {
        self.machine.contains(url)
    }

    /// Whether no other site's folder leads further towards the address.
    fn is_nearest(&self, url: &Url) -> bool {
        let path = format!("{}/", url.path().trim_end_matches('/'));
        let further = |other: &String| path.starts_with(other.as_str()) && other.len() > self.folder.len();
        path.starts_with(&self.folder) && !self.beside.iter().any(further)
    }
}

/// The folder of a start page: `/a/` of `/a`, `/a/` and `/a/index.html`.
fn folder(url: &Url) -> String {
    let path = url.path();
    let (before, last) = path.rsplit_once('/').unwrap_or(("", path));
    if last.is_empty() || last.contains('.') { format!("{before}/") } else { format!("{path}/") }
}

impl Machine {
    fn of(start: &Url, hosts: &Hosts) -> Self {
        let name = start.host_str().unwrap_or_default();
        let registrable = match start.host() {
            Some(Host::Domain(name)) => psl::domain_str(name.trim_end_matches('.')),
            _ => None,
        };
        if registrable.is_none() {
            return Self::Host { host: name.to_owned(), port: start.port_or_known_default() };
        }
        let domain = bare_host(name).to_owned();
        let others = hosts.names().filter(|other| *other != domain && is_below(other, &domain));
        Self::Domain { others: others.map(str::to_owned).collect(), port: start.port(), domain }
    }

    fn contains(&self, url: &Url) -> bool {
        let Some(name) = url.host_str() else { return false };
        match self {
            Self::Host { host, port } => name == host && url.port_or_known_default() == *port,
            Self::Domain { domain, port, others } => {
                let name = bare_host(name);
                let usual_port = url.port().is_none() || url.port() == *port;
                usual_port && is_below(name, domain) && !others.iter().any(|other| is_below(name, other))
            }
        }
    }
}

fn is_below(name: &str, domain: &str) -> bool {
    name == domain || name.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(address: &str) -> Url {
        Url::parse(address).expect("an address")
    }

    fn site(start: &str, listed: &[&str]) -> Site {
        let listed: Vec<Url> = listed.iter().map(|address| url(address)).collect();
        Site::of(&url(start), &Hosts::of(&listed))
    }

    #[track_caller]
    fn expect(site: &Site, inside: &[&str], outside: &[&str]) {
        for address in inside {
            assert!(site.contains(&url(address)), "{address} is outside");
        }
        for address in outside {
            assert!(!site.contains(&url(address)), "{address} is inside");
        }
    }

    #[test]
    fn www_scheme_and_sub_domains_are_one_site() {
        expect(
            &site("https://www.school.example/", &[]),
            &["http://school.example/a", "https://nieuws.school.example/", "https://school.example./"],
            &["https://school.example.evil.example/", "https://mijnschool.example/", "https://school.example:8443/"],
        );
    }

    #[test]
    fn public_suffixes_are_no_site() {
        expect(&site("https://school.co.uk/", &[]), &["https://www.school.co.uk/"], &["https://andere.co.uk/"]);
        expect(&site("https://school.github.io/", &[]), &["https://school.github.io/a"], &["https://b.github.io/"]);
    }

    #[test]
    fn sister_schools_below_one_domain_stay_apart() {
        let listed = ["https://www.stichting.example/", "https://linde.stichting.example/"];
        expect(
            &site("https://www.stichting.example/", &listed),
            &["https://stichting.example/", "https://intern.stichting.example/"],
            &["https://linde.stichting.example/", "https://www.linde.stichting.example/"],
        );
        expect(
            &site("https://linde.stichting.example/", &listed),
            &["https://www.linde.stichting.example/"],
            &["https://stichting.example/", "https://eik.stichting.example/"],
        );
    }

    #[test]
    fn schools_on_one_host_are_told_apart_by_path() {
        let listed =
            ["https://stichting.example/", "https://stichting.example/de-kring", "https://stichting.example/de-eik/"];
        expect(
            &site("https://stichting.example/de-kring", &listed),
            &["https://www.stichting.example/de-kring/", "https://stichting.example/de-kring/ouders"],
            &[
                "https://stichting.example/",
                "https://stichting.example/de-eik/",
                "https://stichting.example/de-kring-2/",
            ],
        );
        expect(
            &site("https://stichting.example/", &listed),
            &["https://stichting.example/koers"],
            &["https://stichting.example/de-eik/ouders"],
        );
        assert!(site("https://stichting.example/de-eik/", &listed).serves(&url("https://stichting.example/stijl.css")));
    }

    #[test]
    fn one_site_on_a_host_has_more_than_the_folder_of_its_start_page() {
        expect(&site("https://school.example/home/", &[]), &["https://school.example/ouders"], &[]);
    }

    #[test]
    fn an_address_is_one_host_at_one_port() {
        expect(
            &site("http://127.0.0.1:8060/", &[]),
            &["http://127.0.0.1:8060/a"],
            &["http://127.0.0.1:8061/", "http://127.0.0.1/", "http://127.0.0.2:8060/"],
        );
        expect(&site("http://localhost:80/", &[]), &["http://localhost/"], &["http://localhost:81/"]);
    }
}
