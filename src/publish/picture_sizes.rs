//! The sizes of lead pictures that lie beside the feed, where the feed does not say them: pages reserve the place of the picture,
//! link previews show it at once, and a picture that is too small for them is known.

use serde_json::{Value, json};

use super::item_json::Members;
use super::named_files;
use crate::domain::feed::Item;
use crate::domain::web_url::WebUrl;

/// Width and height of a picture of the site, in pixels.
pub type SizeOf<'a> = &'a (dyn Fn(&str) -> Option<(u32, u32)> + Sync);

/// Knows the sizes of pictures beside a feed.
pub struct PictureSizes<'a> {
    /// The folder of the addresses that lead beside the feed.
    pub site: WebUrl,
    /// Gives the size of a picture by its path.
    pub size_of: SizeOf<'a>,
}

impl PictureSizes<'_> {
    /// Adds the size to a story whose lead picture may lie beside the feed. Returns whether it may: then the story is not made
    /// from its bytes in the feed alone. The size stays in the site's own feed when the picture is beside no feed any more.
    pub fn add(&self, item: &Item, json: &mut Members) -> bool {
        let picture = item.image.as_ref().filter(|picture| picture.width.is_none() && picture.height.is_none());
        let Some(path) = picture.and_then(|picture| named_files::shown_path(&picture.url, &self.site)) else {
            return false;
        };
        if let Some(size) = (self.size_of)(&path) {
            add_size(json, size);
        }
        true
    }
}

fn add_size(item: &mut Members, (width, height): (u32, u32)) {
    let extension = item.entry("_newsleaf").or_insert_with(|| json!({}));
    let picture = extension.as_object_mut().map(|extension| extension.entry("image").or_insert_with(|| json!({})));
    if let Some(picture) = picture.and_then(Value::as_object_mut) {
        picture.insert("width".to_owned(), json!(width));
        picture.insert("height".to_owned(), json!(height));
    }
}
