//! The names of BagIt's own files (RFC 8493 §2).

/// Which files a manifest speaks of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Payload,
    Tags,
}

/// The algorithm in the name of a manifest of this kind.
pub(super) fn algorithm(name: &str, scope: Scope) -> Option<&str> {
    let prefix = match scope {
        Scope::Payload => "manifest-",
        Scope::Tags => "tagmanifest-",
    };
    name.strip_prefix(prefix)?.strip_suffix(".txt")
}

pub(super) fn is_manifest(name: &str, scope: Scope) -> bool {
    algorithm(name, scope).is_some()
}

/// Whether this is the name of one of BagIt's own files.
pub(in crate::bundle) fn is_bagit_file(name: &str) -> bool {
    matches!(name, "bagit.txt" | "bag-info.txt" | "fetch.txt")
        || is_manifest(name, Scope::Payload)
        || is_manifest(name, Scope::Tags)
}

/// Whether this is the name of a payload manifest.
pub(in crate::bundle) fn is_payload_manifest(name: &str) -> bool {
    is_manifest(name, Scope::Payload)
}
