//! The browser's process: its command line, its temporary profile, its end.

use super::profile::Profile;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::Duration;

/// Longest wait until the browser listens.
const START: Duration = Duration::from_secs(30);
/// Most bytes read of what it says until then.
const TALK: u64 = 64 << 10;

/// A proxy that nobody answers at (port 9, discard): what is not answered through the protocol goes nowhere.
const NOWHERE: &str = "--proxy-server=http://127.0.0.1:9";

const ARGUMENTS: &[&str] = &[
    "--headless=new",
    "--remote-debugging-port=0",
    NOWHERE,
    // Loopback addresses too go to the proxy.
    "--proxy-bypass-list=<-loopback>",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-service-autorun",
    "--no-pings",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-client-side-phishing-detection",
    "--disable-component-extensions-with-background-pages",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-features=HttpsUpgrades,LocalNetworkAccessChecks,MediaRouter,OptimizationHints,Translate",
    "--disable-gpu",
    "--disable-notifications",
    "--disable-sync",
    "--blink-settings=imagesEnabled=false",
    "--js-flags=--max-old-space-size=512",
    "--metrics-recording-only",
    "--mute-audio",
    "--password-store=basic",
    "--use-mock-keychain",
    "--window-size=1280,2400",
];

/// A running browser; killed, and its profile removed, when dropped.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    // Removed after the child has ended.
    _profile: Profile,
}

impl Process {
    /// Starts the program and gives it with the address of its websocket.
    pub(super) async fn start(program: &Path) -> Result<(Self, String), String> {
        let program = program.to_owned();
        let work = tokio::task::spawn_blocking(move || Self::spawn(&program));
        let (process, stderr) = work.await.map_err(|error| error.to_string())??;
        let listening = tokio::task::spawn_blocking(move || address(stderr));
        let told = tokio::time::timeout(START, listening).await;
        let address = told.map_err(|_| "the browser did not start in time".to_owned())?.ok().flatten();
        Ok((process, address.ok_or("the browser ended before it listened")?))
    }

    fn spawn(program: &Path) -> Result<(Self, ChildStderr), String> {
        let profile = Profile::new()?;
        let mut command = Command::new(program);
        command.args(ARGUMENTS).args(profile.arguments()).arg("about:blank");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| format!("the browser could not be started: {error}"))?;
        let stderr = child.stderr.take().ok_or("the browser says nothing")?;
        Ok((Self { child, _profile: profile }, stderr))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // One that has ended already makes these fail, which is fine.
        let _ended = self.child.kill();
        let _status = self.child.wait();
    }
}

/// The address that the browser says it listens at. What it says later is read and dropped, so that it never has to wait.
fn address(stderr: ChildStderr) -> Option<String> {
    let mut reader = BufReader::new(stderr);
    let mut line = String::new();
    let mut start = reader.by_ref().take(TALK);
    loop {
        line.clear();
        if start.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if let Some(address) = line.trim().strip_prefix("DevTools listening on ") {
            let address = address.to_owned();
            std::thread::spawn(move || std::io::copy(&mut reader, &mut std::io::sink()));
            return Some(address);
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_program_that_is_no_browser_is_an_error() {
        let error = Process::start(Path::new("/bin/true")).await.err();
        assert_eq!(error.as_deref(), Some("the browser ended before it listened"));
        assert!(Process::start(Path::new("/nowhere/chromium")).await.is_err());
    }
}
