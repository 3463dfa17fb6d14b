package io.natterjack.ports.storage.stream;

/// What a storage has to know of a stream to keep it.
///
/// @param durability    · when a message counts as stored
/// @param compressed    · save room at the price of time, if the storage can
/// @param firstSequence · of the first message; 1 or more
public record StreamOptions(Durability durability, boolean compressed, long firstSequence) {
    /// As streams are unless somebody says otherwise.
    public static final StreamOptions DEFAULT = new StreamOptions(Durability.DISK, false, 1);
}
