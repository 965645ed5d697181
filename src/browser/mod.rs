//! The effects on the browser, one a file. The ones that components use do nothing natively, so that components still
//! render; the rest exists in the browser only.

pub mod address;
pub mod address_bar;
pub mod clipboard;
pub mod dates;
pub mod dialog;
pub mod effect;
pub mod failure_help;
pub mod focus;
pub mod front_page;
pub mod numbers;
pub mod print;
pub mod qr_code;
pub mod search;
pub mod share_sheet;
pub mod site_search;
pub mod storage;
pub mod text_size;
pub mod timing;

#[cfg(feature = "csr")]
pub mod document;
#[cfg(feature = "csr")]
mod intl;
#[cfg(feature = "csr")]
pub mod log;
#[cfg(feature = "csr")]
pub mod media;
#[cfg(feature = "csr")]
pub mod messages;
#[cfg(feature = "csr")]
pub mod navigation;
#[cfg(feature = "csr")]
mod navigator;
#[cfg(feature = "csr")]
pub mod network;
#[cfg(feature = "csr")]
pub mod pictures;
#[cfg(feature = "csr")]
pub mod shell;
#[cfg(feature = "csr")]
pub mod site;
#[cfg(feature = "csr")]
pub mod site_name;
