//! Odd and hostile sites: the real program audits all of them in one run, and each test looks at what came of some.
//! That one run is the point: whatever a site does, it must cost neither the program nor the other sites anything.

mod answers;
mod charsets;
mod kinds;
mod markup;
mod private;
mod redirects;
mod robots;
#[path = "../support/mod.rs"]
mod server;
mod sitemaps;
mod spellings;
#[cfg(target_os = "linux")]
mod tls;
mod traps;
mod walls;
mod words;
mod world;
