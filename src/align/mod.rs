//! Which claims speak of the same fact, and why.
//!
//! Candidates come from an inverted index (`candidates`), each pair is judged by added
//! evidence and by distinctions that keep claims apart (`judge`, `evidence`), and pairs
//! that belong together become facts (`facts`). Nothing here compares all pairs, and
//! nothing decides what is reported: that is for the rules.

mod aspect;
mod candidates;
mod chorus;
mod cluster;
mod coincidence;
mod coverage;
mod distinct;
mod evidence;
mod facts;
mod features;
mod group;
mod grouped;
mod judge;
mod keys;
mod kin;
mod label;
mod ledger;
mod names;
mod neighbours;
mod partners;
mod passage;
mod postings;
mod predicates;
mod purpose;
mod ranks;
mod reader;
mod refer;
mod rivals;
mod row;
mod said;
mod score;
mod sense;
mod slip;
mod template;
mod terms;
mod told;
mod value;
mod weigh;
mod weights;
mod wording;

pub use evidence::{Evidence, Veto, Vetoes, What};
pub use facts::{Alignment, Fact, Settings, align, clashes};
pub use features::Features;
pub use kin::MOST_KIN;
pub use ledger::{DocumentRange, Ledger};
pub use ranks::{is_rank, is_running};
pub use score::{Judgement, NounMatch, agreement, match_nouns};
pub use slip::{Slip, of_dates, of_measures, of_values};
pub use weights::{Forest, Tree};
