//! The settings of a publisher. All of them are optional.

use super::network::Network;
use crate::domain::web_url::WebUrl;

/// The settings of a publisher. A setting that is absent is `None` or empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// The address of the feed, if it is not the one that the shell links to. Only the file can set it.
    pub feed: Option<WebUrl>,
    /// The address of this site.
    pub site: Option<WebUrl>,
    /// The sections of the navigation, in this order. Each is a path of names.
    pub sections: Vec<Vec<String>>,
    /// The front page.
    pub front: Front,
    /// The networks for sharing, in the publisher's order.
    pub share: Option<Vec<Network>>,
    /// Whether readers share the item's own `url` (`Some(true)`) or this site's page.
    pub share_item_url: Option<bool>,
    /// Whether the canonical URL of a story is the item's own `url` (`Some(true)`) or this site's page. Without it the page is
    /// canonical where this site is the feed's home.
    pub canonical_item_url: Option<bool>,
    /// The ids of stories that are taken away: they are shown nowhere.
    pub removed: Vec<String>,
    /// A valid CSS hex colour such as `#8a1c1c`.
    pub accent: Option<String>,
    /// The picture in the masthead, in place of the site's name.
    pub logo: Option<Logo>,
    /// A square picture for the browser's tab and the phone's home screen, 180 px or more.
    pub icon: Option<WebUrl>,
    /// An IANA time zone name such as `Asia/Shanghai`.
    pub time_zone: Option<String>,
    /// Links of the footer, for example imprint, privacy, contact.
    pub footer: Vec<FooterLink>,
}

/// The publisher's choice for the front page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Front {
    /// The id of the story on top.
    pub lead: Option<String>,
    /// The sections that may have a block, in this order. Each is a path of names.
    pub sections: Option<Vec<Vec<String>>>,
}

/// The picture of the site's name.
#[derive(Clone, Debug, PartialEq)]
pub struct Logo {
    /// On light pages, and on dark ones without a picture of their own.
    pub url: WebUrl,
    /// On dark pages.
    pub dark: Option<WebUrl>,
}

/// One link of the footer.
#[derive(Clone, Debug, PartialEq)]
pub struct FooterLink {
    /// The text of the link.
    pub title: String,
    /// A web page, or a `mailto:` or `tel:` address.
    pub url: String,
}

impl Settings {
    /// These settings (of the file), completed by `feed` (the feed's own).
    pub fn or(self, feed: &Settings) -> Settings {
        Settings {
            feed: self.feed,
            site: self.site.or_else(|| feed.site.clone()),
            sections: if self.sections.is_empty() { feed.sections.clone() } else { self.sections },
            front: Front {
                lead: self.front.lead.or_else(|| feed.front.lead.clone()),
                sections: self.front.sections.or_else(|| feed.front.sections.clone()),
            },
            share: self.share.or_else(|| feed.share.clone()),
            share_item_url: self.share_item_url.or(feed.share_item_url),
            canonical_item_url: self.canonical_item_url.or(feed.canonical_item_url),
            removed: if self.removed.is_empty() { feed.removed.clone() } else { self.removed },
            accent: self.accent.or_else(|| feed.accent.clone()),
            logo: self.logo.or_else(|| feed.logo.clone()),
            icon: self.icon.or_else(|| feed.icon.clone()),
            time_zone: self.time_zone.or_else(|| feed.time_zone.clone()),
            footer: if self.footer.is_empty() { feed.footer.clone() } else { self.footer },
        }
    }
}
