//! A text counts the same whether it stands on a page, in a Word file or in a PDF.

use crate::make::{docx, pdf};
use crate::tell;
use audit::extract;
use audit::extract::child::read_here;
use audit::model::{Document, Fetched, Outcome};
use audit::rubric::load::embedded;
use audit::score::Judger;
use jiff::civil::Date;
use serde_json::Value;

fn fetched(kind: &str, body: Vec<u8>) -> Fetched {
    Fetched {
        content_type: Some(kind.to_owned()),
        clicks: Some(1),
        ..Fetched::bare("https://school.example/ouders".parse().expect("an address"), body)
    }
}

fn read(kind: &str, body: Vec<u8>) -> Document {
    extract::read(fetched(kind, body), &read_here).expect("a sound document")
}

fn page(title: &str, paragraphs: &[&str]) -> Document {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let paragraphs: String = paragraphs.iter().map(|text| format!("<p>{}</p>", escaped(text))).collect();
    let html = format!("<!doctype html><meta charset=utf-8><main><h1>{}</h1>{paragraphs}</main>", escaped(title));
    read("text/html", html.into_bytes())
}

#[test]
fn levels_do_not_depend_on_the_kind_of_file() {
    let rubric = embedded();
    let today = Date::constant(2026, 11, 23);
    let judger = Judger::new(&rubric, today, None);
    let sheet = include_str!("../../rubrics/training/c.jsonl");
    let (mut all, mut equal) = (0, 0);
    for line in sheet.lines().step_by(12) {
        let passage: Value = serde_json::from_str(line).expect("a line of the sheet");
        let of = |field: &str| passage[field].as_str().expect("a text").to_owned();
        let (indicator, title, body) = (of("indicator"), of("title"), of("text"));
        // Light markup, fields to fill in, and letters that the small PDF's font has not, are left out of the trial.
        let plain = !body.contains(['#', '{', '•', '’', '‘', '“', '”', '…', '€', 'ŷ', '–']) && !body.contains("\n-");
        if !plain || body.len() > 3000 {
            continue;
        }
        let paragraphs: Vec<&str> = body.lines().filter(|line| !line.trim().is_empty()).collect();
        let level = |document: Document| judger.one(&indicator, &[document]).map(|found| found.outcome);
        let here: Option<Outcome> = level(page(&title, &paragraphs));
        let word = level(read("application/octet-stream", docx(&title, &paragraphs)));
        let print = level(read("application/pdf", pdf(&title, &paragraphs)));
        all += 2;
        for (kind, other) in [("Word", word), ("PDF", print)] {
            if other == here {
                equal += 1;
            } else {
                tell(&format!("{} as {kind}: {here:?} became {other:?}", of("id")));
            }
        }
    }
    tell(&format!("{equal} of {all} levels equal"));
    assert!(all >= 40 && equal * 100 >= all * 97, "{equal} of {all} levels equal");
}
