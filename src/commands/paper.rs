//! PDF files for paper: the hand-out and the sheet of each school, printed by the user's own browser when there is one.

use super::output::Output;
use super::say;
use crate::browser;
use crate::model::{Lang, Text};
use futures_util::StreamExt;
use std::path::Path;
use tokio::runtime::Runtime;

/// Browsers at one time.
const AT_ONCE: usize = 2;

/// Pages of the report that are meant for paper, without their ending.
fn sheets(files: &[(String, Vec<u8>)]) -> Vec<&str> {
    let pages = files.iter().filter_map(|(name, _)| name.strip_suffix(".html"));
    pages.filter(|name| *name == "handout" || name.starts_with("schools/")).collect()
}

/// Prints what is meant for paper and tells what came of it.
pub(super) fn tell(runtime: &Runtime, output: &Output, files: &[(String, Vec<u8>)], lang: Lang) {
    say::result(runtime.block_on(print(output, files)).get(lang));
}

/// Prints the written pages among `files` to PDF files beside them, and says what came of it. PDF files of an earlier
/// run are removed first, so that none is older than its page.
async fn print(output: &Output, files: &[(String, Vec<u8>)]) -> Text {
    let sheets = sheets(files);
    sheets.iter().for_each(|name| output.remove(&format!("{name}.pdf")));
    let Some(program) = browser::find() else { return no_browser() };
    let printed = futures_util::stream::iter(sheets.iter().enumerate())
        .map(async |(number, name)| one(output, &program, name, number).await)
        .buffer_unordered(AT_ONCE)
        .collect::<Vec<Result<(), String>>>();
    let failed: Vec<String> = printed.await.into_iter().filter_map(Result::err).collect();
    match failed.first() {
        None => made(&program, sheets.len()),
        Some(reason) => not_made(&program, failed.len(), reason),
    }
}

async fn one(output: &Output, program: &Path, name: &str, number: usize) -> Result<(), String> {
    let page = std::path::absolute(output.path(&format!("{name}.html"))).map_err(|error| error.to_string())?;
    let scratch = page.with_file_name(format!(".audit-{}-{number}.pdf", std::process::id()));
    let bytes = browser::print(program, &page, &scratch).await?;
    output.write(&[(format!("{name}.pdf"), bytes)]).map_err(|error| error.en)
}

fn made(program: &Path, count: usize) -> Text {
    let name = name(program);
    Text::new(
        format!("PDF om af te drukken: handout.pdf en schools/….pdf ({count} bestanden, gemaakt met {name}).\n"),
        format!("PDF to print: handout.pdf and schools/….pdf ({count} files, made with {name}).\n"),
    )
}

fn no_browser() -> Text {
    Text::new(
        "Geen PDF gemaakt: op deze computer is geen Chrome, Edge of Chromium gevonden. Zelf afdrukken: open handout.html of \
         een bestand in de map schools, en kies Afdrukken. Daar kunt u ook een PDF van maken.\n",
        "No PDF made: no Chrome, Edge or Chromium was found on this computer. To print yourself: open handout.html or a \
         file in the folder schools, and choose Print. There you can make a PDF as well.\n",
    )
}

fn not_made(program: &Path, count: usize, reason: &str) -> Text {
    let name = name(program);
    Text::new(
        format!(
            "{count} PDF-bestanden zijn niet gemaakt met {name} ({reason}). Zelf afdrukken: open handout.html of een bestand \
             in de map schools, en kies Afdrukken.\n"
        ),
        format!(
            "{count} PDF files were not made with {name} ({reason}). To print yourself: open handout.html or a file in the \
             folder schools, and choose Print.\n"
        ),
    )
}

fn name(program: &Path) -> String {
    program.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_meant_for_paper_is_printed() {
        let names = ["results.json", "report.html", "handout.html", "schools/a.html", "schools/a.docx"];
        let files = names.map(|name| (name.to_owned(), Vec::new()));
        assert_eq!(sheets(&files), ["handout", "schools/a"]);
    }
}
