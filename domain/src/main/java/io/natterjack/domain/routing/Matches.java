package io.natterjack.domain.routing;

/// Who gets messages of one subject: everybody with a subscription of their own, and one member of each queue group.
///
/// @param plain  · shared: do not write to it
/// @param queues · groups of at least one member; shared likewise
@SuppressWarnings("ArrayRecordComponent") // read on every message, never compared
public record Matches(Subscription[] plain, Subscription[][] queues) {
    /// Nobody.
    public static final Matches NONE = new Matches(new Subscription[0], new Subscription[0][]);

    public boolean isEmpty() {
        return plain.length == 0 && queues.length == 0;
    }
}
