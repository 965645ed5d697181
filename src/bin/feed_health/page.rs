//! The page: what is known now, and what is shown of it.

use newsleaf::browser::{address, clipboard, dates, timing};
use newsleaf::domain::parse::document::FeedError;
use newsleaf::domain::report::{Document, FeedReport, Kind, looks_like_settings, text};
use newsleaf::domain::site::accent::Accent;
use newsleaf::domain::site::text_direction;
use newsleaf::domain::state::failure::Failure;
use newsleaf::domain::web_url::WebUrl;
use newsleaf::markup::{self, Element, Markup, State, element, markup};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlElement, HtmlTextAreaElement};

use super::local_file::{self, Content};
use super::report_view;
use super::site_feed::{self, MOST_EXAMPLES, SiteFeed};
use super::spoken::Spoken;

const FIELD: &str = "own-text";
const COPY_FIELD: &str = "report-text";

/// What everything follows from. It lives as long as the document.
struct Page {
    spoken: Spoken,
    folder: WebUrl,
    /// What the site has; none while it is being read.
    site: State<Option<SiteFeed>>,
    /// What was pasted, chosen or dropped.
    own: State<Option<Own>>,
    /// The text of a report that could not be copied by itself.
    by_hand: State<Option<String>>,
    /// What has just happened, for those who don't see it.
    said: State<String>,
    /// A file is held over the page.
    held: State<bool>,
}

/// What became of a feed that is not the site's.
enum Own {
    Report(Box<FeedReport>, Note),
    /// Nothing could be read, for this reason.
    Nothing(&'static str),
}

/// What there is to say of a document before its report.
#[derive(Clone, Copy, PartialEq)]
enum Note {
    None,
    /// It was taken for a settings file.
    IsSettings,
}

/// Shows the page, and begins to read the site's feed.
pub fn start(spoken: Spoken) {
    let folder = address::document_url().map(|url| url.folder());
    let (Some(folder), Some(root)) = (folder, element_of("app")) else {
        return failed("This page has no web address, so it can't find a feed.");
    };
    set_language(spoken);
    let page: &'static Page = Box::leak(Box::new(Page {
        spoken,
        folder,
        site: State::new(None),
        own: State::new(None),
        by_hand: State::new(None),
        said: State::new(String::new()),
        held: State::new(false),
    }));
    root.set_text_content(None);
    markup::dom::follow(root, move || page.view()).forget();
    local_file::follow_drops(
        |held| {
            if page.held.now() != held {
                page.held.set(held);
            }
        },
        |file| page.check_file(file),
    );
    page.read_site(|| ());
}

impl Page {
    /// Reads the site's feed, and does `then` once it is shown.
    fn read_site(&'static self, then: impl FnOnce() + 'static) {
        self.site.set(None);
        self.by_hand.set(None);
        self.said.set(self.spoken.own.health_reading().to_owned());
        spawn_local(async move {
            let site = site_feed::read(self.folder.clone()).await;
            if let Some(accent) = &site.accent {
                set_accent(accent);
            }
            self.said.set(report_view::outcome(self.spoken, &site.feed));
            self.site.set(Some(site));
            timing::after_next_frame(then);
        });
    }

    fn check_file(&'static self, file: File) {
        local_file::read(file, |name, content| match content {
            Content::Bytes(bytes) => self.check(name, &bytes),
            Content::TooLarge => {
                let failure = Failure::Unreadable(FeedError::TooLarge);
                self.show(Own::Report(Box::new(FeedReport::of_failure(&name, Kind::Feed, failure, None)), Note::None));
            }
            Content::Unreadable => self.show(Own::Nothing(self.spoken.own.health_file_failed())),
        });
    }

    fn check_text(&'static self) {
        let field = element_of(FIELD).and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
        let text = field.map(|field| field.value()).unwrap_or_default();
        if text.trim().is_empty() {
            self.show(Own::Nothing(self.spoken.own.health_nothing_pasted()));
        } else {
            self.check(self.spoken.own.health_pasted().to_owned(), text.as_bytes());
        }
    }

    /// Reads a document that is here already.
    fn check(&'static self, name: String, bytes: &[u8]) {
        // Taken to be where the site's feed is, so that relative addresses mean what they would there.
        let document = Document { name: &name, bytes, address: &self.folder, host: None };
        let own = if looks_like_settings(bytes) {
            let (report, _) = FeedReport::of_settings(document, address::parse_url, MOST_EXAMPLES);
            Own::Report(Box::new(report.with_zone_checked(dates::knows_zone)), Note::IsSettings)
        } else {
            let (report, _) = FeedReport::of_feed(document, address::parse_url, timing::now_ms(), MOST_EXAMPLES);
            Own::Report(Box::new(report.with_zone_checked(dates::knows_zone)), Note::None)
        };
        self.show(own);
    }

    fn show(&'static self, own: Own) {
        let said = match &own {
            Own::Report(report, _) => report_view::outcome(self.spoken, report),
            Own::Nothing(why) => (*why).to_owned(),
        };
        let has_report = matches!(own, Own::Report(..));
        self.by_hand.set(None);
        self.own.set(Some(own));
        self.said.set(said);
        if has_report {
            timing::after_next_frame(|| focus("own-heading"));
        }
    }

    /// Copies reports as text, or shows the text to be copied by hand.
    fn copy(&'static self, reports: &[&FeedReport]) {
        let now_ms = timing::now_ms();
        let texts: Vec<String> = reports.iter().map(|report| text::text(report, now_ms)).collect();
        let text = texts.join("\n");
        let kept = text.clone();
        clipboard::copy(&text, move |copied| match copied {
            Ok(()) => {
                self.by_hand.set(None);
                self.said.set(self.spoken.own.health_copied().to_owned());
            }
            Err(_) => {
                self.by_hand.set(Some(kept));
                self.said.set(self.spoken.own.health_copy_by_hand().to_owned());
                timing::after_next_frame(|| {
                    if let Some(field) = element_of(COPY_FIELD).and_then(|field| field.dyn_into().ok()) {
                        let field: HtmlTextAreaElement = field;
                        let _ = field.focus();
                        field.select();
                    }
                });
            }
        });
    }

    fn view(&'static self) -> Markup {
        let messages = self.spoken.messages;
        let skip = element("a").class("skip-link").attr("href", "#content").child(messages.skip_to_content());
        let content = element("main").attr("id", "content").class("page health").attr("tabindex", "-1");
        markup()
            .child(skip)
            .child(element("header").class("masthead").live(move || self.masthead()))
            .child(content.child(self.content()))
            .child(self.footer())
            .child(element("div").live(move || self.drop_zone()))
    }

    fn masthead(&'static self) -> Markup {
        self.site.with(|site| {
            let title = site.as_ref().and_then(|site| site.feed.outcome.as_ref().ok()).map(|summary| &summary.title);
            let title = title.map_or_else(|| self.folder.display_host().to_owned(), String::clone);
            let link = element("a").attr("href", "./").child(element("bdi").child(title));
            element("p").class("masthead__name").child(link).into()
        })
    }

    fn content(&'static self) -> Markup {
        let own = self.spoken.own;
        markup()
            .child(element("h1").child(own.health_title()))
            .child(element("p").class("health__lede").child(own.health_lede()))
            .child(
                element("p")
                    .class("visually-hidden")
                    .attr("role", "status")
                    .live(move || markup().child(self.said.with(String::clone))),
            )
            .child(element("div").live(move || self.site_part()))
            .child(self.own_part())
    }

    fn site_part(&'static self) -> Markup {
        let spoken = self.spoken;
        self.site.with(|site| {
            let Some(site) = site else {
                let reading = element("p").class("report__sentence").child(spoken.own.health_reading());
                return element("div").class("report").child(reading).into();
            };
            let now_ms = timing::now_ms();
            let settings =
                site.settings.as_ref().map(|settings| report_view::report(spoken, "settings", settings, false, now_ms));
            markup()
                .child(report_view::report(spoken, "feed", &site.feed, true, now_ms))
                .child(settings)
                .child(self.actions(Reports::OfSite))
        })
    }

    fn own_part(&'static self) -> Element {
        let own = self.spoken.own;
        let field = element("textarea")
            .class("own__text")
            .attr("id", FIELD)
            .attr("rows", "8")
            .attr("spellcheck", "false")
            .attr("autocomplete", "off")
            .attr("dir", "ltr");
        let check = button(own.health_check_text(), move || self.check_text());
        let file = element("input")
            .class("own__file")
            .attr("type", "file")
            .attr("id", "own-file")
            .attr("accept", ".json,application/json,application/feed+json")
            .on("change", move |event| {
                if let Some(file) = local_file::chosen(&event) {
                    self.check_file(file);
                }
            });
        let choose = element("label").class("button own__choose").attr("for", "own-file").child(own.health_choose());
        element("section")
            .class("own")
            .attr("aria-labelledby", "own-title")
            .child(element("h2").attr("id", "own-title").child(own.health_own()))
            .child(element("p").class("own__sentence").child(own.health_own_sentence()))
            .child(element("label").class("own__label").attr("for", FIELD).child(own.health_paste_label()))
            .child(field)
            .child(element("div").class("health__actions").child(check).child(file).child(choose))
            .child(element("div").live(move || self.own_report()))
    }

    fn own_report(&'static self) -> Markup {
        self.own.with(|own| match own {
            None => markup(),
            Some(Own::Nothing(why)) => element("p").class("report__sentence").child(*why).into(),
            Some(Own::Report(report, note)) => {
                let note = (*note == Note::IsSettings).then(|| {
                    element("p").class("report__sentence").child(self.spoken.own.health_looks_like_settings())
                });
                markup()
                    .child(note)
                    .child(report_view::report(self.spoken, "own", report, false, timing::now_ms()))
                    .child(self.actions(Reports::Own))
            }
        })
    }

    fn actions(&'static self, of: Reports) -> Element {
        let own = self.spoken.own;
        let copy = button(own.health_copy(), move || match of {
            Reports::OfSite => self.site.peek(|site| {
                if let Some(site) = site {
                    let reports: Vec<&FeedReport> = std::iter::once(&site.feed).chain(&site.settings).collect();
                    self.copy(&reports);
                }
            }),
            Reports::Own => self.own.peek(|own| {
                if let Some(Own::Report(report, _)) = own {
                    self.copy(&[report]);
                }
            }),
        });
        // The button goes while the feed is being read; whoever has pressed it goes on at the result.
        let again = move || self.read_site(|| focus("feed-heading"));
        let again = (of == Reports::OfSite).then(|| button(own.health_again(), again));
        let said = element("span").class("health__said").attr("aria-hidden", "true").live(move || {
            let copied = self.said.with(|said| said == own.health_copied());
            markup().child(copied.then_some(own.health_copied()))
        });
        let by_hand = element("div").live(move || self.text_by_hand());
        let row = element("div").class("health__actions").child(copy).child(again).child(said);
        element("div").child(row).child(by_hand)
    }

    /// The report in a field, where the clipboard is refused.
    fn text_by_hand(&'static self) -> Markup {
        let own = self.spoken.own;
        self.by_hand.with(|text| match text {
            None => markup(),
            Some(text) => {
                let field = element("textarea")
                    .class("health__text")
                    .attr("id", COPY_FIELD)
                    .attr("rows", "12")
                    .attr("readonly", true)
                    .attr("dir", "ltr")
                    .attr("aria-label", own.health_text_label())
                    .child(text.clone());
                markup().child(element("p").child(own.health_copy_by_hand())).child(field)
            }
        })
    }

    fn footer(&'static self) -> Element {
        let link = element("a").attr("href", "./").child(self.spoken.messages.to_home());
        let list = element("ul").child(element("li").child(link));
        let about = element("nav").attr("aria-label", self.spoken.messages.about_site()).child(list);
        element("footer").class("footer").child(about)
    }

    fn drop_zone(&'static self) -> Markup {
        let zone = || element("div").class("drop-zone").child(self.spoken.own.health_drop());
        markup().child(self.held.get().then(zone))
    }
}

/// Whose reports an action is about.
#[derive(Clone, Copy, PartialEq)]
enum Reports {
    OfSite,
    Own,
}

fn button(label: &'static str, press: impl Fn() + 'static) -> Element {
    element("button").class("button").attr("type", "button").child(label).on("click", move |_| press())
}

fn element_of(id: &str) -> Option<web_sys::Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

fn focus(id: &str) {
    if let Some(element) = element_of(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

fn set_language(spoken: Spoken) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    document.set_title(spoken.own.health_title());
    if let Some(root) = document.document_element() {
        let _ = root.set_attribute("lang", spoken.own.tag);
        let _ = root.set_attribute("dir", text_direction::of_language(spoken.own.tag).as_str());
    }
}

/// The publisher's colour, by the object model, which the policy allows.
fn set_accent(colour: &str) {
    let root = web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
    if let (Some(accent), Some(root)) = (Accent::of(colour), root.and_then(|root| root.dyn_into::<HtmlElement>().ok()))
    {
        let _ = root.style().set_property("--accent-light", &accent.light);
        let _ = root.style().set_property("--accent-dark", &accent.dark);
    }
}

/// Lets the page's script say that the page could not start.
fn failed(detail: &str) {
    let shell = js_sys::Reflect::get(&js_sys::global(), &"newsleafHealth".into()).unwrap_or(JsValue::UNDEFINED);
    if let Ok(failed) = js_sys::Reflect::get(&shell, &"failed".into())
        && let Ok(failed) = failed.dyn_into::<js_sys::Function>()
    {
        let _ = failed.call1(&JsValue::UNDEFINED, &detail.into());
    }
}
