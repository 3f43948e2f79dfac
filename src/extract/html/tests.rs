use super::*;
use crate::model::{DateSource, Embed, Region};
use proptest::prelude::*;

fn read(source: &str) -> Document {
    read_with(source, |_| {})
}

fn read_with(source: &str, change: impl FnOnce(&mut Fetched)) -> Document {
    let mut page = Fetched {
        content_type: Some("text/html".into()),
        clicks: Some(1),
        ..Fetched::bare("https://school.example/ouders/".parse().expect("address"), Vec::new())
    };
    change(&mut page);
    html(&page, source)
}

fn texts(document: &Document, region: Region) -> Vec<&str> {
    document.blocks.iter().filter(|block| block.region == region).map(|block| block.text.as_str()).collect()
}

fn main_of(source: &str) -> Vec<String> {
    texts(&read(source), Region::Main).into_iter().map(String::from).collect()
}

#[test]
fn semantic_page() {
    let page = read(
        "<html lang=nl-NL><title> Ouders \n | Proef</title><header><a href=/>De Proef</a><nav><ul><li><a href=/mr>MR</a></ul></nav></header>\
         <main><h1>Ouders</h1><p>Wij <b>vragen</b> ou&shy;ders<br>mee te denken.</p><h2>Regels</h2><p>Dit mag u verwachten:</p><ul><li>rust<li>tijd</ul>\
         <article><header><h2>Kop</h2></header></article></main><aside>Zij</aside><footer>Voet</footer>",
    );
    assert_eq!((page.title.as_str(), page.language.as_deref()), ("Ouders | Proef", Some("nl")));
    assert_eq!(
        texts(&page, Region::Main),
        ["Ouders", "Wij vragen ouders mee te denken.", "Regels", "Dit mag u verwachten:", "rust", "tijd", "Kop"]
    );
    assert_eq!(
        (texts(&page, Region::Navigation), texts(&page, Region::Footer), texts(&page, Region::Aside)),
        (vec!["MR"], vec!["Voet"], vec!["Zij"])
    );
    let item = page.blocks.iter().find(|block| block.text == "tijd").expect("item");
    assert_eq!(
        (&*item.headings, item.lead_in.as_deref()),
        (&["Ouders".to_string(), "Regels".to_string()][..], Some("Dit mag u verwachten:"))
    );
    assert_eq!(page.links[1].region, Region::Navigation);
    assert_eq!(page.links[1].block.map(|block| page.blocks[block].text.as_str()), Some("MR"));
}

const MENU: &str =
    "<a href=/>Home</a><br><a href=/team>Team</a><br><a href=/ouders>Ouders</a><br><a href=/contact>Contact</a>";

#[test]
fn layout_tables_and_portals() {
    let tables = format!(
        "<table width=100%><tr><td colspan=2><font size=6>De Proef</font></td></tr><tr><td>{MENU}</td><td><font size=5><b>Ouders</b></font><br>\
         Wij vragen ouders om mee te denken over de school.<br><br>&#149; op tijd komen<br>&#149; bellen<br></td></tr>\
         <tr><td colspan=2><center><font size=1>Stichting Test, 9244 AA Dorp</font></center></td></tr></table>"
    );
    let page = read(&tables);
    assert_eq!(
        texts(&page, Region::Main),
        ["Ouders", "Wij vragen ouders om mee te denken over de school.", "op tijd komen", "bellen"]
    );
    assert_eq!(
        (texts(&page, Region::Header), texts(&page, Region::Footer)),
        (vec!["De Proef"], vec!["Stichting Test, 9244 AA Dorp"])
    );
    let portal = format!(
        "<div id=top>De Proef</div><div id=menu>{MENU}</div><div id=inhoud><div class=kop1>Ouders</div><div class=tekst>Welkom.<br><br></div></div><div id=onder>Dorpsstraat 1</div>"
    );
    let page = read(&portal);
    assert_eq!(texts(&page, Region::Main), ["Ouders", "Welkom."]);
    assert_eq!(page.blocks.iter().find(|block| block.text == "Welkom.").map(|block| block.headings.len()), Some(1));
}

#[test]
fn cookie_notices_are_no_text_but_a_page_on_cookies_is() {
    let page = read(
        "<main><p>Tekst.</p></main><footer><p>De Proef</p><p>Wij gebruiken cookies. <a href=#>Akkoord</a></p></footer>",
    );
    assert_eq!(texts(&page, Region::Dialog), ["Wij gebruiken cookies. Akkoord"]);
    let page = read("<div><h1>Cookies</h1><p>Wij gebruiken cookies als u akkoord gaat.</p></div>");
    assert_eq!(texts(&page, Region::Main).len(), 2);
    let page = read("<div class=balk><p>Deze site gebruikt cookies.</p><button>Accepteren</button></div><p>Tekst.</p>");
    assert_eq!(texts(&page, Region::Main), ["Tekst."]);
}

#[test]
fn class_names_never_empty_a_page() {
    let long = "Wij vragen alle ouders om mee te denken over de school. ".repeat(40);
    assert_eq!(main_of(&format!("<div class=footer><h1>Kop</h1><p>{long}</p></div>")).len(), 2);
    assert_eq!(main_of(&format!("<div class=sidebar><p>{long}</p></div>")).len(), 1);
    assert_eq!(main_of(&format!("<nav><p>{long}</p>")).len(), 1);
    assert_eq!(main_of(&format!("<form id=aspnet><input><p>{long}</p></form>")).len(), 1);
}

#[test]
fn link_lists_in_the_text_stay() {
    let list = "<ul><li><a href=/gids.pdf>Schoolgids</a><li><a href=/a>Notulen MR</a><li><a href=/b>Contact</a></ul>";
    assert_eq!(
        main_of(&format!(
            "<div><h2>Documenten</h2><p>Hieronder staan de stukken van dit schooljaar bij elkaar.</p>{list}</div>"
        ))
        .len(),
        5
    );
}

#[test]
fn closed_panels_are_text_and_hidden_things_are_not() {
    let page = read(
        "<button aria-controls=p1>Ouderraad</button><div id=p1 hidden>De raad helpt.</div><details><summary>MR</summary><p>Zes leden.</p></details>\
         <div class=accordion-body style='display: none'>Paneel.</div><div hidden>Weg</div><div style='color:red;display:none'>Ook weg</div>\
         <template>x</template><script>y</script><noscript>z</noscript><!-- c --><p>Zicht<span style=display:none>baar</span>.</p>\
         <p style='font-size: 0 !important'>Klein</p><div style='font-size:0px'><div>Kolom</div></div><p style=font-size:0.9em>Kleiner</p>",
    );
    assert_eq!(
        texts(&page, Region::Main),
        ["De raad helpt.", "MR", "Zes leden.", "Paneel.", "Zicht.", "Kolom", "Kleiner"]
    );
    assert_eq!(texts(&page, Region::Hidden), ["Weg", "Ook weg", "Klein"]);
}

#[test]
fn a_page_without_end_is_read_in_part() {
    let page = read(&"<p>De ouderraad vergadert iedere maand.".repeat(60_000));
    let length: usize = page.blocks.iter().map(|block| block.text.len()).sum();
    assert!(page.partial && length > 1_000_000 && length < 1_100_000, "{length}");
    assert!(!read("<p>De ouderraad.").partial);
}

#[test]
fn tables_become_rows_with_their_head() {
    let page = read(
        "<main><table><tr><th>Dag<th>Tijd<tr><td>Maandag<td>8.30 <b>uur</b><tr><td><td>x</table><p>Na <a href=/n>dit</a></p></main>",
    );
    assert_eq!(texts(&page, Region::Main), ["Dag | Tijd", "Maandag | 8.30 uur", "x", "Na dit"]);
    assert_eq!(page.blocks[1].lead_in.as_deref(), Some("Dag | Tijd"));
    assert_eq!(page.links[0].block, Some(3));
}

#[test]
fn links_and_images() {
    let page = read(
        "<base href=/map/><a href='gids.pdf#page=2' rel='nofollow x'>Gids</a><a href='mailto:a@b.example'>m</a><a href=javascript:x>j</a>\
         <a href=https://ander.example/><img src=logo.png alt='Logo bestuur'></a><iframe src=//kaart.example/x title=Kaart></iframe>\
         <img src=data:x data-src=foto.jpg><div style='background-image:url(\"b.jpg\")'>t</div><meta http-equiv=refresh content='0;url=/nieuw'>",
    );
    let links: Vec<(&str, &str, bool)> =
        page.links.iter().map(|link| (link.url.as_str(), link.text.as_str(), link.nofollow)).collect();
    assert_eq!(
        links,
        [
            ("https://school.example/map/gids.pdf", "Gids", true),
            ("https://ander.example/", "Logo bestuur", false),
            ("https://kaart.example/x", "Kaart", false),
            ("https://school.example/nieuw", "", false),
        ]
    );
    let images: Vec<_> = page
        .images
        .iter()
        .map(|image| (image.url.as_ref().map(|url| url.path()), image.alt.as_str(), image.link.is_some()))
        .collect();
    assert_eq!(
        images,
        [
            (Some("/map/logo.png"), "Logo bestuur", true),
            (Some("/map/foto.jpg"), "", false),
            (Some("/map/b.jpg"), "", false)
        ]
    );
}

#[test]
fn framesets_give_their_frames() {
    let page = read("<html><frameset cols=2><frame src=menu.html><frame src=hoofd.html></frameset></html>");
    assert_eq!(page.links.len(), 2);
}

#[test]
fn dates_with_their_source() {
    let page = read_with(
        "<meta property=article:published_time content=2026-01-02><main><time datetime=2026-03-12>12 maart</time><p>Geplaatst op 5 mei 2026</p><p>Op 6 mei 2026 is er feest.</p></main>",
        |page| {
            page.last_modified = Some("Fri, 13 Mar 2026 08:00:00 GMT".into());
        },
    );
    let sources: Vec<DateSource> = page.dates.iter().map(|found| found.source).collect();
    use DateSource::{Header, Label, Meta, Text};
    assert_eq!(sources, [Meta, Label, Label, Text, Header]);
    assert_eq!(page.dates[1].block, Some(0));
}

#[test]
fn robots_canonical_and_look() {
    let page = read_with(
        "<link rel=canonical href=/x#y><link rel='stylesheet' href=/s.css><meta name=generator content='WordPress 6.8'><style>a{color:#0b6e4f}</style><p class='a b'><i class=a>x",
        |page| page.robots_tag = Some("noindex, nofollow".into()),
    );
    assert_eq!((page.noindex, page.nofollow), (true, true));
    assert_eq!(page.canonical.as_ref().map(|url| url.as_str()), Some("https://school.example/x"));
    assert_eq!((page.look.classes.join(" "), page.look.colours.join(" ")), ("a b".into(), "#0b6e4f".into()));
    assert_eq!((page.look.generator.as_deref(), page.look.stylesheets.len()), (Some("WordPress 6.8"), 1));
}

#[test]
fn dates_by_class_name_know_their_block() {
    let page = read(
        "<p>Feest</p><p>Door juf Anna <span class='entry-date'>12 maart 2026</span> in Nieuws</p><p class=event-date>3 april 2026",
    );
    let found: Vec<_> = page.dates.iter().map(|date| (date.date.to_string(), date.source, date.block)).collect();
    assert_eq!(found[0], ("2026-03-12".into(), DateSource::Label, Some(1)));
    assert_eq!(page.dates.iter().filter(|date| date.date.month() == 3).count(), 1);
}

#[test]
fn text_in_data_is_read_when_the_page_is_a_shell() {
    let data = r#"<script id=__NEXT_DATA__ type=application/json>{"page":{"title":"Ouders","body":"<p>Wij vragen ouders om mee te denken over de school.</p>","menu":[{"label":"MR","href":"/mr"}]}}</script>"#;
    let shell = read(&format!("<title>De Wei</title><div id=__next></div>{data}"));
    let main: Vec<&str> =
        shell.blocks.iter().filter(|block| block.region == Region::Main).map(|block| block.text.as_str()).collect();
    assert_eq!(main, ["Ouders", "Wij vragen ouders om mee te denken over de school."]);
    assert_eq!(
        (shell.title.as_str(), shell.links[0].url.path(), shell.links[0].text.as_str()),
        ("De Wei", "/mr", "MR")
    );
    let full = read(&format!("<div id=__next><p>{}</p></div>{data}", "Tekst van de school. ".repeat(20)));
    assert_eq!(full.blocks.len(), 1);
}

#[test]
fn frames_from_elsewhere_are_noted_and_documents_behind_viewers_linked() {
    let page = read(
        "<iframe src='https://calendar.google.com/calendar/embed?src=x'></iframe><iframe src='/pdf/viewer?file=/gids.pdf'></iframe><iframe src=/eigen></iframe>",
    );
    assert_eq!(page.embeds.iter().map(|(_, embed)| *embed).collect::<Vec<_>>(), [Embed::Calendar]);
    let paths: Vec<&str> = page.links.iter().map(|link| link.url.path()).collect();
    assert_eq!(paths, ["/calendar/embed", "/gids.pdf", "/pdf/viewer", "/eigen"]);
}

#[test]
fn shells_built_by_scripts() {
    assert!(read("<div id=root></div><script src=/a.js></script>").script_shell);
    assert!(read("<noscript>You need to enable JavaScript to run this app.</noscript>").script_shell);
    assert!(read("<script>window.location.href='/nieuw'</script>").script_shell);
    assert!(!read(&format!("<div id=app><p>{}</p></div>", "Tekst van de school. ".repeat(20))).script_shell);
}

#[test]
fn hostile_pages_end_and_keep_their_text() {
    let deep = format!("{}diep{}<p>na", "<div><p>".repeat(20_000), "</div>".repeat(20_000));
    assert_eq!(main_of(&deep), ["diep", "na"]);
    let attributes = format!("<p {}>tekst</p>", "a1=x ".repeat(200_000));
    assert_eq!(main_of(&attributes), ["tekst"]);
    let fonts = format!("{}<p>tekst", "<p><font size=1 color=a>x".repeat(3_000));
    assert_eq!(main_of(&fonts).len(), 3_001);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn no_page_panics_and_no_block_is_empty(page in "(<(div|p|li|ul|td|tr|table|a href=/x|b|h1|nav|form|button|br|time|select|option|font size=5)( class=(menu|footer|kop1|list|cookie))?( hidden)?>|</(div|p|li|ul|td|tr|table|a|b|h1|nav|form|button)>|cookies akkoord|Home|12 maart 2026| |\u{ad}|- x|&nbsp;|\\PC){0,60}") {
        let found = read(&page);
        for block in &found.blocks {
            prop_assert!(!block.text.trim().is_empty() && !block.text.contains("  "), "{:?}", block.text);
        }
        let blocks = found.links.iter().filter_map(|link| link.block).chain(found.dates.iter().filter_map(|date| date.block));
        prop_assert!(blocks.into_iter().all(|block| block < found.blocks.len()));
    }
}
