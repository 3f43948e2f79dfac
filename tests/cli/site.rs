//! A site on loopback that tells what it was asked for.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

/// Longest wait for a request before a test gives up.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running site; it ends with the test.
pub struct Site {
    /// Where it listens.
    pub address: SocketAddr,
    asked: Receiver<String>,
}

impl Site {
    /// Serves HTML pages by their path.
    pub fn serve(pages: Vec<(String, String)>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let pages: Arc<HashMap<String, String>> = Arc::new(pages.into_iter().collect());
        let (tell, asked) = channel();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (pages, tell) = (Arc::clone(&pages), tell.clone());
                thread::spawn(move || answer(stream, &pages, &tell));
            }
        });
        Self { address, asked }
    }

    /// Waits until a path that starts with `start` is asked for.
    pub fn wait_for(&self, start: &str) {
        while !self.asked.recv_timeout(PATIENCE).expect("the page is never asked for").starts_with(start) {}
    }
}

/// Answers one request and hangs up.
fn answer(mut stream: TcpStream, pages: &HashMap<String, String>, tell: &Sender<String>) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines().map_while(Result::ok);
    let path = lines.next()?.split(' ').nth(1)?.to_owned();
    lines.find(String::is_empty);
    let (status, body) = pages.get(&path).map_or(("404 Not Found", ""), |page| ("200 OK", page));
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
    .ok()?;
    tell.send(path).ok()
}
