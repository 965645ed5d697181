//! Compressed copies beside files of text, for hosts that serve them.

use std::io::Write;

use brotli::CompressorWriter;
use flate2::{Compression, GzBuilder};

use crate::publish::app::ASSETS;

/// The suffixes of the copies. gzip is always beside brotli: some clients know only gzip.
pub const COPIES: [&str; 2] = [".br", ".gz"];

/// Smaller files have no copies: they would hardly be smaller.
pub const SMALLEST: usize = 1_024;

/// The extensions of files that compress well.
const TEXT: [&str; 10] = ["html", "js", "css", "json", "xml", "svg", "wasm", "txt", "ts", "webmanifest"];

/// Whether a file compresses well.
pub fn is_text(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| TEXT.contains(&extension))
}

/// The copies of a file, by their suffixes. The same bytes give the same copies.
pub fn copies(path: &str, bytes: &[u8]) -> [(&'static str, Vec<u8>); 2] {
    // Assets are made once and read for years; of pages there may be a hundred thousand.
    let quality = if path.starts_with(ASSETS) { 11 } else { 6 };
    [(".br", brotli(bytes, quality)), (".gz", gzip(bytes))]
}

fn brotli(bytes: &[u8], quality: u32) -> Vec<u8> {
    let mut writer = CompressorWriter::new(Vec::new(), 4_096, quality, 22);
    // Writing to a list of bytes never fails.
    let _ = writer.write_all(bytes);
    writer.into_inner()
}

/// Without a time in its header.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = GzBuilder::new().mtime(0).write(Vec::new(), Compression::new(6));
    let _ = writer.write_all(bytes);
    writer.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn copies_are_read_back() {
        let text = "<p>A page of a newspaper.</p>".repeat(200);
        let [(_, br), (_, gz)] = copies("index.html", text.as_bytes());
        let mut read = String::new();
        brotli::Decompressor::new(&br[..], 4_096).read_to_string(&mut read).unwrap();
        assert_eq!(read, text);
        read.clear();
        flate2::read::GzDecoder::new(&gz[..]).read_to_string(&mut read).unwrap();
        assert_eq!(read, text);
        assert!(br.len() < text.len() / 10 && gz.len() < text.len() / 10);
        assert!(is_text("a/b.html") && !is_text("a.png") && !is_text("html"));
    }
}
