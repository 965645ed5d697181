//! The elements that an article may have.

use super::attributes::{self, Attribute};

/// The treatment of an element of the feed's HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Treatment {
    /// It stays.
    Keep,
    /// It becomes the element of this name. Obsolete elements become their successors; blocks with a meaning for the
    /// whole page (`main`, `form`) become plain blocks, so that their texts stay apart.
    Become(&'static str),
    /// Its tags are removed, its content stays.
    Unwrap,
    /// It is removed with its content.
    Remove,
    /// A frame: it becomes a card with a button that loads it, or a link ([`frames`](super::frames)).
    Frame,
    /// `noscript`: only its pictures stay, which scripts would have loaded. Its text is about missing scripts.
    PicturesOnly,
    /// A drawing or formula: it is removed with its content, but its text alternative stays.
    Drawing,
    /// A picture of AMP: it becomes an `img`.
    AmpPicture,
    /// Another element of AMP, or a light player (`lite-youtube`): with an address it becomes a card or a link ([`amp`](super::amp)), else its content stays.
    Amp,
}

use Treatment::{AmpPicture, Become, Drawing, Frame, Keep, PicturesOnly, Remove, Unwrap};

/// One element of the policy.
#[derive(Debug)]
pub struct Element {
    /// The local name, in lower case.
    pub name: &'static str,
    /// The builder's treatment of the element.
    pub treatment: Treatment,
    /// Its attributes besides the [global ones](attributes::GLOBAL).
    pub attributes: &'static [Attribute],
}

const fn keep(name: &'static str) -> Element {
    Element { name, treatment: Keep, attributes: &[] }
}

const fn keep_with(name: &'static str, attributes: &'static [Attribute]) -> Element {
    Element { name, treatment: Keep, attributes }
}

const fn treat(name: &'static str, treatment: Treatment) -> Element {
    Element { name, treatment, attributes: &[] }
}

/// Every element of the policy, sorted by name. Other elements are unwrapped.
///
/// Elements are removed with their content if the content is not for reading (scripts, hidden fallbacks, the options of
/// form controls) or if they load and run something. `svg` and `math` have their own parser rules, by which sanitizers
/// were bypassed most often.
pub static ELEMENTS: &[Element] = &[
    keep_with("a", attributes::A),
    keep("abbr"),
    treat("acronym", Become("abbr")),
    treat("address", Become("div")),
    treat("amp-ad", Remove),
    treat("amp-analytics", Remove),
    treat("amp-anim", AmpPicture),
    treat("amp-audio", Become("audio")),
    treat("amp-auto-ads", Remove),
    treat("amp-consent", Remove),
    treat("amp-embed", Remove),
    treat("amp-img", AmpPicture),
    treat("amp-pixel", Remove),
    treat("amp-sticky-ad", Remove),
    treat("amp-user-notification", Remove),
    treat("amp-video", Become("video")),
    treat("applet", Remove),
    treat("article", Become("div")),
    treat("aside", Become("div")),
    keep_with("audio", attributes::AUDIO),
    keep("b"),
    keep("bdi"),
    keep("bdo"),
    treat("big", Unwrap),
    keep("blockquote"),
    keep("br"),
    treat("button", Remove),
    treat("canvas", Unwrap),
    keep("caption"),
    treat("center", Become("div")),
    keep("cite"),
    keep("code"),
    keep_with("col", attributes::COLUMN),
    keep_with("colgroup", attributes::COLUMN),
    treat("data", Unwrap),
    treat("datalist", Remove),
    keep("dd"),
    keep_with("del", attributes::DATED),
    keep_with("details", attributes::DETAILS),
    keep("dfn"),
    treat("dialog", Become("div")),
    treat("dir", Become("ul")),
    keep("div"),
    keep("dl"),
    keep("dt"),
    keep("em"),
    treat("embed", Remove),
    treat("fieldset", Become("div")),
    keep("figcaption"),
    keep("figure"),
    treat("font", Unwrap),
    treat("footer", Become("div")),
    treat("form", Become("div")),
    treat("frame", Remove),
    treat("frameset", Remove),
    keep("h1"),
    keep("h2"),
    keep("h3"),
    keep("h4"),
    keep("h5"),
    keep("h6"),
    treat("header", Become("div")),
    treat("hgroup", Become("div")),
    keep("hr"),
    keep("i"),
    treat("iframe", Frame),
    keep_with("img", attributes::IMG),
    treat("input", Remove),
    keep_with("ins", attributes::DATED),
    keep("kbd"),
    treat("keygen", Remove),
    treat("label", Unwrap),
    treat("legend", Become("div")),
    keep_with("li", attributes::LI),
    treat("listing", Become("pre")),
    treat("main", Become("div")),
    treat("map", Unwrap),
    keep("mark"),
    treat("marquee", Unwrap),
    treat("math", Drawing),
    treat("menu", Become("ul")),
    treat("meter", Unwrap),
    treat("nav", Become("div")),
    treat("nobr", Unwrap),
    treat("noembed", Remove),
    treat("noframes", Remove),
    treat("noscript", PicturesOnly),
    treat("object", Remove),
    keep_with("ol", attributes::OL),
    treat("optgroup", Remove),
    treat("option", Remove),
    treat("output", Unwrap),
    keep("p"),
    keep("picture"),
    treat("plaintext", Become("pre")),
    keep("pre"),
    treat("progress", Unwrap),
    keep("q"),
    keep("rp"),
    keep("rt"),
    keep("ruby"),
    keep("s"),
    keep("samp"),
    treat("script", Remove),
    treat("search", Become("div")),
    treat("section", Become("div")),
    treat("select", Remove),
    treat("slot", Unwrap),
    keep("small"),
    keep_with("source", attributes::SOURCE),
    keep("span"),
    treat("strike", Become("s")),
    keep("strong"),
    treat("style", Remove),
    keep("sub"),
    keep("summary"),
    keep("sup"),
    treat("svg", Drawing),
    keep("table"),
    keep("tbody"),
    keep_with("td", attributes::TD),
    treat("template", Remove),
    treat("textarea", Remove),
    keep("tfoot"),
    keep_with("th", attributes::TH),
    keep("thead"),
    keep_with("time", attributes::DATED),
    treat("title", Remove),
    keep("tr"),
    keep_with("track", attributes::TRACK),
    treat("tt", Become("code")),
    keep("u"),
    keep("ul"),
    keep("var"),
    keep_with("video", attributes::VIDEO),
    keep("wbr"),
    treat("xmp", Become("pre")),
];

/// Elements that only Newsleaf makes: the buttons of a frame's card. The feed's own buttons were removed before.
pub static ADDED: &[&str] = &["button"];

/// The element of the policy with this name, in lower case.
pub fn element(name: &str) -> Option<&'static Element> {
    ELEMENTS.binary_search_by(|element| element.name.cmp(name)).ok().map(|at| &ELEMENTS[at])
}

/// The treatment of the element with this name.
pub fn treatment(name: &str) -> Treatment {
    let is_player = name.starts_with("amp-") || name.starts_with("lite-");
    let other = if is_player { Treatment::Amp } else { Unwrap };
    element(name).map_or(other, |element| element.treatment)
}

/// Whether an element has no content and no end tag.
pub fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "basefont"
            | "bgsound"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_so_that_every_element_is_found() {
        assert!(ELEMENTS.windows(2).all(|pair| pair[0].name < pair[1].name));
        assert!(ELEMENTS.iter().all(|each| element(each.name).is_some_and(|found| found.name == each.name)));
    }

    #[test]
    fn an_element_becomes_only_what_may_stay() {
        for each in ELEMENTS {
            if let Become(name) = each.treatment {
                assert_eq!(treatment(name), Keep, "{} becomes {name}", each.name);
            }
        }
    }

    #[test]
    fn no_element_that_runs_styles_or_embeds_stays() {
        for name in ["script", "style", "object", "embed", "applet", "template", "svg", "math", "iframe", "noscript"] {
            assert_ne!(treatment(name), Keep, "{name}");
        }
        for name in ["button", "input", "select", "textarea", "option", "datalist"] {
            assert_eq!(treatment(name), Remove, "{name}");
        }
        assert_eq!(treatment("x-unknown"), Unwrap);
        assert_eq!(treatment("base"), Unwrap);
    }
}
