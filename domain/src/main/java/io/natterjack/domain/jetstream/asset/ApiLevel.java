package io.natterjack.domain.jetstream.asset;

import io.natterjack.domain.consumer.config.AckPolicy;
import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.consumer.config.PriorityRules;
import io.natterjack.domain.stream.config.PersistMode;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamFeatures;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Which servers can serve a stream or a consumer.
///
/// Every release with new features has a higher level. The level that an asset needs is stored with it, in its
/// metadata; the level and the version of the server that answers are added to what a client sees. See NATS
/// ADR-44.
public final class ApiLevel {
    /// Of this server.
    public static final int SUPPORTED = 5;

    private static final String REQUIRED = "_nats.req.level";
    private static final String SERVER_VERSION = "_nats.ver";
    private static final String SERVER_LEVEL = "_nats.level";

    /// What clients send that always send a time.
    private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

    private ApiLevel() {}

    /// The same stream with the level that it needs, to be stored.
    public static StreamConfig stamped(StreamConfig stream) {
        return stream.withMetadata(stamped(stream.metadata(), required(stream)));
    }

    /// The same consumer with the level that it needs, to be stored.
    public static ConsumerConfig stamped(ConsumerConfig consumer) {
        Map<String, String> metadata = stamped(consumer.metadata(), required(consumer));
        return consumer.with(changes -> changes.metadata(metadata));
    }

    /// The same stream as a client of a server of that version sees it.
    public static StreamConfig shown(StreamConfig stream, String version) {
        return stream.withMetadata(shown(stream.metadata(), version));
    }

    /// The same consumer as a client of a server of that version sees it.
    public static ConsumerConfig shown(ConsumerConfig consumer, String version) {
        Map<String, String> metadata = shown(consumer.metadata(), version);
        return consumer.with(changes -> changes.metadata(metadata));
    }

    /// Metadata that are equal to others if a client has said the same, whatever servers have added.
    ///
    /// @param stored · those of the asset that is there
    public static Map<String, String> comparable(Map<String, String> metadata, Map<String, String> stored) {
        Map<String, String> comparable = withoutServer(metadata);
        String required = stored.get(REQUIRED);
        if (required == null) {
            comparable.remove(REQUIRED);
        } else {
            comparable.put(REQUIRED, required);
        }
        return comparable;
    }

    /// Whether this server has a level, as a request says it; none is fine, and one that is no number is not.
    public static boolean supports(String level) {
        try {
            return level.isEmpty() || Integer.parseInt(level) <= SUPPORTED;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static int required(StreamConfig stream) {
        StreamFeatures features = stream.features();
        if (features.batchPublish()) {
            return 4;
        }
        if (features.counters()
                || features.atomicPublish()
                || features.schedules()
                || stream.persistMode() == PersistMode.ASYNC) {
            return 2;
        }
        return features.messageTtl() || features.subjectDeleteMarkerTtlNanos() > 0 ? 1 : 0;
    }

    private static int required(ConsumerConfig consumer) {
        if (consumer.acks().policy() == AckPolicy.FLOW_CONTROL) {
            return 4;
        }
        Instant pauseUntil = consumer.pauseUntil();
        boolean paused = pauseUntil != null && !pauseUntil.equals(NEVER);
        return paused || !consumer.priority().equals(PriorityRules.NONE) ? 1 : 0;
    }

    private static Map<String, String> stamped(Map<String, String> metadata, int required) {
        Map<String, String> stamped = withoutServer(metadata);
        stamped.put(REQUIRED, Integer.toString(required));
        return stamped;
    }

    private static Map<String, String> shown(Map<String, String> metadata, String version) {
        Map<String, String> shown = new HashMap<>(metadata);
        shown.put(SERVER_VERSION, version);
        shown.put(SERVER_LEVEL, Integer.toString(SUPPORTED));
        return shown;
    }

    private static Map<String, String> withoutServer(Map<String, String> metadata) {
        Map<String, String> without = new HashMap<>(metadata);
        without.remove(SERVER_VERSION);
        without.remove(SERVER_LEVEL);
        return without;
    }
}
