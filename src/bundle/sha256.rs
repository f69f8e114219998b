//! Checksums as BagIt writes them: lower-case hex.
//!
//! Bundles are written with SHA-256. SHA-512 is here because RFC 8493 §2.4 asks of every program that checks
//! bags that it knows both.

use sha2::Digest;

/// SHA-256 of `bytes` (FIPS 180-4), as 64 lower-case hex digits.
pub fn hex(bytes: &[u8]) -> String {
    to_hex(&sha2::Sha256::digest(bytes))
}

/// SHA-512 of `bytes` (FIPS 180-4), as 128 lower-case hex digits.
pub fn hex_512(bytes: &[u8]) -> String {
    to_hex(&sha2::Sha512::digest(bytes))
}

/// SHA-256 of bytes that come a piece at a time.
#[derive(Debug, Clone, Default)]
pub struct Hasher(sha2::Sha256);

impl Hasher {
    /// Takes further bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The checksum of all of them, as 64 lower-case hex digits.
    pub fn finish(self) -> String {
        to_hex(&self.0.finalize())
    }
}

/// The same for SHA-512.
#[derive(Debug, Clone, Default)]
pub struct Hasher512(sha2::Sha512);

impl Hasher512 {
    /// Takes further bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The checksum of all of them, as 128 lower-case hex digits.
    pub fn finish(self) -> String {
        to_hex(&self.0.finalize())
    }
}

fn to_hex(digest: &[u8]) -> String {
    digest
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|nibble| char::from_digit(u32::from(nibble), 16).unwrap_or('0'))
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn known_answers_of_fips_180_4() {
        for (text, expected) in [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ] {
            assert_eq!(super::hex(text.as_bytes()), expected);
        }
        let long = super::hex_512(b"abc");
        assert_eq!(long.len(), 128);
        assert!(long.starts_with("ddaf35a193617abacc417349ae204131"), "{long}");
    }
}
