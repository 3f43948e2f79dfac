//! What helps in a terminal: completions, the manual page, the version, and the language.

use crate::support::Run;

#[test]
fn completions_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = Run::new().args(&format!("completions {shell}"));
        assert_eq!(run.code, 0, "{shell}: {}", run.err);
        assert!(run.out.contains("check") && run.out.contains("audit"), "{shell}");
    }
    assert!(Run::new().args("completions cmd").err.contains("powershell"));
}

#[test]
fn a_manual_page_for_the_program_and_for_a_command() {
    let whole = Run::new().args("man");
    for part in [".TH audit 1", ".SH NAAM", ".SH OPTIES", ".SH OPDRACHTEN", "audit\\-demo(1)"] {
        assert!(whole.out.contains(part), "{part}: {}", whole.out);
    }
    assert!(Run::new().args("man check").out.contains("organisation"));
    assert_eq!(Run::new().args("man chek").code, 2);
}

#[test]
fn the_version_names_the_rubric() {
    let run = Run::new().args("--version");
    assert_eq!(run.code, 0);
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines[0], concat!("audit ", env!("CARGO_PKG_VERSION")));
    assert!(lines[1].starts_with("meetlat ouderbetrokkenheid "), "{}", run.out);
}

#[test]
fn dutch_unless_english_is_asked_for() {
    let dutch = Run::new().variable("LANG", "en_GB.UTF-8").args("");
    assert!(dutch.err.contains("Zo begint u") && dutch.err.contains("English: --lang en"), "{}", dutch.err);
    assert!(!Run::new().variable("LANG", "nl_NL.UTF-8").args("").err.contains("English"));
    assert!(Run::new().variable("AUDIT_LANG", "en").args("").err.contains("How to start"));
    assert!(Run::new().variable("AUDIT_LANG", "en").args("--quit").err.contains("is not known"));
    assert!(Run::new().variable("AUDIT_LANG", "en").args("--lang nl").err.contains("Zo begint u"));
}
