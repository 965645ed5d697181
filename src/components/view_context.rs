//! What every component needs besides its own values: messages, links, dates, the clock, the reader's text size.

use leptos::prelude::*;

use crate::browser::dates::Dates;
use crate::browser::numbers;
use crate::domain::feed::date::Moment;
use crate::domain::site::links::Links;
use crate::domain::site::messages::{Messages, Plural, interpolate, tag_for};
use crate::domain::site::route::Route;
use crate::domain::site::text_direction::{self, Direction};
use crate::domain::site::text_size::TextSize;
use crate::domain::state::Event;

/// The language and the time zone that a site is written in. A page is mounted anew when they change.
#[derive(Clone, Debug)]
pub struct Locale {
    /// The messages of the interface: those of the feed's language where there are any.
    pub messages: &'static Messages,
    /// The feed's language, an RFC 5646 tag, where the feed names one.
    pub language: Option<String>,
    /// The publisher's time zone, an IANA name.
    pub time_zone: Option<String>,
}

impl PartialEq for Locale {
    fn eq(&self, other: &Locale) -> bool {
        let key = |locale: &Locale| (locale.messages.tag, locale.language.clone(), locale.time_zone.clone());
        key(self) == key(other)
    }
}

/// The values that [`provide_view_context`] puts into the context. It is `Copy`, so that closures can hold it.
#[derive(Clone, Copy)]
pub struct ViewContext {
    /// The interface's messages.
    pub messages: &'static Messages,
    /// The page's direction.
    pub direction: Direction,
    /// Now, in milliseconds since 1970: when the last response came, or the site last looked for new stories.
    pub now_ms: ReadSignal<i64>,
    /// The text size of the page.
    pub text_size: RwSignal<TextSize>,
    /// Sends an event to the feed's state. Natively it does nothing.
    pub dispatch: Callback<Event>,
    links: StoredValue<Links>,
    dates: StoredValue<Dates>,
    site_language: StoredValue<Option<String>>,
}

/// Makes the context of a page and provides it to all components below the current owner.
pub fn provide_view_context(
    locale: &Locale,
    links: Links,
    now_ms: ReadSignal<i64>,
    text_size: RwSignal<TextSize>,
    dispatch: Callback<Event>,
) -> ViewContext {
    let Locale { messages, language, time_zone } = locale;
    let site_language = match language {
        Some(language) if tag_for(language) == Some(messages.tag) => None,
        other => Some(other.clone().unwrap_or_default()),
    };
    let language = language.clone().unwrap_or_else(|| messages.tag.to_owned());
    let context = ViewContext {
        messages,
        direction: text_direction::of_language(&language),
        now_ms,
        text_size,
        dispatch,
        links: StoredValue::new(links),
        dates: StoredValue::new(Dates { language, zone: time_zone.clone() }),
        site_language: StoredValue::new(site_language),
    };
    provide_context(context);
    context
}

/// The context of the page around a component.
pub fn use_view_context() -> ViewContext {
    expect_context()
}

impl ViewContext {
    /// A link to a page, relative to the page that shows it.
    pub fn href(&self, route: &Route) -> String {
        self.links.with_value(|links| links.href(route))
    }

    /// A link to a file at the root of the site.
    pub fn file(&self, name: &str) -> String {
        self.links.with_value(|links| [&links.root, name].concat())
    }

    /// A month with its year in words: `November 2020`.
    #[cfg(feature = "ssr")]
    pub fn month(&self, year: u16, month: u8) -> String {
        self.dates.with_value(|dates| dates.month(year, month))
    }

    /// The links of this page.
    pub fn links(&self) -> Links {
        self.links.get_value()
    }

    /// A date for a list: `3 hours ago` under 24 hours, else the day in words. It follows the clock.
    pub fn date_in_list(&self, moment: Moment) -> String {
        let now_ms = self.now_ms.get();
        self.dates.with_value(|dates| dates.in_list(moment, now_ms))
    }

    /// The heading of a day's stories: the day in words, with its year where that is not this year's.
    pub fn day(&self, moment: Moment) -> String {
        let now_ms = self.now_ms.get_untracked();
        self.dates.with_value(|dates| dates.day(moment, now_ms))
    }

    /// The date of the newest story as the masthead has it: weekday, day, month and year.
    pub fn weekday_and_date(&self, moment: Moment) -> String {
        self.dates.with_value(|dates| dates.weekday_and_date(moment))
    }

    /// The day in the publisher's time zone: `2020-11-06`.
    pub fn iso_day(&self, moment: Moment) -> String {
        self.dates.with_value(|dates| dates.iso_day(moment))
    }

    /// Day and minute in the publisher's time zone: `2020-11-06 14:30`.
    pub fn iso_minute(&self, moment: Moment) -> String {
        self.dates.with_value(|dates| dates.iso_minute(moment))
    }

    /// The site's language, an RFC 5646 tag: the feed's, else that of the messages.
    pub fn language(&self) -> String {
        self.dates.with_value(|dates| dates.language.clone())
    }

    /// The `lang` of the feed's texts amid the interface's messages: `None` where both have one language, empty where the
    /// feed names none.
    pub fn site_language(&self) -> Option<String> {
        self.site_language.get_value()
    }

    /// `3 stories`: the plural form that the messages' language has for `count` things, and `count` in its digits.
    pub fn count(&self, sentence: Plural, count: usize) -> String {
        let form = sentence.form(&numbers::plural_category(self.messages.tag, count));
        interpolate(form, &[("n", &self.number(count))])
    }

    /// A number as the messages' language writes it.
    pub fn number(&self, number: usize) -> String {
        numbers::decimal(self.messages.tag, number as u64, 0)
    }
}
