//! The reader's text size. It scales texts, not controls.

/// Large, Medium or Small. The stylesheet multiplies the size of headline, summary, body, lists, captions and tables by
/// the custom property `--text-scale`, which the root's `data-text-size` sets to 1.25, 1 or 0.875. A body of 18 px
/// becomes 22.5, 18 or 15.75 px; the browser's own font size multiplies all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextSize {
    /// A quarter larger.
    Large,
    /// The default size.
    #[default]
    Medium,
    /// An eighth smaller.
    Small,
}

/// The key of the choice in storage. The boot script reads it before the first paint and has the same name.
pub const STORAGE_KEY: &str = "newsleaf:text-size";

impl TextSize {
    /// All sizes in the order of the control: Large is first, because those who need it see worst.
    pub const ALL: [TextSize; 3] = [TextSize::Large, TextSize::Medium, TextSize::Small];

    /// The size of this name in storage, in the root's attribute and in the radio buttons. `None` for any other text.
    pub fn parse(name: &str) -> Option<TextSize> {
        TextSize::ALL.into_iter().find(|size| size.as_str() == name)
    }

    /// The name in storage, in the root's attribute and in the values of the radio buttons.
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
    fn sizes_are_in_the_order_large_medium_small_and_medium_is_the_default() {
        assert_eq!(TextSize::ALL.map(TextSize::as_str), ["large", "medium", "small"]);
        assert_eq!(TextSize::default(), TextSize::Medium);
    }

    /// The boot script repeats the names; this test compares them.
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
            let unscripted = format!(":has([value=\"{}\"]:checked)", size.as_str());
            assert!(tokens.contains(&unscripted));
        }
    }
}
