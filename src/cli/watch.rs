//! `check --watch`: waits until something that a run reads has changed. Asks the file system for
//! times and sizes every now and then, which works on every one of them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

/// From one look to the next.
const STEP: Duration = Duration::from_millis(400);

/// When files were changed last, and how long they are.
pub(super) type Stamps = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// The stamps of `files`; one that is not there has none.
pub(super) fn stamps(files: impl IntoIterator<Item = PathBuf>) -> Stamps {
    let stamp = |file: PathBuf| {
        let data = std::fs::metadata(&file).ok()?;
        Some((file, (data.modified().ok(), data.len())))
    };
    files.into_iter().filter_map(stamp).collect()
}

/// Waits until `look` sees something else than it did `before`.
pub(super) fn wait(before: &Stamps, look: impl Fn() -> Stamps) {
    loop {
        std::thread::sleep(STEP);
        let now = look();
        if now == *before {
            continue;
        }
        // An editor that writes several files, or one in pieces, is let finish.
        let mut last = now;
        loop {
            std::thread::sleep(STEP / 4);
            let now = look();
            if now == last {
                return;
            }
            last = now;
        }
    }
}
