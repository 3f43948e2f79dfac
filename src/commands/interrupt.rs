//! Ctrl-C: the first one ends the crawl and keeps what was read, the second one ends the program.

use super::ending::Ending;
use crate::model::Text;
use std::process;
use tokio::sync::watch;

/// Makes `stop` true at the first Ctrl-C, when `tell` is given what to say. Must be called inside the runtime.
pub(super) fn listen(stop: watch::Sender<bool>, tell: impl Fn(&Text) + Send + 'static) {
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_err() {
            // Without a signal handler Ctrl-C ends the program as usual; the channel must stay open.
            std::future::pending::<()>().await;
        }
        tell(&stopping());
        let _ = stop.send(true);
        if tokio::signal::ctrl_c().await.is_ok() {
            process::exit(i32::from(Ending::Failed.code()));
        }
    });
}

fn stopping() -> Text {
    Text::new(
        "Gestopt. Het rapport wordt gemaakt van wat al gelezen is. Nog een keer Ctrl-C stopt meteen.",
        "Stopped. The report is made from what was read so far. Ctrl-C again ends at once.",
    )
}
