//! HTTP/1.1, as much as a test server needs.

use super::{Reply, Request};
use std::collections::HashMap;
use std::io::{BufRead, Read, Write};
use std::net::{SocketAddr, TcpStream};

/// The next request of a connection; `None` when it closes.
pub fn read(reader: &mut impl BufRead) -> Option<Request> {
    let first = line(reader)?;
    let mut words = first.split(' ');
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = HashMap::new();
    loop {
        let line = line(reader)?;
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':') {
            headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
        }
    }
    let host = headers.get("host").cloned().unwrap_or_default();
    Some(Request { method, path, host, headers })
}

fn line(reader: &mut impl BufRead) -> Option<String> {
    let mut line = String::new();
    let length = reader.read_line(&mut line).ok()?;
    (length > 0).then(|| line.trim_end().to_owned())
}

/// Writes an answer; false when the connection ends with it.
pub fn write(mut stream: &TcpStream, reply: &Reply) -> bool {
    match reply {
        Reply::Raw(bytes) => {
            // The visitor may have gone; then there is nobody to answer.
            let _ = stream.write_all(bytes);
            false
        }
        // Until the visitor gives up.
        Reply::Silence => stream.read(&mut [0]).is_ok_and(|length| length > 0),
        Reply::Regular { status, headers, body } => {
            let mut head = format!("HTTP/1.1 {status} Proef\r\nContent-Length: {}\r\n", body.len());
            for (name, value) in headers {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
            head.push_str("\r\n");
            stream.write_all(&[head.as_bytes(), body].concat()).is_ok()
        }
    }
}

/// Asks for a path and gives the whole answer, head and body.
pub fn ask(address: SocketAddr, path: &str, host: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("the test server");
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nX-Proef: proef\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("a listening server");
    stream.shutdown(std::net::Shutdown::Write).expect("an open connection");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    String::from_utf8_lossy(&answer).into_owned()
}
