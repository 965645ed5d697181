//! The running site: what is known now in one state, and the page that follows from it.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use leptos::prelude::Owner;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use crate::browser::network::watch::{self, Signal, Watch};
use crate::browser::network::{self, FetchedDocument, RequestHandle, boot, cache};
use crate::browser::words::WordsLoader;
use crate::browser::{address, address_bar, dates, document, focus, log, navigation, start, text_size, timing, words};
use crate::components::site::Site;
use crate::domain::edition::Edition;
use crate::domain::failure::Failure;
use crate::domain::feed::Feed;
use crate::domain::feed_state::{Effect, Event, FeedState, Phase, Request, Wanted};
use crate::domain::json_feed::{self, Context};
use crate::domain::key::Key;
use crate::domain::route::Route;
use crate::domain::settings::{self, Settings};
use crate::domain::text_size::TextSize;
use crate::domain::warning::{Place, Warning};
use crate::domain::web_url::WebUrl;
use crate::domain::words::{Words, english, tag_for};
use crate::markup::{self, Markup, State};
use crate::pages::Page;

/// How long the settings file may keep a feed waiting that is there already.
const SETTINGS_WAIT_MS: i32 = 1_000;
/// How long the words of a language may; after that the page speaks English until they are there.
const WORDS_WAIT_MS: i32 = 1_000;
/// After how long without a feed the skeleton gives way to a page that says so.
const SLOW_FEED_MS: i32 = 10_000;

thread_local! {
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
    words: &'static Words,
    /// The language whose words are being waited for.
    awaited: Option<&'static str>,
}

impl Now {
    /// Whether there is all that a page is made of.
    fn is_ready(&self) -> bool {
        !self.state.is_silent() && self.settings.is_some() && self.awaited.is_none()
    }

    /// The language that the page should speak: the feed's, else the browser's, else English.
    fn wanted_words(&self) -> &'static str {
        let of_feed = match &self.state.phase {
            Phase::Loaded(loaded) => loaded.feed.language.clone(),
            _ => None,
        };
        tag_for(&of_feed.unwrap_or_else(words::browser_language)).unwrap_or("en")
    }
}

/// What the site shows: the readers' pages, or those of a widget.
#[derive(Clone, Copy)]
pub struct Program {
    /// The page of a state and a route.
    pub page: fn(&Site, &Edition, &FeedState, &Route) -> Page,
    /// What a page needs of the feed besides its first page.
    pub wanted: fn(&Route) -> Wanted,
}

/// What everything follows from. It lives as long as the document.
struct App {
    program: Program,
    now: State<Now>,
    text_size: State<TextSize>,
    words: WordsLoader,
    /// The requests that are awaited, so that they can be aborted.
    requests: RefCell<Vec<(Request, RequestHandle)>>,
    watch: OnceCell<Watch>,
}

/// Starts the site in the shell's `#app`.
pub fn start(program: Program) {
    let Some(root) = mount_point() else {
        return start::failed("The page has no element with the id 'app'.");
    };
    let Some(url) = boot::feed_url() else {
        return start::failed("This page has no web address, so it can't find its feed.");
    };
    let _ = any_spawner::Executor::init_wasm_bindgen();
    // What follows from the state lives as long as the document.
    let owner = Owner::new();
    owner.set();
    let (state, effects) = FeedState::start(url);
    let route = navigation::current_route();
    let wanted = (program.wanted)(&route);
    let app: &'static App = Box::leak(Box::new(App {
        program,
        now: State::new(Now { state, settings: None, route, words: english(), awaited: None }),
        text_size: State::new(text_size::current()),
        words: WordsLoader::default(),
        requests: RefCell::default(),
        watch: OnceCell::new(),
    }));
    app.run(effects);
    text_size::follow(|size| app.text_size.set(size));
    app.tell(Event::Wants(wanted));
    let place = navigation::follow(|route, place| app.go(route, place));
    WAITING.set(Some(Waiting { root, owner, place }));
    app.read_settings();
    timing::after(SLOW_FEED_MS, || {
        app.tell(Event::IsSlow);
        app.show();
    });
    let watch = watch::watch(|signal| {
        app.tell(match signal {
            Signal::RefreshDue => Event::RefreshDue,
            Signal::Online => Event::IsOnline,
        });
    });
    if let Some(watch) = watch {
        let _ = app.watch.set(watch);
    }
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
    fn choose_words(&'static self) {
        let tag = self.now.peek(Now::wanted_words);
        if self.now.peek(|now| now.awaited == Some(tag)) {
            return;
        }
        if let Some(words) = self.words.get(tag) {
            return self.speak(Some(words));
        }
        self.now.change(|now| now.awaited = Some(tag));
        let take_up = move |words| {
            // By now the page may want other words.
            if self.now.peek(|now| now.wanted_words() == tag) {
                self.speak(words);
            }
        };
        self.words.load(tag, take_up);
        timing::after(WORDS_WAIT_MS, move || {
            if self.now.peek(|now| now.awaited == Some(tag)) {
                self.speak(None);
            }
        });
    }

    /// Speaks with these words, or goes on as before where there are none.
    fn speak(&'static self, words: Option<&'static Words>) {
        self.now.change(|now| now.awaited = None);
        if let Some(words) = words
            && self.now.peek(|now| now.words.tag != words.tag)
        {
            self.now.change(|now| now.words = words);
            self.now.notify();
        }
        self.show_if_ready();
    }

    /// The page of now, and what the document says about it.
    fn view(&'static self) -> Markup {
        self.now.with(|Now { state, settings, route, words, .. }| {
            let now_ms = timing::now_ms();
            let settings = settings.clone().unwrap_or_default();
            let typed = address_bar::typed_search();
            let route = typed.as_ref().unwrap_or(route);
            let edition = Edition::of_state(state, settings, address::document_url(), now_ms);
            let site =
                Site::of(&edition, words, now_ms, self.text_size.clone(), Rc::new(move |event| self.tell(event)));
            let page = (self.program.page)(&site, &edition, state, route);
            document::set_head(&page.head, words);
            if let Route::Article { key, .. } = route
                && let Some(item) = edition.story(*key)
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
            let wanted = (self.program.wanted)(&route);
            address_bar::leave_search();
            let mut effects = Vec::new();
            self.now.change(|now| {
                now.route = route;
                effects = now.state.handle(Event::Wants(wanted));
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
        self.choose_words();
        self.show_if_ready();
    }

    fn run(&'static self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Fetch { request, url, fresh } => self.fetch(request, url, fresh),
                Effect::Abort(request) => {
                    if let Some(handle) = self.take_handle(request) {
                        handle.abort();
                    }
                }
                Effect::Wait { request, ms } => {
                    let ms = f64::from(ms) * (1.0 + js_sys::Math::random() / 2.0);
                    timing::after(ms as i32, move || self.tell(Event::Waited(request)));
                }
                Effect::FindKept(url) => self.find_kept(url),
                Effect::Warn(warnings) => log::warnings(&warnings),
            }
        }
    }

    /// Makes a request and tells the machine what came of it.
    fn fetch(&'static self, request: Request, url: WebUrl, fresh: bool) {
        let response = network::get(url.clone(), fresh);
        self.requests.borrow_mut().push((request, response.handle()));
        spawn_local(async move {
            let document = response.receive().await;
            let is_awaited = self.take_handle(request).is_some();
            let at = timing::now_ms();
            let is_feed = is_awaited && self.now.peek(|now| now.state.url == url);
            let event = match document.and_then(|document| Ok((self.read_page(&url, &document)?, document))) {
                Ok((Some(feed), document)) => {
                    if is_feed {
                        cache::save(&url, &document, at);
                    }
                    Event::Arrived { request, feed, at }
                }
                Ok((None, _)) => {
                    if is_feed {
                        cache::set_date(&url, at);
                    }
                    Event::Unchanged { request, at }
                }
                Err(failure) => {
                    if is_awaited {
                        log::failure(url.as_str(), &failure);
                    }
                    if failure.is_refusal() {
                        cache::forget(&url);
                    }
                    Event::Failed { request, failure }
                }
            };
            self.tell(event);
        });
    }

    /// Reads a page of the feed; one that is known already is not read again.
    fn read_page(&self, url: &WebUrl, document: &FetchedDocument) -> Result<Option<Box<Feed>>, Failure> {
        let is_known = self.now.peek(|now| now.state.is_known(url, Key::of_bytes(&document.bytes)));
        if is_known { Ok(None) } else { read_feed(document).map(Some) }
    }

    /// Takes a request off the list of those that are awaited.
    fn take_handle(&self, request: Request) -> Option<RequestHandle> {
        let mut requests = self.requests.borrow_mut();
        let at = requests.iter().position(|(number, _)| *number == request)?;
        Some(requests.swap_remove(at).1)
    }

    /// Tells the machine what the device has kept of an earlier visit.
    fn find_kept(&'static self, url: WebUrl) {
        spawn_local(async move {
            let cached = cache::load(&url).await;
            let found = cached.and_then(|cached| Some((read_feed(&cached.document).ok()?, cached.date_ms)));
            self.tell(Event::Kept { url, found });
        });
    }

    /// Takes up the settings file; a site without one is the rule.
    fn read_settings(&'static self) {
        let Some(url) = boot::settings_url() else { return self.settle(None) };
        let response = network::get(url.clone(), false);
        timing::after(SETTINGS_WAIT_MS, move || {
            self.settle(None);
        });
        spawn_local(async move {
            let document = match response.receive().await {
                Ok(document) => {
                    cache::save(&url, &document, timing::now_ms());
                    Some(document)
                }
                Err(failure) if failure.is_refusal() => {
                    cache::forget(&url);
                    None
                }
                // What was saved is better than nothing, unless the host says that there is nothing.
                Err(_) => cache::load(&url).await.map(|cached| cached.document),
            };
            let settings = match document {
                Some(document) => match settings::parse(&document.bytes, &document.address, address::parse_url) {
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

/// Warns of a time zone that the browser does not know: dates are then in the reader's.
fn check_zone(settings: &Settings) {
    if let Some(zone) = &settings.time_zone
        && !dates::knows_zone(zone)
    {
        let done = "left it out: the browser knows no such time zone";
        log::warnings(&[Warning::new(Place::Settings, "time_zone", zone, done)]);
    }
}

fn read_feed(document: &FetchedDocument) -> Result<Box<Feed>, Failure> {
    let context = Context { address: &document.address, parse_url: address::parse_url };
    let (feed, warnings) = json_feed::parse(&document.bytes, &context).map_err(Failure::Unreadable)?;
    log::warnings(&warnings);
    check_zone(&feed.settings);
    Ok(Box::new(feed))
}

fn mount_point() -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id("app")
}
