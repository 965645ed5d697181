//! Pictures without a size. `js/page.js` reserves a box of three to two for each, so that nothing moves when it loads, and
//! handles pictures that fail.

/// Reserves boxes for pictures of a body that are alone in their block and have no size. A picture within a line of text gets none.
pub fn keep_places(body: &web_sys::Element) {
    super::shell::call("keepPlaces", body);
}
