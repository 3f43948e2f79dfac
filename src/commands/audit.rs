//! `audit schools.toml`: what has to be right before the first site is asked for anything.

use super::ending::Ending;
use super::output::Output;
use super::say;
use crate::cli::AuditOptions;
use crate::model::{Lang, Plan, Text};
use std::collections::HashMap;
use std::net::SocketAddr;
use tokio::runtime::Runtime;

/// Host names that the program serves itself, with where.
pub(super) type Names = HashMap<String, SocketAddr>;

/// Audits the sites of `plan`; `names` are looked up before the network's own names.
pub(super) fn run(
    _runtime: &Runtime,
    _plan: Plan,
    _names: Names,
    options: &AuditOptions,
) -> Ending {
    let lang = options.language.lang.into();
    Output::prepare(&options.output).map_or_else(failed(lang), |_| Ending::Failed)
}

fn failed(lang: Lang) -> impl Fn(Text) -> Ending {
    move |message| {
        say::line(&message, lang);
        Ending::Failed
    }
}
