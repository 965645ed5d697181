//! Frames of other sites (`iframe`): which of them a reader can load, and the URLs that they load.
//!
//! A frame requests a page of another site without the reader's wish, sets cookies and reveals who reads what. So a
//! body has no frames. Those of the services below, which newsrooms use most, become a card with a button; all others
//! become a link.
//!
//! A service is recognised by its exact host and path in a URL that a parser of the URL Standard has serialised. A URL
//! with a port, a user name, a dot after the host or a subdomain gets a link. The frame does not load the feed's URL
//! but a new one, made of its id and of the parameters named here. So a feed can't start sound, use a service's
//! redirects, or pass on the marks by which shares are tracked (`si`, `utm_source`).

use crate::domain::web_url::{ParseUrl, WebUrl};

/// One form of a service's frames.
#[derive(Clone, Copy, Debug)]
pub struct Provider {
    /// The name of the service.
    pub name: &'static str,
    /// The kind of content: `video`, `audio`, `map` or `chart`.
    pub kind: &'static str,
    /// The URLs in feeds, without scheme, separated by spaces. The id follows a URL that ends with a slash.
    pub from: &'static str,
    /// The parameter of the id; empty if the id is in the path.
    pub id: &'static str,
    /// The URL that is loaded, up to the id.
    pub loads: &'static str,
    /// The text after the id, then the parameters that are passed on, separated by spaces.
    pub parameters: &'static str,
    /// The URL of the page for people, up to the id; empty if the service has no such page.
    pub page: &'static str,
}

/// Writes the table as one text, with a line for each form. As a list of [`Provider`]s the table would add half a
/// kilobyte, because its pointers compress badly.
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

/// Every form. The first that matches a URL counts.
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
    // A list without a first video, which has another page.
    {
        name: "YouTube",
        kind: "video",
        from: "www.youtube.com/embed/videoseries youtube.com/embed/videoseries www.youtube-nocookie.com/embed/videoseries",
        id: "list",
        loads: "https://www.youtube-nocookie.com/embed/videoseries?list=",
        parameters: "",
        page: "https://www.youtube.com/playlist?list=",
    }
    // It is loaded from the host that sets no cookies before a video is played. `rel` limits suggestions to the video's
    // channel; `start` and `end` select a part, `list` names the videos after it.
    {
        name: "YouTube",
        kind: "video",
        from: "www.youtube.com/embed/ youtube.com/embed/ m.youtube.com/embed/ www.youtube-nocookie.com/embed/ youtube-nocookie.com/embed/ youtu.be/",
        id: "",
        loads: "https://www.youtube-nocookie.com/embed/",
        parameters: "?rel=0 start end list",
        page: "https://www.youtube.com/watch?v=",
    }
    // `dnt` asks Vimeo not to track; `h` is the key of an unlisted video.
    {
        name: "Vimeo",
        kind: "video",
        from: "player.vimeo.com/video/",
        id: "",
        loads: "https://player.vimeo.com/video/",
        parameters: "?dnt=1 h",
        page: "https://vimeo.com/",
    }
    // The older URL redirects to the newer one on another host.
    {
        name: "Dailymotion",
        kind: "video",
        from: "www.dailymotion.com/embed/video/ dailymotion.com/embed/video/",
        id: "",
        loads: "https://geo.dailymotion.com/player.html?video=",
        parameters: "",
        page: "https://www.dailymotion.com/video/",
    }
    // Players have names (`player/x1.html`), which decide their looks.
    {
        name: "Dailymotion",
        kind: "video",
        from: "geo.dailymotion.com/player.html geo.dailymotion.com/player/",
        id: "video",
        loads: "https://geo.dailymotion.com/player.html?video=",
        parameters: "",
        page: "https://www.dailymotion.com/video/",
    }
    // There are two kinds of ids; most frames have the newer one. `cid` and `page` select a part of a video.
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
    // The recording is named by a URL, which SoundCloud accepts only of its own host.
    {
        name: "SoundCloud",
        kind: "audio",
        from: "w.soundcloud.com/player/",
        id: "url",
        loads: "https://w.soundcloud.com/player/?url=",
        parameters: "",
        page: "",
    }
    // The id includes its kind: `track/1`, `episode/1`.
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
    // Google's own embed code: everything is in `pb`.
    {
        name: "Google Maps",
        kind: "map",
        from: "www.google.com/maps/embed",
        id: "pb",
        loads: "https://www.google.com/maps/embed?pb=",
        parameters: "",
        page: "",
    }
    // A map that a user has drawn.
    {
        name: "Google Maps",
        kind: "map",
        from: "www.google.com/maps/d/embed",
        id: "mid",
        loads: "https://www.google.com/maps/d/embed?mid=",
        parameters: " ll z",
        page: "https://www.google.com/maps/d/viewer?mid=",
    }
    // The embed code before 2013, which plugins still write.
    {
        name: "Google Maps",
        kind: "map",
        from: "maps.google.com/maps www.google.com/maps",
        id: "q",
        loads: "https://www.google.com/maps?q=",
        parameters: "&output=embed ll z t hl",
        page: "https://www.google.com/maps?q=",
    }
    // The version follows the id: `AbCd1/3/`.
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
    /// The kind of content: `video`, `audio`, `map` or `chart`.
    pub kind: &'static str,
    /// The URL that the frame loads.
    pub loads: String,
    /// The URL of the page for people.
    pub page: String,
}

/// The frame for a URL, or `None` if the URL gets a link.
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
        // A slash at the end would lead to no page. Datawrapper's ids end with one.
        if provider.kind != "chart" {
            id = id.trim_end_matches('/');
        }
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

/// The pages for people whose films and songs have frames: host and path up to the id, and the frame's URL up to it. The
/// id of YouTube's first form is in a parameter.
const PAGES: &[(&str, &str)] = &[
    ("youtube.com/watch", "https://www.youtube.com/embed/"),
    ("youtube.com/shorts/", "https://www.youtube.com/embed/"),
    ("youtube.com/live/", "https://www.youtube.com/embed/"),
    ("vimeo.com/", "https://player.vimeo.com/video/"),
    ("dailymotion.com/video/", "https://www.dailymotion.com/embed/video/"),
    ("dai.ly/", "https://www.dailymotion.com/embed/video/"),
    ("bilibili.com/video/", "https://player.bilibili.com/player.html?bvid="),
    ("open.spotify.com/track/", "https://open.spotify.com/embed/track/"),
    ("open.spotify.com/album/", "https://open.spotify.com/embed/album/"),
    ("open.spotify.com/playlist/", "https://open.spotify.com/embed/playlist/"),
    ("open.spotify.com/episode/", "https://open.spotify.com/embed/episode/"),
    ("open.spotify.com/show/", "https://open.spotify.com/embed/show/"),
];

/// The frame for the URL of a page that people open: `youtube.com/watch?v=ID` is that film.
pub fn embed_of_page(url: &WebUrl, parse_url: ParseUrl) -> Option<Embed> {
    if let Some(embed) = embed(url) {
        return Some(embed);
    }
    let (_, address) = url.without_fragment().split_once("//")?;
    let (address, query) = address.split_once('?').unwrap_or((address, ""));
    let address = ["www.", "m."].iter().find_map(|host| address.strip_prefix(host)).unwrap_or(address);
    PAGES.iter().find_map(|(page, frame)| {
        let rest = address.strip_prefix(page)?;
        let id = if page.ends_with('/') {
            rest.strip_suffix('/').unwrap_or(rest)
        } else if rest.is_empty() {
            query.split('&').find_map(|pair| pair.strip_prefix("v="))?
        } else {
            return None;
        };
        let is_one =
            is_id(id) && !id.contains('/') && (*page != "vimeo.com/" || id.bytes().all(|byte| byte.is_ascii_digit()));
        let frame = WebUrl::parse(&[frame, id].concat(), None, parse_url).ok().filter(|_| is_one)?;
        embed(&frame)
    })
}

/// Whether a text is an id: letters, digits, `-`, `_` and inner slashes, nothing that could lead to another path.
fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'/'))
}

/// Whether a finished body may have this URL for a frame. The last sanitizer checks it independently of the builder.
pub fn may_load(url: &str) -> bool {
    providers().any(|provider| url.starts_with(provider.loads))
}
