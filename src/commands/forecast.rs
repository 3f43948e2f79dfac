//! `audit schools.toml --plan`: what would be read, from where, at what pace and for how long at most. Asks nobody
//! anything, not even for the number behind a name.

use super::ending::Ending;
use super::{say, screen, survey};
use crate::cli::AuditOptions;
use crate::crawl::{self, Limits};
use crate::model::{Lang, Plan, Text};
use crate::report::paragraph;
use std::collections::BTreeMap;
use std::time::Duration;
use url::Url;

/// Widest text, in characters: longer lines read badly.
const WIDEST: usize = 100;

/// Prints the forecast.
pub(super) fn tell(mut plan: Plan, options: &AuditOptions) -> Ending {
    let lang: Lang = options.language.lang.into();
    options.apply(&mut plan.crawl);
    let output = options.output.display().to_string();
    say::result(&forecast(&plan, &output, lang, screen::width().min(WIDEST)));
    Ending::Done
}

fn forecast(plan: &Plan, output: &str, lang: Lang, width: usize) -> String {
    let sites = sites(plan);
    let shared = shared(&sites);
    let longest = shared.values().map(Vec::len).max().unwrap_or(1);
    let limits = crawl::limits(&plan.crawl);
    let mut texts =
        vec![pace(plan, &limits), duration(plan, &limits, sites.len(), longest), requests(&limits, longest)];
    texts.extend(shared.iter().filter(|(_, names)| names.len() > 1).map(|(host, names)| in_turn(host, names)));
    texts.push(contact(plan));
    texts.push(Text::new(
        format!("Het rapport komt in de map {output}."),
        format!("The report goes to the folder {output}."),
    ));
    let told = texts.iter().flat_map(|text| paragraph(text.get(lang), width));
    let opening = paragraph(nothing_asked().get(lang), width).into_iter().chain([String::new()]);
    let blank = [String::new()];
    let lines = opening.chain(list(&sites)).chain(blank).chain(told);
    lines.map(|line| line + "\n").collect()
}

fn nothing_asked() -> Text {
    Text::new(
        "Dit zou de audit doen. Er is nu niets opgevraagd.",
        "This is what the audit would do. Nothing was asked for now.",
    )
}

fn list(sites: &[(String, Url)]) -> Vec<String> {
    let column = sites.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0).min(40);
    sites.iter().map(|(name, url)| format!("  {name:column$}  {url}")).collect()
}

fn in_turn(host: &str, names: &[&str]) -> Text {
    let list = names.join(", ");
    Text::new(
        format!("Op één server ({host}), dus na elkaar: {list}."),
        format!("On one server ({host}), so one after the other: {list}."),
    )
}

/// Names and addresses, in the order in which the program knows them.
fn sites(plan: &Plan) -> Vec<(String, Url)> {
    let own = plan.organisation.iter().filter_map(|o| o.url.clone());
    let urls = plan.schools.iter().map(|s| s.url.clone()).chain(own);
    survey::site_names(plan).into_iter().zip(urls).collect()
}

/// Sites by the host that serves them.
fn shared(sites: &[(String, Url)]) -> BTreeMap<String, Vec<&str>> {
    let mut hosts: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (name, url) in sites {
        let host = url.host_str().unwrap_or_default();
        hosts.entry(host.strip_prefix("www.").unwrap_or(host).to_owned()).or_default().push(name);
    }
    hosts
}

fn pace(plan: &Plan, limits: &Limits) -> Text {
    let (pages, delay, width) = (limits.pages, plan.crawl.delay, plan.crawl.concurrency_per_host);
    let (nl, en) = if width > 1 {
        (format!("hoogstens {width} verzoeken tegelijk"), format!("at most {width} requests at a time"))
    } else {
        ("één verzoek tegelijk".to_owned(), "one request at a time".to_owned())
    };
    let (wait_nl, wait_en) = (seconds(delay, Lang::Nl), seconds(delay, Lang::En));
    Text::new(
        format!(
            "Per website: hoogstens {pages} bladzijden en documenten, {nl}, {wait_nl} ertussen (meer als de site dat vraagt)."
        ),
        format!("Per site: at most {pages} pages and documents, {en}, {wait_en} apart (more when the site asks)."),
    )
}

fn duration(plan: &Plan, limits: &Limits, sites: usize, longest: usize) -> Text {
    let rounds = u32::try_from(sites.div_ceil(survey::SITES_AT_ONCE).max(longest)).unwrap_or(u32::MAX);
    let pages = u32::try_from(limits.pages).unwrap_or(u32::MAX);
    let usual = plan.crawl.delay.saturating_mul(pages).saturating_mul(rounds);
    let most = limits.time.saturating_mul(rounds);
    let at_once = survey::SITES_AT_ONCE;
    Text::new(
        format!(
            "Duur: ongeveer {} als elke site {pages} bladzijden heeft, hoogstens {}. Er worden {at_once} sites naast elkaar gelezen.",
            minutes(usual, Lang::Nl),
            minutes(most, Lang::Nl)
        ),
        format!(
            "Time: about {} when every site has {pages} pages, at most {}. {at_once} sites are read side by side.",
            minutes(usual, Lang::En),
            minutes(most, Lang::En)
        ),
    )
}

fn requests(limits: &Limits, longest: usize) -> Text {
    let most = limits.requests.saturating_mul(longest);
    Text::new(
        format!(
            "Per server: hoogstens {most} verzoeken, met robots.txt, sitemap en logo's. Doorverwijzingen, scripts van pagina's en controles van links komen daarbij."
        ),
        format!(
            "Per server: at most {most} requests, robots.txt, sitemap and logos included. Redirects, scripts of pages and checks of links come on top."
        ),
    )
}

fn contact(plan: &Plan) -> Text {
    match &plan.crawl.contact {
        Some(contact) => Text::new(
            format!("Een webmaster ziet bij elk verzoek hoe hij u bereikt: {contact}"),
            format!("With every request a webmaster sees how to reach you: {contact}"),
        ),
        None => Text::new(
            "Een webmaster kan u niet bereiken. Zet er uw adres bij: --contact naam@voorbeeld.nl, of contact in [crawl].",
            "A webmaster cannot reach you. Add your address: --contact name@example.org, or contact in [crawl].",
        ),
    }
}

fn seconds(time: Duration, lang: Lang) -> String {
    let number = format!("{}", time.as_millis() as f64 / 1000.0);
    match lang {
        Lang::Nl if number == "1" => "1 seconde".to_owned(),
        Lang::Nl => format!("{} seconden", number.replace('.', ",")),
        Lang::En if number == "1" => "1 second".to_owned(),
        Lang::En => format!("{number} seconds"),
    }
}

fn minutes(time: Duration, lang: Lang) -> String {
    let minutes = time.as_secs().div_ceil(60).max(1);
    match (lang, minutes) {
        (Lang::Nl, 1) => "1 minuut".to_owned(),
        (Lang::Nl, n) if n > 120 => format!("{} uur", n.div_ceil(60)),
        (Lang::Nl, n) => format!("{n} minuten"),
        (Lang::En, 1) => "1 minute".to_owned(),
        (Lang::En, n) if n > 120 => format!("{} hours", n.div_ceil(60)),
        (Lang::En, n) => format!("{n} minutes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;

    fn plan(text: &str) -> Plan {
        config::parse(text).unwrap()
    }

    const TWO: &str = "[organisation]\nname = \"Stichting Noord\"\nurl = \"https://noord.example\"\n\
        [[school]]\nname = \"De Wei\"\nurl = \"https://www.scholen.example/wei\"\n\
        [[school]]\nname = \"De Linde\"\nurl = \"https://scholen.example/linde\"\n";

    #[test]
    fn dutch_snapshot() {
        insta::assert_snapshot!(forecast(&plan(TWO), "output", Lang::Nl, 100));
    }

    #[test]
    fn the_file_s_own_settings_count() {
        let shown = forecast(
            &plan(&format!("{TWO}[crawl]\nmax_pages = 10\ndelay_ms = 500\ncontact = \"a@b.example\"\n")),
            "x",
            Lang::En,
            200,
        );
        for part in ["at most 10 pages", "0.5 seconds apart", "a@b.example", "folder x", "at most 230 requests"] {
            assert!(shown.contains(part), "{part}: {shown}");
        }
    }
}
