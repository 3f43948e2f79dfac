//! The program from outside, one file per subject. One test program for all: they share the builder in `support`.

mod demo;
#[cfg(unix)]
mod interrupt;
mod obstacles;
mod rubric;
mod scripts;
#[path = "../support/mod.rs"]
mod server;
mod support;
mod usage;
