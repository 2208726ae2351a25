//! The `crossclaim` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    crossclaim::cli::main()
}
