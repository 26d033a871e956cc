//! One line on standard error about a run that takes longer than a second, if somebody watches.

use std::io::{IsTerminal, Write, stderr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, Scope};
use std::time::Duration;

const SILENT_FOR: Duration = Duration::from_secs(1);
const EVERY: Duration = Duration::from_millis(100);

/// Does `work`, counting things up to `total`, and shows the count meanwhile. `work` is given what counts one.
pub fn shown<T>(total: usize, what: &str, wanted: bool, work: impl FnOnce(&(dyn Fn() + Sync)) -> T) -> T {
    let done = AtomicUsize::new(0);
    let count = || {
        done.fetch_add(1, Ordering::Relaxed);
    };
    if !wanted || !stderr().is_terminal() {
        return work(&count);
    }
    thread::scope(|scope| {
        // Dropped when the work is over or panics: that ends the thread.
        let _over = watch(scope, total, what, &done);
        work(&count)
    })
}

fn watch<'s>(scope: &'s Scope<'s, '_>, total: usize, what: &'s str, done: &'s AtomicUsize) -> Sender<()> {
    let (over, end) = channel();
    scope.spawn(move || {
        let mut pause = SILENT_FOR;
        while end.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
            pause = EVERY;
            let at = done.load(Ordering::Relaxed).min(total);
            // Progress that cannot be shown is no reason to stop.
            let _ = write!(stderr(), "\r\x1b[2Kctxmend: {at} of {total} {what}");
        }
        if pause == EVERY {
            let _ = write!(stderr(), "\r\x1b[2K");
        }
    });
    over
}
