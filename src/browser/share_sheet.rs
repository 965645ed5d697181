//! The device's share sheet, `navigator.share`. Browsers that have one offer it on https pages.

/// Why nothing was shared. Closing the sheet is no failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    /// A sheet is open already, says the browser.
    AlreadyOpen,
    /// The sheet did not open, or the chosen app failed.
    Other,
}

/// Whether [`is_there`] has an answer. Natively it never has.
pub const IS_KNOWN: bool = cfg!(feature = "csr");

/// Whether there is a share sheet.
#[cfg(feature = "csr")]
pub fn is_there() -> bool {
    super::navigator::method(&["share"]).is_some()
}

/// Opens the sheet and calls `then` when it closes. Call it in the handler of a click: browsers demand one.
///
/// The headline is sent as title and as text: most apps take the text and the URL only.
#[cfg(feature = "csr")]
pub fn open(title: &str, url: &str, then: impl FnOnce(Result<(), Failed>) + 'static) {
    use js_sys::{Object, Reflect};
    let data = Object::new();
    for (name, value) in [("title", title), ("text", title), ("url", url)] {
        let _ = Reflect::set(&data, &name.into(), &value.into());
    }
    let sharing = super::navigator::method(&["share"]).map(|method| method.call(&data));
    wasm_bindgen_futures::spawn_local(async move {
        let shared = match sharing {
            Some(sharing) => wasm_bindgen_futures::JsFuture::from(sharing).await.map(|_| ()),
            None => Err(wasm_bindgen::JsValue::UNDEFINED),
        };
        then(shared.or_else(|error| {
            let name = Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
            match name.as_deref() {
                Some("AbortError") => Ok(()),
                Some("InvalidStateError") => Err(Failed::AlreadyOpen),
                _ => Err(Failed::Other),
            }
        }));
    });
}

/// Natively there is none.
#[cfg(not(feature = "csr"))]
pub fn is_there() -> bool {
    false
}

/// Natively there is none.
#[cfg(not(feature = "csr"))]
pub fn open(_: &str, _: &str, then: impl FnOnce(Result<(), Failed>) + 'static) {
    then(Err(Failed::Other));
}
