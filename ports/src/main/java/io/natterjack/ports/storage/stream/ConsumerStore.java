package io.natterjack.ports.storage.stream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the consumers of one stream have left with it: for each a definition, and how far it has come. Both are the
/// broker's own bytes.
///
/// **Threading.** Confined to the stream's owner.
///
/// **Ownership.** Bytes are borrowed; what is returned is a copy.
///
/// **Failure.** As [MessageLog]: `StorageFullException` changes nothing, and writes are safe after a
/// [MessageLog#commit].
public interface ConsumerStore {
    /// Every consumer, in no order.
    List<String> names();

    /// Makes a consumer or replaces its definition; its state stays.
    void define(String consumer, byte[] definition);

    /// Null if there is no such consumer.
    byte @Nullable [] definition(String consumer);

    /// Replaces the state of a consumer. Called often: only the latest has to be kept.
    ///
    /// @throws IllegalArgumentException if the consumer is not defined
    void save(String consumer, byte[] state, int from, int length);

    /// Null if none has been saved.
    byte @Nullable [] state(String consumer);

    /// Forgets a consumer. Nothing happens if there is no such consumer.
    void delete(String consumer);
}
