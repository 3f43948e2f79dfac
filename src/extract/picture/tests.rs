use super::*;
use image::Rgba;
use proptest::prelude::*;

fn url() -> Url {
    Url::parse("https://school.example/logo.png").unwrap()
}

/// A logo of a disc and bars, `scale` times as large, in these colours.
fn logo(scale: u32, ink: [u8; 4], ground: [u8; 4]) -> RgbaImage {
    RgbaImage::from_fn(180 * scale, 60 * scale, |x, y| {
        let (x, y) = (x / scale, y / scale);
        let disc = (x as i32 - 35).pow(2) + (y as i32 - 30).pow(2) < 400;
        let hole = (x as i32 - 42).pow(2) + (y as i32 - 24).pow(2) < 60;
        let bars = (75..165).contains(&x)
            && ((12..20).contains(&y) || (x < 130 && (28..34).contains(&y)) || (x > 100 && (42..50).contains(&y)));
        Rgba(if disc && !hole || bars { ink } else { ground })
    })
}

/// Another logo of the same size: a triangle and a slanted bar.
fn other(ink: [u8; 4], ground: [u8; 4]) -> RgbaImage {
    RgbaImage::from_fn(180, 60, |x, y| {
        let (x, y) = (x as i32, y as i32);
        let triangle = (8..52).contains(&y) && x > 60 - y && x < 10 + y;
        let slanted = (x - 80) / 2 > y && (x - 110) / 2 < y && (6..54).contains(&y);
        Rgba(if triangle || slanted { ink } else { ground })
    })
}

fn bytes(image: RgbaImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let image = DynamicImage::ImageRgba8(image);
    let image = if format == ImageFormat::Jpeg { DynamicImage::ImageRgb8(image.into_rgb8()) } else { image };
    image.write_to(&mut out, format).unwrap();
    out.into_inner()
}

fn seen(image: RgbaImage, format: ImageFormat) -> Picture {
    read(&url(), &bytes(image, format)).unwrap()
}

const GREEN: [u8; 4] = [11, 110, 79, 255];
const RED: [u8; 4] = [193, 68, 14, 255];
const WHITE: [u8; 4] = [255; 4];
const CLEAR: [u8; 4] = [0; 4];

#[test]
fn one_logo_in_other_sizes_shades_and_formats_is_one() {
    let first = seen(logo(2, GREEN, WHITE), ImageFormat::Png).print.unwrap();
    for (name, again) in [
        ("smaller jpeg", seen(logo(1, GREEN, WHITE), ImageFormat::Jpeg)),
        ("another shade", seen(logo(3, RED, WHITE), ImageFormat::Png)),
        ("white on green", seen(logo(2, WHITE, GREEN), ImageFormat::Png)),
        ("on clear ground", seen(logo(2, GREEN, CLEAR), ImageFormat::Png)),
        ("white on clear ground", seen(logo(2, WHITE, CLEAR), ImageFormat::Png)),
        ("gif", seen(logo(1, GREEN, WHITE), ImageFormat::Gif)),
    ] {
        assert!(first.is_like(&again.print.unwrap()), "{name}");
    }
}

#[test]
fn another_logo_is_another() {
    let first = seen(logo(2, GREEN, WHITE), ImageFormat::Png).print.unwrap();
    for image in [other(GREEN, WHITE), other(WHITE, GREEN), imageops::flip_horizontal(&logo(1, GREEN, WHITE))] {
        assert!(!first.is_like(&seen(image, ImageFormat::Png).print.unwrap()));
    }
}

#[test]
fn one_colour_has_no_shape_but_a_copy() {
    let plain = seen(RgbaImage::from_pixel(180, 60, Rgba(GREEN)), ImageFormat::Png);
    assert_eq!(plain.print, None);
    assert!(plain.copy.starts_with("data:image/png;base64,iVBOR"));
}

const SHAPES: &str = r##"<circle cx="35" cy="30" r="20"/><circle cx="42" cy="24" r="7.7" fill="#fff"/><path d="M75 12h90v8H75zM75 28h55v6H75zM101 42h64v8h-64z"/>"##;

fn svg(body: &str) -> String {
    format!(
        r##"<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 180 60" fill="#0b6e4f">{body}</svg>"##
    )
}

#[test]
fn a_drawing_is_like_its_pixels() {
    let drawn = read(&url(), svg(SHAPES).as_bytes()).unwrap();
    assert!(drawn.print.unwrap().is_like(&seen(logo(2, GREEN, WHITE), ImageFormat::Png).print.unwrap()));
}

#[test]
fn what_is_no_logo_is_an_error_and_not_the_end() {
    let deep = svg(&"<g>".repeat(100_000));
    let copies = svg(&(0..30)
        .map(|n| format!(r##"<g id="a{}"><use href="#a{n}"/><use href="#a{n}"/></g>"##, n + 1))
        .collect::<String>());
    let entities =
        format!("<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>{}", svg("<text>&b;</text>"));
    for text in [deep, copies, entities] {
        assert!(matches!(read(&url(), text.as_bytes()), Err(Unseen::TooMuch(_))), "{text:.60}");
    }
    for bytes in [
        &b""[..],
        b"<html>",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"<svg",
        &bytes(logo(1, GREEN, WHITE), ImageFormat::Png)[..200],
    ] {
        assert!(read(&url(), bytes).is_err());
    }
}

/// A picture that claims to be 60 000 pixels wide and high is refused before memory is asked for.
#[test]
fn a_decode_bomb_is_refused() {
    let mut png = bytes(RgbaImage::from_pixel(16, 16, Rgba(GREEN)), ImageFormat::Png);
    png[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    png[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    assert!(read(&url(), &png).is_err());
    let mut gif = bytes(RgbaImage::from_pixel(16, 16, Rgba(GREEN)), ImageFormat::Gif);
    gif[6..10].copy_from_slice(&[0xff; 4]);
    assert!(read(&url(), &gif).is_err());
}

proptest! {
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300), head in 0..6_usize) {
        let heads = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], b"GIF89a", b"\xff\xd8\xff\xe0", b"RIFF\x20\0\0\0WEBPVP8 ", b"<svg>", b""];
        let _ = read(&url(), &[heads[head], &bytes[..]].concat());
    }
}
