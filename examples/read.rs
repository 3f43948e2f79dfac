//! Shows how the program reads a file: `cargo run --example read FILE…`, one block a line: part of the page, kind, text.

use audit::extract::{child, read};
use audit::model::Fetched;
use std::io::Write;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for name in std::env::args().skip(1) {
        let fetched = Fetched {
            clicks: Some(0),
            ..Fetched::bare(
                url::Url::parse("https://school.example/").map_err(std::io::Error::other)?,
                std::fs::read(&name)?,
            )
        };
        match read(fetched, &child::read_here) {
            Ok(document) => {
                writeln!(out, "# {name}: {} {:?}", document.title, document.dates)?;
                for block in &document.blocks {
                    writeln!(out, "{:?}\t{:?}\t{:?}\t{}", block.region, block.kind, block.page, block.text)?;
                }
            }
            Err(failure) => writeln!(out, "# {name}: {:?} {}", failure.kind, failure.detail)?,
        }
    }
    Ok(())
}
