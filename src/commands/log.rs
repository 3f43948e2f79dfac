//! The technical log, for who looks for the cause of trouble: `AUDIT_LOG=audit=debug audit schools.toml`.

use tracing_subscriber::EnvFilter;

/// Environment variable that turns the log on and says what it holds.
const VARIABLE: &str = "AUDIT_LOG";

/// Starts the log on standard error when it is asked for. Whether it was.
pub(super) fn start() -> bool {
    let Some(filter) = std::env::var(VARIABLE).ok().filter(|f| !f.is_empty()) else {
        return false;
    };
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(filter))
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .try_init()
        .is_ok()
}
