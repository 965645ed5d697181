//! Which attributes each element may have.

use super::urls::Kind;

/// What ids of an article begin with. Without it an article could give its elements the names that scripts look for in
/// `document` and `window` (DOM clobbering) or take an id of the page itself. It is DOMPurify's `SANITIZE_NAMED_PROPS`.
pub const ID_PREFIX: &str = "user-content-";

/// What links to other sites carry: the opened page gets no handle on this one and is not told where the reader comes
/// from, and search engines are told that the link is not the site's own word (`ugc`, user-generated content).
pub const OUTSIDE_REL: &str = "noopener noreferrer nofollow ugc";

/// The class of the box around a wide table.
pub const TABLE_BOX_CLASS: &str = "table-scroll";

/// What an attribute's value has to be. A value that isn't takes the attribute with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Any text.
    Text,
    /// An id; gets the prefix.
    Id,
    /// Ids separated by spaces; each gets the prefix.
    Ids,
    /// A language tag.
    Language,
    /// One of these words, in lower case.
    OneOf(&'static [&'static str]),
    /// A length or count: digits, from 1 to this, with an optional `px` behind them.
    Count(u32),
    /// A number that may be negative.
    Integer,
    /// There or not there; the value doesn't matter.
    Flag,
    /// An address.
    Url(Kind),
    /// Pictures for several sizes (`srcset`).
    Candidates,
}

/// An attribute's name and what its value has to be.
pub type Attribute = (&'static str, Value);

/// What every element may have. Never `style`, `class`, `name`, `slot`, `is` or any handler: none is in any table.
pub static GLOBAL: &[Attribute] = &[
    ("dir", Value::OneOf(&["ltr", "rtl", "auto"])),
    ("id", Value::Id),
    ("lang", Value::Language),
    ("title", Value::Text),
];

/// Alignment of table cells is kept, because Markdown writes it for columns of numbers.
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
    // Case matters here: `a` and `A` count differently.
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

/// Attributes that the feed's HTML is read for although no element keeps them: pictures that scripts would have loaded
/// later, anchors by name, and the text alternatives of drawings.
pub static READ_ONLY: &[&str] = &[
    "alttext",
    "aria-hidden",
    "aria-label",
    "data-lazy-src",
    "data-lazy-srcset",
    "data-original",
    "data-sizes",
    "data-src",
    "data-srcset",
    "name",
];

/// What the value of an attribute is that we add ourselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// Always this.
    Always(&'static str),
    /// Words of ours.
    Words,
    /// A length, as authors write it.
    Length,
    /// What a frame loads when the reader wishes it.
    FrameUrl,
}

/// What we add ourselves: element, attribute, and what the value is. Feeds have no way to any of these.
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
