use super::*;
use crate::report::{fixture, results};

fn page(lang: Lang) -> String {
    let (comparison, rubric) = fixture::comparison();
    html(&results(&comparison, &rubric, lang), &rubric, lang)
}

fn school(index: usize) -> String {
    let (comparison, rubric) = fixture::comparison();
    let results = results(&comparison, &rubric, Lang::Nl);
    school_html(&results, &results.schools[index], &rubric, Lang::Nl)
}

/// The part of a page between two marks.
fn part<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let start = page.find(from).unwrap_or_else(|| panic!("{from} is missing"));
    let end = page[start..].find(to).map_or(page.len(), |end| start + end + to.len());
    &page[start..end]
}

#[test]
fn matrix_snapshot() {
    insta::assert_snapshot!(part(&page(Lang::Nl), "<table class=\"matrix\"", "</table>"));
}

#[test]
fn school_section_snapshot() {
    insta::assert_snapshot!(part(&school(3), "<main", "</main>"));
}

#[test]
fn what_a_site_says_is_escaped() {
    for page in [page(Lang::Nl), school(3)] {
        assert!(!page.contains("<script>alert") && !page.contains("<img src=x"));
        assert!(page.contains("&#60;script&#62;alert") || page.contains("&lt;script&gt;alert"));
        assert!(!page.contains('\u{202e}') && !page.contains("j.devries@"));
    }
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    let page = page(Lang::Nl);
    for loads in ["<img", "<script ", "<link", "<iframe", "<object", "<embed", "@import", "url(", " style="] {
        assert!(!page.contains(loads), "{loads}");
    }
    assert!(page.contains("default-src &#39;none&#39;") || page.contains("default-src 'none'"));
}

#[test]
fn every_link_inside_the_page_arrives() {
    for page in [page(Lang::Nl), page(Lang::En), school(0)] {
        let targets = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next());
        for target in targets {
            assert_eq!(page.matches(&format!(" id=\"{target}\"")).count(), 1, "{target}");
        }
    }
}

#[test]
fn links_lead_to_web_addresses_only() {
    for target in page(Lang::Nl).split("href=\"").skip(1) {
        assert!(["#", "http://", "https://"].iter().any(|start| target.starts_with(start)), "{target:.60}");
    }
}

#[test]
fn english_holds_no_dutch_fixed_text() {
    let page = page(Lang::En);
    for dutch in ["Wat opvalt", "niet gekeken", "klikken", "Wat al werkt", "Niveau"] {
        assert!(!page.contains(dutch), "{dutch}");
    }
}

#[test]
fn same_results_give_the_same_bytes() {
    assert_eq!(page(Lang::Nl), page(Lang::Nl));
}
