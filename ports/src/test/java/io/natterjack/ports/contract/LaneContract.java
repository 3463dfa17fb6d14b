package io.natterjack.ports.contract;

import static io.natterjack.ports.contract.TransportFixture.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natterjack.ports.run.LaneExecutor;
import io.natterjack.ports.transport.ClientListener;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Threads and the passes of reads on them.
interface LaneContract extends TransportFixture, LaneExecutorContract {
    @Override
    default LaneExecutor executor() {
        return greeted().server().executor();
    }

    @Test
    default void everyCallOfALaneComesFromItsThread() {
        Pair pair = greeted();
        pair.client().send(bytes("PING\r\n"));
        Patience.await("the bytes arrive", () -> pair.server().receivedBytes() == 6);
        pair.client().close();
        Patience.await("the end is reported", () -> !pair.server().ends().isEmpty());

        assertEquals(List.of(), pair.server().defects());
    }

    @Test
    default void listenersOfOneGatewayShareItsLanes() {
        RecordingGateway gateway = new RecordingGateway();
        ClientListener first = transport().listen(settings(GENEROUS), gateway);
        int lanes = gateway.lanesOpened();
        ClientListener second = transport().listen(settings(GENEROUS), gateway);

        dial(first).receive(RecordingGateway.GREETING.length);
        dial(second).receive(RecordingGateway.GREETING.length);

        assertEquals(lanes, gateway.lanesOpened());
        assertEquals(first.address().port(), gateway.next().arrival().listener().port());
        assertEquals(
                second.address().port(), gateway.next().arrival().listener().port());
    }

    @Test
    default void whatATaskAppendsIsFlushedAtTheEndOfThePass() {
        Pair pair = greeted();
        byte[] ok = bytes("+OK\r\n");

        pair.server().executor().execute(() -> pair.server().appendOnLane(ok));

        assertEquals("+OK\r\n", TransportFixture.text(pair.client().receive(5)));
    }
}
