//! Copies text to the clipboard. Where a browser refuses that, the text is selected for the reader.

/// The clipboard was refused (a frame without `allow="clipboard-write"`, a page without https, a reader who said no), or
/// the browser has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

/// Copies `text` and calls `then` with whether that was allowed. Call it in the handler of a click: browsers demand one.
#[cfg(feature = "csr")]
pub fn copy(text: &str, then: impl FnOnce(Result<(), Refused>) + 'static) {
    let writing = super::navigator::method(&["clipboard", "writeText"]).map(|method| method.call(&text.into()));
    wasm_bindgen_futures::spawn_local(async move {
        let written = match writing {
            Some(writing) => wasm_bindgen_futures::JsFuture::from(writing).await.is_ok(),
            None => false,
        };
        then(if written { Ok(()) } else { Err(Refused) });
    });
}

/// Natively there is no clipboard.
#[cfg(not(feature = "csr"))]
pub fn copy(_: &str, then: impl FnOnce(Result<(), Refused>) + 'static) {
    then(Err(Refused));
}

/// Selects the text of the field with this id and moves the focus there, once the field has been drawn.
#[cfg(feature = "csr")]
pub fn select(id: &'static str) {
    super::timing::after_next_frame(move || {
        if let Some(field) = super::document::element::<web_sys::HtmlInputElement>(id) {
            let _ = field.focus();
            field.select();
        }
    });
}

/// Natively nothing is drawn.
#[cfg(not(feature = "csr"))]
pub fn select(_: &'static str) {}
