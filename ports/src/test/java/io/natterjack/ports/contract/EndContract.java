package io.natterjack.ports.contract;

import static io.natterjack.ports.contract.TransportFixture.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.Connection;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How connections, listeners and the transport end.
interface EndContract extends TransportFixture {
    @Test
    default void aClientThatGoesAwayIsReportedOnce() {
        Pair pair = greeted();
        pair.client().send(bytes("PUB a 1\r\nx\r\n"));

        pair.client().close();

        Patience.await("the end is reported", () -> !pair.server().ends().isEmpty());
        pair.connection().close(CloseReason.STALE_CONNECTION);
        assertEquals("PUB a 1\r\nx\r\n", pair.server().received());
        assertEquals(List.of(CloseReason.CLIENT_CLOSED), pair.server().ends());
        assertEquals(List.of(), pair.server().defects());
    }

    @Test
    default void closingSendsWhatHasBeenAppended() {
        Pair pair = greeted();
        byte[] body = new byte[700_000];
        pair.connection().append(body, body.length, body, 0, 0);

        pair.connection().close(CloseReason.MAX_PAYLOAD_EXCEEDED);
        pair.connection().close(CloseReason.SERVER_SHUTDOWN);

        assertEquals(body.length, pair.client().receiveToTheEnd());
        Patience.await("the end is reported", () -> !pair.server().ends().isEmpty());
        assertEquals(List.of(CloseReason.MAX_PAYLOAD_EXCEEDED), pair.server().ends());
    }

    @Test
    default void aClosedConnectionIgnoresCalls() {
        Pair pair = greeted();
        byte[] ok = bytes("+OK\r\n");

        pair.connection().close(CloseReason.AUTHENTICATION_TIMEOUT);
        assertEquals(Connection.CLOSED, pair.connection().append(ok, 5, ok, 0, 0));
        Patience.await("the end is reported", () -> !pair.server().ends().isEmpty());
        assertEquals(Connection.CLOSED, pair.connection().append(ok, 5, ok, 0, 0));
        pair.connection().flush();
        pair.connection().close(CloseReason.KICKED);

        assertEquals(0, pair.client().receiveToTheEnd());
        assertEquals(List.of(CloseReason.AUTHENTICATION_TIMEOUT), pair.server().ends());
    }

    @Test
    default void aClosedListenerKeepsItsConnections() {
        Pair pair = greeted();

        pair.listener().close();

        assertThrows(UncheckedIOException.class, () -> dial(pair.listener()));
        pair.tell(bytes("+OK"), bytes("\r\n"));
        assertEquals("+OK\r\n", TransportFixture.text(pair.client().receive(5)));
    }

    @Test
    default void aClosedTransportHasNoConnections() {
        Pair pair = greeted();
        Pair other = greeted();

        transport().close();

        assertEquals(0, pair.client().receiveToTheEnd());
        assertEquals(0, other.client().receiveToTheEnd());
        assertEquals(List.of(CloseReason.SERVER_SHUTDOWN), pair.server().ends());
        assertThrows(UncheckedIOException.class, () -> dial(pair.listener()));
    }
}
