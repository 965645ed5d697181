//! The native tests' checks of bodies.

#[path = "../../tests/native/support/body_faults.rs"]
pub mod body_faults;
#[path = "../../tests/native/support/clean.rs"]
pub mod clean;
#[path = "../../tests/native/support/html_tree.rs"]
pub mod html_tree;
