//! The keys of the newest stories. The front page looks for new stories by them (`js/published/new_stories.js`).

use crate::domain::feed::publication::Publication;

/// How many of the newest stories `latest.json` names.
const LATEST: usize = 40;

/// The keys that `latest.json` names. They are in the front page as well.
pub fn latest_keys(publication: &Publication) -> Vec<String> {
    publication.stories().take(LATEST).map(|item| item.key.to_string()).collect()
}
