//! The locale of the Open Graph protocol: `language_TERRITORY`.

use icu::locale::{LanguageIdentifier, LocaleExpander};

/// The locale of a language (an RFC 5646 tag), with its likely territory by CLDR where the tag has none. `None` where CLDR
/// knows no territory of two letters for it.
pub(super) fn of(language: &str) -> Option<String> {
    let mut identifier: LanguageIdentifier = language.replace('_', "-").parse().ok()?;
    if identifier.language.is_unknown() {
        return None;
    }
    LocaleExpander::new_extended().maximize(&mut identifier);
    let territory = identifier.region.filter(|region| region.as_str().len() == 2)?;
    Some(format!("{}_{territory}", identifier.language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_has_the_territory_of_the_tag_or_the_likely_one() {
        for (tag, locale) in [
            ("en", Some("en_US")),
            ("en-GB", Some("en_GB")),
            ("de", Some("de_DE")),
            ("de-AT", Some("de_AT")),
            ("zh-Hans", Some("zh_CN")),
            ("zh-Hant", Some("zh_TW")),
            ("zh-Hant-HK", Some("zh_HK")),
            ("ar", Some("ar_EG")),
            ("fa", Some("fa_IR")),
            ("sr-Latn", Some("sr_RS")),
            ("ckb", Some("ckb_IQ")),
            ("pt_BR", Some("pt_BR")),
            ("es-419", None),
            ("eo", None),
            ("und", None),
            ("tlh", None),
            ("x-private", None),
            ("not a tag", None),
            ("", None),
        ] {
            assert_eq!(of(tag).as_deref(), locale, "{tag}");
        }
    }
}
