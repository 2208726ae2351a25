//! Stub.
pub struct Q { pub words: std::ops::Range<u32> }
pub fn quotes(_t: &str) -> Vec<Q> { vec![] }
