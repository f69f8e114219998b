//! How much a file may ask of this device.

/// How much a file that came in may ask of this device; the same limits bind what is written, so that
/// everything written can be read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Files and folders inside, at most.
    pub entries: usize,
    /// The file itself, in bytes.
    pub archive_bytes: usize,
    /// One file inside that is held in memory, unpacked, in bytes.
    pub entry_bytes: usize,
    /// All files inside that are held in memory together, unpacked, in bytes.
    pub total_bytes: usize,
    /// Files inside that are not held in memory, alone and together, unpacked, in bytes.
    pub streamed_bytes: usize,
    /// How many bytes one packed byte may unpack to …
    pub ratio: usize,
    /// … in files that unpack to more bytes than this.
    pub ratio_from_bytes: usize,
    /// One of the text files that BagIt itself defines (declaration, labels, manifests), in bytes.
    pub tag_text_bytes: usize,
}

impl Limits {
    /// What is held in memory whole.
    pub const IN_MEMORY: Self = Self {
        entries: 1_000,
        archive_bytes: 64 << 20,
        entry_bytes: 32 << 20,
        total_bytes: 64 << 20,
        streamed_bytes: 0,
        ratio: 200,
        ratio_from_bytes: 1 << 20,
        tag_text_bytes: 1 << 20,
    };

    /// A bundle with its attachments, which are not held in memory. Other programs pack a scan of a white page tightly, so
    /// only what is larger is suspected for that.
    pub const BUNDLE: Self = Self {
        archive_bytes: LARGEST_BUNDLE,
        streamed_bytes: LARGEST_BUNDLE,
        ratio_from_bytes: 32 << 20,
        ..Self::IN_MEMORY
    };
}

/// How many bytes ZIPs inside a file that came in may unpack to together, while they are looked through for bundles.
pub const NESTED_BYTES: usize = 128 << 20;

/// The largest bundle, in bytes: below the 4 GiB at which a ZIP needs another form, which many programs do not read.
pub const LARGEST_BUNDLE: usize = 4_000_000_000;

impl Default for Limits {
    fn default() -> Self {
        Self::IN_MEMORY
    }
}
