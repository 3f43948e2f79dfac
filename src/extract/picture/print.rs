//! The shape of a picture: a difference hash (dHash) in both directions with a dead zone, so that plain ground says
//! nothing, taken from the picture without its empty borders.

use crate::model::Print;
use image::{GrayImage, RgbaImage, imageops};

/// Cells along one side of the grid, and steps from cell to cell along it.
const STEPS: u32 = 8;
/// Least difference between two cells that counts as a step, as a share of the picture's own range.
const DEAD: f32 = 0.06;
/// Least range of brightness in a picture that has a shape.
const RANGE: u8 = 24;
/// Least difference from the ground that belongs to the picture.
const MARK: u8 = 20;

/// The print of a picture; `None` when it is too plain.
pub(super) fn of(image: &RgbaImage) -> Option<Print> {
    let gray = [255, 0].into_iter().map(|ground| on_ground(image, ground)).find(|gray| range(gray) >= RANGE)?;
    let (x, y, width, height) = frame(&gray)?;
    let cut = imageops::crop_imm(&gray, x, y, width, height).to_image();
    let grid = |columns, rows| imageops::resize(&cut, columns, rows, imageops::FilterType::Triangle);
    let (across, down) = (grid(STEPS + 1, STEPS), grid(STEPS, STEPS + 1));
    let dead = (DEAD * f32::from(range(&across).max(range(&down)))).max(2.0) as i32;
    let mut print = Print { lighter: 0, darker: 0, ratio: width as f32 / height as f32 };
    let cells = (0..STEPS).flat_map(|a| (0..STEPS).map(move |b| (a, b)));
    for (number, (a, b)) in cells.enumerate() {
        let step = |from: u8, to: u8| i32::from(to) - i32::from(from);
        note(&mut print, number * 2, step(across[(a, b)][0], across[(a + 1, b)][0]), dead);
        note(&mut print, number * 2 + 1, step(down[(b, a)][0], down[(b, a + 1)][0]), dead);
    }
    (print.steps() >= Print::LEAST_STEPS).then_some(print)
}

fn note(print: &mut Print, bit: usize, step: i32, dead: i32) {
    print.lighter |= u128::from(step > dead) << bit;
    print.darker |= u128::from(step < -dead) << bit;
}

/// Brightness on white or black ground.
fn on_ground(image: &RgbaImage, ground: u8) -> GrayImage {
    GrayImage::from_fn(image.width(), image.height(), |x, y| {
        let [r, g, b, a] = image.get_pixel(x, y).0.map(u32::from);
        let bright = (r * 299 + g * 587 + b * 114) / 1000;
        image::Luma([((bright * a + u32::from(ground) * (255 - a)) / 255) as u8])
    })
}

fn range(gray: &GrayImage) -> u8 {
    let (least, most) = gray.iter().fold((255, 0), |(least, most), &value| (value.min(least), value.max(most)));
    most.saturating_sub(least)
}

/// The part that differs from the ground, which is what the corners show: x, y, width, height.
fn frame(gray: &GrayImage) -> Option<(u32, u32, u32, u32)> {
    let (right, bottom) = (gray.width() - 1, gray.height() - 1);
    let mut corners = [(0, 0), (right, 0), (0, bottom), (right, bottom)].map(|(x, y)| gray.get_pixel(x, y)[0]);
    corners.sort_unstable();
    let ground = corners[1];
    let marks = gray.enumerate_pixels().filter(|(_, _, value)| value[0].abs_diff(ground) >= MARK);
    let start = (u32::MAX, u32::MAX, 0, 0);
    let (left, top, right, bottom) = marks
        .fold(start, |(left, top, right, bottom), (x, y, _)| (left.min(x), top.min(y), right.max(x), bottom.max(y)));
    (right > left && bottom > top).then(|| (left, top, right - left + 1, bottom - top + 1))
}
