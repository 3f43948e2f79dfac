//! A reader of simple pages, so that visits are tested apart from the real reader.

use audit::model::{
    Block, BlockKind, Document, DocumentKind, Failure, FailureKind, Fetched, Image, Link, Look, Region,
};
use regex::Regex;
use std::sync::Arc;
use url::Url;

/// Reads links, title, paragraphs and style sheets. A body that starts with `PANIEK` makes it panic.
pub fn read(fetched: Fetched) -> Result<Document, Failure> {
    let html = String::from_utf8_lossy(fetched.body.get(..100_000).unwrap_or(&fetched.body)).into_owned();
    assert!(!html.starts_with("PANIEK"), "as asked");
    let is_pdf = html.starts_with("%PDF");
    let typed = fetched.content_type.as_deref().unwrap_or("text/html");
    if !is_pdf && !typed.contains("html") {
        return Err(Failure { url: fetched.url, kind: FailureKind::Unreadable, detail: typed.to_owned() });
    }
    let canonical = first(&html, r#"<link rel="canonical" href="([^"]*)""#);
    let tag = fetched.robots_tag.unwrap_or_default();
    let kind = if is_pdf { DocumentKind::Pdf } else { DocumentKind::Page };
    Ok(Document {
        title: first(&html, "<title>(.*?)</title>").unwrap_or_default(),
        canonical: canonical.and_then(|href| fetched.url.join(&href).ok()),
        clicks: fetched.clicks,
        noindex: tag.contains("noindex"),
        nofollow: tag.contains("nofollow") || html.contains(r#"content="nofollow""#),
        blocks: paragraphs(&html),
        links: links(&html, &fetched.url),
        images: images(&html, &fetched.url),
        look: look(&html, &fetched.url),
        partial: fetched.truncated,
        script_shell: html.contains("id=root"),
        ..Document::blank(fetched.url.clone(), kind)
    })
}

fn images(html: &str, base: &Url) -> Vec<Image> {
    let image = |found: Vec<String>| Image {
        url: base.join(&found[0]).ok(),
        alt: found[1].clone(),
        region: Region::Header,
        link: None,
    };
    all(html, r#"<img src="([^"]*)" alt="([^"]*)""#).into_iter().map(image).collect()
}

fn first(html: &str, pattern: &str) -> Option<String> {
    all(html, pattern).into_iter().next().map(|found| found[0].clone())
}

fn all(html: &str, pattern: &str) -> Vec<Vec<String>> {
    let regex = Regex::new(pattern).expect("a pattern");
    let groups = |found: regex::Captures<'_>| {
        found.iter().skip(1).map(|group| group.map_or(String::new(), |group| group.as_str().to_owned())).collect()
    };
    regex.captures_iter(html).map(groups).collect()
}

fn paragraphs(html: &str) -> Vec<Block> {
    let block = |text: &Vec<String>| Block {
        region: Region::Main,
        kind: BlockKind::Paragraph,
        headings: Arc::from([]),
        lead_in: None,
        text: text[0].clone(),
        page: None,
    };
    all(html, "<p>(.*?)</p>").iter().map(block).collect()
}

fn links(html: &str, base: &Url) -> Vec<Link> {
    let link = |found: &Vec<String>| {
        let mut url = base.join(&found[0]).ok().filter(|url| url.scheme().starts_with("http"))?;
        url.set_fragment(None);
        Some(Link {
            url,
            text: found[2].clone(),
            region: Region::Main,
            nofollow: found[1].contains("nofollow"),
            block: None,
        })
    };
    all(html, r#"<a href="([^"]*)"([^>]*)>(.*?)</a>"#).iter().filter_map(link).collect()
}

fn look(html: &str, base: &Url) -> Look {
    let sheets = all(html, r#"<link rel="stylesheet" href="([^"]*)""#);
    Look { stylesheets: sheets.iter().filter_map(|href| base.join(&href[0]).ok()).collect(), ..Look::default() }
}
