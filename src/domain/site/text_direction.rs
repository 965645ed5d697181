//! The direction of text: left to right or right to left.

/// A base direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// The direction of Latin and Chinese, and of text without letters.
    #[default]
    LeftToRight,
    /// The direction of Arabic and Hebrew.
    RightToLeft,
}

impl Direction {
    /// The value of the `dir` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }
}

/// The direction of the first strong character, as in HTML's `dir=auto`; left to right if there is none.
pub fn of_text(text: &str) -> Direction {
    for c in text.chars() {
        match c {
            // Marks that only set the direction.
            '\u{200e}' => return Direction::LeftToRight,
            '\u{200f}' | '\u{61c}' => return Direction::RightToLeft,
            '\u{590}'..='\u{8ff}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
                if c.is_alphabetic() =>
            {
                return Direction::RightToLeft;
            }
            c if c.is_alphabetic() => return Direction::LeftToRight,
            _ => {}
        }
    }
    Direction::LeftToRight
}

/// The direction of a language: by its script if the RFC 5646 tag names one, else by the language.
pub fn of_language(tag: &str) -> Direction {
    const SCRIPTS: [&str; 8] = ["arab", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg", "aran"];
    const LANGUAGES: [&str; 17] =
        ["ar", "he", "iw", "fa", "ur", "ps", "dv", "yi", "ji", "ckb", "sd", "ug", "arc", "syr", "nqo", "pnb", "azb"];
    let mut parts = tag.split(['-', '_']);
    let language = parts.next().unwrap_or("").to_ascii_lowercase();
    // A single letter begins an extension: `en-u-nu-arab` is English with Arabic digits.
    let mut parts = parts.take_while(|part| part.len() > 1);
    let script = parts.find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let right_to_left = match script {
        Some(script) => SCRIPTS.contains(&script.to_ascii_lowercase().as_str()),
        None => LANGUAGES.contains(&language.as_str()),
    };
    if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_strong_character_decides() {
        assert_eq!(of_text("2020: «مدينة» News"), Direction::RightToLeft);
        assert_eq!(of_text("News מדינה"), Direction::LeftToRight);
        assert_eq!(of_text("新闻"), Direction::LeftToRight);
        assert_eq!(of_text("123 …"), Direction::LeftToRight);
        assert_eq!(of_text("\u{200f}2020: News"), Direction::RightToLeft);
        assert_eq!(of_text("\u{1e900}\u{1e901} News"), Direction::RightToLeft);
    }

    #[test]
    fn a_named_script_counts_more_than_the_language() {
        for tag in ["ar", "AR-eg", "he", "fa-IR", "ur", "pa-Arab", "ku-Arab-IQ"] {
            assert_eq!(of_language(tag), Direction::RightToLeft, "{tag}");
        }
        for tag in ["en", "zh-Hans", "uz-Latn", "az", "fa-Latn", "", "arn", "en-u-nu-arab", "ku", "en-x-arab"] {
            assert_eq!(of_language(tag), Direction::LeftToRight, "{tag}");
        }
    }
}
