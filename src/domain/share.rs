//! Every way to pass an article on.

/// A network or a way to share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Network {
    /// `mailto:`
    Email,
    Facebook,
    X,
    LinkedIn,
    WhatsApp,
    Telegram,
    Reddit,
    Bluesky,
    Mastodon,
    Threads,
    Line,
    Weibo,
    /// By a QR code.
    WeChat,
}

impl Network {
    pub fn from_name(_name: &str) -> Option<Network> {
        None
    }
}
pub const FIRST_SET: [Network; 6] =
    [Network::Email, Network::Facebook, Network::X, Network::WhatsApp, Network::Weibo, Network::WeChat];
