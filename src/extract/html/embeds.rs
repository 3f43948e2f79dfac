//! What is shown inside a page from elsewhere (calendars, feeds, viewers, forms), and documents behind a viewer.

use crate::model::Embed;
use url::Url;

/// Hosts (and below) with what they show. A path, when given, must be the start of the address's.
const KNOWN: &[(&str, &str, Embed)] = &[
    ("calendar.google.com", "", Embed::Calendar),
    ("outlook.office365.com", "", Embed::Calendar),
    ("outlook.live.com", "", Embed::Calendar),
    ("teamup.com", "", Embed::Calendar),
    ("facebook.com", "/plugins", Embed::Feed),
    ("twitter.com", "", Embed::Feed),
    ("x.com", "", Embed::Feed),
    ("instagram.com", "", Embed::Feed),
    ("elfsight.com", "", Embed::Feed),
    ("juicer.io", "", Embed::Feed),
    ("curator.io", "", Embed::Feed),
    ("snapwidget.com", "", Embed::Feed),
    ("padlet.com", "", Embed::Feed),
    ("docs.google.com", "/forms", Embed::Form),
    ("forms.office.com", "", Embed::Form),
    ("typeform.com", "", Embed::Form),
    ("jotform.com", "", Embed::Form),
    ("docs.google.com", "", Embed::Viewer),
    ("drive.google.com", "", Embed::Viewer),
    ("view.officeapps.live.com", "", Embed::Viewer),
    ("onedrive.live.com", "", Embed::Viewer),
    ("issuu.com", "", Embed::Viewer),
    ("yumpu.com", "", Embed::Viewer),
    ("flipsnack.com", "", Embed::Viewer),
    ("fliphtml5.com", "", Embed::Viewer),
    ("heyzine.com", "", Embed::Viewer),
    ("calameo.com", "", Embed::Viewer),
    ("publitas.com", "", Embed::Viewer),
    ("joomag.com", "", Embed::Viewer),
    ("scribd.com", "", Embed::Viewer),
    ("canva.com", "", Embed::Viewer),
    ("prezi.com", "", Embed::Viewer),
    ("sway.office.com", "", Embed::Viewer),
    ("sway.cloud.microsoft", "", Embed::Viewer),
];

/// What the frame with this address shows; `None` when it is not known to hold text.
pub(crate) fn kind(url: &Url) -> Option<Embed> {
    let host = url.host_str().unwrap_or_default();
    let below = |known: &str| host == known || host.strip_suffix(known).is_some_and(|rest| rest.ends_with('.'));
    KNOWN.iter().find(|(known, path, _)| below(known) && url.path().starts_with(path)).map(|(.., embed)| *embed)
}

/// The document that a viewer is told to show by its address.
pub(crate) fn behind(url: &Url) -> Option<Url> {
    let named = |name: &str| matches!(name, "url" | "src" | "file" | "pdf" | "document");
    let target = url.query_pairs().find(|(name, _)| named(name))?.1;
    let target = url.join(&target).ok()?;
    let path = target.path().to_ascii_lowercase();
    [".pdf", ".docx", ".odt"].iter().any(|end| path.ends_with(end)).then_some(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(address: &str) -> Url {
        Url::parse(address).expect("an address")
    }

    #[test]
    fn known_frames_by_host_and_path() {
        assert_eq!(kind(&url("https://calendar.google.com/calendar/embed?src=x")), Some(Embed::Calendar));
        assert_eq!(kind(&url("https://docs.google.com/forms/d/e/x/viewform")), Some(Embed::Form));
        assert_eq!(kind(&url("https://docs.google.com/document/d/x")), Some(Embed::Viewer));
        assert_eq!(kind(&url("https://www.facebook.com/plugins/page.php")), Some(Embed::Feed));
        assert_eq!((kind(&url("https://www.youtube.com/embed/x")), kind(&url("https://notx.com/"))), (None, None));
    }

    #[test]
    fn a_document_behind_a_viewer_can_be_asked_for_itself() {
        let viewer = url("https://docs.google.com/gview?url=https%3A%2F%2Fschool.example%2Fgids.pdf&embedded=true");
        assert_eq!(behind(&viewer).map(String::from).as_deref(), Some("https://school.example/gids.pdf"));
        let own = url("https://school.example/viewer.html?file=/gids.PDF");
        assert_eq!(behind(&own).map(String::from).as_deref(), Some("https://school.example/gids.PDF"));
        assert_eq!(behind(&url("https://school.example/?url=/ouders")), None);
    }
}
