//! The web app manifest (W3C Web Application Manifest): name, colours and icons of a site on a home screen. It has no `id`,
//! which is resolved against the origin: sites in folders of one host would share it.

use serde::Serialize;

/// The values of the manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manifest<'a> {
    /// The name of the site.
    pub name: &'a str,
    /// A short name; the whole name if there is none.
    pub short_name: Option<&'a str>,
    /// The feed's description.
    pub description: Option<&'a str>,
    /// The site's language, an RFC 5646 tag.
    pub language: &'a str,
    /// The direction of its texts, `ltr` or `rtl`.
    pub direction: &'a str,
    /// The colour of the browser around the page, and of the page before it is painted.
    pub colour: &'a str,
    /// The icons.
    pub icons: &'a [ManifestIcon<'a>],
}

/// One icon. Its address is relative to the manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ManifestIcon<'a> {
    /// Its address.
    pub src: &'a str,
    /// Its size, such as `512x512`; `any` for a drawing.
    pub sizes: &'a str,
    /// Its media type.
    #[serde(rename = "type")]
    pub media_type: &'a str,
}

/// The document. The manifest lies at the root of the site, which is the app's start and scope.
pub fn document(manifest: &Manifest) -> String {
    let document = Document {
        name: manifest.name,
        short_name: manifest.short_name.unwrap_or(manifest.name),
        description: manifest.description,
        lang: manifest.language,
        dir: manifest.direction,
        start_url: ".",
        scope: ".",
        display: "browser",
        theme_color: manifest.colour,
        background_color: manifest.colour,
        icons: manifest.icons,
    };
    serde_json::to_string(&document).unwrap_or_default()
}

#[derive(Serialize)]
struct Document<'a> {
    name: &'a str,
    short_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    lang: &'a str,
    dir: &'a str,
    start_url: &'a str,
    scope: &'a str,
    display: &'a str,
    theme_color: &'a str,
    background_color: &'a str,
    icons: &'a [ManifestIcon<'a>],
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_starts_where_it_lies_and_stays_in_the_browser() {
        let icons = [ManifestIcon { src: "assets/icon.svg", sizes: "any", media_type: "image/svg+xml" }];
        let manifest = Manifest {
            name: "City \"News\"",
            short_name: None,
            description: None,
            language: "en",
            direction: "ltr",
            colour: "#fffdf8",
            icons: &icons,
        };
        assert_eq!(
            document(&manifest),
            r##"{"name":"City \"News\"","short_name":"City \"News\"","lang":"en","dir":"ltr","start_url":".","scope":".","display":"browser","theme_color":"#fffdf8","background_color":"#fffdf8","icons":[{"src":"assets/icon.svg","sizes":"any","type":"image/svg+xml"}]}"##
        );
    }
}
