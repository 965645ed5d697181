//! From the feed's HTML to a [`SafeBody`], the only thing that can be rendered as an article's body.
//!
//! Two makers, one policy ([`crate::domain::html`]):
//!
//! - in the browser DOMPurify reads the HTML into a document of its own, where nothing loads or runs, and cleans it; then
//!   the [`BodyBuilder`](body_builder::BodyBuilder) builds the body anew, node by node, from what the policy allows. Nothing is ever written as HTML and read
//!   again, which is where cleaned HTML was made dangerous again in other sanitisers (mutation XSS).
//! - natively html5ever reads it into a tree, the same walk builds the body, which is written as HTML; ammonia reads that
//!   and has the last word.
//!
//! So each side has two gates of different make, and either of them alone keeps scripts out.

#[cfg(feature = "native-sanitizer")]
mod ammonia;
mod body_builder;
#[cfg(feature = "csr")]
mod browser_tree;
mod build;
#[cfg(feature = "csr")]
mod dompurify;
mod frames;
mod links;
#[cfg(feature = "native-sanitizer")]
mod native_tree;
#[cfg(feature = "native-sanitizer")]
mod parse;
mod pictures;
mod tables;
mod text;
mod tree;
#[cfg(feature = "native-sanitizer")]
mod write;

pub use crate::domain::html::context::{BodyContext, RepeatedPicture};

use crate::domain::feed::Body;
use crate::domain::html::limits;
use body_builder::BodyBuilder;
use tree::Tree;

/// A body that is safe to show. It can only be made by [`SafeBody::of`].
#[derive(Clone)]
pub struct SafeBody {
    /// In the browser nodes, which are never written as HTML; natively HTML that a browser reads as the same nodes.
    #[cfg(feature = "csr")]
    fragment: web_sys::DocumentFragment,
    #[cfg(feature = "native-sanitizer")]
    html: String,
    repeated: Option<RepeatedPicture>,
}

impl SafeBody {
    /// Cleans a body. Whatever the feed has, this ends, with a body.
    pub fn of(body: &Body, context: &BodyContext) -> SafeBody {
        match body {
            // A byte-order mark means nothing inside of a text, and readers of HTML differ in what they make of it.
            Body::Html(html) => SafeBody::of_html(html.trim_start_matches('\u{feff}'), context),
            Body::Text(text) => SafeBody::of_text(text, context),
            Body::None => SafeBody::of_text("", context),
        }
    }

    /// What the body said about its copy of the lead picture, which was left out.
    pub fn repeated_picture(&self) -> Option<&RepeatedPicture> {
        self.repeated.as_ref()
    }
}

/// Builds the body in `out` from HTML that has been read into `source`, and the rest that was too much to be read.
fn build_body<T: Tree>(
    tree: &T,
    source: &T::Node,
    rest: &str,
    out: &T::Node,
    context: &BodyContext,
) -> Option<RepeatedPicture> {
    let repeated = BodyBuilder::new(tree, context).build(source, out);
    if !rest.trim().is_empty() {
        text::note(tree, out, context.messages.body_cut());
        text::paragraphs(tree, out, &crate::domain::html::tokens::plain_text(rest), context);
    }
    repeated
}

#[cfg(feature = "csr")]
impl SafeBody {
    fn of_html(html: &str, context: &BodyContext) -> SafeBody {
        let limits::Limited { html, rest } = limits::limit(html);
        match dompurify::clean(html) {
            Ok(source) => {
                let tree = browser_tree::BrowserTree::beside(&source);
                let fragment = tree.fragment();
                let repeated = build_body(&tree, source.as_ref(), rest, fragment.as_ref(), context);
                SafeBody::of_fragment(fragment, repeated)
            }
            // DOMPurify refuses what it cannot clean. The words are still there.
            Err(_) => SafeBody::of_text(&crate::domain::html::tokens::plain_text(html), context),
        }
    }

    fn of_text(text: &str, context: &BodyContext) -> SafeBody {
        let tree = browser_tree::BrowserTree::of_page();
        let fragment = tree.fragment();
        text::paragraphs(&tree, fragment.as_ref(), text, context);
        SafeBody::of_fragment(fragment, None)
    }

    fn of_fragment(fragment: web_sys::DocumentFragment, repeated: Option<RepeatedPicture>) -> SafeBody {
        // Comments and tags that are gone leave pieces of text side by side, which a parser would never make.
        fragment.normalize();
        SafeBody { fragment, repeated }
    }

    /// Puts the body into an element in place of all that it held. It can be done any number of times: views are built
    /// again, and appending would show two bodies.
    pub fn place_in(&self, slot: &web_sys::Element) {
        let fragment: &web_sys::Node = self.fragment.as_ref();
        let copy = slot.owner_document().and_then(|document| document.import_node_with_deep(fragment, true).ok());
        slot.set_text_content(None);
        // Where the direction follows from the text, Chromium looks at all the text again for each child that comes: ten
        // thousand paragraphs took it three seconds, as many pictures eleven. So the direction is told afterwards.
        let direction = slot.get_attribute("dir");
        // Neither of these can fail: the name is one, and a fragment may stand in an element.
        let _ = slot.remove_attribute("dir");
        if let Some(copy) = copy {
            let _ = slot.append_child(&copy);
        }
        if let Some(direction) = direction {
            let _ = slot.set_attribute("dir", &direction);
        }
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        !self.fragment.has_child_nodes()
    }
}

#[cfg(feature = "native-sanitizer")]
impl SafeBody {
    fn of_html(html: &str, context: &BodyContext) -> SafeBody {
        let limits::Limited { html, rest } = limits::limit(html);
        let parse::Parsed { tree, body, unread } = parse::parse(html);
        let out = tree.create_fragment();
        let rest = if unread.is_empty() { rest.to_owned() } else { format!("{unread}{rest}") };
        let repeated = build_body(&tree, &body, &rest, &out, context);
        SafeBody { html: ammonia::clean(&write::html(&tree, &out)), repeated }
    }

    fn of_text(text: &str, context: &BodyContext) -> SafeBody {
        let tree = native_tree::NativeTree::default();
        let out = tree.create_fragment();
        text::paragraphs(&tree, &out, text, context);
        SafeBody { html: ammonia::clean(&write::html(&tree, &out)), repeated: None }
    }

    /// The body as HTML for the content of an element in a page.
    pub fn as_html(&self) -> &str {
        &self.html
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.html.is_empty()
    }
}
