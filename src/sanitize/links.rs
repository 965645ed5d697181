//! The targets of links.

use super::tree::Tree;
use crate::domain::feed::id_index::IdIndex;
use crate::domain::feed::key::Key;
use crate::domain::html::attributes::{self, OUTSIDE_REL};
use crate::domain::html::context::BodyContext;
use crate::domain::html::pictures::{Attributes, get};
use crate::domain::html::urls::{self, Target};
use crate::domain::html::values;

/// A link to an element of the article. Whether the element exists is known after the whole body is built.
pub(super) struct InternalLink<N> {
    pub(super) node: N,
    pub(super) id: String,
    pub(super) url: String,
}

/// Adds the attributes of a link. For a link into the article it returns the id and the URL.
pub(super) fn attributes(
    given: &Attributes,
    cleaned: &mut Vec<(&'static str, String)>,
    context: &BodyContext,
) -> Option<(String, String)> {
    match urls::target(get(given, "href")?, context)? {
        Target::Inside(url) => cleaned.push(("href", url)),
        Target::Outside(url) => cleaned.extend([("href", url), ("rel", OUTSIDE_REL.to_owned())]),
        Target::Fragment { id, url } => {
            // A placeholder until `finish`, because a link without attributes is removed.
            cleaned.push(("href", url.clone()));
            return Some((id, url));
        }
    }
    None
}

/// The id of an anchor that has a `name`.
pub(super) fn anchor(given: &Attributes, context: &BodyContext) -> Option<String> {
    let name = get(given, "name").filter(|_| get(given, "id").is_none())?;
    values::clean(attributes::Value::Id, name, context)
}

/// Adds the prefix to links into the article. If the article does not have the element, the link leads to the original
/// page.
pub(super) fn finish<T: Tree>(tree: &T, internal_links: Vec<InternalLink<T::Node>>, ids: &IdIndex) {
    for InternalLink { node, id, url } in internal_links {
        match values::prefixed(&id).filter(|id| ids.get(Key::of_id(id)).is_some()) {
            Some(id) => tree.set(&node, "href", &format!("#{id}")),
            None => {
                tree.set(&node, "href", &url);
                tree.set(&node, "rel", OUTSIDE_REL);
            }
        }
    }
}
