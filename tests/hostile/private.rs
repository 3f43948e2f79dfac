//! Ways to make a visitor ask a machine that nobody listed.

use crate::server::{Reply, Server, Site};
use crate::world::{Named, PARENTS, page, school, world};

/// The canary in every spelling of its address that a link can have.
fn spellings(canary: &Server) -> Vec<String> {
    let port = canary.url("").rsplit(':').next().map(str::to_owned).unwrap();
    let hosts = [
        "127.0.0.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "[::ffff:127.0.0.1]",
        "127.0.0.1.",
        "school@127.0.0.1",
        "localhost",
        "localhost.",
        "0",
        "[::1]",
    ];
    let mut all: Vec<String> = hosts.iter().map(|host| format!("http://{host}:{port}/geheim")).collect();
    let bare = format!("127.0.0.1:{port}/geheim");
    all.extend([format!("//{bare}"), format!("\\\\{bare}"), format!("http:{bare}"), format!("https://{bare}")]);
    all.extend(
        ["http://10.0.0.1/", "http://192.168.1.1/router.pdf", "http://[fe80::1]/", "http://[fd00::1]/"]
            .map(str::to_owned),
    );
    all
}

pub fn sites(canary: &Server) -> Vec<Named> {
    let all = |url: &String| format!("<a href=\"{url}\">x</a><img src=\"{url}.png\"><iframe src=\"{url}\"></iframe>");
    let body: String = spellings(canary).iter().map(all).collect();
    let to = canary.url("/geheim.pdf");
    let base = format!(
        "<html><head><base href=\"{}\"><title>Welkom</title></head><body><p>{PARENTS}</p><a href=\"ouders\">o</a></body></html>",
        canary.url("/")
    );
    let frame = page("Kader", &format!("<p>{PARENTS}</p>"), &["/weg", "/blad.css"]);
    let frame =
        frame.replace("</head>", &format!("<link rel=\"stylesheet\" href=\"{}\"></head>", canary.url("/stijl.css")));
    vec![
        ("links-naar-binnen", "/", school("binnen", &[]).page("/", &page("Welkom", &body, &[]))),
        ("basis-elders", "/", Site::new().page("/", &base)),
        ("kader-elders", "/", school("kader", &[]).page("/", &frame).reply("/weg", Reply::redirect(&to))),
    ]
}

#[test]
fn no_spelling_of_a_private_address_is_asked() {
    let site = world().site("links-naar-binnen");
    site.is_read();
    assert_eq!(site.read().len(), 4);
}

#[test]
fn a_base_elsewhere_leads_nowhere() {
    let site = world().site("basis-elders");
    assert_eq!(site.read(), ["/"]);
}

#[test]
fn style_sheets_pictures_frames_and_documents_stay_outside_too() {
    let site = world().site("kader-elders");
    site.is_read();
    assert!(site.reason("/weg").is_some(), "{}", site.school["not_read"]);
    // The test of the whole run sees to it that the canary was asked nothing.
    assert!(world().canary.log().is_empty());
}
