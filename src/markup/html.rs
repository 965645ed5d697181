//! Markup as HTML text.

use leptos::prelude::untrack;

use super::{Content, Element, Markup, Node};

/// Elements without content and end tag (HTML, 13.1.2), those of them that views use.
const VOID: [&str; 3] = ["img", "input", "source"];

impl Markup {
    /// The HTML that a browser reads as this markup.
    pub fn to_html(&self) -> String {
        let mut html = String::new();
        write_nodes(&self.0, &mut html);
        html
    }
}

impl Element {
    /// The HTML that a browser reads as this element.
    pub fn to_html(&self) -> String {
        let mut html = String::new();
        self.write(&mut html);
        html
    }

    fn write(&self, html: &mut String) {
        html.push('<');
        html.push_str(self.0.name);
        for (name, value) in &self.0.attributes {
            html.push(' ');
            html.push_str(name);
            if !value.is_empty() {
                html.push_str("=\"");
                escape(value, html);
                html.push('"');
            }
        }
        html.push('>');
        if VOID.contains(&self.0.name) {
            return;
        }
        let content = html.len();
        match &self.0.content {
            Content::Nodes(nodes) => write_nodes(nodes, html),
            Content::Live(make) => write_nodes(&untrack(make).0, html),
            Content::Html(safe) => html.push_str(safe),
        }
        // Parsers take the first line break in a <pre> for the author's, and leave it out.
        if self.0.name == "pre" && html[content..].starts_with('\n') {
            html.insert(content, '\n');
        }
        html.push_str("</");
        html.push_str(self.0.name);
        html.push('>');
    }
}

fn write_nodes(nodes: &[Node], html: &mut String) {
    for node in nodes {
        match node {
            Node::Nothing => {}
            Node::Text(text) => escape(text, html),
            Node::Element(element) => element.write(html),
        }
    }
}

/// Text that can be read as nothing but text, in content and in quoted attributes.
fn escape(text: &str, html: &mut String) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            // A parser makes line feeds of these, unless they are written as references.
            '\r' => html.push_str("&#13;"),
            other => html.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{element, markup};

    #[test]
    fn text_and_attributes_are_escaped() {
        let link = element("a").attr("href", "?a=1&b=\"2\"".to_owned()).child("<i> & 'x'");
        assert_eq!(link.to_html(), "<a href=\"?a=1&amp;b=&quot;2&quot;\">&lt;i&gt; &amp; 'x'</a>");
    }

    #[test]
    fn what_is_not_there_is_not_written() {
        let image = element("img").attr("alt", "").attr("width", None::<String>).attr("hidden", true);
        let page = markup().child(None::<String>).child(image).child(element("p").attr("dir", None::<&'static str>));
        assert_eq!(page.to_html(), "<img alt hidden><p></p>");
    }

    #[test]
    fn a_pre_keeps_the_line_break_that_it_begins_with() {
        assert_eq!(element("pre").child("\nx").to_html(), "<pre>\n\nx</pre>");
    }

    #[test]
    fn live_content_is_written_as_it_is_now() {
        assert_eq!(element("p").live(|| markup().child("now")).to_html(), "<p>now</p>");
    }
}
