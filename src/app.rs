//! The running site: what is known now in one state, and the page that follows from it.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::Owner;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use crate::browser::fetch::{self, Answer, Asked};
use crate::browser::navigation;
use crate::browser::{address, address_bar, dates, document, focus, log, messages, start, text_size, timing};
use crate::components::site::Site;
use crate::domain::feed::Feed;
use crate::domain::feed::key::Key;
use crate::domain::feed::publication::Publication;
use crate::domain::feed::settings::Settings;
use crate::domain::feed::warning::{Place, Warning, WarningAction};
use crate::domain::parse::context::Context;
use crate::domain::parse::json_feed;
use crate::domain::parse::settings_file;
use crate::domain::site::messages::{Messages, english, tag_for};
use crate::domain::site::route::Route;
use crate::domain::site::text_size::TextSize;
use crate::domain::state::failure::Failure;
use crate::domain::state::{DataNeeded, Effect, Event, FeedState, Phase, Request};
use crate::domain::web_url::WebUrl;
use crate::markup::{self, Markup, State};
use crate::pages::Page;

/// How long the settings file may keep a feed waiting that is there already.
const SETTINGS_WAIT_MS: i32 = 1_000;
/// How long the words of a language may; after that the page speaks English until they are there.
const WORDS_WAIT_MS: i32 = 1_000;
/// After how long without a feed the skeleton gives way to a page that says so.
const SLOW_FEED_MS: i32 = 10_000;

thread_local! {
    /// Requests under way, so that they can be aborted.
    static UNDER_WAY: RefCell<Vec<(Request, Asked)>> = const { RefCell::new(Vec::new()) };
    /// What is to be done once there is something better to show than the shell's skeleton.
    static WAITING: RefCell<Option<Waiting>> = const { RefCell::new(None) };
}

/// Where the page will stand, who owns its effects, and where the reader stood.
struct Waiting {
    root: Element,
    owner: Owner,
    place: navigation::Place,
}

/// What the page follows from.
struct Now {
    state: FeedState,
    /// The settings file: `None` until it is known whether there is one.
    settings: Option<Settings>,
    route: Route,
    messages: &'static Messages,
    /// The language whose words are being waited for.
    awaited: Option<&'static str>,
}

impl Now {
    /// Whether there is all that a page is made of.
    fn is_ready(&self) -> bool {
        !self.state.is_silent() && self.settings.is_some() && self.awaited.is_none()
    }

    /// The language that the page should speak: the feed's, else the browser's, else English.
    fn wanted_messages(&self) -> &'static str {
        let of_feed = match &self.state.phase {
            Phase::Loaded(loaded) => loaded.feed.language.clone(),
            _ => None,
        };
        tag_for(&of_feed.unwrap_or_else(messages::browser_language)).unwrap_or("en")
    }
}

/// What the site shows: the readers' pages, or those of a widget.
#[derive(Clone, Copy)]
pub struct Program {
    /// The page of a state and a route.
    pub page: fn(&Site, &Publication, &FeedState, &Route) -> Page,
    /// What a page needs of the feed besides its first page.
    pub data_needed: fn(&Route) -> DataNeeded,
}

/// What everything follows from. It lives as long as the document.
struct App {
    program: Program,
    now: State<Now>,
    text_size: State<TextSize>,
}

/// Starts the site in the shell's `#app`.
pub fn start(program: Program) {
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
    let _ = any_spawner::Executor::init_wasm_bindgen();
    // What follows from the state lives as long as the document.
    let owner = Owner::new();
    owner.set();
    let (state, effects) = FeedState::start(url.clone());
    let route = navigation::current_route();
    let needed = (program.data_needed)(&route);
    let app: &'static App = Box::leak(Box::new(App {
        program,
        now: State::new(Now { state, settings: None, route, messages: english(), awaited: None }),
        text_size: State::new(text_size::current()),
    }));
    match begun {
        Some(begun) => app.take_over(0, url, fetch::take_over(begun)),
        None => app.run(effects),
    }
    text_size::follow(|size| app.text_size.set(size));
    app.tell(Event::RouteChanged(needed));
    let place = navigation::follow(|route, place| app.go(route, place));
    WAITING.set(Some(Waiting { root, owner, place }));
    app.read_settings();
    timing::after(SLOW_FEED_MS, || {
        app.tell(Event::SlowTimeout);
        app.show();
    });
    fetch::watch(|online| app.tell(if online { Event::WentOnline } else { Event::RefreshDue }));
    start::started();
}

impl App {
    /// Shows the page in place of the skeleton. That waits until there is something better: the skeleton never flickers
    /// away.
    fn show(&'static self) {
        let Some(Waiting { root, owner, place }) = WAITING.take() else { return };
        root.set_text_content(None);
        owner.with(|| markup::dom::follow(root, move || self.view()).forget());
        std::mem::forget(owner);
        timing::after_next_frame(document::show_current_section);
        navigation::scroll_to(place);
    }

    /// Shows the page if feed and settings are there.
    fn show_if_ready(&'static self) {
        if self.now.peek(Now::is_ready) {
            self.show();
        }
    }

    /// Lets the page speak the language that it should, once its words are there.
    fn choose_messages(&'static self) {
        let tag = self.now.peek(Now::wanted_messages);
        if self.now.peek(|now| now.awaited == Some(tag)) {
            return;
        }
        if let Some(messages) = messages::at_hand(tag) {
            return self.speak(Some(messages));
        }
        self.now.change(|now| now.awaited = Some(tag));
        let take_up = move |messages| {
            // By now the page may want other words.
            if self.now.peek(|now| now.wanted_messages() == tag) {
                self.speak(messages);
            }
        };
        messages::load(tag, take_up);
        timing::after(WORDS_WAIT_MS, move || {
            if self.now.peek(|now| now.awaited == Some(tag)) {
                self.speak(None);
            }
        });
    }

    /// Speaks with these words, or goes on as before where there are none.
    fn speak(&'static self, messages: Option<&'static Messages>) {
        self.now.change(|now| now.awaited = None);
        if let Some(messages) = messages
            && self.now.peek(|now| now.messages.tag != messages.tag)
        {
            self.now.change(|now| now.messages = messages);
            self.now.notify();
        }
        self.show_if_ready();
    }

    /// The page of now, and what the document says about it.
    fn view(&'static self) -> Markup {
        self.now.with(|Now { state, settings, route, messages, .. }| {
            let now_ms = timing::now_ms();
            let settings = settings.clone().unwrap_or_default();
            let typed = address_bar::typed_search();
            let route = typed.as_ref().unwrap_or(route);
            let publication = state.publication(settings, address::document_url(), now_ms);
            let site = Site::of(
                &publication,
                messages,
                now_ms,
                self.text_size.clone(),
                Rc::new(move |event| self.tell(event)),
            );
            let page = (self.program.page)(&site, &publication, state, route);
            document::set_head(&page.head, messages);
            if let Route::Article { key, .. } = route
                && let Some(item) = publication.story(*key)
            {
                navigation::correct_address(&item.route());
            }
            page.view
        })
    }

    /// Goes to another page: shows it, moves the focus to its headline, stands where the reader is to stand.
    fn go(&'static self, route: Route, place: navigation::Place) {
        // Of a search nobody knows but the field what has been typed since.
        if matches!(route, Route::Search { .. }) || self.now.peek(|now| !now.route.is_same_page(&route)) {
            let needed = (self.program.data_needed)(&route);
            address_bar::leave_search();
            let mut effects = Vec::new();
            self.now.change(|now| {
                now.route = route;
                effects = now.state.handle(Event::RouteChanged(needed));
            });
            self.now.notify();
            self.run(effects);
            timing::after_next_frame(|| {
                focus::headline();
                document::show_current_section();
            });
        }
        navigation::scroll_to(place);
    }

    /// Lets the machine answer an event, and does what it asks for.
    fn tell(&'static self, event: Event) {
        let mut effects = Vec::new();
        let mut looks_other = false;
        self.now.change(|now| {
            let before = now.state.appearance();
            effects = now.state.handle(event);
            looks_other = now.state.appearance() != before;
        });
        if looks_other {
            let focus = focus::keep();
            self.now.notify();
            timing::after_next_frame(|| focus.restore());
        }
        self.run(effects);
        self.choose_messages();
        self.show_if_ready();
    }

    fn run(&'static self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Fetch { request, url, fresh } => self.take_over(request, url.clone(), fetch::ask(url, fresh)),
                Effect::Abort(request) => {
                    if let Some(asked) = no_longer(request) {
                        asked.abort();
                    }
                }
                Effect::Wait { request, ms } => {
                    let ms = f64::from(ms) * (1.0 + js_sys::Math::random() / 2.0);
                    timing::after(ms as i32, move || self.tell(Event::Waited(request)));
                }
                Effect::ReadCache(url) => self.read_cache(url),
                Effect::Warn(warnings) => log::warnings(&warnings),
            }
        }
    }

    /// Waits for an answer and tells the machine of it.
    fn take_over(&'static self, request: Request, url: WebUrl, (asked, answer): (Asked, fetch::Answering)) {
        UNDER_WAY.with_borrow_mut(|under_way| under_way.push((request, asked)));
        spawn_local(async move {
            let answer = answer.await;
            let asked = no_longer(request);
            let at = timing::now_ms();
            // What is known already need not be read again.
            let is_known =
                |answer: &Answer| self.now.peek(|now| now.state.is_known(&url, Key::of_bytes(&answer.bytes)));
            let event = match answer {
                Ok(answer) if is_known(&answer) => Ok(Event::Unchanged { request, at }),
                answer => answer.and_then(read_feed).map(|feed| Event::Arrived { request, feed, at }),
            };
            let event = match event {
                Ok(event) => {
                    if let Some(asked) = asked
                        && self.now.peek(|now| now.state.url == url)
                    {
                        fetch::keep(&asked, at, matches!(event, Event::Arrived { .. }));
                    }
                    event
                }
                Err(failure) => {
                    if asked.is_some() {
                        log::failure(url.as_str(), &failure);
                    }
                    Event::Failed { request, failure }
                }
            };
            self.tell(event);
        });
    }

    /// Tells the machine what the device has kept of an earlier visit.
    fn read_cache(&'static self, url: WebUrl) {
        spawn_local(async move {
            let kept = fetch::kept(url.clone()).await;
            let found = kept.and_then(|(answer, then)| Some((read_feed(answer).ok()?, then)));
            self.tell(Event::CacheRead { url, found });
        });
    }

    /// Takes up the settings file; a site without one is the rule.
    fn read_settings(&'static self) {
        let Some(begun) = start::begun("settings") else { return self.settle(None) };
        let url = begun.url.clone();
        let (asked, answer) = fetch::take_over(begun);
        timing::after(SETTINGS_WAIT_MS, move || {
            self.settle(None);
        });
        spawn_local(async move {
            let answer = match answer.await {
                // What was kept is better than none, unless the host says that there is none.
                Err(failure) if !failure.is_refusal() => fetch::kept(url).await.map(|(answer, _)| answer),
                answer => answer.ok().inspect(|_| fetch::keep(&asked, timing::now_ms(), true)),
            };
            let settings = match answer {
                Some(answer) => match settings_file::parse(&answer.bytes, &answer.address, address::parse_url) {
                    Ok((settings, warnings)) => {
                        log::warnings(&warnings);
                        check_zone(&settings);
                        Some(settings)
                    }
                    Err(error) => {
                        log::failure("newsleaf.json", &Failure::Unreadable(error));
                        None
                    }
                },
                None => None,
            };
            if let Some(url) = settings.as_ref().and_then(|settings| settings.feed.clone()) {
                self.tell(Event::Moved(url));
            }
            self.settle(settings);
        });
    }

    /// The settings are known: these, or that there are none. Those that come late count too.
    fn settle(&'static self, settings: Option<Settings>) {
        if settings.is_some() || self.now.peek(|now| now.settings.is_none()) {
            self.now.change(|now| now.settings = Some(settings.unwrap_or_default()));
            self.now.notify();
        }
        self.show_if_ready();
    }
}

/// Takes a request off the list of those under way.
fn no_longer(request: Request) -> Option<Asked> {
    UNDER_WAY.with_borrow_mut(|under_way| {
        let at = under_way.iter().position(|(number, _)| *number == request)?;
        Some(under_way.swap_remove(at).1)
    })
}

/// Warns of a time zone that the browser does not know: dates are then in the reader's.
fn check_zone(settings: &Settings) {
    if let Some(zone) = &settings.time_zone
        && !dates::knows_zone(zone)
    {
        let action = WarningAction::LeftOut("the browser knows no such time zone");
        log::warnings(&[Warning::new(Place::Settings, "time_zone", zone, action)]);
    }
}

fn read_feed(answer: Answer) -> Result<Box<Feed>, Failure> {
    let context = Context { address: &answer.address, parse_url: address::parse_url };
    let (feed, warnings) = json_feed::parse(&answer.bytes, &context).map_err(Failure::Unreadable)?;
    log::warnings(&warnings);
    check_zone(&feed.settings);
    Ok(Box::new(feed))
}

fn mount_point() -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id("app")
}
