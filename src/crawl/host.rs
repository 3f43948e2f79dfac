//! One owner per host and one per machine behind it: they hold the gap between requests, the number under way, and
//! slow down when a server asks for it. Sister schools often share one cheap server.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until};

/// Most doublings of the gap after "too many requests".
const MOST_DOUBLINGS: u32 = 4;

/// Good answers in a row after which one doubling is taken back.
const RECOVERY: u32 = 5;

/// An answer that takes longer than this earns the server a rest.
const SLOW: Duration = Duration::from_secs(1);

/// Longest such rest.
const LONGEST_REST: Duration = Duration::from_secs(5);

/// All owners of a run.
#[derive(Debug)]
pub(super) struct Owners {
    delay: Duration,
    permits: usize,
    gates: Mutex<HashMap<String, Arc<Gate>>>,
}

impl Owners {
    /// Owners that keep `delay` between two starts and let `permits` requests be under way.
    pub(super) fn new(delay: Duration, permits: usize) -> Self {
        Self { delay, permits: permits.max(1), gates: Mutex::default() }
    }

    /// Waits for a turn at a host and at its machine. Dropping the future or the lease gives the turn back.
    pub(super) async fn enter(&self, host: &str, machine: Option<IpAddr>) -> Lease {
        let host = self.gate(format!("host {host}"));
        let host_permit = host.permit().await;
        let ready = host.pace().ready();
        sleep_until(ready).await;
        // Only now the machine's turn is asked for: a host with a long crawl-delay must not hold up its sisters.
        let queued_since = Instant::now();
        let machine = machine.map(|ip| self.gate(format!("machine {ip}")));
        let machine_permit = match &machine {
            Some(machine) => machine.permit().await,
            None => None,
        };
        let start = reserve(&host, machine.as_deref());
        sleep_until(start).await;
        let queued = start.saturating_duration_since(queued_since);
        Lease { host, machine, _permits: [host_permit, machine_permit], start, queued }
    }

    /// Honours a crawl-delay: the longer of the two holds.
    pub(super) fn ask_delay(&self, host: &str, delay: Duration) {
        let gate = self.gate(format!("host {host}"));
        let mut pace = gate.pace();
        pace.delay = pace.delay.max(delay);
    }

    /// When the next request to a host can start, as far as is known now.
    pub(super) fn ready(&self, host: &str) -> Instant {
        self.gate(format!("host {host}")).pace().ready()
    }

    /// Whether a host is asked less often than the plan's delay would allow.
    pub(super) fn is_slowed(&self, host: &str) -> bool {
        self.gate(format!("host {host}")).pace().gap() > self.delay
    }

    fn gate(&self, name: String) -> Arc<Gate> {
        let mut gates = self.gates.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(gates.entry(name).or_insert_with(|| Arc::new(Gate::new(self.delay, self.permits))))
    }
}

/// Takes the first start that suits both, and moves both on.
fn reserve(host: &Gate, machine: Option<&Gate>) -> Instant {
    let mut host = host.pace();
    let mut machine = machine.map(Gate::pace);
    let ready = machine.as_ref().map_or_else(|| host.ready(), |machine| machine.ready().max(host.ready()));
    let start = ready.max(Instant::now());
    host.last = Some(start);
    if let Some(machine) = &mut machine {
        machine.last = Some(start);
    }
    start
}

#[derive(Debug)]
struct Gate {
    permits: Arc<Semaphore>,
    pace: Mutex<Pace>,
}

impl Gate {
    fn new(delay: Duration, permits: usize) -> Self {
        let pace = Pace { delay, last: None, not_before: Instant::now(), doublings: 0, good: 0 };
        Self { permits: Arc::new(Semaphore::new(permits)), pace: Mutex::new(pace) }
    }

    /// First come, first served. The semaphore is never closed, so this is always `Some`.
    async fn permit(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.permits).acquire_owned().await.ok()
    }

    fn pace(&self) -> MutexGuard<'_, Pace> {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(Debug)]
struct Pace {
    delay: Duration,
    last: Option<Instant>,
    not_before: Instant,
    doublings: u32,
    good: u32,
}

impl Pace {
    fn gap(&self) -> Duration {
        self.delay * 2u32.pow(self.doublings)
    }

    fn ready(&self) -> Instant {
        self.last.map_or(self.not_before, |last| (last + self.gap()).max(self.not_before))
    }

    fn rest(&mut self, wait: Duration) {
        self.not_before = self.not_before.max(Instant::now() + wait);
    }

    fn slow_down(&mut self) {
        self.good = 0;
        self.doublings = (self.doublings + 1).min(MOST_DOUBLINGS);
    }

    fn recover(&mut self) {
        self.good += 1;
        if self.good >= RECOVERY {
            self.good = 0;
            self.doublings = self.doublings.saturating_sub(1);
        }
    }
}

/// One turn at a host. Given back when dropped.
#[derive(Debug)]
pub(super) struct Lease {
    host: Arc<Gate>,
    machine: Option<Arc<Gate>>,
    _permits: [Option<OwnedSemaphorePermit>; 2],
    start: Instant,
    /// Time spent waiting for other sites on the same machine.
    pub(super) queued: Duration,
}

impl Lease {
    /// The server answered as it should. One that took long gets a rest of half that time.
    pub(super) fn went_well(self) {
        let took = self.start.elapsed();
        let mut pace = self.host.pace();
        pace.recover();
        if took > SLOW {
            pace.rest((took / 2).min(LONGEST_REST));
        }
    }

    /// The server has too much to do: the gap doubles, and nothing is asked of the machine for `wait`.
    pub(super) fn too_much(self, wait: Duration) {
        self.host.pace().slow_down();
        for gate in std::iter::once(&self.host).chain(&self.machine) {
            gate.pace().rest(wait);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);
    const MACHINE: Option<IpAddr> = Some(IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1)));

    /// Seconds from `zero` at which a turn at `host` starts that is given back at once.
    async fn turn(owners: &Owners, host: &str, zero: Instant) -> f64 {
        drop(owners.enter(host, MACHINE).await);
        zero.elapsed().as_secs_f64()
    }

    #[tokio::test(start_paused = true)]
    async fn starts_keep_their_distance() {
        let (owners, zero) = (Owners::new(SECOND, 4), Instant::now());
        for expected in [0.0, 1.0, 2.0] {
            assert_eq!(turn(&owners, "a", zero).await, expected);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn hosts_on_one_machine_share_its_turns() {
        let (owners, zero) = (Owners::new(SECOND, 1), Instant::now());
        assert_eq!(turn(&owners, "a", zero).await, 0.0);
        let lease = owners.enter("b", MACHINE).await;
        assert_eq!((zero.elapsed(), lease.queued), (SECOND, SECOND));
        assert_eq!(lease.start, zero + SECOND);
    }

    #[tokio::test(start_paused = true)]
    async fn only_so_many_requests_are_under_way() {
        let owners = Owners::new(Duration::ZERO, 2);
        let leases = [owners.enter("a", MACHINE).await, owners.enter("a", MACHINE).await];
        assert!(tokio::time::timeout(SECOND, owners.enter("a", MACHINE)).await.is_err());
        drop(leases);
        assert!(tokio::time::timeout(SECOND, owners.enter("a", MACHINE)).await.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn a_crawl_delay_holds_from_the_last_request_and_for_its_host_only() {
        let (owners, zero) = (Owners::new(SECOND, 1), Instant::now());
        turn(&owners, "a", zero).await;
        owners.ask_delay("a", 30 * SECOND);
        owners.ask_delay("a", SECOND / 2);
        assert!(owners.is_slowed("a") && !owners.is_slowed("b"));
        let (slow, sister) = tokio::join!(turn(&owners, "a", zero), turn(&owners, "b", zero));
        assert_eq!((slow, sister), (30.0, 1.0));
    }

    #[tokio::test(start_paused = true)]
    async fn too_much_pauses_the_machine_doubles_the_gap_and_recovers() {
        let (owners, zero) = (Owners::new(SECOND, 1), Instant::now());
        owners.enter("a", MACHINE).await.too_much(10 * SECOND);
        assert_eq!(turn(&owners, "b", zero).await, 10.0);
        assert_eq!(turn(&owners, "a", zero).await, 11.0);
        for _ in 0..RECOVERY {
            owners.enter("a", None).await.went_well();
        }
        // Five gaps of two seconds, then one of one second.
        assert_eq!(turn(&owners, "a", zero).await, 22.0);
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_server_gets_a_rest() {
        let (owners, zero) = (Owners::new(Duration::ZERO, 1), Instant::now());
        let lease = owners.enter("a", None).await;
        tokio::time::advance(4 * SECOND).await;
        lease.went_well();
        assert_eq!(owners.ready("a"), zero + 6 * SECOND);
    }

    #[tokio::test(start_paused = true)]
    async fn a_turn_not_used_is_given_back() {
        let owners = Owners::new(60 * SECOND, 1);
        drop(owners.enter("a", None).await);
        assert!(tokio::time::timeout(SECOND, owners.enter("a", None)).await.is_err());
        assert!(tokio::time::timeout(60 * SECOND, owners.enter("a", None)).await.is_ok());
    }
}
