//! The name that was meant by another one.

/// The known name that a name is most likely a misspelling of: the two differ in case, hyphens and underscores, or in
/// one letter, or in two of a long name. Two swapped letters count as one.
pub fn likely<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const MOST_CHARS: usize = 60;
    let letters = letters_of(name);
    if letters.is_empty() || letters.len() > MOST_CHARS {
        return None;
    }
    let near = known.into_iter().filter_map(|known| {
        let known_letters = letters_of(known);
        let distance = distance(&letters, &known_letters);
        (distance <= allowed(known_letters.len())).then_some((distance, known))
    });
    // Of equally near names the first counts.
    near.min_by_key(|(distance, _)| *distance).map(|(_, known)| known)
}

/// How many letters of a name of this length may differ.
fn allowed(length: usize) -> usize {
    match length {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

fn letters_of(name: &str) -> Vec<char> {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How many letters are to be put in, taken out, replaced or swapped with their neighbours.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, other_letter) in other.iter().enumerate() {
            let replaced = last[column] + usize::from(letter != other_letter);
            let mut least = replaced.min(last[column + 1] + 1).min(current[column] + 1);
            if row > 0 && column > 0 && *letter == other[column - 1] && one[row - 1] == *other_letter {
                least = least.min(before_last[column - 1] + 1);
            }
            current.push(least);
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 7] = ["id", "url", "tags", "title", "date_published", "content_html", "time_zone"];

    #[test]
    fn a_name_that_differs_in_its_marks_or_a_few_letters_is_a_misspelling() {
        for (name, meant) in [
            ("datePublished", "date_published"),
            ("date-published", "date_published"),
            ("date_publised", "date_published"),
            ("date_pubilshed", "date_published"),
            ("contenthtml", "content_html"),
            ("context_html", "content_html"),
            ("timezone", "time_zone"),
            ("tag", "tags"),
            ("titel", "title"),
            ("ID", "id"),
        ] {
            assert_eq!(likely(name, KNOWN), Some(meant), "{name}");
        }
    }

    #[test]
    fn other_words_and_short_names_are_no_misspellings() {
        let long = "t".repeat(10_000);
        for name in
            ["", "_", "uri", "ids", "uid", "subtitle", "pubDate", "content", "date", "comments", "类型", long.as_str()]
        {
            assert_eq!(likely(name, KNOWN), None, "{name}");
        }
    }
}
