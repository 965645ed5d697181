//! The actions that are taken on odd values, with their texts.

use std::fmt;

/// Makes [`WarningAction`] of names and texts.
macro_rules! actions {
    ($($(#[$attribute:meta])* $name:ident = $text:literal,)*) => {
        /// The action that was taken on a value, or a remark about it. The texts are for people: code must depend on
        /// the variant only. Variants that only reports use are not compiled into the readers' app.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum WarningAction {
            $($(#[$attribute])* #[doc = $text] $name,)*
        }

        impl WarningAction {
            /// Every action.
            #[cfg(test)]
            pub const ALL: &[WarningAction] = &[$(WarningAction::$name,)*];

            /// The text, as the end of a sentence that begins with the field.
            pub fn text(self) -> &'static str {
                match self {
                    $($(#[$attribute])* WarningAction::$name => $text,)*
                }
            }
        }
    };
}

actions! {
    // The text of the document.
    ByteOrderMark = "took it off",
    Utf16 = "read it as such; JSON should be UTF-8",
    InvalidCharacters = "put the character U+FFFD in their place",
    ControlCharacters = "read it as a part of the text; other readers refuse the feed",
    TrailingCommas = "left it out; other readers refuse the feed",
    LargeNumbers = "took the largest number there is",
    // Any field.
    TooManyEntries = "left out all entries after the first 100",
    UnknownField = "left it out: Newsleaf knows no such field",
    ListOfOne = "took it as a list of one",
    NotAnArray = "left it out: it should be an array",
    RepeatedField = "left it out: the field is there again, and the last counts",
    NameInOtherCase = "read it as the field whose name is in lower case",
    TookAsText = "took it as text",
    TookFirstText = "took the first text of the list",
    TookRendered = "took what it renders",
    NotText = "left it out: it should be text",
    NothingToSee = "left it out: there is nothing to see in it",
    MarkupRemoved = "took the text of its markup",
    CdataRemoved = "left out the marks of CDATA around it",
    TextCut = "cut it: it is too long",
    NotAUrl = "left it out: it is no URL",
    OtherScheme = "left it out: only http and https lead to web pages",
    EntitiesInAddress = "read &amp; as &: an address holds no entities",
    ZeroDate = "left it out: programs write that for no date",
    DateNotRfc3339 = "read it, though it is not RFC 3339",
    DateWithoutZone = "read it in the setting time_zone, else as UTC: it names no time zone",
    NotADate = "left it out: it is no date",
    TookAsTrue = "took it as true",
    TookAsFalse = "took it as false",
    TookAsNumber = "took it as a number",
    NotANumber = "left it out: it is no number, or an impossible one",
    TookAsLanguage = "took it as a language tag",
    NotALanguage = "left it out: it is no language tag",
    // The feed and its list of items.
    TookAsItems = "took it as the list of items of a feed without a title",
    TookVersion = "read it as JSON Feed 1.1",
    TookHostAsTitle = "took the host's name",
    AuthorsTooLong = "left out those too long to be the authors of every item",
    NoItems = "took it as an empty list",
    BrowserItems = "the drop-in leaves out all items after the first 20,000; newsleaf build publishes them",
    BrowserBytes = "the drop-in reads no feed of more than 20 MB; newsleaf build does",
    TooManyItems = "left out all items after the first 20,000",
    ItemNotAnObject = "left the item out: it is no object",
    RepeatedId = "left the item out: an item before it has the same id",
    NoId = "left the item out: nothing could link to it",
    // Older pages.
    InNewerPage = "left the item out: a newer page of the feed has it",
    TooManyOlderItems = "left out the older page's last items: there are 20,000 already",
    KeyTaken = "gave its link another key: this one is taken",
    ArchiveStopped = "stopped following the archive there",
    // An item.
    TookUrlAsId = "took the item's url",
    TookExternalUrlAsId = "took the item's external_url",
    TookAsUrl = "took it as the item's url",
    TookAsSummary = "took it as the summary",
    TookAsBody = "took it as content_html",
    TookAsDate = "took it as the item's date",
    TookAsAuthors = "took it as the authors",
    TookAsAuthorName = "took it as the author's name",
    TookAsTags = "took it as tags separated by commas",
    TookItsName = "took its name",
    TookItsUrl = "took its url",
    WordPressNumber = "left it out: it is a number of WordPress",
    NotAnObject = "left it out: it should be an object",
    Incomplete = "left it out",
    NoUrl = "left it out: it has no url",
    MediaTypeByName = "went by the file's extension",
    NoImage = "left it out: the item has no image",
    SrcsetShortened = "left pictures out: their width or density is none, or there are too many",
    EscapedTwice = "shows its tags as text: the body is escaped twice",
    TooManySectionNames = "left out all names after the first 8",
    // Settings.
    FeedNamesFeed = "left it out: only newsleaf.json can name another feed",
    NotASharedUrl = "left it out: it should be page or item",
    NoSuchNetwork = "left it out: there is no such network",
    NotAColour = "left it out: it should be a colour such as #8a1c1c",
    NotATimeZone = "left it out: it should be a name such as Asia/Shanghai",
    NotAFooterLink = "left it out: it should be an object with title and url",
    NotAFront = "left it out: it should be an object with lead and sections",
    NoSuchLead = "left it out: no story has this id",
    SecondLead = "left it out: a newer story is the lead",
    NoSuchTimeZoneInBrowser = "left it out: the browser knows no such time zone",
    // The list of warnings.
    TooManyWarnings = "left out all further warnings",
    // Advice.
    ModifiedForPublished = "took it as the date of publication, which is missing",
    AccentDarkened = "shows it darker on light pages, so that words in it can be read; nothing has to change",
    AccentLightened = "shows it lighter on dark pages, so that words in it can be read; nothing has to change",
    EmptyFrontSection = "no story is in this section, so it has no block on the front page",
    EmptySection = "left it in the navigation, though no story has it",
    // Only reports.
    #[cfg(any(feature = "health", test))]
    ArchiveCircle = "ended the archive there: that page was read already",
    #[cfg(any(feature = "health", test))]
    ArchiveTooLong = "ended the archive there: 500 older pages were read",
    #[cfg(any(feature = "health", test))]
    NoSuchTimeZone = "left it out: there is no such time zone",
    #[cfg(any(feature = "health", test))]
    UnknownLanguage = "kept it, though it is no language tag: dates and numbers are not written in it",
    #[cfg(any(feature = "health", test))]
    UnknownItemLanguage = "kept it, though it is no language tag",
    #[cfg(any(feature = "health", test))]
    LostDrawing = "left it out: a drawing or formula without a text alternative",
    #[cfg(any(feature = "health", test))]
    LostPicture = "left it out: a picture without an address that can be loaded",
    #[cfg(any(feature = "health", test))]
    LostObject = "left it out: embedded objects are not shown",
    #[cfg(any(feature = "health", test))]
    LostEmbed = "left it out: a player without an id or an address",
    #[cfg(any(feature = "health", test))]
    LostPlayer = "left it out: a player without an address that can be played",
    #[cfg(any(feature = "health", test))]
    LostFrame = "left it out: a frame without an address is not shown",
    #[cfg(any(feature = "health", test))]
    FrameTitleOnly = "showed its title only: a frame without an address is not shown",
    #[cfg(any(feature = "health", test))]
    FileMissing = "names a file that does not lie beside the feed",
    #[cfg(any(feature = "health", test))]
    FileNotAtHost = "names a file that its host does not have",
    #[cfg(any(feature = "health", test))]
    FileNotBeside = "names a file that does not lie beside the feed",
    #[cfg(any(feature = "health", test))]
    OtherBase = "relative addresses of pictures and files are looked for at",
    #[cfg(any(feature = "health", test))]
    HostNotAsked = "could not be asked for pictures and files",
    #[cfg(any(feature = "health", test))]
    NoPictureSize = "has no width and height: the text jumps when the picture arrives",
    #[cfg(any(feature = "health", test))]
    LinkToNothing = "has links to places in the story that are not there",
    #[cfg(any(feature = "health", test))]
    LookAlike = "is passed over: JSON Feed knows no such field",
}

impl WarningAction {
    /// Whether nothing is wrong with the value, but the feed could be better. It is no warning.
    pub fn is_advice(self) -> bool {
        #[cfg(any(feature = "health", test))]
        if matches!(
            self,
            WarningAction::FileNotBeside
                | WarningAction::OtherBase
                | WarningAction::HostNotAsked
                | WarningAction::NoPictureSize
                | WarningAction::LinkToNothing
                | WarningAction::LookAlike
        ) {
            return true;
        }
        matches!(
            self,
            WarningAction::ModifiedForPublished
                | WarningAction::AccentDarkened
                | WarningAction::AccentLightened
                | WarningAction::EmptyFrontSection
                | WarningAction::EmptySection
        )
    }

    /// Whether the whole item was left out.
    pub fn leaves_item_out(self) -> bool {
        matches!(
            self,
            WarningAction::ItemNotAnObject
                | WarningAction::RepeatedId
                | WarningAction::NoId
                | WarningAction::InNewerPage
        )
    }
}

impl fmt::Display for WarningAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}
