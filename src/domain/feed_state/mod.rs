//! What the site knows of its feed, as a pure machine: a state and an event make the next state and what is to be done.
//!
//! Requests have numbers. An answer to a request that is no longer awaited (aborted, overtaken) changes nothing.

mod appearance;
mod wanted;

use std::sync::Arc;

pub use appearance::Appearance;
pub use wanted::Wanted;

use super::failure::Failure;
use super::feed::Feed;
use super::limits;
use super::warning::{Place, Warning};
use super::web_url::WebUrl;

/// A request's number.
pub type Request = u32;

/// All that is known of the feed.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedState {
    /// Where the feed is.
    pub url: WebUrl,
    /// How far its reading has come.
    pub phase: Phase,
    /// What the page on screen needs.
    wanted: Wanted,
    last_request: Request,
}

/// How far the reading of the feed has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// The first page of the feed has been asked for.
    Loading(Request),
    /// There is nothing to show, for this reason.
    Failed(Failure),
    /// There was nothing to show, for this reason, and it has been asked for again.
    Retrying(Request, Failure),
    /// There is a feed.
    Loaded(Loaded),
}

/// A feed that can be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// All pages of it that have been read, as one.
    pub feed: Arc<Feed>,
    /// When its first page was last known to be current, in milliseconds since 1970.
    pub current_at: i64,
    /// The older pages.
    pub archive: Archive,
    /// A look at whether there is something new.
    pub refresh: Refresh,
    /// A newer feed, which the reader has not asked to see yet, and how many stories of it are new.
    pub waiting: Option<(Arc<Feed>, usize)>,
    visited: Vec<WebUrl>,
    /// Counts the changes of `feed`.
    revision: u32,
}

/// What is known of the feed's older pages (`next_url`).
#[derive(Clone, Debug, PartialEq)]
pub enum Archive {
    /// All there is has been read.
    Ended,
    /// There is an older page here.
    More(WebUrl),
    /// It has been asked for.
    Loading { url: WebUrl, request: Request },
    /// It could not be had; what is loaded stays.
    Failed { url: WebUrl, failure: Failure },
    /// The pages lead back to one that has been read: there is no way on.
    Loops,
    /// There are more pages or items than Newsleaf follows.
    TooLong,
}

/// A look at whether there is something new.
#[derive(Clone, Debug, PartialEq)]
pub enum Refresh {
    /// None is under way, and the last one did well.
    Idle,
    /// One is under way.
    Running(Request),
    /// The last one failed: what is shown is as old as `current_at` says.
    Failed(Failure),
}

/// What happens.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A request was answered with a readable feed; `at` is now, in milliseconds since 1970.
    Arrived { request: Request, feed: Box<Feed>, at: i64 },
    /// A request failed.
    Failed { request: Request, failure: Failure },
    /// The page on screen needs this; what an earlier page needed counts no more.
    Wants(Wanted),
    /// The reader asks for one more, older page.
    WantsOlder,
    /// The reader asks to try again what failed.
    TriesAgain,
    /// It is time to look whether there is something new.
    RefreshDue,
    /// The reader asks to see the new stories.
    ShowsNew,
    /// The settings say that the feed is somewhere else.
    Moved(WebUrl),
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask for this. `fresh`: a copy in the browser's cache must be checked with the host first.
    Fetch { request: Request, url: WebUrl, fresh: bool },
    /// The answer is not needed any more.
    Abort(Request),
    /// Tell the publisher.
    Warn(Vec<Warning>),
}

impl FeedState {
    /// The start: the feed at `url` is asked for by request 0.
    pub fn start(url: WebUrl) -> (FeedState, Vec<Effect>) {
        let fetch = Effect::Fetch { request: 0, url: url.clone(), fresh: false };
        (FeedState { url, phase: Phase::Loading(0), wanted: Wanted::Nothing, last_request: 0 }, vec![fetch])
    }

    /// A state in which everything is there already: for pages that are made natively.
    pub fn loaded(url: WebUrl, feed: Feed, at: i64) -> FeedState {
        let phase = Phase::Loaded(Loaded::new(&url, feed, at));
        FeedState { url, phase, wanted: Wanted::Nothing, last_request: 0 }
    }

    /// A state in which there is no feed: for pages that are made natively.
    pub fn failed(url: WebUrl, failure: Failure) -> FeedState {
        FeedState { url, phase: Phase::Failed(failure), wanted: Wanted::Nothing, last_request: 0 }
    }

    /// The next state, and what is to be done.
    pub fn after(mut self, event: Event) -> (FeedState, Vec<Effect>) {
        let effects = self.handle(event);
        (self, effects)
    }

    /// Becomes the next state. What is to be done is returned.
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        match event {
            Event::Arrived { request, feed, at } => self.arrived(request, feed, at, &mut effects),
            Event::Failed { request, failure } => self.request_failed(request, failure),
            Event::Wants(wanted) => self.wanted = wanted,
            Event::WantsOlder => {
                if let Phase::Loaded(loaded) = &self.phase
                    && let Archive::More(_) | Archive::Failed { .. } = &loaded.archive
                {
                    self.wanted = Wanted::Stories(loaded.feed.items.len() + 1);
                    self.reopen_archive();
                }
            }
            Event::TriesAgain => self.try_again(&mut effects),
            Event::RefreshDue => self.refresh(&mut effects),
            Event::ShowsNew => self.show_new(),
            Event::Moved(url) => self.moved(url, &mut effects),
        }
        self.follow_archive(&mut effects);
        effects
    }

    fn next_request(&mut self) -> Request {
        self.last_request += 1;
        self.last_request
    }

    fn arrived(&mut self, request: Request, mut feed: Box<Feed>, at: i64, effects: &mut Vec<Effect>) {
        if matches!(self.phase, Phase::Loading(awaited) | Phase::Retrying(awaited, _) if awaited == request) {
            let loaded = Loaded::new(&self.url, *feed, at);
            effects.extend(loaded.archive.warning().map(|warning| Effect::Warn(vec![warning])));
            self.phase = Phase::Loaded(loaded);
            return;
        }
        let Phase::Loaded(loaded) = &mut self.phase else { return };
        if loaded.refresh.is_running(request) {
            loaded.refresh = Refresh::Idle;
            loaded.current_at = at;
            let new = feed.items.iter().filter(|item| !loaded.feed.items.iter().any(|old| old.id == item.id)).count();
            loaded.waiting = (new > 0).then(|| (Arc::from(feed), new));
        } else if let Archive::Loading { url, request: awaited } = &loaded.archive
            && *awaited == request
        {
            let url = url.clone();
            let next = feed.next_url.take();
            let whole = Arc::make_mut(&mut loaded.feed);
            let warnings = whole.append(*feed);
            loaded.revision += 1;
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

    fn request_failed(&mut self, request: Request, failure: Failure) {
        match &mut self.phase {
            Phase::Loading(awaited) | Phase::Retrying(awaited, _) if *awaited == request => {
                self.phase = Phase::Failed(failure);
            }
            Phase::Loaded(loaded) => {
                if loaded.refresh.is_running(request) {
                    loaded.refresh = Refresh::Failed(failure);
                } else if let Archive::Loading { url, request: awaited } = &loaded.archive
                    && *awaited == request
                {
                    loaded.archive = Archive::Failed { url: url.clone(), failure };
                }
            }
            _ => {}
        }
    }

    fn try_again(&mut self, effects: &mut Vec<Effect>) {
        match &mut self.phase {
            Phase::Failed(failure) => {
                let failure = failure.clone();
                let request = self.ask_anew(effects);
                self.phase = Phase::Retrying(request, failure);
            }
            Phase::Loaded(loaded) => {
                let refresh_failed = matches!(loaded.refresh, Refresh::Failed(_));
                // The reader may be on a page by now that needs no more, and still asks for what failed.
                if matches!(loaded.archive, Archive::Failed { .. }) && self.wanted.is_met_by(&loaded.feed) {
                    self.wanted = Wanted::Stories(loaded.feed.items.len() + 1);
                }
                self.reopen_archive();
                if refresh_failed {
                    self.refresh(effects);
                }
            }
            Phase::Loading(_) | Phase::Retrying(..) => {}
        }
    }

    fn ask_anew(&mut self, effects: &mut Vec<Effect>) -> Request {
        let request = self.next_request();
        self.phase = Phase::Loading(request);
        effects.push(Effect::Fetch { request, url: self.url.clone(), fresh: true });
        request
    }

    fn refresh(&mut self, effects: &mut Vec<Effect>) {
        let request = self.last_request + 1;
        if let Phase::Loaded(loaded) = &mut self.phase
            && !matches!(loaded.refresh, Refresh::Running(_))
        {
            self.last_request = request;
            loaded.refresh = Refresh::Running(request);
            effects.push(Effect::Fetch { request, url: self.url.clone(), fresh: true });
        }
    }

    fn show_new(&mut self) {
        if let Phase::Loaded(loaded) = &mut self.phase
            && let Some((new, _)) = loaded.waiting.take()
        {
            let mut feed = (*new).clone();
            // Stories that have moved from the first page to the archive since are in `loaded.feed`; the archive goes
            // on from where it is, so that nothing is asked for twice.
            let _ = feed.append((*loaded.feed).clone());
            loaded.feed = Arc::new(feed);
            loaded.revision += 1;
        }
    }

    fn moved(&mut self, url: WebUrl, effects: &mut Vec<Effect>) {
        if url == self.url {
            return;
        }
        match &self.phase {
            Phase::Loading(request) | Phase::Retrying(request, _) => effects.push(Effect::Abort(*request)),
            Phase::Loaded(loaded) => loaded.abort_all(effects),
            Phase::Failed(_) => {}
        }
        self.url = url;
        self.ask_anew(effects);
    }

    fn reopen_archive(&mut self) {
        if let Phase::Loaded(loaded) = &mut self.phase
            && let Archive::Failed { url, .. } = &loaded.archive
        {
            loaded.archive = Archive::More(url.clone());
        }
    }

    /// Asks for the next older page if the page on screen needs it, and gives up one that it needs no more.
    fn follow_archive(&mut self, effects: &mut Vec<Effect>) {
        let next = self.last_request + 1;
        let Phase::Loaded(loaded) = &mut self.phase else { return };
        let satisfied = self.wanted.is_met_by(&loaded.feed);
        match &loaded.archive {
            Archive::More(url) if !satisfied => {
                let url = url.clone();
                effects.push(Effect::Fetch { request: next, url: url.clone(), fresh: false });
                loaded.archive = Archive::Loading { url, request: next };
                self.last_request = next;
            }
            Archive::Loading { url, request } if satisfied => {
                effects.push(Effect::Abort(*request));
                loaded.archive = Archive::More(url.clone());
            }
            _ => {}
        }
    }
}

impl Loaded {
    fn new(url: &WebUrl, mut feed: Feed, at: i64) -> Loaded {
        let mut visited = vec![url.clone()];
        visited.extend(feed.feed_url.clone());
        let next = feed.next_url.take();
        let mut loaded = Loaded {
            feed: Arc::new(feed),
            current_at: at,
            archive: Archive::Ended,
            refresh: Refresh::Idle,
            waiting: None,
            visited,
            revision: 0,
        };
        loaded.archive = loaded.archive_at(next, loaded.feed.items.len());
        loaded
    }

    fn archive_at(&self, next: Option<WebUrl>, items: usize) -> Archive {
        match next {
            None => Archive::Ended,
            Some(url) if self.visited.iter().any(|v| v.without_fragment() == url.without_fragment()) => Archive::Loops,
            Some(_) if self.visited.len() > limits::ARCHIVE_PAGES || items >= limits::ITEMS => Archive::TooLong,
            Some(url) => Archive::More(url),
        }
    }

    fn abort_all(&self, effects: &mut Vec<Effect>) {
        if let Refresh::Running(request) = self.refresh {
            effects.push(Effect::Abort(request));
        }
        if let Archive::Loading { request, .. } = self.archive {
            effects.push(Effect::Abort(request));
        }
    }
}

impl Archive {
    /// Whether there is, or may be, an older page to be had.
    pub fn has_more(&self) -> bool {
        matches!(self, Archive::More(_) | Archive::Loading { .. } | Archive::Failed { .. })
    }

    /// What the publisher should know about how the archive ends.
    pub fn warning(&self) -> Option<Warning> {
        let (found, done) = match self {
            Archive::Loops => ("the address of a page that was read before", "stopped following the archive there"),
            Archive::TooLong => ("more pages or items than are followed", "stopped following the archive there"),
            _ => return None,
        };
        Some(Warning { place: Place::Feed, field: "next_url".into(), found: found.into(), done })
    }
}

impl Refresh {
    fn is_running(&self, request: Request) -> bool {
        matches!(self, Refresh::Running(running) if *running == request)
    }
}

#[cfg(test)]
mod tests;
