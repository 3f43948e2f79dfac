//! The program from outside, one file per subject. One test program for all: they share the builder in `support`.

mod check;
mod demo;
mod guides;
mod init;
#[cfg(unix)]
mod interrupt;
mod obstacles;
mod rubric;
#[path = "../support/mod.rs"]
mod server;
mod sheets;
mod support;
mod usage;
