//! The program: reads its command line and does as told.

use std::process::ExitCode;

use zhenggai::cli::Cli;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match Cli::read(std::env::args_os()) {
        Ok(cli) => zhenggai::app::run(cli),
        Err(told) => told.exit(),
    }
}
