//! The one set of icons: drawn on a field of 24 by 24 with a stroke of 1.5, in the colour of the words they stand with.
//! They never stand for a word alone, so they are hidden from those who listen.

use crate::markup::{Element, element};

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// An arrow that leaves a tray.
    Share,
    /// Two links of a chain.
    Link,
    /// An envelope.
    Mail,
    /// The corners of a QR code.
    Code,
    /// A tick.
    Done,
    /// A cross.
    Close,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Icon::Share => "M12 15V3.75m-4.25 4L12 3.5l4.25 4.25M8 11.25H5v9h14v-9h-3",
            Icon::Link => {
                "m9.5 14.5 5-5M11 7l2.4-2.4a4.24 4.24 0 0 1 6 6L17 13M13 17l-2.4 2.4a4.24 4.24 0 0 1-6-6L7 11"
            }
            Icon::Mail => "M3.5 5.5h17v13h-17zm.5.5 8 7 8-7",
            Icon::Code => {
                "M4 4h6v6H4zm10 0h6v6h-6zM4 14h6v6H4zm3-7h.01M17 7h.01M7 17h.01M14 14h2.5v2.5M20 14v3m-6 3h1.5m3-1v1H20"
            }
            Icon::Done => "m4.75 12.75 4.75 4.75L19.5 6.75",
            Icon::Close => "m6 6 12 12M18 6 6 18",
        }
    }
}

/// One icon; `.icon` in the stylesheet gives it its stroke and size.
pub fn icon(icon: Icon) -> Element {
    let picture = element("svg").class("icon").attr("viewBox", "0 0 24 24");
    let picture = picture.attr("aria-hidden", "true").attr("focusable", "false");
    picture.child(element("path").attr("d", icon.path()))
}
