//! What every view needs besides the paper itself.

use std::rc::Rc;

use crate::browser::dates::Dates;
use crate::browser::numbers;
use crate::domain::feed::publication::Publication;
use crate::domain::site::links::Links;
use crate::domain::site::messages::{Messages, Plural, interpolate, tag_for};
use crate::domain::site::text_direction::{self, Direction};
use crate::domain::site::text_size::TextSize;
use crate::domain::state::Event;
use crate::markup::{Element, State, element};

/// Words, links, dates, the clock and the reader's ways to speak: passed in, so that a page is a function of its values.
#[derive(Clone)]
pub struct Site {
    /// The interface's words.
    pub messages: &'static Messages,
    /// Prints routes for the page that is shown.
    pub links: Links,
    /// Writes dates.
    pub dates: Dates,
    /// Now, in milliseconds since 1970.
    pub now_ms: i64,
    /// The page's direction.
    pub direction: Direction,
    /// The paper's language for what a `lang` has to say of its texts: none where it is the words' own, empty where nobody
    /// knows it.
    pub paper: Option<String>,
    /// The reader's choice.
    pub text_size: State<TextSize>,
    /// What the reader asks of the feed; natively nobody listens.
    pub tell: Rc<dyn Fn(Event)>,
}

impl Site {
    /// The values that follow from a paper. `words` are the interface's: those of the paper's language where there are any.
    pub fn of(
        publication: &Publication,
        messages: &'static Messages,
        now_ms: i64,
        text_size: State<TextSize>,
        tell: Rc<dyn Fn(Event)>,
    ) -> Site {
        let feed = publication.feed.language.clone();
        let paper = match &feed {
            Some(language) if tag_for(language) == Some(messages.tag) => None,
            other => Some(other.clone().unwrap_or_default()),
        };
        let language = feed.unwrap_or_else(|| messages.tag.to_owned());
        let direction = text_direction::of_language(&language);
        Site {
            messages,
            links: Links::of_shell(),
            dates: Dates { language, zone: publication.settings.time_zone.clone() },
            now_ms,
            direction,
            paper,
            text_size,
            tell,
        }
    }

    /// A name of the paper's amid the interface's words.
    pub fn name(&self, name: String) -> Element {
        element("bdi").attr("lang", self.paper.clone()).child(name)
    }

    /// `3 stories`: the form that the words' language has for `count` things, and `count` in its digits.
    pub fn count(&self, sentence: Plural, count: usize) -> String {
        let form = sentence.form(&numbers::plural_category(self.messages.tag, count));
        interpolate(form, &[("n", &self.number(count))])
    }

    /// A number as the words' language writes it.
    pub fn number(&self, number: usize) -> String {
        numbers::decimal(self.messages.tag, number as u64, 0)
    }
}
