//! Links: where they lead, and what frames become.

use super::tree::Tree;
use super::walk::Walk;
use crate::domain::html_policy::nesting::{Placement, place};
use crate::domain::html_policy::pictures::{Attributes, get};
use crate::domain::html_policy::urls::{self, Kind, Target};
use crate::domain::html_policy::{BodyContext, OUTSIDE_REL, attributes, trim};
use crate::domain::id_index::IdIndex;
use crate::domain::key::Key;
use crate::domain::web_url::WebUrl;

/// A link to a place in the article. Whether there is such a place is known when all is built.
pub(super) struct Here<N> {
    pub(super) node: N,
    pub(super) id: String,
    pub(super) url: String,
}

/// Adds where a link leads. A link into the article is returned, by the id and the URL it is about.
pub(super) fn attributes(
    given: &Attributes,
    cleaned: &mut Vec<(&'static str, String)>,
    context: &BodyContext,
) -> Option<(String, String)> {
    match urls::target(get(given, "href")?, context)? {
        Target::Inside(url) => cleaned.push(("href", url)),
        Target::Outside(url) => cleaned.extend([("href", url), ("rel", OUTSIDE_REL.to_owned())]),
        Target::Here { id, url } => {
            // Stands in until the end, so that the link is not taken for one that leads nowhere.
            cleaned.push(("href", url.clone()));
            return Some((id, url));
        }
    }
    None
}

/// The id of an anchor from the time when anchors had names.
pub(super) fn anchor(given: &Attributes, context: &BodyContext) -> Option<String> {
    let name = get(given, "name").filter(|_| get(given, "id").is_none())?;
    attributes::clean(attributes::Value::Id, name, context)
}

/// Gives links into the article the prefix of its ids; those to places that it has not lead to its original page.
pub(super) fn finish<T: Tree>(tree: &T, here: Vec<Here<T::Node>>, ids: &IdIndex) {
    for Here { node, id, url } in here {
        match attributes::prefixed(&id).filter(|id| ids.get(Key::of_id(id)).is_some()) {
            Some(id) => tree.set(&node, "href", &format!("#{id}")),
            None => {
                tree.set(&node, "href", &url);
                tree.set(&node, "rel", OUTSIDE_REL);
            }
        }
    }
}

/// A frame becomes a link to what it would have loaded, named by its title or its host. Nothing is requested.
pub(super) fn of_frame<T: Tree>(walk: &mut Walk<T>, node: &T::Node, out: &T::Node) {
    let given = walk.tree.attributes(node);
    let context = walk.context;
    let url = ["src", "data-src", "data-lazy-src"]
        .iter()
        .filter_map(|name| get(&given, name).map(trim).filter(|url| !url.is_empty()))
        .find_map(|url| WebUrl::parse(url, Some(context.base), context.parse_url).ok());
    let Some(url) = url else { return };
    let title = get(&given, "title").map(trim).filter(|title| !title.is_empty());
    let words = title.unwrap_or(url.display_host()).replace('\r', "\n");
    if place(&walk.open, "a") != Placement::Fits {
        walk.words(&words, out);
        return;
    }
    let Some(href) = urls::resolve(Kind::Link, url.as_str(), context) else { return };
    // Beside paragraphs it is one; inside of one it is a part of it.
    let is_block = matches!(walk.open.last(), None | Some(&("div" | "figure" | "blockquote")));
    let out = if is_block { walk.create("p", vec![], out) } else { out.clone() };
    let link = walk.create("a", vec![("href", href), ("rel", OUTSIDE_REL.to_owned())], &out);
    walk.words(&words, &link);
}
