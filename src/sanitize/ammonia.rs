//! ammonia, the last sanitizer natively. It parses the finished body and lets only the policy's elements and attributes
//! through, so that a mistake in the builder does no harm.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use crate::domain::html::attributes::{ADDED, GLOBAL};
use crate::domain::html::elements::{self, ELEMENTS, Treatment};
use crate::domain::html::values::is_clean;

static SANITIZER: LazyLock<Builder<'static>> = LazyLock::new(sanitizer);

/// The HTML, with nothing that the policy does not name.
pub(super) fn clean(html: &str) -> String {
    SANITIZER.clean(html).to_string()
}

fn sanitizer() -> Builder<'static> {
    let names = |treatments: &[Treatment]| -> HashSet<&'static str> {
        ELEMENTS.iter().filter(|each| treatments.contains(&each.treatment)).map(|each| each.name).collect()
    };
    let mut attributes: HashMap<&str, HashSet<&str>> = HashMap::new();
    for element in ELEMENTS.iter().filter(|each| each.treatment == Treatment::Keep) {
        attributes.insert(element.name, element.attributes.iter().map(|(name, _)| *name).collect());
    }
    for (element, attribute, _) in ADDED {
        attributes.entry(element).or_default().insert(attribute);
    }
    let mut sanitizer = Builder::empty();
    // The builder has removed the feed's own buttons; the others belong to the card of a frame.
    let added: HashSet<&str> = elements::ADDED.iter().copied().collect();
    let removed = names(&[Treatment::Remove, Treatment::Drawing, Treatment::Frame, Treatment::PicturesOnly]);
    sanitizer
        .tags(&names(&[Treatment::Keep]) | &added)
        .clean_content_tags(&removed - &added)
        .tag_attributes(attributes)
        .generic_attributes(GLOBAL.iter().map(|(name, _)| *name).collect())
        // `attribute_filter` checks the scheme of each attribute.
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "data"]))
        .url_relative(UrlRelative::PassThrough)
        // The builder sets it, except on links into the site.
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(|element, attribute, value| {
            is_clean(element, attribute, value).then_some(Cow::Borrowed(value))
        });
    sanitizer
}
