//! The one set of icons: drawn on a field of 24 by 24 with a stroke of 1.5, in the colour of the words beside them.
//! They are never the only label, so they are hidden from screen readers.

use leptos::prelude::*;

use crate::domain::feed::network::Network;

/// The drawing.
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
    /// A lens.
    Search,
    /// A printer.
    Print,
    /// An arrow onto a line.
    Download,
    /// An arrowhead that points down.
    Open,
    /// A sign of our own drawing for a network, so that its word is found sooner.
    Network(Network),
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
            Icon::Search => "M10.5 5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zm4 9.5L20 20",
            Icon::Print => "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
            Icon::Download => "M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 19.5h14",
            Icon::Open => "m6 9.5 6 6 6-6",
            Icon::Network(network) => sign(network),
        }
    }
}

fn sign(network: Network) -> &'static str {
    match network {
        Network::Email => Icon::Mail.path(),
        Network::WeChat => Icon::Code.path(),
        Network::Facebook => "M12.5 20V9A2.5 2.5 0 0 1 15 6.5h1.5M9 12h7",
        Network::X => "m4.5 4.5 11.5 15h3.5L8 4.5zm14.5 0-5.5 6m-3 3.5-5.5 5.5",
        Network::LinkedIn => "M6 10v9M6 6v.01M11 19v-9m0 4.5a4 4 0 0 1 8 0V19",
        Network::WhatsApp => {
            "m4 20 1.3-4a8 8 0 1 1 2.9 2.8zM9 8.5c0 4 2.5 6.5 6.5 6.5l.8-2.2-2.1-.9-1 1.1c-1-.5-1.7-1.2-2.2-2.2l1.1-1-.9-2.1z"
        }
        Network::Telegram => "M20.5 4.5 3.5 11l5.5 2 2 6 2.8-4 4.7 3.5zM9 13l6.5-4.7",
        Network::Reddit => {
            "M12 9c4.5 0 8 2.3 8 5.3s-3.5 5.2-8 5.2-8-2.2-8-5.2S7.5 9 12 9zl1-4.5 3.5.8M9 13.5v.01m6-.01v.01M9 16.5q3 1.5 6 0"
        }
        Network::Bluesky => {
            "M12 11C9 5.5 4 4 4 7.5 4 11 5 13 8 13c-2 1-2 3.5 0 3.5s4-2.5 4-5.5c0 3 2 5.5 4 5.5s2-2.5 0-3.5c3 0 4-2 4-5.5C20 4 15 5.5 12 11z"
        }
        Network::Mastodon => "M5 15V8.5a3.5 3.5 0 0 1 7 0V13m0-4.5a3.5 3.5 0 0 1 7 0V15M5 15c0 3 2 4.5 6 4.5",
        Network::Threads => {
            "M16.5 8.5C14 3.5 6 5 6 12s8 8.5 10.5 4.50C18.5 12.5 15 10.5 12 11s-2.5 4 .5 4c2.5 0 3-2 3-4.5s-3-3.5-4.5-1.5"
        }
        Network::Line => {
            "M12 4.5c4.7 0 8.5 2.9 8.5 6.6 0 3.3-4.5 6.4-8.5 8.7v-2.2c-4.7 0-8.5-2.9-8.5-6.5s3.8-6.6 8.5-6.6zM9.5 8.5v5H14"
        }
        Network::Weibo => {
            "M10.5 10c3.9 0 7 2.1 7 4.7s-3.1 4.8-7 4.8-7-2.2-7-4.8 3.1-4.7 7-4.7zm0 2.8a1.9 1.9 0 1 1 0 3.8 1.9 1.9 0 0 1 0-3.8zM15 8.3a3 3 0 0 1 3.3 3.4m-3-6.9a6 6 0 0 1 5.9 6.9"
        }
    }
}

/// One icon; `.icon` in the stylesheet gives it its stroke and size.
#[component]
pub fn IconView(
    /// The icon to draw.
    icon: Icon,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=icon.path()></path>
        </svg>
    }
}
