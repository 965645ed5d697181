//! The limits of hosts, as their documentation had them in November 2026.

use thiserror::Error;

use super::Host;
use crate::publish::site_file::Sizes;

const GIGABYTE: u64 = 1_000_000_000;
const MEBIBYTE: u64 = 1024 * 1024;

/// Why a host would not take a site.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum LimitError {
    /// It has too many files.
    #[error("the site has {found} files, and {host} takes {limit}; name another host, or add --force")]
    Files {
        /// How many it has.
        found: usize,
        /// How many are taken.
        limit: usize,
        /// By whom.
        host: Host,
    },
    /// It is too large.
    #[error("the site has {found} bytes, and {host} publishes {limit}; name another host, or add --force")]
    Bytes {
        /// How large it is.
        found: u64,
        /// How large it may be.
        limit: u64,
        /// For whom.
        host: Host,
    },
    /// A file is too large.
    #[error("{path} has {found} bytes, and a file on {host} may have {limit}; name another host, or add --force")]
    File {
        /// The file.
        path: String,
        /// How large it is.
        found: u64,
        /// How large it may be.
        limit: u64,
        /// For whom.
        host: Host,
    },
}

impl Host {
    /// Whether the site is within the host's limits.
    pub fn check(self, sizes: &Sizes) -> Result<(), LimitError> {
        let files = |found: usize, limit: usize| {
            if found > limit { Err(LimitError::Files { found, limit, host: self }) } else { Ok(()) }
        };
        let bytes = |limit: u64| {
            if sizes.bytes > limit { Err(LimitError::Bytes { found: sizes.bytes, limit, host: self }) } else { Ok(()) }
        };
        match self {
            Host::GitHub => bytes(GIGABYTE),
            Host::GitLab => bytes(GIGABYTE).and_then(|()| files(sizes.files + sizes.folders, 200_000)),
            Host::Cloudflare => {
                let (path, found) = sizes.largest.clone();
                if found > 25 * MEBIBYTE {
                    return Err(LimitError::File { path, found, limit: 25 * MEBIBYTE, host: self });
                }
                files(sizes.files, 20_000)
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_beyond_the_limits_of_its_host_gives_an_error_with_the_numbers() {
        let sizes =
            Sizes { files: 30_000, folders: 10, bytes: 2 * GIGABYTE, largest: ("film.mp4".into(), 30 * MEBIBYTE) };
        let check = |host: Host| host.check(&sizes).map_err(|error| error.to_string());
        assert!(check(Host::Cloudflare).unwrap_err().starts_with("film.mp4 has 31457280 bytes"));
        assert!(check(Host::GitHub).unwrap_err().contains("2000000000 bytes, and github publishes 1000000000"));
        assert_eq!(check(Host::Nginx), Ok(()));
        let many = Sizes { files: 150_000, folders: 60_000, ..Sizes::default() };
        assert!(Host::GitLab.check(&many).is_err() && Host::GitHub.check(&many).is_ok());
        assert!(Host::Cloudflare.check(&many).unwrap_err().to_string().contains("150000 files"));
    }
}
