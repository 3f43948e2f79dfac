//! Dutch abbreviations, for the sentence splitter.

/// What a stop after a word may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// Always followed by more of the sentence: `bijv.`, `m.b.t.`.
    Inside,
    /// May be the last word of a sentence: `enz.`, `a.u.b.`, `12 mrt.`.
    MayEnd,
}

const INSIDE: &[&str] = &[
    "aanh", "afb", "afd", "art", "bd", "bijv", "bv", "bvb", "ca", "cf", "d.d", "dd", "d.m.v", "dmv", "d.w.z", "dhr",
    "dr", "dra", "drs", "ds", "e.v", "excl", "fam", "fig", "hfdst", "hr", "i.c.m", "i.h.b", "i.o.m", "i.p.v", "ipv",
    "i.s.m", "ism", "i.t.t", "i.v.m", "ivm", "incl", "ing", "inz", "ir", "jhr", "m.a.w", "m.b.t", "mbt", "m.b.v",
    "m.i.v", "m.m.v", "m.n", "m.u.v", "max", "mej", "mevr", "mgr", "min", "mr", "mrs", "mvr", "mw", "n.a.v", "nav",
    "nr", "nrs", "o.a", "oa", "o.b.v", "o.g.v", "o.l.v", "o.v.v", "opm", "par", "pag", "pnt", "plm", "prof", "resp",
    "sr", "st", "str", "t.a.v", "tav", "t.b.v", "tbv", "t.g.v", "t.m", "t/m", "t.o.v", "tel", "tel.nr", "telnr", "v.a",
    "vgl", "vlg", "vnl", "vz", "w.o", "zgn", "zgan", "c.q", "p/a", "ref", "secr", "wnd", "plv", "bt", "z.g", "z.g.n",
    "t.n.v", "v.h", "m.h.o.o", "e.e.a", "v.w.b", "a.h.v", "evt", "event", "ongev", "betr", "toel", "verm", "co",
];

const MAY_END: &[&str] = &[
    "a.s", "a.u.b", "aub", "blz", "c.s", "e.a", "e.d", "ed", "e.o", "e.t.c", "enz", "enzv", "etc", "i.d", "i.o", "inw",
    "jl", "jr", "k.k", "l.l", "ll", "m.m", "n.v.t", "nvt", "o.i.d", "oid", "p.d", "p.j", "p.m", "p.p", "p.st", "p.u",
    "p.w", "s.v.p", "svp", "t.z.t", "v.v", "z.o.z", "z.s.m", "zsm", "ma", "di", "woe", "do", "vr", "za", "zo", "jan",
    "feb", "febr", "mrt", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dec", "gr", "u", "v.chr", "n.chr",
    "g.o", "b.g.g", "b.v.o",
];

/// What kind of abbreviation `word` is, without its last stop; `None` when it is none that we know. Capitals alone
/// (`MR`, `OR`) are names of councils, not `mr.`
pub(crate) fn lookup(word: &str) -> Option<Abbreviation> {
    let capitals = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    if word.len() > 10 || capitals {
        return None;
    }
    let word = word.to_lowercase();
    if INSIDE.contains(&word.as_str()) {
        return Some(Abbreviation::Inside);
    }
    MAY_END.contains(&word.as_str()).then_some(Abbreviation::MayEnd)
}

/// Words that start a sentence far more often than a name, so that `groep C. De school` is cut and `J. Jansen` is not.
pub(crate) fn is_opener(word: &str) -> bool {
    const OPENERS: &[&str] = &[
        "Aan",
        "Alle",
        "Als",
        "Bij",
        "Daarbij",
        "Daarna",
        "Daarnaast",
        "Daarom",
        "Dat",
        "De",
        "Deze",
        "Die",
        "Dit",
        "Door",
        "Een",
        "Elk",
        "Elke",
        "Er",
        "Heeft",
        "Het",
        "Hier",
        "Hierbij",
        "Hierdoor",
        "Hij",
        "Hoe",
        "Ieder",
        "Iedere",
        "Ik",
        "In",
        "Is",
        "Kan",
        "Kinderen",
        "Kunt",
        "Leerlingen",
        "Met",
        "Na",
        "Naast",
        "Om",
        "Omdat",
        "Onze",
        "Ook",
        "Op",
        "Ouders",
        "Per",
        "Sinds",
        "Soms",
        "Tijdens",
        "Toch",
        "Tot",
        "Tussen",
        "U",
        "Uit",
        "Uw",
        "Van",
        "Vanaf",
        "Via",
        "Voor",
        "Vraag",
        "Waar",
        "Wanneer",
        "Wat",
        "We",
        "Welke",
        "Wie",
        "Wij",
        "Wilt",
        "Zij",
        "Ze",
        "Zo",
        "Zodra",
    ];
    OPENERS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_both_kinds() {
        assert_eq!(lookup("Bijv"), Some(Abbreviation::Inside));
        assert_eq!(lookup("a.u.b"), Some(Abbreviation::MayEnd));
        assert_eq!(lookup("ouders"), None);
        assert_eq!((lookup("mr"), lookup("MR")), (Some(Abbreviation::Inside), None));
        assert!(is_opener("Zodra") && !is_opener("Jansen"));
    }
}
