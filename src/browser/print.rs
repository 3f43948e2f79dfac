//! A page of the report as PDF, by the browser's own command line: tagged for screen readers, hyphenated, no header or
//! footer. Each page gets a browser with an empty profile of its own that cannot reach the network.

use super::profile::Profile;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tokio::process::Command;
use url::Url;

/// Longest time for one page.
const PATIENCE: Duration = Duration::from_secs(60);

/// How every PDF of a report begins.
const MAGIC: &[u8] = b"%PDF-";

const ARGUMENTS: &[&str] = &[
    "--headless=new",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    // A proxy that nobody answers at (port 9, discard), for loopback too: nothing is fetched.
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pings",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-gpu",
    "--disable-sync",
    "--password-store=basic",
    "--use-mock-keychain",
];

/// The bytes of a PDF made of the page at `page` (absolute path). The browser writes it to `scratch` first, a file that
/// is gone when this returns.
///
/// # Errors
/// A sentence in English: the browser did not start, took too long, or wrote no PDF.
pub async fn print(program: &Path, page: &Path, scratch: &Path) -> Result<Vec<u8>, String> {
    let address = Url::from_file_path(page).map_err(|()| format!("no absolute path: {}", page.display()))?;
    let profile = Profile::new()?;
    let mut command = Command::new(program);
    command
        .args(ARGUMENTS)
        .args(profile.arguments())
        .arg(format!("--print-to-pdf={}", scratch.display()))
        .arg(address.as_str());
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
    let mut child = command.spawn().map_err(|error| format!("the browser could not be started: {error}"))?;
    let ended = tokio::time::timeout(PATIENCE, child.wait()).await;
    let bytes = fs::read(scratch);
    let _gone = fs::remove_file(scratch);
    match ended {
        Err(_) => Err(format!("no PDF within {} seconds", PATIENCE.as_secs())),
        Ok(Err(error)) => Err(error.to_string()),
        Ok(Ok(status)) => bytes
            .ok()
            .filter(|bytes| bytes.starts_with(MAGIC))
            .ok_or_else(|| format!("the browser wrote no PDF ({status})")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    /// A page and a place for its PDF.
    fn page() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let (page, pdf) = (folder.path().join("page.html"), folder.path().join("page.pdf"));
        fs::write(&page, "<!DOCTYPE html><html lang=nl><title>Proef</title><h1>Proef</h1>").expect("a page");
        (folder, page, pdf)
    }

    #[tokio::test]
    async fn a_page_becomes_a_tagged_pdf() {
        let Some(program) = crate::browser::find() else {
            assert!(std::env::var_os("CI").is_none(), "no browser on this machine");
            let _ = std::io::Write::write_all(&mut std::io::stderr(), b"skipped: no browser on this machine\n");
            return;
        };
        let (folder, page, pdf) = page();
        let bytes = print(&program, &page, &pdf).await.expect("a PDF");
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("/MarkInfo") || text.contains("/StructTreeRoot"), "not tagged");
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1, "only the page is left");
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn a_program_that_writes_nothing_is_told() {
        let (_folder, page, pdf) = page();
        let error = print(Path::new("/bin/true"), &page, &pdf).await.expect_err("no PDF");
        assert!(error.contains("wrote no PDF"), "{error}");
        let error = print(Path::new("/does-not-exist"), &page, &pdf).await.expect_err("no program");
        assert!(error.contains("could not be started"), "{error}");
    }
}
