//! Ids of headings. Hugo, Jekyll and Zola make them of the headings' texts, each in its own way, and stories link to them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use icu::normalizer::DecomposingNormalizer;
use pulldown_cmark::{Event, Tag, TagEnd};

/// An event with its place in the text.
pub type Located<'a> = (Event<'a>, Range<usize>);

/// Gives the headings that a link of the story leads to the ids that these links name. `fragments` are those of the links.
pub fn add_ids<'f>(events: &mut [Located], fragments: impl Iterator<Item = &'f str>) {
    let mut fragments: Vec<&str> = fragments.filter(|fragment| !fragment.is_empty()).collect();
    // Of two that mean the same heading, the same one counts each time.
    fragments.sort_unstable();
    if fragments.is_empty() {
        return;
    }
    // The headings of a text, in their order.
    let mut headings: HashMap<String, Vec<usize>> = HashMap::new();
    let mut taken: HashSet<String> = HashSet::new();
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Heading { id: Some(id), .. }) => drop(taken.insert(id.to_string())),
            Event::Start(Tag::Heading { .. }) => headings.entry(folded(&text_of(&events[at..]))).or_default().push(at),
            _ => {}
        }
    }
    for fragment in fragments {
        if taken.contains(fragment) {
            continue;
        }
        let place = headings.get(&folded(fragment)).and_then(|places| places.first()).or_else(|| {
            // `notes-1` is the second heading with this text.
            let (text, number) = fragment.rsplit_once(['-', '_'])?;
            headings.get(&folded(text))?.get(number.parse::<usize>().ok()?)
        });
        if let Some((Event::Start(Tag::Heading { id: id @ None, .. }), _)) = place.map(|at| &mut events[*at]) {
            *id = Some(fragment.to_owned().into());
        }
    }
}

fn text_of(events: &[Located]) -> String {
    let events = events.iter().take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Heading(_))));
    events
        .filter_map(|(event, _)| match event {
            Event::Text(text) | Event::Code(text) => Some(&**text),
            _ => None,
        })
        .collect()
}

/// What the ids of all these programs have in common: letters and digits, without case and accents.
fn folded(text: &str) -> String {
    let normalizer = DecomposingNormalizer::new_nfkd();
    let lower = text.to_lowercase();
    normalizer.normalize(&lower).chars().filter(|c| c.is_alphanumeric()).collect()
}
