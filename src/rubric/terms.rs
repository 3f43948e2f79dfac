//! Terms: strings of alternatives, turned into classes of patterns.

use super::{Builtin, Class, ClassId, Pattern, Piece};
use crate::text::fold;
use std::collections::{BTreeMap, HashMap};

/// Named lists and the classes made so far.
pub(super) struct Terms {
    lists: BTreeMap<String, Vec<String>>,
    known: HashMap<String, ClassId>,
    pub classes: Vec<Class>,
}

impl Terms {
    pub fn new(lists: BTreeMap<String, Vec<String>>) -> Self {
        Self { lists, known: HashMap::new(), classes: Vec::new() }
    }

    /// The class of one term, as `@ouders|thuis`.
    ///
    /// # Errors
    /// What is wrong with the term.
    pub fn class(&mut self, term: &str) -> Result<ClassId, String> {
        self.any_of(std::slice::from_ref(&term.to_owned()))
    }

    /// The class of several terms of which one must be found.
    ///
    /// # Errors
    /// What is wrong with one of them.
    pub fn any_of(&mut self, terms: &[String]) -> Result<ClassId, String> {
        let term = terms.join("|");
        if let Some(&id) = self.known.get(&term) {
            return Ok(id);
        }
        let mut patterns = Vec::new();
        for alternative in term.split('|') {
            self.expand(alternative.trim(), &mut patterns, 0)?;
        }
        patterns.sort();
        patterns.dedup();
        let id = ClassId::try_from(self.classes.len()).map_err(|_| "te veel verschillende termen".to_owned())?;
        self.classes.push(Class { term: term.clone(), patterns });
        self.known.insert(term, id);
        Ok(id)
    }

    fn expand(&self, alternative: &str, out: &mut Vec<Pattern>, depth: usize) -> Result<(), String> {
        if depth > 8 {
            return Err(format!("lijst '{alternative}' verwijst naar zichzelf"));
        }
        if let Some(name) = alternative.strip_prefix('@') {
            let list = self.lists.get(name).ok_or_else(|| self.unknown_list(name))?;
            return list
                .iter()
                .flat_map(|item| item.split('|'))
                .try_for_each(|item| self.expand(item.trim(), out, depth + 1));
        }
        if let Some(name) = alternative.strip_prefix('#') {
            out.push(Pattern::Builtin(builtin(name).ok_or_else(|| format!("'#{name}' is geen bekende getalsoort"))?));
            return Ok(());
        }
        out.push(Pattern::Phrase(phrase(alternative)?));
        Ok(())
    }

    fn unknown_list(&self, name: &str) -> String {
        let near = self.lists.keys().max_by(|a, b| strsim::jaro(a, name).total_cmp(&strsim::jaro(b, name)));
        match near {
            Some(near) => format!("lijst '@{name}' bestaat niet; bedoelt u '@{near}'?"),
            None => format!("lijst '@{name}' bestaat niet"),
        }
    }
}

fn phrase(text: &str) -> Result<Vec<Piece>, String> {
    let pieces: Vec<Piece> = text.split_whitespace().map(piece).collect::<Result<_, _>>()?;
    match (pieces.first(), pieces.last()) {
        (Some(Piece::Word { .. }), Some(Piece::Word { .. })) => Ok(pieces),
        _ => Err(format!("'{text}' moet met een woord beginnen en eindigen")),
    }
}

fn piece(word: &str) -> Result<Piece, String> {
    if word == ".." {
        return Ok(Piece::Gap);
    }
    let literal = fold(word.trim_matches('*'));
    if literal.is_empty() || literal.contains('*') {
        return Err(format!("'{word}': een ster mag alleen voor of achter een woord staan"));
    }
    Ok(Piece::Word {
        literal: literal.replace('-', ""),
        open_start: word.starts_with('*'),
        open_end: word.ends_with('*'),
    })
}

fn builtin(name: &str) -> Option<Builtin> {
    Some(match name {
        "getal" => Builtin::Any,
        "percentage" => Builtin::Percentage,
        "cijfer" => Builtin::Mark,
        "jaar" => Builtin::Year,
        "recent" => Builtin::RecentYear,
        "oud" => Builtin::OldYear,
        "schooljaar" => Builtin::SchoolYear,
        "tijd" => Builtin::Time,
        "datum" => Builtin::Date,
        "verse-datum" => Builtin::FreshDate,
        "telefoon" => Builtin::Phone,
        "mailadres" => Builtin::Email,
        "groep" => Builtin::Group,
        "bedrag" => Builtin::Money,
        "organisatie" => Builtin::Organisation,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms() -> Terms {
        Terms::new(BTreeMap::from([
            ("ouders".to_owned(), vec!["ouder*".to_owned(), "@thuis".to_owned()]),
            ("thuis".to_owned(), vec!["heit en mem".to_owned()]),
            ("rond".to_owned(), vec!["@rond".to_owned()]),
        ]))
    }

    #[test]
    fn lists_are_filled_in_and_terms_are_shared() {
        let mut terms = terms();
        let id = terms.class("@ouders|#cijfer").unwrap();
        assert_eq!(terms.classes[id as usize].patterns.len(), 3);
        assert_eq!(terms.class("@ouders|#cijfer").unwrap(), id);
    }

    #[test]
    fn mistakes_are_told() {
        let mut terms = terms();
        assert!(terms.class("@ouder").unwrap_err().contains("bedoelt u '@ouders'"));
        assert!(terms.class("@rond").unwrap_err().contains("naar zichzelf"));
        assert!(terms.class("#kleur").unwrap_err().contains("geen bekende getalsoort"));
        assert!(terms.class(".. u").unwrap_err().contains("met een woord beginnen"));
        assert!(terms.class("o*o").unwrap_err().contains("ster"));
    }
}
