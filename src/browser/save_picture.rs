//! Saving a drawing of the page as a picture file (`js/save_picture.js`, loaded when it is asked for).

/// Saves the drawing that `selector` finds under this file name.
#[cfg(feature = "csr")]
pub fn save(selector: &'static str, name: &'static str) {
    use js_sys::{Function, Promise};
    use wasm_bindgen::JsCast;

    let loading = super::start::call("part", &"savePicture".into());
    let Some(loading) = loading.and_then(|loading| loading.dyn_into::<Promise>().ok()) else { return };
    wasm_bindgen_futures::spawn_local(async move {
        let loaded = wasm_bindgen_futures::JsFuture::from(loading).await.is_ok();
        let drawing = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.query_selector(selector).ok().flatten());
        let save = super::start::get("savePicture").and_then(|save| save.dyn_into::<Function>().ok());
        if let (true, Some(drawing), Some(save)) = (loaded, drawing, save) {
            let _ = save.call2(&wasm_bindgen::JsValue::NULL, &drawing, &name.into());
        }
    });
}

/// Natively nothing is drawn.
#[cfg(not(feature = "csr"))]
pub fn save(_: &'static str, _: &'static str) {}
