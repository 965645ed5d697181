//! The address of a widget, and the parameters that an embedder sets in it.

mod embed;
mod parameters;
#[cfg(test)]
mod tests;

pub use embed::{Embed, Layout, Open, Shows, query_of};
pub use parameters::{PARAMETERS, Parameter, WrongValue};
