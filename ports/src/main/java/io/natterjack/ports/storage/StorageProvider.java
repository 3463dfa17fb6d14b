package io.natterjack.ports.storage;

/// A kind of storage, found by [java.util.ServiceLoader] and chosen by its name in the configuration.
///
/// **Threading.** One thread at a time.
///
/// **Ownership.** The caller owns the storage that is opened, and closes it.
///
/// **Failure.** Settings that cannot work and places that cannot be reached are a [StorageException] whose text names
/// the cause and what to do about it.
public interface StorageProvider {
    /// What the configuration calls it, such as `file`. Lower case.
    String name();

    /// Opens the place. Streams in it are opened one by one afterwards, so this returns soon.
    ///
    /// @throws StorageAwayException if the place cannot be reached now: a server that can do without it tries again
    /// @throws StorageException     if the settings are wrong, or somebody else is using the place
    Storage open(StorageSettings settings);
}
