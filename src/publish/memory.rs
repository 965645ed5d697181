//! What a build remembers of its stories for the next one: a file beside the site, from which they need not be read again.
//!
//! Nothing depends on it. A story is taken from it only if the bytes are the same that it was made from: those of the item in the
//! feed by their hash, those of a page of the store by the size and the time of its file. What was made by another program, for
//! another site or from a feed with another head is thrown away, and so is a file that is not whole.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use blake3::Hash;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::named_files::Need;
use super::random_access::Span;
use super::story::{Known, Link};
use crate::domain::feed::Item;

/// The first bytes of the file, with the version of the form.
const HEADER: &[u8] = b"newsleaf stories 1\n";
/// The part of it that all versions have.
const NAME: &[u8] = b"newsleaf stories ";
const HASH: usize = 32;

/// What the last build remembers.
#[derive(Debug, Default)]
pub struct Memory {
    /// The file.
    pub file: PathBuf,
    /// The program that builds now.
    pub program: String,
    stories: Vec<Arc<Known>>,
    by_raw: HashMap<Hash, u32>,
    pages: HashMap<usize, PageFile>,
}

/// A page of the store as it lies on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageFile {
    /// The size of the file.
    pub size: u64,
    /// Its time, in nanoseconds since 1970.
    pub modified: u128,
    /// The first of its stories, the newest first.
    pub first: usize,
    /// The places of its stories.
    pub spans: Vec<Span>,
}

/// A story as JSON has it. Its hashes stand before it.
#[derive(Deserialize)]
struct Record {
    item: Item,
    links: Vec<Link>,
    files: Vec<(String, Need)>,
    has_url: bool,
    warnings: u32,
}

#[derive(Serialize)]
struct RecordRef<'a> {
    item: &'a Item,
    links: &'a [Link],
    files: &'a [(String, Need)],
    has_url: bool,
    warnings: u32,
}

impl Memory {
    /// Nothing is remembered, and nothing is saved.
    pub fn none() -> Memory {
        Memory::default()
    }

    /// A memory in a file, which is read by [`Memory::recall`]. `program` is the one that builds.
    pub fn new(file: PathBuf, program: &str) -> Memory {
        Memory { file, program: program.to_owned(), ..Memory::default() }
    }

    /// Reads what the last build remembers, if it was made from the same input besides the stories, which has the hash `context`.
    pub fn recall(&mut self, context: Hash) {
        if let Some(read) = fs::read(&self.file).ok().and_then(|bytes| read(&bytes, context)) {
            (self.stories, self.pages) = read;
            let raws = self.stories.iter().enumerate().filter_map(|(at, story)| Some((story.raw?, at as u32)));
            self.by_raw = raws.collect();
        }
    }

    /// The story that was made from an item whose bytes have this hash.
    pub fn of_raw(&self, raw: Hash) -> Option<&Arc<Known>> {
        self.stories.get(*self.by_raw.get(&raw)? as usize)
    }

    /// The page of the store with this number, if its file is still the same, and its stories.
    pub fn page(&self, number: usize, file: &Path) -> Option<(&PageFile, &[Arc<Known>])> {
        let page = self.pages.get(&number)?;
        let (size, modified) = size_and_time(file)?;
        let is_same = (page.size, page.modified) == (size, modified);
        let stories = self.stories.get(page.first..page.first + page.spans.len())?;
        is_same.then_some((page, stories))
    }

    /// Whether it has a file for the next build.
    pub fn is_saved(&self) -> bool {
        !self.file.as_os_str().is_empty()
    }
}

fn size_and_time(file: &Path) -> Option<(u64, u128)> {
    let metadata = fs::metadata(file).ok()?;
    let since = metadata.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some((metadata.len(), since.as_nanos()))
}

/// Puts what was written in the place of what the last build knew.
pub fn replace(file: &Path) -> io::Result<()> {
    fs::rename(new_file(file), file)
}

/// The files that a build writes where this is the one of the memory.
pub fn files_of(file: &Path) -> [PathBuf; 2] {
    [file.to_owned(), new_file(file)]
}

/// Whether a build may write over a file: there is none, or a build of any version has written it. A build that was stopped may
/// leave the beginning of one.
pub fn is_of_builds(file: &Path) -> bool {
    let Ok(open) = fs::File::open(file) else { return true };
    let mut start = Vec::new();
    let read = io::Read::read_to_end(&mut io::Read::take(open, NAME.len() as u64), &mut start);
    read.is_ok() && NAME.starts_with(&start)
}

fn new_file(file: &Path) -> PathBuf {
    file.with_extension("stories-new")
}

/// Writes what a build knows beside what the last one knew.
pub fn write(file: &Path, context: Hash, stories: &[Arc<Known>], pages: &[(usize, PageFile)]) -> io::Result<()> {
    let record = |story: &Arc<Known>| {
        let Known { item, links, files, has_url, warnings, raw, hash } = &**story;
        let record = RecordRef { item, links, files, has_url: *has_url, warnings: *warnings };
        let json = serde_json::to_vec(&record).unwrap_or_default();
        let mut bytes = Vec::with_capacity(json.len() + 2 * HASH + 4);
        bytes.extend((json.len() as u32).to_le_bytes());
        bytes.extend(raw.map_or([0; HASH], |raw| *raw.as_bytes()));
        bytes.extend(hash.as_bytes());
        bytes.extend(json);
        bytes
    };
    let new = new_file(file);
    let mut out =
        Hashing { out: io::BufWriter::with_capacity(1 << 20, fs::File::create(new)?), hasher: blake3::Hasher::new() };
    out.write(HEADER)?;
    out.write(context.as_bytes())?;
    out.write(&(stories.len() as u32).to_le_bytes())?;
    out.write(&(pages.len() as u32).to_le_bytes())?;
    for some in stories.chunks(4_096) {
        let records: Vec<Vec<u8>> = some.par_iter().with_min_len(64).map(record).collect();
        records.iter().try_for_each(|record| out.write(record))?;
    }
    for (number, PageFile { size, modified, first, spans }) in pages {
        out.write(&(*number as u32).to_le_bytes())?;
        out.write(&size.to_le_bytes())?;
        out.write(&modified.to_le_bytes())?;
        out.write(&(*first as u32).to_le_bytes())?;
        out.write(&(spans.len() as u32).to_le_bytes())?;
        for span in spans {
            out.write(&span.start.to_le_bytes())?;
            out.write(&span.length.to_le_bytes())?;
        }
    }
    let Hashing { mut out, hasher } = out;
    io::Write::write_all(&mut out, hasher.finalize().as_bytes())?;
    io::Write::flush(&mut out)
}

struct Hashing {
    out: io::BufWriter<fs::File>,
    hasher: blake3::Hasher,
}

impl Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hasher.update(bytes);
        io::Write::write_all(&mut self.out, bytes)
    }
}

type Read = (Vec<Arc<Known>>, HashMap<usize, PageFile>);

fn read(bytes: &[u8], context: Hash) -> Option<Read> {
    let (bytes, sum) = bytes.split_last_chunk::<HASH>()?;
    let mut cursor = Cursor(bytes);
    let is_for_this = cursor.take(HEADER.len())? == HEADER && cursor.take(HASH)? == context.as_bytes();
    if !is_for_this || blake3::hash(bytes) != Hash::from_bytes(*sum) {
        return None;
    }
    let (stories, pages) = (cursor.u32()?, cursor.u32()?);
    let mut records = Vec::with_capacity(stories as usize);
    for _ in 0..stories {
        let length = cursor.u32()? as usize;
        let (raw, hash) = (cursor.hash()?, cursor.hash()?);
        records.push((raw, hash, cursor.take(length)?));
    }
    let known = |(raw, hash, json): &(Hash, Hash, &[u8])| {
        let Record { item, links, files, has_url, warnings } = serde_json::from_slice(json).ok()?;
        let raw = (*raw.as_bytes() != [0; HASH]).then_some(*raw);
        let (item, links, files) = (Arc::new(item), links.into(), files.into());
        Some(Arc::new(Known { item, hash: *hash, links, files, has_url, raw, warnings }))
    };
    let known: Option<Vec<Arc<Known>>> = records.par_iter().with_min_len(256).map(known).collect();
    let mut files = HashMap::with_capacity(pages as usize);
    for _ in 0..pages {
        let number = cursor.u32()? as usize;
        let (size, modified) = (cursor.u64()?, u128::from_le_bytes(cursor.take(16)?.try_into().ok()?));
        let (first, count) = (cursor.u32()? as usize, cursor.u32()?);
        let span = |cursor: &mut Cursor| Some(Span { start: cursor.u64()?, length: cursor.u64()? });
        let spans = (0..count).map(|_| span(&mut cursor)).collect::<Option<Vec<Span>>>()?;
        files.insert(number, PageFile { size, modified, first, spans });
    }
    cursor.0.is_empty().then_some((known?, files))
}

struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    fn u64(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    fn hash(&mut self) -> Option<Hash> {
        Some(Hash::from_bytes(self.take(HASH)?.try_into().ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_back_and_nothing_else() {
        let folder = std::env::temp_dir().join(format!("newsleaf-memory-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (file, page) = (folder.join("site.stories"), folder.join("0001.json"));
        fs::write(&page, "{}").unwrap();
        let context = blake3::hash(b"context");
        let mut item = Item::example("a");
        item.headline = "A headline".into();
        item.summary = Some("\u{54b8}\u{5b81} \"x\"".into());
        let known = Arc::new(Known {
            item: Arc::new(item),
            hash: blake3::hash(b"json"),
            raw: Some(blake3::hash(b"raw")),
            links: [Link::Inside("https://n.example/a".into())].into(),
            files: [("a.png".to_owned(), Need::Shown)].into(),
            has_url: true,
            warnings: 2,
        });
        let (size, modified) = size_and_time(&page).unwrap();
        let spans = vec![Span { start: 1, length: 9 }];
        write(&file, context, std::slice::from_ref(&known), &[(1, PageFile { size, modified, first: 0, spans })])
            .unwrap();
        replace(&file).unwrap();
        let recalled = |context| {
            let mut memory = Memory::new(file.clone(), "");
            memory.recall(context);
            memory
        };
        let memory = recalled(context);
        assert_eq!(**memory.of_raw(blake3::hash(b"raw")).unwrap(), *known);
        assert_eq!(memory.page(1, &page).unwrap().1, [known]);
        assert!(memory.of_raw(blake3::hash(b"json")).is_none() && memory.page(2, &page).is_none());
        fs::write(&page, "{} ").unwrap();
        assert!(memory.page(1, &page).is_none(), "the page is another one");
        assert!(recalled(blake3::hash(b"other")).stories.is_empty());
        let mut bytes = fs::read(&file).unwrap();
        for at in [0, 20, bytes.len() / 2, bytes.len() - 1] {
            bytes[at] ^= 1;
            fs::write(&file, &bytes).unwrap();
            assert!(recalled(context).stories.is_empty(), "byte {at}");
            bytes[at] ^= 1;
        }
        assert!(is_of_builds(&file) && is_of_builds(&folder.join("none")) && !is_of_builds(&page));
        fs::write(&file, &bytes[..bytes.len() - 40]).unwrap();
        assert!(recalled(context).stories.is_empty(), "it is not whole");
        fs::remove_dir_all(folder).unwrap();
    }
}
