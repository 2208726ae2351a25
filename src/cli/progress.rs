//! A line on standard error that says how far a run has come, from the second second on. Only a
//! terminal sees it, and nothing of it stays.

use std::io::Write;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::terminal::Terminal;
use crate::pipeline::{Progress, Stage};

/// Until then a run says nothing.
const PATIENCE: Duration = Duration::from_secs(1);
/// From one line to the next.
const STEP: Duration = Duration::from_millis(200);

/// Shows the progress of a run until it is dropped.
pub(super) struct Ticker {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Ticker {
    /// Watches `progress`, where a terminal is there to show it.
    pub fn start(progress: &Arc<Progress>, terminal: &Terminal) -> Self {
        let Some(columns) = terminal.columns() else { return Self { stop: None, thread: None } };
        let progress = Arc::clone(progress);
        let (stop, stopped) = channel::<()>();
        let thread = std::thread::spawn(move || {
            let mut wait = PATIENCE;
            let mut drawn = false;
            // The other end goes away when the run is done.
            while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                let text = line(progress.now());
                let text: String = text.chars().take(columns.saturating_sub(1)).collect();
                let mut err = std::io::stderr().lock();
                drawn |= write!(err, "\r\x1b[K{text}").and_then(|()| err.flush()).is_ok();
                wait = STEP;
            }
            if drawn {
                let _ = write!(std::io::stderr().lock(), "\r\x1b[K");
            }
        });
        Self { stop: Some(stop), thread: Some(thread) }
    }
}

impl Drop for Ticker {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn line((stage, done, total): (Stage, usize, usize)) -> String {
    let of = |what: &str| {
        if total > 0 { format!("{what}: {} of {total}", done.min(total)) } else { what.to_owned() }
    };
    match stage {
        Stage::Files => "reading files".to_owned(),
        Stage::Claims => of("reading claims out of documents"),
        Stage::Facts => "working out which claims speak of one fact".to_owned(),
        Stage::Rules => of("applying rules"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_says_how_far_it_is() {
        let progress = Progress::default();
        assert_eq!(line(progress.now()), "reading files");
        progress.enter(Stage::Claims, 3);
        progress.step();
        assert_eq!(line(progress.now()), "reading claims out of documents: 1 of 3");
        progress.enter(Stage::Rules, 2);
        (0..5).for_each(|_| progress.step());
        assert_eq!(line(progress.now()), "applying rules: 2 of 2");
    }
}
