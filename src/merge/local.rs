//! Addresses in files whose place in the web is not known. While feeds are joined, the folder of the merged feed has an address
//! that no site has; in the merged feed, addresses below it are relative again.
//!
//! A feed must not name this address itself: it would name the publisher's files. So its host is another one in each run, and only
//! the addresses of local feeds are made relative.

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

use serde_json::Value;

use crate::domain::percent;
use crate::domain::web_url::{WebUrl, parse_url_natively};

static HOST: LazyLock<String> =
    LazyLock::new(|| format!("merged-feed-{:016x}.invalid", RandomState::new().hash_one(0)));
static FOLDER: LazyLock<String> = LazyLock::new(|| format!("https://{}/", host()));

/// The host of the folder of the merged feed, the same until the program ends.
pub fn host() -> &'static str {
    &HOST
}

/// The address of a feed in a folder, which is given from the folder of the merged feed.
pub fn address<'a>(folders: impl Iterator<Item = &'a str>) -> Option<WebUrl> {
    let mut url = FOLDER.clone();
    for folder in folders {
        percent::encode_into(&mut url, folder, percent::COMPONENT);
        url.push('/');
    }
    url.push_str("feed.json");
    WebUrl::parse(&url, None, parse_url_natively).ok()
}

/// Whether it is an address of this kind.
pub fn is_local(url: &WebUrl) -> bool {
    url.host() == host()
}

/// Makes the addresses in a value relative. Returns whether there were any.
pub fn make_relative(value: &mut Value) -> bool {
    match value {
        Value::String(text) if text.contains(FOLDER.as_str()) => {
            *text = text.replace(FOLDER.as_str(), "");
            true
        }
        // Each of them, not only the first that has one.
        Value::Array(values) => values.iter_mut().map(make_relative).filter(|found| *found).count() > 0,
        Value::Object(members) => members.values_mut().map(make_relative).filter(|found| *found).count() > 0,
        _ => false,
    }
}
