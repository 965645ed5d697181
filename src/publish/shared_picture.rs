//! The picture that is shown where a story is shared.

use super::formats::head::SharePicture;
use crate::domain::feed::Item;
use crate::domain::parse::media_type;

/// The smallest size of a picture that services show in large previews.
const SMALLEST_SHARED: (u32, u32) = (300, 200);

/// The story's own picture, if services can show it in previews.
pub fn shared_picture(item: &Item) -> Option<SharePicture<'_>> {
    let picture = item.image.as_ref()?;
    let media_type = media_type::of_url(picture.url.as_str());
    let size = picture.width.zip(picture.height);
    let is_shown = matches!(media_type, None | Some("image/png" | "image/jpeg" | "image/gif"));
    let is_large = size.is_none_or(|(width, height)| width >= SMALLEST_SHARED.0 && height >= SMALLEST_SHARED.1);
    (is_shown && is_large).then(|| SharePicture { url: picture.url.as_str(), size, media_type, alt: &picture.alt })
}
