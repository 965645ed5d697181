//! The networks that a publisher can choose for sharing.

/// A network or another way to share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Network {
    /// The reader's mail program. The link is `mailto:` (RFC 6068) with title, URL and, if it stays short, summary.
    Email,
    /// facebook.com. The share link takes the URL only.
    Facebook,
    /// x.com, formerly Twitter. The share link takes title and URL.
    X,
    /// linkedin.com. The share link takes the URL only.
    LinkedIn,
    /// The messenger whatsapp.com. The share link takes one text: title and URL.
    WhatsApp,
    /// The messenger telegram.org. The share link takes URL and title.
    Telegram,
    /// reddit.com. The share link takes URL and title.
    Reddit,
    /// bsky.app. The share link takes one text of at most 300 graphemes: title and URL.
    Bluesky,
    /// All servers of Mastodon. The share link takes one text, and share.joinmastodon.org asks the reader for the server.
    Mastodon,
    /// threads.com. The share link takes title and URL.
    Threads,
    /// The messenger line.me. The share link takes URL and title.
    Line,
    /// weibo.com. The share link takes URL, title and picture.
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
