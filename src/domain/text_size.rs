//! The reader's text size.

/// Large, Medium or Small.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextSize {
    Large,
    #[default]
    Medium,
    Small,
}
