//! What every view needs besides the paper itself.

use std::rc::Rc;

use leptos::prelude::RwSignal;

use crate::browser::dates::Dates;
use crate::domain::edition::Edition;
use crate::domain::feed_state::Event;
use crate::domain::route::Links;
use crate::domain::text_direction::{self, Direction};
use crate::domain::text_size::TextSize;
use crate::domain::words::{Words, fill, words_for};

/// Words, links, dates, the clock and the reader's ways to speak: passed in, so that a page is a function of its values.
#[derive(Clone)]
pub struct Site {
    /// The interface's words.
    pub words: &'static Words,
    /// Prints routes for the page that is shown.
    pub links: Links,
    /// Writes dates.
    pub dates: Dates,
    /// Now, in milliseconds since 1970.
    pub now_ms: i64,
    /// The paper's direction.
    pub direction: Direction,
    /// The reader's choice.
    pub text_size: RwSignal<TextSize>,
    /// What the reader asks of the feed; natively nobody listens.
    pub tell: Rc<dyn Fn(Event)>,
}

impl Site {
    /// The values that follow from a paper.
    pub fn of(edition: &Edition, now_ms: i64, text_size: RwSignal<TextSize>, tell: Rc<dyn Fn(Event)>) -> Site {
        let language = edition.feed.language.clone().unwrap_or_else(|| "en".to_owned());
        let direction = match &edition.feed.language {
            Some(tag) => text_direction::of_language(tag),
            None => text_direction::of_text(&edition.feed.title),
        };
        Site {
            words: words_for(&language),
            links: Links::of_shell(),
            dates: Dates { language, zone: edition.settings.time_zone.clone() },
            now_ms,
            direction,
            text_size,
            tell,
        }
    }

    /// `3 stories`: the plural of the words' language.
    pub fn stories(&self, count: usize) -> String {
        let form = if count == 1 { self.words.story_one } else { self.words.story_other };
        fill(form, &[("n", &count.to_string())])
    }
}
