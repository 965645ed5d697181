//! Effects: reactions to changes of signals, outside of the views.

use leptos::prelude::*;

/// Runs `run` now, and again when a signal that it reads has changed. All effects of the site are of this one type: each
/// further one would be 0.3 KB of wasm.
pub fn effect(run: impl FnMut() + 'static) {
    let run: Box<dyn FnMut()> = Box::new(run);
    Effect::new(run);
}
