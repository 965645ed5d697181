//! The common start of both widgets.

use newsleaf::browser::address;
use newsleaf::domain::widget::{Embed, query_of};
use newsleaf::pages::embed::WidgetRequest;

/// The widget that the frame's address asks for. Texts in the address are the embedder's: on a page of its own, to which
/// anybody can make a link, they would look like the publisher's.
pub fn widget_request() -> WidgetRequest {
    let url = address::document_url();
    let (mut embed, mut wrong) = Embed::from_query(url.as_ref().map_or("", query_of)).unwrap_or_default();
    if !is_framed() {
        embed.title = embed.title.filter(String::is_empty);
        wrong.iter_mut().for_each(|wrong| wrong.value = "\u{2026}".to_owned());
    }
    WidgetRequest { embed: embed.into(), wrong: wrong.into() }
}

fn is_framed() -> bool {
    let window = web_sys::window();
    window.as_ref().and_then(|window| window.parent().ok().flatten()) != window
}

/// While developing, a panic says why; in a release it is a trap, which the boot guard sees.
pub fn show_panics() {
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|info| {
        newsleaf::browser::shell::fatal(&info.to_string());
    }));
}
