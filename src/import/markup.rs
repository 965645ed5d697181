//! The content of elements of XML, as text and as HTML: what stands unescaped in a feed, and the XHTML of Atom.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::xml::{Element, Node};
use crate::domain::html::elements::is_void;

impl Element {
    /// The text of the content: markup that should have been escaped stays markup.
    pub fn text(&self) -> String {
        let mut text = String::new();
        if self.elements().next().is_some() {
            write_content(&mut text, self);
        } else {
            for node in &self.children {
                if let Node::Text(piece) | Node::Cdata(piece) = node {
                    text.push_str(piece);
                }
            }
        }
        if self.attribute("mode") == Some("base64") {
            // Atom 0.3.
            let encoded: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            if let Ok(bytes) = BASE64_STANDARD.decode(encoded) {
                text = String::from_utf8_lossy(&bytes).into_owned();
            }
        }
        // A section within a section is none: its signs are left over.
        if text.contains("<![CDATA[") && self.attribute("type") != Some("text") {
            text = text.replace("<![CDATA[", "").replace("]]>", "");
        }
        text
    }

    /// The text of the first element of this name, if there is any.
    pub fn text_of(&self, name: &str) -> Option<String> {
        self.all(name).map(|element| element.text().trim().to_owned()).find(|text| !text.is_empty())
    }
}

/// Appends the content of an element.
pub fn write_content(out: &mut String, element: &Element) {
    for node in &element.children {
        match node {
            Node::Text(text) => escape_into(out, text),
            // It was meant for a reader of HTML.
            Node::Cdata(text) => out.push_str(text),
            Node::Element(element) => write(out, element),
        }
    }
}

/// Appends a text with its characters escaped.
pub fn escape_into(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
}

/// Appends a value in double quotation marks.
pub fn quote_into(out: &mut String, value: &str) {
    let mut escaped = String::new();
    escape_into(&mut escaped, value);
    out.push('"');
    out.push_str(&escaped.replace('"', "&quot;"));
    out.push('"');
}

fn write(out: &mut String, element: &Element) {
    let name = local(&element.tag);
    out.push('<');
    out.push_str(name);
    for (attribute, value) in &element.attributes {
        if attribute.starts_with("xml") {
            continue;
        }
        out.push(' ');
        out.push_str(attribute);
        out.push('=');
        quote_into(out, value);
    }
    out.push('>');
    write_content(out, element);
    if !is_void(&name.to_ascii_lowercase()) {
        out.push_str("</");
        out.push_str(name);
        out.push('>');
    }
}

fn local(tag: &str) -> &str {
    tag.rsplit(':').next().unwrap_or(tag)
}
