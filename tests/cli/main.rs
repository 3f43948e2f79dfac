//! The program from outside, one file per subject. One test program for all: they share the builder in `support`.

mod archive;
mod demo;
mod faults;
mod identity;
#[cfg(unix)]
mod interrupt;
mod obstacles;
mod resume;
mod rubric;
mod runs;
mod school;
#[path = "../support/mod.rs"]
mod server;
mod support;
mod usage;
