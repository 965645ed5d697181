//! What views are made of: elements of one type.
//!
//! Leptos' triggers, owners and effects drive every page; its elements are another matter. Each of them is a type of its
//! own, with its own code for building, rebuilding and printing, and that was a third of what a reader had to load
//! (ARCHITECTURE.md has the figures). Here a view is data: natively [`html`] prints it, in the browser [`dom`] makes nodes
//! of it and later changes only what has become different.

#[cfg(feature = "csr")]
pub mod dom;
#[cfg(feature = "ssr")]
pub mod html;
mod state;

use std::borrow::Cow;

pub use leptos::ev::Event;
pub use state::State;

/// Text and attribute values: those of the interface stand in the program, those of a feed don't.
type Text = Cow<'static, str>;

/// A run of nodes: what a view is.
#[derive(Default)]
pub struct Markup(Vec<Node>);

/// One node.
enum Node {
    /// The place of an element that is not there today, so that those after it keep theirs.
    Nothing,
    Text(Text),
    Element(Element),
}

/// An HTML or SVG element, made with [`element`]. It is handed on by its address, which takes much less code.
pub struct Element(Box<Parts>);

struct Parts {
    name: &'static str,
    key: Option<String>,
    attributes: Vec<(&'static str, Text)>,
    content: Content,
    #[cfg(feature = "csr")]
    behaviour: Vec<dom::Behaviour>,
}

/// What stands in an element.
enum Content {
    Nodes(Vec<Node>),
    /// What follows from states: made again whenever one of those that it reads has changed.
    Live(Box<dyn Fn() -> Markup>),
    /// HTML from a sanitiser.
    #[cfg(feature = "ssr")]
    Html(String),
}

/// An element of this name. Names are those of HTML, or `svg` and `path`.
#[inline(never)]
pub fn element(name: &'static str) -> Element {
    Element(Box::new(Parts {
        name,
        key: None,
        attributes: Vec::new(),
        content: Content::Nodes(Vec::new()),
        #[cfg(feature = "csr")]
        behaviour: Vec::new(),
    }))
}

/// No node, to which some can be added.
pub fn markup() -> Markup {
    Markup::default()
}

impl Markup {
    /// Adds text, an element, a list of elements, or one that may be there.
    #[inline(never)]
    pub fn child(mut self, child: impl Child) -> Markup {
        child.push_to(&mut self.0);
        self
    }
}

impl Element {
    /// The `class` attribute.
    pub fn class(self, value: &'static str) -> Element {
        self.attribute("class", Some(Cow::Borrowed(value)))
    }

    /// An attribute: text, text that may be there, or a boolean, which stands for an attribute without a value.
    #[inline(never)]
    pub fn attr(self, name: &'static str, value: impl Value) -> Element {
        self.attribute(name, value.into_text())
    }

    #[inline(never)]
    fn attribute(mut self, name: &'static str, value: Option<Text>) -> Element {
        if let Some(value) = value {
            self.0.attributes.push((name, value));
        }
        self
    }

    /// Adds text, an element, a list of elements, or one that may be there.
    #[inline(never)]
    pub fn child(mut self, child: impl Child) -> Element {
        if let Content::Nodes(nodes) = &mut self.0.content {
            child.push_to(nodes);
        }
        self
    }

    /// Lets the content follow from states. It is all the content: a change in it can move nothing beside it.
    pub fn live(mut self, content: impl Fn() -> Markup + 'static) -> Element {
        self.0.content = Content::Live(Box::new(content));
        self
    }

    /// Says what the element is about. In the place of an element with another key it is made anew, where otherwise what
    /// stands there would be changed to fit.
    pub fn key(mut self, key: String) -> Element {
        self.0.key = Some(key);
        self
    }

    /// Listens to an event of this name. Natively nobody does.
    pub fn on(self, event: &'static str, listener: impl Fn(Event) + 'static) -> Element {
        #[cfg(feature = "csr")]
        return self.behave(dom::Behaviour::Listens(event, Box::new(listener)));
        #[cfg(feature = "ssr")]
        return self.ignore((event, listener));
    }

    /// Lets a boolean property follow from states. Natively there are attributes only.
    pub fn property(self, name: &'static str, value: impl Fn() -> bool + 'static) -> Element {
        #[cfg(feature = "csr")]
        return self.behave(dom::Behaviour::Property(name, Box::new(value)));
        #[cfg(feature = "ssr")]
        return self.ignore((name, value));
    }

    /// Lets the content be what `fill` puts into the browser's element, once: when the element is made. A key says whether
    /// it is still the same.
    #[cfg(feature = "csr")]
    pub fn fill(self, fill: impl FnOnce(&web_sys::Element) + 'static) -> Element {
        self.behave(dom::Behaviour::Filled(Box::new(fill)))
    }

    #[cfg(feature = "csr")]
    fn behave(mut self, behaviour: dom::Behaviour) -> Element {
        self.0.behaviour.push(behaviour);
        self
    }

    #[cfg(feature = "ssr")]
    fn ignore<T>(self, _: T) -> Element {
        self
    }

    /// Lets the content be HTML that a sanitiser has written.
    #[cfg(feature = "ssr")]
    pub fn safe_body(mut self, body: &crate::sanitize::SafeBody) -> Element {
        self.0.content = Content::Html(body.as_html().to_owned());
        self
    }
}

/// What can stand in an element.
pub trait Child {
    #[doc(hidden)]
    #[allow(private_interfaces)]
    fn push_to(self, nodes: &mut Vec<Node>);
}

#[allow(private_interfaces)]
impl Child for &'static str {
    fn push_to(self, nodes: &mut Vec<Node>) {
        nodes.push(Node::Text(Cow::Borrowed(self)));
    }
}

#[allow(private_interfaces)]
impl Child for String {
    fn push_to(self, nodes: &mut Vec<Node>) {
        nodes.push(Node::Text(Cow::Owned(self)));
    }
}

#[allow(private_interfaces)]
impl Child for Element {
    fn push_to(self, nodes: &mut Vec<Node>) {
        nodes.push(Node::Element(self));
    }
}

#[allow(private_interfaces)]
impl Child for Markup {
    fn push_to(mut self, nodes: &mut Vec<Node>) {
        nodes.append(&mut self.0);
    }
}

#[allow(private_interfaces)]
impl Child for Vec<Element> {
    fn push_to(self, nodes: &mut Vec<Node>) {
        for element in self {
            element.push_to(nodes);
        }
    }
}

#[allow(private_interfaces)]
impl<T: Child> Child for Option<T> {
    fn push_to(self, nodes: &mut Vec<Node>) {
        match self {
            Some(child) => child.push_to(nodes),
            None => nodes.push(Node::Nothing),
        }
    }
}

impl From<Element> for Markup {
    fn from(element: Element) -> Markup {
        markup().child(element)
    }
}

/// What an attribute can be.
pub trait Value {
    /// The text; none where there is to be no attribute.
    fn into_text(self) -> Option<Cow<'static, str>>;
}

impl Value for &'static str {
    fn into_text(self) -> Option<Text> {
        Some(Cow::Borrowed(self))
    }
}

impl Value for String {
    fn into_text(self) -> Option<Text> {
        Some(Cow::Owned(self))
    }
}

impl Value for bool {
    fn into_text(self) -> Option<Text> {
        self.then_some(Cow::Borrowed(""))
    }
}

impl<T: Value> Value for Option<T> {
    fn into_text(self) -> Option<Text> {
        self.and_then(Value::into_text)
    }
}
