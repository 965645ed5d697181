//! The end of the command, for which Ctrl-C and other signals ask.

use std::path::PathBuf;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::temporary;

/// Whether the command is about to end.
#[derive(Clone, Default)]
pub struct End(Arc<AtomicBool>);

impl End {
    /// Lets a signal remove the folder and end the command with the status 0.
    pub fn on_signal(folder: PathBuf) -> Result<End, ctrlc::Error> {
        let end = End::default();
        let begun = end.clone();
        ctrlc::set_handler(move || {
            begun.0.store(true, Ordering::SeqCst);
            temporary::remove(&folder);
            process::exit(0);
        })?;
        Ok(end)
    }

    /// Waits for the end, if it has begun: a build fails then because its folder is gone, and nobody should read of that.
    pub fn wait_if_begun(&self) {
        while self.0.load(Ordering::SeqCst) {
            thread::park();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{self, RecvTimeoutError};
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_fails_after_the_signal_is_never_said() {
        End::default().wait_if_begun();
        let (sender, said) = mpsc::channel();
        thread::spawn(move || {
            End(Arc::new(AtomicBool::new(true))).wait_if_begun();
            sender.send("an error")
        });
        assert_eq!(said.recv_timeout(Duration::from_millis(300)), Err(RecvTimeoutError::Timeout));
    }
}
