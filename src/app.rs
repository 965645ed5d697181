//! The running site: the feed's state in one signal, the route in another, and the page that follows from both.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::{Effect, Get, GetUntracked, Owner, RwSignal, Set, With, WithUntracked};
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use crate::browser::fetch::{self, Answer, Asked};
use crate::browser::navigation::{self, Place};
use crate::browser::{address, document, log, start, text_size, timing};
use crate::components::site::Site;
use crate::domain::edition::Edition;
use crate::domain::failure::Failure;
use crate::domain::feed::Feed;
use crate::domain::feed_state::{Effect as Todo, Event, FeedState, Phase, Request};
use crate::domain::json_feed::{self, Context};
use crate::domain::route::Route;
use crate::domain::settings::{self, Settings};
use crate::domain::text_size::TextSize;
use crate::domain::web_url::WebUrl;
use crate::markup::{self, Markup};
use crate::pages;

/// How long the settings file may keep a feed waiting that is there already.
const SETTINGS_WAIT_MS: i32 = 1_000;
/// After how long without a feed the skeleton gives way to a page that says so.
const SLOW_FEED_MS: i32 = 10_000;

thread_local! {
    /// Requests under way, so that they can be aborted.
    static UNDER_WAY: RefCell<Vec<(Request, Asked)>> = const { RefCell::new(Vec::new()) };
}

/// The signals that everything follows from. All of it is `Copy`.
#[derive(Clone, Copy)]
struct App {
    state: RwSignal<FeedState>,
    /// The settings file: `None` until it is known whether there is one.
    settings: RwSignal<Option<Settings>>,
    route: RwSignal<Route>,
    text_size: RwSignal<TextSize>,
    /// Whether there is something better to show than the shell's skeleton.
    ready: RwSignal<bool>,
}

/// Starts the site in the shell's `#app`.
pub fn start() {
    let Some(root) = mount_point() else {
        return start::failed("The page has no element with the id 'app'.");
    };
    let begun = start::begun("feed");
    let url = begun
        .as_ref()
        .map(|begun| begun.url.clone())
        .or_else(|| WebUrl::parse("feed.json", address::document_url().as_ref(), address::parse_url).ok());
    let Some(url) = url else {
        return start::failed("This page has no web address, so it can't find its feed.");
    };
    // The effect below runs before anything is mounted, and mounting is what usually starts the executor of effects.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    // The signals live as long as the document.
    let owner = Owner::new();
    owner.set();
    std::mem::forget(owner.clone());
    let (state, effects) = FeedState::start(url.clone());
    let app = App {
        state: RwSignal::new(state),
        settings: RwSignal::new(None),
        route: RwSignal::new(navigation::current_route()),
        text_size: RwSignal::new(text_size::current()),
        ready: RwSignal::new(false),
    };
    match begun {
        Some(begun) => app.take_over(0, url, fetch::take_over(begun)),
        None => app.run(effects),
    }
    text_size::follow(move |size| app.text_size.set(size));
    app.tell(Event::Wants(pages::wanted(&app.route.get_untracked())));
    app.read_settings();
    let place = navigation::follow(move |route, place| app.go(route, place));
    timing::after(SLOW_FEED_MS, move || app.ready.set(true));
    // Mounting waits until there is something better than the skeleton; the shell's skeleton never flickers away.
    let mounted = RefCell::new(false);
    Effect::new(move |_| {
        if app.ready.get() && !mounted.replace(true) {
            root.set_inner_html("");
            // The page belongs to the document: what belongs to an effect is disposed of when the effect runs again.
            owner.with(|| markup::dom::follow(root.clone(), move || app.view()).forget());
            navigation::scroll_to(place.clone());
        }
    });
    start::started();
}

impl App {
    /// The page of now, and what the document says about it.
    fn view(self) -> Markup {
        let settings = self.settings.get().unwrap_or_default();
        let here = address::document_url();
        let edition = self.state.with(|state| Edition::of_state(state, settings, here, timing::now_ms()));
        let tell = Rc::new(move |event| self.tell(event));
        let site = Site::of(&edition, timing::now_ms(), self.text_size, tell);
        let page = self.state.with(|state| pages::page(&site, &edition, state, &self.route.get()));
        document::set_head(&page.head);
        if let Some(item) = match self.route.get_untracked() {
            Route::Article { key, .. } => edition.story(key),
            _ => None,
        } {
            navigation::correct_address(&item.route());
        }
        page.view
    }

    /// Goes to another page: shows it, moves the focus to its headline, stands where the reader is to stand.
    fn go(self, route: Route, place: Place) {
        if self.route.get_untracked() != route {
            self.route.set(route.clone());
            self.tell(Event::Wants(pages::wanted(&route)));
            timing::after_next_frame(document::focus_headline);
        }
        navigation::scroll_to(place);
    }

    /// Lets the machine answer an event, and does what it asks for.
    fn tell(self, event: Event) {
        let (next, effects) = self.state.get_untracked().after(event);
        let ready = !matches!(next.phase, Phase::Loading(_)) && self.settings.with_untracked(Option::is_some);
        self.state.set(next);
        self.run(effects);
        if ready {
            self.ready.set(true);
        }
    }

    fn run(self, effects: Vec<Todo>) {
        for effect in effects {
            match effect {
                Todo::Fetch { request, url, fresh } => self.take_over(request, url.clone(), fetch::ask(url, fresh)),
                Todo::Abort(request) => {
                    if let Some(asked) = no_longer(request) {
                        asked.abort();
                    }
                }
                Todo::Warn(warnings) => log::warnings(&warnings),
            }
        }
    }

    /// Waits for an answer and tells the machine of it.
    fn take_over(
        self,
        request: Request,
        url: WebUrl,
        (asked, answer): (Asked, impl Future<Output = Result<Answer, Failure>> + 'static),
    ) {
        UNDER_WAY.with_borrow_mut(|under_way| under_way.push((request, asked)));
        spawn_local(async move {
            let answer = answer.await;
            let awaited = no_longer(request).is_some();
            let event = match answer.and_then(read_feed) {
                Ok(feed) => Event::Arrived { request, feed: Box::new(feed), at: timing::now_ms() },
                Err(failure) => {
                    if awaited {
                        log::failure(url.as_str(), &failure);
                    }
                    Event::Failed { request, failure }
                }
            };
            self.tell(event);
        });
    }

    /// Takes up the settings file; a site without one is the rule.
    fn read_settings(self) {
        let Some(begun) = start::begun("settings") else { return self.settle(Settings::default()) };
        let (_, answer) = fetch::take_over(begun);
        timing::after(SETTINGS_WAIT_MS, move || {
            if self.settings.with_untracked(Option::is_none)
                && self.state.with_untracked(|state| !matches!(state.phase, Phase::Loading(_)))
            {
                self.settle(Settings::default());
            }
        });
        spawn_local(async move {
            let settings = match answer.await {
                Ok(answer) => match settings::parse(&answer.bytes, &answer.address, address::parse_url) {
                    Ok((settings, warnings)) => {
                        log::warnings(&warnings);
                        settings
                    }
                    Err(error) => {
                        log::failure("newsleaf.json", &Failure::Unreadable(error));
                        Settings::default()
                    }
                },
                Err(_) => Settings::default(),
            };
            if let Some(url) = settings.feed.clone() {
                self.tell(Event::Moved(url));
            }
            self.settle(settings);
        });
    }

    /// The settings are known.
    fn settle(self, settings: Settings) {
        self.settings.set(Some(settings));
        if self.state.with_untracked(|state| !matches!(state.phase, Phase::Loading(_))) {
            self.ready.set(true);
        }
    }
}

/// Takes a request off the list of those under way.
fn no_longer(request: Request) -> Option<Asked> {
    UNDER_WAY.with_borrow_mut(|under_way| {
        let at = under_way.iter().position(|(number, _)| *number == request)?;
        Some(under_way.swap_remove(at).1)
    })
}

fn read_feed(answer: Answer) -> Result<Feed, Failure> {
    let context = Context { address: &answer.address, parse_url: address::parse_url };
    let (feed, warnings) = json_feed::parse(&answer.bytes, &context).map_err(Failure::Unreadable)?;
    log::warnings(&warnings);
    Ok(feed)
}

fn mount_point() -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id("app")
}
