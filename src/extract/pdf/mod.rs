//! PDF to lines, lines to paragraphs. Runs in a child process of our own program, because some files overflow the stack
//! or eat all memory, and neither can be caught.

mod glyphs;
mod hyphens;
mod layout;
mod load;
mod running;
mod widths;

pub use load::read_in_process;

#[cfg(test)]
mod tests;
