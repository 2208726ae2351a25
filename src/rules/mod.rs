//! Rules: what to look for, how bad it is, and why. A rule is data, one TOML file; a
//! kind of check is Rust, one file and one row of `KINDS`.
//!
//! The types of a rule are in `rule` and `kind`, the table of kinds in `kinds`. Reading and
//! validating a file is in `load`, the rules that come with crossclaim in `catalogue`, the
//! checks themselves in `check`.

pub mod allow;
pub mod assertion;
mod catalogue;
pub mod check;
mod declared;
mod example;
mod explain;
mod fault;
mod globs;
mod groups;
pub mod keys;
mod kind;
mod kinds;
mod load;
pub mod pins;
pub mod raw;
mod rule;
pub mod schema;
pub mod selector;
mod written;

pub use catalogue::{BUILT_IN, Unknown, built_in, ids, selected, with_directories};
pub use declared::{Declared, Files, Group, Pins};
pub use example::{Outcome, run_examples};
pub use explain::{explain, index, template};
pub use fault::{Problem, RuleFault, nearest};
pub use globs::Globs;
pub use groups::{meta_of, regard};
pub use kind::{Agree, Check, Clashing, QuoteChange, Scope, Shares, Slipped, Values};
pub use kinds::{CLAIM, CLAIM_ABOUT, KINDS, Kind, Setting};
pub use load::{load_directory, load_file, parse, read_tags};
pub use pins::{Pin, parse_facts};
pub use rule::{Example, Rule};
