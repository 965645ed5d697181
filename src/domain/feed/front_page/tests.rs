//! Which stories the front page shows, and where.

use super::*;
use crate::domain::feed::Feed;
use crate::domain::feed::date::Moment;
use crate::domain::feed::publication::STORIES_A_PAGE;
use crate::domain::feed::settings::Front;
use crate::domain::feed::time_zone::Clock;
use crate::domain::web_url::{WebUrl, parse_url_natively};

fn front_of(publication: &Publication) -> FrontPage {
    FrontPage::of(publication, STORIES_A_PAGE)
}

/// Stories in these sections, the newest first; their ids are their indexes.
fn items(sections: &[&str]) -> Vec<Item> {
    let item = |(at, section): (usize, &&str)| {
        let mut item = Item::example(&at.to_string());
        item.section = section.split(" > ").filter(|name| !name.is_empty()).map(str::to_owned).collect();
        item.published = Some(Moment::instant(1_000_000 - at as i64));
        item
    };
    sections.iter().enumerate().map(item).collect()
}

fn publication(items: Vec<Item>, settings: Settings) -> Publication {
    let address = WebUrl::parse("https://news.example/feed.json", None, parse_url_natively).unwrap();
    let feed = Feed { items: items.into_iter().map(Arc::new).collect(), ..Feed::empty("Paper".into()) };
    let clock = Clock { now_ms: i64::MAX, offset_of: |_, _| None };
    Publication::new(Arc::new(feed), address, settings, None, clock)
}

fn ids(stories: &[Arc<Item>]) -> Vec<&str> {
    stories.iter().map(|item| item.id.as_str()).collect()
}

fn blocks(front: &FrontPage) -> Vec<(&str, Vec<&str>)> {
    front.blocks.iter().map(|block| (block.name.as_str(), ids(&block.stories))).collect()
}

fn picture(item: &mut Item) {
    let url = WebUrl::parse("https://news.example/a.jpg", None, parse_url_natively).unwrap();
    let (alt, caption, credit, width, height, srcset) = (String::new(), None, None, None, None, None);
    item.image = Some(crate::domain::feed::Picture { url, alt, caption, credit, width, height, srcset });
}

#[test]
fn sections_with_three_stories_below_the_lead_have_a_block() {
    let items = items(&["News", "Arts", "News", "News > Local", "Arts", "News", "Sport", "News", "News"]);
    let front = front_of(&publication(items, Settings::default()));
    assert_eq!(front.lead.as_ref().unwrap().id, "0");
    assert_eq!(blocks(&front), [("News", vec!["2", "3", "5", "7"])]);
    assert_eq!(ids(&front.rest), ["1", "4", "6", "8"]);
}

#[test]
fn each_story_stands_once() {
    let sections = ["A", "B", "A > X", "B", "A > X", "B", "A", "A > X", "A", "B", "A > X", "A"];
    let named = vec![vec!["A".to_owned(), "X".to_owned()], vec!["A".to_owned()], vec!["B".to_owned()]];
    let settings = Settings { front: Front { lead: None, sections: Some(named) }, ..Settings::default() };
    let mut items = items(&sections);
    items[4].is_pinned = true;
    items[10].is_pinned = true;
    let front = front_of(&publication(items, settings));
    assert_eq!(blocks(&front).len(), 3, "{:?}", blocks(&front));
    assert_eq!(blocks(&front)[0].1[..2], ["4", "10"]);
    let mut all = ids(&front.rest);
    all.push(&front.lead.as_ref().unwrap().id);
    all.extend(front.blocks.iter().flat_map(|block| ids(&block.stories)));
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), sections.len());
}

#[test]
fn a_feed_without_sections_or_with_sections_used_once_has_no_block() {
    let none = front_of(&publication(items(&[""; 30]), Settings::default()));
    assert_eq!((none.blocks.len(), none.rest.len()), (0, STORIES_A_PAGE - 1));
    let names: Vec<String> = (0..38).map(|n| format!("Tag {n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let once = front_of(&publication(items(&names), Settings::default()));
    assert_eq!((once.blocks.len(), once.rest.len()), (0, STORIES_A_PAGE - 1));
}

#[test]
fn there_are_at_most_six_blocks() {
    let names = ["A", "B", "C", "D", "E", "F", "G"];
    let sections: Vec<&str> = names.iter().flat_map(|name| [*name; 3]).collect();
    let settings = Settings { sections: names.map(|name| vec![name.to_owned()]).to_vec(), ..Settings::default() };
    let front = front_of(&publication(items(&sections), settings));
    // The lead takes one of A's three; the last of G is not on the page.
    assert_eq!(blocks(&front).iter().map(|block| block.0).collect::<Vec<_>>(), ["B", "C", "D", "E", "F"]);
}

#[test]
fn the_newest_story_with_a_picture_opens_its_block() {
    let mut items = items(&["X", "News", "News", "News", "News", "News"]);
    picture(&mut items[5]);
    let front = front_of(&publication(items, Settings::default()));
    assert_eq!(blocks(&front), [("News", vec!["5", "1", "2", "3"])]);
}

#[test]
fn a_pinned_story_opens_its_block_however_old_it_is() {
    let sections: Vec<&str> = (0..40).map(|at| if at % 2 == 0 { "News" } else { "Arts" }).collect();
    let mut items = items(&sections);
    picture(&mut items[2]);
    items[38].is_pinned = true;
    let front = front_of(&publication(items, Settings::default()));
    assert_eq!(blocks(&front)[1], ("News", vec!["38", "2", "4", "6"]));
    assert_eq!(blocks(&front)[0].1[0], "1");
}

#[test]
fn the_lead_is_named_by_the_settings_or_by_itself() {
    let mut items = items(&[""; 30]);
    items[4].is_lead = true;
    items[25].is_lead = true;
    let front = front_of(&publication(items.clone(), Settings::default()));
    assert_eq!(front.lead.as_ref().unwrap().id, "4", "the newest of several");
    assert_eq!(front.rest.len(), STORIES_A_PAGE - 1);

    let lead =
        |id: &str| Settings { front: Front { lead: Some(id.to_owned()), sections: None }, ..Settings::default() };
    let front = front_of(&publication(items.clone(), lead("27")));
    assert_eq!(front.lead.as_ref().unwrap().id, "27", "older than the page's own stories");
    assert_eq!(front.rest.len(), STORIES_A_PAGE);
    assert_eq!(front_of(&publication(items, lead("gone"))).lead.unwrap().id, "4");
}

#[test]
fn an_empty_list_of_sections_means_no_blocks() {
    let settings = Settings { front: Front { lead: None, sections: Some(Vec::new()) }, ..Settings::default() };
    assert!(front_of(&publication(items(&["A"; 9]), settings)).blocks.is_empty());
    assert!(front_of(&publication(Vec::new(), Settings::default())).lead.is_none());
}

#[test]
fn lead_without_a_date_stands_where_the_reading_order_has_it() {
    let mut items = items(&["News"; 3]);
    for item in &mut items {
        item.is_lead = true;
    }
    items[0].published = None;
    let items: Vec<Arc<Item>> = items.into_iter().map(Arc::new).collect();
    let mut warnings = Vec::new();
    warn_of_leads(&items, &mut warnings);
    let texts: Vec<_> = warnings.iter().map(ToString::to_string).collect();
    let places: Vec<_> = texts.iter().map(|text| &text[..8]).collect();
    assert_eq!(places, ["items[1]", "items[2]"], "undated at the beginning of the feed is the newest");
}

#[test]
fn an_impossible_front_page_setting_gives_a_warning() {
    let mut items = items(&["News"; 3]);
    items[0].is_lead = true;
    items[2].is_lead = true;
    let items: Vec<Arc<Item>> = items.into_iter().map(Arc::new).collect();
    let front = Front { lead: Some("gone".into()), sections: Some(vec![vec!["Nwes".into()], vec!["News".into()]]) };
    let settings = Settings { front, ..Settings::default() };
    let mut warnings = Vec::new();
    warn_of_leads(&items, &mut warnings);
    warn_of_settings(&items, &settings, &mut warnings);
    assert_eq!(
        warnings.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "items[2] (2) _newsleaf.lead: found true, left it out: a newer story is the lead",
            "settings front.lead: found gone, left it out: no story has this id",
            "settings front.sections: found Nwes, no story is in this section, so it has no block on the front page"
        ]
    );
}
