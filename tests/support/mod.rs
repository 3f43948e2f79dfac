//! A small web server on loopback for tests: paths with answers, a log of what was asked, several hosts on one port.
//! Plain threads and sockets, so that a test can also make it answer wrongly.

pub mod wire;

use std::collections::HashMap;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

/// One request as the server saw it.
#[derive(Debug, Clone)]
pub struct Request {
    /// Method, as `GET`.
    pub method: String,
    /// Path with query.
    pub path: String,
    /// `Host` header.
    pub host: String,
    /// All headers, names in lower case.
    pub headers: HashMap<String, String>,
}

/// One answer.
#[derive(Debug, Clone)]
pub enum Reply {
    /// A regular answer.
    Regular {
        /// HTTP status.
        status: u16,
        /// Headers, besides `Content-Length`.
        headers: Vec<(String, String)>,
        /// Body.
        body: Vec<u8>,
    },
    /// These bytes, head and all; then the connection is closed.
    Raw(Vec<u8>),
    /// No answer until the server ends.
    Silence,
}

impl Reply {
    /// A page in HTML.
    pub fn html(body: &str) -> Self {
        Self::status(200).header("Content-Type", "text/html; charset=utf-8").body(body)
    }

    /// An answer without headers and body.
    pub fn status(status: u16) -> Self {
        Self::Regular { status, headers: Vec::new(), body: Vec::new() }
    }

    /// A redirect.
    pub fn redirect(to: &str) -> Self {
        Self::status(302).header("Location", to)
    }

    /// The same answer with one more header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let Self::Regular { headers, .. } = &mut self {
            headers.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    /// The same answer with this body.
    pub fn body(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        if let Self::Regular { body, .. } = &mut self {
            *body = bytes.into();
        }
        self
    }
}

type Handler = Box<dyn Fn(&Request) -> Option<Reply> + Send + Sync>;

/// What one host answers. A path that nothing is said of gives 404.
#[derive(Default)]
pub struct Site {
    replies: HashMap<String, Reply>,
    handler: Option<Handler>,
}

impl Site {
    /// A site without pages.
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers a path (with its query) with a page.
    pub fn page(self, path: &str, html: &str) -> Self {
        self.reply(path, Reply::html(html))
    }

    /// Answers a path (with its query).
    pub fn reply(mut self, path: &str, reply: Reply) -> Self {
        self.replies.insert(path.to_owned(), reply);
        self
    }

    /// Answers what no path was given for; `None` gives 404.
    pub fn handler(mut self, handler: impl Fn(&Request) -> Option<Reply> + Send + Sync + 'static) -> Self {
        self.handler = Some(Box::new(handler));
        self
    }

    /// Serves the site under every name.
    pub fn start(self) -> Server {
        Server::start([("", self)])
    }

    /// What it answers to a request.
    pub fn answer(&self, request: &Request) -> Reply {
        let told = self.replies.get(&request.path).cloned();
        let found = told.or_else(|| self.handler.as_ref().and_then(|handler| handler(request)));
        found.unwrap_or_else(|| Reply::status(404))
    }
}

/// A running server; ends when dropped.
pub struct Server {
    address: SocketAddr,
    names: Vec<String>,
    shared: Arc<Shared>,
}

struct Shared {
    sites: HashMap<String, Site>,
    log: Mutex<Vec<Request>>,
    ended: AtomicBool,
}

impl Server {
    /// Serves sites by name; the name `""` stands for every other.
    pub fn start<'a>(sites: impl IntoIterator<Item = (&'a str, Site)>) -> Self {
        let sites: HashMap<String, Site> = sites.into_iter().map(|(name, site)| (name.to_owned(), site)).collect();
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on loopback");
        let address = listener.local_addr().expect("the listener's address");
        let names = sites.keys().filter(|name| !name.is_empty()).cloned().collect();
        let shared = Arc::new(Shared { sites, log: Mutex::default(), ended: AtomicBool::new(false) });
        let (server, for_thread) = (Self { address, names, shared: Arc::clone(&shared) }, shared);
        thread::spawn(move || accept(&listener, &for_thread));
        server
    }

    /// Address of a path at the server's IP address and port.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The names it serves, with where.
    pub fn served(&self) -> HashMap<String, SocketAddr> {
        self.names.iter().map(|name| (name.clone(), self.address)).collect()
    }

    /// All requests so far, oldest first.
    pub fn log(&self) -> Vec<Request> {
        self.shared.log().clone()
    }

    /// Paths asked for so far, oldest first.
    pub fn paths(&self) -> Vec<String> {
        self.shared.log().iter().map(|request| request.path.clone()).collect()
    }

    /// How often a path was asked for.
    pub fn count(&self, path: &str) -> usize {
        self.shared.log().iter().filter(|request| request.path == path).count()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.ended.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for connections; that nobody listens any more is no matter.
        drop(TcpStream::connect(self.address));
    }
}

impl Shared {
    fn log(&self) -> MutexGuard<'_, Vec<Request>> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, request: &Request) -> Reply {
        let name = request.host.split(':').next().unwrap_or_default();
        let site = self.sites.get(name).or_else(|| self.sites.get(""));
        site.map_or_else(|| Reply::status(404), |site| site.answer(request))
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming().flatten() {
        if shared.ended.load(Ordering::SeqCst) {
            break;
        }
        let shared = Arc::clone(shared);
        thread::spawn(move || converse(&stream, &shared));
    }
}

/// Answers the requests of one connection until it closes.
fn converse(stream: &TcpStream, shared: &Shared) {
    let mut reader = std::io::BufReader::new(stream);
    while let Some(request) = wire::read(&mut reader) {
        shared.log().push(request.clone());
        if !wire::write(stream, &shared.answer(&request)) {
            break;
        }
    }
}

/// The helper's own test. It also keeps every part of it in use in each test program that takes it in.
#[test]
fn the_test_server_serves() {
    let site = Site::new()
        .page("/", "<p>Welkom</p>")
        .reply("/weg", Reply::redirect("/"))
        .reply("/ruis", Reply::Raw(b"ruis".to_vec()))
        .reply("/stil", Reply::Silence)
        .handler(|request| (request.method == "GET").then(|| Reply::status(500)));
    let other = Site::new().handler(|request| request.headers.get("x-proef").map(|value| Reply::html(value)));
    let server = Server::start([("", site), ("www.ander.example", other)]);
    let ask = |path: &str, host: &str| wire::ask(server.served()["www.ander.example"], path, host);
    assert!(ask("/", "x.example").ends_with("<p>Welkom</p>"));
    assert!(ask("/weg", "x.example").contains("Location: /"));
    assert!(ask("/anders", "x.example").starts_with("HTTP/1.1 500"));
    assert!(ask("/", "www.ander.example").ends_with("proef"));
    assert_eq!(ask("/ruis", "x.example"), "ruis");
    assert_eq!((server.count("/"), server.paths().len(), server.log().len()), (2, 5, 5));
    assert!(server.url("/a").ends_with("/a") && Site::new().start().log().is_empty());
}
