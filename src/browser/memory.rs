//! Ends pages that eat memory. Scripts have a limit of their own; what they put beside their heap has not.

use super::wire::Wire;
use serde_json::json;
use std::time::Duration;

/// Most memory of one page's process, in bytes.
#[cfg(target_os = "linux")]
const MOST: u64 = 1536 << 20;
/// How often it is looked at.
const EVERY: Duration = Duration::from_millis(250);

/// Ends when a page took too much memory; gives the sentence to tell.
pub(super) async fn watch(wire: &Wire) -> String {
    loop {
        tokio::time::sleep(EVERY).await;
        let Ok(answer) = wire.call(None, "SystemInfo.getProcessInfo", json!({})).await else { continue };
        let processes = answer["processInfo"].as_array().into_iter().flatten();
        let pages = processes.filter(|process| process["type"] == "renderer");
        if pages.filter_map(|page| page["id"].as_u64()).any(end_if_too_large) {
            return "the page took too much memory".to_owned();
        }
    }
}

#[cfg(target_os = "linux")]
fn end_if_too_large(process: u64) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{process}/statm")).unwrap_or_default();
    let pages: u64 = status.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(0);
    let too_large = pages.saturating_mul(rustix::param::page_size() as u64) > MOST;
    if too_large && let Some(id) = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw) {
        // One that has ended already makes this fail, which is fine.
        let _ended = rustix::process::kill_process(id, rustix::process::Signal::KILL);
    }
    too_large
}

/// Other systems end what takes too much by themselves.
#[cfg(not(target_os = "linux"))]
fn end_if_too_large(_: u64) -> bool {
    false
}
