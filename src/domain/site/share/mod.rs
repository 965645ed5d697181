//! The links that share an article to a network.
//!
//! They are plain links: nothing of a network is loaded before a reader follows one.

mod message;

use super::messages::Messages;
use crate::domain::feed::network::Network;
use crate::domain::percent::encode;

/// The networks in the row of a site whose settings name none: two that Chinese readers use, or four that others do.
/// `language` is the site's, an RFC 5646 tag. 'Copy link' and the share sheet come before them, all others are behind
/// 'More'.
pub fn first_set(language: &str) -> &'static [Network] {
    match language.split(['-', '_']).next() {
        Some(primary) if primary.eq_ignore_ascii_case("zh") => &[Network::WeChat, Network::Weibo],
        _ => &[Network::WhatsApp, Network::Facebook, Network::X, Network::WeChat],
    }
}

/// An article that is shared.
#[derive(Clone, Copy, Debug)]
pub struct Shared<'a> {
    /// The shared URL: absolute, and without anything about the reader.
    pub url: &'a str,
    /// The headline.
    pub title: &'a str,
    /// The summary of the article.
    pub summary: Option<&'a str>,
    /// The URL of its picture.
    pub picture: Option<&'a str>,
}

impl Network {
    /// The name of the network for readers. Most names are the same in every language; 微博 and 微信 are not.
    pub fn label(self, messages: &Messages) -> &'static str {
        match self {
            Network::Email => messages.share_email(),
            Network::Facebook => messages.share_facebook(),
            Network::X => messages.share_x(),
            Network::LinkedIn => messages.share_linkedin(),
            Network::WhatsApp => messages.share_whatsapp(),
            Network::Telegram => messages.share_telegram(),
            Network::Reddit => messages.share_reddit(),
            Network::Bluesky => messages.share_bluesky(),
            Network::Mastodon => messages.share_mastodon(),
            Network::Threads => messages.share_threads(),
            Network::Line => messages.share_line(),
            Network::Weibo => messages.share_weibo(),
            Network::WeChat => messages.share_wechat(),
        }
    }
}

/// The link that shares an article to a network. WeChat has none: its readers scan a QR code of the shared URL.
pub fn href(network: Network, shared: &Shared) -> Option<String> {
    let url = shared.url;
    let title = &message::with_plain_line_ends(shared.title);
    let (start, values): (_, &[(&str, &str)]) = match network {
        Network::WeChat => return None,
        Network::Email => return Some(message::mail(shared)),
        Network::Facebook => ("https://www.facebook.com/sharer/sharer.php?", &[("u=", url)]),
        Network::X => ("https://x.com/intent/tweet?", &[("text=", title), ("&url=", url)]),
        Network::LinkedIn => ("https://www.linkedin.com/sharing/share-offsite/?", &[("url=", url)]),
        Network::WhatsApp => ("https://wa.me/?", &[("text=", &message::title_and_url(title, url))]),
        Network::Telegram => ("https://t.me/share/url?", &[("url=", url), ("&text=", title)]),
        Network::Reddit => ("https://www.reddit.com/submit?", &[("url=", url), ("&title=", title)]),
        Network::Bluesky => ("https://bsky.app/intent/compose?", &[("text=", &message::post(title, url))]),
        Network::Mastodon => ("https://share.joinmastodon.org/#", &[("text=", &message::title_and_url(title, url))]),
        Network::Threads => ("https://www.threads.com/intent/post?", &[("text=", title), ("&url=", url)]),
        Network::Line => ("https://social-plugins.line.me/lineit/share?", &[("url=", url), ("&text=", title)]),
        Network::Weibo => {
            let values: &[_] = match shared.picture {
                Some(picture) => &[("url=", url), ("&title=", title), ("&pic=", picture)],
                None => &[("url=", url), ("&title=", title)],
            };
            return Some(address("https://service.weibo.com/share/share.php?", values));
        }
    };
    Some(address(start, values))
}

/// `start`, then each name and its value, with everything encoded but the unreserved characters of RFC 3986.
fn address(start: &str, values: &[(&str, &str)]) -> String {
    let mut address = start.to_owned();
    for (name, value) in values {
        address.push_str(name);
        address.push_str(&encode(value));
    }
    address
}
