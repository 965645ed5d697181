//! Points in time as feeds write them.

/// A point in time, with how exactly the feed knew it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Moment {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub epoch_ms: i64,
    /// The feed gave a date without a time: it is that calendar day everywhere, `epoch_ms` is its midnight in UTC.
    pub date_only: bool,
}
