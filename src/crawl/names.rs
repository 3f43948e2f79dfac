//! Looks names up once per run and holds on to the answer: the address that was checked is the address connected to.

use super::guard::{Guard, is_public};
use super::trouble::Trouble;
use crate::model::FailureKind;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use url::{Host, Url};

/// Longest wait for a look-up.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a register of names answers, in time.
type Answering = Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send>>;

/// Who is asked for the addresses of a name: the machine's own register, or in a test one that changes its mind.
type Register = Box<dyn Fn(&str) -> Answering + Send + Sync>;

/// The run's address book.
pub(super) struct Names {
    guard: Guard,
    register: Register,
    known: Mutex<HashMap<String, Arc<[SocketAddr]>>>,
}

impl Names {
    /// An empty address book that only takes in what `guard` allows.
    pub(super) fn new(guard: Guard) -> Self {
        Self::asking(guard, Box::new(|name| Box::pin(ask_system(name.to_owned()))))
    }

    fn asking(guard: Guard, register: Register) -> Self {
        Self { guard, register, known: Mutex::default() }
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
        let found: Vec<SocketAddr> = match tokio::time::timeout(PATIENCE, (self.register)(name)).await {
            Ok(Ok(found)) => found,
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

async fn ask_system(name: String) -> io::Result<Vec<SocketAddr>> {
    Ok(tokio::net::lookup_host((name, 0)).await?.collect())
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
#[path = "names_tests.rs"]
mod tests;
