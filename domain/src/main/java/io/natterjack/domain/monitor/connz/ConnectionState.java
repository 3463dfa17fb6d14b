package io.natterjack.domain.monitor.connz;

import io.natterjack.domain.monitor.text.BadQueryException;
import java.util.Locale;

/// Which connections are asked for.
enum ConnectionState {
    OPEN,
    CLOSED,
    ALL;

    /// @throws BadQueryException in the words of the reference
    static ConnectionState parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "", "open" -> OPEN;
            case "closed" -> CLOSED;
            case "any", "all" -> ALL;
            default -> throw new BadQueryException("Error decoding state for " + text);
        };
    }

    boolean includesOpen() {
        return this != CLOSED;
    }

    boolean includesClosed() {
        return this != OPEN;
    }
}
