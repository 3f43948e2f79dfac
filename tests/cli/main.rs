//! The program from outside, one file per subject. One test program for all: they share the builder in `support`.

mod demo;
mod identity;
#[cfg(unix)]
mod interrupt;
mod obstacles;
mod rubric;
#[path = "../support/mod.rs"]
mod server;
mod support;
mod usage;
