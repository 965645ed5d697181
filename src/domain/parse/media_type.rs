//! Media types by the extensions of files, and their names for readers.

/// The media type for the extension of a URL.
pub fn of_url(url: &str) -> Option<&'static str> {
    let path = url.split(['?', '#']).next()?;
    let extension = path.rsplit('/').next()?.rsplit_once('.')?.1.to_ascii_lowercase();
    Some(match extension.as_str() {
        "mp3" => "audio/mpeg",
        "m4a" | "m4b" => "audio/mp4",
        "aac" => "audio/aac",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "wav" => "audio/wav",
        "flac" => "audio/flac",
        "mp4" | "m4v" => "video/mp4",
        "webm" => "video/webm",
        "mov" => "video/quicktime",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "svg" => "image/svg+xml",
        "pdf" => "application/pdf",
        "epub" => "application/epub+zip",
        "zip" => "application/zip",
        "vtt" => "text/vtt",
        "txt" => "text/plain",
        _ => return None,
    })
}

/// The name of a type of file for readers: the extension, else the last part of the media type, in capitals: `MP3`,
/// `PDF`.
pub fn name(url: &str, media_type: Option<&str>) -> Option<String> {
    let path = url.split(['?', '#']).next()?;
    let extension = path.rsplit('/').next()?.rsplit_once('.').map(|(_, extension)| extension);
    let is_short = |name: &&str| (2..=4).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let subtype = media_type.and_then(|media_type| media_type.rsplit(['/', '-', '.', '+']).next());
    let name = extension.filter(is_short).or(subtype.filter(|name| !name.is_empty()))?;
    Some(name.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_of_the_path_counts_and_not_the_query() {
        assert_eq!(of_url("https://a.example/x.MP3?y=.pdf"), Some("audio/mpeg"));
        assert_eq!(of_url("https://a.example/x.d/file"), None);
        assert_eq!(of_url("https://a.example"), None);
    }

    #[test]
    fn a_type_has_the_name_of_the_extension_or_of_the_end_of_the_media_type() {
        assert_eq!(name("https://a.example/x.mp3?y", Some("audio/mpeg")).as_deref(), Some("MP3"));
        assert_eq!(name("https://a.example/play", Some("application/epub+zip")).as_deref(), Some("ZIP"));
        assert_eq!(name("https://a.example/x.html/play", Some("audio/mpeg")).as_deref(), Some("MPEG"));
        assert_eq!(name("https://a.example/x.verylong", None), None);
    }
}
