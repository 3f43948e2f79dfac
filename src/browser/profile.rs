//! The empty profile that every browser gets, and what it takes to start one with it.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// A folder that only this user can enter; removed when dropped.
#[derive(Debug)]
pub(super) struct Profile(PathBuf);

impl Profile {
    /// # Errors
    /// A sentence in English: the folder could not be made.
    pub(super) fn new() -> Result<Self, String> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let moment = std::time::UNIX_EPOCH.elapsed().map_or(0, |time| time.subsec_nanos());
        let name = format!("audit-browser-{}-{number}-{moment}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let made = builder().create(&folder);
        made.map(|()| Self(folder)).map_err(|error| format!("no folder for the browser's profile: {error}"))
    }

    /// What a browser with this profile is started with.
    pub(super) fn arguments(&self) -> Vec<String> {
        let mut arguments = vec![format!("--user-data-dir={}", self.0.display())];
        if is_root() {
            // Chromium's sandbox refuses to run for root.
            arguments.push("--no-sandbox".to_owned());
        }
        arguments
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        // Helpers of the browser may write for another moment after it was killed.
        for _ in 0..20 {
            match fs::remove_dir_all(&self.0) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    std::thread::sleep(Duration::from_millis(50));
                }
                _ => return,
            }
        }
        tracing::warn!(folder = %self.0.display(), "the browser's profile could not be removed");
    }
}

#[cfg(unix)]
fn builder() -> fs::DirBuilder {
    use std::os::unix::fs::DirBuilderExt;
    let mut builder = fs::DirBuilder::new();
    builder.mode(0o700);
    builder
}

#[cfg(not(unix))]
fn builder() -> fs::DirBuilder {
    fs::DirBuilder::new()
}

#[cfg(unix)]
fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_is_a_folder_of_its_own_that_goes_with_it() {
        let (one, other) = (Profile::new().unwrap(), Profile::new().unwrap());
        let (first, second) = (one.0.clone(), other.0.clone());
        assert!(first.is_dir() && second.is_dir() && first != second);
        assert!(one.arguments()[0].ends_with(&first.display().to_string()));
        drop(one);
        assert!(!first.exists() && second.is_dir());
    }

    #[cfg(unix)]
    #[test]
    fn a_profile_is_private_and_goes() {
        use std::os::unix::fs::PermissionsExt;
        let profile = Profile::new().expect("a folder");
        let folder = profile.0.clone();
        assert_eq!(fs::metadata(&folder).expect("a folder").permissions().mode() & 0o777, 0o700);
        fs::write(folder.join("Cookies"), "x").expect("a file");
        drop(profile);
        assert!(!folder.exists());
    }
}
