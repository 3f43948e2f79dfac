//! Looks names up once per run and holds on to the answer: the address that was checked is the address connected to.

use super::guard::{Guard, is_public};
use super::trouble::Trouble;
use crate::model::FailureKind;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use url::{Host, Url};

/// Longest wait for a look-up.
const PATIENCE: Duration = Duration::from_secs(10);

/// The run's address book.
#[derive(Debug)]
pub(super) struct Names {
    guard: Guard,
    known: Mutex<HashMap<String, Arc<[SocketAddr]>>>,
}

impl Names {
    /// An empty address book that only takes in what `guard` allows.
    pub(super) fn new(guard: Guard) -> Self {
        Self { guard, known: Mutex::default() }
    }

    /// Whether the address may be asked as far as its text tells.
    pub(super) fn admits(&self, url: &Url) -> bool {
        self.guard.admits(url)
    }

    /// The machine behind an address that may be asked; `None` for what the program serves itself. Every request
    /// passes here first.
    pub(super) async fn machine(&self, url: &Url) -> Result<Option<IpAddr>, Trouble> {
        if !self.guard.admits(url) {
            return Err(Trouble::new(FailureKind::Forbidden, format!("{url} is private or of another scheme")));
        }
        match url.host() {
            Some(Host::Ipv4(ip)) => Ok(Some(IpAddr::V4(ip))),
            Some(Host::Ipv6(ip)) => Ok(Some(IpAddr::V6(ip))),
            Some(Host::Domain(name)) if self.guard.served(name).is_some() => Ok(None),
            Some(Host::Domain(name)) => {
                let sockets = self.look_up(name).await?;
                let private = sockets.iter().any(|socket| !is_public(socket.ip()));
                if private && !self.guard.opens(url) {
                    return Err(private_name(name));
                }
                // The smallest, so that sister sites on one set of servers agree.
                Ok(sockets.iter().map(SocketAddr::ip).min())
            }
            None => Err(Trouble::new(FailureKind::Forbidden, "no host")),
        }
    }

    /// The addresses of a name that may be connected to; never empty.
    async fn look_up(&self, name: &str) -> Result<Arc<[SocketAddr]>, Trouble> {
        if let Some(socket) = self.guard.served(name) {
            return Ok(Arc::from([socket]));
        }
        if let Some(sockets) = self.known().get(name) {
            return Ok(Arc::clone(sockets));
        }
        let found: Vec<SocketAddr> = match tokio::time::timeout(PATIENCE, tokio::net::lookup_host((name, 0))).await {
            Ok(Ok(found)) => found.collect(),
            Ok(Err(error)) => return Err(Trouble::new(FailureKind::Dns, error.to_string())),
            Err(_) => return Err(Trouble::new(FailureKind::Dns, "no answer to the look-up")),
        };
        if found.is_empty() {
            return Err(Trouble::new(FailureKind::Dns, "the name has no address"));
        }
        let open = self.guard.opens_name(name);
        let allowed: Vec<SocketAddr> = found.into_iter().filter(|socket| open || is_public(socket.ip())).collect();
        if allowed.is_empty() {
            return Err(private_name(name));
        }
        // When two look-ups ran side by side, the first answer holds for both.
        Ok(Arc::clone(self.known().entry(name.to_owned()).or_insert_with(|| allowed.into())))
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<[SocketAddr]>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn private_name(name: &str) -> Trouble {
    Trouble::new(FailureKind::Forbidden, format!("{name} is a private address"))
}

/// The address book as the HTTP client wants it.
pub(super) struct Pinned(pub(super) Arc<Names>);

impl Resolve for Pinned {
    fn resolve(&self, name: Name) -> Resolving {
        let names = Arc::clone(&self.0);
        Box::pin(async move {
            match names.look_up(name.as_str()).await {
                Ok(sockets) => {
                    let sockets: Vec<SocketAddr> = sockets.to_vec();
                    Ok(Box::new(sockets.into_iter()) as Addrs)
                }
                Err(trouble) => Err(format!("{trouble:?}").into()),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::guard::Hosts;
    use super::*;

    fn url(address: &str) -> Url {
        Url::parse(address).expect("an address")
    }

    fn names(listed: &[&str], allow_private: bool) -> Names {
        let listed: Vec<Url> = listed.iter().map(|address| url(address)).collect();
        Names::new(Guard { hosts: Hosts::of(&listed), allow_private })
    }

    fn kind<T>(outcome: Result<T, Trouble>) -> Option<FailureKind> {
        match outcome {
            Err(Trouble::Failed(kind, _)) => Some(kind),
            _ => None,
        }
    }

    #[tokio::test]
    async fn a_name_that_leads_to_a_private_machine_is_refused() {
        let address = url("http://localhost:8060/");
        assert_eq!(kind(names(&[], true).machine(&address).await), Some(FailureKind::Forbidden));
        assert_eq!(
            kind(names(&["http://localhost:8060/"], false).machine(&address).await),
            Some(FailureKind::Forbidden)
        );
    }

    #[tokio::test]
    async fn a_listed_name_is_open_at_its_port_only() {
        let names = names(&["http://localhost:8060/"], true);
        assert!(
            names.machine(&url("http://localhost:8060/")).await.is_ok_and(|ip| ip.is_some_and(|ip| ip.is_loopback()))
        );
        assert_eq!(kind(names.machine(&url("http://localhost:22/")).await), Some(FailureKind::Forbidden));
    }

    #[tokio::test]
    async fn the_client_gets_only_what_was_checked() {
        let name: Name = "localhost".parse().unwrap_or_else(|_| panic!("a name"));
        assert!(Pinned(Arc::new(names(&[], true))).resolve(name).await.is_err());
    }

    #[tokio::test]
    async fn a_served_name_needs_no_look_up() {
        let socket: SocketAddr = "127.0.0.1:45123".parse().expect("a socket");
        let hosts = Hosts::default().serving(HashMap::from([("www.klaverbled.example".to_owned(), socket)]));
        let names = Arc::new(Names::new(Guard { hosts, allow_private: true }));
        assert_eq!(names.machine(&url("http://www.klaverbled.example/")).await, Ok(None));
        let name: Name = "www.klaverbled.example".parse().unwrap_or_else(|_| panic!("a name"));
        let found: Vec<SocketAddr> = Pinned(names).resolve(name).await.map(Iterator::collect).unwrap_or_default();
        assert_eq!(found, [socket]);
    }
}
