//! What a site tells about itself: the school's name and place, the organisation it belongs to, and on an
//! organisation's own site, which schools it lists. Pure: documents in, findings out, each with how sure it is.
//!
//! `audit check` and `audit init` use it so that nobody has to type what is on the site already. A wrong guess is
//! worse than none: what is not said in so many words is left open.

mod board;
mod mapdata;
mod name;
mod place;
mod proper;
mod sisters;

pub use board::{Board, Told, aliases, board};
pub use mapdata::mapped;
pub use name::{Name, name};
pub use place::place;
pub use sisters::{Sister, is_school, sisters};

use url::Url;

/// Host without `www.`, with the port when it is an unusual one.
fn host(url: &Url) -> String {
    let name = url.host_str().unwrap_or_default();
    let name = name.strip_prefix("www.").unwrap_or(name);
    url.port().map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"))
}
