//! Which machines may be asked at all. A page can link to a router, a printer or a cloud's metadata service: those
//! addresses are refused, unless the plan lists the host and allows private hosts.

use super::key::bare_host;
use std::collections::{HashMap, HashSet};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use url::{Host, Url};

/// Hosts that the plan names, and hosts that the program serves itself.
#[derive(Debug, Clone, Default)]
pub struct Hosts {
    /// `host` or `host:port` of every address in the plan, without `www.`.
    pub listed: HashSet<String>,
    /// Start pages of the plan's sites.
    pub starts: Vec<Url>,
    /// Names that the program serves itself, with where (the demo). They count as listed, at the usual port.
    pub served: HashMap<String, SocketAddr>,
}

impl Hosts {
    /// The hosts of the plan's addresses.
    pub fn of<'a>(addresses: impl IntoIterator<Item = &'a Url>) -> Self {
        let starts: Vec<Url> = addresses.into_iter().cloned().collect();
        Self { listed: starts.iter().map(place).collect(), starts, served: HashMap::new() }
    }

    /// The same hosts, and `served` names with the socket they are served from.
    #[must_use]
    pub fn serving(mut self, served: HashMap<String, SocketAddr>) -> Self {
        self.served = served;
        self
    }

    /// Every listed or served host, without port and `www.`.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let listed = self.listed.iter().map(|place| place.split(':').next().unwrap_or(place));
        listed.chain(self.served.keys().map(String::as_str)).map(bare_host)
    }

    fn lists(&self, url: &Url) -> bool {
        self.listed.iter().any(|listed| bare_host(listed) == place(url))
    }
}

/// `host` or `host:port` without `www.`; the usual port is left out.
fn place(url: &Url) -> String {
    let host = bare_host(url.host_str().unwrap_or_default());
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// Decides who may be asked.
#[derive(Debug, Clone)]
pub(super) struct Guard {
    /// Who the plan names.
    pub(super) hosts: Hosts,
    /// Whether listed hosts may be private.
    pub(super) allow_private: bool,
}

impl Guard {
    /// Whether an address may be asked as far as its text tells: http or https, and no private IP address.
    pub(super) fn admits(&self, url: &Url) -> bool {
        let literal = match url.host() {
            Some(Host::Ipv4(ip)) => Some(IpAddr::V4(ip)),
            Some(Host::Ipv6(ip)) => Some(IpAddr::V6(ip)),
            Some(Host::Domain(_)) => None,
            None => return false,
        };
        let web = matches!(url.scheme(), "http" | "https");
        web && literal.is_none_or(|ip| is_public(ip) || self.opens(url)) && self.serves_port(url)
    }

    /// Whether the address may be asked although its host is private.
    pub(super) fn opens(&self, url: &Url) -> bool {
        self.served(url.host_str().unwrap_or_default()).is_some() || (self.allow_private && self.hosts.lists(url))
    }

    /// Whether a name may resolve to a private address at some port.
    pub(super) fn opens_name(&self, name: &str) -> bool {
        self.allow_private && self.hosts.names().any(|listed| listed == bare_host(name))
    }

    /// Where the program itself serves a name.
    pub(super) fn served(&self, name: &str) -> Option<SocketAddr> {
        self.hosts.served.get(name).copied()
    }

    /// A served name stands for one socket only: with a port of its own it would reach other services.
    fn serves_port(&self, url: &Url) -> bool {
        self.served(url.host_str().unwrap_or_default())
            .is_none_or(|socket| url.port().is_none_or(|port| port == socket.port()))
    }
}

/// Whether an address belongs to a machine on the public internet.
pub(super) fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_documentation();
    let shared = a == 100 && (64..128).contains(&b);
    let benchmark = a == 198 && (b == 18 || b == 19);
    let protocol = (a, b, c) == (192, 0, 0) || (a, b, c) == (192, 88, 99);
    // Above 224: multicast, reserved, broadcast.
    !(special || shared || benchmark || protocol || a == 0 || a >= 224)
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, c, d, ..] = ip.segments();
    let octets = ip.octets();
    let tail = Ipv4Addr::new(octets[12], octets[13], octets[14], octets[15]);
    match (a, b) {
        // NAT64 and 6to4 carry an IPv4 address.
        (0x64, 0xff9b) => (c, d) == (0, 0) && is_public_v4(tail),
        (0x2002, _) => is_public_v4(Ipv4Addr::new(octets[2], octets[3], octets[4], octets[5])),
        // Teredo and protocol assignments, documentation.
        (0x2001, 0..=0x1ff | 0x0db8) => false,
        (0x3fff, 0..=0xfff) => false,
        (0, _) => ip.to_ipv4_mapped().is_some_and(is_public_v4),
        _ => (0x2000..0x4000).contains(&a),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(address: &str) -> Url {
        Url::parse(address).expect("an address")
    }

    fn guard(listed: &[&str], allow_private: bool) -> Guard {
        let listed: Vec<Url> = listed.iter().map(|address| url(address)).collect();
        Guard { hosts: Hosts::of(&listed), allow_private }
    }

    #[test]
    fn private_addresses_in_any_spelling_are_refused() {
        let guard = guard(&[], true);
        for address in [
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://0/",
            "http://10.1.2.3/",
            "http://172.16.0.1/",
            "http://192.168.1.1/",
            "http://169.254.169.254/",
            "http://100.64.0.1/",
            "http://198.18.0.1/",
            "http://224.0.0.1/",
            "http://255.255.255.255/",
            "http://192.0.2.7/",
            "http://[::1]/",
            "http://[::]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[fe80::1]/",
            "http://[fd00::1]/",
            "http://[ff02::1]/",
            "http://[64:ff9b::7f00:1]/",
            "http://[2002:7f00:1::]/",
            "http://[2001:db8::1]/",
            "http://[2001:0:1::1]/",
            "http://[fec0::1]/",
            "http://[::7f00:1]/",
        ] {
            assert!(!guard.admits(&url(address)), "{address}");
        }
    }

    #[test]
    fn public_addresses_and_names_pass() {
        let guard = guard(&[], false);
        for address in
            ["http://198.51.99.1/", "https://[2a02:898::1]/", "https://school.example/", "http://[64:ff9b::808:808]/"]
        {
            assert!(guard.admits(&url(address)), "{address}");
        }
    }

    #[test]
    fn other_schemes_are_refused() {
        let guard = guard(&[], true);
        for address in ["file:///etc/passwd", "ftp://school.example/", "data:text/html,x", "javascript:alert(1)"] {
            assert!(!guard.admits(&url(address)), "{address}");
        }
    }

    #[test]
    fn listing_opens_one_host_at_one_port_and_only_when_allowed() {
        let listed = ["http://127.0.0.1:8060/", "http://localhost/"];
        assert!(guard(&listed, true).admits(&url("http://127.0.0.1:8060/a")));
        assert!(!guard(&listed, true).admits(&url("http://127.0.0.1:22/")));
        assert!(!guard(&listed, false).admits(&url("http://127.0.0.1:8060/")));
        assert!(guard(&listed, true).opens_name("localhost") && !guard(&listed, false).opens_name("localhost"));
        assert!(guard(&listed, true).opens(&url("http://localhost/")));
        assert!(!guard(&listed, true).opens(&url("http://localhost:22/")));
    }

    #[test]
    fn a_served_name_stands_for_one_socket() {
        let socket: SocketAddr = "127.0.0.1:45123".parse().expect("a socket");
        let served = HashMap::from([("www.klaverbled.example".to_owned(), socket)]);
        let guard = Guard { hosts: Hosts::default().serving(served), allow_private: false };
        assert!(guard.admits(&url("http://www.klaverbled.example/")));
        assert!(guard.opens(&url("http://www.klaverbled.example/")));
        assert!(!guard.admits(&url("http://www.klaverbled.example:22/")));
    }
}
