//! The binary: arguments in, exit code out.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match ctxmend::args::parse(std::env::args_os(), codemods::CODEMODS) {
        Ok(command) => ctxmend::run::run(command, codemods::CODEMODS),
        Err(wrong) => wrong.show(),
    }
}
