//! Bytes that are read by their place: of a file, or in memory. Several threads read at the same time.

use std::fs::File;
use std::io;

/// A place in a file: the first byte, and the number of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first byte.
    pub start: u64,
    /// The number of bytes.
    pub length: u64,
}

impl Span {
    /// The place behind the last byte.
    pub fn end(self) -> u64 {
        self.start + self.length
    }
}

/// Bytes that are read by their place.
pub trait ReadAt: Sync {
    /// The number of bytes.
    fn size(&self) -> io::Result<u64>;

    /// The bytes of a span. It is an error if there are fewer.
    fn read_span(&self, span: Span) -> io::Result<Vec<u8>>;
}

impl ReadAt for File {
    fn size(&self) -> io::Result<u64> {
        Ok(self.metadata()?.len())
    }

    fn read_span(&self, span: Span) -> io::Result<Vec<u8>> {
        let length = usize::try_from(span.length).map_err(|_| io::ErrorKind::FileTooLarge)?;
        let mut bytes = vec![0; length];
        read_exact_at(self, &mut bytes, span.start)?;
        Ok(bytes)
    }
}

impl ReadAt for [u8] {
    fn size(&self) -> io::Result<u64> {
        Ok(self.len() as u64)
    }

    fn read_span(&self, span: Span) -> io::Result<Vec<u8>> {
        let range = usize::try_from(span.start).ok().zip(usize::try_from(span.end()).ok());
        let bytes = range.and_then(|(start, end)| self.get(start..end));
        bytes.map(<[u8]>::to_vec).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

#[cfg(unix)]
fn read_exact_at(file: &File, bytes: &mut [u8], start: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, start)
}

#[cfg(unix)]
pub(super) fn write_all_at(file: &File, bytes: &[u8], start: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, start)
}

#[cfg(windows)]
fn read_exact_at(file: &File, mut bytes: &mut [u8], mut start: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        let count = std::os::windows::fs::FileExt::seek_read(file, bytes, start)?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes = &mut bytes[count..];
        start += count as u64;
    }
    Ok(())
}

#[cfg(windows)]
pub(super) fn write_all_at(file: &File, mut bytes: &[u8], mut start: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        let count = std::os::windows::fs::FileExt::seek_write(file, bytes, start)?;
        bytes = &bytes[count..];
        start += count as u64;
    }
    Ok(())
}
