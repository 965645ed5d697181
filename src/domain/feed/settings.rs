//! What a publisher may set, all of it optional.

use super::network::Network;
use crate::domain::web_url::WebUrl;

/// A publisher's choices. An absent one is `None` or empty, never a made-up value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Another place of the feed than the shell's link; only the file may say it.
    pub feed: Option<WebUrl>,
    /// The address of this site.
    pub site: Option<WebUrl>,
    /// The sections of the navigation, in this order. Each is a path of names.
    pub sections: Vec<Vec<String>>,
    /// Share networks in the publisher's order.
    pub share: Option<Vec<Network>>,
    /// Whether readers pass on the item's own `url` (`Some(true)`) or this site's page.
    pub share_item_url: Option<bool>,
    /// A CSS hex colour such as `#8a1c1c`, checked.
    pub accent: Option<String>,
    /// An IANA time zone name such as `Asia/Shanghai`.
    pub time_zone: Option<String>,
    /// Links of the footer, for example imprint, privacy, contact.
    pub footer: Vec<FooterLink>,
}

/// One link of the footer.
#[derive(Clone, Debug, PartialEq)]
pub struct FooterLink {
    /// The link's words.
    pub title: String,
    /// A web page, or a `mailto:` or `tel:` address.
    pub url: String,
}

impl Settings {
    /// These settings (the file's), completed by `feed` (the feed's own).
    pub fn or(self, feed: &Settings) -> Settings {
        Settings {
            feed: self.feed,
            site: self.site.or_else(|| feed.site.clone()),
            sections: if self.sections.is_empty() { feed.sections.clone() } else { self.sections },
            share: self.share.or_else(|| feed.share.clone()),
            share_item_url: self.share_item_url.or(feed.share_item_url),
            accent: self.accent.or_else(|| feed.accent.clone()),
            time_zone: self.time_zone.or_else(|| feed.time_zone.clone()),
            footer: if self.footer.is_empty() { feed.footer.clone() } else { self.footer },
        }
    }
}
