//! Players of sound and video on the page.

use wasm_bindgen::JsCast;
use web_sys::HtmlMediaElement;

/// Whether a player of the page is playing.
pub fn is_playing() -> bool {
    let players = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector_all("audio, video").ok());
    let Some(players) = players else { return false };
    (0..players.length())
        .filter_map(|at| players.get(at)?.dyn_into::<HtmlMediaElement>().ok())
        .any(|player| !player.paused())
}
