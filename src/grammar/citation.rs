//! Stub.
use crate::claim::*; use crate::place::Span; use crate::prose::Text;
pub fn citations(_t: &Text, _p: &[Part], _c: &[Claim]) -> Vec<(Span, Citation)> { vec![] }
