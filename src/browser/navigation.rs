//! Links, history and scroll positions. The browser handles every address that is no route of the site.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlAnchorElement, MouseEvent, ScrollRestoration};

use super::{site, timing};
use crate::domain::percent;
use crate::domain::site::route::Route;

/// The scroll position of a page that opens.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// The top, for a new page.
    Top,
    /// This number of pixels down, for a page that the reader returns to.
    At(f64),
    /// The element with this id, for a link into a page.
    Element(String),
}

/// The delay after a scroll until the position is saved: browsers limit how often a page writes its history.
const SCROLL_REST_MS: i32 = 250;

/// The route in the address bar.
pub fn current_route() -> Route {
    site::route_of(&search())
}

/// Replaces the address by that of the route, without a new entry in the history: it corrects a stale slug. The
/// fragment stays. An address with parameters of others is left alone.
pub fn correct_address(route: &Route) {
    let Some(window) = web_sys::window() else { return };
    let query = route.query();
    if !query.is_empty() && search() != query && Route::is_our_query(&search()) {
        let hash = window.location().hash().unwrap_or_default();
        if let Ok(history) = window.history() {
            let state = history.state().unwrap_or(JsValue::NULL);
            let _ = history.replace_state_with_url(&state, "", Some(&(query + &hash)));
        }
    }
}

/// Listens to clicks on the site's links and to the browser's back and forward, and calls `go` with each new route and its
/// scroll position. Returns the scroll position of the first page (further down after a reload).
pub fn listen(go: impl Fn(Route, Place) + 'static) -> Place {
    let Some(window) = web_sys::window() else { return Place::Top };
    let Some(document) = window.document() else { return Place::Top };
    if let Ok(history) = window.history() {
        let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
    }
    let (entry, start) = Entries::resume();
    let entries = Rc::new(RefCell::new(entry));
    let go = Rc::new(go);

    let on_click = {
        let (entries, go) = (entries.clone(), go.clone());
        Closure::<dyn FnMut(MouseEvent)>::new(move |event: MouseEvent| {
            if let Some((anchor, route)) = our_link(&event) {
                event.prevent_default();
                entries.borrow_mut().push(&anchor.href(), &route);
                go(route, Place::Top);
            }
        })
    };
    let _ = document.add_event_listener_with_callback("click", on_click.as_ref().unchecked_ref());
    on_click.forget();

    let on_pop = {
        let entries = entries.clone();
        Closure::<dyn FnMut()>::new(move || {
            let arrived = entries.borrow_mut().arrive();
            if let Some((route, place)) = arrived {
                go(route, place);
            }
        })
    };
    let _ = window.add_event_listener_with_callback("popstate", on_pop.as_ref().unchecked_ref());
    on_pop.forget();

    // Browsers drop changes of an entry while its page unloads, so the position is written when scrolling rests.
    let resting = Rc::new(Cell::new(true));
    let on_scroll = Closure::<dyn FnMut()>::new(move || {
        if resting.replace(false) {
            let (entries, resting) = (entries.clone(), resting.clone());
            timing::after(SCROLL_REST_MS, move || {
                resting.set(true);
                entries.borrow().note_place();
            });
        }
    });
    let _ = window.add_event_listener_with_callback("scroll", on_scroll.as_ref().unchecked_ref());
    on_scroll.forget();
    start
}

/// Scrolls after the layout of the new page.
pub fn scroll_to(place: Place) {
    timing::after_next_frame(move || {
        let Some(window) = web_sys::window() else { return };
        match place {
            Place::Top => window.scroll_to_with_x_and_y(0.0, 0.0),
            Place::At(y) => window.scroll_to_with_x_and_y(0.0, y),
            Place::Element(id) => {
                if let Some(element) = window.document().and_then(|document| document.get_element_by_id(&id)) {
                    element.scroll_into_view();
                }
            }
        }
    });
}

/// The scroll positions of the history's entries that this document made.
struct Entries {
    shown: Route,
    current: u32,
    last: u32,
    /// The positions by entry; the last one of an entry counts.
    places: Vec<(u32, f64)>,
}

impl Entries {
    /// Adopts the entry that the document was loaded for. After a reload the entry holds the scroll position.
    fn resume() -> (Entries, Place) {
        let (id, place) = read_state().unwrap_or((0, 0.0));
        let entries = Entries { shown: current_route(), current: id, last: id, places: Vec::new() };
        write_state(id, place);
        let place = match fragment() {
            _ if place > 0.0 => Place::At(place),
            Some(id) => Place::Element(id),
            None => Place::Top,
        };
        (entries, place)
    }

    /// Adds an entry for a page of the site.
    fn push(&mut self, href: &str, route: &Route) {
        self.note_place();
        self.shown = route.clone();
        self.places.push((self.current, scroll_y()));
        self.last += 1;
        self.current = self.last;
        if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
            let _ = history.push_state_with_url(&state(self.current, 0.0), "", Some(href));
        }
    }

    /// The page and the scroll position of the entry that the browser moved to. `None` for a jump to a fragment of the open
    /// page, which the browser handles.
    fn arrive(&mut self) -> Option<(Route, Place)> {
        self.places.push((self.current, scroll_y()));
        let route = current_route();
        let stayed = self.shown.is_same_page(&route);
        self.shown = route.clone();
        match read_state() {
            Some((id, noted)) => {
                self.current = id;
                self.last = self.last.max(id);
                Some((
                    route,
                    Place::At(
                        self.places.iter().rev().find(|(entry, _)| *entry == id).map_or(noted, |(_, place)| *place),
                    ),
                ))
            }
            None => {
                self.last += 1;
                self.current = self.last;
                write_state(self.current, scroll_y());
                (!stayed).then_some((route, Place::Top))
            }
        }
    }

    /// Writes the scroll position into the entry itself, so that it survives a reload or a visit to another site.
    fn note_place(&self) {
        write_state(self.current, scroll_y());
    }
}

/// The link of the site that a click follows in this tab. The browser handles every other click.
fn our_link(event: &MouseEvent) -> Option<(HtmlAnchorElement, Route)> {
    if site::is_published() {
        return None;
    }
    let plain = event.button() == 0 && !event.ctrl_key() && !event.meta_key() && !event.shift_key() && !event.alt_key();
    if !plain || event.default_prevented() {
        return None;
    }
    let target: Element = event.target()?.dyn_into().ok()?;
    let anchor: HtmlAnchorElement = target.closest("a[href]").ok()??.dyn_into().ok()?;
    let elsewhere = !matches!(anchor.target().as_str(), "" | "_self") || anchor.has_attribute("download");
    let location = web_sys::window()?.location();
    let same_folder = folder(&anchor.pathname()) == folder(&location.pathname().ok()?);
    let is_shell = matches!(file(&anchor.pathname()), "" | "index.html");
    if elsewhere || !anchor.hash().is_empty() || anchor.origin() != location.origin().ok()? || !same_folder || !is_shell
    {
        return None;
    }
    let query = anchor.search();
    Route::is_our_query(&query).then(|| (anchor, Route::from_query(&query)))
}

fn folder(path: &str) -> &str {
    &path[..path.rfind('/').map_or(0, |at| at + 1)]
}

fn file(path: &str) -> &str {
    &path[path.rfind('/').map_or(0, |at| at + 1)..]
}

fn search() -> String {
    web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

/// The id in the address's fragment.
fn fragment() -> Option<String> {
    let hash = web_sys::window()?.location().hash().ok()?;
    let id = percent::decode(hash.strip_prefix('#')?);
    (!id.is_empty()).then_some(id)
}

fn scroll_y() -> f64 {
    web_sys::window().and_then(|window| window.scroll_y().ok()).unwrap_or(0.0)
}

/// An entry's state: its number and the place, as an array of two numbers.
fn state(id: u32, place: f64) -> JsValue {
    js_sys::Array::of2(&id.into(), &place.into()).into()
}

fn write_state(id: u32, place: f64) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state(&state(id, place), "");
    }
}

fn read_state() -> Option<(u32, f64)> {
    let state = web_sys::window()?.history().ok()?.state().ok()?;
    let state: js_sys::Array = state.dyn_into().ok()?;
    Some((state.get(0).as_f64()? as u32, state.get(1).as_f64()?))
}
