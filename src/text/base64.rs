//! Base64 as in RFC 4648, for data addresses and hashes.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes as base64 digits, padded with `=`.
pub fn base64(bytes: &[u8]) -> String {
    bytes.chunks(3).map(group).collect()
}

/// Four digits for up to three bytes.
fn group(bytes: &[u8]) -> String {
    let byte = |n: usize| u32::from(bytes.get(n).copied().unwrap_or(0));
    let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
    let digit = |n: usize| char::from(DIGITS[(bits >> (18 - 6 * n) & 63) as usize]);
    (0..4).map(|n| if n <= bytes.len() { digit(n) } else { '=' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_as_in_rfc_4648() {
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
