//! The configurations of servers that one runs oneself, and the upload to S3.

use super::escape;
use super::pieces::{Piece, Topic, piece};

/// The lines that nginx needs in its `http` and `server` blocks. `assets` is the expression for the paths of files that never change.
pub fn nginx(path: &str, assets: &str) -> Vec<Piece> {
    let name = path.trim_matches('/');
    let [missing, feed] = ["404.html", "feed.json"].map(|file| escape::nginx(&[path, file].concat()));
    // `error_page` alone reads variables, and has no sign for a dollar sign.
    let (missing_page, dollar) = match path.contains('$') {
        true => (missing.replace('$', "${newsleaf_dollar}"), "geo $newsleaf_dollar {\n  default \"$\";\n}\n"),
        false => (missing.clone(), ""),
    };
    let place = if name.is_empty() { "the root of the server" } else { name };
    vec![
        piece(
            &[],
            format!(
                "# Put the folder of the site at {place}, below `root`. The lines need nginx 1.22 or newer; brotli_static its module.\n\n"
            ),
        ),
        piece(
            &[Topic::AssetCache, Topic::PageCache],
            format!(
                "# In the block http:\n\
                 map $uri $newsleaf_cache {{\n  default \"no-cache\";\n  \"~{assets}\" \"public, max-age=31536000, immutable\";\n}}\n"
            ),
        ),
        piece(&[Topic::NotFound], dollar),
        piece(&[], "\n"),
        piece(
            &[Topic::AssetCache, Topic::PageCache, Topic::Cors, Topic::NoSniff],
            "# In the block server, which has no other add_header:\n",
        ),
        piece(&[Topic::Slash], "index index.html;\nabsolute_redirect off;\n"),
        piece(&[Topic::Compression], "gzip_static on;\ngzip_vary on;\n# brotli_static on;\n"),
        piece(&[Topic::AssetCache, Topic::PageCache], "add_header Cache-Control $newsleaf_cache always;\n"),
        piece(&[Topic::NoSniff], "add_header X-Content-Type-Options nosniff always;\n"),
        piece(&[Topic::Cors], "add_header Access-Control-Allow-Origin \"*\" always;\n"),
        piece(
            &[Topic::NotFound, Topic::Slash],
            format!(
                "location {} {{\n  try_files $uri $uri/ =404;\n  error_page 403 404 {missing_page};\n}}\n",
                escape::nginx(path)
            ),
        ),
        piece(&[Topic::NotFound], format!("location = {missing} {{\n  internal;\n}}\n")),
        piece(
            &[Topic::FeedType],
            format!("location = {feed} {{\n  types {{ }}\n  default_type application/feed+json;\n}}\n"),
        ),
        piece(&[Topic::WasmType], "location ~ \\.wasm$ {\n  types { }\n  default_type application/wasm;\n}\n"),
        piece(
            &[Topic::ManifestType],
            "location ~ \\.webmanifest$ {\n  types { }\n  default_type application/manifest+json;\n}\n",
        ),
    ]
}

/// What nginx needs where no compressed copies lie beside the files, as in the drop-in.
pub const NGINX_COMPRESSES: &str = "gzip on;\ngzip_vary on;\ngzip_types application/wasm application/json application/feed+json text/javascript application/javascript text/css image/svg+xml;";

/// A Caddyfile. `assets` is a pattern for the paths of files that never change.
pub fn caddy(host: &str, path: &str, assets: &str) -> Vec<Piece> {
    let [feed, manifest] = ["feed.json", "manifest.webmanifest"].map(|file| escape::caddy_file(&[path, file].concat()));
    let missing = escape::caddy(&[path, "404.html"].concat());
    vec![
        piece(&[], format!("# The folder of the site is {path} below the root.\n{host} {{\n  root * /srv/www\n")),
        piece(
            &[Topic::AssetCache],
            format!("  header {assets} Cache-Control \"public, max-age=31536000, immutable\"\n"),
        ),
        piece(&[Topic::PageCache], format!("  @pages not path {assets}\n  header @pages Cache-Control \"no-cache\"\n")),
        piece(&[Topic::ManifestType], format!("  header {manifest} Content-Type application/manifest+json\n")),
        piece(&[Topic::FeedType], format!("  header {feed} Content-Type application/feed+json\n")),
        piece(&[Topic::NoSniff], "  header X-Content-Type-Options nosniff\n"),
        piece(&[Topic::Cors], "  header Access-Control-Allow-Origin *\n"),
        piece(&[Topic::Compression, Topic::Slash], "  file_server {\n    precompressed br gzip\n  }\n"),
        piece(&[Topic::NotFound], format!("  handle_errors {{\n    rewrite * {missing}\n    file_server\n  }}\n")),
        piece(&[], "}\n"),
    ]
}

/// What Caddy needs where no compressed copies lie beside the files, as in the drop-in.
pub const CADDY_COMPRESSES: &str = "encode gzip";

/// The upload with types and caching, by the tool of AWS, in an order in which no link is ever dead.
pub fn s3() -> Vec<Piece> {
    vec![
        piece(
            &[],
            "#!/bin/sh\n\
             # Uploads a site: s3.sh FOLDER s3://BUCKET/PATH/\n\
             # First what pages name, then pages, then lists and feeds; what is gone goes last.\n\
             set -eu\n\
             site=$1\n\
             to=$2\n",
        ),
        piece(
            &[Topic::AssetCache],
            "forever='public, max-age=31536000, immutable'\n\
             aws s3 sync \"$site/assets/app/\" \"${to}assets/app/\" --exclude '*.wasm' --cache-control \"$forever\"\n",
        ),
        piece(
            &[Topic::AssetCache, Topic::WasmType],
            "aws s3 sync \"$site/assets/app/\" \"${to}assets/app/\" --exclude '*' --include '*.wasm' --content-type application/wasm --cache-control \"$forever\"\n",
        ),
        piece(
            &[Topic::PageCache],
            "aws s3 sync \"$site/article/\" \"${to}article/\" --cache-control no-cache\n\
             aws s3 sync \"$site/\" \"$to\" --exclude 'assets/app/*' --exclude '*.json' --exclude '*.xml' --cache-control no-cache\n\
             aws s3 sync \"$site/\" \"$to\" --exclude 'assets/app/*' --cache-control no-cache\n",
        ),
        piece(
            &[Topic::PageCache, Topic::FeedType],
            "aws s3 cp \"$site/feed.json\" \"${to}feed.json\" --content-type application/feed+json --cache-control no-cache\n",
        ),
        piece(
            &[Topic::ManifestType],
            "aws s3 cp \"$site/manifest.webmanifest\" \"${to}manifest.webmanifest\" --content-type application/manifest+json --cache-control no-cache\n",
        ),
        piece(
            &[Topic::PageCache],
            "aws s3 cp \"$site/assets/index.json\" \"${to}assets/index.json\" --cache-control no-cache\n",
        ),
        piece(&[], "aws s3 sync \"$site/\" \"$to\" --delete --cache-control no-cache\n"),
    ]
}

/// For CloudFront in front of a private bucket, as its function for the viewer's request: S3 knows no index of folders there.
pub const CLOUDFRONT_FUNCTION: &str = "function handler(event) {
  var request = event.request;
  var uri = request.uri;
  if (uri.endsWith('/')) {
    request.uri = uri + 'index.html';
  } else if (uri.split('/').pop().indexOf('.') < 0) {
    return { statusCode: 301, headers: { location: { value: uri + '/' } } };
  }
  return request;
}
";
