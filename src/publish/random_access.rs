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

    /// Reads the bytes from a place on. It is an error if there are fewer.
    fn read_at(&self, bytes: &mut [u8], start: u64) -> io::Result<()>;

    /// The bytes of a span, in the place of what is in `bytes`: so one buffer serves for many.
    fn read_span_into(&self, bytes: &mut Vec<u8>, span: Span) -> io::Result<()> {
        let length = usize::try_from(span.length).map_err(|_| io::ErrorKind::FileTooLarge)?;
        bytes.resize(length, 0);
        self.read_at(bytes, span.start)
    }

    /// The bytes of a span.
    fn read_span(&self, span: Span) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.read_span_into(&mut bytes, span)?;
        Ok(bytes)
    }
}

impl ReadAt for File {
    fn size(&self) -> io::Result<u64> {
        Ok(self.metadata()?.len())
    }

    fn read_at(&self, bytes: &mut [u8], start: u64) -> io::Result<()> {
        read_exact_at(self, bytes, start)
    }
}

impl ReadAt for [u8] {
    fn size(&self) -> io::Result<u64> {
        Ok(self.len() as u64)
    }

    fn read_at(&self, bytes: &mut [u8], start: u64) -> io::Result<()> {
        let start = usize::try_from(start).map_err(|_| io::ErrorKind::UnexpectedEof)?;
        let from = self.get(start..).and_then(|rest| rest.get(..bytes.len()));
        bytes.copy_from_slice(from.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
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
