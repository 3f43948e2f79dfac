//! The program from outside, one file per subject. One test program for all: they share the builder in `support`.

mod archive;
mod demo;
mod faults;
#[cfg(unix)]
mod interrupt;
mod obstacles;
mod resume;
mod rubric;
mod runs;
mod school;
mod scripts;
#[path = "../support/mod.rs"]
mod server;
mod support;
mod usage;
