//! The program from outside, one file per subject. One test program for all: they share the builder in `support`.

mod archive;
mod check;
mod demo;
mod faults;
mod guides;
mod identity;
mod init;
#[cfg(unix)]
mod interrupt;
mod obstacles;
mod resume;
mod review;
mod rubric;
mod runs;
mod school;
mod scripts;
#[path = "../support/mod.rs"]
mod server;
mod settled;
mod sheets;
mod support;
mod usage;
