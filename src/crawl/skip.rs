//! What an address tells before it is asked for: useless, a document, a login page, or of little value.

use url::Url;

/// File endings of documents that can hold a school's text.
const DOCUMENTS: &[&str] = &["pdf", "docx", "odt", "txt"];

/// File endings that never hold a school's text.
const MEDIA: &[&str] = &[
    "jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "ico", "bmp", "tif", "tiff", "heic", "mp3", "wav", "ogg",
    "m4a", "mp4", "m4v", "mov", "avi", "wmv", "webm", "mkv", "zip", "rar", "7z", "gz", "tar", "exe", "msi", "dmg",
    "apk", "iso", "ics", "css", "js", "mjs", "json", "xml", "rss", "atom", "woff", "woff2", "ttf", "eot", "otf", "xls",
    "xlsx", "epub", "swf", "vcf", "map",
];

/// File endings of documents that hold text but are not read: the reader of the report is told.
const OLD: &[&str] = &["doc", "dot", "rtf", "ppt", "pptx", "pps", "ppsx", "odp", "wpd", "pages"];

/// Path segments of machine rooms, feeds, and links that do something instead of telling something.
const USELESS_SEGMENTS: &[&str] = &[
    "wp-login.php",
    "wp-admin",
    "wp-json",
    "xmlrpc.php",
    "wp-cron.php",
    "wp-comments-post.php",
    "feed",
    "feeds",
    "rss",
    "atom",
    "rdf",
    "trackback",
    "logout",
    "uitloggen",
    "signout",
    "verwijder",
    "verwijderen",
    "delete",
    "print",
    "printen",
    "afdrukken",
    "cdn-cgi",
];

/// Query parameters of feeds, share buttons, print views, shops, calendars to download, and links that do something.
const USELESS_PARAMETERS: &[&str] = &[
    "feed",
    "share",
    "print",
    "printable",
    "printvriendelijk",
    "add-to-cart",
    "voegtoe",
    "ical",
    "ics",
    "outlook-ical",
    "logout",
    "delete",
    "verwijder",
    "rest_route",
    "preview",
    "like_comment",
    "doing_wp_cron",
    "redirect_to",
    "cpage",
];

/// Values of `action=` that change something or ask for an account.
const DEEDS: &[&str] = &["edit", "delete", "remove", "logout", "login", "register", "lostpassword", "add"];

const LOGIN_SEGMENTS: &[&str] = &[
    "inloggen",
    "login",
    "log-in",
    "login.php",
    "login.aspx",
    "login.html",
    "signin",
    "sign-in",
    "wp-login.php",
    "adfs",
];

/// Whether an address is never worth a request. Login pages are: they hold nothing a visitor may read.
pub(super) fn is_useless(url: &Url) -> bool {
    let bad_segment = segments(url)
        .any(|segment| USELESS_SEGMENTS.contains(&segment.as_str()) || segment.starts_with("comment-page-"));
    let bad_ending = extension(url).is_some_and(|ending| MEDIA.contains(&ending.as_str()));
    let bad_parameter = url.query_pairs().any(|(name, value)| {
        let name = name.to_ascii_lowercase();
        USELESS_PARAMETERS.contains(&name.as_str())
            || (name == "format" && value != "html")
            || (name == "action" && DEEDS.contains(&value.as_ref()))
    });
    bad_segment || bad_ending || bad_parameter || is_login(url)
}

/// Whether the address ends like a document that can be read.
pub(super) fn is_document(url: &Url) -> bool {
    extension(url).is_some_and(|ending| DOCUMENTS.contains(&ending.as_str()))
}

/// Whether the address ends like a document of a kind that is not read.
pub(super) fn is_old_document(url: &Url) -> bool {
    extension(url).is_some_and(|ending| OLD.contains(&ending.as_str()))
}

/// Whether the address is that of a login page.
pub(super) fn is_login(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let at_door = ["login.", "inloggen.", "sso.", "accounts."].iter().any(|door| host.starts_with(door));
    at_door || segments(url).any(|segment| LOGIN_SEGMENTS.contains(&segment.as_str()))
}

/// How much later than its promise says an address is read: lists that repeat what other pages hold.
pub(super) fn demotion(url: &Url) -> i32 {
    const LISTS: &[&str] = &["author", "auteur", "tag", "tags", "category", "categorie", "attachment"];
    const KEYS: &[&str] = &["author", "tag", "cat", "m", "attachment_id", "paged", "cpage", "orderby", "sort", "s"];
    let is_list = segments(url).any(|segment| LISTS.contains(&segment.as_str())) || is_later_page(url);
    let by_key = url.query_pairs().any(|(name, _)| KEYS.contains(&name.to_ascii_lowercase().as_str()));
    if is_list || by_key || is_date_archive(url) { 1000 } else { 0 }
}

/// `/page/2/`, `?pagina=2` and the like.
pub(super) fn is_later_page(url: &Url) -> bool {
    let later = |(name, page): (std::borrow::Cow<str>, std::borrow::Cow<str>)| {
        matches!(name.as_ref(), "paged" | "pagina") && is_number(&page)
    };
    let segments: Vec<String> = segments(url).collect();
    url.query_pairs().any(later)
        || segments.windows(2).any(|pair| matches!(pair[0].as_str(), "page" | "pagina") && is_number(&pair[1]))
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `/2026/`, `/2026/11/` and the like: nothing but numbers, starting with a year.
pub(super) fn is_date_archive(url: &Url) -> bool {
    let segments: Vec<String> = segments(url).collect();
    segments.first().is_some_and(|year| year.len() == 4 && (year.starts_with("19") || year.starts_with("20")))
        && segments.iter().all(|segment| is_number(segment))
}

fn segments(url: &Url) -> impl Iterator<Item = String> {
    url.path().split('/').filter(|segment| !segment.is_empty()).map(str::to_ascii_lowercase)
}

fn extension(url: &Url) -> Option<String> {
    let (name, ending) = url.path().rsplit('/').next()?.rsplit_once('.')?;
    (!name.is_empty()).then(|| ending.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(path: &str) -> Url {
        Url::parse("https://www.school.example").and_then(|base| base.join(path)).expect("an address")
    }

    #[test]
    fn machine_rooms_media_and_deeds_are_useless() {
        for path in [
            "/wp-login.php",
            "/wp-admin/",
            "/wp-json/wp/v2",
            "/nieuws/feed/",
            "/?feed=rss2",
            "/a?share=facebook",
            "/a/print/",
            "/winkel?add-to-cart=5",
            "/uitloggen",
            "/verwijder?id=1",
            "/foto.JPG",
            "/agenda?ical=1",
            "/sitemap.xml",
            "/inloggen?terug=/",
            "/alles.zip",
            "/bericht/comment-page-2/",
            "/?p=31&cpage=2",
        ] {
            assert!(is_useless(&url(path)), "{path}");
        }
    }

    #[test]
    fn ordinary_pages_and_documents_are_not() {
        for path in
            ["/", "/ouders/", "/schoolgids.pdf", "/nieuws/feedback-ouders/", "/index.php?p=3", "/aanmelden", "/.well"]
        {
            assert!(!is_useless(&url(path)), "{path}");
        }
        assert!(is_document(&url("/gids.PDF?v=2")) && !is_document(&url("/gids")));
        assert!(
            is_old_document(&url("/gids.DOC"))
                && !is_useless(&url("/gids.doc"))
                && !is_old_document(&url("/gids.docx"))
        );
    }

    #[test]
    fn archives_come_later() {
        for path in ["/tag/feest/", "/author/jan/", "/2026/11/", "/?cat=3", "/nieuws/page/2/"] {
            assert!(demotion(&url(path)) > 0, "{path}");
        }
        for path in ["/2026/11/ouderavond/", "/ouders/", "/?p=3", "/", "/page/mr"] {
            assert_eq!(demotion(&url(path)), 0, "{path}");
        }
    }
}
