//! Parts of the paths of a published site that can't be the names of folders as they are: `page` stands before the number of a
//! page, and Windows has no files called `con` or `aux`. Such a part has a tilde at its end. `js/published/lookup.js` writes them too;
//! `tests/support/path-parts.json` holds both to the same.

use std::borrow::Cow;

/// The part of a path for a part of a slug.
pub fn write(part: &str) -> Cow<'_, str> {
    if is_reserved(part) { Cow::Owned([part, "~"].concat()) } else { Cow::Borrowed(part) }
}

/// The part of a slug that was written as this part of a path.
pub fn read(part: &str) -> &str {
    part.strip_suffix('~').filter(|rest| is_reserved(rest)).unwrap_or(part)
}

/// Whether it is a reserved name, or one with tildes, which must not be read as another's.
fn is_reserved(part: &str) -> bool {
    let name = part.trim_end_matches('~');
    match name.as_bytes() {
        b"page" | b"con" | b"prn" | b"aux" | b"nul" => true,
        [b'c', b'o', b'm', digit] | [b'l', b'p', b't', digit] => digit.is_ascii_digit(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_written_as_the_script_writes_them_and_read_back() {
        let cases: Vec<(String, String)> =
            serde_json::from_str(include_str!("../../../tests/support/path-parts.json")).unwrap();
        assert!(cases.len() > 5);
        for (part, written) in &cases {
            assert_eq!(write(part), written.as_str());
            assert_eq!(read(written), part);
        }
    }
}
