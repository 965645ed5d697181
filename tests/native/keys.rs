//! Keys are made in two languages, here and in `js/rescue.js`: both are held to the same list.

use newsleaf::domain::feed::key::Key;

#[test]
fn the_keys_of_the_list_are_the_keys_of_its_ids() {
    let list = include_str!("../support/keys.json");
    let list: Vec<(String, String)> = serde_json::from_str(list).unwrap();
    assert!(list.len() > 10);
    for (id, key) in list {
        assert_eq!(Key::of_id(&id).as_str(), key, "{id:?}");
    }
}
