//! The HTML policy, as data and pure functions: the allowed HTML of an article.
//!
//! A feed's HTML is not trusted. The body is built anew from the elements and attributes in these tables
//! ([`crate::sanitize`]); everything else is left out. The same tables configure DOMPurify in the browser and ammonia
//! natively, so that both show the same article.
//!
//! | file | what it decides |
//! |---|---|
//! | `elements` | which elements stay, become another, lose their tags, or are removed with their content |
//! | `attributes`, `values` | which attributes each element may have, what their values may be, and how they are cleaned |
//! | `urls`, `srcset` | where links, pictures, sound and video may point |
//! | `frames` | which frames of other sites a reader can load, and what the others become |
//! | `pictures` | lazy pictures, pictures that count readers, and pictures that repeat the lead picture |
//! | `amp` | which page or picture an element of AMP names |
//! | `element_names`, `tag_attributes` | which names are elements, and the attributes of a tag as text |
//! | `quiet` | the names of attributes that a page's policy would report while HTML is parsed |
//! | `headings` | how headings are shifted below the page's own |
//! | `nesting` | which element may be in which, so that the tree survives being written as HTML |
//! | `limits`, `tokens` | how much HTML is parsed, and the text of the rest |
//! | `entities`, `white_space` | character references and white space |

pub mod amp;
pub mod attributes;
pub mod context;
pub mod element_names;
pub mod elements;
pub mod entities;
pub mod frames;
pub mod headings;
pub mod limits;
pub mod nesting;
pub mod pictures;
pub mod quiet;
pub mod srcset;
pub mod styles;
pub mod tag_attributes;
pub mod tokens;
pub mod urls;
pub mod values;
pub mod white_space;
