//! The file of a profile in pieces. Each piece says what it sees to, so that `newsleaf check --site` can name the lines that mend a
//! fault, and these are the lines that `newsleaf build` writes.

/// What a host has to see to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// How long files with a hash in their names are cached.
    AssetCache,
    /// How long pages and feeds are cached.
    PageCache,
    /// Compression of text and programs.
    Compression,
    /// Which other sites may read files.
    Cors,
    /// The media type of the feed.
    FeedType,
    /// The media type of the web app manifest.
    ManifestType,
    /// That browsers don't guess media types.
    NoSniff,
    /// The page for unknown addresses.
    NotFound,
    /// The slash at the end of folders.
    Slash,
    /// Other media types.
    Types,
    /// The media type of WebAssembly.
    WasmType,
}

impl Topic {
    /// All topics.
    pub const ALL: [Topic; 11] = [
        Topic::AssetCache,
        Topic::PageCache,
        Topic::Compression,
        Topic::Cors,
        Topic::FeedType,
        Topic::ManifestType,
        Topic::NoSniff,
        Topic::NotFound,
        Topic::Slash,
        Topic::Types,
        Topic::WasmType,
    ];

    /// The header that the host should send, where one header does it.
    pub fn header(self) -> Option<&'static str> {
        match self {
            Topic::AssetCache => Some("Cache-Control: public, max-age=31536000, immutable"),
            Topic::PageCache => Some("Cache-Control: no-cache"),
            Topic::Cors => Some("Access-Control-Allow-Origin: *"),
            Topic::FeedType => Some("Content-Type: application/feed+json"),
            Topic::ManifestType => Some("Content-Type: application/manifest+json"),
            Topic::NoSniff => Some("X-Content-Type-Options: nosniff"),
            Topic::WasmType => Some("Content-Type: application/wasm"),
            Topic::Compression | Topic::NotFound | Topic::Slash | Topic::Types => None,
        }
    }
}

/// A part of a file of a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    topics: &'static [Topic],
    text: String,
}

/// A piece that sees to these topics.
pub fn piece(topics: &'static [Topic], text: impl Into<String>) -> Piece {
    Piece { topics, text: text.into() }
}

/// The file.
pub fn whole(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

/// The pieces about a topic, without the indentation that they share; `None` if there are none.
pub fn about(pieces: &[Piece], topic: Topic) -> Option<String> {
    let text: String =
        pieces.iter().filter(|piece| piece.topics.contains(&topic)).map(|piece| piece.text.as_str()).collect();
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let indent = lines().map(|line| line.len() - line.trim_start().len()).min()?;
    Some(lines().map(|line| line[indent..].trim_end()).collect::<Vec<_>>().join("\n"))
}
