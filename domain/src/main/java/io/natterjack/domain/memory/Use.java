package io.natterjack.domain.memory;

import io.natterjack.ports.storage.StreamKey;

/// One use of a stream, from opening it to closing it. Confined to the stream's owner.
final class Use {
    private final StreamKey key;
    private boolean over;

    Use(StreamKey key) {
        this.key = key;
    }

    /// @throws IllegalStateException if the stream has been closed
    void check() {
        if (over) {
            throw new IllegalStateException(key + " is closed");
        }
    }

    /// @return false if it was over already
    boolean end() {
        boolean ended = !over;
        over = true;
        return ended;
    }
}
