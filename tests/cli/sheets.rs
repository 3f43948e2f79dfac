//! Spreadsheets in the place of `schools.toml`, and `--plan`.

use crate::server::Site;
use crate::support::Run;
use rust_xlsxwriter::Workbook;

fn workbook(rows: &[[&str; 3]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0u32..).zip(rows) {
        sheet.write_row(row, 0, cells.iter().copied()).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_and_a_csv_file_are_audited_like_any_list() {
    let text = "<p>Elke vrijdag schrijft groep 5 wat er in de klas gebeurde; ouders lezen het op deze site. Bel of \
        mail de leerkracht gerust als u een vraag heeft. Elke week staat er een nieuw verslag, en de kinderen kiezen zelf waarover het gaat.</p>";
    let page =
        format!("<!doctype html><html lang=\"nl\"><title>De Wei</title><main><h1>De Wei</h1>{text}</main></html>");
    let server = Site::new().page("/", &page).start();
    let url = server.url("/");
    let csv = format!("Naam;Website;Plaats\nIt Klaverbl\u{ea}d;{url};Dorpstra\n");
    let csv = encoding_rs::WINDOWS_1252.encode(&csv).0.into_owned();
    let xlsx = workbook(&[["Naam", "Website", "Plaats"], ["It Klaverblêd", &url, "Dorpstra"]]);
    for (name, bytes) in [("scholen.csv", csv), ("scholen.xlsx", xlsx)] {
        let run = Run::new().file(name, &bytes).args(&format!("{name} --quiet --delay-ms 0 --allow-private-hosts"));
        assert_eq!(run.code, 0, "{name}: {}", run.err);
        let json = std::fs::read(run.path("output/results.json")).unwrap();
        let results: serde_json::Value = serde_json::from_slice(&json).unwrap();
        let school = &results["schools"][0];
        assert_eq!((&school["name"], &school["place"]), (&"It Klaverblêd".into(), &"Dorpstra".into()), "{name}");
        assert_eq!((&school["id"], &school["status"]), (&"it-klaverbled".into(), &"audited".into()), "{name}");
        // Without naming it too.
        assert_eq!(Run::new().file(name, &bytes).args("--plan").code, 0, "{name}");
    }
}

#[test]
fn mistakes_in_a_spreadsheet_name_the_row() {
    let bytes = workbook(&[["Naam", "Website", "Plaats"], ["De Wei", "", ""], ["De Linde", "linde@", ""]]);
    let run = Run::new().file("s.xlsx", &bytes).args("s.xlsx");
    assert_eq!(run.code, 2);
    for part in ["2 fouten in s.xlsx", "regel 2: De Wei", "ontbreekt de website", "regel 3: De Linde | linde@"] {
        assert!(run.err.contains(part), "{part}: {}", run.err);
    }
    let damaged = Run::new().file("s.xlsx", b"PK\x03\x04 kapot").args("s.xlsx");
    assert_eq!(damaged.code, 2);
    assert!(damaged.err.contains("Opslaan als"), "{}", damaged.err);
    assert!(Run::new().file("s.csv", b"De Wei;x\n").args("s.csv --lang en").err.contains("Put the headings"));
}

#[test]
fn a_plan_asks_nobody_anything() {
    let server = Site::new().start();
    let plan = format!(
        "[[school]]\nname = \"De Wei\"\nurl = \"{}\"\n[crawl]\nmax_pages = 50\nallow_private_hosts = true\n",
        server.url("/")
    );
    let run = Run::new().file("schools.toml", plan.as_bytes()).args("schools.toml --plan");
    assert_eq!(run.code, 0, "{}", run.err);
    for part in [
        "niets opgevraagd",
        "De Wei",
        "hoogstens 50 bladzijden",
        "1 seconde ertussen",
        "hoogstens 20 minuten",
        "verzoeken",
        "--contact",
    ] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
    assert!(server.paths().is_empty() && !run.path("output").exists());
    let short = Run::new().file("schools.toml", plan.as_bytes()).args("--plan --max-pages 5 --delay-ms 500");
    assert!(short.out.contains("hoogstens 5 bladzijden") && short.out.contains("0,5 seconden"), "{}", short.out);
}
