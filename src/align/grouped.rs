//! Lists of what belongs to each document or to each claim, end to end in one vector.

use std::cmp::Ordering;

/// The entries of each of several numbered things.
pub struct Grouped<T> {
    all: Vec<T>,
    /// Where those of each begin, and where the last ones end.
    starts: Box<[u32]>,
}

impl<T: Copy> Grouped<T> {
    /// The entries of each thing, list by list.
    #[must_use]
    pub fn of_lists(lists: &[Vec<T>]) -> Self {
        let mut all = Vec::with_capacity(lists.iter().map(Vec::len).sum());
        let mut starts = Vec::with_capacity(lists.len() + 1);
        starts.push(0);
        for list in lists {
            all.extend_from_slice(list);
            starts.push(index(all.len()));
        }
        Self { all, starts: starts.into() }
    }
}

impl<T> Grouped<T> {
    /// The entries of `count` things, which are sorted by the number of the thing that each belongs to.
    #[must_use]
    pub fn of_sorted(count: usize, all: Vec<T>, number: impl Fn(&T) -> u32) -> Self {
        let mut starts = vec![0_u32; count + 1];
        for entry in &all {
            starts[number(entry) as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Self { all, starts: starts.into() }
    }

    /// The entries of thing `number`.
    #[must_use]
    pub fn of(&self, number: usize) -> &[T] {
        self.starts.get(number + 1).map_or(&[], |&end| &self.all[self.starts[number] as usize..end as usize])
    }
}

/// The entries that are equal to what `order` compares them with, in a list that is sorted by it.
pub fn equal<T>(sorted: &[T], order: impl Fn(&T) -> Ordering) -> &[T] {
    let from = sorted.partition_point(|entry| order(entry).is_lt());
    let count = sorted[from..].partition_point(|entry| order(entry).is_eq());
    &sorted[from..from + count]
}

fn index(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
