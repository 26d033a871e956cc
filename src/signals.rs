//! Interruption: at once while nothing is written; between two files while something is.

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::flag;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a shell reports for a program that Ctrl-C ended.
pub const INTERRUPTED: u8 = 130;

/// The state of the signals that ask the program to end.
pub struct Signals {
    at_once: Arc<AtomicBool>,
    seen: Arc<AtomicBool>,
}

impl Signals {
    /// From here on such a signal ends the program with [`INTERRUPTED`], at once.
    pub fn watch() -> io::Result<Signals> {
        let signals = Signals { at_once: Arc::new(AtomicBool::new(true)), seen: Arc::default() };
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            flag::register_conditional_shutdown(signal, i32::from(INTERRUPTED), signals.at_once.clone())?;
            flag::register(signal, signals.seen.clone())?;
        }
        Ok(signals)
    }

    /// From here on such a signal is only noted, for [`Signals::interrupted`].
    pub fn hold(&self) {
        self.at_once.store(false, Ordering::SeqCst);
    }

    /// Whether there was a signal since [`Signals::hold`].
    pub fn interrupted(&self) -> bool {
        self.seen.load(Ordering::SeqCst)
    }
}
