//! Where something stands: half-open byte ranges in one address space that
//! runs over all documents of a run, and the line table of one document.
//!
//! A document owns the addresses `base .. base + length`, so that a place alone
//! says which document it lies in. What a document *is* belongs to `source`.

mod lines;
mod visible;

pub use lines::{LineColumn, LineIndex};
pub use visible::{steers, visible};

/// A half-open range of bytes, `start .. end`, in the address space of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The range `start .. end`.
    ///
    /// # Panics
    /// In debug builds, when `end` lies before `start`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// True for a range of no bytes.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// True when the two share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True when `other` lies wholly inside.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The range moved forward by `by` bytes: from addresses of a document to those of the run.
    #[must_use]
    pub const fn shifted(self, by: u32) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// As a `usize` range, for slicing. `base` is subtracted from both ends.
    #[must_use]
    pub const fn range_from(self, base: u32) -> std::ops::Range<usize> {
        (self.start - base) as usize..(self.end - base) as usize
    }
}
