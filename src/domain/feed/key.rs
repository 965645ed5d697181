//! The key of an item: the part of a link that finds the article.

use std::fmt;

/// Ten characters of base 32: the first 50 bits of the SipHash-2-4 (with a key of zeros) of an item's id as UTF-8. The
/// alphabet is Crockford's, in lower case. Hash and alphabet must never change: every shared link depends on them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key([u8; Key::LENGTH]);

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl Key {
    /// How many characters a key has.
    pub const LENGTH: usize = 10;

    /// The key of an item's id.
    pub fn of_id(id: &str) -> Key {
        Key::of_bytes(id.as_bytes())
    }

    /// The hash of a whole document, by which an unchanged document is recognised.
    pub fn of_bytes(bytes: &[u8]) -> Key {
        let hash = siphash_2_4([0, 0], bytes);
        Key(std::array::from_fn(|at| ALPHABET[(hash >> (59 - 5 * at)) as usize & 31]))
    }

    /// Reads a key, in upper or lower case.
    pub fn parse(text: &str) -> Option<Key> {
        let bytes: [u8; Key::LENGTH] = text.to_ascii_lowercase().as_bytes().try_into().ok()?;
        bytes.iter().all(|byte| ALPHABET.contains(byte)).then_some(Key(bytes))
    }

    /// The key's first 40 bits as a number.
    pub fn number(&self) -> u64 {
        self.0
            .iter()
            .take(8)
            .fold(0, |number, byte| number << 5 | ALPHABET.iter().position(|letter| letter == byte).unwrap_or(0) as u64)
    }

    /// The key as it is written in a link.
    pub fn as_str(&self) -> &str {
        // The alphabet is ASCII, so this cannot fail.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

#[cfg(feature = "ssr")]
impl serde::Serialize for Key {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "ssr")]
impl<'de> serde::Deserialize<'de> for Key {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Key, D::Error> {
        let text = String::deserialize(deserializer)?;
        Key::parse(&text).ok_or_else(|| serde::de::Error::custom("it is no key"))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// SipHash-2-4 as its authors specify it (Aumasson and Bernstein, 2012).
fn siphash_2_4(key: [u64; 2], message: &[u8]) -> u64 {
    let mut state = [
        key[0] ^ 0x736f_6d65_7073_6575,
        key[1] ^ 0x646f_7261_6e64_6f6d,
        key[0] ^ 0x6c79_6765_6e65_7261,
        key[1] ^ 0x7465_6462_7974_6573,
    ];
    let (words, rest) = message.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    last[7] = message.len() as u8;
    for word in words.iter().chain([&last]) {
        let word = u64::from_le_bytes(*word);
        state[3] ^= word;
        rounds(&mut state, 2);
        state[0] ^= word;
    }
    state[2] ^= 0xff;
    rounds(&mut state, 4);
    state[0] ^ state[1] ^ state[2] ^ state[3]
}

fn rounds(v: &mut [u64; 4], count: usize) {
    for _ in 0..count {
        v[0] = v[0].wrapping_add(v[1]);
        v[2] = v[2].wrapping_add(v[3]);
        v[1] = v[1].rotate_left(13) ^ v[0];
        v[3] = v[3].rotate_left(16) ^ v[2];
        v[0] = v[0].rotate_left(32);
        v[2] = v[2].wrapping_add(v[1]);
        v[0] = v[0].wrapping_add(v[3]);
        v[1] = v[1].rotate_left(17) ^ v[2];
        v[3] = v[3].rotate_left(21) ^ v[0];
        v[2] = v[2].rotate_left(32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_hash_gives_the_values_of_its_specification() {
        let key = [0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908];
        let message: Vec<u8> = (0..15).collect();
        assert_eq!(siphash_2_4(key, &message), 0xa129_ca61_49be_45e5);
        assert_eq!(siphash_2_4(key, &[]), 0x726f_db47_dd0e_0e31);
        assert_eq!(siphash_2_4(key, &message[..8]), 0x93f5_f579_9a93_2462);
    }

    #[test]
    fn keys_never_change() {
        assert_eq!(Key::of_id("1").to_string(), Key::of_id("1").as_str());
        assert_eq!(Key::of_id("https://newsleaf.example/2020/xianning").as_str(), "epx7t3f31e");
        assert_eq!(Key::of_id("").as_str(), "3t94q7bkew");
    }

    #[test]
    fn a_key_is_read_back_and_nothing_else_is_a_key() {
        let key = Key::of_id("1");
        assert_eq!(Key::parse(key.as_str()), Some(key));
        assert_eq!(Key::parse(&key.as_str().to_ascii_uppercase()), Some(key));
        for text in ["", "123456789", "12345678901", "123456789u", "123456789é", "مرحبا"] {
            assert_eq!(Key::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_million_ids_have_a_million_keys() {
        let mut keys = HashSet::new();
        for n in 0..250_000 {
            for id in [
                format!("https://news.example/{n}"),
                n.to_string(),
                format!("tag:news.example,2020:{n}"),
                format!("https://news.example/?p={n}&lang=zh"),
            ] {
                assert!(keys.insert(Key::of_id(&id)), "{id} has the key of another id");
            }
        }
        assert_eq!(keys.len(), 1_000_000);
    }
}
