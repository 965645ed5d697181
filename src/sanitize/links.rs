//! The targets of links.

use super::tree::Tree;
use crate::domain::feed::id_index::IdIndex;
use crate::domain::feed::key::Key;
use crate::domain::html::attributes::{self, OUTSIDE_REL};
use crate::domain::html::context::BodyContext;
use crate::domain::html::tag_attributes::{Attributes, get};
use crate::domain::html::urls::{self, Target};
use crate::domain::html::values;

/// A link to an element of the article. Whether the element exists is known after the whole body is built.
pub(super) struct InternalLink<N> {
    pub(super) node: N,
    pub(super) fragment: String,
    /// The URL that it leads to otherwise, if any.
    pub(super) url: Option<String>,
}

/// Adds the attributes of a link. For a link into the article it returns the fragment and the URL.
pub(super) fn attributes(
    given: &Attributes,
    cleaned: &mut Vec<(&'static str, String)>,
    context: &BodyContext,
) -> Option<(String, Option<String>)> {
    match urls::target(get(given, "href")?, context)? {
        Target::Inside(url) => cleaned.push(("href", url)),
        Target::Outside(url) => cleaned.extend([("href", url), ("rel", OUTSIDE_REL.to_owned())]),
        Target::Fragment { fragment, url } => {
            // A placeholder until `finish`, because a link without attributes is removed.
            cleaned.push(("href", "#".to_owned()));
            return Some((fragment, url));
        }
    }
    None
}

/// The id of an anchor that has a `name`.
pub(super) fn anchor(given: &Attributes, context: &BodyContext) -> Option<String> {
    let name = get(given, "name").filter(|_| get(given, "id").is_none())?;
    values::clean(attributes::Value::Id, name, context)
}

/// Adds the prefix to links into the article. If the article does not have the element, the link leads to the top of the
/// page, if it says so, else to the original page; without one it becomes text.
pub(super) fn finish<T: Tree>(tree: &T, internal_links: Vec<InternalLink<T::Node>>, ids: &IdIndex) {
    for InternalLink { node, fragment, url } in internal_links {
        let known = |id: &String| values::prefixed(id).filter(|id| ids.get(Key::of_id(id)).is_some());
        let id = urls::ids_of_fragment(&fragment).iter().find_map(known);
        match (id, url) {
            (Some(id), _) => tree.set(&node, "href", &urls::fragment_href(&id)),
            (None, _) if urls::is_top(&fragment) => tree.set(&node, "href", "#top"),
            (None, Some(url)) => {
                tree.set(&node, "href", &url);
                tree.set(&node, "rel", OUTSIDE_REL);
            }
            (None, None) => {
                tree.unset(&node, "href");
                if tree.attributes(&node).is_empty() {
                    tree.unwrap(&node);
                }
            }
        }
    }
}
