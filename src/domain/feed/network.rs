//! The networks that a publisher can choose for sharing.

/// A network or another way to share.
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
    /// It has no URL for sharing: its readers scan a QR code.
    WeChat,
}

impl Network {
    /// Every network.
    pub const ALL: [Network; 13] = [
        Network::Email,
        Network::Facebook,
        Network::X,
        Network::LinkedIn,
        Network::WhatsApp,
        Network::Telegram,
        Network::Reddit,
        Network::Bluesky,
        Network::Mastodon,
        Network::Threads,
        Network::Line,
        Network::Weibo,
        Network::WeChat,
    ];

    /// The network of this name in settings, in upper or lower case.
    pub fn from_name(name: &str) -> Option<Network> {
        Network::ALL.into_iter().find(|network| network.name().eq_ignore_ascii_case(name))
    }

    /// The name in settings.
    pub fn name(self) -> &'static str {
        match self {
            Network::Email => "email",
            Network::Facebook => "facebook",
            Network::X => "x",
            Network::LinkedIn => "linkedin",
            Network::WhatsApp => "whatsapp",
            Network::Telegram => "telegram",
            Network::Reddit => "reddit",
            Network::Bluesky => "bluesky",
            Network::Mastodon => "mastodon",
            Network::Threads => "threads",
            Network::Line => "line",
            Network::Weibo => "weibo",
            Network::WeChat => "wechat",
        }
    }
}
