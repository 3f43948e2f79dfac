//! Where the user's browser is.

use std::env;
use std::path::{Path, PathBuf};

/// Names on the search path, the most common first.
const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
];

/// Usual places outside the search path, below a folder of programs.
const PLACES: &[&str] = &[
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
];

/// The first Chromium, Chrome or Edge found. `AUDIT_BROWSER` names another program.
pub fn find() -> Option<PathBuf> {
    if let Some(named) = env::var_os("AUDIT_BROWSER") {
        return Some(PathBuf::from(named)).filter(|program| program.is_file());
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).filter(|folder| folder.is_absolute()).collect();
    on_path(&folders).or_else(in_usual_places)
}

fn on_path(folders: &[PathBuf]) -> Option<PathBuf> {
    let names = NAMES.iter().map(|name| format!("{name}{}", env::consts::EXE_SUFFIX));
    names.flat_map(|name| folders.iter().map(move |folder| folder.join(&name))).find(|program| program.is_file())
}

fn in_usual_places() -> Option<PathBuf> {
    let roots = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"].into_iter().filter_map(env::var_os);
    let roots = roots.map(PathBuf::from).chain(cfg!(target_os = "macos").then(|| PathBuf::from("/Applications")));
    roots.flat_map(|root: PathBuf| PLACES.iter().map(move |place| root.join(Path::new(place)))).find(|p| p.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_known_name_on_the_path_is_taken() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(on_path(&[folder.path().to_owned()]), None);
        let program = folder.path().join(format!("msedge{}", env::consts::EXE_SUFFIX));
        std::fs::write(&program, "").expect("a file");
        assert_eq!(on_path(&[folder.path().to_owned()]), Some(program));
    }
}
