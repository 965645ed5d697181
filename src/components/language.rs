//! The language and the direction of a feed's texts.

use super::view_context::ViewContext;
use crate::domain::feed::Item;
use crate::domain::site::text_direction;

/// `lang` and `dir` of an item, where they are not the page's.
pub fn language_of(context: ViewContext, item: &Item) -> (Option<String>, Option<&'static str>) {
    let direction = match &item.language {
        Some(tag) => text_direction::of_language(tag),
        None => text_direction::of_text(&item.headline),
    };
    let dir = (direction != context.direction).then(|| direction.as_str());
    (item.language.clone().or_else(|| context.site_language()), dir)
}

/// `dir` of one of an item's texts: where the item names no language, each text goes by its own direction.
pub fn text_dir(item: &Item) -> Option<&'static str> {
    item.language.is_none().then_some("auto")
}
