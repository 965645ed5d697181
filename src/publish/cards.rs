//! The share cards of a site: which stories have one, and where it is.

use std::collections::{BTreeSet, HashMap};
use std::sync::Mutex;

use rayon::prelude::*;

use super::card::{Card, CardPainter, FontFiles, inputs_hash};
use super::content::Content;
use super::output::{Output, OutputError};
use super::previous::PreviousSite;
use super::shared_picture::shared_picture;
use crate::domain::feed::Item;
use crate::domain::feed::key::Key;
use crate::domain::site::accent::Accent;
use crate::domain::site::text_direction;

/// The folder of the cards.
pub const CARDS: &str = "cards/";
/// Width and height of a card in pixels.
pub const SIZE: (u32, u32) = (1_200, 630);
/// The number of stories that have a card grows to this much more before the oldest lose theirs, all at once: a page loses its
/// card with its neighbours, and not one page with each new story.
const STEP: usize = 50;

/// Which stories without a usable picture have a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cards {
    /// All.
    All,
    /// This number of the newest stories.
    Latest(usize),
    /// No story.
    None,
}

impl Cards {
    /// Without a setting.
    pub const DEFAULT: Cards = Cards::Latest(2_000);

    /// Reads `all`, `none` or `latest 2000`.
    pub fn read(text: &str) -> Option<Cards> {
        match text.split_once(' ') {
            None if text == "all" => Some(Cards::All),
            None if text == "none" => Some(Cards::None),
            Some(("latest", count)) => count.trim().parse().ok().map(Cards::Latest),
            _ => None,
        }
    }

    /// How many of the newest of `all` stories may have a card.
    fn count(self, all: usize) -> usize {
        match self {
            Cards::All => all,
            Cards::None => 0,
            Cards::Latest(count) => all - all.saturating_sub(count) / STEP * STEP,
        }
    }
}

/// The paths of the cards in the site, by the keys of their stories.
pub type CardPaths = HashMap<Key, String>;

/// The stories that have a card, and the path of each. The path has the hash of the card's input: a changed picture
/// needs another address, because networks cache pictures by their address.
pub fn paths(
    content: &Content,
    cards: Cards,
    fonts: &FontFiles,
    site_name: &str,
    accent: Option<&Accent>,
) -> CardPaths {
    let publication = &content.publication;
    let count = cards.count(publication.feed.items.len());
    let without = publication.stories().take(count).filter(|item| shared_picture(item).is_none());
    without
        .map(|item| {
            let hash = inputs_hash(&card_of(item, site_name, publication.feed.language.as_deref(), accent), fonts);
            (item.key, format!("{CARDS}{}-{}.png", item.key, &hash[..16]))
        })
        .collect()
}

fn card_of<'a>(item: &'a Item, site_name: &'a str, language: Option<&'a str>, accent: Option<&'a Accent>) -> Card<'a> {
    let language = item.language.as_deref().or(language);
    Card {
        headline: &item.headline,
        section: item.section_name(),
        site_name,
        accent,
        language,
        direction: text_direction::of_language(language.unwrap_or_default()),
    }
}

/// Writes the cards, and reuses existing ones. Stories whose card can't be drawn are removed from `paths`. Returns
/// warnings for the publisher.
pub fn write(
    content: &Content,
    paths: &mut CardPaths,
    fonts: &FontFiles,
    accent: Option<&Accent>,
    output: &Output,
    previous: &dyn PreviousSite,
) -> Result<Vec<String>, OutputError> {
    const KIND: &str = "a share card";
    let publication = &content.publication;
    let (site_name, language) = (publication.feed.title.as_str(), publication.feed.language.as_deref());
    let mut missing = Vec::new();
    for item in publication.stories() {
        let Some(path) = paths.get(&item.key) else { continue };
        if output.reuse_old(path, KIND)? {
            continue;
        }
        match previous.read(path).ok().flatten() {
            Some(bytes) => output.write(path, &bytes, None, KIND)?,
            None => missing.push(item),
        }
    }
    if missing.is_empty() {
        return Ok(Vec::new());
    }
    let mut painter = CardPainter::with_fonts(fonts);
    if !painter.has_fonts() {
        missing.iter().for_each(|item| drop(paths.remove(&item.key)));
        return Ok(vec!["no share card is drawn: there is no font here; name one with --font".to_owned()]);
    }
    let (scripts, not_drawn) = (Mutex::new(BTreeSet::new()), Mutex::new(Vec::new()));
    let known = &*paths;
    missing
        .par_iter()
        .map_init(
            || painter.clone(),
            |painter, item| {
                let drawn = painter.card(&card_of(item, site_name, language, accent));
                lock(&scripts).extend(drawn.missing_scripts);
                match (drawn.png, known.get(&item.key)) {
                    (Some(png), Some(path)) => output.write(path, &png, None, KIND)?,
                    _ => lock(&not_drawn).push(item.key),
                }
                Ok(())
            },
        )
        .collect::<Result<(), OutputError>>()?;
    for key in lock(&not_drawn).drain(..) {
        paths.remove(&key);
    }
    let scripts = lock(&scripts);
    let warning =
        |script: &String| format!("share cards: no font here has the letters of {script}; name one with --font");
    Ok(scripts.iter().map(warning).collect())
}

fn lock<T>(value: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    value.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_have_cards_and_lose_them_fifty_at_a_time() {
        let with_cards = |all| Cards::Latest(2_000).count(all);
        assert_eq!((with_cards(3), with_cards(2_000), with_cards(2_049)), (3, 2_000, 2_049));
        assert_eq!((with_cards(2_050), with_cards(2_099), with_cards(2_100)), (2_000, 2_049, 2_000));
        for (text, cards) in [
            ("all", Some(Cards::All)),
            ("none", Some(Cards::None)),
            ("latest 5", Some(Cards::Latest(5))),
            ("latest", None),
            ("5", None),
        ] {
            assert_eq!(Cards::read(text), cards, "{text}");
        }
    }
}
