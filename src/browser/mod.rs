//! Every effect on the browser, one a file. Natively each is an inert value with the same signature, so that components
//! may use it and still be rendered.

pub mod address;
pub mod clipboard;
pub mod dates;
pub mod dialog;
pub mod share_sheet;
pub mod storage;
pub mod text_size;

#[cfg(feature = "csr")]
pub mod document;
#[cfg(feature = "csr")]
pub mod fetch;
#[cfg(feature = "csr")]
pub mod log;
#[cfg(feature = "csr")]
pub mod navigation;
#[cfg(feature = "csr")]
mod navigator;
#[cfg(feature = "csr")]
pub mod start;
#[cfg(feature = "csr")]
pub mod timing;
