//! Text that follows a memo in an element that stays.

use leptos::prelude::*;
use leptos::web_sys::Element;

use crate::browser::effect::effect;

/// A directive: sets the whole text of the element each time the memo changes.
///
/// The element's first text is its child in the view, so that it is there natively too. The text is set on the element and
/// not on its text node, which a browser that translates the page has taken away.
pub fn live_text(element: Element, text: Memo<String>) {
    // The text of the child: a change before the effect first runs counts too.
    let mut shown = text.get_untracked();
    effect(move || {
        let text = text.get();
        if text != shown {
            element.set_text_content(Some(&text));
            shown = text;
        }
    });
}
