//! PNG, JPEG, GIF and WebP, never more pixels than a logo has.

use super::Unseen;
use image::{ImageReader, Limits, RgbaImage};
use std::io::Cursor;

/// Longest side in pixels.
const SIDE: u32 = 6000;
/// Most pixels; checked before anything is unpacked.
const PIXELS: u64 = 12_000_000;
/// Most memory that a decoder may take, in bytes.
const MEMORY: u64 = 96 << 20;

/// The first frame of a picture.
pub(super) fn decode(bytes: &[u8]) -> Result<RgbaImage, Unseen> {
    let (width, height) = reader(bytes)?.into_dimensions().map_err(broken)?;
    if width > SIDE || height > SIDE || u64::from(width) * u64::from(height) > PIXELS {
        return Err(Unseen::TooMuch("pixels"));
    }
    Ok(reader(bytes)?.decode().map_err(broken)?.into_rgba8())
}

fn reader(bytes: &[u8]) -> Result<ImageReader<Cursor<&[u8]>>, Unseen> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(broken)?;
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height, limits.max_alloc) = (Some(SIDE), Some(SIDE), Some(MEMORY));
    reader.limits(limits);
    Ok(reader)
}

fn broken(error: impl std::fmt::Display) -> Unseen {
    Unseen::Broken(error.to_string())
}
