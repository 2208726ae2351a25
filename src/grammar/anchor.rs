//! Stub.
use crate::claim::*; use super::*; use crate::place::Span; use crate::prose::Text; use crate::source::Document;
pub struct Draft { pub range: std::ops::Range<u32>, pub place: Span, pub found: Found, pub sentence: u32, pub block: u32, pub part: Part }
pub fn dateline(_d: &Document, _t: &Text, _x: &[Draft]) -> Option<(Span, Date)> { None }
pub fn resolve(_t: &Text, _x: &mut [Draft], _d: Option<(Span, Date)>) {}
pub fn finish(_f: Found) -> Option<(Kind, Value)> { None }
