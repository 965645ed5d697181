//! From the feed's HTML to a [`SafeBody`], the only type that can be rendered as the body of an article.
//!
//! There are two implementations of one policy ([`crate::domain::html`]):
//!
//! - In the browser DOMPurify parses the HTML into its own document, where nothing loads or runs, and sanitizes it.
//!   Then the [`BodyBuilder`] builds the body node by node from allowed elements and attributes. The result is never written as
//!   HTML and parsed again, which made sanitized HTML dangerous in other sanitizers (mutation XSS).
//! - Natively html5ever parses the HTML into a tree. The same builder builds the body, which is written as HTML, and
//!   ammonia sanitizes that.
//!
//! So each side has two independent sanitizers, and either of them alone keeps scripts out.

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

/// A body that is safe to render. Only [`SafeBody::of`] makes one.
#[derive(Clone)]
pub struct SafeBody {
    /// In the browser it holds nodes, which are never written as HTML; natively HTML that a browser parses into equal
    /// nodes.
    #[cfg(feature = "csr")]
    fragment: web_sys::DocumentFragment,
    #[cfg(feature = "native-sanitizer")]
    html: String,
    repeated: Option<RepeatedPicture>,
}

impl SafeBody {
    /// Sanitizes a body. It returns a body for any input.
    pub fn of(body: &Body, context: &BodyContext) -> SafeBody {
        match body {
            // Parsers differ in their treatment of a byte-order mark.
            Body::Html(html) => SafeBody::of_html(html.trim_start_matches('\u{feff}'), context),
            Body::Text(text) => SafeBody::of_text(text, context),
            Body::None => SafeBody::of_text("", context),
        }
    }

    /// The details of the lead picture, if the body repeated it. The repeat was left out.
    pub fn repeated_picture(&self) -> Option<&RepeatedPicture> {
        self.repeated.as_ref()
    }
}

/// Builds the body in `out` from the parsed HTML in `source`, and adds the rest, which was not parsed, as text.
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
            // DOMPurify refuses HTML that it cannot sanitize. Its text is shown.
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
        // Removed comments and tags leave adjacent text nodes, which a parser would not make.
        fragment.normalize();
        SafeBody { fragment, repeated }
    }

    /// Replaces the content of an element by a copy of the body. It can be called repeatedly, because views are
    /// rendered again.
    pub fn place_in(&self, slot: &web_sys::Element) {
        let fragment: &web_sys::Node = self.fragment.as_ref();
        let copy = slot.owner_document().and_then(|document| document.import_node_with_deep(fragment, true).ok());
        slot.set_text_content(None);
        // If the direction depends on the text, Chromium reads all text again for each child: ten thousand paragraphs
        // took three seconds, as many pictures eleven. So `dir` is set afterwards.
        let direction = slot.get_attribute("dir");
        // These cannot fail: the name is valid, and an element may contain a fragment.
        let _ = slot.remove_attribute("dir");
        if let Some(copy) = copy {
            let _ = slot.append_child(&copy);
        }
        if let Some(direction) = direction {
            let _ = slot.set_attribute("dir", &direction);
        }
    }

    /// Whether the body is empty.
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

    /// The body as HTML.
    pub fn as_html(&self) -> &str {
        &self.html
    }

    /// Whether the body is empty.
    pub fn is_empty(&self) -> bool {
        self.html.is_empty()
    }
}
