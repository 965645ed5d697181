//! Frames of other sites (`iframe`): which of them a reader can load, and what is loaded then.
//!
//! A frame asks another site for a page before anybody has wished for it, sets cookies and tells who reads what. So none is
//! in a body. Those of the services below, which newsrooms use most, become a card with a button; all others a link.
//!
//! A service is known by its exact host and path, as a parser of the URL Standard has written them: with a port, a user
//! name, a dot behind the host or another host in front, it is another address, and gets a link. What is loaded is not what
//! the feed has written but an address made anew of the id in it and of the parameters named here. So no feed can start
//! sound by itself, call a service's redirectors or hand on the mark by which a share is tracked (`si`, `utm_source`).

use crate::domain::web_url::WebUrl;

/// One way in which a service is embedded.
#[derive(Clone, Copy, Debug)]
pub struct Provider {
    /// The service, as it calls itself.
    pub name: &'static str,
    /// What it shows: `video`, `audio`, `map` or `chart`.
    pub kind: &'static str,
    /// The addresses in feeds, without scheme, separated by spaces. One that ends with a slash is followed by the id.
    pub from: &'static str,
    /// The parameter that holds the id; empty where the id stands in the path.
    pub id: &'static str,
    /// What is loaded: this with the id behind it.
    pub loads: &'static str,
    /// What always comes behind the id, then the parameters that are handed on, separated by spaces.
    pub parameters: &'static str,
    /// The page for people: this with the id behind it. Empty where only what is loaded is known.
    pub page: &'static str,
}

/// Writes the table as one text, a line for each way. A text has no addresses in it, which compress badly: as a list of
/// [`Provider`]s the table would take half a kilobyte more in the browser's app.
macro_rules! table {
    ($({
        name: $name:literal,
        kind: $kind:literal,
        from: $from:literal,
        id: $id:literal,
        loads: $loads:literal,
        parameters: $parameters:literal,
        page: $page:literal,
    })*) => {
        concat!($($name, "\t", $kind, "\t", $from, "\t", $id, "\t", $loads, "\t", $parameters, "\t", $page, "\n"),*)
    };
}

/// Every way. For one address the first that fits counts.
pub fn providers() -> impl Iterator<Item = Provider> {
    TABLE.split('\n').map(|line| {
        let mut fields = line.split('\t');
        let mut next = || fields.next().unwrap_or("");
        Provider {
            name: next(),
            kind: next(),
            from: next(),
            id: next(),
            loads: next(),
            parameters: next(),
            page: next(),
        }
    })
}

const TABLE: &str = table! {
    // A list without a first video. Its page is another one than a video's.
    {
        name: "YouTube",
        kind: "video",
        from: "www.youtube.com/embed/videoseries youtube.com/embed/videoseries www.youtube-nocookie.com/embed/videoseries",
        id: "list",
        loads: "https://www.youtube-nocookie.com/embed/videoseries?list=",
        parameters: "",
        page: "https://www.youtube.com/playlist?list=",
    }
    // Loaded from the host that sets no cookies until a video is played. `rel` keeps what is offered next to the video's own
    // channel; `start` and `end` say which part is meant, `list` what comes after it.
    {
        name: "YouTube",
        kind: "video",
        from: "www.youtube.com/embed/ youtube.com/embed/ m.youtube.com/embed/ www.youtube-nocookie.com/embed/ youtube-nocookie.com/embed/ youtu.be/",
        id: "",
        loads: "https://www.youtube-nocookie.com/embed/",
        parameters: "?rel=0 start end list",
        page: "https://www.youtube.com/watch?v=",
    }
    // `dnt` asks Vimeo not to track; `h` is the key to a video that is not listed.
    {
        name: "Vimeo",
        kind: "video",
        from: "player.vimeo.com/video/",
        id: "",
        loads: "https://player.vimeo.com/video/",
        parameters: "?dnt=1 h",
        page: "https://vimeo.com/",
    }
    // The older address only leads to the newer one, on another host.
    {
        name: "Dailymotion",
        kind: "video",
        from: "www.dailymotion.com/embed/video/ dailymotion.com/embed/video/",
        id: "",
        loads: "https://geo.dailymotion.com/player.html?video=",
        parameters: "",
        page: "https://www.dailymotion.com/video/",
    }
    // Players have names of their own (`player/x1.html`), which say how they look.
    {
        name: "Dailymotion",
        kind: "video",
        from: "geo.dailymotion.com/player.html geo.dailymotion.com/player/",
        id: "video",
        loads: "https://geo.dailymotion.com/player.html?video=",
        parameters: "",
        page: "https://www.dailymotion.com/video/",
    }
    // Two kinds of id, of which the newer one is mostly there. `cid` and `page` say which part of a video is meant.
    {
        name: "Bilibili",
        kind: "video",
        from: "player.bilibili.com/player.html",
        id: "bvid",
        loads: "https://player.bilibili.com/player.html?bvid=",
        parameters: " cid page",
        page: "https://www.bilibili.com/video/",
    }
    {
        name: "Bilibili",
        kind: "video",
        from: "player.bilibili.com/player.html",
        id: "aid",
        loads: "https://player.bilibili.com/player.html?aid=",
        parameters: " cid page",
        page: "https://www.bilibili.com/video/av",
    }
    // The recording is named by an address, which SoundCloud takes only from itself.
    {
        name: "SoundCloud",
        kind: "audio",
        from: "w.soundcloud.com/player/",
        id: "url",
        loads: "https://w.soundcloud.com/player/?url=",
        parameters: "",
        page: "",
    }
    // The id says what it is of: `track/1`, `episode/1`.
    {
        name: "Spotify",
        kind: "audio",
        from: "open.spotify.com/embed/ open.spotify.com/embed-podcast/",
        id: "",
        loads: "https://open.spotify.com/embed/",
        parameters: "",
        page: "https://open.spotify.com/",
    }
    {
        name: "OpenStreetMap",
        kind: "map",
        from: "www.openstreetmap.org/export/embed.html",
        id: "bbox",
        loads: "https://www.openstreetmap.org/export/embed.html?bbox=",
        parameters: " layer marker",
        page: "https://www.openstreetmap.org/?bbox=",
    }
    // What Google gives for embedding: everything is in `pb`.
    {
        name: "Google Maps",
        kind: "map",
        from: "www.google.com/maps/embed",
        id: "pb",
        loads: "https://www.google.com/maps/embed?pb=",
        parameters: "",
        page: "",
    }
    // A map that somebody has drawn.
    {
        name: "Google Maps",
        kind: "map",
        from: "www.google.com/maps/d/embed",
        id: "mid",
        loads: "https://www.google.com/maps/d/embed?mid=",
        parameters: " ll z",
        page: "https://www.google.com/maps/d/viewer?mid=",
    }
    // What it gave before 2013, and what plugins still write.
    {
        name: "Google Maps",
        kind: "map",
        from: "maps.google.com/maps www.google.com/maps",
        id: "q",
        loads: "https://www.google.com/maps?q=",
        parameters: "&output=embed ll z t hl",
        page: "https://www.google.com/maps?q=",
    }
    // The id is followed by the version: `AbCd1/3/`.
    {
        name: "Datawrapper",
        kind: "chart",
        from: "datawrapper.dwcdn.net/",
        id: "",
        loads: "https://datawrapper.dwcdn.net/",
        parameters: "",
        page: "https://datawrapper.dwcdn.net/",
    }
}
.trim_ascii_end();

/// A frame that a reader can load.
#[derive(Debug)]
pub struct Embed {
    /// The service, as it calls itself.
    pub name: &'static str,
    /// What it shows: `video`, `audio`, `map` or `chart`.
    pub kind: &'static str,
    /// What is loaded when the reader wishes it.
    pub loads: String,
    /// The page for people.
    pub page: String,
}

/// The frame that an address is for, or `None` where it gets a link.
pub fn embed(url: &WebUrl) -> Option<Embed> {
    let (_, address) = url.without_fragment().split_once("//")?;
    let (address, query) = address.split_once('?').unwrap_or((address, ""));
    let given = |name: &str| {
        query
            .split('&')
            .find(|pair| pair.strip_prefix(name).is_some_and(|rest| rest.starts_with('=') && rest.len() > 1))
    };
    providers().find_map(|provider| {
        let fits = |form: &str| address.strip_prefix(form).filter(|rest| form.ends_with('/') || rest.is_empty());
        let mut id = provider.from.split(' ').find_map(fits)?;
        if !provider.id.is_empty() {
            id = &given(provider.id)?[provider.id.len() + 1..];
        } else if !is_id(id) {
            return None;
        }
        let mut parameters = provider.parameters.split(' ');
        let mut loads = [provider.loads, id, parameters.next().unwrap_or("")].concat();
        let mut needs_key = provider.page.is_empty();
        for parameter in parameters {
            let Some(pair) = given(parameter) else { continue };
            loads.push('&');
            loads.push_str(pair);
            needs_key |= parameter == "h";
        }
        let page = if needs_key { loads.clone() } else { [provider.page, id].concat() };
        Some(Embed { name: provider.name, kind: provider.kind, loads, page })
    })
}

/// Letters, digits, `-`, `_` and the slash within: an id in a path has nothing that could lead to another path.
fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'/'))
}

/// Whether a finished body may hold this address for a frame. The last gate asks this, without trusting the walk.
pub fn may_load(url: &str) -> bool {
    providers().any(|provider| url.starts_with(provider.loads))
}
