//! Colours and fonts named in style sheets, for telling whether sites share a look.

use crate::model::{Background, Look, is_logo_word};
use std::collections::HashMap;

/// Most colours and fonts kept of one page or sheet.
const KEPT: usize = 12;
/// Most backgrounds kept.
const BACKGROUNDS: usize = 8;
/// Most bytes read of one sheet.
const READ: usize = 1 << 20;

/// Adds the colours and font families of a style sheet to `look`: those it has stay first, new ones follow, most
/// frequent first, at most twelve of each. Greys, white and black, generic families and icon fonts are left out.
pub fn css(bytes: &[u8], look: &mut Look) {
    let mut palette = Palette::default();
    palette.sheet(&String::from_utf8_lossy(&bytes[..bytes.len().min(READ)]));
    palette.add_to(look);
}

/// Counts colours and fonts.
#[derive(Debug, Default)]
pub(crate) struct Palette {
    backgrounds: Vec<Background>,
    colours: HashMap<u32, usize>,
    order: Vec<u32>,
    fonts: Vec<String>,
}

impl Palette {
    /// Reads a whole style sheet.
    pub(crate) fn sheet(&mut self, text: &str) {
        let mut selector = "";
        for (piece, end) in pieces(&text[..text.floor_char_boundary(READ)]) {
            if end == b'{' {
                selector = piece;
            } else {
                self.declaration(piece);
                self.background(selector, piece);
            }
        }
    }

    /// Reads the value of a `style` attribute.
    pub(crate) fn inline(&mut self, text: &str) {
        text[..text.floor_char_boundary(READ / 16)].split(';').for_each(|declaration| self.declaration(declaration));
    }

    /// Counts one colour written as in an old `color` or `bgcolor` attribute.
    pub(crate) fn colour(&mut self, value: &str) {
        let value = value.trim();
        if let Some(rgb) = hex(value.trim_start_matches('#')).or_else(|| named(value)) {
            self.count(rgb);
        }
    }

    /// Moves what was counted into `look`.
    pub(crate) fn add_to(self, look: &mut Look) {
        let mut ranked = self.order;
        ranked.sort_by_key(|rgb| std::cmp::Reverse(self.colours.get(rgb).copied().unwrap_or(0)));
        let colours = ranked.into_iter().map(|rgb| format!("#{rgb:06x}"));
        append(&mut look.colours, colours);
        append(&mut look.fonts, self.fonts.into_iter());
        look.backgrounds.extend(self.backgrounds);
        look.backgrounds.truncate(BACKGROUNDS);
    }

    /// A picture behind an element, when the element's name or the file's speaks of a logo.
    fn background(&mut self, selector: &str, declaration: &str) {
        let Some((property, value)) = declaration.split_once(':') else { return };
        let property = property.trim().to_ascii_lowercase();
        if !matches!(property.as_str(), "background" | "background-image" | "content") || value.len() > 2048 {
            return;
        }
        let Some((_, after)) = value.split_once("url(") else { return };
        let source = after.split(')').next().unwrap_or("").trim().trim_matches(['"', '\'']);
        let names: Vec<String> = names(selector).filter(|name| is_logo_word(name)).map(str::to_owned).collect();
        let wanted = !names.is_empty() || is_logo_word(source);
        if wanted && !source.is_empty() && !source.starts_with("data:") && self.backgrounds.len() < BACKGROUNDS {
            self.backgrounds.push(Background { source: source.to_owned(), url: None, sheet: None, names });
        }
    }

    /// `--wp--preset--` names are the same on every WordPress site and say nothing of this one.
    fn declaration(&mut self, text: &str) {
        let Some((property, value)) = text.split_once(':') else {
            return;
        };
        let property = property.trim();
        if property.starts_with("--wp--preset--") || property.len() > 64 {
            return;
        }
        let lower = property.to_ascii_lowercase();
        match lower.as_str() {
            "font-family" => self.font(value),
            "font" => self.font(after_size(value)),
            _ => self.colours_in(value),
        }
    }

    fn font(&mut self, value: &str) {
        let first = value.split(',').next().unwrap_or("").trim_end_matches("!important").trim();
        let name = first.trim_matches(['"', '\'', ' ']).to_lowercase();
        let generic = [
            "serif",
            "sans-serif",
            "monospace",
            "cursive",
            "inherit",
            "initial",
            "unset",
            "system-ui",
            "-apple-system",
            "",
        ]
        .contains(&name.as_str());
        let icons = name.contains("icon") || name.contains("awesome") || name.contains('(') || name.len() > 40;
        if !generic && !icons && !self.fonts.contains(&name) && self.fonts.len() < KEPT {
            self.fonts.push(name);
        }
    }

    fn colours_in(&mut self, value: &str) {
        let mut rest = value;
        while let Some(at) = rest.find(['#', '(']) {
            let (before, after) = (&rest[..at], &rest[at + 1..]);
            let rgb = if rest.as_bytes()[at] == b'#' { hex(hex_digits(after)) } else { function(before, after) };
            if let Some(rgb) = rgb {
                self.count(rgb);
            }
            rest = after;
        }
        let word = value.trim().trim_end_matches("!important").trim_end();
        if let Some(rgb) = named(word) {
            self.count(rgb);
        }
    }

    fn count(&mut self, rgb: u32) {
        let [_, r, g, b] = rgb.to_be_bytes();
        if r.max(g).max(b) - r.min(g).min(b) < 24 || self.order.len() >= 4096 {
            return;
        }
        let times = self.colours.entry(rgb).or_default();
        *times += 1;
        if *times == 1 {
            self.order.push(rgb);
        }
    }
}

fn append(to: &mut Vec<String>, new: impl Iterator<Item = String>) {
    for value in new {
        if to.len() >= KEPT {
            return;
        }
        if !to.contains(&value) {
            to.push(value);
        }
    }
}

/// Classes and ids in a selector.
fn names(selector: &str) -> impl Iterator<Item = &str> {
    let part = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '#'));
    let whole = selector.split(part).flat_map(|part| part.split_inclusive(['.', '#']).skip(1));
    whole.map(|name| name.trim_end_matches(['.', '#'])).filter(|name| !name.is_empty())
}

/// Cuts a sheet at braces and semicolons, comments skipped; each piece with the byte that ends it.
fn pieces(text: &str) -> impl Iterator<Item = (&str, u8)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        while let Some(comment) = rest.trim_start().strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
        }
        let at = rest.find(['{', '}', ';'])?;
        let piece = (&rest[..at], rest.as_bytes()[at]);
        rest = &rest[at + 1..];
        Some(piece)
    })
}

/// In `bold 12px/1.5 "Open Sans", serif`: what comes behind the size.
fn after_size(value: &str) -> &str {
    let sized =
        |word: &str| word.starts_with(|c: char| c.is_ascii_digit() || c == '.') && word.contains(['p', 'e', '%', 'v']);
    let size = value.split_ascii_whitespace().find(|word| sized(word));
    size.and_then(|word| value.split_once(word)).map_or("", |(_, after)| after)
}

fn hex_digits(text: &str) -> &str {
    let end = text.bytes().take_while(u8::is_ascii_hexdigit).count();
    let glued = text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_');
    if glued { "" } else { &text[..end] }
}

/// `abc`, `abcd`, `aabbcc`, `aabbccdd`; alpha is left out, fully transparent is none.
fn hex(digits: &str) -> Option<u32> {
    let value = u32::from_str_radix(digits, 16).ok()?;
    let double = |nibble: u32| nibble & 0xf | (nibble & 0xf) << 4;
    let short = |value: u32| double(value >> 8) << 16 | double(value >> 4) << 8 | double(value);
    match digits.len() {
        3 => Some(short(value)),
        4 => (value & 0xf != 0).then(|| short(value >> 4)),
        6 => Some(value),
        8 => (value & 0xff != 0).then_some(value >> 8),
        _ => None,
    }
}

/// `rgb(…)`, `rgba(…)`, `hsl(…)`, `hsla(…)`: `before` ends in the name, `after` starts with the arguments.
fn function(before: &str, after: &str) -> Option<u32> {
    let near = &after[..after.floor_char_boundary(64)];
    let arguments = &near[..near.find(')')?];
    let name = before.trim_end().rsplit(|c: char| !c.is_ascii_alphabetic()).next()?.to_ascii_lowercase();
    let mut numbers = [0.0_f64; 4];
    let mut count = 0;
    for part in arguments.split([',', ' ', '/']).filter(|part| !part.is_empty()).take(4) {
        let digits = part.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
        let scale = if part.ends_with('%') && name.starts_with("rgb") && count < 3 { 2.55 } else { 1.0 };
        numbers[count] = digits.parse::<f64>().ok()? * scale;
        count += 1;
    }
    let visible = count == 3 || count == 4 && numbers[3] > 0.0;
    let [a, b, c, _] = numbers;
    match name.as_str() {
        "rgb" | "rgba" if visible => Some(pack([a, b, c])),
        "hsl" | "hsla" if visible => Some(pack(hsl(a, b / 100.0, c / 100.0))),
        _ => None,
    }
}

fn pack(channels: [f64; 3]) -> u32 {
    channels.into_iter().fold(0, |rgb, value| rgb << 8 | value.round().clamp(0.0, 255.0) as u32)
}

fn hsl(hue: f64, saturation: f64, lightness: f64) -> [f64; 3] {
    let spread = saturation * lightness.min(1.0 - lightness);
    [0.0, 8.0, 4.0].map(|offset| {
        let k = (offset + hue / 30.0).rem_euclid(12.0);
        255.0 * (lightness - spread * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0))
    })
}

fn named(word: &str) -> Option<u32> {
    if word.len() > 10 {
        return None;
    }
    Some(match word.to_ascii_lowercase().as_str() {
        "red" => 0xff0000,
        "green" => 0x008000,
        "blue" => 0x0000ff,
        "navy" => 0x000080,
        "yellow" => 0xffff00,
        "orange" => 0xffa500,
        "purple" => 0x800080,
        "maroon" => 0x800000,
        "olive" => 0x808000,
        "teal" => 0x008080,
        "lime" => 0x00ff00,
        "aqua" | "cyan" => 0x00ffff,
        "fuchsia" | "magenta" => 0xff00ff,
        "darkblue" => 0x00008b,
        "darkgreen" => 0x006400,
        "darkred" => 0x8b0000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn look(sheet: &str) -> Look {
        let mut look = Look::default();
        css(sheet.as_bytes(), &mut look);
        look
    }

    #[test]
    fn colours_most_frequent_first_without_greys_and_selectors() {
        let found = look(
            "/* #ff0000 */ #add a{color:#0B6E4F;background:#fff} #fab:hover{border:1px solid rgb(193, 68, 14)} \
             .x{color:#0b6e4f;fill:hsl(120,100%,25%);box-shadow:0 0 2px rgba(0,0,255,0)} .y{color:#444;--wp--preset--color--vivid-red:#cf2e2e}",
        );
        assert_eq!(found.colours, ["#0b6e4f", "#c1440e", "#008000"]);
    }

    #[test]
    fn fonts_first_of_each_list() {
        let found = look(
            "body{font-family:'Source Sans',sans-serif} h1{font:bold 12px/1.5 \"Open Sans\",serif} i{font-family:FontAwesome} p{font-family:serif}",
        );
        assert_eq!(found.fonts, ["source sans", "open sans"]);
    }

    #[test]
    fn at_most_twelve_and_earlier_sheets_first() {
        let sheet: String = (0..40).map(|n| format!(".c{n}{{color:#ff{n:02x}00}}")).collect();
        let mut found = look("a{color:navy}");
        css(sheet.as_bytes(), &mut found);
        assert_eq!((found.colours.len(), found.colours[0].as_str()), (12, "#000080"));
    }

    #[test]
    fn backgrounds_that_speak_of_a_logo() {
        let found = look(
            "header .site-logo, #brand{width:9em;background:url('../img/x.png') no-repeat} .hero{background:url(/foto.jpg)} \
             #top{background-image:url(logo-stichting.svg)} .logo{background:url(data:image/png;base64,AA)}",
        );
        let told: Vec<_> = found.backgrounds.iter().map(|b| (b.source.as_str(), b.names.join(" "))).collect();
        assert_eq!(told, [("../img/x.png", "site-logo brand".to_owned()), ("logo-stichting.svg", String::new())]);
    }

    proptest! {
        #[test]
        fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "([#(){};:,a-f0-9%]|rgb|color:|font: 1px|/\\*)*") {
            css(&bytes, &mut Look::default());
            css(text.as_bytes(), &mut Look::default());
        }
    }
}
