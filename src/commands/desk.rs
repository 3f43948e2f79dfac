//! A small web server for the person at this computer alone: on loopback, at an address that nobody can guess.
//!
//! Pages of other sites in the same browser could also reach a server on loopback. They do not know the address, which
//! holds a secret; a name that is made to point here is refused by the `Host` header; and a form is only taken from a
//! page of this server (`Origin`).

use crate::model::Text;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{ACCEPT, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue, LOCATION, ORIGIN};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// Longest form, in bytes.
const LONGEST_FORM: usize = 64 * 1024;

/// How long visitors have to take their last answer, once it is over.
const GOODBYE: Duration = Duration::from_secs(2);

/// Form fields as browsers send them.
const FORM: &str = "application/x-www-form-urlencoded";

/// A request that was let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    /// It sends a form.
    pub post: bool,
    /// The path behind the secret, without a slash at the start.
    pub path: String,
    /// The query.
    pub query: String,
    /// The form.
    pub body: Vec<u8>,
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// A page.
    Page(String),
    /// It was done: JSON for a script, and the address to go on to for a browser without one.
    Done {
        /// For a script.
        json: String,
        /// Relative to the address of the desk.
        next: String,
    },
    /// What was asked makes no sense.
    Wrong,
    /// There is no such page.
    Missing,
    /// It could not be done; why is for the person.
    Failed(String),
}

/// What decides who is let in.
#[derive(Debug, Clone)]
pub(super) struct Gate {
    host: String,
    secret: String,
    policy: String,
}

impl Gate {
    /// The gate of a server at `address`; `policy` is the content security policy of its pages.
    pub(super) fn new(address: SocketAddr, secret: String, policy: &str) -> Self {
        Self { host: address.to_string(), secret, policy: format!("{policy}; frame-ancestors 'none'") }
    }

    /// The address of the first page.
    pub(super) fn address(&self) -> String {
        format!("http://{}/{}/", self.host, self.secret)
    }

    /// The path behind the secret, for a request that is let in.
    fn admit(&self, method: &Method, path: &str, headers: &HeaderMap) -> Result<String, StatusCode> {
        let is = |name: HeaderName, wanted: &str| headers.get(name).is_some_and(|value| value == wanted);
        if !is(HOST, &self.host) {
            return Err(StatusCode::MISDIRECTED_REQUEST);
        }
        let behind = path.strip_prefix('/').and_then(|path| path.strip_prefix(&self.secret));
        let Some(path) = behind.and_then(|path| path.strip_prefix('/')) else { return Err(StatusCode::NOT_FOUND) };
        if ![Method::GET, Method::HEAD, Method::POST].contains(method) {
            return Err(StatusCode::METHOD_NOT_ALLOWED);
        }
        if method == Method::POST {
            let site = headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin");
            if !is(ORIGIN, &format!("http://{}", self.host)) || !site {
                return Err(StatusCode::FORBIDDEN);
            }
            let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
            if kind.split(';').next().unwrap_or_default().trim() != FORM {
                return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
            }
        }
        Ok(path.to_owned())
    }

    fn headers(&self, response: &mut Response<Full<Bytes>>) {
        let policy = HeaderValue::from_str(&self.policy);
        let fixed = [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
            ("cache-control", "no-store"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
        ];
        let fixed = fixed.map(|(name, value)| (name, HeaderValue::from_static(value)));
        for (name, value) in
            fixed.into_iter().chain(policy.into_iter().map(|policy| ("content-security-policy", policy)))
        {
            response.headers_mut().insert(name, value);
        }
    }
}

/// Answers with what `office` says, until `stop` becomes true.
pub(super) async fn serve(
    listener: TcpListener,
    gate: Gate,
    office: Arc<dyn Fn(&Asked) -> Answer + Send + Sync>,
    mut stop: watch::Receiver<bool>,
) {
    let gate = Arc::new(gate);
    let mut visitors = JoinSet::new();
    loop {
        let stream = tokio::select! {
            accepted = listener.accept() => accepted,
            () = over(&mut stop) => break,
        };
        // A visitor that hangs up before it was let in is no concern of the next one.
        if let Ok((stream, _)) = stream {
            visitors.spawn(visit(stream, Arc::clone(&gate), Arc::clone(&office), stop.clone()));
        }
        while visitors.try_join_next().is_some() {}
    }
    // Who does not take the last answer in time goes without.
    let _ = tokio::time::timeout(GOODBYE, async { while visitors.join_next().await.is_some() {} }).await;
}

/// Waits until `stop` is true, or nobody is left who could make it so.
async fn over(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}

/// Answers the requests of one connection.
async fn visit(
    stream: TcpStream,
    gate: Arc<Gate>,
    office: Arc<dyn Fn(&Asked) -> Answer + Send + Sync>,
    mut stop: watch::Receiver<bool>,
) {
    let service = service_fn(|request| async { Ok::<_, Infallible>(answer(&gate, &*office, request).await) });
    let mut connection = pin!(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = over(&mut stop) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a visitor of the desk hung up");
    }
}

async fn answer(
    gate: &Gate,
    office: &(dyn Fn(&Asked) -> Answer + Send + Sync),
    request: Request<Incoming>,
) -> Response<Full<Bytes>> {
    let (head, body) = request.into_parts();
    let script = head.headers.get(ACCEPT).is_some_and(|accept| accept == "application/json");
    let mut response = match gate.admit(&head.method, head.uri.path(), &head.headers) {
        Err(status) => plain(status),
        Ok(path) => match Limited::new(body, LONGEST_FORM).collect().await {
            Err(_) => plain(StatusCode::PAYLOAD_TOO_LARGE),
            Ok(body) => {
                let query = head.uri.query().unwrap_or_default().to_owned();
                let body = body.to_bytes().to_vec();
                written(office(&Asked { post: head.method == Method::POST, path, query, body }), script)
            }
        },
    };
    gate.headers(&mut response);
    response
}

fn written(answer: Answer, script: bool) -> Response<Full<Bytes>> {
    match answer {
        Answer::Page(page) => of(StatusCode::OK, "text/html; charset=utf-8", page),
        Answer::Done { json, .. } if script => of(StatusCode::OK, "application/json", json),
        Answer::Done { next, .. } => {
            let mut response = plain(StatusCode::SEE_OTHER);
            if let Ok(next) = HeaderValue::from_str(&next) {
                response.headers_mut().insert(LOCATION, next);
            }
            response
        }
        Answer::Wrong => plain(StatusCode::BAD_REQUEST),
        Answer::Missing => plain(StatusCode::NOT_FOUND),
        Answer::Failed(why) if script => {
            let json = serde_json::json!({ "failed": why }).to_string();
            of(StatusCode::INTERNAL_SERVER_ERROR, "application/json", json)
        }
        Answer::Failed(why) => of(StatusCode::INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8", why),
    }
}

fn plain(status: StatusCode) -> Response<Full<Bytes>> {
    of(status, "text/plain; charset=utf-8", status.canonical_reason().unwrap_or_default().to_owned())
}

fn of(status: StatusCode, kind: &'static str, body: String) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(body)));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// A free port of this computer, for this computer alone.
///
/// # Errors
/// Why there is none.
pub(super) async fn listen() -> Result<(TcpListener, SocketAddr), Text> {
    let opened = async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        Ok((listener, address))
    };
    opened.await.map_err(|error: std::io::Error| {
        Text::new(
            format!("De bladzijde kan niet worden geopend: er is geen vrije poort op deze computer ({error})."),
            format!("The page cannot be opened: there is no free port on this computer ({error})."),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gate() -> Gate {
        Gate::new(([127, 0, 0, 1], 4711).into(), "geheim".into(), "default-src 'none'")
    }

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    const GOOD: [(&str, &str); 3] =
        [("host", "127.0.0.1:4711"), ("origin", "http://127.0.0.1:4711"), ("content-type", FORM)];

    #[test]
    fn whoever_knows_the_address_is_let_in() {
        let admit = |path: &str| gate().admit(&Method::GET, path, &headers(&GOOD[..1]));
        assert_eq!(gate().address(), "http://127.0.0.1:4711/geheim/");
        assert_eq!(admit("/geheim/"), Ok(String::new()));
        assert_eq!(admit("/geheim/save"), Ok("save".to_owned()));
        for path in ["/", "/geheim", "/geheimer/", "/anders/", "/anders/geheim/", "//geheim/"] {
            assert_eq!(admit(path), Err(StatusCode::NOT_FOUND), "{path}");
        }
    }

    #[test]
    fn a_name_that_points_here_is_refused() {
        for host in ["evil.example:4711", "localhost:4711", "127.0.0.1", "127.0.0.1:4712"] {
            let found = gate().admit(&Method::GET, "/geheim/", &headers(&[("host", host)]));
            assert_eq!(found, Err(StatusCode::MISDIRECTED_REQUEST), "{host}");
        }
        assert!(gate().admit(&Method::GET, "/geheim/", &headers(&[])).is_err());
    }

    #[test]
    fn a_form_comes_from_a_page_of_the_desk() {
        let admit =
            |pairs: &[(&'static str, &'static str)]| gate().admit(&Method::POST, "/geheim/save", &headers(pairs));
        assert!(admit(&GOOD).is_ok());
        assert!(admit(&[&GOOD[..], &[("sec-fetch-site", "same-origin")]].concat()).is_ok());
        assert_eq!(admit(&GOOD[..1]), Err(StatusCode::FORBIDDEN), "no origin");
        for origin in ["https://evil.example", "null", "http://127.0.0.1:4712"] {
            assert_eq!(admit(&[GOOD[0], ("origin", origin), GOOD[2]]), Err(StatusCode::FORBIDDEN), "{origin}");
        }
        let cross = [&GOOD[..], &[("sec-fetch-site", "cross-site")]].concat();
        assert_eq!(admit(&cross), Err(StatusCode::FORBIDDEN));
        let plain = [GOOD[0], GOOD[1], ("content-type", "text/plain")];
        assert_eq!(admit(&plain), Err(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
}
