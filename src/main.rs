//! The `crossclaim` command.

fn main() {}
