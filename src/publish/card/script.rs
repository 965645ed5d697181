//! The scripts of a text.

use icu::properties::props::{ExtendedPictographic, Script};
use icu::properties::{CodePointMapData, CodePointSetData, PropertyNamesLong};

/// The script of a character; that of the letters around it for marks and punctuation is [`Script::Common`] here.
pub(super) fn of_char(c: char) -> Script {
    CodePointMapData::<Script>::new().get(c)
}

/// The script of most letters of a text. Kana count as Han, with which they are written.
pub(super) fn of_text(text: &str) -> Script {
    let mut counts: Vec<(Script, usize)> = Vec::new();
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        let script = match of_char(c) {
            Script::Hiragana | Script::Katakana | Script::Bopomofo => Script::Han,
            Script::Common | Script::Inherited => continue,
            script => script,
        };
        match counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += 1,
            None => counts.push((script, 1)),
        }
    }
    // The first of equals: the one that the text begins with.
    let most = counts.iter().map(|(_, count)| *count).max();
    counts.iter().find(|(_, count)| Some(*count) == most).map_or(Script::Common, |(script, _)| *script)
}

/// The script's English name, as in the names of fonts: `Devanagari`.
pub(super) fn name(script: Script) -> Option<String> {
    PropertyNamesLong::<Script>::new().get(script).map(|name| name.replace('_', " "))
}

/// The name of a character's script in a warning.
pub(super) fn name_of_char(c: char) -> String {
    if CodePointSetData::new::<ExtendedPictographic>().contains(c) {
        return "Emoji".to_owned();
    }
    match of_char(c) {
        Script::Common | Script::Inherited | Script::Unknown => "Symbols".to_owned(),
        script => name(script).unwrap_or_else(|| "Symbols".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_of_most_letters_is_the_texts() {
        assert_eq!(of_text("NASA: מעבורת החלל שבה"), Script::Hebrew);
        assert_eq!(of_text("東京タワーのひみつ"), Script::Han);
        assert_eq!(of_text("2026!"), Script::Common);
    }

    #[test]
    fn scripts_have_the_names_that_fonts_have() {
        assert_eq!(name_of_char('क'), "Devanagari");
        assert_eq!(name_of_char('𐤀'), "Phoenician");
        assert_eq!(name_of_char('𐎠'), "Old Persian");
        assert_eq!(name_of_char('😀'), "Emoji");
        assert_eq!(name_of_char('⅓'), "Symbols");
    }
}
