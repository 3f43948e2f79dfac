//! `audit demo`: an invented foundation, served by the program itself and audited like any other.
//!
//! The sites are real files under `tests/demo-sites`, one folder per site, inside the program. Each is served on its
//! own loopback port, under the invented name that the bundled `schools.toml` gives it; the crawler gets a table from
//! names to ports. So the report shows the same addresses on every run. A school without a folder does not answer.

use super::audit::{self, Names};
use super::ending::Ending;
use super::{plan, say, server};
use crate::cli::KeptOptions;
use crate::model::{Lang, Plan, Text};
use include_dir::{Dir, include_dir};
use jiff::civil::{Date, date};
use std::io;
use std::net::Ipv4Addr;
use tokio::net::TcpSocket;
use tokio::runtime::Runtime;
use url::Url;

/// The bundled sites and their `schools.toml`.
pub(super) static SITES: Dir = include_dir!("$CARGO_MANIFEST_DIR/tests/demo-sites");

/// The day on which the news of the example is fresh.
const DAY: Date = date(2026, 11, 23);

/// Serves the example and audits it.
pub(super) fn run(runtime: &Runtime, mut options: KeptOptions) -> Ending {
    let lang = options.audit.language.lang.into();
    let list = SITES.get_file("schools.toml").map(include_dir::File::contents).unwrap_or_default();
    let plan = match plan::parse(list, "schools.toml", lang) {
        Ok(plan) => plan,
        Err(ending) => return ending,
    };
    if options.audit.today.is_none() && !options.audit.quiet {
        say::line(&fixed_day(), lang);
    }
    options.audit.today.get_or_insert(DAY);
    match runtime.block_on(open(&plan)) {
        // Ports of silent sites stay taken as long as `_silent` lives, so that nobody else answers on them.
        Ok((names, _silent)) => audit::run(runtime, plan, names, &options),
        Err(error) => unserved(&error, lang),
    }
}

/// Opens every site of the plan. Gives the table from host name to address, and the sockets that do not answer.
async fn open(plan: &Plan) -> io::Result<(Names, Vec<TcpSocket>)> {
    let (mut names, mut silent) = (Names::new(), Vec::new());
    let own = plan.organisation.iter().filter_map(|o| o.url.as_ref());
    for host in plan.schools.iter().map(|s| &s.url).chain(own).filter_map(Url::host_str) {
        let address = match SITES.get_dir(folder(host)) {
            Some(site) => server::serve(site).await?,
            None => {
                let socket = TcpSocket::new_v4()?;
                socket.bind((Ipv4Addr::LOCALHOST, 0).into())?;
                let address = socket.local_addr()?;
                silent.push(socket);
                address
            }
        };
        names.insert(host.to_owned(), address);
    }
    Ok((names, silent))
}

/// Folder of the site with this host name: `www.de-treffer.example` stands in `de-treffer`.
fn folder(host: &str) -> &str {
    host.trim_start_matches("www.").trim_end_matches(".example")
}

fn fixed_day() -> Text {
    Text::new(
        "Voorbeeld: verzonnen scholen, en de dag van de audit is 23 november 2026 (andere dag: --today).",
        "Example: invented schools, and the day of the audit is 23 November 2026 (another day: --today).",
    )
}

fn unserved(error: &io::Error, lang: Lang) -> Ending {
    let text = Text::new(
        format!("Het voorbeeld kan niet worden gestart: er is geen vrije poort op deze computer ({error})."),
        format!("The example cannot be started: there is no free port on this computer ({error})."),
    );
    say::line(&text, lang);
    Ending::Failed
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::ErrorKind;
    use tokio::net::TcpStream;

    fn bundled() -> Plan {
        crate::config::parse(SITES.get_file("schools.toml").unwrap().contents_utf8().unwrap()).unwrap()
    }

    #[test]
    fn every_bundled_site_is_in_the_list() {
        let plan = bundled();
        let own = plan.organisation.unwrap().url.unwrap();
        let hosts: Vec<_> = plan.schools.iter().map(|s| &s.url).chain([&own]).filter_map(Url::host_str).collect();
        for site in SITES.dirs() {
            let name = site.path().display().to_string();
            assert!(hosts.iter().any(|h| folder(h) == name), "{name}");
        }
        assert!(plan.schools.iter().all(|s| folder(s.url.host_str().unwrap()) == s.id));
    }

    #[tokio::test]
    async fn the_silent_school_refuses() {
        let (names, _silent) = open(&bundled()).await.unwrap();
        assert_eq!(names.len(), 8);
        let error = TcpStream::connect(names["www.de-stille-wei.example"]).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ConnectionRefused);
        assert!(TcpStream::connect(names["www.it-klaverbled.example"]).await.is_ok());
    }
}
