//! The program from outside, one file per subject. One test program for all: they share the builder in `support`.

mod support;
mod usage;
