//! Whether a selector matches an element, as far as that is known before the page is shown.

/// How certain a match is. Of two conditions the less certain one counts, of two possibilities the more certain one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It does not match at the first paint.
    No,
    /// Scripts, the reader's browser or what follows in the page decide.
    Maybe,
    /// It matches at the first paint.
    Yes,
}

impl Fit {
    /// For `:not()`.
    pub(super) fn negated(self) -> Fit {
        match self {
            Fit::No => Fit::Yes,
            Fit::Maybe => Fit::Maybe,
            Fit::Yes => Fit::No,
        }
    }
}

impl From<bool> for Fit {
    fn from(is_match: bool) -> Fit {
        if is_match { Fit::Yes } else { Fit::No }
    }
}
