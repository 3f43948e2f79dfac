//! Progress on standard error: a line per school and a total in a terminal, a plain line per finished school elsewhere.

use super::say;
use crate::model::{Lang, Status, Text};
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// How progress is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Moving lines.
    Live,
    /// One line per finished site.
    Plain,
    /// Only what could not be read.
    Silent,
}

impl Mode {
    /// Moving lines only in a terminal, and not when a log runs through it.
    pub(super) fn choose(quiet: bool, logging: bool) -> Self {
        match (quiet, std::io::stderr().is_terminal() && !logging) {
            (true, _) => Self::Silent,
            (false, true) => Self::Live,
            (false, false) => Self::Plain,
        }
    }
}

/// Progress of all sites. Sites are known by their place in the list of names.
#[derive(Debug)]
pub(super) struct Progress {
    lines: MultiProgress,
    total: ProgressBar,
    sites: Vec<Site>,
    pages: AtomicUsize,
    mode: Mode,
    lang: Lang,
}

#[derive(Debug)]
struct Site {
    name: String,
    read: AtomicUsize,
    bar: Mutex<Option<ProgressBar>>,
}

impl Progress {
    /// Progress for sites with these names; shows nothing before the first one starts.
    pub(super) fn new(names: Vec<String>, mode: Mode, lang: Lang) -> Self {
        let target = match mode {
            Mode::Live => ProgressDrawTarget::stderr(),
            Mode::Plain | Mode::Silent => ProgressDrawTarget::hidden(),
        };
        let lines = MultiProgress::with_draw_target(target);
        let total = ProgressBar::new(names.len() as u64).with_style(total_style(lang)).with_message("0");
        let total = lines.add(total);
        if mode == Mode::Live {
            total.enable_steady_tick(Duration::from_millis(500));
        }
        let site = |name| Site { name, read: AtomicUsize::new(0), bar: Mutex::new(None) };
        Self { lines, total, sites: names.into_iter().map(site).collect(), pages: AtomicUsize::new(0), mode, lang }
    }

    /// The first request to a site goes out.
    pub(super) fn started(&self, site: usize) {
        let Some(site) = self.sites.get(site) else {
            return;
        };
        // The home page is to come: a bar without length would look full.
        let bar = self.lines.insert_before(&self.total, ProgressBar::new(1).with_style(site_style(self.lang)));
        bar.set_prefix(cut(&site.name));
        if let Ok(mut place) = site.bar.lock() {
            *place = Some(bar);
        }
    }

    /// So many pages of a site are read, so many wait.
    pub(super) fn read(&self, site: usize, read: usize, waiting: usize) {
        let Some(site) = self.sites.get(site) else {
            return;
        };
        let before = site.read.fetch_max(read, Ordering::Relaxed);
        self.pages.fetch_add(read.saturating_sub(before), Ordering::Relaxed);
        if let Ok(place) = site.bar.lock()
            && let Some(bar) = place.as_ref()
        {
            bar.set_length((read + waiting) as u64);
            bar.set_position(read as u64);
        }
        self.total.set_message(self.pages.load(Ordering::Relaxed).to_string());
    }

    /// A site is finished with this status; `reason` tells what kept it from being read as a whole.
    pub(super) fn done(&self, site: usize, status: Status, reason: Option<&Text>) {
        let Some(site) = self.sites.get(site) else {
            return;
        };
        if let Ok(mut place) = site.bar.lock()
            && let Some(bar) = place.take()
        {
            bar.finish_and_clear();
            self.lines.remove(&bar);
        }
        self.total.inc(1);
        let line = finished(&site.name, site.read.load(Ordering::Relaxed), status, reason);
        // Quiet is about progress: that a site was not read is always told.
        if self.mode != Mode::Silent || status != Status::Audited {
            self.note(&line);
        }
    }

    /// A line above the moving ones.
    pub(super) fn note(&self, text: &Text) {
        match self.mode {
            Mode::Silent | Mode::Plain => say::line(text, self.lang),
            Mode::Live => drop(self.lines.println(text.get(self.lang))),
        }
    }

    /// Takes the moving lines away.
    pub(super) fn close(&self) {
        self.total.finish_and_clear();
    }
}

fn finished(name: &str, read: usize, status: Status, reason: Option<&Text>) -> Text {
    let (nl, en) = match status {
        Status::Audited => (format!("✓ {name}: {read} gelezen"), format!("✓ {name}: {read} read")),
        Status::Partly => (format!("~ {name}: {read} gelezen, niet alles"), format!("~ {name}: {read} read, not all")),
        Status::NotChecked => (format!("– {name}: niet gekeken"), format!("– {name}: not checked")),
    };
    match reason {
        Some(reason) => Text::new(format!("{nl}. {}", reason.nl), format!("{en}. {}", reason.en)),
        None => Text::new(nl, en),
    }
}

/// Longest name in a moving line, in characters.
const NAME: usize = 28;

fn cut(name: &str) -> String {
    if name.chars().count() <= NAME {
        return format!("{name:NAME$}");
    }
    name.chars().take(NAME - 1).chain(['…']).collect()
}

fn site_style(lang: Lang) -> ProgressStyle {
    style(match lang {
        Lang::Nl => "  {prefix} {bar:20} {pos} van {len} gelezen",
        Lang::En => "  {prefix} {bar:20} {pos} of {len} read",
    })
}

fn total_style(lang: Lang) -> ProgressStyle {
    style(match lang {
        Lang::Nl => "  {pos} van {len} websites klaar, {msg:.bold} bladzijden gelezen, {elapsed}   (Ctrl-C stopt)",
        Lang::En => "  {pos} of {len} sites done, {msg:.bold} pages read, {elapsed}   (Ctrl-C stops)",
    })
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finished_lines_tell_the_reason() {
        let reason = Text::new("De website geeft geen antwoord.", "The site does not answer.");
        assert_eq!(finished("De Wei", 12, Status::Audited, None).nl, "✓ De Wei: 12 gelezen");
        assert_eq!(
            finished("De Wei", 0, Status::NotChecked, Some(&reason)).nl,
            "– De Wei: niet gekeken. De website geeft geen antwoord."
        );
    }

    #[test]
    fn pages_are_counted_once_over_all_sites() {
        let progress = Progress::new(vec!["a".into(), "b".into()], Mode::Silent, Lang::Nl);
        progress.started(0);
        progress.read(0, 3, 5);
        progress.read(0, 2, 5);
        progress.read(1, 4, 0);
        progress.done(0, Status::Audited, None);
        assert_eq!(progress.pages.load(Ordering::Relaxed), 7);
        assert_eq!(progress.total.position(), 1);
    }

    #[test]
    fn templates_are_valid() {
        for template in [site_style(Lang::Nl), site_style(Lang::En), total_style(Lang::Nl), total_style(Lang::En)] {
            let bar = ProgressBar::with_draw_target(Some(2), ProgressDrawTarget::hidden()).with_style(template);
            bar.inc(1);
        }
        assert!(ProgressStyle::with_template("  {pos} van {len} websites klaar, {msg:.bold}").is_ok());
        assert_eq!(cut(&"x".repeat(60)).chars().count(), NAME);
    }
}
