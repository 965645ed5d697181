// Packs the app for the native command, so that one file is enough to publish. The build script and a test of the library
// use it.

use std::io::Write;

use flate2::{Compression, GzBuilder};

/// Files as one compressed document, which `src/publish/bundled_app.rs` describes and reads.
pub fn packed(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    // Neither a date nor a name of the system is written: the same files are the same bytes.
    let mut bundle = GzBuilder::new().write(Vec::new(), Compression::best());
    for part in files.iter().flat_map(|(path, content)| [path.as_bytes(), content.as_slice()]) {
        let length = u32::try_from(part.len()).expect("a file of the app is below 4 GB");
        bundle.write_all(&length.to_le_bytes()).expect("memory can be written to");
        bundle.write_all(part).expect("memory can be written to");
    }
    bundle.finish().expect("memory can be written to")
}
