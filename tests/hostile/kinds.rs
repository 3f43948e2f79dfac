//! Files that are not what their name or type says.

use crate::server::{Reply, Site};
use crate::world::{Named, PARENTS, page, school, world};

/// A PDF of one page, written out by hand, with its table of contents `shift` bytes off.
fn pdf(line: &str, shift: usize) -> Vec<u8> {
    let content = if line.is_empty() { String::new() } else { format!("BT /F1 11 Tf 50 790 Td ({line}) Tj ET") };
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let (mut file, mut table) = (String::from("%PDF-1.4\n"), String::new());
    for (object, number) in objects.iter().zip(1..) {
        table += &format!("{:010} 00000 n \n", file.len());
        file += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let start = file.len() + shift;
    file += &format!(
        "xref\n0 6\n0000000000 65535 f \n{table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    );
    file.into_bytes()
}

fn typed(kind: &str, body: impl Into<Vec<u8>>) -> Reply {
    Reply::status(200).header("Content-Type", kind).body(body)
}

const COUNCIL: &str = "De medezeggenschapsraad vergadert zes keer per jaar en ouders praten mee.";

pub fn sites() -> Vec<Named> {
    let text = |title: &str| page(title, &format!("<p>{PARENTS} {title}.</p>"), &[]);
    let good = pdf(COUNCIL, 0);
    let half = good[..300].to_vec();
    let papers = school("papier", &["/goed.pdf", "/scan.pdf", "/half.pdf", "/leeg.pdf", "/tabel.pdf"])
        .reply("/goed.pdf", typed("application/pdf", good.clone()))
        .reply("/scan.pdf", typed("application/pdf", pdf("", 0)))
        .reply("/half.pdf", typed("application/pdf", half))
        .reply("/leeg.pdf", typed("application/pdf", ""))
        .reply("/tabel.pdf", typed("application/pdf", pdf("Ouders vullen elk jaar een vragenlijst in.", 90_000)));
    let names = school("namen", &["/gids.html", "/gids.pdf", "/plat", "/octet", "/raar", "/onzin", "/geen"])
        .reply("/gids.html", typed("text/html", pdf("Wij praten graag met alle ouders van onze school.", 0)))
        .page("/plat", &text("Plat"))
        .reply("/gids.pdf", typed("application/pdf", text("Gids")))
        .reply("/plat", typed("text/plain", text("Plat")))
        .reply("/octet", typed("application/octet-stream", text("Octet")))
        .reply("/raar", typed("TEXT/HTML;;;charset", text("Raar")))
        .reply("/onzin", typed("garbage", text("Onzin")))
        .reply("/geen", Reply::status(200).body(text("Geen")));
    vec![("papier", "/", papers), ("verkeerde-namen", "/", names), ("zware-bestanden", "/", heavy())]
}

/// Links to films, archives and programs; a picture that calls itself a page; a PDF of 60 MB.
fn heavy() -> Site {
    let begun = |kind: &str, length: usize| {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n");
        Reply::Raw([head.as_bytes(), &[0x89, 0].repeat(500_000)].concat())
    };
    school("zwaar", &["/film.mp4", "/alles.zip", "/setup.exe", "/foto.html", "/brief.docx", "/groot.pdf"])
        .reply("/film.mp4", begun("video/mp4", 500_000_000))
        .reply("/alles.zip", begun("application/zip", 5_000_000))
        .reply("/setup.exe", begun("application/octet-stream", 5_000_000))
        .reply("/foto.html", begun("image/jpeg", 5_000_000))
        .reply(
            "/brief.docx",
            begun("application/vnd.openxmlformats-officedocument.wordprocessingml.document", 5_000_000),
        )
        .reply("/groot.pdf", begun("application/pdf", 60_000_000))
}

#[test]
fn documents_are_read_or_say_why_not() {
    let site = world().site("papier");
    site.is_read();
    let read = site.read();
    assert!(read.contains(&"/goed.pdf".to_owned()) && read.contains(&"/tabel.pdf".to_owned()), "{read:?}");
    assert!(site.reason("/scan.pdf").unwrap().contains("scan"), "{}", site.school["not_read"]);
    assert!(site.reason("/half.pdf").is_some() && site.reason("/leeg.pdf").is_some());
}

#[test]
fn bytes_tell_more_than_names() {
    let site = world().site("verkeerde-namen");
    site.is_read();
    for path in ["/gids.html", "/gids.pdf", "/plat", "/octet", "/raar", "/onzin", "/geen"] {
        assert!(site.read().contains(&path.to_owned()) || site.reason(path).is_some(), "{path}: {:?}", site.read());
    }
    for path in ["/gids.html", "/gids.pdf", "/plat", "/raar", "/geen"] {
        assert!(site.read().contains(&path.to_owned()), "{path}: {}", site.school["not_read"]);
    }
    assert!(!world().file("results.json").contains("%PDF"));
}

#[test]
fn films_archives_and_programs_are_left_where_they_are() {
    let site = world().site("zware-bestanden");
    site.is_read();
    assert!(["/film.mp4", "/alles.zip", "/setup.exe"].iter().all(|path| site.asked(path) == 0));
    assert!(
        ["/foto.html", "/brief.docx", "/groot.pdf"].iter().all(|path| site.reason(path).is_some()),
        "{}",
        site.school["not_read"]
    );
    assert!(site.school["crawl"]["bytes"].as_u64().unwrap() < 3_000_000, "{}", site.school["crawl"]);
}
