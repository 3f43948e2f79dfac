//! Inputs changed at random. A test run tries a few hundred per target; `AUDIT_FUZZ_SECONDS=600` goes on for ten minutes
//! each. What fails is written to the folder for temporary files and belongs, made small, in `corpus/`.

use crate::tell;
use crate::{make, targets};
use audit::extract::child::isolate;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

/// Longest time for one input, on a busy machine.
const SLOW: Duration = Duration::from_secs(10);

/// Pieces that parsers stumble over.
const PIECES: &[&str] = &[
    "<",
    ">",
    "</",
    "<p>",
    "<div>",
    "<table><tr><td>",
    "<li>",
    "<a href=/x>",
    "<form>",
    "<nav>",
    "<svg>",
    "<!--",
    "&nbsp;",
    "&#0;",
    "&amp",
    "<script type=application/json>",
    "{\"a\":[",
    "cookies akkoord",
    "<w:p>",
    "</w:p>",
    "<w:t>",
    "<w:tr>",
    "<w:tc>",
    "<text:p>",
    "<text:list>",
    "<table:table-row>",
    "12 maart 2026",
    "2025-2026",
    "t/m",
    "31-12-",
    "'25/",
    "9999",
    " ",
    "\u{ad}",
    "\u{feff}",
    "\u{0}",
    "\u{10ffff}",
    "İ",
    "ﬁ",
    "\n",
    "\"pages\":[",
    "\"Heading\":",
    "255",
    "-1",
    "[[school]]",
    "[crawl]",
    "name = \"",
    "url = \"https://a.example\"",
    "\"\"\"",
    "{ a = [",
    "= 1e400",
];

/// A small generator, so that a run can be repeated: xorshift.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// One to six changes: a byte, a cut, a repeat, a piece, or the tail of another input.
    fn change(&mut self, input: &[u8], corpus: &[Vec<u8>]) -> Vec<u8> {
        let mut out = input.to_vec();
        for _ in 0..=self.below(6) {
            let at = self.below(out.len() + 1);
            let to = (at + self.below(64)).min(out.len());
            match self.below(6) {
                0 if at < out.len() => out[at] = self.next() as u8,
                1 => drop(out.drain(at..to)),
                2 if out.len() < 1 << 16 => {
                    let part = out[at..to].repeat(1 + self.below(40));
                    out.splice(at..at, part);
                }
                3 => {
                    let other = &corpus[self.below(corpus.len())];
                    out.truncate(at);
                    out.extend_from_slice(&other[self.below(other.len())..]);
                }
                _ => {
                    let piece = PIECES[self.below(PIECES.len())];
                    out.splice(at..at, piece.bytes());
                }
            }
        }
        out
    }
}

/// Runs `target` on every seed and on changed seeds; keeps changed ones too, so that changes pile up.
fn fuzz(name: &str, seeds: &[&[u8]], cases: usize, target: impl Fn(&[u8])) {
    let seconds = std::env::var("AUDIT_FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    let end = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let mut corpus: Vec<Vec<u8>> = seeds.iter().map(|seed| seed.to_vec()).collect();
    corpus.iter().for_each(|seed| run(name, seed, &target));
    let mut random = Random(0x2026_1123_0000_0001);
    let mut done = 0;
    while end.map_or(done < cases, |end| Instant::now() < end) {
        let chosen = random.below(corpus.len());
        let input = random.change(&corpus[chosen], &corpus);
        run(name, &input, &target);
        if corpus.len() < 500 && random.below(20) == 0 {
            corpus.push(input);
        } else if random.below(200) == 0 {
            corpus[chosen] = input;
        }
        done += 1;
    }
    tell(&format!("{name}: {done} inputs, clean"));
}

fn run(name: &str, input: &[u8], target: &impl Fn(&[u8])) {
    let begun = Instant::now();
    let fine = catch_unwind(AssertUnwindSafe(|| target(input))).is_ok();
    if !fine || begun.elapsed() > SLOW {
        let file = std::env::temp_dir().join(format!("audit-fuzz-{name}"));
        std::fs::write(&file, input).expect("a file for the input that failed");
        panic!("{name}: fails or takes {:?} on {}", begun.elapsed(), file.display());
    }
}

#[test]
fn pages() {
    let seeds: &[&[u8]] = &[
        include_bytes!("corpus/portal.html"),
        include_bytes!("corpus/shell.html"),
        include_bytes!("../demo-sites/it-klaverbled/index.html"),
        b"<font size=5><table><tr><td><b>x<p><form><button>akkoord cookies</form>",
    ];
    fuzz("html", seeds, 300, targets::html);
}

#[test]
fn charsets() {
    let seeds: &[&[u8]] = &[
        b"text/html; charset=windows-1252 <p>\x93caf\xe9\x94",
        b"\x00\xff\xfeh\0o\0i\0",
        b"\x01\x00\x00\xfe\xff<meta charset=utf-7>",
        b"<meta http-equiv=content-type content='text/html; charset=iso-2022-jp'>\x1b$B",
    ];
    fuzz("charset", seeds, 2000, targets::charset);
}

#[test]
fn answers_of_the_child() {
    let seeds: &[&[u8]] = &[
        br#"{"Ok":{"title":"Gids","pages":[{"number":3,"paragraphs":[{"kind":{"Heading":1},"text":"Ouders"},{"kind":"Item","text":"a"},{"kind":"Row","text":"a | b"}]}],"date":"2026-03-12","partial":false}}"#,
        br#"{"Ok":{"title":"","pages":[{"number":null,"paragraphs":[{"kind":{"Heading":250},"text":"  "}]}],"date":null,"partial":true}}"#,
        br#"{"Err":{"Broken":"x"}}"#,
    ];
    fuzz("answer", seeds, 3000, targets::answer);
}

#[test]
fn word_and_opendocument() {
    let seeds: &[&[u8]] = &[include_bytes!("corpus/document.xml"), include_bytes!("corpus/content.xml"), b"\x02 kapot"];
    fuzz("docx", seeds, 600, targets::docx);
}

#[test]
fn dates() {
    let seeds: &[&[u8]] = &[
        "maandag 12 t/m vrijdag 16 maart 2026, 30 maart t/m 3 april 2026, '25-'26".as_bytes(),
        "2025/26 12-03-2026 1e mei 3 febr. 2024; March 12, 2026; groep 3 mei; 9244 AA; 06-12345678".as_bytes(),
    ];
    fuzz("dates", seeds, 5000, targets::dates);
}

#[test]
fn lists_of_schools() {
    let seeds: &[&[u8]] = &[
        include_bytes!("../demo-sites/schools.toml"),
        b"[[school]]\nname = \"De Wei\"\nurl = \"http://dewei.example\"\nid = \"wei\"\n[crawl]\nmax_pages = 5\ndelay_ms = 0\n",
        b"[organisatie]\nname = De Wei\n[[school]\nurl = 'www.wei.example'\r\nbrin = [12, 'AB']\n\n[crawl]\nmax_page = -1\n",
        b"\xff\xfe[\0[\0s\0",
    ];
    fuzz("toml", seeds, 3000, targets::toml);
}

#[test]
fn the_boundary_around_pdf_readers() {
    let program = Path::new(env!("CARGO_BIN_EXE_audit"));
    let gids = include_bytes!("../demo-sites/de-treffer/documenten/notulen-mr.pdf");
    let small = make::pdf("Ouders", &["Wij vragen alle ouders om mee te denken."]);
    let word = make::docx("Ouders", &["Wij vragen alle ouders om mee te denken."]);
    // Any answer will do, as long as there is one in time.
    fuzz("boundary", &[gids, &small, &word], 25, |bytes| drop(isolate(bytes, program)));
}
