//! One page in the browser: from an empty tab to the text that a reader can bring to the screen.

use super::request::{Supplied, Supply, Verdict, fulfil, judge};
use super::wire::{Event, Wire};
use super::{Rendered, memory};
use futures_util::StreamExt;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::{Instant, sleep};
use url::Url;

/// Most things that one page is given.
const PARTS: usize = 60;
/// A page is quiet when nothing was under way for this long.
const QUIET: Duration = Duration::from_millis(600);
/// A page that is never quiet is read after this long without anything under way that was asked of its server.
const RESTLESS: Duration = Duration::from_secs(8);
/// How often folded parts are opened: what opens may hold more of them.
const ROUNDS: usize = 3;

/// Opens what is folded away, refuses or accepts a consent screen, and scrolls to the end. Gives how much it opened.
const UNFOLD: &str = include_str!("unfold.js");
/// Gives address and markup.
const READ: &str = include_str!("read.js");

/// Shows a page and reads it.
pub(super) async fn show(wire: &Wire, url: &Url, first: Supplied, supply: Arc<Supply>) -> Result<Rendered, String> {
    let context = text(wire.call(None, "Target.createBrowserContext", json!({})).await?, "browserContextId")?;
    // The guard ends the tab, also when this future is dropped half-way.
    let _end = End { wire, context: &context };
    let target = json!({"url": "about:blank", "browserContextId": context});
    let target = text(wire.call(None, "Target.createTarget", target).await?, "targetId")?;
    let attached = json!({"targetId": target, "flatten": true});
    let session = text(wire.call(None, "Target.attachToTarget", attached).await?, "sessionId")?;
    let state = State { loaded: false, under_way: 0, parts: 0, last: Instant::now(), first: Some(first) };
    let tab = Tab { wire, session: &session, target: &target, url, supply, state: Mutex::new(state) };
    let events = wire.listen(&session);
    let shown = tokio::select! {
        biased;
        error = tab.serve(events) => Err(error),
        error = memory::watch(wire) => Err(error),
        shown = tab.drive(&context) => shown,
    };
    wire.forget(&session);
    shown
}

struct End<'a> {
    wire: &'a Wire,
    context: &'a str,
}

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.wire.tell("Target.disposeBrowserContext", &json!({"browserContextId": self.context}));
    }
}

/// How the page is doing.
struct State {
    loaded: bool,
    under_way: usize,
    parts: usize,
    last: Instant,
    /// The page itself, until it was given.
    first: Option<Supplied>,
}

struct Tab<'a> {
    wire: &'a Wire,
    session: &'a str,
    target: &'a str,
    url: &'a Url,
    supply: Arc<Supply>,
    state: Mutex<State>,
}

impl Tab<'_> {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn call(&self, method: &str, params: Value) -> Result<Value, String> {
        self.wire.call(Some(self.session), method, params).await
    }

    /// Loads the page, opens what is folded, and reads.
    async fn drive(&self, context: &str) -> Result<Rendered, String> {
        let denied = json!({"behavior": "deny", "browserContextId": context});
        self.wire.call(None, "Browser.setDownloadBehavior", denied).await?;
        self.call("Page.enable", json!({})).await?;
        self.call("Inspector.enable", json!({})).await?;
        self.call("Network.enable", json!({})).await?;
        self.call("Network.setBypassServiceWorker", json!({"bypass": true})).await?;
        self.call("Fetch.enable", json!({"patterns": [{"urlPattern": "*"}]})).await?;
        let gone = self.call("Page.navigate", json!({"url": self.url.as_str()})).await?;
        if let Some(error) = gone["errorText"].as_str() {
            return Err(error.to_owned());
        }
        self.settle().await;
        for _ in 0..ROUNDS {
            let opened = self.evaluate(UNFOLD).await?;
            self.state().last = Instant::now();
            self.settle().await;
            if opened.as_u64() == Some(0) {
                break;
            }
        }
        let mut read = self.evaluate(READ).await?;
        let address = read["url"].as_str().and_then(|url| Url::parse(url).ok());
        let mut url = address.filter(|url| matches!(url.scheme(), "http" | "https")).unwrap_or(self.url.clone());
        url.set_fragment(None);
        match read["html"].take() {
            Value::String(html) => Ok(Rendered { url, html }),
            _ => Err("the page could not be read".to_owned()),
        }
    }

    async fn evaluate(&self, script: &str) -> Result<Value, String> {
        let params = json!({"expression": script, "returnByValue": true, "userGesture": true});
        let mut answer = self.call("Runtime.evaluate", params).await?;
        Ok(answer["result"]["value"].take())
    }

    /// Waits until the page is quiet, or restless for too long.
    async fn settle(&self) {
        let mut rest = Duration::ZERO;
        while rest < RESTLESS {
            let begun = Instant::now();
            sleep(Duration::from_millis(100)).await;
            let idle = {
                let state = self.state();
                if state.under_way == 0 && state.loaded && state.last.elapsed() >= QUIET {
                    return;
                }
                state.under_way == 0
            };
            rest += if idle { begun.elapsed() } else { Duration::ZERO };
        }
    }

    /// Answers what the page asks, until the page is gone; gives why.
    async fn serve(&self, mut events: UnboundedReceiver<Event>) -> String {
        let mut errands: FuturesUnordered<BoxFuture<'static, (Value, Option<Supplied>)>> = FuturesUnordered::new();
        loop {
            tokio::select! {
                event = events.recv() => match event {
                    Some(event) => match event.method.as_str() {
                        "Fetch.requestPaused" => self.paused(event.params, &mut errands),
                        "Page.loadEventFired" => self.state().loaded = true,
                        "Page.javascriptDialogOpening" => self.tell("Page.handleJavaScriptDialog", json!({"accept": false})),
                        "Inspector.targetCrashed" => return "the page broke the browser".to_owned(),
                        _ => {}
                    },
                    None => return "the browser is gone".to_owned(),
                },
                Some((params, supplied)) = errands.next(), if !errands.is_empty() => {
                    self.state().under_way -= 1;
                    self.answer(&params, supplied.as_ref());
                }
            }
        }
    }

    fn paused(&self, params: Value, errands: &mut FuturesUnordered<BoxFuture<'static, (Value, Option<Supplied>)>>) {
        let verdict = judge(&params, self.target);
        if matches!(&verdict, Verdict::Ask(ask) if ask.url == *self.url) {
            let first = self.state().first.take();
            if first.is_some() {
                return self.answer(&params, first.as_ref());
            }
        }
        match verdict {
            Verdict::Ask(ask) if self.has_room() => {
                let errand = (self.supply)(ask);
                errands.push(Box::pin(async move { (params, errand.await) }));
            }
            Verdict::Nothing => self.answer(&params, Some(&Supplied { content_type: None, body: Vec::new() })),
            Verdict::Ask(_) | Verdict::Refuse => self.answer(&params, None),
        }
    }

    /// Counts one more errand, unless the page had enough.
    fn has_room(&self) -> bool {
        let mut state = self.state();
        let room = state.parts < PARTS;
        state.parts += usize::from(room);
        state.under_way += usize::from(room);
        room
    }

    fn answer(&self, params: &Value, supplied: Option<&Supplied>) {
        self.state().last = Instant::now();
        match supplied {
            Some(supplied) => self.tell("Fetch.fulfillRequest", fulfil(params, supplied)),
            None => {
                let refused = json!({"requestId": params["requestId"], "errorReason": "BlockedByClient"});
                self.tell("Fetch.failRequest", refused);
            }
        }
    }

    fn tell(&self, method: &str, params: Value) {
        self.wire.tell_session(self.session, method, &params);
    }
}

fn text(answer: Value, field: &str) -> Result<String, String> {
    answer[field].as_str().map(str::to_owned).ok_or_else(|| format!("the browser gave no {field}"))
}
