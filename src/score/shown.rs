//! Pictures that a site shows and that may be a logo, with the pages that show them.

use super::profile::evidence;
use crate::model::{Document, Evidence, Image, Organisation, Picture, Print, Region, Source, is_logo_word};
use crate::text::{collapse, squeeze};
use std::collections::BTreeSet;
use url::Url;

/// A picture with where it is shown.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// What it looks like, when it was looked at.
    pub picture: Option<Picture>,
    /// Whether alternative text or file name say that it is the organisation's logo.
    pub named: bool,
    /// Whether alternative text, file name or style sheet speak of a logo.
    pub logo: bool,
    /// Whether it stands in the head of the page and leads nowhere else, as a site's own logo does.
    pub own_place: bool,
    /// Numbers of the pages that show it.
    pub pages: BTreeSet<usize>,
    /// Whether the home page shows it.
    pub home: bool,
    /// Where it is, on the home page when it is there.
    pub evidence: Evidence,
    key: String,
}

/// All pictures of the site's pages that were looked at, or are named as the organisation's logo.
pub(super) fn shown(pages: &[&Document], pictures: &[Picture], organisation: Option<&Organisation>) -> Vec<Shown> {
    let mut out: Vec<Shown> = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        for image in &page.images {
            let named = organisation.is_some_and(|o| is_named(o, image));
            let picture = image.url.as_ref().and_then(|url| pictures.iter().find(|p| p.url == *url));
            if named || picture.is_some() {
                add(&mut out, number, page, image, picture, named);
            }
        }
        for (url, word) in backgrounds(pages, page) {
            if let Some(picture) = pictures.iter().find(|p| p.url == *url) {
                let image = Image { url: Some(url.clone()), alt: word, region: Region::Header, link: None };
                let named = organisation.is_some_and(|o| is_named(o, &image));
                add(&mut out, number, page, &image, Some(picture), named);
            }
        }
    }
    out
}

fn add(out: &mut Vec<Shown>, number: usize, page: &Document, image: &Image, picture: Option<&Picture>, named: bool) {
    let quote = match (&image.url, image.alt.is_empty()) {
        (Some(url), true) => url.to_string(),
        _ => collapse(&image.alt),
    };
    let key = image.url.as_ref().map_or_else(|| quote.clone(), Url::to_string);
    let home = page.clicks == Some(0);
    let leads_out = image.link.as_ref().is_some_and(|link| link.host() != page.url.host());
    let entry = match out.iter().position(|shown| shown.key == key) {
        Some(at) => &mut out[at],
        None => {
            out.push(Shown {
                picture: picture.cloned(),
                named: false,
                logo: false,
                own_place: false,
                pages: BTreeSet::new(),
                home: false,
                evidence: evidence(page, quote.clone(), Source::Image),
                key,
            });
            let last = out.len() - 1;
            &mut out[last]
        }
    };
    if home && !entry.home {
        entry.evidence = evidence(page, quote, Source::Image);
    }
    entry.named |= named;
    entry.logo |= is_logo_word(&image.alt) || image.url.as_ref().is_some_and(|url| is_logo_word(url.path()));
    entry.own_place |= matches!(image.region, Region::Header | Region::Navigation) && !leads_out;
    entry.home |= home;
    entry.pages.insert(number);
}

/// Backgrounds that a page shows: of the style sheets that it takes, behind elements that it has. Style sheets are
/// read for the home page, so what they hold is known from there.
fn backgrounds<'a>(pages: &'a [&Document], page: &'a Document) -> impl Iterator<Item = (&'a Url, String)> {
    let known = pages.iter().filter(|p| p.clicks == Some(0)).flat_map(|home| &home.look.backgrounds);
    let own = page.look.backgrounds.iter().filter(|b| b.sheet.is_none());
    let from_sheets = known.filter(|b| b.sheet.as_ref().is_some_and(|sheet| page.look.stylesheets.contains(sheet)));
    own.chain(from_sheets)
        .filter(|b| b.names.is_empty() || b.names.iter().any(|name| page.look.marks.contains(name)))
        .filter_map(|b| Some((b.url.as_ref()?, String::new())))
}

/// Whether an image says to be the organisation's logo: its file name names organisation and logo, or its alternative
/// text is little more than the name, or it says logo, stands in the frame of the page or leads to the organisation.
fn is_named(organisation: &Organisation, image: &Image) -> bool {
    let alt = squeeze(&image.alt);
    let file = image.url.as_ref().map(|u| squeeze(u.path())).unwrap_or_default();
    let framed = matches!(image.region, Region::Header | Region::Footer | Region::Navigation | Region::Aside);
    let leads = image.link.as_ref().zip(organisation.url.as_ref()).is_some_and(|(a, b)| a.host() == b.host());
    names(organisation).any(|name| {
        let short = alt.len() <= name.len() + 24;
        alt.contains(&name) && (framed || leads || short || is_logo_word(&image.alt))
            || is_logo_word(&file) && file.contains(&name)
    })
}

/// The organisation's names as one word, without the legal form.
fn names(organisation: &Organisation) -> impl Iterator<Item = String> {
    let all = std::iter::once(&organisation.name).chain(&organisation.aliases).map(|name| squeeze(name));
    let short = |name: String| {
        let bare = ["stichting", "vereniging"].iter().find_map(|form| name.strip_prefix(form)).map(str::to_owned);
        bare.unwrap_or(name)
    };
    all.map(short).filter(|name| name.len() > 3)
}

/// Longest copy, as base64, of a picture that is drawn and no photo: photos pack badly, and children in them are no
/// matter for a report.
const DRAWN: usize = 24_000;

/// The picture that stands for the whole site: on its home page, called a logo, or a drawn one in the logo's place.
pub(super) fn own_logo(shown: &[Shown]) -> Option<&Picture> {
    let rank = |s: &&Shown| (s.named && s.logo, s.logo && s.own_place, s.own_place, s.logo);
    let drawn = |s: &Shown| s.picture.as_ref().is_some_and(|p| p.copy.len() <= DRAWN);
    let fits = shown.iter().filter(|s| s.home && s.picture.is_some() && (s.logo || s.own_place && drawn(s)));
    // The first of the best, as a visitor sees it.
    fits.rev().max_by_key(rank).and_then(|s| s.picture.as_ref())
}

/// Whether a picture has the shape of one of `logos`.
pub(super) fn is_like(shown: &Shown, logos: &[Print]) -> bool {
    let print = shown.picture.as_ref().and_then(|p| p.print);
    print.is_some_and(|print| logos.iter().any(|logo| logo.is_like(&print)))
}
