//! Pictures of a site's frame: decoded within limits, reduced to a shape and a small copy.
//!
//! Whatever a site sends is only bytes here: too large, broken or hostile pictures give an error, never a copy of what
//! was sent.

mod print;
mod raster;
mod svg;

use crate::model::Picture;
use crate::text::base64;
use image::{DynamicImage, ImageFormat, RgbaImage, imageops};
use std::io::Cursor;
use url::Url;

/// Largest copy, in pixels.
const COPY: (u32, u32) = (220, 88);
/// Most bytes of a copy.
const COPY_BYTES: usize = 44 << 10;

/// Why a picture gave nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unseen {
    /// More bytes, pixels, elements or nesting than a logo has.
    #[error("too large or too intricate: {0}")]
    TooMuch(&'static str),
    /// No picture that this program knows, or a broken one.
    #[error("not readable: {0}")]
    Broken(String),
}

/// Reads a PNG, JPEG, GIF, WebP or SVG picture that lies at `url`.
///
/// # Errors
/// When it is no such picture, broken, or larger than a logo may be.
pub fn read(url: &Url, bytes: &[u8]) -> Result<Picture, Unseen> {
    let image = if svg::is_svg(bytes) { svg::draw(bytes)? } else { raster::decode(bytes)? };
    if image.width() < 8 || image.height() < 8 {
        return Err(Unseen::Broken("a spacer".into()));
    }
    Ok(Picture { url: url.clone(), print: print::of(&image), copy: copy(&image)? })
}

/// A small PNG of it, as a data address. A photo that does not pack well is made smaller still.
fn copy(image: &RgbaImage) -> Result<String, Unseen> {
    let (mut width, mut height) = COPY;
    for _ in 0..3 {
        let small = if image.width() > width || image.height() > height {
            let scale =
                f64::min(f64::from(width) / f64::from(image.width()), f64::from(height) / f64::from(image.height()));
            let side = |n: u32| ((f64::from(n) * scale).round() as u32).max(1);
            imageops::resize(image, side(image.width()), side(image.height()), imageops::FilterType::Triangle)
        } else {
            image.clone()
        };
        let mut png = Cursor::new(Vec::new());
        DynamicImage::ImageRgba8(small)
            .write_to(&mut png, ImageFormat::Png)
            .map_err(|error| Unseen::Broken(error.to_string()))?;
        if png.get_ref().len() <= COPY_BYTES {
            return Ok(format!("data:image/png;base64,{}", base64(png.get_ref())));
        }
        (width, height) = (width / 2, height / 2);
    }
    Err(Unseen::TooMuch("bytes of the copy"))
}

#[cfg(test)]
mod tests;
