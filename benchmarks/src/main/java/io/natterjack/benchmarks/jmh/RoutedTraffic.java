package io.natterjack.benchmarks.jmh;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.natterjack.domain.broker.Broker;
import io.natterjack.domain.scope.Surroundings;
import io.natterjack.domain.settings.AuthorizationSettings;
import io.natterjack.domain.settings.BrokerSettings;
import io.natterjack.domain.settings.DoorSettings;
import io.natterjack.domain.settings.Limits;
import io.natterjack.domain.settings.ServerIdentity;
import io.natterjack.domain.settings.TraceSettings;
import io.natterjack.ports.observe.ServerLog;
import io.natterjack.ports.run.Alarm;
import io.natterjack.ports.run.LaneExecutor;
import io.natterjack.ports.session.Arrival;
import io.natterjack.ports.session.ConnectionHandler;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.session.Lane;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// A whole broker without sockets: one publisher, some subscribers, and a read full of messages.
public final class RoutedTraffic {
    private static final HostPort ADDRESS = new HostPort("127.0.0.1", 4222);
    private static final String CONNECT = "CONNECT {\"verbose\":false,\"pedantic\":false,\"protocol\":1}\r\n";

    private final Lane lane;
    private final ConnectionHandler publisher;
    private final List<CountingConnection> subscribers = new ArrayList<>();
    private final byte[] read;

    /// @param messages · in one read
    public RoutedTraffic(int subscriberCount, int messages, int payloadBytes) {
        Surroundings surroundings = new Surroundings(() -> 0, () -> Instant.EPOCH, _ -> false, new ErrorsOnly());
        Broker broker =
                new Broker(settings(), surroundings, (_, _) -> false, new SplittableRandom(1), new SplittableRandom(2));
        lane = broker.openLane(new NeverLater());
        for (int i = 0; i < subscriberCount; i++) {
            CountingConnection connection = new CountingConnection();
            say(lane.accept(arrival(), connection), CONNECT + "SUB bench.data 1\r\n");
            subscribers.add(connection);
        }
        publisher = lane.accept(arrival(), new CountingConnection());
        say(publisher, CONNECT);
        String message = "PUB bench.data " + payloadBytes + "\r\n" + "x".repeat(payloadBytes) + "\r\n";
        read = message.repeat(messages).getBytes(US_ASCII);
    }

    /// Brings the read to the broker, and lets the pass end.
    public void publish() {
        publisher.onBytes(read, 0, read.length);
        lane.endPass();
    }

    /// Messages that all subscribers were given so far, and the greetings before them.
    public long appends() {
        return subscribers.stream().mapToLong(CountingConnection::appends).sum();
    }

    private static Arrival arrival() {
        return new Arrival(Arrival.Kind.TCP, ADDRESS, "127.0.0.1", 50_000, null, null);
    }

    private static void say(ConnectionHandler client, String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        client.onBytes(bytes, 0, bytes.length);
    }

    private static BrokerSettings settings() {
        ServerIdentity identity = new ServerIdentity(
                "NBENCH", "bench", "2.14.3", "", "java", true, null, List.of(), Map.of(), "XBENCH", null);
        return new BrokerSettings(
                identity,
                Limits.DEFAULT,
                AuthorizationSettings.OPEN,
                TraceSettings.OFF,
                DoorSettings.PLAIN,
                DoorSettings.PLAIN);
    }

    private static final class NeverLater implements LaneExecutor {
        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public Alarm after(long delayNanos, Runnable task) {
            return Alarm.NONE;
        }
    }

    private static final class ErrorsOnly implements ServerLog {
        @Override
        public boolean isOn(Level level) {
            return level == Level.ERR || level == Level.FTL;
        }

        @Override
        public void log(Level level, String line) {
            if (isOn(level)) {
                throw new IllegalStateException(line);
            }
        }
    }
}
