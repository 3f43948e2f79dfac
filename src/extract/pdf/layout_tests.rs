use super::*;

fn line(page: u32, text: &str, y: f64, size: f64) -> Line {
    Line { page, text: text.into(), left: 70.0, right: 70.0 + text.len() as f64 * 5.0, y, size, height: 842.0 }
}

fn read(lines: &[Line]) -> Vec<(ParagraphKind, String)> {
    paragraphs(lines).into_iter().flat_map(|page| page.paragraphs).map(|p| (p.kind, p.text)).collect()
}

const LONG: &str = "Wij vragen alle ouders om mee te denken over de school en om op tijd te zeggen wat er";

#[test]
fn paragraphs_headings_and_items() {
    let got = read(&[
        line(1, "Schoolgids", 90.0, 18.0),
        line(1, LONG, 130.0, 11.0),
        line(1, "speelt bij hun kind.", 145.0, 11.0),
        line(1, LONG, 166.0, 11.0),
        line(1, "is.", 181.0, 11.0),
        line(1, "Wij verwachten:", 202.0, 11.0),
        line(1, "• dat u op tijd komt en uw kind", 217.0, 11.0),
        line(1, "goed uitgerust is", 232.0, 11.0),
        line(1, "• dat u belt", 247.0, 11.0),
    ]);
    assert_eq!(got.len(), 6, "{got:?}");
    assert_eq!(got[0], (ParagraphKind::Heading(1), "Schoolgids".into()));
    assert!(got[1].1.ends_with("speelt bij hun kind."));
    assert_eq!(got[4], (ParagraphKind::Item, "dat u op tijd komt en uw kind goed uitgerust is".into()));
}

#[test]
fn text_runs_on_over_the_page_and_keeps_its_first_page() {
    let pages = paragraphs(&[
        line(1, LONG, 760.0, 11.0),
        line(2, "speelt bij de kinderen.", 80.0, 11.0),
        line(2, LONG, 110.0, 11.0),
    ]);
    assert_eq!(pages.len(), 2);
    assert!(pages[0].paragraphs[0].text.ends_with("er speelt bij de kinderen."));
}

#[test]
fn numbered_and_short_lines_head_what_follows() {
    let got = read(&[
        line(1, "3.2 Ouders", 100.0, 11.0),
        line(1, LONG, 120.0, 11.0),
        line(1, "is.", 135.0, 11.0),
        line(1, "De ouderraad", 160.0, 11.0),
        line(1, LONG, 180.0, 11.0),
    ]);
    assert!(matches!(got[0].0, ParagraphKind::Heading(_)) && matches!(got[2].0, ParagraphKind::Heading(_)), "{got:?}");
    assert_eq!(numbering("3.2.1 Ouders"), Some(3));
    assert_eq!(numbering("2026 Ouders"), None);
}
