//! How fast pages and documents are read, on one core: `cargo bench --bench extract`. `benches/beside.py` measures others on
//! the same files.

use audit::extract::{charset, child, html};
use audit::model::Fetched;
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use std::path::Path;

fn main() {
    divan::main();
}

/// The example's files that end so.
fn files(ending: &str) -> Vec<Vec<u8>> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/demo-sites")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the example's folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found.iter().map(|path| std::fs::read(path).expect("a file of the example")).collect()
}

fn fetched(body: &[u8]) -> Fetched {
    Fetched {
        clicks: Some(1),
        ..Fetched::bare("https://school.example/ouders".parse().expect("an address"), body.to_vec())
    }
}

#[divan::bench]
fn pages(bencher: Bencher) {
    let files = files(".html");
    let bytes: usize = files.iter().map(Vec::len).sum();
    bencher.counter(ItemsCount::new(files.len())).counter(BytesCount::new(bytes)).bench(|| {
        for file in &files {
            black_box(html::html(&fetched(file), &charset::decode(file, None)));
        }
    });
}

#[divan::bench]
fn pdfs(bencher: Bencher) {
    let files = files(".pdf");
    let bytes: usize = files.iter().map(Vec::len).sum();
    bencher.counter(ItemsCount::new(files.len())).counter(BytesCount::new(bytes)).bench(|| {
        for file in &files {
            black_box(child::read_here(file).is_ok());
        }
    });
}
