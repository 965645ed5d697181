//! The configurations of servers that one runs oneself, and the upload to S3.

/// The files that nginx includes in its `http` and `server` blocks.
pub fn nginx(path: &str) -> String {
    let name = path.trim_matches('/');
    let place = if name.is_empty() { "the root of the server" } else { name };
    format!(
        "# Put the folder of the site at {place}, below `root`. The lines need nginx 1.22 or newer; brotli_static its module.\n\
         \n\
         # In the block http:\n\
         map $uri $newsleaf_cache {{\n  default \"no-cache\";\n  \"~^{path}assets/app/\" \"public, max-age=31536000, immutable\";\n}}\n\
         \n\
         # In the block server, which has no other add_header:\n\
         index index.html;\n\
         absolute_redirect off;\n\
         gzip_static on;\n\
         gzip_vary on;\n\
         # brotli_static on;\n\
         add_header Cache-Control $newsleaf_cache always;\n\
         add_header X-Content-Type-Options nosniff always;\n\
         add_header Access-Control-Allow-Origin \"*\" always;\n\
         location {path} {{\n  try_files $uri $uri/ =404;\n  error_page 403 404 {path}404.html;\n}}\n\
         location = {path}404.html {{\n  internal;\n}}\n\
         location = {path}feed.json {{\n  types {{ }}\n  default_type application/feed+json;\n}}\n\
         location ~ \\.wasm$ {{\n  types {{ }}\n  default_type application/wasm;\n}}\n\
         location ~ \\.webmanifest$ {{\n  types {{ }}\n  default_type application/manifest+json;\n}}\n"
    )
}

/// A Caddyfile.
pub fn caddy(host: &str, path: &str) -> String {
    let routed = format!(
        "  header {path}assets/app/* Cache-Control \"public, max-age=31536000, immutable\"\n\
         \u{20} @pages not path {path}assets/app/*\n\
         \u{20} header @pages Cache-Control \"no-cache\"\n\
         \u{20} header {path}manifest.webmanifest Content-Type application/manifest+json\n\
         \u{20} header {path}feed.json Content-Type application/feed+json\n\
         \u{20} header X-Content-Type-Options nosniff\n\
         \u{20} header Access-Control-Allow-Origin *\n"
    );
    format!(
        "# The folder of the site is {path} below the root.\n\
         {host} {{\n  root * /srv/www\n{routed}  file_server {{\n    precompressed br gzip\n  }}\n\
         \u{20} handle_errors {{\n    rewrite * {path}404.html\n    file_server\n  }}\n}}\n"
    )
}

/// The upload with types and caching, by the tool of AWS, in an order in which no link is ever dead.
pub fn s3() -> String {
    "#!/bin/sh\n\
     # Uploads a site: s3.sh FOLDER s3://BUCKET/PATH/\n\
     # First what pages name, then pages, then lists and feeds; what is gone goes last.\n\
     set -eu\n\
     site=$1\n\
     to=$2\n\
     forever='public, max-age=31536000, immutable'\n\
     aws s3 sync \"$site/assets/app/\" \"${to}assets/app/\" --exclude '*.wasm' --cache-control \"$forever\"\n\
     aws s3 sync \"$site/assets/app/\" \"${to}assets/app/\" --exclude '*' --include '*.wasm' --content-type application/wasm --cache-control \"$forever\"\n\
     aws s3 sync \"$site/article/\" \"${to}article/\" --cache-control no-cache\n\
     aws s3 sync \"$site/\" \"$to\" --exclude 'assets/app/*' --exclude '*.json' --exclude '*.xml' --cache-control no-cache\n\
     aws s3 sync \"$site/\" \"$to\" --exclude 'assets/app/*' --cache-control no-cache\n\
     aws s3 cp \"$site/feed.json\" \"${to}feed.json\" --content-type application/feed+json --cache-control no-cache\n\
     aws s3 cp \"$site/manifest.webmanifest\" \"${to}manifest.webmanifest\" --content-type application/manifest+json --cache-control no-cache\n\
     aws s3 cp \"$site/assets/index.json\" \"${to}assets/index.json\" --cache-control no-cache\n\
     aws s3 sync \"$site/\" \"$to\" --delete --cache-control no-cache\n"
        .to_owned()
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
