//! crossclaim reads several documents, extracts every numeric and dated claim, works
//! out which claims speak of the same fact, and reports where they cannot all be true.
//!
//! As a library it does what `crossclaim check` does, without printing or exiting: documents and rules in,
//! findings out. [`check_texts`] takes documents that are in memory, [`check_paths`] files and directories.
//!
//! ```
//! use crossclaim::{Options, built_in_rules, check_texts};
//!
//! let rules = built_in_rules().expect("the rules that come with crossclaim are valid");
//! let documents = vec![
//!     ("agenda.md".to_owned(), b"The board of the association has 12 members.".to_vec()),
//!     ("minutes.md".to_owned(), b"The board of the association has 14 members.".to_vec()),
//! ];
//! let run = check_texts(documents, &rules, &Options::default());
//!
//! let finding = &run.findings[0];
//! assert_eq!(&*finding.rule, "value-conflict");
//! let places: Vec<String> = finding
//!     .labels
//!     .iter()
//!     .map(|label| {
//!         let document = run.sources.document(label.place);
//!         let at = document.line_column(label.place.start);
//!         format!("{}:{}:{}: {}", document.path, at.line, at.column, document.text_at(label.place))
//!     })
//!     .collect();
//! assert_eq!(places, ["agenda.md:1:34: 12", "minutes.md:1:34: 14"]);
//! ```
//!
//! What could not be read is in [`Run::faults`], what was not understood in [`Run::coverage`]. The same
//! documents give the same findings at any number of threads.
//!
//! Rules of your own are read with [`rules::parse`] from text, or with [`rules::load_directory`]:
//!
//! ```
//! use std::path::Path;
//!
//! use crossclaim::{Options, check_texts, rules};
//!
//! let rule = rules::parse(Path::new("long-notice.toml"), r#"
//!     id    = "long-notice"
//!     level = "warning"
//!     title = "A term of notice is longer than three months"
//!     why   = "The house rules allow three months."
//!     fix   = "Shorten it."
//!     [where]
//!     kind  = "duration"
//!     words = ["notice period"]
//!     [check.claim]
//!     at-most = "3 months"
//!     [[example]]
//!     name  = "too long"
//!     docs  = { "a.md" = "The notice period is six months." }
//!     finds = ["a.md: six months"]
//!     [[example]]
//!     name  = "as allowed"
//!     docs  = { "a.md" = "The notice period is two months." }
//!     finds = []
//! "#)?;
//! let lease = ("lease.md".to_owned(), b"The notice period is six months.".to_vec());
//! let run = check_texts(vec![lease], &[rule], &Options::default());
//! assert_eq!(run.findings.len(), 1);
//! # Ok::<(), rules::RuleFault>(())
//! ```

// The way from bytes to findings. These modules are open to the tests and may change with any version.
#[doc(hidden)]
pub mod align;
#[doc(hidden)]
pub mod claim;
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod grammar;
#[doc(hidden)]
pub mod lexicon;
#[doc(hidden)]
pub mod prose;
#[doc(hidden)]
pub mod report;

pub mod fault;
pub mod finding;
pub mod pipeline;
pub mod place;
pub mod rules;
pub mod source;

pub use fault::Fault;
pub use finding::{Finding, Level};
pub use pipeline::{Coverage, Options, Run, run as check_paths, run_texts as check_texts};
pub use rules::{Rule, built_in as built_in_rules};
