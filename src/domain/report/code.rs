//! The codes of warnings and advice, for programs. A code never changes its meaning.

use super::part::Part;
use crate::domain::feed::warning::WarningAction as Action;

/// How much a warning matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Readers don't see something, or a setting has no effect.
    Lost,
    /// Something was read otherwise than it is written, or is shown though most likely not meant so.
    Repaired,
    /// Nothing is wrong, but something could be better.
    Advice,
}

impl Level {
    /// The name in the report.
    pub fn name(self) -> &'static str {
        match self {
            Level::Lost => "lost",
            Level::Repaired => "repaired",
            Level::Advice => "advice",
        }
    }
}

/// Makes [`Code`] of variants, names and levels.
macro_rules! codes {
    ($($level:ident { $($code:ident = $name:literal,)* })*) => {
        /// A kind of warning or advice.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $($(#[doc = $name] $code,)*)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Code] = &[$($(Code::$code,)*)*];

            /// The name in the report.
            pub fn name(self) -> &'static str {
                match self {
                    $($(Code::$code => $name,)*)*
                }
            }

            /// The level, which is the same in all reports.
            pub fn level(self) -> Level {
                match self {
                    $($(Code::$code)|* => Level::$level,)*
                }
            }
        }
    };
}

codes! {
    Lost {
        AddressLeftOut = "address-left-out",
        ArchiveEnded = "archive-ended",
        BodyPartLeftOut = "body-part-left-out",
        DateLeftOut = "date-left-out",
        FileMissing = "file-missing",
        IncompleteEntry = "incomplete-entry",
        InvalidSetting = "invalid-setting",
        ItemLeftOut = "item-left-out",
        LanguageLeftOut = "language-left-out",
        LimitReached = "limit-reached",
        NoImage = "no-image",
        NoItems = "no-items",
        NumberLeftOut = "number-left-out",
        RepeatedField = "repeated-field",
        TextCut = "text-cut",
        UnknownField = "unknown-field",
        UnknownSetting = "unknown-setting",
        WrongType = "wrong-type",
    }
    Repaired {
        AddressRepaired = "address-repaired",
        CharactersReplaced = "characters-replaced",
        DateRepaired = "date-repaired",
        EncodingRepaired = "encoding-repaired",
        EscapedTwice = "escaped-twice",
        IdRepaired = "id-repaired",
        JsonRepaired = "json-repaired",
        KeyChanged = "key-changed",
        LanguageRepaired = "language-repaired",
        LanguageUnknown = "language-unknown",
        MarkupRemoved = "markup-removed",
        MediaTypeRepaired = "media-type-repaired",
        NameRepaired = "name-repaired",
        NothingToSee = "nothing-to-see",
        NumberRepaired = "number-repaired",
        SecondLead = "second-lead",
        SrcsetRepaired = "srcset-repaired",
        TitleRepaired = "title-repaired",
        TypeRepaired = "type-repaired",
        VersionRepaired = "version-repaired",
    }
    Advice {
        AccentTuned = "accent-tuned",
        EmptySection = "empty-section",
        FileNotBeside = "file-not-beside",
        HostNotAsked = "host-not-asked",
        LinkToNothing = "link-to-nothing",
        LookAlike = "look-alike",
        ModifiedForPublished = "modified-for-published",
        NoPictureSize = "no-picture-size",
        OtherBase = "other-base",
    }
}

impl Code {
    /// The code of an action on a part of a document.
    pub fn of(part: Part, action: Action) -> Code {
        match action {
            Action::ByteOrderMark | Action::Utf16 => Code::EncodingRepaired,
            Action::InvalidCharacters => Code::CharactersReplaced,
            Action::ControlCharacters | Action::TrailingCommas => Code::JsonRepaired,
            Action::LargeNumbers => Code::NumberRepaired,
            Action::UnknownField if part == Part::Settings => Code::UnknownSetting,
            Action::UnknownField => Code::UnknownField,
            Action::NotAnArray | Action::NotText | Action::NotAnObject | Action::WordPressNumber => Code::WrongType,
            Action::ListOfOne
            | Action::TookAsText
            | Action::TookFirstText
            | Action::TookRendered
            | Action::TookAsTrue
            | Action::TookAsFalse
            | Action::TookAsNumber
            | Action::TookAsItems
            | Action::TookAsAuthors
            | Action::TookAsAuthorName
            | Action::TookAsTags
            | Action::TookItsName
            | Action::TookItsUrl => Code::TypeRepaired,
            Action::RepeatedField => Code::RepeatedField,
            Action::NameInOtherCase
            | Action::TookAsUrl
            | Action::TookAsSummary
            | Action::TookAsBody
            | Action::TookAsDate => Code::NameRepaired,
            Action::NothingToSee => Code::NothingToSee,
            Action::MarkupRemoved | Action::CdataRemoved => Code::MarkupRemoved,
            Action::TextCut => Code::TextCut,
            Action::NotAUrl | Action::OtherScheme => Code::AddressLeftOut,
            Action::EntitiesInAddress => Code::AddressRepaired,
            Action::ZeroDate | Action::NotADate => Code::DateLeftOut,
            Action::DateNotRfc3339 | Action::DateWithoutZone => Code::DateRepaired,
            Action::NotANumber => Code::NumberLeftOut,
            Action::TookAsLanguage => Code::LanguageRepaired,
            Action::NotALanguage => Code::LanguageLeftOut,
            Action::UnknownLanguage | Action::UnknownItemLanguage => Code::LanguageUnknown,
            Action::TookVersion => Code::VersionRepaired,
            Action::TookHostAsTitle => Code::TitleRepaired,
            Action::TooManyEntries
            | Action::AuthorsTooLong
            | Action::TooManyItems
            | Action::BrowserItems
            | Action::BrowserBytes
            | Action::TooManyOlderItems
            | Action::TooManySectionNames
            | Action::TooManyWarnings => Code::LimitReached,
            Action::NoItems => Code::NoItems,
            Action::ItemNotAnObject | Action::RepeatedId | Action::NoId | Action::InNewerPage => Code::ItemLeftOut,
            Action::KeyTaken => Code::KeyChanged,
            Action::ArchiveStopped | Action::ArchiveCircle | Action::ArchiveTooLong => Code::ArchiveEnded,
            Action::TookUrlAsId | Action::TookExternalUrlAsId => Code::IdRepaired,
            Action::Incomplete | Action::NoUrl => Code::IncompleteEntry,
            Action::MediaTypeByName => Code::MediaTypeRepaired,
            Action::NoImage => Code::NoImage,
            Action::SrcsetShortened => Code::SrcsetRepaired,
            Action::EscapedTwice => Code::EscapedTwice,
            Action::FeedNamesFeed
            | Action::NotASharedUrl
            | Action::NoSuchNetwork
            | Action::NotAColour
            | Action::NotATimeZone
            | Action::NotAFooterLink
            | Action::NotAFront
            | Action::NoSuchLead
            | Action::NoSuchTimeZoneInBrowser
            | Action::NoSuchTimeZone => Code::InvalidSetting,
            Action::LostDrawing
            | Action::LostPicture
            | Action::LostObject
            | Action::LostEmbed
            | Action::LostPlayer
            | Action::LostFrame
            | Action::FrameTitleOnly => Code::BodyPartLeftOut,
            Action::FileMissing | Action::FileNotAtHost => Code::FileMissing,
            Action::FileNotBeside => Code::FileNotBeside,
            Action::OtherBase => Code::OtherBase,
            Action::HostNotAsked => Code::HostNotAsked,
            Action::NoPictureSize => Code::NoPictureSize,
            Action::LinkToNothing => Code::LinkToNothing,
            Action::LookAlike => Code::LookAlike,
            Action::ModifiedForPublished => Code::ModifiedForPublished,
            Action::AccentDarkened | Action::AccentLightened => Code::AccentTuned,
            Action::SecondLead => Code::SecondLead,
            Action::EmptySection | Action::EmptyFrontSection => Code::EmptySection,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCS: &str = include_str!("../../../docs/feed-health.md");

    #[test]
    fn every_code_has_one_row_with_its_level_in_the_docs_and_no_row_has_another() {
        let is_name = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        let rows: Vec<(&str, &str)> = DOCS
            .lines()
            .filter_map(|line| {
                let (code, rest) = line.strip_prefix("| `")?.split_once("` | ")?;
                let level = rest.split(" | ").next()?;
                (is_name(code) && ["`lost`", "`repaired`", "`advice`"].contains(&level)).then_some((code, level))
            })
            .collect();
        let mut found: Vec<(String, String)> =
            rows.iter().map(|(code, level)| ((*code).to_owned(), level.replace('`', ""))).collect();
        let mut codes: Vec<(String, String)> =
            Code::ALL.iter().map(|code| (code.name().to_owned(), code.level().name().to_owned())).collect();
        found.sort();
        codes.sort();
        assert_eq!(found, codes);
    }

    #[test]
    fn every_code_is_used_and_no_advice_is_a_warning() {
        let mut used = Vec::new();
        for action in Action::ALL {
            for part in [Part::Document, Part::Feed, Part::Settings, Part::Item] {
                let code = Code::of(part, *action);
                assert_eq!(code.level() == Level::Advice, action.is_advice(), "{action:?}");
                used.push(code);
            }
        }
        assert!(Code::ALL.iter().all(|code| used.contains(code)), "{used:?}");
    }
}
