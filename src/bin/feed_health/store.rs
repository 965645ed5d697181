//! The state of the page, and its actions.

use std::sync::Arc;

use leptos::prelude::*;
use newsleaf::browser::{address, clipboard, dates, timing};
use newsleaf::domain::limits::Limits;
use newsleaf::domain::parse::document::FeedError;
use newsleaf::domain::report::{Document, FeedReport, Kind, looks_like_settings, text};
use newsleaf::domain::state::failure::Failure;
use newsleaf::domain::web_url::WebUrl;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use super::document::{focus, select, set_accent, value_of};
use super::local_file::{self, Content};
use super::report_view;
use super::site_feed::{self, MOST_EXAMPLES, SiteFeed};
use super::spoken::Spoken;

/// The field for a feed that is pasted.
pub const OWN_FIELD: &str = "own-text";
/// The field with a report that has to be copied by hand.
pub const COPY_FIELD: &str = "report-text";

/// The state of the page. It is `Copy`: its fields are handles of signals, which live as long as the document.
#[derive(Clone, Copy)]
pub struct Store {
    /// The messages of the page.
    pub spoken: Spoken,
    /// The folder of the site.
    pub folder: StoredValue<WebUrl>,
    /// The reports of the site's own feed; `None` while it is being read.
    pub site: RwSignal<Option<Arc<SiteFeed>>>,
    /// The reports of a pasted, chosen or dropped feed.
    pub own: RwSignal<Option<OwnReport>>,
    /// The text of a report that the browser did not copy.
    pub copy_by_hand: RwSignal<Option<String>>,
    /// The last event, announced to screen readers.
    pub status: RwSignal<String>,
    /// Whether a file is held over the page.
    pub is_dragging: RwSignal<bool>,
}

/// The result for a feed that is not the site's.
#[derive(Clone)]
pub enum OwnReport {
    /// It was read; `is_settings`: as a settings file.
    Report { report: Arc<FeedReport>, is_settings: bool },
    /// Nothing could be read, for this reason.
    Nothing(&'static str),
}

/// The feed whose reports an action is about.
#[derive(Clone, Copy, PartialEq)]
pub enum Reports {
    OfSite,
    Own,
}

impl Store {
    /// The state at the start.
    pub fn new(spoken: Spoken, folder: WebUrl) -> Store {
        Store {
            spoken,
            folder: StoredValue::new(folder),
            site: RwSignal::new(None),
            own: RwSignal::new(None),
            copy_by_hand: RwSignal::new(None),
            status: RwSignal::new(String::new()),
            is_dragging: RwSignal::new(false),
        }
    }

    /// Reads the site's feed, and does `then` once it is shown.
    pub fn read_site(self, then: impl FnOnce() + 'static) {
        self.site.set(None);
        self.copy_by_hand.set(None);
        self.status.set(self.spoken.own.health_reading().to_owned());
        spawn_local(async move {
            let site = site_feed::read(self.folder.get_value()).await;
            if let Some(accent) = &site.accent {
                set_accent(accent);
            }
            self.status.set(report_view::outcome(self.spoken, &site.feed));
            self.site.set(Some(Arc::new(site)));
            timing::after_next_frame(then);
        });
    }

    /// Checks a file of the publisher's device.
    pub fn check_file(self, file: File) {
        local_file::read(file, move |name, content| match content {
            Content::Bytes(bytes) => self.check(name, &bytes),
            Content::TooLarge => {
                let failure = Failure::Unreadable(FeedError::TooLarge);
                let report = Arc::new(FeedReport::of_failure(&name, Kind::Feed, failure, None));
                self.show(OwnReport::Report { report, is_settings: false });
            }
            Content::Unreadable => self.show(OwnReport::Nothing(self.spoken.own.health_file_failed())),
        });
    }

    /// Checks the pasted feed.
    pub fn check_text(self) {
        let text = value_of(OWN_FIELD);
        if text.trim().is_empty() {
            self.show(OwnReport::Nothing(self.spoken.own.health_nothing_pasted()));
        } else {
            self.check(self.spoken.own.health_pasted().to_owned(), text.as_bytes());
        }
    }

    fn check(self, name: String, bytes: &[u8]) {
        // The feed is read as if it were at the address of the site's feed, so that relative addresses mean the same.
        let folder = self.folder.get_value();
        let document = Document { name: &name, bytes, address: &folder, host: None, limits: Limits::BROWSER };
        let is_settings = looks_like_settings(bytes);
        let report = if is_settings {
            FeedReport::of_settings(document, address::parse_url, MOST_EXAMPLES).0
        } else {
            FeedReport::of_feed(document, address::parse_url, site_feed::clock(), None, MOST_EXAMPLES).0
        };
        let report = Arc::new(report.with_zone_checked(dates::knows_zone, Vec::new));
        self.show(OwnReport::Report { report, is_settings });
    }

    fn show(self, own: OwnReport) {
        let (status, has_report) = match &own {
            OwnReport::Report { report, .. } => (report_view::outcome(self.spoken, report), true),
            OwnReport::Nothing(why) => ((*why).to_owned(), false),
        };
        self.copy_by_hand.set(None);
        self.own.set(Some(own));
        self.status.set(status);
        if has_report {
            timing::after_next_frame(|| focus("own-heading"));
        }
    }

    /// Copies reports as text, or shows the text to be copied by hand.
    pub fn copy(self, of: Reports) {
        let now_ms = timing::now_ms();
        let text = |report: &FeedReport| text::text(report, now_ms);
        let text = match of {
            Reports::OfSite => self.site.with_untracked(|site| {
                let site = site.as_ref()?;
                let texts: Vec<String> =
                    std::iter::once(&*site.feed).chain(site.settings.as_deref()).map(text).collect();
                Some(texts.join("\n"))
            }),
            Reports::Own => self.own.with_untracked(|own| match own {
                Some(OwnReport::Report { report, .. }) => Some(text(report)),
                _ => None,
            }),
        };
        let Some(text) = text else { return };
        let by_hand = text.clone();
        clipboard::copy(&text, move |copied| match copied {
            Ok(()) => {
                self.copy_by_hand.set(None);
                self.status.set(self.spoken.own.health_copied().to_owned());
            }
            Err(_) => {
                self.copy_by_hand.set(Some(by_hand));
                self.status.set(self.spoken.own.health_copy_by_hand().to_owned());
                timing::after_next_frame(|| select(COPY_FIELD));
            }
        });
    }
}
