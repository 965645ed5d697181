//! Content of stories' bodies that a page can't show.

use crate::domain::feed::warning::{Place, Warning, WarningAction, note};
use crate::domain::feed::{Body, Item};
use crate::domain::html::context::BodyContext;
use crate::domain::html::pictures::{Likeness, Source, counts_readers, keeps_place, likeness, use_lazy_source};
use crate::domain::html::tag_attributes::of_tag;
use crate::domain::html::tag_attributes::{Attributes, get};
use crate::domain::html::tokens::{Token, Tokens};
use crate::domain::html::urls::{self, Kind};
use crate::domain::html::{amp, srcset, values};

/// Warns of pictures, players, frames and drawings that are lost, and advises on links into the article that find nothing
/// and on a lead picture without a size. `index` is the item's in the document.
pub fn check(item: &Item, index: usize, context: &BodyContext, warnings: &mut Vec<Warning>) {
    let mut body = BodyCheck {
        context,
        found: Vec::new(),
        ids: Vec::new(),
        links: Vec::new(),
        player: None,
        has_sized_lead: false,
    };
    if let Body::Html(html) = &item.body {
        check_html(html, &mut body);
    }
    let place = Place::item(index, &item.id);
    if let Some(lead) = &item.image
        && (lead.width.is_none() || lead.height.is_none())
        && !body.has_sized_lead
    {
        let action = WarningAction::NoPictureSize;
        note(warnings, Warning::new(place.clone(), "image", lead.url.as_str(), action));
    }
    for (value, action) in std::mem::take(&mut body.found) {
        note(warnings, Warning::new(place.clone(), "content_html", value, action));
    }
    for (fragment, tag) in &body.links {
        let is_known = urls::ids_of_fragment(fragment).iter().any(|id| body.ids.contains(id));
        if !is_known && !urls::is_top(fragment) {
            let action = WarningAction::LinkToNothing;
            note(warnings, Warning::new(place.clone(), "content_html", tag, action));
        }
    }
}

fn check_html<'a>(html: &'a str, body: &mut BodyCheck<'a>) {
    let mut drawing: Option<(&str, &str)> = None;
    for token in Tokens::of(html) {
        match token {
            Token::Start(name, tag) => {
                let name_in_lower_case = name.to_ascii_lowercase();
                match name_in_lower_case.as_str() {
                    // A formula leaves its source.
                    "title" | "annotation" if drawing.is_some() => drawing = None,
                    "svg" | "math" if drawing.is_none() => {
                        let attributes = of_tag(tag);
                        let has_label = ["aria-label", "alttext"].iter().any(|name| get(&attributes, name).is_some());
                        let is_hidden = get(&attributes, "aria-hidden").is_some_and(|hidden| hidden == "true");
                        drawing = (!has_label && !is_hidden && !is_icon(&attributes)).then_some((name, tag));
                    }
                    name => body.start(name, tag),
                }
            }
            Token::End(name) => {
                if let Some((_, tag)) = drawing.take_if(|(open, _)| open.eq_ignore_ascii_case(name)) {
                    body.lost(tag, WarningAction::LostDrawing);
                }
                body.end(name);
            }
            _ => {}
        }
    }
}

/// Whether a drawing is as small as the sign of a button.
fn is_icon(attributes: &Attributes) -> bool {
    const LARGEST: u32 = 64;
    let box_width = get(attributes, "viewbox").and_then(|sizes| sizes.split([' ', ',']).nth(2)).and_then(values::count);
    let width = get(attributes, "width").and_then(values::count).or(box_width);
    width.is_some_and(|width| width <= LARGEST)
}

/// The state of a body up to a tag.
struct BodyCheck<'a> {
    context: &'a BodyContext<'a>,
    found: Vec<(&'a str, WarningAction)>,
    ids: Vec<String>,
    /// Links into the article: fragment and tag.
    links: Vec<(String, &'a str)>,
    /// The player that is open and has no source yet: its name and its tag.
    player: Option<(&'a str, &'a str)>,
    /// Whether the body repeats the lead picture with its size, which the page takes.
    has_sized_lead: bool,
}

impl<'a> BodyCheck<'a> {
    fn lost(&mut self, tag: &'a str, action: WarningAction) {
        self.found.push((tag, action));
    }

    fn start(&mut self, name: &str, tag: &'a str) {
        let mut attributes = of_tag(tag);
        self.ids.extend(get(&attributes, "id").map(str::to_owned));
        match name {
            "a" => {
                self.ids.extend(get(&attributes, "name").map(str::to_owned));
                let fragment = get(&attributes, "href").and_then(|href| href.trim_ascii().strip_prefix('#'));
                self.links.extend(fragment.map(|fragment| (fragment.to_owned(), tag)));
            }
            "img" | "amp-img" | "amp-anim" => {
                use_lazy_source(&mut attributes, Source::Picture);
                let has = |name: &str| get(&attributes, name).and_then(values::count).is_some();
                self.has_sized_lead |=
                    has("width") && has("height") && likeness(&attributes, None, self.context) != Likeness::Other;
                let has_alt = get(&attributes, "alt").is_some_and(|alt| !alt.trim().is_empty());
                let is_needless = counts_readers(&attributes) || keeps_place(&attributes);
                if !self.has_picture(&attributes) && !has_alt && !is_needless {
                    self.lost(tag, WarningAction::LostPicture);
                }
            }
            "audio" | "video" | "amp-audio" | "amp-video" => {
                use_lazy_source(&mut attributes, Source::Other);
                self.player = (!self.has_media(&attributes))
                    .then_some((if name.ends_with("audio") { "audio" } else { "video" }, tag));
            }
            "source" => {
                use_lazy_source(&mut attributes, Source::Other);
                if self.has_media(&attributes) {
                    self.player = None;
                }
            }
            "iframe" | "frame" => self.frame(tag, &attributes),
            "object" | "embed" | "applet" => self.lost(tag, WarningAction::LostObject),
            _ if amp::is_player(name) && amp::address(name, &attributes).is_none() => {
                self.lost(tag, WarningAction::LostEmbed);
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        let is_it = |(open, _): &mut (&str, &str)| {
            name.eq_ignore_ascii_case(open) || name.get(..4) == Some("amp-") && name[4..].eq_ignore_ascii_case(open)
        };
        if let Some((_, tag)) = self.player.take_if(is_it) {
            self.lost(tag, WarningAction::LostPlayer);
        }
    }

    fn frame(&mut self, tag: &'a str, attributes: &Attributes) {
        let names = attributes.iter().filter(|(name, _)| name.ends_with("src"));
        let has_address = names.map(|(_, value)| value).any(|value| self.resolves(Kind::Media, value));
        if has_address {
            return;
        }
        let has_title = get(attributes, "title").is_some_and(|title| !title.trim().is_empty());
        let action = if has_title { WarningAction::FrameTitleOnly } else { WarningAction::LostFrame };
        self.found.push((tag, action));
    }

    fn resolves(&self, kind: Kind, text: &str) -> bool {
        urls::resolve(kind, text.trim_ascii(), self.context).is_some()
    }

    fn has_picture(&self, attributes: &Attributes) -> bool {
        let in_set = |set: &str| srcset::clean(set, self.context).is_some();
        get(attributes, "src").is_some_and(|src| self.resolves(Kind::Picture, src))
            || get(attributes, "srcset").is_some_and(in_set)
    }

    fn has_media(&self, attributes: &Attributes) -> bool {
        get(attributes, "src").is_some_and(|src| self.resolves(Kind::Media, src))
    }
}
