//! What the row of share links shares.

use crate::domain::feed::network::Network;

/// The article's share data, and the networks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Share {
    /// The shared URL; empty where there is none.
    pub url: String,
    /// The headline.
    pub title: String,
    /// The article's summary, in a sentence or two.
    pub summary: Option<String>,
    /// The address of its picture.
    pub picture: Option<String>,
    /// Where to share to, in this order.
    pub networks: Vec<Network>,
}
