package io.natterjack.domain.monitor.connz;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import io.natterjack.domain.monitor.text.BadQueryException;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.ToLongFunction;

/// In which order connections are shown. Most orders begin with the largest; ties are in the order of arrival.
enum ConnectionOrder {
    CID,
    START,
    SUBS,
    PENDING,
    MSGS_TO,
    MSGS_FROM,
    BYTES_TO,
    BYTES_FROM,
    LAST,
    IDLE,
    UPTIME,
    STOP,
    REASON,
    RTT;

    private static Comparator<SeenConnection> largestFirst(ToLongFunction<SeenConnection> figure) {
        return comparingLong(figure).reversed();
    }

    /// @throws BadQueryException in the words of the reference
    static ConnectionOrder parse(String text, ConnectionState state) {
        ConnectionOrder order = text.isEmpty() ? CID : named(text);
        if ((order == STOP || order == REASON) && state != ConnectionState.CLOSED) {
            throw new BadQueryException("sort by " + text + " only valid on closed connections");
        }
        return order;
    }

    private static ConnectionOrder named(String text) {
        for (ConnectionOrder order : values()) {
            if (order.name().toLowerCase(Locale.ROOT).equals(text)) {
                return order;
            }
        }
        throw new BadQueryException("invalid sorting option: " + text);
    }

    Comparator<SeenConnection> comparator() {
        Comparator<SeenConnection> first = switch (this) {
            case CID, START -> comparingLong(SeenConnection::id);
            case SUBS -> largestFirst(SeenConnection::subscriptions);
            case PENDING -> largestFirst(each -> each.traffic().pendingBytes());
            case MSGS_TO -> largestFirst(each -> each.traffic().messages());
            case MSGS_FROM -> largestFirst(each -> each.session().counts().messages());
            case BYTES_TO -> largestFirst(SeenConnection::bytesOut);
            case BYTES_FROM -> largestFirst(each -> each.session().counts().bytes());
            case LAST -> comparing(SeenConnection::lastActivity).reversed();
            case IDLE -> comparing(SeenConnection::idle).reversed();
            case UPTIME -> comparing(SeenConnection::uptime);
            case STOP -> comparing(SeenConnection::seen).reversed();
            case REASON -> comparing(SeenConnection::why);
            case RTT -> largestFirst(each -> each.session().heartbeat().roundTripNanos());
        };
        return first.thenComparingLong(SeenConnection::id);
    }
}
