//! When to look for new stories.

use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use web_sys::VisibilityState;

use std::rc::Rc;

/// How often new stories are looked for.
const REFRESH_MS: u32 = 300_000;

/// Why it is time to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Five minutes have passed while the page is visible, or it has become visible.
    RefreshDue,
    /// The network is back.
    Online,
}

/// The timer and the listeners of [`watch`]. Dropping it stops them.
#[must_use = "dropping it stops the watch"]
pub struct Watch {
    _timer: Interval,
    _visibility: EventListener,
    _online: EventListener,
}

/// Calls `notify` when it is time to look for new stories; `None` where there is no document.
pub fn watch(notify: impl Fn(Signal) + 'static) -> Option<Watch> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let notify = Rc::new(notify);
    let refresh = {
        let (document, notify) = (document.clone(), notify.clone());
        move || {
            if document.visibility_state() == VisibilityState::Visible {
                notify(Signal::RefreshDue);
            }
        }
    };
    Some(Watch {
        _timer: Interval::new(REFRESH_MS, refresh.clone()),
        _visibility: EventListener::new(&document, "visibilitychange", move |_| refresh()),
        _online: EventListener::new(&window, "online", move |_| notify(Signal::Online)),
    })
}
