//! A site's addresses, messages and looks: routes, links, sharing, text size and direction, the publisher's colour.

pub mod accent;
pub mod links;
pub mod messages;
pub mod page_head;
mod path_part;
pub mod route;
pub mod share;
pub mod text_direction;
pub mod text_size;
