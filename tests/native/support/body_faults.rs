//! The faults of a finished body.

use newsleaf::domain::html::elements::{Treatment, treatment};
use newsleaf::domain::html::values::is_clean;

use super::html_tree::{Node, each_element};

/// Forbidden elements and attributes, by two measures: the policy's own tables, and a short list that knows nothing of them.
pub fn faults(nodes: &[Node]) -> Vec<String> {
    let mut faults = vec![];
    each_element(nodes, &mut |name, attributes| {
        // The buttons of a frame's card are ours.
        let is_ours = name == "button" && attributes.contains(&("type".to_owned(), "button".to_owned()));
        if treatment(name) != Treatment::Keep && !is_ours
            || ["script", "style", "svg", "math", "iframe"].contains(&name)
        {
            faults.push(format!("<{name}>"));
        }
        for (attribute, value) in attributes {
            let is_handler =
                attribute.starts_with("on") || ["style", "srcdoc", "formaction"].contains(&attribute.as_str());
            let value_as_browsers_read_it: String =
                value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>().to_lowercase();
            let runs = ["javascript:", "vbscript:", "data:text", "data:image/svg", "blob:", "file:"]
                .iter()
                .any(|scheme| value_as_browsers_read_it.starts_with(scheme));
            let is_url = ["href", "src", "poster", "srcset", "data-frame"].contains(&attribute.as_str());
            if is_handler || is_url && runs || !is_clean(name, attribute, value) {
                faults.push(format!("<{name} {attribute}=\"{value}\">"));
            }
        }
    });
    faults
}
