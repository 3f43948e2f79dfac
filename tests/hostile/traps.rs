//! Addresses without end, and one page many times.

use crate::server::{Reply, Request, Site};
use crate::world::{Named, page, school, world};

pub fn sites() -> Vec<Named> {
    vec![
        ("kalender", "/", school("kalender", &["/agenda?maand=2026-11", "/agenda/2026/11/"]).handler(calendar)),
        ("sessies", "/", Site::new().handler(sessions)),
        ("map-in-map", "/", school("map", &["/map/index.html"]).handler(folders)),
        ("zachte-404", "/", school("zacht", &["/bestaat-niet-1", "/bestaat-niet-2"]).handler(soft)),
        ("verversen-zonder-eind", "/v?n=0", Site::new().handler(refresh)),
        ("tienduizend", "/", thousands()),
        ("telkens-anders", "/", Site::new().handler(nonce)),
        ("canoniek", "/", canonical()),
    ]
}

/// A month with links to its days and to the months beside it, in two spellings of an address.
fn calendar(request: &Request) -> Option<Reply> {
    let rest = request.path.strip_prefix("/agenda")?;
    let numbers: Vec<i32> = rest.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
    let (year, month) = (*numbers.first()?, *numbers.get(1)?);
    let address = |by: i32| {
        let (year, month) = (year + (month + by - 1).div_euclid(12), (month + by - 1).rem_euclid(12) + 1);
        if rest.starts_with('?') { format!("/agenda?maand={year}-{month}") } else { format!("/agenda/{year}/{month}/") }
    };
    let days: String = (1..29).map(|day| format!("<a href=\"{}&amp;dag={day}\">{day}</a> ", address(0))).collect();
    Some(Reply::html(&page(&format!("Agenda {month}-{year}"), &days, &[&address(-1), &address(1)])))
}

/// An ordinary site in whose links every answer puts another session.
fn sessions(request: &Request) -> Option<Reply> {
    let path = request.path.split([';', '?']).next()?;
    let titles = [("/", "Welkom"), ("/ouders", "Ouders"), ("/mr", "MR"), ("/contact", "Contact")];
    let title = titles.iter().find(|(found, _)| *found == path)?.1;
    let session = std::time::SystemTime::now().elapsed().unwrap_or_default().as_nanos();
    let linked = page(title, &format!("<p>Dit is {title}.</p>"), &[]);
    let linked = linked.replace("/ouders\"", &format!("/ouders?PHPSESSID={session}\""));
    Some(Reply::html(&linked.replace("/mr\"", &format!("/mr;jsessionid={session}\""))))
}

fn folders(request: &Request) -> Option<Reply> {
    let body =
        format!("<a href=\"map/index.html\">Verder</a> <a href=\"../map/x.html?z={}\">Opzij</a>", request.path.len());
    request.path.starts_with("/map/").then(|| Reply::html(&page("Map", &body, &[])))
}

/// Every address answers, and says that it is not there.
fn soft(request: &Request) -> Option<Reply> {
    let said = page("Pagina niet gevonden", "<p>De pagina over de ouderraad of MR die u zoekt bestaat niet.</p>", &[]);
    (request.path != "/robots.txt").then(|| Reply::html(&said))
}

fn refresh(request: &Request) -> Option<Reply> {
    let number: u32 = request.path.strip_prefix("/v?n=")?.parse().ok()?;
    let next = number + 1;
    Some(Reply::html(&format!("<meta http-equiv=\"refresh\" content=\"0; url=/v?n={next}\"><p>Bladzijde {number}</p>")))
}

fn thousands() -> Site {
    let links: String = (0..10_000).map(|n| format!("<a href=\"/p/{n}\">Bericht {n}</a> ")).collect();
    school("tienduizend", &[]).page("/", &page("Welkom", &links, &[])).handler(|request| {
        let number = request.path.strip_prefix("/p/")?;
        Some(Reply::html(&page(&format!("Bericht {number}"), &format!("<p>Nieuws nummer {number}.</p>"), &[])))
    })
}

/// Pages that say something else each time they are asked for.
fn nonce(request: &Request) -> Option<Reply> {
    let now = std::time::UNIX_EPOCH.elapsed().unwrap_or_default().as_nanos();
    let known = ["/", "/ouders", "/mr", "/contact"].contains(&request.path.as_str());
    known.then(|| Reply::html(&page(&request.path, &format!("<p>Gemaakt op {now}.</p>"), &[])))
}

/// Two pages that each call the other the true one.
fn canonical() -> Site {
    let of = |path: &str, other: &str| {
        let text = page(path, &format!("<p>Dit is {path}.</p>"), &[]);
        text.replace("</head>", &format!("<link rel=\"canonical\" href=\"{other}\"></head>"))
    };
    school("canoniek", &["/x", "/y"]).page("/x", &of("/x", "/y")).page("/y", &of("/y", "/x"))
}

#[test]
fn a_calendar_without_end() {
    let site = world().site("kalender");
    site.is_read();
    assert!(site.asked("/agenda?") <= 6 && site.asked("/agenda/") <= 6, "{:?}", site.read());
}

#[test]
fn a_session_in_every_link() {
    let site = world().site("sessies");
    assert_eq!(site.read().len(), 4, "{:?}", site.read());
    assert!(site.asked("/ouders") <= 2 && site.asked("/mr") <= 2);
}

#[test]
fn a_folder_in_itself() {
    let site = world().site("map-in-map");
    site.is_read();
    assert!(site.asked("/map/") <= 12 && site.asked("/map/map/map") == 0, "{:?}", site.server.paths());
}

#[test]
fn missing_pages_with_status_200_are_no_content() {
    let site = world().site("zachte-404");
    site.is_read();
    assert_eq!(site.read().len(), 4, "{:?}", site.read());
    assert!(site.reason("/bestaat-niet-1").is_some() && !site.quotes().iter().any(|quote| quote.contains("u zoekt")));
}

#[test]
fn a_refresh_to_ever_another_address() {
    let asked = world().site("verversen-zonder-eind").asked("/v");
    assert!(asked <= 11, "{asked}");
}

#[test]
fn ten_thousand_links_leave_room_for_what_matters() {
    let site = world().site("tienduizend");
    site.is_read();
    assert!(site.asked("/p/") <= 40);
    assert!(site.school["crawl"]["left"].as_u64().unwrap() > 900);
}

#[test]
fn pages_that_change_while_read_are_read_once() {
    let site = world().site("telkens-anders");
    assert!(["/", "/ouders", "/mr", "/contact"].iter().all(|path| site.server.count(path) == 1));
}

#[test]
fn canonical_addresses_in_a_circle() {
    let site = world().site("canoniek");
    site.is_read();
    assert!(site.asked("/x") <= 1 && site.asked("/y") <= 1);
}
