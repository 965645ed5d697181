//! The sizes of lead pictures that lie beside the feed, where the feed does not say them: pages reserve the place of the picture,
//! link previews show it at once, and a picture that is too small for them is known.

use std::sync::Arc;

use serde_json::{Value, json};

use super::item_json::Members;
use super::named_files;
use super::store::SourceFeed;

/// Width and height of a picture of the site, in pixels.
pub type SizeOf<'a> = &'a dyn Fn(&str) -> Option<(u32, u32)>;

/// Adds the sizes to the items of a feed. They stay in the site's own feed when the picture is beside no feed any more.
pub fn add(source: &mut SourceFeed, size_of: SizeOf) {
    let site = source.address.folder();
    for (item, json) in source.feed.items.iter().zip(&mut source.items) {
        let Some(picture) = item.image.as_ref().filter(|picture| picture.width.is_none() && picture.height.is_none())
        else {
            continue;
        };
        if let Some(size) = named_files::shown_path(&picture.url, &site).and_then(|path| size_of(&path)) {
            add_size(Arc::make_mut(json), size);
        }
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
