#![no_main]

#[path = "../../tests/documents/targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::html(bytes));
