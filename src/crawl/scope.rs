//! Which addresses belong to one site.

use super::guard::Hosts;
use super::key::bare_host;
use std::collections::HashSet;
use url::{Host, Url};

/// One site: everything that is judged as one school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Site {
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
    pub(super) fn of(start: &Url, hosts: &Hosts) -> Self {
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

    /// The site of an address that the plan does not name.
    pub(super) fn alone(url: &Url) -> Self {
        Self::of(url, &Hosts::default())
    }

    /// Whether an http(s) address belongs to the site.
    pub(super) fn contains(&self, url: &Url) -> bool {
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
    fn an_address_is_one_host_at_one_port() {
        expect(
            &site("http://127.0.0.1:8060/", &[]),
            &["http://127.0.0.1:8060/a"],
            &["http://127.0.0.1:8061/", "http://127.0.0.1/", "http://127.0.0.2:8060/"],
        );
        expect(&site("http://localhost:80/", &[]), &["http://localhost/"], &["http://localhost:81/"]);
    }
}
