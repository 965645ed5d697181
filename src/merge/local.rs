//! Addresses in files whose place in the web is not known. While feeds are joined, the folder of the merged feed has an address
//! that no site has; in the merged feed, addresses below it are relative again.

use serde_json::Value;

use crate::domain::percent;
use crate::domain::web_url::{WebUrl, parse_url_natively};

/// The host of the folder of the merged feed.
pub const HOST: &str = "merged-feed.invalid";
const FOLDER: &str = "https://merged-feed.invalid/";

/// The address of a feed in a folder, which is given from the folder of the merged feed.
pub fn address<'a>(folders: impl Iterator<Item = &'a str>) -> Option<WebUrl> {
    let mut url = FOLDER.to_owned();
    for folder in folders {
        percent::encode_into(&mut url, folder, percent::COMPONENT);
        url.push('/');
    }
    url.push_str("feed.json");
    WebUrl::parse(&url, None, parse_url_natively).ok()
}

/// Whether it is an address of this kind.
pub fn is_local(url: &WebUrl) -> bool {
    url.host() == HOST
}

/// Makes the addresses in a value relative. Returns whether there were any.
pub fn make_relative(value: &mut Value) -> bool {
    match value {
        Value::String(text) if text.contains(FOLDER) => {
            *text = text.replace(FOLDER, "");
            true
        }
        // Each of them, not only the first that has one.
        Value::Array(values) => values.iter_mut().map(make_relative).filter(|found| *found).count() > 0,
        Value::Object(members) => members.values_mut().map(make_relative).filter(|found| *found).count() > 0,
        _ => false,
    }
}
