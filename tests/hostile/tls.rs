//! Certificates that are not right, beside one that is. The program trusts an authority made for this test alone.

use crate::server::{Reply, Site};
use crate::world::{audit, school};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::Value;
use std::io::{BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

type Authority = CertifiedIssuer<'static, KeyPair>;

fn authority() -> Authority {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A certificate for `name`, from `authority` or from itself.
fn certificate(name: &str, authority: Option<&Authority>, expired: bool) -> ServerConfig {
    let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    if expired {
        (params.not_before, params.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2020, 2, 1));
    }
    let key = KeyPair::generate().unwrap();
    let made = match authority {
        Some(authority) => params.signed_by(&key, authority),
        None => params.self_signed(&key),
    };
    let chain = vec![CertificateDer::from(made.unwrap().der().to_vec())];
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let builder = ServerConfig::builder_with_provider(rustls::crypto::aws_lc_rs::default_provider().into());
    let builder = builder.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    builder.with_single_cert(chain, key).unwrap()
}

/// Serves a site over TLS until the test ends. Gives its address.
fn serve(config: ServerConfig) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}/", listener.local_addr().unwrap());
    let (config, site) = (Arc::new(config), Arc::new(school("veilig", &[])));
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (config, site) = (Arc::clone(&config), Arc::clone(&site));
            std::thread::spawn(move || converse(stream, config, &site));
        }
    });
    url
}

fn converse(stream: TcpStream, config: Arc<ServerConfig>, site: &Site) {
    let Ok(connection) = ServerConnection::new(config) else { return };
    let mut reader = BufReader::new(StreamOwned::new(connection, stream));
    while let Some(request) = crate::server::wire::read(&mut reader) {
        let Reply::Regular { status, body, .. } = site.answer(&request) else { return };
        let head = format!(
            "HTTP/1.1 {status} Proef\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        if reader.get_mut().write_all(&[head.as_bytes(), &body].concat()).is_err() {
            return;
        }
    }
}

/// Answers https with plain HTTP.
fn plain() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}/", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            // Whatever is said, the answer is the same.
            let _ = stream.read(&mut [0]);
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\nplain HTTP");
        }
    });
    url
}

#[test]
fn only_a_good_certificate_is_accepted_and_the_reason_is_told() {
    let authority = authority();
    let sites = [
        ("goed", serve(certificate("127.0.0.1", Some(&authority), false))),
        ("zelf", serve(certificate("127.0.0.1", None, false))),
        ("verlopen", serve(certificate("127.0.0.1", Some(&authority), true))),
        ("andere-naam", serve(certificate("ander.example", Some(&authority), false))),
        ("onversleuteld", plain()),
    ];
    let folder = tempfile::tempdir().unwrap();
    let school =
        |(id, url): &(&str, String)| format!("[[school]]\nid = \"{id}\"\nname = \"De {id}\"\nurl = \"{url}\"\n");
    let plan =
        format!("[crawl]\nallow_private_hosts = true\ndelay_ms = 0\n{}", sites.iter().map(school).collect::<String>());
    std::fs::write(folder.path().join("schools.toml"), plan).unwrap();
    std::fs::write(folder.path().join("ca.pem"), authority.pem()).unwrap();
    let mut command = audit(folder.path());
    command.args(["schools.toml", "--render", "never"]).env("SSL_CERT_FILE", folder.path().join("ca.pem"));
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let results = std::fs::read(folder.path().join("output/results.json")).unwrap();
    let results: Value = serde_json::from_slice(&results).unwrap();
    let school = |id: &str| results["schools"].as_array().unwrap().iter().find(|school| school["id"] == id).unwrap();
    assert_eq!(school("goed")["status"], "audited", "{}", school("goed")["reason"]);
    for id in ["zelf", "verlopen", "andere-naam"] {
        assert_eq!(school(id)["status"], "not-checked", "{id}");
        assert!(school(id)["reason"].as_str().unwrap().contains("certificaat"), "{id}: {}", school(id)["reason"]);
    }
    assert!(
        school("onversleuteld")["reason"].as_str().unwrap().contains("http://"),
        "{}",
        school("onversleuteld")["reason"]
    );
}
