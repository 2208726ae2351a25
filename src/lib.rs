//! crossclaim reads several documents, extracts every numeric and dated claim, works
//! out which claims speak of the same fact, and reports where they cannot all be true.

pub mod align;
pub mod claim;
pub mod cli;
pub mod fault;
pub mod finding;
pub mod grammar;
pub mod lexicon;
pub mod pipeline;
pub mod place;
pub mod prose;
pub mod report;
pub mod rules;
pub mod source;
