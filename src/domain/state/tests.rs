//! The transitions of the state machine.

use std::sync::Arc;

use super::data_needed::DataNeeded;
use super::effect::{Effect, Request};
use super::event::Event;
use super::failure::Failure;
use super::feed_state::*;
use super::loaded::{Archive, Loaded, Refresh};
use super::retrying_request::RetryingRequest;
use super::status::FeedStatus;
use crate::domain::feed::key::Key;
use crate::domain::feed::{Feed, Item};
use crate::domain::limits;
use crate::domain::parse::document::FeedError;
use crate::domain::web_url::{WebUrl, parse_url_natively};

fn url(text: &str) -> WebUrl {
    WebUrl::parse(text, None, parse_url_natively).unwrap()
}

const HOME: &str = "https://a.example/feed.json";

fn feed(ids: &[&str], next: Option<&str>) -> Box<Feed> {
    let mut feed = Feed::empty("T".into());
    feed.items = ids.iter().map(|id| Item::example(id).into()).collect();
    feed.next_url = next.map(url);
    Box::new(feed)
}

fn ids(state: &FeedState) -> Vec<&str> {
    loaded(state).feed.items.iter().map(|item| item.id.as_str()).collect()
}

fn loaded(state: &FeedState) -> &Loaded {
    match &state.phase {
        Phase::Loaded(loaded) => loaded,
        other => panic!("not loaded: {other:?}"),
    }
}

fn started() -> FeedState {
    FeedState::start(url(HOME)).0
}

fn with_first_page(next: Option<&str>) -> FeedState {
    started().after(Event::Arrived { request: 0, feed: feed(&["1", "2"], next), at: 10 }).0
}

fn fetched(effects: &[Effect]) -> Vec<(Request, &str)> {
    let fetch = |effect: &'_ Effect| match effect {
        Effect::Fetch { request, url, .. } => Some((*request, url.as_str().to_owned().leak() as &str)),
        _ => None,
    };
    effects.iter().filter_map(fetch).collect()
}

#[test]
fn the_initial_state_requests_the_feed() {
    let (state, effects) = FeedState::start(url(HOME));
    assert_eq!(state.phase, Phase::Loading(RetryingRequest::first(0, None)));
    assert!(state.is_silent());
    assert_eq!(fetched(&effects), [(0, HOME)]);
}

#[test]
fn a_requested_feed_is_shown_and_an_outdated_answer_is_not() {
    let state = with_first_page(None);
    assert_eq!(ids(&state), ["1", "2"]);
    let (state, _) = state.after(Event::Arrived { request: 99, feed: feed(&["x"], None), at: 11 });
    assert_eq!(ids(&state), ["1", "2"]);
}

/// The keys of these items as an event tells them.
fn held_back(ids: &[&str]) -> Event {
    let mut keys: Vec<Key> = ids.iter().map(|id| Item::example(id).key).collect();
    keys.sort_unstable();
    Event::HeldBack(keys)
}

#[test]
fn new_stories_that_are_held_back_are_not_counted_and_come_with_the_next_page() {
    let refreshed = |held: &[&str]| {
        let state = with_first_page(None).after(Event::RefreshDue).0.after(held_back(held)).0;
        state.after(Event::Arrived { request: 1, feed: feed(&["4", "3", "1", "2"], None), at: 20 }).0
    };
    assert_eq!(loaded(&refreshed(&[])).status(), FeedStatus::New(2));
    assert_eq!(loaded(&refreshed(&["4"])).status(), FeedStatus::New(1));
    let all = refreshed(&["3", "4"]);
    assert_eq!(loaded(&all).status(), FeedStatus::Quiet);
    let (next, _) = all.after(Event::RouteChanged(DataNeeded::Nothing));
    assert_eq!(ids(&next), ["4", "3", "1", "2"]);
}

#[test]
fn stories_between_two_first_pages_are_looked_for_where_new_ones_are_held_back_too() {
    let state = with_first_page(None).after(Event::RefreshDue).0.after(held_back(&["9"])).0;
    let (state, _) =
        state.after(Event::Arrived { request: 1, feed: feed(&["9", "8"], Some("https://a.example/2")), at: 20 });
    assert_eq!(loaded(&state).status(), FeedStatus::New(1));
    let (state, _) = state.after(Event::ShowUpdates);
    assert_eq!(loaded(&state).archive, Archive::More(url("https://a.example/2")));
}

#[test]
fn held_back_stories_fill_no_page_but_no_older_page_is_searched_for_one() {
    let older = "https://a.example/2";
    let needs = |needed: DataNeeded| {
        let state = with_first_page(Some(older)).after(held_back(&["2"])).0;
        fetched(&state.after(Event::RouteChanged(needed)).1).len()
    };
    assert_eq!(needs(DataNeeded::Stories(1)), 0);
    assert_eq!(needs(DataNeeded::Stories(2)), 1);
    assert_eq!(needs(DataNeeded::Story(Item::example("2").key)), 0);
}

#[test]
fn a_failure_keeps_its_cause_and_is_retried_on_request() {
    let failure = Failure::Unreadable(FeedError::Empty);
    let (state, effects) = started().after(Event::Failed { request: 0, failure: failure.clone() });
    assert_eq!(state.phase, Phase::Failed(failure.clone()));
    assert_eq!(effects, [Effect::ReadCache(url(HOME))]);
    let (state, effects) = state.after(Event::RetryRequested);
    assert_eq!(state.phase, Phase::Loading(RetryingRequest::first(1, Some(failure))));
    assert_eq!(effects, [Effect::Fetch { request: 1, url: url(HOME), fresh: true }]);
    let (late, _) = state.clone().after(Event::Failed { request: 0, failure: Failure::Offline });
    assert_eq!(late, state, "a late answer to the first request changes nothing");
    let (again, _) = state.clone().after(Event::Failed { request: 1, failure: Failure::Offline });
    assert_eq!(again.phase, Phase::Failed(Failure::Offline));
    let (arrived, _) = state.after(Event::Arrived { request: 1, feed: feed(&["1"], None), at: 5 });
    assert_eq!(ids(&arrived), ["1"]);
}

/// What the memos of the pages derive from a state: a page changes where one of these does.
#[derive(Debug, PartialEq)]
struct Seen {
    is_silent: bool,
    /// Where there is no feed.
    phase: Option<Phase>,
    items: Vec<Arc<Item>>,
    archive: Option<Archive>,
    status: Option<FeedStatus>,
}

fn seen(state: &FeedState) -> Seen {
    let loaded = match &state.phase {
        Phase::Loaded(loaded) => Some(loaded),
        _ => None,
    };
    Seen {
        is_silent: state.is_silent(),
        phase: loaded.is_none().then(|| state.phase.clone()),
        items: loaded.map(|loaded| loaded.feed.items.clone()).unwrap_or_default(),
        archive: loaded.map(|loaded| loaded.archive.clone()),
        status: loaded.map(Loaded::status),
    }
}

fn waits(effects: &[Effect]) -> Vec<(Request, u32)> {
    let wait = |effect: &Effect| match effect {
        Effect::Wait { request, ms } => Some((*request, *ms)),
        _ => None,
    };
    effects.iter().filter_map(wait).collect()
}

#[test]
fn temporary_failures_are_tried_three_times_and_the_reader_sees_it() {
    let failure = || Failure::Status(503);
    let (state, effects) = started().after(Event::Failed { request: 0, failure: failure() });
    assert_eq!(waits(&effects), [(0, 1_000)]);
    let (state, _) = state.after(Event::CacheRead { url: url(HOME), found: None });
    let waiting = seen(&state);
    assert!(matches!(&state.phase, Phase::Loading(RetryingRequest { failure: Some(_), tries: 1, waiting: true, .. })));
    let (state, effects) = state.after(Event::Waited(0));
    assert_eq!(fetched(&effects), [(1, HOME)]);
    assert_ne!(seen(&state), waiting);
    assert!(matches!(&state.phase, Phase::Loading(RetryingRequest { failure: Some(_), tries: 2, waiting: false, .. })));
    let (state, effects) = state.after(Event::Failed { request: 1, failure: failure() });
    assert_eq!(waits(&effects), [(1, 4_000)]);
    assert_eq!(effects.len(), 1, "the cache is read once");
    let (state, _) = state.after(Event::Waited(1));
    let (state, effects) = state.after(Event::Failed { request: 2, failure: failure() });
    assert_eq!((state.phase, effects), (Phase::Failed(failure()), vec![]));
}

#[test]
fn a_wait_can_be_skipped_or_cancelled_and_its_end_has_no_effect_then() {
    let (waiting, _) = started().after(Event::Failed { request: 0, failure: Failure::Status(500) });
    let (state, effects) = waiting.clone().after(Event::RetryRequested);
    assert_eq!(fetched(&effects), [(1, HOME)]);
    assert_eq!(state.after(Event::Waited(0)).1, []);
    let (state, effects) = waiting.after(Event::Cancelled(0));
    assert_eq!((state.phase.clone(), effects), (Phase::Failed(Failure::Status(500)), vec![]));
    assert_eq!(state.after(Event::Waited(0)).1, []);
}

#[test]
fn a_request_can_be_cancelled() {
    let (state, effects) = started().after(Event::Cancelled(0));
    assert_eq!((&state.phase, effects), (&Phase::Failed(Failure::Stopped), vec![Effect::Abort(0)]));
    let (late, _) = state.clone().after(Event::Failed { request: 0, failure: Failure::Offline });
    assert_eq!(late, state);
    let (state, _) = with_first_page(Some("https://a.example/2")).after(Event::OlderRequested);
    let (state, effects) = state.after(Event::Cancelled(1));
    assert_eq!(effects, [Effect::Abort(1)]);
    assert!(matches!(&loaded(&state).archive, Archive::Failed { failure: Failure::Stopped, .. }));
}

#[test]
fn the_cached_feed_is_shown_with_its_age_during_retries() {
    let (state, effects) = started().after(Event::Failed { request: 0, failure: Failure::Status(503) });
    assert!(effects.contains(&Effect::ReadCache(url(HOME))));
    assert!(state.is_silent(), "no failure flashes up before the cache has been read");
    let (state, _) = state.after(Event::CacheRead { url: url(HOME), found: Some((feed(&["1"], None), 7)) });
    assert_eq!(ids(&state), ["1"]);
    assert!(loaded(&state).is_stale());
    assert_eq!((loaded(&state).current_at, loaded(&state).refresh.failure()), (7, Some(&Failure::Status(503))));
    let (state, effects) = state.after(Event::Waited(0));
    assert_eq!(fetched(&effects), [(1, HOME)]);
    let (unchanged, _) = state.clone().after(Event::Unchanged { request: 1, at: 99 });
    assert!(!loaded(&unchanged).is_stale());
    assert_eq!(loaded(&unchanged).current_at, 99);
    let (state, _) = state.after(Event::Arrived { request: 1, feed: feed(&["2", "1"], None), at: 99 });
    assert_eq!(ids(&state), ["1"], "new ones wait here too");
    assert_eq!(loaded(&state).waiting.as_ref().map(|(_, new)| *new), Some(1));
}

#[test]
fn the_cached_feed_is_not_shown_if_the_host_refuses() {
    for status in [403, 404, 410] {
        let (state, effects) = started().after(Event::Failed { request: 0, failure: Failure::Status(status) });
        assert_eq!(effects, [], "{status}");
        assert!(!state.is_silent());
    }
    let (state, effects) = started().after(Event::SlowTimeout);
    assert_eq!(effects, [Effect::ReadCache(url(HOME))]);
    let (state, _) = state.after(Event::Failed { request: 0, failure: Failure::Status(404) });
    let (state, _) = state.after(Event::CacheRead { url: url(HOME), found: Some((feed(&["1"], None), 7)) });
    assert_eq!(state.phase, Phase::Failed(Failure::Status(404)));
}

#[test]
fn the_cached_feed_is_removed_when_a_retry_is_refused() {
    let (state, _) = started().after(Event::Failed { request: 0, failure: Failure::Status(503) });
    let (state, _) = state.after(Event::CacheRead { url: url(HOME), found: Some((feed(&["1"], None), 7)) });
    let (state, _) = state.after(Event::Waited(0));
    let (gone, _) = state.after(Event::Failed { request: 1, failure: Failure::Status(410) });
    assert_eq!(gone.phase, Phase::Failed(Failure::Status(410)));
    let (shown, _) = with_first_page(None).after(Event::RefreshDue);
    let (shown, _) = shown.after(Event::Failed { request: 1, failure: Failure::Status(410) });
    assert_eq!(ids(&shown), ["1", "2"], "what this visit has read stays");
}

#[test]
fn cancelling_a_slow_feed_is_shown_and_can_be_retried() {
    let (state, _) = started().after(Event::SlowTimeout);
    let (state, _) = state.after(Event::CacheRead { url: url(HOME), found: Some((feed(&["1"], None), 7)) });
    let before = seen(&state);
    let (state, effects) = state.after(Event::Cancelled(0));
    assert_eq!(effects, [Effect::Abort(0)]);
    assert_ne!(seen(&state), before);
    assert_eq!(loaded(&state).refresh, Refresh::Failed(Failure::Stopped));
    assert_eq!(fetched(&state.after(Event::RetryRequested).1), [(1, HOME)]);
}

#[test]
fn cancelling_affects_one_request_and_closing_a_notice_none() {
    let (state, _) = with_first_page(Some("https://a.example/2")).after(Event::RefreshDue);
    let (state, _) = state.after(Event::OlderRequested);
    assert_eq!(state.clone().after(Event::NoticeDismissed).1, []);
    let (state, effects) = state.after(Event::Cancelled(1));
    assert_eq!(effects, [Effect::Abort(1)]);
    assert!(matches!(loaded(&state).archive, Archive::Loading { .. }));
}

#[test]
fn only_the_reader_starts_requests_during_a_backoff() {
    let failure = Failure::AskedToWait { status: 429, seconds: 3_600 };
    let (state, effects) =
        with_first_page(None).after(Event::RefreshDue).0.after(Event::Failed { request: 1, failure });
    assert_eq!(waits(&effects), [(1, 3_600_000)]);
    assert_eq!(state.clone().after(Event::RefreshDue).1, []);
    assert_eq!(state.clone().after(Event::WentOnline).1, []);
    assert_eq!(fetched(&state.clone().after(Event::RetryRequested).1), [(2, HOME)]);
    let (state, _) = state.after(Event::Waited(1));
    assert_eq!(fetched(&state.after(Event::RefreshDue).1), [(2, HOME)]);
}

#[test]
fn the_archive_begins_at_the_new_first_page_if_no_old_story_is_left_on_it() {
    let (state, _) = with_first_page(Some("https://a.example/2")).after(Event::RefreshDue);
    let new = feed(&["8", "7"], Some("https://a.example/2"));
    let (state, _) = state.after(Event::Arrived { request: 1, feed: new, at: 50 });
    let (state, _) = state.after(Event::ShowUpdates);
    assert_eq!(ids(&state), ["8", "7", "1", "2"]);
    let (_, effects) = state.after(Event::RouteChanged(DataNeeded::Story(Key::of_id("5"))));
    assert_eq!(fetched(&effects), [(2, "https://a.example/2")]);
}

#[test]
fn new_stories_are_offered_until_the_notice_is_closed_and_again_with_the_next() {
    let (state, _) = with_first_page(None).after(Event::RefreshDue);
    let (state, _) = state.after(Event::Arrived { request: 1, feed: feed(&["0", "1"], None), at: 50 });
    let (state, _) = state.after(Event::NoticeDismissed);
    assert_eq!(loaded(&state).updates_to_show(), 0);
    let (state, _) = state.after(Event::RefreshDue);
    let (state, _) = state.after(Event::Arrived { request: 2, feed: feed(&["9", "0", "1"], None), at: 60 });
    assert_eq!(loaded(&state).updates_to_show(), 2);
}

#[test]
fn the_cached_feed_is_shown_until_a_slow_feed_comes() {
    let (state, _) = started().after(Event::SlowTimeout);
    let (state, _) = state.after(Event::CacheRead { url: url(HOME), found: Some((feed(&["1"], None), 7)) });
    assert!(loaded(&state).is_stale() && loaded(&state).refresh.failure().is_none());
    let (state, _) = state.after(Event::Arrived { request: 0, feed: feed(&["1"], None), at: 9 });
    assert!(!loaded(&state).is_stale());
    let (other, _) = started().after(Event::SlowTimeout);
    let elsewhere = Event::CacheRead { url: url("https://b.example/"), found: Some((feed(&["1"], None), 7)) };
    assert_eq!(other.clone().after(elsewhere).0, other, "the cached copy of another feed");
}

#[test]
fn older_pages_are_read_until_the_page_on_screen_has_what_it_needs() {
    let state = with_first_page(Some("https://a.example/2"));
    let (state, effects) = state.after(Event::RouteChanged(DataNeeded::Stories(4)));
    assert_eq!(fetched(&effects), [(1, "https://a.example/2")]);
    let older = feed(&["3"], Some("https://a.example/3"));
    let (state, effects) = state.after(Event::Arrived { request: 1, feed: older, at: 20 });
    assert_eq!(fetched(&effects), [(2, "https://a.example/3")], "three stories are not four");
    let (state, effects) = state.after(Event::Arrived { request: 2, feed: feed(&["4", "5"], None), at: 20 });
    assert_eq!(effects, []);
    assert_eq!(ids(&state), ["1", "2", "3", "4", "5"]);
    assert_eq!(loaded(&state).archive, Archive::Ended);
}

#[test]
fn a_linked_story_is_looked_for_to_the_end_of_the_archive() {
    let key = Key::of_id("old");
    let state = with_first_page(Some("https://a.example/2"));
    let (state, effects) = state.after(Event::RouteChanged(DataNeeded::Story(key)));
    assert_eq!(effects.len(), 1);
    let (state, effects) =
        state.after(Event::Arrived { request: 1, feed: feed(&["old"], Some("https://a.example/3")), at: 1 });
    assert_eq!(effects, [], "it is found");
    assert_eq!(loaded(&state).archive, Archive::More(url("https://a.example/3")));
}

#[test]
fn data_needed_while_loading_is_remembered() {
    let (state, effects) = started().after(Event::RouteChanged(DataNeeded::Stories(3)));
    assert_eq!(effects, []);
    let first = feed(&["1"], Some("https://a.example/2"));
    let (_, effects) = state.after(Event::Arrived { request: 0, feed: first, at: 1 });
    assert_eq!(fetched(&effects), [(1, "https://a.example/2")]);
}

#[test]
fn navigation_aborts_a_request_for_an_older_page() {
    let (state, _) = with_first_page(Some("https://a.example/2")).after(Event::RouteChanged(DataNeeded::Stories(9)));
    let (state, effects) = state.after(Event::RouteChanged(DataNeeded::Nothing));
    assert_eq!(effects, [Effect::Abort(1)]);
    assert_eq!(loaded(&state).archive, Archive::More(url("https://a.example/2")));
    let (state, _) = state.after(Event::Arrived { request: 1, feed: feed(&["3"], None), at: 1 });
    assert_eq!(ids(&state), ["1", "2"], "its answer comes too late");
}

#[test]
fn a_failed_older_page_leaves_the_loaded_feed_and_can_be_retried() {
    let (state, _) = with_first_page(Some("https://a.example/2")).after(Event::RouteChanged(DataNeeded::Stories(9)));
    let (state, _) = state.after(Event::Failed { request: 1, failure: Failure::Status(403) });
    assert_eq!(ids(&state), ["1", "2"]);
    assert!(matches!(loaded(&state).archive, Archive::Failed { failure: Failure::Status(403), .. }));
    let (state, effects) = state.after(Event::RetryRequested);
    assert_eq!(fetched(&effects), [(2, "https://a.example/2")]);
    assert!(matches!(loaded(&state).archive, Archive::Loading { .. }));
}

#[test]
fn the_reader_can_load_one_more_page() {
    let (state, effects) = with_first_page(Some("https://a.example/2")).after(Event::OlderRequested);
    assert_eq!(fetched(&effects), [(1, "https://a.example/2")]);
    let (state, effects) =
        state.after(Event::Arrived { request: 1, feed: feed(&["3"], Some("https://a.example/3")), at: 1 });
    assert_eq!(effects, []);
    assert_eq!(ids(&state), ["1", "2", "3"]);
}

#[test]
fn pages_in_a_circle_are_loaded_once_with_a_warning() {
    for next in [HOME, "https://a.example/feed.json#again"] {
        let (state, effects) = started().after(Event::Arrived { request: 0, feed: feed(&["1"], Some(next)), at: 1 });
        assert_eq!(loaded(&state).archive, Archive::Loops);
        assert!(matches!(effects.as_slice(), [Effect::Warn(_)]));
    }
    let (state, _) = with_first_page(Some("https://a.example/2")).after(Event::RouteChanged(DataNeeded::Stories(9)));
    let (state, effects) =
        state.after(Event::Arrived { request: 1, feed: feed(&["3"], Some("https://a.example/2")), at: 1 });
    assert_eq!(loaded(&state).archive, Archive::Loops);
    assert!(matches!(effects.as_slice(), [Effect::Warn(_)]));
    assert_eq!(ids(&state), ["1", "2", "3"]);
}

#[test]
fn a_failed_older_page_is_retried_even_if_the_page_on_screen_needs_no_more() {
    let (state, _) = with_first_page(Some("https://a.example/2")).after(Event::OlderRequested);
    let (state, _) = state.after(Event::Failed { request: 1, failure: Failure::Status(403) });
    let (state, _) = state.after(Event::RouteChanged(DataNeeded::Stories(1)));
    let (_, effects) = state.after(Event::RetryRequested);
    assert_eq!(fetched(&effects), [(2, "https://a.example/2")]);
}

#[test]
fn an_invisible_change_leaves_everything_that_is_seen_unchanged() {
    let state = with_first_page(Some("https://a.example/2"));
    let before = seen(&state);
    let (state, _) = state.after(Event::Failed { request: 77, failure: Failure::Status(500) });
    assert_eq!(seen(&state), before);
    let (state, _) = state.after(Event::OlderRequested);
    let looking = seen(&state);
    assert_ne!(looking, before);
    let (state, _) = state.after(Event::Arrived { request: 1, feed: feed(&["3"], None), at: 1 });
    assert_ne!(seen(&state), looking);
}

#[test]
fn repeated_stories_of_an_older_page_are_left_out_with_a_warning() {
    let (state, _) = with_first_page(Some("https://a.example/2")).after(Event::OlderRequested);
    let (state, effects) = state.after(Event::Arrived { request: 1, feed: feed(&["2", "3"], None), at: 1 });
    assert_eq!(ids(&state), ["1", "2", "3"]);
    assert!(matches!(effects.as_slice(), [Effect::Warn(warnings)] if warnings.len() == 1));
}

#[test]
fn an_endless_archive_ends_at_the_limit() {
    let mut state =
        with_first_page(Some("https://a.example/p1")).after(Event::RouteChanged(DataNeeded::Stories(usize::MAX))).0;
    for page in 1..=limits::ARCHIVE_PAGES as u32 + 5 {
        let next = format!("https://a.example/p{}", page + 1);
        state = state.after(Event::Arrived { request: page, feed: feed(&[&next], Some(&next)), at: 1 }).0;
    }
    assert_eq!(loaded(&state).archive, Archive::TooLong);
}

#[test]
fn new_stories_wait_until_the_reader_asks_for_them() {
    let (state, effects) = with_first_page(None).after(Event::RefreshDue);
    assert_eq!(effects, [Effect::Fetch { request: 1, url: url(HOME), fresh: true }]);
    assert_eq!(state.clone().after(Event::RefreshDue).1, [], "one look at a time");
    let (state, _) = state.after(Event::Arrived { request: 1, feed: feed(&["0", "1"], None), at: 50 });
    assert_eq!(ids(&state), ["1", "2"]);
    assert_eq!(loaded(&state).waiting.as_ref().map(|(_, new)| *new), Some(1));
    let (elsewhere, _) = state.clone().after(Event::RouteChanged(DataNeeded::Stories(1)));
    assert_eq!(ids(&elsewhere), ["1", "2"], "going to another page is not retrying for them");
    let (state, _) = state.after(Event::ShowUpdates);
    assert_eq!(ids(&state), ["0", "1", "2"], "what the new feed holds no more stays readable");
    assert_eq!(loaded(&state).waiting, None);
    assert_eq!(loaded(&state).current_at, 50);
}

#[test]
fn a_new_story_that_the_route_names_is_shown() {
    let (state, _) = with_first_page(None).after(Event::RefreshDue);
    let (state, _) = state.after(Event::Arrived { request: 1, feed: feed(&["0", "1"], None), at: 50 });
    let (state, _) = state.after(Event::RouteChanged(DataNeeded::Story(Key::of_id("0"))));
    assert_eq!(ids(&state), ["0", "1", "2"]);
}

#[test]
fn changes_of_known_stories_wait_for_the_next_page_without_a_notice() {
    let state = with_first_page(None);
    let before = seen(&state);
    let (state, _) = state.after(Event::RefreshDue);
    let mut changed = feed(&["1", "2"], None);
    Arc::make_mut(&mut changed.items[0]).headline = "Corrected".into();
    let (state, _) = state.after(Event::Arrived { request: 1, feed: changed, at: 50 });
    assert_eq!(seen(&state), before);
    let (state, _) = state.after(Event::RouteChanged(DataNeeded::Nothing));
    assert_eq!(loaded(&state).feed.items[0].headline, "Corrected");
}

#[test]
fn only_the_newest_document_of_the_feed_is_known() {
    let with_hash = |ids: &[&str], document: &[u8]| {
        Box::new(Feed { content_hash: Some(Key::of_bytes(document)), ..*feed(ids, None) })
    };
    let is_known = |state: &FeedState, document: &[u8]| state.is_known(&url(HOME), Key::of_bytes(document));
    assert!(!is_known(&started(), b"1"));
    let (state, _) = started().after(Event::Arrived { request: 0, feed: with_hash(&["1"], b"1"), at: 1 });
    assert!(is_known(&state, b"1") && !is_known(&state, b"2"));
    assert!(!state.is_known(&url("https://a.example/2"), Key::of_bytes(b"1")));
    let (state, _) = state.after(Event::RefreshDue);
    let (state, _) = state.after(Event::Arrived { request: 1, feed: with_hash(&["2"], b"2"), at: 1 });
    assert!(is_known(&state, b"2") && !is_known(&state, b"1"), "the one that waits");
    let (state, _) = state.after(Event::ShowUpdates);
    assert!(is_known(&state, b"2"));
    let refused =
        started().after(Event::SlowTimeout).0.after(Event::Failed { request: 0, failure: Failure::Status(404) }).0;
    let (refused, _) = refused.after(Event::CacheRead { url: url(HOME), found: Some((with_hash(&["1"], b"1"), 7)) });
    assert!(!is_known(&refused, b"1"), "what was not shown");
}

#[test]
fn a_failed_refresh_keeps_the_shown_feed_and_its_age() {
    let (state, _) = with_first_page(None).after(Event::RefreshDue);
    let (state, _) = state.after(Event::Failed { request: 1, failure: Failure::Offline });
    assert_eq!(ids(&state), ["1", "2"]);
    assert_eq!(loaded(&state).refresh, Refresh::Failed(Failure::Offline));
    assert_eq!(loaded(&state).current_at, 10);
    let (state, effects) = state.after(Event::RetryRequested);
    assert_eq!(fetched(&effects), [(2, HOME)]);
    assert!(loaded(&state).is_stale(), "it is not taken back before there is an answer");
    let (state, _) = state.after(Event::Unchanged { request: 2, at: 70 });
    assert!(!loaded(&state).is_stale());
}

#[test]
fn the_stale_notice_is_shown_until_it_is_closed_and_again_after_the_next_failure() {
    let (state, _) = with_first_page(None).after(Event::RefreshDue);
    let (state, _) = state.after(Event::Failed { request: 1, failure: Failure::Offline });
    assert!(loaded(&state).shows_stale_notice());
    let (state, _) = state.after(Event::NoticeDismissed);
    assert!(loaded(&state).is_stale() && !loaded(&state).shows_stale_notice());
    let (state, _) = state.after(Event::RefreshDue);
    assert!(!loaded(&state).shows_stale_notice());
    let (state, _) = state.after(Event::Failed { request: 2, failure: Failure::Offline });
    assert!(loaded(&state).shows_stale_notice());
}

#[test]
fn a_refresh_and_an_older_page_wait_independently() {
    let (state, _) = with_first_page(Some("https://a.example/2")).after(Event::RefreshDue);
    let (state, _) = state.after(Event::OlderRequested);
    let (state, _) = state.after(Event::Failed { request: 1, failure: Failure::Status(500) });
    let (state, _) = state.after(Event::Failed { request: 2, failure: Failure::Status(500) });
    let (state, effects) = state.after(Event::Waited(2));
    assert_eq!(fetched(&effects), [(3, "https://a.example/2")]);
    let (state, effects) = state.after(Event::Waited(1));
    assert_eq!(fetched(&effects), [(4, HOME)]);
    let (state, _) = state.after(Event::Failed { request: 3, failure: Failure::Status(500) });
    let (state, _) = state.after(Event::Failed { request: 4, failure: Failure::Status(500) });
    let (_, effects) = state.after(Event::RetryRequested);
    assert_eq!(fetched(&effects), [(5, HOME), (6, "https://a.example/2")]);
}

#[test]
fn a_failed_feed_is_requested_again_after_a_time() {
    let (state, _) = started().after(Event::Failed { request: 0, failure: Failure::Status(404) });
    let (state, effects) = state.after(Event::RefreshDue);
    assert_eq!(fetched(&effects), [(1, HOME)]);
    assert!(matches!(&state.phase, Phase::Loading(RetryingRequest { failure: Some(Failure::Status(404)), .. })));
}

#[test]
fn a_feed_url_of_the_settings_is_requested() {
    let elsewhere = url("https://b.example/feed.json");
    let (state, effects) = started().after(Event::Moved(elsewhere.clone()));
    assert_eq!(effects, [Effect::Abort(0), Effect::Fetch { request: 1, url: elsewhere.clone(), fresh: true }]);
    assert_eq!(state.url, elsewhere);
    assert_eq!(state.after(Event::Moved(elsewhere)).1, [], "it is there already");
}
