//! Names that lead where nobody should go, and registers that change their mind.

use super::super::guard::Hosts;
use super::*;
use proptest::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

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

/// An address book of a guard that opens `listed` when it may, asking a register that answers with one list after the
/// other, the last one from then on.
fn registered(answers: Vec<Vec<IpAddr>>, listed: &[&str], allow_private: bool) -> (Arc<Names>, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let register = move |_: &str| -> Answering {
        let turn = count.fetch_add(1, Ordering::SeqCst).min(answers.len() - 1);
        let found = answers[turn].iter().map(|ip| SocketAddr::new(*ip, 0)).collect();
        Box::pin(async move { Ok(found) })
    };
    let listed: Vec<Url> = listed.iter().map(|address| url(address)).collect();
    let guard = Guard { hosts: Hosts::of(&listed), allow_private };
    (Arc::new(Names::asking(guard, Box::new(register))), asked)
}

/// What the HTTP client would connect to.
async fn connected(names: &Arc<Names>, name: &str) -> Vec<IpAddr> {
    let name: Name = name.parse().unwrap_or_else(|_| panic!("a name"));
    let found = Pinned(Arc::clone(names)).resolve(name).await;
    found.map(|sockets| sockets.map(|socket| socket.ip()).collect()).unwrap_or_default()
}

fn ip(text: &str) -> IpAddr {
    text.parse().expect("an IP address")
}

#[tokio::test]
async fn a_name_that_leads_to_a_private_machine_is_refused() {
    let address = url("http://localhost:8060/");
    assert_eq!(kind(names(&[], true).machine(&address).await), Some(FailureKind::Forbidden));
    assert_eq!(kind(names(&["http://localhost:8060/"], false).machine(&address).await), Some(FailureKind::Forbidden));
}

#[tokio::test]
async fn a_listed_name_is_open_at_its_port_only() {
    let names = names(&["http://localhost:8060/"], true);
    assert!(names.machine(&url("http://localhost:8060/")).await.is_ok_and(|ip| ip.is_some_and(|ip| ip.is_loopback())));
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

#[tokio::test]
async fn a_register_that_answers_with_private_addresses_is_not_followed() {
    for private in ["127.0.0.1", "10.0.0.7", "169.254.169.254", "192.168.1.1", "::1", "fd00::1", "::ffff:10.0.0.1"] {
        let (names, _) = registered(vec![vec![ip(private)]], &["http://ander.example/"], true);
        assert_eq!(
            kind(names.machine(&url("http://school.example/")).await),
            Some(FailureKind::Forbidden),
            "{private}"
        );
        assert!(connected(&names, "school.example").await.is_empty(), "{private}");
    }
}

#[tokio::test]
async fn private_addresses_among_public_ones_are_left_out() {
    let (names, _) = registered(vec![vec![ip("10.0.0.7"), ip("198.51.99.7")]], &[], true);
    assert_eq!(names.machine(&url("http://school.example/")).await, Ok(Some(ip("198.51.99.7"))));
    assert_eq!(connected(&names, "school.example").await, [ip("198.51.99.7")]);
}

#[tokio::test]
async fn a_register_that_changes_its_mind_is_asked_once() {
    let (names, asked) = registered(vec![vec![ip("198.51.99.7")], vec![ip("127.0.0.1")]], &[], false);
    for _ in 0..3 {
        assert_eq!(names.machine(&url("http://school.example/")).await, Ok(Some(ip("198.51.99.7"))));
        assert_eq!(connected(&names, "school.example").await, [ip("198.51.99.7")]);
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1, "the address that was checked is the address connected to");
}

#[tokio::test(start_paused = true)]
async fn a_register_without_an_answer_is_not_waited_for() {
    let silent = Names::asking(
        Guard { hosts: Hosts::default(), allow_private: false },
        Box::new(|_| Box::pin(std::future::pending())),
    );
    assert_eq!(kind(silent.machine(&url("http://school.example/")).await), Some(FailureKind::Dns));
    let (empty, _) = registered(vec![Vec::new()], &[], false);
    assert_eq!(kind(empty.machine(&url("http://school.example/")).await), Some(FailureKind::Dns));
}

proptest! {
    #[test]
    fn nobody_connects_to_a_private_address(all in proptest::collection::vec(any::<IpAddr>(), 1..6), open in any::<bool>()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
        let (names, _) = registered(vec![all], &["http://ander.example/"], open);
        let machine = runtime.block_on(names.machine(&url("http://school.example/")));
        prop_assert!(machine.ok().flatten().is_none_or(is_public));
        prop_assert!(runtime.block_on(connected(&names, "school.example")).into_iter().all(is_public));
    }
}
