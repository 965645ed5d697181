//! `.htaccess` of Apache httpd 2.4. It needs `AllowOverride All`, and uses a module only if it is loaded.

use super::pieces::{Piece, Topic, piece};
use crate::domain::percent;

/// The file for a site at `path`.
pub fn htaccess(path: &str, assets: &str) -> Vec<Piece> {
    let types = [
        ("html", "text/html; charset=utf-8"),
        ("js", "text/javascript; charset=utf-8"),
        ("css", "text/css; charset=utf-8"),
        ("json", "application/json"),
        ("xml", "application/xml"),
        ("svg", "image/svg+xml"),
        ("wasm", "application/wasm"),
        ("webmanifest", "application/manifest+json"),
    ];
    let mut compressed = String::new();
    for (extension, media_type) in types {
        for (suffix, off) in [("br", "no-brotli"), ("gz", "no-gzip")] {
            compressed.push_str(&format!(
                "  RewriteRule \"\\.{extension}\\.{suffix}$\" \"-\" [T={},E={off}:1,E=no-gzip:1]\n",
                media_type.replace(' ', "\\ ")
            ));
        }
    }
    vec![
        piece(&[Topic::Slash], "Options -MultiViews -Indexes\nDirectoryIndex index.html\nDirectorySlash On\n"),
        piece(&[Topic::NotFound], format!("ErrorDocument 404 {}404.html\n", local_path(path))),
        piece(&[Topic::Types], "AddDefaultCharset utf-8\n"),
        piece(&[Topic::WasmType], "AddType application/wasm .wasm\n"),
        piece(&[Topic::ManifestType], "AddType application/manifest+json .webmanifest\n"),
        piece(&[Topic::FeedType], "<Files \"feed.json\">\n  ForceType application/feed+json\n</Files>\n"),
        piece(&[], "<IfModule mod_headers.c>\n"),
        piece(&[Topic::NoSniff], "  Header always set X-Content-Type-Options nosniff\n"),
        piece(&[Topic::Cors], "  Header set Access-Control-Allow-Origin \"*\"\n"),
        piece(&[Topic::PageCache, Topic::AssetCache], "  Header set Cache-Control \"no-cache\"\n"),
        piece(
            &[Topic::AssetCache],
            format!(
                "  <If \"%{{REQUEST_URI}} =~ m#{assets}#\">\n\
                 \u{20}   Header set Cache-Control \"public, max-age=31536000, immutable\"\n\
                 \u{20} </If>\n"
            ),
        ),
        piece(
            &[Topic::Compression],
            "  <FilesMatch \"\\.br$\">\n    Header set Content-Encoding br\n    Header append Vary Accept-Encoding\n  </FilesMatch>\n\
             \u{20} <FilesMatch \"\\.gz$\">\n    Header set Content-Encoding gzip\n    Header append Vary Accept-Encoding\n  </FilesMatch>\n",
        ),
        piece(&[], "</IfModule>\n<IfModule mod_rewrite.c>\n<IfModule mod_headers.c>\n"),
        piece(
            &[Topic::Compression],
            "  RewriteEngine On\n\
             \u{20} RewriteCond %{REQUEST_FILENAME} -d\n\
             \u{20} RewriteCond %{HTTP:Accept-Encoding} br\n\
             \u{20} RewriteCond %{REQUEST_FILENAME}/index.html.br -s\n\
             \u{20} RewriteRule ^(.*/)?$ $1index.html.br [L]\n\
             \u{20} RewriteCond %{REQUEST_FILENAME} -d\n\
             \u{20} RewriteCond %{HTTP:Accept-Encoding} gzip\n\
             \u{20} RewriteCond %{REQUEST_FILENAME}/index.html.gz -s\n\
             \u{20} RewriteRule ^(.*/)?$ $1index.html.gz [L]\n\
             \u{20} RewriteCond %{HTTP:Accept-Encoding} br\n\
             \u{20} RewriteCond %{REQUEST_FILENAME}.br -s\n\
             \u{20} RewriteRule ^(.*)\\.(html|js|css|json|xml|svg|wasm|webmanifest)$ $1.$2.br [L]\n\
             \u{20} RewriteCond %{HTTP:Accept-Encoding} gzip\n\
             \u{20} RewriteCond %{REQUEST_FILENAME}.gz -s\n\
             \u{20} RewriteRule ^(.*)\\.(html|js|css|json|xml|svg|wasm|webmanifest)$ $1.$2.gz [L]\n",
        ),
        piece(&[Topic::Compression], compressed),
        piece(&[], "</IfModule>\n</IfModule>\n"),
    ]
}

/// A path that `ErrorDocument` takes for one of this host: with a space in it, it would be a message.
fn local_path(path: &str) -> String {
    let mut encoded = String::new();
    percent::encode_into(&mut encoded, path, percent::PATH);
    encoded
}

/// What Apache needs where no compressed copies lie beside the files, as in the drop-in.
pub const COMPRESSES: &str = "AddOutputFilterByType DEFLATE text/html application/wasm application/json application/feed+json text/javascript application/javascript text/css image/svg+xml";
