//! Running code that may panic on a damaged file, without its message on the terminal.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
}

static HOOK: Once = Once::new();

/// What `work` gives, or none if it panicked. Panics elsewhere are told as before.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    HOOK.call_once(|| {
        let told = take_hook();
        set_hook(Box::new(move |info| {
            if !CAUGHT.get() {
                told(info);
            }
        }));
    });
    CAUGHT.set(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    CAUGHT.set(false);
    result.ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_panic_is_no_result() {
        assert_eq!(super::caught(|| 5), Some(5));
        assert_eq!(super::caught(|| -> u8 { panic!("not shown") }), None);
    }
}
