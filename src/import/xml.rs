//! Reads XML as a tree, one item at a time, and gets through documents that are no XML: tags may be missing, entities
//! undeclared, and the document may be cut. Names are those of `names`, whatever prefixes a document uses.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::names::{Namespaces, is_entry};
use super::references::with_characters;
use super::repair::{next, repair};
use crate::domain::html::entities;
use crate::domain::web_url::{WebUrl, parse_url_natively};

/// Elements nested more deeply are taken as the text in them.
const DEPTH: usize = 200;
/// The value of an entity that a document declares has at most so many bytes.
const ENTITY_BYTES: usize = 1_000;
/// A document declares at most so many entities.
const ENTITIES: usize = 500;
/// Behind faults, the document is read again at most so often.
const READINGS: usize = 20;

/// An element with all that is in it.
#[derive(Clone, Debug, Default)]
pub struct Element {
    /// The name, with the usual prefix of its namespace, in lower case: `title`, `dc:creator`, `atom:link`.
    pub name: String,
    /// The name as it is written.
    pub tag: String,
    /// The attributes as they are written, with decoded values.
    pub attributes: Vec<(String, String)>,
    /// Its content, in order.
    pub children: Vec<Node>,
    /// The line of its start tag, from 1.
    pub line: usize,
    /// The `xml:lang` that holds here.
    pub language: Option<Arc<str>>,
    /// The `xml:base` that holds here.
    pub base: Option<Arc<str>>,
    /// Whether it has its end tag.
    pub is_closed: bool,
}

/// A part of the content of an element.
#[derive(Clone, Debug)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text, with decoded references.
    Text(String),
    /// The text of a CDATA section.
    Cdata(String),
}

impl Element {
    /// The elements directly in this one.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            _ => None,
        })
    }

    /// The elements of this name directly in this one.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first element of this name.
    pub fn first<'a>(&'a self, name: &'a str) -> Option<&'a Element> {
        self.all(name).next()
    }

    /// The value of an attribute. A prefix of its name is ignored.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let local = |written: &'_ str| written.rsplit(':').next().unwrap_or_default().eq_ignore_ascii_case(name);
        let plain = self.attributes.iter().find(|(written, _)| written.eq_ignore_ascii_case(name));
        let found = plain.or_else(|| self.attributes.iter().find(|(written, _)| local(written)));
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }
}

/// What was read besides the items.
#[derive(Debug, Default)]
pub struct Outline {
    /// The outermost element, without the items.
    pub root: Option<Element>,
    /// Faults with their lines.
    pub faults: Vec<(usize, String)>,
}

/// Reads a document. `on_item` gets each item as soon as it ends, with the element that holds it, as far as that was read.
pub fn read(text: &str, address: Option<&WebUrl>, on_item: &mut dyn FnMut(&Element, Element)) -> Outline {
    let (repaired, repairs) = repair(text);
    let mut places = Lines { text, at: 0, line: 1 };
    let mut repairs: Vec<(usize, &str)> = repairs;
    repairs.iter_mut().for_each(|(at, _)| *at = places.line_of(*at));
    let text = repaired;
    let mut lines = Lines { text: &text, at: 0, line: 1 };
    let mut reader = TreeReader {
        address,
        on_item,
        open: Vec::new(),
        root: None,
        namespaces: Namespaces::default(),
        flat: Flat::default(),
        entities: BTreeMap::new(),
        faults: Vec::new(),
    };
    let mut start = 0;
    let mut items = [None; 2];
    let mut bytes_left = text.len().saturating_mul(READINGS);
    while start < text.len() {
        let mut events = Reader::from_str(&text[start..]);
        let config = events.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        let fault = loop {
            let at = start + events.buffer_position() as usize;
            match events.read_event() {
                Ok(Event::Eof) => break None,
                Ok(event) => reader.event(event, lines.line_of(at)),
                Err(error) => break Some((start + events.error_position() as usize, error)),
            }
        };
        let Some((at, error)) = fault else { break };
        let reached = start + events.buffer_position() as usize;
        let next = next_item(&text, at + 1, &mut items);
        // What is read again counts.
        bytes_left = bytes_left.saturating_sub(next.map_or(0, |next| reached.saturating_sub(next)));
        start = match next.filter(|_| bytes_left > 0) {
            Some(next) => next,
            None => {
                reader.faults.push((lines.line_of(at), format!("{error}; reading ends here")));
                break;
            }
        };
        reader.faults.push((lines.line_of(at), format!("{error}; reading goes on with the next item")));
    }
    reader.end(lines.line_of(text.len()));
    let mut outline = Outline { root: reader.root, faults: reader.faults };
    outline.faults.extend(repairs.into_iter().map(|(line, fault)| (line, fault.to_owned())));
    outline.faults.sort_by_key(|(line, _)| *line);
    outline
}

/// The next start tag of an item. `known` are the places that were found before.
fn next_item(text: &str, from: usize, known: &mut [Option<usize>; 2]) -> Option<usize> {
    ["<item", "<entry"].iter().zip(known).filter_map(|(tag, known)| next(text, from, tag, known)).min()
}

/// Counts lines forwards.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn line_of(&mut self, at: usize) -> usize {
        if let Some(passed) = self.text.as_bytes().get(self.at..at) {
            self.line += passed.iter().filter(|byte| **byte == b'\n').count();
            self.at = at;
        }
        self.line
    }
}

struct TreeReader<'a> {
    address: Option<&'a WebUrl>,
    on_item: &'a mut dyn FnMut(&Element, Element),
    open: Vec<Element>,
    root: Option<Element>,
    namespaces: Namespaces,
    flat: Flat,
    entities: BTreeMap<String, String>,
    faults: Vec<(usize, String)>,
}

/// The open elements that are too deep for the tree.
#[derive(Default)]
struct Flat {
    names: Vec<String>,
    /// How many of them have each name.
    counts: HashMap<String, usize>,
}

impl Flat {
    fn open(&mut self, name: String) {
        *self.counts.entry(name.clone()).or_default() += 1;
        self.names.push(name);
    }

    /// Closes the last element of this name with all in it. Returns whether there is one.
    fn close(&mut self, name: &str) -> bool {
        if self.counts.get(name).is_none_or(|count| *count == 0) {
            return false;
        }
        while let Some(last) = self.names.pop() {
            if let Some(count) = self.counts.get_mut(&last) {
                *count -= 1;
            }
            if last == name {
                break;
            }
        }
        true
    }

    fn clear(&mut self) {
        self.names.clear();
        self.counts.clear();
    }
}

impl TreeReader<'_> {
    fn event(&mut self, event: Event, line: usize) {
        match event {
            Event::Start(tag) => self.start(&tag, line),
            Event::Empty(tag) => {
                self.start(&tag, line);
                self.close_tag(tag.name().as_ref(), line);
            }
            Event::End(tag) => self.close_tag(tag.name().as_ref(), line),
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => {
                let text = without_controls(&text.xml10_content());
                if let Some(open) = self.open.last_mut() {
                    open.children.push(Node::Cdata(text));
                }
            }
            Event::GeneralRef(name) => {
                let text = self.reference(&name.xml10_content());
                self.text(&text);
            }
            Event::DocType(declarations) => self.declare_entities(&declarations.xml10_content()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Eof => {}
        }
    }

    fn start(&mut self, tag: &BytesStart, line: usize) {
        let attributes: Vec<(String, String)> = tag
            .html_attributes()
            .with_checks(false)
            .flatten()
            .map(|attribute| {
                let mut value = String::new();
                entities::decode_into(&mut value, &with_characters(&attribute.value));
                (attribute.key.as_ref().to_owned(), without_controls(&value))
            })
            .collect();
        let written = tag.name().as_ref().to_owned();
        let name = self.namespaces.enter(&written, &attributes, self.open.is_empty());
        self.close_before(&name, line);
        if self.open.len() >= DEPTH {
            self.namespaces.leave();
            self.flat.open(written);
            return;
        }
        let parent = self.open.last();
        let own = |name: &str| {
            let found = attributes.iter().find(|(written, _)| written.eq_ignore_ascii_case(name));
            found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
        };
        let language = match own("xml:lang") {
            Some(language) => Some(Arc::from(language)),
            None => parent.and_then(|parent| parent.language.clone()),
        };
        let outer = parent.and_then(|parent| parent.base.clone());
        let base = match own("xml:base") {
            Some(base) => {
                let on = outer.as_deref().or(self.address.map(WebUrl::as_str));
                let base =
                    parse_url_natively(base, on).and_then(|base| WebUrl::parse(&base, None, parse_url_natively).ok());
                base.as_ref().and_then(WebUrl::as_base).map(Arc::from).or(outer)
            }
            None => outer,
        };
        let children = Vec::new();
        self.open.push(Element { name, tag: written, attributes, children, line, language, base, is_closed: false });
    }

    /// Closes elements that cannot hold an element of this name.
    fn close_before(&mut self, name: &str, line: usize) {
        if is_entry(name) {
            if let Some(at) = self.open.iter().position(|open| open.name == name) {
                self.close_to(at, false, line);
            }
            return;
        }
        const TEXTS: [&str; 8] =
            ["title", "guid", "pubdate", "author", "comments", "category", "dc:creator", "dc:date"];
        const FIELDS: [&str; 9] = [
            "title",
            "link",
            "guid",
            "pubdate",
            "description",
            "content:encoded",
            "category",
            "dc:creator",
            "enclosure",
        ];
        let is_within_item = self.open.len() > 1 && is_entry(&self.open[self.open.len() - 2].name);
        let open = self.open.last().map(|open| open.name.as_str()).unwrap_or_default();
        if is_within_item && TEXTS.contains(&open) && FIELDS.contains(&name) {
            self.faults.push((line, format!("<{open}> is not closed; it ends before <{name}>")));
            self.close_to(self.open.len() - 1, false, line);
        }
    }

    fn close_tag(&mut self, written: &str, line: usize) {
        if self.flat.close(written) {
            return;
        }
        let found = self.open.iter().rposition(|open| open.tag.eq_ignore_ascii_case(written));
        if let Some(at) = found {
            self.close_to(at, true, line);
        }
    }

    /// Closes the elements from this one on.
    fn close_to(&mut self, at: usize, is_closed: bool, line: usize) {
        if self.open.len() > at {
            self.flat.clear();
        }
        while self.open.len() > at {
            let is_last = self.open.len() == at + 1;
            let Some(mut element) = self.open.pop() else { return };
            self.namespaces.leave();
            element.is_closed = is_closed && is_last;
            if is_entry(&element.name)
                && let Some(parent) = self.open.last()
            {
                if !element.is_closed {
                    self.faults.push((line, format!("the item of line {} is not closed", element.line)));
                }
                (self.on_item)(parent, element);
                continue;
            }
            match self.open.last_mut() {
                Some(parent) => parent.children.push(Node::Element(element)),
                // What follows the outermost element is ignored.
                None if self.root.is_none() => self.root = Some(element),
                None => {}
            }
        }
    }

    /// The document is at its end. An item that is open there is not whole.
    fn end(&mut self, line: usize) {
        if let Some(at) = self.open.iter().position(|open| is_entry(&open.name)) {
            let started = self.open[at].line;
            self.open.truncate(at);
            self.faults.push((line, format!("the document ends within the item of line {started}, which is left out")));
        } else if !self.open.is_empty() {
            self.faults.push((line, "the document is cut: its end is missing".to_owned()));
        }
        self.close_to(0, false, line);
    }

    fn text(&mut self, text: &str) {
        let text = without_controls(text);
        if let Some(open) = self.open.last_mut() {
            match open.children.last_mut() {
                Some(Node::Text(before)) => before.push_str(&text),
                _ => open.children.push(Node::Text(text)),
            }
        }
    }

    /// The text of a reference. One that is unknown stays as it is written.
    fn reference(&self, name: &str) -> String {
        if let Some(value) = self.entities.get(name) {
            return value.clone();
        }
        let written = format!("&{name};");
        match entities::read(&written) {
            Some((c, length)) if length == written.len() => c.to_string(),
            _ => with_characters(&written).into_owned(),
        }
    }

    /// Remembers `<!ENTITY name "value">`. A reference within a value stays as it is written.
    fn declare_entities(&mut self, declarations: &str) {
        for declaration in declarations.split("<!ENTITY").skip(1).take(ENTITIES) {
            let declaration = declaration.trim_start();
            let Some((name, rest)) = declaration.split_once(char::is_whitespace) else { continue };
            let rest = rest.trim_start();
            let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
            if let Some(value) = rest[1..].split(quote).next().filter(|value| value.len() <= ENTITY_BYTES) {
                let mut decoded = String::new();
                entities::decode_into(&mut decoded, value);
                self.entities.entry(name.to_owned()).or_insert(decoded);
            }
        }
    }
}

/// The text without the characters that XML forbids.
fn without_controls(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\u{85}')).collect()
}
