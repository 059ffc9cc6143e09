//! Pages: one folder per area, and the shell that every page stands in.

pub mod shell;
