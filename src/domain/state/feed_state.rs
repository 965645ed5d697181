//! The state of a feed, as a pure state machine: a state and an event give the next state and its effects.
//!
//! Requests have numbers. The answer to a request that was aborted or replaced changes nothing.

use std::sync::Arc;

use super::data_needed::DataNeeded;
use super::effect::{Effect, Request};
use super::event::Event;
use super::failure::Failure;
use super::loaded::{Archive, Loaded, Refresh};
use super::retrying_request::{RetryingRequest, backoff_ms};
use crate::domain::feed::Feed;
use crate::domain::feed::key::Key;
use crate::domain::feed::publication::Publication;
use crate::domain::feed::settings::Settings;
use crate::domain::feed::time_zone::Clock;
use crate::domain::web_url::WebUrl;

/// The state of a feed.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedState {
    /// The URL of the feed.
    pub url: WebUrl,
    /// How far the feed is loaded.
    pub phase: Phase,
    /// The data that the page on screen needs.
    needed: DataNeeded,
    /// The stories that are held back until their time, in the order of their keys. They are neither shown nor counted.
    held_back: Vec<Key>,
    /// Whether the cached feed was read.
    cache: CacheState,
    /// The host asked for a long wait after this request. Nothing but the reader starts a request before it ends.
    backoff_until: Option<Request>,
    last_request: Request,
}

/// Whether the cache, which holds the feed of an earlier visit, was read.
#[derive(Clone, Copy, Debug, PartialEq)]
enum CacheState {
    /// It was not needed.
    Unread,
    /// It is being read.
    Reading,
    /// It was read: the cached feed is shown, or there is none.
    Done,
}

/// How far a feed is loaded.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// The first page of the feed was requested.
    Loading(RetryingRequest),
    /// There is nothing to show because of this failure.
    Failed(Failure),
    /// There is a feed.
    Loaded(Loaded),
}

impl FeedState {
    /// The initial state: request 0 asks for the feed at `url`.
    pub fn start(url: WebUrl) -> (FeedState, Vec<Effect>) {
        let fetch = Effect::Fetch { request: 0, url: url.clone(), fresh: false };
        (FeedState::in_phase(url, Phase::Loading(RetryingRequest::first(0, None))), vec![fetch])
    }

    /// A state with a loaded feed, for pages that are rendered natively.
    pub fn loaded(url: WebUrl, feed: Feed, at: i64) -> FeedState {
        let phase = Phase::Loaded(Loaded::new(&url, feed, at));
        FeedState::in_phase(url, phase)
    }

    /// A state without a feed, for pages that are rendered natively.
    pub fn failed(url: WebUrl, failure: Failure) -> FeedState {
        FeedState::in_phase(url, Phase::Failed(failure))
    }

    fn in_phase(url: WebUrl, phase: Phase) -> FeedState {
        FeedState {
            url,
            phase,
            needed: DataNeeded::Nothing,
            held_back: Vec::new(),
            cache: CacheState::Unread,
            backoff_until: None,
            last_request: 0,
        }
    }

    /// The next state and its effects.
    pub fn after(mut self, event: Event) -> (FeedState, Vec<Effect>) {
        let effects = self.handle(event);
        (self, effects)
    }

    /// Becomes the next state and returns its effects.
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        match event {
            Event::Arrived { request, feed, at } => self.arrived(request, feed, at, &mut effects),
            Event::Unchanged { request, at } => {
                if let Phase::Loaded(loaded) = &mut self.phase {
                    loaded.mark_current(request, at);
                }
            }
            Event::Failed { request, failure } => self.request_failed(request, failure, &mut effects),
            Event::Waited(request) => self.waited(request, &mut effects),
            Event::SlowTimeout => self.read_cache(&mut effects),
            Event::CacheRead { url, found } => self.show_cached(url, found),
            Event::RouteChanged(needed) => {
                self.needed = needed;
                // Changes of known stories are shown with the next page.
                if matches!(&self.phase, Phase::Loaded(Loaded { waiting: Some((_, 0)), .. })) {
                    self.show_updates();
                }
            }
            Event::HeldBack(keys) => self.held_back = keys,
            Event::OlderRequested => {
                if let Phase::Loaded(loaded) = &self.phase
                    && let Archive::More(_) | Archive::Failed { .. } = &loaded.archive
                {
                    self.needed = DataNeeded::one_more(&loaded.feed, &self.held_back);
                    self.reopen_archive();
                }
            }
            Event::RetryRequested => self.retry(&mut effects),
            // During a backoff only the reader can start a request.
            Event::WentOnline | Event::RefreshDue if self.backoff_until.is_some() => {}
            Event::WentOnline => self.retry(&mut effects),
            Event::RefreshDue => match &self.phase {
                Phase::Failed(_) => self.retry(&mut effects),
                _ => self.refresh(&mut effects),
            },
            Event::Cancelled(request) => self.stop(Some(request), &mut effects),
            Event::NoticeDismissed => {
                if let Phase::Loaded(loaded) = &mut self.phase {
                    loaded.is_dismissed = true;
                }
            }
            Event::ShowUpdates => self.show_updates(),
            Event::Moved(url) => self.moved(url, &mut effects),
        }
        self.load_archive(&mut effects);
        effects
    }

    /// Whether there is nothing to show yet: no feed and no failure, or the cache is still being read.
    pub fn is_silent(&self) -> bool {
        match &self.phase {
            Phase::Loading(retrying) => retrying.failure.is_none() || self.cache == CacheState::Reading,
            Phase::Failed(_) => self.cache == CacheState::Reading,
            Phase::Loaded(_) => false,
        }
    }

    /// Whether there is nothing to show because the request for the feed has failed.
    pub fn is_failing(&self) -> bool {
        matches!(&self.phase, Phase::Failed(_) | Phase::Loading(RetryingRequest { failure: Some(_), .. }))
    }

    /// Whether the document at `url` with this hash is the one that was read last.
    pub fn is_known(&self, url: &WebUrl, hash: Key) -> bool {
        matches!(&self.phase, Phase::Loaded(loaded) if *url == self.url && loaded.newest().content_hash == Some(hash))
    }

    /// The publication of this state; an empty one, named after the site's host, while there is no feed.
    pub fn publication(&self, file: Settings, here: Option<WebUrl>, clock: Clock) -> Publication {
        let feed = match &self.phase {
            Phase::Loaded(loaded) => loaded.feed.clone(),
            _ => Feed::empty(here.as_ref().unwrap_or(&self.url).display_host().to_owned()).into(),
        };
        Publication::new(feed, self.url.clone(), file, here, clock)
    }

    /// Starts a request for the first page of the feed.
    fn request_first_page(&mut self, effects: &mut Vec<Effect>) -> Request {
        self.last_request += 1;
        effects.push(Effect::Fetch { request: self.last_request, url: self.url.clone(), fresh: true });
        self.last_request
    }

    fn arrived(&mut self, request: Request, mut feed: Box<Feed>, at: i64, effects: &mut Vec<Effect>) {
        if matches!(&self.phase, Phase::Loading(retrying) if retrying.awaits(request)) {
            let loaded = Loaded::new(&self.url, *feed, at);
            effects.extend(loaded.archive.warning().map(|warning| Effect::Warn(vec![warning])));
            self.phase = Phase::Loaded(loaded);
            return;
        }
        let Phase::Loaded(loaded) = &mut self.phase else { return };
        if loaded.mark_current(request, at) {
            let new = loaded.feed.count_new_in(&feed, &self.held_back);
            loaded.is_dismissed = false;
            loaded.waiting = Some((Arc::from(feed), new));
        } else if let Archive::Loading { url, retrying } = &loaded.archive
            && retrying.awaits(request)
        {
            let url = url.clone();
            let next = feed.next_url.take();
            let whole = Arc::make_mut(&mut loaded.feed);
            let warnings = whole.append(*feed);
            if !warnings.is_empty() {
                effects.push(Effect::Warn(warnings));
            }
            loaded.visited.push(url);
            loaded.archive = loaded.archive_at(next, loaded.feed.items.len());
            if let Some(warning) = loaded.archive.warning() {
                effects.push(Effect::Warn(vec![warning]));
            }
        }
    }

    fn request_failed(&mut self, request: Request, failure: Failure, effects: &mut Vec<Effect>) {
        if let Some(ms) = backoff_ms(&failure) {
            self.backoff_until = Some(request);
            effects.push(Effect::Wait { request, ms });
        }
        match &mut self.phase {
            Phase::Loading(retrying) if retrying.awaits(request) => {
                let is_refusal = failure.is_refusal();
                if let Some(failure) = retrying.fail(failure, effects) {
                    self.phase = Phase::Failed(failure);
                }
                if !is_refusal {
                    self.read_cache(effects);
                }
            }
            Phase::Loaded(loaded) => {
                if let Refresh::Loading(retrying) = &mut loaded.refresh
                    && retrying.awaits(request)
                {
                    loaded.is_dismissed = false;
                    // If the host refuses, the cached feed is not shown.
                    if loaded.is_cached && failure.is_refusal() {
                        self.phase = Phase::Failed(failure);
                    } else if let Some(failure) = retrying.fail(failure, effects) {
                        loaded.refresh = Refresh::Failed(failure);
                    }
                } else if let Archive::Loading { url, retrying } = &mut loaded.archive
                    && retrying.awaits(request)
                    && let Some(failure) = retrying.fail(failure, effects)
                {
                    loaded.archive = Archive::Failed { url: url.clone(), failure };
                }
            }
            _ => {}
        }
    }

    /// The request that waits for a retry, if it is this one or if none is given, and its URL.
    fn waiting(&mut self, request: Option<Request>) -> Option<(&mut RetryingRequest, WebUrl)> {
        let is_it =
            |retrying: &RetryingRequest| retrying.waiting && request.is_none_or(|request| retrying.request == request);
        match &mut self.phase {
            Phase::Loading(retrying) if is_it(retrying) => Some((retrying, self.url.clone())),
            Phase::Loaded(loaded) => {
                if let Refresh::Loading(retrying) = &mut loaded.refresh
                    && is_it(retrying)
                {
                    return Some((retrying, self.url.clone()));
                }
                match &mut loaded.archive {
                    Archive::Loading { url, retrying } if is_it(retrying) => Some((retrying, url.clone())),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn waited(&mut self, request: Request, effects: &mut Vec<Effect>) {
        if self.backoff_until == Some(request) {
            self.backoff_until = None;
        }
        let next = self.last_request + 1;
        let Some((retrying, url)) = self.waiting(Some(request)) else { return };
        retrying.waiting = false;
        retrying.tries += 1;
        retrying.request = next;
        self.last_request = next;
        effects.push(Effect::Fetch { request: next, url, fresh: true });
    }

    fn retry(&mut self, effects: &mut Vec<Effect>) {
        while let Some((retrying, _)) = self.waiting(None) {
            retrying.tries = 0;
            let request = retrying.request;
            self.waited(request, effects);
        }
        match &mut self.phase {
            Phase::Failed(failure) => {
                let failure = failure.take();
                let request = self.request_first_page(effects);
                self.phase = Phase::Loading(RetryingRequest::first(request, Some(failure)));
            }
            Phase::Loaded(loaded) => {
                let refresh_failed = matches!(loaded.refresh, Refresh::Failed(_));
                // The page on screen may not need the older page any more, but the reader asked for it.
                if matches!(loaded.archive, Archive::Failed { .. })
                    && self.needed.is_met_by(&loaded.feed, &self.held_back)
                {
                    self.needed = DataNeeded::one_more(&loaded.feed, &self.held_back);
                }
                self.reopen_archive();
                if refresh_failed {
                    self.refresh(effects);
                }
            }
            Phase::Loading(_) => {}
        }
    }

    /// Cancels this request, or all if none is given.
    fn stop(&mut self, request: Option<Request>, effects: &mut Vec<Effect>) {
        let is_it = |retrying: &RetryingRequest| request.is_none_or(|request| retrying.request == request);
        match &mut self.phase {
            Phase::Loading(retrying) if is_it(retrying) => {
                let failure = retrying.stop(effects).unwrap_or(Failure::Stopped);
                self.phase = Phase::Failed(failure);
            }
            Phase::Loaded(loaded) => {
                if let Refresh::Loading(retrying) = &mut loaded.refresh
                    && is_it(retrying)
                {
                    let failure = retrying.stop(effects).or(loaded.is_cached.then_some(Failure::Stopped));
                    loaded.refresh = failure.map_or(Refresh::Idle, Refresh::Failed);
                }
                if let Archive::Loading { url, retrying } = &mut loaded.archive
                    && is_it(retrying)
                {
                    let failure = retrying.stop(effects).unwrap_or(Failure::Stopped);
                    loaded.archive = Archive::Failed { url: url.clone(), failure };
                }
            }
            _ => {}
        }
    }

    fn read_cache(&mut self, effects: &mut Vec<Effect>) {
        if self.cache == CacheState::Unread && !matches!(self.phase, Phase::Loaded(_)) {
            self.cache = CacheState::Reading;
            effects.push(Effect::ReadCache(self.url.clone()));
        }
    }

    /// Shows the cached feed. The request for the current one goes on.
    fn show_cached(&mut self, url: WebUrl, found: Option<(Box<Feed>, i64)>) {
        if url != self.url {
            return;
        }
        self.cache = CacheState::Done;
        let Some((feed, at)) = found else { return };
        let refresh = match &mut self.phase {
            Phase::Loading(retrying) => Refresh::Loading(retrying.take()),
            Phase::Failed(failure) if !failure.is_refusal() => Refresh::Failed(failure.take()),
            _ => return,
        };
        self.phase = Phase::Loaded(Loaded { refresh, is_cached: true, ..Loaded::new(&self.url, *feed, at) });
    }

    fn refresh(&mut self, effects: &mut Vec<Effect>) {
        let failure = match &mut self.phase {
            Phase::Loaded(Loaded { refresh: Refresh::Idle, .. }) => None,
            Phase::Loaded(Loaded { refresh: Refresh::Failed(failure), .. }) => Some(failure.take()),
            _ => return,
        };
        let request = self.request_first_page(effects);
        if let Phase::Loaded(loaded) = &mut self.phase {
            loaded.refresh = Refresh::Loading(RetryingRequest::first(request, failure));
        }
    }

    fn show_updates(&mut self) {
        if let Phase::Loaded(loaded) = &mut self.phase
            && let Some((new, _)) = loaded.waiting.take()
        {
            let mut feed = (*new).clone();
            // If the new first page has no story of the old one, there may be stories between them.
            if loaded.feed.count_new_in(&feed, &[]) == feed.items.len()
                && let Some(next) = feed.next_url.take()
            {
                loaded.visited = vec![self.url.clone()];
                loaded.visited.extend(feed.feed_url.clone());
                loaded.archive = loaded.archive_at(Some(next), 0);
            }
            // `loaded.feed` has the stories that have left the first page. The archive goes on from where it is, so
            // that nothing is requested twice.
            let _ = feed.append((*loaded.feed).clone());
            feed.next_url = None;
            loaded.feed = Arc::new(feed);
        }
    }

    fn moved(&mut self, url: WebUrl, effects: &mut Vec<Effect>) {
        if url == self.url {
            return;
        }
        self.stop(None, effects);
        self.url = url;
        self.backoff_until = None;
        self.cache = CacheState::Unread;
        let request = self.request_first_page(effects);
        self.phase = Phase::Loading(RetryingRequest::first(request, None));
    }

    fn reopen_archive(&mut self) {
        if let Phase::Loaded(loaded) = &mut self.phase
            && let Archive::Failed { url, .. } = &loaded.archive
        {
            loaded.archive = Archive::More(url.clone());
        }
    }

    /// Requests the next older page if the page on screen needs it, and aborts a request that it does not need any
    /// more.
    fn load_archive(&mut self, effects: &mut Vec<Effect>) {
        let next = self.last_request + 1;
        // A story that the route names is shown even if it is among the new ones.
        if let Phase::Loaded(Loaded { feed, waiting: Some((newer, _)), .. }) = &self.phase
            && !self.needed.is_met_by(feed, &self.held_back)
            && self.needed.is_met_by(newer, &self.held_back)
        {
            self.show_updates();
        }
        let Phase::Loaded(loaded) = &mut self.phase else { return };
        let satisfied = self.needed.is_met_by(&loaded.feed, &self.held_back);
        match &mut loaded.archive {
            Archive::More(url) if !satisfied => {
                let url = url.clone();
                effects.push(Effect::Fetch { request: next, url: url.clone(), fresh: false });
                loaded.archive = Archive::Loading { url, retrying: RetryingRequest::first(next, None) };
                self.last_request = next;
            }
            Archive::Loading { url, retrying } if satisfied => {
                let _ = retrying.stop(effects);
                loaded.archive = Archive::More(url.clone());
            }
            _ => {}
        }
    }
}
