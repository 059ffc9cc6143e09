//! The program: reads its command line and does as told.

use std::process::ExitCode;

use zhenggai::cli::Cli;

fn main() -> ExitCode {
    match Cli::read(std::env::args_os()) {
        Ok(cli) => zhenggai::app::run(cli),
        Err(told) => told.exit(),
    }
}
