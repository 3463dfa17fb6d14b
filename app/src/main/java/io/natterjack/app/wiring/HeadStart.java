package io.natterjack.app.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.natterjack.domain.jetstream.codec.ConsumerDefinition;
import io.natterjack.domain.jetstream.codec.StreamDefinition;
import io.natterjack.domain.wire.ConnectOptions;
import io.natterjack.netty.Sockets;
import io.natterjack.ports.storage.StreamKey;
import java.util.HashMap;
import java.util.Map;

/// Gets ready what takes long in a process that is going to serve, while its configuration is read and its keys are
/// made. Everything here happens once in a JVM: Netty looks at the JVM and loads its native library, and whoever reads
/// the first CONNECT searches all jars for readers of JSON.
public final class HeadStart {
    private static final byte[] STREAM =
            "{\"config\":{\"name\":\"KV\",\"subjects\":[\"kv.>\"],\"max_msgs_per_subject\":1,\"allow_direct\":true}}"
                    .getBytes(UTF_8);
    private static final byte[] CONSUMER =
            "{\"config\":{\"name\":\"c\",\"filter_subject\":\"kv.>\",\"backoff\":[1],\"mem_storage\":true}}"
                    .getBytes(UTF_8);

    private HeadStart() {}

    /// Returns at once. Whoever needs the result first waits for it then.
    public static void begin() {
        Thread.ofPlatform().daemon().name("natterjack-head-start").start(HeadStart::getReady);
    }

    private static void getReady() {
        requireNonNull(Sockets.best());
        requireNonNull(ConnectOptions.INITIAL);
    }

    /// The same for a server with streams, whose first stream would otherwise take twice as long to make. What
    /// compares records and chooses by type is generated when it runs for the first time, and no cache of classes
    /// holds it.
    public static void beginStreams() {
        Thread.ofPlatform().daemon().name("natterjack-head-start-streams").start(HeadStart::getStreamsReady);
    }

    private static void getStreamsReady() {
        Map<StreamKey, StreamDefinition> streams = new HashMap<>();
        streams.put(new StreamKey("", "KV"), StreamDefinition.of(STREAM));
        requireNonNull(streams.get(new StreamKey("", "KV")));
        requireNonNull(ConsumerDefinition.of(CONSUMER));
    }
}
