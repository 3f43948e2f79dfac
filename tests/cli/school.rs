//! A school's site for tests that interrupt, repeat or compare runs: pages with something to find, a sitemap, a
//! redirect, a missing page, a page that is busy at first, and a server that can fall silent.

use crate::server::{Reply, Request, Server, Site};
use std::collections::HashMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard};

/// Pages besides the home page.
const PAGES: usize = 14;

/// What the server does at one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// Falls silent instead of answering this one.
    Silence(usize),
    /// Answers this one, and tells.
    Told(usize),
    /// Breaks off the connection at this one and at every later one.
    Dead(usize),
}

#[derive(Default)]
struct State {
    answered: HashMap<String, usize>,
    requests: usize,
    at: Option<(At, Sender<()>)>,
    text: String,
    tags: bool,
    busy: bool,
}

/// Two schools on one machine.
pub struct Schools {
    state: Arc<Mutex<State>>,
    servers: [Server; 2],
}

impl Schools {
    /// Serves the schools.
    pub fn start() -> Self {
        let state = Arc::new(Mutex::new(State::default()));
        let serve = |name: &'static str| {
            let state = Arc::clone(&state);
            Site::new().handler(move |request| Some(answer(&mut state.lock().unwrap(), name, request))).start()
        };
        let servers = [serve("wilg"), serve("linde")];
        Self { state, servers }
    }

    /// `schools.toml` for them.
    pub fn plan(&self) -> String {
        let [wilg, linde] = self.servers.each_ref().map(|server| server.url("/"));
        format!(
            "[[school]]\nname = \"De Wilg\"\nurl = \"{wilg}\"\n[[school]]\nname = \"De Linde\"\nurl = \"{linde}\"\n\
             [crawl]\ndelay_ms = 0\nallow_private_hosts = true\n"
        )
    }

    /// Forgets what was asked, and does something at one of the requests to come. What is received is that it did.
    pub fn arm(&self, at: Option<At>) -> Receiver<()> {
        let (tell, told) = channel();
        let mut state = self.state();
        state.answered.clear();
        state.requests = 0;
        state.at = at.map(|at| (at, tell));
        told
    }

    /// Answers whatever comes from now on.
    pub fn keep_on(&self) {
        self.state().at = None;
    }

    /// How often each address was answered.
    pub fn answered(&self) -> HashMap<String, usize> {
        self.state().answered.clone()
    }

    /// Every request so far.
    pub fn log(&self) -> Vec<Request> {
        self.servers.iter().flat_map(Server::log).collect()
    }

    /// Puts a sentence on the page `/p3` of De Wilg.
    pub fn write(&self, text: &str) {
        self.state().text = text.to_owned();
    }

    /// Whether page `/p5` is too busy for the first who asks.
    pub fn busy(&self, busy: bool) {
        self.state().busy = busy;
    }

    /// From now on every page has an `ETag`, and says when nothing changed.
    pub fn tag(&self) {
        self.state().tags = true;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}

fn answer(state: &mut State, name: &str, request: &Request) -> Reply {
    state.requests += 1;
    match &state.at {
        Some((At::Silence(number), tell)) if state.requests >= *number => {
            // The test may be over already.
            let _ = tell.send(());
            return Reply::Silence;
        }
        Some((At::Dead(number), _)) if state.requests >= *number => return Reply::Raw(Vec::new()),
        Some((At::Told(number), tell)) if state.requests == *number => drop(tell.send(())),
        _ => {}
    }
    let times = state.answered.entry(format!("{name}{}", request.path)).or_default();
    *times += 1;
    if state.busy && request.path == "/p5" && *times == 1 {
        return Reply::status(503).header("Retry-After", "0");
    }
    let Some(html) = page(name, &request.path, &state.text) else { return file(request) };
    if !state.tags {
        return Reply::html(&html);
    }
    let tag = format!("\"{}\"", html.len());
    if request.headers.get("if-none-match") == Some(&tag) {
        return Reply::status(304).header("ETag", &tag);
    }
    Reply::html(&html).header("ETag", &tag)
}

fn file(request: &Request) -> Reply {
    let host = &request.host;
    match request.path.as_str() {
        "/robots.txt" => Reply::status(200)
            .header("Content-Type", "text/plain")
            .body(format!("User-agent: *\nDisallow: /geheim\nSitemap: http://{host}/kaart.xml\n")),
        "/kaart.xml" => Reply::status(200)
            .header("Content-Type", "application/xml")
            .body(format!("<urlset><url><loc>http://{host}/p13</loc></url></urlset>")),
        "/oud" => Reply::redirect("/p2"),
        _ => Reply::status(404),
    }
}

fn page(name: &str, path: &str, extra: &str) -> Option<String> {
    let number = if path == "/" { 0 } else { path.strip_prefix("/p")?.parse().ok().filter(|n| *n <= PAGES)? };
    let mut links = String::new();
    if number == 0 {
        links += "<a href=\"/oud\">Ouders</a> <a href=\"/weg\">Weg</a> <a href=\"/geheim\">Geheim</a> ";
    }
    for next in [number * 2 + 1, number * 2 + 2].iter().filter(|next| **next <= PAGES) {
        links += &format!("<a href=\"/p{next}\">Bladzijde {next}</a> ");
    }
    let said = match number {
        2 => "De ouderraad en de medezeggenschapsraad vergaderen zes keer per jaar. Ouders zijn welkom.",
        3 if name == "wilg" => extra,
        4 => "Bij elk oudergesprek zit uw kind erbij en vertelt zelf wat het geleerd heeft.",
        7 => "Uit de oudertevredenheidsenquête van 2026 blijkt dat 82 procent van de ouders tevreden is.",
        _ => "Wij leren rekenen, taal en spelen buiten op het plein.",
    };
    let filler = format!("Dit is bladzijde {number} van {name}. ").repeat(1 + number % 5);
    Some(format!(
        "<!doctype html><html lang=\"nl\"><title>Bladzijde {number} van {name}</title><main><h1>Bladzijde {number}</h1>\
         <p>{said}</p><p>{filler}</p></main><nav>{links}</nav></html>"
    ))
}
