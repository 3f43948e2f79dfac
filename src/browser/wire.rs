//! One websocket to the browser: calls with answers, and events by session.

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{connect_async_with_config, tungstenite::Message};

/// Longest wait for the answer to one call.
const PATIENCE: Duration = Duration::from_secs(10);
/// Most bytes of one message.
const MESSAGE: usize = 48 << 20;

/// Something that happened in a page.
#[derive(Debug)]
pub(super) struct Event {
    pub(super) method: String,
    pub(super) params: Value,
}

type Answer = Result<Value, String>;

/// The connection. Both its tasks end when it is dropped or the browser goes.
#[derive(Debug)]
pub(super) struct Wire {
    out: mpsc::UnboundedSender<String>,
    next: AtomicU64,
    desk: Arc<Mutex<Desk>>,
}

/// Who waits for what.
#[derive(Debug, Default)]
struct Desk {
    calls: HashMap<u64, oneshot::Sender<Answer>>,
    sessions: HashMap<String, mpsc::UnboundedSender<Event>>,
    closed: bool,
}

impl Wire {
    /// Connects to the browser's websocket.
    pub(super) async fn connect(address: &str) -> Result<Self, String> {
        let config = WebSocketConfig::default().max_message_size(Some(MESSAGE)).max_frame_size(Some(MESSAGE));
        let (socket, _) =
            connect_async_with_config(address, Some(config), true).await.map_err(|error| error.to_string())?;
        let (mut sink, mut stream) = socket.split();
        let (out, mut waiting) = mpsc::unbounded_channel::<String>();
        let desk = Arc::new(Mutex::new(Desk::default()));
        tokio::spawn(async move {
            while let Some(text) = waiting.recv().await {
                if sink.send(Message::text(text)).await.is_err() {
                    break;
                }
            }
            // The browser may be gone already.
            let _closed = sink.close().await;
        });
        let told = Arc::clone(&desk);
        tokio::spawn(async move {
            while let Some(Ok(message)) = stream.next().await {
                if let Some(value) = message.to_text().ok().and_then(|text| serde_json::from_str(text).ok()) {
                    lock(&told).take(value);
                }
            }
            lock(&told).close();
        });
        Ok(Self { out, next: AtomicU64::new(1), desk })
    }

    /// Whether the browser is gone.
    pub(super) fn is_closed(&self) -> bool {
        lock(&self.desk).closed
    }

    /// Calls a method, of the browser or of one session, and waits for its answer.
    pub(super) async fn call(&self, session: Option<&str>, method: &str, params: Value) -> Answer {
        let (answer, answered) = oneshot::channel();
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        {
            let mut desk = lock(&self.desk);
            if desk.closed {
                return Err("the browser is gone".to_owned());
            }
            desk.calls.insert(id, answer);
        }
        let mut message = json!({"id": id, "method": method, "params": params});
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        let sent = self.out.send(message.to_string());
        let outcome = match sent {
            Ok(()) => tokio::time::timeout(PATIENCE, answered).await,
            Err(_) => return Err("the browser is gone".to_owned()),
        };
        lock(&self.desk).calls.remove(&id);
        match outcome {
            Ok(Ok(answer)) => answer.map_err(|error| format!("{method}: {error}")),
            Ok(Err(_)) => Err("the browser is gone".to_owned()),
            Err(_) => Err(format!("{method}: no answer")),
        }
    }

    /// Calls a method of the browser without waiting for an answer.
    pub(super) fn tell(&self, method: &str, params: &Value) {
        self.post(json!({"method": method, "params": params}));
    }

    /// Calls a method of a session without waiting for an answer.
    pub(super) fn tell_session(&self, session: &str, method: &str, params: &Value) {
        self.post(json!({"method": method, "params": params, "sessionId": session}));
    }

    fn post(&self, mut message: Value) {
        message["id"] = self.next.fetch_add(1, Ordering::Relaxed).into();
        // When the browser is gone there is nobody to tell.
        let _ = self.out.send(message.to_string());
    }

    /// Events of one session from now on.
    pub(super) fn listen(&self, session: &str) -> mpsc::UnboundedReceiver<Event> {
        let (sender, events) = mpsc::unbounded_channel();
        lock(&self.desk).sessions.insert(session.to_owned(), sender);
        events
    }

    /// No more events of a session.
    pub(super) fn forget(&self, session: &str) {
        lock(&self.desk).sessions.remove(session);
    }
}

impl Desk {
    fn take(&mut self, mut message: Value) {
        if let Some(id) = message["id"].as_u64() {
            let answer = match message.get("error") {
                Some(error) => Err(error["message"].as_str().unwrap_or("error").to_owned()),
                None => Ok(message["result"].take()),
            };
            if let Some(call) = self.calls.remove(&id) {
                // Whoever asked may have given up.
                let _ = call.send(answer);
            }
            return;
        }
        let session = message["sessionId"].as_str().unwrap_or_default();
        if let Some(events) = self.sessions.get(session) {
            let method = message["method"].as_str().unwrap_or_default().to_owned();
            let _ = events.send(Event { method, params: message["params"].take() });
        }
    }

    fn close(&mut self) {
        self.closed = true;
        self.calls.clear();
        self.sessions.clear();
    }
}

fn lock(desk: &Mutex<Desk>) -> MutexGuard<'_, Desk> {
    desk.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn answers_and_events_find_their_way() {
        let mut desk = Desk::default();
        let (call, answered) = oneshot::channel();
        desk.calls.insert(7, call);
        let (failing, failed) = oneshot::channel();
        desk.calls.insert(8, failing);
        let (session, mut events) = mpsc::unbounded_channel();
        desk.sessions.insert("S".to_owned(), session);
        desk.take(json!({"id": 7, "result": {"a": 1}}));
        desk.take(json!({"id": 8, "error": {"message": "weg"}}));
        desk.take(json!({"method": "Page.loadEventFired", "params": {}, "sessionId": "S"}));
        desk.take(json!({"method": "Page.loadEventFired", "params": {}, "sessionId": "T"}));
        assert_eq!(answered.await, Ok(Ok(json!({"a": 1}))));
        assert_eq!(failed.await, Ok(Err("weg".to_owned())));
        assert_eq!(events.recv().await.map(|event| event.method).as_deref(), Some("Page.loadEventFired"));
        desk.close();
        assert!(events.recv().await.is_none());
    }
}
