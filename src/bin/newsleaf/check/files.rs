//! Files beside a feed: whether they are there, and how large pictures are.

use newsleaf::domain::feed::Feed;
use newsleaf::domain::report::files::FileState;
use newsleaf::domain::web_url::WebUrl;

use crate::source::origin::{Origin, ReadError};
use crate::source::picture_size::size;

/// Where the file of an address is, seen from a feed.
pub fn state(origin: &Origin, url: &WebUrl) -> FileState {
    match origin.path_beside(url) {
        None => FileState::Elsewhere,
        Some(Ok(path)) if path.is_file() => FileState::Found,
        Some(Err(ReadError::Outside)) => FileState::Outside,
        Some(_) => FileState::Missing,
    }
}

/// The sizes of lead pictures that have none in the feed and lie beside it: id of the item, width, height.
pub fn missing_sizes(origin: &Origin, feed: &Feed) -> Vec<(String, u32, u32)> {
    let unsized_pictures = feed.items.iter().filter_map(|item| {
        let picture = item.image.as_ref().filter(|picture| picture.width.is_none() && picture.height.is_none())?;
        let (width, height) = size(&origin.path_beside(&picture.url)?.ok()?)?;
        Some((item.id.clone(), width, height))
    });
    unsized_pictures.collect()
}
