//! `schools.toml`: from the text that a user writes to a [`Plan`] that is valid by construction.
//!
//! The raw form (`raw`: what was written, with line numbers) and the valid form ([`Plan`]) are different types.
//! All mistakes of a file are told at once: a user who repairs one should not meet the next on every try.

mod address;
mod draft;
mod duo;
mod ids;
mod keys;
mod lines;
mod loose;
mod mistake;
mod raw;
mod read;
mod schools;
mod settings;
mod sheet;
mod spelling;
mod syntax;
mod valid;

pub use draft::{Draft, DraftOrganisation, DraftSchool};
pub use duo::{Wanted, duo};
pub use loose::loose;
pub use mistake::Mistake;
pub use sheet::sheet;

use crate::model::{Plan, Text};
use std::collections::HashSet;
use url::Url;

/// Text of a file's bytes: UTF-8, or UTF-16 when a byte order mark says so.
///
/// # Errors
/// One mistake with the line of the first byte that is not UTF-8.
pub fn decode(bytes: &[u8]) -> Result<String, Mistake> {
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes) {
        return Ok(encoding.decode_without_bom_handling(&bytes[length..]).0.into_owned());
    }
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|error| {
        let (good, bad) = bytes.split_at(error.valid_up_to());
        let start = good.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
        let end = bad.iter().position(|&b| b == b'\n').unwrap_or(bad.len());
        let line = String::from_utf8_lossy(&bytes[start..good.len() + end]).into_owned();
        Mistake {
            line: Some(good.iter().filter(|&&b| b == b'\n').count() + 1),
            found: mistake::shorten(&line),
            message: Text::new(
                "Hier staat een letter in een codering die dit programma niet leest. Bewaar het bestand opnieuw als UTF-8 \
                 (Kladblok: Opslaan als, Codering: UTF-8).",
                "This line holds a letter in an encoding that cannot be read. Save the file again as UTF-8 \
                 (Notepad: Save as, Encoding: UTF-8).",
            ),
        }
    })
}

/// Reads the text of a `schools.toml`.
///
/// # Errors
/// Every mistake in the file, in the order of its lines; at least one.
pub fn parse(text: &str) -> Result<Plan, Vec<Mistake>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (raw, mut mistakes) = read::read(text);
    let plan = valid::check(raw, &mut mistakes);
    match plan {
        Some(plan) if mistakes.is_empty() => Ok(plan),
        _ => Err(mistake::settle(mistakes)),
    }
}

/// Whether two addresses are the same site: www or not, http or https and a slash at the end do not count.
pub fn same_site(a: &Url, b: &Url) -> bool {
    address::key(a) == address::key(b)
}

/// A short name that is safe in file names and addresses, made from a name or host.
pub fn id(name: &str) -> String {
    ids::unique(name, &mut HashSet::new())
}

/// Whether a webmaster can reach somebody at `contact`: a mail or web address that fits in a header.
pub fn is_contact(contact: &str) -> bool {
    settings::reachable(contact)
}

#[cfg(test)]
mod tests;
