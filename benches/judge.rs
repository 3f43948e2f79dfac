//! How fast sites are judged and reported, on one core: `cargo bench --bench judge`. The sites are the example's, as the
//! crawl hands them over; bytes are those of their main text.

use audit::extract::{charset, child, html, read};
use audit::model::{
    Comparison, Document, Fetched, Lang, Organisation, Region, RunInfo, School, SchoolType, Scorecard, Visit,
};
use audit::rubric::Rubric;
use audit::rubric::load::embedded;
use audit::score::{Judger, together};
use audit::{report, text};
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use jiff::civil::{Date, date};
use std::path::{Path, PathBuf};
use url::Url;

const TODAY: Date = date(2026, 11, 23);

fn main() {
    divan::main();
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder of the example").flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// The documents of one site of the example.
fn site(folder: &Path, start: &Url) -> Vec<Document> {
    let document = |path: &PathBuf| {
        let name = path.strip_prefix(folder).ok()?.to_str()?;
        let address = start.join(name.trim_end_matches("index.html")).ok()?;
        let clicks = Some(u32::from(name != "index.html"));
        let fetched = Fetched { clicks, ..Fetched::bare(address, std::fs::read(path).ok()?) };
        if name.ends_with(".html") {
            return Some(html::html(&fetched, &charset::decode(&fetched.body, None)));
        }
        name.ends_with(".pdf").then(|| read(fetched, &child::read_here).ok()).flatten()
    };
    files(folder).iter().filter_map(document).collect()
}

/// The example's schools with their documents.
fn schools() -> Vec<(School, Vec<Document>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/demo-sites");
    let ids = ["it-klaverbled", "de-treffer", "meester-sikkema", "de-wjukken", "opper-en-neer"];
    let school = |id: &str| {
        let url: Url = format!("http://www.{id}.example/").parse().expect("an address");
        let documents = site(&root.join(id), &url);
        let kind = SchoolType::Primary;
        (School { id: id.into(), name: id.into(), url, place: None, brin: None, kind }, documents)
    };
    ids.map(school).into()
}

fn organisation() -> Organisation {
    let url = "http://www.de-waldsang.example/".parse().ok();
    Organisation { name: "Stichting De Wâldsang".into(), url, aliases: vec!["De Wâldsang".into()] }
}

fn main_text(documents: &[Document]) -> usize {
    let blocks = documents.iter().flat_map(|d| &d.blocks).filter(|b| b.region == Region::Main);
    blocks.map(|b| b.text.len()).sum()
}

fn judge(rubric: &Rubric, schools: Vec<(School, Vec<Document>)>) -> Comparison {
    let organisation = organisation();
    let judger = Judger::new(rubric, TODAY, Some(&organisation));
    let card =
        |(school, documents): (School, Vec<Document>)| judger.school(&school, Visit { documents, ..Visit::default() });
    let (mut schools, profiles): (Vec<Scorecard>, Vec<_>) = schools.into_iter().map(card).unzip();
    together(&judger, &mut schools, &profiles, None);
    let run = RunInfo { id: "bench".into(), audited_on: TODAY, program: "audit".into() };
    Comparison { run, organisation: None, schools }
}

/// Sentences, terms, rules and learned weights of five sites.
#[divan::bench]
fn score(bencher: Bencher) {
    let (rubric, schools) = (embedded(), schools());
    let bytes: usize = schools.iter().map(|(_, documents)| main_text(documents)).sum();
    let pages: usize = schools.iter().map(|(_, documents)| documents.len()).sum();
    let input = || schools.clone();
    bencher
        .with_inputs(input)
        .counter(ItemsCount::new(pages))
        .counter(BytesCount::new(bytes))
        .bench_values(|schools| judge(&rubric, schools));
}

/// Sentences alone.
#[divan::bench]
fn sentences(bencher: Bencher) {
    let schools = schools();
    let blocks: Vec<&str> =
        schools.iter().flat_map(|(_, documents)| documents).flat_map(|d| &d.blocks).map(|b| b.text.as_str()).collect();
    let bytes: usize = blocks.iter().map(|text| text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        blocks.iter().for_each(|text| drop(black_box(text::sentences::split(text))));
    });
}

/// Every file of the report of five schools.
#[divan::bench]
fn report_files(bencher: Bencher) {
    let rubric = embedded();
    let comparison = judge(&rubric, schools());
    let bytes: usize = report::files(&comparison, &rubric, Lang::Nl).iter().map(|(_, bytes)| bytes.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| report::files(black_box(&comparison), &rubric, Lang::Nl));
}

/// What a run costs before its first request: the rubric read and compiled.
#[divan::bench]
fn start(bencher: Bencher) {
    bencher.bench(|| drop(black_box(Judger::new(&embedded(), TODAY, None))));
}
