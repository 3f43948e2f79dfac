//! Which pictures of a site are looked at: the few that its frame shows, logos first.

use crate::model::{Document, DocumentKind, Image, Region, is_logo_word};
use std::collections::HashMap;
use url::Url;

/// Most pictures asked for at one site.
pub(super) const MOST: usize = 6;

/// Points from which a picture may be a logo.
const LEAST: u32 = 3;

/// Pictures that are never a logo of a school or its foundation.
const OTHERS: [&str; 10] =
    ["facebook", "instagram", "twitter", "linkedin", "youtube", "whatsapp", "icon", "pixel", "spacer", "avatar"];

#[derive(Debug, Default)]
struct Tally {
    best: u32,
    pages: usize,
    order: usize,
}

/// Addresses of the pictures to look at, most promising first.
pub(super) fn wanted(documents: &[Document]) -> Vec<Url> {
    let pages: Vec<&Document> = documents.iter().filter(|d| d.kind == DocumentKind::Page).collect();
    let mut found: HashMap<&Url, Tally> = HashMap::new();
    for page in &pages {
        let images = page.images.iter().filter_map(|image| Some((image.url.as_ref()?, points(page, image))));
        let backgrounds = page.look.backgrounds.iter().filter_map(|b| Some((b.url.as_ref()?, LEAST)));
        for (url, points) in images.chain(backgrounds) {
            let order = found.len();
            let tally = found.entry(url).or_insert_with(|| Tally { order, ..Tally::default() });
            tally.best = tally.best.max(points);
            tally.pages += 1;
        }
    }
    let everywhere = |tally: &Tally| u32::from(pages.len() > 1 && tally.pages * 10 >= pages.len() * 8) * 2;
    let mut ranked: Vec<(u32, usize, &Url)> = found
        .into_iter()
        .filter(|(url, _)| !is_other(url))
        .map(|(url, tally)| (tally.best + everywhere(&tally), tally.order, url))
        .filter(|(points, ..)| *points >= LEAST)
        .collect();
    ranked.sort_by_key(|(points, order, _)| (std::cmp::Reverse(*points), *order));
    ranked.into_iter().take(MOST).map(|(.., url)| url.clone()).collect()
}

fn points(page: &Document, image: &Image) -> u32 {
    let named = is_logo_word(&image.alt) || image.url.as_ref().is_some_and(|url| is_logo_word(url.path()));
    let framed = matches!(image.region, Region::Header | Region::Footer | Region::Navigation | Region::Aside);
    let leads_out = image.link.as_ref().is_some_and(|link| link.host() != page.url.host() || link.path() == "/");
    u32::from(named) * 4 + u32::from(framed) * 2 + u32::from(leads_out) * 2 + u32::from(page.clicks == Some(0))
}

fn is_other(url: &Url) -> bool {
    let path = url.path().to_ascii_lowercase();
    OTHERS.iter().any(|word| path.contains(word)) || path.ends_with(".ico")
}

#[cfg(test)]
mod tests {
    use super::super::samples::page;
    use super::*;

    fn image(page: &Document, path: &str, alt: &str, region: Region) -> Image {
        Image { url: page.url.join(path).ok(), alt: alt.to_owned(), region, link: None }
    }

    #[test]
    fn logos_first_photos_never_and_few_of_all() {
        let mut home = page("/", "", "");
        home.clicks = Some(0);
        home.images = vec![
            image(&home, "/foto.jpg", "Kinderen op het plein", Region::Main),
            image(&home, "/kop.png", "", Region::Header),
            image(&home, "/facebook-logo.svg", "", Region::Footer),
            image(&home, "/logo.svg", "", Region::Footer),
        ];
        let row: Vec<Image> = (0..9).map(|n| image(&home, &format!("/rij-{n}.png"), "", Region::Footer)).collect();
        home.images.extend(row);
        let mut deep = page("/klachten", "", "");
        deep.images = vec![image(&deep, "/x.png", "Beeldmerk van de stichting", Region::Main)];
        let wanted = wanted(&[home, deep]);
        let paths: Vec<&str> = wanted.iter().map(Url::path).collect();
        assert_eq!(paths, ["/logo.svg", "/x.png", "/kop.png", "/rij-0.png", "/rij-1.png", "/rij-2.png"]);
    }
}
