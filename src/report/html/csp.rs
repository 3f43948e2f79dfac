//! Content security policy of a page that loads nothing: only its own style and script, named by their hash, and
//! pictures that lie in the page itself.

use crate::text::base64;
use sha2::{Digest, Sha256};

/// The policy for a page with this one style element and this one script element.
pub fn policy(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; img-src data:; base-uri 'none'; form-action 'none'",
        hash(style),
        hash(script)
    )
}

/// The policy for a page of the program's own server: it may also send its forms back there.
pub fn desk_policy(style: &str, script: &str) -> String {
    policy(style, script).replace("form-action 'none'", "form-action 'self'; connect-src 'self'")
}

fn hash(text: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_desk_may_send_to_itself_only() {
        let policy = desk_policy("", "");
        assert!(policy.starts_with("default-src 'none'") && policy.contains("form-action 'self'"), "{policy}");
        assert!(policy.ends_with("connect-src 'self'"), "{policy}");
    }

    #[test]
    fn hash_as_browsers_compute_it() {
        // Example of the CSP standard: the script `alert('Hello, world.');`.
        assert_eq!(hash("alert('Hello, world.');"), "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
    }
}
