//! A web server for one bundled example site, on loopback only: GET and HEAD, no more HTTP than that takes.

use include_dir::Dir;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Longest head of a request, in bytes.
const LONGEST_HEAD: usize = 16 * 1024;

/// Serves `site` on a free port of 127.0.0.1 until the runtime ends; gives the address.
///
/// # Errors
/// When no port can be had.
pub(super) async fn serve(site: &'static Dir<'static>) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // A visitor that hangs up is no concern of the next one.
            tokio::spawn(async move { answer_all(stream, site).await.ok() });
        }
    });
    Ok(address)
}

/// Answers requests on one connection until the visitor closes it.
async fn answer_all(mut stream: TcpStream, site: &Dir<'_>) -> io::Result<()> {
    let mut waiting = Vec::new();
    while let Some(head) = next_head(&mut stream, &mut waiting).await? {
        stream.write_all(&answer(&head, site)).await?;
    }
    stream.shutdown().await
}

/// The next head up to its empty line; `None` when the visitor is gone or sends something else.
async fn next_head(stream: &mut TcpStream, waiting: &mut Vec<u8>) -> io::Result<Option<String>> {
    loop {
        if let Some(end) = waiting.windows(4).position(|w| w == b"\r\n\r\n") {
            let head: Vec<u8> = waiting.drain(..end + 4).collect();
            return Ok(String::from_utf8(head).ok());
        }
        if waiting.len() > LONGEST_HEAD || stream.read_buf(waiting).await? == 0 {
            return Ok(None);
        }
    }
}

fn answer(head: &str, site: &Dir) -> Vec<u8> {
    let mut words = head.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if !matches!(method, "GET" | "HEAD") {
        return response("405 Method Not Allowed", "text/plain; charset=utf-8", b"GET", true);
    }
    let path = target.split(['?', '#']).next().unwrap_or_default().trim_matches('/');
    let index = format!("{path}/index.html");
    let found = site_file(site, path).or_else(|| site_file(site, index.trim_start_matches('/')));
    match found {
        Some((name, bytes)) => response("200 OK", media_type(name, bytes), bytes, method == "GET"),
        None => response("404 Not Found", "text/html; charset=utf-8", MISSING.as_bytes(), method == "GET"),
    }
}

const MISSING: &str =
    "<!doctype html><html lang=\"nl\"><title>Niet gevonden</title><p>Pagina niet gevonden.</p></html>";

fn site_file<'s>(site: &'s Dir, path: &'s str) -> Option<(&'s str, &'s [u8])> {
    // Paths inside a bundle start with the bundle's own folder.
    let file = site.get_file(site.path().join(path))?;
    Some((path, file.contents()))
}

/// Media type by extension. Pages that are not UTF-8 go out without charset, as old servers send them.
fn media_type(name: &str, bytes: &[u8]) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" | "htm" if std::str::from_utf8(bytes).is_ok() => "text/html; charset=utf-8",
        "html" | "htm" => "text/html",
        "css" => "text/css",
        "png" => "image/png",
        "pdf" => "application/pdf",
        "xml" => "application/xml",
        "txt" => "text/plain",
        _ => "application/octet-stream",
    }
}

fn response(status: &str, media_type: &str, body: &[u8], with_body: bool) -> Vec<u8> {
    let length = body.len();
    let mut all =
        format!("HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\n\r\n").into_bytes();
    if with_body {
        all.extend_from_slice(body);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::demo::SITES;
    use super::*;

    fn get(site: &str, request: &str) -> (String, Vec<u8>) {
        let all = answer(request, SITES.get_dir(site).unwrap());
        let end = all.windows(4).position(|w| w == b"\r\n\r\n").unwrap() + 4;
        (String::from_utf8(all[..end].to_vec()).unwrap(), all[end..].to_vec())
    }

    #[test]
    fn pages_are_found_with_and_without_slash() {
        for path in ["/", "/nieuws", "/nieuws/", "/nieuws/groep-5-natuurmuseum?x=1", "/nieuws/index.html"] {
            let (head, body) = get("de-treffer", &format!("GET {path} HTTP/1.1\r\n\r\n"));
            assert!(head.starts_with("HTTP/1.1 200") && head.contains("text/html; charset=utf-8"), "{path}: {head}");
            assert!(!body.is_empty());
        }
    }

    #[test]
    fn the_old_site_sends_windows_1252_without_charset() {
        let (head, body) = get("meester-sikkema", "GET / HTTP/1.1\r\n\r\n");
        assert!(head.contains("Content-Type: text/html\r\n"), "{head}");
        assert!(std::str::from_utf8(&body).is_err());
    }

    #[test]
    fn documents_and_robots_have_their_type() {
        let kind = |path: &str| get("de-treffer", &format!("HEAD {path} HTTP/1.1\r\n\r\n"));
        assert!(kind("/documenten/notulen-mr.pdf").0.contains("application/pdf"));
        assert!(kind("/robots.txt").0.contains("text/plain"));
        assert!(kind("/robots.txt").1.is_empty());
    }

    #[test]
    fn the_rest_is_refused() {
        assert!(get("de-treffer", "GET /../de-waldsang/index.html HTTP/1.1\r\n\r\n").0.starts_with("HTTP/1.1 404"));
        assert!(get("de-treffer", "POST / HTTP/1.1\r\n\r\n").0.starts_with("HTTP/1.1 405"));
        assert!(get("de-treffer", "\r\n\r\n").0.starts_with("HTTP/1.1 405"));
    }

    #[tokio::test]
    async fn two_requests_on_one_connection() {
        let address = serve(SITES.get_dir("it-ticht-stek").unwrap()).await.unwrap();
        let mut stream = TcpStream::connect(address).await.unwrap();
        let two = "GET /robots.txt HTTP/1.1\r\n\r\n".repeat(2);
        stream.write_all(two.as_bytes()).await.unwrap();
        stream.shutdown().await.unwrap();
        let mut all = String::new();
        stream.read_to_string(&mut all).await.unwrap();
        assert_eq!(all.matches("Disallow: /").count(), 2);
    }
}
