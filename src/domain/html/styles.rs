//! What the `style` of an element says of it. No style stays in a body, but some say what an element is.

use super::tag_attributes::{Attributes, get};
use super::white_space::trim;

/// The value of a property in an element's `style`, which [is called otherwise](super::quiet) in the browser.
pub fn style<'a>(attributes: &'a Attributes, property: &str) -> Option<&'a str> {
    let style = get(attributes, "style").or_else(|| get(attributes, "xtyle"))?;
    let mut declarations = style.split(';').filter_map(|declaration| declaration.split_once(':'));
    let (_, value) = declarations.find(|(name, _)| trim(name).eq_ignore_ascii_case(property))?;
    Some(trim(value.split('!').next().unwrap_or("")))
}

/// The name of the element that a style makes of another: editors write bold and italic words as a `span`, and put a whole
/// text into a `b` that is not bold.
pub fn named_by_style(name: &str, attributes: &Attributes) -> Option<&'static str> {
    let weight = style(attributes, "font-weight");
    let slant = style(attributes, "font-style");
    match name {
        "b" | "strong" if matches!(weight, Some("normal" | "400")) => Some("span"),
        "i" | "em" if slant == Some("normal") => Some("span"),
        "span" if matches!(weight, Some("bold" | "bolder" | "600" | "700" | "800" | "900")) => Some("b"),
        "span" if slant == Some("italic") => Some("i"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_read_by_its_declarations() {
        let of = |text: &str| vec![("style".to_owned(), text.to_owned())];
        assert_eq!(style(&of("border-width:0; WIDTH : 1px !important"), "width"), Some("1px"));
        assert_eq!(style(&of("max-width:1px;color"), "width"), None);
        assert_eq!(style(&[("xtyle".to_owned(), "display:none".to_owned())], "display"), Some("none"));
        assert_eq!(named_by_style("b", &of("font-weight:normal;")), Some("span"));
        assert_eq!(named_by_style("span", &of("font-weight:700")), Some("b"));
        assert_eq!(named_by_style("span", &of("font-weight:400;font-style:italic")), Some("i"));
        assert_eq!(named_by_style("p", &of("font-weight:700")), None);
    }
}
