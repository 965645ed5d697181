//! The reader's text size: what is read grows and shrinks by it, what is pressed does not.

/// Large, Medium or Small. The stylesheet multiplies the size of headline, summary, body, lists, captions and tables by
/// one custom property, `--text-scale`, that follows the root's `data-text-size`: 1.25, 1, 0.875. With a body of 18 px
/// that is 22.5, 18 and 15.75 px, and the reader's own font size in the browser multiplies all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextSize {
    /// A quarter larger.
    Large,
    /// As the paper is set, and the choice of those who made none.
    #[default]
    Medium,
    /// An eighth smaller.
    Small,
}

/// Where the choice is kept. The boot script reads it before the first paint, under this very name.
pub const STORAGE_KEY: &str = "newsleaf:text-size";

impl TextSize {
    /// In the order in which they are offered: the large one first, because those who need it see worst.
    pub const ALL: [TextSize; 3] = [TextSize::Large, TextSize::Medium, TextSize::Small];

    /// The size that storage, the root's attribute and the radio buttons call so. Anything else is no size.
    pub fn parse(name: &str) -> Option<TextSize> {
        TextSize::ALL.into_iter().find(|size| size.as_str() == name)
    }

    /// The name in storage, in the root's attribute and in the radio buttons' values.
    pub fn as_str(self) -> &'static str {
        match self {
            TextSize::Large => "large",
            TextSize::Medium => "medium",
            TextSize::Small => "small",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_is_read_from_its_own_name_and_nothing_else_is_a_size() {
        for size in TextSize::ALL {
            assert_eq!(TextSize::parse(size.as_str()), Some(size));
        }
        for other in ["", "Large", " large", "huge", "large medium", "LARGE"] {
            assert_eq!(TextSize::parse(other), None, "{other:?}");
        }
    }

    #[test]
    fn sizes_are_offered_in_the_order_large_medium_small_and_medium_is_what_nobody_chose() {
        assert_eq!(TextSize::ALL.map(TextSize::as_str), ["large", "medium", "small"]);
        assert_eq!(TextSize::default(), TextSize::Medium);
    }

    /// The boot script can't take the names from here, so this holds the two together.
    #[test]
    fn the_boot_script_and_the_stylesheet_use_the_same_names() {
        let boot = include_str!("../../../js/boot.js");
        let tokens = include_str!("../../../style/tokens.css");
        assert!(boot.contains(&format!("\"{STORAGE_KEY}\"")));
        for size in TextSize::ALL {
            assert!(boot.contains(&format!("\"{}\"", size.as_str())));
        }
        for size in [TextSize::Large, TextSize::Small] {
            assert!(tokens.contains(&format!(":root[data-text-size=\"{}\"]", size.as_str())));
            let unscripted = format!(":has(input[name=\"text-size\"][value=\"{}\"]:checked)", size.as_str());
            assert!(tokens.contains(&unscripted));
        }
    }
}
