//! How much two sites are alike, part by part.

use super::profile::SiteProfile;
use crate::model::{Likeness, Look};
use crate::text::fold;
use std::collections::BTreeSet;

/// Two sites share a style from this likeness on (0-1).
pub(super) const ALIKE: f64 = 0.5;
/// Largest distance between two shades of one colour, of at most 442.
const SHADE: f64 = 30.0;

/// The likeness of the sites at places `one` and `other`. Colours and platform weigh 0.35 each, fonts and menu 0.15.
pub(super) fn likeness((one, a): (usize, &SiteProfile), (other, b): (usize, &SiteProfile)) -> Likeness {
    let menu = |p: &SiteProfile| -> BTreeSet<String> { p.menu.iter().map(|label| fold(label)).collect() };
    let fonts = |look: &Look| -> BTreeSet<String> { look.fonts.iter().cloned().collect() };
    let mut out = Likeness {
        one,
        other,
        colours: shades(&a.look.colours, &b.look.colours),
        fonts: overlap(&fonts(&a.look), &fonts(&b.look)),
        platform: platform(a, b),
        menu: common(&menu(a), &menu(b)),
        footer: common(&a.footer, &b.footer),
        whole: 0.0,
    };
    out.whole = 0.35 * out.colours + 0.35 * out.platform + 0.15 * out.fonts + 0.15 * out.menu;
    out
}

/// The name of what a site is made with, without its version.
pub(super) fn generator(look: &Look) -> Option<String> {
    let name: Vec<&str> = look
        .generator
        .as_deref()?
        .split_whitespace()
        .take_while(|word| !word.starts_with(|c: char| c.is_ascii_digit()) && !word.starts_with('('))
        .take(3)
        .collect();
    (!name.is_empty()).then(|| name.join(" ").trim_end_matches([';', ',']).to_owned())
}

fn platform(a: &SiteProfile, b: &SiteProfile) -> f64 {
    let (mine, theirs) = (generator(&a.look), generator(&b.look));
    let same = mine.is_some() && mine == theirs || !a.hosts.is_disjoint(&b.hosts);
    let classes = |look: &Look| -> BTreeSet<String> { look.classes.iter().cloned().collect() };
    if same { 1.0 } else { overlap(&classes(&a.look), &classes(&b.look)) }
}

/// Shared share of the smaller set, 0-1; 0 when one is empty.
fn overlap(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let least = a.len().min(b.len());
    if least == 0 { 0.0 } else { a.intersection(b).count() as f64 / least as f64 }
}

/// Shared share of all, 0-1; 0 when there is nothing.
fn common(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let all = a.union(b).count();
    if all == 0 { 0.0 } else { a.intersection(b).count() as f64 / all as f64 }
}

/// Share of the shorter list of colours that has a like in the other, 0-1.
fn shades(a: &[String], b: &[String]) -> f64 {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let like = few.iter().filter(|one| many.iter().any(|other| is_shade(one, other))).count();
    if few.is_empty() { 0.0 } else { like as f64 / few.len() as f64 }
}

fn is_shade(a: &str, b: &str) -> bool {
    let channels = |hex: &str| u32::from_str_radix(hex.trim_start_matches('#'), 16).ok().map(u32::to_be_bytes);
    let Some((a, b)) = channels(a).zip(channels(b)) else { return false };
    let square = |n: usize| f64::from(a[n].abs_diff(b[n])).powi(2);
    (square(1) + square(2) + square(3)).sqrt() <= SHADE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(colours: &[&str], fonts: &[&str], generator: &str, menu: &[&str]) -> SiteProfile {
        let own = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        let generator = (!generator.is_empty()).then(|| generator.to_owned());
        let look = Look { colours: own(colours), fonts: own(fonts), generator, ..Look::default() };
        SiteProfile { look, menu: own(menu), ..SiteProfile::default() }
    }

    fn whole(a: &SiteProfile, b: &SiteProfile) -> f64 {
        likeness((0, a), (1, b)).whole
    }

    #[test]
    fn one_shared_trait_by_chance_is_no_shared_style() {
        let a = site(&["#0b6e4f"], &["source sans"], "WordPress 6.8", &["Home", "Ouders"]);
        assert!(whole(&a, &site(&["#0b6e4f"], &["source sans"], "", &[])) >= ALIKE);
        assert!(whole(&a, &site(&["#0b6e4f"], &["verdana"], "WordPress 6.9", &[])) >= ALIKE);
        assert!(whole(&a, &site(&["#0b6e4f"], &["verdana"], "", &[])) < ALIKE, "colours by chance");
        assert!(whole(&a, &site(&["#c1440e"], &["verdana"], "WordPress 6.8", &[])) < ALIKE);
    }

    #[test]
    fn one_platform_and_menu_in_other_colours() {
        let menu = ["Home", "Onze school", "Voor ouders", "Nieuws", "Contact"];
        let (a, b) = (site(&["#0b6e4f"], &["lato"], "Kwieb", &menu), site(&["#c1440e"], &["lato"], "Kwieb", &menu));
        let found = likeness((0, &a), (1, &b));
        assert_eq!((found.colours, found.platform, found.menu), (0.0, 1.0, 1.0));
        assert!(found.whole >= ALIKE);
    }

    #[test]
    fn another_shade_is_the_same_colour_and_a_version_the_same_platform() {
        let (a, b) =
            (site(&["#0b6e4f"], &[], "Joomla! 4.2 - Open Source", &[]), site(&["#127a58"], &[], "Joomla! 5", &[]));
        let found = likeness((0, &a), (1, &b));
        assert_eq!((found.colours, found.platform), (1.0, 1.0));
        assert_eq!(generator(&a.look).as_deref(), Some("Joomla!"));
    }
}
