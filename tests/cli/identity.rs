//! One organisation: its logo in all the ways sites show it, its name and those like it, its schools on one host.

use crate::server::{Reply, Server, Site};
use crate::support::Run;
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use serde_json::Value;
use std::fmt::Write;
use std::io::Cursor;

const TEXT: &str = "<p>Elke vrijdag schrijft groep 5 wat er in de klas gebeurde; ouders lezen het op deze site. Bel of \
    mail de leerkracht gerust als u een vraag heeft. Twee keer per jaar is er een gesprek over uw kind, waarbij uw kind \
    aan tafel zit en vertelt wat het heeft geleerd.</p>";

const GREEN: [u8; 4] = [11, 110, 79, 255];
const RED: [u8; 4] = [193, 68, 14, 255];
const WHITE: [u8; 4] = [255; 4];

/// A disc beside three bars.
fn logo(scale: u32, ink: [u8; 4], ground: [u8; 4]) -> RgbaImage {
    RgbaImage::from_fn(180 * scale, 60 * scale, |x, y| {
        let (x, y) = ((x / scale) as i32, (y / scale) as i32);
        let disc = (x - 35).pow(2) + (y - 30).pow(2) < 400 && (x - 42).pow(2) + (y - 24).pow(2) >= 60;
        let bars = [(75..165, 12..20), (75..130, 28..34), (101..165, 42..50)];
        Rgba(if disc || bars.iter().any(|(across, down)| across.contains(&x) && down.contains(&y)) {
            ink
        } else {
            ground
        })
    })
}

/// A triangle beside a slanted bar.
fn other_logo() -> RgbaImage {
    RgbaImage::from_fn(180, 60, |x, y| {
        let (x, y) = (x as i32, y as i32);
        let triangle = (8..52).contains(&y) && x > 60 - y && x < 10 + y;
        let slanted = (x - 80) / 2 > y && (x - 110) / 2 < y && (6..54).contains(&y);
        Rgba(if triangle || slanted { GREEN } else { WHITE })
    })
}

fn bytes(image: RgbaImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let image = DynamicImage::ImageRgba8(image);
    let image = if format == ImageFormat::Jpeg { DynamicImage::ImageRgb8(image.into_rgb8()) } else { image };
    image.write_to(&mut out, format).unwrap();
    out.into_inner()
}

const SVG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 180 60" fill="#0b6e4f"><circle cx="35" cy="30" r="20"/><circle cx="42" cy="24" r="7.7" fill="#fff"/><path d="M75 12h90v8H75zM75 28h55v6H75zM101 42h64v8h-64z"/></svg>"##;

/// How a school's site differs from the others.
#[derive(Default)]
struct Variation {
    header: &'static str,
    footer: &'static str,
    home: &'static str,
    deep: &'static str,
    picture: Vec<u8>,
    css: &'static str,
    other_platform: bool,
}

impl Variation {
    fn page(&self, title: &str, extra: &str) -> String {
        let (generator, class) =
            if self.other_platform { ("Eigenbouw", "blok") } else { ("Schoolplatform 3", "sp-vak") };
        format!(
            "<!doctype html><html lang=\"nl\"><head><meta name=\"generator\" content=\"{generator}\"><title>{title}</title>\
             <link rel=\"stylesheet\" href=\"/stijl.css\"></head><body><header><div class=\"site-logo\"></div>{}</header>\
             <nav><a href=\"/\">Home</a> <a href=\"/ouders\">Ouders</a> <a href=\"/klachten\">Klachten</a></nav>\
             <main class=\"{class}\"><h1>{title}</h1>{TEXT}{extra}</main><footer><p>Kerkstraat 1</p>{}</footer></body></html>",
            self.header, self.footer
        )
    }

    fn start(self) -> Server {
        let style = match self.other_platform {
            false => "body{font-family:Lato}a{color:#0b6e4f}header{background:#e8b21a}",
            true => "body{font-family:Verdana}a{color:#2b4c9b}header{background:#b3470f}",
        };
        let pages = [("/", "Welkom", self.home), ("/ouders", "Ouders", ""), ("/klachten", "Klachten", self.deep)];
        let mut site = Site::new();
        for (path, title, extra) in pages {
            // Pages that say the same count as one.
            site =
                site.page(path, &self.page(title, &format!("<p>Dit is de pagina {title} van onze school.</p>{extra}")));
        }
        site.reply(
            "/stijl.css",
            Reply::status(200).header("Content-Type", "text/css").body(format!("{style}{}", self.css)),
        )
        .reply("/img/kop.png", Reply::status(200).header("Content-Type", "image/png").body(self.picture))
        .start()
    }
}

fn audited(plan: &str) -> (Value, Vec<(String, String)>) {
    let plan = format!("{plan}[crawl]\ndelay_ms = 0\nallow_private_hosts = true\n");
    let run = Run::new().file("schools.toml", plan.as_bytes()).args("schools.toml --quiet --today 2026-11-23");
    assert_eq!(run.code, 0, "{}", run.err);
    let read = |name: &str| std::fs::read_to_string(run.path(&format!("output/{name}"))).unwrap_or_default();
    let pages = ["report.html", "organisation.html"].map(|name| (name.to_owned(), read(name)));
    (serde_json::from_str(&read("results.json")).unwrap(), pages.into())
}

fn organisation(url: &str) -> String {
    format!("[organisation]\nname = \"Stichting De Brug\"\nurl = \"{url}\"\n")
}

fn school(name: &str, url: &str) -> String {
    format!("[[school]]\nname = \"{name}\"\nurl = \"{url}\"\n")
}

fn level(school: &Value, indicator: &str) -> Option<u64> {
    let all = school["indicators"].as_array().unwrap();
    all.iter().find(|i| i["id"] == indicator).unwrap()["level"].as_u64()
}

const IMAGE: &str = "<img src=\"/img/kop.png\" alt=\"\">";

#[test]
fn the_logo_in_twelve_ways() {
    let png = |scale, ink, ground| bytes(logo(scale, ink, ground), ImageFormat::Png);
    let every = |picture: Vec<u8>| Variation { header: IMAGE, picture, ..Variation::default() };
    let own = || png(1, GREEN, WHITE);
    let variations = [
        ("on every page", 3, every(own())),
        ("removed", 0, Variation::default()),
        ("in the footer only", 3, Variation { footer: IMAGE, picture: own(), ..Variation::default() }),
        ("in another shade, larger", 3, every(png(2, RED, WHITE))),
        ("white on green", 3, every(png(2, WHITE, GREEN))),
        ("as a JPEG", 3, every(bytes(logo(2, GREEN, WHITE), ImageFormat::Jpeg))),
        ("as SVG", 3, every(SVG.into())),
        (
            "as a CSS background",
            3,
            Variation { css: ".site-logo{background:url(img/kop.png)}", picture: own(), ..Variation::default() },
        ),
        ("on another platform", 2, Variation { other_platform: true, ..every(own()) }),
        (
            "on the home page only",
            2,
            Variation {
                home: "<p><a href=\"/\"><img src=\"/img/kop.png\" alt=\"Logo\"></a></p>",
                picture: own(),
                ..Variation::default()
            },
        ),
        (
            "on a deep page only",
            1,
            Variation {
                deep: "<p><img src=\"/img/kop.png\" alt=\"Logo\"></p>",
                picture: own(),
                ..Variation::default()
            },
        ),
        ("of another", 0, every(bytes(other_logo(), ImageFormat::Png))),
    ];
    let stichting = Variation {
        header: "<a href=\"/\"><img src=\"/img/kop.png\" alt=\"Logo Stichting De Brug\"></a>",
        ..every(png(3, GREEN, WHITE))
    };
    let stichting = stichting.start();
    let mut plan = organisation(&stichting.url("/"));
    let mut servers = Vec::new();
    let mut expected = Vec::new();
    for (name, level, variation) in variations {
        let server = variation.start();
        plan.push_str(&school(&format!("School {name}"), &server.url("/")));
        servers.push(server);
        expected.push((name, Some(level)));
    }
    let (results, pages) = audited(&plan);
    let found = results["schools"].as_array().unwrap().iter().map(|s| level(s, "shared-look"));
    let told: Vec<_> = expected.iter().map(|(name, _)| *name).zip(found).collect();
    assert_eq!(told, expected);
    for (name, page) in pages {
        assert!(page.contains("<img src=\"data:image/png;base64,"), "{name} shows the logos");
        assert!(!page.contains("<img src=\"http"), "{name} loads nothing");
    }
    assert!(!results.to_string().contains("data:image"), "pictures are for the report alone");
}

#[test]
fn schools_below_one_host_with_links_between_them() {
    let page = |title: &str, body: &str| format!("<title>{title}</title><main><h1>{title}</h1>{TEXT}{body}</main>");
    let mut schools = String::new();
    for (path, name) in
        [("de-kring/", "De Kring"), ("de-kring/weg", "Groep 1"), ("oud", "De Eik"), ("de-eik/", "De Eik")]
    {
        write!(schools, "<p><a href=\"/{path}\">{name}</a></p>").unwrap();
    }
    schools.push_str("<p><a href=\"https://obs-de-nieuwe.example/\">OBS De Nieuwe</a></p>");
    let back =
        "<p>Wij horen bij Stichting De Brug, samen met een andere school. <a href=\"/\">Stichting De Brug</a></p>";
    let server = Site::new()
        .page("/", &page("Stichting De Brug", &schools))
        .page("/de-kring/", &page("De Kring", &format!("{back}<a href=\"/de-kring/ouders\">Ouders</a>")))
        .page("/de-kring/ouders", &page("Ouders van De Kring", "<p>Hier leest u alles voor ouders van De Kring.</p>"))
        .page("/de-eik/", &page("De Eik", "<p>De Eik is een school in het dorp, met een eik op het plein.</p>"))
        .reply("/oud", Reply::redirect("/de-eik/"))
        .start();
    let mut plan = organisation(&server.url("/"));
    plan.push_str(&school("De Kring", &server.url("/de-kring/")));
    plan.push_str(&school("De Eik", &server.url("/de-eik/")));
    let (results, pages) = audited(&plan);
    let (kring, eik) = (&results["schools"][0], &results["schools"][1]);
    assert_eq!((&kring["crawl"]["pages"], &eik["crawl"]["pages"]), (&2.into(), &1.into()));
    assert_eq!((level(kring, "connected"), level(eik, "connected")), (Some(2), Some(1)));
    assert_eq!((level(kring, "organisation-named"), level(eik, "organisation-named")), (Some(3), Some(0)));
    let family = &results["organisation"]["family"];
    let links = family["links"].as_array().unwrap();
    let told: Vec<_> = links.iter().map(|l| (&l["quote"]["text"], l["dead"].is_null(), &l["to"])).collect();
    assert_eq!(told, [(&"Groep 1".into(), false, &0.into())]);
    assert_eq!(family["not_in_file"][0]["name"], "OBS De Nieuwe");
    assert!(pages[1].1.contains("OBS De Nieuwe") && pages[1].1.contains("Groep 1"));
}

#[test]
fn an_organisation_without_a_site() {
    let named = "<p>Wij horen bij Stichting De Brug, een stichting met twaalf scholen.</p>";
    let variation = || Variation {
        header: "<img src=\"/img/kop.png\" alt=\"Logo Stichting De Brug\">",
        home: named,
        picture: bytes(logo(1, GREEN, WHITE), ImageFormat::Png),
        ..Variation::default()
    };
    let (one, two) = (variation().start(), variation().start());
    let plan = format!(
        "[organisation]\nname = \"Stichting De Brug\"\n{}{}",
        school("Een", &one.url("/")),
        school("Twee", &two.url("/"))
    );
    let (results, pages) = audited(&plan);
    let school = &results["schools"][0];
    assert_eq!(level(school, "shared-look"), Some(3));
    assert_eq!((level(school, "organisation-named"), level(school, "connected")), (Some(2), None));
    assert_eq!(results["organisation"]["family"]["sites"].as_array().unwrap().len(), 2);
    assert!(pages[1].1.contains("Een") && pages[1].1.contains("Twee"));
}

/// What the start page says, with the level of organisation-named.
#[test]
fn former_names_and_others_that_carry_the_name_do_not_count() {
    let cases = [
        ("Tot 2024 hoorden wij bij Stichting De Brug. Nu horen wij bij Stichting Elders.", 0),
        ("Onze school was vroeger een school van Stichting De Brug.", 0),
        ("Stichting Vrienden van De Brug betaalt het schoolplein.", 0),
        ("In ons gebouw zit ook Kinderopvang De Brug.", 0),
        ("Wij werken samen in samenwerkingsverband De Brug.", 0),
        ("De stichting regelt veel voor onze school.", 0),
        ("Onderdeel van Stichting De Brug.", 2),
        ("Wij zijn een van de scholen van Stichting De Brug.", 2),
    ];
    let aliases = "aliases = [\"De Brug\"]\n";
    let mut plan = format!("[organisation]\nname = \"Stichting De Brug\"\n{aliases}");
    let mut servers = Vec::new();
    for (at, (text, _)) in cases.iter().enumerate() {
        let page = format!("<title>School {at}</title><main><h1>Welkom</h1>{TEXT}<p>{text}</p></main>");
        servers.push(Site::new().page("/", &page).start());
        plan.push_str(&school(&format!("School {at}"), &servers[at].url("/")));
    }
    let (results, _) = audited(&plan);
    let found: Vec<_> = (0..cases.len()).map(|at| level(&results["schools"][at], "organisation-named")).collect();
    assert_eq!(found, cases.map(|(_, level)| Some(level)));
}
