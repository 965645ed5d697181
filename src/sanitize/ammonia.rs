//! ammonia, the last sanitizer natively. It reads what the walk has built and lets through what the policy names, so that a
//! mistake in the walk could not harm a reader.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use crate::domain::html::attributes::{ADDED, GLOBAL};
use crate::domain::html::elements::{self, ELEMENTS, Treatment};
use crate::domain::html::values::is_clean;

static SANITIZER: LazyLock<Builder<'static>> = LazyLock::new(sanitizer);

/// HTML with nothing in it that the policy does not name.
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
    // The feed's own buttons went on the walk; those that are left are of a frame's card.
    let added: HashSet<&str> = elements::ADDED.iter().copied().collect();
    let removed = names(&[Treatment::Remove, Treatment::Drawing, Treatment::Frame, Treatment::PicturesOnly]);
    sanitizer
        .tags(&names(&[Treatment::Keep]) | &added)
        .clean_content_tags(&removed - &added)
        .tag_attributes(attributes)
        .generic_attributes(GLOBAL.iter().map(|(name, _)| *name).collect())
        // Which scheme is right for which attribute is asked below.
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "data"]))
        .url_relative(UrlRelative::PassThrough)
        // The walk sets it: links into the site need none.
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(|element, attribute, value| {
            is_clean(element, attribute, value).then_some(Cow::Borrowed(value))
        });
    sanitizer
}
