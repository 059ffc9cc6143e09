//! The program: reads its command line and does as told.

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    zhenggai::app::run(zhenggai::cli::Cli::parse())
}
