//! What every view needs besides the paper itself.

use std::rc::Rc;

use crate::browser::dates::Dates;
use crate::browser::numbers;
use crate::domain::edition::Edition;
use crate::domain::feed_state::Event;
use crate::domain::route::Links;
use crate::domain::text_direction::{self, Direction};
use crate::domain::text_size::TextSize;
use crate::domain::words::{Plural, Words, fill};
use crate::markup::State;

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
    pub text_size: State<TextSize>,
    /// What the reader asks of the feed; natively nobody listens.
    pub tell: Rc<dyn Fn(Event)>,
}

impl Site {
    /// The values that follow from a paper. `words` are the interface's: those of the paper's language where there are any.
    pub fn of(
        edition: &Edition,
        words: &'static Words,
        now_ms: i64,
        text_size: State<TextSize>,
        tell: Rc<dyn Fn(Event)>,
    ) -> Site {
        let language = edition.feed.language.clone().unwrap_or_else(|| words.tag.to_owned());
        let direction = match &edition.feed.language {
            Some(tag) => text_direction::of_language(tag),
            None => text_direction::of_text(&edition.feed.title),
        };
        Site {
            words,
            links: Links::of_shell(),
            dates: Dates { language, zone: edition.settings.time_zone.clone() },
            now_ms,
            direction,
            text_size,
            tell,
        }
    }

    /// `3 stories`: the form that the words' language has for `count` things, and `count` in its digits.
    pub fn count(&self, sentence: Plural, count: usize) -> String {
        let form = sentence.form(&numbers::plural_category(self.words.tag, count));
        fill(form, &[("n", &self.number(count))])
    }

    /// A number as the words' language writes it.
    pub fn number(&self, number: usize) -> String {
        numbers::decimal(self.words.tag, number as u64, 0)
    }
}
