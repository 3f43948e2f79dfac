//! The program from outside, one file per subject. One test program for all: they share the builder in `support`.

mod demo;
#[cfg(unix)]
mod interrupt;
#[cfg(unix)]
mod site;
mod support;
mod usage;
