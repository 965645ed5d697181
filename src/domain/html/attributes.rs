//! Which attributes each element may have.

use super::urls::Kind;

/// The prefix of ids in an article. Without it an article could use names that scripts look for in `document` and
/// `window` (DOM clobbering), or an id of the page itself. It is DOMPurify's `SANITIZE_NAMED_PROPS`.
pub const ID_PREFIX: &str = "user-content-";

/// The `rel` of links to other sites: the opened page gets no handle on this page and no referrer, and search engines
/// know that the link is not the site's own (`ugc`, user-generated content).
pub const OUTSIDE_REL: &str = "noopener noreferrer nofollow ugc";

/// The class of the box around a wide table.
pub const TABLE_BOX_CLASS: &str = "table-scroll";

/// The kind of value that an attribute must have. An attribute with another value is removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Any text.
    Text,
    /// An id, which gets the prefix.
    Id,
    /// Ids separated by spaces, which get the prefix.
    Ids,
    /// A language tag.
    Language,
    /// One of these words, in lower case.
    OneOf(&'static [&'static str]),
    /// A length or count: digits, from 1 to this, with an optional `px` after them.
    Count(u32),
    /// A number that may be negative.
    Integer,
    /// A boolean attribute: its value does not matter.
    Flag,
    /// A URL.
    Url(Kind),
    /// The candidates of a `srcset`.
    Candidates,
}

/// The name of an attribute and the kind of its value.
pub type Attribute = (&'static str, Value);

/// The attributes of every element. No table has `style`, `class`, `name`, `slot`, `is` or an event handler.
pub static GLOBAL: &[Attribute] = &[
    ("dir", Value::OneOf(&["ltr", "rtl", "auto"])),
    ("id", Value::Id),
    ("lang", Value::Language),
    ("title", Value::Text),
];

/// The alignment of table cells stays, because Markdown writes it for columns of numbers.
const ALIGN: Attribute = ("align", Value::OneOf(&["left", "center", "right"]));
const WIDTH: Attribute = ("width", Value::Count(16_384));
const HEIGHT: Attribute = ("height", Value::Count(16_384));
const SRCSET: Attribute = ("srcset", Value::Candidates);
const SIZES: Attribute = ("sizes", Value::Text);
const LOOP: Attribute = ("loop", Value::Flag);
const MUTED: Attribute = ("muted", Value::Flag);
const MEDIA_SRC: Attribute = ("src", Value::Url(Kind::Media));

pub(super) static A: &[Attribute] = &[("href", Value::Url(Kind::Link)), ("hreflang", Value::Language)];
pub(super) static AUDIO: &[Attribute] = &[MEDIA_SRC, LOOP, MUTED];
pub(super) static COLUMN: &[Attribute] = &[("span", Value::Count(1000))];
pub(super) static DATED: &[Attribute] = &[("datetime", Value::Text)];
pub(super) static DETAILS: &[Attribute] = &[("open", Value::Flag)];
pub(super) static IMG: &[Attribute] =
    &[("alt", Value::Text), HEIGHT, SIZES, ("src", Value::Url(Kind::Picture)), SRCSET, WIDTH];
pub(super) static LI: &[Attribute] = &[("value", Value::Integer)];
pub(super) static OL: &[Attribute] = &[
    ("reversed", Value::Flag),
    ("start", Value::Integer),
    // Case matters: `a` and `A` are different numberings.
    ("type", Value::OneOf(&["1", "a", "A", "i", "I"])),
];
pub(super) static SOURCE: &[Attribute] =
    &[HEIGHT, ("media", Value::Text), SIZES, MEDIA_SRC, SRCSET, ("type", Value::Text), WIDTH];
pub(super) static TD: &[Attribute] =
    &[ALIGN, ("colspan", Value::Count(1000)), ("headers", Value::Ids), ("rowspan", Value::Count(65_534))];
pub(super) static TH: &[Attribute] = &[
    ("abbr", Value::Text),
    ALIGN,
    ("colspan", Value::Count(1000)),
    ("headers", Value::Ids),
    ("rowspan", Value::Count(65_534)),
    ("scope", Value::OneOf(&["row", "col", "rowgroup", "colgroup"])),
];
pub(super) static TRACK: &[Attribute] = &[
    ("default", Value::Flag),
    ("kind", Value::OneOf(&["subtitles", "captions", "descriptions", "chapters", "metadata"])),
    ("label", Value::Text),
    MEDIA_SRC,
    ("srclang", Value::Language),
];
pub(super) static VIDEO: &[Attribute] = &[HEIGHT, LOOP, MUTED, ("poster", Value::Url(Kind::Picture)), MEDIA_SRC, WIDTH];

/// Attributes that are read but never stay: the URLs of lazy pictures, anchors by name, the text alternatives of
/// drawings, and `style` under the name that [`super::quiet`] gives it.
/// Attributes whose name begins with `data-` or [is one of a lazy picture](super::pictures::is_late_name) are read too.
pub static READ_ONLY: &[&str] =
    &["alttext", "aria-hidden", "aria-label", "class", "fallback", "name", "placeholder", "videoid", "xtyle"];

/// The value of an attribute that Newsleaf adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// Always this.
    Always(&'static str),
    /// A message of the interface.
    Words,
    /// A length as HTML has it.
    Length,
    /// The URL that a frame loads when the reader presses its button.
    FrameUrl,
}

/// The attributes that Newsleaf adds: element, attribute and value. A feed can't have any of these.
pub static ADDED: &[(&str, &str, Added)] = &[
    ("a", "rel", Added::Always(OUTSIDE_REL)),
    ("audio", "controls", Added::Always("")),
    ("audio", "preload", Added::Always("none")),
    ("button", "class", Added::Always("button")),
    ("button", "data-frame", Added::FrameUrl),
    ("button", "data-height", Added::Length),
    ("button", "data-width", Added::Length),
    ("button", "hidden", Added::Always("")),
    ("button", "type", Added::Always("button")),
    ("div", "aria-label", Added::Words),
    ("div", "class", Added::Always(TABLE_BOX_CLASS)),
    ("div", "role", Added::Always("group")),
    ("div", "tabindex", Added::Always("0")),
    ("img", "decoding", Added::Always("async")),
    ("img", "loading", Added::Always("lazy")),
    ("img", "referrerpolicy", Added::Always("no-referrer")),
    ("pre", "tabindex", Added::Always("0")),
    ("span", "class", Added::Always("frame-card")),
    ("span", "class", Added::Always("kicker")),
    ("video", "controls", Added::Always("")),
    ("video", "playsinline", Added::Always("")),
    ("video", "preload", Added::Always("none")),
];
