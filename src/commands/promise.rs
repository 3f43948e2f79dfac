//! How promising a link is, by the rubric's words: what parents look for is read first when the budget is short.

use crate::text::fold;
use url::Url;

/// A function that adds the weights of the `words` found in a link's address or text. Words are folded already.
pub(super) fn by(words: &[(String, i32)]) -> impl Fn(&Url, &str) -> i32 + Send + Sync + 'static {
    let words = words.to_vec();
    move |url, text| {
        let said = fold(&format!("{} {text}", url.path()));
        words.iter().filter(|(word, _)| said.contains(word.as_str())).map(|(_, weight)| weight).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_address_and_text_add_up() {
        let promise = by(&[("ouders".into(), 3), ("vacature".into(), -2), ("enquete".into(), 5)]);
        let url = Url::parse("https://school.example/voor-Ouders").unwrap();
        assert_eq!(promise(&url, "Enquête"), 8);
        assert_eq!(promise(&url, "Vacatures"), 1);
    }
}
