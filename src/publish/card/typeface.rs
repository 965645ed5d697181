//! Which fonts a text is set in, and how: `style/tokens.css` for a picture. Fonts that only browsers have are left out.

use icu::casemap::CaseMapper;
use icu::locale::LanguageIdentifier;
use icu::properties::props::Script;
use parley::{GenericFamily, Language, WordBreak};

use super::script;

/// The role of the text on the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The headline and the site's name: serifs.
    Headline,
    /// The section: no serifs.
    Section,
}

/// How a text is set.
#[derive(Clone, Debug)]
pub(super) struct Typeface {
    /// The families in the order in which they are searched for a glyph.
    pub families: Vec<String>,
    /// The family after them.
    pub generic: GenericFamily,
    /// The height of a line, as a multiple of the size.
    pub leading: f32,
    /// The space between letters, as a multiple of the size.
    pub tracking: f32,
    /// Korean is read by words, and for Chinese and Japanese `phrases` marks where lines may end.
    pub word_break: WordBreak,
    /// Picks the forms of Han characters, and of some letters.
    pub language: Option<Language>,
}

const SERIF: &[&str] = &[
    "Iowan Old Style",
    "Charter",
    "Source Serif 4",
    "Source Serif Pro",
    "Noto Serif",
    "Georgia",
    "Times New Roman",
    "DejaVu Serif",
];
const SANS: &[&str] = &["Segoe UI", "Roboto", "Noto Sans", "Helvetica Neue", "Arial", "DejaVu Sans"];

/// The Noto fonts of Han characters, which come for each region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Region {
    Simplified,
    Traditional,
    Japan,
    Korea,
}

impl Region {
    /// By the language, or by letters that only one language has.
    fn of(text: &str, language: Option<&str>) -> Region {
        let tag = language.unwrap_or("").to_ascii_lowercase().replace('_', "-");
        let mut parts = tag.split('-');
        match parts.next() {
            Some("ja") => Region::Japan,
            Some("ko") => Region::Korea,
            Some("zh" | "yue") if parts.any(|part| matches!(part, "hant" | "tw" | "hk" | "mo")) => Region::Traditional,
            Some("zh") => Region::Simplified,
            _ if text.chars().any(|c| matches!(script::of_char(c), Script::Hiragana | Script::Katakana)) => {
                Region::Japan
            }
            _ if text.chars().any(|c| script::of_char(c) == Script::Hangul) => Region::Korea,
            _ => Region::Simplified,
        }
    }

    fn families(self, role: Role) -> &'static [&'static str] {
        match (self, role) {
            (Region::Simplified, Role::Headline) => &["Songti SC", "Noto Serif CJK SC", "Noto Serif SC", "SimSun"],
            (Region::Traditional, Role::Headline) => &["Songti TC", "Noto Serif CJK TC", "Noto Serif TC", "PMingLiU"],
            (Region::Japan, Role::Headline) => {
                &["Hiragino Mincho ProN", "Noto Serif CJK JP", "Noto Serif JP", "Yu Mincho"]
            }
            (Region::Korea, Role::Headline) => &["AppleMyungjo", "Noto Serif CJK KR", "Noto Serif KR", "Batang"],
            (Region::Simplified, Role::Section) => {
                &["PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei"]
            }
            (Region::Traditional, Role::Section) => {
                &["PingFang TC", "Noto Sans CJK TC", "Noto Sans TC", "Microsoft JhengHei"]
            }
            (Region::Japan, Role::Section) => &["Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic UI"],
            (Region::Korea, Role::Section) => {
                &["Apple SD Gothic Neo", "Noto Sans CJK KR", "Noto Sans KR", "Malgun Gothic"]
            }
        }
    }

    fn tag(self) -> &'static str {
        match self {
            Region::Simplified => "zh",
            Region::Traditional => "zh-TW",
            Region::Japan => "ja",
            Region::Korea => "ko",
        }
    }
}

impl Typeface {
    /// The typeface of a text. `own` are the families of the publisher's own font files, which come first.
    pub fn of(text: &str, language: Option<&str>, role: Role, own: &[String]) -> Typeface {
        let main = script::of_text(text);
        let is_latin_like = is_cased(main) || matches!(main, Script::Common);
        let is_cjk = matches!(main, Script::Han | Script::Hangul);
        let region = is_cjk.then(|| Region::of(text, language));

        let mut families = own.to_vec();
        let mut add = |names: &[&str]| families.extend(names.iter().map(|name| (*name).to_owned()));
        if let Some(region) = region {
            add(region.families(role));
        }
        let (stack, generic) = match role {
            Role::Headline => (SERIF, GenericFamily::Serif),
            Role::Section => (SANS, GenericFamily::SansSerif),
        };
        match (main, role) {
            (Script::Arabic, Role::Headline) => add(&["Noto Naskh Arabic", "Geeza Pro", "Traditional Arabic"]),
            (Script::Arabic, Role::Section) => add(&["Noto Sans Arabic", "Geeza Pro", "Tahoma"]),
            // Noto names its fonts by the script.
            _ if !is_latin_like && !is_cjk => {
                let name = script::name(main).unwrap_or_default();
                let (serif, sans) = (format!("Noto Serif {name}"), format!("Noto Sans {name}"));
                match role {
                    Role::Headline => add(&[&serif, &sans]),
                    Role::Section => add(&[&sans, &serif]),
                }
            }
            _ => {}
        }
        add(stack);

        Typeface {
            families,
            generic,
            leading: match main {
                Script::Arabic => 1.45,
                Script::Han | Script::Hangul => 1.3,
                _ if is_latin_like => 1.15,
                _ => 1.35,
            },
            tracking: match role {
                Role::Headline if is_latin_like => -0.01,
                Role::Section if is_latin_like => 0.06,
                _ => 0.0,
            },
            word_break: if is_cjk { WordBreak::KeepAll } else { WordBreak::Normal },
            language: match (language, region) {
                (Some(tag), _) => Language::parse_prefix(tag).ok().map(|(language, _)| language),
                (None, Some(region)) => Language::parse(region.tag()).ok(),
                (None, None) => None,
            },
        }
    }
}

/// The section's name in capitals, by the rules of the language, where its script has them.
pub(super) fn capitals(text: &str, language: Option<&str>) -> String {
    if !is_cased(script::of_text(text)) {
        return text.to_owned();
    }
    let language = language.and_then(|tag| tag.parse().ok()).unwrap_or(LanguageIdentifier::UNKNOWN);
    CaseMapper::new().uppercase_to_string(text, &language).into_owned()
}

fn is_cased(script: Script) -> bool {
    matches!(script, Script::Latin | Script::Greek | Script::Cyrillic | Script::Armenian)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str, language: Option<&str>, role: Role) -> String {
        Typeface::of(text, language, role, &[]).families.remove(0)
    }

    #[test]
    fn han_is_set_in_the_font_of_its_language() {
        let han = |language| Typeface::of("大桥今晨恢复通车", language, Role::Headline, &[]).families;
        assert!(han(Some("zh-Hans")).contains(&"Noto Serif CJK SC".to_owned()));
        assert!(han(Some("zh-Hant")).contains(&"Noto Serif CJK TC".to_owned()));
        assert!(han(Some("ja")).contains(&"Noto Serif CJK JP".to_owned()));
        assert!(han(None).contains(&"Noto Serif CJK SC".to_owned()));
    }

    #[test]
    fn letters_decide_the_language_if_the_feed_names_none() {
        assert_eq!(first("東京タワーのひみつ", None, Role::Headline), "Hiragino Mincho ProN");
        assert_eq!(first("다리가 다시 열렸다", Some("en"), Role::Headline), "AppleMyungjo");
    }

    #[test]
    fn fonts_of_a_script_are_found_by_its_name() {
        assert_eq!(first("पुल फिर खुला", Some("hi"), Role::Headline), "Noto Serif Devanagari");
        assert_eq!(first("สะพาน", None, Role::Section), "Noto Sans Thai");
        assert_eq!(first("খবর", None, Role::Headline), "Noto Serif Bengali");
    }

    #[test]
    fn the_publishers_fonts_come_first() {
        let own = ["Own".to_owned()];
        assert_eq!(Typeface::of("Bridge", None, Role::Headline, &own).families[0], "Own");
    }

    #[test]
    fn letters_are_spaced_only_where_they_stand_apart() {
        let tracking = |text| Typeface::of(text, None, Role::Section, &[]).tracking;
        assert!(tracking("Politik") > 0.0);
        for joined in ["سياسة", "政治", "राजनीति", "การเมือง", "정치", "פוליטיקה"]
        {
            assert_eq!(tracking(joined), 0.0, "{joined}");
        }
    }

    #[test]
    fn capitals_follow_the_language() {
        assert_eq!(capitals("İstanbul siyasi", Some("tr")), "İSTANBUL SİYASİ");
        assert_eq!(capitals("Πολιτική", Some("el")), "ΠΟΛΙΤΙΚΗ");
        assert_eq!(capitals("Straße", Some("de")), "STRASSE");
        assert_eq!(capitals("राजनीति", Some("hi")), "राजनीति");
    }
}
