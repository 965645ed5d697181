//! What an article's HTML may contain, as data and pure functions.
//!
//! A feed's HTML comes from elsewhere, so nothing of it is shown because it is not known to be bad; only what stands in
//! these tables is built anew ([`crate::sanitize`]). The same tables make DOMPurify's configuration in the browser and
//! ammonia's natively, so that both sides show the same article.
//!
//! | file | what it decides |
//! |---|---|
//! | `elements` | which elements stay, become another, lose their tags, or go with their content |
//! | `attributes`, `values` | which attributes each element may have, what their values may be, and how they are cleaned |
//! | `urls`, `srcset` | where links, pictures, sound and video may point |
//! | `frames` | which frames of other sites a reader can load, and what the others become |
//! | `pictures` | pictures that load late, that count readers, and that repeat the lead picture |
//! | `headings` | how headings are shifted below the page's own |
//! | `nesting` | what may stand in what, so that the tree survives being written as HTML |
//! | `limits`, `tokens` | how much HTML is read as HTML, and what becomes of the rest |

pub mod attributes;
pub mod context;
pub mod elements;
pub mod entities;
pub mod frames;
pub mod headings;
pub mod limits;
pub mod nesting;
pub mod pictures;
pub mod srcset;
pub mod tokens;
pub mod urls;
pub mod values;
pub mod white_space;
