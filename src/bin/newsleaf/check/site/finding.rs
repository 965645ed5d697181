//! What is wrong with a live site, or could be better, in groups.

use std::collections::BTreeMap;

use newsleaf::domain::report::code::Level;
use newsleaf::domain::web_url::WebUrl;
use newsleaf::publish::hosts::Topic;

/// The largest length of what a host has sent, as a finding quotes it.
const MOST_CHARS: usize = 200;

/// Makes [`Code`] of variants, names, levels, sentences, and what is right.
macro_rules! codes {
    ($($level:ident { $($code:ident = $name:literal: $sentence:literal, $right:literal $(, $topic:ident)?;)* })*) => {
        /// A kind of fault, for programs. A code never changes its meaning or its level.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $($($code,)*)*
        }

        impl Code {
            /// Every code.
            #[cfg(test)]
            pub const ALL: &[Code] = &[$($(Code::$code,)*)*];

            /// The name in the report.
            pub fn name(self) -> &'static str {
                match self {
                    $($(Code::$code => $name,)*)*
                }
            }

            /// How much it matters.
            pub fn level(self) -> Level {
                match self {
                    $($(Code::$code)|* => Level::$level,)*
                }
            }

            /// What is wrong, in a sentence.
            pub fn sentence(self) -> &'static str {
                match self {
                    $($(Code::$code => $sentence,)*)*
                }
            }

            /// What is right, in a sentence.
            fn right(self) -> &'static str {
                match self {
                    $($(Code::$code => $right,)*)*
                }
            }

            /// The topic of the host's files that it belongs to.
            fn topic(self) -> Option<Topic> {
                match self {
                    $($(Code::$code => topic!($($topic)?),)*)*
                }
            }
        }
    };
}

macro_rules! topic {
    () => {
        None
    };
    ($topic:ident) => {
        Some(Topic::$topic)
    };
}

codes! {
    Lost {
        FileMissing = "site-file-missing": "A file of the site is not there", "upload the whole folder again; delete no old file by hand";
        PageMissing = "page-missing": "A link of the site leads to no page", "upload the whole folder again, or correct the link";
        PictureMissing = "picture-missing": "A picture of the site is not there", "put it beside the feed and build again, or upload the whole folder again";
        OldFileMissing = "old-file-missing": "An old file with a hash in its name is gone, which pages that readers have open may still ask for", "let the upload delete nothing that assets/index.json lists; `newsleaf build` removes it by itself after 30 days";
        TypeRefused = "type-refused": "Browsers refuse a file, because the host sends it with another media type", "the media type of its kind", Types;
        CharsetWrong = "charset-wrong": "The host says that text is in another encoding than UTF-8", "Content-Type: text/html; charset=utf-8, or no charset", Types;
        EncodingBroken = "encoding-broken": "A compressed answer can't be read, or is not the file", "the file itself, compressed as Content-Encoding says; compressed copies of an older upload have to go", Compression;
        EmbedForbidden = "embed-forbidden": "A header forbids other sites to show the widget", "no X-Frame-Options, no Cross-Origin-Resource-Policy, and no frame-ancestors that names only this site, for the pages of the widget and for embed.js";
        PolicyBlocks = "policy-blocks": "The host's Content-Security-Policy forbids what the pages need", "no Content-Security-Policy by the host (each page has its own), or one that allows what the page's own allows";
        HiddenFromSearch = "hidden-from-search": "The site is hidden from search engines", "no X-Robots-Tag with noindex, and no Disallow in robots.txt for this site";
        NewsMissing = "news-missing": "The newest story of the feed is not on the front page", "an upload of all files of one build; where a cache lies before the host, one that asks for pages again";
    }
    Repaired {
        NotFoundIs200 = "not-found-is-200": "An unknown address is answered as if it were a page", "status 404 with the site's 404.html", NotFound;
        NotFoundPage = "not-found-page": "An unknown address does not get the site's 404.html", "the site's 404.html with status 404", NotFound;
        SlashMissing = "slash-missing": "A folder without its slash does not lead to the folder", "a redirect to the address with the slash; links are relative, and lead astray without it", Slash;
        IndexHtml = "index-html": "A folder's index.html has no answer of its own", "status 200, or a redirect to the folder", Slash;
        Redirected = "site-redirected": "The site's address leads on to another one", "the address that readers end at, in --site and in links";
        NotSecure = "not-secure": "The site is not at https", "a certificate, and a redirect from http to https";
        NoSecureRedirect = "no-secure-redirect": "The address at http answers by itself", "a redirect to https";
        CachedTooLong = "cached-too-long": "Browsers may show an old version for longer than ten minutes", "Cache-Control: no-cache", PageCache;
        CacheUnsaid = "cache-unsaid": "The host does not say how long a page may be cached, so browsers guess, and may show an old one for days", "Cache-Control: no-cache", PageCache;
        NoStore = "no-store": "Browsers may not cache a file at all", "no-cache for pages and feeds, and a long time for files with a hash in their names", PageCache;
        TypeWrong = "type-wrong": "The host sends a file with another media type than it should have", "the media type of its kind", Types;
        NotCompressed = "not-compressed": "The host does not compress a file", "gzip, and brotli where the host has it", Compression;
        OtherAddress = "other-address": "A page names another site as its own address", "build with --site and the address that readers use";
        SitemapFault = "sitemap-fault": "The sitemap can't be used", "sitemap.xml as `newsleaf build` has written it, with addresses of this site";
        FeedElsewhere = "feed-elsewhere": "A feed names another site as its own address", "build with --site and the address that readers use";
        NoRanges = "no-ranges": "The host can't send a part of a sound or film, so Safari does not play it and nobody can jump in it", "status 206 with Content-Range";
        HostSilent = "host-silent": "The host gave no answer, or a broken one", "an answer";
    }
    Advice {
        ShortCache = "short-cache": "A file with a hash in its name never changes, and browsers ask for it again and again", "Cache-Control: public, max-age=31536000, immutable", AssetCache;
        NoBrotli = "no-brotli": "The host compresses with gzip, and not with brotli, which is a sixth smaller", "brotli for browsers that ask for it", Compression;
        NoCors = "site-no-cors": "A widget in a sandboxed frame, such as WordPress makes, can't read this", "Access-Control-Allow-Origin: *", Cors;
        NoSniff = "no-nosniff": "Browsers may guess another media type than the host sends", "X-Content-Type-Options: nosniff", NoSniff;
        PictureTooLarge = "picture-too-large": "A picture is much larger than its place", "at most 1 MB, and 2,400 pixels in a row";
        RobotsNoSitemap = "robots-no-sitemap": "robots.txt at the root of the host does not name the sitemap", "these lines in the host's robots.txt";
        BuildDue = "build-due": "A build is due", "run `newsleaf build` and upload; by a schedule it happens by itself";
        HostBusy = "host-busy": "The host asked for fewer requests, and got no more of them", "the rest of the site was not looked at; try again later, or with fewer --pages";
    }
}

/// A place of a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where the fault is, without a password.
    pub url: String,
    /// What was found there.
    pub found: String,
}

/// A group of faults with one cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The kind of fault, for programs.
    pub code: Code,
    /// The topic of the host's files that repairs it.
    pub topic: Option<Topic>,
    /// What is right.
    pub right: String,
    /// In how many places it was found.
    pub count: usize,
    /// The first of these places.
    pub places: Vec<Place>,
}

/// All faults, the worst first.
#[derive(Debug)]
pub struct Findings {
    groups: BTreeMap<(Level, Code, String), Finding>,
    most_places: usize,
}

impl Findings {
    /// No faults yet; of each kind at most so many places are named.
    pub fn new(most_places: usize) -> Findings {
        Findings { groups: BTreeMap::new(), most_places }
    }

    /// Adds a fault at an address.
    pub fn add(&mut self, code: Code, url: &WebUrl, found: impl Into<String>) {
        self.add_as(code, code.right(), code.topic(), url, found);
    }

    /// Adds a fault of which something else is right than of most of its kind.
    pub fn add_as(&mut self, code: Code, right: &str, topic: Option<Topic>, url: &WebUrl, found: impl Into<String>) {
        let key = (code.level(), code, right.to_owned());
        let group = self.groups.entry(key).or_insert_with(|| Finding {
            code,
            topic,
            right: right.to_owned(),
            count: 0,
            places: Vec::new(),
        });
        group.count += 1;
        if group.places.len() < self.most_places {
            let found: String = found.into().chars().take(MOST_CHARS).collect();
            group.places.push(Place { url: url.without_userinfo().chars().take(4 * MOST_CHARS).collect(), found });
        }
    }

    /// All groups, the worst first.
    pub fn all(&self) -> impl Iterator<Item = &Finding> {
        self.groups.values()
    }

    /// How many faults there are of a level.
    pub fn count_of(&self, level: Level) -> usize {
        self.all().filter(|finding| finding.code.level() == level).map(|finding| finding.count).sum()
    }

    /// Leaves out advice about headers where nobody can set them.
    pub fn leave_out_headers(&mut self) {
        self.groups.retain(|(level, ..), finding| *level != Level::Advice || finding.topic.is_none());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCS: &str = include_str!("../../../../../docs/publishing.md");

    #[test]
    fn every_code_has_one_row_with_its_level_in_the_docs_and_no_row_has_another() {
        let row = |line: &str| {
            let (code, rest) = line.strip_prefix("| `")?.split_once("` | `")?;
            let level = rest.split_once("` |")?.0;
            ["lost", "repaired", "advice"].contains(&level).then(|| (code.to_owned(), level.to_owned()))
        };
        let mut rows: Vec<(String, String)> = DOCS.lines().filter_map(row).collect();
        let mut codes: Vec<(String, String)> =
            Code::ALL.iter().map(|code| (code.name().to_owned(), code.level().name().to_owned())).collect();
        rows.sort();
        codes.sort();
        assert_eq!(rows, codes);
    }
}
