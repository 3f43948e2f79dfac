//! SVG drawn as pixels. Drawings can refer to themselves and grow without end, so one that is more intricate than a
//! logo needs to be is refused before it is parsed.

use super::Unseen;
use image::RgbaImage;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

/// Most bytes of a drawing.
const BYTES: usize = 512 << 10;
/// Most elements, and how deep they may lie in each other.
const ELEMENTS: usize = 6000;
const DEEPEST: usize = 64;
/// Most elements that draw other elements again: few of them already multiply.
const REPEATING: usize = 8;
/// Longest side that is drawn, in pixels.
const SIDE: f32 = 320.0;

/// Whether bytes look like a drawing.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]);
    let start = start.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    start.starts_with('<') && start.contains("<svg")
}

/// Draws it, scaled to at most 320 pixels a side, on clear ground. Nothing outside the drawing is read.
pub(super) fn draw(bytes: &[u8]) -> Result<RgbaImage, Unseen> {
    check(bytes)?;
    let image_href_resolver =
        ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    let options = Options { image_href_resolver, ..Options::default() };
    let tree = Tree::from_data(bytes, &options).map_err(|error| Unseen::Broken(error.to_string()))?;
    let size = tree.size();
    let scale = SIDE / size.width().max(size.height());
    let side = |length: f32| (length * scale).ceil().clamp(1.0, SIDE) as u32;
    let (width, height) = (side(size.width()), side(size.height()));
    let mut ground = Pixmap::new(width, height).ok_or(Unseen::TooMuch("pixels"))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut ground.as_mut());
    let plain = ground.pixels().iter().flat_map(|pixel| {
        let colour = pixel.demultiply();
        [colour.red(), colour.green(), colour.blue(), colour.alpha()]
    });
    RgbaImage::from_raw(width, height, plain.collect()).ok_or(Unseen::TooMuch("pixels"))
}

/// Refuses what a logo does not need: entities, deep nesting, many elements, copies of copies.
fn check(bytes: &[u8]) -> Result<(), Unseen> {
    if bytes.len() > BYTES {
        return Err(Unseen::TooMuch("bytes"));
    }
    let mut reader = Reader::from_reader(bytes);
    reader.config_mut().check_end_names = false;
    let (mut depth, mut elements, mut repeating) = (0_usize, 0_usize, 0_usize);
    loop {
        let event = reader.read_event().map_err(|error| Unseen::Broken(error.to_string()))?;
        match &event {
            Event::Eof => return Ok(()),
            Event::DocType(kind) if kind.contains("<!") => return Err(Unseen::TooMuch("entities")),
            Event::Start(start) | Event::Empty(start) => {
                elements += 1;
                repeating += usize::from(is_repeating(start));
                depth += usize::from(matches!(event, Event::Start(_)));
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if elements > ELEMENTS || depth > DEEPEST || repeating > REPEATING {
            return Err(Unseen::TooMuch("elements"));
        }
    }
}

fn is_repeating(start: &BytesStart) -> bool {
    matches!(start.local_name().as_ref(), "use" | "pattern" | "mask" | "marker" | "filter" | "image" | "feImage")
}
