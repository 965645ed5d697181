//! Markup as nodes in the browser: made once, then changed where a new view differs from the one before.
//!
//! Nodes are compared by their place among their siblings. An element that is still the same (name and key) keeps its node
//! and with it focus, scroll position and selection; anything else is replaced.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::RenderEffect;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

use super::{Content, Element, Event, Markup, Node, Text};

const SVG: &str = "http://www.w3.org/2000/svg";

type Listener = Box<dyn Fn(Event)>;
type Handler = Rc<dyn Fn(Event)>;

/// What an element does in the browser.
pub enum Behaviour {
    /// Listens to the event of this name.
    Listens(&'static str, Listener),
    /// A boolean property follows from signals.
    Property(&'static str, Box<dyn Fn() -> bool>),
    /// The element is filled when it is made, and then left alone.
    Filled(Box<dyn FnOnce(&web_sys::Element)>),
}

/// Lets the content of `parent` follow from signals, for as long as what is returned is kept.
pub fn follow(parent: web_sys::Element, view: impl Fn() -> Markup + 'static) -> Shown {
    Shown(live(parent, Box::new(view), Vec::new()))
}

/// A view in force.
pub struct Shown(RenderEffect<Vec<Part>>);

impl Shown {
    /// Keeps the view in force as long as the document.
    pub fn forget(self) {
        std::mem::forget(self.0);
    }
}

/// A node in force.
enum Part {
    Nothing,
    Text(web_sys::Text, Text),
    Element(Box<Placed>),
}

/// An element in force.
struct Placed {
    node: web_sys::Element,
    name: &'static str,
    key: Option<String>,
    attributes: Vec<(&'static str, Text)>,
    content: Contents,
    listeners: Vec<Listening>,
    properties: Vec<RenderEffect<()>>,
}

enum Contents {
    Parts(Vec<Part>),
    Live(RenderEffect<Vec<Part>>),
}

/// An event listener whose handler can be exchanged.
struct Listening {
    event: &'static str,
    handler: Rc<RefCell<Handler>>,
    _closure: Closure<dyn FnMut(Event)>,
}

impl Part {
    fn node(&self) -> Option<&web_sys::Node> {
        match self {
            Part::Nothing => None,
            Part::Text(node, _) => Some(node),
            Part::Element(placed) => Some(&placed.node),
        }
    }

    fn remove(&self, parent: &web_sys::Element) {
        if let Some(node) = self.node() {
            let _ = parent.remove_child(node);
        }
    }
}

fn live(parent: web_sys::Element, view: Box<dyn Fn() -> Markup>, parts: Vec<Part>) -> RenderEffect<Vec<Part>> {
    let show = move |parts: Option<Vec<Part>>| {
        let mut parts = parts.unwrap_or_default();
        update(&parent, &mut parts, view().0);
        parts
    };
    RenderEffect::new_with_value(show, Some(parts))
}

/// Makes the children of `parent` those of a new view. Where others have been at them (a browser that translates the page
/// puts elements of its own in the place of texts), all are made anew.
fn update(parent: &web_sys::Element, parts: &mut Vec<Part>, nodes: Vec<Node>) {
    let is_elsewhere = |node: &web_sys::Node| !parent.is_same_node(node.parent_node().as_ref());
    if parts.iter().filter_map(Part::node).any(is_elsewhere) {
        parent.set_text_content(None);
        parts.clear();
    }
    while parts.len() > nodes.len() {
        if let Some(part) = parts.pop() {
            part.remove(parent);
        }
    }
    for (at, new) in nodes.into_iter().enumerate() {
        let new = match parts.get_mut(at) {
            Some(part) => match change(part, new) {
                None => continue,
                Some(new) => new,
            },
            None => new,
        };
        let made = make(new);
        if let Some(node) = made.node() {
            let next = parts.iter().skip(at).find_map(Part::node);
            let _ = parent.insert_before(node, next);
        }
        match parts.get_mut(at) {
            Some(part) => std::mem::replace(part, made).remove(parent),
            None => parts.push(made),
        }
    }
}

/// Changes a node into the new one; gives the new one back where that cannot be done.
fn change(part: &mut Part, new: Node) -> Option<Node> {
    match (part, new) {
        (Part::Nothing, Node::Nothing) => {}
        (Part::Text(node, old), Node::Text(text)) => {
            if *old != text {
                node.set_data(&text);
                *old = text;
            }
        }
        (Part::Element(placed), Node::Element(new)) if placed.name == new.0.name && placed.key == new.0.key => {
            placed.become_(new, false);
        }
        (_, new) => return Some(new),
    }
    None
}

fn make(node: Node) -> Part {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return Part::Nothing };
    match node {
        Node::Nothing => Part::Nothing,
        Node::Text(text) => Part::Text(document.create_text_node(&text), text),
        Node::Element(element) => {
            let made = match element.0.name {
                "svg" | "path" => document.create_element_ns(Some(SVG), element.0.name),
                name => document.create_element(name),
            };
            // Names are written in views, and are names.
            let Ok(node) = made else { return Part::Nothing };
            let mut placed = Box::new(Placed {
                node,
                name: element.0.name,
                key: None,
                attributes: Vec::new(),
                content: Contents::Parts(Vec::new()),
                listeners: Vec::new(),
                properties: Vec::new(),
            });
            placed.become_(element, true);
            Part::Element(placed)
        }
    }
}

impl Placed {
    /// Becomes what the new view says; `fresh` where the node was made for it.
    fn become_(&mut self, new: Element, fresh: bool) {
        let new = *new.0;
        self.key = new.key;
        self.set_attributes(new.attributes);
        let mut parts = match std::mem::replace(&mut self.content, Contents::Parts(Vec::new())) {
            Contents::Parts(parts) => parts,
            Contents::Live(effect) => effect.take_value().unwrap_or_default(),
        };
        self.content = match new.content {
            Content::Nodes(nodes) => {
                update(&self.node, &mut parts, nodes);
                Contents::Parts(parts)
            }
            Content::Live(view) => Contents::Live(live(self.node.clone(), view, parts)),
        };
        self.behave(new.behaviour, fresh);
    }

    fn set_attributes(&mut self, new: Vec<(&'static str, Text)>) {
        for (name, _) in &self.attributes {
            if !new.iter().any(|(kept, _)| kept == name) {
                let _ = self.node.remove_attribute(name);
            }
        }
        for attribute in &new {
            if !self.attributes.contains(attribute) {
                let _ = self.node.set_attribute(attribute.0, &attribute.1);
            }
        }
        self.attributes = new;
    }

    fn behave(&mut self, behaviour: Vec<Behaviour>, fresh: bool) {
        self.properties.clear();
        let mut listening = 0;
        for behaviour in behaviour {
            match behaviour {
                Behaviour::Listens(event, listener) => {
                    self.listen(listening, event, listener.into());
                    listening += 1;
                }
                Behaviour::Property(name, value) => {
                    let node = self.node.clone();
                    self.properties.push(RenderEffect::new(move |_| {
                        let _ = js_sys::Reflect::set(&node, &name.into(), &value().into());
                    }));
                }
                Behaviour::Filled(fill) => {
                    if fresh {
                        fill(&self.node);
                    }
                }
            }
        }
        for old in self.listeners.drain(listening..) {
            old.end(&self.node);
        }
    }

    /// Lets the listener of this number be the new one.
    fn listen(&mut self, number: usize, event: &'static str, handler: Handler) {
        match self.listeners.get(number) {
            Some(listening) if listening.event == event => *listening.handler.borrow_mut() = handler,
            Some(_) => std::mem::replace(&mut self.listeners[number], Listening::begin(&self.node, event, handler))
                .end(&self.node),
            None => self.listeners.push(Listening::begin(&self.node, event, handler)),
        }
    }
}

impl Listening {
    fn begin(node: &web_sys::Element, event: &'static str, handler: Handler) -> Listening {
        let handler = Rc::new(RefCell::new(handler));
        let current = handler.clone();
        let closure = Closure::<dyn FnMut(Event)>::new(move |event| {
            // Handling may change the view, and with it the handler.
            let handler = current.borrow().clone();
            handler(event);
        });
        let _ = node.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
        Listening { event, handler, _closure: closure }
    }

    fn end(self, node: &web_sys::Element) {
        let _ = node.remove_event_listener_with_callback(self.event, self._closure.as_ref().unchecked_ref());
    }
}
