//! Sites that show something else than themselves: a login, a cookie notice, a challenge, an advertisement.

use crate::server::{Reply, Request, Site};
use crate::world::{Named, page, school, world};

/// Answers every address but robots.txt alike.
fn always(reply: Reply) -> Site {
    Site::new().handler(move |request| (request.path != "/robots.txt").then(|| reply.clone()))
}

pub fn sites() -> Vec<Named> {
    let shell = "<!doctype html><html lang=\"nl\"><title>School</title><script type=\"module\" src=\"/app.js\"></script>\
                 <body><div id=\"root\"></div><noscript>Zet JavaScript aan om deze website te gebruiken.</noscript></body></html>";
    let cookies = "<p>Wij gebruiken cookies. Accepteer om verder te gaan.</p>\
                   <form method=\"post\" action=\"/akkoord\"><button>Accepteren</button></form>";
    let wall = format!(
        "<!doctype html><html lang=\"nl\"><title>Cookies</title><body><main><h1>Cookies</h1>{cookies}</main></body></html>"
    );
    let challenge = "<html><title>Even geduld...</title><body>Controleren of u een mens bent</body></html>";
    let parked = "<html lang=\"nl\"><title>proefschool.example is te koop</title><body><h1>Dit domein is te koop</h1>\
                  <p>Bied nu op dit domein. Gesponsorde links: <a href=\"/zoek?k=ouders\">ouders</a></p></body></html>";
    let sent_away = Reply::status(429).header("Retry-After", "86400");
    vec![
        ("schil", "/", always(Reply::html(shell))),
        ("scriptsprong", "/js", Site::new().page("/js", "<html><script>location.href=\"/ouders\"</script></html>")),
        ("koekmuur", "/", always(Reply::html(&wall))),
        ("achter-inloggen", "/", Site::new().handler(behind_login)),
        ("uitdaging", "/", always(Reply::status(403).header("Content-Type", "text/html").body(challenge))),
        ("te-koop", "/", Site::new().page("/", parked)),
        ("te-druk", "/", always(sent_away)),
        ("kapot", "/", always(Reply::status(500))),
        ("eerst-druk", "/", busy_once()),
    ]
}

fn behind_login(request: &Request) -> Option<Reply> {
    let login = "<form method=\"post\" action=\"/inloggen\"><input type=\"password\" name=\"p\"></form>";
    match request.path.as_str() {
        "/robots.txt" => None,
        "/" => Some(Reply::html(&page("Welkom", "<p>Wij zijn een kleine dorpsschool.</p>", &[]))),
        path if path.starts_with("/inloggen") => Some(Reply::html(&page("Inloggen", login, &[]))),
        path => Some(Reply::redirect(&format!("/inloggen?terug={path}"))),
    }
}

/// Too busy at the first request for each page.
fn busy_once() -> Site {
    let (calm, seen) = (school("druk", &[]), std::sync::Mutex::new(std::collections::HashSet::new()));
    Site::new().handler(move |request| {
        let first = request.path != "/robots.txt" && seen.lock().unwrap().insert(request.path.clone());
        Some(if first { Reply::status(503).header("Retry-After", "0") } else { calm.answer(request) })
    })
}

#[test]
fn what_scripts_would_show_is_not_judged() {
    world().site("schil").is_not_checked("scripts");
    assert!(world().site("schil").server.log().len() <= 12);
    world().site("scriptsprong").is_not_checked("");
}

#[test]
fn consent_is_not_given() {
    let site = world().site("koekmuur");
    site.is_not_checked("cookies");
    assert_eq!(site.asked("/akkoord"), 0);
}

#[test]
fn pages_behind_a_login_are_told_and_the_home_page_is_read() {
    let site = world().site("achter-inloggen");
    assert_eq!((site.read(), site.asked("/inloggen")), (vec!["/".to_owned()], 0));
    assert!(site.reason("/ouders").unwrap().contains("inloggen"));
}

#[test]
fn refusals_and_failures_end_the_visit_soon() {
    for (id, word) in [("uitdaging", "403"), ("te-druk", "429"), ("kapot", "500")] {
        let site = world().site(id);
        site.is_not_checked(word);
        assert!(site.server.log().len() <= 4, "{id}: {:?}", site.server.paths());
    }
}

#[test]
fn an_address_for_sale_is_no_school() {
    world().site("te-koop").is_not_checked("te koop");
}

#[test]
fn a_server_that_is_busy_for_a_moment_is_read() {
    let site = world().site("eerst-druk");
    site.is_read();
    assert!(site.server.count("/ouders") == 2);
}
