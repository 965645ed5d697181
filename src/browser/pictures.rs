//! Pictures whose size nobody told. A place is kept for them, three wide and two high, in which the whole picture fits, so
//! that nothing moves when they come. `js/page.js` sees to it, and to pictures that can't be loaded.

/// Keeps the places of the pictures of a body that stand alone and tell no size. Those amid words are as small as these.
pub fn keep_places(body: &web_sys::Element) {
    super::shell::call("keepPlaces", body);
}
