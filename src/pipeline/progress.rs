//! How far a run has come, for whoever watches it from another thread. Counts only: nothing of the
//! run depends on it.

use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};

/// What a run is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Files are read.
    Files,
    /// Claims are read out of documents.
    Claims,
    /// Claims become facts.
    Facts,
    /// Rules are applied.
    Rules,
}

const STAGES: [Stage; 4] = [Stage::Files, Stage::Claims, Stage::Facts, Stage::Rules];

/// How far a run has come.
#[derive(Debug, Default)]
pub struct Progress {
    stage: AtomicU8,
    done: AtomicUsize,
    total: AtomicUsize,
}

impl Progress {
    /// Begins a stage of `total` steps; of none, where they cannot be told.
    pub fn enter(&self, stage: Stage, total: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
        self.stage.store(stage as u8, Ordering::Relaxed);
    }

    /// Takes a step.
    pub fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// The stage, its steps taken and all of them. What is read while a stage begins may be a little off.
    #[must_use]
    pub fn now(&self) -> (Stage, usize, usize) {
        let stage = STAGES[usize::from(self.stage.load(Ordering::Relaxed)).min(STAGES.len() - 1)];
        (stage, self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }
}
