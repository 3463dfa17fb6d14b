package io.natterjack.netty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.natterjack.ports.contract.RecordedLog;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.transport.ClientListener;
import io.natterjack.ports.transport.ListenerSettings;
import io.natterjack.ports.transport.OutputBounds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Clients on different event loops talk to each other, both ways at once: whoever writes, no byte may be lost,
/// doubled or overtaken.
final class CrossLoopWritesTest {
    private static final int PAIRS = 4;
    private static final int BYTES = 3 << 20;

    private final RecordedLog log = new RecordedLog();

    @ParameterizedTest
    @EnumSource
    void bytesArriveInOrderWhoeverWritesThem(Sockets sockets) throws Exception {
        try (NettyTransport transport = new NettyTransport(sockets, 2, log);
                ClientListener listener = transport.listen(settings(), new RelayGateway());
                ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> talks = new ArrayList<>();
            for (int pair = 0; pair < PAIRS; pair++) {
                SocketClient left = arrive(listener);
                SocketClient right = arrive(listener);
                talks.add(threads.submit(() -> talk(left, 1)));
                talks.add(threads.submit(() -> hear(right, 1)));
                talks.add(threads.submit(() -> talk(right, 2)));
                talks.add(threads.submit(() -> hear(left, 2)));
            }
            for (Future<?> talk : talks) {
                talk.get();
            }
        }
        assertEquals(List.of(), log.lines());
    }

    @ParameterizedTest
    @EnumSource
    void clientsThatLeaveWhileTheyAreWrittenToHarmNobody(Sockets sockets) throws Exception {
        try (NettyTransport transport = new NettyTransport(sockets, 2, log);
                ClientListener listener = transport.listen(settings(), new RelayGateway());
                ExecutorService threads = Executors.newCachedThreadPool()) {
            SocketClient steadyLeft = arrive(listener);
            SocketClient steadyRight = arrive(listener);
            Future<?> talking = threads.submit(() -> talk(steadyLeft, 3));
            Future<?> hearing = threads.submit(() -> hear(steadyRight, 3));
            for (int i = 0; i < 200; i++) {
                SocketClient speaker = arrive(listener);
                SocketClient leaver = arrive(listener);
                speaker.send(Arrays.copyOf(speech(i), 100_000));
                leaver.receive(1 + i * 7);
                leaver.close();
                speaker.receiveToTheEnd();
                speaker.close();
            }
            talking.get();
            hearing.get();
        }
        assertEquals(List.of(), log.lines());
    }

    /// The greeting makes sure that clients arrive in the order of these calls.
    private static SocketClient arrive(ClientListener listener) {
        SocketClient client = SocketClient.dial(listener.address().port());
        client.receive(1);
        return client;
    }

    private static void talk(SocketClient client, long seed) {
        byte[] speech = speech(seed);
        Random random = new Random(seed);
        int at = 0;
        while (at < speech.length) {
            int most = random.nextInt(50) == 0 ? 100_000 : 2_000;
            int next = Math.min(speech.length, at + 1 + random.nextInt(most));
            client.send(Arrays.copyOfRange(speech, at, next));
            at = next;
        }
    }

    private static void hear(SocketClient client, long seed) {
        assertArrayEquals(speech(seed), client.receive(BYTES));
    }

    private static byte[] speech(long seed) {
        byte[] bytes = new byte[BYTES];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static ListenerSettings settings() {
        OutputBounds bounds = new OutputBounds(1L << 30, 10_000_000_000L);
        return new ListenerSettings(new HostPort("127.0.0.1", -1), bounds, null, null, false);
    }
}
